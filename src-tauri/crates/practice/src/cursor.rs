//! Cursors: opaque to clients. They are padded base64, so that a client that puts
//! one into a query without encoding it signs something else than it sends.

use base64::{Engine, prelude::BASE64_STANDARD};

/// Makes a cursor of a place in a list.
pub(crate) fn seal(place: &str) -> String {
    BASE64_STANDARD.encode(format!("{place:=<32}"))
}

/// The place in a list; `None` if this network never gave out such a cursor.
pub(crate) fn open(cursor: &str) -> Option<String> {
    let place = String::from_utf8(BASE64_STANDARD.decode(cursor).ok()?).ok()?;
    Some(place.trim_end_matches('=').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_needs_encoding_in_a_query_and_leads_back_to_its_place() {
        let cursor = seal("p1150493286110552068");
        assert!(cursor.contains('='), "{cursor}");
        assert_eq!(open(&cursor).as_deref(), Some("p1150493286110552068"));
        assert_eq!(open("p1150493286110552068"), None);
    }
}
