//! Reading X's JSON with patience: a field of the wrong type is a field that
//! is not there, and ids stay text.

use domain::Timestamp;
use serde::Serialize;
use serde_json::Value;

/// The text at a JSON pointer, unless it is empty.
pub(crate) fn text(value: &Value, pointer: &str) -> Option<String> {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
        .map(Into::into)
}

/// The id at a JSON pointer: text, or a whole number that JSON kept exactly.
pub(crate) fn id(value: &Value, pointer: &str) -> Option<String> {
    text(value, pointer).or_else(|| {
        value
            .pointer(pointer)
            .and_then(Value::as_u64)
            .map(|number| number.to_string())
    })
}

/// The moment at a JSON pointer: milliseconds since the epoch, as text or as a
/// number (`contracts/x.md` §2, §3.3).
pub(crate) fn moment(value: &Value, pointer: &str) -> Option<Timestamp> {
    id(value, pointer)?.parse().ok().map(Timestamp)
}

/// The entries of the array at a JSON pointer; none where there is no array.
pub(crate) fn entries<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value
        .pointer(pointer)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// Writes a body. Bodies are structs, not `Value`s, so that their keys keep the
/// order of X's documentation.
#[expect(
    clippy::expect_used,
    reason = "structs of text always have a JSON form"
)]
pub(crate) fn write(body: &impl Serialize) -> String {
    serde_json::to_string(body).expect("a struct of text is JSON")
}

#[cfg(test)]
mod tests {
    use super::{id, moment, text};
    use domain::Timestamp;
    use serde_json::json;

    #[test]
    fn an_id_beyond_every_number_type_stays_what_it_was() {
        let beyond = "99999999999999999999999999";
        assert_eq!(id(&json!({"id": beyond}), "/id").as_deref(), Some(beyond));
        let answer = r#"{"id":18446744073709551615,"float":1e30,"negative":-1}"#;
        let answer = serde_json::from_str(answer).unwrap();
        assert_eq!(id(&answer, "/id").as_deref(), Some("18446744073709551615"));
        assert_eq!(id(&answer, "/float"), None);
        assert_eq!(id(&answer, "/negative"), None);
    }

    #[test]
    fn a_field_of_the_wrong_type_is_not_there() {
        let value = json!({"a": {"b": 7}, "empty": "", "list": []});
        assert_eq!(text(&value, "/a/b"), None);
        assert_eq!(text(&value, "/a/b/c"), None);
        assert_eq!(text(&value, "/empty"), None);
        assert_eq!(moment(&json!({"t": "soon"}), "/t"), None);
        assert_eq!(moment(&json!({"t": "12"}), "/t"), Some(Timestamp(12)));
    }
}
