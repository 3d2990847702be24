//! What every network offers, and how Byline reaches one.
//!
//! A connector (crate `x`) is pure: it turns an intention into a [`Call`] and an
//! answer into facts or a classed [`Failure`]. This crate sends calls through
//! the [`Http`] port, signs each with the moment's [`Stamp`], and knows the one
//! thing that only the sender knows: whether a byte may have left.
//!
//! Never here: retries (they belong to the outbox; the one exception is a
//! wrong clock, see [`Exchange`]), knowledge of X, or of the practice network.

mod call;
mod clock;
mod connector;
mod credentials;
mod exchange;
mod facts;
mod failure;
mod http;
mod ids;
mod limits;
mod login;
mod wire;

pub use call::{Call, Effect, Reading};
pub use clock::{Clock, Stamp, WallClock};
pub use connector::Network;
pub use credentials::{Credentials, CredentialsError};
pub use exchange::{Exchange, SignedBy};
pub use facts::{
    Arrival, AvatarForm, Creation, Endpoint, EndpointError, EventPage, Identity, MessageEvent,
    NewMedia, NewMessage, PortraitTry, Processing, ProfilePage, PublishedProfile, Recent,
    UploadWay, UploadedMedia, User, UsesLeft,
};
pub use failure::{Class, Failure, Scope, StopReason};
pub use http::{Answer, Body, Http, HttpFailure, Method, Part, Request, form_text};
pub use ids::Uuid7;
pub use limits::{Affordances, Limits, Route, RouteBudget};
pub use login::{
    AppCredentials, Asked, BegunLogin, Callback, CallbackRefusal, Login, LoginCall, LoginSigner,
};
pub use wire::{LONGEST_ANSWER, Wire, WireError};
