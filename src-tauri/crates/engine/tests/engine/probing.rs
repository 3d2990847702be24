//! Asking what an account may do: what is asked, what is left out, what is kept.

use crate::bench::{ACCOUNT, Bench, failed};
use domain::probe::{Answer, AppPermission, Probe, Question, Verdict};
use domain::{Handle, MINUTE, NetworkUserId, Said, Verification};
use network::{Class, Failure, Identity, Route, User};
use store::{Access, Spend};

fn northwind(name: &str) -> Identity {
    Identity {
        user: User {
            id: NetworkUserId::from("1"),
            handle: Handle::parse("northwind_cares").unwrap(),
            name: name.to_owned(),
            picture: None,
            verified: Verification::Business,
        },
    }
}

fn refusal(class: Class, status: u16, code: i64) -> Failure {
    failed(class, Some(Said::new(status, Some(code), "The words")))
}

/// A network that answers every question well, but for what was written before.
async fn probe(bench: &Bench) -> Probe {
    let script = &bench.script;
    script.identities.next(Ok(northwind("Northwind Care")));
    script
        .permissions
        .next(Ok(AppPermission::ReadWriteMessages));
    script.messages.next(Ok(()));
    script.personas.next(Ok(()));
    bench.engine.probe(ACCOUNT).await.unwrap();
    last(bench)
}

fn last(bench: &Bench) -> Probe {
    bench.read(|store| store.probes(ACCOUNT, 1)).remove(0)
}

fn verdicts(probe: &Probe) -> [Verdict; 4] {
    Question::ALL.map(|question| probe.answers.verdict(question))
}

fn answer(probe: &Probe, question: Question) -> &Answer {
    let asked = probe.answers.asked.iter();
    &asked
        .clone()
        .find(|one| one.question == question)
        .unwrap()
        .answer
}

#[tokio::test]
async fn every_question_is_asked_once_and_what_it_tells_of_the_account_is_noted() {
    let bench = Bench::new();
    let kept = probe(&bench).await;
    assert_eq!(kept.at, bench.now());
    assert_eq!(verdicts(&kept), [Verdict::Works; 4]);
    assert_eq!(
        kept.answers.permission,
        Some(AppPermission::ReadWriteMessages)
    );
    let account = bench.account();
    assert_eq!(account.access, Access::Open);
    assert_eq!(account.handle, Handle::parse("northwind_cares").unwrap());
    assert_eq!(account.display_name, "Northwind Care");
    for route in [Route::ListEvents, Route::ListProfiles] {
        let spent = bench.read(|store| store.spends(ACCOUNT, route.as_str()));
        assert_eq!(spent, [bench.now()], "{route:?}");
    }
}

#[tokio::test]
async fn a_question_that_fails_loses_no_answer_to_the_others() {
    let bench = Bench::new();
    let script = &bench.script;
    script
        .identities
        .next(Err(refusal(Class::NotStarted, 503, 130)));
    script
        .permissions
        .next(Err(refusal(Class::NoAccess, 403, 453)));
    script
        .messages
        .next(Err(refusal(Class::WaitUntil(None), 429, 88)));
    let kept = probe(&bench).await;
    assert_eq!(
        verdicts(&kept),
        [
            Verdict::NetworkTrouble,
            Verdict::AccessLevelTooLow,
            Verdict::TooOften,
            Verdict::Works
        ]
    );
    let Answer::Wait { until, said } = answer(&kept, Question::Messages) else {
        panic!("not to wait");
    };
    assert_eq!(*until, bench.now().plus(MINUTE), "a minute is the least");
    assert!(said.is_some());
    assert_eq!(
        bench.account().display_name,
        "Northwind",
        "nobody said else"
    );
}

#[tokio::test]
async fn nothing_more_is_asked_with_a_token_that_was_revoked() {
    let bench = Bench::new();
    let script = &bench.script;
    bench.write(|store| store.set_access(ACCOUNT, &Access::Open));
    script
        .identities
        .next(Err(refusal(Class::SignInAgain, 401, 89)));
    let kept = probe(&bench).await;
    let rest = Verdict::NotAsked;
    assert_eq!(verdicts(&kept), [Verdict::TokenRevoked, rest, rest, rest]);
    assert_eq!(bench.wire.asked.lock().unwrap().len(), 1);
    assert_eq!(bench.account().access, Access::Open, "nothing was learned");
    let spent = bench.read(|store| store.spends(ACCOUNT, Route::ListEvents.as_str()));
    assert_eq!(spent, []);
}

#[tokio::test]
async fn keys_that_cannot_sign_and_a_network_out_of_reach_are_answers_too() {
    for (class, verdict) in [
        (Class::SignInAgain, Verdict::KeysNotAccepted),
        (Class::NotStarted, Verdict::Unreachable),
    ] {
        let bench = Bench::new();
        bench.script.identities.next(Err(failed(class, None)));
        let kept = probe(&bench).await;
        let rest = Verdict::NotAsked;
        assert_eq!(verdicts(&kept), [verdict, rest, rest, rest]);
    }
}

#[tokio::test]
async fn a_budget_that_is_used_up_is_not_overdrawn_by_asking() {
    let bench = Bench::new();
    for _ in 0..15 {
        let spend = Spend {
            account: ACCOUNT,
            route: Route::ListEvents.as_str(),
            at: bench.now(),
            attempt: None,
            app: None,
        };
        bench.write(|store| store.spend(&spend));
    }
    let kept = probe(&bench).await;
    let wait = Answer::Wait {
        until: bench.now().plus(MINUTE * 15),
        said: None,
    };
    assert_eq!(answer(&kept, Question::Messages), &wait);
    assert_eq!(kept.answers.verdict(Question::Personas), Verdict::Works);
    assert_eq!(bench.script.messages.left(), 1, "it was not asked");
}

#[tokio::test]
async fn a_refusal_of_personas_closes_them_and_trouble_leaves_them_as_they_are() {
    let bench = Bench::new();
    let refused = refusal(Class::NoAccess, 403, 220);
    bench.script.personas.next(Err(refused.clone()));
    let kept = probe(&bench).await;
    assert_eq!(kept.answers.verdict(Question::Personas), Verdict::NotOnList);
    let closed = Access::Closed {
        said: refused.said.unwrap(),
    };
    assert_eq!(bench.account().access, closed);
    let bench = Bench::new();
    bench.write(|store| store.set_access(ACCOUNT, &closed));
    bench
        .script
        .personas
        .next(Err(refusal(Class::NotStarted, 500, 131)));
    probe(&bench).await;
    assert_eq!(bench.account().access, closed);
}

#[tokio::test]
async fn keys_of_another_account_change_nothing_about_this_one() {
    let bench = Bench::new();
    let mut other = northwind("Somebody else");
    other.user.id = NetworkUserId::from("2");
    bench.script.identities.next(Ok(other));
    let kept = probe(&bench).await;
    assert_eq!(kept.answers.who.unwrap().display_name, "Somebody else");
    assert_eq!(bench.account().display_name, "Northwind");
}
