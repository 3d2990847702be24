//! Pressing Send.

use super::log;
use crate::budget::note_free_until;
use crate::{Change, Engine, EngineError};
use domain::draft::{together, without};
use domain::reply::{Release, State, Step, next};
use domain::{
    AccountId, Asked, DeskId, Entry, Event, LookId, MessageBody, NetworkUserId, Occasion, Origin,
    PersonaId, PictureId, ReplyId, SeenMark, ShortSpan, SpeakingRule, Timestamp, Zone,
    may_speak_as,
};
use std::sync::Arc;
use store::{Account, Draft, LastLook, MessagePicture, NewReply, Reply, Write};

/// Where a reply was written, which decides what becomes of its author's draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Written {
    /// In the draft: releasing it empties the draft of it. What came into the
    /// draft meanwhile stays.
    InDraft,
    /// Somewhere else: a draft of another text stays.
    Elsewhere,
}

/// When a released reply may leave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Leave {
    /// As soon as its turn comes.
    AtOnce,
    /// When the time for undoing is over that the account gives.
    AfterUndo,
    /// Not before a chosen time.
    At {
        /// When.
        at: Timestamp,
        /// In which zone it was chosen.
        zone: Zone,
    },
}

/// The picture that goes along with a reply.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Beside {
    /// The one in its author's draft, which has to be this one.
    InDraft(PictureId),
    /// One that may not be kept yet.
    New(MessagePicture, Vec<u8>),
}

/// A reply as its author releases it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewRelease {
    /// Through which account.
    pub account: AccountId,
    /// To whom.
    pub customer: NetworkUserId,
    /// Written by whom.
    pub origin: Origin,
    /// As whom; in the look in which the persona speaks on the account, its
    /// newest one that is live there.
    pub persona: PersonaId,
    /// The look that its author was shown; `None` where none was.
    pub shown: Option<LookId>,
    /// The text; empty only beside a picture.
    pub text: MessageBody,
    /// The picture that goes along.
    pub picture: Option<Beside>,
    /// Where it was written.
    pub written: Written,
    /// How far its author had seen the conversation; `None`: all that is known.
    pub seen: Option<SeenMark>,
    /// When it may leave.
    pub leave: Leave,
}

impl Engine {
    /// Takes a reply into the outbox and out of its author's draft, in one
    /// change. A rule that forbids it is written into the ledger; the draft
    /// stays then, and in every other case of an error.
    pub async fn release(&self, new: NewRelease) -> Result<Reply, EngineError> {
        let (now, desk, id) = (self.now(), self.desk(), ReplyId::new(self.ids()));
        let reach = Arc::clone(&self.inner.parts.reach);
        let reply = self
            .write(move |store| {
                let newest = store
                    .persona(new.persona)?
                    .ok_or(EngineError::UnknownPersona)?;
                if let Err(rule) = may_speak_as(new.origin, &newest.persona, Asked::AtSend) {
                    log_refusal(store, desk, now, &new, rule)?;
                    let line = newest.look.line;
                    return Ok(Err(EngineError::Rule { rule, line }));
                }
                store
                    .customer(new.account, &new.customer)?
                    .ok_or(EngineError::UnknownCustomer)?;
                if store.last_inbound(new.account, &new.customer)?.is_none() {
                    return Err(EngineError::NeverWrote);
                }
                let look = look_of(store, &new)?;
                let picture = picture_of(store, &new, now)?;
                let account = store
                    .account(new.account)?
                    .ok_or(EngineError::UnknownAccount)?;
                let state = released(&State::Draft, new.leave, &account, now)?;
                let known = store.kept_mark(new.account, &new.customer)?;
                let last_look = LastLook {
                    seen: new.seen.map_or(known, |seen| seen.min(known)),
                    at: now,
                };
                let content = NewReply {
                    id,
                    account: new.account,
                    customer: new.customer,
                    origin: new.origin,
                    persona: new.persona,
                    look,
                    text: new.text,
                    picture,
                    released_at: now,
                };
                store.add_reply(&content, &state, last_look)?;
                note_free_until(
                    store,
                    reach.network(&account).as_ref(),
                    account.id,
                    &content.customer,
                    now,
                )?;
                empty_draft(store, &content, new.written)?;
                let reply = store.reply(id)?.ok_or(EngineError::UnknownReply);
                Ok(reply.map(|reply| (reply, account)))
            })
            .await?;
        let (reply, account) = reply?;
        let (customer, seen) = (&reply.content.customer, reply.look.seen);
        self.notice(&account, customer, Occasion::Released, seen);
        self.tell_reply(&reply);
        self.tell(Change::Drafts);
        self.inner.wake.notify_one();
        Ok(reply)
    }
}

