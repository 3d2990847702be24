use crate::connector::X;
use crate::fixtures::{answer, credentials, endpoint, wire};
use crate::keys::Keys;
use domain::Handle;
use network::{
    AppCredentials, Asked, BegunLogin, Callback, CallbackRefusal, Class, CredentialsError, Effect,
    Login, Network, Stamp,
};
use secrecy::{ExposeSecret, SecretString};

fn app() -> AppCredentials {
    AppCredentials::new(
        r#"{"consumer_key":"cChZNFj6T5R0TigYB9yd1w",
            "consumer_secret":"L8qq9PZyRg6ieKGEKhZolGC0vJWLw8iEJ88DRdyOg"}"#
            .into(),
    )
}

fn login() -> BegunLogin {
    BegunLogin {
        token: "request-token".into(),
        secret: "request-secret".into(),
    }
}

fn stamp() -> Stamp {
    Stamp {
        seconds: 1_318_467_427,
        nonce: "ea9ec8429b68d6b77cd5600adbbb0456".to_owned(),
    }
}

fn x() -> X {
    X::default()
}

const CALLBACK: &str = "http://localhost/sign-in-with-twitter/";

fn callback() -> Callback {
    Callback::Address(CALLBACK.to_owned())
}

const BEGUN: &str = "oauth_token=a%2Bb&oauth_token_secret=c&oauth_callback_confirmed=true";

/// Vector b of §10, as the call itself signs it, but for the host of that time.
#[test]
fn a_login_begins_with_the_apps_signature_over_its_callback() {
    let asked = x().begin(&endpoint(), &app(), &callback()).unwrap();
    let mut request = asked.call.request.clone();
    assert_eq!(
        wire(&request),
        "POST https://api.x.test/oauth/request_token"
    );
    assert_eq!(asked.call.effect, Effect::Repeatable);
    request.url = "https://api.twitter.com/oauth/request_token"
        .parse()
        .unwrap();
    asked.signer.sign(&mut request, &stamp());
    let header = request.authorization.unwrap();
    let header = header.expose_secret();
    assert!(header.contains("oauth_signature=\"F1Li3tvehgcraF8DMJ7OyxO4w9Y%3D\""));
    assert!(header.contains("oauth_callback=\"http%3A%2F%2Flocalhost%2Fsign-in-with-twitter%2F\""));
    assert!(!header.contains("oauth_token"), "{header}");
}

#[test]
fn a_login_with_a_number_is_out_of_band() {
    let asked = x().begin(&endpoint(), &app(), &Callback::Number).unwrap();
    let mut request = asked.call.request.clone();
    asked.signer.sign(&mut request, &stamp());
    let header = request.authorization.unwrap();
    assert!(header.expose_secret().contains("oauth_callback=\"oob\""));
}

