//! The people of this desk's practice network: who is there, what really
//! arrived, a conversation as its customer has it, and writing as them.

use crate::api::{
    Nothing, PracticeBubble, PracticeCharacter, PracticeChoice, PracticeConversation,
    PracticeCrowd, PracticeCustomer, PracticeCustomerRef, PracticeInvent, PracticeLast,
    PracticeQuickReply, PracticeTold, PracticeTruth, PracticeTruthOf, PracticeWriting, Side,
};
use crate::practice_panel::{address, trouble};
use crate::{Desk, ErrorCode};
use bytes::Bytes;
use practice::{Character, CustomerStanding, Practice, Seen, Told, TypingSeen};
use std::collections::HashMap;

/// As many of the newest messages are shown.
const TOLD_SHOWN: usize = 200;

/// The largest crowd.
const CROWD_LIMIT: u32 = 1000;

/// The longest time over which a crowd comes, in minutes: a day.
const CROWD_MINUTES_LIMIT: u32 = 24 * 60;

impl Desk {
    pub(crate) fn practice_people(
        &self,
        network: &Practice,
    ) -> Result<Vec<PracticeCustomer>, ErrorCode> {
        let customers = network.customers().map_err(trouble)?;
        Ok(customers.into_iter().map(customer).collect())
    }

    /// What was sent and written, of one customer or of all.
    pub async fn practice_truth(
        &self,
        request: PracticeTruthOf,
    ) -> Result<PracticeTruth, ErrorCode> {
        let network = self.practising().await?;
        let customers = network.customers().map_err(trouble)?;
        let by_id: HashMap<&str, &CustomerStanding> = customers
            .iter()
            .map(|one| (one.party.user_id.as_str(), one))
            .collect();
        let wanted = request.customer;
        let mut messages: Vec<PracticeTold> = network
            .truth()
            .map_err(trouble)?
            .into_iter()
            .zip(1_u32..)
            .filter_map(|(told, place)| message(told, place, &by_id))
            .filter(|told| wanted.as_ref().is_none_or(|handle| *handle == told.handle))
            .collect();
        let count = u32::try_from(messages.len()).unwrap_or(u32::MAX);
        messages.drain(..messages.len().saturating_sub(TOLD_SHOWN));
        Ok(PracticeTruth { messages, count })
    }

    /// A conversation as the customer has it.
    pub async fn practice_conversation(
        &self,
        request: PracticeCustomerRef,
    ) -> Result<PracticeConversation, ErrorCode> {
        let network = self.practising().await?;
        let view = network.view(&request.customer).map_err(trouble)?;
        // Choices go away with the next message, whoever writes it.
        let choices = view.messages.last().map(|last| &last.carried.choices);
        let quick_replies = choices.into_iter().flatten().map(|choice| {
            let (label, description) = (choice.label.clone(), choice.description.clone());
            PracticeQuickReply { label, description }
        });
        Ok(PracticeConversation {
            name: view.customer.name,
            brand_name: view.brand.name,
            brand_handle: view.brand.handle,
            brand_picture: address(&view.brand.avatar),
            typing: view.typing == TypingSeen::Typing,
            quick_replies: quick_replies.collect(),
            bubbles: view.messages.into_iter().map(bubble).collect(),
        })
    }

    /// Takes an answer that the brand offers, as a customer.
    pub async fn practice_choose(&self, request: PracticeChoice) -> Result<Nothing, ErrorCode> {
        let network = self.practising().await?;
        let PracticeChoice { customer, label } = request;
        network
            .customer_chooses(&customer, &label)
            .map_err(trouble)?;
        Ok(Nothing {})
    }

    /// Opens the conversation as a customer, who may be greeted: the brand's
    /// welcome message comes first, after leaving, and after seven idle days.
    pub async fn practice_open(&self, request: PracticeCustomerRef) -> Result<Nothing, ErrorCode> {
        let network = self.practising().await?;
        network
            .customer_opens(&request.customer, None)
            .map_err(trouble)?;
        Ok(Nothing {})
    }

