use super::{create, destroy, list, show};
use crate::fixtures::{answer, endpoint, wire};
use domain::{CustomProfileId, Line, MediaId, Timestamp};
use network::{AvatarForm, Body, Call, Class, Creation, Effect, PublishedProfile};

fn creating() -> Call<PublishedProfile> {
    creating_with(AvatarForm::Documented)
}

fn creating_with(form: AvatarForm) -> Call<PublishedProfile> {
    let line = Line::accepted("Ana Ruiz, “Care” \u{1F9E1}".to_owned());
    let portrait = MediaId::from("9223372036854775809");
    create(
        &endpoint(),
        &Creation {
            line: &line,
            portrait: &portrait,
            form,
        },
    )
}

fn id() -> CustomProfileId {
    CustomProfileId::from("100001")
}

/// The documented object (`contracts/x.md` §2).
const OBJECT: &str = r#"{"id":"100001","created_timestamp":"1479767168196","name":"Jon C, Partner Engineer",
    "avatar":{"media":{"url":"https://pbs.twimg.com/media/XXXX.jpg"}}}"#;

fn object() -> PublishedProfile {
    PublishedProfile {
        id: id(),
        line: "Jon C, Partner Engineer".into(),
        portrait: Some("https://pbs.twimg.com/media/XXXX.jpg".into()),
        created_at: Some(Timestamp(1_479_767_168_196)),
    }
}

#[test]
fn the_variant_that_staff_code_sends_names_the_type_of_the_media() {
    let Body::Json(body) = creating_with(AvatarForm::Typed).request.body else {
        panic!("not JSON");
    };
    let expected = r#""avatar":{"type":"media","media":{"id":"9223372036854775809"}}"#;
    assert!(body.contains(expected), "{body}");
}

#[test]
fn the_requests_are_the_documented_ones() {
    insta::assert_snapshot!(wire(&creating().request), @r#"
    POST https://api.x.test/1.1/custom_profiles/new.json
    application/json
    {"custom_profile":{"name":"Ana Ruiz, “Care” 🧡","avatar":{"media":{"id":"9223372036854775809"}}}}
    "#);
    insta::assert_snapshot!(wire(&show(&endpoint(), &id()).request), @"GET https://api.x.test/1.1/custom_profiles/100001.json");
    insta::assert_snapshot!(wire(&list(&endpoint(), None).request), @"GET https://api.x.test/1.1/custom_profiles/list.json?count=50");
    insta::assert_snapshot!(wire(&list(&endpoint(), Some("a b+c%")).request), @"GET https://api.x.test/1.1/custom_profiles/list.json?count=50&cursor=a%20b%2Bc%25");
    insta::assert_snapshot!(wire(&destroy(&endpoint(), &id()).request), @"DELETE https://api.x.test/1.1/custom_profiles/destroy.json?id=100001");
}

#[test]
fn only_creating_must_not_be_repeated() {
    assert_eq!(creating().effect, Effect::Once);
    assert_eq!(show(&endpoint(), &id()).effect, Effect::Repeatable);
    assert_eq!(list(&endpoint(), None).effect, Effect::Repeatable);
    assert_eq!(destroy(&endpoint(), &id()).effect, Effect::Repeatable);
}

#[test]
fn a_look_is_read_from_the_documented_object() {
    let body = format!(r#"{{"custom_profile":{OBJECT}}}"#);
    assert_eq!((creating().read)(&answer(200, &body)), Ok(object()));
    assert_eq!(
        (show(&endpoint(), &id()).read)(&answer(200, &body)),
        Ok(object())
    );
}

#[test]
fn a_created_look_that_tells_only_its_id_has_the_line_that_was_asked_for() {
    let body = r#"{"custom_profile":{"id":"9223372036854775809"}}"#;
    let look = (creating().read)(&answer(200, body)).unwrap();
    assert_eq!(look.id.as_str(), "9223372036854775809");
    assert_eq!(look.line, "Ana Ruiz, “Care” \u{1F9E1}");
}

#[test]
fn a_creation_without_a_readable_id_is_in_doubt() {
    for (status, body) in [
        (200, ""),
        (200, "{}"),
        (200, r#"{"custom_profile":{"id":""}}"#),
        (200, "<html>"),
        (
            500,
            r#"{"errors":[{"code":131,"message":"Internal error"}]}"#,
        ),
        (403, "<html>"),
    ] {
        let failure = (creating().read)(&answer(status, body)).unwrap_err();
        assert_eq!(failure.class, Class::InDoubt, "{status} {body}");
    }
}

#[test]
fn entries_without_an_id_are_skipped_and_the_list_goes_on() {
    let read = list(&endpoint(), None).read;
    let body = format!(r#"{{"custom_profiles":[{{}},{OBJECT},null],"next_cursor":"a b+c%"}}"#);
    let page = read(&answer(200, &body)).unwrap();
    assert_eq!(
        (page.profiles, page.next.as_deref()),
        (vec![object()], Some("a b+c%"))
    );
}

#[test]
fn an_empty_page_with_a_cursor_is_not_the_end_and_one_without_is() {
    let read = list(&endpoint(), None).read;
    for body in [
        r#"{"custom_profiles":[],"next_cursor":"n"}"#,
        r#"{"next_cursor":"n"}"#,
    ] {
        let page = read(&answer(200, body)).unwrap();
        assert_eq!((page.profiles.len(), page.next.as_deref()), (0, Some("n")));
    }
    let end = read(&answer(200, r#"{"custom_profiles":[]}"#)).unwrap();
    assert_eq!(end.next, None);
    assert_eq!(
        read(&answer(200, "{}")).unwrap_err().class,
        Class::NotStarted
    );
}

#[test]
fn a_removal_needs_no_body_and_may_be_repeated() {
    let read = destroy(&endpoint(), &id()).read;
    assert_eq!(read(&answer(204, "")), Ok(()));
    assert_eq!(read(&answer(503, "")).unwrap_err().class, Class::NotStarted);
    let unknown = r#"{"errors":[{"code":34,"message":"Sorry, that page does not exist."}]}"#;
    assert_eq!(
        read(&answer(404, unknown)).unwrap_err().class,
        Class::LookUnusable
    );
}

#[test]
fn a_portrait_that_x_no_longer_has_is_uploaded_again() {
    for code in [324, 325] {
        let body =
            format!(r#"{{"errors":[{{"code":{code},"message":"The media id is invalid."}}]}}"#);
        let failure = (creating().read)(&answer(400, &body)).unwrap_err();
        assert_eq!(failure.class, Class::UploadAgain);
    }
}