/// The state in which a released reply joins the outbox.
pub(super) fn released(
    from: &State,
    leave: Leave,
    account: &Account,
    now: Timestamp,
) -> Result<State, EngineError> {
    let undo = match leave {
        Leave::At { at, .. } if at <= now => return Err(EngineError::TimeOver),
        Leave::At { at, zone } => {
            return Ok(next(from, Step::Release(Release::Schedule(at, zone)))?);
        }
        Leave::AtOnce => ShortSpan::NONE,
        Leave::AfterUndo => account.delivery.undo,
    };
    let held = next(from, Step::Release(Release::Hold(now.plus(undo.span()))))?;
    if undo == ShortSpan::NONE {
        Ok(next(&held, Step::Due)?)
    } else {
        Ok(held)
    }
}

/// The look in which the reply will be seen: the one in which the persona speaks
/// on the account, which has to be the one that its author was shown.
fn look_of(store: &Write<'_>, new: &NewRelease) -> Result<LookId, EngineError> {
    let spoken = store
        .speaks_in(new.account, new.persona)?
        .ok_or(EngineError::NotPublished)?
        .look;
    if new.shown.is_some_and(|shown| shown != spoken.id) {
        return Err(EngineError::LookChanged { line: spoken.line });
    }
    Ok(spoken.id)
}

/// The picture that goes along, kept.
fn picture_of(
    store: &Write<'_>,
    new: &NewRelease,
    now: Timestamp,
) -> Result<Option<MessagePicture>, EngineError> {
    match (&new.picture, new.origin) {
        (None, _) => Ok(None),
        (Some(Beside::New(picture, jpeg)), _) => {
            store.add_picture(picture.picture, jpeg, now)?;
            Ok(Some(*picture))
        }
        (Some(Beside::InDraft(id)), Origin::Operator(author)) => {
            let draft = store.draft(new.account, &new.customer, author)?;
            let picture = draft.and_then(|draft| draft.picture);
            let picture = picture.filter(|picture| picture.picture == *id);
            Ok(Some(picture.ok_or(EngineError::PictureGone)?))
        }
        (Some(Beside::InDraft(_)), Origin::Automation) => Err(EngineError::PictureGone),
    }
}

fn log_refusal(
    store: &Write<'_>,
    desk: DeskId,
    now: Timestamp,
    new: &NewRelease,
    rule: SpeakingRule,
) -> Result<(), EngineError> {
    let account = store
        .account(new.account)?
        .ok_or(EngineError::UnknownAccount)?
        .name();
    let event = Event::RefusedByRule {
        persona: new.persona,
        origin: new.origin,
        rule,
    };
    let entry = Entry {
        at: now,
        account,
        event,
    };
    Ok(store.append(desk, &entry)?)
}

/// What was released is no draft any more; what was not (of another writing, or
/// what came into the draft meanwhile), stays one. The choice of persona stays.
fn empty_draft(
    store: &Write<'_>,
    released: &NewReply,
    written: Written,
) -> Result<(), EngineError> {
    let Origin::Operator(author) = released.origin else {
        return Ok(());
    };
    let draft = store.draft(released.account, &released.customer, author)?;
    let (text, picture) = draft.map_or((String::new(), None), |draft| (draft.text, draft.picture));
    let ours = released.text.as_str();
    let is_same = text == ours && picture == released.picture;
    if written == Written::Elsewhere && !is_same {
        return Ok(());
    }
    let rest = without(&text, ours);
    let emptied = Draft {
        picture: rest.and(picture.filter(|picture| Some(*picture) != released.picture)),
        text: rest.unwrap_or_default().to_owned(),
        persona: Some(released.persona),
        at: released.released_at,
    };
    Ok(store.keep_draft(released.account, &released.customer, author, &emptied)?)
}

/// Puts a reply's text and picture back into its author's draft, in front of what
/// is there.
pub(super) fn back_to_draft(
    store: &Write<'_>,
    reply: &Reply,
    now: Timestamp,
) -> Result<(), EngineError> {
    let Origin::Operator(author) = reply.content.origin else {
        return Ok(());
    };
    let written = reply.content.text.as_str();
    let begun = store.draft(reply.content.account, &reply.content.customer, author)?;
    let (begun, beside) = begun.map_or((String::new(), None), |draft| (draft.text, draft.picture));
    let picture = match (reply.content.picture, beside) {
        (Some(ours), Some(theirs)) if ours != theirs => return Err(EngineError::DraftHasPicture),
        (ours, theirs) => ours.or(theirs),
    };
    let draft = Draft {
        text: together(written, &begun),
        picture,
        persona: Some(reply.content.persona),
        at: now,
    };
    Ok(store.keep_draft(
        reply.content.account,
        &reply.content.customer,
        author,
        &draft,
    )?)
}

/// Writes into the ledger that a reply went back to its author.
pub(super) fn log_return(
    store: &Write<'_>,
    desk: DeskId,
    now: Timestamp,
    reply: &Reply,
    why: domain::reply::ReturnReason,
) -> Result<(), EngineError> {
    log(
        store,
        desk,
        now,
        reply,
        Event::Returned {
            reply: reply.content.id,
            why,
        },
    )
}
