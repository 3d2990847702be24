//! Connecting by the network's page with the number that it shows, signing in
//! again with the same app, and disconnecting.

use crate::shop::{ACCOUNT, Ended, Shop};
use serde_json::json;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

/// Presses "allow" on the network's page; the number that it shows then.
fn allow(address: &str, brand: &str) -> String {
    let rest = address.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_once('/').unwrap();
    let (page, query) = path.split_once('?').unwrap();
    let form = format!("{query}&brand={brand}&decision=allow");
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "POST /{page} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
        form.len()
    )
    .unwrap();
    let mut shown = String::new();
    stream.read_to_string(&mut shown).unwrap();
    let (_, text) = shown.split_once("\r\n\r\n").unwrap();
    let mut words = text.split(|sign: char| !sign.is_ascii_digit());
    words.find(|word| word.len() == 7).unwrap().to_owned()
}

/// Runs the command up to the page, has it allowed, and hands the number in.
fn sign_in(
    shop: &Shop,
    arguments: &[&str],
    first: &str,
    number: impl Fn(String) -> String,
) -> Ended {
    let mut process = shop
        .command(arguments)
        .arg("--json")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = process.stdin.take().unwrap();
    input.write_all(first.as_bytes()).unwrap();
    let mut err = BufReader::new(process.stderr.take().unwrap());
    let mut said = String::new();
    err.read_line(&mut said).unwrap();
    let address = said.split(' ').find(|word| word.starts_with("http://"));
    let brand = shop.server().announced["accounts"][0]["user_id"].clone();
    let shown = allow(address.unwrap().trim(), brand.as_str().unwrap());
    writeln!(input, "{}", number(shown)).unwrap();
    drop(input);
    err.read_to_string(&mut said).unwrap();
    let ended = process.wait_with_output().unwrap();
    Ended {
        code: ended.status.code().unwrap(),
        out: String::from_utf8(ended.stdout).unwrap(),
        err: said,
    }
}

/// The app's two keys, as one line.
fn app(shop: &Shop) -> String {
    let keys = shop.keys();
    let two = json!({
        "consumer_key": keys["consumer_key"],
        "consumer_secret": keys["consumer_secret"],
    });
    format!("{two}\n")
}

#[test]
fn an_account_is_connected_by_its_number_again_by_its_app_and_disconnected() {
    let shop = Shop::empty();
    let base = shop.server().base_url().to_owned();
    let connect = ["account", "connect", "x", "--pin", "--api-base", &base];
    let with_spaces = |number: String| {
        let (front, back) = number.split_at(3);
        format!(" {front} {back} ")
    };
    let connected = sign_in(&shop, &connect, &app(&shop), with_spaces).assert_done();
    assert_eq!(connected.json()["name"], ACCOUNT);
    shop.run(&["inbox", "sync"]).assert_done();

    let again = ["account", "connect", "x", "--pin", "--account", ACCOUNT];
    sign_in(&shop, &again, "", |number| number).assert_done();

    let gone = shop.run(&["account", "disconnect", ACCOUNT]).assert_done();
    assert_eq!(gone.json()["revoked"], true);
    assert_eq!(gone.json()["replies_waiting"], 0);
    shop.run(&["account", "probe", ACCOUNT])
        .assert_refused("credentials_missing");
    let kept = shop.run(&["conversation", "list"]).assert_done().json();
    assert!(!kept["conversations"].as_array().unwrap().is_empty());
}

#[test]
fn a_wrong_number_connects_nothing() {
    let shop = Shop::empty();
    let base = shop.server().base_url().to_owned();
    let connect = ["account", "connect", "x", "--pin", "--api-base", &base];
    let wrong = |number: String| number.chars().rev().collect::<String>() + "0";
    sign_in(&shop, &connect, &app(&shop), wrong).assert_refused("login_refused");
    let listed = shop.run(&["account", "list"]).assert_done().json();
    assert_eq!(listed["accounts"], json!([]));
}

#[test]
fn how_to_sign_in_is_said_once() {
    let shop = Shop::empty();
    for wrong in [
        &["--pin", "--browser"][..],
        &["--account", ACCOUNT],
        &["--practice"],
        &["--pin", "--practice", "--account", ACCOUNT],
        &["--pin", "--practice", "--api-base", "http://127.0.0.1:1"],
        &["--browser", "--upload-base", "http://127.0.0.1:1"],
    ] {
        let arguments = [&["account", "connect", "x"][..], wrong].concat();
        assert_eq!(shop.run(&arguments).code, 2, "{wrong:?}");
    }
    let wordy = shop.end(shop.command(&["account", "connect", "x", "--pin"]), "{}\n");
    assert_ne!(wordy.code, 0);
    assert!(wordy.err.contains("consumer_key"), "{}", wordy.err);
}
