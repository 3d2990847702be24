//! A desk that is killed: nothing it released is lost, nothing leaves twice,
//! nothing it acknowledged is gone.

use crate::served::{Served, after, run_for_real};
use desk::api::{
    ApplicationShow, ConversationShow, ConversationsOf, FieldOrigin, FieldView, LedgerVerdict,
    Nothing,
};
use domain::reply::State;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use store::{DataFolder, Reply, Store, StoreError};

const KILLS: usize = 15;

/// A new way through chance each run; the seed is said when it fails.
fn chance() -> Chance {
    let seed = u64::from(std::process::id()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    eprintln!("seed {seed}");
    Chance(seed | 1)
}

/// Xorshift: good enough to choose instants.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// Every reply of a folder.
fn replies(store: &Store) -> Vec<Reply> {
    const STATES: [&str; 7] = [
        "queued",
        "waiting",
        "sending",
        "sent",
        "in_doubt",
        "failed",
        "discarded",
    ];
    let read = store.read(|read| {
        let mut all = Vec::new();
        for state in STATES {
            all.extend(read.replies_in(state)?);
        }
        Ok::<_, StoreError>(all)
    });
    read.unwrap()
}

async fn killed_while_sending() {
    let served = Served::new().await;
    let mut chance = chance();
    let mut released = BTreeSet::new();
    for round in 0..KILLS {
        let victim = served.start("send", round).await;
        let life = Duration::from_micros(chance.below(50_000));
        let said = victim.killed_after(life).await;
        released.extend(after(&said, "released").map(str::to_owned));
    }
    assert!(!released.is_empty(), "nothing was released before a kill");

    let desk = served.desk().await;
    desk.outbox_settle().await.unwrap();
    let verdict = desk.ledger_verify(Nothing {}).await.unwrap();
    assert!(
        matches!(verdict, LedgerVerdict::Whole { .. }),
        "{verdict:?}"
    );
    drop(desk);

    let store = Store::open(&DataFolder::look_into(&served.folder.data())).unwrap();
    let replies = replies(&store);
    let known: BTreeSet<_> = replies
        .iter()
        .map(|reply| reply.content.id.to_string())
        .collect();
    let lost: Vec<_> = released.difference(&known).collect();
    assert!(lost.is_empty(), "released and lost: {lost:?}");

    let mut held: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for told in served.truth() {
        held.entry(told.text).or_default().push(told.recipient_id);
    }
    for (text, to) in &held {
        assert_eq!(to.len(), 1, "{text:?} is there {} times", to.len());
        let reply = replies
            .iter()
            .find(|reply| reply.content.text.as_str() == text);
        let reply = reply.expect("the network holds only what was released here");
        let attempts = store.read(|read| read.attempts(reply.content.id)).unwrap();
        assert!(!attempts.is_empty(), "{text:?} left without its attempt");
    }
    for reply in &replies {
        let text = reply.content.text.as_str();
        let is_held = held.contains_key(text);
        match &reply.state {
            State::Sent { .. } => assert!(is_held, "{text:?} is said to be sent"),
            State::Queued | State::Waiting { .. } => {
                assert!(!is_held, "{text:?} would leave twice")
            }
            State::InDoubt { .. } | State::Discarded => {}
            state => panic!("{text:?} is {state:?}"),
        }
    }
    let caught = replies
        .iter()
        .filter(|reply| matches!(reply.state, State::InDoubt { .. } | State::Discarded));
    assert!(caught.count() > 0, "no kill met a message on its way");
    let mut last: BTreeMap<String, i64> = BTreeMap::new();
    for told in served.truth() {
        let reply = replies
            .iter()
            .find(|reply| reply.content.text.as_str() == told.text)
            .unwrap();
        let before = last.insert(told.recipient_id, reply.place);
        assert!(
            before < Some(reply.place),
            "{:?} overtook another",
            told.text
        );
    }
}

#[test]
fn a_desk_killed_while_sending_loses_nothing_and_sends_nothing_twice() {
    run_for_real(killed_while_sending());
}

#[test]
fn so_does_a_second_desk() {
    run_for_real(killed_while_sending());
}

#[test]
fn so_does_a_third_desk() {
    run_for_real(killed_while_sending());
}

#[test]
fn so_does_a_fourth_desk() {
    run_for_real(killed_while_sending());
}

#[test]
fn a_desk_killed_while_somebody_types_keeps_every_letter_it_acknowledged() {
    run_for_real(async {
        let served = Served::new().await;
        let mut chance = chance();
        let mut typed_at_all = 0;
        for round in 0..100 {
            let victim = served.start("type", round).await;
            let life = Duration::from_micros(chance.below(60_000));
            let said = victim.killed_after(life).await;
            let typed: Option<usize> = after(&said, "typed").last().map(|it| it.parse().unwrap());
            let Some(typed) = typed else { continue };
            typed_at_all += 1;

            let kept = kept_draft(&served).await;
            assert!(kept.chars().all(|letter| letter == 'x'));
            let kept = kept.len();
            assert!(
                kept == typed || kept == typed + 1,
                "{typed} letters were acknowledged and {kept} kept"
            );
        }
        assert!(typed_at_all > 20, "too few lives had time to type");
    });
}

/// Of an application, too, at most the letter that was on its way is missing, and
/// whatever earlier lives typed into other fields is there.
#[test]
fn a_desk_killed_while_somebody_writes_an_application_keeps_every_letter_it_acknowledged() {
    run_for_real(async {
        let served = Served::new().await;
        let mut chance = chance();
        let mut typed_at_all = 0;
        let mut fields: Vec<String> = Vec::new();
        for round in 0..100 {
            let victim = served.start("apply", round).await;
            let life = Duration::from_micros(chance.below(60_000));
            let said = victim.killed_after(life).await;
            let typed: Option<usize> = after(&said, "typed").last().map(|it| it.parse().unwrap());

            let kept = kept_application(&served).await;
            if let Some(typed) = typed {
                typed_at_all += 1;
                let stands = |letters| format!("{round} {}", "x".repeat(letters));
                let changed: Vec<_> = kept.iter().filter(|one| !fields.contains(one)).collect();
                assert!(
                    changed == [&stands(typed)] || changed == [&stands(typed + 1)],
                    "{typed} letters were acknowledged and {changed:?} kept"
                );
                let others = fields.iter().filter(|one| !kept.contains(one)).count();
                assert!(others <= 1, "{fields:?} became {kept:?}");
            }
            fields = kept;
        }
        assert!(typed_at_all > 20, "too few lives had time to type");
    });
}

/// What was typed into the only application.
async fn kept_application(served: &Served) -> Vec<String> {
    let desk = served.desk().await;
    let list = desk.application_list(Nothing {}).await.unwrap();
    let Some(row) = list.applications.into_iter().next() else {
        return Vec::new();
    };
    let show = ApplicationShow {
        application: row.id,
        version: None,
    };
    let view = desk.application_show(show).await.unwrap();
    let typed = |field: &FieldView| field.origin == FieldOrigin::Written && !field.value.is_empty();
    let typed = view.fields.into_iter().filter(typed);
    typed.map(|field| field.value).collect()
}

async fn kept_draft(served: &Served) -> String {
    let desk = served.desk().await;
    let list = desk.conversation_list(ConversationsOf::default()).await;
    let rows = list.unwrap().conversations;
    let customer = rows.into_iter().map(|row| row.customer.id).min().unwrap();
    let show = ConversationShow {
        account: served.account.clone(),
        customer,
    };
    let draft = desk.conversation_show(show).await.unwrap().draft;
    draft.map(|draft| draft.text).unwrap_or_default()
}

/// A limit on the length of files stands for a disk that takes no more.
#[test]
fn a_disk_that_takes_no_more_is_said_and_nothing_stored_is_lost() {
    run_for_real(async {
        let served = Served::new().await;
        let limit = "trap '' XFSZ; ulimit -f 1200; exec \"$@\"";
        let said = served.start_with(limit, "fill", 0).await.rest().await;
        let refused = after(&said, "refused").next().expect("it was refused");
        let refused: serde_json::Value = serde_json::from_str(refused).unwrap();
        let code = refused["code"].as_str().unwrap();
        assert!(["disk_full", "not_writable"].contains(&code), "{code}");

        let kept = kept_draft(&served).await;
        let typed: usize = after(&said, "typed").last().unwrap().parse().unwrap();
        assert_eq!(kept.len(), typed);
        let store = Store::open(&DataFolder::look_into(&served.folder.data())).unwrap();
        let known: BTreeSet<_> = replies(&store)
            .iter()
            .map(|reply| reply.content.id.to_string())
            .collect();
        for reply in after(&said, "released") {
            assert!(known.contains(reply), "{reply} is lost");
        }
        let desk = served.desk().await;
        desk.outbox_settle().await.unwrap();
        assert_eq!(served.truth().len(), known.len(), "all of it leaves later");
    });
}
