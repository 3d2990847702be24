//! What can be noted about a persona.

use super::{ConsentNote, DetailsField, Languages, Speakers, Tag, Tags};
use crate::{Kind, OperatorId};
use proptest::prelude::*;
use unicode_normalization::is_nfc;
use uuid::Uuid;

#[test]
fn a_tag_is_one_visible_word_or_several_on_one_line() {
    assert_eq!(
        Tag::parse("  Cafe\u{301} team ").unwrap().as_str(),
        "Café team"
    );
    assert!(Tag::parse(&"a".repeat(32)).is_ok());
    for text in [
        "",
        "  ",
        "a\nb",
        "\u{200B}",
        "a\u{202E}b",
        "a\u{2028}b",
        &"a".repeat(33),
    ] {
        let refused = Tag::parse(text).unwrap_err();
        assert_eq!(refused.field, DetailsField::Tags, "{text:?}");
    }
}

#[test]
fn the_same_tag_or_language_counts_once_and_twelve_are_enough() {
    let tags = Tags::parse(["Night", "night", "NIGHT", "shop"]).unwrap();
    let tags: Vec<_> = tags.iter().map(Tag::as_str).collect();
    assert_eq!(tags, ["Night", "shop"]);
    let numbers: Vec<String> = (0..13).map(|n| n.to_string()).collect();
    assert!(Tags::parse(numbers.iter().take(12).map(String::as_str)).is_ok());
    assert!(Tags::parse(numbers.iter().map(String::as_str)).is_err());

    assert_eq!(
        Languages::parse(["en", "EN", "pt-br"])
            .unwrap()
            .iter()
            .count(),
        2
    );
    let many = [
        "en", "de", "fr", "es", "it", "pt", "nl", "sv", "fi", "da", "nb", "pl", "cs",
    ];
    assert!(Languages::parse(many.into_iter().take(12)).is_ok());
    assert_eq!(
        Languages::parse(many).unwrap_err().field,
        DetailsField::Languages
    );
    assert!(Languages::parse(["English!"]).is_err());
}

#[test]
fn only_somebody_who_can_agree_has_a_note_of_consent() {
    for kind in Kind::ALL {
        assert_eq!(ConsentNote::parse("  ", kind), Ok(None));
        let noted = ConsentNote::parse("Ana agreed on 3 May.\nTo her photo.", kind);
        let somebody = matches!(kind, Kind::Human | Kind::Guest);
        assert_eq!(noted.is_ok(), somebody, "{kind:?}");
    }
    assert!(ConsentNote::parse(&"é".repeat(500), Kind::Human).is_ok());
    assert!(ConsentNote::parse(&"é".repeat(501), Kind::Human).is_err());
    assert!(ConsentNote::parse("a\u{0}b", Kind::Human).is_err());
}

#[test]
fn a_persona_is_kept_for_at_least_one_operator() {
    assert!(Speakers::only([]).is_err());
    let ana = OperatorId(Uuid::from_u128(1));
    assert_eq!(Speakers::only([ana, ana]), Speakers::only([ana]));
}

proptest! {
    #[test]
    fn any_text_is_a_good_tag_or_none(text in "\\PC{0,40}|.{0,40}") {
        if let Ok(tag) = Tag::parse(&text) {
            prop_assert!((1..=Tag::LONGEST).contains(&tag.as_str().chars().count()));
            prop_assert!(is_nfc(tag.as_str()));
            prop_assert_eq!(Tag::parse(tag.as_str()), Ok(tag.clone()), "reading it again changes nothing");
        }
    }

    #[test]
    fn any_text_is_a_good_note_none_or_refused(text in "\\PC{0,600}|.{0,600}") {
        if let Ok(Some(note)) = ConsentNote::parse(&text, Kind::Human) {
            prop_assert!((1..=ConsentNote::LONGEST).contains(&note.as_str().chars().count()));
            prop_assert_eq!(ConsentNote::parse(note.as_str(), Kind::Human), Ok(Some(note.clone())));
        }
    }
}
