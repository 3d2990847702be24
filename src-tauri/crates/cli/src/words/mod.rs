//! Answers in words for people: aligned, with local times. What strangers wrote
//! is printed so that it cannot steer the terminal.

mod account;
mod application;
mod conversation;
mod data;
mod delivery;
mod doubt;
mod ledger;
mod persona;
mod probe;
mod reply;
mod table;
mod vault;

pub use data::{Previewed, restored, set_back_later};
pub use desk::local_time as time;
pub use persona::doubts;
pub use reply::what_now;
pub use table::Table;

use serde::Serialize;
use serde_json::Value;

/// An answer that can be told to people.
pub trait Told {
    /// In words, one or more lines.
    fn told(&self) -> String;
}

/// A text without what would steer a terminal: control characters but the line
/// break, and characters that turn the direction of everything behind them.
pub fn calm(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => '\n',
            '\t' => ' ',
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

/// The name that a word of the border has there, and in the catalogue's keys.
fn key(word: impl Serialize) -> String {
    match serde_json::to_value(word) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A calm text in one line.
fn one_line(text: &str) -> String {
    calm(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::{calm, one_line};

    #[test]
    fn a_text_cannot_steer_the_terminal() {
        assert_eq!(
            calm("a\u{1b}[2Jb\u{9b}1m\rc"),
            "a\u{fffd}[2Jb\u{fffd}1m\u{fffd}c"
        );
        assert_eq!(calm("abc\u{202e}def"), "abc\u{fffd}def");
    }

    #[test]
    fn letters_of_all_scripts_and_joined_emoji_stay() {
        let text = "Ana Ruíz 田中 مريم 👩‍🚒\nnext";
        assert_eq!(calm(text), text);
    }

    #[test]
    fn one_line_is_one_line() {
        assert_eq!(one_line(" a\n\n b\tc "), "a b c");
    }
}
