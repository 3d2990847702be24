//! Screenshots of one state in every size and theme.

use super::view::{Theme, Window};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The size of a first start.
pub const USUAL: (u32, u32) = (1280, 800);

/// The smallest size.
pub const NARROW: (u32, u32) = (900, 600);

/// Both sizes; the usual one last, so that it is left so.
pub const SIZES: [(u32, u32); 2] = [NARROW, USUAL];

/// A folder for screenshots.
pub struct Shots(PathBuf);

impl Shots {
    /// In this folder; made where there is none.
    pub fn into_folder(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Self(folder.to_owned()))
    }

    /// Takes `NAME-THEME-WIDTH.png` for every theme and size, and leaves the
    /// window light and in its usual size.
    pub async fn take(&self, window: &Window, name: &str) -> Result<()> {
        for size in SIZES {
            window.resize(size).await?;
            for theme in Theme::BOTH.into_iter().rev() {
                window.set_theme(theme).await?;
                let file = format!("{name}-{}-{}.png", theme.name(), size.0);
                self.keep(window, &file).await?;
            }
        }
        Ok(())
    }

    /// Takes one picture as things are.
    pub async fn keep(&self, window: &Window, file: &str) -> Result<()> {
        let path = self.0.join(file);
        std::fs::write(&path, window.picture().await?)
            .with_context(|| format!("{} cannot be written", path.display()))
    }
}
