//! Bringing a reply's picture to the network: a step before the attempt, which
//! the reply waits for in the queue.
//!
//! An upload changes nothing that anybody sees, so it is simply done again. What
//! the network has is on disk as soon as it is known: after a restart, or a wait,
//! nothing is uploaded twice that could still be used.

use super::answer::{after_limit, pause, stops_account};
use super::kept_back::give_back;
use super::step;
use crate::{Change, Engine, EngineError, Way};
use domain::reply::{ReturnReason, State, Step, WaitReason};
use domain::{
    AttachedMedia, EventId, HOUR, Hash, MediaId, MediaKind, ReplyId, SECOND, Said, Salt, Timestamp,
    salted,
};
use network::{Class, Failure, NewMedia, Processing, UploadWay, UploadedMedia};
use std::time::Duration;
use store::{Medium, MessagePicture, Reply, Stage, Upload, Write};

/// How long an uploaded picture is used: it is good for 24 h
/// (`contracts/x.md` §5.1), and the message has to arrive within them.
const USED_FOR: Duration = HOUR.saturating_mul(23);

/// How often a picture that the network had, and then did not take, is brought
/// again before a person looks at it.
const MOST_FAILURES: u32 = 3;

/// Before a picture is brought again that did not get there.
const PAUSE: Duration = SECOND.saturating_mul(30);

/// What bringing a picture came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Brought {
    /// The network has it.
    Ready,
    /// It does not; the reply waits, or came back.
    NotNow,
}

impl Engine {
    /// Brings a queued reply's picture to the network, from where that stopped.
    pub(super) async fn bring_picture(
        &self,
        reply: &Reply,
        way: &Way,
        picture: MessagePicture,
    ) -> Result<Brought, EngineError> {
        let (id, account) = (reply.content.id, reply.content.account);
        let (now, picture) = (self.now(), picture.picture);
        let (known, jpeg) = self
            .read(move |store| {
                let jpeg = store.picture(picture)?.ok_or(EngineError::PictureGone)?;
                Ok((store.upload(id)?, jpeg))
            })
            .await?;
        let begun = match known.medium.as_ref().and_then(|one| begun(one, now)) {
            Some(begun) => Ok(begun),
            None => {
                let media = NewMedia {
                    jpeg,
                    category: way.network.message_category(),
                };
                self.bring(account, way, &media).await
            }
        };
        let ready = match begun {
            Ok((by, uploaded)) => {
                self.keep_upload(id, by, &uploaded).await?;
                let processed = self.processed(account, way, by, uploaded).await;
                processed.map(|media| (by, media))
            }
            Err(failure) => Err(failure),
        };
        match ready {
            Ok((by, media)) => {
                let uploaded = UploadedMedia {
                    id: media,
                    processing: Processing::Done,
                };
                self.keep_upload(id, by, &uploaded).await?;
                Ok(Brought::Ready)
            }
            Err(failure) => self.not_brought(id, failure).await,
        }
    }

    /// Writes down what the network has.
    async fn keep_upload(
        &self,
        reply: ReplyId,
        by: UploadWay,
        uploaded: &UploadedMedia,
    ) -> Result<(), EngineError> {
        let medium = Medium {
            id: uploaded.id.clone(),
            way: by.as_str().to_owned(),
            at: self.now(),
            stage: match uploaded.processing {
                Processing::Done => Stage::Ready,
                Processing::AskIn(_) => Stage::Processing,
            },
        };
        self.write(move |store| {
            let failures = store.upload(reply)?.failures;
            let upload = Upload {
                failures,
                medium: Some(medium),
            };
            Ok(store.set_upload(reply, &upload)?)
        })
        .await
    }

    /// The reply waits with its picture, or comes back to its author.
    async fn not_brought(&self, id: ReplyId, failure: Failure) -> Result<Brought, EngineError> {
        let (now, desk) = (self.now(), self.desk());
        tracing::info!(class = ?failure.class, "a picture did not come to the network");
        let stopped = stops_account(&failure);
        let halted = stopped.is_some();
        let reply = self
            .write(move |store| {
                let reply = store.reply(id)?.ok_or(EngineError::UnknownReply)?;
                if let Some(said) = stopped {
                    store.set_stopped(reply.content.account, Some(&said))?;
                }
                if reply.state != State::Queued {
                    // A person was faster.
                    return Ok(reply);
                }
                let mut upload = store.upload(id)?;
                if failure.class == Class::UploadAgain {
                    upload.failures = upload.failures.saturating_add(1);
                    upload.medium = None;
                    store.set_upload(id, &upload)?;
                }
                match after(&failure, upload.failures, now) {
                    Follows::Wait { until, why } => step(store, id, Step::Wait { until, why }),
                    Follows::Return(why) => give_back(store, desk, now, id, why),
                }
            })
            .await?;
        self.tell_reply(&reply);
        if halted {
            self.tell(Change::Accounts);
        }
        Ok(Brought::NotNow)
    }
}

