//! §6.1 and §10, signatures.

use crate::client::{EVENTS_LIST, EVENTS_NEW, Reply, X, message, reply};
use oauth1_request::{Builder, Credentials, HMAC_SHA1, ParameterList, Token};
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, DATE, HOST};
use serde_json::json;
use std::num::NonZeroU64;

const LIST: &str = "/1.1/custom_profiles/list.json";
const TYPING: &str = "/1.1/direct_messages/indicate_typing.json";

/// Set K of §10, with the parameters of a request, signed as the suite signs.
fn vector(method: &str, url: &str, pairs: &[(&str, &str)]) -> String {
    let client = Credentials::new(
        "xvz1evFS4wEEPTGEFPHBog",
        "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
    );
    let token = Credentials::new(
        "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
        "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
    );
    let mut signer = Builder::with_token(Token::new(client, token), HMAC_SHA1);
    signer
        .nonce("kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg")
        .timestamp(NonZeroU64::new(1_318_622_958))
        .version(true);
    signer.authorize(method, url, &ParameterList::new(pairs.to_vec()))
}

/// One test a vector; it holds the suite's signing to the contract.
macro_rules! vectors {
    ($($name:ident: $method:literal $url:literal $pairs:expr => $signature:literal;)*) => {$(
        #[test]
        fn $name() {
            let header = vector($method, $url, $pairs);
            assert!(header.contains($signature), "{header}");
        }
    )*};
}

vectors! {
    section_10_a1_a_form: "POST" "https://api.x.com/1.1/statuses/update.json" &[("include_entities", "true"), ("status", "Hello Ladies + Gentlemen, a signed OAuth request!")] => "Ls93hJiZbQ3akF3HF3x1Bz8%2FzU4%3D";
    section_10_a2_the_older_host: "POST" "https://api.twitter.com/1.1/statuses/update.json" &[("include_entities", "true"), ("status", "Hello Ladies + Gentlemen, a signed OAuth request!")] => "hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D";
    section_10_g1_json_is_not_signed: "POST" "https://api.x.com/1.1/direct_messages/events/new.json" &[] => "Xt2L45sZVfR3XX3sbVgZKhuP1OQ%3D";
    section_10_g3_a_query: "GET" "https://api.x.com/1.1/custom_profiles/list.json" &[("count", "50"), ("cursor", "a b+c%")] => "pCMf8R%2B3aUlRtpQkMXBzrvToVbc%3D";
    section_10_g4_a_deletion: "DELETE" "https://api.x.com/1.1/custom_profiles/destroy.json" &[("id", "100001")] => "lqWgmnyRScErMeIhxM%2B9InSvgPY%3D";
    section_10_h1_a_body_hash: "POST" "https://api.x.com/1.1/custom_profiles/new.json" &[("oauth_body_hash", "LB9/AkZ75dNQNm9V5k1g20UbFxc=")] => "maqQ4GO5j1VpDtWLmpXdErYeL0I%3D";
    section_10_h2_a_port_of_its_own: "GET" "http://127.0.0.1:8080/1.1/custom_profiles/list.json" &[("count", "50")] => "0YeyRUZkJRbkDSxSobmwTn8t2zo%3D";
}

fn header(x: &X, method: &str, path: &str, pairs: &[(&str, &str)]) -> String {
    let url = format!("{}{path}", x.base);
    x.signer()
        .authorize(method, &url, &ParameterList::new(pairs.to_vec()))
}

async fn listed(x: &X, header: &str) -> Reply {
    x.authorized(Method::GET, LIST, header).await
}

#[tokio::test]
async fn section_6_1_a_signed_body_hash_is_an_ordinary_parameter() {
    let x = X::fresh().await;
    let hash = "LB9/AkZ75dNQNm9V5k1g20UbFxc=";
    let lena = x.somebody("lena_k").await;
    let json = message(&lena, json!({"text": "Hello"}));
    let with = |header: String| {
        let request = x.bare(Method::POST, EVENTS_NEW);
        request.header(AUTHORIZATION, header).json(&json)
    };
    let signed = header(&x, "POST", EVENTS_NEW, &[("oauth_body_hash", hash)]);
    assert!(!signed.contains("oauth_body_hash"), "{signed}");
    assert_eq!(reply(with(signed.clone())).await.refusal(), (401, 32));
    let named = format!("{signed},oauth_body_hash=\"LB9%2FAkZ75dNQNm9V5k1g20UbFxc%3D\"");
    assert_eq!(reply(with(named)).await.status, 200);
}

#[tokio::test]
async fn section_6_1_the_version_may_be_absent() {
    let x = X::fresh().await;
    let mut signer = x.signer();
    signer.version(false);
    let header = signer.authorize("GET", format!("{}{LIST}", x.base), &());
    assert!(!header.contains("oauth_version"));
    assert_eq!(listed(&x, &header).await.status, 200);
}

#[tokio::test]
async fn section_6_1_the_realm_is_not_signed() {
    let x = X::fresh().await;
    let header = header(&x, "GET", LIST, &[]);
    let header = header.replacen("OAuth ", "OAuth realm=\"X\",", 1);
    assert_eq!(listed(&x, &header).await.status, 200);
}

#[tokio::test]
async fn section_6_1_the_query_is_signed() {
    let x = X::fresh().await;
    let cursorless = [("count", "50"), ("extra", "a b+c%é")];
    assert_eq!(x.get(LIST, &cursorless).await.status, 200);
    let unsigned = header(&x, "GET", LIST, &[]);
    let path = format!("{LIST}?count=50");
    let refused = x.authorized(Method::GET, &path, &unsigned).await;
    assert_eq!(refused.refusal(), (401, 32));
}

