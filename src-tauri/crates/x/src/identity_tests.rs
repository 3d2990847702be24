use super::{look_up, look_up_handle, who_am_i};
use crate::fixtures::{answer, endpoint, wire};
use domain::{Handle, NetworkUserId, Verification};
use network::{Class, User};

const ANA: &str = r#"{"id":"9223372036854775809","name":"Ana","username":"ana_writes",
    "profile_image_url":"https://pbs.twimg.com/profile_images/1/a_normal.jpg","verified_type":"none"}"#;

const NOBODY: &str = r#"{"value":"12","detail":"Could not find user with ids: [12].","title":"Not Found Error",
    "resource_type":"user","parameter":"ids","resource_id":"12","type":"https://api.x.com/2/problems/resource-not-found"}"#;

fn ana() -> User {
    User {
        id: NetworkUserId::from("9223372036854775809"),
        handle: Handle::parse("ana_writes").unwrap(),
        name: "Ana".into(),
        picture: Some("https://pbs.twimg.com/profile_images/1/a.jpg".into()),
        verified: Verification::None,
    }
}

fn handle() -> Handle {
    Handle::parse("@ana_writes").unwrap()
}

#[test]
fn the_requests_ask_for_picture_and_badge() {
    let ids = [
        NetworkUserId::from("7"),
        NetworkUserId::from("9223372036854775809"),
    ];
    insta::assert_snapshot!(wire(&who_am_i(&endpoint()).request), @"GET https://api.x.test/2/users/me?user.fields=profile_image_url%2Cverified_type");
    insta::assert_snapshot!(wire(&look_up(&endpoint(), &ids).request), @"GET https://api.x.test/2/users?ids=7%2C9223372036854775809&user.fields=profile_image_url%2Cverified_type");
    insta::assert_snapshot!(wire(&look_up_handle(&endpoint(), &handle()).request), @"GET https://api.x.test/2/users/by/username/ana_writes?user.fields=profile_image_url%2Cverified_type");
}

#[test]
fn the_account_is_read_with_its_badge() {
    for (kind, badge) in [
        ("business", Verification::Business),
        ("government", Verification::Government),
        ("blue", Verification::Paid),
        ("none", Verification::None),
        ("gold", Verification::None),
    ] {
        let body = format!(
            r#"{{"data":{{"id":"1","name":"Northwind","username":"northwind","verified_type":"{kind}"}}}}"#
        );
        let identity = (who_am_i(&endpoint()).read)(&answer(200, &body)).unwrap();
        assert_eq!(identity.user.verified, badge);
        assert_eq!(identity.user.picture, None);
    }
}

#[test]
fn people_who_are_not_found_are_left_out() {
    let read = look_up(&endpoint(), &[]).read;
    let some = format!(r#"{{"data":[{ANA}],"errors":[{NOBODY}]}}"#);
    assert_eq!(read(&answer(200, &some)), Ok(vec![ana()]));
    let none = format!(r#"{{"errors":[{NOBODY}]}}"#);
    assert_eq!(read(&answer(200, &none)), Ok(vec![]));
    assert_eq!(
        read(&answer(200, "{}")).unwrap_err().class,
        Class::NotStarted
    );
}

#[test]
fn a_person_without_the_needed_fields_is_left_out() {
    let body = format!(r#"{{"data":[{ANA},{{}},{{"id":"2","username":"no spaces allowed"}},7]}}"#);
    assert_eq!(
        (look_up(&endpoint(), &[]).read)(&answer(200, &body)),
        Ok(vec![ana()])
    );
}

#[test]
fn a_handle_that_nobody_has_is_an_answer_and_not_a_failure() {
    let read = look_up_handle(&endpoint(), &handle()).read;
    assert_eq!(
        read(&answer(200, &format!(r#"{{"data":{ANA}}}"#))),
        Ok(Some(ana()))
    );
    let beside = format!(r#"{{"data":{ANA},"errors":[{NOBODY}]}}"#);
    assert_eq!(read(&answer(200, &beside)), Ok(Some(ana())));
    let problem = format!(r#"{{"errors":[{NOBODY}]}}"#);
    let coded = |code| format!(r#"{{"errors":[{{"code":{code},"message":"User not found."}}]}}"#);
    for answer in [
        answer(200, &problem),
        answer(404, NOBODY),
        answer(404, &coded(50)),
        answer(404, &coded(34)),
        answer(404, &coded(17)),
    ] {
        assert_eq!(read(&answer), Ok(None));
    }
    assert_eq!(
        read(&answer(404, "<html>")).unwrap_err().class,
        Class::Refused
    );
    assert_eq!(
        read(&answer(401, &coded(32))).unwrap_err().class,
        Class::SignInAgain
    );
    assert_eq!(
        read(&answer(200, "{}")).unwrap_err().class,
        Class::NotStarted
    );
}
