use super::Words;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is known of an account's abilities: the last probe, if there was one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ProbeShown {
    /// The last one.
    pub last: Option<ProbeView>,
}

/// What the network answered when it was asked what an account may do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ProbeView {
    /// When, in milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// Whose keys they are, where the network said.
    pub who: Option<ProbedAccount>,
    /// What the app may do, where the network said.
    pub permission: Option<AppPermission>,
    /// One a question, in the order of asking.
    pub findings: Vec<Finding>,
    /// What customers will see, as far as that is known.
    pub customers_see: CustomersSee,
    /// What is to be done, the most pressing first; empty where everything is
    /// open and a persona is published.
    pub next: Vec<NextStep>,
    /// The questions whose answer means something else than the last time they
    /// were answered.
    pub changed: Vec<FindingChange>,
    /// What a sent message costs by the network's list, in thousandths of a US
    /// dollar; `None` where the contract does not say.
    pub price_per_message: Option<u32>,
}

/// Whose keys they are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ProbedAccount {
    /// Without `@`.
    pub handle: String,
    /// The brand's display name.
    pub display_name: String,
    /// The network's badge.
    pub verification: VerificationName,
}

/// A network's badge (`contracts/x.md` §6.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VerificationName {
    /// None, or not told.
    None,
    /// A paid badge.
    Paid,
    /// A verified business.
    Business,
    /// A government.
    Government,
}

/// What an app may do for an account (`x-access-level`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AppPermission {
    /// Read.
    Read,
    /// Read and write.
    ReadWrite,
    /// Read, write and direct messages.
    ReadWriteMessages,
}

/// What is asked of the network.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProbeQuestion {
    /// Whose keys are these?
    Who,
    /// What may the app do?
    Permission,
    /// Do direct messages work?
    Messages,
    /// Are custom profiles open?
    Personas,
}

/// The answer to one question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Finding {
    /// What was asked.
    pub question: ProbeQuestion,
    /// What the answer means.
    pub verdict: ProbeVerdict,
    /// The network's own words, where it refused.
    pub said: Option<Words>,
    /// When it may be asked again, in milliseconds, where it has to wait.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
}

/// What an answer means (`contracts/x.md` §2.4, §3.6, §8).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProbeVerdict {
    /// It works.
    Works,
    /// Not asked, since an answer before made it pointless.
    NotAsked,
    /// Keys or signature are not accepted (401, code 32, 215).
    KeysNotAccepted,
    /// The token was revoked or has run out (code 89).
    TokenRevoked,
    /// The app's own keys cannot be verified (code 99).
    AppKeysNotAccepted,
    /// The app lacks the permission for direct messages (code 93).
    NoMessagePermission,
    /// The app may not write (code 261).
    AppReadOnly,
    /// The app's access level leaves the interface out (code 453; 87 and 220
    /// where something else than custom profiles was asked for).
    AccessLevelTooLow,
    /// Not on the list for custom profiles (code 220, 87, one that is not explained).
    NotOnList,
    /// The route is hidden from this account (404, code 34).
    Hidden,
    /// The network has retired the route (410).
    Retired,
    /// The account is suspended (code 64).
    AccountSuspended,
    /// The account is locked until somebody signs in on the web (code 326).
    AccountLocked,
    /// The network takes the account for automation (code 226).
    LooksAutomated,
    /// The app is suspended (code 416).
    AppSuspended,
    /// This machine's clock is off (code 135).
    ClockOff,
    /// The credits are used up (402).
    CreditsUsedUp,
    /// Asked too often (429, 420); see `until`.
    TooOften,
    /// The network is in trouble, or its answer could not be read.
    NetworkTrouble,
    /// The network was not reached.
    Unreachable,
    /// An answer that the contract does not know; it is shown as it is.
    Unknown,
}

/// What customers see beside a message of this account.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomersSee {
    /// The persona's portrait and line.
    Persona,
    /// Nothing yet: Byline sends nothing without a persona, and messages or
    /// custom profiles are not open here.
    NothingYet,
    /// Not known.
    Unknown,
}

/// What a person does next.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    /// Sign in again.
    SignInAgain,
    /// Check the app's keys, then sign in again.
    CheckAppKeys,
    /// Set "Read, write and direct messages" in the developer console, then
    /// sign in again.
    SetPermission,
    /// Apply to the network for a higher access level.
    AskForAccessLevel,
    /// Apply for custom profiles; Byline helps (`application_start`).
    ApplyForPersonas,
    /// Become a verified business or government account first.
    GetVerified,
    /// Sign in on the network's web page and follow what it says.
    SignInOnWeb,
    /// Write to the network's support.
    AskNetwork,
    /// Buy credits in the developer console.
    BuyCredits,
    /// Set this machine's clock.
    SetClock,
    /// Wait, then ask again.
    WaitAndAskAgain,
    /// Check the connection, then ask again.
    CheckConnection,
    /// Make or publish a persona; everything is open.
    PublishPersona,
}

/// A question whose answer changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct FindingChange {
    /// Which.
    pub question: ProbeQuestion,
    /// What it was before.
    pub before: ProbeVerdict,
    /// When that was, in milliseconds.
    #[ts(type = "number")]
    pub before_at: i64,
}
