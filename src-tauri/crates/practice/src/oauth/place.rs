//! Where a request carries its protocol parameters: in the `authorization`
//! header, or in a form body, or in the query (RFC 5849 §3.5; one of the three).

use http::header::AUTHORIZATION;
use percent_encoding::percent_decode_str;

use crate::received::{RawPairs, Received};

/// The protocol parameters of a request.
pub(super) struct Found {
    place: Place,
    parameters: RawPairs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Header,
    /// Query or form, which are signed where they stand.
    Body,
}

impl Found {
    /// A parameter's value, if it is text.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut parameters = self.parameters.iter();
        let (_, value) = parameters.find(|(key, _)| key == name.as_bytes())?;
        String::from_utf8(value.clone()).ok()
    }

    /// What has to be signed beside query and form.
    pub(super) fn into_header(self) -> RawPairs {
        match self.place {
            Place::Header => self.parameters,
            Place::Body => RawPairs::new(),
        }
    }
}

/// The parameters of the first place that has any; `None` if there are none, or
/// one stands there twice (RFC 5849 §3.1).
pub(super) fn find(request: &Received) -> Option<Found> {
    let header = request
        .headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let (place, parameters) = match header {
        Some(header) => (Place::Header, in_header(header)?),
        None => (
            Place::Body,
            [request.raw_form(), request.raw_query()]
                .into_iter()
                .map(protocol)
                .find(|found| !found.is_empty())?,
        ),
    };
    let mut names: Vec<&[u8]> = parameters.iter().map(|(key, _)| key.as_slice()).collect();
    names.sort_unstable();
    let twice = names.windows(2).any(|pair| pair.first() == pair.last());
    (!twice).then_some(Found { place, parameters })
}

/// The protocol parameters among others; a lone `oauth_verifier` or the like is
/// nobody's signature.
fn protocol(pairs: RawPairs) -> RawPairs {
    let is_signed = pairs.iter().any(|(key, _)| key == b"oauth_signature");
    let pairs = pairs.into_iter().filter(|_| is_signed);
    pairs
        .filter(|(key, _)| key.starts_with(b"oauth_"))
        .collect()
}

/// The parameters of an `OAuth` header, decoded, without `realm`. The scheme is
/// taken in any case; parameters are separated by commas with any space around
/// them, and empty ones between commas are passed over, as in any HTTP list.
fn in_header(header: &str) -> Option<RawPairs> {
    let (scheme, mut rest) = header.trim().split_once([' ', '\t'])?;
    if !scheme.eq_ignore_ascii_case("OAuth") {
        return None;
    }
    let mut parameters = RawPairs::new();
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        if rest.is_empty() {
            return Some(parameters);
        }
        let (key, after) = rest.split_once('=')?;
        let (value, after) = quoted(after.trim_start())?;
        let after = after.trim_start();
        if !after.is_empty() && !after.starts_with(',') {
            return None;
        }
        rest = after;
        let key = key.trim_end();
        if !key.eq_ignore_ascii_case("realm") {
            parameters.push((decode(key), decode(value)));
        }
    }
}

/// What stands between the quotes at the start of `text`, and what follows. A
/// backslash, which only `realm` can hold, keeps the character after it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut is_kept = false;
    let end = inner.find(|character| {
        let ends = character == '"' && !is_kept;
        is_kept = character == '\\' && !is_kept;
        ends
    })?;
    let (value, after) = inner.split_at(end);
    Some((value, after.strip_prefix('"')?))
}

fn decode(text: &str) -> Vec<u8> {
    percent_decode_str(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &str) -> Option<Vec<(String, String)>> {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let pairs = in_header(header)?.into_iter();
        Some(pairs.map(|(key, value)| (text(key), text(value))).collect())
    }

    #[test]
    fn a_header_is_read_in_every_way_that_the_list_rule_allows() {
        let expected = Some(vec![
            ("oauth_a".to_owned(), "1+/=".to_owned()),
            ("oauth_b".to_owned(), String::new()),
        ]);
        for header in [
            r#"OAuth oauth_a="1%2B%2F%3D",oauth_b="""#,
            r#"oauth oauth_a="1%2b%2f%3d" , oauth_b="""#,
            "OAUTH\toauth_a=\"1+/=\",\t \toauth_b=\"\",",
            r#"OAuth realm="a, \"b\"=c\\", oauth_a = "1%2B/=",, oauth_b="""#,
            r#"  OAuth   Realm="",oauth%5Fa="1%2B%2F%3D",oauth_b="" "#,
        ] {
            assert_eq!(read(header), expected, "{header}");
        }
    }

    #[test]
    fn what_is_no_oauth_header_is_not_read() {
        for header in [
            "OAuth",
            "OAuthoauth_a=\"1\"",
            "Bearer oauth_a=\"1\"",
            "OAuth oauth_a",
            "OAuth oauth_a=1",
            "OAuth oauth_a=\"1",
            "OAuth oauth_a=\"1\" oauth_b=\"2\"",
        ] {
            assert_eq!(read(header), None, "{header}");
        }
    }
}
