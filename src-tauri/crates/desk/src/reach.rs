//! How accounts are reached: which protocol, at which address, with which
//! credentials from the vault.

use crate::practice_line::PracticeHouse;
use crate::vaults::Vaulted;
use async_trait::async_trait;
use engine::{Destination, Leads, Reach, ReachError, VaultTrouble, Way};
use network::{Credentials, Endpoint, Http, Login, Network};
use std::sync::Arc;
use store::{Account, Place};
use vault::{VaultError, VaultState};
use x::{X, XSettings};

pub(crate) struct DeskReach {
    vault: Arc<Vaulted>,
    wire: Arc<dyn Http>,
    practice: Arc<PracticeHouse>,
    x: Arc<X>,
}

impl DeskReach {
    pub(crate) fn new(
        vault: Arc<Vaulted>,
        wire: Arc<dyn Http>,
        practice: Arc<PracticeHouse>,
    ) -> Self {
        Self {
            vault,
            wire,
            practice,
            x: Arc::new(X::new(XSettings::default())),
        }
    }

    /// The protocol of X.
    pub(crate) fn x(&self) -> Arc<dyn Network> {
        self.x.clone()
    }

    /// How accounts of X are connected on its own pages.
    pub(crate) fn x_login(&self) -> &dyn Login {
        self.x.as_ref()
    }

    /// Where a place is.
    pub(crate) async fn place(&self, place: &Place) -> Result<Destination, ReachError> {
        let out = |at| Destination {
            http: Arc::clone(&self.wire),
            at,
            leads: Leads::Out,
        };
        match place {
            Place::Network => Ok(out(self.x.home())),
            Place::Address { api, upload } => {
                let at = Endpoint::parse(api, upload).map_err(|_| ReachError::NoAddress)?;
                Ok(out(at))
            }
            Place::Practice => {
                let open = self
                    .practice
                    .open()
                    .await
                    .map_err(|error| ReachError::Practice(crate::sentence(&error)))?;
                Ok(Destination {
                    http: open.http,
                    at: open.at,
                    leads: Leads::Nowhere,
                })
            }
        }
    }

    /// The way to a place, with credentials that may not be in the vault yet.
    pub(crate) async fn to(
        &self,
        place: &Place,
        credentials: Credentials,
    ) -> Result<Way, ReachError> {
        let Destination { http, at, leads } = self.place(place).await?;
        Ok(Way {
            leads,
            network: self.x(),
            http,
            at,
            credentials,
        })
    }
}

#[async_trait]
impl Reach for DeskReach {
    fn network(&self, account: &Account) -> Arc<dyn Network> {
        match account.network {
            domain::NetworkName::X => self.x(),
        }
    }

    async fn way(&self, account: &Account) -> Result<Way, ReachError> {
        let kept = self
            .vault
            .get(account.id)
            .await
            .map_err(|error| ReachError::VaultClosed(trouble(&error)))?;
        let credentials = Credentials::new(kept.ok_or_else(|| ReachError::NoCredentials {
            account: account.name(),
        })?);
        self.to(&account.place, credentials).await
    }
}

fn trouble(error: &VaultError) -> VaultTrouble {
    match (error, error.state()) {
        (VaultError::WrongPassphrase | VaultError::ShortPassphrase { .. }, _) => {
            VaultTrouble::WrongPassphrase
        }
        (VaultError::Damaged | VaultError::NewerFormat { .. }, _) => VaultTrouble::Damaged,
        (_, VaultState::Absent) => VaultTrouble::Absent,
        (_, VaultState::Denied) => VaultTrouble::Denied,
        (_, VaultState::Locked | VaultState::Ready) => VaultTrouble::Locked,
    }
}
