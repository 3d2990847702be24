//! Changing a persona, putting it away and taking it out again. What customers
//! see changes with a new look, in one change with everything else; what was
//! sent, and what waits to be sent, keeps the look it has.

use super::details::details;
use super::lines::differing;
use super::roster::persona_view;
use crate::api::{PersonaArchive, PersonaEdit, PersonaShow, PersonaView, WhenUsed};
use crate::{Desk, ErrorCode};
use domain::{Look, LookId};
use store::Uses;

impl Desk {
    /// Changes how a persona looks, or what is noted about it. A look that
    /// differs in nothing is not made.
    pub async fn persona_edit(&self, request: PersonaEdit) -> Result<PersonaView, ErrorCode> {
        let named = self.persona_named(&request.persona).await?.persona;
        let (id, kind) = (named.id, named.kind);
        let line = request
            .line
            .as_deref()
            .map(|line| self.line(line, kind))
            .transpose()?;
        let own_lines = request
            .own_lines
            .as_deref()
            .map(|own_lines| self.own_lines(own_lines, kind))
            .transpose()?;
        let portrait = request
            .picture
            .as_deref()
            .map(|staged| self.staged_portrait(staged))
            .transpose()?;
        let staged = request.picture.clone();
        let (new, now) = (LookId::new(self.inner.ids.as_ref()), self.inner.clock.now());
        let view = self
            .write(move |store| {
                let mut dressed = store.persona(id)?.ok_or(ErrorCode::Unexpected)?;
                let look = &dressed.look;
                let line = line.unwrap_or_else(|| look.line.clone());
                let own_lines = own_lines.unwrap_or_else(|| look.own_lines.clone());
                let own_lines = differing(own_lines, &line);
                if let Some(given) = &request.details {
                    dressed.persona.details = details(store, given, kind)?;
                    store.set_details(id, &dressed.persona.details)?;
                }
                if portrait.is_some() || look.line != line || look.own_lines != own_lines {
                    let cut_from = match &portrait {
                        Some(portrait) => {
                            portrait.keep(store, now)?;
                            Some(portrait.cut_from())
                        }
                        None => store.cut_from(look.id)?,
                    };
                    dressed.look = Look {
                        id: new,
                        persona: id,
                        line,
                        own_lines,
                        portrait: portrait.map_or(look.portrait, |portrait| portrait.id),
                        created_at: now,
                    };
                    store.add_look(&dressed.look, cut_from)?;
                }
                persona_view(store, &dressed)
            })
            .await?;
        if let Some(staged) = staged {
            self.inner.staged.forget(&staged);
        }
        self.told_of_personas();
        Ok(view)
    }

    /// Takes a persona out of use. What was released as it still leaves.
    pub async fn persona_archive(&self, request: PersonaArchive) -> Result<PersonaView, ErrorCode> {
        let id = self.persona_named(&request.persona).await?.persona.id;
        let now = self.inner.clock.now();
        let view = self
            .write(move |store| {
                let mut dressed = store.persona(id)?.ok_or(ErrorCode::Unexpected)?;
                if dressed.persona.archived_at.is_none() {
                    let uses = store.uses(id)?;
                    if request.when_used == WhenUsed::Ask && uses != Uses::default() {
                        return Err(ErrorCode::PersonaInUse {
                            drafts: uses.drafts,
                            replies: uses.leaving,
                            in_doubt: uses.in_doubt,
                            stopped: uses.stopped,
                        });
                    }
                    store.set_archived(id, Some(now))?;
                    dressed.persona.archived_at = Some(now);
                }
                persona_view(store, &dressed)
            })
            .await?;
        self.told_of_personas();
        Ok(view)
    }

    /// Takes a persona into use again.
    pub async fn persona_restore(&self, request: PersonaShow) -> Result<PersonaView, ErrorCode> {
        let mut dressed = self.persona_named(&request.persona).await?;
        let view = self
            .write(move |store| {
                store.set_archived(dressed.persona.id, None)?;
                dressed.persona.archived_at = None;
                persona_view(store, &dressed)
            })
            .await?;
        self.told_of_personas();
        Ok(view)
    }
}
