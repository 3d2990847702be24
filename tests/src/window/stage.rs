//! Where one test plays: the built application, and folders of its own, gone
//! when it ends. One plays at a time, because all share a display.

use super::driver::Driver;
use super::view::Window;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

static ALONE: Mutex<()> = Mutex::const_new(());

/// Locks the secrets of a test's data folder; no keychain asks anybody anything.
pub(super) const PASSPHRASE: &str = "a passphrase for tests";

/// The application and its folders.
pub struct Stage {
    app: PathBuf,
    folder: TempDir,
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
        std::fs::create_dir(folder.path().join("config"))?;
        Ok(Self {
            app,
            folder,
            _alone: alone,
        })
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
        let config = self.folder.path().join("config");
        let environment = [
            ("BYLINE_PASSPHRASE", Path::new(PASSPHRASE)),
            ("XDG_CONFIG_HOME", &config),
        ];
        let driver = Driver::start(&environment).await?;
        Window::open(driver, &self.app, data).await
    }
}
