//! Reading: what customers wrote, and who they are. Reading draws on a small
//! budget (`contracts/x.md` §3.4), so news end at the first message it knows,
//! and what one reading could not reach is left to the next.

use crate::budget::free_until;
use crate::outbox::step;
use crate::{Change, Engine, EngineError, Way};
use domain::reply::{State, Step, WaitReason};
use domain::{AccountId, NetworkUserId, Timestamp};
use network::{EventPage, MessageEvent, Route, User};
use std::collections::HashSet;
use store::{Account, Customer, Direction, Message, Reading, Reply, StoreError, Write};

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
        let (mut part, mut cursor) = (Part::News, None);
        for _ in 0..PAGES {
            if let Some(until) = self.spend(id, &way, Route::ListEvents).await? {
                synced.resumes_at = Some(until);
                break;
            }
            let list = way.network.list_events(&way.at, cursor.as_deref());
            let mut page: EventPage = self.call(id, &way, list).await?;
            // A list that names the same page again has no more to tell.
            page.next = page.next.filter(|next| cursor.as_ref() != Some(next));
            let (new, next) = self.keep(&account, part, page).await?;
            synced.new_messages = synced.new_messages.saturating_add(new);
            match next {
                Some((then, from)) => (part, cursor) = (then, Some(from)),
                None => break,
            }
        }
        // What was read is kept; who they are can wait for the next reading.
        if let Err(error) = self.meet_strangers(id, &way).await {
            tracing::info!(%error, "new customers could not be looked up");
        }
        self.tell(Change::Accounts);
        Ok(synced)
    }

    /// Keeps a page; how many messages were new, and what has to be read next.
    ///
    /// News end at the first page that holds what an earlier reading brought;
    /// what was sent from here is no sign of one. How far it came is kept with
    /// every page, so that a reading that is cut short leaves no gap behind.
    async fn keep(
        &self,
        account: &Account,
        part: Part,
        page: EventPage,
    ) -> Result<(u32, Option<(Part, String)>), EngineError> {
        let (id, brand, now) = (account.id, account.user.clone(), self.now());
        let before = account.reading.clone();
        let network = self.inner.parts.reach.network(account);
        let (touched, new, next) = self
            .write(move |store| {
                let (mut touched, mut new, mut reached) = (HashSet::new(), 0u32, false);
                for event in page.events {
                    let media = event.media.clone();
                    let message = as_message(event, &brand);
                    if let Some(known) = store.message(id, &message.id)? {
                        reached |= known.reply.is_none();
                        continue;
                    }
                    if store.was_forgotten(id, &message.customer, message.at)? {
                        continue;
                    }
                    store.keep_message(id, &claimed(store, id, message.clone())?)?;
                    if let Some(media) = media {
                        store.note_media(id, &message.id, &media)?;
                    }
                    if message.direction == Direction::In {
                        free_again(store, id, &message.customer)?;
                        let free = free_until(store, network.as_ref(), id, &message.customer, now)?;
                        store.set_free_until(id, &message.customer, free)?;
                    }
                    new = new.saturating_add(1);
                    touched.insert(message.customer);
                }
                let next = what_is_next(part, page.next, reached, &before);
                let reading = match &next {
                    Some((_, from)) => Reading::Left(from.clone()),
                    None => Reading::Ended(now),
                };
                store.set_reading(id, &reading)?;
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

/// Which messages a reading is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    /// Those that came since the last reading.
    News,
    /// Older ones that an earlier reading left.
    Backlog,
}

/// What has to be read after a page. A backlog goes on to the end of the list,
/// over what is known: what is missing in it may lie anywhere.
fn what_is_next(
    part: Part,
    older: Option<String>,
    reached: bool,
    before: &Reading,
) -> Option<(Part, String)> {
    match (part, older, before) {
        (Part::Backlog, older, _) => older.map(|from| (Part::Backlog, from)),
        (Part::News, Some(from), Reading::Never) => Some((Part::News, from)),
        (Part::News, Some(from), _) if !reached => Some((Part::News, from)),
        (Part::News, _, Reading::Left(backlog)) => Some((Part::Backlog, backlog.clone())),
        (Part::News, _, _) => None,
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
