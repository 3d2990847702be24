//! Who asks: the brand, its account and badge, its app, its account manager.

use super::gap::{Gap, Reason};
use super::stand_in::{Says, needed, says, wanted};
use super::{Content, Field, Known};
use crate::{Handle, Verification};

/// What is to be said about them.
pub(super) fn gaps(content: &Content, known: &Known) -> Vec<(Field, Gap)> {
    let checks = [
        (Field::Brand, needed(content, Field::Brand).err()),
        (Field::Handle, handle(content, known)),
        (Field::Verification, verification(content, known)),
        (Field::AppId, app_id(content)),
        (
            Field::AccountManager,
            wanted(content, Field::AccountManager).err(),
        ),
    ];
    checks
        .into_iter()
        .filter_map(|(field, gap)| Some((field, gap?)))
        .collect()
}

fn handle(content: &Content, known: &Known) -> Option<Gap> {
    let text = match needed(content, Field::Handle) {
        Ok(text) => text,
        Err(gap) => return Some(gap),
    };
    let Ok(handle) = Handle::parse(text) else {
        return Some(Reason::NotAHandle.about(text));
    };
    let account = known.account.as_ref()?;
    (account.handle != handle).then(|| Reason::OtherHandle.about(account.handle.to_string()))
}

/// "None" is an answer here. A badge that is called by another name than
/// Byline's is held against nothing: people read the form, not machines.
fn verification(content: &Content, known: &Known) -> Option<Gap> {
    let text = match says(content, Field::Verification) {
        Says::Nothing => return Some(Reason::Empty.gap()),
        Says::Later(text) => return Some(Reason::PlaceHolder.about(text)),
        Says::None(_) => Verification::None.as_str(),
        Says::Words(text) => text,
    };
    let badge = BADGES
        .into_iter()
        .find(|badge| badge.as_str().eq_ignore_ascii_case(text))?;
    let seen = known.account.as_ref().and_then(|account| account.badge);
    match seen {
        Some(seen) if seen != badge => Some(Reason::OtherVerification.about(seen.as_str())),
        _ => (!badge.suits_personas()).then(|| Reason::NotVerified.gap()),
    }
}

const BADGES: [Verification; 4] = [
    Verification::None,
    Verification::Paid,
    Verification::Business,
    Verification::Government,
];

/// X's app ids are decimal numbers; its largest ids have 19 digits.
fn app_id(content: &Content) -> Option<Gap> {
    match needed(content, Field::AppId) {
        Err(gap) => Some(gap),
        Ok(text) => {
            let fits = (1..=19).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            (!fits).then(|| Reason::NotAnAppId.gap())
        }
    }
}
