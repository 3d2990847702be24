//! A practice network behind a line that a test can cut: nothing listens any
//! more, or what listens hangs up without an answer.

use anyhow::{Context, Result};
use practice::{Practice, PracticeAccount, WallClock};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// What becomes of what is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mode {
    Open,
    Deaf,
}

/// A served practice network, and the line to it.
pub struct Line {
    brand: PracticeAccount,
    at: SocketAddr,
    mode: watch::Sender<Mode>,
    line: JoinHandle<()>,
    _network: JoinHandle<()>,
}

impl Line {
    /// Serves a network on a port of this machine.
    pub async fn open() -> Result<Self> {
        let network = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let behind = network.local_addr()?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let at = listener.local_addr()?;
        let options = practice::Options {
            seed: 11,
            clock: Arc::new(WallClock),
        };
        let practice = Practice::in_memory(options)?;
        let brand = practice.accounts().into_iter().next();
        let brand = brand.context("a practice network without a brand")?;
        let served = tokio::spawn(async move {
            let _ = practice.serve(network, std::future::pending()).await;
        });
        let (mode, heard) = watch::channel(Mode::Open);
        let line = tokio::spawn(lead(listener, behind, heard));
        Ok(Self {
            brand,
            at,
            mode,
            line,
            _network: served,
        })
    }

    /// The keys of the brand, in the order in which they are asked for.
    pub fn keys(&self) -> [(&'static str, &str); 4] {
        let brand = &self.brand;
        [
            ("key-consumer_key", &brand.consumer_key),
            ("key-consumer_secret", &brand.consumer_secret),
            ("key-token", &brand.token),
            ("key-token_secret", &brand.token_secret),
        ]
    }

    /// Where it is.
    pub fn address(&self) -> String {
        format!("http://{}", self.at)
    }

    /// From now on every call arrives nowhere, and has no answer.
    pub fn hang_up(&self) {
        self.mode.send_replace(Mode::Deaf);
    }

    /// From now on nobody listens.
    pub fn cut(&self) {
        self.hang_up();
        self.line.abort();
    }
}

async fn lead(listener: TcpListener, behind: SocketAddr, mode: watch::Receiver<Mode>) {
    while let Ok((caller, _)) = listener.accept().await {
        tokio::spawn(carry(caller, behind, mode.clone()));
    }
}

/// Carries one caller's words until the mode changes.
async fn carry(mut caller: TcpStream, behind: SocketAddr, mut mode: watch::Receiver<Mode>) {
    let now = *mode.borrow_and_update();
    if now == Mode::Deaf {
        // Read first: what was not taken would be known not to have arrived.
        let _ = caller.read(&mut [0; 16_384]).await;
        return;
    }
    let Ok(mut network) = TcpStream::connect(behind).await else {
        return;
    };
    tokio::select! {
        _ = copy_bidirectional(&mut caller, &mut network) => {}
        _ = mode.changed() => {}
    }
}
