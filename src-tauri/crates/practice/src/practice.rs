//! The practice network's face: how it is opened, called, served and steered.

use std::{
    future::Future,
    io,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use http::{Request, Response};

use crate::{
    access::PersonaAccess,
    accounts::PracticeAccount,
    answer,
    cast::{Character, Crowd},
    clock::Clock,
    control,
    errors::{Cut, PracticeError, Refusal},
    faults::{Fault, FaultKind, Fired},
    media::Upload,
    received::Received,
    routes::{Family, Route},
    serve::{self, Entrance},
    store::Store,
    switches::Switches,
    truth::{Told, View},
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

/// A practice network. Clones are the same network.
#[derive(Clone)]
pub struct Practice {
    world: Arc<Mutex<World>>,
    clock: Arc<dyn Clock>,
}

impl Practice {
    /// Opens the network that is kept in `folder`, or founds one there.
    ///
    /// # Errors
    /// If the folder cannot be used, if another network is open in it, or if a
    /// file in it is damaged before its last line.
    pub fn open(folder: &Path, options: Options) -> Result<Self, PracticeError> {
        let (store, state) = Store::open(folder)?;
        let now_ms = options.clock.now_ms();
        Ok(Self {
            world: Arc::new(Mutex::new(World::new(store, state, options.seed, now_ms)?)),
            clock: options.clock,
        })
    }

    /// A fresh network that ends with the process.
    ///
    /// # Errors
    /// Never in practice: only a folder can refuse to keep a change.
    pub fn in_memory(options: Options) -> Result<Self, PracticeError> {
        let now_ms = options.clock.now_ms();
        let store = Store::Memory(std::collections::BTreeMap::new());
        Ok(Self {
            world: Arc::new(Mutex::new(World::new(store, None, options.seed, now_ms)?)),
            clock: options.clock,
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
            Some((route, arguments)) => self.answer((route, &arguments), &request).await,
            None => Ok(self.answer_beside(&request)),
        };
        answered.map(|answer| answer::dated(answer, self.clock.now_ms()))
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

    /// Asks for trouble.
    pub fn inject(&self, fault: Fault) {
        self.world().faults.add(fault);
    }

    /// The trouble that has happened, in order.
    #[must_use]
    pub fn fired(&self) -> Vec<Fired> {
        self.world().faults.fired().to_vec()
    }

    /// Lets a customer write to the first brand now; gives the message's id.
    ///
    /// # Errors
    /// If no customer has this handle, or the message cannot be kept.
    pub fn customer_writes(&self, handle: &str, text: &str) -> Result<String, PracticeError> {
        let now_ms = self.clock.now_ms();
        control::customer_writes(&mut self.world(), handle, text, now_ms)
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

    /// Every stored message, in order of arrival.
    ///
    /// # Errors
    /// If an answer that has become due cannot be kept.
    pub fn truth(&self) -> Result<Vec<Told>, PracticeError> {
        control::truth(&mut self.world(), self.clock.now_ms())
    }

    /// A customer's conversation with the first brand, as the customer sees it.
    ///
    /// # Errors
    /// If no customer has this handle, or an answer that has become due cannot
    /// be kept.
    pub fn view(&self, handle: &str) -> Result<View, PracticeError> {
        control::view(&mut self.world(), handle, self.clock.now_ms())
    }

    /// Opens or closes the allow list.
    pub fn set_access(&self, access: PersonaAccess) {
        self.world().switches.persona_access = access;
    }

    /// Sets every switch.
    pub fn set_switches(&self, switches: Switches) {
        self.world().switches = switches;
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers a call of X's interface, with the trouble that is due on it.
    async fn answer(
        &self,
        (route, arguments): (Route, &[&str]),
        request: &Received,
    ) -> Result<Response<Bytes>, Cut> {
        let due = self.world().faults.arrive(route);
        if let Some(fault) = due.filter(|fault| fault.kind == FaultKind::CutBefore) {
            self.fire(fault);
            return Err(Cut);
        }
        let upload = match route {
            Route::MediaUpload => Some(Upload::read(request).await),
            _ => None,
        };
        let answer = self.take_effect((route, arguments), request, upload);
        match due {
            Some(fault) => self.trouble(fault, answer).await,
            None => Ok(answer),
        }
    }

    fn take_effect(
        &self,
        (route, arguments): (Route, &[&str]),
        request: &Received,
        upload: Option<Result<Upload, Refusal>>,
    ) -> Response<Bytes> {
        let now_ms = self.clock.now_ms();
        let mut world = self.world();
        if let Err(error) = world.catch_up(now_ms) {
            tracing::error!(?error, "the practice network could not keep an answer");
            return Refusal::internal().into_answer(route.family());
        }
        world.answer(now_ms, (route, arguments), request, upload)
    }

    async fn trouble(&self, fault: Fault, answer: Response<Bytes>) -> Result<Response<Bytes>, Cut> {
        let took_effect = answer.status().is_success();
        match fault.kind {
            FaultKind::Delay(ms) => {
                self.fire(fault);
                self.clock.sleep(Duration::from_millis(ms)).await;
                Ok(answer)
            }
            FaultKind::CutAfter if took_effect => {
                self.fire(fault);
                Err(Cut)
            }
            FaultKind::ServerErrorAfter if took_effect => {
                self.fire(fault);
                Ok(Refusal::internal().into_answer(fault.route.family()))
            }
            FaultKind::CutBefore | FaultKind::CutAfter | FaultKind::ServerErrorAfter => {
                self.world().faults.postpone(fault);
                Ok(answer)
            }
        }
    }

    fn fire(&self, fault: Fault) {
        let now_ms = self.clock.now_ms();
        self.world().faults.fire(fault, now_ms);
    }

    /// Answers what is not X's interface: pictures, control, and 404.
    fn answer_beside(&self, request: &Received) -> Response<Bytes> {
        if let Some(path) = request.path.strip_prefix("/_practice/") {
            return control::answer(self, &request.method, path, &request.body);
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
