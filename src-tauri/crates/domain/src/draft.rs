//! Texts that meet in one draft: what somebody types, and what comes into it
//! meanwhile. They are put together so that either can be told apart and taken
//! out again, and neither is ever dropped for the other.

/// What stands between two texts of one draft.
const BETWEEN: &str = "\n\n";

/// Both texts, the first one first.
pub fn together(first: &str, second: &str) -> String {
    match (first, second) {
        (first, "") => first.to_owned(),
        ("", second) => second.to_owned(),
        (first, second) => [first, second].join(BETWEEN),
    }
}

/// What remains of a draft's text without a part that was put [`together`] with
/// it; `None` where that text is no part of it.
pub fn without<'a>(text: &'a str, part: &str) -> Option<&'a str> {
    if part.is_empty() {
        return Some(text);
    }
    if text == part {
        return Some("");
    }
    let first = || text.strip_prefix(part)?.strip_prefix(BETWEEN);
    let last = || text.strip_suffix(part)?.strip_suffix(BETWEEN);
    first().or_else(last)
}

#[cfg(test)]
mod tests {
    use super::{together, without};

    #[test]
    fn of_two_texts_that_are_put_together_either_can_be_taken_out_again() {
        for (first, second) in [("Hello ", "And\n\nmore"), ("", "Hello"), ("Hello", "")] {
            let both = together(first, second);
            assert_eq!(without(&both, first), Some(second), "{both:?}");
            assert_eq!(without(&both, second), Some(first), "{both:?}");
        }
    }

    #[test]
    fn a_text_that_only_begins_alike_is_no_part() {
        assert_eq!(without("Hello there", "Hello"), None);
        assert_eq!(without("Hello", "Hello there"), None);
        assert_eq!(without("Oh, Hello", "Hello"), None);
    }
}
