//! A language as BCP 47 writes it: `en`, `pt-BR`, `zh-Hant-TW`. Its shape is
//! checked (RFC 5646 §2.1), not whether anybody registered it.

use serde::{Deserialize, Serialize};

/// A well-formed language tag in the usual case: language small, script with a
/// capital, region in capitals.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LanguageTag(String);

impl LanguageTag {
    /// The longest tag; every one that is in use is shorter (RFC 5646 §4.4.1).
    pub const LONGEST: usize = 35;

    /// Reads a tag; `None` where it has not the shape of one. Tags for private
    /// use alone (`x-…`) and the irregular ones of old (`i-…`) are none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > Self::LONGEST || !text.is_ascii() {
            return None;
        }
        let mut part = Part::Language;
        let mut parts = Vec::new();
        for subtag in text.split('-') {
            if subtag.is_empty() || !subtag.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            part = part.then(subtag)?;
            parts.push(part.in_its_case(subtag));
        }
        part.may_end().then(|| Self(parts.join("-")))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a subtag was, which decides what may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Nothing was read; the language is due.
    Language,
    /// The language.
    Primary,
    /// A language within it; at most three.
    Extended(u8),
    Script,
    Region,
    Variant,
    /// A letter or digit that opens an extension, or private use.
    Opening,
    Extension,
    PrivateOpening,
    Private,
}

impl Part {
    /// What a subtag is behind this one.
    fn then(self, subtag: &str) -> Option<Self> {
        let (length, letters) = (
            subtag.len(),
            subtag.bytes().all(|b| b.is_ascii_alphabetic()),
        );
        let digits = subtag.bytes().all(|b| b.is_ascii_digit());
        if matches!(self, Self::PrivateOpening | Self::Private) {
            return (length <= 8).then_some(Self::Private);
        }
        if self == Self::Language {
            return ((2..=8).contains(&length) && letters).then_some(Self::Primary);
        }
        if self == Self::Opening {
            return (2..=8).contains(&length).then_some(Self::Extension);
        }
        if length == 1 {
            let private = subtag.eq_ignore_ascii_case("x");
            return Some(if private {
                Self::PrivateOpening
            } else {
                Self::Opening
            });
        }
        if self == Self::Extension {
            return (length <= 8).then_some(Self::Extension);
        }
        match (self, length) {
            (Self::Primary, 3) if letters => Some(Self::Extended(1)),
            (Self::Extended(count), 3) if letters && count < 3 => Some(Self::Extended(count + 1)),
            (Self::Primary | Self::Extended(_), 4) if letters => Some(Self::Script),
            (Self::Primary | Self::Extended(_) | Self::Script, 2) if letters => Some(Self::Region),
            (Self::Primary | Self::Extended(_) | Self::Script, 3) if digits => Some(Self::Region),
            (_, 5..=8) => Some(Self::Variant),
            (_, 4) if subtag.starts_with(|c: char| c.is_ascii_digit()) => Some(Self::Variant),
            _ => None,
        }
    }

    fn may_end(self) -> bool {
        !matches!(self, Self::Language | Self::Opening | Self::PrivateOpening)
    }

    fn in_its_case(self, subtag: &str) -> String {
        match self {
            Self::Region => subtag.to_ascii_uppercase(),
            Self::Script => {
                let (first, rest) = subtag.split_at(1);
                first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
            }
            _ => subtag.to_ascii_lowercase(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LanguageTag;
    use proptest::prelude::*;

    #[test]
    fn a_language_is_written_in_its_usual_case() {
        for (given, kept) in [
            ("EN", "en"),
            (" pt-br ", "pt-BR"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("zh-cmn-hans-cn", "zh-cmn-Hans-CN"),
            ("de-ch-1996", "de-CH-1996"),
            ("sl-rozaj-biske", "sl-rozaj-biske"),
            ("en-u-ca-buddhist", "en-u-ca-buddhist"),
            ("fr-x-Brand", "fr-x-brand"),
        ] {
            let tag = LanguageTag::parse(given).map(|tag| tag.as_str().to_owned());
            assert_eq!(tag.as_deref(), Some(kept), "{given}");
        }
    }

    #[test]
    fn what_has_not_the_shape_of_a_language_is_none() {
        for text in [
            "",
            "e",
            "english language",
            "en_US",
            "en-",
            "-en",
            "en--US",
            "en-u",
            "en-x",
            "x-a",
            "i-klingon",
            "en-US-US",
            "日本語",
            "en-GB-oxendict-a",
            "123",
            "toolongalanguage",
        ] {
            assert_eq!(LanguageTag::parse(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn reading_any_text_ends_and_reading_it_again_changes_nothing(text in "\\PC{0,40}|[a-zA-Z0-9-]{0,36}") {
            if let Some(tag) = LanguageTag::parse(&text) {
                prop_assert!(tag.as_str().len() <= LanguageTag::LONGEST);
                prop_assert!(tag.as_str().eq_ignore_ascii_case(text.trim()));
                prop_assert_eq!(LanguageTag::parse(tag.as_str()), Some(tag.clone()));
                prop_assert_eq!(LanguageTag::parse(&text.to_ascii_uppercase()), Some(tag));
            }
        }
    }
}
