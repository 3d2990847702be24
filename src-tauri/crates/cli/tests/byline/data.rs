//! Backups, exports and forgetting by command line.

use crate::shop::{ACCOUNT, Shop};
use std::fs;

#[test]
fn a_backup_is_made_listed_and_gone_back_to_and_the_file_before_is_kept() {
    let shop = Shop::open();
    let made = shop.run(&["backup"]).assert_done().json();
    let name = made["name"].as_str().unwrap();
    let listed = shop.run(&["backup", "list"]).assert_done().json();
    assert_eq!(listed["backups"][0]["name"], name);
    shop.run(&["restore", "byline-20000101T000000Z.sqlite"])
        .assert_refused("unknown_backup");
    shop.answer("mayalind", "after the backup").assert_done();

    let asked = shop.run(&["restore", name, "--preview"]).assert_done();
    assert_eq!(asked.json()["come_back"], 0);
    let prepared = shop.run(&["restore", name]).assert_done();
    assert!(
        prepared.err.contains("the backup is in its place"),
        "{}",
        prepared.err
    );
    let aside = prepared.json()["set_aside"].as_str().unwrap().to_owned();
    assert!(fs::metadata(aside).unwrap().is_file());
    let ledger = shop.run(&["ledger", "list"]).assert_done().json();
    assert_eq!(ledger["rows"][0]["what"], "restored");
    shop.run(&["ledger", "verify"]).assert_done();
}

#[test]
fn a_damaged_file_names_its_newest_backup_and_is_gone_back_from() {
    let shop = Shop::open();
    let made = shop.run(&["backup"]).assert_done().json();
    let name = made["name"].as_str().unwrap();
    let file = shop.data().join("byline.db");
    fs::write(&file, "damaged").unwrap();
    let refused = shop.run(&["conversation", "list"]);
    refused.assert_refused("store_damaged");
    let error = &refused.json()["error"];
    assert_eq!(error["backup"], name);
    assert_eq!(error["messages"], made["counts"]["messages"]);
    let listed = shop.run(&["restore"]).assert_done().json();
    assert_eq!(listed["backups"][0]["name"], name);
    shop.run(&["restore", name]).assert_done();
    let list = shop.run(&["conversation", "list"]).assert_done().json();
    assert!(!list["conversations"].as_array().unwrap().is_empty());
}

#[test]
fn everything_and_one_customer_are_written_out_and_nothing_is_replaced() {
    let shop = Shop::open();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.json");
    let out = file.to_str().unwrap();
    shop.run(&["export", "--out", out]).assert_done();
    let all: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    assert_eq!(all["version"], 1);
    shop.run(&["export", "--out", out])
        .assert_refused("file_there");
    let to = folder.path().to_str().unwrap();
    let customer = [
        "customer",
        "export",
        "--account",
        ACCOUNT,
        "mayalind",
        "--out",
        to,
    ];
    let written = shop.run(&customer).assert_done().json();
    assert_eq!(written.as_array().unwrap().len(), 2);
    let page = ["conversation", "export", "--account", ACCOUNT, "mayalind"];
    let page = shop.in_words(&page).assert_done().out;
    assert!(page.starts_with("<!doctype html>"), "{page}");
}

#[test]
fn a_customer_is_forgotten_only_when_that_is_said_twice() {
    let shop = Shop::open();
    let forget = ["customer", "forget", "--account", ACCOUNT, "mayalind"];
    let asked = shop.run(&forget).assert_done().json();
    assert!(asked["messages"].as_u64().unwrap() > 0);
    let show = ["conversation", "show", "--account", ACCOUNT, "mayalind"];
    shop.run(&show).assert_done();
    let mut twice = forget.to_vec();
    twice.push("--yes");
    let gone = shop.run(&twice).assert_done().json();
    assert_eq!(gone["messages"], asked["messages"]);
    shop.run(&show).assert_refused("unknown_customer");
    shop.run(&["ledger", "verify"]).assert_done();
}

#[test]
fn how_long_messages_are_kept_is_shown_asked_and_chosen() {
    let shop = Shop::open();
    assert_eq!(
        shop.run(&["retention"]).assert_done().json()["days"],
        serde_json::Value::Null
    );
    shop.run(&["retention", "set", "29"])
        .assert_refused("retention_refused");
    let asked = shop
        .run(&["retention", "preview", "30"])
        .assert_done()
        .json();
    assert_eq!(asked["messages"], 0);
    let chosen = shop.run(&["retention", "set", "30"]).assert_done().json();
    assert_eq!(chosen["days"], 30);
    let off = shop.run(&["retention", "off"]).assert_done().json();
    assert_eq!(off["days"], serde_json::Value::Null);
}
