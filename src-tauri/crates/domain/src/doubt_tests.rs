use super::{
    FIRST_PAUSE, LATEST_EFFECT, LONGEST_LAG, Likeness, Question, REACH, Reach, Reading, Rule, Seen,
    Sent, Shown, Verdict, WhyAsked, is_due, judge, lacks,
};
use crate::{
    CustomProfileId, DoubtPolicy, EventId, MINUTE, MediaId, Neighbours, SECOND, Timestamp,
};
use proptest::prelude::*;
use std::time::Duration;

const BEGUN: Timestamp = Timestamp(1_700_000_000_000);

const ALONE: Rule = Rule {
    policy: DoubtPolicy::ReadBack,
    neighbours: Neighbours::Alone,
};

fn after(seconds: u64) -> Timestamp {
    BEGUN.plus(Duration::from_secs(seconds))
}

/// As X makes them: the time is in the id.
fn id_at(at: Timestamp, nth: u64) -> EventId {
    let millis = u64::try_from(at.0 - 1_288_834_974_657).unwrap();
    EventId(((millis << 22) + nth).to_string())
}

fn question(text: &str) -> Question {
    Question {
        sent: Sent {
            text: text.to_owned(),
            media: None,
            profile: None,
            app: None,
            begun_at: BEGUN,
            newest_known: Some(id_at(BEGUN.minus(MINUTE), 0)),
        },
        since: after(1),
        unread_siblings: 0,
    }
}

fn seen(text: &str, at: Timestamp) -> Seen {
    Seen {
        id: id_at(at, 1),
        at,
        text: text.to_owned(),
        attachment: None,
        media: None,
        profile: None,
        app: None,
    }
}

/// A complete reading, so long after the beginning, that showed everything up to
/// `newest`.
fn reading(seconds: u64, newest: u64) -> Reading {
    Reading {
        at: after(seconds),
        network_at: after(seconds),
        reach: Reach::BeforeAttempt,
        shown: Shown::All,
        newest: Some(after(newest)),
        oldest: Some(BEGUN.minus(MINUTE * 30)),
    }
}

