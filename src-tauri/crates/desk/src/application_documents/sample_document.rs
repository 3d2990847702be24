//! Documents for the tests beside.

use super::Document;
use domain::application::{Content, Field, FieldOrigin, Sample};
use domain::{CharacterUnit, Kind, Line, LineLimit, LookId, PersonaId, Timestamp};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use uuid::Uuid;

pub(super) const X: LineLimit = LineLimit {
    most: 48,
    unit: CharacterUnit::CodePoints,
};

/// Version 3 of 23 November 2026, with these texts and samples.
pub(super) fn document(texts: &[(Field, &str)], samples: &[(Kind, &str)]) -> Document {
    let mut content = Content::default();
    for (field, text) in texts {
        content.put(*field, *text, FieldOrigin::Written).unwrap();
    }
    let samples = samples.iter().zip(1..).map(|((kind, line), key)| Sample {
        persona: PersonaId(Uuid::from_u128(key)),
        look: Some(LookId(Uuid::from_u128(key + 100))),
        kind: *kind,
        line: Line::parse(line, X).unwrap(),
    });
    content.choose(samples).unwrap();
    Document {
        content,
        version: 3,
        saved_at: Timestamp(1_795_392_000_000),
        portraits: BTreeMap::new(),
        zone: TimeZone::UTC,
    }
}

/// A whole one, for the tests and for looking at it.
pub(super) fn northwind() -> Document {
    document(
        &[
            (Field::Brand, "Northwind Coffee & Co."),
            (Field::Handle, "@northwind"),
            (Field::Verification, "business"),
            (Field::Website, "https://www.northwind.example/"),
            (
                Field::PrivacyPolicy,
                "https://legal.northwind.example/privacy?lang=en&v=2",
            ),
            (Field::ContactName, "Priya Nair"),
            (Field::ContactRole, "Head of Social Care"),
            (Field::ContactEmail, "priya.nair@northwind.example"),
            (Field::ContactPhone, "+44 20 7946 0018"),
            (Field::Markets, "United Kingdom\nIreland\nUnited States"),
            (Field::Languages, "English\nSpanish\n日本語"),
            (
                Field::UseCare,
                "Each of our fourteen agents answers under their own first name, photo and title, so that customers know whom they are writing with from the first reply to the last.\n\nToday every reply comes from the same cup of coffee. Customers ask whether they talk to a person in about one of eight conversations; we want them to see it.",
            ),
            (
                Field::UseHandoff,
                "Our order bot answers questions about deliveries. When it cannot help, a person takes over, and the customer sees the face and the line change in the same conversation.",
            ),
            (
                Field::UseTakeover,
                "年に二回、バリスタのチャンピオンが一時間だけお客様のご質問に答えます。担当者が必ず同席します。",
            ),
            (
                Field::Volume,
                "About 1,500 conversations a month, up to 400 a day before Christmas.",
            ),
            (
                Field::Disclosure,
                "The bot's line always says that it is one (“Northwind Bot · automated”), and its first message says how to reach a person.",
            ),
            (
                Field::WhoSpeaks,
                "1. Only the person shown may write as themselves.\n2. The bot is technically unable to use a person's profile.\n3. Guests write only within their window, and every message is logged.",
            ),
        ],
        &[
            (Kind::Human, "Ana Ruiz, Care Team"),
            (Kind::Automated, "Northwind Bot · automated"),
            (Kind::Guest, "三太 <Champion> & guest barista"),
            (Kind::Team, "فريق نورث ويند"),
        ],
    )
}
