//! What an account may do, asked of the practice network in every mood it has:
//! each answer has its meaning and its next step, one that fails loses no
//! other, and what changed since is pointed out.

use desk::api::{
    AccountRef, AppPermission, CustomersSee, Finding, FindingChange, NextStep, Nothing,
    PersonaAccess as Shown, ProbeQuestion, ProbeVerdict, ProbeView, VerificationName,
};
use desk::{Desk, ErrorCode};
use domain::Timestamp;
use practice::{
    Closed, PersonaAccess, Revocation, Status89, Switches, Verification, VerifyCredentials,
};
use std::time::Duration;
use tests::simulated::{Trouble, World, run};

const WHO: &str = "GET /2/users/me";
const PERMISSION: &str = "GET /1.1/account/verify_credentials.json";
const MESSAGES: &str = "GET /1.1/direct_messages/events/list.json";
const PERSONAS: &str = "GET /1.1/custom_profiles/list.json";
const MINUTE: Duration = Duration::from_secs(60);

async fn connected() -> World {
    let mut world = World::empty().await;
    world.seat("Ana").await;
    world.connect().await;
    world
}

fn account(world: &World) -> AccountRef {
    AccountRef {
        account: world.account.clone(),
    }
}

async fn probe(world: &World) -> ProbeView {
    world.desk.account_probe(account(world)).await.unwrap()
}

async fn last(world: &World) -> ProbeView {
    let shown = world.desk.account_probe_last(account(world)).await.unwrap();
    shown.last.unwrap()
}

fn verdicts(view: &ProbeView) -> Vec<ProbeVerdict> {
    view.findings
        .iter()
        .map(|finding| finding.verdict)
        .collect()
}

fn finding(view: &ProbeView, question: ProbeQuestion) -> Finding {
    let found = view.findings.iter().find(|one| one.question == question);
    found.unwrap().clone()
}

async fn personas(world: &World) -> Shown {
    let list = world.desk.account_list(Nothing {}).await.unwrap();
    list.accounts[0].personas.clone()
}

#[test]
fn connecting_asks_everything_and_an_open_account_is_told_to_publish() {
    run(async {
        let world = connected().await;
        let view = last(&world).await;
        assert_eq!(view.at, world.clock.shows());
        assert_eq!(verdicts(&view), [ProbeVerdict::Works; 4]);
        let who = view.who.clone().unwrap();
        assert_eq!(who.handle, world.brand.handle);
        assert_eq!(who.verification, VerificationName::Business);
        assert_eq!(view.permission, Some(AppPermission::ReadWriteMessages));
        assert_eq!(view.customers_see, CustomersSee::Persona);
        assert_eq!(view.next, [NextStep::PublishPersona]);
        assert_eq!((view.changed, view.price_per_message), (vec![], None));
        world.persona(desk::api::KindName::Human, "Ana").await;
        world.publish("Ana").await;
        assert_eq!(last(&world).await.next, [], "nothing is left to do");
    });
}

#[test]
fn every_position_of_the_access_switch_has_its_verdict_and_its_next_step() {
    use NextStep as Next;
    use ProbeVerdict as Is;
    for (closed, code, verdict, next) in [
        (Closed::Code220, 220, Is::NotOnList, Next::ApplyForPersonas),
        (Closed::Code87, 87, Is::NotOnList, Next::ApplyForPersonas),
        (
            Closed::Code93,
            93,
            Is::NoMessagePermission,
            Next::SetPermission,
        ),
        (
            Closed::Code453,
            453,
            Is::AccessLevelTooLow,
            Next::AskForAccessLevel,
        ),
        (Closed::Code34, 34, Is::Hidden, Next::ApplyForPersonas),
    ] {
        run(async move {
            let world = connected().await;
            world.practice.set_access(PersonaAccess::Closed(closed));
            let view = probe(&world).await;
            let works = ProbeVerdict::Works;
            assert_eq!(verdicts(&view), [works, works, works, verdict], "{code}");
            let said = finding(&view, ProbeQuestion::Personas).said.unwrap();
            assert_eq!(said.code, Some(code));
            assert!(!said.text.is_empty(), "its words are kept");
            assert_eq!(view.next, [next], "{code}");
            assert_eq!(view.customers_see, CustomersSee::NothingYet);
            assert_eq!(personas(&world).await, Shown::Closed { said });
        });
    }
}

