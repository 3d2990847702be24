//! Saving a network whole, loading it elsewhere, and a log that does not grow
//! without bound.

use std::fs;

use practice::{Practice, PracticeError};
use tempfile::TempDir;

use crate::client::{Client, DAY_MS, PERSONAS, TestClock, network, options};

#[tokio::test]
async fn a_saved_network_is_the_same_elsewhere_with_keys_pictures_and_time() {
    let (client, _) = network();
    let persona = client.persona("Ana").await;
    let maya = client.customer("mayalind");
    client.send_as(&maya, "Hello", &persona).await.ok();
    client.practice.forward(DAY_MS).unwrap();
    let saved = client.practice.save().unwrap();

    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let other = Practice::open(
        folder.path(),
        practice::Options {
            seed: 99,
            ..options(&clock)
        },
    )
    .unwrap();
    other.load(&saved).unwrap();
    let truth = client.practice.truth().unwrap();
    assert_eq!(other.truth().unwrap(), truth);
    assert_eq!(other.clock(), client.practice.clock());
    drop(other);

    let reopened = Practice::open(folder.path(), options(&clock)).unwrap();
    assert_eq!(reopened.truth().unwrap(), truth);
    assert_eq!(reopened.accounts(), client.practice.accounts());
    let moved = Client::of(&reopened);
    let listed = moved.get(PERSONAS, &[]).await.ok();
    assert_eq!(listed["custom_profiles"][0]["id"], persona.as_str());
    let avatar = truth
        .iter()
        .find_map(|told| told.persona.as_ref())
        .map(|persona| persona.avatar.clone())
        .unwrap();
    assert_eq!(moved.get(&avatar, &[]).await.body, crate::client::png());
}

#[test]
fn what_is_no_saved_network_changes_nothing() {
    let (client, _) = network();
    let truth = client.practice.truth().unwrap();
    let saved = String::from_utf8(client.practice.save().unwrap()).unwrap();
    let of_another_form = saved.replacen("byline practice network 1", "something else", 1);
    let half: String = saved.chars().take(saved.chars().count() / 2).collect();
    let of_the_far_future = saved.replacen("\"ahead_ms\":0", "\"ahead_ms\":9000000000000000000", 1);
    assert_ne!(of_the_far_future, saved);
    for wrong in ["", "{}", "[1]", &half, &of_another_form, &of_the_far_future] {
        let refused = client.practice.load(wrong.as_bytes()).err().unwrap();
        assert!(matches!(refused, PracticeError::NotSaved(_)), "{refused}");
    }
    assert_eq!(client.practice.truth().unwrap(), truth);
}

#[test]
fn a_log_that_has_grown_long_begins_again_and_loses_nothing() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let practice = Practice::open(folder.path(), options(&clock)).unwrap();
    let long = "x".repeat(1024 * 1024);
    for _ in 0..20 {
        practice.customer_writes("mayalind", &long).unwrap();
    }
    let log = fs::metadata(folder.path().join("practice.log")).unwrap();
    assert!(log.len() < 17 * 1024 * 1024, "{} bytes", log.len());
    let truth = practice.truth().unwrap();
    drop(practice);
    let reopened = Practice::open(folder.path(), options(&clock)).unwrap();
    assert_eq!(reopened.truth().unwrap(), truth);
}

#[test]
fn a_kill_after_the_log_began_again_loses_nothing_that_came_later() {
    let (folder, clock) = (TempDir::new().unwrap(), TestClock::new());
    let practice = Practice::open(folder.path(), options(&clock)).unwrap();
    let long = "x".repeat(1024 * 1024);
    for _ in 0..18 {
        practice.customer_writes("mayalind", &long).unwrap();
    }
    practice.customer_writes("mayalind", "after").unwrap();
    let copy = TempDir::new().unwrap();
    fs::create_dir(copy.path().join("media")).unwrap();
    for file in ["practice.json", "practice.log"] {
        fs::copy(folder.path().join(file), copy.path().join(file)).unwrap();
    }
    let told = Practice::open(copy.path(), options(&clock))
        .unwrap()
        .truth()
        .unwrap();
    assert_eq!(told, practice.truth().unwrap());
}
