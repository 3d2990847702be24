//! Each table, written and read back.

use crate::made::{
    ACCOUNT, ANA, ATTEMPT, DESK, LOOK, Made, PERSONA, PICTURE, REPLY, SEEN_NOTHING, ana, at,
    attempt, dressed, maya, message, new_reply, northwind, spend,
};
use domain::reply::{State, WaitReason};
use domain::{
    CustomProfileId, DAY, EventId, Handle, NetworkUserId, Origin, Outcome, ReplyId, Said, Salt,
};
use store::{
    Access, Customer, Direction, Draft, Message, NewAccount, NewReply, PublishState, Reply,
    StoreError,
};
use uuid::Uuid;

#[test]
fn an_empty_store_has_nothing() {
    let made = Made::empty();
    made.read(|store| {
        assert_eq!(store.desk()?, None);
        assert_eq!(store.operator_here()?, None);
        assert_eq!(store.accounts()?, []);
        assert_eq!(store.personas()?, []);
        assert_eq!(store.conversations(None)?, []);
        assert_eq!(store.outbox()?, []);
        assert_eq!(store.chain()?, []);
        assert_eq!(store.next_due()?, None);
        Ok(())
    });
}

#[test]
fn the_desk_its_operators_and_who_sits_there_are_kept() {
    let made = Made::full();
    made.read(|store| {
        assert_eq!(store.desk()?, Some(DESK));
        assert_eq!(store.operator_here()?, Some(ANA));
        assert_eq!(store.operator(ANA)?, Some(ana()));
        assert_eq!(store.operator_named(&ana().name)?, Some(ana()));
        Ok(())
    });
}

#[test]
fn an_account_connected_again_keeps_its_key_and_is_no_longer_stopped() {
    let made = Made::full();
    let said = Said::new(401, Some(89), "Invalid or expired token.");
    let (id, account) = made.write(|store| {
        store.set_stopped(ACCOUNT, Some(&said))?;
        store.set_access(ACCOUNT, &Access::Closed { said: said.clone() })?;
        store.set_read_at(ACCOUNT, at(5))?;
        store.set_avatar_address(ACCOUNT, &northwind().user, "https://pictures.test/n.jpg")?;
        store.set_avatar(ACCOUNT, &northwind().user, Some(PICTURE), at(5))?;
        let stopped = store.account(ACCOUNT)?.unwrap();
        assert_eq!(stopped.stopped, Some(said.clone()));
        let again = NewAccount {
            id: domain::AccountId(Uuid::from_u128(99)),
            display_name: "Northwind & Co".to_owned(),
            ..northwind()
        };
        let id = store.connect_account(&again, DESK, at(6))?;
        Ok((id, store.account(id)?.unwrap()))
    });
    assert_eq!(id, ACCOUNT);
    assert_eq!(account.display_name, "Northwind & Co");
    assert_eq!(account.stopped, None);
    assert_eq!(account.read_at, Some(at(5)));
    assert_eq!(account.name(), "x:@northwind");
}

#[test]
fn a_persona_is_read_in_its_newest_look_and_any_look_by_its_key() {
    let made = Made::full();
    let (persona, look) = dressed();
    made.read(|store| {
        let kept = store.persona(PERSONA)?.unwrap();
        assert_eq!((kept.persona, kept.look), (persona, look));
        assert_eq!(store.look(LOOK)?.unwrap().look.id, LOOK);
        assert_eq!(store.personas()?.len(), 1);
        assert_eq!(store.picture(PICTURE)?.unwrap(), b"\xFF\xD8 jpeg");
        Ok(())
    });
}

#[test]
fn how_a_look_stands_with_an_account_is_replaced_by_what_is_newer() {
    let made = Made::full();
    let live = PublishState::Live {
        id: CustomProfileId::from("1893"),
    };
    made.write(|store| {
        assert_eq!(store.publication(ACCOUNT, LOOK)?, None);
        store.set_publication(ACCOUNT, LOOK, &PublishState::Publishing, at(4))?;
        store.set_publication(ACCOUNT, LOOK, &live, at(5))?;
        assert_eq!(store.publication(ACCOUNT, LOOK)?, Some(live.clone()));
        assert_eq!(store.publications()?.len(), 1);
        Ok(())
    });
}

