//! When a send is free (`contracts/x.md` §3.4): a customer's message opens 24
//! hours in which five replies to that customer are not counted. The sixth
//! counts, and so does every send outside a window.

use serde::{Deserialize, Serialize};

use crate::{budget::DAY_MS, id::Id, messages::Message};

/// Replies in a window that are not counted.
const FREE_REPLIES: u32 = 5;

/// The window that a customer's latest message to a brand opened.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ReplyWindow {
    brand: Id,
    customer: Id,
    opened_ms: i64,
    replies: u32,
}

impl ReplyWindow {
    /// An inbound message opens the window, or opens it afresh.
    pub(crate) fn opened(windows: &mut Vec<Self>, inbound: &Message) {
        windows.retain(|one| !(one.brand == inbound.to && one.customer == inbound.from));
        windows.push(Self {
            brand: inbound.to,
            customer: inbound.from,
            opened_ms: inbound.at_ms,
            replies: 0,
        });
    }

    /// A reply takes its place in the window.
    pub(crate) fn replied(windows: &mut [Self], sent: &Message) {
        let window = windows
            .iter_mut()
            .find(|one| one.brand == sent.from && one.customer == sent.to);
        if let Some(window) = window {
            window.replies = window.replies.saturating_add(1);
        }
    }

    /// Whether a reply at `now_ms` would not be counted.
    pub(crate) fn is_free(windows: &[Self], brand: Id, customer: Id, now_ms: i64) -> bool {
        windows
            .iter()
            .filter(|one| one.brand == brand && one.customer == customer)
            .any(|one| now_ms < one.opened_ms.saturating_add(DAY_MS) && one.replies < FREE_REPLIES)
    }
}
