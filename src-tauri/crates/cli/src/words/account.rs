//! Accounts in words.

use super::{Table, Told, one_line, time};
use desk::api::{AccountList, AccountView, Disconnected, PersonaAccess, Place};
use desk::text;

impl Told for AccountView {
    fn told(&self) -> String {
        format!(
            "{} is connected: {}.\n",
            self.name,
            one_line(&self.display_name)
        )
    }
}

impl Told for Disconnected {
    fn told(&self) -> String {
        let revoked = if self.revoked {
            "disconnected_revoked"
        } else {
            "disconnected_not_revoked"
        };
        let counted = [
            ("disconnected_conversations", self.conversations_kept),
            ("disconnected_replies", self.replies_waiting),
        ];
        let some = counted.into_iter().filter(|(_, count)| *count > 0);
        [text("disconnected_told", []), text(revoked, [])]
            .into_iter()
            .chain(some.map(|(key, count)| text(key, [("count", count.into())])))
            .map(|line| format!("{line}\n"))
            .collect()
    }
}

impl Told for AccountList {
    fn told(&self) -> String {
        if self.accounts.is_empty() {
            return "No account is connected yet. Connect one with `byline account connect x`.\n"
                .to_owned();
        }
        let rows = self.accounts.iter().map(|account| {
            [
                account.name.clone(),
                account.display_name.clone(),
                standing(account),
                read(account),
                place(&account.place),
            ]
        });
        Table::new(["ACCOUNT", "NAME", "PERSONAS", "READ", "PLACE"], rows).to_string()
    }
}

/// When it was read to its end, or since when it is not.
fn read(account: &AccountView) -> String {
    match (&account.behind, account.read_at) {
        (Some(behind), _) => format!("behind since {}", time(behind.from)),
        (None, Some(at)) => time(at),
        (None, None) => "never".to_owned(),
    }
}

fn standing(account: &AccountView) -> String {
    if account.stopped.is_some() {
        return "account stopped".to_owned();
    }
    match account.personas {
        PersonaAccess::Unknown => "not known yet",
        PersonaAccess::Open => "open",
        PersonaAccess::Closed { .. } => "closed",
    }
    .to_owned()
}

fn place(place: &Place) -> String {
    match place {
        Place::Network => "the network".to_owned(),
        Place::Practice => "practice".to_owned(),
        Place::Address { api, .. } => api.clone(),
    }
}
