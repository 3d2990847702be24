//! What the network answered about accounts, kept and let go.

use crate::made::{ACCOUNT, DESK, Made, at, northwind};
use domain::probe::{Answer, Answers, AppPermission, Asked, Probe, Probed, Question};
use domain::{AccountId, Handle, NetworkUserId, Said, Timestamp, Verification};
use store::{NewAccount, PROBES_KEPT};
use uuid::Uuid;

/// One answer of every kind.
pub fn answers() -> Answers {
    let said = Said::new(403, Some(220), "Your credentials do not allow access.");
    let asked = |question, answer| Asked { question, answer };
    Answers {
        who: Some(Probed {
            user: NetworkUserId::from("1"),
            handle: Handle::parse("northwind").unwrap(),
            display_name: "Northwind".to_owned(),
            verification: Verification::Business,
        }),
        permission: Some(AppPermission::ReadWriteMessages),
        asked: vec![
            asked(Question::Who, Answer::Works),
            asked(Question::Permission, Answer::Unsigned),
            asked(Question::Messages, Answer::Unreachable),
            asked(Question::Messages, Answer::NotAsked),
            asked(
                Question::Messages,
                Answer::Wait {
                    until: Timestamp(1_795_341_600_000),
                    said: None,
                },
            ),
            asked(Question::Personas, Answer::Refused { said }),
        ],
    }
}

#[test]
fn the_last_answers_of_an_account_are_kept_newest_first() {
    let made = Made::full();
    assert_eq!(made.read(|store| store.probes(ACCOUNT, 2)), []);
    made.write(|store| {
        store.keep_probe(ACCOUNT, at(50), &Answers::default())?;
        store.keep_probe(ACCOUNT, at(50), &answers())
    });
    let kept = made.read(|store| store.probes(ACCOUNT, 2));
    let expected = [answers(), Answers::default()].map(|answers| Probe {
        at: at(50),
        answers,
    });
    assert_eq!(kept, expected, "also where both were asked at one moment");
    assert_eq!(made.read(|store| store.probes(ACCOUNT, 1)).len(), 1);
}

#[test]
fn old_answers_go_and_those_of_other_accounts_stay() {
    let made = Made::full();
    let other = AccountId(Uuid::from_u128(33));
    made.write(|store| {
        let second = NewAccount {
            id: other,
            user: NetworkUserId::from("2"),
            ..northwind()
        };
        store.connect_account(&second, DESK, at(3))?;
        store.keep_probe(other, at(1), &answers())?;
        for minute in 0..i64::from(PROBES_KEPT) + 5 {
            store.keep_probe(ACCOUNT, at(minute), &Answers::default())?;
        }
        Ok(())
    });
    let kept = made.read(|store| store.probes(ACCOUNT, 1_000));
    assert_eq!(kept.len(), usize::try_from(PROBES_KEPT).unwrap());
    assert_eq!(kept[0].at, at(i64::from(PROBES_KEPT) + 4));
    assert_eq!(kept.last().unwrap().at, at(5));
    assert_eq!(made.read(|store| store.probes(other, 1_000)).len(), 1);
}
