//! What operators are writing: kept as it is typed.
//!
//! Invariant: no trouble with a picture keeps a text from being kept, and no text
//! takes the place of another that whoever typed it had not seen.

use crate::api::{DraftList, DraftPicture, DraftRow, DraftSave, DraftSaved, DraftView, Nothing};
use crate::beside::keep_beside;
use crate::{Desk, ErrorCode, names, view};
use domain::draft::together;
use domain::{NetworkUserId, Occasion, SeenMark};
use engine::Change;
use store::{Account, Draft, MessagePicture};

/// A draft that was kept.
struct Saved {
    account: Account,
    customer: NetworkUserId,
    /// Drafts are listed otherwise than before.
    comes_or_goes: bool,
    /// Somebody writes.
    writes: bool,
    /// The picture that the draft had, where it has another one or none now.
    let_go: Option<(MessagePicture, Vec<u8>)>,
    answer: DraftSaved,
}

impl Desk {
    /// Keeps what the operator here has typed. Where the picture beside it is gone,
    /// the text is kept all the same; where something else came into the draft
    /// meanwhile (a reply was taken back beside the page), both are kept. The answer
    /// says so.
    pub async fn draft_save(&self, request: DraftSave) -> Result<DraftSaved, ErrorCode> {
        let author = self.operator_here().await?;
        let now = self.inner.clock.now();
        let asked = request.picture.is_some();
        let beside = match self.beside(request.picture.as_deref()) {
            Err(ErrorCode::MessagePictureGone) => None,
            found => found?,
        };
        let saved = self
            .write(move |store| {
                let account = names::account(store, &request.account)?;
                let customer = NetworkUserId(request.customer);
                if store.customer(account.id, &customer)?.is_none() {
                    return Err(ErrorCode::UnknownCustomer {
                        customer: customer.0,
                    });
                }
                let persona = request
                    .persona
                    .map(|given| given.parse().map_err(|_| given))
                    .transpose();
                let persona = persona.map_err(|persona| ErrorCode::UnknownPersona { persona })?;
                let before = store.draft(account.id, &customer, author)?;
                let kept = before.as_ref().and_then(|before| before.picture);
                let picture = match beside {
                    Some(beside) => keep_beside(store, beside, kept, now)?,
                    None => None,
                };
                let told = match picture {
                    None if asked => DraftPicture::Gone,
                    _ => DraftPicture::Kept,
                };
                let typed = Draft {
                    text: request.text,
                    picture,
                    persona,
                    at: now,
                };
                let unseen = |before: &&Draft| request.upon.is_some_and(|upon| upon != before.at.0);
                let other = before
                    .as_ref()
                    .filter(unseen)
                    .filter(|other| adds(other, &typed));
                let draft = match other {
                    Some(other) => both(&typed, other),
                    None => typed.clone(),
                };
                let let_go = kept.filter(|kept| Some(*kept) != draft.picture);
                let let_go = match let_go {
                    Some(picture) => store.picture(picture.picture)?.map(|jpeg| (picture, jpeg)),
                    None => None,
                };
                store.keep_draft(account.id, &customer, author, &draft)?;
                let at = store.draft(account.id, &customer, author)?;
                let is = |one: Option<&Draft>| one.is_some_and(|one| !one.is_empty());
                let text = before.as_ref().map_or("", |before| &before.text);
                Ok(Saved {
                    comes_or_goes: is(before.as_ref()) != is(Some(&draft)),
                    writes: !typed.text.is_empty() && typed.text != text,
                    answer: DraftSaved {
                        at: at.map_or(now, |draft| draft.at).0,
                        picture: told,
                        other: other.map(draft_view),
                    },
                    account,
                    customer,
                    let_go,
                })
            })
            .await?;
        // Whoever takes a picture out or puts another in may want it back.
        if let Some((picture, jpeg)) = saved.let_go {
            self.inner.prepared.keep(picture, jpeg);
        }
        let engine = &self.inner.engine;
        if saved.writes {
            engine.notice(
                &saved.account,
                &saved.customer,
                Occasion::Writing,
                SeenMark(0),
            );
        }
        // Every keystroke is kept; only a draft that comes or goes is news.
        if saved.comes_or_goes {
            engine.tell(Change::Drafts);
        }
        Ok(saved.answer)
    }

    /// All drafts of the operator here.
    pub async fn draft_list(&self, _: Nothing) -> Result<DraftList, ErrorCode> {
        self.read(|store| {
            let Some(author) = store.operator_here()? else {
                return Ok(DraftList { drafts: Vec::new() });
            };
            let rows = store
                .drafts(author)?
                .into_iter()
                .map(|(account, customer, draft)| DraftRow {
                    account: account.to_string(),
                    customer: view::person(&customer),
                    draft: draft_view(&draft),
                });
            Ok(DraftList {
                drafts: rows.collect(),
            })
        })
        .await
    }
}

/// Is something in that draft which the typed one has not?
fn adds(other: &Draft, typed: &Draft) -> bool {
    let text = !typed.text.contains(&other.text);
    text || (other.picture.is_some() && other.picture != typed.picture)
}

/// What is typed, then the other one.
fn both(typed: &Draft, other: &Draft) -> Draft {
    let text = if typed.text.contains(&other.text) {
        typed.text.clone()
    } else {
        together(&typed.text, &other.text)
    };
    Draft {
        text,
        picture: typed.picture.or(other.picture),
        ..typed.clone()
    }
}

pub(crate) fn draft_view(draft: &Draft) -> DraftView {
    DraftView {
        text: draft.text.clone(),
        picture: draft.picture.as_ref().map(view::message_picture),
        persona: draft.persona.map(|id| id.to_string()),
        at: draft.at.0,
    }
}
