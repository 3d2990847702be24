//! The arguments of `byline`, as people write them. Their help is written here.

use crate::application::Application;
use crate::data::{Backup, Customer, Export, ExportConversation, Restore, Retention};
use crate::delivery::Chosen;
use crate::outbox::Outbox;
use crate::persona::Persona;
use crate::steering::Steering;
use clap::{ArgGroup, Args, Parser, Subcommand};
use desk::Author;
use desk::api::LoginWay;
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  refused or failed; standard error says why
  2  usage
  3  in doubt: it may have arrived, and is not sent again by itself
  4  kept, and it leaves later

BYLINE_PASSPHRASE  keeps keys in a file locked with it, instead of the system's keychain
BYLINE_LOG         what the log in the data folder holds, for example debug";

/// Answer direct messages with a face and a name.
#[derive(Debug, Parser)]
#[command(name = "byline", version, after_help = EXIT_CODES)]
pub struct Arguments {
    /// The data folder [default: the platform's]
    #[arg(long, value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    /// Answer with one JSON document
    #[arg(long, global = true)]
    json: bool,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// How answers are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// Words for people.
    Text,
    /// One JSON document.
    Json,
}

impl Arguments {
    /// How answers are printed.
    pub fn form(&self) -> Form {
        if self.json { Form::Json } else { Form::Text }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The practice network, where nothing leaves this machine
    #[command(subcommand)]
    Practice(Practice),
    /// Everything that a desk does.
    #[command(flatten)]
    AtDesk(AtDesk),
}

/// What a desk does.
#[derive(Debug, Subcommand)]
pub enum AtDesk {
    /// Brand accounts
    #[command(subcommand)]
    Account(Account),
    /// Whom the brand speaks as
    #[command(subcommand)]
    Persona(Persona),
    /// Applications for access to custom profiles
    #[command(subcommand)]
    Application(Application),
    /// What customers write
    #[command(subcommand)]
    Inbox(Inbox),
    /// Conversations with customers
    #[command(subcommand)]
    Conversation(Conversation),
    /// Answer a customer as a persona
    Send(Send),
    /// Replies that are not settled
    #[command(subcommand)]
    Outbox(Outbox),
    /// Stop everything: nothing leaves until `resume`
    ///
    /// Ends when no request is under way any more. Every reply is then not sent,
    /// sent, or in doubt and being resolved; the answer counts them.
    Stop,
    /// Go on after a stop
    Resume,
    /// Who spoke as whom
    #[command(subcommand)]
    Ledger(Ledger),
    /// Where keys are kept
    #[command(subcommand)]
    Vault(Vault),
    /// Make a backup now; the window makes one daily
    ///
    /// It holds what the data file holds: no keys, and nothing of the practice
    /// network.
    Backup(Backup),
    /// Go back to a backup; the present data file is set aside, never deleted
    ///
    /// Replies that were on their way in the backup come back to their authors:
    /// they may have been sent since, so none leaves by itself.
    Restore(Restore),
    /// Write everything but secrets into one JSON document
    Export(Export),
    /// Everything about one customer
    #[command(subcommand)]
    Customer(Customer),
    /// How long messages are kept
    Retention(Retention),
}

/// The practice network.
#[derive(Debug, Subcommand)]
pub enum Practice {
    /// Serve it until interrupted
    ///
    /// The first line of output is JSON: base_url, accounts, and keys in the same
    /// order, each as `byline account connect x` reads them. What happens is kept
    /// in the folder `practice` of --data DIR, or else in `practice-server` of the
    /// platform's data folder.
    Serve {
        /// On this port of this machine; 0 takes a free one
        #[arg(long, value_name = "N", default_value_t = 4848)]
        port: u16,
        /// Draws the customers and keys of a new practice network
        #[arg(long, value_name = "S", default_value_t = 1)]
        seed: u64,
        /// Through TLS, for clients that speak nothing else
        ///
        /// The announcement then names the file `authority`, which the client has
        /// to trust; it is another one at every start.
        #[arg(long)]
        https: bool,
    },
    /// Everything else about it.
    #[command(flatten)]
    Steer(Steering),
}

/// Brand accounts.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Connect an account with its keys, or give a known one new keys
    #[command(subcommand)]
    Connect(Connect),
    /// List accounts
    List,
    /// Ask the network what an account may do, and say what to do next
    ///
    /// Four harmless questions; nothing is sent to anybody. The answers are kept,
    /// and what changed since they were given last is pointed out.
    Probe {
        /// As x:@handle
        account: String,
    },
    /// Show or choose how an account delivers
    Delivery(Chosen),
    /// Take an account's keys away; conversations, drafts and personas stay
    ///
    /// The network is told that the keys no longer count. Replies that have not
    /// left wait until the account is connected again.
    Disconnect {
        /// As x:@handle
        account: String,
    },
}

