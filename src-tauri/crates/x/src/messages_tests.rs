use super::{list, send};
use crate::fixtures::{answer, endpoint, wire};
use domain::{CustomProfileId, EventId, MediaId, MessageBody, NetworkUserId, Timestamp};
use network::{Answer, Arrival, Call, Class, Effect, NewMessage};
use proptest::prelude::*;

fn sending() -> Call<Arrival> {
    sending_with("Hello,\n“Ana” \u{1F9E1} <3", None)
}

fn sending_with(text: &str, media: Option<&MediaId>) -> Call<Arrival> {
    let to = NetworkUserId::from("9223372036854775809");
    let text = MessageBody::accepted(text.to_owned());
    let profile = CustomProfileId::from("100001");
    send(
        &endpoint(),
        &NewMessage {
            to: &to,
            text: &text,
            media,
            profile: &profile,
        },
    )
}

/// The shape of a recorded answer (`contracts/x.md` §3.3), ids invented.
const ARRIVED: &str = r#"{"event":{"type":"message_create","id":"9223372036854775810","created_timestamp":"1563133949197",
    "message_create":{"target":{"recipient_id":"9223372036854775809"},"sender_id":"7",
    "message_data":{"text":"Hello","entities":{"hashtags":[],"symbols":[],"user_mentions":[],"urls":[]}}}}}"#;

#[test]
fn the_requests_are_the_documented_ones() {
    insta::assert_snapshot!(wire(&sending().request), @r#"
    POST https://api.x.test/1.1/direct_messages/events/new.json
    application/json
    {"event":{"type":"message_create","message_create":{"target":{"recipient_id":"9223372036854775809"},"custom_profile_id":"100001","message_data":{"text":"Hello,\n“Ana” 🧡 <3"}}}}
    "#);
    insta::assert_snapshot!(wire(&list(&endpoint(), None).request), @"GET https://api.x.test/1.1/direct_messages/events/list.json?count=50");
    insta::assert_snapshot!(wire(&list(&endpoint(), Some("a=")).request), @"GET https://api.x.test/1.1/direct_messages/events/list.json?count=50&cursor=a%3D");
    assert_eq!(sending().effect, Effect::Once);
    assert_eq!(list(&endpoint(), None).effect, Effect::Repeatable);
}

#[test]
fn a_picture_goes_along_by_its_id_with_text_or_without() {
    let media = MediaId("9223372036854775811".to_owned());
    insta::assert_snapshot!(wire(&sending_with("Look", Some(&media)).request), @r#"
    POST https://api.x.test/1.1/direct_messages/events/new.json
    application/json
    {"event":{"type":"message_create","message_create":{"target":{"recipient_id":"9223372036854775809"},"custom_profile_id":"100001","message_data":{"text":"Look","attachment":{"type":"media","media":{"id":"9223372036854775811"}}}}}}
    "#);
    insta::assert_snapshot!(wire(&sending_with("", Some(&media)).request), @r#"
    POST https://api.x.test/1.1/direct_messages/events/new.json
    application/json
    {"event":{"type":"message_create","message_create":{"target":{"recipient_id":"9223372036854775809"},"custom_profile_id":"100001","message_data":{"attachment":{"type":"media","media":{"id":"9223372036854775811"}}}}}}
    "#);
}

#[test]
fn the_link_that_x_puts_behind_a_picture_is_no_word_of_its_author() {
    let page = |text: &str| {
        let event = serde_json::json!({"events": [{
            "type": "message_create", "id": "11", "created_timestamp": "1563133949197",
            "message_create": {"target": {"recipient_id": "2"}, "sender_id": "7", "message_data": {
                "text": text, "entities": {"urls": [
                    {"url": "https://t.co/pic", "expanded_url": "https://x.com/messages/media/5"},
                    {"url": "https://t.co/ab", "expanded_url": "https://example.com"}]},
                "attachment": {"type": "media", "media": {"id_str": "5", "type": "photo", "url": "https://t.co/pic"}}}},
        }]});
        let listed = (list(&endpoint(), None).read)(&answer(200, &event.to_string()));
        listed.unwrap().events.remove(0).text
    };
    assert_eq!(
        page("See https://t.co/ab https://t.co/pic"),
        "See https://example.com"
    );
    assert_eq!(page(" https://t.co/pic"), "");
    assert_eq!(page("No link"), "No link");
}

#[test]
fn a_message_arrived_where_x_gives_its_id() {
    let at = Some(Timestamp(1_563_133_949_197));
    let arrival = Arrival {
        id: EventId::from("9223372036854775810"),
        at,
    };
    assert_eq!((sending().read)(&answer(200, ARRIVED)), Ok(arrival));
    let without_time = r#"{"event":{"id":"99999999999999999999999999"}}"#;
    let arrival = (sending().read)(&answer(200, without_time)).unwrap();
    assert_eq!(
        arrival,
        Arrival {
            id: EventId::from("99999999999999999999999999"),
            at: None
        }
    );
}

#[test]
fn a_success_that_names_no_message_is_in_doubt() {
    let documented = r#"{"event":{"type":"message_create","message_create":{"target":{"recipient_id":"1"},
        "message_data":{"text":"Hello"},"custom_profile_id":"100001"}}}"#;
    let errors = r#"{"errors":[{"code":349,"message":"You cannot send messages to this user."}]}"#;
    let cut = ARRIVED.get(..ARRIVED.len() - 1).unwrap();
    for body in [
        "",
        "{}",
        "<html>",
        documented,
        errors,
        cut,
        r#"{"event":{"id":1.5e30}}"#,
    ] {
        let failure = (sending().read)(&answer(200, body)).unwrap_err();
        assert_eq!(failure.class, Class::InDoubt, "{body}");
        assert_eq!(failure.said.unwrap().status, 200);
    }
}

