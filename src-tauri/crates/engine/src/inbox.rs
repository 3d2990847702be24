//! Reading: what customers wrote, and who they are. Reading draws on a small
//! budget (`contracts/x.md` §3.4), so news end where an earlier reading began, and
//! what one reading could not reach is a gap that the next ones close
//! (`domain::Progress`).

use crate::budget::{Reads, note_free_until};
use crate::outbox::{note_picture, step};
use crate::{Change, Engine, EngineError, Way};
use domain::reply::{State, Step, WaitReason};
use domain::{AccountId, LastOnPage, NetworkUserId, PageSeen, Progress, Timestamp};
use network::{Class, EventPage, Failure, MessageEvent, Network, Scope, User};
use std::collections::HashSet;
use store::{Account, Customer, Direction, Message, Read, Reply, StoreError, Write};

/// The most pages that one reading takes of the budget.
const PAGES: usize = 6;

/// What a reading brought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Synced {
    /// Messages that were not known before.
    pub new_messages: u32,
    /// Set where the budget was used up before the end: when it goes on.
    pub resumes_at: Option<Timestamp>,
}

impl Engine {
    /// Reads what is new of an account, then what earlier readings left, then
    /// who the new customers are.
    pub async fn sync(&self, id: AccountId) -> Result<Synced, EngineError> {
        let reading = self.reading(id);
        let _alone = reading.lock().await;
        let account = self.account(id).await?;
        let way = self.way(&account).await?;
        let mut synced = Synced {
            new_messages: 0,
            resumes_at: None,
        };
        let mut cursor: Option<String> = None;
        for _ in 0..PAGES {
            let next = match self
                .list_page(id, &way, cursor.as_deref(), Reads::News)
                .await
            {
                Ok(Err(until)) => {
                    synced.resumes_at = Some(until);
                    break;
                }
                Ok(Ok(mut page)) => {
                    // A list that names the same page again has no more to tell.
                    page.next = page.next.filter(|next| cursor.as_ref() != Some(next));
                    let (new, next) = self.keep(&account, cursor, page).await?;
                    synced.new_messages = synced.new_messages.saturating_add(new);
                    next
                }
                Err(EngineError::Network(failure)) if is_refusal(&failure) => match cursor {
                    Some(lost) => self.lose_cursor(id, lost).await?,
                    None => return Err(failure.into()),
                },
                Err(error) => return Err(error),
            };
            cursor = next;
            if cursor.is_none() {
                break;
            }
        }
        // What was read is kept; who they are can wait for the next reading.
        if let Err(error) = self.meet_strangers(id, &way).await {
            tracing::info!(%error, "new customers could not be looked up");
        }
        self.tell(Change::Accounts);
        Ok(synced)
    }

    /// Keeps a page, the newest one or that of a cursor; how many messages were
    /// new, and where reading goes on. What is left unread is kept as gaps in the
    /// same change, so that a reading can be cut anywhere.
    async fn keep(
        &self,
        account: &Account,
        from: Option<String>,
        page: EventPage,
    ) -> Result<(u32, Option<String>), EngineError> {
        let (id, brand, now) = (account.id, account.user.clone(), self.now());
        let network = self.inner.parts.reach.network(account);
        let (touched, new, next) = self
            .write(move |store| {
                let (mut touched, mut new) = (HashSet::new(), 0u32);
                let seen = seen(store, id, &page, now)?;
                for event in page.events {
                    let customer = other_side(&event, &brand);
                    if store.is_read_ahead(id, &event.id)? {
                        complete(store, id, &brand, event)?;
                        touched.insert(customer);
                    } else if keep_event(store, network.as_ref(), id, &brand, event, now)? {
                        new = new.saturating_add(1);
                        touched.insert(customer);
                    }
                }
                let begun = store.progress(id)?;
                let mut progress = begun.unwrap_or_else(|| Progress::begin(seen.now));
                progress.age(seen.now);
                progress.read(from.as_deref(), &seen);
                store.set_progress(id, &progress)?;
                let next = progress.next().map(str::to_owned);
                if progress.open().next().is_none() {
                    store.set_read_at(id, now)?;
                }
                Ok((touched, new, next))
            })
            .await?;
        for customer in touched {
            self.tell(Change::Conversation(id, customer));
        }
        if new > 0 {
            self.tell(Change::Inbox);
            self.inner.wake.notify_one();
        }
        Ok((new, next))
    }

    /// The network no longer takes a cursor; what lay behind it stays a gap.
    async fn lose_cursor(
        &self,
        id: AccountId,
        cursor: String,
    ) -> Result<Option<String>, EngineError> {
        self.write(move |store| {
            let Some(mut progress) = store.progress(id)? else {
                return Ok(None);
            };
            progress.lose(&cursor);
            store.set_progress(id, &progress)?;
            Ok(progress.next().map(str::to_owned))
        })
        .await
    }

