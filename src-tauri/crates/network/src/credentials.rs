//! Credentials on their way from the vault to a signature.

use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

/// An account's credentials as the vault keeps them. What is inside is the
/// connector's affair; `Debug` shows nothing of it.
#[derive(Clone, Debug)]
pub struct Credentials(SecretString);

impl Credentials {
    /// Wraps what the vault returned.
    pub fn new(secret: SecretString) -> Self {
        Self(secret)
    }

    /// For the connector that signs with it, and for the vault that keeps it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// Why credentials cannot be used. Names a field, never what is in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum CredentialsError {
    /// Not in the form the connector keeps them in.
    #[error("the credentials cannot be read")]
    Unreadable,
    /// A field is not there, or empty.
    #[error("“{0}” is missing")]
    Missing(&'static str),
    /// A field has characters that no key has: spaces, line breaks, accents.
    #[error("“{0}” does not look like a key")]
    WrongShape(&'static str),
}
