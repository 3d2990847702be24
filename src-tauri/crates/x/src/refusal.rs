//! What an answer that is no success says, in whichever of X's shapes it says
//! it (`contracts/x.md` §3.6, §8).

use domain::Said;
use network::Answer;
use serde_json::Value;

/// An answer's own words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Refusal {
    /// X's code, where there is one.
    pub(crate) code: Option<i64>,
    /// X's sentence; may be empty where there is a code.
    pub(crate) words: String,
    /// Last path segment of a problem's type, such as `invalid-request`.
    pub(crate) problem: Option<String>,
}

impl Refusal {
    /// Reads an answer; `None` where nothing in it was meant to be read by a
    /// client: no JSON (a proxy's HTML page), or JSON of another shape.
    pub(crate) fn read(answer: &Answer) -> Option<Self> {
        let body: Value = serde_json::from_slice(&answer.body).ok()?;
        let errors = body
            .get("errors")
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let coded = errors.iter().find(|error| code(error).is_some());
        let first = coded.or_else(|| errors.iter().find(|error| words(error).is_some()));
        // A v2 problem may hold its details in `errors` and its type outside.
        let refusal = Self {
            code: first.and_then(code).or_else(|| code(&body)),
            words: first
                .and_then(words)
                .or_else(|| words(&body))
                .unwrap_or_default(),
            problem: problem(&body).or_else(|| first.and_then(problem)),
        };
        let says_something = refusal.code.is_some() || !refusal.words.is_empty();
        says_something.then_some(refusal)
    }
}

/// The words of an answer, kept for people; empty where it has none.
pub(crate) fn said(answer: &Answer) -> Said {
    match Refusal::read(answer) {
        Some(refusal) => Said::new(answer.status, refusal.code, &refusal.words),
        None => Said::new(answer.status, None, ""),
    }
}

fn code(value: &Value) -> Option<i64> {
    let code = value.get("code")?;
    code.as_i64().or_else(|| code.as_str()?.parse().ok())
}

fn words(value: &Value) -> Option<String> {
    ["message", "detail", "error", "title"]
        .iter()
        .filter_map(|key| value.get(key)?.as_str())
        .find(|words| !words.trim().is_empty())
        .map(Into::into)
}

fn problem(value: &Value) -> Option<String> {
    let kind = value.get("type")?.as_str()?;
    kind.rsplit('/')
        .next()
        .filter(|last| !last.is_empty())
        .map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::{Refusal, said};
    use crate::fixtures::answer;
    use proptest::prelude::*;

    fn read(body: &str) -> Option<(Option<i64>, String, Option<String>)> {
        Refusal::read(&answer(400, body)).map(|r| (r.code, r.words, r.problem))
    }

    #[test]
    fn a_list_of_errors_gives_code_and_message() {
        let body =
            r#"{"errors":[{"code":349,"message":"You cannot send messages to this user."}]}"#;
        let words = "You cannot send messages to this user.".to_owned();
        assert_eq!(read(body), Some((Some(349), words, None)));
    }

    #[test]
    fn the_first_error_with_a_code_speaks_for_all() {
        let body = r#"{"errors":[{"message":"first"},{"code":"32","message":"second"}]}"#;
        assert_eq!(read(body), Some((Some(32), "second".into(), None)));
    }

    #[test]
    fn a_validation_error_keeps_its_message_and_the_problem_around_it() {
        let body = r#"{"errors":[{"parameters":{"ids":["x"]},"message":"The `ids` query parameter value [x] is not valid"}],
            "title":"Invalid Request","detail":"One or more parameters to your request was invalid.",
            "type":"https://api.x.com/2/problems/invalid-request"}"#;
        let words = "The `ids` query parameter value [x] is not valid".to_owned();
        assert_eq!(
            read(body),
            Some((None, words, Some("invalid-request".into())))
        );
    }

    #[test]
    fn a_bare_error_is_read() {
        let body = r#"{"request":"\/1.1\/x.json","error":"Not authorized."}"#;
        assert_eq!(read(body), Some((None, "Not authorized.".into(), None)));
    }

    #[test]
    fn a_problem_is_read_by_the_last_segment_of_its_type() {
        for host in ["api.x.com", "api.twitter.com"] {
            let body = format!(
                r#"{{"title":"Client Forbidden","detail":"Enroll.","type":"https://{host}/2/problems/client-forbidden","status":403}}"#
            );
            assert_eq!(
                read(&body),
                Some((None, "Enroll.".into(), Some("client-forbidden".into())))
            );
        }
        let blank = r#"{"title":"Too Many Requests","type":"about:blank","status":429}"#;
        let expected = (None, "Too Many Requests".into(), Some("about:blank".into()));
        assert_eq!(read(blank), Some(expected));
    }

    #[test]
    fn a_code_and_message_without_a_list_are_read() {
        let body = r#"{"code":88,"message":"Rate limit exceeded"}"#;
        assert_eq!(
            read(body),
            Some((Some(88), "Rate limit exceeded".into(), None))
        );
    }

    #[test]
    fn html_emptiness_and_other_json_say_nothing() {
        for body in [
            "",
            "<html><h1>403</h1></html>",
            "[]",
            "{}",
            "null",
            r#"{"errors":[]}"#,
            r#"{"errors":[{}]}"#,
            r#"{"errors":"no"}"#,
            r#"{"event":{"id":"1"}}"#,
            r#"{"error":" "}"#,
            r#"{"type":"about:blank","status":403}"#,
        ] {
            assert_eq!(read(body), None, "{body}");
        }
        assert_eq!(said(&answer(502, "<html>Bad gateway</html>")).words, "");
    }

    proptest! {
        #[test]
        fn no_body_makes_the_reader_panic(body in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut answer = answer(400, "");
            answer.body = body;
            said(&answer);
        }
    }
}
