//! What operators are writing: kept as it is typed.
//!
//! Invariant: no trouble with a picture keeps a text from being kept.

use crate::api::{DraftList, DraftPicture, DraftRow, DraftSave, DraftSaved, DraftView, Nothing};
use crate::beside::keep_beside;
use crate::{Desk, ErrorCode, names, view};
use domain::{NetworkUserId, Occasion, SeenMark};
use engine::Change;
use store::Draft;

impl Desk {
    /// Keeps what the operator here has typed. Where the picture beside it is gone,
    /// the text is kept all the same, and the answer says so.
    pub async fn draft_save(&self, request: DraftSave) -> Result<DraftSaved, ErrorCode> {
        let author = self.operator_here().await?;
        let now = self.inner.clock.now();
        let asked = request.picture.is_some();
        let beside = match self.beside(request.picture.as_deref()) {
            Err(ErrorCode::MessagePictureGone) => None,
            found => found?,
        };
        let (told, typed, saved) = self
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
                let draft = Draft {
                    text: request.text,
                    picture,
                    persona,
                    at: now,
                };
                store.keep_draft(account.id, &customer, author, &draft)?;
                let told = before
                    .as_ref()
                    .is_none_or(|before| before.is_empty() != draft.is_empty());
                let text = before.map_or_else(String::new, |before| before.text);
                let typed = !draft.text.is_empty() && draft.text != text;
                let saved = DraftSaved {
                    at: now.0,
                    picture: match picture {
                        None if asked => DraftPicture::Gone,
                        _ => DraftPicture::Kept,
                    },
                };
                Ok((told, typed.then_some((account, customer)), saved))
            })
            .await?;
        if let Some((account, customer)) = typed {
            let engine = &self.inner.engine;
            engine.notice(&account, &customer, Occasion::Writing, SeenMark(0));
        }
        // Every keystroke is kept; only a draft that comes or goes is news.
        if told {
            self.inner.engine.tell(Change::Drafts);
        }
        Ok(saved)
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

pub(crate) fn draft_view(draft: &Draft) -> DraftView {
    DraftView {
        text: draft.text.clone(),
        picture: draft.picture.as_ref().map(view::message_picture),
        persona: draft.persona.map(|id| id.to_string()),
        at: draft.at.0,
    }
}
