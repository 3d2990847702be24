//! What differs between networks, as data.

use domain::{Budget, FreeReplies, LineLimit};
use std::time::Duration;

/// A network's limits. Units stand with each; sources are the connector's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// The line under a message.
    pub line: LineLimit,
    /// The text of a message, in code points.
    pub text: usize,
    /// A portrait's file, in bytes.
    pub portrait_bytes: usize,
    /// The file of a picture that goes with a message, in bytes.
    pub message_picture_bytes: usize,
}

/// What a network lets its users see and do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Affordances {
    /// Longest address book look-up in one call, in users.
    pub users_per_look_up: usize,
    /// Longest page of messages.
    pub events_per_page: usize,
    /// What a sent message costs by the network's own list, in thousandths of a
    /// US dollar; `None` where the list leaves it out.
    pub price_per_message: Option<u32>,
    /// How long a customer sees that somebody writes, after they were told.
    pub typing_shows: Duration,
}

/// A way to use an account that has budgets of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Route {
    /// Sending a message.
    Send,
    /// Reading messages.
    ListEvents,
    /// Creating a published look.
    CreateProfile,
    /// Reading the list of published looks.
    ListProfiles,
    /// Reading one conversation by itself.
    ReadConversation,
    /// Telling a customer that messages were read.
    MarkRead,
    /// Telling a customer that somebody writes.
    IndicateTyping,
}

impl Route {
    /// Its name in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::ListEvents => "list_events",
            Self::CreateProfile => "create_profile",
            Self::ListProfiles => "list_profiles",
            Self::ReadConversation => "read_conversation",
            Self::MarkRead => "mark_read",
            Self::IndicateTyping => "indicate_typing",
        }
    }
}

/// The budget of a route, and what it does not count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RouteBudget {
    /// For one account.
    pub account: Budget,
    /// For all accounts of one app together, where the network counts them.
    pub app: Option<Budget>,
    /// Replies that are not counted.
    pub free: Option<FreeReplies>,
}
