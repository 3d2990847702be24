//! How a command ended, in one number: 0 and 1 also stand in `main_job`, 2 in
//! `usage`.

use crate::server::Server;
use crate::shop::{ACCOUNT, ANA, Shop, sending};

#[test]
fn what_the_network_refuses_ends_with_1_and_its_words() {
    let shop = Shop::open();
    shop.server().close_personas();
    let ended = shop.answer("mayalind", "refused");
    assert_eq!(ended.code, 1, "{}", ended.err);
    assert!(
        ended
            .err
            .contains("Your credentials do not allow access to this resource."),
        "{}",
        ended.err
    );
    assert_eq!(ended.json()["state"]["state"], "failed");
    assert_eq!(ended.json()["text"], "refused", "the text is kept");
    assert!(shop.server().told("refused").is_empty());
    assert_eq!(shop.run(&["outbox", "run", "--until-settled"]).code, 1);
}

#[test]
fn what_may_have_arrived_ends_with_3_and_is_not_sent_again() {
    let shop = Shop::open();
    shop.server().cut_next("events/new");
    let ended = shop.answer("mayalind", "cut off");
    assert_eq!(shop.server().fired(), 1, "the fault happened");
    assert_eq!(ended.code, 3, "{}", ended.err);
    assert_eq!(ended.json()["state"]["state"], "in_doubt");

    let run = shop.run(&["outbox", "run", "--until-settled"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert_eq!(
        run.json()["replies"][0]["reply"]["state"]["state"],
        "in_doubt"
    );
    assert_eq!(shop.server().told("cut off").len(), 1);

    let id = ended.json()["id"].as_str().unwrap().to_owned();
    let known = shop.in_words(&["outbox", "resolve", &id]);
    assert_eq!(known.code, 3, "{}", known.err);
    assert!(
        known.out.contains("    cut off\nTry 1 began"),
        "{}",
        known.out
    );
    let nobody = shop.run(&["outbox", "resolve", &id, "--arrived"]);
    assert_eq!(nobody.json()["error"]["code"], "no_operator");
    let arrived = ["outbox", "resolve", &id, "--arrived", "--operator", "Ana"];
    let by_a_person = shop.run(&arrived);
    assert_eq!(by_a_person.assert_done().json()["state"]["state"], "sent");
    let settled = shop.in_words(&["outbox", "resolve", &id]).assert_done();
    assert!(settled.out.ends_with("It is settled.\n"), "{}", settled.out);
}

#[test]
fn what_cannot_leave_now_ends_with_4_and_leaves_later_once() {
    let mut shop = Shop::open();
    let port = shop.server().port().to_owned();
    shop.server.take().unwrap().stop();
    let ended = shop.answer("mayalind", "kept");
    assert_eq!(ended.code, 4, "{}", ended.err);
    assert_eq!(ended.json()["state"]["state"], "waiting_offline");

    shop.server = Some(Server::start(&shop.network_home(), &port));
    // It waits a few seconds before it is tried again; until then each run
    // says that it leaves later.
    loop {
        let run = shop.run(&["outbox", "run", "--until-settled"]);
        match run.code {
            4 => assert!(shop.server().told("kept").is_empty()),
            0 => break,
            other => panic!("{other}: {} {}", run.out, run.err),
        }
    }
    shop.run(&["outbox", "run", "--until-settled"])
        .assert_done();
    assert_eq!(shop.server().told("kept").len(), 1);
}

#[test]
fn a_vault_that_stays_closed_keeps_the_reply() {
    let shop = Shop::open();
    let arguments = sending("mayalind", ANA, "locked in", &["--operator", "Ana"]);
    let mut command = shop.command(&arguments);
    command
        .env("BYLINE_PASSPHRASE", "another one")
        .arg("--json");
    let ended = shop.end(command, "");
    assert_eq!(ended.code, 4, "{} {}", ended.out, ended.err);
    assert_eq!(ended.json()["state"]["state"], "waiting_account_stopped");
    assert!(shop.server().told("locked in").is_empty());
}

#[test]
fn a_publication_that_may_have_happened_ends_with_3_and_is_found_and_not_repeated() {
    let shop = Shop::empty();
    shop.connect().assert_done();
    shop.draft_persona("human", ANA).assert_done();
    shop.server().cut_next("custom_profiles/new");
    let publish = ["persona", "publish", ANA, "--account", ACCOUNT];
    let cut = shop.run(&publish);
    assert_eq!(cut.code, 3, "{} {}", cut.out, cut.err);
    assert_eq!(cut.json()["error"]["code"], "in_doubt");
    assert_eq!(shop.server().fired(), 1, "the fault happened");
    let shown = shop.run(&["persona", "show", ANA]).json();
    assert_eq!(shown["published"][0]["state"]["state"], "in_doubt");
    // The second try looks for it first, and finds it.
    shop.run(&publish).assert_done();
    let shown = shop.run(&["persona", "show", ANA]).json();
    assert_eq!(shown["published"][0]["state"]["state"], "live");
    // A profile created twice would be listed as one that is not from here.
    let checked = shop
        .run(&["persona", "check", "--account", ACCOUNT])
        .assert_done()
        .json();
    assert_eq!(checked["strangers"], serde_json::json!([]), "{checked}");
}

#[test]
fn a_reading_that_has_to_wait_ends_with_4() {
    let shop = Shop::open();
    // 15 reads in 15 minutes are allowed; opening used some.
    let codes: Vec<i32> = (0..16).map(|_| shop.run(&["inbox", "sync"]).code).collect();
    let (allowed, waiting) = codes.split_at(codes.iter().take_while(|code| **code == 0).count());
    assert!(!allowed.is_empty() && !waiting.is_empty(), "{codes:?}");
    assert!(waiting.iter().all(|code| *code == 4), "{codes:?}");
}
