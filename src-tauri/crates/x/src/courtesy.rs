//! Signs to a customer that are no messages (`contracts/x.md` §3.1): that theirs
//! were read, and that somebody writes. Their bodies are forms, whose fields are
//! signed. Each says again what it said, so that a repetition does no harm.

use crate::{
    address::address,
    answers::{Purpose, succeeded, with_reading},
};
use domain::{EventId, NetworkUserId};
use network::{Answer, Body, Call, Endpoint, Method};

/// The customer sees everything up to this message as read.
pub(crate) fn mark_read(at: &Endpoint, customer: &NetworkUserId, up_to: &EventId) -> Call<()> {
    let fields = vec![
        ("last_read_event_id", up_to.to_string()),
        ("recipient_id", customer.to_string()),
    ];
    sign(at, "mark_read.json", fields)
}

/// The customer sees for about three seconds that somebody writes.
pub(crate) fn indicate_typing(at: &Endpoint, customer: &NetworkUserId) -> Call<()> {
    let fields = vec![("recipient_id", customer.to_string())];
    sign(at, "indicate_typing.json", fields)
}

/// X answers 204 without a body.
fn sign(at: &Endpoint, file: &str, fields: Vec<(&'static str, String)>) -> Call<()> {
    let url = address(&at.api, &["1.1", "direct_messages", file], &[]);
    let read = |answer: &Answer| succeeded(answer, Purpose::Sign);
    with_reading(
        Purpose::Sign,
        (Method::Post, url),
        Body::Form(fields),
        Box::new(read),
    )
}

#[cfg(test)]
mod tests {
    use super::{indicate_typing, mark_read};
    use crate::fixtures::{answer, endpoint, wire};
    use domain::{EventId, NetworkUserId};
    use network::{Class, Effect};

    #[test]
    fn a_customer_is_told_by_form_up_to_where_their_messages_were_read() {
        let call = mark_read(&endpoint(), &NetworkUserId::from("7"), &EventId::from("42"));
        insta::assert_snapshot!(wire(&call.request), @r"
        POST https://api.x.test/1.1/direct_messages/mark_read.json
        last_read_event_id=42&recipient_id=7
        ");
        assert_eq!(call.effect, Effect::Repeatable);
        assert_eq!((call.read)(&answer(204, "")), Ok(()));
    }

    #[test]
    fn a_customer_is_told_by_form_that_somebody_writes() {
        let call = indicate_typing(&endpoint(), &NetworkUserId::from("7"));
        insta::assert_snapshot!(wire(&call.request), @r"
        POST https://api.x.test/1.1/direct_messages/indicate_typing.json
        recipient_id=7
        ");
    }

    #[test]
    fn what_x_refuses_keeps_its_words() {
        let call = mark_read(&endpoint(), &NetworkUserId::from("7"), &EventId::from("x"));
        let body = r#"{"errors":[{"code":44,"message":"last_read_event_id is invalid"}]}"#;
        let refused = (call.read)(&answer(400, body)).unwrap_err();
        assert_eq!(refused.class, Class::Refused);
        assert_eq!(refused.said.unwrap().words, "last_read_event_id is invalid");
    }
}
