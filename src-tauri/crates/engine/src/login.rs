//! The calls around an account's credentials: those that get them, before there
//! is an account, and the one that gives them back.

use crate::{Engine, EngineError, Leads, Way};
use domain::AccountId;
use network::{Call, Endpoint, Exchange, Http, LoginCall, SignedBy};
use std::sync::Arc;

/// Where a network is, for whoever has no account on it yet.
#[derive(Clone)]
pub struct Destination {
    /// Where requests go.
    pub http: Arc<dyn Http>,
    /// Under which address.
    pub at: Endpoint,
    /// How far it is.
    pub leads: Leads,
}

impl Engine {
    /// Makes one call of a login. Nothing is kept.
    pub async fn sign_in<A>(
        &self,
        to: &Destination,
        LoginCall { call, signer }: LoginCall<A>,
    ) -> Result<A, EngineError> {
        let offset = self.offset(AccountId(uuid::Uuid::nil()));
        let exchange = Exchange {
            http: to.http.as_ref(),
            clock: self.inner.parts.clock.as_ref(),
            ids: self.ids(),
            signed_by: SignedBy::Login(signer.as_ref()),
            offset: &offset,
        };
        let answer = exchange.run(call).await;
        if to.leads == Leads::Out {
            self.heard(answer.as_ref().err());
        }
        Ok(answer?)
    }

    /// Tells the network that an account's credentials are given back.
    pub async fn revoke(
        &self,
        account: AccountId,
        way: &Way,
        call: Call<()>,
    ) -> Result<(), EngineError> {
        Ok(self.call(account, way, call).await?)
    }
}
