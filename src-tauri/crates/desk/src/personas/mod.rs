//! The roster: looking at personas and making them. Changing, putting away,
//! publishing and looking back have a file each.

mod change;
mod details;
mod duplicate;
mod history;
mod lines;
mod publish;
mod roster;

use crate::api::{CropSquare, Nothing, PersonaAdd, PersonaList, PersonaShow, PersonaView};
use crate::staged::StagedParts;
use crate::{Desk, ErrorCode};
use domain::{Kind, Look, LookId, Persona, PersonaId, PictureId, Timestamp};
use roster::{Roster, persona_view};
use store::{CutFrom, Dressed, Square, Write};

impl Desk {
    /// All personas, by line; archived ones too.
    pub async fn persona_list(&self, _: Nothing) -> Result<PersonaList, ErrorCode> {
        self.read(|store| {
            let roster = Roster::read(store)?;
            let personas = store.personas()?;
            Ok(PersonaList {
                personas: personas.iter().map(|one| roster.view(one)).collect(),
            })
        })
        .await
    }

    /// One persona.
    pub async fn persona_show(&self, request: PersonaShow) -> Result<PersonaView, ErrorCode> {
        let dressed = self.persona_named(&request.persona).await?;
        self.read(move |store| persona_view(store, &dressed)).await
    }

    /// Makes a persona out of a line and a staged picture.
    pub async fn persona_add(&self, request: PersonaAdd) -> Result<PersonaView, ErrorCode> {
        let kind: Kind = request.kind.into();
        let line = self.line(&request.line, kind)?;
        let own_lines = lines::differing(self.own_lines(&request.own_lines, kind)?, &line);
        let (staged, portrait) = (
            request.picture.clone(),
            self.staged_portrait(&request.picture)?,
        );
        let (ids, now, desk) = (
            self.inner.ids.as_ref(),
            self.inner.clock.now(),
            self.inner.desk,
        );
        let (id, look_id) = (PersonaId::new(ids), LookId::new(ids));
        let view = self
            .write(move |store| {
                let persona = Persona {
                    id,
                    kind,
                    created_at: now,
                    details: details::details(store, &request.details, kind)?,
                    archived_at: None,
                };
                let look = Look {
                    id: look_id,
                    persona: id,
                    line,
                    own_lines,
                    portrait: portrait.id,
                    created_at: now,
                };
                portrait.keep(store, now)?;
                store.add_persona(&persona, desk)?;
                store.add_look(&look, Some(portrait.cut_from()))?;
                persona_view(store, &Dressed { persona, look })
            })
            .await?;
        self.inner.staged.forget(&staged);
        self.told_of_personas();
        Ok(view)
    }

    /// The portrait that was staged under an id.
    fn staged_portrait(&self, staged: &str) -> Result<NewPortrait, ErrorCode> {
        let parts = self.inner.staged.parts(staged);
        let ids = self.inner.ids.as_ref();
        Ok(NewPortrait {
            id: PictureId::new(ids),
            working: PictureId::new(ids),
            parts: parts.ok_or(ErrorCode::PictureGone)?,
        })
    }

    fn told_of_personas(&self) {
        self.inner.engine.tell(engine::Change::Personas);
    }
}

/// A portrait that is to be kept with a new look, and what it was cut from.
struct NewPortrait {
    id: PictureId,
    working: PictureId,
    parts: StagedParts,
}

impl NewPortrait {
    fn keep(&self, store: &Write<'_>, now: Timestamp) -> Result<(), ErrorCode> {
        store.add_picture(self.id, &self.parts.portrait, now)?;
        Ok(store.add_picture(self.working, &self.parts.working, now)?)
    }

    fn cut_from(&self) -> CutFrom {
        let CropSquare { x, y, size } = self.parts.crop;
        CutFrom {
            working: self.working,
            crop: Square { x, y, size },
        }
    }
}
