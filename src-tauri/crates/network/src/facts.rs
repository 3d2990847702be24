//! What networks are told and what they answer, in Byline's words.

use domain::{
    AttachedMedia, CustomProfileId, EventId, Handle, Line, MediaId, MessageBody, NetworkUserId,
    Timestamp, Verification,
};
use thiserror::Error;
use url::Url;

/// Where a network is reached. The practice network differs from the real one
/// in nothing but this.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Endpoint {
    /// Base of the API, such as `https://api.x.com`.
    pub api: Url,
    /// Base of uploads by the older interface; X has a host for them
    /// (`contracts/x.md` §5.1).
    pub upload: Url,
}

/// Why an address cannot be an endpoint.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum EndpointError {
    /// Not an address.
    #[error("“{0}” is not a web address")]
    NotAnAddress(String),
    /// Plain http leaves the machine.
    #[error("“{0}” must start with https:// (http is allowed only on this machine)")]
    NotSecure(String),
    /// A user, a password, a query or a fragment in it; not shown again, it may
    /// be a secret.
    #[error("an address may have a host, a port and a path, and nothing else")]
    TooMuch,
}

impl Endpoint {
    /// Reads both bases: https, or http on loopback. Each gets a trailing slash,
    /// so that paths can be put behind it.
    pub fn parse(api: &str, upload: &str) -> Result<Self, EndpointError> {
        Ok(Self {
            api: base(api)?,
            upload: base(upload)?,
        })
    }
}

fn base(text: &str) -> Result<Url, EndpointError> {
    let mut url = Url::parse(text).map_err(|_| EndpointError::NotAnAddress(text.to_owned()))?;
    let plain = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    if !plain {
        return Err(EndpointError::TooMuch);
    }
    if url.host().is_none() {
        return Err(EndpointError::NotAnAddress(text.to_owned()));
    }
    if !is_secure(&url) {
        return Err(EndpointError::NotSecure(text.to_owned()));
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// Is nothing readable on the way: https, or this machine alone?
pub(crate) fn is_secure(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))
}

/// Does this address stay on the machine?
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Who the credentials belong to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Identity {
    /// The account as a user.
    pub user: User,
}

/// Somebody on the network.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct User {
    /// The network's id.
    pub id: NetworkUserId,
    /// Without `@`.
    pub handle: Handle,
    /// The display name.
    pub name: String,
    /// Address of the picture, where there is one.
    pub picture: Option<String>,
    /// As the network's badge says.
    pub verified: Verification,
}

/// An interface for uploads. A network that has switched one off may still
/// have the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UploadWay {
    /// The one to use where there is a choice.
    Newer,
    /// The one it replaces.
    Older,
}

impl UploadWay {
    /// Its name in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Newer => "newer",
            Self::Older => "older",
        }
    }

    /// By its name in the store.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Newer, Self::Older]
            .into_iter()
            .find(|way| way.as_str() == name)
    }
}

/// A picture to upload.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewMedia {
    /// Its bytes.
    pub jpeg: Vec<u8>,
    /// What it is for, in the network's word.
    pub category: &'static str,
}

/// Media that waits to be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UploadedMedia {
    /// Its id.
    pub id: MediaId,
    /// Whether it can be used already.
    pub processing: Processing,
}

/// How far a network is with uploaded media.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Processing {
    /// It can be used.
    Done,
    /// Not yet; to be asked about again after this span.
    AskIn(std::time::Duration),
}

/// One way to publish a portrait, where a network does not say which it wants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PortraitTry {
    /// The category to upload it under.
    pub category: &'static str,
    /// How to name it in a look.
    pub form: AvatarForm,
}

/// How a look names its portrait.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AvatarForm {
    /// As the network's pages have it.
    Documented,
    /// With the type of the media beside it, as the network's staff write it.
    Typed,
}

/// What a new published look is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Creation<'a> {
    /// The line.
    pub line: &'a Line,
    /// The uploaded portrait.
    pub portrait: &'a MediaId,
    /// How it is named.
    pub form: AvatarForm,
}

/// A look as the network lists it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublishedProfile {
    /// The network's id.
    pub id: CustomProfileId,
    /// The line as the network keeps it.
    pub line: String,
    /// Address of the portrait, where it was told.
    pub portrait: Option<String>,
    /// When it was made, where it was told.
    pub created_at: Option<Timestamp>,
}

