//! Pressing Send.

use super::log;
use crate::{Change, Engine, EngineError};
use domain::reply::{Release, State, Step, next};
use domain::{
    AccountId, Entry, Event, KindRule, MessageBody, NetworkUserId, Origin, PersonaId, ReplyId,
    may_speak,
};
use store::{Draft, NewReply, PublishState, Reply, Write};

/// Where a reply was written, which decides what becomes of its author's draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Written {
    /// In the draft: releasing it empties the draft.
    InDraft,
    /// Somewhere else: a draft of another text stays.
    Elsewhere,
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
    /// As whom; in the persona's newest look.
    pub persona: PersonaId,
    /// The text.
    pub text: MessageBody,
    /// Where it was written.
    pub written: Written,
}

impl Engine {
    /// Takes a reply into the outbox and out of its author's draft, in one
    /// change. A rule that forbids it is written into the ledger; the draft
    /// stays then, and in every other case of an error.
    pub async fn release(&self, new: NewRelease) -> Result<Reply, EngineError> {
        if let Err(rule) = self.ask_kind(&new).await? {
            self.log_refusal(&new, rule).await?;
            return Err(rule.into());
        }
        let (now, id) = (self.now(), ReplyId::new(self.ids()));
        let reply = self
            .write(move |store| {
                store
                    .customer(new.account, &new.customer)?
                    .ok_or(EngineError::UnknownCustomer)?;
                let dressed = store
                    .persona(new.persona)?
                    .ok_or(EngineError::UnknownPersona)?;
                match store.publication(new.account, dressed.look.id)? {
                    Some(PublishState::Live { .. }) => {}
                    _ => return Err(EngineError::NotPublished),
                }
                let held = next(&State::Draft, Step::Release(Release::Hold(now)))?;
                let queued = next(&held, Step::Due)?;
                let content = NewReply {
                    id,
                    account: new.account,
                    customer: new.customer,
                    origin: new.origin,
                    persona: new.persona,
                    look: dressed.look.id,
                    text: new.text,
                    released_at: now,
                };
                store.add_reply(&content, &queued)?;
                empty_draft(store, &content, new.written)?;
                store.reply(id)?.ok_or(EngineError::UnknownReply)
            })
            .await?;
        self.tell_reply(&reply);
        self.tell(Change::Drafts);
        self.inner.wake.notify_one();
        Ok(reply)
    }

    async fn ask_kind(&self, new: &NewRelease) -> Result<Result<(), KindRule>, EngineError> {
        let (persona, origin) = (new.persona, new.origin);
        let dressed = self
            .read(move |store| store.persona(persona)?.ok_or(EngineError::UnknownPersona))
            .await?;
        Ok(may_speak(origin, dressed.persona.kind))
    }

    async fn log_refusal(&self, new: &NewRelease, rule: KindRule) -> Result<(), EngineError> {
        let (now, desk) = (self.now(), self.desk());
        let (id, persona, origin) = (new.account, new.persona, new.origin);
        self.write(move |store| {
            let account = store
                .account(id)?
                .ok_or(EngineError::UnknownAccount)?
                .name();
            let event = Event::RefusedByRule {
                persona,
                origin,
                rule,
            };
            Ok(store.append(
                desk,
                &Entry {
                    at: now,
                    account,
                    event,
                },
            )?)
        })
        .await
    }
}

/// What was released is no draft any more; what was not, stays one. The choice
/// of persona stays.
fn empty_draft(
    store: &Write<'_>,
    released: &NewReply,
    written: Written,
) -> Result<(), EngineError> {
    let Origin::Operator(author) = released.origin else {
        return Ok(());
    };
    if written == Written::Elsewhere {
        let draft = store.draft(released.account, &released.customer, author)?;
        if draft.is_none_or(|draft| draft.text != released.text.as_str()) {
            return Ok(());
        }
    }
    let emptied = Draft {
        text: String::new(),
        persona: Some(released.persona),
        at: released.released_at,
    };
    Ok(store.keep_draft(released.account, &released.customer, author, &emptied)?)
}

/// Puts a reply's text back into its author's draft, in front of what is there.
pub(super) fn back_to_draft(
    store: &Write<'_>,
    reply: &Reply,
    now: domain::Timestamp,
) -> Result<(), EngineError> {
    let Origin::Operator(author) = reply.content.origin else {
        return Ok(());
    };
    let written = reply.content.text.as_str();
    let text = match store.draft(reply.content.account, &reply.content.customer, author)? {
        Some(draft) if !draft.text.is_empty() => format!("{written}\n\n{}", draft.text),
        _ => written.to_owned(),
    };
    let draft = Draft {
        text,
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
    desk: domain::DeskId,
    now: domain::Timestamp,
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
