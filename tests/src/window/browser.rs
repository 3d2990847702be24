//! The browser beside the window, in which a person signs in: the one that comes
//! with WebKitGTK, driven like the window. Byline opens pages through `xdg-open`;
//! here that is a script that only notes what it was asked for.

use super::driver::Driver;
use super::stage::Stage;
use super::view::{PATIENCE, Window};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Where Debian and others put WebKitGTK's own programs.
const LIBRARIES: &str = "/usr/lib";

const OPENER: &str = "#!/bin/sh\nprintf '%s\\n' \"$1\" >> \"$(dirname \"$0\")/opened\"\n";

impl Stage {
    /// Opens a browser.
    ///
    /// # Errors
    /// Where WebKitGTK came without one, or it does not open.
    pub async fn browser(&self) -> Result<Window> {
        let driver = Driver::start(&[]).await?;
        let program = mini_browser().context("WebKitGTK came without its MiniBrowser")?;
        Window::open_program(driver, &program, &["--automation".as_ref()]).await
    }

    /// The pages that the window asked the system to open, in order.
    pub fn opened(&self) -> Vec<String> {
        let noted = std::fs::read_to_string(self.opener().join("opened"));
        noted
            .unwrap_or_default()
            .lines()
            .map(str::to_owned)
            .collect()
    }

    /// The folder of the script, which stands first on the window's path.
    pub(super) fn opener(&self) -> PathBuf {
        self.folder().join("bin")
    }

    pub(super) fn put_opener(&self) -> Result<()> {
        std::fs::create_dir(self.opener())?;
        let script = self.opener().join("xdg-open");
        std::fs::write(&script, OPENER)?;
        std::fs::set_permissions(&script, PermissionsExt::from_mode(0o755))?;
        Ok(())
    }

    pub(super) fn path(&self) -> OsString {
        let mut path = OsString::from(self.opener());
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        path
    }
}

impl Window {
    /// Goes to a page, as a browser does when it is given an address.
    pub async fn go(&self, address: &str) -> Result<()> {
        tokio::time::timeout(PATIENCE, self.client.goto(address))
            .await
            .context("the page does not come")??;
        Ok(())
    }
}

fn mini_browser() -> Option<PathBuf> {
    let machines = std::fs::read_dir(Path::new(LIBRARIES)).ok()?;
    machines
        .flatten()
        .map(|machine| machine.path().join("webkit2gtk-4.1/MiniBrowser"))
        .find(|program| program.exists())
}
