//! The allow list, the other switches, and the brand's mark.

use bytes::Bytes;
use http::Response;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Ask, did, done, found, refused, with};
use crate::{
    access::PersonaAccess, answer, errors::PracticeError, practice::Practice, state::Change,
    switches::Switches, verification::Verification,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verifying {
    verified_type: Verification,
}

impl Practice {
    /// Opens or closes the allow list.
    pub fn set_access(&self, access: PersonaAccess) {
        self.world().switches.persona_access = access;
    }

    /// Sets every switch.
    pub fn set_switches(&self, switches: Switches) {
        self.world().switches = switches;
    }

    /// Where every switch stands, the allow list among them.
    #[must_use]
    pub fn switches(&self) -> Switches {
        self.world().switches
    }

    /// Marks the first brand, or takes its mark away. The neighbour stays a
    /// business.
    ///
    /// # Errors
    /// If the change cannot be kept.
    pub fn set_verification(&self, verification: Verification) -> Result<(), PracticeError> {
        let change = Change::VerificationSet { verification };
        self.world().commit(vec![change])
    }

    /// How the first brand is marked.
    #[must_use]
    pub fn verification(&self) -> Verification {
        self.world().state.verification
    }
}

pub(super) fn steer(practice: &Practice, ask: &Ask<'_>) -> Option<Response<Bytes>> {
    let body = &ask.request.body;
    Some(match (ask.method, ask.parts.as_slice()) {
        ("GET", ["access"]) => found(Ok(practice.switches().persona_access)),
        ("POST", ["access"]) => with(body, |access| did(|| practice.set_access(access))),
        ("GET", ["switches"]) => found(Ok(practice.switches())),
        ("POST", ["switches"]) => with(body, |some: Map<String, Value>| turn(practice, some)),
        ("PUT", ["switches"]) => with(body, |all| did(|| practice.set_switches(all))),
        ("GET", ["verification"]) => found(Ok(json!({"verified_type": practice.verification()}))),
        ("POST", ["verification"]) => with(body, |asked: Verifying| {
            done(practice.set_verification(asked.verified_type))
        }),
        _ => return None,
    })
}

/// Turns the switches that are named and leaves the others where they stand.
fn turn(practice: &Practice, some: Map<String, Value>) -> Response<Bytes> {
    let turned = serde_json::to_value(practice.switches()).and_then(|mut all| {
        if let Some(all) = all.as_object_mut() {
            all.extend(some);
        }
        serde_json::from_value(all)
    });
    match turned {
        Ok(switches) => {
            practice.set_switches(switches);
            answer::empty(204)
        }
        Err(error) => refused(400, &format!("the switches cannot be set: {error}")),
    }
}
