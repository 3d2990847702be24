//! One call from arrival to effect, without waiting and without I/O but the
//! store: who is it, may they, what happens, what is answered.
//!
//! A route is a function from a [`Visit`], which only reads, to an [`Outcome`]:
//! the answer and the changes that it acknowledges. The changes are kept before
//! the answer is given; if they cannot be kept, nothing happened and the answer
//! is 500 with code 131.

use std::collections::HashSet;

use bytes::Bytes;
use http::{HeaderValue, Response};

use crate::{
    bearer,
    budget::Meter,
    caller::Caller,
    cast::{
        customers,
        portraits::{self, Portrait, Sitter},
        write,
    },
    dispatch,
    errors::{PracticeError, Refusal},
    faults::Faults,
    id::Id,
    login,
    media::{self, Media, Upload},
    oauth,
    received::Received,
    routes::{Family, Route},
    state::{Change, State},
    store::Store,
    switches::{RepeatedNonce, Switches},
    v2::DayMeters,
};

pub(crate) use crate::visit::{Outcome, Visit};

/// The network as it stands.
pub(crate) struct World {
    pub(crate) state: State,
    pub(crate) store: Store,
    pub(crate) switches: Switches,
    pub(crate) faults: Faults,
    /// How long every message stays out of reads, in ms.
    pub(crate) read_lag_ms: u32,
    /// Nothing of what is planned is due before then; nothing, if that is not
    /// known.
    quiet_until_ms: Option<i64>,
    /// Token, timestamp and nonce of calls, kept while repeats are refused.
    nonces: HashSet<(String, i64, String)>,
}

impl World {
    /// A network over `store`; a fresh one is founded at `now_ms`.
    pub(crate) fn new(
        store: Store,
        state: Option<State>,
        seed: u64,
        now_ms: i64,
    ) -> Result<Self, PracticeError> {
        let fresh = state.is_none();
        let mut world = Self {
            state: state.unwrap_or_default(),
            store,
            switches: Switches::default(),
            faults: Faults::default(),
            read_lag_ms: 0,
            quiet_until_ms: None,
            nonces: HashSet::new(),
        };
        if fresh {
            world.commit(customers::found(seed, now_ms))?;
        }
        Ok(world)
    }

    /// Keeps changes, then applies them; what blocks keep from arriving is said
    /// among them.
    pub(crate) fn commit(&mut self, changes: Vec<Change>) -> Result<(), PracticeError> {
        let changes = self.state.with_kept_out(changes);
        if changes.is_empty() {
            return Ok(());
        }
        self.store.append(&changes)?;
        let left_over = self.state.left_over_by(&changes);
        for change in changes {
            if change.plans() {
                self.quiet_until_ms = None;
            }
            self.state.apply(change);
        }
        for file in left_over {
            self.store.drop_media(file);
        }
        self.store.keep_short(&self.state);
        Ok(())
    }

    /// Puts another network's state and pictures in the place of this one's.
    pub(crate) fn replace(
        &mut self,
        state: State,
        media: Vec<(Id, Bytes)>,
    ) -> Result<(), PracticeError> {
        self.store.replace(&state, &media)?;
        self.state = state;
        self.quiet_until_ms = None;
        self.nonces.clear();
        Ok(())
    }

    /// Lets customers write what has become due by `now_ms`.
    pub(crate) fn catch_up(&mut self, now_ms: i64) -> Result<(), PracticeError> {
        if self
            .quiet_until_ms
            .is_some_and(|until_ms| now_ms < until_ms)
        {
            return Ok(());
        }
        let written = write::due(&self.state, now_ms);
        for (id, photo) in &written.photos {
            self.store.put_media(*id, photo)?;
        }
        self.commit(written.changes)?;
        self.quiet_until_ms = Some(customers::next_due_ms(&self.state));
        Ok(())
    }

