//! The checklist reads whatever was typed.

use domain::application::{Content, Field, FieldOrigin, Known, Place, Reason, gaps};
use proptest::prelude::*;

/// Texts that resemble what the fields ask for, and any others.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "(https?://)?[a-z0-9@:.%\\[\\]-]{0,20}(/[a-z#?=]{0,9})?",
        "[a-zA-Z0-9.@+ ]{0,24}",
        "\\+?[0-9 ().x-]{0,24}",
        "[あ-んア-ン一-十ก-ฮ가-힣 。、]{0,60}",
        "(none|TBD|n/a|\\[x\\]|-| |\\n){0,3}",
    ]
}

proptest! {
    #[test]
    fn any_form_is_read_to_its_end_and_a_field_is_called_empty_only_where_nothing_shows(
        texts in proptest::collection::btree_map(proptest::sample::select(&Field::ALL[..]), text(), 0..20)
    ) {
        let mut content = Content::default();
        for (field, text) in &texts {
            content.put(*field, text.clone(), FieldOrigin::Written).unwrap();
        }
        let found = gaps(&content, &Known::default());
        for (place, gap) in &found {
            if let Place::Field(field) = place {
                let has_words = content.text(*field).chars().any(char::is_alphanumeric);
                prop_assert!(!(gap.reason == Reason::Empty && has_words), "{:?}: {:?}", field, gap);
            }
        }
        let mut once = found.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), found.len());
    }

    #[test]
    fn space_around_a_text_changes_nothing(field in proptest::sample::select(&Field::ALL[..]), text in text()) {
        let of = |text: String| {
            let mut content = Content::default();
            content.put(field, text, FieldOrigin::Written).unwrap();
            gaps(&content, &Known::default())
        };
        prop_assert_eq!(of(format!(" {text}\n")), of(text));
    }
}
