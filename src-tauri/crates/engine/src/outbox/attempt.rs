//! One attempt to send one reply: the heart of Byline.
//!
//! 1. The way is found first (the keychain may take its time).
//! 2. In one change: may it leave now, and does the network have its picture?
//!    Then its state, the counted attempt, the used budget and the ledger row go
//!    to disk, synced. A picture is brought first (`picture`), and then asked again.
//! 3. Only now the request leaves, once.
//! 4. In one change: what became of it.
//!
//! A crash after 2 leaves the reply *sending*, which the next start turns into
//! *in doubt*.

use super::picture::{Brought, note_picture, picture_hash, upload_again, usable};
use super::release::log_return;
use super::stop::flow;
use super::{advance, log, log_outcome, step};
use crate::budget::{Price, send_room};
use crate::parts::salt;
use crate::{Change, Engine, EngineError, ReachError, Way};
use domain::reply::{ReturnReason, State, Step, WaitReason};
use domain::{
    AttemptId, Blocked, Candidate, Contact, CustomProfileId, Event, HOUR, LookOnAccount, MINUTE,
    MediaId, MediaKind, MessageBody, NetworkUserId, Occasion, Outcome, ReplyId, SECOND, Said,
    Standing, Timestamp, freshness, may_leave, pause_until, salted,
};
use network::{Arrival, Class, Failure, NewMessage, Route, Scope, StopReason};
use std::sync::atomic::Ordering;
use std::time::Duration;
use store::{
    Account, Attempt, Direction, Message, MessagePicture, PublishState, Reply, RouteWord, Spend,
    Write,
};

/// What is on disk now and may leave.
struct Intent {
    attempt: AttemptId,
    number: u32,
    to: NetworkUserId,
    text: MessageBody,
    media: Option<MediaId>,
    profile: CustomProfileId,
}

/// What beginning an attempt came to.
enum Begun {
    /// It may not leave now.
    Nothing,
    /// It may, as soon as the network has its picture.
    PictureFirst(Box<Reply>, MessagePicture),
    /// It leaves.
    Intent(Intent),
}

impl Engine {
    /// Tries to send a queued reply, if it may leave now.
    pub(super) async fn attempt(&self, id: ReplyId, account: &Account) -> Result<(), EngineError> {
        let Some(under_way) = self.inner.barrier.pass() else {
            return Ok(());
        };
        let way = match self.inner.parts.reach.way(account).await {
            Ok(way) => way,
            Err(error) => return self.wait_for_way(id, &error).await,
        };
        let mut begun = self.begin(id, account, &way).await?;
        if let Begun::PictureFirst(reply, picture) = begun {
            let brought = tokio::select! {
                brought = self.bring_picture(&reply, &way, picture) => brought?,
                // An upload changes nothing for anybody: it is done again.
                () = under_way.closing() => Brought::NotNow,
            };
            if brought == Brought::NotNow {
                return Ok(());
            }
            // Much may have happened meanwhile.
            begun = self.begin(id, account, &way).await?;
        }
        let Begun::Intent(intent) = begun else {
            return Ok(());
        };
        let message = NewMessage {
            to: &intent.to,
            text: &intent.text,
            media: intent.media.as_ref(),
            profile: &intent.profile,
        };
        let request = self.call(account.id, &way, way.network.send(&way.at, &message));
        let answer = tokio::select! {
            answer = request => answer,
            // Whether its bytes had left is not known any more.
            () = under_way.cut() => Err(Failure {
                class: Class::InDoubt,
                scope: Scope::Request,
                said: None,
            }),
        };
        self.end(id, account, &intent, answer).await
    }

