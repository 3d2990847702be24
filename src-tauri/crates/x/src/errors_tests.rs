use super::failure;
use crate::{answers::Purpose, fixtures::answer};
use domain::Timestamp;
use network::{Answer, Class, Scope, StopReason};

fn coded(status: u16, code: i64) -> Answer {
    let body = format!(r#"{{"errors":[{{"code":{code},"message":"In X's words."}}]}}"#);
    let mut answer = answer(status, &body);
    answer.headers = vec![
        ("date".into(), "Thu, 01 Jan 1970 00:10:00 GMT".into()),
        ("x-rate-limit-reset".into(), "900".into()),
    ];
    answer
}

fn classed(status: u16, code: i64, purpose: Purpose) -> (Class, Scope) {
    let failure = failure(&coded(status, code), purpose);
    let said = failure.said.unwrap();
    assert_eq!((said.status, said.code), (status, Some(code)));
    assert_eq!(said.words, "In X's words.");
    (failure.class, failure.scope)
}

const REQUEST: (Class, Scope) = (Class::Refused, Scope::Request);
const CUSTOMER: (Class, Scope) = (Class::Refused, Scope::Conversation);
const RETIRED: (Class, Scope) = (Class::Refused, Scope::App);
const SIGN_IN: (Class, Scope) = (Class::SignInAgain, Scope::Account);
const NOT_YET: (Class, Scope) = (Class::NoAccess, Scope::Account);
const APP_MAY_NOT: (Class, Scope) = (Class::NoAccess, Scope::App);
const IN_DOUBT: (Class, Scope) = (Class::InDoubt, Scope::Request);
const WAIT: (Class, Scope) = (Class::WaitUntil(Some(Timestamp(900_000))), Scope::Account);
const CLOCK: (Class, Scope) = (Class::ClockOff(Timestamp(600_000)), Scope::App);
const SUSPENDED: (Class, Scope) = (Class::AccountStopped(StopReason::Suspended), Scope::Account);
const APP_SUSPENDED: (Class, Scope) = (Class::AccountStopped(StopReason::Suspended), Scope::App);
const AUTOMATED: (Class, Scope) = (
    Class::AccountStopped(StopReason::LooksAutomated),
    Scope::Account,
);
const LOCKED: (Class, Scope) = (Class::AccountStopped(StopReason::Locked), Scope::Account);
const UPLOAD: (Class, Scope) = (Class::UploadAgain, Scope::Request);

/// Code, status, and what follows for a message; a code has several rows where
/// table and practice differ.
#[rustfmt::skip]
const ROWS: &[(i64, u16, (Class, Scope))] = &[
    (3, 400, REQUEST), (17, 404, CUSTOMER), (32, 401, SIGN_IN), (34, 404, REQUEST),
    (36, 403, REQUEST), (38, 403, REQUEST), (44, 400, REQUEST), (50, 404, CUSTOMER),
    (50, 403, CUSTOMER), (63, 403, CUSTOMER), (64, 403, SUSPENDED), (68, 410, RETIRED),
    (87, 403, NOT_YET), (88, 429, WAIT), (89, 403, SIGN_IN), (89, 401, SIGN_IN),
    (92, 403, RETIRED), (93, 403, APP_MAY_NOT), (99, 403, (Class::SignInAgain, Scope::App)),
    (120, 403, REQUEST), (130, 503, IN_DOUBT), (131, 500, IN_DOUBT), (135, 401, CLOCK),
    (150, 403, CUSTOMER), (151, 403, REQUEST), (179, 403, REQUEST), (185, 403, WAIT),
    (186, 403, REQUEST), (187, 403, REQUEST), (195, 403, REQUEST), (205, 403, REQUEST),
    (214, 403, REQUEST), (214, 400, REQUEST), (215, 400, SIGN_IN), (220, 403, NOT_YET),
    (226, 403, AUTOMATED), (251, 410, RETIRED), (261, 403, APP_MAY_NOT), (271, 403, REQUEST),
    (272, 403, REQUEST), (323, 400, REQUEST), (324, 400, UPLOAD), (325, 400, UPLOAD),
    (326, 403, LOCKED), (327, 403, REQUEST), (349, 403, CUSTOMER), (354, 403, REQUEST),
    (355, 409, REQUEST), (385, 403, REQUEST), (386, 403, REQUEST), (407, 400, REQUEST),
    (415, 403, RETIRED), (416, 401, APP_SUSPENDED), (417, 401, RETIRED), (421, 404, REQUEST),
    (422, 404, REQUEST), (425, 403, REQUEST), (433, 403, REQUEST), (453, 403, APP_MAY_NOT),
    (476, 403, CUSTOMER),
];

#[test]
fn every_row_of_the_contracts_table_has_its_class_and_scope() {
    for &(code, status, expected) in ROWS {
        assert_eq!(
            classed(status, code, Purpose::Send),
            expected,
            "{status}/{code}"
        );
    }
}

#[test]
fn a_row_means_the_same_for_looks_except_for_a_hidden_route_and_xs_own_trouble() {
    for &(code, status, expected) in ROWS.iter().filter(|row| ![34, 130, 131].contains(&row.0)) {
        for purpose in [Purpose::Looks, Purpose::Look, Purpose::Upload] {
            assert_eq!(
                classed(status, code, purpose),
                expected,
                "{status}/{code} {purpose:?}"
            );
        }
    }
}

#[test]
fn what_the_table_does_not_explain_is_no_access_on_looks_and_refused_elsewhere() {
    for code in [200, 219, 299, 999_999] {
        for purpose in [Purpose::Looks, Purpose::CreateLook, Purpose::Look] {
            assert_eq!(classed(403, code, purpose), NOT_YET);
        }
        for purpose in [Purpose::Send, Purpose::Read, Purpose::Upload] {
            assert_eq!(classed(403, code, purpose), REQUEST);
        }
    }
}

#[test]
fn a_creation_refused_for_what_may_be_its_portrait_is_tried_with_another_upload() {
    for &(code, status, expected) in ROWS.iter().filter(|row| ![34, 130, 131].contains(&row.0)) {
        let about_the_portrait =
            expected == REQUEST && (matches!(code, 151 | 214) || status == 400);
        assert_eq!(
            classed(status, code, Purpose::CreateLook),
            if about_the_portrait { UPLOAD } else { expected },
            "{status}/{code}"
        );
    }
    assert_eq!(classed(400, 999, Purpose::CreateLook), UPLOAD);
}

#[test]
fn an_unknown_address_is_a_hidden_route_for_the_list_and_a_gone_look_for_one() {
    assert_eq!(classed(404, 34, Purpose::Looks), NOT_YET);
    assert_eq!(classed(404, 34, Purpose::CreateLook), NOT_YET);
    assert_eq!(
        classed(404, 34, Purpose::Look),
        (Class::LookUnusable, Scope::Request)
    );
}

#[test]
fn a_refused_message_is_about_its_look_where_xs_words_say_so() {
    let words = |code, words: &str| {
        let body = format!(r#"{{"errors":[{{"code":{code},"message":"{words}"}}]}}"#);
        failure(&answer(403, &body), Purpose::Send).class
    };
    assert_eq!(words(151, "Custom profile not found."), Class::LookUnusable);
    assert_eq!(
        words(34, "custom_profile_id does not exist"),
        Class::LookUnusable
    );
    assert_eq!(words(151, "The label is too long."), Class::Refused);
    // A code that says more than the words do.
    assert_eq!(
        words(93, "This app may not use custom profiles."),
        Class::NoAccess
    );
}

#[test]
fn xs_own_trouble_is_in_doubt_only_where_a_repetition_would_tell() {
    for (status, code) in [(503, 130), (500, 131), (502, 0), (504, 0)] {
        for purpose in [Purpose::Send, Purpose::CreateLook] {
            assert_eq!(classed(status, code, purpose), IN_DOUBT);
        }
        for purpose in [
            Purpose::Read,
            Purpose::Upload,
            Purpose::Look,
            Purpose::Looks,
        ] {
            assert_eq!(
                classed(status, code, purpose),
                (Class::NotStarted, Scope::Request)
            );
        }
    }
    assert_eq!(classed(400, 131, Purpose::Send), IN_DOUBT);
}

#[test]
fn an_unreadable_4xx_is_in_doubt_for_a_message_and_taken_at_its_status_elsewhere() {
    let html = |status, purpose| failure(&answer(status, "<html>no</html>"), purpose);
    for status in [400, 401, 402, 403, 404, 408, 410] {
        let failure = html(status, Purpose::Send);
        assert_eq!((failure.class, failure.scope), IN_DOUBT, "{status}");
        let said = failure.said.unwrap();
        assert_eq!(
            (said.status, said.code, said.words.as_str()),
            (status, None, "")
        );
    }
    assert_eq!(html(401, Purpose::Read).class, Class::SignInAgain);
    assert_eq!(html(403, Purpose::Looks).class, Class::Refused);
}

#[test]
fn a_redirect_proves_nothing() {
    assert_eq!(
        failure(&answer(307, ""), Purpose::Send).class,
        Class::InDoubt
    );
    assert_eq!(
        failure(&answer(302, ""), Purpose::Looks).class,
        Class::NotStarted
    );
}

#[test]
fn too_many_requests_waits_in_every_shape() {
    let problem = r#"{"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","status":429}"#;
    for (status, body) in [
        (429, problem),
        (429, ""),
        (420, "Enhance your calm"),
        (429, "<html>"),
    ] {
        for purpose in [Purpose::Send, Purpose::Read] {
            let failure = failure(&answer(status, body), purpose);
            assert_eq!(
                (failure.class, failure.scope),
                (Class::WaitUntil(None), Scope::Account)
            );
        }
    }
}

#[test]
fn used_up_credits_stop_the_app_whatever_the_code() {
    let stopped = (Class::AccountStopped(StopReason::CreditsUsedUp), Scope::App);
    assert_eq!(classed(402, 88, Purpose::Send), stopped);
    let problem = r#"{"title":"CreditsDepleted","detail":"Add credits.","type":"about:blank"}"#;
    let failure = failure(&answer(402, problem), Purpose::Read);
    assert_eq!((failure.class, failure.scope), stopped);
}

#[test]
fn a_wrong_clock_that_tells_no_time_is_refused() {
    let body = r#"{"errors":[{"code":135,"message":"Timestamp out of bounds."}]}"#;
    assert_eq!(
        failure(&answer(401, body), Purpose::Send).class,
        Class::Refused
    );
}

#[test]
fn a_problem_is_classed_by_its_type_and_then_by_its_status() {
    #[rustfmt::skip]
    let rows = [
        ("client-forbidden", 403, APP_MAY_NOT),
        ("unsupported-authentication", 403, APP_MAY_NOT),
        ("usage-capped", 403, (Class::WaitUntil(None), Scope::App)),
        ("rate-limit-exceeded", 403, (Class::WaitUntil(None), Scope::Account)),
        ("invalid-request", 400, REQUEST),
        ("resource-not-found", 404, REQUEST),
        ("about:blank", 401, SIGN_IN),
        ("about:blank", 403, REQUEST),
    ];
    for (kind, status, expected) in rows {
        let body =
            format!(r#"{{"title":"t","detail":"d","type":"https://api.x.com/2/problems/{kind}"}}"#);
        let failure = failure(&answer(status, &body), Purpose::Read);
        assert_eq!((failure.class, failure.scope), expected, "{kind}");
    }
}
