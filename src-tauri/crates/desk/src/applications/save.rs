//! Saving what somebody typed. It is on disk when this is acknowledged.

use super::named::application;
use super::prefill::sample;
use super::view;
use crate::api::{ApplicationSave, ApplicationView};
use crate::{Desk, ErrorCode, names};
use domain::application::{
    Content, Field, FieldOrigin, Newest, Sample, Save, TooManySamples, Use, save,
};
use store::{ApplicationVersion, Read};

impl Desk {
    /// Saves what was changed; a text that is as it was changes nothing, not even
    /// the time. `domain::application` says whether a new version begins.
    pub async fn application_save(
        &self,
        request: ApplicationSave,
    ) -> Result<ApplicationView, ErrorCode> {
        let now = self.inner.clock.now();
        let view = self
            .write(move |store| {
                let found = application(store, &request.application)?;
                let newest = store
                    .newest_application_version(found.id)?
                    .ok_or(ErrorCode::Unexpected)?;
                let before = store.application_content(found.id, newest.version)?;
                let content = changed(store, &before, request)?;
                if content != before {
                    let version = match save(as_saved(newest), now) {
                        Save::IntoNewest => newest.version,
                        Save::Anew => newest.version.saturating_add(1),
                    };
                    store.keep_application(found.id, version, &content, now)?;
                }
                view::view(store, &found, None)
            })
            .await?;
        self.told_of_applications();
        Ok(view)
    }
}

fn as_saved(newest: ApplicationVersion) -> Newest {
    Newest {
        saved_at: newest.saved_at,
        given: match newest.given_at {
            Some(_) => Use::GivenOut,
            None => Use::Kept,
        },
    }
}

fn changed(
    store: &Read<'_>,
    before: &Content,
    request: ApplicationSave,
) -> Result<Content, ErrorCode> {
    let mut content = before.clone();
    for change in request.changes {
        let field = Field::from(change.field);
        if content.text(field) != change.value {
            content.put(field, change.value, FieldOrigin::Written)?;
        }
    }
    if let Some(given) = request.samples {
        let samples = given
            .iter()
            .map(|one| chosen(store, before, one))
            .collect::<Result<Vec<_>, _>>()?;
        content.choose(samples)?;
    }
    Ok(content)
}

/// A sample by what somebody wrote. One that stands there already stays as it
/// was chosen.
fn chosen(store: &Read<'_>, before: &Content, given: &str) -> Result<Sample, ErrorCode> {
    let stands = |id| before.samples().iter().find(|one| one.persona == id);
    if let Some(known) = given.parse().ok().and_then(stands) {
        return Ok(known.clone());
    }
    let dressed = names::persona(store, given)?;
    if let Some(known) = stands(dressed.persona.id) {
        return Ok(known.clone());
    }
    if dressed.persona.archived_at.is_some() {
        return Err(ErrorCode::PersonaArchived {
            line: dressed.look.line.as_str().to_owned(),
        });
    }
    Ok(sample(&dressed))
}

impl From<TooManySamples> for ErrorCode {
    fn from(_: TooManySamples) -> Self {
        Self::ApplicationFieldTooLong {
            field: "samples".to_owned(),
        }
    }
}
