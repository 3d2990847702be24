//! Read-back text: every link becomes a t.co link, described by an entity, and
//! `&`, `<`, `>` become HTML entities (`contracts/x.md` §3.2, §11). So comparing
//! raw text fails, and comparing text with both undone succeeds.

use rand::{Rng, SeedableRng, distr::Alphanumeric};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use crate::id::Id;

/// Text as reads return it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wrapped {
    pub(crate) text: String,
    pub(crate) links: Vec<Link>,
}

/// One wrapped link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    url: String,
    expanded_url: String,
    display_url: String,
    /// Start and end in code points of the returned text.
    indices: (usize, usize),
}

/// Wraps the text of message `id`; the same message always reads the same.
pub(crate) fn wrap(text: &str, id: Id) -> Wrapped {
    let mut wrapped = Wrapped {
        text: String::with_capacity(text.len()),
        links: Vec::new(),
    };
    let mut rest = text;
    let mut shorts = shorts(id, Of::Text);
    while let Some((before, link, after)) = split_at_link(rest) {
        wrapped.text.push_str(&escape(before));
        let url = shorts.next().unwrap_or_default();
        let start = wrapped.text.chars().count();
        wrapped.text.push_str(&url);
        wrapped.links.push(Link {
            indices: (start, start.saturating_add(url.len())),
            url,
            expanded_url: link.to_owned(),
            display_url: display(link),
        });
        rest = after;
    }
    wrapped.text.push_str(&escape(rest));
    wrapped
}

impl Wrapped {
    /// `entities.urls` of a message (§3.3).
    pub(crate) fn urls(&self) -> Vec<Value> {
        let links = self.links.iter();
        links
            .map(|link| {
                json!({
                    "url": link.url,
                    "expanded_url": link.expanded_url,
                    "display_url": link.display_url,
                    "indices": [link.indices.0, link.indices.1],
                })
            })
            .collect()
    }
}

/// What of a message short links stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// Links in its text.
    Text,
    /// Its buttons.
    Buttons,
}

/// The short links of message `id`, one after the other; always the same.
pub(crate) fn shorts(id: Id, of: Of) -> impl Iterator<Item = String> {
    let mut rng = ChaCha8Rng::seed_from_u64(id.number());
    rng.set_stream(match of {
        Of::Text => 0,
        Of::Buttons => 1,
    });
    std::iter::repeat_with(move || {
        let code: String = (&mut rng)
            .sample_iter(Alphanumeric)
            .take(10)
            .map(char::from)
            .collect();
        format!("https://t.co/{code}")
    })
}

/// Whether there is a link in `text`.
pub(crate) fn has_link(text: &str) -> bool {
    split_at_link(text).is_some()
}

/// Splits at the first `http://` or `https://` link that stands on its own.
fn split_at_link(text: &str) -> Option<(&str, &str, &str)> {
    let mut previous: Option<char> = None;
    for (at, character) in text.char_indices() {
        let (before, rest) = text.split_at(at);
        if !previous.is_some_and(char::is_alphanumeric)
            && let Some(length) = link_length(rest)
        {
            let (link, after) = rest.split_at(length);
            return Some((before, link, after));
        }
        previous = Some(character);
    }
    None
}

/// The bytes of the link at the start of `text`, if there is one.
fn link_length(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })?;
    let (_, address) = text.split_at(scheme.len());
    let ends = |c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"');
    let address = address.split(ends).next().unwrap_or_default();
    let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'']);
    let starts_well = address.starts_with(|c: char| c.is_ascii_alphanumeric());
    starts_well.then(|| scheme.len().saturating_add(address.len()))
}

/// The link as clients show it: without scheme and `www.`, cut after 25.
fn display(link: &str) -> String {
    let bare = link.split_once("://").map_or(link, |(_, bare)| bare);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    if bare.chars().count() <= 26 {
        return bare.to_owned();
    }
    bare.chars().take(25).chain(['…']).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Id = Id::MAX;

    fn expanded(text: &str) -> Vec<String> {
        let links = wrap(text, ID).links.into_iter();
        links.map(|link| link.expanded_url).collect()
    }

    #[test]
    fn a_link_ends_before_punctuation_space_and_other_scripts() {
        assert_eq!(
            expanded("See https://a.example/x?y=1&z=2."),
            ["https://a.example/x?y=1&z=2"]
        );
        assert_eq!(
            expanded("(http://a.example) HTTPS://b.example/ü"),
            ["http://a.example", "HTTPS://b.example/"]
        );
        assert_eq!(expanded("これhttps://a.exampleです"), Vec::<String>::new());
        assert_eq!(
            expanded("これ https://a.exampleです"),
            ["https://a.example"]
        );
    }

    #[test]
    fn what_only_looks_like_a_link_stays_text() {
        for text in ["https://", "http:// a", "xhttps://a.example", "https", "🙂"] {
            assert_eq!(expanded(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn indices_point_at_the_link_in_the_returned_text() {
        let wrapped = wrap("😀 <b> & https://a.example/very/long/path/indeed then", ID);
        let link = wrapped.links.first().unwrap();
        let (start, end) = link.indices;
        let pointed: String = wrapped.text.chars().skip(start).take(end - start).collect();
        assert_eq!(pointed, link.url);
        assert!(wrapped.text.starts_with("😀 &lt;b&gt; &amp; https://t.co/"));
        assert!(wrapped.text.ends_with(" then"));
        assert_eq!(link.display_url, "a.example/very/long/path/…");
    }

    #[test]
    fn each_link_has_its_own_short_form() {
        let wrapped = wrap("https://a.example https://a.example", ID);
        let urls: Vec<_> = wrapped.links.iter().map(|link| &link.url).collect();
        assert_ne!(urls.first(), urls.last());
        assert_eq!(wrap("https://a.example https://a.example", ID), wrapped);
    }
}
