//! What changed, for whoever shows it. A change carries no content: its reader
//! reads again.

use domain::{AccountId, NetworkUserId};

/// Something that is shown has changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// The list of conversations.
    Inbox,
    /// One conversation.
    Conversation(AccountId, NetworkUserId),
    /// The outbox.
    Outbox,
    /// Personas, or where they are published.
    Personas,
    /// Accounts.
    Accounts,
    /// Drafts.
    Drafts,
    /// Access applications.
    Applications,
    /// Where keys are kept, or whether they can be reached.
    Vault,
}
