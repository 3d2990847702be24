//! When a save begins a new version.
//!
//! Autosave writes every second; a version is what somebody may want to see
//! again. So saves go into the newest version until it was given to somebody
//! (what they hold must stay to be seen) or left alone for a spell (who comes back
//! to it begins anew). A save that changes nothing is none: whoever saves asks
//! [`crate::application::Content::changed_since`] first.

use crate::{MINUTE, Timestamp};
use std::time::Duration;

/// After so long without a save the next one begins a new version.
pub const QUIET_SPELL: Duration = MINUTE.saturating_mul(10);

/// The newest version of an application.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Newest {
    /// When it was saved last.
    pub saved_at: Timestamp,
    /// Whether anybody has it.
    pub given: Use,
}

/// Whether a version is out of our hands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// Nobody outside has it.
    Kept,
    /// It was handed in or written out.
    GivenOut,
}

/// Where a save goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Save {
    /// Into the newest version.
    IntoNewest,
    /// Into a new one.
    Anew,
}

/// Where a save at `now` goes. A clock that was set back begins nothing.
pub fn save(newest: Newest, now: Timestamp) -> Save {
    let left_alone = now.since(newest.saved_at) > QUIET_SPELL;
    match newest.given {
        Use::Kept if !left_alone => Save::IntoNewest,
        Use::Kept | Use::GivenOut => Save::Anew,
    }
}

#[cfg(test)]
mod tests {
    use super::{Newest, QUIET_SPELL, Save, Use, save};
    use crate::{DAY, SECOND, Timestamp};

    const SAVED: Timestamp = Timestamp(1_800_000_000_000);

    #[test]
    fn a_save_begins_a_version_after_a_spell_or_once_it_was_given_out() {
        let soon = SAVED.plus(SECOND);
        let late = SAVED.plus(QUIET_SPELL);
        for (given, now, expected) in [
            (Use::Kept, soon, Save::IntoNewest),
            (Use::Kept, late, Save::IntoNewest),
            (Use::Kept, Timestamp(late.0 + 1), Save::Anew),
            (Use::Kept, SAVED.minus(DAY), Save::IntoNewest),
            (Use::GivenOut, soon, Save::Anew),
            (Use::GivenOut, SAVED.minus(DAY), Save::Anew),
        ] {
            let saved_at = SAVED;
            assert_eq!(
                save(Newest { saved_at, given }, now),
                expected,
                "{given:?}, {now:?}"
            );
        }
    }
}
