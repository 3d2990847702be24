//! What the window needs first, and who sits at the desk.

use crate::api::{Counts, Nothing, OperatorAdd, OperatorList, OperatorView, Overview};
use crate::error_from::small;
use crate::stop::stop_view;
use crate::{Desk, ErrorCode, view};
use domain::{OperatorId, OperatorName};
use store::Operator;

impl Desk {
    /// What the window needs first.
    pub async fn overview(&self, _: Nothing) -> Result<Overview, ErrorCode> {
        let vault = self.inner.vault.view().await;
        let data_folder = self.folder().display().to_string();
        let offline_since = self.inner.engine.offline_since().map(|at| at.0);
        let stop = self.inner.engine.stopped().await?;
        let accounts = self.account_views().await?;
        self.read(move |store| {
            let here = store.operator_here()?;
            let operator = here.map(|id| store.operator(id)).transpose()?.flatten();
            let outbox = store.outbox()?;
            let needs_you = outbox
                .iter()
                .filter(|reply| needs_person(&reply.state))
                .count();
            let counts = Counts {
                unread: store.unread_conversations()?,
                drafts: small(
                    here.map(|id| store.drafts(id))
                        .transpose()?
                        .map_or(0, |drafts| drafts.len()),
                ),
                outbox: small(outbox.len()),
                needs_you: small(needs_you),
            };
            Ok(Overview {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                data_folder,
                operator: operator.as_ref().map(view::operator),
                accounts,
                vault,
                counts,
                offline_since,
                stop: stop.map(|stop| stop_view(store, stop)).transpose()?,
            })
        })
        .await
    }

    /// Everybody who has sat here, by name.
    pub async fn operator_list(&self, _: Nothing) -> Result<OperatorList, ErrorCode> {
        self.read(|store| {
            let operators = store.operators()?;
            Ok(OperatorList {
                operators: operators.iter().map(view::operator).collect(),
            })
        })
        .await
    }

    /// Seats an operator of that name, new or known.
    pub async fn operator_add(&self, request: OperatorAdd) -> Result<OperatorView, ErrorCode> {
        let operator = self.operator_named(&request.name).await?;
        let id = operator.id;
        self.write(move |store| Ok(store.seat(id)?)).await?;
        Ok(view::operator(&operator))
    }

    /// The operator of that name, new or known.
    pub(crate) async fn operator_named(&self, name: &str) -> Result<Operator, ErrorCode> {
        let name = OperatorName::parse(name).map_err(|_| ErrorCode::NameRefused)?;
        let (id, desk, now) = (
            OperatorId::new(self.inner.ids.as_ref()),
            self.inner.desk,
            self.inner.clock.now(),
        );
        self.write(move |store| {
            if let Some(known) = store.operator_named(&name)? {
                return Ok(known);
            }
            let operator = Operator { id, name };
            store.add_operator(&operator, desk, now)?;
            Ok(operator)
        })
        .await
    }

    /// Who sits here.
    pub(crate) async fn operator_here(&self) -> Result<OperatorId, ErrorCode> {
        self.read(|store| store.operator_here()?.ok_or(ErrorCode::NoOperator))
            .await
    }
}

/// Whether a reply waits for a person.
pub(crate) fn needs_person(state: &domain::reply::State) -> bool {
    use domain::reply::State;
    matches!(
        state,
        State::Failed { .. } | State::Returned { .. } | State::InDoubt { .. }
    )
}