/// Events of every sort: received with a link and entities, own with a picture,
/// of another kind, and incomplete.
const PAGE: &str = r#"{"next_cursor":"OTA4","apps":{"268278":{"id":"268278","name":"X","url":"https://x.com"}},"events":[
    {"type":"message_create","id":"9223372036854775811","created_timestamp":"1563133949300",
     "message_create":{"target":{"recipient_id":"7"},"sender_id":"12",
      "message_data":{"text":"1 &lt; 2 &amp; see https://t.co/abc","entities":{"urls":[
        {"url":"https://t.co/abc","expanded_url":"https://example.com/?a=1&b=2","display_url":"example.com","indices":[18,34]}]}}}},
    {"type":"message_create","id":"9223372036854775810","created_timestamp":"1563133949197",
     "message_create":{"target":{"recipient_id":12},"sender_id":7,"source_app_id":"268278","custom_profile_id":"100001",
      "message_data":{"text":"look","attachment":{"type":"media","media":{"id":"5"}}}}},
    {"type":"participants_join","id":"3","created_timestamp":"1"},
    {"type":"message_create","id":"4","created_timestamp":"1563133949100"},
    {}, null, 7]}"#;

#[test]
fn messages_are_read_as_they_were_written_with_what_they_carry() {
    let page = (list(&endpoint(), None).read)(&answer(200, PAGE)).unwrap();
    assert_eq!(page.next.as_deref(), Some("OTA4"));
    assert_eq!(
        page.unreadable, 4,
        "all but what says that it is no message"
    );
    insta::assert_debug_snapshot!(page.events, @r#"
    [
        MessageEvent {
            id: EventId(
                "9223372036854775811",
            ),
            at: Timestamp(
                1563133949300,
            ),
            sender: NetworkUserId(
                "12",
            ),
            recipient: NetworkUserId(
                "7",
            ),
            text: "1 < 2 & see https://example.com/?a=1&b=2",
            profile: None,
            attachment: None,
            media: None,
            app: None,
        },
        MessageEvent {
            id: EventId(
                "9223372036854775810",
            ),
            at: Timestamp(
                1563133949197,
            ),
            sender: NetworkUserId(
                "7",
            ),
            recipient: NetworkUserId(
                "12",
            ),
            text: "look",
            profile: Some(
                CustomProfileId(
                    "100001",
                ),
            ),
            attachment: Some(
                "media",
            ),
            media: None,
            app: Some(
                "268278",
            ),
        },
    ]
    "#);
}

#[test]
fn a_page_tells_the_networks_clock() {
    let mut dated = answer(200, r#"{"events":[]}"#);
    let date = "Sun, 06 Nov 1994 08:49:37 GMT".to_owned();
    dated.headers.push(("date".to_owned(), date));
    let page = (list(&endpoint(), None).read)(&dated).unwrap();
    assert_eq!(page.told_at, Some(Timestamp(784_111_777_000)));
}

#[test]
fn an_empty_page_with_a_cursor_is_not_the_end_and_one_without_is() {
    let read = list(&endpoint(), None).read;
    let goes_on = read(&answer(200, r#"{"events":[],"next_cursor":"n"}"#)).unwrap();
    assert_eq!(
        (goes_on.events.len(), goes_on.next.as_deref()),
        (0, Some("n"))
    );
    let end = read(&answer(200, r#"{"events":[],"apps":{}}"#)).unwrap();
    assert_eq!((end.events.len(), end.next), (0, None));
    assert_eq!(
        read(&answer(200, "{}")).unwrap_err().class,
        Class::NotStarted
    );
}

/// Bytes, and things that look like an answer of X.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        "\"event\":",
        "\"id\":",
        "\"errors\":",
        "\"code\":",
        "\"message\":",
        "\"1\"",
        "135",
        "349",
        "88",
        "130",
        "null",
        ",",
        "\"\"",
        "\"error\":",
        "\"type\":",
    ]);
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        proptest::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat().into_bytes()),
        (0i64..500).prop_map(|code| format!(r#"{{"errors":[{{"code":{code}}}]}}"#).into_bytes()),
        Just(ARRIVED.as_bytes().to_vec()),
    ]
}

fn headers() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = prop::sample::select(vec![
        "date",
        "x-rate-limit-reset",
        "retry-after",
        "x-rate-limit-remaining",
    ]);
    let value = prop_oneof![
        ".{0,12}",
        "[0-9]{1,25}",
        Just("Sun, 06 Nov 1994 08:49:37 GMT".to_owned())
    ];
    proptest::collection::vec((name.prop_map(str::to_owned), value), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// A second message may leave by itself only on proof that the first did
    /// not arrive: a 4xx that can be read, or a 429 (`contracts/x.md` §4.1).
    #[test]
    fn no_answer_to_a_message_allows_a_second_one_without_proof(
        status in 100u16..600, headers in headers(), body in body()
    ) {
        let readable = serde_json::from_slice::<serde_json::Value>(&body).is_ok();
        let answer = Answer { status, headers, body };
        match (sending().read)(&answer) {
            Ok(arrival) => {
                prop_assert!((200..300).contains(&status) && readable);
                prop_assert!(!arrival.id.as_str().is_empty());
            }
            Err(failure) if failure.class == Class::InDoubt => {}
            Err(_) => {
                let proof = (400..500).contains(&status) && readable;
                prop_assert!(proof || matches!(status, 420 | 429), "{:?}", answer);
            }
        }
    }

    #[test]
    fn no_list_makes_the_reader_panic(status in 100u16..600, body in body()) {
        let _ = (list(&endpoint(), None).read)(&Answer { status, headers: vec![], body });
    }
}
