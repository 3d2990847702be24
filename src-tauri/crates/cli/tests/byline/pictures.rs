//! Pictures that go along with messages, by command line.

use crate::shop::{ACCOUNT, ANA, Shop, photo, sending};

fn with_picture<'a>(file: &'a str, text: &'a str) -> Vec<&'a str> {
    let mut all = sending("mayalind", ANA, text, &["--operator", "Ana"]);
    if text.is_empty() {
        all.retain(|one| !["--text", ""].contains(one));
    }
    all.extend(["--picture", file]);
    all
}

#[test]
fn a_picture_goes_along_with_a_text_or_alone() {
    let shop = Shop::open();
    let photo = photo();
    let file = photo.to_str().unwrap();
    for text in ["Like this?", ""] {
        let sent = shop.run(&with_picture(file, text)).assert_done().json();
        assert_eq!(sent["state"]["state"], "sent");
        assert_eq!(sent["picture"]["width"], 480);
        let told = shop.server().told(text);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!(told[0]["persona"]["name"], ANA);
        let path = told[0]["carried"]["attachment"]["media"].as_str().unwrap();
        assert!(shop.server().get(path).starts_with(&[0xff, 0xd8]));
    }
    let thread = shop.in_words(&["conversation", "show", "--account", ACCOUNT, "@mayalind"]);
    let thread = thread.assert_done().out;
    assert_eq!(thread.matches("[photo]").count(), 2, "{thread}");
}

#[test]
fn what_is_no_picture_is_named_and_nothing_is_sent() {
    let shop = Shop::open();
    let note = shop.network_home().join("note.jpg");
    std::fs::write(&note, "no picture").unwrap();
    let refused = shop.run(&with_picture(note.to_str().unwrap(), "Look"));
    assert_eq!(refused.code, 1, "{}", refused.out);
    assert_eq!(refused.json()["error"]["code"], "picture_not_a_picture");
    let missing = shop.run(&with_picture("/nowhere/a.jpg", "Look"));
    assert_ne!(missing.code, 0);
    assert!(shop.server().told("Look").is_empty());
    let neither = shop.run(&[
        "send",
        "--account",
        ACCOUNT,
        "--to",
        "mayalind",
        "--as",
        ANA,
        "--operator",
        "Ana",
    ]);
    assert_eq!(neither.code, 2, "{}", neither.err);
}
