//! `byline-picture`: the address under which the page finds pictures, so that
//! none travels inside JSON. It answers from the desk and reaches no network
//! but the practice one.

use crate::opened::Opened;
use desk::ErrorCode;
use percent_encoding::percent_decode_str;
use tauri::http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use tauri::http::{Request, Response, StatusCode};
use tauri::{Manager, UriSchemeContext, UriSchemeResponder, Wry};

/// The scheme's name.
pub(crate) const SCHEME: &str = "byline-picture";

/// Answers one picture.
pub(crate) fn answer(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let opened = context.app_handle().state::<Opened>().inner().clone();
    let path = path_of(request.uri().path());
    tauri::async_runtime::spawn(async move {
        let asked = path.clone();
        let found = opened
            .ask(|desk| async move { desk.picture(&asked).await })
            .await;
        responder.respond(response(&path, found));
    });
}

/// The page encodes the whole path as one segment.
fn path_of(uri: &str) -> String {
    percent_decode_str(uri.trim_start_matches('/'))
        .decode_utf8_lossy()
        .into_owned()
}

fn response(path: &str, found: Result<Option<Vec<u8>>, ErrorCode>) -> Response<Vec<u8>> {
    let (status, body) = match found {
        Ok(Some(bytes)) => (StatusCode::OK, bytes),
        Ok(None) => (StatusCode::NOT_FOUND, Vec::new()),
        Err(code) => {
            tracing::warn!(?code, "a picture could not be read");
            (StatusCode::INTERNAL_SERVER_ERROR, Vec::new())
        }
    };
    let mut response = Response::new(body);
    let keep = if status == StatusCode::OK && is_kept(path) {
        "private, max-age=31536000, immutable"
    } else {
        "no-store"
    };
    let kind = media_type(response.body());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, keep),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, tauri::http::HeaderValue::from_static(value));
    }
    response
}

/// A kept picture never changes under its id.
fn is_kept(path: &str) -> bool {
    ["portrait/", "picture/", "small/"]
        .iter()
        .any(|kept| path.starts_with(kept))
}

fn media_type(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        "image/png"
    } else {
        "image/jpeg"
    }
}

#[cfg(test)]
mod tests {
    use super::{path_of, response};
    use tauri::http::header::{CACHE_CONTROL, CONTENT_TYPE};

    #[test]
    fn the_path_is_read_as_the_page_encodes_it() {
        assert_eq!(path_of("/portrait%2F0193-a"), "portrait/0193-a");
        assert_eq!(path_of("/practice%2Fimg%2Fa%20b"), "practice/img/a b");
    }

    #[test]
    fn a_portrait_may_be_kept_and_a_staged_one_may_not() {
        let kept = response("portrait/1", Ok(Some(vec![0xff, 0xd8])));
        assert_eq!(kept.headers()[CONTENT_TYPE], "image/jpeg");
        assert_eq!(
            kept.headers()[CACHE_CONTROL],
            "private, max-age=31536000, immutable"
        );
        let staged = response("staged/1", Ok(Some(b"\x89PNG\r\n\x1a\n".to_vec())));
        assert_eq!(staged.headers()[CONTENT_TYPE], "image/png");
        assert_eq!(staged.headers()[CACHE_CONTROL], "no-store");
    }

    #[test]
    fn a_missing_picture_is_not_found_and_not_remembered() {
        let missing = response("portrait/1", Ok(None));
        assert_eq!(missing.status(), 404);
        assert_eq!(missing.headers()[CACHE_CONTROL], "no-store");
    }
}
