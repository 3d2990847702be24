//! The line: the text that stands under a message.
//!
//! A [`Line`] is trimmed and in NFC, stands on one line, shows something and
//! fits its network. X's unit for "48 characters" is not documented, so Byline
//! refuses above 48 code points and only warns where another way of counting
//! passes 48 (`contracts/x.md` §2.1). A text is never cut by itself, and what
//! is offered as fitting never ends inside a grapheme.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// The unit in which a network counts a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CharacterUnit {
    /// Unicode code points after NFC.
    CodePoints,
}

/// How long a line may be on a network.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LineLimit {
    /// The most that is allowed.
    pub most: usize,
    /// In which unit.
    pub unit: CharacterUnit,
}

/// A text that may stand under a message.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Line(String);

/// Why a text cannot be a line.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum LineRefusal {
    /// Nothing in it that a customer could see.
    #[error("the line has nothing to see in it")]
    NothingVisible,
    /// A line break or another control character.
    #[error("the line contains a line break or another control character")]
    Control,
    /// A character that turns the direction of the text around it.
    #[error("the line contains a hidden character that changes the direction of the text")]
    BidiOverride,
    /// Over the limit.
    #[error("the line has {length} characters; at most {most} are allowed")]
    TooLong {
        /// Its length in the limit's unit.
        length: usize,
        /// The limit.
        most: usize,
        /// Its longest beginning that fits and ends between graphemes.
        fits: String,
    },
}

/// A doubt about a line that the network may or may not share.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineWarning {
    /// Counted as X counts posts, it passes the limit.
    Weighted(usize),
    /// Counted in UTF-16 units, it passes the limit.
    Utf16(usize),
}

/// A text measured as a line, whether or not it may be one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineCount {
    /// Code points after trimming and NFC: what Byline goes by.
    pub code_points: usize,
    /// X's weighted length of posts.
    pub weighted: usize,
    /// UTF-16 code units.
    pub utf16: usize,
}

impl Line {
    /// Reads a line for a network with this limit.
    pub fn parse(text: &str, limit: LineLimit) -> Result<Self, LineRefusal> {
        let line = tidy(text);
        if line
            .chars()
            .any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
        {
            return Err(LineRefusal::Control);
        }
        if line.chars().any(turns_direction) {
            return Err(LineRefusal::BidiOverride);
        }
        if !line.chars().any(is_visible) {
            return Err(LineRefusal::NothingVisible);
        }
        let length = measure(&line, limit.unit);
        if length > limit.most {
            let fits = beginning_that_fits(&line, limit);
            return Err(LineRefusal::TooLong {
                length,
                most: limit.most,
                fits,
            });
        }
        Ok(Self(line))
    }

    /// A line that was accepted before and comes back from the store.
    pub fn accepted(text: String) -> Self {
        Self(text)
    }

    /// The line as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where another way of counting passes the limit.
    pub fn warnings(&self, limit: LineLimit) -> Vec<LineWarning> {
        let counted = count(&self.0);
        let mut warnings = Vec::new();
        if counted.weighted > limit.most {
            warnings.push(LineWarning::Weighted(counted.weighted));
        }
        if counted.utf16 > limit.most {
            warnings.push(LineWarning::Utf16(counted.utf16));
        }
        warnings
    }
}

/// Measures a text after trimming and NFC, in every unit that may matter.
pub fn count(text: &str) -> LineCount {
    let line = tidy(text);
    LineCount {
        code_points: line.chars().count(),
        weighted: line.graphemes(true).map(weight).sum(),
        utf16: line.encode_utf16().count(),
    }
}

fn tidy(text: &str) -> String {
    text.trim().nfc().collect()
}

fn measure(text: &str, unit: CharacterUnit) -> usize {
    match unit {
        CharacterUnit::CodePoints => text.chars().count(),
    }
}

fn beginning_that_fits(line: &str, limit: LineLimit) -> String {
    let mut fits = String::new();
    let mut length = 0;
    for grapheme in line.graphemes(true) {
        length += measure(grapheme, limit.unit);
        if length > limit.most {
            break;
        }
        fits.push_str(grapheme);
    }
    fits.trim_end().to_owned()
}