fn asked(verdict: Verdict) -> WhyAsked {
    match verdict {
        Verdict::AskPerson { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

fn is_read_again(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::ReadAgain { .. })
}

#[test]
fn one_message_that_fits_is_the_reply() {
    let it = seen("Hello", after(1));
    let verdict = judge(
        &question("Hello"),
        &[reading(5, 1)],
        std::slice::from_ref(&it),
        ALONE,
    );
    let found = Verdict::Found {
        event: it.id,
        at: it.at,
    };
    assert_eq!(verdict, found);
}

#[test]
fn two_that_fit_are_for_a_person_and_one_read_twice_is_one() {
    let (one, other) = (seen("Hello", after(1)), seen("Hello", after(2)));
    let verdict = judge(
        &question("Hello"),
        &[reading(5, 2)],
        &[one.clone(), other],
        ALONE,
    );
    assert_eq!(asked(verdict), WhyAsked::Several);
    let verdict = judge(
        &question("Hello"),
        &[reading(5, 2)],
        &[one.clone(), one],
        ALONE,
    );
    assert!(matches!(verdict, Verdict::Found { .. }));
}

#[test]
fn with_other_desks_an_equal_text_is_asked_and_none_is_proof_all_the_same() {
    let rule = Rule {
        neighbours: Neighbours::Several,
        ..ALONE
    };
    let it = seen("Hello", after(1));
    let verdict = judge(&question("Hello"), &[reading(5, 1)], &[it], rule);
    assert_eq!(asked(verdict), WhyAsked::MayBeAnotherDesks);
    let readings = [reading(5, 1), reading(200, 190), reading(700, 690)];
    let verdict = judge(&question("Hello"), &readings, &[], rule);
    assert_eq!(verdict, Verdict::ProvenAbsent);
}

#[test]
fn an_account_that_is_set_to_ask_is_asked_whatever_was_read() {
    let rule = Rule {
        policy: DoubtPolicy::Ask,
        ..ALONE
    };
    let it = seen("Hello", after(1));
    for (readings, read) in [
        (vec![], vec![]),
        (vec![reading(5, 1)], vec![it]),
        (vec![reading(200, 190), reading(700, 690)], vec![]),
    ] {
        let verdict = judge(&question("Hello"), &readings, &read, rule);
        assert_eq!(asked(verdict), WhyAsked::SetToAsk);
    }
}

#[test]
fn absence_takes_two_readings_with_a_witness_a_minute_apart_and_the_second_late_enough() {
    let judged = |readings: &[Reading]| judge(&question("Hello"), readings, &[], ALONE);
    let first = reading(5, 0);
    let late = LONGEST_LAG.as_secs() + 5;
    let proof = [
        first.clone(),
        reading(late - 60, late - 70),
        reading(late, late),
    ];
    assert_eq!(judged(&proof), Verdict::ProvenAbsent);

    let too_near = [
        first.clone(),
        reading(late - 59, late - 70),
        reading(late, late),
    ];
    assert!(is_read_again(&judged(&too_near)));
    let too_early = [
        first.clone(),
        reading(late - 61, late - 70),
        reading(late - 1, late - 1),
    ];
    assert!(is_read_again(&judged(&too_early)));
    let once = [first.clone(), reading(late, late)];
    assert!(is_read_again(&judged(&once)));

    let last_effect = 5 + LATEST_EFFECT.as_secs();
    let no_witness = [
        first.clone(),
        reading(late - 60, last_effect),
        reading(late, late),
    ];
    assert!(is_read_again(&judged(&no_witness)));
    for spoil in [
        |reading: &mut Reading| reading.reach = Reach::Short,
        |reading: &mut Reading| reading.shown = Shown::Lacking,
        |reading: &mut Reading| reading.newest = None,
    ] {
        for at in [1, 2] {
            let mut readings = proof.clone();
            spoil(&mut readings[at]);
            assert!(is_read_again(&judged(&readings)), "{:?}", readings[at]);
        }
    }
}

#[test]
fn a_clock_of_ours_that_jumps_makes_no_proof() {
    let late = LONGEST_LAG.as_secs() + 5;
    let mut readings = [
        reading(5, 0),
        reading(late - 10, late),
        reading(late, late + 9),
    ];
    readings[2].at = after(late + 86_400);
    let verdict = judge(&question("Hello"), &readings, &[], ALONE);
    assert!(is_read_again(&verdict), "the network's clock says 10 s");

    let back = after(3);
    assert!(
        is_due(after(900), &readings[..2], back),
        "nothing to wait for"
    );
    assert!(!is_due(after(late + 90), &readings[..2], after(late)));
}

#[test]
fn what_looks_like_it_and_is_not_surely_it_is_never_taken_for_absence() {
    let mut other_app = seen("Hello", after(1));
    other_app.app = Some("phone".to_owned());
    let mut other_persona = seen("Hello", after(1));
    other_persona.profile = Some(CustomProfileId::from("9"));
    let mut with_picture = seen("Hello", after(1));
    with_picture.attachment = Some("photo".to_owned());
    let mut asks = question("Hello");
    asks.sent.app = Some("desk".to_owned());
    asks.sent.profile = Some(CustomProfileId::from("8"));
    let late = LONGEST_LAG.as_secs() + 90;
    for one in [
        other_app,
        other_persona,
        with_picture,
        seen("hello!", after(1)),
        seen("Hello", after(3_600)),
        seen("Hello https://t.co/x", after(1)),
    ] {
        let readings = [
            reading(5, 0),
            reading(late - 80, late - 80),
            reading(late, late),
        ];
        let verdict = judge(&asks, &readings, std::slice::from_ref(&one), ALONE);
        assert_eq!(asked(verdict), WhyAsked::LooksAlike, "{one:?}");
    }
}

#[test]
fn what_was_there_before_or_says_something_else_is_no_candidate() {
    let before = seen("Hello", BEGUN.minus(MINUTE * 2));
    let other = seen("Good bye", after(1));
    let sent = question("Hello").sent;
    assert_eq!(sent.likeness(&before), None);
    assert_eq!(sent.likeness(&other), None);
}

#[test]
fn a_reply_older_than_the_list_is_for_a_person_unless_it_is_found() {
    let late = REACH.as_secs() + 1_000;
    let readings = [reading(late, late), reading(late + 700, late + 700)];
    let verdict = judge(&question("Hello"), &readings, &[], ALONE);
    assert_eq!(asked(verdict), WhyAsked::BeyondReach);
    let it = seen("Hello", after(1));
    let verdict = judge(&question("Hello"), &readings, &[it], ALONE);
    assert!(matches!(verdict, Verdict::Found { .. }));
}

#[test]
fn a_message_that_another_reply_may_claim_is_for_a_person() {
    let mut asks = question("Thanks!");
    asks.unread_siblings = 1;
    let it = seen("Thanks!", after(1));
    let verdict = judge(&asks, &[reading(5, 1)], &[it], ALONE);
    assert_eq!(asked(verdict), WhyAsked::Several);
}

#[test]
fn it_is_read_soon_then_less_often_and_again_when_a_second_reading_can_prove() {
    let next = |readings: &[Reading]| {
        judge(&question("Hello"), readings, &[], ALONE)
            .reads_again()
            .unwrap()
    };
    assert_eq!(next(&[]), after(1).plus(FIRST_PAUSE));
    let mut readings = vec![reading(6, 0)];
    assert_eq!(next(&readings), after(66));
    readings.push(reading(66, 0));
    assert_eq!(next(&readings), after(186));
    readings.push(reading(186, 180));
    let late = after(6).plus(LONGEST_LAG).plus(SECOND * 2);
    assert_eq!(next(&readings), late, "the third has a witness");
    for _ in 0..40 {
        readings.push(reading(700, 0));
    }
    assert_eq!(next(&readings), after(700).plus(MINUTE * 15));
}

#[test]
fn links_and_signs_that_a_network_changes_make_no_other_message() {
    let likeness = |ours: &str, theirs: &str| question(ours).sent.likeness(&seen(theirs, after(1)));
    for (ours, theirs) in [
        ("see example.com", "see http://example.com"),
        ("see https://Example.com/A", "see https://example.com/A/"),
        ("Caf\u{e9}  a\r\nb ", "Cafe\u{301}  a\nb"),
        ("\u{1F9E1}", "\u{1F9E1}"),
    ] {
        assert_eq!(likeness(ours, theirs), Some(Likeness::Fits), "{theirs:?}");
    }
    for (ours, theirs) in [
        ("see https://example.com/a", "see https://t.co/a"),
        ("a & b", "a &amp; b"),
        ("Hello there", "hello  there"),
    ] {
        assert_eq!(likeness(ours, theirs), Some(Likeness::Alike), "{theirs:?}");
    }
    assert_eq!(likeness("\u{1F9E1}", "\u{1F44D}"), None);
    assert_eq!(likeness("https://a.example/1", "Thanks"), None);
}

#[test]
fn a_medium_is_compared_and_its_link_is_no_word() {
    let mut asks = question("Look").sent;
    asks.media = Some(MediaId::from("5"));
    let mut with = seen("Look https://t.co/x", after(1));
    with.attachment = Some("photo".to_owned());
    with.media = Some(MediaId::from("5"));
    assert_eq!(asks.likeness(&with), Some(Likeness::Fits));
    with.media = Some(MediaId::from("6"));
    assert_eq!(asks.likeness(&with), Some(Likeness::Alike));
    let without = seen("Look", after(1));
    assert_eq!(asks.likeness(&without), Some(Likeness::Alike));
    asks.text = String::new();
    with.media = Some(MediaId::from("5"));
    with.text = "https://t.co/x".to_owned();
    assert_eq!(asks.likeness(&with), Some(Likeness::Fits));
}

#[test]
fn a_list_lacks_what_is_known_between_its_ends() {
    let listed: Vec<_> = [1, 5, 9].map(|s| (id_at(after(s), 0), after(s))).into();
    let known = |s| [(id_at(after(s), 0), after(s))];
    assert_eq!(lacks(&listed, &known(5)), Shown::All);
    assert_eq!(lacks(&listed, &known(6)), Shown::Lacking);
    assert_eq!(lacks(&listed, &known(0)), Shown::All);
    assert_eq!(lacks(&listed, &known(12)), Shown::All);
    assert_eq!(lacks(&[], &known(5)), Shown::All);
}

/// What the network holds: ours, if it arrived, and what others said and heard.
#[derive(Clone, Debug)]
struct Truth {
    /// When ours took effect, in ms after the beginning.
    ours: Option<u64>,
    /// How much later than others ours is shown, in ms.
    hidden: u64,
    /// When other messages were made; whether they are an equal text from a
    /// phone.
    others: Vec<(u64, bool)>,
    /// When the attempt ended for us.
    ended: u64,
}

fn truth() -> impl Strategy<Value = Truth> {
    let late = u64::try_from(LATEST_EFFECT.as_millis()).unwrap();
    let longest = u64::try_from(LONGEST_LAG.as_millis()).unwrap();
    let others = prop::collection::vec((0u64..3_600_000, prop::bool::weighted(0.1)), 0..25);
    (0u64..40_000)
        .prop_flat_map(move |ended| {
            let ours = prop::option::of(0..ended + late);
            (ours, 0..longest - late, others.clone(), Just(ended))
        })
        .prop_map(|(ours, hidden, others, ended)| Truth {
            ours,
            hidden,
            others,
            ended,
        })
}

const OURS: u64 = 1 << 20;

impl Truth {
    /// Everything a reading shows that is made at `now`, in ms after the
    /// beginning, with that lag.
    fn shows(&self, now: u64, lag: u64) -> (Option<u64>, Vec<Seen>) {
        let upto = now.saturating_sub(lag);
        let at = |ms: u64| BEGUN.plus(Duration::from_millis(ms));
        let others = self.others.iter().filter(|(made, _)| *made <= upto);
        let mut newest = others.clone().map(|(made, _)| *made).max();
        let mut read: Vec<_> = others
            .filter(|(_, is_equal)| *is_equal)
            .map(|(made, _)| Seen {
                app: Some("phone".to_owned()),
                ..seen("Thanks!", at(*made))
            })
            .collect();
        if let Some(made) = self
            .ours
            .filter(|made| *made <= upto && made + self.hidden <= now)
        {
            newest = newest.max(Some(made));
            let id = id_at(at(made), OURS);
            let app = Some("desk".to_owned());
            read.push(Seen {
                id,
                app,
                ..seen("Thanks!", at(made))
            });
        }
        (newest, read)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever the lags, the losses, the clocks and what others say.
    #[test]
    fn nothing_that_arrived_is_proven_absent_and_nothing_else_is_found(
        truth in truth(),
        steps in prop::collection::vec((0u64..900_000, 0u64..600_000, -86_400_000i64..86_400_000), 1..25),
        knows_app in any::<bool>(),
    ) {
        let mut asks = question("Thanks!");
        asks.sent.app = knows_app.then(|| "desk".to_owned());
        let (mut now, mut readings, mut read) = (truth.ended, Vec::new(), Vec::new());
        for (pause, lag, jump) in steps {
            now += pause;
            let (newest, shown) = truth.shows(now, lag);
            read.extend(shown);
            let network_at = BEGUN.plus(Duration::from_millis(now));
            readings.push(Reading {
                at: Timestamp(network_at.0 + jump),
                network_at: network_at.plus(SECOND),
                reach: Reach::BeforeAttempt,
                shown: Shown::All,
                newest: newest.map(|ms| BEGUN.plus(Duration::from_millis(ms))),
                oldest: None,
            });
            match judge(&asks, &readings, &read, ALONE) {
                Verdict::ProvenAbsent => prop_assert_eq!(truth.ours, None),
                Verdict::Found { event, .. } if knows_app => {
                    let made = truth.ours.expect("it arrived");
                    prop_assert_eq!(event, id_at(BEGUN.plus(Duration::from_millis(made)), OURS));
                }
                _ => {}
            }
        }
    }

    /// What arrived is found without a person, and what was lost leaves again,
    /// where the network shows things within half a minute and goes on talking.
    #[test]
    fn a_lively_account_is_settled_without_a_person(arrived in any::<bool>(), lag in 0u64..30_000) {
        let truth = Truth {
            ours: arrived.then_some(1_000),
            hidden: 0,
            others: (0..60).map(|nth| (nth * 30_000, false)).collect(),
            ended: 2_000,
        };
        let asks = question("Thanks!");
        let (mut readings, mut read) = (Vec::new(), Vec::new());
        let mut verdict = judge(&asks, &readings, &read, ALONE);
        let mut made = 0;
        while let Verdict::ReadAgain { not_before } = verdict {
            let now = u64::try_from(not_before.since(BEGUN).as_millis()).unwrap();
            let (newest, shown) = truth.shows(now, lag);
            read.extend(shown);
            readings.push(Reading {
                newest: newest.map(|ms| BEGUN.plus(Duration::from_millis(ms))),
                at: not_before,
                network_at: not_before.plus(SECOND),
                ..reading(0, 0)
            });
            verdict = judge(&asks, &readings, &read, ALONE);
            made += 1;
            prop_assert!(made <= 5);
        }
        prop_assert_eq!(matches!(verdict, Verdict::Found { .. }), arrived);
        prop_assert_eq!(verdict == Verdict::ProvenAbsent, !arrived);
    }
}
