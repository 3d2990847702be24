//! The published and derived vectors of `contracts/x.md` §10.

use bytes::Bytes;
use http::Request;

use super::*;

struct Vector {
    name: &'static str,
    request: (&'static str, &'static str),
    form: Option<&'static str>,
    header: String,
    secrets: Secrets<'static>,
    now_s: i64,
}

const K: Secrets<'static> = Secrets {
    consumer: "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
    token: "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
};
const PHOTOS: Secrets<'static> = Secrets {
    consumer: "kd94hf93k423kf44",
    token: "pfkkdhi9sl3r4s00",
};

fn header(list: &[(&str, &str)]) -> String {
    let parts: Vec<String> = list
        .iter()
        .map(|(key, value)| format!("{key}=\"{}\"", encode(value.as_bytes())))
        .collect();
    format!("OAuth {}", parts.join(", "))
}

fn k(
    name: &'static str,
    request: (&'static str, &'static str),
    form: Option<&'static str>,
    extra: &[(&str, &str)],
    signature: &str,
) -> Vector {
    let mut list = vec![
        ("oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog"),
        ("oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg"),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", "1318622958"),
        (
            "oauth_token",
            "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
        ),
        ("oauth_version", "1.0"),
        ("oauth_signature", signature),
        ("realm", "left out of the signature"),
    ];
    list.extend_from_slice(extra);
    Vector {
        name,
        request,
        form,
        header: header(&list),
        secrets: K,
        now_s: 1_318_622_958,
    }
}

fn photos(
    name: &'static str,
    timestamp: &str,
    nonce: &str,
    version: &[(&str, &str)],
    signature: &str,
) -> Vector {
    let mut list = vec![
        ("oauth_consumer_key", "dpf43f3p2l4k3l03"),
        ("oauth_token", "nnch734d00sl2jdk"),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", timestamp),
        ("oauth_nonce", nonce),
        ("oauth_signature", signature),
    ];
    list.extend_from_slice(version);
    Vector {
        name,
        request: (
            "GET",
            "http://photos.example.net/photos?file=vacation.jpg&size=original",
        ),
        form: None,
        header: header(&list),
        secrets: PHOTOS,
        now_s: timestamp.parse().unwrap(),
    }
}

fn vectors() -> Vec<Vector> {
    let hello =
        Some("status=Hello%20Ladies%20%2B%20Gentlemen%2C%20a%20signed%20OAuth%20request%21");
    let body_hash = [("oauth_body_hash", "LB9/AkZ75dNQNm9V5k1g20UbFxc=")];
    vec![
        k(
            "a1",
            (
                "POST",
                "https://api.x.com/1.1/statuses/update.json?include_entities=true",
            ),
            hello,
            &[],
            "Ls93hJiZbQ3akF3HF3x1Bz8/zU4=",
        ),
        k(
            "a2",
            (
                "POST",
                "https://api.twitter.com/1.1/statuses/update.json?include_entities=true",
            ),
            hello,
            &[],
            "hCtSmYh+iHYCEqBWrE7C7hYmtUk=",
        ),
        k(
            "a3",
            (
                "POST",
                "https://api.twitter.com/1/statuses/update.json?include_entities=true",
            ),
            hello,
            &[],
            "tnnArxj06cWHq44gCs1OSKk/jLY=",
        ),
        photos(
            "c",
            "1191242096",
            "kllo9940pd9333jh",
            &[("oauth_version", "1.0")],
            "tR3+Ty81lMeYAr/Fid0kMTYa/WM=",
        ),
        photos(
            "d",
            "137131202",
            "chapoH",
            &[],
            "MdpQcU8iPSUjWoN/UDMsK2sui9I=",
        ),
        Vector {
            name: "e",
            request: (
                "POST",
                "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
            ),
            form: Some("c2&a3=2+q"),
            header: header(&[
                ("oauth_consumer_key", "9djdj82h48djs9d2"),
                ("oauth_token", "kkk9d7dh3k39sjv7"),
                ("oauth_signature_method", "HMAC-SHA1"),
                ("oauth_timestamp", "137131201"),
                ("oauth_nonce", "7d8f3e4a"),
                ("oauth_signature", "r6/TJjbCOr97/+UU0NsvSne7s5g="),
            ]),
            secrets: Secrets {
                consumer: "j49sk3j29djd",
                token: "dh893hdasih9",
            },
            now_s: 137_131_201,
        },
        k(
            "g1",
            (
                "POST",
                "https://api.x.com/1.1/direct_messages/events/new.json",
            ),
            None,
            &[],
            "Xt2L45sZVfR3XX3sbVgZKhuP1OQ=",
        ),
        k(
            "g2",
            ("POST", "https://api.x.com/1.1/custom_profiles/new.json"),
            None,
            &[],
            "AKm7e3tlfgoe6pzSic8vqBnFvNQ=",
        ),
        k(
            "g3",
            (
                "GET",
                "https://api.x.com/1.1/custom_profiles/list.json?count=50&cursor=a%20b%2Bc%25",
            ),
            None,
            &[],
            "pCMf8R+3aUlRtpQkMXBzrvToVbc=",
        ),
        k(
            "g4",
            (
                "DELETE",
                "https://api.x.com/1.1/custom_profiles/destroy.json?id=100001",
            ),
            None,
            &[],
            "lqWgmnyRScErMeIhxM+9InSvgPY=",
        ),
        k(
            "h1",
            ("POST", "https://api.x.com/1.1/custom_profiles/new.json"),
            None,
            &body_hash,
            "maqQ4GO5j1VpDtWLmpXdErYeL0I=",
        ),
        k(
            "h2",
            (
                "GET",
                "http://127.0.0.1:8080/1.1/custom_profiles/list.json?count=50",
            ),
            None,
            &[],
            "0YeyRUZkJRbkDSxSobmwTn8t2zo=",
        ),
    ]
}