/// X's weight of one grapheme in a post (`contracts/x.md` §2.1): one emoji
/// sequence counts 2 in all; otherwise each code point has weight 1 or 2.
fn weight(grapheme: &str) -> usize {
    if grapheme.chars().nth(1).is_some() && grapheme.chars().any(is_pictographic) {
        return 2;
    }
    grapheme
        .chars()
        .map(|c| match u32::from(c) {
            0..=0x10FF | 0x2000..=0x200D | 0x2010..=0x201F | 0x2032..=0x2037 => 1,
            _ => 2,
        })
        .sum()
}

/// Starts or joins an emoji sequence: pictographs, regional indicators, the keycap.
fn is_pictographic(c: char) -> bool {
    matches!(u32::from(c), 0x20E3 | 0x2190..=0x2BFF | 0x3030 | 0x303D | 0x3297 | 0x3299 | 0x1F000..=0x1FAFF)
}

/// Embeddings, overrides and isolates; the harmless marks (LRM, RLM, ALM) stay.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Leaves ink: not white space, not a control, and none of the characters that
/// Unicode lets a renderer ignore or that are drawn empty.
pub(crate) fn is_visible(c: char) -> bool {
    let ignorable = matches!(
        c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
    );
    !(c.is_whitespace() || c.is_control() || ignorable)
}

/// Does a line say that it speaks for a machine (`contracts/disclosure.md` §4,
/// rule 2)? Whole words count, so that "Ana Talbot" is not taken for a bot, and
/// the short ones only in capitals, so that "Ai Tanaka" is not taken for an AI.
pub fn says_automated(line: &Line) -> bool {
    let text = line.as_str();
    let whole_word = words(text).any(|word| {
        CAPITALS.contains(&word.as_str()) || WORDS.contains(&word.to_lowercase().as_str())
    });
    let lower = text.to_lowercase();
    whole_word || PARTS.iter().any(|part| lower.contains(part))
}

/// The words of a text, also split where "NorthwindBot" changes case.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.unicode_words().flat_map(|word| {
        let mut parts = vec![String::new()];
        let mut after_lower = false;
        for c in word.chars() {
            if c.is_uppercase() && after_lower {
                parts.push(String::new());
            }
            after_lower = c.is_lowercase();
            if let Some(part) = parts.last_mut() {
                part.push(c);
            }
        }
        parts
    })
}

const CAPITALS: [&str; 4] = ["AI", "IA", "KI", "ИИ"];

const WORDS: [&str; 33] = [
    "bot",
    "chatbot",
    "robot",
    "automated",
    "automatic",
    "automation",
    "roboter",
    "automatisch",
    "automatisiert",
    "automatisierter",
    "automatisierte",
    "automatique",
    "automatisé",
    "automatisée",
    "automático",
    "automática",
    "automatizado",
    "automatizada",
    "automatico",
    "automatica",
    "automatizzato",
    "automatizzata",
    "geautomatiseerd",
    "botti",
    "automaattinen",
    "tekoäly",
    "automatisk",
    "automatiserad",
    "otomatik",
    "automatyczny",
    "бот",
    "автоматический",
    "बॉट",
];

/// Scripts that are written without spaces, or with attached articles.
const PARTS: [&str; 13] = [
    "ボット",
    "自動",
    "人工知能",
    "机器人",
    "機器人",
    "自动",
    "챗봇",
    "봇",
    "자동",
    "بوت",
    "آلي",
    "บอท",
    "อัตโนมัติ",
];

#[cfg(test)]
mod tests {
    use super::{CharacterUnit, Line, LineLimit, LineRefusal, LineWarning, count, says_automated};
    use proptest::prelude::*;
    use unicode_normalization::is_nfc;
    use unicode_segmentation::UnicodeSegmentation;

    const X: LineLimit = LineLimit {
        most: 48,
        unit: CharacterUnit::CodePoints,
    };

    #[test]
    fn a_line_is_trimmed_and_composed() {
        let line = Line::parse("  Chloe\u{301} Martin, Retours \u{a0}", X).unwrap();
        assert_eq!(line.as_str(), "Chloé Martin, Retours");
    }

    #[test]
    fn forty_eight_fit_and_forty_nine_do_not() {
        assert!(Line::parse(&"字".repeat(48), X).is_ok());
        let refused = Line::parse(&"字".repeat(49), X);
        assert_eq!(
            refused,
            Err(LineRefusal::TooLong {
                length: 49,
                most: 48,
                fits: "字".repeat(48)
            })
        );
    }

