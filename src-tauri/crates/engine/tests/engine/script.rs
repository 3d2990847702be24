//! A network that answers what a test has written down, in its order.

use async_trait::async_trait;
use domain::probe::AppPermission;
use domain::{
    Budget, CharacterUnit, CustomProfileId, DAY, EventId, Handle, LineLimit, MINUTE, MediaId,
    NetworkUserId, SECOND, WebAddress,
};
use network::{
    Affordances, Answer, Arrival, AvatarForm, Body, Call, Creation, Credentials, CredentialsError,
    Effect, Endpoint, EventPage, Failure, Http, HttpFailure, Identity, Limits, Method, Network,
    NewMedia, NewMessage, PortraitTry, Processing, ProfilePage, PublishedProfile, Recent, Request,
    Route, RouteBudget, Stamp, UploadWay, UploadedMedia, User,
};
use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;

/// Answers that are still to be given, each in its order.
#[derive(Default)]
pub struct Script {
    pub identities: Turns<Identity>,
    pub permissions: Turns<AppPermission>,
    /// Whether messages may be read.
    pub messages: Turns<()>,
    /// Whether personas may be used.
    pub personas: Turns<()>,
    pub sends: Turns<Arrival>,
    pub uploads: Turns<UploadedMedia>,
    /// What is answered about media that is processed.
    pub statuses: Turns<UploadedMedia>,
    pub creates: Turns<PublishedProfile>,
    pub pages: Turns<EventPage>,
    pub lists: Turns<ProfilePage>,
    pub recents: Turns<Recent>,
    /// What is answered to signs that are no messages.
    pub courtesies: Turns<()>,
    /// How often a look was to be created.
    pub created: AtomicUsize,
    /// Cursors that were asked for.
    pub cursors: Arc<Mutex<Vec<Option<String>>>>,
    /// Categories under which portraits were uploaded.
    pub categories: Mutex<Vec<&'static str>>,
    /// Media that went along with messages.
    pub carried: Mutex<Vec<Option<MediaId>>>,
    /// Interfaces to which they were uploaded.
    pub ways: Mutex<Vec<UploadWay>>,
}

/// The answers of one call.
pub struct Turns<A>(Arc<Mutex<VecDeque<Result<A, Failure>>>>);

impl<A> Default for Turns<A> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<A: Send + 'static> Turns<A> {
    pub fn next(&self, answer: Result<A, Failure>) {
        self.0.lock().unwrap().push_back(answer);
    }

    pub fn drop_next(&self) {
        self.0.lock().unwrap().pop_front();
    }

    pub fn left(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    fn call(&self, at: &Endpoint, effect: Effect) -> Call<A> {
        let turns = Arc::clone(&self.0);
        Call {
            request: Request {
                method: Method::Post,
                url: at.api.clone(),
                body: Body::Empty,
                authorization: None,
                patience: Duration::from_secs(1),
            },
            effect,
            read: Box::new(move |_| turns.lock().unwrap().pop_front().expect("a written answer")),
        }
    }
}

/// Media of one id.
pub fn uploaded(processing: Processing) -> UploadedMedia {
    let id = MediaId::from("5");
    UploadedMedia { id, processing }
}

fn unused<A>() -> Call<A> {
    unreachable!("the engine asks for this nowhere in these tests")
}

