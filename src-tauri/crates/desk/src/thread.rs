//! Conversations as they are shown: rows of the list, what was said, and what
//! the customer sees of it.
//!
//! Invariant: how often the store is asked does not grow with the number of
//! messages or rows.

use crate::ErrorCode;
use crate::api::{ConversationRow, CustomerBubble, Side, ThreadItem, UnreadSpan};
use crate::foresight::Foresight;
use crate::replies::reply_views;
use crate::view;
use domain::{AccountId, LookId, NetworkName, NetworkUserId, OperatorId, Origin, Timestamp};
use std::collections::{HashMap, HashSet};
use store::{Account, Conversation, Direction, Dressed, Message, Read};

/// Looks that messages, replies or rows were spoken in, read at once.
pub(crate) struct Worn(HashMap<LookId, Dressed>);

impl Worn {
    pub(crate) fn read(
        store: &Read<'_>,
        looks: impl IntoIterator<Item = LookId>,
    ) -> Result<Self, ErrorCode> {
        let looks: HashSet<LookId> = looks.into_iter().collect();
        Ok(Self(store.looks_among(looks)?))
    }

    /// Who spoke so; `None` for no look, or one that is not here.
    pub(crate) fn by(&self, look: Option<LookId>) -> Option<&Dressed> {
        self.0.get(&look?)
    }
}

/// The names of everybody who has sat here, read at once.
pub(crate) struct Authors(HashMap<OperatorId, String>);

impl Authors {
    pub(crate) fn read(store: &Read<'_>) -> Result<Self, ErrorCode> {
        let everybody = store.operators()?.into_iter();
        let named = everybody.map(|one| (one.id, one.name.as_str().to_owned()));
        Ok(Self(named.collect()))
    }

    /// `None` for the brand's bot.
    pub(crate) fn name(&self, origin: Origin) -> Option<String> {
        match origin {
            Origin::Operator(id) => self.0.get(&id).cloned(),
            Origin::Automation => None,
        }
    }
}

/// Rows of the list.
pub(crate) fn rows(
    store: &Read<'_>,
    all: &[Conversation],
) -> Result<Vec<ConversationRow>, ErrorCode> {
    let worn = Worn::read(store, all.iter().filter_map(|one| one.last_look))?;
    Ok(all.iter().map(|one| row(&worn, one)).collect())
}

/// One row of the list.
pub(crate) fn row(worn: &Worn, one: &Conversation) -> ConversationRow {
    ConversationRow {
        account: one.account.to_string(),
        customer: view::person(&one.customer),
        preview: one.last_text.clone(),
        last_from: match one.last_from {
            store::From::Customer => Side::Customer,
            store::From::Brand => Side::Brand,
        },
        last_at: one.last_at.0,
        waiting_since: one.waiting_since.map(|at| at.0),
        unread: one.unread,
        speaker: worn.by(one.last_look).map(view::spoken_as),
        has_draft: one.draft.is_some(),
        needs_you: one.needs_person > 0,
    }
}

/// What is about to be said.
pub(crate) fn unsettled(
    store: &Read<'_>,
    account: &Account,
    customer: &NetworkUserId,
    foresight: &Foresight,
) -> Result<Vec<ThreadItem>, ErrorCode> {
    let lane = store.lane(account.id, customer)?;
    let views = reply_views(store, &lane, foresight)?;
    Ok(views.into_iter().map(ThreadItem::Reply).collect())
}

/// What was not read of an account.
pub(crate) fn unread_spans(
    store: &Read<'_>,
    account: AccountId,
) -> Result<Vec<UnreadSpan>, ErrorCode> {
    Ok(store.gaps(account)?.iter().map(view::unread_span).collect())
}

/// What the customer has, as far as this desk knows.
pub(crate) fn bubbles(
    store: &Read<'_>,
    account: &Account,
    customer: &NetworkUserId,
) -> Result<Vec<CustomerBubble>, ErrorCode> {
    let messages = store.messages(account.id, customer)?;
    let worn = Worn::read(store, messages.iter().filter_map(|one| one.look))?;
    let pictures = store.message_pictures(account.id, customer, Timestamp(0))?;
    let drawn = |message: Message| {
        let photo = pictures
            .get(&message.id)
            .map(|one| view::picture_path(one.picture));
        bubble(&worn, account.network, message, photo)
    };
    Ok(messages.into_iter().map(drawn).collect())
}

fn bubble(
    worn: &Worn,
    network: NetworkName,
    message: Message,
    photo: Option<String>,
) -> CustomerBubble {
    let look = worn.by(message.look).map(|dressed| &dressed.look);
    CustomerBubble {
        from: match message.direction {
            Direction::In => Side::Customer,
            Direction::Out => Side::Brand,
        },
        text: message.text,
        at: message.at.0,
        line: look.map(|look| look.line_for(network).as_str().to_owned()),
        picture: look.map(|look| format!("portrait/{}", look.portrait)),
        photo,
    }
}