    #[test]
    fn line_breaks_controls_and_direction_overrides_are_refused() {
        for text in ["a\nb", "a\tb", "a\u{85}b", "a\u{2028}b", "a\u{0}b"] {
            assert_eq!(Line::parse(text, X), Err(LineRefusal::Control), "{text:?}");
        }
        for text in ["a\u{202E}b", "a\u{2066}b\u{2069}", "\u{202A}ab"] {
            assert_eq!(
                Line::parse(text, X),
                Err(LineRefusal::BidiOverride),
                "{text:?}"
            );
        }
        assert!(
            Line::parse("نور\u{200F}، خدمة", X).is_ok(),
            "a mark alone is harmless"
        );
    }

    #[test]
    fn a_line_shows_something() {
        for text in [
            "",
            "   ",
            "\u{200B}\u{FEFF}",
            "\u{3164}",
            "\u{2800}\u{2800}",
        ] {
            assert_eq!(
                Line::parse(text, X),
                Err(LineRefusal::NothingVisible),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_is_offered_as_fitting_never_cuts_a_family_in_half() {
        let family = "👨‍👩‍👧‍👦";
        let text = format!("{}{family}", "a".repeat(45));
        let Err(LineRefusal::TooLong { fits, .. }) = Line::parse(&text, X) else {
            panic!("52 code points are too long")
        };
        assert_eq!(fits, "a".repeat(45));
    }

    #[test]
    fn other_ways_of_counting_only_warn() {
        let line = Line::parse(&"字".repeat(25), X).unwrap();
        assert_eq!(line.warnings(X), vec![LineWarning::Weighted(50)]);
        let line = Line::parse(&"😀".repeat(25), X).unwrap();
        assert_eq!(
            line.warnings(X),
            vec![LineWarning::Weighted(50), LineWarning::Utf16(50)]
        );
        assert_eq!(
            Line::parse("Ana Ruiz, Care Team", X).unwrap().warnings(X),
            vec![]
        );
    }

    #[test]
    fn an_emoji_sequence_weighs_two() {
        for text in ["👨‍👩‍👧‍👦", "🇪🇸", "👍🏽", "1️⃣", "😀"] {
            assert_eq!(count(text).weighted, 2, "{text}");
        }
        assert_eq!(count("né").weighted, 2);
    }

    #[test]
    fn an_automated_line_says_so_in_the_customers_language() {
        for text in [
            "Northwind Bot · automated",
            "NorthwindBot",
            "AI assistant",
            "自動応答",
            "Kundendienst (KI)",
            "Assistant automatisé",
            "Botti, Pohjantuuli",
            "مساعد آلي",
            "บอทช่วยเหลือ",
        ] {
            assert!(says_automated(&Line::parse(text, X).unwrap()), "{text}");
        }
    }

    #[test]
    fn a_name_that_only_resembles_one_does_not_say_it() {
        for text in [
            "Ana Talbot, Care",
            "Ai Tanaka",
            "Cabot & Sons",
            "Abbot",
            "Maia",
            "Kim",
        ] {
            assert!(!says_automated(&Line::parse(text, X).unwrap()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_parsed_line_keeps_every_promise(text in "\\PC{0,70}|.{0,70}") {
            match Line::parse(&text, X) {
                Ok(line) => {
                    let kept = line.as_str();
                    prop_assert!(kept.chars().count() <= 48);
                    prop_assert!(is_nfc(kept));
                    prop_assert_eq!(kept.trim(), kept);
                    prop_assert!(!kept.chars().any(char::is_control));
                    prop_assert_eq!(Line::parse(kept, X), Ok(line.clone()), "reading it again changes nothing");
                }
                Err(LineRefusal::TooLong { length, most, fits }) => {
                    prop_assert!(length > most);
                    prop_assert!(fits.chars().count() <= most);
                    let tidy = super::tidy(&text);
                    prop_assert!(tidy.starts_with(&fits));
                    let boundary = tidy.grapheme_indices(true).any(|(at, _)| at == fits.len());
                    let before_space = tidy.get(fits.len()..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
                    prop_assert!(boundary || before_space || fits.is_empty());
                }
                Err(_) => {}
            }
        }
    }
}
