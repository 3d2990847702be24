//! Invented customers: characters and crowds.

use std::collections::BTreeSet;

use practice::{Character, Practice, Side, Told};
use proptest::prelude::*;
use serde_json::json;

use crate::client::{Client, MINUTE_MS, START_MS, TestClock, futures, network, options, unsigned};

/// What customers wrote, each to its end: the brand answers every one of them.
fn play(character: Character, seed: u64) -> (Practice, Vec<Told>) {
    let clock = TestClock::new();
    let practice = Practice::in_memory(options(&clock)).unwrap();
    let client = Client::of(&practice);
    let handle = practice.invent(character, seed).unwrap();
    clock.advance(10 * MINUTE_MS);
    let id = client.customer(&handle);
    for _ in 0..4 {
        futures(client.send(&id, "Hello, how can we help?")).ok();
        clock.advance(MINUTE_MS);
    }
    let told = practice.truth().unwrap();
    let theirs = told.into_iter().filter(|told| told.sender_id == id);
    let theirs = theirs.collect();
    (practice, theirs)
}

fn texts(character: Character, seed: u64) -> Vec<String> {
    let (_, told) = play(character, seed);
    told.into_iter().map(|told| told.text).collect()
}

/// Whether most letters of a text stand in one of these ranges.
fn is_written_in(text: &str, ranges: &[std::ops::RangeInclusive<char>]) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let theirs = letters().filter(|c| ranges.iter().any(|range| range.contains(c)));
    2 * theirs.count() > letters().count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_same_seed_gives_the_same_person_texts_and_ids(
        character in proptest::sample::select(Character::ALL),
        seed: u64,
    ) {
        prop_assert_eq!(play(character, seed).1, play(character, seed).1);
    }

    #[test]
    fn the_same_seed_gives_the_same_crowd(seed: u64, how_many in 0..80_u16, over in 0..30_u16) {
        let come = || {
            let clock = TestClock::new();
            let practice = Practice::in_memory(options(&clock)).unwrap();
            let handles = practice.crowd(seed, how_many, over).unwrap();
            clock.advance(i64::from(over) * MINUTE_MS);
            (handles, practice.truth().unwrap())
        };
        prop_assert_eq!(come(), come());
    }
}

#[test]
fn another_seed_gives_another_person() {
    let names: BTreeSet<String> = (0..12)
        .map(|seed| texts(Character::Polite, seed).concat())
        .collect();
    assert!(names.len() > 8, "{names:?}");
}

#[test]
fn every_character_writes_in_its_language_and_goes_on_when_answered() {
    for character in Character::ALL {
        for seed in 0..6 {
            let texts = texts(*character, seed);
            assert!(texts.len() >= 3, "{character:?} {texts:?}");
            let script: &[_] = match character {
                Character::Japanese => &['\u{3040}'..='\u{30ff}', '\u{4e00}'..='\u{9fff}'],
                Character::Arabic => &['\u{0600}'..='\u{06ff}'],
                Character::Thai => &['\u{0e00}'..='\u{0e7f}'],
                _ => &['a'..='z', 'A'..='Z', 'À'..='ɏ'],
            };
            for text in texts.iter().filter(|text| !text.is_empty()) {
                assert!(is_written_in(text, script), "{character:?}: {text}");
                assert!(!text.contains(['{', '}']), "{text}");
            }
            if *character == Character::Finnish {
                assert!(texts.concat().contains('ä'), "{texts:?}");
            }
        }
    }
}

#[test]
fn long_texts_have_thousands_of_characters_and_links_are_links() {
    for seed in 0..3 {
        let longest = texts(Character::LongTexts, seed);
        let longest = longest.iter().map(|text| text.chars().count()).max();
        assert!((3_000..=10_000).contains(&longest.unwrap()), "{longest:?}");
        let links = texts(Character::Links, seed);
        assert!(
            links.iter().all(|text| text.contains("https://")),
            "{links:?}"
        );
    }
}

#[test]
fn whoever_asks_for_a_bot_asks_so_at_once() {
    for seed in 0..6 {
        assert!(texts(Character::BotQuestion, seed)[0].contains("bot"));
    }
}

#[tokio::test]
async fn an_impatient_customer_writes_again_until_answered() {
    let (client, clock) = network();
    let answered = client.practice.invent(Character::Impatient, 1).unwrap();
    let left_alone = client.practice.invent(Character::Impatient, 1).unwrap();
    assert_ne!(answered, left_alone, "nobody has another's handle");
    let wrote = |handle: &str| {
        let seen = client.practice.view(handle).unwrap().messages;
        seen.iter()
            .filter(|seen| seen.from == Side::Customer)
            .count()
    };
    assert_eq!((wrote(&answered), wrote(&left_alone)), (1, 1));
    client
        .send(&client.customer(&answered), "One moment.")
        .await
        .ok();
    clock.advance(10 * MINUTE_MS);
    assert_eq!((wrote(&answered), wrote(&left_alone)), (2, 4));
}

