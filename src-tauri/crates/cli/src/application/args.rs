//! The arguments of `byline application`.

use super::moment::Moment;
use clap::{Args, Subcommand, ValueEnum};
use desk::api::{ApplicationField, DiaryEvent, ExportFormat};
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};
use std::path::PathBuf;

/// Applications for access.
#[derive(Debug, Subcommand)]
pub enum Application {
    /// List applications, the one worked on last first
    List,
    /// Start a new one
    ///
    /// What the account and the roster know is filled in.
    Start {
        /// For this account, as x:@handle
        #[arg(long)]
        account: Option<String>,
        /// From this application: its id or a start of it, brand or handle
        #[arg(long, value_name = "APPLICATION")]
        from: Option<String>,
    },
    /// Show what stands in it
    Show {
        #[command(flatten)]
        which: Which,
        /// Another version than the newest
        #[arg(long, value_name = "N")]
        version: Option<u32>,
    },
    /// Write a text into a field
    Set {
        #[command(flatten)]
        which: Which,
        /// Which, for example privacy-policy; `application show` names them
        #[arg(value_parser = field)]
        field: ApplicationField,
        /// The text; empty to empty it
        value: String,
    },
    /// Choose the sample personas
    Samples {
        #[command(flatten)]
        which: Which,
        /// Their ids, or unambiguous starts of their lines; none to have none
        personas: Vec<String>,
    },
    /// Say what is missing or doubtful, and how to mend it
    ///
    /// Ends with 1 when something is missing.
    Check(Which),
    /// List its versions
    Versions(Which),
    /// Write it out
    Export {
        #[command(flatten)]
        which: Which,
        /// As what
        #[arg(long, default_value = "html")]
        format: Format,
        /// Into this file [default: standard output]
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
        /// Another version than the newest
        #[arg(long, value_name = "N")]
        version: Option<u32>,
    },
    /// Read one that was written out as JSON, as a new one
    Import {
        /// The file
        file: PathBuf,
    },
    /// Show its diary, or write into it
    Diary {
        #[command(flatten)]
        which: Which,
        /// What to write
        #[command(subcommand)]
        entry: Option<Diary>,
    },
    /// Choose the address of the network's form
    Form {
        /// As https; empty for Byline's own
        address: String,
    },
}

/// Which application.
#[derive(Clone, Debug, Args)]
pub struct Which {
    /// Its id or a start of it, brand or handle; not needed where there is only one
    #[arg(long, value_name = "APPLICATION", global = true)]
    pub application: Option<String>,
}

/// What to write into the diary.
#[derive(Debug, Subcommand)]
pub enum Diary {
    /// Write down what happened
    Add(Happened),
    /// Tick a reminder off
    Done {
        /// The entry's id, as `application diary` shows it
        entry: String,
    },
}

/// What happened.
#[derive(Debug, Args)]
pub struct Happened {
    /// What happened
    #[arg(value_name = "EVENT")]
    pub what: Event,
    /// When [default: now]
    #[arg(long, value_name = "TIME")]
    pub at: Option<Moment>,
    /// Where: a form, an address, a person
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub place: String,
    /// The network's number for it
    #[arg(long = "case", value_name = "NUMBER", default_value = "")]
    pub case_number: String,
    /// What was said
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
    /// When to remind: a day, a time, or so long from now, as 7d
    #[arg(long, value_name = "TIME")]
    pub remind: Option<Moment>,
    /// Who writes it down [default: who sits at the desk]
    #[arg(long, value_name = "NAME")]
    pub operator: Option<String>,
}

/// What happened to an application.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Event {
    /// It was handed in
    Submitted,
    /// The network asked something
    Asked,
    /// The brand answered
    Answered,
    /// It was granted
    Granted,
    /// It was refused
    Refused,
    /// Something else
    Noted,
}

impl From<Event> for DiaryEvent {
    fn from(event: Event) -> Self {
        match event {
            Event::Submitted => Self::Submitted,
            Event::Asked => Self::Asked,
            Event::Answered => Self::Answered,
            Event::Granted => Self::Granted,
            Event::Refused => Self::Refused,
            Event::Noted => Self::Noted,
        }
    }
}

/// As what an application is written out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// One page that prints well
    Html,
    /// Markdown
    Md,
    /// JSON, which can be read back in
    Json,
}

impl From<Format> for ExportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Html => Self::Html,
            Format::Md => Self::Md,
            Format::Json => Self::Json,
        }
    }
}

impl Application {
    /// Whether it changes what is kept.
    pub fn writes(&self) -> bool {
        match self {
            Self::List
            | Self::Show { .. }
            | Self::Check(_)
            | Self::Versions(_)
            | Self::Export { .. }
            | Self::Diary { entry: None, .. } => false,
            Self::Start { .. }
            | Self::Set { .. }
            | Self::Samples { .. }
            | Self::Import { .. }
            | Self::Diary { entry: Some(_), .. }
            | Self::Form { .. } => true,
        }
    }

    /// Whether it notes something where no other Byline works in the folder: that
    /// somebody has a version.
    pub fn notes(&self) -> bool {
        matches!(self, Self::Export { .. })
    }
}

/// A field by its name, with `_` or `-`.
fn field(given: &str) -> Result<ApplicationField, String> {
    let name = given.replace('-', "_");
    let known = ApplicationField::deserialize(StrDeserializer::<Error>::new(&name));
    known.map_err(|_| format!("there is no field “{given}”; `byline application show` names them"))
}

#[cfg(test)]
mod tests {
    use super::field;
    use desk::api::ApplicationField;

    #[test]
    fn a_field_is_named_with_either_line() {
        for given in ["privacy-policy", "privacy_policy"] {
            assert_eq!(field(given), Ok(ApplicationField::PrivacyPolicy));
        }
        assert!(field("colour").unwrap_err().contains("“colour”"));
    }
}
