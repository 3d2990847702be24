//! What people write to name something: an account, a persona, a customer, a
//! reply. Keys are always understood; words only where they are unambiguous.

use crate::{Desk, ErrorCode};
use domain::{AccountRef, Handle, LookId, NetworkUserId, PersonaId, ReplyId};
use store::{Account, Customer, Dressed, Read};

impl Desk {
    /// An account by its key, `x:@handle` or `@handle`.
    pub(crate) async fn account_named(&self, given: &str) -> Result<Account, ErrorCode> {
        let given = given.to_owned();
        self.read(move |store| account(store, &given)).await
    }

    /// A persona by its key or an unambiguous start of its line.
    pub(crate) async fn persona_named(&self, given: &str) -> Result<Dressed, ErrorCode> {
        let given = given.to_owned();
        self.read(move |store| persona(store, &given)).await
    }

    /// A customer of an account by network id or handle.
    pub(crate) async fn customer_named(
        &self,
        account: &Account,
        given: &str,
    ) -> Result<Customer, ErrorCode> {
        let (account, given) = (account.id, given.to_owned());
        self.read(move |store| {
            // With its `@` a name is a handle, even one of digits only.
            if !given.starts_with('@')
                && let Some(known) = store.customer(account, &NetworkUserId(given.clone()))?
            {
                return Ok(known);
            }
            let named = match Handle::parse(&given) {
                Ok(handle) => store.customer_named(account, &handle)?,
                Err(_) => None,
            };
            named.ok_or(ErrorCode::UnknownCustomer { customer: given })
        })
        .await
    }
}

/// A reply by its key.
pub(crate) fn reply(given: &str) -> Result<ReplyId, ErrorCode> {
    given.parse().map_err(|_| ErrorCode::UnknownReply)
}

/// A look by its key. Whether there is one shows when it is compared.
pub(crate) fn look(given: &str) -> Result<LookId, ErrorCode> {
    given.parse().map_err(|_| ErrorCode::Unexpected)
}

pub(crate) fn account(store: &Read<'_>, given: &str) -> Result<Account, ErrorCode> {
    if let Ok(id) = given.parse()
        && let Some(account) = store.account(id)?
    {
        return Ok(account);
    }
    let unknown = || ErrorCode::UnknownAccount {
        account: given.to_owned(),
    };
    let wanted: AccountRef = given.parse().map_err(|_| unknown())?;
    let mut found = store.accounts()?.into_iter().filter(|account| {
        account.handle == wanted.handle
            && wanted
                .network
                .is_none_or(|network| network == account.network)
    });
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => Err(ErrorCode::AmbiguousAccount {
            account: given.to_owned(),
        }),
        (None, _) => Err(unknown()),
    }
}

pub(crate) fn persona(store: &Read<'_>, given: &str) -> Result<Dressed, ErrorCode> {
    if let Ok(id) = given.parse::<PersonaId>()
        && let Some(dressed) = store.persona(id)?
    {
        return Ok(dressed);
    }
    let start = given.trim().to_lowercase();
    let (in_use, archived): (Vec<Dressed>, Vec<Dressed>) = store
        .personas()?
        .into_iter()
        .partition(|one| one.persona.archived_at.is_none());
    let unknown = || ErrorCode::UnknownPersona {
        persona: given.to_owned(),
    };
    if start.is_empty() {
        return Err(unknown());
    }
    // A line that is in use again is meant before one that was put away.
    for all in [in_use, archived] {
        match fitting(&all, &start).as_slice() {
            [only] => return Ok((*only).clone()),
            [] => {}
            _ => {
                return Err(ErrorCode::AmbiguousPersona {
                    persona: given.to_owned(),
                });
            }
        }
    }
    Err(unknown())
}

/// Those whose line is `start`, or else those whose line begins so.
fn fitting<'a>(all: &'a [Dressed], start: &str) -> Vec<&'a Dressed> {
    let line = |one: &&Dressed| one.look.line.as_str().to_lowercase();
    let exact: Vec<&Dressed> = all.iter().filter(|one| line(one) == start).collect();
    if !exact.is_empty() {
        return exact;
    }
    all.iter()
        .filter(|one| line(one).starts_with(start))
        .collect()
}
