//! Each documented answer, what it means and what a person does next.

use super::Question::{Messages, Permission, Personas, Who};
use super::{
    Answer, Answers, AppPermission, Asked, Changed, CustomersSee, NextStep, Probe, Probed,
    Question, Verdict, changes, customers_see, next_steps,
};
use crate::{Handle, NetworkUserId, Said, Timestamp, Verification};

fn refused(status: u16, code: impl Into<Option<i64>>, words: &str) -> Answer {
    Answer::Refused {
        said: Said::new(status, code.into(), words),
    }
}

fn wait(status: u16) -> Answer {
    Answer::Wait {
        until: Timestamp(60_000),
        said: Some(Said::new(status, Some(88), "Rate limit exceeded")),
    }
}

fn who(verification: Verification) -> Probed {
    Probed {
        user: NetworkUserId::from("1"),
        handle: Handle::parse("northwind").unwrap(),
        display_name: "Northwind".to_owned(),
        verification,
    }
}

/// Everything works, but for the answers given.
fn all_but(others: &[(Question, Answer)]) -> Answers {
    let answer = |question| {
        let other = others.iter().find(|(of, _)| *of == question);
        other.map_or(Answer::Works, |(_, answer)| answer.clone())
    };
    Answers {
        who: Some(who(Verification::Business)),
        permission: Some(AppPermission::ReadWriteMessages),
        asked: Question::ALL
            .map(|question| Asked {
                question,
                answer: answer(question),
            })
            .to_vec(),
    }
}

