//! The way out: the client, the signature and the connector that Byline has too.

use crate::served::Served;
use crate::{LINE, PHOTO};
use anyhow::{Context, Result, anyhow};
use domain::{CustomProfileId, Line, MessageBody, NetworkUserId};
use network::{
    Arrival, AvatarForm, Clock, Creation, Credentials, Endpoint, Exchange, Network, NewMedia,
    NewMessage, SignedBy, UploadWay, Uuid7, WallClock, Wire,
};
use secrecy::SecretString;
use std::sync::atomic::AtomicI64;
use x::X;

/// The way to the served account.
pub struct Outward {
    network: X,
    wire: Wire,
    credentials: Credentials,
    clock: WallClock,
    offset: AtomicI64,
    at: Endpoint,
}

impl Outward {
    pub fn new(served: &Served) -> Result<Self> {
        let base = served.base_url()?;
        Ok(Self {
            network: X::default(),
            wire: Wire::new()?,
            credentials: Credentials::new(SecretString::from(served.keys()?.to_string())),
            clock: WallClock::start(),
            offset: AtomicI64::new(0),
            at: Endpoint::parse(base, base)?,
        })
    }

    fn exchange(&self) -> Exchange<'_> {
        Exchange {
            http: &self.wire,
            clock: &self.clock,
            ids: &Uuid7,
            signed_by: SignedBy::Account {
                network: &self.network,
                credentials: &self.credentials,
            },
            offset: &self.offset,
        }
    }

    /// The time, in milliseconds since the epoch.
    pub fn now(&self) -> i64 {
        self.clock.now().0
    }

    /// Sends one message.
    pub async fn send(
        &self,
        customer: &str,
        text: &str,
        profile: &CustomProfileId,
    ) -> Result<Arrival> {
        let to = NetworkUserId(customer.to_owned());
        let body = MessageBody::parse(text, 10_000).map_err(|_| anyhow!("no text"))?;
        let message = NewMessage {
            to: &to,
            text: &body,
            media: None,
            profile,
        };
        let call = self.network.send(&self.at, &message);
        self.exchange().run(call).await.map_err(refused)
    }

    /// Puts a persona on the account.
    pub async fn persona(&self) -> Result<CustomProfileId> {
        let media = NewMedia {
            jpeg: PHOTO.to_vec(),
            category: "dm_image",
        };
        let upload = self.network.upload(&self.at, UploadWay::Newer, media);
        let portrait = self.exchange().run(upload).await.map_err(refused)?.id;
        let line = Line::parse(LINE, self.network.limits().line).ok();
        let creation = Creation {
            line: &line.context("no line")?,
            portrait: &portrait,
            form: AvatarForm::Documented,
        };
        let create = self.network.create_profile(&self.at, &creation);
        Ok(self.exchange().run(create).await.map_err(refused)?.id)
    }
}

fn refused(failure: network::Failure) -> anyhow::Error {
    anyhow!("the practice network refused a call: {failure:?}")
}
