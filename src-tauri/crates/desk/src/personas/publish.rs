//! Publishing over the border, and comparing the roster with what a network lists.

use super::roster::persona_view;
use crate::api::{AccountRef, PersonaPublish, PersonaView, RosterChecked};
use crate::{Desk, ErrorCode};

impl Desk {
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

    /// Reads what the network lists, settles what was in doubt, and says what differs.
    pub async fn roster_check(&self, request: AccountRef) -> Result<RosterChecked, ErrorCode> {
        self.must_own()?;
        let account = self.account_named(&request.account).await?;
        let compared = self.inner.engine.compare_roster(account.id).await?;
        Ok(RosterChecked {
            found: compared.found,
            absent: compared.absent,
            gone: compared.gone,
            in_doubt: compared.in_doubt,
            strangers: compared.strangers,
        })
    }
}
