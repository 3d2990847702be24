//! Forgetting a customer: nothing of them is left in any byte, and the ledger's
//! chain is whole.

use crate::backups::holds;
use crate::made::{
    ACCOUNT, ANA, ATTEMPT, DESK, Made, PERSONA, PICTURE, REPLY, at, attempt, maya, message, spend,
};
use domain::reply::State;
use domain::{
    DAY, Entry, Event, Handle, LookId, NetworkUserId, Origin, PictureId, Salt, Timestamp, salted,
    verify,
};
use std::collections::BTreeSet;
use store::{Customer, Direction, Draft, Message, Spend, StoreError, Wiping};
use uuid::Uuid;

const SALT: Salt = Salt([9; 16]);
const FORGOTTEN_AT: Timestamp = Timestamp(1_000_000);
const FACE: PictureId = PictureId(Uuid::from_u128(0x77));

/// What must be in no byte. The last is as the index of words has it, too.
const TRACES: [&str; 6] = [
    "Zephyrine Quillfeather",
    "zephquill",
    "my parcel xqzjw never came",
    "we are sorry vwkqy",
    "900719925474099312345",
    "half a draft jjqxz",
];

fn kim() -> NetworkUserId {
    NetworkUserId::from("5")
}

/// A desk with two customers, one of whom has left everything that there is.
fn talked() -> Made {
    let made = Made::full();
    made.write(|store| {
        let zeph = Customer {
            id: maya(),
            handle: Some(Handle::parse("zephquill").unwrap()),
            name: Some("Zephyrine Quillfeather".to_owned()),
            picture: None,
        };
        store.set_customer(ACCOUNT, &zeph, at(1))?;
        store.set_avatar_address(ACCOUNT, &maya(), "https://pbs.example/zephquill.jpg")?;
        store.add_picture(FACE, &[0xAB; 3_000], at(1))?;
        store.add_small_picture(FACE, &[0xAC; 300])?;
        store.set_avatar(ACCOUNT, &maya(), Some(FACE), at(1))?;
        let said = |id: &str, direction, text: &str| Message {
            text: text.to_owned(),
            ..message(id, direction, 5)
        };
        store.keep_message(
            ACCOUNT,
            &said("11", Direction::In, "my parcel xqzjw never came"),
        )?;
        store.keep_message(ACCOUNT, &said("12", Direction::Out, "we are sorry vwkqy"))?;
        let draft = Draft {
            text: "half a draft jjqxz".to_owned(),
            picture: None,
            persona: None,
            at: at(6),
        };
        store.keep_draft(ACCOUNT, &maya(), ANA, &draft)?;
        store.begin_attempt(&attempt(1), SALT)?;
        let sent = Spend {
            attempt: Some(ATTEMPT),
            ..spend("send_message", at(20))
        };
        store.spend(&sent)?;
        let pseudonym = store.pseudonym(ACCOUNT, &maya(), Uuid::from_u128(0x55))?;
        store.append(
            DESK,
            &Entry {
                at: at(20),
                account: "x:@northwind".to_owned(),
                event: Event::Attempt {
                    reply: REPLY,
                    attempt: ATTEMPT,
                    customer: pseudonym,
                    persona: PERSONA,
                    look: LookId(Uuid::from_u128(5)),
                    origin: Origin::Automation,
                    text: salted(SALT, "we are sorry vwkqy"),
                    picture: None,
                },
            },
        )?;
        store.set_state(REPLY, &State::Sent { at: at(21) })?;
        let kim_says = Message {
            customer: kim(),
            text: "hello from kim".to_owned(),
            ..message("31", Direction::In, 7)
        };
        store.keep_message(ACCOUNT, &kim_says)
    });
    made
}

fn forget(made: &Made) {
    made.write(|store| {
        store.forget(ACCOUNT, &maya(), SALT, FORGOTTEN_AT)?;
        store.append(
            DESK,
            &Entry {
                at: FORGOTTEN_AT,
                account: "x:@northwind".to_owned(),
                event: Event::Forgotten { by: None },
            },
        )
    });
}

/// Every byte that stands in the data folder, under the file's name.
fn bytes(made: &Made) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(made.folder.path()).unwrap();
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.display().to_string(), std::fs::read(path).unwrap()))
        .collect()
}

