//! A practice network is steered from outside while it is served, and in its
//! folder when it is not.

use crate::shop::{ANA, Ended, Shop, photo};
use serde_json::Value;

/// Steers the network of a shop, in the folder that serves it.
fn steer(shop: &Shop, arguments: &[&str]) -> Ended {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_byline"));
    shop.dress(&mut command);
    command.arg("practice").args(arguments);
    command.arg("--json").arg("--data").arg(shop.network_home());
    shop.end(command, "")
}

fn done(shop: &Shop, arguments: &[&str]) -> Value {
    steer(shop, arguments).assert_done().json()
}

fn refused(shop: &Shop, arguments: &[&str]) -> String {
    let ended = steer(shop, arguments);
    assert_eq!(ended.code, 1, "{} {}", ended.out, ended.err);
    let error = &ended.json()["error"];
    assert_eq!(error["code"], "practice_refused");
    error["detail"].as_str().unwrap().to_owned()
}

#[test]
fn a_served_network_is_found_by_its_folder_and_steered() {
    let shop = Shop::open();
    done(&shop, &["customer", "add", "@lena_k", "--name", "Lena K."]);
    done(&shop, &["customer", "write", "@lena_k", "Hi there"]);
    let photo = photo();
    let picture = ["--picture", photo.to_str().unwrap()];
    done(
        &shop,
        &[&["customer", "write", "lena_k", ""][..], &picture].concat(),
    );
    let listed = done(&shop, &["customer", "list"]);
    let customers = listed["customers"].as_array().unwrap();
    let lena = customers.iter().find(|one| one["handle"] == "lena_k");
    assert_eq!(lena.unwrap()["name"], "Lena K.");
    assert_eq!(shop.server().told("Hi there").len(), 1);

    shop.run(&["inbox", "sync"]).assert_done();
    shop.answer("lena_k", "Hello Lena").assert_done();
    let truth = done(&shop, &["truth"]);
    let messages = truth["messages"].as_array().unwrap();
    let hello = messages.iter().find(|one| one["text"] == "Hello Lena");
    assert_eq!(hello.unwrap()["persona"]["name"], ANA);
}

#[test]
fn what_an_account_may_do_is_asked_and_told_with_what_changed() {
    let shop = Shop::empty();
    shop.connect().assert_done();
    let probe = ["account", "probe", crate::shop::ACCOUNT];
    let open = shop.run(&probe).assert_done().json();
    assert_eq!(open["findings"][3]["verdict"], "works");
    assert_eq!(open["next"], serde_json::json!(["publish_persona"]));
    done(&shop, &["access", "220"]);
    let told = shop.in_words(&probe).assert_done().out;
    for part in [
        "is not on the network’s list for custom profiles yet.",
        "The network said: “Your credentials do not allow access to this resource.” (code 220).",
        "Changed. Before (",
        "Apply for custom profiles.",
        "X Chat",
    ] {
        assert!(told.contains(part), "{part:?} is missing in\n{told}");
    }
}

#[test]
fn a_fault_and_a_closed_list_are_met_by_the_desk_and_can_be_taken_back() {
    let shop = Shop::open();
    done(&shop, &["access", "220"]);
    let persona = shop.draft_persona("human", "Ben");
    persona.assert_done();
    let publish = [
        "persona",
        "publish",
        "Ben",
        "--account",
        crate::shop::ACCOUNT,
    ];
    assert_ne!(shop.run(&publish).code, 0);
    done(&shop, &["access", "open"]);

    done(&shop, &["fault", "events/new", "cut_after"]);
    let waiting = done(&shop, &["fault", "list"]);
    assert_eq!(waiting["waiting"][0]["kind"], "cut_after");
    assert_eq!(shop.answer("mayalind", "cut off").code, 3);
    assert_eq!(
        done(&shop, &["fault", "list"])["fired"][0]["fault"]["route"],
        "events/new"
    );
    done(
        &shop,
        &["fault", "events/new", "hide-for=5000", "--nth", "9"],
    );
    done(&shop, &["fault", "clear"]);
    assert_eq!(
        done(&shop, &["fault", "list"])["waiting"],
        serde_json::json!([])
    );
}

#[test]
fn the_clock_moves_while_it_is_served_and_while_it_is_not() {
    let mut shop = Shop::empty();
    let day = 86_400_000;
    assert_eq!(done(&shop, &["clock", "show"])["ahead_ms"], 0);
    let moved = done(&shop, &["clock", "forward", "24h"]);
    assert_eq!(moved["ahead_ms"], day);
    shop.server.take().unwrap().stop();
    assert!(
        !shop.network_home().join("practice/address").exists(),
        "nobody serves it"
    );
    assert_eq!(
        done(&shop, &["clock", "forward", "1d"])["ahead_ms"],
        2 * day
    );
    assert_eq!(done(&shop, &["clock", "show"])["ahead_ms"], 2 * day);
}

#[test]
fn without_a_server_what_would_end_with_it_is_refused_and_an_address_left_behind_misleads_nobody() {
    let mut shop = Shop::empty();
    drop(shop.server.take());
    assert!(
        shop.network_home().join("practice/address").exists(),
        "it was killed"
    );
    done(&shop, &["customer", "write", "mayalind", "in the folder"]);
    let truth = done(&shop, &["truth"]);
    let messages = truth["messages"].as_array().unwrap();
    assert!(messages.iter().any(|one| one["text"] == "in the folder"));
    for arguments in [
        &["access", "220"][..],
        &["fault", "events/new", "cut_after"],
    ] {
        let why = refused(&shop, arguments);
        assert!(why.contains("byline practice serve"), "{why}");
    }
}

#[test]
fn what_the_network_refuses_is_told_in_its_words() {
    let shop = Shop::empty();
    let nobody = refused(&shop, &["customer", "write", "nobody_here", "Hi"]);
    assert!(nobody.contains("@nobody_here"), "{nobody}");
    let call = refused(&shop, &["fault", "nowhere", "cut_after"]);
    assert!(call.contains("nowhere"), "{call}");
    let elsewhere = refused(&shop, &["truth", "--at", "http://example.com"]);
    assert!(elsewhere.contains("this machine"), "{elsewhere}");
    let silent = refused(&shop, &["truth", "--at", "http://127.0.0.1:9"]);
    assert!(silent.contains("no practice network answers"), "{silent}");
    let base = shop.server().base_url().to_owned();
    done(&shop, &["truth", "--at", &base]);
    let backwards = steer(&shop, &["clock", "forward", "yesterday"]);
    assert_eq!(backwards.code, 2, "{}", backwards.err);
}
