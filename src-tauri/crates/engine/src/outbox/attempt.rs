//! One attempt to send one reply: the heart of Byline.
//!
//! 1. The way is found first (the keychain may take its time).
//! 2. In one change: may it leave now, and does the network have its picture?
//!    Then its state, the counted attempt, the used budget and the ledger row go
//!    to disk, synced. A picture is brought first (`picture`), and then asked again.
//! 3. Only now the request leaves, once.
//! 4. In one change: what became of it (`answer`).
//!
//! A crash after 2 leaves the reply *sending*, which the next start turns into
//! *in doubt*.

use super::answer::{
    full_until, looks_automated, spoil, stops_account, unusable_look, unusable_picture,
    what_follows,
};
use super::kept_back::keep_back;
use super::picture::{Brought, note_picture, picture_hash, upload_again, usable};
use super::stop::flow;
use super::{advance, log, log_outcome, step};
use crate::budget::{Price, send_room};
use crate::parts::salt;
use crate::{Change, Engine, EngineError, ReachError, Way};
use domain::reply::{State, Step, WaitReason};
use domain::{
    AttemptId, Blocked, Candidate, Contact, CustomProfileId, Event, LookOnAccount, MINUTE, MediaId,
    MediaKind, MessageBody, NetworkUserId, Occasion, Outcome, ReplyId, Standing, Timestamp,
    freshness, may_leave, pause_until, salted,
};
use network::{Arrival, Class, Failure, NewMessage, Route, Scope};
use std::sync::atomic::Ordering;
use store::{
    Account, Attempt, Direction, Message, MessagePicture, PublishState, Reply, RouteWord, Spend,
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
                        let kept =
                            keep_back(store, desk, now, &account, reply, Blocked::LookMissing)?;
                        return Ok((kept, Begun::Nothing));
                    }
                    (Err(blocked), _) => {
                        let kept = keep_back(store, desk, now, &account, reply, blocked)?;
                        return Ok((kept, Begun::Nothing));
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
        let picture_refused = unusable_picture(&answer, intent.media.as_ref());
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
