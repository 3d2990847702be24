//! The practice network's face: how it is opened, called, served and steered.

use std::{
    future::Future,
    io,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use http::{Request, Response};
use tokio::sync::watch;

use crate::{
    accounts::PracticeAccount,
    answer,
    cast::{Character, Crowd},
    clock::{Clock, MovedClock},
    control,
    errors::{Cut, PracticeError, Refusal},
    received::Received,
    routes::{Family, Route},
    serve::{self, Entrance},
    state::State,
    store::Store,
    world::World,
};

/// What a practice network needs from outside.
#[derive(Clone)]
pub struct Options {
    /// Draws keys, ids and the times of customers. The same seed on a fresh
    /// network at the same time gives the same network; a folder that holds one
    /// already keeps its own.
    pub seed: u64,
    /// The network's clock.
    pub clock: Arc<dyn Clock>,
}

/// Whether the server is about to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    NotYet,
    Now,
}

/// A practice network. Clones are the same network.
#[derive(Clone)]
pub struct Practice {
    world: Arc<Mutex<World>>,
    pub(crate) clock: Arc<MovedClock>,
    /// Whether calls that are never answered have to end.
    ending: Arc<watch::Sender<bool>>,
}

impl Practice {
    /// Opens the network that is kept in `folder`, or founds one there.
    ///
    /// # Errors
    /// If the folder cannot be used, if another network is open in it, or if a
    /// file in it is damaged before its last line.
    pub fn open(folder: &Path, options: Options) -> Result<Self, PracticeError> {
        let (store, state) = Store::open(folder)?;
        Self::over(store, state, options)
    }

    /// A fresh network that ends with the process.
    ///
    /// # Errors
    /// Never in practice: only a folder can refuse to keep a change.
    pub fn in_memory(options: Options) -> Result<Self, PracticeError> {
        let store = Store::Memory(std::collections::BTreeMap::new());
        Self::over(store, None, options)
    }

    fn over(store: Store, state: Option<State>, options: Options) -> Result<Self, PracticeError> {
        let clock = MovedClock::new(options.clock);
        clock.set_ahead_ms(state.as_ref().map_or(0, |state| state.ahead_ms));
        let world = World::new(store, state, options.seed, clock.now_ms())?;
        Ok(Self {
            world: Arc::new(Mutex::new(world)),
            clock: Arc::new(clock),
            ending: Arc::new(watch::Sender::new(false)),
        })
    }

    /// Answers one request in process: X's routes, pictures, and the control
    /// routes under `/_practice/`. Host and scheme of the URI are what a
    /// signature must have been made for, unless a `host` header says otherwise.
    ///
    /// # Errors
    /// [`Cut`] if a fault cut the connection.
    pub async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Cut> {
        let request = Received::new(request);
        let answered = match Route::find(&request.method, &request.path) {
            Some((route, arguments)) => self.meet((route, &arguments), &request).await,
            None => Ok(self.answer_beside(&request)),
        };
        answered.map(|answer| answer::dated(answer, self.clock.now_ms()))
    }

    /// Says in the network's folder that it will be served on `listener`, as
    /// [`Practice::serve`] does: for whoever tells others of it before.
    ///
    /// # Errors
    /// If the folder cannot be written, or the listener has no address.
    pub fn tell_address(&self, listener: &tokio::net::TcpListener) -> io::Result<()> {
        self.world().tell_address(&serve::base_url(listener)?)
    }

    /// Serves on `listener` until `shutdown` resolves; then open calls end first.
    ///
    /// # Errors
    /// If the listener is not on a loopback address, or stops working.
    pub async fn serve(
        self,
        listener: tokio::net::TcpListener,
        shutdown: impl Future<Output = ()> + Send,
    ) -> io::Result<()> {
        serve::serve(self, (listener, Entrance::Http), shutdown).await
    }

    /// Like [`Practice::serve`], but through TLS with this certificate. What
    /// clients sign then begins with `https`.
    ///
    /// # Errors
    /// If the listener is not on a loopback address, or stops working.
    #[cfg(feature = "https")]
    pub async fn serve_https(
        self,
        listener: tokio::net::TcpListener,
        certificate: &crate::TestCertificate,
        shutdown: impl Future<Output = ()> + Send,
    ) -> io::Result<()> {
        let entrance = Entrance::Https(certificate.acceptor());
        serve::serve(self, (listener, entrance), shutdown).await
    }

    /// The brands to connect, with their keys.
    #[must_use]
    pub fn accounts(&self) -> Vec<PracticeAccount> {
        let world = self.world();
        let practising = world.state.brands.iter().take(1);
        practising
            .map(|brand| brand.account(&world.state))
            .collect()
    }

    /// Another brand on the same network and app, whose personas and media are
    /// foreign to [`Practice::accounts`].
    #[must_use]
    pub fn neighbour(&self) -> Option<PracticeAccount> {
        let world = self.world();
        let brand = world.state.brands.get(1)?;
        Some(brand.account(&world.state))
    }

    /// Invents a customer of this character who writes to the first brand from
    /// now on; gives the handle. What they write appears when the network is
    /// next looked at. The same seed at the same time gives the same person,
    /// under another handle where the first is taken.
    ///
    /// # Errors
    /// If the customer cannot be kept.
    pub fn invent(&self, character: Character, seed: u64) -> Result<String, PracticeError> {
        self.world().invent((character, seed), self.clock.now_ms())
    }

    /// Invents a crowd of `how_many` fans of whom each writes to the first brand
    /// once within `over_minutes`, and answers once; gives their handles in the
    /// order in which they come.
    ///
    /// # Errors
    /// If the crowd cannot be kept.
    pub fn crowd(
        &self,
        seed: u64,
        how_many: u16,
        over_minutes: u16,
    ) -> Result<Vec<String>, PracticeError> {
        let crowd = Crowd {
            seed,
            how_many,
            over_minutes,
        };
        self.world().crowd(crowd, self.clock.now_ms())
    }

    /// Waits as long as a call stays unanswered: until the client goes away, or
    /// the server ends.
    pub(crate) async fn silence(&self) {
        // An error would mean that the network is gone, which ends it as well.
        self.ending
            .subscribe()
            .wait_for(|ending| *ending)
            .await
            .ok();
    }

    /// Says whether every call that would never be answered has to end.
    pub(crate) fn set_ending(&self, ending: Ending) {
        self.ending.send_replace(ending == Ending::Now);
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers what is not X's interface: pictures, control, and 404.
    fn answer_beside(&self, request: &Received) -> Response<Bytes> {
        let control = request.path.strip_prefix("/_practice");
        if let Some(path) = control.filter(|path| path.is_empty() || path.starts_with('/')) {
            return control::answer(self, request, path);
        }
        let picture = (request.method == http::Method::GET)
            .then(|| self.picture(&request.path))
            .flatten();
        let family = if request.path.starts_with("/2/") {
            Family::V2
        } else {
            Family::V1
        };
        picture.unwrap_or_else(|| Refusal::not_found().into_answer(family))
    }

    fn picture(&self, path: &str) -> Option<Response<Bytes>> {
        let uploaded = self.world().uploaded(path);
        if uploaded.is_some() {
            return uploaded;
        }
        // Drawn while the network goes on.
        let portrait = self.world().portrait(path)?;
        let drawn = portrait.draw().ok()?;
        Some(answer::with_body(200, "image/png", drawn.into()))
    }
}