    /// Looks up customers of whom only the id is known.
    async fn meet_strangers(&self, id: AccountId, way: &Way) -> Result<(), EngineError> {
        let most = way.network.affordances().users_per_look_up;
        let strangers = self
            .read(move |store| Ok(store.strangers(id, most)?))
            .await?;
        if strangers.is_empty() {
            return Ok(());
        }
        let found = self
            .call(id, way, way.network.look_up(&way.at, &strangers))
            .await?;
        let now = self.now();
        self.write(move |store| {
            for stranger in strangers {
                let user = found.iter().find(|user| user.id == stranger);
                store.set_customer(id, &as_customer(&stranger, user), now)?;
                if let Some(address) = user.and_then(|user| user.picture.as_deref()) {
                    store.set_avatar_address(id, &stranger, address)?;
                }
            }
            Ok(())
        })
        .await?;
        self.tell(Change::Inbox);
        Ok(())
    }
}

/// A message of the brand that a person already said had arrived gets the look
/// and the reply that it was.
fn claimed(store: &Write<'_>, account: AccountId, message: Message) -> Result<Message, StoreError> {
    if message.direction == Direction::In {
        return Ok(message);
    }
    let found = store.sent_without_message(account, &message.customer, &message.text)?;
    Ok(match found {
        Some(reply) => Message {
            look: Some(reply.content.look),
            reply: Some(reply.content.id),
            ..message
        },
        None => message,
    })
}

/// The customer wrote: replies are free again, so one that waits for a budget
/// may ask once more.
fn free_again(
    store: &Write<'_>,
    account: AccountId,
    customer: &NetworkUserId,
) -> Result<(), EngineError> {
    let lane = store.lane(account, customer)?;
    let waits = |reply: &&Reply| {
        matches!(
            reply.state,
            State::Waiting {
                why: WaitReason::RateLimit,
                ..
            }
        )
    };
    if let Some(head) = lane.first().filter(waits) {
        step(store, head.content.id, Step::Due)?;
    }
    Ok(())
}

/// Does the network refuse this very request, for good?
fn is_refusal(failure: &Failure) -> bool {
    failure.class == Class::Refused && failure.scope == Scope::Request
}

/// What a page shows, by what was known before it.
fn seen(
    store: &Read<'_>,
    id: AccountId,
    page: &EventPage,
    now: Timestamp,
) -> Result<PageSeen, EngineError> {
    let last = page.events.last();
    let known = last
        .map(|event| store.message(id, &event.id))
        .transpose()?
        .flatten();
    let ahead = last
        .map(|event| store.is_read_ahead(id, &event.id))
        .transpose()?;
    Ok(PageSeen {
        newest: page.events.iter().map(|event| event.at).max(),
        oldest: last.map(|event| event.at),
        // What was sent from here, or read by itself, is no sign of a reading.
        last: match known {
            Some(known) if known.reply.is_none() && ahead == Some(false) => LastOnPage::Known,
            _ => LastOnPage::New,
        },
        next: page.next.clone(),
        now: page.told_at.unwrap_or(now),
    })
}

/// Keeps one message with what follows from it; whether it was new.
pub(crate) fn keep_event(
    store: &Write<'_>,
    network: &dyn Network,
    id: AccountId,
    brand: &NetworkUserId,
    event: MessageEvent,
    now: Timestamp,
) -> Result<bool, EngineError> {
    let media = event.media.clone();
    let message = as_message(event, brand);
    if store.message(id, &message.id)?.is_some()
        || store.was_forgotten(id, &message.customer, message.at)?
    {
        return Ok(false);
    }
    let message = claimed(store, id, message)?;
    store.keep_message(id, &message)?;
    if let Some(reply) = message.reply {
        let reply = store.reply(reply)?.ok_or(EngineError::UnknownReply)?;
        let medium = media.as_ref().map(|media| media.id.clone());
        note_picture(store, &reply, &message.id, medium, now)?;
    }
    if let Some(media) = media {
        store.note_media(id, &message.id, &media)?;
    }
    if message.direction == Direction::In {
        free_again(store, id, &message.customer)?;
        note_free_until(store, network, id, &message.customer, now)?;
    }
    Ok(true)
}

/// The list tells of a message that was read ahead of it.
fn complete(
    store: &Write<'_>,
    id: AccountId,
    brand: &NetworkUserId,
    event: MessageEvent,
) -> Result<(), EngineError> {
    let media = event.media.clone();
    let message = as_message(event, brand);
    store.listed(id, &message)?;
    if let Some(media) = media {
        store.note_media(id, &message.id, &media)?;
    }
    Ok(())
}

fn other_side(event: &MessageEvent, brand: &NetworkUserId) -> NetworkUserId {
    if event.sender == *brand {
        event.recipient.clone()
    } else {
        event.sender.clone()
    }
}

fn as_message(event: MessageEvent, brand: &NetworkUserId) -> Message {
    let (direction, customer) = if event.sender == *brand {
        (Direction::Out, event.recipient)
    } else {
        (Direction::In, event.sender)
    };
    Message {
        id: event.id,
        customer,
        direction,
        text: event.text,
        attachment: event.attachment,
        at: event.at,
        look: None,
        reply: None,
    }
}

/// A customer whom the look-up did not find keeps the id as their only name.
fn as_customer(id: &NetworkUserId, user: Option<&User>) -> Customer {
    Customer {
        id: id.clone(),
        handle: user.map(|user| user.handle.clone()),
        name: user.map(|user| user.name.clone()),
        picture: None,
    }
}