#[test]
fn app_keys_that_cannot_sign_ask_nothing() {
    let app = AppCredentials::new(r#"{"consumer_key":"a","consumer_secret":"b c"}"#.into());
    let refused = x().begin(&endpoint(), &app, &callback()).err();
    assert_eq!(
        refused,
        Some(CredentialsError::WrongShape("consumer_secret"))
    );
}

#[test]
fn a_begun_login_has_its_token_and_secret() {
    let asked = x().begin(&endpoint(), &app(), &callback()).unwrap();
    let begun = (asked.call.read)(&answer(200, BEGUN)).unwrap().unwrap();
    assert_eq!(begun.token.expose_secret(), "a+b");
    assert_eq!(begun.secret.expose_secret(), "c");
    assert!(!format!("{begun:?}").contains("a+b"));
}

#[test]
fn a_callback_that_is_not_confirmed_ends_the_login() {
    let asked = x().begin(&endpoint(), &app(), &callback()).unwrap();
    for odd in [
        BEGUN.replace("true", "false"),
        BEGUN.replace("&oauth_callback_confirmed=true", ""),
        BEGUN.replace("oauth_token_secret=c", "oauth_token_secret="),
        "<html>Hello</html>".to_owned(),
        String::new(),
    ] {
        let failure = (asked.call.read)(&answer(200, &odd)).unwrap_err();
        assert_eq!(failure.class, Class::NotStarted, "{odd}");
    }
}

#[test]
fn a_refused_callback_is_told_from_a_number_only_app_in_every_form_of_answer() {
    let asked = x().begin(&endpoint(), &app(), &callback()).unwrap();
    let json = |code| format!(r#"{{"errors":[{{"code":{code},"message":"Not approved."}}]}}"#);
    let xml = |code| {
        format!(
            "<?xml version='1.0' encoding='UTF-8'?><errors><error code=\"{code}\">Not approved.</error></errors>"
        )
    };
    for body in [json(415), xml(415)] {
        match (asked.call.read)(&answer(403, &body)).unwrap() {
            Err(CallbackRefusal::NotRegistered(said)) => {
                assert_eq!(
                    (said.code, said.words.as_str()),
                    (Some(415), "Not approved.")
                );
            }
            other => panic!("{other:?}"),
        }
    }
    for body in [json(417), xml(417)] {
        let read = (asked.call.read)(&answer(401, &body)).unwrap();
        assert!(
            matches!(read, Err(CallbackRefusal::NumberOnly(_))),
            "{body}"
        );
    }
    let wrong_keys = (asked.call.read)(&answer(401, &json(32))).unwrap_err();
    assert_eq!(wrong_keys.class, Class::SignInAgain);
}

#[test]
fn the_page_is_asked_for_whom_the_login_is_meant() {
    let page = |asked| x().page(&endpoint(), &login(), &asked).to_string();
    let plain = "https://api.x.test/oauth/authorize?oauth_token=request-token";
    assert_eq!(page(Asked::WhoeverIsThere), plain);
    assert_eq!(
        page(Asked::WhoeverSignsIn),
        format!("{plain}&force_login=true")
    );
    let northwind = Handle::parse("northwind").unwrap();
    assert_eq!(
        page(Asked::Account(northwind)),
        format!("{plain}&screen_name=northwind")
    );
}

#[test]
fn a_login_ends_with_the_proof_signed_by_its_own_secret_and_in_no_address() {
    let verifier = SecretString::from("1234567");
    let ended = x()
        .finish(&endpoint(), &app(), &login(), &verifier)
        .unwrap();
    let mut request = ended.call.request.clone();
    assert_eq!(wire(&request), "POST https://api.x.test/oauth/access_token");
    ended.signer.sign(&mut request, &stamp());
    let header = request.authorization.unwrap();
    insta::assert_snapshot!(header.expose_secret(), @r#"OAuth oauth_consumer_key="cChZNFj6T5R0TigYB9yd1w", oauth_nonce="ea9ec8429b68d6b77cd5600adbbb0456", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1318467427", oauth_token="request-token", oauth_version="1.0", oauth_verifier="1234567", oauth_signature="TT%2B3vEpp7AtONlgfJ823HgW6%2FKw%3D""#);

    let granted = answer(
        200,
        "oauth_token=7-t&oauth_token_secret=s&user_id=7&screen_name=northwind",
    );
    let credentials = (ended.call.read)(&granted).unwrap().unwrap();
    assert_eq!(x().check_credentials(&credentials), Ok(()));
    let keys = Keys::parse(&credentials).unwrap();
    assert_eq!(keys.token.key.expose_secret(), "7-t");
    assert_eq!(keys.consumer.key.expose_secret(), "cChZNFj6T5R0TigYB9yd1w");
}

#[test]
fn a_wrong_number_is_a_refusal_with_its_words_and_trouble_stays_trouble() {
    let verifier = SecretString::from("1234567");
    let ended = x()
        .finish(&endpoint(), &app(), &login(), &verifier)
        .unwrap();
    let plain = "Error processing your OAuth request: Invalid oauth_verifier parameter";
    let said = (ended.call.read)(&answer(401, plain)).unwrap().unwrap_err();
    assert_eq!((said.status, said.words.as_str()), (401, plain));
    let old = r#"{"errors":[{"code":32,"message":"Could not authenticate you."}]}"#;
    let said = (ended.call.read)(&answer(401, old)).unwrap().unwrap_err();
    assert_eq!(said.code, Some(32));
    let page = (ended.call.read)(&answer(403, "<html>Go away</html>"));
    assert_eq!(page.unwrap().unwrap_err().words, "");

    let trouble = (ended.call.read)(&answer(503, "")).unwrap_err();
    assert_eq!(trouble.class, Class::NotStarted);
    let busy = (ended.call.read)(&answer(429, "")).unwrap_err();
    assert!(matches!(busy.class, Class::WaitUntil(_)));
    let lame = (ended.call.read)(&answer(200, "oauth_token=7-t")).unwrap_err();
    assert_eq!(lame.class, Class::NotStarted);
}

#[test]
fn the_app_of_an_account_is_its_first_two_keys() {
    let app = x().app_of(&credentials()).unwrap();
    assert!(app.expose().contains("xvz1evFS4wEEPTGEFPHBog"));
    assert!(!app.expose().contains("370773112"));
}

#[test]
fn giving_back_is_one_signed_call_that_may_be_repeated() {
    let call = x().give_back(&endpoint());
    assert_eq!(
        wire(&call.request),
        "POST https://api.x.test/1.1/oauth/invalidate_token.json"
    );
    assert_eq!(
        (call.read)(&answer(200, r#"{"access_token":"7-t"}"#)),
        Ok(())
    );
    let gone = r#"{"errors":[{"code":89,"message":"Invalid or expired token."}]}"#;
    let gone = (call.read)(&answer(401, gone)).unwrap_err();
    assert_eq!(gone.class, Class::SignInAgain);
}