#[test]
fn a_change_is_pointed_out_once_access_is_switched_on_and_is_kept_over_a_restart() {
    run(async {
        let mut world = World::empty().await;
        let closed = PersonaAccess::Closed(Closed::Code220);
        world.practice.set_access(closed);
        world.seat("Ana").await;
        world.connect().await;
        let before = last(&world).await;
        assert_eq!(before.next, [NextStep::ApplyForPersonas]);

        // Trouble in between is no answer, and hides no change.
        world.clock.advance(MINUTE);
        world.road.plan(|_| Some(Trouble::Offline));
        let offline = probe(&world).await;
        let rest = ProbeVerdict::NotAsked;
        let expected = [ProbeVerdict::Unreachable, rest, rest, rest];
        assert_eq!(verdicts(&offline), expected);
        assert_eq!(offline.next, [NextStep::CheckConnection]);
        assert_eq!(offline.changed, []);
        assert!(matches!(personas(&world).await, Shown::Closed { .. }));

        world.clock.advance(MINUTE);
        world.road.clear();
        world.practice.set_access(PersonaAccess::Open);
        let opened = probe(&world).await;
        let change = FindingChange {
            question: ProbeQuestion::Personas,
            before: ProbeVerdict::NotOnList,
            before_at: before.at,
        };
        assert_eq!(opened.changed, [change]);
        assert_eq!(opened.next, [NextStep::PublishPersona]);
        assert_eq!(personas(&world).await, Shown::Open);

        let world = world.restart().await;
        assert_eq!(last(&world).await, opened, "kept as it was");
        world.clock.advance(MINUTE);
        assert_eq!(probe(&world).await.changed, [], "and pointed out once");
    });
}

#[test]
fn a_revoked_token_ends_the_asking_whatever_status_it_comes_with() {
    for status_89 in [Status89::Unauthorized, Status89::Forbidden] {
        run(async move {
            let world = connected().await;
            let switches = Switches {
                status_89,
                ..world.practice.switches()
            };
            world.practice.set_switches(switches);
            let token = Revocation::Token(world.brand.token.clone());
            world.practice.revoke(&token).unwrap();
            let asked = world.road.departures().len();
            let view = probe(&world).await;
            let rest = ProbeVerdict::NotAsked;
            assert_eq!(
                verdicts(&view),
                [ProbeVerdict::TokenRevoked, rest, rest, rest]
            );
            assert_eq!(world.road.departures().len(), asked + 1);
            assert_eq!(view.next, [NextStep::SignInAgain]);
            assert_eq!(view.who, None);
            assert_eq!(view.changed.len(), 1, "it worked before");
            assert_eq!(
                personas(&world).await,
                Shown::Open,
                "nothing new was learned"
            );
        });
    }
}

