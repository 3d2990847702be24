//! Why a command gave no answer. What the desk says has its sentence in the
//! catalogue; what is wrong with the command line itself is said as clap says it.

use crate::exit::Exit;
use desk::{ErrorCode, NotSteered};
use serde::Serialize;
use serde_json::json;
use thiserror::Error;

/// Why a command gave no answer.
#[derive(Debug, Error)]
pub enum Failure {
    /// The desk refused.
    #[error("{}", desk::sentence(.0))]
    Desk(ErrorCode),
    /// The practice network did not do it.
    #[error("{0}")]
    Practice(#[from] NotSteered),
    /// What was given cannot be used; nothing was begun.
    #[error(transparent)]
    Given(#[from] Given),
    /// The answer could not be written out.
    #[error("the answer could not be written: {0}")]
    Output(#[from] std::io::Error),
    /// The answer has no JSON form.
    #[error("the answer could not be written: {0}")]
    Json(#[from] serde_json::Error),
}

/// What is wrong with what was given beside the arguments. Values are never
/// part of these words: they may be secrets.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum Given {
    /// No number came.
    #[error(
        "no number was given: type it when asked, or give it as the line after the keys; nothing \
         was connected"
    )]
    NoNumber,
    /// An app's keys would have to be typed.
    #[error(
        "the app's keys are read from standard input, as one line of JSON with consumer_key and \
         consumer_secret; for example: byline account connect x --browser < app.json"
    )]
    AppKeysFromTerminal,
    /// Keys would have to be typed.
    #[error(
        "the keys are read from standard input, as JSON with consumer_key, consumer_secret, token \
         and token_secret; for example: byline account connect x < keys.json"
    )]
    KeysFromTerminal,
    /// Not JSON, not an object, or no UTF-8.
    #[error("standard input holds no JSON object with keys")]
    KeysNotJson,
    /// More than keys can be.
    #[error("standard input holds more than {most} bytes; keys are far shorter")]
    KeysTooLong {
        /// The most that is read.
        most: usize,
    },
    /// A key is missing or is no text.
    #[error("the keys on standard input lack the text “{0}”")]
    KeyMissing(&'static str),
    /// A field that is no key.
    #[error("the keys on standard input have a field “{0}” that is not known")]
    KeyUnknown(String),
    /// The first line is no passphrase.
    #[error("the first line of standard input is no passphrase: it is empty, too long or no text")]
    NoPassphrase,
    /// A new passphrase was not typed the same way twice.
    #[error("the two passphrases differ; nothing was changed")]
    PassphrasesDiffer,
    /// Standard input cannot be read.
    #[error("standard input cannot be read: {0}")]
    Input(std::io::ErrorKind),
    /// Neither a moment nor a local time.
    #[error(
        "“{0}” is no time: write 2026-11-24T09:00+02:00, or 2026-11-24 09:00 with --zone; nothing was changed"
    )]
    NoTime(String),
    /// This cannot be anybody's handle.
    #[error("“{0}” is no handle")]
    NoHandle(String),
    /// A file cannot be read.
    #[error("{file} cannot be read: {why}")]
    File {
        /// As given.
        file: String,
        /// The system's words.
        why: std::io::ErrorKind,
    },
    /// No application was started.
    #[error("there is no application yet; start one with `byline application start`")]
    NoApplication,
    /// There are several applications.
    #[error("there are several applications; name one with --application")]
    WhichApplication,
    /// There is no folder for data on this system.
    #[error("this system names no folder for data; give one with --data")]
    NoDataFolder,
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self::Desk(code)
    }
}

#[derive(Serialize)]
struct Document<'a> {
    error: &'a ErrorCode,
}

impl Failure {
    /// The failure as the one JSON document; only the desk's codes and the practice network's words have one.
    pub fn as_json(&self) -> Option<String> {
        match self {
            Self::Desk(error) => serde_json::to_string(&Document { error }).ok(),
            Self::Practice(why) => {
                let error = json!({"code": "practice_refused", "detail": why.to_string()});
                Some(json!({"error": error}).to_string())
            }
            Self::Given(_) | Self::Output(_) | Self::Json(_) => None,
        }
    }

    /// How the command ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Desk(code) => Exit::from(code),
            Self::Given(_) => Exit::Usage,
            Self::Practice(_) | Self::Output(_) | Self::Json(_) => Exit::Refused,
        }
    }
}
