//! Parts of a conversation: the newest, those before and after one that is
//! shown, and the one around a message that was found.
//!
//! Invariant: the messages of a part follow each other without a gap of ours, and
//! how often the store is asked does not grow with their number.

use crate::api::{
    ConversationAround, ConversationEarlier, ConversationLater, ConversationPage, Incoming,
    Outgoing, ThreadItem,
};
use crate::links::text_links;
use crate::thread::{Authors, Worn};
use crate::{Desk, ErrorCode, view};
use domain::{EventId, NetworkUserId, Origin, ReplyId, Timestamp};
use std::collections::HashMap;
use store::{Account, Direction, Message, Read};

/// The most messages of one part.
const PAGE: u32 = 50;

/// Before the message that is looked for; it and what follows fill the rest.
const BEFORE_IT: u32 = PAGE / 2;

/// Which part of a conversation.
pub(crate) enum Part {
    /// The newest messages.
    Newest,
    /// Those before a message.
    Before(EventId),
    /// Those after a message.
    After(EventId),
    /// A message with those around it.
    Around(EventId),
}

impl Desk {
    /// Shows what was said before.
    pub async fn conversation_earlier(
        &self,
        request: ConversationEarlier,
    ) -> Result<ConversationPage, ErrorCode> {
        let part = Part::Before(EventId(request.before));
        self.part(&request.account, &request.customer, part).await
    }

    /// Shows what was said after.
    pub async fn conversation_later(
        &self,
        request: ConversationLater,
    ) -> Result<ConversationPage, ErrorCode> {
        let part = Part::After(EventId(request.after));
        self.part(&request.account, &request.customer, part).await
    }

    /// Shows a message with what was said around it, however long ago that was.
    pub async fn conversation_around(
        &self,
        request: ConversationAround,
    ) -> Result<ConversationPage, ErrorCode> {
        let part = Part::Around(EventId(request.message));
        self.part(&request.account, &request.customer, part).await
    }

    async fn part(
        &self,
        account: &str,
        customer: &str,
        part: Part,
    ) -> Result<ConversationPage, ErrorCode> {
        let account = self.account_named(account).await?;
        let customer = self.customer_named(&account, customer).await?;
        self.read(move |store| page(store, &account, &customer.id, &part))
            .await
    }
}

/// Messages that follow each other, and whether there are more at either end.
struct Run {
    messages: Vec<Message>,
    earlier: bool,
    later: bool,
}

/// A part of what was said, oldest first.
///
/// # Errors
/// [`ErrorCode::UnknownMessage`] where the message to look around is not here.
pub(crate) fn page(
    store: &Read<'_>,
    account: &Account,
    customer: &NetworkUserId,
    part: &Part,
) -> Result<ConversationPage, ErrorCode> {
    let run = run(store, account, customer, part)?;
    let id = |message: Option<&Message>| message.map(|one| one.id.to_string());
    Ok(ConversationPage {
        earlier: id(run.messages.first().filter(|_| run.earlier)),
        later: id(run.messages.last().filter(|_| run.later)),
        items: items(store, account, customer, run.messages)?,
    })
}

fn run(
    store: &Read<'_>,
    account: &Account,
    customer: &NetworkUserId,
    part: &Part,
) -> Result<Run, ErrorCode> {
    let before = |id: Option<&EventId>, most: u32| {
        let mut messages = store.messages_page(account.id, customer, id, most.saturating_add(1))?;
        let earlier = is_more(&messages, most);
        if earlier {
            messages.remove(0);
        }
        Ok::<_, ErrorCode>((messages, earlier))
    };
    let after = |id: &EventId, most: u32| {
        let mut messages =
            store.messages_after(account.id, customer, id, most.saturating_add(1))?;
        let later = is_more(&messages, most);
        if later {
            messages.pop();
        }
        Ok::<_, ErrorCode>((messages, later))
    };
    let (messages, earlier, later) = match part {
        Part::Newest => {
            let (messages, earlier) = before(None, PAGE)?;
            (messages, earlier, false)
        }
        Part::Before(id) => {
            let (messages, earlier) = before(Some(id), PAGE)?;
            (messages, earlier, false)
        }
        Part::After(id) => {
            let (messages, later) = after(id, PAGE)?;
            (messages, false, later)
        }
        Part::Around(id) => {
            let found = store.message(account.id, id)?;
            let found = found.filter(|found| found.customer == *customer);
            let found = found.ok_or(ErrorCode::UnknownMessage)?;
            let (mut messages, earlier) = before(Some(id), BEFORE_IT)?;
            let (behind, later) = after(id, PAGE.saturating_sub(BEFORE_IT).saturating_sub(1))?;
            messages.push(found);
            messages.extend(behind);
            (messages, earlier, later)
        }
    };
    Ok(Run {
        messages,
        earlier,
        later,
    })
}

fn is_more(messages: &[Message], most: u32) -> bool {
    messages.len() > usize::try_from(most).unwrap_or(usize::MAX)
}

fn items(
    store: &Read<'_>,
    account: &Account,
    customer: &NetworkUserId,
    messages: Vec<Message>,
) -> Result<Vec<ThreadItem>, ErrorCode> {
    let since = messages.first().map_or(Timestamp(i64::MAX), |one| one.at);
    let worn = Worn::read(store, messages.iter().filter_map(|one| one.look))?;
    let origins = store.origins_among(messages.iter().filter_map(|one| one.reply))?;
    let authors = Authors::read(store)?;
    let pictures = store.message_pictures(account.id, customer, since)?;
    let said = messages.into_iter().map(|message| {
        let picture = pictures.get(&message.id).map(view::message_picture);
        let links = text_links(&message.text);
        match message.direction {
            Direction::In => ThreadItem::Incoming(Incoming {
                id: message.id.to_string(),
                text: message.text,
                links,
                attachment: message.attachment,
                picture,
                at: message.at.0,
            }),
            Direction::Out => ThreadItem::Outgoing(Outgoing {
                id: message.id.to_string(),
                text: message.text,
                links,
                attachment: message.attachment,
                picture,
                at: message.at.0,
                spoken_as: worn.by(message.look).map(view::spoken_as),
                author: author(message.reply, &origins, &authors),
            }),
        }
    });
    Ok(said.collect())
}

fn author(
    reply: Option<ReplyId>,
    origins: &HashMap<ReplyId, Origin>,
    authors: &Authors,
) -> Option<String> {
    authors.name(*origins.get(&reply?)?)
}