/// What the practice network does not say by a switch is said on the way to it.
#[test]
#[rustfmt::skip]
fn each_trouble_on_the_way_is_told_and_loses_no_other_answer() {
    use NextStep as Next;
    use ProbeVerdict as Is;
    let page = "<html>Sign in to the Wi-Fi</html>";
    let words = "The words";
    for (route, trouble, verdict, next) in [
        (WHO,        Trouble::Refuses(401, 32, words),  Is::KeysNotAccepted,     Next::CheckAppKeys),
        (WHO,        Trouble::Refuses(400, 215, words), Is::KeysNotAccepted,     Next::CheckAppKeys),
        (WHO,        Trouble::Refuses(403, 99, words),  Is::AppKeysNotAccepted,  Next::CheckAppKeys),
        (WHO,        Trouble::Refuses(401, 135, words), Is::ClockOff,            Next::SetClock),
        (WHO,        Trouble::Refuses(401, 416, words), Is::AppSuspended,        Next::AskNetwork),
        (WHO,        Trouble::Refuses(403, 64, words),  Is::AccountSuspended,    Next::AskNetwork),
        (WHO,        Trouble::Refuses(402, 0, words),   Is::CreditsUsedUp,       Next::BuyCredits),
        (WHO,        Trouble::Page(200, page),          Is::NetworkTrouble,      Next::WaitAndAskAgain),
        (PERMISSION, Trouble::Page(503, page),          Is::NetworkTrouble,      Next::WaitAndAskAgain),
        (MESSAGES,   Trouble::Refuses(403, 93, words),  Is::NoMessagePermission, Next::SetPermission),
        (MESSAGES,   Trouble::Refuses(403, 220, words), Is::AccessLevelTooLow,   Next::AskForAccessLevel),
        (MESSAGES,   Trouble::Refuses(403, 261, words), Is::AppReadOnly,         Next::SetPermission),
        (MESSAGES,   Trouble::Refuses(403, 326, words), Is::AccountLocked,       Next::SignInOnWeb),
        (MESSAGES,   Trouble::Refuses(403, 226, words), Is::LooksAutomated,      Next::SignInOnWeb),
        (MESSAGES,   Trouble::Refuses(500, 131, words), Is::NetworkTrouble,      Next::WaitAndAskAgain),
        (MESSAGES,   Trouble::Refuses(418, 777, words), Is::Unknown,             Next::AskNetwork),
        (MESSAGES,   Trouble::Refuses(420, 0, words),   Is::TooOften,            Next::WaitAndAskAgain),
        (MESSAGES,   Trouble::CutBefore,                Is::Unreachable,         Next::CheckConnection),
        (PERSONAS,   Trouble::Refuses(403, 203, words), Is::NotOnList,           Next::ApplyForPersonas),
        (PERSONAS,   Trouble::Refuses(410, 251, words), Is::Retired,             Next::AskNetwork),
        (PERSONAS,   Trouble::Refuses(503, 130, words), Is::NetworkTrouble,      Next::WaitAndAskAgain),
        (PERSONAS,   Trouble::Page(403, page),          Is::NetworkTrouble,      Next::WaitAndAskAgain),
    ] {
        run(async move {
            let world = connected().await;
            let row = format!("{route}: {trouble:?}");
            let quotes = matches!(trouble, Trouble::Refuses(..));
            match verdict {
                // A wrong clock is corrected once, and refused again.
                Is::ClockOff => world.road.plan(move |left| (left.route == route).then(|| trouble.clone())),
                _ => world.road.trouble_next(route, trouble),
            }
            let view = probe(&world).await;
            let at = [WHO, PERMISSION, MESSAGES, PERSONAS].iter().position(|one| *one == route).unwrap();
            for (place, finding) in view.findings.iter().enumerate() {
                match place.cmp(&at) {
                    std::cmp::Ordering::Less => assert_eq!(finding.verdict, Is::Works, "{row}"),
                    std::cmp::Ordering::Equal => {
                        assert_eq!(finding.verdict, verdict, "{row}");
                        let said = finding.said.clone().map(|said| said.text);
                        assert_eq!(said.as_deref() == Some(words), quotes, "{row}");
                    }
                    std::cmp::Ordering::Greater => assert!(
                        matches!(finding.verdict, Is::Works | Is::NotAsked), "{row}"
                    ),
                }
            }
            assert_eq!(view.next, [next], "{row}");
        });
    }
}

