//! What a list says about looks in doubt.

use super::{BETWEEN_LISTS, CLOCK_TOLERANCE, Doubt, Finding, Listed, Reach, settle};
use crate::{CustomProfileId, LookId, SECOND, Timestamp};
use std::collections::HashSet;
use uuid::Uuid;

const BEGUN: Timestamp = Timestamp(1_800_000_000_000);

fn ended() -> Timestamp {
    BEGUN.plus(SECOND * 30)
}

fn doubt(look: u128, line: &str) -> Doubt {
    Doubt {
        look: LookId(Uuid::from_u128(look)),
        line: line.to_owned(),
        begun_at: BEGUN,
        ended_at: ended(),
        missed_at: None,
    }
}

fn listed(id: &str, line: &str, created_at: Timestamp) -> Listed {
    Listed {
        id: CustomProfileId::from(id),
        line: line.to_owned(),
        created_at: Some(created_at),
    }
}

fn one(doubt: &Doubt, listed: &[Listed], reach: Reach) -> Finding {
    let now = ended().plus(BETWEEN_LISTS * 2);
    let doubts = [doubt.clone()];
    settle(&doubts, listed, &HashSet::new(), reach, now).remove(0)
}

#[test]
fn one_profile_with_the_line_and_in_time_is_the_look() {
    for at in [
        BEGUN.minus(CLOCK_TOLERANCE),
        BEGUN,
        ended().plus(CLOCK_TOLERANCE),
    ] {
        let found = one(
            &doubt(1, "Ana Ruiz"),
            &[listed("7", "Ana Ruiz", at)],
            Reach::Part,
        );
        assert_eq!(found, Finding::There(CustomProfileId::from("7")), "{at:?}");
    }
}

#[test]
fn a_line_is_the_same_however_the_network_writes_it() {
    for (kept, ours) in [
        ("Cafe\u{301} Nord", "Café Nord"),
        ("Tom &amp; Ana &lt;3", "Tom & Ana <3"),
        (" Ana  Ruiz ", "Ana Ruiz"),
    ] {
        let found = one(&doubt(1, ours), &[listed("7", kept, BEGUN)], Reach::Whole);
        assert!(matches!(found, Finding::There(_)), "{kept}");
    }
}

#[test]
fn a_profile_of_another_time_or_line_or_of_a_known_look_is_not_it() {
    let long_before = BEGUN.minus(CLOCK_TOLERANCE).minus(SECOND);
    let long_after = ended().plus(CLOCK_TOLERANCE).plus(SECOND);
    let others = [
        listed("1", "Ana Ruiz", long_before),
        listed("2", "Ana Ruiz", long_after),
        listed("3", "Ana Ruiz 2", BEGUN),
    ];
    assert_eq!(
        one(&doubt(1, "Ana Ruiz"), &others, Reach::Whole),
        Finding::Missed
    );

    let known = HashSet::from([CustomProfileId::from("7")]);
    let profile = [listed("7", "Ana Ruiz", BEGUN)];
    let found = settle(
        &[doubt(1, "Ana Ruiz")],
        &profile,
        &known,
        Reach::Whole,
        ended(),
    );
    assert_eq!(found, [Finding::Missed]);
}

#[test]
fn absence_takes_two_complete_lists_a_minute_apart() {
    let mut missing = doubt(1, "Ana Ruiz");
    assert_eq!(one(&missing, &[], Reach::Part), Finding::Unclear);
    assert_eq!(one(&missing, &[], Reach::Whole), Finding::Missed);
    let now = ended().plus(BETWEEN_LISTS * 2);
    missing.missed_at = Some(now.minus(BETWEEN_LISTS).plus(SECOND));
    assert_eq!(
        one(&missing, &[], Reach::Whole),
        Finding::Missed,
        "too soon"
    );
    missing.missed_at = Some(now.minus(BETWEEN_LISTS));
    assert_eq!(one(&missing, &[], Reach::Part), Finding::Unclear);
    assert_eq!(one(&missing, &[], Reach::Whole), Finding::Absent);
}

#[test]
fn what_may_be_two_things_stays_in_doubt() {
    let twins = [
        listed("7", "Ana Ruiz", BEGUN),
        listed("8", "Ana Ruiz", BEGUN),
    ];
    assert_eq!(
        one(&doubt(1, "Ana Ruiz"), &twins, Reach::Whole),
        Finding::Unclear
    );

    let timeless = Listed {
        created_at: None,
        ..listed("7", "Ana Ruiz", BEGUN)
    };
    assert_eq!(
        one(&doubt(1, "Ana Ruiz"), &[timeless], Reach::Whole),
        Finding::Unclear
    );

    let doubts = [
        doubt(1, "Ana Ruiz"),
        doubt(2, "Ana Ruiz"),
        doubt(3, "Ben Ode"),
    ];
    let profiles = [
        listed("7", "Ana Ruiz", BEGUN),
        listed("9", "Ben Ode", BEGUN),
    ];
    let found = settle(&doubts, &profiles, &HashSet::new(), Reach::Whole, ended());
    let ben = Finding::There(CustomProfileId::from("9"));
    assert_eq!(found, [Finding::Unclear, Finding::Unclear, ben]);
}
