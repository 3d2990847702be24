//! Tells the page what changed, never the change itself: the page reads again.

use crate::told::{Telling, Told};
use desk::{Change, Desk};
use tauri::{AppHandle, Manager};
use tokio::sync::broadcast::error::RecvError;

/// What a page reads again that has missed changes. An open conversation is
/// read again with the outbox.
const EVERYTHING: [Change; 7] = [
    Change::Inbox,
    Change::Outbox,
    Change::Personas,
    Change::Accounts,
    Change::Drafts,
    Change::Applications,
    Change::Vault,
];

/// Passes the desk's changes on for as long as there is a desk.
pub(crate) fn forward(desk: &Desk, app: AppHandle) {
    let mut changes = desk.changes();
    tauri::async_runtime::spawn(async move {
        loop {
            match changes.recv().await {
                Ok(change) => tell(&app, &change),
                Err(RecvError::Lagged(_)) => {
                    EVERYTHING.iter().for_each(|change| tell(&app, change))
                }
                Err(RecvError::Closed) => return,
            }
        }
    });
}

fn tell(app: &AppHandle, change: &Change) {
    app.state::<Telling>().tell(Told::Changed(topic(change)));
}

fn topic(change: &Change) -> String {
    match change {
        Change::Inbox => "inbox".to_owned(),
        Change::Conversation(account, customer) => format!("conversation:{account}/{customer}"),
        Change::Outbox => "outbox".to_owned(),
        Change::Personas => "personas".to_owned(),
        Change::Accounts => "accounts".to_owned(),
        Change::Drafts => "drafts".to_owned(),
        Change::Applications => "applications".to_owned(),
        Change::Vault => "vault".to_owned(),
    }
}