#[test]
fn asked_too_often_by_the_networks_count_it_says_until_when() {
    run(async {
        let world = connected().await;
        let until = Timestamp(world.clock.shows()).plus(MINUTE * 9);
        world.road.trouble_next(MESSAGES, Trouble::RateLimit(until));
        let view = probe(&world).await;
        let messages = finding(&view, ProbeQuestion::Messages);
        assert_eq!(messages.verdict, ProbeVerdict::TooOften);
        assert_eq!(messages.until, Some(until.0));
        assert!(messages.said.is_some());
        assert_eq!(view.customers_see, CustomersSee::Unknown);
    });
}

#[test]
fn a_budget_that_this_desk_has_used_up_is_not_asked_for_again() {
    run(async {
        let world = connected().await;
        let began = world.clock.shows();
        let mut view = probe(&world).await;
        for _ in 0..20 {
            view = probe(&world).await;
        }
        let messages = finding(&view, ProbeQuestion::Messages);
        assert_eq!(messages.verdict, ProbeVerdict::TooOften);
        assert_eq!(messages.said, None, "Byline itself counted");
        let until = Timestamp(began).plus(MINUTE * 15).0;
        assert_eq!(messages.until, Some(until));
        assert_eq!(
            finding(&view, ProbeQuestion::Personas).verdict,
            ProbeVerdict::Works
        );
        assert_eq!(world.road.count(MESSAGES), 15, "the network's own limit");
        assert_eq!(view.changed, [], "not asked is no answer");
        world.clock.advance_to(Timestamp(until));
        assert_eq!(verdicts(&probe(&world).await), [ProbeVerdict::Works; 4]);
    });
}

#[test]
fn an_app_that_is_left_out_of_one_call_still_learns_what_matters() {
    run(async {
        let world = connected().await;
        let switches = Switches {
            verify_credentials: VerifyCredentials::LeftOut,
            ..world.practice.switches()
        };
        world.practice.set_switches(switches);
        let view = probe(&world).await;
        // The refusal's own header names the permission.
        assert_eq!(view.permission, Some(AppPermission::ReadWriteMessages));
        assert_eq!(verdicts(&view), [ProbeVerdict::Works; 4]);
        assert_eq!(
            view.next,
            [NextStep::PublishPersona],
            "nothing depends on it"
        );
    });
}

#[test]
fn a_brand_without_the_badge_is_told_to_get_it_before_it_applies() {
    run(async {
        let world = connected().await;
        world
            .practice
            .set_access(PersonaAccess::Closed(Closed::Code220));
        for (badge, shown) in [
            (Verification::None, VerificationName::None),
            (Verification::Blue, VerificationName::Paid),
        ] {
            world.practice.set_verification(badge).unwrap();
            let view = probe(&world).await;
            assert_eq!(view.who.unwrap().verification, shown);
            let next = [NextStep::GetVerified, NextStep::ApplyForPersonas];
            assert_eq!(view.next, next);
        }
        world
            .practice
            .set_verification(Verification::Government)
            .unwrap();
        assert_eq!(probe(&world).await.next, [NextStep::ApplyForPersonas]);
    });
}

#[test]
fn beside_the_desk_at_work_the_last_answer_is_read_and_nothing_is_asked() {
    run(async {
        let world = connected().await;
        let second = Desk::look(world.beside()).await.unwrap();
        let shown = second.account_probe_last(account(&world)).await.unwrap();
        assert_eq!(shown.last, Some(last(&world).await));
        let left = world.road.departures().len();
        let refused = second.account_probe(account(&world)).await;
        assert_eq!(refused.unwrap_err(), ErrorCode::OpenElsewhere);
        assert_eq!(world.road.departures().len(), left);
    });
}

#[test]
fn an_account_that_nobody_knows_is_refused() {
    run(async {
        let world = World::empty().await;
        let nobody = AccountRef {
            account: "x:@nobody".to_owned(),
        };
        let refused = world.desk.account_probe(nobody).await.unwrap_err();
        assert!(
            matches!(refused, ErrorCode::UnknownAccount { .. }),
            "{refused:?}"
        );
    });
}
