//! §6.1, §11: whatever spelling OAuth and HTTP allow a client is understood, and
//! nothing that was signed can be changed.

use bytes::Bytes;
use http::Request;
use proptest::prelude::*;

use crate::{
    client::{BASE, Client, EVENTS, PERSONAS, SEND, futures, message, network},
    signer::{Call, PLAIN, Pair, Place, Spelling, header, pair},
};

fn code(client: &Client, request: Request<Bytes>) -> (u16, u64) {
    futures(client.try_send(request)).unwrap().code()
}

fn list(client: &Client) -> Call {
    Call::of(client, "GET", EVENTS)
}

#[test]
fn section_11_credentials_are_taken_from_header_query_or_form() {
    let (client, _) = network();
    for place in [Place::Header, Place::Query] {
        assert_eq!(code(&client, list(&client).request(place, &PLAIN)).0, 200);
    }
    let give_back = Call::of(&client, "POST", "/oauth/invalidate_token");
    assert_eq!(code(&client, give_back.request(Place::Form, &PLAIN)).0, 200);
}

#[test]
fn section_11_v2_takes_credentials_in_the_query_as_well() {
    let (client, _) = network();
    for path in [
        "/2/users/me",
        "/2/dm_events",
        "/2/users/by/username/mayalind",
    ] {
        let request = Call::of(&client, "GET", path).request(Place::Query, &PLAIN);
        assert_ne!(code(&client, request).0, 400, "{path}");
    }
}

#[test]
fn section_11_a_json_call_may_carry_its_credentials_in_the_query() {
    let (client, _) = network();
    let mut request = Call::of(&client, "POST", SEND).request(Place::Query, &PLAIN);
    let json = "application/json; charset=utf-8".parse().unwrap();
    request.headers_mut().insert("content-type", json);
    *request.body_mut() = message(&client.customer("mayalind"), "hi")
        .to_string()
        .into();
    assert_eq!(code(&client, request).0, 200);
}

#[test]
fn section_11_a_header_may_be_written_in_any_order_case_and_spacing() {
    type Writes<'a> = &'a dyn Fn(&[Pair]) -> String;
    let (client, _) = network();
    let lower = Spelling {
        lower_hex: true,
        ..PLAIN
    };
    let all = Spelling {
        everything: true,
        ..PLAIN
    };
    let headers: [Writes<'_>; 7] = [
        &|oauth| header(oauth, &PLAIN).replace("OAuth ", "oauth "),
        &|oauth| header(oauth, &PLAIN).replace("OAuth ", "OAUTH realm=\"a, \\\"b\\\"\", "),
        &|oauth| header(oauth, &PLAIN).replace(", ", ","),
        &|oauth| header(oauth, &PLAIN).replace(", ", "\t ,   "),
        &|oauth| header(&oauth.iter().rev().cloned().collect::<Vec<_>>(), &PLAIN),
        &|oauth| header(oauth, &lower),
        &|oauth| header(oauth, &all),
    ];
    for write in headers {
        let request = list(&client).with_header(write);
        let written = request.headers()["authorization"].clone();
        assert_eq!(code(&client, request).0, 200, "{written:?}");
    }
}

#[test]
fn section_11_a_callback_in_header_and_query_may_be_signed_once_or_twice() {
    let (client, _) = network();
    let once = Call::of_app(&client, "POST", "/oauth/request_token").with("oauth_callback", "oob");
    let mut twice = once.clone();
    twice.query.push(pair("oauth_callback", "oob"));
    assert_eq!(code(&client, twice.request(Place::Header, &PLAIN)).0, 200);
    twice.forged = Some(once.signature());
    assert_eq!(code(&client, twice.request(Place::Header, &PLAIN)).0, 200);
    twice.query[0].1 = "oob2".to_owned();
    let other = twice.request(Place::Header, &PLAIN);
    assert_eq!(code(&client, other), (401, 32));
}

#[test]
fn section_11_an_oauth_parameter_that_stands_twice_is_refused_with_215() {
    let (client, _) = network();
    let twice = list(&client).with("oauth_nonce", "another");
    for place in [Place::Header, Place::Query] {
        assert_eq!(code(&client, twice.request(place, &PLAIN)), (400, 215));
    }
}

#[test]
fn section_11_other_signature_methods_and_versions_are_refused_with_32() {
    let (client, _) = network();
    for method in ["PLAINTEXT", "HMAC-SHA256", "RSA-SHA1", "hmac-sha1", ""] {
        let mut call = list(&client);
        call.oauth
            .retain(|(key, _)| key != "oauth_signature_method");
        let call = call.with("oauth_signature_method", method);
        assert_eq!(
            code(&client, call.request(Place::Header, &PLAIN)),
            (401, 32)
        );
    }
    let version = list(&client).with("oauth_version", "2.0");
    assert_eq!(
        code(&client, version.request(Place::Header, &PLAIN)),
        (401, 32)
    );
}

#[test]
fn section_6_1_the_host_is_signed_as_the_client_addressed_it() {
    let (client, _) = network();
    for (sent, signed) in [
        ("https://api.x.com", "https://api.x.com"),
        ("https://api.twitter.com:443", "https://api.twitter.com"),
        ("http://API.X.com:80", "http://api.x.com"),
        ("http://localhost:4848", "http://localhost:4848"),
        ("http://127.0.0.1:443", "http://127.0.0.1:443"),
        ("http://[::1]:4848", "http://[::1]:4848"),
        (
            "https://upload.twitter.com:80",
            "https://upload.twitter.com:80",
        ),
    ] {
        let call = Call {
            sent_base: sent.to_owned(),
            signed_base: signed.to_owned(),
            ..list(&client)
        };
        assert_eq!(
            code(&client, call.request(Place::Header, &PLAIN)).0,
            200,
            "{sent}"
        );
    }
}

