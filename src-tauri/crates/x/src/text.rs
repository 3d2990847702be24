//! The text of a message as its author wrote it. On the way back X has put
//! t.co links in place of links and entities in place of `&`, `<` and `>`
//! (`contracts/x.md` §3.2, §11).

const ENTITIES: [(&str, &str); 3] = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")];

/// Undoes links (`(wrapped, expanded)` pairs) and entities in one pass, so that
/// what was put in is not undone again. Links are found by their text and not
/// by their indices, whose unit X does not tell.
pub(crate) fn as_written(text: &str, links: &[(String, String)]) -> String {
    let links = links
        .iter()
        .map(|(wrapped, expanded)| (wrapped.as_str(), expanded.as_str()));
    let mut undone: Vec<_> = links
        .chain(ENTITIES)
        .filter(|(from, _)| !from.is_empty())
        .collect();
    // A short link may be the beginning of a longer one.
    undone.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));

    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let found = undone
            .iter()
            .find_map(|(from, to)| Some((rest.strip_prefix(from)?, *to)));
        rest = match found {
            Some((behind, to)) => {
                written.push_str(to);
                behind
            }
            None => {
                written.push(first);
                rest.strip_prefix(first).unwrap_or_default()
            }
        };
    }
    written
}

#[cfg(test)]
mod tests {
    use super::as_written;
    use proptest::prelude::*;

    fn links(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(a, b)| ((*a).into(), (*b).into()))
            .collect()
    }

    #[test]
    fn links_come_back_as_they_were_written() {
        let links = links(&[
            ("https://t.co/ab", "https://example.com/?a=1&amp;b=2"),
            ("https://t.co/abc", "https://example.com/long"),
        ]);
        assert_eq!(
            as_written(
                "see https://t.co/abc or https://t.co/ab, https://t.co/ab",
                &links
            ),
            "see https://example.com/long or https://example.com/?a=1&amp;b=2, https://example.com/?a=1&amp;b=2"
        );
    }

    #[test]
    fn entities_are_undone_once() {
        assert_eq!(
            as_written("a &lt; b &amp;&amp; c &gt; d", &[]),
            "a < b && c > d"
        );
        assert_eq!(as_written("&amp;lt;", &[]), "&lt;");
        assert_eq!(as_written("&quot; &amp", &[]), "&quot; &amp");
    }

    proptest! {
        #[test]
        fn whatever_x_encodes_comes_back(text in "[a-z&<>;ü\u{1F9E1} ]{0,40}") {
            let encoded = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            prop_assert_eq!(as_written(&encoded, &[]), text);
        }
    }
}
