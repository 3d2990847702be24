use super::{BURST, Hearing, Next, Told, Unread, Waiting};
use crate::api::Notify;
use domain::{Ids, ReplyId};
use network::Uuid7;
use std::time::Duration;

const START: Duration = Duration::ZERO;

fn wrote(unread: &[(&str, u32)]) -> Waiting {
    let unread = unread.iter().map(|(name, count)| {
        let unread = Unread {
            name: (*name).to_owned(),
            count: *count,
            newest: Some(format!("{name} says\nsomething")),
        };
        ((*name).to_owned(), unread)
    });
    Waiting {
        unread: unread.collect(),
        ..Waiting::default()
    }
}

fn needing(replies: &[ReplyId]) -> Waiting {
    Waiting {
        needs_you: replies.iter().copied().collect(),
        ..Waiting::default()
    }
}

fn reply() -> ReplyId {
    let ids: &dyn Ids = &Uuid7;
    ReplyId::new(ids)
}

/// After a first look at a desk where nothing waits.
fn started() -> Told {
    let mut told = Told::default();
    told.look(START, Waiting::default(), Hearing::Open);
    told
}

fn title(next: &Next, notify: Notify) -> String {
    match next {
        Next::Tell(news) => news.said(notify).title,
        other => panic!("{other:?}"),
    }
}

fn body(next: &Next, notify: Notify) -> String {
    match next {
        Next::Tell(news) => news.said(notify).body,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_waited_before_the_start_is_not_told() {
    let mut told = Told::default();
    let waiting = wrote(&[("Maya", 3)]);
    assert_eq!(
        told.look(START, waiting.clone(), Hearing::Open),
        Next::Nothing
    );
    assert_eq!(told.look(START, waiting, Hearing::Open), Next::Nothing);
}

#[test]
fn a_message_is_told_once_with_its_writer_and_without_its_text() {
    let mut told = started();
    let next = told.look(START, wrote(&[("Maya Lindqvist", 1)]), Hearing::Open);
    assert_eq!(
        title(&next, Notify::WithoutText),
        "New message from Maya Lindqvist"
    );
    assert_eq!(body(&next, Notify::WithoutText), "");
    let again = told.look(BURST * 2, wrote(&[("Maya Lindqvist", 1)]), Hearing::Open);
    assert_eq!(again, Next::Nothing);
}

#[test]
fn the_text_is_told_where_it_was_allowed() {
    let next = started().look(START, wrote(&[("Maya", 2)]), Hearing::Open);
    assert_eq!(title(&next, Notify::WithText), "2 new messages from Maya");
    assert_eq!(body(&next, Notify::WithText), "Maya says something");
}

#[test]
fn several_conversations_are_summed_up() {
    let waiting = wrote(&[("Maya", 1), ("Olu", 2), ("Jun", 1)]);
    let next = started().look(START, waiting, Hearing::Open);
    assert_eq!(
        title(&next, Notify::WithoutText),
        "4 new messages in 3 conversations"
    );
    assert_eq!(
        body(&next, Notify::WithText),
        "Jun: Jun says something\nMaya: Maya says something\nOlu: Olu says something"
    );
}

#[test]
fn only_what_is_new_counts() {
    let mut told = Told::default();
    told.look(START, wrote(&[("Maya", 3), ("Olu", 1)]), Hearing::Open);
    let next = told.look(START, wrote(&[("Maya", 4), ("Olu", 1)]), Hearing::Open);
    assert_eq!(title(&next, Notify::WithoutText), "New message from Maya");
}

#[test]
fn there_is_one_notification_in_a_burst_and_the_next_sums_up() {
    let mut told = started();
    told.look(START, wrote(&[("Maya", 1)]), Hearing::Open);
    let soon = Duration::from_secs(4);
    let next = told.look(soon, wrote(&[("Maya", 2)]), Hearing::Open);
    assert_eq!(next, Next::After(BURST - soon));
    let next = told.look(Duration::from_secs(8), wrote(&[("Maya", 3)]), Hearing::Open);
    assert_eq!(next, Next::After(Duration::from_secs(2)));
    let next = told.look(BURST, wrote(&[("Maya", 3)]), Hearing::Open);
    assert_eq!(
        title(&next, Notify::WithoutText),
        "2 new messages from Maya"
    );
}

#[test]
fn what_was_read_before_the_burst_ended_is_not_told() {
    let mut told = started();
    told.look(START, wrote(&[("Maya", 1)]), Hearing::Open);
    let soon = Duration::from_secs(4);
    told.look(soon, wrote(&[("Maya", 2)]), Hearing::Open);
    assert_eq!(
        told.look(BURST, Waiting::default(), Hearing::Open),
        Next::Nothing
    );
}

#[test]
fn what_was_read_and_comes_again_within_a_burst_is_news() {
    let mut told = started();
    told.look(START, wrote(&[("Maya", 1)]), Hearing::Open);
    let soon = Duration::from_secs(4);
    told.look(soon, wrote(&[("Olu", 1)]), Hearing::Open);
    let next = told.look(BURST, wrote(&[("Maya", 1), ("Olu", 1)]), Hearing::Open);
    assert_eq!(
        title(&next, Notify::WithoutText),
        "2 new messages in 2 conversations"
    );
}

#[test]
fn what_comes_while_somebody_looks_is_never_told() {
    let mut told = started();
    let waiting = wrote(&[("Maya", 1)]);
    assert_eq!(
        told.look(START, waiting.clone(), Hearing::Muted),
        Next::Nothing
    );
    assert_eq!(told.look(BURST, waiting, Hearing::Open), Next::Nothing);
}

#[test]
fn a_reply_that_needs_somebody_is_told_once() {
    let (first, second) = (reply(), reply());
    let mut told = started();
    let next = told.look(START, needing(&[first]), Hearing::Open);
    assert_eq!(title(&next, Notify::WithoutText), "A reply needs you");
    let next = told.look(BURST, needing(&[first]), Hearing::Open);
    assert_eq!(next, Next::Nothing);
    let next = told.look(BURST, needing(&[first, second]), Hearing::Open);
    assert_eq!(title(&next, Notify::WithoutText), "A reply needs you");
}

#[test]
fn messages_and_a_reply_that_needs_somebody_share_a_notification() {
    let mut waiting = wrote(&[("Maya", 1)]);
    waiting.needs_you = [reply(), reply()].into();
    let next = started().look(START, waiting, Hearing::Open);
    assert_eq!(title(&next, Notify::WithoutText), "New message from Maya");
    assert_eq!(body(&next, Notify::WithoutText), "2 replies need you");
}

#[test]
fn a_long_message_is_cut_and_one_without_words_is_an_attachment() {
    assert_eq!(super::quoted(&"é".repeat(500)).chars().count(), 201);
    assert_eq!(super::quoted(" \n "), "Attachment");
}
