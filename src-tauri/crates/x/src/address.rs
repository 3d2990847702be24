//! Addresses, percent-encoded in the one way that a signature agrees with.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

/// Everything but RFC 3986's unreserved characters (`contracts/x.md` §6.1).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Percent-encodes UTF-8, upper-case hex, a space as `%20`.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// `base` with path segments and a query behind it; both are encoded here.
pub(crate) fn address(base: &Url, path: &[&str], query: &[(&str, &str)]) -> Url {
    let mut url = base.clone();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().extend(path);
    }
    if !query.is_empty() {
        let pairs: Vec<_> = query
            .iter()
            .map(|(key, value)| format!("{}={}", encode(key), encode(value)))
            .collect();
        url.set_query(Some(&pairs.join("&")));
    }
    url
}

#[cfg(test)]
mod tests {
    use super::{address, encode};
    use proptest::prelude::*;

    #[test]
    fn a_base_path_is_kept_and_nothing_breaks_out_of_its_segment() {
        let base = "http://127.0.0.1:8080/base/".parse().unwrap();
        let url = address(
            &base,
            &["1.1", "a/../b?c.json"],
            &[("cursor", "a b+c%&d=e")],
        );
        assert_eq!(
            url.as_str(),
            "http://127.0.0.1:8080/base/1.1/a%2F..%2Fb%3Fc.json?cursor=a%20b%2Bc%25%26d%3De"
        );
    }

    proptest! {
        #[test]
        fn encoding_is_reversible_and_leaves_only_unreserved_characters(text in ".*") {
            let encoded = encode(&text);
            let unreserved = |c: char| c.is_ascii_alphanumeric() || "-._~%".contains(c);
            prop_assert!(encoded.chars().all(unreserved));
            let decoded = percent_encoding::percent_decode_str(&encoded).decode_utf8().unwrap();
            prop_assert_eq!(decoded, text);
        }
    }
}
