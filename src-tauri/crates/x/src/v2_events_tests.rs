use super::recent;
use crate::fixtures::{answer, endpoint, wire};
use domain::{MediaKind, NetworkUserId, Timestamp};
use network::{Class, Effect, MessageEvent, Recent};
use proptest::prelude::*;

fn read(body: &str) -> Recent {
    let (brand, customer) = (NetworkUserId::from("1"), NetworkUserId::from("7"));
    let call = recent(&endpoint(), &brand, &customer);
    (call.read)(&answer(200, body)).unwrap()
}

fn only(event: &str, includes: &str) -> Option<MessageEvent> {
    read(&format!(
        r#"{{"data":[{event}],"includes":{{{includes}}},"meta":{{"result_count":1}}}}"#
    ))
    .events
    .pop()
}

#[test]
fn one_conversation_is_asked_for_with_the_fields_of_the_spec() {
    let (brand, customer) = (NetworkUserId::from("1"), NetworkUserId::from("7"));
    let call = recent(&endpoint(), &brand, &customer);
    insta::assert_snapshot!(wire(&call.request), @"GET https://api.x.test/2/dm_conversations/with/7/dm_events?max_results=10&event_types=MessageCreate&dm_event.fields=attachments%2Ccreated_at%2Centities%2Cevent_type%2Cid%2Ctext&expansions=attachments.media_keys%2Csender_id&media.fields=type%2Curl");
    assert_eq!(call.effect, Effect::Repeatable);
}

#[test]
fn both_directions_come_back_as_they_were_written() {
    let recent = read(
        r#"{"data":[
          {"id":"12","event_type":"MessageCreate","sender_id":"1","created_at":"2026-01-02T03:04:05.678Z","text":"a &amp; b"},
          {"id":"11","event_type":"MessageCreate","sender_id":"7","created_at":"2026-01-02T03:04:04Z",
           "text":"see https://t.co/a","entities":{"urls":[{"url":"https://t.co/a","expanded_url":"https://example.com/"}]}}
        ],"meta":{"result_count":2}}"#,
    );
    let told: Vec<_> = recent
        .events
        .iter()
        .map(|one| {
            (
                one.id.as_str(),
                one.sender.as_str(),
                one.recipient.as_str(),
                one.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("12", "1", "7", "a & b"),
            ("11", "7", "1", "see https://example.com/")
        ]
    );
    assert_eq!(recent.events[0].at, Timestamp(1_767_323_045_678));
}

#[test]
fn an_empty_conversation_has_no_data_and_is_no_error() {
    assert_eq!(read(r#"{"meta":{"result_count":0}}"#).events, []);
}

#[test]
fn a_picture_comes_with_its_address_and_the_id_that_the_list_gives_it() {
    let event = r#"{"id":"5","event_type":"MessageCreate","sender_id":"7","created_at":"2026-01-02T03:04:05Z",
        "attachments":{"media_keys":["3_900"]}}"#;
    let told =
        r#""media":[{"media_key":"3_900","type":"photo","url":"https://ton.twitter.com/a.jpg"}]"#;
    let message = only(event, told).unwrap();
    let media = message.media.unwrap();
    assert_eq!((media.id.as_str(), media.kind), ("900", MediaKind::Photo));
    assert_eq!(message.attachment.as_deref(), Some("photo"));
    assert_eq!(only(event, ""), None, "the list tells what it carries");
}

#[test]
fn what_is_no_message_between_the_two_is_left_out() {
    let joined = r#"{"id":"5","event_type":"ParticipantsJoin","sender_id":"7","created_at":"2026-01-02T03:04:05Z"}"#;
    let stranger = r#"{"id":"5","event_type":"MessageCreate","sender_id":"8","created_at":"2026-01-02T03:04:05Z","text":"a"}"#;
    let nothing = r#"{"id":"5","event_type":"MessageCreate","sender_id":"7","created_at":"2026-01-02T03:04:05Z"}"#;
    let timeless = r#"{"id":"5","event_type":"MessageCreate","sender_id":"7","text":"a"}"#;
    for event in [joined, stranger, nothing, timeless] {
        assert_eq!(only(event, ""), None, "{event}");
    }
}

#[test]
fn a_refusal_of_v2_is_classed_like_every_other() {
    let call = recent(
        &endpoint(),
        &NetworkUserId::from("1"),
        &NetworkUserId::from("7"),
    );
    let body = r#"{"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","status":429}"#;
    let refused = (call.read)(&answer(429, body)).unwrap_err();
    assert!(matches!(refused.class, Class::WaitUntil(_)));
}

proptest! {
    #[test]
    fn no_answer_makes_the_reader_panic(body in proptest::collection::vec(any::<u8>(), 0..300)) {
        let (brand, customer) = (NetworkUserId::from("1"), NetworkUserId::from("7"));
        let mut given = answer(200, "");
        given.body = body;
        let _ = (recent(&endpoint(), &brand, &customer).read)(&given);
    }
}