    /// Writes to the brand as a customer.
    pub async fn practice_write(&self, request: PracticeWriting) -> Result<Nothing, ErrorCode> {
        let network = self.practising().await?;
        let PracticeWriting {
            customer,
            text,
            picture,
        } = request;
        let photo = match picture {
            None => None,
            Some(id) => {
                let bytes = self.inner.staged.working(&id);
                Some(Bytes::from(bytes.ok_or(ErrorCode::PictureGone)?))
            }
        };
        network
            .customer_sends(&customer, text.trim(), photo)
            .map_err(trouble)?;
        Ok(Nothing {})
    }

    /// Invents a customer who writes from now on.
    pub async fn practice_invent(&self, request: PracticeInvent) -> Result<Nothing, ErrorCode> {
        let network = self.practising().await?;
        let character = match request.character {
            PracticeCharacter::Polite => Character::Polite,
            PracticeCharacter::Impatient => Character::Impatient,
            PracticeCharacter::Japanese => Character::Japanese,
            PracticeCharacter::Arabic => Character::Arabic,
            PracticeCharacter::Finnish => Character::Finnish,
            PracticeCharacter::Thai => Character::Thai,
            PracticeCharacter::Pictures => Character::Pictures,
            PracticeCharacter::Links => Character::Links,
            PracticeCharacter::LongTexts => Character::LongTexts,
            PracticeCharacter::Abuse => Character::Abuse,
            PracticeCharacter::BotQuestion => Character::BotQuestion,
        };
        network
            .invent(character, u64::from(request.seed))
            .map_err(trouble)?;
        Ok(Nothing {})
    }

    /// Invents a crowd of fans.
    pub async fn practice_crowd(&self, request: PracticeCrowd) -> Result<Nothing, ErrorCode> {
        let network = self.practising().await?;
        let within = |number: u32, limit: u32| u16::try_from(number.min(limit)).unwrap_or(u16::MAX);
        let count = within(request.count, CROWD_LIMIT);
        let minutes = within(request.minutes, CROWD_MINUTES_LIMIT);
        network
            .crowd(u64::from(request.seed), count, minutes)
            .map_err(trouble)?;
        Ok(Nothing {})
    }
}

fn bubble(seen: Seen) -> PracticeBubble {
    let (line, picture) = match seen.persona {
        Some(persona) => (Some(persona.name), Some(address(&persona.avatar))),
        None => (None, None),
    };
    PracticeBubble {
        id: seen.id,
        from: side(seen.from),
        text: seen.text,
        at: seen.at_ms,
        line,
        picture,
        photo: seen.photo.as_deref().map(address),
        buttons: seen
            .carried
            .buttons
            .into_iter()
            .map(|one| one.label)
            .collect(),
        read: seen.read_at_ms.is_some(),
    }
}

fn customer(one: CustomerStanding) -> PracticeCustomer {
    PracticeCustomer {
        handle: one.party.handle,
        name: one.party.name,
        picture: address(&one.party.avatar),
        last: one.last.map(|last| PracticeLast {
            from: side(last.from),
            text: last.text,
            at: last.at_ms,
        }),
        waiting_since: one.waiting_since_ms,
    }
}

/// A stored message between the brand that practises and a customer.
fn message(
    told: Told,
    place: u32,
    customers: &HashMap<&str, &CustomerStanding>,
) -> Option<PracticeTold> {
    let wrote = customers.get(told.sender_id.as_str());
    let (from, with) = match wrote {
        Some(customer) => (Side::Customer, *customer),
        None => (Side::Brand, *customers.get(told.recipient_id.as_str())?),
    };
    let (line, picture) = match told.persona {
        Some(persona) => (Some(persona.name), Some(address(&persona.avatar))),
        None => (None, None),
    };
    Some(PracticeTold {
        id: told.id,
        place,
        at: told.at_ms,
        from,
        handle: with.party.handle.clone(),
        name: with.party.name.clone(),
        text: told.text,
        line,
        picture,
    })
}

fn side(side: practice::Side) -> Side {
    match side {
        practice::Side::Brand => Side::Brand,
        practice::Side::Customer => Side::Customer,
    }
}
