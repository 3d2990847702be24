//! Keeping messages only for a time, and writing everything out.

use crate::made::{ACCOUNT, DESK, Made, REPLY, SEEN_NOTHING, at, maya, message, new_reply};
use domain::reply::State;
use domain::{NetworkUserId, ReplyId, Timestamp, verify};
use serde_json::Value;
use store::{Direction, Message, Old};
use uuid::Uuid;

const BEFORE: Timestamp = Timestamp(1_000);

fn who(id: &str) -> NetworkUserId {
    NetworkUserId::from(id)
}

fn said(customer: &str, id: &str, millis: i64) -> Message {
    Message {
        customer: who(customer),
        ..message(id, Direction::In, millis)
    }
}

/// Maya has a reply that is not settled, Kim wrote before and after, Lee only before.
fn talked() -> Made {
    let made = Made::full();
    made.write(|store| {
        for one in [
            Message {
                customer: maya(),
                ..said("1", "10", 1)
            },
            said("kim", "20", 2),
            said("kim", "21", 900),
            said("kim", "22", 1_000),
            said("lee", "30", 3),
            said("lee", "31", 999),
        ] {
            store.keep_message(ACCOUNT, &one)?;
        }
        let old = ReplyId(Uuid::from_u128(0x99));
        let mut reply = new_reply(old);
        reply.customer = who("lee");
        store.add_reply(&reply, &State::Sent { at: at(11) }, SEEN_NOTHING)
    });
    made
}

#[test]
fn the_preview_says_what_goes_and_exactly_that_goes() {
    let made = talked();
    let old = made.read(|store| store.old(BEFORE));
    let expected = Old {
        messages: 4,
        conversations: 2,
        customers: 1,
        first_at: Some(at(2)),
        last_at: Some(at(999)),
        held_back: 1,
    };
    assert_eq!(old, expected);
    assert_eq!(made.write(|store| store.delete_old(BEFORE)), expected);
    made.store.tidy().unwrap();
    made.read(|store| {
        assert_eq!(
            store.old(BEFORE)?,
            Old {
                held_back: 1,
                ..Old::default()
            }
        );
        assert_eq!(
            store.messages(ACCOUNT, &maya())?.len(),
            1,
            "its reply is queued"
        );
        assert_eq!(store.messages(ACCOUNT, &who("kim"))?.len(), 1);
        assert_eq!(store.customer(ACCOUNT, &who("lee"))?, None);
        assert_eq!(store.reply(ReplyId(Uuid::from_u128(0x99)))?, None);
        assert!(store.reply(REPLY)?.is_some());
        assert_eq!(store.messages_with("text of 30")?, []);
        assert_eq!(verify(DESK, &store.chain()?), Ok(0));
        Ok(())
    });
}

#[test]
fn nothing_old_is_no_change() {
    let made = talked();
    let old = made.write(|store| store.delete_old(at(0)));
    assert_eq!(old, Old::default());
}

#[test]
fn everything_is_one_json_document_that_can_be_read_by_anybody() {
    let made = talked();
    let mut out = Vec::new();
    let rows = made
        .store
        .read(|store| store.export(at(77), &mut out))
        .unwrap();
    let all: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(all["format"], "byline-export");
    assert_eq!(all["version"], 1);
    assert_eq!(all["exported_at"], 77);
    let tables = all["tables"].as_object().unwrap();
    let counted: usize = tables
        .values()
        .map(|rows| rows.as_array().unwrap().len())
        .sum();
    assert_eq!(u64::try_from(counted).unwrap(), rows);
    assert_eq!(tables["messages"].as_array().unwrap().len(), 6);
    assert_eq!(tables["messages"][0]["text"], "text of 10");
    let jpeg = &tables["pictures"][0]["jpeg"]["base64"];
    assert_eq!(jpeg, "/9gganBlZw==");
    for table in [
        "ledger", "personas", "looks", "replies", "drafts", "settings",
    ] {
        assert!(tables.contains_key(table), "{table}");
    }
}

#[test]
fn everything_of_a_customer_is_theirs_alone() {
    let made = talked();
    let all = made.read(|store| store.export_customer(ACCOUNT, &maya()));
    let text = Value::Object(all.clone()).to_string();
    assert!(text.contains("text of 10") && !text.contains("text of 20"));
    assert_eq!(all["replies"][0]["id"], REPLY.to_string());
}
