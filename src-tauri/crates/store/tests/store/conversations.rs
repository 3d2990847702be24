//! The list of conversations is in step with the messages.

use crate::made::{ACCOUNT, ANA, LOOK, Made, REPLY, at, maya, message};
use domain::reply::State;
use domain::{EventId, NetworkUserId, Said};
use proptest::prelude::*;
use store::{Conversation, Direction, Draft, From, Message};

fn of(customer: &str, message: Message) -> Message {
    Message {
        customer: NetworkUserId::from(customer),
        id: domain::EventId(format!("{customer}-{}", message.id)),
        ..message
    }
}

fn list(made: &Made) -> Vec<Conversation> {
    made.read(|store| store.conversations(Some(ANA)))
}

#[test]
fn who_has_waited_longest_stands_first_and_then_the_newest() {
    let made = Made::full();
    made.write(|store| {
        for (customer, direction, millis) in [
            ("answered-early", Direction::Out, 100),
            ("waits", Direction::In, 300),
            ("waits-longest", Direction::In, 200),
            ("waits-longest", Direction::In, 900),
            ("answered-late", Direction::Out, 400),
        ] {
            let id = millis.to_string();
            store.keep_message(ACCOUNT, &of(customer, message(&id, direction, millis)))?;
        }
        Ok(())
    });
    let order: Vec<_> = list(&made)
        .into_iter()
        .map(|one| one.customer.id.0)
        .collect();
    assert_eq!(
        order,
        ["waits-longest", "waits", "answered-late", "answered-early"]
    );
}

#[test]
fn a_customer_waits_since_the_first_message_that_nobody_answered() {
    let made = Made::full();
    let row = |made: &Made| list(made).remove(0);
    made.write(|store| {
        store.keep_message(ACCOUNT, &message("1", Direction::In, 100))?;
        store.keep_message(ACCOUNT, &message("2", Direction::In, 200))
    });
    assert_eq!(row(&made).waiting_since, Some(at(100)));
    made.write(|store| store.keep_message(ACCOUNT, &message("3", Direction::Out, 300)));
    assert_eq!(row(&made).waiting_since, None);
    assert_eq!(row(&made).last_from, From::Brand);
    made.write(|store| store.keep_message(ACCOUNT, &message("4", Direction::In, 400)));
    assert_eq!(row(&made).waiting_since, Some(at(400)));
    // An older page, read later, changes nothing about the newest.
    made.write(|store| store.keep_message(ACCOUNT, &message("0", Direction::In, 50)));
    assert_eq!(row(&made).last_text, "text of 4");
    assert_eq!(row(&made).waiting_since, Some(at(400)));
}

#[test]
fn unread_are_the_customers_messages_since_the_conversation_was_seen() {
    let made = Made::full();
    let unread = |made: &Made| list(made)[0].unread;
    made.write(|store| {
        store.keep_message(ACCOUNT, &message("1", Direction::In, 100))?;
        store.keep_message(ACCOUNT, &message("2", Direction::In, 200))?;
        store.keep_message(ACCOUNT, &message("3", Direction::Out, 300))
    });
    assert_eq!(unread(&made), 2);
    made.write(|store| store.set_seen(ACCOUNT, &maya()));
    assert_eq!(unread(&made), 0);
    made.write(|store| store.keep_message(ACCOUNT, &message("4", Direction::In, 400)));
    assert_eq!(unread(&made), 1);
}

#[test]
fn a_row_tells_the_look_the_draft_and_what_needs_a_person() {
    let made = Made::full();
    let sent = Message {
        look: Some(LOOK),
        ..message("1", Direction::Out, 100)
    };
    let draft = |text: &str| Draft {
        text: text.to_owned(),
        picture: None,
        persona: None,
        at: at(7),
    };
    made.write(|store| {
        store.keep_message(ACCOUNT, &sent)?;
        store.keep_draft(ACCOUNT, &maya(), ANA, &draft("typing"))?;
        let said = Said::new(403, Some(349), "no");
        store.set_state(REPLY, &State::Failed { said })
    });
    let row = list(&made).remove(0);
    assert_eq!(row.last_look, Some(LOOK));
    assert_eq!(row.draft, Some(at(7)));
    assert_eq!(row.needs_person, 1);
    made.write(|store| store.keep_draft(ACCOUNT, &maya(), ANA, &draft("")));
    assert_eq!(list(&made)[0].draft, None, "an emptied draft is none");
    let of_nobody = made.read(|store| store.conversation(ACCOUNT, &maya(), None));
    assert_eq!(of_nobody.unwrap().draft, None);
}

#[test]
fn messages_of_one_moment_are_in_the_order_of_their_ids() {
    let made = Made::full();
    made.write(|store| {
        for id in ["10", "9", "11"] {
            store.keep_message(ACCOUNT, &message(id, Direction::In, 100))?;
        }
        Ok(())
    });
    let ids: Vec<_> = made
        .read(|store| store.messages(ACCOUNT, &maya()))
        .into_iter()
        .map(|message| message.id.0)
        .collect();
    assert_eq!(ids, ["9", "10", "11"]);
    let newest = made.read(|store| store.newest_event(ACCOUNT, &maya()));
    assert_eq!(newest.unwrap().as_str(), "11");
    assert_eq!(list(&made)[0].last_text, "text of 11");
}