/// An upload that was begun and can be gone on with.
fn begun(medium: &Medium, now: Timestamp) -> Option<(UploadWay, UploadedMedia)> {
    let by = UploadWay::named(&medium.way)?;
    let uploaded = UploadedMedia {
        id: medium.id.clone(),
        processing: match medium.stage {
            Stage::Ready => Processing::Done,
            Stage::Processing => Processing::AskIn(Duration::ZERO),
        },
    };
    is_fresh(medium, now).then_some((by, uploaded))
}

fn is_fresh(medium: &Medium, now: Timestamp) -> bool {
    now.since(medium.at) < USED_FOR
}

/// The medium that can go along now.
pub(super) fn usable(upload: &Upload, now: Timestamp) -> Option<MediaId> {
    let medium = upload.medium.as_ref()?;
    (medium.stage == Stage::Ready && is_fresh(medium, now)).then(|| medium.id.clone())
}

/// What follows when a picture did not come to the network.
enum Follows {
    Wait { until: Timestamp, why: WaitReason },
    Return(ReturnReason),
}

fn after(failure: &Failure, failures: u32, now: Timestamp) -> Follows {
    let wait = |until, why| Follows::Wait { until, why };
    let said = failure.said.clone();
    match (failure.class, said) {
        (Class::NotStarted, None) => wait(now.plus(PAUSE), WaitReason::Offline),
        (Class::NotStarted | Class::InDoubt | Class::ClockOff(_), said) => {
            wait(now.plus(PAUSE), WaitReason::Picture { said })
        }
        (Class::WaitUntil(reset), _) => wait(after_limit(reset, 1, now), WaitReason::RateLimit),
        (Class::SignInAgain | Class::AccountStopped(_), said) => {
            wait(now.plus(HOUR), WaitReason::AccountStopped { said })
        }
        (Class::UploadAgain, said) if failures < MOST_FAILURES => {
            wait(now.plus(pause(failures)), WaitReason::Picture { said })
        }
        (
            Class::UploadAgain
            | Class::Refused
            | Class::NoAccess
            | Class::HeldElsewhere
            | Class::LookUnusable,
            said,
        ) => Follows::Return(ReturnReason::PictureRefused { said }),
    }
}

/// The network did not take a message because of its picture, so nothing
/// arrived: the picture is brought again, unless that was done often enough.
pub(super) fn upload_again(
    store: &Write<'_>,
    id: ReplyId,
    said: Said,
    now: Timestamp,
) -> Result<Option<Step>, EngineError> {
    let failures = store.upload(id)?.failures.saturating_add(1);
    let upload = Upload {
        failures,
        medium: None,
    };
    store.set_upload(id, &upload)?;
    Ok((failures < MOST_FAILURES).then(|| Step::Wait {
        until: now.plus(pause(failures)),
        why: WaitReason::Picture { said: Some(said) },
    }))
}

/// The picture as the ledger keeps it.
pub(super) fn picture_hash(
    store: &Write<'_>,
    salt: Salt,
    picture: MessagePicture,
) -> Result<Option<Hash>, EngineError> {
    let jpeg = store.picture(picture.picture)?;
    Ok(jpeg.map(|jpeg| salted(salt, jpeg)))
}

/// Shows our own copy with the message that carried it: nothing is fetched.
pub(crate) fn note_picture(
    store: &Write<'_>,
    reply: &Reply,
    event: &EventId,
    media: Option<MediaId>,
    now: Timestamp,
) -> Result<(), EngineError> {
    let (account, picture) = (reply.content.account, reply.content.picture);
    if let Some((id, picture)) = media.zip(picture) {
        let media = AttachedMedia {
            id,
            kind: MediaKind::Photo,
            address: None,
        };
        store.note_media(account, event, &media)?;
        store.set_media_picture(account, event, Some(picture), now)?;
    }
    Ok(())
}
