//! What may be a line, and what is offered where it is too long.

use super::{CharacterUnit, Line, LineLimit, LineRefusal, LineWarning, count};
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

    #[test]
    fn every_text_has_one_answer_at_every_limit(text in any::<String>(), most in 0usize..60) {
        let limit = LineLimit { most, ..X };
        match Line::parse(&text, limit) {
            Ok(line) => {
                prop_assert!((1..=most).contains(&line.as_str().chars().count()));
                prop_assert!(line.as_str().chars().any(super::is_visible));
            }
            Err(LineRefusal::TooLong { length, most: told, .. }) => {
                prop_assert_eq!(told, most);
                prop_assert_eq!(length, count(&text).code_points, "it counts as it says");
            }
            Err(LineRefusal::NothingVisible) => {
                prop_assert!(!super::tidy(&text).chars().any(super::is_visible));
            }
            Err(LineRefusal::Control | LineRefusal::BidiOverride) => {}
        }
    }

    #[test]
    fn tidying_twice_is_tidying_once(text in any::<String>()) {
        let once = super::tidy(&text);
        prop_assert_eq!(super::tidy(&once), once);
    }

    #[test]
    fn what_is_offered_as_fitting_is_made_of_whole_graphemes(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("👨‍👩‍👧‍👦"), Just("🇪🇸"), Just("e\u{301}\u{323}"), Just("각"), Just("👍🏽"),
                Just("क्षि"), Just("1️⃣"), Just("a"), Just(" "), Just("字")
            ],
            1..60,
        ),
        most in 0usize..48,
    ) {
        let text = parts.concat();
        let limit = LineLimit { most, ..X };
        if let Err(LineRefusal::TooLong { fits, .. }) = Line::parse(&text, limit) {
            prop_assert!(fits.chars().count() <= most);
            let tidy = super::tidy(&text);
            let whole: Vec<&str> = tidy.graphemes(true).collect();
            let offered: Vec<&str> = fits.graphemes(true).collect();
            prop_assert_eq!(&whole[..offered.len()], &offered[..]);
            // No more would have fitted, but for space at its end.
            let rest = whole[offered.len()..].iter().find(|part| !part.trim().is_empty());
            let spaces = whole[offered.len()..].iter().take_while(|part| part.trim().is_empty());
            let next = fits.chars().count() + spaces.count() + rest.map_or(0, |part| part.chars().count());
            prop_assert!(next > most, "{next} would have fitted");
        }
    }
}