#[test]
fn a_customer_is_a_stranger_until_looked_up() {
    let made = Made::full();
    let known = Customer {
        id: maya(),
        handle: Some(Handle::parse("MayaLind").unwrap()),
        name: Some("Maya".to_owned()),
        picture: None,
    };
    made.write(|store| {
        assert_eq!(store.strangers(ACCOUNT, 10)?, [maya()]);
        store.set_customer(ACCOUNT, &known, at(5))?;
        store.meet(ACCOUNT, &maya())?;
        assert_eq!(store.strangers(ACCOUNT, 10)?, Vec::<NetworkUserId>::new());
        assert_eq!(store.customer(ACCOUNT, &maya())?, Some(known.clone()));
        let handle = Handle::parse("mayalind").unwrap();
        assert_eq!(store.customer_named(ACCOUNT, &handle)?, Some(known));
        Ok(())
    });
}

#[test]
fn a_picture_is_wanted_once_for_each_address_and_the_old_one_stays_until_then() {
    let made = Made::full();
    made.write(|store| {
        let wanted = |address: &str| vec![(maya(), address.to_owned())];
        store.set_avatar_address(ACCOUNT, &maya(), "a")?;
        assert_eq!(store.avatars_wanted(ACCOUNT, 10)?, wanted("a"));
        store.set_avatar(ACCOUNT, &maya(), Some(PICTURE), at(5))?;
        store.set_avatar_address(ACCOUNT, &maya(), "a")?;
        assert_eq!(store.avatars_wanted(ACCOUNT, 10)?, vec![]);
        store.set_avatar_address(ACCOUNT, &maya(), "b")?;
        assert_eq!(store.avatars_wanted(ACCOUNT, 10)?, wanted("b"));
        store.set_avatar(ACCOUNT, &maya(), None, at(6))?;
        assert_eq!(store.avatars_wanted(ACCOUNT, 10)?, vec![]);
        let picture = store.customer(ACCOUNT, &maya())?.unwrap().picture;
        assert_eq!(picture, Some(PICTURE));
        Ok(())
    });
}

#[test]
fn a_message_read_again_keeps_the_look_and_the_reply_it_was_sent_with() {
    let made = Made::full();
    let sent = Message {
        look: Some(LOOK),
        reply: Some(REPLY),
        ..message("5", Direction::Out, 50)
    };
    let read_back = Message {
        attachment: Some("media".to_owned()),
        ..message("5", Direction::Out, 50)
    };
    made.write(|store| {
        // In either order: a reading may be faster than the answer.
        store.keep_message(ACCOUNT, &sent)?;
        store.keep_message(ACCOUNT, &read_back)?;
        let kept = store.message(ACCOUNT, &EventId::from("5"))?.unwrap();
        assert_eq!((kept.look, kept.reply), (Some(LOOK), Some(REPLY)));
        assert_eq!(kept.attachment.as_deref(), Some("media"));
        store.keep_message(ACCOUNT, &message("6", Direction::Out, 60))?;
        let other = ReplyId(Uuid::from_u128(70));
        store.add_reply(&new_reply(other), &State::Queued, SEEN_NOTHING)?;
        let answered = Message {
            look: Some(LOOK),
            reply: Some(other),
            ..message("6", Direction::Out, 60)
        };
        store.keep_message(ACCOUNT, &answered)?;
        assert_eq!(store.message(ACCOUNT, &EventId::from("6"))?, Some(answered));
        assert_eq!(store.messages(ACCOUNT, &maya())?.len(), 2);
        Ok(())
    });
}

#[test]
fn a_draft_is_kept_for_each_author_and_only_those_with_text_are_listed() {
    let made = Made::full();
    let draft = |text: &str| Draft {
        text: text.to_owned(),
        picture: None,
        persona: Some(PERSONA),
        at: at(9),
    };
    made.write(|store| {
        store.keep_draft(ACCOUNT, &maya(), ANA, &draft("half"))?;
        store.keep_draft(ACCOUNT, &maya(), ANA, &draft("half a word"))?;
        let later = Draft {
            at: at(9).plus(std::time::Duration::from_millis(1)),
            ..draft("half a word")
        };
        assert_eq!(
            store.draft(ACCOUNT, &maya(), ANA)?,
            Some(later),
            "two states of one moment are told apart"
        );
        assert_eq!(store.drafts(ANA)?.len(), 1);
        store.keep_draft(ACCOUNT, &maya(), ANA, &draft(""))?;
        assert_eq!(store.drafts(ANA)?.len(), 0);
        Ok(())
    });
}

