//! The one catalogue of sentences, `ui/messages/en.json`, for whatever is not
//! the page. The page says the same in `ui/src/lib/errors.ts`.

use crate::ErrorCode;
use crate::api::Words;
use crate::texts::{Input, Texts};
use icu_locale_core::locale;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A file that cannot be read says nothing but keys; a test reads it.
static TEXTS: LazyLock<Option<Texts>> = LazyLock::new(|| {
    let english = include_str!("../../../../ui/messages/en.json");
    Texts::read(locale!("en"), english).ok()
});

/// A text of the catalogue with its places filled, in the plural that its
/// counts ask for; its key where there is none of that name.
pub fn text(key: &str, inputs: impl IntoIterator<Item = (&'static str, Input)>) -> String {
    write(key, &inputs.into_iter().collect())
}

fn write(key: &str, inputs: &HashMap<&str, Input>) -> String {
    TEXTS
        .as_ref()
        .map_or_else(|| key.to_owned(), |texts| texts.fill(key, inputs))
}

/// The sentence for an error: what happened, what was kept, what to do.
pub fn sentence(error: &ErrorCode) -> String {
    let Ok(Value::Object(fields)) = serde_json::to_value(error) else {
        return String::new();
    };
    let code = fields
        .get("code")
        .and_then(Value::as_str)
        .unwrap_or_default();
    fill(&format!("error_{code}"), &fields)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text that stands for one of several names, such as a verdict: its key is
/// the kind, a line, and the name as the border writes it.
pub fn named(kind: &str, name: &impl Serialize) -> String {
    match serde_json::to_value(name) {
        Ok(Value::String(name)) => text(&format!("{kind}_{name}"), []),
        _ => String::new(),
    }
}

/// The network's own words, always as a quotation.
pub fn quoted_words(said: &Words) -> String {
    match serde_json::to_value(said) {
        Ok(Value::Object(said)) => quoted(&said),
        _ => String::new(),
    }
}

/// A text whose places are the fields of an answer.
fn fill(key: &str, fields: &Map<String, Value>) -> String {
    let inputs = fields
        .iter()
        .map(|(name, value)| (name.as_str(), told(name, value)))
        .collect();
    write(key, &inputs)
}

fn told(name: &str, value: &Value) -> Input {
    match (name, value) {
        (_, Value::Null) => "".into(),
        ("said", Value::Object(said)) => Input::Word(quoted(said)),
        ("problem", Value::Object(problem)) => {
            let key = problem
                .get("problem")
                .and_then(Value::as_str)
                .unwrap_or_default();
            Input::Word(fill(&format!("line_{key}"), problem))
        }
        ("field", Value::String(field)) => {
            let key = format!("application_field_{field}");
            let known = TEXTS.as_ref().is_some_and(|texts| texts.has(&key));
            Input::Word(if known { text(&key, []) } else { field.clone() })
        }
        ("until", Value::Number(until)) => {
            Input::Word(until.as_i64().map_or_else(String::new, local_time))
        }
        ("state", Value::String(state)) => {
            let key = format!("vault_{state}");
            let known = TEXTS.as_ref().is_some_and(|texts| texts.has(&key));
            Input::Word(if known {
                text(&key, [])
            } else {
                state.replace('_', " ")
            })
        }
        (_, Value::String(word)) => word.as_str().into(),
        (_, Value::Number(number)) => number
            .as_u64()
            .map_or_else(|| Input::Word(number.to_string()), Input::Count),
        (_, other) => Input::Word(other.to_string()),
    }
}

/// The network's own words, always as a quotation.
fn quoted(said: &Map<String, Value>) -> String {
    let has_text = said
        .get("text")
        .and_then(Value::as_str)
        .is_some_and(|text| !text.trim().is_empty());
    let has_code = said.get("code").is_some_and(Value::is_number);
    let key = match (has_text, has_code) {
        (true, true) => "said_code",
        (true, false) => "said_status",
        (false, true) => "said_only_code",
        (false, false) => "said_only_status",
    };
    fill(key, said)
}

/// A moment as this machine's clock shows it, for whatever is not the page;
/// milliseconds since the epoch.
pub fn local_time(milliseconds: i64) -> String {
    jiff::Timestamp::from_millisecond(milliseconds).map_or_else(
        |_| "an unknown time".to_owned(),
        |moment| {
            moment
                .to_zoned(jiff::tz::TimeZone::system())
                .strftime("%Y-%m-%d %H:%M")
                .to_string()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::sentence;
    use crate::ErrorCode;
    use crate::api::{LineProblem, VaultState, Words};

    #[test]
    fn a_sentence_has_all_its_places_filled() {
        let said = Words {
            status: 403,
            code: Some(349),
            text: "You cannot send messages to this user.".into(),
        };
        let errors = [
            ErrorCode::NetworkRefused { said },
            ErrorCode::NetworkTrouble { said: None },
            ErrorCode::RateLimited {
                until: 1_700_000_000_000,
            },
            ErrorCode::Vault {
                state: VaultState::Locked,
            },
            ErrorCode::TextTooLong {
                length: 10_001,
                limit: 10_000,
            },
            ErrorCode::LineRefused {
                problem: LineProblem::TooLong {
                    length: 49,
                    most: 48,
                    fits: "…".into(),
                },
            },
        ];
        for error in errors {
            let sentence = sentence(&error);
            assert!(
                sentence.contains(' ') && !sentence.contains(['{', '}']),
                "{error:?}: {sentence}"
            );
            assert!(!sentence.starts_with("error_"), "{error:?} has no sentence");
        }
    }

    #[test]
    fn the_networks_words_stand_in_the_sentence() {
        let said = Words {
            status: 403,
            code: Some(349),
            text: "You cannot send messages to this user.".into(),
        };
        let sentence = sentence(&ErrorCode::NetworkRefused { said });
        assert!(
            sentence.contains("“You cannot send messages to this user.” (code 349)"),
            "{sentence}"
        );
    }
}
