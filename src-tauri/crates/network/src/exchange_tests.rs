use super::{Exchange, SignedBy};
use crate::{
    Affordances, Answer, Arrival, Body, Call, Class, Clock, Creation, Credentials,
    CredentialsError, Effect, Endpoint, EventPage, Failure, Http, HttpFailure, Identity, Limits,
    Method, Network, NewMedia, NewMessage, PortraitTry, ProfilePage, PublishedProfile, Recent,
    Request, Route, RouteBudget, Scope, Stamp, UploadWay, UploadedMedia, User,
};
use async_trait::async_trait;
use domain::probe::AppPermission;
use domain::{
    CustomProfileId, EventId, Handle, Ids, MediaId, NetworkUserId, Said, Timestamp, WebAddress,
};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use uuid::Uuid;

/// Answers in turn, and keeps the signature of every request that left.
struct Replies {
    turns: Mutex<Vec<Result<u16, HttpFailure>>>,
    signatures: Mutex<Vec<String>>,
}

impl Replies {
    fn new(mut turns: Vec<Result<u16, HttpFailure>>) -> Self {
        turns.reverse();
        Self {
            turns: Mutex::new(turns),
            signatures: Mutex::default(),
        }
    }
}

#[async_trait]
impl Http for Replies {
    async fn send(&self, request: Request) -> Result<Answer, HttpFailure> {
        use secrecy::ExposeSecret;
        let signature = request.authorization.unwrap().expose_secret().to_owned();
        self.signatures.lock().unwrap().push(signature);
        let status = self.turns.lock().unwrap().pop().unwrap()?;
        Ok(Answer {
            status,
            headers: vec![],
            body: vec![],
        })
    }
}

/// Always the same moment: 1000.9 s.
struct Standing;

#[async_trait]
impl Clock for Standing {
    fn now(&self) -> Timestamp {
        Timestamp(1_000_900)
    }
    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }
    async fn sleep(&self, _: Duration) {}
}

#[derive(Default)]
struct Counting(AtomicU64);

impl Ids for Counting {
    fn next(&self) -> Uuid {
        Uuid::from_u128(self.0.fetch_add(1, Ordering::Relaxed).into())
    }
}

/// Signs with the stamp itself; the rest is never asked for here.
struct Stamping;

impl Network for Stamping {
    fn app_mark(&self, _: &Credentials) -> Option<String> {
        None
    }
    fn sign(
        &self,
        request: &mut Request,
        credentials: &Credentials,
        stamp: &Stamp,
    ) -> Result<(), CredentialsError> {
        if credentials.expose().is_empty() {
            return Err(CredentialsError::Missing("token"));
        }
        request.authorization = Some(format!("{} {}", stamp.seconds, stamp.nonce).into());
        Ok(())
    }
    fn check_credentials(&self, _: &Credentials) -> Result<(), CredentialsError> {
        unreachable!()
    }
    fn limits(&self) -> Limits {
        unreachable!()
    }
    fn affordances(&self) -> Affordances {
        unreachable!()
    }
    fn budget(&self, _: Route) -> RouteBudget {
        unreachable!()
    }
    fn home(&self) -> Endpoint {
        unreachable!()
    }
    fn who_am_i(&self, _: &Endpoint) -> Call<Identity> {
        unreachable!()
    }
    fn permission(&self, _: &Endpoint) -> Call<AppPermission> {
        unreachable!()
    }
    fn may_message(&self, _: &Endpoint) -> Call<()> {
        unreachable!()
    }
    fn may_use_personas(&self, _: &Endpoint) -> Call<()> {
        unreachable!()
    }
    fn look_up(&self, _: &Endpoint, _: &[NetworkUserId]) -> Call<Vec<User>> {
        unreachable!()
    }
    fn look_up_handle(&self, _: &Endpoint, _: &Handle) -> Call<Option<User>> {
        unreachable!()
    }
    fn upload_ways(&self) -> &'static [UploadWay] {
        unreachable!()
    }
    fn portrait_tries(&self) -> &'static [PortraitTry] {
        unreachable!()
    }
    fn message_category(&self) -> &'static str {
        unreachable!()
    }
    fn upload(&self, _: &Endpoint, _: UploadWay, _: NewMedia) -> Call<UploadedMedia> {
        unreachable!()
    }
    fn upload_status(&self, _: &Endpoint, _: UploadWay, _: &MediaId) -> Call<UploadedMedia> {
        unreachable!()
    }
    fn create_profile(&self, _: &Endpoint, _: &Creation<'_>) -> Call<PublishedProfile> {
        unreachable!()
    }
    fn show_profile(&self, _: &Endpoint, _: &CustomProfileId) -> Call<PublishedProfile> {
        unreachable!()
    }
    fn list_profiles(&self, _: &Endpoint, _: Option<&str>) -> Call<ProfilePage> {
        unreachable!()
    }
    fn destroy_profile(&self, _: &Endpoint, _: &CustomProfileId) -> Call<()> {
        unreachable!()
    }
    fn send(&self, _: &Endpoint, _: &NewMessage<'_>) -> Call<Arrival> {
        unreachable!()
    }
    fn list_events(&self, _: &Endpoint, _: Option<&str>) -> Call<EventPage> {
        unreachable!()
    }
    fn recent_events(&self, _: &Endpoint, _: &NetworkUserId, _: &NetworkUserId) -> Call<Recent> {
        unreachable!()
    }
    fn mark_read(&self, _: &Endpoint, _: &NetworkUserId, _: &EventId) -> Call<()> {
        unreachable!()
    }
    fn indicate_typing(&self, _: &Endpoint, _: &NetworkUserId) -> Call<()> {
        unreachable!()
    }
    fn message_media(&self, _: &Endpoint, _: &str) -> Option<Call<Vec<u8>>> {
        unreachable!()
    }
    fn conversation_page(&self, _: &NetworkUserId, _: &NetworkUserId) -> Option<WebAddress> {
        unreachable!()
    }
}

