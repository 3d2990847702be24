//! An address that may be handed to the system's browser although a stranger
//! wrote it: what a customer sent, and what a network says of itself.
//!
//! Invariant: a [`WebAddress`] is https on its usual port, on a public name, and
//! has nobody's name in it, so that its host is where it leads. Its text is what
//! the browser is given, letter for letter, and all of it is ASCII: no letter of
//! another script passes for one of these, and no mark turns the reading order.
//!
//! A public name can still be one that leads into a private network; only who
//! resolves it can know that, and it is the browser that does.

use std::fmt;
use thiserror::Error;
use url::{Host, Url};

/// The longest address that is opened, in bytes. Browsers and the programs that
/// start them take at least this.
pub const LONGEST_ADDRESS: usize = 2048;

/// An address for the system's browser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WebAddress(Url);

/// Why an address is not opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum NotOpened {
    /// It is none.
    #[error("this is not a web address")]
    NotAnAddress,
    /// It is longer than [`LONGEST_ADDRESS`].
    #[error("the address is too long")]
    TooLong,
    /// A name before the host: it reads as if it led to that name.
    #[error("the address hides where it leads")]
    Disguised,
    /// Another scheme than https.
    #[error("the address is not secure")]
    NotSecure,
    /// A number, or a name that only one machine or one house knows.
    #[error("the address is not public")]
    NotPublic,
    /// A port of its own.
    #[error("the address has an unusual port")]
    OddPort,
}

impl WebAddress {
    /// Takes an address as somebody wrote it.
    ///
    /// # Errors
    /// Any [`NotOpened`]; where several hold, the one that deceives most.
    pub fn parse(text: &str) -> Result<Self, NotOpened> {
        let url = Url::parse(text).map_err(|_| NotOpened::NotAnAddress)?;
        if !url.has_host() {
            return Err(NotOpened::NotAnAddress);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(NotOpened::Disguised);
        }
        if url.scheme() != "https" {
            return Err(NotOpened::NotSecure);
        }
        if !has_public_name(&url) {
            return Err(NotOpened::NotPublic);
        }
        if url.port().is_some() {
            return Err(NotOpened::OddPort);
        }
        if url.as_str().len() > LONGEST_ADDRESS {
            return Err(NotOpened::TooLong);
        }
        Ok(Self(url))
    }

    /// What the browser is given.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Where it leads, letters of other scripts in their ASCII form (`xn--…`).
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// What stands behind the host; nothing for the host's first page.
    pub fn rest(&self) -> &str {
        match &self.0[url::Position::AfterHost..] {
            "/" => "",
            rest => rest,
        }
    }

    /// The host in the letters of its script, where those are not ASCII.
    pub fn host_in_its_script(&self) -> Option<String> {
        let (name, read) = idna::domain_to_unicode(self.host());
        read.ok()?;
        (name != self.host()).then_some(name)
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Names that end so are of one machine, one house or one company: RFC 6761,
/// RFC 6762 appendix G, RFC 7686, RFC 8375, and what ICANN never gives out.
const PRIVATE_ENDINGS: [&str; 11] = [
    "localhost",
    "local",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "arpa",
    "onion",
    "invalid",
];

/// Whether an address is on a name of the public network: not on a number, and
/// not on a name that only one machine or one house knows.
pub fn has_public_name(url: &Url) -> bool {
    let Some(Host::Domain(name)) = url.host() else {
        return false;
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    let ending = name.rsplit_once('.');
    let whole = name.split('.').all(|label| !label.is_empty());
    whole && ending.is_some_and(|(_, ending)| !PRIVATE_ENDINGS.contains(&ending))
}

#[cfg(test)]
#[path = "web_address_tests.rs"]
mod tests;
