//! What cannot be meant ends with 2 and begins nothing.

use crate::shop::{ACCOUNT, Shop};

#[test]
fn a_command_line_that_cannot_be_meant_is_refused_as_usage() {
    let shop = Shop::empty();
    let send = [
        "send",
        "--account",
        ACCOUNT,
        "--to",
        "a",
        "--as",
        "b",
        "--text",
        "c",
    ];
    let both = [&send[..], &["--automated", "--operator", "Ana"]].concat();
    let crop = [
        "persona", "add", "--kind", "human", "--line", "Ana", "--photo", "a.jpg", "--crop", "1,2",
    ];
    let wrong: [&[&str]; 7] = [
        &[],
        &["speak"],
        &["outbox", "run"],
        &["account", "connect", "myspace"],
        &send,
        &both,
        &crop,
    ];
    for arguments in wrong {
        let ended = shop.in_words(arguments);
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.err);
        assert!(
            !ended.err.is_empty() && ended.out.is_empty(),
            "{arguments:?}"
        );
    }
    assert!(!shop.data().exists(), "nothing was begun");
}

#[test]
fn keys_that_are_none_are_named_and_not_repeated() {
    let shop = Shop::empty();
    let mut lacking = shop.keys();
    let secret = lacking["token_secret"].as_str().unwrap().to_owned();
    lacking.as_object_mut().unwrap().remove("token");
    let mut more = shop.keys();
    more["pin"] = "1234".into();
    let endless = "x".repeat(1 << 20);
    for (given, named) in [
        (lacking.to_string(), "token"),
        (more.to_string(), "pin"),
        (secret.clone(), "JSON"),
        (String::new(), "JSON"),
        (endless, "bytes"),
    ] {
        let ended = shop.connect_with(&given);
        assert_eq!(ended.code, 2, "{}", ended.err);
        assert!(ended.err.contains(named), "{}", ended.err);
        assert!(!ended.err.contains(&secret) && ended.out.is_empty());
    }
}

#[test]
fn a_photo_that_is_not_there_is_named() {
    let shop = Shop::empty();
    let add = [
        "persona",
        "add",
        "--kind",
        "human",
        "--line",
        "Ana",
        "--photo",
        "nowhere.jpg",
    ];
    let ended = shop.in_words(&add);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("nowhere.jpg"), "{}", ended.err);
}
