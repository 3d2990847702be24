//! The vault by command line, on a machine without a keychain.

use crate::shop::{ACCOUNT, Ended, PASSPHRASE, Shop};

/// Runs a command with nothing in the environment to open a vault with.
fn bare(shop: &Shop, arguments: &[&str], input: &str) -> Ended {
    let mut all = arguments.to_vec();
    all.push("--json");
    let mut command = shop.command(&all);
    without_keychain(&mut command).env_remove("BYLINE_PASSPHRASE");
    shop.end(command, input)
}

fn without_keychain(command: &mut std::process::Command) -> &mut std::process::Command {
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
}

#[test]
fn where_keys_are_kept_is_told_with_what_to_do() {
    let shop = Shop::open();
    let status = shop.run(&["vault", "status"]).assert_done().json();
    assert_eq!(status["kind"], "locked_file");
    assert_eq!(status["state"], "ready");
    assert_eq!(status["from_environment"], true);
    assert_eq!(status["accounts"][0]["name"], ACCOUNT);
    assert_eq!(status["accounts"][0]["keys"], "present");
    let told = shop.in_words(&["vault", "status"]).assert_done().out;
    assert!(
        told.contains("Keys are kept in the locked file: ready."),
        "{told}"
    );
    assert!(told.contains("BYLINE_PASSPHRASE chose"), "{told}");

    let status = bare(&shop, &["vault", "status"], "").assert_done().json();
    assert_eq!(status["kind"], "keychain");
    assert_eq!(status["state"], "absent");
    assert_eq!(status["file"], true);
    assert_eq!(status["accounts"][0]["keys"], "unknown");
}

#[test]
fn the_locked_file_becomes_the_desks_choice() {
    let shop = Shop::open();
    let file = ["vault", "use", "file"];
    // The keychain cannot say whether it holds the account's keys.
    bare(&shop, &file, PASSPHRASE).assert_refused("vault");
    let wrong = bare(&shop, &file, "not the passphrase of this file\n");
    wrong.assert_refused("wrong_passphrase");
    let leave = ["vault", "use", "file", "--leave-keys"];
    let status = bare(&shop, &leave, &format!("{PASSPHRASE}\n")).assert_done();
    let status = status.json();
    assert_eq!(status["kind"], "locked_file");
    assert_eq!(status["from_environment"], false);
    assert_eq!(status["accounts"][0]["keys"], "present");

    let status = bare(&shop, &["vault", "status"], "").assert_done().json();
    assert_eq!(status["kind"], "locked_file");
    assert_eq!(status["state"], "locked");
    shop.answer("mayalind", "from the file").assert_done();
    let printed = String::from_utf8_lossy(&shop.printed()).into_owned();
    assert!(!printed.contains(PASSPHRASE));
}

#[test]
fn a_new_file_takes_no_short_passphrase_and_no_missing_one() {
    let shop = Shop::empty();
    let file = ["vault", "use", "file"];
    let short = bare(&shop, &file, "seven g\n");
    short.assert_refused("passphrase_too_short");
    assert!(short.err.contains("at least 8 characters"), "{}", short.err);
    assert_eq!(bare(&shop, &file, "").code, 2);
    assert!(!shop.data().join("vault.locked").exists());
    bare(&shop, &file, "seven grey herons\n").assert_done();
    assert!(shop.data().join("vault.locked").exists());
}

#[test]
fn keys_do_not_leave_the_file_for_a_keychain_that_is_not_there() {
    let shop = Shop::open();
    let mut command = shop.command(&["vault", "use", "keychain", "--json"]);
    without_keychain(&mut command);
    shop.end(command, "").assert_refused("vault");
    shop.answer("mayalind", "still from the file").assert_done();
}