/// `contracts/x.md` §2.4, §3.6, §6.3, §8 and §12, a row a line: what was asked,
/// what came, what it means, and what a person does next.
#[test]
#[rustfmt::skip]
fn each_documented_answer_has_its_verdict_and_its_next_step() {
    use NextStep as N;
    use Verdict as V;
    let html = "";
    let rows: &[(Question, Answer, Verdict, &[NextStep])] = &[
        // 200, and nothing left to do but to publish.
        (Who,        Answer::Works,                                           V::Works,               &[N::PublishPersona]),
        (Permission, Answer::Works,                                           V::Works,               &[N::PublishPersona]),
        (Messages,   Answer::Works,                                           V::Works,               &[N::PublishPersona]),
        (Personas,   Answer::Works,                                           V::Works,               &[N::PublishPersona]),
        // 401 and its like: the keys.
        (Who,        refused(401, 32,   "Could not authenticate you."),       V::KeysNotAccepted,     &[N::CheckAppKeys]),
        (Messages,   refused(401, 32,   "Could not authenticate you."),       V::KeysNotAccepted,     &[N::CheckAppKeys]),
        (Personas,   refused(401, 32,   "Could not authenticate you."),       V::KeysNotAccepted,     &[N::CheckAppKeys]),
        (Who,        refused(400, 215,  "Bad Authentication data."),          V::KeysNotAccepted,     &[N::CheckAppKeys]),
        (Who,        refused(401, None, "Unauthorized"),                      V::KeysNotAccepted,     &[N::CheckAppKeys]),
        (Who,        Answer::Unsigned,                                        V::KeysNotAccepted,     &[N::CheckAppKeys]),
        (Who,        refused(403, 99,   "Unable to verify your credentials"), V::AppKeysNotAccepted,  &[N::CheckAppKeys]),
        (Who,        refused(401, 89,   "Invalid or expired token."),         V::TokenRevoked,        &[N::SignInAgain]),
        (Who,        refused(403, 89,   "Invalid or expired token."),         V::TokenRevoked,        &[N::SignInAgain]),
        (Personas,   refused(401, 89,   "Invalid or expired token."),         V::TokenRevoked,        &[N::SignInAgain]),
        (Who,        refused(401, 135,  "Timestamp out of bounds."),          V::ClockOff,            &[N::SetClock]),
        (Who,        refused(401, 416,  "Invalid / suspended application"),   V::AppSuspended,        &[N::AskNetwork]),
        // 403: what the app may do.
        (Messages,   refused(403, 93,   "This application is not allowed …"), V::NoMessagePermission, &[N::SetPermission]),
        (Personas,   refused(403, 93,   "This application is not allowed …"), V::NoMessagePermission, &[N::SetPermission]),
        (Messages,   refused(403, 261,  "Application cannot perform write …"),V::AppReadOnly,         &[N::SetPermission]),
        (Who,        refused(403, 453,  "You currently have access to …"),    V::AccessLevelTooLow,   &[N::AskForAccessLevel]),
        (Permission, refused(403, 453,  "You currently have access to …"),    V::AccessLevelTooLow,   &[N::PublishPersona]),
        (Messages,   refused(403, 453,  "You currently have access to …"),    V::AccessLevelTooLow,   &[N::AskForAccessLevel]),
        (Personas,   refused(403, 453,  "You currently have access to …"),    V::AccessLevelTooLow,   &[N::AskForAccessLevel]),
        // 403: the list, where custom profiles were asked for, and only there.
        (Personas,   refused(403, 220,  "Your credentials do not allow …"),   V::NotOnList,           &[N::ApplyForPersonas]),
        (Personas,   refused(403, 87,   "Client is not permitted …"),         V::NotOnList,           &[N::ApplyForPersonas]),
        (Personas,   refused(403, 203,  "A code that nobody explains"),       V::NotOnList,           &[N::ApplyForPersonas]),
        (Personas,   refused(403, 299,  ""),                                  V::NotOnList,           &[N::ApplyForPersonas]),
        (Personas,   refused(403, 9000, "A code that nobody explains"),       V::NotOnList,           &[N::ApplyForPersonas]),
        (Personas,   refused(403, None, "Forbidden"),                         V::NotOnList,           &[N::ApplyForPersonas]),
        (Personas,   refused(404, 34,   "Sorry, that page does not exist."),  V::Hidden,              &[N::ApplyForPersonas]),
        (Who,        refused(403, 220,  "Your credentials do not allow …"),   V::AccessLevelTooLow,   &[N::AskForAccessLevel]),
        (Messages,   refused(403, 220,  "Your credentials do not allow …"),   V::AccessLevelTooLow,   &[N::AskForAccessLevel]),
        (Messages,   refused(403, 87,   "Client is not permitted …"),         V::AccessLevelTooLow,   &[N::AskForAccessLevel]),
        (Messages,   refused(403, 203,  "A code that nobody explains"),       V::Unknown,             &[N::AskNetwork]),
        (Messages,   refused(404, 34,   "Sorry, that page does not exist."),  V::Hidden,              &[N::AskNetwork]),
        // 403: the account itself.
        (Who,        refused(403, 64,   "Your account is suspended …"),       V::AccountSuspended,    &[N::AskNetwork]),
        (Messages,   refused(403, 64,   "Your account is suspended …"),       V::AccountSuspended,    &[N::AskNetwork]),
        (Personas,   refused(403, 226,  "This request looks automated …"),    V::LooksAutomated,      &[N::SignInOnWeb]),
        (Messages,   refused(403, 326,  "To protect our users … locked"),     V::AccountLocked,       &[N::SignInOnWeb]),
        (Personas,   refused(403, 326,  "To protect our users … locked"),     V::AccountLocked,       &[N::SignInOnWeb]),
        // 402, 410, 429.
        (Who,        refused(402, None, "Credits depleted"),                  V::CreditsUsedUp,       &[N::BuyCredits]),
        (Messages,   refused(402, 453,  "Credits depleted"),                  V::CreditsUsedUp,       &[N::BuyCredits]),
        (Messages,   refused(410, 251,  "This endpoint has been retired"),    V::Retired,             &[N::AskNetwork]),
        (Personas,   refused(410, 68,   "The API v1 is no longer active"),    V::Retired,             &[N::AskNetwork]),
        (Personas,   refused(410, None, html),                                V::Retired,             &[N::AskNetwork]),
        (Permission, refused(410, 251,  "This endpoint has been retired"),    V::Retired,             &[N::PublishPersona]),
        (Messages,   wait(429),                                               V::TooOften,            &[N::WaitAndAskAgain]),
        (Messages,   wait(420),                                               V::TooOften,            &[N::WaitAndAskAgain]),
        (Personas,   refused(429, 88,   "Rate limit exceeded"),               V::TooOften,            &[N::WaitAndAskAgain]),
        (Personas,   refused(420, None, html),                                V::TooOften,            &[N::WaitAndAskAgain]),
        (Messages,   Answer::Wait { until: Timestamp(1), said: None },        V::TooOften,            &[N::WaitAndAskAgain]),
        // The network in trouble, or something between it and us.
        (Messages,   refused(500, 131,  "Internal error"),                    V::NetworkTrouble,      &[N::WaitAndAskAgain]),
        (Messages,   refused(503, 130,  "Over capacity"),                     V::NetworkTrouble,      &[N::WaitAndAskAgain]),
        (Who,        refused(403, 131,  "Internal error"),                    V::NetworkTrouble,      &[N::WaitAndAskAgain]),
        (Personas,   refused(502, None, html),                                V::NetworkTrouble,      &[N::WaitAndAskAgain]),
        (Personas,   refused(403, None, html),                                V::NetworkTrouble,      &[N::WaitAndAskAgain]),
        (Personas,   refused(200, None, html),                                V::NetworkTrouble,      &[N::WaitAndAskAgain]),
        (Who,        refused(302, None, html),                                V::NetworkTrouble,      &[N::WaitAndAskAgain]),
        (Who,        Answer::Unreachable,                                     V::Unreachable,         &[N::CheckConnection]),
        // Explained, but no answer to what was asked; and what nobody knows.
        (Personas,   refused(403, 150,  "You cannot send messages …"),        V::Unknown,             &[N::AskNetwork]),
        (Messages,   refused(418, 7777, "A teapot"),                          V::Unknown,             &[N::AskNetwork]),
        (Who,        refused(403, None, "Client Forbidden"),                  V::Unknown,             &[N::AskNetwork]),
    ];
    for (question, answer, verdict, next) in rows {
        let row = format!("{question:?}: {answer:?}");
        let answers = all_but(&[(*question, answer.clone())]);
        assert_eq!(answers.verdict(*question), *verdict, "{row}");
        assert_eq!(next_steps(&answers, 0), *next, "{row}");
    }
}

