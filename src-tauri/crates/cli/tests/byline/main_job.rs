//! The main job by command line, and who may speak as whom.

use crate::shop::{ACCOUNT, ANA, Shop, photo};
use serde_json::Value;

#[test]
fn a_customer_is_answered_as_the_chosen_persona() {
    let shop = Shop::empty();
    let announced = &shop.server().announced;
    assert_eq!(announced["accounts"][0]["handle"], "northwind");
    assert_eq!(announced["keys"][0].as_object().unwrap().len(), 4);

    let connected = shop.connect().assert_done();
    assert!(connected.out.starts_with("x:@northwind is connected"));
    let accounts = shop.run(&["account", "list"]).assert_done().json();
    assert_eq!(accounts["accounts"][0]["name"], ACCOUNT);
    assert_eq!(accounts["accounts"][0]["personas"]["access"], "open");

    let photo = photo();
    let mut add = vec!["persona", "add", "--kind", "human", "--line", ANA];
    add.extend(["--crop", "40,60,400", "--photo", photo.to_str().unwrap()]);
    let made = shop.run(&add).assert_done().json();
    let id = made["id"].as_str().unwrap();
    let published = shop
        .run(&["persona", "publish", id, "--account", "@northwind"])
        .assert_done()
        .json();
    assert_eq!(published["published"][0]["state"]["state"], "live");
    let shown = shop.run(&["persona", "show", "ana"]).assert_done().json();
    assert_eq!(shown["id"], id);

    let synced = shop.run(&["inbox", "sync"]).assert_done().json();
    assert!(synced["new_messages"].as_u64().unwrap() > 0);
    let rows = shop
        .run(&["conversation", "list", "--account", ACCOUNT])
        .assert_done()
        .json();
    let handles: Vec<&Value> = rows["conversations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["customer"]["handle"])
        .collect();
    assert!(handles.contains(&&Value::from("mayalind")), "{handles:?}");

    let text = "Hello Maya, I am looking into it.";
    let sent = shop.answer("mayalind", text).assert_done().json();
    assert_eq!(sent["state"]["state"], "sent");
    assert_eq!(sent["author"], "Ana");

    let told = shop.server().told(text);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["persona"]["name"], ANA);
    let portrait = shop
        .server()
        .get(told[0]["persona"]["avatar"].as_str().unwrap());
    assert!(
        portrait.starts_with(&[0xff, 0xd8]),
        "the portrait is a JPEG"
    );

    let thread = shop.in_words(&["conversation", "show", "--account", ACCOUNT, "@mayalind"]);
    let thread = thread.assert_done().out;
    assert!(
        thread.contains(text) && thread.contains("Ana Ruiz, Care Team (by Ana)"),
        "{thread}"
    );
    let ledger = shop.run(&["ledger", "verify"]).assert_done().json();
    assert_eq!(ledger["chain"], "whole");
    let outbox = shop.in_words(&["outbox", "list"]).assert_done();
    assert_eq!(outbox.out, "The outbox is empty.\n");
}

#[test]
fn nobody_speaks_as_what_they_are_not() {
    const BOT: &str = "Northwind Bot · automated";
    const GUEST: &str = "Tomás Vega, Guest";
    let shop = Shop::open();
    shop.employ("automated", BOT);
    shop.employ("guest", GUEST);
    let operator = ["--operator", "Ana"];

    shop.send("mayalind", BOT, "by the bot", &["--automated"])
        .assert_done();
    shop.send("mayalind", BOT, "by a person", &operator)
        .assert_refused("operator_is_no_bot");
    shop.send("mayalind", ANA, "by no person", &["--automated"])
        .assert_refused("automation_speaks_as_automated");
    shop.send("mayalind", GUEST, "by a guest", &operator)
        .assert_refused("guest_needs_takeover");

    assert_eq!(shop.server().told("by the bot").len(), 1);
    for text in ["by a person", "by no person", "by a guest"] {
        assert!(shop.server().told(text).is_empty(), "{text}");
    }
    let ledger = shop.run(&["ledger", "list"]).assert_done().json();
    let refused: Vec<&Value> = ledger["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["what"] == "refused_by_rule")
        .map(|row| &row["line"])
        .collect();
    assert_eq!(refused, [GUEST, ANA, BOT], "newest first");
    assert_eq!(shop.run(&["ledger", "verify"]).json()["chain"], "whole");
}

#[test]
fn an_automated_persona_says_that_it_is_one() {
    let shop = Shop::empty();
    let refused = shop.draft_persona("automated", "Ana Ruiz");
    refused.assert_refused("line_refused");
    let all = shop.run(&["persona", "list"]).assert_done().json();
    assert_eq!(all["personas"].as_array().unwrap().len(), 0);
}

#[test]
fn a_practice_network_is_the_same_after_a_restart() {
    let mut shop = Shop::open();
    shop.answer("mayalind", "before").assert_done();
    let before = shop.server().announced.clone();
    let port = shop.server().port().to_owned();
    shop.server.take().unwrap().stop();
    shop.server = Some(crate::server::Server::start(&shop.network_home(), &port));
    assert_eq!(shop.server().announced, before);
    assert_eq!(shop.server().told("before").len(), 1);
    shop.answer("mayalind", "after").assert_done();
}
