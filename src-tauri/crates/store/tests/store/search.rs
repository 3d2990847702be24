//! Messages are found by what is in them, whatever is asked.

use crate::made::{ACCOUNT, Made, at, message};
use proptest::prelude::*;
use store::{Direction, Message};

fn with(texts: &[&str]) -> Made {
    let made = Made::full();
    made.write(|store| {
        for (number, text) in (1..).zip(texts) {
            let text = (*text).to_owned();
            let one = message(&number.to_string(), Direction::In, number);
            store.keep_message(ACCOUNT, &Message { text, ..one })?;
        }
        Ok(())
    });
    made
}

fn found(made: &Made, text: &str) -> Vec<String> {
    let found = made.read(|store| store.messages_with(text));
    found.into_iter().map(|one| one.text).collect()
}

#[test]
fn every_word_must_be_there_as_a_beginning_too_and_the_newest_stands_first() {
    let made = with(&[
        "My parcel is late",
        "A parcel for Maya",
        "The Parcels are late again",
    ]);
    assert_eq!(
        found(&made, "parc"),
        [
            "The Parcels are late again",
            "A parcel for Maya",
            "My parcel is late"
        ]
    );
    assert_eq!(
        found(&made, "late PARCEL"),
        ["The Parcels are late again", "My parcel is late"]
    );
    assert_eq!(found(&made, "parcel to"), [""; 0]);
    assert_eq!(found(&made, "is parcel"), ["My parcel is late"]);
    assert_eq!(found(&made, "   "), [""; 0]);
}

#[test]
fn languages_without_spaces_are_found_by_any_part() {
    let made = with(&["サイズの変更はできますか？", "退货"]);
    assert_eq!(found(&made, "変更は").len(), 1);
    assert_eq!(found(&made, "変更").len(), 1);
    assert_eq!(found(&made, "货").len(), 1);
}

#[test]
fn what_is_typed_is_never_a_query() {
    let made = with(&[
        "100% sure",
        "1000 sure",
        "say \"yes\" OR no",
        "a_b",
        "acb",
        "NEAR(x y)",
    ]);
    assert_eq!(found(&made, "0%"), ["100% sure"]);
    assert_eq!(found(&made, "_b"), ["a_b"]);
    assert_eq!(found(&made, "\"yes\""), ["say \"yes\" OR no"]);
    assert_eq!(found(&made, "NEAR(x"), ["NEAR(x y)"]);
    assert_eq!(found(&made, "text:sure"), [""; 0]);
    assert_eq!(found(&made, "sure*"), [""; 0]);
}

#[test]
fn at_most_fifty_are_given() {
    let made = Made::full();
    made.write(|store| {
        for number in 0..60 {
            store.keep_message(
                ACCOUNT,
                &message(&number.to_string(), Direction::Out, number),
            )?;
        }
        Ok(())
    });
    let found = made.read(|store| store.messages_with("text"));
    assert_eq!(found.len(), 50);
    assert_eq!(found[0].at, at(59));
}

#[test]
fn a_message_read_again_is_found_once_and_a_removed_one_no_more() {
    let made = with(&["My parcel"]);
    let again = message("1", Direction::In, 1);
    made.write(|store| store.keep_message(ACCOUNT, &again));
    assert_eq!(found(&made, "parcel"), ["My parcel"]);
    made.sqlite().execute("DELETE FROM messages", []).unwrap();
    assert_eq!(found(&made, "parcel"), [""; 0]);
    assert_eq!(found(&made, "My"), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_may_be_asked(asked in "\\PC{0,40}|[\"'*():^+\\-\\\\%_ \u{0}a-c]{0,30}") {
        let made = with(&["abc"]);
        prop_assert!(made.store.read(|store| store.messages_with(&asked)).is_ok());
    }
}

#[test]
fn a_conversation_remembers_its_language() {
    let made = with(&["Hallo"]);
    let language = |made: &Made| {
        made.read(|store| store.conversations(None))
            .remove(0)
            .language
    };
    assert_eq!(language(&made), None);
    let maya = crate::made::maya();
    made.write(|store| store.set_language(ACCOUNT, &maya, Some("de")));
    made.write(|store| store.keep_message(ACCOUNT, &message("2", Direction::Out, 2)));
    assert_eq!(language(&made).as_deref(), Some("de"));
    made.write(|store| store.set_language(ACCOUNT, &maya, None));
    assert_eq!(language(&made), None);
}
