//! What a person of each character is called and writes. A line has several
//! wordings, of which a seed picks one; `{order}` stands for an order number and
//! `{saga}` for a text of several thousand characters.

use super::{character::Character, saga};

mod english;
mod languages;

/// What a character can be called and says.
pub(crate) struct Script {
    /// Handle, name, and what stands in the profile.
    pub(crate) people: &'static [(&'static str, &'static str, &'static str)],
    /// What they write by themselves.
    pub(crate) opening: &'static [Opening],
    /// Their answers, one for each turn of the brand.
    pub(crate) answers: &'static [Line],
}

/// One line, in several wordings.
pub(crate) struct Line {
    pub(crate) wordings: &'static [&'static str],
    pub(crate) carries: Carries,
}

/// What goes with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carries {
    Nothing,
    Photo,
}

/// A line written without being asked.
pub(crate) struct Opening {
    /// Seconds after the person came.
    pub(crate) after_s: u32,
    pub(crate) line: Line,
    pub(crate) when: When,
}

/// Whether a line waits for anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// It is written in any case.
    Always,
    /// It falls away once the brand has answered.
    Unanswered,
}

const fn says(wordings: &'static [&'static str]) -> Line {
    Line {
        wordings,
        carries: Carries::Nothing,
    }
}

const fn shows(wordings: &'static [&'static str]) -> Line {
    Line {
        wordings,
        carries: Carries::Photo,
    }
}

const fn opens(after_s: u32, line: Line) -> Opening {
    Opening {
        after_s,
        line,
        when: When::Always,
    }
}

const fn urges(after_s: u32, line: Line) -> Opening {
    Opening {
        after_s,
        line,
        when: When::Unanswered,
    }
}

/// The script of a character.
pub(crate) fn of(character: Character) -> &'static Script {
    match character {
        Character::Polite => &english::POLITE,
        Character::Impatient => &english::IMPATIENT,
        Character::Japanese => &languages::JAPANESE,
        Character::Arabic => &languages::ARABIC,
        Character::Finnish => &languages::FINNISH,
        Character::Thai => &languages::THAI,
        Character::Pictures => &english::PICTURES,
        Character::Links => &english::LINKS,
        Character::LongTexts => &english::LONG_TEXTS,
        Character::Abuse => &english::ABUSE,
        Character::BotQuestion => &english::BOT_QUESTION,
    }
}

/// Fills in what a wording leaves open.
pub(crate) fn fill(wording: &str, order: &str) -> String {
    wording
        .replace("{saga}", &saga::told(order))
        .replace("{order}", order)
}
