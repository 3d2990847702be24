//! A persona like another one, to begin from. Its line gets a number, so that
//! the two can be told apart.

use super::roster::persona_view;
use crate::api::{PersonaShow, PersonaView};
use crate::{Desk, ErrorCode};
use domain::{Details, Line, Look, LookId, NetworkName, Persona, PersonaId, numbered};
use std::collections::{BTreeMap, HashSet};
use store::Dressed;

impl Desk {
    /// Makes a persona of the same kind, portrait and details; a note of consent
    /// was given for one persona and is not copied.
    pub async fn persona_duplicate(&self, request: PersonaShow) -> Result<PersonaView, ErrorCode> {
        let original = self.persona_named(&request.persona).await?;
        let (ids, now, desk) = (
            self.inner.ids.as_ref(),
            self.inner.clock.now(),
            self.inner.desk,
        );
        let (id, look) = (PersonaId::new(ids), LookId::new(ids));
        let limit = self.line_limit(NetworkName::X);
        let view = self
            .write(move |store| {
                let kind = original.persona.kind;
                let taken: HashSet<String> = store
                    .personas()?
                    .into_iter()
                    .map(|one| one.look.line.as_str().to_lowercase())
                    .collect();
                let line = numbered(&original.look.line, kind, limit, |line: &Line| {
                    taken.contains(&line.as_str().to_lowercase())
                });
                let persona = Persona {
                    id,
                    kind,
                    created_at: now,
                    details: Details {
                        consent: None,
                        ..original.persona.details
                    },
                    archived_at: None,
                };
                let cut_from = store.cut_from(original.look.id)?;
                let look = Look {
                    id: look,
                    persona: id,
                    line: line.ok_or(ErrorCode::Unexpected)?,
                    // They would be the same for both.
                    own_lines: BTreeMap::new(),
                    portrait: original.look.portrait,
                    created_at: now,
                };
                store.add_persona(&persona, desk)?;
                store.add_look(&look, cut_from)?;
                persona_view(store, &Dressed { persona, look })
            })
            .await?;
        self.told_of_personas();
        Ok(view)
    }
}
