//! An application as a page.

use super::html;
use crate::application_documents::sample_document::{document, northwind};
use domain::application::{Content, Field, FieldOrigin};
use domain::{Kind, PersonaId};
use proptest::prelude::*;
use uuid::Uuid;

/// The names of all elements that a page opens.
fn elements(page: &str) -> Vec<String> {
    let (_, body) = page.split_once("<body>").unwrap();
    body.split('<')
        .skip(1)
        .map(|behind| {
            let name = behind.trim_start_matches('/');
            name.chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect()
        })
        .collect()
}

#[test]
fn every_text_stands_on_the_page_with_its_label() {
    let document = northwind();
    let page = html(&document);
    for (_, entry) in document.content.entries() {
        for line in entry.text().lines().filter(|line| *line != "business") {
            let escaped = super::escape::html(line);
            assert!(page.contains(&escaped), "{line}");
        }
    }
    for text in [
        "<h1><span lang=\"\" dir=\"auto\">Northwind Coffee &amp; Co.</span></h1>",
        "Version 3, 23 November 2026",
        "Verified business",
        "English · Spanish · 日本語",
        "<a href=\"https://x.com/northwind\"",
        "<a href=\"mailto:priya.nair@northwind.example\"",
        "dd lang=\"ja\" dir=\"auto\">年に二回",
        "Not given: App ID.",
    ] {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn a_page_needs_nothing_else() {
    let page = html(&northwind());
    for outside in [
        "src=\"http",
        "url(",
        "@import",
        "<script",
        "<link",
        "<iframe",
        "<object",
        "<form",
    ] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn a_portrait_is_inside_and_its_absence_is_drawn() {
    let mut document = northwind();
    let ana = PersonaId(Uuid::from_u128(1));
    document.portraits.insert(ana, vec![0xFF, 0xD8, 0xFF]);
    let page = html(&document);
    assert!(page.contains("src=\"data:image/jpeg;base64,/9j/\""));
    assert_eq!(page.matches("<img").count(), 1);
    assert_eq!(page.matches("<span class=\"face\"").count(), 3);
}

#[test]
fn an_empty_application_says_what_a_reader_would_miss() {
    let page = html(&document(&[], &[]));
    assert!(page.contains("<h1>Application for custom profiles on X</h1>"));
    assert!(page.contains("Not given: Brand, Handle,"), "{page}");
    assert!(page.contains("Sample personas."));
    assert!(!page.contains("<h2>"));
}

#[test]
fn an_address_leads_only_to_the_web() {
    for text in [
        "javascript:alert(1)",
        "data:text/html,<b>",
        "vbscript:x",
        "file:///etc/passwd",
    ] {
        let page = html(&document(
            &[(Field::Website, text), (Field::PrivacyPolicy, text)],
            &[],
        ));
        assert!(!page.contains("href"), "{text}");
    }
}

#[test]
fn a_brand_cannot_end_the_style_or_the_title() {
    let hostile = "\"} </style></title><script>alert(1)</script> \\";
    let page = html(&document(
        &[(Field::Brand, hostile)],
        &[(Kind::Human, "</li><img src=x onerror=1>")],
    ));
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(page.matches("</title>").count(), 1);
    assert_eq!(page.matches("<script").count(), 0);
    assert_eq!(page.matches("<img").count(), 0);
}

proptest! {
    #[test]
    fn whatever_was_typed_becomes_no_element(
        field in proptest::sample::select(&Field::ALL[..]),
        text in prop_oneof![any::<String>(), "[<>\"'&/=a-z! -]{0,40}", "(https?|javascript)://[<>\"'&a-z/@:]{0,20}"]
    ) {
        let mut typed = document(&[], &[]);
        typed.content = Content::default();
        typed.content.put(field, text.clone(), FieldOrigin::Written).unwrap();
        let mut plain = document(&[], &[]);
        plain.content.put(field, "plain", FieldOrigin::Written).unwrap();
        let of = |page: &str| -> Vec<String> {
            let all = elements(page).into_iter();
            // A kicker stands over a brand alone, a link around an address alone.
            all.filter(|name| name != "a").collect()
        };
        if !text.trim().is_empty() {
            prop_assert_eq!(of(&html(&typed)), of(&html(&plain)));
        }
    }
}
