//! All vectors of `contracts/x.md` §10.

use super::{Signing, base_string, header, signature};
use crate::{
    address::encode,
    fixtures::credentials,
    keys::{Keys, Pair},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use network::{Body, Method, Request, Stamp};
use proptest::prelude::*;
use secrecy::{ExposeSecret, SecretString};
use sha1::{Digest, Sha1};
use url::Url;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn request(method: Method, address: &str, body: Body) -> Request {
    Request {
        method,
        url: url(address),
        body,
        authorization: None,
        patience: std::time::Duration::from_secs(1),
    }
}

/// The parameters of set K, with more behind them.
fn k<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut parameters = vec![
        ("oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog"),
        ("oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg"),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", "1318622958"),
        (
            "oauth_token",
            "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
        ),
        ("oauth_version", "1.0"),
    ];
    parameters.extend(more);
    parameters
}

fn signed_with_k(method: Method, address: &str, more: &[(&str, &str)]) -> String {
    let keys = Keys::parse(&credentials()).unwrap();
    let token_secret = Some(&keys.token.secret);
    signature(
        method,
        &url(address),
        &k(more),
        &keys.consumer.secret,
        token_secret,
    )
}

fn signed(
    method: Method,
    address: &str,
    parameters: &[(&str, &str)],
    consumer_secret: &str,
    token_secret: Option<&str>,
) -> String {
    let token_secret = token_secret.map(SecretString::from);
    signature(
        method,
        &url(address),
        parameters,
        &consumer_secret.into(),
        token_secret.as_ref(),
    )
}

const STATUS: [(&str, &str); 1] = [(
    "status",
    "Hello Ladies + Gentlemen, a signed OAuth request!",
)];

#[test]
fn vectors_a_sign_a_query_and_a_form_on_three_hosts_and_versions() {
    for (address, expected) in [
        (
            "https://api.x.com/1.1/statuses/update.json",
            "Ls93hJiZbQ3akF3HF3x1Bz8/zU4=",
        ),
        (
            "https://api.twitter.com/1.1/statuses/update.json",
            "hCtSmYh+iHYCEqBWrE7C7hYmtUk=",
        ),
        (
            "https://api.twitter.com/1/statuses/update.json",
            "tnnArxj06cWHq44gCs1OSKk/jLY=",
        ),
    ] {
        let address = format!("{address}?include_entities=true");
        assert_eq!(
            signed_with_k(Method::Post, &address, &STATUS),
            expected,
            "{address}"
        );
    }
}

#[test]
fn vector_a1_has_the_published_base_string() {
    let address = url("https://api.x.com/1.1/statuses/update.json?include_entities=true");
    assert_eq!(
        base_string(Method::Post, &address, &k(&STATUS)),
        "POST&https%3A%2F%2Fapi.x.com%2F1.1%2Fstatuses%2Fupdate.json&include_entities%3Dtrue%26oauth_consumer_key%3Dxvz1evFS4wEEPTGEFPHBog%26oauth_nonce%3DkYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1318622958%26oauth_token%3D370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb%26oauth_version%3D1.0%26status%3DHello%2520Ladies%2520%252B%2520Gentlemen%252C%2520a%2520signed%2520OAuth%2520request%2521"
    );
}