#[test]
fn no_byte_holds_a_text_or_a_name_of_somebody_who_was_forgotten() {
    let made = talked();
    for trace in TRACES {
        let found = bytes(&made)
            .iter()
            .any(|(_, all)| holds(all, trace.as_bytes()));
        assert!(found, "{trace} was never there");
    }
    forget(&made);
    assert!(made.read(|store| store.is_to_wipe()));
    assert_eq!(made.store.wipe().unwrap(), Wiping::Done);
    assert!(!made.read(|store| store.is_to_wipe()));
    let all = bytes(&made);
    for (file, all) in &all {
        for trace in TRACES {
            assert!(!holds(all, trace.as_bytes()), "{trace} is in {file}");
        }
        // Three letters are what the index of words holds of a text.
        for part in [b"0xqz", b"0vwk", b"0jjq"] {
            assert!(!holds(all, part), "{part:?} is in {file}");
        }
        assert!(!holds(all, &[0xAB; 40]), "the face is in {file}");
        assert!(!holds(all, &[0xAC; 40]), "the small face is in {file}");
        assert!(
            !holds(all, &[9; 16][..12]) || file.ends_with(".db"),
            "a salt is in {file}"
        );
    }
    made.read(|store| {
        assert_eq!(store.messages_with("xqzjw")?, []);
        assert_eq!(store.messages_with("kim")?.len(), 1);
        assert!(store.picture(PICTURE)?.is_some(), "a portrait stays");
        assert_eq!(store.conversations(None)?.len(), 1);
        Ok(())
    });
    made.store.back_up(FORGOTTEN_AT).unwrap();
}

#[test]
fn the_chain_is_whole_after_forgetting_and_says_that_somebody_was_forgotten() {
    let made = talked();
    let before = made.read(|store| store.chain());
    forget(&made);
    made.store.wipe().unwrap();
    let chain = made.read(|store| store.chain());
    assert_eq!(verify(DESK, &chain), Ok(2));
    assert_eq!(chain[..1], before[..]);
    let last: Entry = serde_json::from_str(&chain[1].entry).unwrap();
    assert_eq!(last.event, Event::Forgotten { by: None });
}

#[test]
fn what_was_used_of_a_budget_stays_counted() {
    let made = talked();
    let used = || -> i64 {
        made.sqlite()
            .query_row("SELECT count(*) FROM spends", [], |row| row.get(0))
            .unwrap()
    };
    let before = used();
    forget(&made);
    assert_eq!((before, used()), (1, 1));
}

#[test]
fn what_they_wrote_before_is_not_heard_again_and_what_they_write_later_is() {
    let made = talked();
    forget(&made);
    let forgotten =
        |who: &NetworkUserId, when| made.read(|store| store.was_forgotten(ACCOUNT, who, when));
    assert!(forgotten(&maya(), at(5)));
    assert!(forgotten(&maya(), FORGOTTEN_AT));
    assert!(!forgotten(&maya(), FORGOTTEN_AT.plus(DAY)));
    assert!(!forgotten(&kim(), at(5)));
    made.write(|store| store.let_marks_go(FORGOTTEN_AT.plus(DAY.saturating_mul(39))));
    assert!(forgotten(&maya(), at(5)));
    made.write(|store| store.let_marks_go(FORGOTTEN_AT.plus(DAY.saturating_mul(41))));
    assert!(!forgotten(&maya(), at(5)), "the network lists it no more");
}

#[test]
fn what_is_held_of_a_customer_is_counted() {
    let made = talked();
    let held = made.read(|store| store.held_of(ACCOUNT, &maya()));
    assert_eq!((held.messages, held.replies, held.drafts), (2, 1, 1));
    assert_eq!((held.pictures, held.unsettled), (1, 0));
    assert_eq!((held.first_at, held.last_at), (Some(at(5)), Some(at(5))));
}

/// A table that is added later has to be thought of here: does it hold something
/// of a customer, and does forgetting delete that?
#[test]
fn forgetting_knows_every_table_with_a_customer_in_it() {
    let made = Made::empty();
    let sqlite = made.sqlite();
    let mut query = sqlite
        .prepare(
            "SELECT DISTINCT t.name FROM sqlite_schema t, pragma_table_info(t.name) c
              WHERE t.type = 'table' AND t.name NOT LIKE 'message_words%'
                AND c.name IN ('customer_id', 'user_id', 'reply_id', 'attempt_id', 'event_id', 'newest_event')",
        )
        .unwrap();
    let found: BTreeSet<String> = query
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let known = [
        "attempts",
        "avatars",
        "conversations",
        // These two go with their attempt.
        "doubt_candidates",
        "doubt_reads",
        "drafts",
        "ledger_salts",
        "message_media",
        "message_numbers",
        "messages",
        "pseudonyms",
        // They go with their messages.
        "read_ahead",
        "replies",
        // Only the attempt's key is taken out: budgets stay counted.
        "spends",
        // Goes with its reply.
        "uploads",
    ];
    let known: BTreeSet<String> = known.map(str::to_owned).into();
    assert_eq!(found, known);
}

#[test]
fn a_picture_that_something_else_shows_stays() {
    let made = talked();
    made.write(|store| {
        store.set_avatar_address(ACCOUNT, &kim(), "https://pbs.example/kim.jpg")?;
        store.set_avatar(ACCOUNT, &kim(), Some(FACE), at(1))?;
        Ok::<_, StoreError>(())
    });
    forget(&made);
    assert!(made.read(|store| store.picture(FACE)).is_some());
}
