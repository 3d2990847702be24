//! Saving the whole network as one document and putting one in its place. The
//! document holds everything that is kept: keys, people, messages, budgets, how
//! far the clock is ahead, and the bytes of every picture. It does not hold what
//! belongs to the running network: switches, faults, outage, read lag.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize};

use super::{Ask, clock::FURTHEST_AHEAD_MS, done};
use crate::{answer, errors::PracticeError, id::Id, practice::Practice, state::State};

/// The first of what is written into a document: what it is, and its form.
const FORM: &str = "byline practice network 1";

#[derive(Serialize)]
struct SavedRef<'a> {
    form: &'static str,
    state: &'a State,
    /// Base64, by media id.
    media: BTreeMap<Id, String>,
}

#[derive(Deserialize)]
struct Saved {
    form: String,
    state: State,
    media: BTreeMap<Id, String>,
}

impl Practice {
    /// The whole network as a JSON document. It holds keys, which open nothing
    /// but a practice network.
    ///
    /// # Errors
    /// If a picture cannot be read back.
    pub fn save(&self) -> Result<Vec<u8>, PracticeError> {
        let world = self.world();
        let mut media = BTreeMap::new();
        let begun = world.state.unfinished.values();
        let segments = begun.flat_map(|begun| begun.segments.values());
        let files = segments.map(|segment| segment.file);
        for id in world.state.media.keys().copied().chain(files) {
            if let Some(bytes) = world.store.media(id) {
                media.insert(id, BASE64_STANDARD.encode(bytes));
            }
        }
        let saved = SavedRef {
            form: FORM,
            state: &world.state,
            media,
        };
        serde_json::to_vec(&saved).map_err(|error| PracticeError::NotSaved(error.to_string()))
    }

    /// Puts a saved network in the place of this one, its clock included: what
    /// was here is gone. Switches, faults, outage and read lag stay.
    ///
    /// # Errors
    /// If the document is none that [`Practice::save`] gave, or it cannot be
    /// kept; then nothing changed.
    pub fn load(&self, saved: &[u8]) -> Result<(), PracticeError> {
        let saved: Saved = serde_json::from_slice(saved)
            .map_err(|error| PracticeError::NotSaved(error.to_string()))?;
        if saved.form != FORM {
            return Err(PracticeError::NotSaved(format!(
                "its form is “{}”",
                saved.form
            )));
        }
        if !(0..=FURTHEST_AHEAD_MS).contains(&saved.state.ahead_ms) {
            return Err(PracticeError::NotSaved("its clock is out of reach".into()));
        }
        let mut media = Vec::new();
        for (id, text) in saved.media {
            let bytes = BASE64_STANDARD
                .decode(text)
                .map_err(|error| PracticeError::NotSaved(error.to_string()))?;
            media.push((id, Bytes::from(bytes)));
        }
        let mut state = saved.state;
        state.complete();
        let mut world = self.world();
        world.replace(state, media)?;
        self.clock.set_ahead_ms(world.state.ahead_ms);
        Ok(())
    }
}

pub(super) fn steer(practice: &Practice, ask: &Ask<'_>) -> Option<Response<Bytes>> {
    Some(match (ask.method, ask.parts.as_slice()) {
        ("GET", ["save"]) => match practice.save() {
            Ok(document) => answer::with_body(200, "application/json", document.into()),
            Err(error) => done(Err(error)),
        },
        ("POST", ["load"]) => done(practice.load(&ask.request.body)),
        _ => return None,
    })
}
