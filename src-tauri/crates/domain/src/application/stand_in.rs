//! Words that stand in until somebody writes better ones: "TBD", "…", "lorem
//! ipsum".
//!
//! Only a text that is nothing else counts, but for the few marks that nobody
//! writes on purpose. "TODO" within a sentence is Spanish in capitals, "TBC" a
//! bank.

use super::gap::{Gap, Reason};
use super::{Content, Field};
use unicode_normalization::UnicodeNormalization;

/// What a text comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Says<'a> {
    /// Nothing to see.
    Nothing,
    /// That there is none: "no", "n/a", "–".
    None(&'a str),
    /// That it is to be written yet.
    Later(&'a str),
    /// Something.
    Words(&'a str),
}

/// What a field's text comes to; words without the space around them.
pub(super) fn says(content: &Content, field: Field) -> Says<'_> {
    let text = content.text(field).trim();
    if !text.chars().any(crate::line::is_visible) {
        return Says::Nothing;
    }
    let folded: String = text.nfkc().collect::<String>().to_lowercase();
    let bare = folded
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | ']' | '<' | '>'))
        .trim();
    if NONE.contains(&bare) || matches!(folded.as_str(), "-" | "–" | "—" | "--" | "/") {
        return Says::None(text);
    }
    let is_later = LATER.contains(&bare)
        || !bare.chars().any(char::is_alphanumeric)
        || is_row_of_x(bare)
        || is_bracketed(&folded)
        || MARKS.iter().any(|mark| has_word(text, mark))
        || folded.contains("lorem ipsum");
    if is_later {
        Says::Later(text)
    } else {
        Says::Words(text)
    }
}

/// The text of a field that has to have one, or what is wrong about that.
pub(super) fn needed(content: &Content, field: Field) -> Result<&str, Gap> {
    match says(content, field) {
        Says::Nothing => Err(Reason::Empty.gap()),
        Says::None(text) | Says::Later(text) => Err(Reason::PlaceHolder.about(text)),
        Says::Words(text) => Ok(text),
    }
}

/// The text of a field that may be empty, where it has one.
pub(super) fn wanted(content: &Content, field: Field) -> Result<Option<&str>, Gap> {
    match says(content, field) {
        Says::Nothing | Says::None(_) => Ok(None),
        Says::Later(text) => Err(Reason::PlaceHolder.about(text)),
        Says::Words(text) => Ok(Some(text)),
    }
}

/// "xxx", as people hold a place.
fn is_row_of_x(text: &str) -> bool {
    text.len() >= 2 && text.bytes().all(|b| b == b'x')
}

/// A whole text like "[brand]", "<your name>" or "{{handle}}". What stands
/// between brackets goes on to their end.
fn is_bracketed(text: &str) -> bool {
    [("[", "]"), ("<", ">"), ("{", "}")]
        .into_iter()
        .any(|(open, close)| {
            let inner = text
                .strip_prefix(open)
                .and_then(|text| text.strip_suffix(close));
            inner.is_some_and(|inner| {
                let inner = inner.trim_start_matches(open).trim_end_matches(close);
                !inner.contains(open) && !inner.contains(close)
            })
        })
}

/// Does a word stand in a text, in this very case?
fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|part| part == word)
}

/// In capitals, anywhere in a text.
const MARKS: [&str; 2] = ["TBD", "FIXME"];

/// There is none.
const NONE: [&str; 36] = [
    "n/a",
    "na",
    "n.a",
    "no",
    "none",
    "nothing",
    "not applicable",
    "not planned",
    "nein",
    "keine",
    "keiner",
    "keins",
    "entfällt",
    "non",
    "aucun",
    "aucune",
    "sans objet",
    "no aplica",
    "ninguno",
    "ninguna",
    "nessuno",
    "nessuna",
    "não",
    "nenhum",
    "nenhuma",
    "geen",
    "nee",
    "ei",
    "ei ole",
    "inga",
    "ingen",
    "nej",
    "brak",
    "нет",
    "なし",
    "없음",
];

/// To be written yet.
const LATER: [&str; 60] = [
    "tbd",
    "tba",
    "tbc",
    "to do",
    "todo",
    "to be done",
    "to be defined",
    "to be determined",
    "to be decided",
    "to be announced",
    "to be confirmed",
    "to follow",
    "wip",
    "fixme",
    "fill in",
    "fill me in",
    "change me",
    "changeme",
    "placeholder",
    "place holder",
    "text here",
    "your text here",
    "your brand",
    "your name",
    "your company",
    "your handle",
    "yourbrand",
    "yourhandle",
    "brand name",
    "company name",
    "asdf",
    "asdfasdf",
    "qwerty",
    "test",
    "testing",
    "blah",
    "foo",
    "foobar",
    "folgt",
    "folgt noch",
    "ausstehend",
    "à définir",
    "à compléter",
    "à venir",
    "por definir",
    "pendiente",
    "da definire",
    "da completare",
    "a definir",
    "nader te bepalen",
    "volgt",
    "täydennetään",
    "täydennetään myöhemmin",
    "meddelas senare",
    "do uzupełnienia",
    "уточняется",
    "未定",
    "待定",
    "後で",
    "미정",
];

#[cfg(test)]
mod tests {
    use super::{Says, says};
    use crate::application::{Content, Field, FieldOrigin};

    fn content(text: &str) -> Content {
        let mut content = Content::default();
        let put = content.put(Field::Brand, text, FieldOrigin::Written);
        put.unwrap();
        content
    }

    #[test]
    fn a_text_that_stands_in_for_another_is_told() {
        for text in [
            "TBD",
            "tbd.",
            "Tbd…",
            "???",
            "…",
            "...",
            "[Brand]",
            "<your name>",
            "{{brand}}",
            "xxx",
            "To do",
            "Lorem ipsum dolor sit amet",
            "Numbers are TBD until spring",
            "未定",
            "（未定）",
            "ＴＢＤ",
            "À définir",
        ] {
            let content = content(text);
            let said = says(&content, Field::Brand);
            assert!(matches!(said, Says::Later(_)), "{text}: {said:?}");
        }
    }

    #[test]
    fn a_text_that_says_none_is_told() {
        for text in ["None", "n/a", "N/A.", "–", "-", "なし", "Keine", "no"] {
            let content = content(text);
            let said = says(&content, Field::Brand);
            assert!(matches!(said, Says::None(_)), "{text}: {said:?}");
        }
    }

    #[test]
    fn a_text_that_only_resembles_one_is_let_pass() {
        for text in [
            "TBC Bank",
            "X",
            "Test Valley Water",
            "ATENDEMOS TODO EL AÑO",
            "[solidcore]® Pilates",
            "無印良品",
            "7",
            "No Name",
            "Lines read “[first name], Care Team”",
            "<3 Cakes",
            "[a] and [b]",
            "บริการลูกค้า",
            "!Kung",
        ] {
            let content = content(text);
            assert_eq!(says(&content, Field::Brand), Says::Words(text), "{text}");
        }
        let nothing = content(" \u{200B}\n");
        assert_eq!(says(&nothing, Field::Brand), Says::Nothing);
    }
}
