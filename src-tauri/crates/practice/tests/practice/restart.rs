//! State outlives the process, however it ends.

use std::{fs, path::Path, sync::Arc};

use practice::{Practice, PracticeError, Told};
use tempfile::TempDir;

use crate::client::{Client, DAY_MS, EVENTS, PERSONAS, TestClock, options};

fn open(folder: &Path, clock: &Arc<TestClock>) -> Client {
    Client::of(&Practice::open(folder, options(clock)).unwrap())
}

fn texts(told: &[Told]) -> Vec<&str> {
    told.iter().map(|told| told.text.as_str()).collect()
}

#[tokio::test]
async fn a_restart_keeps_everything_that_was_acknowledged() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let client = open(folder.path(), &clock);
    let keys = client.keys.clone();
    let persona = client.persona("Ana").await;
    let unused = client.media().await;
    client
        .send_as(&client.customer("mayalind"), "Hello", &persona)
        .await
        .ok();
    for _ in 0..15 {
        client.get(EVENTS, &[]).await.ok();
    }
    let personas = client.get(PERSONAS, &[]).await.ok();
    let (truth, view) = (
        client.practice.truth().unwrap(),
        client.practice.view("mayalind").unwrap(),
    );
    drop(client);
    for _ in 0..2 {
        let client = open(folder.path(), &clock);
        assert_eq!(client.keys, keys);
        assert_eq!(client.practice.truth().unwrap(), truth);
        assert_eq!(client.practice.view("mayalind").unwrap(), view);
        assert_eq!(client.get(PERSONAS, &[]).await.ok(), personas);
        assert_eq!(
            client.get(EVENTS, &[]).await.code(),
            (429, 88),
            "budgets stay spent"
        );
        let avatar = &view
            .messages
            .last()
            .unwrap()
            .persona
            .as_ref()
            .unwrap()
            .avatar;
        assert_eq!(client.get(avatar, &[]).await.body, crate::client::png());
    }
    let client = open(folder.path(), &clock);
    assert_eq!(client.create("Bo", &unused).await.status, 200);
    clock.advance(60_000);
    let answered = client.practice.truth().unwrap();
    assert_eq!(
        answered.len(),
        truth.len() + 1,
        "the planned answer still comes"
    );
}

#[tokio::test]
async fn a_last_line_that_was_cut_off_anywhere_costs_nothing_that_was_acknowledged() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let client = open(folder.path(), &clock);
    let maya = client.customer("mayalind");
    client.send(&maya, "first").await.ok();
    let log = folder.path().join("practice.log");
    let acknowledged = fs::read(&log).unwrap();
    client.send(&maya, "second").await.ok();
    drop(client);
    let whole = fs::read(&log).unwrap();
    for length in (acknowledged.len()..whole.len()).step_by(7) {
        let copy = TempDir::new().unwrap();
        fs::create_dir(copy.path().join("media")).unwrap();
        fs::write(copy.path().join("practice.log"), &whole[..length]).unwrap();
        let client = open(copy.path(), &clock);
        let truth = client.practice.truth().unwrap();
        assert_eq!(
            texts(&truth).last(),
            Some(&"first"),
            "cut to {length} bytes"
        );
        client.send(&maya, "third").await.ok();
        drop(client);
        let truth = open(copy.path(), &clock).practice.truth().unwrap();
        assert_eq!(texts(&truth)[truth.len() - 2..], ["first", "third"]);
    }
}

#[tokio::test]
async fn a_kill_between_snapshot_and_fresh_log_applies_nothing_twice() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let client = open(folder.path(), &clock);
    client.send(&client.customer("mayalind"), "once").await.ok();
    let truth = client.practice.truth().unwrap();
    drop(client);
    let log = folder.path().join("practice.log");
    let before = fs::read(&log).unwrap();
    drop(open(folder.path(), &clock));
    fs::write(&log, before).unwrap();
    assert_eq!(open(folder.path(), &clock).practice.truth().unwrap(), truth);
}

#[test]
fn a_network_that_was_killed_while_it_was_founded_is_founded_anew() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    fs::write(folder.path().join("practice.log"), r#"{"number":0,"chan"#).unwrap();
    let client = open(folder.path(), &clock);
    assert_eq!(client.keys.handle, "northwind");
    clock.advance(DAY_MS);
    drop(client.clone());
}

#[test]
fn a_damaged_line_that_is_not_the_last_is_reported_and_nothing_is_overwritten() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let log = folder.path().join("practice.log");
    fs::write(&log, "not json\n").unwrap();
    let error = Practice::open(folder.path(), options(&clock))
        .err()
        .unwrap();
    assert!(matches!(error, PracticeError::Damaged { .. }), "{error}");
    assert_eq!(fs::read(&log).unwrap(), b"not json\n");
}

#[test]
fn a_folder_in_use_is_refused() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let _first = open(folder.path(), &clock);
    let error = Practice::open(folder.path(), options(&clock))
        .err()
        .unwrap();
    assert!(matches!(error, PracticeError::InUse(_)), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn files_are_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let inner = folder.path().join("practice");
    let client = open(&inner, &clock);
    client.media().await;
    drop(client);
    drop(open(&inner, &clock));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&inner), 0o700);
    for entry in fs::read_dir(&inner)
        .unwrap()
        .chain(fs::read_dir(inner.join("media")).unwrap())
    {
        let path = entry.unwrap().path();
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(&path), expected, "{}", path.display());
    }
}
