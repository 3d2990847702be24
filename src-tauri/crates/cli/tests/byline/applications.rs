//! Applications for access by command line: written, checked, written out, read
//! back in, followed.

use crate::shop::{ACCOUNT, ANA, Ended, PASSPHRASE, Shop};
use desk::{Desk, Options, VaultChoice};
use secrecy::SecretString;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

fn run(shop: &Shop, arguments: &[&str]) -> Ended {
    shop.run(&[&["application"], arguments].concat())
}

fn field<'a>(view: &'a Value, name: &str) -> &'a Value {
    let fields = view["fields"].as_array().unwrap();
    fields.iter().find(|one| one["field"] == name).unwrap()
}

#[test]
fn an_application_is_written_checked_and_written_out() {
    let shop = Shop::open();
    let none = run(&shop, &["show"]);
    assert_eq!(none.code, 2, "{}", none.err);
    assert!(none.err.contains("application start"), "{}", none.err);

    let begun = run(&shop, &["start", "--account", ACCOUNT]).assert_done();
    let begun = begun.json();
    assert_eq!(field(&begun, "handle")["origin"], "account");
    assert_eq!(begun["samples"][0]["line"], ANA);

    let site = "https://northwind.example";
    run(&shop, &["set", "website", site]).assert_done();
    let policy = ["set", "privacy-policy", "http://northwind.example/privacy"];
    run(&shop, &policy).assert_done();
    let shown = run(&shop, &["show"]).assert_done().json();
    assert_eq!(field(&shown, "website")["value"], site);
    assert_eq!(field(&shown, "website")["origin"], "written");

    let checked = run(&shop, &["check"]);
    assert_eq!(checked.code, 1, "{}", checked.err);
    let gaps = checked.json()["gaps"].as_array().unwrap().clone();
    let policy = gaps.iter().find(|one| one["field"] == "privacy_policy");
    let policy = policy.unwrap();
    assert_eq!(policy["gap"]["why"], "not_https");
    assert!(policy["mend"].as_str().unwrap().contains("https"));
    let words = shop.in_words(&["application", "check"]);
    assert!(
        words.out.contains("Privacy policy (doubtful)"),
        "{}",
        words.out
    );

    for (format, mark) in [("html", "<!doctype html>"), ("md", "# "), ("json", "{")] {
        let to = shop.data().join(format!("out.{format}"));
        let to = to.to_str().unwrap();
        run(&shop, &["export", "--format", format, "--to", to]).assert_done();
        let text = std::fs::read_to_string(to).unwrap();
        assert!(text.starts_with(mark), "{format}: {text}");
    }
    let printed = shop.in_words(&["application", "export", "--format", "json"]);
    let again: Value = serde_json::from_str(&printed.out).unwrap();
    assert_eq!(again["fields"]["website"]["text"], site);

    let file = shop.data().join("out.json");
    let read = run(&shop, &["import", file.to_str().unwrap()]).assert_done();
    let read = read.json();
    assert_eq!(field(&read, "website"), field(&shown, "website"));
    let which = run(&shop, &["show"]);
    assert_eq!(which.code, 2);
    assert!(which.err.contains("--application"), "{}", which.err);
    let id = read["id"].as_str().unwrap();
    run(&shop, &["set", "brand", "Northwind 2", "--application", id]).assert_done();
    run(&shop, &["show", "--application", "northwind 2"]).assert_done();
    let versions = run(&shop, &["versions", "--application", id]).assert_done();
    assert_eq!(versions.json()["versions"].as_array().unwrap().len(), 1);
    assert_eq!(run(&shop, &["set", "colour", "red"]).code, 2);
    run(&shop, &["import", "Cargo.toml"]).assert_refused("application_unreadable");
}

#[test]
fn the_diary_is_written_and_a_reminder_ticked_off() {
    let shop = Shop::empty();
    run(&shop, &["start"]).assert_done();
    run(&shop, &["diary", "add", "noted"]).assert_refused("no_operator");
    let add = [
        "diary",
        "add",
        "submitted",
        "--case",
        "123",
        "--place",
        "the form",
        "--note",
        "as it was",
        "--remind",
        "7d",
        "--operator",
        "Ana",
    ];
    let diary = run(&shop, &add).assert_done().json();
    let entry = &diary["diary"][1];
    assert_eq!(entry["what"], "submitted");
    assert_eq!(entry["by"], "Ana");
    let week = entry["remind_at"].as_i64().unwrap() - entry["at"].as_i64().unwrap();
    assert!((week - 7 * 86_400_000).abs() < 60_000, "{week}");
    let words = shop.in_words(&["application", "diary"]);
    assert!(words.out.contains("case 123"), "{}", words.out);
    assert!(words.out.contains("as it was"), "{}", words.out);

    let id = entry["id"].as_str().unwrap();
    let done = run(&shop, &["diary", "done", id]).assert_done().json();
    assert_eq!(done["diary"][1]["reminder_done"], true);
    let rows = run(&shop, &["list"]).assert_done().json();
    assert_eq!(rows["applications"][0]["stage"], "submitted");
    run(&shop, &["form", "https://forms.example/x"]).assert_done();
    run(&shop, &["form", "http://forms.example/x"]).assert_refused("form_address_refused");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_byline_is_open_an_application_is_read_written_out_and_changed_beside_it() {
    let shop = Shop::empty();
    run(&shop, &["start"]).assert_done();
    let vault = VaultChoice::LockedFile(SecretString::from(PASSPHRASE));
    let open = Desk::open(Options::real(shop.data(), vault).unwrap());
    let open = open.await.unwrap();
    assert!(open.is_owner());
    for arguments in [&["list"][..], &["show"], &["versions"], &["diary"]] {
        run(&shop, arguments).assert_done();
    }
    // Nobody answers there, and what only notes something does its work alone.
    run(&shop, &["export"]).assert_done();
    let stop = CancellationToken::new();
    let answering = tokio::spawn({
        let (open, until) = (open.clone(), stop.clone());
        async move { open.answer_others(until).await }
    });
    run(&shop, &["set", "brand", "Northwind"]).assert_done();
    run(&shop, &["diary", "add", "submitted", "--operator", "Ana"]).assert_done();
    stop.cancel();
    answering.await.unwrap();
}