    /// Asks whether it may leave now and, if so, writes the intent down.
    async fn begin(&self, id: ReplyId, account: &Account, way: &Way) -> Result<Begun, EngineError> {
        let (now, desk, account) = (self.now(), self.desk(), account.id);
        let (attempt, fresh, salt) = (AttemptId::new(self.ids()), self.ids().next(), salt());
        let server_offset = self.offset(account).load(Ordering::Relaxed);
        let network = std::sync::Arc::clone(&way.network);
        let app = way.network.app_mark(&way.credentials);
        let (reply, begun) = self
            .write(move |store| {
                let reply = store.reply(id)?.ok_or(EngineError::UnknownReply)?;
                let account = store.account(account)?.ok_or(EngineError::UnknownAccount)?;
                let dressed = store
                    .look(reply.content.look)?
                    .ok_or(EngineError::UnknownPersona)?;
                let profile = match store.publication(account.id, reply.content.look)? {
                    Some(PublishState::Live { id }) => Some(id),
                    _ => None,
                };
                let customer = &reply.content.customer;
                let ahead = store.ahead(account.id, customer, reply.place)?;
                let contact = match store.last_inbound(account.id, customer)? {
                    Some(_) => Contact::WroteFirst,
                    None => Contact::NeverWrote,
                };
                let elsewhere = store.newest_from_elsewhere(account.id, customer)?;
                let (price, room) = send_room(
                    store,
                    network.as_ref(),
                    account.id,
                    app.as_deref(),
                    customer,
                    now,
                )?;
                let candidate = Candidate {
                    state: &reply.state,
                    ahead: &ahead,
                    flow: flow(store)?,
                    contact,
                    freshness: freshness(reply.look.at, reply.look.seen, elsewhere, now),
                    stale: account.delivery.stale,
                    pause: pause_until(&account.delivery, account.steps, now),
                    origin: reply.content.origin,
                    persona: &dressed.persona,
                    look: if profile.is_some() {
                        LookOnAccount::Published
                    } else {
                        LookOnAccount::Missing
                    },
                    account: if account.stopped.is_some() {
                        Standing::Stopped
                    } else {
                        Standing::Working
                    },
                    room,
                };
                let profile = match (may_leave(&candidate), profile) {
                    (Ok(()), Some(profile)) => profile,
                    (Ok(()), None) => {
                        return keep_back(store, desk, now, &account, reply, Blocked::LookMissing);
                    }
                    (Err(blocked), _) => {
                        return keep_back(store, desk, now, &account, reply, blocked);
                    }
                };
                let content = &reply.content;
                let (media, picture) = match content.picture {
                    None => (None, None),
                    Some(picture) => match usable(&store.upload(id)?, now) {
                        None => {
                            let first = Begun::PictureFirst(Box::new(reply.clone()), picture);
                            return Ok((reply, first));
                        }
                        Some(media) => (Some(media), picture_hash(store, salt, picture)?),
                    },
                };

                let number = u32::try_from(store.attempts(id)?.len())
                    .unwrap_or(u32::MAX)
                    .saturating_add(1);
                let newest_event = store.newest_event(account.id, &reply.content.customer)?;
                let reply = advance(store, reply, Step::Begin)?;
                let begun = Attempt {
                    id: attempt,
                    reply: id,
                    number,
                    started_at: now,
                    server_offset,
                    newest_event,
                    media: media.clone(),
                    outcome: None,
                };
                store.begin_attempt(&begun, salt)?;
                if price == Price::Counted {
                    store.spend(&Spend {
                        account: account.id,
                        route: Route::Send.as_str(),
                        at: now,
                        attempt: Some(attempt),
                        app: app.as_deref(),
                    })?;
                }
                store.set_attempted(account.id, now)?;
                let event = Event::Attempt {
                    reply: id,
                    attempt,
                    customer: store.pseudonym(account.id, &reply.content.customer, fresh)?,
                    persona: reply.content.persona,
                    look: reply.content.look,
                    origin: reply.content.origin,
                    text: salted(salt, reply.content.text.as_str()),
                    picture,
                };
                log(store, desk, now, &reply, event)?;
                let intent = Intent {
                    attempt,
                    number,
                    to: reply.content.customer.clone(),
                    text: reply.content.text.clone(),
                    media,
                    profile,
                };
                Ok((reply, Begun::Intent(intent)))
            })
            .await?;
        self.tell_reply(&reply);
        Ok(begun)
    }

    /// Writes down what became of an attempt.
    async fn end(
        &self,
        id: ReplyId,
        account: &Account,
        intent: &Intent,
        answer: Result<Arrival, Failure>,
    ) -> Result<(), EngineError> {
        let (now, desk, attempt) = (self.now(), self.desk(), intent.attempt);
        let (next, outcome) = what_follows(&answer, intent.number, now);
        let stopped = answer.as_ref().err().and_then(stops_account);
        let suspected = looks_automated(&answer);
        let full = full_until(&answer, intent.number, now);
        let unusable = unusable_look(&answer, &intent.profile);
        let picture_refused = unusable_picture(&answer, intent);
        let media = intent.media.clone();
        let (speaking, account, arrival) = (account, account.id, answer.ok());
        let halted = stopped.is_some();
        let (reply, spoilt) = self
            .write(move |store| {
                let next = match picture_refused {
                    Some(said) => upload_again(store, id, said, now)?.unwrap_or(next),
                    None => next,
                };
                let outcome = match next {
                    Step::Wait { .. } => Outcome::NotArrived,
                    _ => outcome,
                };
                let reply = step(store, id, next)?;
                if let Some(arrival) = arrival {
                    let message = as_message(&reply, arrival, now);
                    store.keep_message(account, &message)?;
                    note_picture(store, &reply, &message.id, media, now)?;
                }
                if let Some(said) = stopped {
                    store.set_stopped(account, Some(&said))?;
                }
                if suspected {
                    store.set_suspected(account, now)?;
                }
                if let Some(resets_at) = full {
                    let word = RouteWord {
                        remaining: 0,
                        resets_at,
                        heard_at: now,
                    };
                    store.set_route_word(account, Route::Send.as_str(), word)?;
                }
                let spoilt = spoil(store, &reply, unusable, now)?;
                log_outcome(store, desk, now, &reply, attempt, outcome)?;
                Ok((reply, spoilt))
            })
            .await?;
        if matches!(reply.state, State::Sent { .. }) {
            let (customer, seen) = (&reply.content.customer, reply.look.seen);
            self.notice(speaking, customer, Occasion::Answered, seen);
        }
        self.tell_reply(&reply);
        self.tell(Change::Inbox);
        if spoilt {
            self.tell(Change::Personas);
        }
        if halted {
            self.tell(Change::Accounts);
        }
        Ok(())
    }