#[test]
fn messages_of_one_moment_are_paged_through_in_both_directions() {
    let made = Made::full();
    made.write(|store| {
        for id in ["10", "9", "11"] {
            store.keep_message(ACCOUNT, &message(id, Direction::In, 100))?;
        }
        store.keep_message(ACCOUNT, &message("1", Direction::In, 200))?;
        store.keep_message(ACCOUNT, &of("one", message("2", Direction::In, 100)))
    });
    let ids = |messages: Vec<Message>| -> Vec<String> {
        messages.into_iter().map(|one| one.id.0).collect()
    };
    let after = |id: &str, most: u32| {
        let id = EventId(id.to_owned());
        ids(made.read(|store| store.messages_after(ACCOUNT, &maya(), &id, most)))
    };
    assert_eq!(after("9", 2), ["10", "11"]);
    assert_eq!(after("11", 2), ["1"]);
    assert_eq!(after("1", 2), [""; 0]);
    assert_eq!(after("2", 2), [""; 0], "of another conversation");
    let before = EventId("11".to_owned());
    let page = made.read(|store| store.messages_page(ACCOUNT, &maya(), Some(&before), 5));
    assert_eq!(ids(page), ["9", "10"]);
}

#[test]
fn a_conversation_counts_as_unread_until_its_newest_message_was_seen() {
    let made = Made::full();
    let unread = |made: &Made| made.read(|store| store.unread_conversations());
    assert_eq!(unread(&made), 0);
    made.write(|store| {
        store.keep_message(ACCOUNT, &of("one", message("1", Direction::In, 100)))?;
        store.keep_message(ACCOUNT, &of("one", message("2", Direction::In, 200)))?;
        store.keep_message(ACCOUNT, &of("two", message("3", Direction::In, 300)))?;
        store.keep_message(ACCOUNT, &of("three", message("4", Direction::Out, 400)))
    });
    let listed = list(&made).iter().filter(|one| one.unread > 0).count();
    assert_eq!((unread(&made), listed), (2, 2));
    made.write(|store| store.set_seen(ACCOUNT, &NetworkUserId::from("one")));
    assert_eq!(unread(&made), 1);
}

fn counted(made: &Made) -> i64 {
    let count =
        "SELECT count(*) FROM messages m JOIN conversations v USING (account_id, customer_id)
        WHERE m.direction = 'in' AND m.at > v.seen_at";
    let sqlite = made.sqlite();
    sqlite.query_row(count, [], |row| row.get(0)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn what_is_unread_is_kept_in_step_whatever_comes_in_whatever_order(
        steps in proptest::collection::vec((0u8..4, 0i64..40), 1..40)
    ) {
        let made = Made::full();
        for (step, number) in steps {
            let direction = if number % 3 == 0 { Direction::Out } else { Direction::In };
            made.write(|store| match step {
                0 | 1 => store.keep_message(ACCOUNT, &message(&number.to_string(), direction, number * 10)),
                2 => store.set_seen(ACCOUNT, &maya()),
                _ => store.delete_old(at(number * 10)).map(drop),
            });
            let shown = made.read(|store| store.conversation(ACCOUNT, &maya(), None));
            prop_assert_eq!(shown.map_or(0, |row| i64::from(row.unread)), counted(&made));
        }
    }
}

/// What a conversation's row has to say: when, by whom and what was said last, and
/// since when the customer waits.
type Row = (i64, String, String, Option<i64>);

fn shown(made: &Made) -> Row {
    let row = "SELECT last_at, last_from, last_text, waiting_since FROM conversations";
    made.sqlite()
        .query_row(row, [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .unwrap()
}

/// The same from all of its messages.
fn told(made: &Made) -> Row {
    let all = made.read(|store| store.messages(ACCOUNT, &maya()));
    let last = all.last().unwrap();
    let from = match last.direction {
        Direction::In => "customer",
        Direction::Out => "brand",
    };
    let side = |side| all.iter().filter(move |one| one.direction == side);
    let answered = side(Direction::Out).map(|one| one.at).max();
    let waiting = side(Direction::In)
        .map(|one| one.at)
        .filter(|&at| Some(at) > answered)
        .min();
    (
        last.at.0,
        from.to_owned(),
        last.text.clone(),
        waiting.map(|at| at.0),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_row_of_a_conversation_says_what_its_messages_say_whatever_comes_in_whatever_order(
        kept in proptest::collection::vec((0u8..12, 0i64..12, any::<bool>()), 1..30)
    ) {
        let made = Made::full();
        for (id, millis, from_customer) in kept {
            let direction = if from_customer { Direction::In } else { Direction::Out };
            // One that is known may come again with another time: the first is kept.
            let one = message(&id.to_string(), direction, millis);
            made.write(|store| store.keep_message(ACCOUNT, &one));
            prop_assert_eq!(shown(&made), told(&made));
        }
    }
}
