//! Opening a desk: the folder, its lock, the store, and all parts of the engine.

use crate::ErrorCode;
use crate::beside::Prepared;
use crate::logins::Logins;
use crate::practice_line::PracticeHouse;
use crate::reach::DeskReach;
use crate::staged::Staged;
use crate::vaults::{VaultChoice, Vaulted};
use domain::{DeskId, Ids};
use engine::{Change, Engine, Parts};
use network::{Clock, Http, Uuid7, WallClock, Wire};
use practice::Practice;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use store::{DataFolder, Hold, OpenError, Read, Store, StoreError, Write};
use tokio::sync::broadcast;
use tokio_util::task::TaskTracker;

/// What a desk is opened with.
pub struct Options {
    /// The data folder; made where there is none.
    pub data: PathBuf,
    /// Where secrets are kept.
    pub vault: VaultChoice,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Where keys come from.
    pub ids: Arc<dyn Ids>,
    /// The way out to real addresses.
    pub http: Arc<dyn Http>,
    /// A practice network to use in process, for tests; otherwise the desk
    /// opens its own in the data folder when it is first needed, on a loopback
    /// port, and speaks to it as to any other address.
    pub practice: Option<Practice>,
    /// The port of this machine to which a browser comes back when somebody signs
    /// in. People register it at the network, so it is always the same; tests that
    /// run side by side take their own.
    pub callback_port: u16,
}

impl Options {
    /// The parts that are not for tests: the machine's clock, keys made of its
    /// time, real sockets, and a practice network of the desk's own.
    ///
    /// # Errors
    /// [`ErrorCode::Unexpected`] if no HTTP client can be made; the log says why.
    pub fn real(data: PathBuf, vault: VaultChoice) -> Result<Self, ErrorCode> {
        crate::place::keep_files_private();
        let http = Wire::new().map_err(|error| {
            tracing::error!(%error, "no HTTP client could be made");
            ErrorCode::Unexpected
        })?;
        Ok(Self {
            data,
            vault,
            clock: Arc::new(WallClock::start()),
            ids: Arc::new(Uuid7),
            http: Arc::new(http),
            practice: None,
            callback_port: crate::logins::PORT,
        })
    }
}

/// One data folder at work. Cheap to clone; all clones are one desk.
#[derive(Clone)]
pub struct Desk {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) folder: DataFolder,
    pub(crate) store: Arc<Store>,
    pub(crate) engine: Engine,
    pub(crate) vault: Arc<Vaulted>,
    pub(crate) reach: Arc<DeskReach>,
    pub(crate) practice: Arc<PracticeHouse>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn Ids>,
    pub(crate) desk: DeskId,
    pub(crate) staged: Arc<Staged>,
    pub(crate) prepared: Prepared,
    pub(crate) logins: Logins,
    /// What is done for other processes.
    pub(crate) guests: TaskTracker,
}

impl Desk {
    /// Opens the desk in a folder. The first process there becomes its owner
    /// and settles what a crash may have left; any other one may only read.
    ///
    /// # Errors
    /// What the folder or its database is like, where they cannot be used.
    pub async fn open(options: Options) -> Result<Self, ErrorCode> {
        Self::with_folder(options, DataFolder::open).await
    }

