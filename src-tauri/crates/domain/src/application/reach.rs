//! Where the brand answers, in which languages, and how much.

use super::gap::{Gap, Reason};
use super::languages;
use super::stand_in::needed;
use super::{Content, Field, Known};

/// What is to be said about them.
pub(super) fn gaps(content: &Content, known: &Known) -> Vec<(Field, Gap)> {
    let mut found = Vec::new();
    found.extend(
        needed(content, Field::Markets)
            .err()
            .map(|gap| (Field::Markets, gap)),
    );
    found.extend(
        languages_gaps(content, known)
            .into_iter()
            .map(|gap| (Field::Languages, gap)),
    );
    found.extend(volume(content).map(|gap| (Field::Volume, gap)));
    found
}

/// A language that nobody on the roster speaks. Where nobody is marked with any,
/// or a language is written in a way that is not known here, nothing is said.
fn languages_gaps(content: &Content, known: &Known) -> Vec<Gap> {
    let text = match needed(content, Field::Languages) {
        Ok(text) => text,
        Err(gap) => return vec![gap],
    };
    if known.languages.is_empty() {
        return Vec::new();
    }
    let spoken: Vec<&str> = known.languages.iter().map(languages::primary).collect();
    languages::named(text)
        .filter(|named| !spoken.contains(&named.language.as_str()))
        .map(|named| Reason::LanguageNotOnRoster.about(named.written))
        .collect()
}

fn volume(content: &Content) -> Option<Gap> {
    match needed(content, Field::Volume) {
        Err(gap) => Some(gap),
        Ok(text) => (!has_number(text)).then(|| Reason::NoNumber.gap()),
    }
}

/// Digits of any script, and numbers in words where they are common in such an
/// answer.
fn has_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.chars().any(char::is_numeric)
        || text.chars().any(|c| "百千万億亿萬".contains(c))
        || lower
            .split(|c: char| !c.is_alphabetic())
            .any(|word| NUMBERS.contains(&word))
}

const NUMBERS: [&str; 34] = [
    "dozen",
    "hundred",
    "thousand",
    "million",
    "hundert",
    "tausend",
    "cent",
    "cents",
    "mille",
    "cien",
    "cientos",
    "mil",
    "millón",
    "millones",
    "cento",
    "mila",
    "milione",
    "milioni",
    "milhão",
    "milhões",
    "honderd",
    "duizend",
    "miljoen",
    "sata",
    "sataa",
    "tuhat",
    "tuhatta",
    "miljoona",
    "miljoonaa",
    "hundra",
    "tusen",
    "sto",
    "tysiąc",
    "тысяч",
];

#[cfg(test)]
mod tests {
    use super::has_number;

    #[test]
    fn a_number_may_be_written_in_any_digits_or_in_words() {
        for text in [
            "1,500 a month",
            "two thousand a day",
            "月に約三千件",
            "١٥٠٠ شهريا",
            "noin kaksi tuhatta viikossa",
        ] {
            assert!(has_number(text), "{text}");
        }
        for text in ["a lot", "depends on the season", "季節による", "beaucoup"] {
            assert!(!has_number(text), "{text}");
        }
    }
}
