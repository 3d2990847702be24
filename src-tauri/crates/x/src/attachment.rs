//! What a message carries besides text (`contracts/x.md` §3.3, §3.5), and
//! fetching it. Media of direct messages lies on a host that wants the same
//! signature as the API.

use crate::{
    answers::{Purpose, succeeded, with_reading},
    json::{id, text},
};
use domain::{AttachedMedia, MediaId, MediaKind};
use network::{Answer, Body, Call, Endpoint, Method};
use serde_json::Value;
use url::{Host, Url};

/// The hosts of message media besides the API's own (§3.5; the second is the
/// first under X's newer name, a guess).
const HOSTS: [&str; 2] = ["ton.twitter.com", "ton.x.com"];

/// For what carries something, and does not say what.
const UNKNOWN: &str = "unknown";

/// What it is, in X's word: for a medium its own type, where that is told. A
/// message always has a text or something else (§3.2), so one without either has
/// something that this does not know.
pub(crate) fn word(create: &Value) -> Option<String> {
    let named = text(create, "/message_data/attachment/media/type")
        .or_else(|| text(create, "/message_data/attachment/type"));
    let is_there = |path| create.pointer(path).is_some_and(|found| !found.is_null());
    let has_text = text(create, "/message_data/text").is_some_and(|text| !text.is_empty());
    let unnamed = is_there("/message_data/attachment") || !has_text;
    named.or_else(|| unnamed.then(|| UNKNOWN.to_owned()))
}

/// The medium, where it is of a kind that Byline knows.
pub(crate) fn media(create: &Value) -> Option<AttachedMedia> {
    let media = create.pointer("/message_data/attachment/media")?;
    let kind: MediaKind = text(media, "/type")?.parse().ok()?;
    Some(AttachedMedia {
        id: MediaId(id(media, "/id_str").or_else(|| id(media, "/id"))?),
        kind,
        address: text(media, "/media_url_https").or_else(|| text(media, "/media_url")),
    })
}

/// The link by which a text names its own medium, where that is told.
pub(crate) fn link(create: &Value) -> Option<String> {
    text(create, "/message_data/attachment/media/url")
}

/// A signed request to X's own hosts; `None` for every other address, so that
/// no message makes Byline sign for a stranger.
pub(crate) fn fetch(at: &Endpoint, address: &str) -> Option<Call<Vec<u8>>> {
    let url = Url::parse(address).ok()?;
    if !is_own(at, &url) {
        return None;
    }
    let read = |answer: &Answer| {
        succeeded(answer, Purpose::Read)?;
        Ok(answer.body.clone())
    };
    let from = (Method::Get, url);
    Some(with_reading(
        Purpose::Read,
        from,
        Body::Empty,
        Box::new(read),
    ))
}

/// The API's own host, or one of [`HOSTS`] where the API is X's: never from a
/// network that lives elsewhere.
fn is_own(at: &Endpoint, url: &Url) -> bool {
    let plain = url.username().is_empty() && url.password().is_none();
    let home = ["api.x.com", "api.twitter.com"];
    let on_media_host = url.scheme() == "https"
        && url.port().is_none()
        && is_one_of(url, &HOSTS)
        && is_one_of(&at.api, &home);
    plain && (url.origin() == at.api.origin() || on_media_host)
}

fn is_one_of(url: &Url, hosts: &[&str]) -> bool {
    matches!(url.host(), Some(Host::Domain(host)) if hosts.contains(&host))
}

#[cfg(test)]
mod tests {
    use super::{fetch, media, word};
    use crate::fixtures::{answer, endpoint, wire};
    use domain::MediaKind;
    use network::{Class, Endpoint};
    use serde_json::json;

    fn home() -> Endpoint {
        Endpoint::parse("https://api.x.com", "https://upload.x.com").unwrap()
    }

    #[test]
    fn a_medium_is_read_with_its_kind_id_and_address() {
        let address = "https://ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg";
        for (name, kind) in [
            ("photo", MediaKind::Photo),
            ("animated_gif", MediaKind::AnimatedGif),
            ("video", MediaKind::Video),
        ] {
            let create = json!({"message_data": {"attachment": {"type": "media", "media": {
                "id": 1_893_000_000_000_000_001_u64, "id_str": "1893000000000000001",
                "media_url_https": address, "type": name,
            }}}});
            let read = media(&create).unwrap();
            assert_eq!(read.id.as_str(), "1893000000000000001");
            assert_eq!(read.kind, kind);
            assert_eq!(read.address.as_deref(), Some(address));
            assert_eq!(word(&create).as_deref(), Some(name));
        }
    }

    #[test]
    fn what_is_no_known_medium_keeps_its_name() {
        let place = json!({"message_data": {"attachment": {"type": "location"}}});
        assert_eq!(word(&place).as_deref(), Some("location"));
        assert_eq!(media(&place), None);
        let model = json!({"message_data": {"attachment": {"type": "media", "media": {"id_str": "1", "type": "model3d"}}}});
        assert_eq!(word(&model).as_deref(), Some("model3d"));
        assert_eq!(media(&model), None);
        assert_eq!(word(&json!({"message_data": {"text": "Hi"}})), None);
    }

    #[test]
    fn what_is_not_named_is_not_dropped() {
        for data in [
            json!({"attachment": {}, "text": "Look"}),
            json!({"attachment": {"card": 1}}),
            json!({"text": "", "attachment": null}),
            json!({}),
        ] {
            let create = json!({"message_data": data});
            assert_eq!(word(&create).as_deref(), Some("unknown"), "{create}");
        }
    }

    #[test]
    fn a_signature_goes_to_the_networks_own_hosts_only() {
        let own = "https://ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg";
        let request = fetch(&home(), own).unwrap().request;
        assert_eq!(wire(&request), format!("GET {own}"));
        assert!(fetch(&home(), "https://api.x.com/1.1/ton/data/dm/1").is_some());
        assert!(fetch(&endpoint(), "https://api.x.test/1.1/ton/data/dm/1").is_some());
        for address in [
            "http://ton.twitter.com/a.jpg",
            "https://ton.twitter.com:444/a.jpg",
            "https://me@ton.twitter.com/a.jpg",
            "https://ton.twitter.com.example.com/a.jpg",
            "https://pbs.twimg.com/media/a.jpg",
            "https://api.x.com:444/a.jpg",
            "a.jpg",
        ] {
            assert!(fetch(&home(), address).is_none(), "{address}");
        }
        assert!(fetch(&endpoint(), own).is_none(), "not from elsewhere");
    }

    #[test]
    fn bytes_are_the_answer_and_a_refusal_is_one() {
        let call = fetch(&home(), "https://ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg").unwrap();
        assert_eq!((call.read)(&answer(200, "JPEG")), Ok(b"JPEG".to_vec()));
        let gone = (call.read)(&answer(404, "")).unwrap_err();
        assert_eq!(gone.class, Class::Refused);
    }
}
