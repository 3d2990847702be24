//! The arguments about data as a whole, as people write them.

use clap::{Args, Subcommand, ValueEnum};
use desk::api::ConversationFormat;
use std::path::PathBuf;

/// Backups.
#[derive(Debug, Args)]
pub struct Backup {
    #[command(subcommand)]
    pub what: Option<AboutBackups>,
}

/// What else is done with backups.
#[derive(Debug, Subcommand)]
pub enum AboutBackups {
    /// List backups and data files that were set aside, newest first
    List,
    /// Delete a backup
    Delete {
        /// Its name, as `backup list` shows it
        backup: String,
    },
}

/// Going back to a backup.
#[derive(Debug, Args)]
pub struct Restore {
    /// Its name, as `backup list` shows it; without one the backups are listed
    pub backup: Option<String>,
    /// Say what it would mean, and do nothing
    #[arg(long, requires = "backup")]
    pub preview: bool,
}

/// Writing everything out.
#[derive(Debug, Args)]
pub struct Export {
    /// A new file; what stands there is never replaced
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Writing a conversation out.
#[derive(Debug, Args)]
pub struct ExportConversation {
    /// As x:@handle
    #[arg(long)]
    pub account: String,
    /// Handle or the network's id
    pub customer: String,
    /// As what
    #[arg(long, value_enum, default_value_t = Format::Html)]
    pub format: Format,
    /// A new file [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// How a conversation is written out.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// One page with its pictures in it
    Html,
    /// Plain text
    Text,
}

impl From<Format> for ConversationFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Html => Self::Html,
            Format::Text => Self::Text,
        }
    }
}

/// One customer.
#[derive(Debug, Subcommand)]
pub enum Customer {
    /// Write everything about a customer into a folder: a page and JSON
    Export {
        /// As x:@handle
        #[arg(long)]
        account: String,
        /// Handle or the network's id
        customer: String,
        /// An existing folder; what stands in it is never replaced
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Delete everything about a customer from this desk
    ///
    /// Without --yes it only says what would go. It cannot be undone. The ledger
    /// keeps its rows, which say nothing about them any more. Refused while a reply
    /// to them is not settled.
    Forget {
        /// As x:@handle
        #[arg(long)]
        account: String,
        /// Handle or the network's id
        customer: String,
        /// Also delete the backups and set-aside files that hold them
        #[arg(long)]
        delete_backups: bool,
        /// Do it
        #[arg(long)]
        yes: bool,
    },
}

/// How long messages are kept.
#[derive(Debug, Args)]
pub struct Retention {
    #[command(subcommand)]
    pub what: Option<AboutRetention>,
}

/// What is done about how long messages are kept.
#[derive(Debug, Subcommand)]
pub enum AboutRetention {
    /// Say what keeping messages for so many days would delete now
    Preview {
        /// At least 30
        days: u32,
    },
    /// Delete messages older than so many days, now and daily from now on
    Set {
        /// At least 30
        days: u32,
    },
    /// Keep messages for good
    Off,
}