#[test]
fn section_6_1_a_host_header_counts_and_what_proxies_say_does_not() {
    let (client, _) = network();
    let call = Call {
        signed_base: "http://api.x.com".to_owned(),
        ..list(&client)
    };
    let mut request = call.request(Place::Header, &PLAIN);
    let headers = request.headers_mut();
    headers.insert("host", "api.x.com".parse().unwrap());
    headers.insert("x-forwarded-proto", "https".parse().unwrap());
    headers.insert("x-forwarded-host", "elsewhere.test".parse().unwrap());
    assert_eq!(code(&client, request).0, 200);
    let fooled = Call {
        signed_base: BASE.replace("http:", "https:"),
        ..list(&client)
    };
    let mut request = fooled.request(Place::Header, &PLAIN);
    let proto = "https".parse().unwrap();
    request.headers_mut().insert("x-forwarded-proto", proto);
    assert_eq!(code(&client, request), (401, 32));
}

#[test]
fn a_path_with_doubled_slashes_is_another_path_and_not_known() {
    let (client, _) = network();
    let call = Call::of(&client, "GET", &format!("/{EVENTS}"));
    assert_eq!(
        code(&client, call.request(Place::Header, &PLAIN)),
        (404, 34)
    );
}

/// What may be changed of a signed request, or be wrong when it is signed.
#[derive(Debug, Clone, Copy)]
enum Tampering {
    Path,
    Value,
    Key,
    Additional,
    Missing,
    Protocol,
    ConsumerSecret,
    TokenSecret,
    Host,
}

fn tampered(call: &Call, tampering: Tampering, at: usize) -> Call {
    let mut changed = call.clone();
    changed.forged = Some(call.signature());
    let at = at % call.query.len();
    match tampering {
        Tampering::Path => changed.path = PERSONAS.to_owned(),
        Tampering::Value => changed.query[at].1.push('x'),
        Tampering::Key => changed.query[at].0.push('x'),
        Tampering::Additional => changed.query.push(pair("x", "")),
        Tampering::Missing => drop(changed.query.remove(at)),
        Tampering::Protocol => changed.oauth.push(pair("oauth_body_hash", "x")),
        Tampering::ConsumerSecret => changed.consumer_secret.push('x'),
        Tampering::TokenSecret => changed.token_secret.push('x'),
        Tampering::Host => changed.signed_base.push_str(".test"),
    }
    if matches!(
        tampering,
        Tampering::ConsumerSecret | Tampering::TokenSecret | Tampering::Host
    ) {
        // None of these is sent: the forger signs with what they have.
        changed.forged = None;
    }
    changed
}

fn text() -> impl Strategy<Value = String> {
    // Everything that encodings trip over, and any character beside it.
    proptest::string::string_regex("[a-z0-9 +%&=;/?#~*\"',é日😀\\PC]{0,8}").unwrap()
}

fn spelling() -> impl Strategy<Value = Spelling> {
    any::<[bool; 4]>().prop_map(|[plus, lower_hex, everything, bare_keys]| Spelling {
        plus,
        lower_hex,
        everything,
        bare_keys,
    })
}

fn call() -> impl Strategy<Value = (Vec<Pair>, Spelling, Place)> {
    let pairs = prop::collection::vec((text(), text()), 1..6);
    let place = prop_oneof![Just(Place::Header), Just(Place::Query)];
    (pairs, spelling(), place)
}

fn reading(client: &Client, query: &[Pair]) -> Call {
    let mut call = list(client);
    call.query = vec![pair("count", "50")];
    // A key of its own, so that no drawn one is a parameter of the route.
    let own = query
        .iter()
        .map(|(key, value)| pair(&format!("_{key}"), value));
    call.query.extend(own);
    call
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_spelling_of_a_signed_request_is_taken((query, spelling, place) in call()) {
        let (client, _) = network();
        let request = reading(&client, &query).request(place, &spelling);
        prop_assert_eq!(code(&client, request).0, 200);
    }

    #[test]
    fn every_spelling_of_a_signed_form_is_taken((form, spelling, _) in call()) {
        let (client, _) = network();
        let mut call = Call::of(&client, "POST", "/1.1/oauth/invalidate_token.json");
        call.form = Some(form.iter().map(|(key, value)| pair(&format!("_{key}"), value)).collect());
        for place in [Place::Header, Place::Form] {
            let (client, request) = (network().0, call.request(place, &spelling));
            prop_assert_eq!(code(&client, request).0, 200);
        }
    }

    #[test]
    fn no_signed_part_can_be_changed(
        (query, spelling, place) in call(),
        tampering in prop_oneof![
            Just(Tampering::Path), Just(Tampering::Value), Just(Tampering::Key),
            Just(Tampering::Additional), Just(Tampering::Missing), Just(Tampering::Protocol),
            Just(Tampering::ConsumerSecret), Just(Tampering::TokenSecret), Just(Tampering::Host),
        ],
        at in any::<usize>(),
    ) {
        let (client, _) = network();
        let signed = reading(&client, &query);
        let changed = tampered(&signed, tampering, at);
        prop_assert_eq!(code(&client, changed.request(place, &spelling)), (401, 32));
    }
}
