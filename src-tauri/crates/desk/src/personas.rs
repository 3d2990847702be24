//! The roster: making personas, looking at them, publishing them.

use crate::api::{
    LineCheck, LineProblem, LineVerdict, LineWarning, Nothing, PersonaAdd, PersonaList,
    PersonaPublish, PersonaShow, PersonaView, PublishState, PublishedOn,
};
use crate::error_from::small;
use crate::{Desk, ErrorCode, view};
use domain::{
    Kind, Line, LineLimit, Look, LookId, OperatorId, Origin, Persona, PersonaId, PictureId,
};
use store::{Dressed, Read};

impl Desk {
    /// What Byline thinks of a text as a line.
    pub async fn line_check(&self, request: LineCheck) -> Result<LineVerdict, ErrorCode> {
        let limit = self.line_limit();
        let counted = domain::count(&request.text);
        let (line, problem, warnings) = match line_for(&request.text, request.kind.into(), limit) {
            Ok(line) => (line.as_str().to_owned(), None, line.warnings(limit)),
            Err(problem) => (request.text.trim().to_owned(), Some(problem), Vec::new()),
        };
        let warnings = warnings.into_iter().map(|warning| match warning {
            domain::LineWarning::Weighted(length) => LineWarning::Weighted {
                length: small(length),
            },
            domain::LineWarning::Utf16(length) => LineWarning::Utf16 {
                length: small(length),
            },
        });
        Ok(LineVerdict {
            line,
            length: small(counted.code_points),
            most: small(limit.most),
            problem,
            warnings: warnings.collect(),
        })
    }

    /// All personas, by line.
    pub async fn persona_list(&self, _: Nothing) -> Result<PersonaList, ErrorCode> {
        self.read(|store| {
            let personas = store.personas()?;
            let views: Result<_, _> = personas
                .iter()
                .map(|dressed| persona_view(store, dressed))
                .collect();
            Ok(PersonaList { personas: views? })
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
        let line = line_for(&request.line, kind, self.line_limit())
            .map_err(|problem| ErrorCode::LineRefused { problem })?;
        let jpeg = self
            .inner
            .staged
            .jpeg(&request.picture)
            .ok_or(ErrorCode::PictureGone)?;
        let (ids, now, desk) = (
            self.inner.ids.as_ref(),
            self.inner.clock.now(),
            self.inner.desk,
        );
        let persona = Persona {
            id: PersonaId::new(ids),
            kind,
            created_at: now,
        };
        let look = Look {
            id: LookId::new(ids),
            persona: persona.id,
            line,
            portrait: PictureId::new(ids),
            created_at: now,
        };
        let view = self
            .write(move |store| {
                store.add_picture(look.portrait, &jpeg, now)?;
                store.add_persona(&persona, &look, desk)?;
                persona_view(store, &Dressed { persona, look })
            })
            .await?;
        self.inner.staged.forget(&request.picture);
        self.inner.engine.tell(engine::Change::Personas);
        Ok(view)
    }

    /// Publishes a persona's newest look on an account.
    pub async fn persona_publish(&self, request: PersonaPublish) -> Result<PersonaView, ErrorCode> {
        self.must_own()?;
        let dressed = self.persona_named(&request.persona).await?;
        let account = self.account_named(&request.account).await?;
        self.inner
            .engine
            .publish(dressed.persona.id, account.id)
            .await?;
        self.read(move |store| persona_view(store, &dressed)).await
    }

    fn line_limit(&self) -> LineLimit {
        self.inner.reach.x().limits().line
    }
}

/// A line for a persona of this kind: an automated one says that it is one.
fn line_for(text: &str, kind: Kind, limit: LineLimit) -> Result<Line, LineProblem> {
    let line = Line::parse(text, limit)?;
    if kind == Kind::Automated && !domain::says_automated(&line) {
        return Err(LineProblem::MustSayAutomated);
    }
    Ok(line)
}

fn persona_view(store: &Read<'_>, dressed: &Dressed) -> Result<PersonaView, ErrorCode> {
    let mut published = Vec::new();
    for account in store.accounts()? {
        let state = store.publication(account.id, dressed.look.id)?;
        published.push(PublishedOn {
            account: account.id.to_string(),
            account_name: account.name(),
            state: state
                .as_ref()
                .map_or(PublishState::NotPublished, view::publish_state),
        });
    }
    let anybody = Origin::Operator(OperatorId(uuid::Uuid::nil()));
    Ok(PersonaView {
        id: dressed.persona.id.to_string(),
        kind: dressed.persona.kind.into(),
        look: view::look(dressed),
        published,
        operators_may_send: domain::may_speak(anybody, dressed.persona.kind).is_ok(),
    })
}
