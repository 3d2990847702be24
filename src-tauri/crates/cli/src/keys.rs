//! Keys, from standard input only: arguments and environment are seen by other
//! programs. They go to the desk and are never printed; what is said about
//! wrong ones names fields, never values.

use crate::failure::Given;
use desk::api::{AppKeys, KeysX};
use serde_json::{Map, Value};
use std::io::{BufRead, IsTerminal, Read};

/// The most that is read, in bytes: four keys of X have under 300.
const MOST: usize = 16 * 1024;

/// The longest field name that is repeated to people, in characters.
const NAME_SHOWN: usize = 40;

/// The keys of an X account.
pub fn read() -> Result<KeysX, Given> {
    let input = std::io::stdin();
    if input.is_terminal() {
        return Err(Given::KeysFromTerminal);
    }
    let mut bytes = Vec::new();
    input
        .lock()
        .take(bound())
        .read_to_end(&mut bytes)
        .map_err(|error| Given::Input(error.kind()))?;
    parse(&bytes)
}

/// The two keys of an app: the first line, so that another may follow.
pub fn read_app() -> Result<AppKeys, Given> {
    let input = std::io::stdin();
    if input.is_terminal() {
        return Err(Given::AppKeysFromTerminal);
    }
    let mut line = Vec::new();
    input
        .lock()
        .take(bound())
        .read_until(b'\n', &mut line)
        .map_err(|error| Given::Input(error.kind()))?;
    parse_app(&line)
}

fn bound() -> u64 {
    u64::try_from(MOST).unwrap_or(u64::MAX).saturating_add(1)
}

fn parse(bytes: &[u8]) -> Result<KeysX, Given> {
    let mut given = object(bytes)?;
    let keys = KeysX {
        consumer_key: take(&mut given, "consumer_key")?,
        consumer_secret: take(&mut given, "consumer_secret")?,
        token: take(&mut given, "token")?,
        token_secret: take(&mut given, "token_secret")?,
    };
    nothing_else(&given)?;
    Ok(keys)
}

fn parse_app(bytes: &[u8]) -> Result<AppKeys, Given> {
    let mut given = object(bytes)?;
    let keys = AppKeys {
        consumer_key: take(&mut given, "consumer_key")?,
        consumer_secret: take(&mut given, "consumer_secret")?,
    };
    nothing_else(&given)?;
    Ok(keys)
}

fn object(bytes: &[u8]) -> Result<Map<String, Value>, Given> {
    if bytes.len() > MOST {
        return Err(Given::KeysTooLong { most: MOST });
    }
    // The parser's own words may hold a piece of a key.
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(given)) => Ok(given),
        _ => Err(Given::KeysNotJson),
    }
}

fn nothing_else(left: &Map<String, Value>) -> Result<(), Given> {
    match left.keys().next() {
        None => Ok(()),
        Some(unknown) => Err(Given::KeyUnknown(
            unknown.chars().take(NAME_SHOWN).collect(),
        )),
    }
}

fn take(given: &mut Map<String, Value>, name: &'static str) -> Result<String, Given> {
    match given.remove(name) {
        Some(Value::String(key)) => Ok(key),
        Some(_) | None => Err(Given::KeyMissing(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, parse, parse_app};
    use crate::failure::Given;

    const KEYS: &str =
        r#"{"consumer_key":"a","consumer_secret":"b","token":"c","token_secret":"d"}"#;

    #[test]
    fn four_texts_are_keys() {
        let keys = parse(KEYS.as_bytes()).unwrap();
        assert_eq!(keys.consumer_key, "a");
        assert_eq!(keys.token_secret, "d");
    }

    #[test]
    fn a_missing_key_is_named() {
        let wrong = KEYS.replace("token_secret", "token_sekret");
        let refused = parse(wrong.as_bytes()).unwrap_err();
        assert_eq!(refused, Given::KeyMissing("token_secret"));
    }

    #[test]
    fn a_key_that_is_no_text_is_named() {
        let wrong = KEYS.replace(r#""c""#, "7");
        assert_eq!(
            parse(wrong.as_bytes()).unwrap_err(),
            Given::KeyMissing("token")
        );
    }

    #[test]
    fn an_unknown_field_is_named() {
        let wrong = KEYS.replace('}', r#","colour":"blue"}"#);
        let refused = parse(wrong.as_bytes()).unwrap_err();
        assert_eq!(refused, Given::KeyUnknown("colour".into()));
        assert!(!refused.to_string().contains("blue"));
    }

    #[test]
    fn an_apps_keys_are_two_and_an_accounts_are_refused_by_name() {
        let keys = parse_app(br#"{"consumer_key":"a","consumer_secret":"b"}"#).unwrap();
        assert_eq!(keys.consumer_secret, "b");
        let refused = parse_app(KEYS.as_bytes()).unwrap_err();
        assert_eq!(refused, Given::KeyUnknown("token".into()));
    }

    #[test]
    fn what_is_no_object_is_refused_without_being_repeated() {
        for wrong in ["", "secret", "[]", "\"secret\"", "{\"token\":"] {
            let refused = parse(wrong.as_bytes()).unwrap_err();
            assert_eq!(refused, Given::KeysNotJson);
            assert!(!refused.to_string().contains("secret"));
        }
    }

    #[test]
    fn more_than_keys_can_be_is_not_read() {
        let refused = parse(&vec![b' '; MOST + 1]).unwrap_err();
        assert_eq!(refused, Given::KeysTooLong { most: MOST });
    }
}