/// A call whose reader takes 200 for good and 401 for a wrong clock.
fn call(effect: Effect) -> Call<&'static str> {
    let request = Request {
        method: Method::Post,
        url: "https://network.test/send".parse().unwrap(),
        body: Body::Empty,
        authorization: None,
        patience: Duration::from_secs(1),
    };
    let read = |answer: &Answer| match answer.status {
        200 => Ok("arrived"),
        status => Err(Failure {
            class: Class::ClockOff(Timestamp(5_000_000)),
            scope: Scope::App,
            said: Some(Said::new(status, Some(135), "Timestamp out of bounds.")),
        }),
    };
    Call {
        request,
        effect,
        read: Box::new(read),
    }
}

async fn run(http: &Replies, effect: Effect, offset: &AtomicI64) -> Result<&'static str, Failure> {
    with_key("key", http, effect, offset).await
}

async fn with_key(
    key: &str,
    http: &Replies,
    effect: Effect,
    offset: &AtomicI64,
) -> Result<&'static str, Failure> {
    let exchange = Exchange {
        http,
        clock: &Standing,
        ids: &Counting::default(),
        signed_by: SignedBy::Account {
            network: &Stamping,
            credentials: &Credentials::new(key.into()),
        },
        offset,
    };
    exchange.run(call(effect)).await
}

fn lost() -> Result<u16, HttpFailure> {
    Err(HttpFailure::Unknown("reset".into()))
}

#[tokio::test]
async fn a_call_is_signed_with_the_servers_time_as_far_as_it_is_known() {
    let http = Replies::new(vec![Ok(200)]);
    assert_eq!(
        run(&http, Effect::Once, &AtomicI64::new(-7)).await,
        Ok("arrived")
    );
    let nonce = Uuid::from_u128(0).simple().to_string();
    assert_eq!(*http.signatures.lock().unwrap(), [format!("993 {nonce}")]);
}

#[tokio::test]
async fn a_wrong_clock_is_corrected_once_with_a_new_number() {
    let (http, offset) = (Replies::new(vec![Ok(401), Ok(200)]), AtomicI64::new(0));
    assert_eq!(run(&http, Effect::Once, &offset).await, Ok("arrived"));
    assert_eq!(offset.load(Ordering::Relaxed), 4_000);
    let signatures = http.signatures.lock().unwrap();
    let [first, second] = signatures.as_slice() else {
        panic!("{signatures:?}")
    };
    assert!(first.starts_with("1000 ") && second.starts_with("5000 "));
    assert_ne!(first.split(' ').nth(1), second.split(' ').nth(1));
}

#[tokio::test]
async fn a_second_refusal_of_the_clock_is_final_and_keeps_the_words() {
    let http = Replies::new(vec![Ok(401), Ok(401)]);
    let failure = run(&http, Effect::Once, &AtomicI64::new(0))
        .await
        .unwrap_err();
    assert_eq!(failure.class, Class::Refused);
    assert_eq!(failure.said.unwrap().code, Some(135));
    assert_eq!(http.signatures.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn a_lost_answer_after_the_clock_was_corrected_is_in_doubt() {
    let http = Replies::new(vec![Ok(401), lost()]);
    let failure = run(&http, Effect::Once, &AtomicI64::new(0))
        .await
        .unwrap_err();
    assert_eq!(failure.class, Class::InDoubt);
}

#[tokio::test]
async fn a_missing_answer_is_in_doubt_only_where_a_repetition_would_tell() {
    let once = run(
        &Replies::new(vec![lost()]),
        Effect::Once,
        &AtomicI64::new(0),
    )
    .await;
    assert_eq!(once.unwrap_err().class, Class::InDoubt);
    let again = run(
        &Replies::new(vec![lost()]),
        Effect::Repeatable,
        &AtomicI64::new(0),
    )
    .await;
    assert_eq!(again.unwrap_err().class, Class::NotStarted);
}

#[tokio::test]
async fn a_connection_that_never_opened_is_never_in_doubt() {
    for effect in [Effect::Once, Effect::Repeatable] {
        let refused = Err(HttpFailure::NotStarted("refused".into()));
        let failure = run(&Replies::new(vec![refused]), effect, &AtomicI64::new(0)).await;
        let expected = Failure {
            class: Class::NotStarted,
            scope: Scope::Account,
            said: None,
        };
        assert_eq!(failure, Err(expected));
    }
}

#[tokio::test]
async fn credentials_that_cannot_sign_ask_for_new_ones_before_anything_leaves() {
    let http = Replies::new(vec![]);
    let failure = with_key("", &http, Effect::Once, &AtomicI64::new(0))
        .await
        .unwrap_err();
    assert_eq!((failure.class, failure.said), (Class::SignInAgain, None));
    assert!(http.signatures.lock().unwrap().is_empty());
}
