use super::{WAYS, upload, upload_status};
use crate::fixtures::{answer, endpoint, wire};
use crate::{X, XSettings};
use domain::MediaId;
use network::{
    Call, Class, Effect, Network, NewMedia, Processing, Scope, UploadWay, UploadedMedia,
};
use std::time::Duration;

fn by(way: UploadWay) -> Call<UploadedMedia> {
    let media = NewMedia {
        jpeg: b"JPEG".to_vec(),
        category: "dm_image",
    };
    upload(&endpoint(), way, media)
}

fn call() -> Call<UploadedMedia> {
    by(UploadWay::Newer)
}

#[test]
fn a_picture_is_one_multipart_request_to_the_newer_interface_first() {
    insta::assert_snapshot!(wire(&call().request), @r#"
    POST https://api.x.test/2/media/upload
    media_category None = dm_image
    media Some(("picture.jpg", "image/jpeg")) = JPEG
    "#);
    assert_eq!(call().effect, Effect::Repeatable);
    assert_eq!(WAYS, [UploadWay::Newer, UploadWay::Older]);
}

#[test]
fn the_older_interface_has_a_host_of_its_own() {
    insta::assert_snapshot!(wire(&by(UploadWay::Older).request), @r#"
    POST https://upload.x.test/1.1/media/upload.json
    media_category None = dm_image
    media Some(("picture.jpg", "image/jpeg")) = JPEG
    "#);
}

#[test]
fn the_category_that_staff_code_uses_is_tried_before_the_other() {
    let x = X::new(XSettings::default());
    let tries = x.portrait_tries().iter();
    let categories: Vec<_> = tries.map(|one| one.category).collect();
    assert_eq!(
        categories,
        ["dm_image", "dm_image", "tweet_image", "tweet_image"]
    );
}

#[test]
fn an_id_beyond_2_to_63_is_kept_as_it_was_written() {
    let newer = r#"{"data":{"id":"9223372036854775809","media_key":"3_9223372036854775809","size":4,
        "expires_after_secs":86400,"image":{"image_type":"image/jpeg","w":400,"h":400}}}"#;
    let older = r#"{"media_id":9223372036854775809,"media_id_string":"9223372036854775809","size":4,
        "expires_after_secs":86400,"image":{"image_type":"image/jpeg","w":400,"h":400}}"#;
    for (way, body) in [(UploadWay::Newer, newer), (UploadWay::Older, older)] {
        let media = (by(way).read)(&answer(200, body)).unwrap();
        assert_eq!(media.id.as_str(), "9223372036854775809");
        assert_eq!(media.processing, Processing::Done);
    }
}

#[test]
fn media_that_is_still_processed_is_asked_about_when_x_says() {
    let read = |info: &str| {
        let body = format!(r#"{{"data":{{"id":"1","processing_info":{info}}}}}"#);
        (call().read)(&answer(200, &body)).map(|media| media.processing)
    };
    let soon = |seconds| Ok(Processing::AskIn(Duration::from_secs(seconds)));
    assert_eq!(read(r#"{"state":"pending","check_after_secs":5}"#), soon(5));
    assert_eq!(read(r#"{"state":"in_progress"}"#), soon(1));
    assert_eq!(
        read(r#"{"state":"pending","check_after_secs":86400}"#),
        soon(30)
    );
    assert_eq!(read(r#"{"state":"pending","check_after_secs":0}"#), soon(1));
    assert_eq!(read(r#"{"state":"succeeded"}"#), Ok(Processing::Done));
    let failed = read(r#"{"state":"failed","error":{"code":1,"name":"InvalidMedia"}}"#);
    assert_eq!(failed.unwrap_err().class, Class::UploadAgain);
}

#[test]
fn how_far_it_is_is_asked_where_it_was_uploaded() {
    let asked = |way| wire(&upload_status(&endpoint(), way, &MediaId("7".into())).request);
    insta::assert_snapshot!(asked(UploadWay::Newer), @"GET https://api.x.test/2/media/upload?command=STATUS&media_id=7");
    insta::assert_snapshot!(asked(UploadWay::Older), @"GET https://upload.x.test/1.1/media/upload.json?command=STATUS&media_id=7");
}

#[test]
fn an_upload_with_an_unknown_outcome_may_simply_be_repeated() {
    for (status, body) in [(200, "{}"), (200, ""), (500, ""), (307, "")] {
        let failure = (call().read)(&answer(status, body)).unwrap_err();
        assert_eq!(failure.class, Class::NotStarted, "{status} {body}");
    }
}

#[test]
fn an_interface_that_is_switched_off_is_so_for_the_whole_app() {
    let gone = r#"{"errors":[{"code":251,"message":"This endpoint has been retired."}]}"#;
    let hidden = r#"{"errors":[{"code":34,"message":"Sorry, that page does not exist."}]}"#;
    for (status, body) in [(410, gone), (404, hidden), (404, ""), (410, "<html>")] {
        let failure = (call().read)(&answer(status, body)).unwrap_err();
        let what = (failure.class, failure.scope);
        assert_eq!(what, (Class::Refused, Scope::App), "{status} {body}");
    }
}

#[test]
fn a_category_that_x_does_not_permit_is_refused_with_its_words() {
    let body = r#"{"title":"Forbidden","detail":"You are not permitted to attach this media to a DM event.","type":"about:blank","status":403}"#;
    let failure = (call().read)(&answer(403, body)).unwrap_err();
    assert_eq!(failure.class, Class::Refused);
    assert_eq!(failure.scope, Scope::Request);
    assert!(
        failure
            .said
            .unwrap()
            .words
            .starts_with("You are not permitted")
    );
}
