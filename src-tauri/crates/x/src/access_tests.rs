use super::{messages, permission, personas};
use crate::fixtures::{answer, endpoint, wire};
use domain::Said;
use domain::probe::AppPermission;
use network::{Answer, Class, Failure};

const USER: &str = r#"{"id_str":"1","screen_name":"northwind","verified":true}"#;
const LEFT_OUT: &str = r#"{"errors":[{"code":453,"message":"You currently have access to a subset of X API V2 endpoints"}]}"#;

fn levelled(status: u16, level: &str, body: &str) -> Answer {
    let mut answer = answer(status, body);
    answer.headers = vec![("x-access-level".into(), level.into())];
    answer
}

fn asked(answer: &Answer) -> Result<AppPermission, Failure> {
    (permission(&endpoint()).read)(answer)
}

#[test]
fn the_requests_ask_for_as_little_as_there_is() {
    insta::assert_snapshot!(wire(&permission(&endpoint()).request), @"GET https://api.x.test/1.1/account/verify_credentials.json?skip_status=true&include_entities=false");
    insta::assert_snapshot!(wire(&messages(&endpoint()).request), @"GET https://api.x.test/1.1/direct_messages/events/list.json?count=1");
    insta::assert_snapshot!(wire(&personas(&endpoint()).request), @"GET https://api.x.test/1.1/custom_profiles/list.json?count=1");
}

#[test]
fn the_permission_is_read_from_the_header() {
    for (level, permission) in [
        ("read", AppPermission::Read),
        ("read-write", AppPermission::ReadWrite),
        (
            "read-write-directmessages",
            AppPermission::ReadWriteMessages,
        ),
    ] {
        assert_eq!(asked(&levelled(200, level, USER)), Ok(permission));
        assert_eq!(asked(&levelled(403, level, LEFT_OUT)), Ok(permission));
    }
}

#[test]
fn a_header_that_is_missing_or_new_leaves_the_permission_unread() {
    for nothing in [answer(200, USER), levelled(200, "everything", USER)] {
        let failure = asked(&nothing).unwrap_err();
        assert_eq!(failure.class, Class::NotStarted);
        assert_eq!(failure.said, Some(Said::new(200, None, "")));
    }
    let refused = asked(&answer(403, LEFT_OUT)).unwrap_err();
    assert_eq!(refused.class, Class::NoAccess);
    assert_eq!(refused.said.unwrap().code, Some(453));
}

#[test]
fn other_refusals_stay_refusals_whatever_their_header() {
    let revoked = r#"{"errors":[{"code":89,"message":"Invalid or expired token."}]}"#;
    let failure = asked(&levelled(401, "read", revoked)).unwrap_err();
    assert_eq!(failure.class, Class::SignInAgain);
}

#[test]
fn an_empty_list_is_an_answer_and_another_shape_is_none() {
    for body in [r#"{"events":[]}"#, r#"{"next_cursor":"MTA"}"#] {
        assert_eq!((messages(&endpoint()).read)(&answer(200, body)), Ok(()));
    }
    let list = r#"{"custom_profiles":[]}"#;
    assert_eq!((personas(&endpoint()).read)(&answer(200, list)), Ok(()));
    for body in ["", "<html>Sign in to the Wi-Fi</html>", "{}", "[]"] {
        for call in [messages(&endpoint()), personas(&endpoint())] {
            let failure = (call.read)(&answer(200, body)).unwrap_err();
            assert_eq!(failure.class, Class::NotStarted, "{body}");
            assert_eq!(failure.said, Some(Said::new(200, None, "")));
        }
    }
}

#[test]
fn the_same_refusal_means_the_list_only_where_profiles_were_asked_for() {
    let unexplained = r#"{"errors":[{"code":203,"message":"No"}]}"#;
    let refused = |call: network::Call<()>| (call.read)(&answer(403, unexplained)).unwrap_err();
    assert_eq!(refused(personas(&endpoint())).class, Class::NoAccess);
    assert_eq!(refused(messages(&endpoint())).class, Class::Refused);
}
