//! Looking back: every look of a persona, and what customers saw of it when.

use super::roster::Roster;
use crate::api::{LookEra, LookSeen, PersonaHistory, PersonaShow};
use crate::{Desk, ErrorCode, view};
use store::Seen;

impl Desk {
    /// A persona's looks, the newest first.
    pub async fn persona_history(&self, request: PersonaShow) -> Result<PersonaHistory, ErrorCode> {
        let id = self.persona_named(&request.persona).await?.persona.id;
        self.read(move |store| {
            let roster = Roster::read(store)?;
            let seen = store.seen(id)?;
            let looks = store.looks(id)?;
            let looks = looks.iter().map(|dressed| LookEra {
                look: view::look(dressed),
                published: roster.published(dressed),
                seen: seen
                    .iter()
                    .filter(|seen| seen.look == dressed.look.id)
                    .filter_map(|seen| look_seen(&roster, seen))
                    .collect(),
            });
            Ok(PersonaHistory {
                looks: looks.collect(),
            })
        })
        .await
    }
}

fn look_seen(roster: &Roster, seen: &Seen) -> Option<LookSeen> {
    Some(LookSeen {
        account_name: roster.account_name(seen.account)?,
        messages: seen.messages,
        customers: seen.customers,
        first_at: seen.first_at.0,
        last_at: seen.last_at.0,
    })
}
