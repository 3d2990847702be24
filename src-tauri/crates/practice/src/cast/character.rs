//! The characters that customers can be invented with.

use serde::{Deserialize, Serialize};

/// How an invented customer writes. Its JSON name is used by the control routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Character {
    /// Friendly, says thank you.
    Polite,
    /// Writes again when nobody answers within minutes.
    Impatient,
    /// Writes Japanese.
    Japanese,
    /// Writes Arabic.
    Arabic,
    /// Writes Finnish.
    Finnish,
    /// Writes Thai.
    Thai,
    /// Sends pictures.
    Pictures,
    /// Sends links.
    Links,
    /// Writes texts of several thousand characters.
    LongTexts,
    /// Is rude to whoever answers, until calmed down.
    Abuse,
    /// Asks whether this is a bot.
    BotQuestion,
}

impl Character {
    /// Every character.
    pub const ALL: &'static [Self] = &[
        Self::Polite,
        Self::Impatient,
        Self::Japanese,
        Self::Arabic,
        Self::Finnish,
        Self::Thai,
        Self::Pictures,
        Self::Links,
        Self::LongTexts,
        Self::Abuse,
        Self::BotQuestion,
    ];
}