    /// There is no way to the account now: the reply waits, and no attempt is counted.
    async fn wait_for_way(&self, id: ReplyId, error: &ReachError) -> Result<(), EngineError> {
        tracing::warn!(%error, "a reply waits: its account cannot be reached");
        let wait = Step::Wait {
            until: self.now().plus(MINUTE),
            why: WaitReason::AccountStopped { said: None },
        };
        let reply = self
            .write(move |store| {
                let reply = store.reply(id)?.ok_or(EngineError::UnknownReply)?;
                match reply.state {
                    State::Queued => step(store, id, wait),
                    // A person was faster.
                    _ => Ok(reply),
                }
            })
            .await?;
        self.tell_reply(&reply);
        Ok(())
    }
}

/// What happens to a reply that may not leave now.
fn keep_back(
    store: &Write<'_>,
    desk: domain::DeskId,
    now: Timestamp,
    account: &Account,
    reply: Reply,
    blocked: Blocked,
) -> Result<(Reply, Begun), EngineError> {
    let id = reply.content.id;
    let kept = match blocked {
        // Nothing to do: its turn will come.
        Blocked::NotQueued | Blocked::BehindAnother | Blocked::Frozen | Blocked::Pause(_) => reply,
        Blocked::Stale => give_back(store, desk, now, id, ReturnReason::Stale)?,
        Blocked::Old => give_back(store, desk, now, id, ReturnReason::Old)?,
        Blocked::NeverWrote => give_back(store, desk, now, id, ReturnReason::NeverWrote)?,
        Blocked::NoRoom(until) => step(
            store,
            id,
            Step::Wait {
                until,
                why: WaitReason::RateLimit,
            },
        )?,
        Blocked::AccountStopped => {
            let why = WaitReason::AccountStopped {
                said: account.stopped.clone(),
            };
            step(
                store,
                id,
                Step::Wait {
                    until: now.plus(HOUR),
                    why,
                },
            )?
        }
        Blocked::LookMissing => give_back(store, desk, now, id, ReturnReason::LookGone)?,
        Blocked::Forbidden(rule) => {
            let event = Event::RefusedByRule {
                persona: reply.content.persona,
                origin: reply.content.origin,
                rule,
            };
            log(store, desk, now, &reply, event)?;
            give_back(store, desk, now, id, ReturnReason::Forbidden { rule })?
        }
    };
    Ok((kept, Begun::Nothing))
}

pub(super) fn give_back(
    store: &Write<'_>,
    desk: domain::DeskId,
    now: Timestamp,
    id: ReplyId,
    why: ReturnReason,
) -> Result<Reply, EngineError> {
    let reply = step(store, id, Step::Return(why.clone()))?;
    log_return(store, desk, now, &reply, why)?;
    Ok(reply)
}

/// The step and the outcome that follow from an answer. Only a class that is
/// proof that nothing arrived leads to waiting.
fn what_follows(
    answer: &Result<Arrival, Failure>,
    attempt: u32,
    now: Timestamp,
) -> (Step, Outcome) {
    let failure = match answer {
        Ok(arrival) => {
            return (
                Step::Arrived(arrival.at.unwrap_or(now)),
                Outcome::Sent {
                    event_id: arrival.id.clone(),
                },
            );
        }
        Err(failure) => failure,
    };
    let wait = |until, why| (Step::Wait { until, why }, Outcome::NotArrived);
    match (failure.class, &failure.said) {
        (Class::NotStarted, None) => wait(now.plus(pause(attempt)), WaitReason::Offline),
        (Class::NotStarted, Some(said)) => wait(
            now.plus(pause(attempt)),
            WaitReason::NetworkTrouble { said: said.clone() },
        ),
        (Class::WaitUntil(reset), _) => {
            wait(after_limit(reset, attempt, now), WaitReason::RateLimit)
        }
        (Class::SignInAgain | Class::AccountStopped(_), said) => wait(
            now.plus(HOUR),
            WaitReason::AccountStopped { said: said.clone() },
        ),
        (
            Class::Refused
            | Class::NoAccess
            | Class::HeldElsewhere
            | Class::LookUnusable
            | Class::UploadAgain
            | Class::ClockOff(_),
            Some(said),
        ) => (
            Step::Refuse(said.clone()),
            Outcome::Refused { said: said.clone() },
        ),
        // A refusal without the network's words is no proof of anything.
        (Class::InDoubt, _) | (_, None) => (Step::Doubt(now), Outcome::InDoubt),
    }
}

