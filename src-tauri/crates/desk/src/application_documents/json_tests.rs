//! JSON that was written is read back as it was, and what is no application is
//! refused with what is wrong about it.

use super::json;
use crate::application_documents::sample_document::{X, document, northwind};
use crate::application_documents::{SamplePart, Unreadable, read};
use domain::application::{Content, Field, FieldOrigin, Sample};
use domain::{Kind, Line, LookId, PersonaId};
use proptest::prelude::*;
use uuid::Uuid;

#[test]
fn an_application_says_what_it_is_and_stands_in_the_order_of_the_form() {
    let written = json(&northwind()).unwrap();
    assert!(written.starts_with("{\n  \"byline-application\": 1,\n  \"version\": 3,\n"));
    let place = |word: &str| written.find(word).unwrap();
    assert!(place("\"brand\"") < place("\"handle\""));
    assert!(place("\"handle\"") < place("\"who_speaks\""));
}

#[test]
fn what_a_later_byline_adds_is_passed_over_and_a_bare_text_was_written_by_a_person() {
    let read = read(
        "\u{FEFF}{\"byline-application\":1,\"colour\":7,\"fields\":{\"motto\":{\"text\":1},\"brand\":\"Northwind\",
          \"handle\":{\"text\":\"northwind\",\"origin\":\"account\",\"sure\":true}}}",
        X,
    )
    .unwrap();
    assert_eq!(read.text(Field::Brand), "Northwind");
    assert_eq!(read.origin(Field::Brand), FieldOrigin::Written);
    assert_eq!(read.origin(Field::Handle), FieldOrigin::Account);
    assert_eq!(read.samples(), []);
}

#[test]
fn what_is_wrong_with_a_file_is_told() {
    let sample = |part: &str| format!("{{\"byline-application\":1,\"samples\":[{part}]}}");
    let key = Uuid::nil();
    let long = format!(
        "{{\"byline-application\":1,\"fields\":{{\"volume\":\"{}\"}}}}",
        "7".repeat(5_001)
    );
    let wrong = |number, part| Unreadable::Sample { number, part };
    for (file, why) in [
        (String::new(), Unreadable::NotJson { line: 1, column: 0 }),
        ("{\n  oops".into(), Unreadable::NotJson { line: 2, column: 3 }),
        ("[".repeat(100_000), Unreadable::NotJson { line: 1, column: 128 }),
        ("7".into(), Unreadable::NotAnApplication),
        ("{}".into(), Unreadable::NotAnApplication),
        ("{\"byline-application\":\"1\"}".into(), Unreadable::NotAnApplication),
        ("{\"byline-application\":1,\"fields\":[]}".into(), Unreadable::NotAnApplication),
        ("{\"byline-application\":2,\"fields\":[]}".into(), Unreadable::Newer { found: 2, known: 1 }),
        (
            "{\"byline-application\":1,\"fields\":{\"brand\":7}}".into(),
            Unreadable::Field(Field::Brand),
        ),
        (
            "{\"byline-application\":1,\"fields\":{\"brand\":{\"text\":\"N\",\"origin\":\"moon\"}}}".into(),
            Unreadable::Origin(Field::Brand),
        ),
        (long, Unreadable::FieldTooLong(Field::Volume)),
        (sample("7"), wrong(1, SamplePart::Persona)),
        (
            sample(&format!("{{\"persona\":\"{key}\",\"look\":7}}")),
            wrong(1, SamplePart::Look),
        ),
        (
            sample(&format!("{{\"persona\":\"{key}\",\"kind\":\"robot\"}}")),
            wrong(1, SamplePart::Kind),
        ),
        (
            sample(&format!("{{\"persona\":\"{key}\",\"kind\":\"human\",\"line\":\"{}\"}}", "a".repeat(49))),
            wrong(1, SamplePart::Line),
        ),
        (" ".repeat(Unreadable::MOST_BYTES + 1), Unreadable::TooLarge),
    ] {
        let start: String = file.chars().take(60).collect();
        assert_eq!(read(&file, X), Err(why), "{start}");
    }
}

#[test]
fn more_samples_than_anybody_looks_at_are_refused() {
    let sample = |key: usize| {
        format!(
            "{{\"persona\":\"{}\",\"kind\":\"team\",\"line\":\"Team\"}}",
            Uuid::from_u128(key.try_into().unwrap())
        )
    };
    let samples: Vec<String> = (0..=Content::MOST_SAMPLES).map(sample).collect();
    let file = format!(
        "{{\"byline-application\":1,\"samples\":[{}]}}",
        samples.join(",")
    );
    assert_eq!(read(&file, X), Err(Unreadable::TooManySamples));
}

fn any_sample() -> impl Strategy<Value = Sample> {
    let kind = proptest::sample::select(&Kind::ALL[..]);
    (
        any::<u128>(),
        any::<Option<u128>>(),
        kind,
        "[^\\p{C}\\s]{1,48}",
    )
        .prop_filter_map("a line", |(persona, look, kind, line)| {
            Some(Sample {
                persona: PersonaId(Uuid::from_u128(persona)),
                look: look.map(|look| LookId(Uuid::from_u128(look))),
                kind,
                line: Line::parse(&line, X).ok()?,
            })
        })
}

proptest! {
    #[test]
    fn every_field_origin_and_sample_is_read_back_as_it_was(
        texts in proptest::collection::btree_map(
            proptest::sample::select(&Field::ALL[..]),
            (any::<String>(), proptest::sample::select(&FieldOrigin::ALL[..])),
            0..20,
        ),
        samples in proptest::collection::vec(any_sample(), 0..6),
    ) {
        let mut written = document(&[], &[]);
        for (field, (text, origin)) in texts {
            written.content.put(field, text, origin).unwrap();
        }
        written.content.choose(samples).unwrap();
        prop_assert_eq!(read(&json(&written).unwrap(), X), Ok(written.content));
    }

    #[test]
    fn reading_any_text_ends(text in prop_oneof![
        any::<String>(),
        "[\\[\\]{}\":,a-z0-9-]{0,80}",
    ]) {
        let _ = read(&text, X);
        let _ = read(&format!("{{\"byline-application\":1,\"fields\":{{\"brand\":{text}}},\"samples\":[{text}]}}"), X);
    }
}