#[tokio::test]
async fn section_6_1_repeated_keys_and_empty_values_are_signed() {
    let x = X::fresh().await;
    let query = [("a", "2"), ("a", "1"), ("b", "")];
    assert_eq!(x.get(LIST, &query).await.status, 200);
}

#[tokio::test]
async fn section_6_1_a_form_is_signed() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let form = [("recipient_id", &*lena)];
    assert_eq!(x.post_form(TYPING, &form).await.status, 204);
    let unsigned = header(&x, "POST", TYPING, &[]);
    let request = x.bare(Method::POST, TYPING).header(AUTHORIZATION, unsigned);
    assert_eq!(reply(request.form(&form)).await.refusal(), (401, 32));
}

#[tokio::test]
async fn section_6_1_a_wrong_secret_a_wrong_token_and_a_wrong_method_are_401_32() {
    let x = X::fresh().await;
    let wrong = x.holding(x.brand.token.clone(), "wrong".to_owned());
    assert_eq!(wrong.get(LIST, &[]).await.refusal(), (401, 32));
    let wrong = x.holding("1-wrong".to_owned(), x.brand.token_secret.clone());
    assert_eq!(wrong.get(LIST, &[]).await.refusal(), (401, 32));
    let posted = header(&x, "POST", LIST, &[]);
    assert_eq!(listed(&x, &posted).await.refusal(), (401, 32));
}

#[tokio::test]
async fn section_6_1_the_host_is_signed_as_addressed_and_its_default_port_dropped() {
    let x = X::fresh().await;
    let url = format!("http://api.x.test{LIST}");
    for (host, status) in [
        ("api.x.test", 200),
        ("API.X.test:80", 200),
        ("api.x.test:81", 401),
        ("api.y.test", 401),
    ] {
        let signed = x.signer().authorize("GET", &url, &());
        let request = x.bare(Method::GET, LIST).header(HOST, host);
        let answer = reply(request.header(AUTHORIZATION, signed)).await;
        assert_eq!(answer.status, status, "{host}");
    }
}

#[tokio::test]
async fn section_6_1_credentials_may_stand_in_the_query() {
    let x = X::fresh().await;
    let signed = x.signer().to_query(
        "GET",
        format!("{}{LIST}", x.base),
        &ParameterList::new([("count", "5")]),
    );
    // The library signs the other parameters and leaves them out.
    let path = format!("{}&count=5", signed.strip_prefix(&x.base).unwrap());
    assert_eq!(reply(x.bare(Method::GET, &path)).await.status, 200);
}

#[tokio::test]
async fn section_6_1_credentials_may_stand_in_a_form() {
    let x = X::fresh().await;
    let lena = x.somebody("lena_k").await;
    let url = format!("{}{TYPING}", x.base);
    let pairs = ParameterList::new([("recipient_id", &*lena)]);
    // The library signs the other parameters and leaves them out.
    let form = x.signer().to_form("POST", &url, &pairs);
    let form = format!("{form}&recipient_id={lena}");
    let request = x.bare(Method::POST, TYPING).body(form);
    let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    assert_eq!(reply(request).await.status, 204);
}

#[tokio::test]
async fn section_11_no_credentials_are_400_215() {
    let x = X::fresh().await;
    assert_eq!(reply(x.bare(Method::GET, LIST)).await.refusal(), (400, 215));
}

#[tokio::test]
async fn section_11_a_timestamp_too_far_off_is_401_135_with_a_truthful_date() {
    let x = X::fresh().await;
    let mut signer = x.signer();
    signer.timestamp(NonZeroU64::new(x.now() - 7200));
    let header = signer.authorize("GET", format!("{}{LIST}", x.base), &());
    let answer = listed(&x, &header).await;
    assert_eq!(answer.refusal(), (401, 135));
    assert!(answer.headers.contains_key(DATE));
}

#[tokio::test]
async fn section_11_the_date_follows_the_clock() {
    let x = X::fresh().await;
    let day = |reply: Reply| {
        reply
            .header("date")
            .unwrap()
            .chars()
            .take(16)
            .collect::<String>()
    };
    let before = day(x.get(LIST, &[]).await);
    x.forward_minutes(3 * 24 * 60).await;
    assert_ne!(day(x.get(LIST, &[]).await), before);
}

#[tokio::test]
async fn section_11_a_bearer_token_is_refused_by_v1_1() {
    let x = X::fresh().await;
    for path in [LIST, EVENTS_LIST] {
        let answer = x.authorized(Method::GET, path, "Bearer abc").await;
        assert!((400..500).contains(&answer.status), "{}", answer.status);
    }
}

#[tokio::test]
async fn section_7_the_app_gets_a_bearer_token_for_its_key_and_secret() {
    let x = X::fresh().await;
    let basic = |secret: &str| {
        let request = x.bare(Method::POST, "/oauth2/token");
        let request = request.basic_auth(&x.brand.consumer_key, Some(secret));
        request.form(&[("grant_type", "client_credentials")])
    };
    let answer = reply(basic(&x.brand.consumer_secret)).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.text("/token_type"), "bearer");
    assert!(!answer.text("/access_token").is_empty());
    let refused = reply(basic("wrong")).await;
    assert!((400..500).contains(&refused.status), "{}", refused.status);
}