fn request(vector: &Vector, url: &str) -> Received {
    let content_type = match vector.form {
        Some(_) => "application/x-www-form-urlencoded",
        None => "application/json",
    };
    let body = vector.form.unwrap_or(r#"{"not":"signed"}"#);
    Received::new(
        Request::builder()
            .method(vector.request.0)
            .uri(url)
            .header("content-type", content_type)
            .header("authorization", &vector.header)
            .body(Bytes::from_static(body.as_bytes()))
            .unwrap(),
    )
}

fn verdict(vector: &Vector, url: &str, now_s: i64) -> Result<(), u32> {
    let request = request(vector, url);
    Credentials::read(&request)
        .and_then(|read| read.verify(&request, &vector.secrets, now_s * 1000))
        .map_err(|refusal| match refusal {
            Refusal::Code { code, .. } => code,
            Refusal::Problem { .. } => 0,
        })
}

#[test]
fn every_vector_of_section_10_that_carries_a_token_is_verified() {
    for vector in vectors() {
        let verdict = verdict(&vector, vector.request.1, vector.now_s);
        assert_eq!(verdict, Ok(()), "{}", vector.name);
    }
}

#[test]
fn a_signature_made_for_another_url_is_refused_with_32() {
    for vector in vectors() {
        let moved = format!(
            "{}{}",
            vector.request.1,
            if vector.request.1.contains('?') {
                "&x=1"
            } else {
                "?x=1"
            }
        );
        assert_eq!(
            verdict(&vector, &moved, vector.now_s),
            Err(32),
            "{}",
            vector.name
        );
    }
}

#[test]
fn a_timestamp_may_be_300_seconds_off_and_no_more() {
    for vector in vectors() {
        let url = vector.request.1;
        for (off, expected) in [
            (300, Ok(())),
            (-300, Ok(())),
            (301, Err(135)),
            (-301, Err(135)),
        ] {
            assert_eq!(
                verdict(&vector, url, vector.now_s + off),
                expected,
                "{} {off}",
                vector.name
            );
        }
    }
}

#[test]
fn the_default_port_is_dropped_and_any_other_kept() {
    let all = vectors();
    let g2 = all.iter().find(|vector| vector.name == "g2").unwrap();
    let path = "/1.1/custom_profiles/new.json";
    assert_eq!(
        verdict(g2, &format!("https://API.x.com:443{path}"), g2.now_s),
        Ok(())
    );
    assert_eq!(
        verdict(g2, &format!("https://api.x.com:80{path}"), g2.now_s),
        Err(32)
    );
    assert_eq!(
        verdict(g2, &format!("http://api.x.com{path}"), g2.now_s),
        Err(32)
    );
}