#[test]
fn vector_b_signs_without_a_token() {
    let parameters = [
        ("oauth_callback", "http://localhost/sign-in-with-twitter/"),
        ("oauth_consumer_key", "cChZNFj6T5R0TigYB9yd1w"),
        ("oauth_nonce", "ea9ec8429b68d6b77cd5600adbbb0456"),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", "1318467427"),
        ("oauth_version", "1.0"),
    ];
    let address = "https://api.twitter.com/oauth/request_token";
    let secret = "L8qq9PZyRg6ieKGEKhZolGC0vJWLw8iEJ88DRdyOg";
    let signature = signed(Method::Post, address, &parameters, secret, None);
    assert_eq!(signature, "F1Li3tvehgcraF8DMJ7OyxO4w9Y=");

    let consumer = Pair {
        key: "cChZNFj6T5R0TigYB9yd1w".into(),
        secret: secret.into(),
    };
    let signing = Signing {
        consumer: &consumer,
        token: None,
        beside: Some(("oauth_callback", "http://localhost/sign-in-with-twitter/")),
    };
    let stamp = Stamp {
        seconds: 1_318_467_427,
        nonce: "ea9ec8429b68d6b77cd5600adbbb0456".to_owned(),
    };
    let header = header(
        &request(Method::Post, address, Body::Empty),
        &signing,
        &stamp,
    );
    insta::assert_snapshot!(header.expose_secret(), @r#"OAuth oauth_consumer_key="cChZNFj6T5R0TigYB9yd1w", oauth_nonce="ea9ec8429b68d6b77cd5600adbbb0456", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1318467427", oauth_version="1.0", oauth_callback="http%3A%2F%2Flocalhost%2Fsign-in-with-twitter%2F", oauth_signature="F1Li3tvehgcraF8DMJ7OyxO4w9Y%3D""#);
}

#[test]
fn vectors_c_and_d_sign_with_and_without_a_version() {
    let photos = |time, nonce, more: &[(&'static str, &'static str)]| {
        let mut parameters = vec![
            ("oauth_consumer_key", "dpf43f3p2l4k3l03"),
            ("oauth_token", "nnch734d00sl2jdk"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", time),
            ("oauth_nonce", nonce),
        ];
        parameters.extend(more);
        let address = "http://photos.example.net/photos?file=vacation.jpg&size=original";
        signed(
            Method::Get,
            address,
            &parameters,
            "kd94hf93k423kf44",
            Some("pfkkdhi9sl3r4s00"),
        )
    };
    let version = [("oauth_version", "1.0")];
    let c = photos("1191242096", "kllo9940pd9333jh", &version);
    assert_eq!(c, "tR3+Ty81lMeYAr/Fid0kMTYa/WM=");
    assert_eq!(
        photos("137131202", "chapoH", &[]),
        "MdpQcU8iPSUjWoN/UDMsK2sui9I="
    );
}

#[test]
fn vector_e_signs_repeated_keys_and_empty_values() {
    let parameters = [
        ("oauth_consumer_key", "9djdj82h48djs9d2"),
        ("oauth_token", "kkk9d7dh3k39sjv7"),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", "137131201"),
        ("oauth_nonce", "7d8f3e4a"),
        ("c2", ""),
        ("a3", "2 q"),
    ];
    let address = "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b";
    assert_eq!(
        base_string(Method::Post, &url(address), &parameters),
        "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
    );
    let signature = signed(
        Method::Post,
        address,
        &parameters,
        "j49sk3j29djd",
        Some("dh893hdasih9"),
    );
    assert_eq!(signature, "r6/TJjbCOr97/+UU0NsvSne7s5g=");
}

/// Byline asks for no Bearer token; the vector holds the encoding and base64
/// that signatures use.
#[test]
fn vector_f_is_the_basic_header_of_these_encodings() {
    let pair = format!(
        "{}:{}",
        encode("xvz1evFS4wEEPTGEFPHBog"),
        encode("L8qq9PZyRg6ieKGEKhZolGC0vJWLw8iEJ88DRdyOg")
    );
    let header = format!("Basic {}", BASE64_STANDARD.encode(pair));
    assert_eq!(
        header,
        "Basic eHZ6MWV2RlM0d0VFUFRHRUZQSEJvZzpMOHFxOVBaeVJnNmllS0dFS2hab2xHQzB2SldMdzhpRUo4OERSZHlPZw=="
    );
}

#[test]
fn vectors_g_sign_the_calls_that_byline_makes() {
    use Method::{Delete, Get, Post};
    for (method, path, expected) in [
        (
            Post,
            "direct_messages/events/new.json",
            "Xt2L45sZVfR3XX3sbVgZKhuP1OQ=",
        ),
        (
            Post,
            "custom_profiles/new.json",
            "AKm7e3tlfgoe6pzSic8vqBnFvNQ=",
        ),
        (
            Get,
            "custom_profiles/list.json?count=50&cursor=a%20b%2Bc%25",
            "pCMf8R+3aUlRtpQkMXBzrvToVbc=",
        ),
        (
            Delete,
            "custom_profiles/destroy.json?id=100001",
            "lqWgmnyRScErMeIhxM+9InSvgPY=",
        ),
    ] {
        let address = format!("https://api.x.com/1.1/{path}");
        assert_eq!(signed_with_k(method, &address, &[]), expected, "{path}");
    }
}

#[test]
fn vector_h1_signs_the_hash_of_a_body_like_any_other_parameter() {
    let body = br#"{"custom_profile":{"name":"Ada","avatar":{"media":{"id":"1"}}}}"#;
    let hash = BASE64_STANDARD.encode(Sha1::digest(body));
    assert_eq!(hash, "LB9/AkZ75dNQNm9V5k1g20UbFxc=");
    let address = "https://api.x.com/1.1/custom_profiles/new.json";
    let signature = signed_with_k(Method::Post, address, &[("oauth_body_hash", &hash)]);
    assert_eq!(signature, "maqQ4GO5j1VpDtWLmpXdErYeL0I=");
}

#[test]
fn vector_h2_keeps_a_port_that_is_not_the_default() {
    let address = "http://127.0.0.1:8080/1.1/custom_profiles/list.json?count=50";
    assert_eq!(
        signed_with_k(Method::Get, address, &[]),
        "0YeyRUZkJRbkDSxSobmwTn8t2zo="
    );
}

#[test]
fn host_and_scheme_count_in_lower_case_and_a_default_port_not_at_all() {
    let plain = signed_with_k(Method::Get, "https://api.x.com/2/users/me", &[]);
    assert_eq!(
        signed_with_k(Method::Get, "HTTPS://API.X.com:443/2/users/me", &[]),
        plain
    );
}

#[test]
fn the_header_carries_all_parameters_and_the_encoded_signature() {
    let keys = Keys::parse(&credentials()).unwrap();
    let stamp = Stamp {
        seconds: 1_318_622_958,
        nonce: "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg".into(),
    };
    let address = "https://api.x.com/1.1/custom_profiles/list.json?count=50&cursor=a%20b%2Bc%25";
    let signing = Signing {
        consumer: &keys.consumer,
        token: Some(&keys.token),
        beside: None,
    };
    let header = header(
        &request(Method::Get, address, Body::Empty),
        &signing,
        &stamp,
    );
    insta::assert_snapshot!(header.expose_secret(), @r#"OAuth oauth_consumer_key="xvz1evFS4wEEPTGEFPHBog", oauth_nonce="kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1318622958", oauth_token="370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb", oauth_version="1.0", oauth_signature="pCMf8R%2B3aUlRtpQkMXBzrvToVbc%3D""#);
}

#[test]
fn the_fields_of_a_form_are_signed_and_stand_in_no_header() {
    let keys = Keys::parse(&credentials()).unwrap();
    let stamp = Stamp {
        seconds: 1_318_622_958,
        nonce: "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg".into(),
    };
    let signing = Signing {
        consumer: &keys.consumer,
        token: Some(&keys.token),
        beside: None,
    };
    let address = "https://api.x.com/1.1/statuses/update.json?include_entities=true";
    let form = Body::Form(vec![("status", STATUS[0].1.to_owned())]);
    let header = header(&request(Method::Post, address, form), &signing, &stamp);
    // Vector a1.
    let signature = format!(
        "oauth_signature=\"{}\"",
        encode("Ls93hJiZbQ3akF3HF3x1Bz8/zU4=")
    );
    assert!(header.expose_secret().ends_with(&signature));
    assert!(!header.expose_secret().contains("status"));
}

proptest! {
    #[test]
    fn the_order_of_parameters_makes_no_difference(
        pairs in proptest::collection::vec(("[a-c~ é]{0,3}", "[a-c+&=%]{0,3}"), 0..6),
        shuffle in any::<prop::sample::Index>(),
    ) {
        let address = url("https://api.x.com/1.1/x.json?b=2&a=1&b=1");
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let mut turned = pairs.clone();
        turned.reverse();
        if !turned.is_empty() {
            let by = shuffle.index(turned.len());
            turned.rotate_left(by);
        }
        prop_assert_eq!(
            base_string(Method::Get, &address, &pairs),
            base_string(Method::Get, &address, &turned)
        );
    }

    #[test]
    fn a_parameter_counts_the_same_in_the_address_and_beside_it(key in ".{1,8}", value in ".{0,8}") {
        let address = url("https://api.x.com/1.1/x.json");
        let mut queried = address.clone();
        queried.set_query(Some(&format!("{}={}", encode(&key), encode(&value))));
        prop_assert_eq!(
            base_string(Method::Get, &queried, &[]),
            base_string(Method::Get, &address, &[(&key, &value)])
        );
    }
}