/// A page of published looks. Only a missing `next` ends the list
/// (`contracts/x.md` §1.4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfilePage {
    /// The looks of this page; may be empty.
    pub profiles: Vec<PublishedProfile>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A message to send.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewMessage<'a> {
    /// To whom.
    pub to: &'a NetworkUserId,
    /// The text; empty only beside a medium.
    pub text: &'a MessageBody,
    /// The uploaded medium that goes along.
    pub media: Option<&'a MediaId>,
    /// Through which published look.
    pub profile: &'a CustomProfileId,
}

/// The network's word that it has a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrival {
    /// Its id.
    pub id: EventId,
    /// When the network took it, where it was told.
    pub at: Option<Timestamp>,
}

/// A message as the network lists it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MessageEvent {
    /// Its id.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// From whom.
    pub sender: NetworkUserId,
    /// To whom.
    pub recipient: NetworkUserId,
    /// The text as it was written: links unwrapped, entities decoded.
    pub text: String,
    /// Through which published look, where the network tells (X usually does not).
    pub profile: Option<CustomProfileId>,
    /// What it carries besides text, named in the network's word (`photo`,
    /// `video`, `location` …).
    pub attachment: Option<String>,
    /// The medium it carries, where it is one that Byline knows.
    pub media: Option<AttachedMedia>,
    /// Through which app it was sent, in the network's word; X tells of the
    /// reader's own messages only (`contracts/x.md` §3.3).
    pub app: Option<String>,
}

/// A page of messages, newest first. Only a missing `next` ends the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventPage {
    /// The messages of this page; may be empty.
    pub events: Vec<MessageEvent>,
    /// Where the next (older) page begins.
    pub next: Option<String>,
    /// The network's clock when it answered, where it was told; in whole seconds.
    pub told_at: Option<Timestamp>,
    /// How many messages of this page could not be read.
    pub unreadable: usize,
    /// What the network says is left of the budget, where it does.
    pub left: Option<UsesLeft>,
}

/// The newest messages of one conversation, read by themselves. It says nothing
/// about the list of all messages: there is no cursor in it, and nothing below
/// these was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recent {
    /// The messages that could be read, newest first; may be empty.
    pub events: Vec<MessageEvent>,
    /// What the network says is left of the budget, where it does.
    pub left: Option<UsesLeft>,
}

/// A network's word about a budget: other desks may use it too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UsesLeft {
    /// So many uses are left.
    pub remaining: u32,
    /// When they are counted anew.
    pub resets_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::{Endpoint, EndpointError};

    fn refusal(api: &str) -> EndpointError {
        Endpoint::parse(api, "https://upload.x.com").unwrap_err()
    }

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for text in [
            "http://127.0.0.1:8080",
            "http://localhost:1",
            "http://[::1]:9",
        ] {
            assert!(Endpoint::parse(text, text).is_ok(), "{text}");
        }
        for text in [
            "http://api.x.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://10.0.0.1",
            "ftp://127.0.0.1",
        ] {
            assert_eq!(refusal(text), EndpointError::NotSecure(text.to_owned()));
        }
        assert!(Endpoint::parse("https://api.x.com", "http://upload.x.com").is_err());
    }

    #[test]
    fn an_address_carries_no_secret_and_the_refusal_does_not_repeat_it() {
        for text in [
            "https://me@api.x.com",
            "https://:hunter2@api.x.com",
            "https://api.x.com/?key=hunter2",
            "https://api.x.com/#hunter2",
            "http://me:hunter2@example.com",
        ] {
            assert_eq!(refusal(text), EndpointError::TooMuch, "{text}");
            assert!(!refusal(text).to_string().contains("hunter2"));
        }
    }

    #[test]
    fn what_is_no_address_is_named() {
        for text in ["", "api.x.com", "https://", "mailto:care@example.com"] {
            assert_eq!(refusal(text), EndpointError::NotAnAddress(text.to_owned()));
        }
    }

    #[test]
    fn a_trailing_slash_makes_no_difference() {
        let with = Endpoint::parse("https://api.x.com/base/", "https://upload.x.com/").unwrap();
        let without = Endpoint::parse("https://api.x.com/base", "https://upload.x.com").unwrap();
        assert_eq!(with, without);
        assert_eq!(with.api.as_str(), "https://api.x.com/base/");
    }
}
