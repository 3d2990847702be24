use super::{FoundLink, links};
use crate::NotOpened;
use proptest::prelude::*;

fn opened(text: &str) -> Vec<(String, String)> {
    let read = |link: FoundLink| {
        let written = text.get(link.range).unwrap().to_owned();
        Some((written, link.leads.ok()?.to_string()))
    };
    links(text).into_iter().filter_map(read).collect()
}

fn written(text: &str) -> Vec<&str> {
    links(text)
        .into_iter()
        .map(|link| text.get(link.range).unwrap())
        .collect()
}

#[test]
fn a_link_is_found_with_what_it_opens() {
    assert_eq!(
        opened("See https://Example.com/ä, please (https://x.com/a_(b)). Bye"),
        [
            (
                "https://Example.com/ä".to_owned(),
                "https://example.com/%C3%A4".to_owned()
            ),
            (
                "https://x.com/a_(b)".to_owned(),
                "https://x.com/a_(b)".to_owned()
            ),
        ]
    );
}

#[test]
fn a_link_ends_where_its_sentence_goes_on() {
    for (text, link) in [
        ("これhttps://example.com/を見て", "https://example.com/"),
        ("https://example.com/a,を見て", "https://example.com/a"),
        ("https://example.comを見て", "https://example.com"),
        ("https://example.com。よろしく", "https://example.com"),
        ("（https://example.com/a）", "https://example.com/a"),
        ("https://例え.jp/a。", "https://例え.jp/a"),
        ("https://佐々木.jp/", "https://佐々木.jp/"),
        ("“https://example.com/a”", "https://example.com/a"),
        ("«https://example.com/a»", "https://example.com/a"),
        ("https://example.com/a…", "https://example.com/a"),
        ("انظر https://example.com/a؟", "https://example.com/a"),
        ("https://example.com/a\u{202e}moc", "https://example.com/a"),
    ] {
        assert_eq!(written(text), [link], "{text}");
    }
}

#[test]
fn only_addresses_with_the_webs_schemes_are_links() {
    for text in [
        "ends.So does this",
        "www.example.com",
        "mailto:care@northwind.example",
        "care@northwind.example",
        "javascript://example.com/%0aalert(1)",
        "file:///etc/passwd",
        "ftp://example.com/",
        "https://",
        "xhttps://example.com/",
    ] {
        assert_eq!(links(text), [], "{text}");
    }
}

#[test]
fn a_link_that_is_not_opened_says_why() {
    let why = |text: &str| {
        let mut found = links(text).into_iter();
        found.next().unwrap().leads.unwrap_err()
    };
    assert_eq!(why("http://example.com/"), NotOpened::NotSecure);
    assert_eq!(why("https://x.com@evil.example/"), NotOpened::Disguised);
    assert_eq!(why("https://192.168.1.1/admin"), NotOpened::NotPublic);
    assert_eq!(why("https://localhost/admin"), NotOpened::NotPublic);
    assert_eq!(why("https://example.com:8443/"), NotOpened::OddPort);
}

proptest! {
    #[test]
    fn links_lie_in_order_between_characters_and_are_found_in_any_surroundings(
        before in "[a-zé。 \u{5d0}\u{1f9e1}\u{202e}]{0,10}",
        path in "[a-z0-9/_-]{0,10}[a-z0-9]",
        after in "([ 。、\u{202e}].{0,20})?",
    ) {
        let link = format!("https://example.com/{path}");
        let text = format!("{before} {link}{after}");
        let found = links(&text);
        let mut end = 0;
        for one in &found {
            prop_assert!(one.range.start >= end && one.range.end > one.range.start);
            prop_assert!(text.get(one.range.clone()).is_some());
            end = one.range.end;
        }
        let first = found.first().unwrap();
        prop_assert_eq!(text.get(first.range.clone()), Some(link.as_str()));
    }

    #[test]
    fn no_text_is_too_strange(text in "(https?://|[.:/@。\u{202e}を ]|.){0,30}") {
        for link in links(&text) {
            prop_assert!(text.get(link.range).is_some());
        }
    }
}
