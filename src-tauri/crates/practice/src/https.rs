//! https on loopback, for clients that fix the scheme (`contracts/x.md` §11).
//!
//! Each certificate has an authority of its own, made for it and forgotten with
//! it: neither private key is ever written down, so that nobody who trusts the
//! authority can be deceived by what lies in a folder. Only the authority's
//! certificate is kept, for clients to trust, and a new one at every start.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, UNIX_EPOCH},
};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose, SanType,
};
use tokio::net::TcpStream;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
    server::TlsStream,
};

use crate::{
    clock::{Clock, WallClock},
    errors::PracticeError,
    store,
};

/// The hosts of X that clients address (§2, §3.5, §5).
const HOSTS: [&str; 8] = [
    "localhost",
    "api.x.com",
    "api.twitter.com",
    "upload.x.com",
    "upload.twitter.com",
    "ton.twitter.com",
    "pbs.twimg.com",
    "x.com",
];

/// The name of the file that clients are to trust, in the network's folder.
const FILE: &str = "practice-authority.pem";

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Longer, and some clients refuse it.
const GOOD_FOR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// How long a client may take to speak TLS.
const PATIENCE: Duration = Duration::from_secs(5);

/// A certificate for this machine and X's hosts, with its key.
#[derive(Clone)]
pub struct TestCertificate {
    acceptor: TlsAcceptor,
    authority: String,
}

/// A certificate could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the test certificate could not be made")]
pub struct CertificateError(#[source] Box<dyn std::error::Error + Send + Sync>);

impl TestCertificate {
    /// Makes a certificate for `localhost`, the loopback addresses and X's hosts,
    /// good for a year of the machine's own time.
    ///
    /// # Errors
    /// If the system has no randomness to give.
    pub fn make() -> Result<Self, CertificateError> {
        let authority = authority().map_err(because)?;
        let key = KeyPair::generate().map_err(because)?;
        let certificate = server()
            .and_then(|params| params.signed_by(&key, &authority))
            .map_err(because)?;
        let private = PrivatePkcs8KeyDer::from(key.serialize_der());
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(because)?
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivateKeyDer::Pkcs8(private),
            )
            .map_err(because)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            authority: authority.pem(),
        })
    }

    /// The authority's certificate in PEM: what a client has to trust.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Writes [`TestCertificate::authority`] into the network's folder, in place
    /// of an earlier one, and gives the file's path.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn keep(&self, folder: &Path) -> Result<PathBuf, PracticeError> {
        let path = folder.join(FILE);
        match store::write_whole(&path, self.authority.as_bytes()) {
            Ok(()) => Ok(path),
            Err(source) => Err(PracticeError::Folder { path, source }),
        }
    }

    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        self.acceptor.clone()
    }
}

/// The base URL of a network that is served on `listener` with
/// [`crate::Practice::serve_https`].
///
/// # Errors
/// If the system does not tell the listener's address.
pub fn https_base_url(listener: &tokio::net::TcpListener) -> io::Result<String> {
    Ok(format!("https://{}", listener.local_addr()?))
}

/// Lets a client through TLS, or gives up after a while: a silent one would
/// keep the server from ending.
pub(crate) async fn shake_hands(
    acceptor: TlsAcceptor,
    stream: TcpStream,
) -> io::Result<TlsStream<TcpStream>> {
    tokio::select! {
        through = acceptor.accept(stream) => through,
        () = WallClock.sleep(PATIENCE) => Err(io::ErrorKind::TimedOut.into()),
    }
}

fn authority() -> Result<CertifiedIssuer<'static, KeyPair>, rcgen::Error> {
    let mut params = dated(CertificateParams::default());
    named(
        &mut params,
        "Byline practice authority (trust it in tests only)",
    );
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    CertifiedIssuer::self_signed(params, KeyPair::generate()?)
}

fn server() -> Result<CertificateParams, rcgen::Error> {
    let hosts: Vec<String> = HOSTS.map(str::to_owned).to_vec();
    let mut params = dated(CertificateParams::new(hosts)?);
    let addresses = [
        IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(Ipv6Addr::LOCALHOST),
    ];
    let addresses = addresses.map(SanType::IpAddress);
    params.subject_alt_names.extend(addresses);
    named(&mut params, "Byline practice network");
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

fn named(params: &mut CertificateParams, name: &str) {
    let mut known_as = rcgen::DistinguishedName::new();
    known_as.push(DnType::CommonName, name);
    params.distinguished_name = known_as;
}

/// Clients go by the machine's clock, wherever the network's own stands.
fn dated(mut params: CertificateParams) -> CertificateParams {
    let now_ms = u64::try_from(WallClock.now_ms()).unwrap_or(0);
    let now = UNIX_EPOCH + Duration::from_millis(now_ms);
    params.not_before = (now - DAY).into();
    params.not_after = (now + GOOD_FOR).into();
    params
}

fn because(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> CertificateError {
    CertificateError(error.into())
}