impl Network for Script {
    fn limits(&self) -> Limits {
        Limits {
            line: LineLimit {
                most: 48,
                unit: CharacterUnit::CodePoints,
            },
            text: 10_000,
            portrait_bytes: 5_000_000,
            message_picture_bytes: 4_500_000,
        }
    }
    fn affordances(&self) -> Affordances {
        Affordances {
            users_per_look_up: 0,
            events_per_page: 2,
            price_per_message: None,
            typing_shows: SECOND * 3,
        }
    }
    fn budget(&self, route: Route) -> RouteBudget {
        let (limit, window) = match route {
            Route::ListEvents | Route::ListProfiles | Route::ReadConversation => (15, MINUTE * 15),
            Route::MarkRead | Route::IndicateTyping => (4, MINUTE * 15),
            Route::Send | Route::CreateProfile => (3, DAY),
        };
        RouteBudget {
            account: Budget { limit, window },
            app: None,
            free: None,
        }
    }
    fn home(&self) -> Endpoint {
        Endpoint::parse("https://network.example", "https://network.example").unwrap()
    }
    fn check_credentials(&self, _: &Credentials) -> Result<(), CredentialsError> {
        Ok(())
    }
    fn app_mark(&self, _: &Credentials) -> Option<String> {
        None
    }
    fn sign(&self, _: &mut Request, _: &Credentials, _: &Stamp) -> Result<(), CredentialsError> {
        Ok(())
    }
    fn who_am_i(&self, at: &Endpoint) -> Call<Identity> {
        self.identities.call(at, Effect::Repeatable)
    }
    fn permission(&self, at: &Endpoint) -> Call<AppPermission> {
        self.permissions.call(at, Effect::Repeatable)
    }
    fn may_message(&self, at: &Endpoint) -> Call<()> {
        self.messages.call(at, Effect::Repeatable)
    }
    fn may_use_personas(&self, at: &Endpoint) -> Call<()> {
        self.personas.call(at, Effect::Repeatable)
    }
    fn look_up(&self, _: &Endpoint, _: &[NetworkUserId]) -> Call<Vec<User>> {
        unused()
    }
    fn look_up_handle(&self, _: &Endpoint, _: &Handle) -> Call<Option<User>> {
        unused()
    }
    fn upload_ways(&self) -> &'static [UploadWay] {
        &[UploadWay::Newer, UploadWay::Older]
    }
    fn portrait_tries(&self) -> &'static [PortraitTry] {
        const fn documented(category: &'static str) -> PortraitTry {
            let form = AvatarForm::Documented;
            PortraitTry { category, form }
        }
        const { &[documented("dm_image"), documented("tweet_image")] }
    }
    fn message_category(&self) -> &'static str {
        "dm_image"
    }
    fn upload(&self, at: &Endpoint, way: UploadWay, media: NewMedia) -> Call<UploadedMedia> {
        self.categories.lock().unwrap().push(media.category);
        self.ways.lock().unwrap().push(way);
        if self.uploads.left() == 0 {
            self.uploads.next(Ok(uploaded(Processing::Done)));
        }
        let mut call = self.uploads.call(at, Effect::Once);
        call.request.url.set_path("upload");
        call
    }
    fn upload_status(&self, at: &Endpoint, _: UploadWay, _: &MediaId) -> Call<UploadedMedia> {
        self.statuses.call(at, Effect::Repeatable)
    }
    fn create_profile(&self, at: &Endpoint, _: &Creation<'_>) -> Call<PublishedProfile> {
        self.created.fetch_add(1, Ordering::SeqCst);
        let mut call = self.creates.call(at, Effect::Once);
        call.request.url.set_path("create");
        call
    }
    fn show_profile(&self, _: &Endpoint, _: &CustomProfileId) -> Call<PublishedProfile> {
        unused()
    }
    fn list_profiles(&self, at: &Endpoint, _: Option<&str>) -> Call<ProfilePage> {
        self.lists.call(at, Effect::Repeatable)
    }
    fn destroy_profile(&self, _: &Endpoint, _: &CustomProfileId) -> Call<()> {
        unused()
    }
    fn send(&self, at: &Endpoint, message: &NewMessage<'_>) -> Call<Arrival> {
        self.carried.lock().unwrap().push(message.media.cloned());
        let mut call = self.sends.call(at, Effect::Once);
        call.request.url.set_path(message.to.as_str());
        call
    }
    fn list_events(&self, at: &Endpoint, cursor: Option<&str>) -> Call<EventPage> {
        self.cursors.lock().unwrap().push(cursor.map(str::to_owned));
        self.pages.call(at, Effect::Repeatable)
    }
    fn recent_events(&self, at: &Endpoint, _: &NetworkUserId, _: &NetworkUserId) -> Call<Recent> {
        self.recents.call(at, Effect::Repeatable)
    }
    fn mark_read(&self, at: &Endpoint, _: &NetworkUserId, up_to: &EventId) -> Call<()> {
        let mut call = self.courtesies.call(at, Effect::Repeatable);
        call.request.url.set_path(&format!("read/{up_to}"));
        call
    }
    fn indicate_typing(&self, at: &Endpoint, _: &NetworkUserId) -> Call<()> {
        let mut call = self.courtesies.call(at, Effect::Repeatable);
        call.request.url.set_path("typing");
        call
    }
    fn message_media(&self, _: &Endpoint, _: &str) -> Option<Call<Vec<u8>>> {
        None
    }
    fn conversation_page(&self, _: &NetworkUserId, _: &NetworkUserId) -> Option<WebAddress> {
        None
    }
}

/// Asked directly before anything leaves.
type Look = Box<dyn Fn() + Send + Sync>;

/// A way out that always comes back; the script is the answer.
#[derive(Default)]
pub struct Wire {
    pub before: Mutex<Option<Look>>,
    /// Requests whose path ends so, as messages to a customer do, wait until it
    /// is told.
    pub gate: Mutex<Option<(NetworkUserId, Arc<Notify>)>>,
    /// Told when one waits there.
    pub reached: Notify,
    /// What happens at an address, other than an empty 200.
    pub troubles: Mutex<HashMap<String, Result<u16, HttpFailure>>>,
    /// The addresses that were asked for.
    pub asked: Mutex<Vec<String>>,
}

#[async_trait]
impl Http for Wire {
    async fn send(&self, request: Request) -> Result<Answer, HttpFailure> {
        if let Some(look) = self.before.lock().unwrap().as_ref() {
            look();
        }
        let gate = self.gate.lock().unwrap().clone();
        if let Some((to, gate)) = gate
            && request.url.path().ends_with(to.as_str())
        {
            self.reached.notify_one();
            gate.notified().await;
        }
        let address = request.url.to_string();
        let trouble = self.troubles.lock().unwrap().get(&address).cloned();
        self.asked.lock().unwrap().push(address);
        Ok(Answer {
            status: trouble.unwrap_or(Ok(200))?,
            headers: Vec::new(),
            body: Vec::new(),
        })
    }
}
