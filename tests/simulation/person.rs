//! The person at a desk of a run. They look seldom, decide only what the desk asks
//! them, and believe what it shows.

use crate::book::Book;
use crate::chance::Chance;
use crate::clock::pass;
use crate::play::Play;
use crate::station::Station;
use desk::Desk;
use desk::api::{AccountRef, DoubtNext, DoubtView, Likeness, ReplyAgain, ReplyRef};
use domain::reply::{State, WaitReason};
use std::sync::Arc;
use std::time::Duration;
use store::Reply;

/// Between two looks, in ms.
const BETWEEN_LOOKS: std::ops::RangeInclusive<u64> = 20_000..=150_000;

/// The person at a desk.
pub struct Person {
    /// The desk.
    pub station: Arc<Station>,
    /// Where they write down what they did.
    pub book: Arc<Book>,
    /// What they do is drawn.
    pub chance: Chance,
}

impl Person {
    /// Looks and decides, again and again.
    pub async fn watches(mut self) {
        loop {
            pass(Duration::from_millis(self.chance.among(BETWEEN_LOOKS))).await;
            let outbox = self.station.look(|store| store.outbox());
            for reply in outbox {
                self.sees_to(&reply).await;
            }
        }
    }

    async fn sees_to(&mut self, reply: &Reply) {
        let key = reply.content.id.to_string();
        let line = self.station.line_of(reply);
        self.book.meet(self.station.number, reply, &line);
        match &reply.state {
            State::Returned { .. } => match self.chance.among(0..=9) {
                0..=6 => self.tries_again(reply).await,
                7 => self.skips(key).await,
                8 if reply.content.text.as_str().contains('#') => self.takes_back(key).await,
                _ => self.discards(key).await,
            },
            State::Failed { .. } => match self.chance.among(0..=9) {
                0..=4 => self.tries_again(reply).await,
                5..=6 => self.skips(key).await,
                _ => self.discards(key).await,
            },
            State::Waiting {
                why: WaitReason::AccountStopped { .. },
                ..
            } => {
                let account = self.station.account.clone();
                let resume = |desk: Desk| async move {
                    desk.account_resume(AccountRef { account })
                        .await
                        .map(|_| ())
                };
                self.does("lets the account go on", resume).await;
            }
            State::InDoubt { .. } => self.decides(key).await,
            _ => {}
        }
    }

    async fn tries_again(&self, reply: &Reply) {
        let request = Play::conversation(&self.station, reply.content.customer.as_str());
        let key = reply.content.id.to_string();
        let again = |desk: Desk| async move {
            let seen = desk.conversation_show(request).await?.seen;
            let request = ReplyAgain {
                reply: key,
                seen: Some(seen),
            };
            desk.reply_try_again(request).await.map(|_| ())
        };
        let what = format!("looks, and tries {:?} again", reply.content.text.as_str());
        self.does(&what, again).await;
    }

    async fn skips(&self, key: String) {
        let of = key.clone();
        let skip =
            |desk: Desk| async move { desk.reply_skip(ReplyRef { reply: key }).await.map(|_| ()) };
        if self.does(&format!("skips {of}"), skip).await != Some(false) {
            self.book.note_of(&of, |entry| entry.moved = true);
        }
    }

    async fn takes_back(&self, key: String) {
        let back = |desk: Desk| async move {
            desk.reply_take_back(ReplyRef { reply: key })
                .await
                .map(|_| ())
        };
        self.does("takes one back", back).await;
    }

    async fn discards(&self, key: String) {
        let what = format!("throws {key} away");
        let discard = |desk: Desk| async move {
            desk.reply_discard(ReplyRef { reply: key })
                .await
                .map(|_| ())
        };
        self.does(&what, discard).await;
    }

    /// About one in doubt the person is asked or not; then they believe what was
    /// read.
    async fn decides(&mut self, key: String) {
        let shown = key.clone();
        let show = |desk: Desk| async move { desk.doubt_show(ReplyRef { reply: shown }).await };
        let Some(Ok(view)) = self.station.person(show).await else {
            return;
        };
        let DoubtNext::AskPerson { why, .. } = view.next else {
            return;
        };
        if view.readings.is_empty() || self.chance.percent(40) {
            return;
        }
        let reply = ReplyRef { reply: key.clone() };
        if may_be_there(&view) {
            let arrived = |desk: Desk| async move { desk.reply_arrived(reply).await.map(|_| ()) };
            let what = format!("is asked ({why:?}) and saw {:?}", view.reply.text);
            if self.does(&what, arrived).await != Some(false) {
                self.book.note_of(&key, |entry| entry.said_arrived = true);
            }
        } else {
            let back = |desk: Desk| async move { desk.reply_return(reply).await.map(|_| ()) };
            let what = format!("is asked ({why:?}) and did not see {:?}", view.reply.text);
            if self.does(&what, back).await != Some(false) {
                self.book.note_of(&key, |entry| entry.given_up += 1);
            }
        }
    }

    /// Whether it was done; `None` where the desk died over it.
    async fn does<F>(&self, what: &str, deed: impl FnOnce(Desk) -> F) -> Option<bool>
    where
        F: Future<Output = Result<(), desk::ErrorCode>> + Send + 'static,
    {
        let done = self.station.person(deed).await;
        self.station.say(&format!("the person {what}: {done:?}"));
        done.map(|done| done.is_ok())
    }
}

fn may_be_there(view: &DoubtView) -> bool {
    let fits = |candidate: &desk::api::DoubtCandidate| candidate.likeness == Likeness::Fits;
    view.candidates.iter().any(fits)
}
