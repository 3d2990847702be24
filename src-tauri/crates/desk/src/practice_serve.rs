//! The practice network alone, for anybody's client: `byline practice serve`.
//! It is the same network that a desk opens for itself, on a port that others
//! can be told. Its state stays in its folder and is there after a restart.

use crate::ErrorCode;
use crate::api::KeysX;
use practice::{Options, Practice, PracticeAccount};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Which practice network is served, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PracticeServer {
    /// The network's own folder; made where there is none.
    pub folder: PathBuf,
    /// The port on this machine; 0 takes a free one.
    pub port: u16,
    /// How clients reach it there.
    pub scheme: PracticeScheme,
    /// Draws keys and customers of a new network; a folder that holds one
    /// already keeps its own.
    pub seed: u64,
}

/// How clients reach a practice network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PracticeScheme {
    /// Plain http.
    Http,
    /// https with a test certificate, for clients that know no other.
    #[cfg(feature = "https")]
    Https,
}

/// What a client has to know. It holds keys, which open nothing but this
/// practice network, and therefore cannot be printed for debugging.
#[derive(Clone, Serialize)]
pub struct PracticeAnnouncement {
    /// The base of API and uploads.
    pub base_url: String,
    /// The brands that can be connected.
    pub accounts: Vec<PracticeBrand>,
    /// The keys of each, in the same order, as connecting takes them.
    pub keys: Vec<KeysX>,
    /// With https, the PEM file of the authority that a client has to trust. It
    /// is another one at every start, and no key of it is kept anywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<PathBuf>,
}

/// A brand of the practice network.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PracticeBrand {
    /// Without `@`.
    pub handle: String,
    /// The network's id.
    pub user_id: String,
    /// Display name.
    pub name: String,
}

/// Serves a practice network on loopback until `end` resolves; what it answers
/// then, it still answers. `announce` is called once, when it listens.
///
/// # Errors
/// [`ErrorCode::PracticeTrouble`] if the folder cannot be used or is served
/// already, or the port is taken.
pub async fn serve_practice(
    server: PracticeServer,
    announce: impl FnOnce(PracticeAnnouncement),
    end: impl Future<Output = ()> + Send,
) -> Result<(), ErrorCode> {
    let PracticeServer {
        folder,
        port,
        scheme,
        seed,
    } = server;
    let opened = folder.clone();
    let open = move || {
        let options = Options {
            seed,
            clock: Arc::new(practice::WallClock),
        };
        Practice::open(&opened, options).map_err(|error| trouble(&error))
    };
    let network = tokio::task::spawn_blocking(open)
        .await
        .map_err(|_| ErrorCode::Unexpected)??;
    let listener = TcpListener::bind(("127.0.0.1", port))
        .await
        .map_err(|error| trouble(&error))?;
    match scheme {
        PracticeScheme::Http => {
            let base_url = practice::base_url(&listener).map_err(|error| trouble(&error))?;
            network
                .tell_address(&listener)
                .map_err(|error| trouble(&error))?;
            announce(announcement(base_url, network.accounts(), None));
            network.serve(listener, end).await
        }
        #[cfg(feature = "https")]
        PracticeScheme::Https => {
            let certificate = practice::TestCertificate::make().map_err(|error| trouble(&error))?;
            let authority = certificate.keep(&folder).map_err(|error| trouble(&error))?;
            let base_url = practice::https_base_url(&listener).map_err(|error| trouble(&error))?;
            announce(announcement(base_url, network.accounts(), Some(authority)));
            network.serve_https(listener, &certificate, end).await
        }
    }
    .map_err(|error| trouble(&error))
}

fn announcement(
    base_url: String,
    brands: Vec<PracticeAccount>,
    authority: Option<PathBuf>,
) -> PracticeAnnouncement {
    let (accounts, keys) = brands
        .into_iter()
        .map(|brand| {
            let account = PracticeBrand {
                handle: brand.handle,
                user_id: brand.user_id,
                name: brand.name,
            };
            let keys = KeysX {
                consumer_key: brand.consumer_key,
                consumer_secret: brand.consumer_secret,
                token: brand.token,
                token_secret: brand.token_secret,
            };
            (account, keys)
        })
        .unzip();
    PracticeAnnouncement {
        base_url,
        accounts,
        keys,
        authority,
    }
}

fn trouble(error: &dyn std::error::Error) -> ErrorCode {
    ErrorCode::PracticeTrouble {
        detail: error.to_string(),
    }
}
