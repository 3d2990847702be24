//! Two processes on a data folder: the second reads, and what it would write the
//! first one does.

use crate::server::Server;
use crate::shop::{ACCOUNT, ANA, Ended, PASSPHRASE, Shop};
use desk::{Desk, Options, VaultChoice};
use secrecy::SecretString;
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// A desk at work in this process, as a window is.
struct Open {
    desk: Desk,
    stop: CancellationToken,
    work: JoinHandle<()>,
}

impl Open {
    async fn at(data: std::path::PathBuf) -> Self {
        let vault = VaultChoice::LockedFile(SecretString::from(PASSPHRASE));
        let desk = Desk::open(Options::real(data, vault).unwrap()).await;
        let (desk, stop) = (desk.unwrap(), CancellationToken::new());
        assert!(desk.is_owner());
        let (running, until) = (desk.clone(), stop.clone());
        let work = tokio::spawn(async move { running.run(until).await });
        Self { desk, stop, work }
    }

    async fn close(self) {
        self.stop.cancel();
        self.work.await.unwrap();
        drop(self.desk);
    }
}

/// Nobody waits between two replies.
fn at_any_pace(shop: &Shop) {
    shop.run(&["account", "delivery", ACCOUNT, "--pace", "0"])
        .assert_done();
}

#[tokio::test(flavor = "multi_thread")]
async fn while_byline_is_open_a_second_one_reads_and_hands_over_what_it_would_write() {
    let shop = Shop::open();
    at_any_pace(&shop);
    let open = Open::at(shop.data()).await;

    let show = ["conversation", "show", "--account", ACCOUNT, "mayalind"];
    let reading: [&[&str]; 7] = [
        &["account", "list"],
        &["persona", "list"],
        &["conversation", "list"],
        &show,
        &["outbox", "list"],
        &["ledger", "list"],
        &["ledger", "verify"],
    ];
    for arguments in reading {
        shop.run(arguments).assert_done();
    }
    let listed = shop.run(&["conversation", "list"]).json();
    assert!(!listed["conversations"].as_array().unwrap().is_empty());

    let sent = shop.answer("mayalind", "from beside").assert_done().json();
    assert_eq!(sent["state"]["state"], "sent", "{sent}");
    assert_eq!(sent["author"], "Ana");
    assert_eq!(shop.server().told("from beside").len(), 1);
    let wrong = shop.send("mayalind", "Nobody", "hm", &["--operator", "Ana"]);
    wrong.assert_refused("unknown_persona");
    shop.employ("human", "Ben Ito, Care Team");
    shop.connect().assert_done();
    let writing: [&[&str]; 3] = [
        &["inbox", "sync"],
        &["outbox", "run", "--until-settled"],
        &["vault", "use", "file"],
    ];
    for arguments in writing {
        shop.run(arguments).assert_done();
    }
    assert!(open.desk.is_owner());
    open.close().await;
    shop.answer("mayalind", "from here").assert_done();
    shop.run(&["ledger", "verify"]).assert_done();
}

/// Starts a command, and does not wait for it.
fn begin(shop: &Shop, arguments: &[&str]) -> Child {
    let mut command = shop.command(arguments);
    command.arg("--json").stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn end(process: Child) -> Ended {
    let output = process.wait_with_output().unwrap();
    Ended {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn sending(text: &str) -> Vec<&str> {
    crate::shop::sending("mayalind", ANA, text, &["--operator", "Ana"])
}

fn told_once(server: &Server, texts: &[String]) {
    for text in texts {
        assert_eq!(server.told(text).len(), 1, "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_commands_at_once_beside_an_open_byline_are_all_done_once() {
    let shop = Shop::open();
    at_any_pace(&shop);
    let open = Open::at(shop.data()).await;
    let texts: Vec<String> = (0..20).map(|number| format!("reply {number}")).collect();
    let begun: Vec<Child> = texts
        .iter()
        .map(|text| begin(&shop, &sending(text)))
        .collect();
    for process in begun {
        end(process).assert_done();
    }
    told_once(shop.server(), &texts);
    open.close().await;
}

#[test]
fn commands_at_once_without_an_open_byline_wait_for_each_other_or_serve_each_other() {
    let shop = Shop::open();
    at_any_pace(&shop);
    let texts: Vec<String> = (0..6).map(|number| format!("reply {number}")).collect();
    let begun: Vec<Child> = texts
        .iter()
        .map(|text| begin(&shop, &sending(text)))
        .collect();
    for process in begun {
        end(process).assert_done();
    }
    told_once(shop.server(), &texts);
    shop.run(&["ledger", "verify"]).assert_done();
}

#[test]
fn a_command_that_waits_for_a_person_serves_others_and_can_be_killed_meanwhile() {
    let shop = Shop::open();
    at_any_pace(&shop);
    let base = shop.server().base_url().to_owned();
    let mut command = shop.command(&["account", "connect", "x", "--pin", "--api-base", &base]);
    command.stdin(Stdio::piped()).stdout(Stdio::null());
    let mut owner = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut input = owner.stdin.take().unwrap();
    let keys = shop.keys();
    let app = json!({
        "consumer_key": keys["consumer_key"],
        "consumer_secret": keys["consumer_secret"],
    });
    writeln!(input, "{app}").unwrap();
    let mut said = String::new();
    let mut err = BufReader::new(owner.stderr.take().unwrap());
    err.read_line(&mut said).unwrap();
    assert!(said.contains("http://"), "it waits for the number: {said}");

    shop.answer("mayalind", "while it waits").assert_done();
    assert!(owner.try_wait().unwrap().is_none(), "it still waits");

    owner.kill().unwrap();
    owner.wait().unwrap();
    #[cfg(unix)]
    assert!(shop.data().join("owner.sock").exists(), "left behind");
    shop.answer("mayalind", "after it was killed").assert_done();
    let texts = ["while it waits", "after it was killed"].map(str::to_owned);
    told_once(shop.server(), &texts);
    shop.run(&["ledger", "verify"]).assert_done();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_with_a_very_long_path_is_shared_as_well() {
    let shop = Shop::empty();
    let data = shop.data().join("d".repeat(120)).join("desk");
    let open = Open::at(data.clone()).await;
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    shop.dress(&mut command);
    command.args(["application", "start", "--data"]).arg(&data);
    shop.end(command, "").assert_done();
    let applications = open.desk.application_list(desk::api::Nothing {}).await;
    assert_eq!(applications.unwrap().applications.len(), 1);
    open.close().await;
}
