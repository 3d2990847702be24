//! A desk of a run. It works as an open window does: its outbox moves, its inbox
//! is read. When it dies it is opened again a little later over the same folder.

use crate::chance::Chance;
use crate::clock::{DeskClock, DeskIds, Time, pass};
use crate::life::{Died, Life};
use crate::record::Record;
use crate::template::Prepared;
use crate::way::WayOut;
use desk::api::InboxSync;
use desk::{Desk, ErrorCode, Options, PracticeLine, VaultChoice};
use domain::{AccountId, OperatorId, Timestamp, pause_until};
use practice::Practice;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use store::{DataFolder, Reply, Store, StoreError};
use tests::simulated::Folder;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use vault::Memory;

/// Between two readings of the inbox, and the most that chance adds: as an open
/// window does it.
const BETWEEN_READINGS: Duration = Duration::from_secs(82);
const JITTER_MS: u64 = 10_250;
/// So often a desk looks whether a reply in doubt can be read back.
const BETWEEN_LOOKS: Duration = Duration::from_secs(15);
/// The longest pause of the outbox.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// What could not be done is tried again so soon.
const AFTER_TROUBLE: Duration = Duration::from_secs(1);
/// A clock may round what is due a little down.
const LEAST: Duration = Duration::from_millis(50);

/// A desk of a run.
pub struct Station {
    /// Which; the first is 0.
    pub number: usize,
    /// The account's key there.
    pub account: String,
    /// Its clock.
    pub clock: Arc<DeskClock>,
    /// Its process.
    pub life: Arc<Life>,
    /// Its way out.
    pub way: Arc<WayOut>,
    /// What happened.
    pub record: Arc<Record>,
    /// Panics that are no death of ours.
    pub panics: AtomicU32,
    time: Time,
    data: PathBuf,
    vault: Arc<Memory>,
    ids: Arc<DeskIds>,
    practice: Practice,
    desk: watch::Sender<Option<Desk>>,
    work: tokio::sync::Mutex<JoinSet<()>>,
    nudge: Notify,
    store: Mutex<Option<Store>>,
    _folder: Folder,
}

/// What a desk of a run needs.
pub struct Setting<'a> {
    /// Which; the first is 0.
    pub number: usize,
    /// What it begins with.
    pub prepared: &'a Prepared,
    /// The true time.
    pub time: Time,
    /// The network.
    pub practice: &'a Practice,
    /// What happens.
    pub record: &'a Arc<Record>,
}

impl Station {
    /// Puts the desk's data in their place. Nothing runs yet.
    pub fn new(setting: &Setting<'_>) -> Arc<Self> {
        let folder = Folder::new();
        let data = folder.data();
        setting.prepared.copy_to(&data).expect("the desk's data");
        let life = Arc::new(Life::default());
        let clock = DeskClock::new(setting.time, Arc::clone(&life));
        let way = Arc::new(WayOut {
            desk: setting.number,
            line: PracticeLine(setting.practice.clone()),
            time: setting.time,
            clock: Arc::clone(&clock),
            life: Arc::clone(&life),
            record: Arc::clone(setting.record),
            offline_until: AtomicI64::new(0),
            stopped: AtomicBool::new(false),
        });
        Arc::new(Self {
            number: setting.number,
            account: setting.prepared.account.clone(),
            ids: DeskIds::new(Arc::clone(&clock), setting.number as u8),
            clock,
            life,
            way,
            record: Arc::clone(setting.record),
            panics: AtomicU32::new(0),
            time: setting.time,
            data,
            vault: Arc::clone(&setting.prepared.vault),
            practice: setting.practice.clone(),
            desk: watch::Sender::new(None),
            work: tokio::sync::Mutex::default(),
            nudge: Notify::new(),
            store: Mutex::new(None),
            _folder: folder,
        })
    }

    /// Works, and comes back after every death, until this is dropped. `chance`
    /// draws how long it is away.
    pub async fn works(self: Arc<Self>, mut chance: Chance) {
        loop {
            self.open().await;
            let mut reading = chance.branch();
            let mut work = self.work.lock().await;
            let (one, other) = (Arc::clone(&self), Arc::clone(&self));
            work.spawn(async move { one.moves_outbox().await });
            work.spawn(async move { other.reads_inbox(&mut reading).await });
            drop(work);
            self.life.ends().await;
            self.say(&format!(
                "dies {}",
                self.life.places().pop().unwrap_or_default()
            ));
            self.close().await;
            pass(Duration::from_millis(chance.among(0..=90_000))).await;
            if chance.percent(15) {
                // It dies again while it is opened.
                self.life.dies_after(chance.among(1..=4) as i64);
            }
        }
    }

    async fn open(&self) {
        loop {
            self.life.begins_anew();
            let options = Options {
                data: self.data.clone(),
                vault: VaultChoice::Memory(Arc::clone(&self.vault)),
                clock: self.clock.clone(),
                ids: self.ids.clone(),
                http: self.way.clone(),
                practice: Some(self.practice.clone()),
                callback_port: 0,
            };
            let opened = tokio::spawn(Desk::open(options)).await;
            match opened {
                Ok(Ok(desk)) if !self.life.is_over() => {
                    assert!(desk.is_owner(), "the desk before still lives");
                    let mut store = lock(&self.store);
                    if store.is_none() {
                        let folder = DataFolder::look_into(&self.data);
                        *store = Some(Store::open(&folder).expect("the desk's data"));
                    }
                    drop(store);
                    self.say("is open");
                    self.desk.send_replace(Some(desk));
                    return;
                }
                ended => {
                    assert!(
                        self.life.is_over(),
                        "it cannot be opened: {:?}",
                        said(ended)
                    );
                    self.say("dies while it is opened");
                    self.close().await;
                }
            }
        }
    }

