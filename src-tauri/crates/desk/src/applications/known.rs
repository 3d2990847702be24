//! What the account and the roster know about an application.

use crate::ErrorCode;
use domain::application::{
    Consent, Content, Field, Known, KnownAccount, KnownSample, Sample, Standing,
};
use domain::{Handle, LanguageTag, NetworkName};
use std::collections::BTreeMap;
use store::{Account, Application, Dressed, Read};

/// The account an application is for: the one it was begun for, or else a
/// connected one with its handle.
pub(super) fn account_of(
    store: &Read<'_>,
    application: &Application,
    content: &Content,
) -> Result<Option<Account>, ErrorCode> {
    if let Some(id) = application.account {
        return Ok(store.account(id)?);
    }
    let Ok(handle) = Handle::parse(content.text(Field::Handle)) else {
        return Ok(None);
    };
    let mut accounts = store.accounts()?.into_iter();
    Ok(accounts.find(|account| account.handle == handle))
}

/// The facts against which an application is checked.
pub(super) fn known(
    store: &Read<'_>,
    account: Option<&Account>,
    content: &Content,
) -> Result<Known, ErrorCode> {
    let roster = store.personas()?;
    let samples = content.samples().iter().filter_map(|sample| {
        let now = roster.iter().find(|one| one.persona.id == sample.persona)?;
        Some((sample.persona, seen_now(sample, now)))
    });
    Ok(Known {
        account: account.map(|account| KnownAccount {
            handle: account.handle.clone(),
            badge: Some(account.verified),
        }),
        languages: languages(&roster),
        samples: samples.collect::<BTreeMap<_, _>>(),
    })
}

fn seen_now(sample: &Sample, now: &Dressed) -> KnownSample {
    let looks_the_same = match sample.look {
        Some(look) => look == now.look.id,
        // From a file: its line is all that is known of how it looked.
        None => &sample.line == now.look.line_for(NetworkName::X),
    };
    KnownSample {
        standing: if now.persona.archived_at.is_some() {
            Standing::Archived
        } else if looks_the_same {
            Standing::Same
        } else {
            Standing::Changed
        },
        consent: if now.persona.details.consent.is_some() {
            Consent::Noted
        } else {
            Consent::NotNoted
        },
    }
}

/// The languages that personas in use are marked with, each once.
pub(super) fn languages(roster: &[Dressed]) -> Vec<LanguageTag> {
    let mut languages: Vec<LanguageTag> = Vec::new();
    let in_use = roster
        .iter()
        .filter(|one| one.persona.archived_at.is_none());
    for language in in_use.flat_map(|one| one.persona.details.languages.iter()) {
        if !languages.contains(language) {
            languages.push(language.clone());
        }
    }
    languages
}