#[test]
fn a_reply_is_kept_as_it_was_written_and_found_by_its_state() {
    let made = Made::full();
    let automated = NewReply {
        origin: Origin::Automation,
        ..new_reply(ReplyId(Uuid::from_u128(71)))
    };
    let waiting = State::Waiting {
        until: at(500),
        why: WaitReason::Offline,
    };
    made.write(|store| {
        store.add_reply(&automated, &State::Queued, SEEN_NOTHING)?;
        store.set_state(automated.id, &waiting)?;
        let first = Reply {
            place: 1,
            content: new_reply(REPLY),
            state: State::Queued,
            look: SEEN_NOTHING,
        };
        let second = Reply {
            place: 2,
            content: automated.clone(),
            state: waiting.clone(),
            look: SEEN_NOTHING,
        };
        assert_eq!(store.outbox()?, [first.clone(), second.clone()]);
        assert_eq!(store.lane(ACCOUNT, &maya())?, [first, second.clone()]);
        assert_eq!(store.replies_in("waiting")?, vec![second.clone()]);
        assert_eq!(store.next_due()?, Some(at(500)));
        assert_eq!(store.due(at(499))?, []);
        assert_eq!(store.due(at(500))?, [second]);
        for settled in [State::Draft, State::Discarded, State::Sent { at: at(1) }] {
            store.set_state(automated.id, &settled)?;
            assert_eq!(store.outbox()?.len(), 1, "{settled:?}");
            assert_eq!(store.next_due()?, None);
        }
        Ok(())
    });
}

#[test]
fn an_attempt_is_counted_before_its_outcome_is_known() {
    let made = Made::full();
    made.write(|store| {
        store.begin_attempt(&attempt(1), Salt([7; 16]))?;
        assert_eq!(store.attempts(REPLY)?, [attempt(1)]);
        store.end_attempt(ATTEMPT, &Outcome::NotArrived, at(30))?;
        store.begin_attempt(&attempt(2), Salt([8; 16]))?;
        let outcomes: Vec<_> = store
            .attempts(REPLY)?
            .into_iter()
            .map(|attempt| attempt.outcome)
            .collect();
        assert_eq!(outcomes, [Some(Outcome::NotArrived), None]);
        Ok(())
    });
    let again = made
        .store
        .write(|store| store.begin_attempt(&attempt(2), Salt([9; 16])));
    assert!(again.is_err(), "no two attempts have one number");
}

#[test]
fn uses_of_a_route_are_forgotten_after_a_day() {
    let made = Made::full();
    made.write(|store| {
        store.spend(&spend("send", at(0)))?;
        store.spend(&spend("send", at(1)))?;
        store.spend(&spend("list_events", at(2)))?;
        assert_eq!(store.spends(ACCOUNT, "send")?.len(), 2);
        store.spend(&spend("send", at(1).plus(DAY)))?;
        assert_eq!(store.spends(ACCOUNT, "send")?, [at(1), at(1).plus(DAY)]);
        Ok(())
    });
}

#[test]
fn a_change_that_ends_in_an_error_changed_nothing() {
    let made = Made::full();
    let failed: Result<(), StoreError> = made.store.write(|store| {
        store.set_state(REPLY, &State::Discarded)?;
        Err(StoreError::DiskFull)
    });
    assert!(failed.is_err());
    made.read(|store| {
        assert_eq!(store.reply(REPLY)?.unwrap().state, State::Queued);
        Ok(())
    });
}

#[test]
fn who_wrote_many_replies_is_asked_at_once() {
    let made = Made::full();
    let (bots, nobodys) = (ReplyId(Uuid::from_u128(70)), ReplyId(Uuid::from_u128(71)));
    let of_the_bot = NewReply {
        origin: Origin::Automation,
        ..new_reply(bots)
    };
    made.write(|store| store.add_reply(&of_the_bot, &State::Queued, SEEN_NOTHING));
    let origins = made.read(|store| store.origins_among([REPLY, bots, nobodys]));
    assert_eq!(origins.len(), 2);
    assert_eq!(origins[&REPLY], Origin::Operator(ANA));
    assert_eq!(origins[&bots], Origin::Automation);
}

#[test]
fn the_small_copy_of_a_picture_is_kept_once() {
    let made = Made::full();
    let small = |made: &Made| made.read(|store| store.small_picture(PICTURE));
    assert_eq!(small(&made), None);
    made.write(|store| store.add_small_picture(PICTURE, b"first"));
    made.write(|store| store.add_small_picture(PICTURE, b"second"));
    assert_eq!(small(&made).as_deref(), Some(&b"first"[..]));
}