    /// Answers a call of X's interface.
    pub(crate) fn answer(
        &mut self,
        now_ms: i64,
        (route, arguments): (Route, &[&str]),
        request: &Received,
        upload: Option<Result<Upload, Refusal>>,
    ) -> Response<Bytes> {
        let family = route.family();
        if let Some(outcome) = self.without_caller(now_ms, route, request) {
            return outcome
                .and_then(|outcome| self.kept(outcome))
                .unwrap_or_else(|refusal| refusal.into_answer(family));
        }
        let caller = match self.identify(now_ms, route, request) {
            Ok(caller) => caller,
            Err(refusal) => return refusal.into_answer(family),
        };
        let window = self.window(route, upload.as_ref());
        let standing = window.map(|meter| self.state.windows.standing(meter, caller.id, now_ms));
        let within = standing.map_or(Ok(()), |standing| standing.check());
        let mut answer = within
            .and_then(|()| caller.check_level(route))
            .and_then(|()| self.perform(now_ms, (route, arguments), request, &caller, upload))
            .unwrap_or_else(|refusal| refusal.into_answer(family));
        if let Some(meter) = window {
            let standing = self.state.windows.standing(meter, caller.id, now_ms);
            standing.write(&mut answer);
        }
        if let Some(day) = DayMeters::of(route) {
            let owners = (caller.id, self.state.app.id);
            day.write(&self.state.windows, owners, now_ms, &mut answer);
        }
        if let (Family::V1, Some(brand)) = (family, &caller.as_brand) {
            let level = HeaderValue::from_static(brand.level.name());
            answer.headers_mut().insert("x-access-level", level);
        }
        answer
    }

    /// The uploaded picture under a path, if there is one.
    pub(crate) fn uploaded(&self, path: &str) -> Option<Response<Bytes>> {
        let last = path.strip_prefix("/media/")?;
        let (id, media_type) = Media::at_path(&self.state, last)?;
        Some(media::serve(media_type, self.store.media(id)?))
    }

    /// The portrait that a path asks for, if it is somebody's; not drawn yet.
    pub(crate) fn portrait(&self, path: &str) -> Option<Portrait> {
        let last = path.strip_prefix("/profile_images/")?;
        let (user, side) = portraits::at_path(last)?;
        let sitter = if self.state.brands.iter().any(|brand| brand.id == user) {
            Sitter::Brand
        } else {
            let customers = &self.state.customers;
            let customer = customers.iter().find(|customer| customer.id == user)?;
            Sitter::Customer(customer.look()?)
        };
        Some(Portrait { sitter, side })
    }

    /// The calls by which an app gets its keys: nobody is signed in yet.
    fn without_caller(
        &self,
        now_ms: i64,
        route: Route,
        request: &Received,
    ) -> Option<Result<Outcome, Refusal>> {
        match route {
            Route::BearerToken => Some(bearer::issue(request, &self.state)),
            _ => login::answer(route, request, &self.state, now_ms),
        }
    }

    fn identify(
        &mut self,
        now_ms: i64,
        route: Route,
        request: &Received,
    ) -> Result<Caller, Refusal> {
        let caller = Caller::identify(&self.state, &self.switches, (route, request), now_ms)?;
        if let (Some(brand), RepeatedNonce::Refused) =
            (&caller.as_brand, self.switches.repeated_nonce)
        {
            let used = (brand.token.clone(), brand.timestamp, brand.nonce.clone());
            if !self.nonces.insert(used) {
                return Err(oauth::unauthenticated());
            }
        }
        Ok(caller)
    }

    fn perform(
        &mut self,
        now_ms: i64,
        (route, arguments): (Route, &[&str]),
        request: &Received,
        caller: &Caller,
        upload: Option<Result<Upload, Refusal>>,
    ) -> Result<Response<Bytes>, Refusal> {
        if let Some(meter) = self.window(route, upload.as_ref()) {
            self.keep(vec![Change::Spent {
                meter,
                owner: caller.id,
                at_ms: now_ms,
            }])?;
        }
        if route.needs_persona_access() {
            self.switches.persona_access.check()?;
        }
        media::family::check(route, &self.switches)?;
        let visit = Visit {
            state: &self.state,
            switches: &self.switches,
            request,
            caller: caller.id,
            now_ms,
            read_lag_ms: self.read_lag_ms,
            arguments,
        };
        let outcome = dispatch::perform(route, &visit, caller, upload, &mut self.store)?;
        self.kept(outcome)
    }

    /// The 15-minute budget that a call draws on: none where its family is
    /// switched off.
    fn window(&self, route: Route, upload: Option<&Result<Upload, Refusal>>) -> Option<Meter> {
        media::family::check(route, &self.switches).ok()?;
        media::step::window(route, upload)
    }

    fn kept(&mut self, outcome: Outcome) -> Result<Response<Bytes>, Refusal> {
        self.keep(outcome.changes)?;
        Ok(outcome.answer)
    }

    fn keep(&mut self, changes: Vec<Change>) -> Result<(), Refusal> {
        self.commit(changes).map_err(not_kept)
    }
}

pub(crate) fn not_kept(error: PracticeError) -> Refusal {
    tracing::error!(?error, "the practice network could not keep a change");
    Refusal::internal()
}