    /// Nothing of the process goes on after this.
    async fn close(&self) {
        self.desk.send_replace(None);
        let mut work = self.work.lock().await;
        work.abort_all();
        while work.join_next().await.is_some() {}
        drop(work);
        // Changes that had begun come to their end before this does.
        let _ = tokio::task::spawn_blocking(|| ()).await;
    }

    /// Ends it for good.
    pub async fn ends(&self) {
        self.close().await;
    }

    async fn moves_outbox(&self) {
        loop {
            let Some(settled) = self
                .act(|desk| async move { desk.outbox_settle().await })
                .await
            else {
                return;
            };
            let pause = match settled {
                Ok(()) => self.until_next_due(),
                Err(code) => {
                    self.say(&format!("the outbox could not go on: {code:?}"));
                    AFTER_TROUBLE
                }
            };
            tokio::select! {
                () = pass(pause) => {}
                () = self.nudge.notified() => {}
            }
        }
    }

    async fn reads_inbox(&self, chance: &mut Chance) {
        loop {
            let read = |desk: Desk| async move { desk.inbox_sync(InboxSync::default()).await };
            let Some(read) = self.act(read).await else {
                return;
            };
            if let Err(code) = read {
                self.say(&format!("the inbox could not be read: {code:?}"));
            }
            self.nudge.notify_one();
            let jitter = Duration::from_millis(chance.among(0..=JITTER_MS));
            pass(BETWEEN_READINGS + jitter).await;
        }
    }

    /// Does something at the desk, once it is open; `None` if it died over that.
    pub async fn act<T, F>(&self, deed: impl FnOnce(Desk) -> F) -> Option<T>
    where
        T: Send + 'static,
        F: Future<Output = T> + Send + 'static,
    {
        let mut opened = self.desk.subscribe();
        let desk = opened.wait_for(Option::is_some).await.ok()?.clone()?;
        let under_way = tokio::spawn(deed(desk));
        let _ends_with_us = Ends(under_way.abort_handle());
        match under_way.await {
            Ok(done) => Some(done),
            Err(ended) => {
                if ended.is_panic() && !ended.into_panic().is::<Died>() {
                    self.panics.fetch_add(1, Ordering::SeqCst);
                }
                None
            }
        }
    }

    /// The same by a person, who lets the outbox know.
    pub async fn person<T, F>(&self, deed: impl FnOnce(Desk) -> F) -> Option<Result<T, ErrorCode>>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, ErrorCode>> + Send + 'static,
    {
        self.life.lasts().await;
        let done = tokio::select! {
            done = self.act(deed) => done,
            () = self.life.ends() => None,
        };
        self.nudge.notify_one();
        done
    }

    /// Looks at what is kept, beside the desk.
    pub fn look<T>(&self, look: impl FnOnce(&store::Read<'_>) -> Result<T, StoreError>) -> T {
        let store = lock(&self.store);
        let store = store.as_ref().expect("the desk was open before");
        store.read(look).expect("what is kept can be read")
    }

    /// A picture as the desk serves it.
    pub async fn picture(&self, path: &str) -> Option<Vec<u8>> {
        loop {
            let path = path.to_owned();
            let look = |desk: Desk| async move { desk.picture(&path).await };
            // It may die over this.
            if let Some(picture) = self.person(look).await {
                return picture.expect("the desk serves pictures");
            }
        }
    }

    /// The account's key.
    pub fn account_id(&self) -> AccountId {
        self.account.parse().expect("a key")
    }

    /// The line of a reply's look.
    pub fn line_of(&self, reply: &Reply) -> String {
        let dressed = self.look(|store| store.look(reply.content.look));
        let line = dressed.map(|dressed| dressed.look.line.as_str().to_owned());
        line.unwrap_or_default()
    }

    /// An operator's key.
    pub fn operator(&self, name: &str) -> OperatorId {
        let operators = self.look(|store| store.operators());
        let found = operators.iter().find(|one| one.name.as_str() == name);
        found.expect("an operator").id
    }

    /// Adds a line to the trace.
    pub fn say(&self, line: &str) {
        let line = format!("desk {}: {line}", self.number);
        self.record.say(self.time.now_ms(), &line);
    }

    fn until_next_due(&self) -> Duration {
        let now = Timestamp(self.clock.shows());
        let (due, doubts) = self.look(|store| {
            let accounts = store.accounts()?;
            let pauses = accounts
                .iter()
                .filter_map(|account| pause_until(&account.delivery, account.steps, now));
            let due = store.next_due()?.into_iter().chain(pauses).min();
            Ok((due, !store.replies_in("in_doubt")?.is_empty()))
        });
        let longest = if doubts { BETWEEN_LOOKS } else { LONGEST_PAUSE };
        due.map_or(longest, |at| at.since(now).clamp(LEAST, longest))
    }
}

/// A deed that nobody waits for any more does not go on.
struct Ends(tokio::task::AbortHandle);

impl Drop for Ends {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn said<T>(ended: Result<Result<T, ErrorCode>, tokio::task::JoinError>) -> Option<ErrorCode> {
    ended.ok()?.err()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