/// Which network an account is on.
#[derive(Debug, Subcommand)]
pub enum Connect {
    /// An account on X
    ///
    /// Its keys are read from standard input, as a JSON object with the texts
    /// consumer_key, consumer_secret, token and token_secret. With --browser or
    /// --pin the account is allowed on X's page instead, and the object holds the
    /// app's consumer_key and consumer_secret alone, in one line.
    X {
        #[command(flatten)]
        sign_in: SignIn,
        /// Another base than X's for the API
        #[arg(long, value_name = "URL")]
        api_base: Option<String>,
        /// Another base than X's for uploads [default: the API's]
        #[arg(long, value_name = "URL", conflicts_with = "page")]
        upload_base: Option<String>,
    },
}

/// Allowing the account on the network's page.
#[derive(Debug, Args)]
pub struct SignIn {
    /// Open the page in the browser, and wait until it comes back
    #[arg(long, group = "page")]
    browser: bool,
    /// Type the number that the page shows, or give it as the next line
    #[arg(long, group = "page")]
    pin: bool,
    /// Sign in again, with the app by which this account was connected
    #[arg(long, value_name = "ACCOUNT", requires = "page", conflicts_with_all = ["practice", "api_base"])]
    pub account: Option<String>,
    /// As the brand of the practice network
    #[arg(long, requires = "page", conflicts_with = "api_base")]
    pub practice: bool,
}

impl SignIn {
    /// How the network's answer comes back; `None` where all four keys are given.
    pub fn way(&self) -> Option<LoginWay> {
        match (self.browser, self.pin) {
            (true, _) => Some(LoginWay::Browser),
            (_, true) => Some(LoginWay::Pin),
            _ => None,
        }
    }
}

/// What customers write.
#[derive(Debug, Subcommand)]
pub enum Inbox {
    /// Read what is new
    Sync {
        /// Of this account only, as x:@handle
        #[arg(long)]
        account: Option<String>,
    },
}

/// Conversations.
#[derive(Debug, Subcommand)]
pub enum Conversation {
    /// List conversations, those that have waited longest first
    List {
        /// Of this account only, as x:@handle
        #[arg(long)]
        account: Option<String>,
    },
    /// Show a conversation
    Show {
        /// As x:@handle
        #[arg(long)]
        account: String,
        /// Handle or the network's id
        customer: String,
    },
    /// Write a conversation out: who said what, as whom, written by whom
    Export(ExportConversation),
}

/// Answer a customer.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("author").required(true))]
pub struct Send {
    /// Through this account, as x:@handle
    #[arg(long)]
    pub account: String,
    /// The customer's handle or the network's id
    #[arg(long, value_name = "CUSTOMER")]
    pub to: String,
    /// The persona's id, or an unambiguous start of its line
    #[arg(long = "as", value_name = "PERSONA")]
    pub persona: String,
    /// What to say
    #[arg(
        long,
        required_unless_present = "picture",
        default_value = "",
        hide_default_value = true
    )]
    pub text: String,
    /// A picture to go along: JPEG, PNG, WebP or a still GIF
    #[arg(long, value_name = "FILE")]
    pub picture: Option<PathBuf>,
    /// Not before this time: 2026-11-24T09:00+02:00, or 2026-11-24 09:00 in the
    /// zone of --zone
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// The zone of --at, such as Europe/Helsinki [default: the system's]
    #[arg(long, value_name = "ZONE", requires = "at")]
    pub zone: Option<String>,
    /// Who wrote it
    #[arg(long, value_name = "NAME", group = "author")]
    operator: Option<String>,
    /// The brand's bot wrote it
    #[arg(long, group = "author")]
    automated: bool,
}

impl Send {
    /// Who wrote it. The group makes sure that it is one of the two.
    pub fn author(&self) -> Author {
        self.operator
            .clone()
            .map_or(Author::Automation, Author::Named)
    }
}

/// Who spoke as whom.
#[derive(Debug, Subcommand)]
pub enum Ledger {
    /// List every row, newest first
    List,
    /// Walk the whole chain
    Verify,
}

/// Where keys are kept.
#[derive(Debug, Subcommand)]
pub enum Vault {
    /// Show where keys are kept and whether they can be reached
    Status,
    /// Keep keys elsewhere from now on; those that are there move
    ///
    /// A move that fails changes nothing.
    #[command(subcommand)]
    Use(UseVault),
}

/// Where keys are to be kept.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum UseVault {
    /// In the system's keychain
    ///
    /// The passphrase of the locked file is taken as for `use file`.
    Keychain,
    /// In a file locked with a passphrase
    ///
    /// The passphrase is BYLINE_PASSPHRASE where that is set. Otherwise it is asked
    /// for on the terminal, or is the first line of standard input.
    File {
        /// Go on without keys that the keychain does not give; they stay there
        #[arg(long)]
        leave_keys: bool,
    },
}

#[cfg(test)]
#[path = "args_tests.rs"]
mod tests;
