//! Uploading a portrait, by the simple upload of v2 (`contracts/x.md` §5.2).

use crate::{
    address::address,
    answers::{Purpose, json, with_reading},
    errors::{senseless, told},
    json::{id, text},
};
use domain::MediaId;
use network::{Answer, Body, Call, Class, Endpoint, Failure, Method, Part, Scope, UploadedMedia};

/// The whole picture in one request: at most 5 MB (§5.2), which
/// [`crate::limits::LIMITS`] declares. The media is good for one use within 24 h.
pub(crate) fn upload_portrait(
    at: &Endpoint,
    jpeg: Vec<u8>,
    category: &'static str,
) -> Call<UploadedMedia> {
    let url = address(&at.upload, &["2", "media", "upload"], &[]);
    let category = category.as_bytes().to_vec();
    let body = Body::Multipart(vec![
        Part {
            name: "media_category",
            file: None,
            bytes: category,
        },
        Part {
            name: "media",
            file: Some(("portrait.jpg", "image/jpeg")),
            bytes: jpeg,
        },
    ]);
    with_reading(Purpose::Upload, (Method::Post, url), body, Box::new(read))
}

/// Without `processing_info` media is ready (§5.1). Pictures are not expected
/// to need processing; one that does is not waited for but uploaded again.
fn read(answer: &Answer) -> Result<UploadedMedia, Failure> {
    let value = json(answer, Purpose::Upload)?;
    let id = id(&value, "/data/id").ok_or_else(|| senseless(answer, Purpose::Upload))?;
    match text(&value, "/data/processing_info/state").as_deref() {
        None | Some("succeeded") => Ok(UploadedMedia { id: MediaId(id) }),
        Some(_) => Err(told(answer, Class::UploadAgain, Scope::Request)),
    }
}

#[cfg(test)]
mod tests {
    use super::upload_portrait;
    use crate::fixtures::{answer, endpoint, wire};
    use crate::{X, XSettings};
    use network::{Call, Class, Effect, Network, UploadedMedia};

    fn call() -> Call<UploadedMedia> {
        upload_portrait(&endpoint(), b"JPEG".to_vec(), "dm_image")
    }

    #[test]
    fn a_portrait_is_one_multipart_request() {
        insta::assert_snapshot!(wire(&call().request), @r#"
        POST https://upload.x.test/2/media/upload
        media_category None = dm_image
        media Some(("portrait.jpg", "image/jpeg")) = JPEG
        "#);
        assert_eq!(call().effect, Effect::Repeatable);
    }

    #[test]
    fn the_category_that_staff_code_uses_is_tried_before_the_other() {
        let x = X::new(XSettings::default());
        assert_eq!(x.portrait_categories(), ["dm_image", "tweet_image"]);
        let request = x
            .upload_portrait(&endpoint(), vec![], "tweet_image")
            .request;
        assert!(wire(&request).contains("tweet_image"));
    }

    #[test]
    fn an_id_beyond_2_to_63_is_kept_as_it_was_written() {
        let body = r#"{"data":{"id":"9223372036854775809","media_key":"3_9223372036854775809","size":4,
            "expires_after_secs":86400,"image":{"image_type":"image/jpeg","w":400,"h":400}}}"#;
        let media = (call().read)(&answer(200, body)).unwrap();
        assert_eq!(media.id.as_str(), "9223372036854775809");
    }

    #[test]
    fn media_that_is_still_processed_or_failed_is_uploaded_again() {
        for state in ["pending", "in_progress", "failed"] {
            let body =
                format!(r#"{{"data":{{"id":"1","processing_info":{{"state":"{state}"}}}}}}"#);
            let failure = (call().read)(&answer(200, &body)).unwrap_err();
            assert_eq!(failure.class, Class::UploadAgain);
        }
        let done = r#"{"data":{"id":"1","processing_info":{"state":"succeeded"}}}"#;
        assert!((call().read)(&answer(200, done)).is_ok());
    }

    #[test]
    fn an_upload_with_an_unknown_outcome_may_simply_be_repeated() {
        for (status, body) in [(200, "{}"), (200, ""), (500, ""), (307, "")] {
            let failure = (call().read)(&answer(status, body)).unwrap_err();
            assert_eq!(failure.class, Class::NotStarted, "{status} {body}");
        }
    }

    #[test]
    fn a_category_that_x_does_not_permit_is_refused_with_its_words() {
        let body = r#"{"title":"Forbidden","detail":"You are not permitted to attach this media to a DM event.","type":"about:blank","status":403}"#;
        let failure = (call().read)(&answer(403, body)).unwrap_err();
        assert_eq!(failure.class, Class::Refused);
        assert!(
            failure
                .said
                .unwrap()
                .words
                .starts_with("You are not permitted")
        );
    }
}