#[test]
fn a_permission_that_leaves_messages_out_is_told_though_the_call_worked() {
    for (permission, verdict) in [
        (AppPermission::Read, Verdict::AppReadOnly),
        (AppPermission::ReadWrite, Verdict::NoMessagePermission),
    ] {
        let refusal = refused(403, 93, "This application is not allowed …");
        let answers = Answers {
            permission: Some(permission),
            ..all_but(&[(Messages, refusal)])
        };
        assert_eq!(answers.verdict(Permission), verdict);
        assert_eq!(next_steps(&answers, 0), [NextStep::SetPermission], "once");
        assert_eq!(customers_see(&answers), CustomersSee::NothingYet);
    }
}

#[test]
fn a_brand_without_the_right_badge_is_verified_before_it_applies() {
    let closed = refused(403, 220, "Your credentials do not allow …");
    for (badge, suits) in [
        (Verification::None, false),
        (Verification::Paid, false),
        (Verification::Business, true),
        (Verification::Government, true),
    ] {
        let answers = Answers {
            who: Some(who(badge)),
            ..all_but(&[(Personas, closed.clone())])
        };
        let steps = next_steps(&answers, 0);
        assert_eq!(!steps.contains(&NextStep::GetVerified), suits, "{badge:?}");
        assert_eq!(steps.last(), Some(&NextStep::ApplyForPersonas));
    }
    let open = Answers {
        who: Some(who(Verification::None)),
        ..all_but(&[])
    };
    assert_eq!(next_steps(&open, 0), [NextStep::PublishPersona]);
}

#[test]
fn where_everything_is_open_and_somebody_published_nothing_is_left_to_do() {
    assert_eq!(next_steps(&all_but(&[]), 1), []);
    assert_eq!(next_steps(&Answers::default(), 0), [], "nothing was asked");
}

#[test]
fn several_troubles_are_told_in_the_order_in_which_they_are_settled() {
    let answers = all_but(&[
        (Messages, wait(429)),
        (Personas, refused(403, 220, "Not on the list")),
        (Permission, refused(500, 131, "Internal error")),
    ]);
    assert_eq!(
        next_steps(&answers, 0),
        [NextStep::ApplyForPersonas, NextStep::WaitAndAskAgain]
    );
}

#[test]
fn customers_see_a_persona_only_where_messages_and_custom_profiles_work() {
    let closed = refused(403, 220, "Not on the list");
    let trouble = refused(500, 131, "Internal error");
    for (others, sees) in [
        (vec![], CustomersSee::Persona),
        (vec![(Personas, closed.clone())], CustomersSee::NothingYet),
        (vec![(Personas, trouble.clone())], CustomersSee::Unknown),
        (vec![(Messages, trouble.clone())], CustomersSee::Unknown),
        (
            vec![(Messages, trouble), (Personas, closed)],
            CustomersSee::NothingYet,
        ),
        (
            vec![(Messages, refused(403, 93, "No"))],
            CustomersSee::NothingYet,
        ),
        (vec![(Personas, Answer::NotAsked)], CustomersSee::Unknown),
    ] {
        assert_eq!(customers_see(&all_but(&others)), sees, "{others:?}");
    }
    assert_eq!(customers_see(&Answers::default()), CustomersSee::Unknown);
}

fn probe(minute: i64, others: &[(Question, Answer)]) -> Probe {
    Probe {
        at: Timestamp(minute * 60_000),
        answers: all_but(others),
    }
}

#[test]
fn a_change_is_told_against_the_last_time_that_the_question_was_answered() {
    let closed = [(Personas, refused(403, 220, "Not on the list"))];
    let trouble = [(Personas, refused(500, 131, "Internal error"))];
    let opened = Changed {
        question: Personas,
        before: Verdict::NotOnList,
        before_at: Timestamp(60_000),
    };
    let now = all_but(&[]);
    assert_eq!(changes(&now, &[probe(1, &closed)]), [opened]);
    let earlier = [probe(2, &trouble), probe(1, &closed), probe(0, &[])];
    assert_eq!(changes(&now, &earlier), [opened], "trouble is no answer");
    assert_eq!(changes(&all_but(&trouble), &earlier), []);
    assert_eq!(changes(&now, &[probe(1, &[])]), []);
    assert_eq!(changes(&now, &[]), [], "the first time nothing changed");
}

#[test]
fn asking_ends_where_every_answer_would_be_the_same() {
    for (answer, ends) in [
        (refused(401, 89, "Invalid or expired token."), true),
        (refused(403, 226, "This request looks automated"), true),
        (refused(402, None, "Credits depleted"), true),
        (Answer::Unreachable, true),
        (refused(403, 453, "You currently have access to …"), false),
        (wait(429), false),
        (refused(500, 131, "Internal error"), false),
    ] {
        let verdict = all_but(&[(Who, answer.clone())]).verdict(Who);
        assert_eq!(verdict.ends_asking(), ends, "{answer:?}");
    }
}
