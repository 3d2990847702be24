//! Fetching pictures that came with messages.

use crate::bench::{ACCOUNT, Bench, maya};
use domain::{AttachedMedia, EventId, MediaId, MediaKind, SECOND, Timestamp};
use network::HttpFailure;
use store::{Direction, Message};

/// Messages of Maya with a picture each, the last address on the newest one.
fn with_pictures(addresses: &[&str]) -> Bench {
    let bench = Bench::new();
    bench.write(|store| {
        for (number, address) in (1_u32..).zip(addresses) {
            let id = EventId(number.to_string());
            store.keep_message(ACCOUNT, &message(&id, Timestamp(0).plus(SECOND * number)))?;
            let media = AttachedMedia {
                id: MediaId::from("5"),
                kind: MediaKind::Photo,
                address: Some((*address).to_owned()),
            };
            store.note_media(ACCOUNT, &id, &media)?;
        }
        Ok(())
    });
    bench
}

fn message(id: &EventId, at: Timestamp) -> Message {
    Message {
        id: id.clone(),
        customer: maya(),
        direction: Direction::In,
        text: "Look".to_owned(),
        attachment: Some("photo".to_owned()),
        at,
        look: None,
        reply: None,
    }
}

fn wanted(bench: &Bench) -> Vec<String> {
    let wanted = bench.read(|store| store.media_wanted(ACCOUNT, 50));
    wanted.into_iter().map(|one| one.address).collect()
}

fn trouble(bench: &Bench, address: &str, what: Result<u16, HttpFailure>) {
    let mut troubles = bench.wire.troubles.lock().unwrap();
    troubles.insert(address.to_owned(), what);
}

fn asked(bench: &Bench) -> Vec<String> {
    std::mem::take(&mut *bench.wire.asked.lock().unwrap())
}

const OLD: &str = "https://pictures.example/old";
const NEW: &str = "https://pictures.example/new";
const ELSEWHERE: &str = "https://elsewhere.example/older";
const NEWEST: &str = "https://elsewhere.example/newest";

#[tokio::test]
async fn a_picture_that_gives_no_whole_answer_holds_up_no_other() {
    let unread = || HttpFailure::Unknown("the answer is too long to read".to_owned());
    for what in [Err(unread()), Ok(503), Ok(429)] {
        let bench = with_pictures(&[OLD, NEW]);
        trouble(&bench, NEW, what);
        bench.engine.fetch_media(ACCOUNT).await.unwrap();
        assert_eq!(asked(&bench), [NEW, OLD]);
        assert_eq!(wanted(&bench), [NEW], "for another day");
        bench.engine.fetch_media(ACCOUNT).await.unwrap();
        assert_eq!(asked(&bench), [""; 0], "not again and again");
    }
}

#[tokio::test]
async fn a_host_that_cannot_be_reached_is_asked_once_in_a_go_and_holds_up_no_other() {
    let bench = with_pictures(&[OLD, ELSEWHERE, NEW, NEWEST]);
    let closed = HttpFailure::NotStarted("no such host".to_owned());
    trouble(&bench, NEWEST, Err(closed));
    bench.engine.fetch_media(ACCOUNT).await.unwrap();
    assert_eq!(asked(&bench), [NEWEST, NEW, OLD]);
    assert_eq!(bench.engine.offline_since(), None);
    assert_eq!(wanted(&bench), [NEWEST, ELSEWHERE]);
    bench.wire.troubles.lock().unwrap().clear();
    bench.engine.fetch_media(ACCOUNT).await.unwrap();
    assert_eq!(asked(&bench), [NEWEST, ELSEWHERE]);
    assert_eq!(wanted(&bench), [""; 0]);
}

#[tokio::test]
async fn a_picture_that_is_refused_is_not_asked_for_again() {
    let bench = with_pictures(&[NEW]);
    trouble(&bench, NEW, Ok(404));
    bench.engine.fetch_media(ACCOUNT).await.unwrap();
    assert_eq!(wanted(&bench), [""; 0]);
}
