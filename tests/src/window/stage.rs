//! Where one test plays: the built application, and folders of its own, gone
//! when it ends. One plays at a time, because all share a display.

use super::driver::{self, Driver};
use super::view::{PATIENCE, Window};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

static ALONE: Mutex<()> = Mutex::const_new(());

/// Locks the secrets of a test's data folder; no keychain asks anybody anything.
pub(super) const PASSPHRASE: &str = "a passphrase for tests";

/// Who puts the window's layers together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Compositing {
    /// The graphics card, as for people; without one, a program in its place.
    Layers,
    /// Nobody: the page is drawn as one.
    None,
}

/// The application and its folders.
pub struct Stage {
    app: PathBuf,
    folder: TempDir,
    compositing: Compositing,
    _alone: MutexGuard<'static, ()>,
}

impl Stage {
    /// A fresh one for the application that `cargo xtask test` names.
    ///
    /// # Errors
    /// When none is named.
    pub async fn from_environment() -> Result<Self> {
        let app = std::env::var_os("BYLINE_APP").context(
            "BYLINE_APP does not name the built application; run this through `cargo xtask test`",
        )?;
        Self::new(Path::new(&app)).await
    }

    /// A fresh one for this application.
    pub async fn new(app: &Path) -> Result<Self> {
        let app = app
            .canonicalize()
            .with_context(|| format!("there is no application at {}", app.display()))?;
        let alone = ALONE.lock().await;
        let folder = tempfile::Builder::new()
            .prefix("byline-window-")
            .tempdir()?;
        let config = folder.path().join("config");
        std::fs::create_dir(&config)?;
        let downloads = folder.path().join("downloads");
        std::fs::create_dir(&downloads)?;
        let named = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
        std::fs::write(config.join("user-dirs.dirs"), named)?;
        let stage = Self {
            app,
            folder,
            compositing: Compositing::Layers,
            _alone: alone,
        };
        stage.put_opener()?;
        Ok(stage)
    }

    /// The same, with windows that are drawn so.
    pub fn drawn(self, compositing: Compositing) -> Self {
        Self {
            compositing,
            ..self
        }
    }

    /// A folder beside the window's own, for somebody else's practice network.
    pub fn elsewhere(&self) -> PathBuf {
        self.folder.path().join("elsewhere")
    }

    /// Where the window puts documents.
    pub fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The built application.
    pub fn app(&self) -> &Path {
        &self.app
    }

    /// The data folder; the first window makes it.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("desk")
    }

    /// Opens a window on the data folder.
    pub async fn open(&self) -> Result<Window> {
        self.open_on(&self.data()).await
    }

    /// Opens a window on any data folder.
    pub async fn open_on(&self, data: &Path) -> Result<Window> {
        let keys = [(driver::PASSPHRASE, Path::new(PASSPHRASE))];
        let driver = self.driver(&keys).await?;
        Window::open(driver, &self.app, data).await
    }

    /// Opens a window on the data folder without giving it any passphrase: keys
    /// are where the folder says, at first in the keychain.
    pub async fn open_without_passphrase(&self) -> Result<Window> {
        let driver = self.driver(&[]).await?;
        Window::open(driver, &self.app, &self.data()).await
    }

    /// Starts the application once more, as a second click on its icon does,
    /// and waits until it has ended.
    ///
    /// # Errors
    /// When it stays, or says that it failed.
    pub async fn start_again(&self) -> Result<()> {
        let mut second = tokio::process::Command::new(&self.app)
            .arg("--data")
            .arg(self.data())
            .kill_on_drop(true)
            .spawn()?;
        let ended = tokio::time::timeout(PATIENCE, second.wait()).await;
        ensure!(ended.context("the second window stays")??.success());
        Ok(())
    }

    async fn driver(&self, keys: &[(&str, &Path)]) -> Result<Driver> {
        let (config, path) = (self.folder.path().join("config"), self.path());
        let mut environment = keys.to_vec();
        environment.push(("XDG_CONFIG_HOME", &config));
        environment.push(("PATH", Path::new(&path)));
        if self.compositing == Compositing::None {
            environment.push((driver::NO_COMPOSITING, Path::new("1")));
        }
        Driver::start(&environment).await
    }
}
