//! The promise under all others, from the system calls: what will be tried is
//! on disk, synced, before the first byte of the request leaves.
//!
//! The test fails when the intent is written or synced after the request: then
//! no sync of the file that holds the attempt ends before the `POST` begins. It
//! fails as well when any of the three is not seen at all.

use crate::shop::{ANA, Shop, sending};
use std::collections::HashMap;
use std::fs;
use std::process::Command;

/// The attempt as the ledger keeps it; strace escapes quotes.
const ATTEMPT: &str = r#"\"what\":\"attempt\""#;
const REQUEST: &str = "POST /1.1/direct_messages/events/new.json";

/// What a line of the trace says about the order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Seen {
    /// The attempt is written to the database or its write-ahead log.
    Written,
    /// A sync of one of these has come back.
    Synced,
    /// The request begins to leave.
    Left,
}

/// The steps of a trace in order. A sync counts when it comes back, a write and
/// a request when they begin.
fn steps(trace: &str) -> Vec<Seen> {
    let mut syncing: HashMap<&str, bool> = HashMap::new();
    let mut steps = Vec::new();
    for line in trace.lines() {
        // With -f each line begins with the thread, padded.
        let (thread, call) = line.trim_start().split_once(' ').unwrap_or(("", line));
        let call = call.trim_start();
        let of_database = call.contains("/byline.db-wal>") || call.contains("/byline.db>");
        let syncs = call.starts_with("fsync(") || call.starts_with("fdatasync(");
        if syncs && call.contains("<unfinished ...>") {
            syncing.insert(thread, of_database);
        } else if (syncs && of_database && call.ends_with("= 0"))
            || (call.starts_with("<... f")
                && call.contains("sync resumed>")
                && syncing.remove(thread) == Some(true)
                && call.ends_with("= 0"))
        {
            steps.push(Seen::Synced);
        } else if call.contains(ATTEMPT) && of_database {
            steps.push(Seen::Written);
        } else if call.contains(REQUEST) && !of_database {
            steps.push(Seen::Left);
        }
    }
    steps
}

/// Whether the attempt was synced before the request left, once.
fn check(trace: &str) -> Result<(), String> {
    let steps = steps(trace);
    let place = |wanted: Seen, from: usize| {
        steps
            .iter()
            .skip(from)
            .position(|step| *step == wanted)
            .map(|at| at + from)
            .ok_or(format!("{wanted:?} was not seen in its place: {steps:?}"))
    };
    let left = place(Seen::Left, 0)?;
    let written = place(Seen::Written, 0)?;
    let synced = place(Seen::Synced, written)?;
    if steps.iter().filter(|step| **step == Seen::Left).count() != 1 {
        return Err(format!("the request left more than once: {steps:?}"));
    }
    if synced > left {
        return Err(format!("the request left before the sync: {steps:?}"));
    }
    Ok(())
}

#[test]
fn the_intent_is_synced_before_the_first_byte_leaves() {
    let strace = Command::new("strace").arg("-V").output();
    assert!(
        strace.is_ok_and(|told| told.status.success()),
        "strace is missing; on Debian and Ubuntu: apt-get install strace"
    );
    let shop = Shop::open();
    let trace = shop.data().with_extension("trace");
    let mut command = Command::new("strace");
    // A page of the database is 4096 bytes; none may be cut short.
    command
        .args(["-f", "-y", "-s", "5000", "-o"])
        .arg(&trace)
        .args([
            "-e",
            "trace=fsync,fdatasync,write,writev,pwrite64,pwritev,sendto,sendmsg,connect",
        ])
        .arg(env!("CARGO_BIN_EXE_byline"))
        .args(sending("mayalind", ANA, "in order", &["--operator", "Ana"]))
        .arg("--data")
        .arg(shop.data());
    shop.dress(&mut command);
    // The log repeats what is written; only the database counts here.
    command.env("BYLINE_LOG", "off");
    shop.end(command, "").assert_done();
    assert_eq!(shop.server().told("in order").len(), 1);
    let trace = fs::read_to_string(&trace).unwrap();
    check(&trace).unwrap();

    // The same calls with the request first would not have passed.
    let (request, rest): (Vec<&str>, Vec<&str>) =
        trace.lines().partition(|line| line.contains(REQUEST));
    assert!(check(&[request, rest].concat().join("\n")).is_err());
}

const WRITE: &str =
    r#"7  pwrite64(9</d/byline.db-wal>, "{\"event\":{\"what\":\"attempt\"}}", 30, 0) = 30"#;
const SYNC: &str = "7  fdatasync(9</d/byline.db-wal>) = 0";
const LEAVE: &str =
    r#"8  sendto(11<TCP:[1->2]>, "POST /1.1/direct_messages/events/new.json HTTP"..., 9, 0) = 9"#;

#[test]
fn a_trace_in_order_is_accepted() {
    check(&[WRITE, SYNC, LEAVE].join("\n")).unwrap();
}

#[test]
fn a_trace_with_the_intent_behind_the_request_is_refused() {
    for wrong in [
        [LEAVE, WRITE, SYNC],
        [WRITE, LEAVE, SYNC],
        [SYNC, WRITE, LEAVE],
    ] {
        assert!(check(&wrong.join("\n")).is_err(), "{wrong:?}");
    }
}

#[test]
fn a_trace_that_lacks_a_step_is_refused() {
    for wrong in [[WRITE, SYNC], [WRITE, LEAVE], [SYNC, LEAVE]] {
        assert!(check(&wrong.join("\n")).is_err(), "{wrong:?}");
    }
}

#[test]
fn a_sync_counts_when_it_comes_back() {
    let begun = "7  fdatasync(9</d/byline.db-wal> <unfinished ...>";
    let back = "7  <... fdatasync resumed>) = 0";
    let other = "8  <... fdatasync resumed>) = 0";
    check(&[WRITE, begun, back, LEAVE].join("\n")).unwrap();
    assert!(check(&[WRITE, begun, LEAVE, back].join("\n")).is_err());
    assert!(check(&[WRITE, begun, other, LEAVE].join("\n")).is_err());
}
