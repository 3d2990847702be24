//! How a practice network is steered, as people write it.

use super::span::Span;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Steering the practice network.
#[derive(Debug, Subcommand)]
pub enum Steering {
    /// Its customers
    Customer {
        /// What to do
        #[command(subcommand)]
        what: Customer,
        /// Which network
        #[command(flatten)]
        at: At,
    },
    /// Let the brand use personas, or refuse it as X might, until the server ends
    Access {
        /// Open, or the code of the refusal
        position: Access,
        /// Which network
        #[command(flatten)]
        at: At,
    },
    /// Let a call go wrong, until the server ends
    Fault(Fault),
    /// Its clock
    Clock {
        /// What to do
        #[command(subcommand)]
        what: Clock,
        /// Which network
        #[command(flatten)]
        at: At,
    },
    /// What really arrived, in which order, with which persona
    Truth {
        /// Which network
        #[command(flatten)]
        at: At,
    },
}

/// Which network is meant.
#[derive(Clone, Debug, Args)]
pub struct At {
    /// The network served at this address, instead of the one of the folder
    #[arg(long, value_name = "URL", global = true)]
    pub at: Option<String>,
}

/// Customers.
#[derive(Debug, Subcommand)]
pub enum Customer {
    /// List them, those who wait longest first
    List,
    /// Write to the brand as one of them
    Write {
        /// Who writes
        handle: String,
        /// What; may be empty beside a picture
        text: String,
        /// A picture to send along
        #[arg(long, value_name = "FILE")]
        picture: Option<PathBuf>,
    },
    /// Add one, who writes only what you write as them
    Add {
        /// 4 to 15 letters, digits and _
        handle: String,
        /// Display name [default: the handle]
        #[arg(long, default_value = "", hide_default_value = true)]
        name: String,
        /// What their profile says
        #[arg(long, default_value = "", hide_default_value = true)]
        about: String,
    },
}

/// The allow list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Access {
    /// The brand is on it
    Open,
    /// 403 with code 220
    #[value(name = "220")]
    Code220,
    /// 403 with code 87
    #[value(name = "87")]
    Code87,
    /// 403 with code 93
    #[value(name = "93")]
    Code93,
    /// 403 with code 453
    #[value(name = "453")]
    Code453,
    /// 404 with code 34
    #[value(name = "34")]
    Code34,
}

impl Access {
    /// As the control interface takes it.
    pub fn in_json(self) -> Value {
        let closed = match self {
            Self::Open => return json!("open"),
            Self::Code220 => "403/220",
            Self::Code87 => "403/87",
            Self::Code93 => "403/93",
            Self::Code453 => "403/453",
            Self::Code34 => "404/34",
        };
        json!({"closed": closed})
    }
}

/// Trouble for one call, or what to do about trouble.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Fault {
    /// What to do about those that were asked for
    #[command(subcommand)]
    pub about: Option<About>,
    /// The call, for example events/new
    #[arg(required = true)]
    pub route: Option<String>,
    /// What goes wrong, for example cut_after, code_226 or delay=5000
    ///
    /// Before any effect: cut_before, server_error_before, over_capacity,
    /// html_before, rate_limited, rate_limited_without_reset,
    /// rate_limited_with_remaining, rate_limited_problem,
    /// rate_limited_problem_without_reset, calm_down, credits_used_up, and code_32,
    /// 64, 89, 93, 135, 150, 226, 326, 349, 453. After it took effect: cut_after,
    /// timeout_after, server_error_after, empty_body_after, truncated_body_after,
    /// id_less_body_after, html_after, delay=MS. At the message it stores:
    /// hide_for=MS, look_alike.
    #[arg(required = true)]
    pub kind: Option<String>,
    /// Of the calls that come, the first one that it happens to
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub nth: u32,
    /// How often it happens
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub times: u32,
    /// Which network
    #[command(flatten)]
    pub at: At,
}

/// What to do about faults.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Subcommand)]
pub enum About {
    /// List those that wait and those that happened
    List,
    /// Let none happen that waits
    Clear,
}

/// The clock.
#[derive(Debug, Subcommand)]
pub enum Clock {
    /// Show it
    Show,
    /// Move it forward; it never goes back
    Forward {
        /// By how much, for example 90s, 15m, 24h or 7d
        by: Span,
    },
}

/// A kind of trouble as the control interface takes it: a name, or a name with a
/// number of milliseconds.
pub fn kind(written: &str) -> Value {
    let written = written.replace('-', "_");
    match written.split_once('=') {
        Some((name, number)) => match number.parse::<u64>() {
            Ok(ms) => json!({ name: ms }),
            Err(_) => json!({ name: number }),
        },
        None => Value::String(written),
    }
}