/// The moment to wait for after the network said that a limit is reached: the
/// reset it named, at least 60 s (`contracts/x.md` §8). Where it named none, 60 s,
/// doubling with every attempt, at most 15 minutes; our own count of the day is
/// heeded beside that.
pub(super) fn after_limit(reset: Option<Timestamp>, attempt: u32, now: Timestamp) -> Timestamp {
    let least = now.plus(MINUTE);
    reset.map_or_else(
        || now.plus(doubled(MINUTE, attempt).min(MINUTE * 15)),
        |reset| reset.max(least),
    )
}

/// Until when the network takes no message of the account, by its own word.
fn full_until(
    answer: &Result<Arrival, Failure>,
    attempt: u32,
    now: Timestamp,
) -> Option<Timestamp> {
    match answer {
        Err(Failure {
            class: Class::WaitUntil(reset),
            ..
        }) => Some(after_limit(*reset, attempt, now)),
        _ => None,
    }
}

/// Did the network take the account for automation?
fn looks_automated(answer: &Result<Arrival, Failure>) -> bool {
    matches!(
        answer,
        Err(Failure {
            class: Class::AccountStopped(StopReason::LooksAutomated),
            ..
        })
    )
}

/// The network's words, where they stop the whole account.
pub(super) fn stops_account(failure: &Failure) -> Option<Said> {
    match failure.class {
        Class::SignInAgain | Class::AccountStopped(_) => Some(
            failure
                .said
                .clone()
                .unwrap_or_else(|| Said::new(401, None, "")),
        ),
        _ => None,
    }
}

/// The network's words, where it does not take the uploaded picture any more.
fn unusable_picture(answer: &Result<Arrival, Failure>, intent: &Intent) -> Option<Said> {
    match answer {
        Err(Failure {
            class: Class::UploadAgain,
            said,
            ..
        }) if intent.media.is_some() => said.clone(),
        _ => None,
    }
}

/// A look that the network does not take messages in any more, with its id
/// there and the network's words.
struct Unusable {
    id: CustomProfileId,
    said: Said,
}

fn unusable_look(answer: &Result<Arrival, Failure>, profile: &CustomProfileId) -> Option<Unusable> {
    match answer {
        Err(Failure {
            class: Class::LookUnusable,
            said: Some(said),
            ..
        }) => Some(Unusable {
            id: profile.clone(),
            said: said.clone(),
        }),
        _ => None,
    }
}

/// Notes that a reply's look cannot be used any more, unless it was published
/// anew meanwhile. The reply stays failed, and may be tried again once it was.
fn spoil(
    store: &Write<'_>,
    reply: &Reply,
    unusable: Option<Unusable>,
    now: Timestamp,
) -> Result<bool, EngineError> {
    let (account, look) = (reply.content.account, reply.content.look);
    let Some(Unusable { id, said }) = unusable else {
        return Ok(false);
    };
    if store.publication(account, look)? != Some(PublishState::Live { id: id.clone() }) {
        return Ok(false);
    }
    let said = Some(said);
    store.set_publication(account, look, &PublishState::Unusable { id, said }, now)?;
    Ok(true)
}

/// How long to pause before the next attempt: 5 s, doubling, at most 5 minutes.
pub(super) fn pause(attempt: u32) -> Duration {
    doubled(SECOND * 5, attempt).min(MINUTE * 5)
}

/// A span, doubled with every attempt after the first.
fn doubled(span: Duration, attempt: u32) -> Duration {
    let times = 1u32
        .checked_shl(attempt.saturating_sub(1))
        .unwrap_or(u32::MAX);
    span.saturating_mul(times)
}

fn as_message(reply: &Reply, arrival: Arrival, now: Timestamp) -> Message {
    Message {
        id: arrival.id,
        customer: reply.content.customer.clone(),
        direction: Direction::Out,
        text: reply.content.text.as_str().to_owned(),
        attachment: reply
            .content
            .picture
            .map(|_| MediaKind::Photo.as_str().to_owned()),
        at: arrival.at.unwrap_or(now),
        look: Some(reply.content.look),
        reply: Some(reply.content.id),
    }
}