#[tokio::test]
async fn a_picture_comes_with_its_message_and_belongs_to_the_customer() {
    let (client, clock) = network();
    let handle = client.practice.invent(Character::Pictures, 4).unwrap();
    clock.advance(MINUTE_MS);
    let page = client.get(crate::client::EVENTS, &[]).await.ok();
    let events = page["events"].as_array().unwrap();
    let attached: Vec<_> = events
        .iter()
        .filter_map(|event| event["message_create"].pointer("/message_data/attachment/media"))
        .collect();
    assert_eq!(attached.len(), 1);
    let id = attached[0]["id_str"]
        .as_str()
        .or_else(|| attached[0]["id"].as_str());
    let id = id.expect("a media id");
    let stolen = client.create("Ana", id).await;
    assert_eq!(stolen.code(), (400, 324), "of @{handle}");
}

#[test]
fn a_crowd_of_500_arrives_in_the_order_of_its_times_over_its_minutes() {
    let (client, clock) = network();
    let before = client.practice.truth().unwrap().len();
    let handles = client.practice.crowd(7, 500, 20).unwrap();
    assert_eq!(handles.iter().collect::<BTreeSet<_>>().len(), 500);
    let mut arrived = Vec::new();
    for minute in 0..=20 {
        let told = client.practice.truth().unwrap();
        let due = START_MS + minute * MINUTE_MS;
        assert!(
            told.iter().all(|told| told.at_ms <= due),
            "nobody comes early"
        );
        arrived.push(told.len() - before);
        clock.advance(MINUTE_MS);
    }
    assert_eq!(arrived.last(), Some(&500));
    assert!((150..350).contains(&arrived[10]), "{arrived:?}");
    let told = client.practice.truth().unwrap();
    assert!(told.is_sorted_by_key(|told| told.at_ms));
    assert!(told.is_sorted_by_key(|told| told.id.parse::<u64>().unwrap()));
    let order: Vec<String> = told
        .into_iter()
        .skip(before)
        .map(|told| told.sender_id)
        .collect();
    let expected: Vec<String> = handles
        .iter()
        .map(|handle| client.customer(handle))
        .collect();
    assert_eq!(order.len(), expected.len());
    assert_eq!(order.first(), expected.first());
    assert_eq!(order.last(), expected.last());
}

#[test]
fn a_crowd_speaks_several_languages() {
    let (client, clock) = network();
    client.practice.crowd(3, 200, 5).unwrap();
    clock.advance(5 * MINUTE_MS);
    let said: String = client
        .practice
        .truth()
        .unwrap()
        .iter()
        .map(|told| told.text.as_str())
        .collect();
    for sign in ['の', 'ه', 'ม', 'ä', '¿', '한', '😭'] {
        assert!(said.contains(sign), "{sign}");
    }
}

#[test]
fn who_was_invented_is_there_after_a_restart_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let clock = TestClock::new();
    let open = || Practice::open(folder.path(), options(&clock)).unwrap();
    let practice = open();
    let handle = practice.invent(Character::Pictures, 4).unwrap();
    practice.crowd(1, 5, 10).unwrap();
    drop(practice);
    clock.advance(10 * MINUTE_MS);
    let practice = open();
    let told = practice.truth().unwrap();
    drop(practice);
    assert_eq!(told.iter().filter(|told| told.at_ms >= START_MS).count(), 7);
    let again = open();
    assert_eq!(again.truth().unwrap(), told);
    assert_eq!(again.view(&handle).unwrap().messages.len(), 2);
}

#[tokio::test]
async fn the_control_routes_invent_too() {
    let (client, clock) = network();
    let control = async |path: &str, body: serde_json::Value| {
        let mut request = unsigned("POST", &client.base, path, &[], None);
        *request.body_mut() = body.to_string().into();
        client.try_send(request).await.unwrap()
    };
    let invented = control("/_practice/invent", json!({"character": "thai", "seed": 1}))
        .await
        .ok();
    let handle = invented["handle"].as_str().unwrap();
    assert_eq!(
        client.practice.view(handle).unwrap().customer.handle,
        handle
    );
    let crowd = json!({"seed": 1, "how_many": 3, "over_minutes": 2});
    let came = control("/_practice/crowd", crowd).await.ok();
    assert_eq!(came["handles"].as_array().unwrap().len(), 3);
    clock.advance(2 * MINUTE_MS);
    let nobody = control(
        "/_practice/invent",
        json!({"character": "nobody", "seed": 1}),
    )
    .await;
    assert_eq!(nobody.status, 400);
}
