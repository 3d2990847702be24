//! How many signed sends as a persona the practice network takes in a second,
//! in process and over its socket. Its clock moves a day on whenever a day's
//! budget is used up, so that every send is accepted; a refused one ends this.

use anyhow::{Context, Result, anyhow};
use desk::PracticeLine;
use domain::{CustomProfileId, Line, MessageBody, NetworkUserId};
use network::{
    AvatarForm, Creation, Credentials, Endpoint, Exchange, Http, Network, NewMedia, NewMessage,
    SignedBy, UploadWay, Wire,
};
use practice::{Options, Practice};
use secrecy::SecretString;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::{Duration, Instant};
use tests::simulated::{SimClock, SimIds};
use tokio::net::TcpListener;
use x::X;

/// Sends that are counted on each way.
const SENDS: u32 = 20_000;

/// A brand may send a thousand in a day (`contracts/x.md` §3.4); some replies
/// are free, so that nobody has to count them here.
const A_DAYS_SENDS: u32 = 900;

/// What a simulated run may cost: 10,000 of them in ten minutes on two cores.
const RUNS: f64 = 10_000.0 / (600.0 * 2.0);

const PHOTO: &[u8] = include_bytes!("../simulated/ana.png");

#[tokio::main]
async fn main() -> Result<()> {
    let clock = SimClock::new();
    let practice = Practice::in_memory(Options {
        seed: 1,
        clock: clock.clone(),
    })?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let base = practice::base_url(&listener)?;
    let served = practice.clone().serve(listener, std::future::pending());
    tokio::spawn(served);
    let (line, wire) = (PracticeLine(practice.clone()), Wire::new()?);
    let ways: [(&str, &dyn Http); 2] = [("in process", &line), ("over its socket", &wire)];
    println!("The practice network, {SENDS} signed sends as a persona, one after the other:");
    for (name, http) in ways {
        let client = Client::new(&practice, &clock, http, &base)?;
        let per_second = client.load().await?;
        println!("  {name:<16} {per_second:8.0} a second");
        if name == "in process" {
            let calls = per_second / RUNS;
            println!(
                "  so each of 10,000 simulated runs in ten minutes on two cores may make {calls:.0} calls"
            );
        }
    }
    Ok(())
}

struct Client<'a> {
    network: X,
    credentials: Credentials,
    clock: &'a Arc<SimClock>,
    ids: Arc<SimIds>,
    offset: AtomicI64,
    http: &'a dyn Http,
    at: Endpoint,
    customer: NetworkUserId,
}

impl<'a> Client<'a> {
    fn new(
        practice: &Practice,
        clock: &'a Arc<SimClock>,
        http: &'a dyn Http,
        base: &str,
    ) -> Result<Self> {
        let brand = practice.accounts().into_iter().next().context("no brand")?;
        let wrote = practice
            .truth()?
            .into_iter()
            .next()
            .context("no customer")?;
        let keys = serde_json::json!({
            "consumer_key": brand.consumer_key,
            "consumer_secret": brand.consumer_secret,
            "token": brand.token,
            "token_secret": brand.token_secret,
        });
        Ok(Self {
            network: X::default(),
            credentials: Credentials::new(SecretString::from(keys.to_string())),
            clock,
            ids: SimIds::new(clock.clone()),
            offset: AtomicI64::new(0),
            http,
            at: Endpoint::parse(base, base)?,
            customer: NetworkUserId(wrote.sender_id),
        })
    }

    fn exchange(&self) -> Exchange<'_> {
        Exchange {
            http: self.http,
            clock: self.clock.as_ref(),
            ids: self.ids.as_ref(),
            signed_by: SignedBy::Account {
                network: &self.network,
                credentials: &self.credentials,
            },
            offset: &self.offset,
        }
    }

    async fn persona(&self) -> Result<CustomProfileId> {
        let media = NewMedia {
            jpeg: PHOTO.to_vec(),
            category: "dm_image",
        };
        let upload = self.network.upload(&self.at, UploadWay::Newer, media);
        let portrait = self.exchange().run(upload).await.map_err(refused)?.id;
        let line = Line::parse("Ana Ruiz, Care Team", self.network.limits().line)
            .map_err(|_| anyhow!("no line"))?;
        let creation = Creation {
            line: &line,
            portrait: &portrait,
            form: AvatarForm::Documented,
        };
        let create = self.network.create_profile(&self.at, &creation);
        Ok(self.exchange().run(create).await.map_err(refused)?.id)
    }

    /// Sends; how many a second.
    #[expect(clippy::disallowed_methods, reason = "time is what is measured here")]
    async fn load(&self) -> Result<f64> {
        let persona = self.persona().await?;
        let text = MessageBody::parse("We are looking into it, one moment please.", 10_000)
            .map_err(|_| anyhow!("no text"))?;
        let message = NewMessage {
            to: &self.customer,
            text: &text,
            media: None,
            profile: &persona,
        };
        let begun = Instant::now();
        for number in 0..SENDS {
            if number % A_DAYS_SENDS == 0 {
                self.clock.advance(Duration::from_secs(24 * 60 * 60));
            }
            let send = self.network.send(&self.at, &message);
            self.exchange().run(send).await.map_err(refused)?;
        }
        Ok(f64::from(SENDS) / begun.elapsed().as_secs_f64())
    }
}

fn refused(failure: network::Failure) -> anyhow::Error {
    anyhow!("the practice network refused a call: {failure:?}")
}
