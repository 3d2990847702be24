//! Everything that views of personas are made of, read once: the number of
//! reads does not grow with the number of personas.

use super::details::details_view;
use crate::api::{LookView, PersonaView, PublishState, PublishedOn};
use crate::{ErrorCode, view};
use domain::{AccountId, Asked, LookId, OperatorId, Origin, PersonaId, may_speak_as};
use std::collections::HashMap;
use store::{Account, Dressed, Read};

/// What is known about the accounts and who can speak on them.
pub(super) struct Roster {
    here: OperatorId,
    accounts: Vec<Account>,
    states: HashMap<(AccountId, LookId), PublishState>,
    speakers: HashMap<(AccountId, PersonaId), LookView>,
}

impl Roster {
    pub(super) fn read(store: &Read<'_>) -> Result<Self, ErrorCode> {
        let accounts = store.accounts()?;
        let mut speakers = HashMap::new();
        for account in &accounts {
            for dressed in store.speakers(account.id)? {
                speakers.insert((account.id, dressed.persona.id), view::look(&dressed));
            }
        }
        let states = store.publications()?.into_iter().map(|published| {
            let key = (published.account, published.look);
            (key, view::publish_state(&published.state))
        });
        Ok(Self {
            // Before anybody has sat down: somebody for whom nothing is kept.
            here: store
                .operator_here()?
                .unwrap_or(OperatorId(uuid::Uuid::nil())),
            states: states.collect(),
            accounts,
            speakers,
        })
    }

    /// A persona in its newest look.
    pub(super) fn view(&self, dressed: &Dressed) -> PersonaView {
        let persona = &dressed.persona;
        let here = Origin::Operator(self.here);
        PersonaView {
            id: persona.id.to_string(),
            kind: persona.kind.into(),
            look: view::look(dressed),
            published: self.published(dressed),
            operators_may_send: may_speak_as(here, persona, Asked::AtSend).is_ok(),
            details: details_view(&persona.details),
            archived_at: persona.archived_at.map(|at| at.0),
        }
    }

    /// How a look stands with every account.
    pub(super) fn published(&self, dressed: &Dressed) -> Vec<PublishedOn> {
        let published = self.accounts.iter().map(|account| PublishedOn {
            account: account.id.to_string(),
            account_name: account.name(),
            state: self
                .states
                .get(&(account.id, dressed.look.id))
                .cloned()
                .unwrap_or(PublishState::NotPublished),
            speaks_in: self
                .speakers
                .get(&(account.id, dressed.persona.id))
                .cloned(),
        });
        published.collect()
    }

    /// An account's name.
    pub(super) fn account_name(&self, id: AccountId) -> Option<String> {
        let account = self.accounts.iter().find(|account| account.id == id);
        account.map(Account::name)
    }
}

/// One persona as the border shows it.
pub(super) fn persona_view(store: &Read<'_>, dressed: &Dressed) -> Result<PersonaView, ErrorCode> {
    Ok(Roster::read(store)?.view(dressed))
}