    /// Opens the desk, and waits a moment for a command that holds the folder to
    /// end. After that it only reads, as [`Desk::open`] says.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub async fn open_patiently(
        options: impl Fn() -> Result<Options, ErrorCode>,
    ) -> Result<Self, ErrorCode> {
        const TRIES: usize = 20;
        const BETWEEN: Duration = Duration::from_millis(250);
        for _ in 0..TRIES {
            let options = options()?;
            let clock = Arc::clone(&options.clock);
            let desk = Self::open(options).await?;
            if desk.is_owner() {
                return Ok(desk);
            }
            drop(desk);
            clock.sleep(BETWEEN).await;
        }
        Self::open(options()?).await
    }

    /// Opens the desk only to read, and does not take the folder from anybody.
    /// A folder that holds no desk yet is made one.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub async fn look(options: Options) -> Result<Self, ErrorCode> {
        let look = |data: &Path| {
            let folder = DataFolder::look_into(data);
            match Store::open(&folder) {
                Err(OpenError::NotReady) => DataFolder::open(data),
                _ => Ok(folder),
            }
        };
        Self::with_folder(options, look).await
    }

    async fn with_folder(
        options: Options,
        open: impl FnOnce(&Path) -> Result<DataFolder, OpenError> + Send + 'static,
    ) -> Result<Self, ErrorCode> {
        let (data, ids, clock) = (
            options.data.clone(),
            Arc::clone(&options.ids),
            Arc::clone(&options.clock),
        );
        let opened = tokio::task::spawn_blocking(move || {
            let folder = open(&data)?;
            let (folder, store, desk) = open_store(folder, ids.as_ref(), clock.as_ref())?;
            let place = crate::vault_moves::chosen(&store)?;
            Ok::<_, ErrorCode>((folder, store, desk, place))
        })
        .await;
        let (folder, store, desk, place) = opened.map_err(|_| ErrorCode::Unexpected)??;
        let store = Arc::new(store);
        let vault = Arc::new(Vaulted::new(options.vault, folder.path(), place));
        let practice = Arc::new(PracticeHouse::new(
            folder.path(),
            options.practice,
            Arc::clone(&options.http),
        ));
        let reach = Arc::new(DeskReach::new(
            Arc::clone(&vault),
            options.http,
            Arc::clone(&practice),
        ));
        let staged = Arc::new(Staged::default());
        let engine = Engine::new(Parts {
            store: Arc::clone(&store),
            desk,
            clock: Arc::clone(&options.clock),
            ids: Arc::clone(&options.ids),
            reach: reach.clone(),
            draw: staged.clone(),
        });
        if folder.hold() == Hold::Owner {
            engine.recover().await?;
        }
        let inner = Inner {
            folder,
            store,
            engine,
            vault,
            reach,
            practice,
            clock: options.clock,
            ids: options.ids,
            desk,
            staged,
            prepared: Prepared::default(),
            logins: Logins::at(options.callback_port),
            guests: TaskTracker::new(),
        };
        Ok(Self {
            inner: Arc::new(inner),
        })
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.inner.folder.path()
    }

    /// Whether this process is the folder's owner.
    pub fn is_owner(&self) -> bool {
        self.inner.folder.hold() == Hold::Owner
    }

    /// What the desk's clock shows, in milliseconds since the epoch, UTC.
    pub fn now(&self) -> i64 {
        self.inner.clock.now().0
    }

    /// Before work that begins with something other than a write.
    pub(crate) fn must_own(&self) -> Result<(), ErrorCode> {
        if self.is_owner() {
            Ok(())
        } else {
            Err(ErrorCode::OpenElsewhere)
        }
    }

    /// Hears what changes from now on.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.inner.engine.changes()
    }

    /// Reads on a thread that may block.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Read<'_>) -> Result<T, ErrorCode> + Send + 'static,
    ) -> Result<T, ErrorCode> {
        let store = Arc::clone(&self.inner.store);
        tokio::task::spawn_blocking(move || store.read(look))
            .await
            .map_err(|_| ErrorCode::Unexpected)?
    }

    /// Writes on a thread that may block; on disk when this returns `Ok`.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Write<'_>) -> Result<T, ErrorCode> + Send + 'static,
    ) -> Result<T, ErrorCode> {
        let store = Arc::clone(&self.inner.store);
        tokio::task::spawn_blocking(move || store.write(change))
            .await
            .map_err(|_| ErrorCode::Unexpected)?
    }
}

fn open_store(
    folder: DataFolder,
    ids: &dyn Ids,
    clock: &dyn Clock,
) -> Result<(DataFolder, Store, DeskId), ErrorCode> {
    let store = Store::open(&folder)?;
    let known = store.read(|read| read.desk())?;
    let desk = match (known, folder.hold()) {
        (Some(desk), _) => desk,
        (None, Hold::Reader) => return Err(ErrorCode::OpenElsewhere),
        (None, Hold::Owner) => {
            let desk = DeskId::new(ids);
            store.write(|write| {
                write
                    .found_desk(desk, clock.now())
                    .map_err(|error: StoreError| error)
            })?;
            desk
        }
    };
    Ok((folder, store, desk))
}
