//! A data folder that cannot be opened is told in the window, in words.

use anyhow::{Result, ensure};
use desk::ErrorCode;
use std::path::Path;
use tests::window::{Stage, Window};

/// A database file as SQLite writes it, empty, of this schema version.
fn database(version: u32) -> Vec<u8> {
    let mut page = vec![0; 4096];
    let mut put = |at: usize, bytes: &[u8]| page[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, b"SQLite format 3\0");
    put(16, &[0x10, 0x00, 2, 2, 0, 64, 32, 32]);
    put(28, &1_u32.to_be_bytes());
    put(44, &4_u32.to_be_bytes());
    put(56, &1_u32.to_be_bytes());
    put(60, &version.to_be_bytes());
    put(100, &[0x0d, 0, 0, 0, 0, 0x10, 0x00]);
    page
}

async fn complaint(stage: &Stage, data: &Path) -> Result<(Window, String)> {
    let window = stage.open_on(data).await?;
    window.see_at("[role=alert]").await?;
    let words = window.words().await;
    Ok((window, words))
}

#[tokio::test]
async fn a_folder_of_a_newer_byline_is_left_alone_and_named() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let data = stage.data();
    std::fs::create_dir(&data)?;
    std::fs::write(data.join("byline.db"), database(9999))?;
    let (window, words) = complaint(&stage, &data).await?;
    ensure!(words.contains("it is of version 9999"), "{words}");
    ensure!(std::fs::read(data.join("byline.db"))? == database(9999));
    window.close().await
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_named() -> Result<()> {
    let stage = Stage::from_environment().await?;
    std::fs::write(stage.data(), "a file where the folder should be")?;
    let (window, words) = complaint(&stage, &stage.data().join("desk")).await?;
    let detail = String::new();
    let sentence = desk::sentence(&ErrorCode::NotWritable { detail });
    let beginning = sentence.split(['.', ':', '(']).next().unwrap_or_default();
    ensure!(words.contains(beginning), "{words} is not {sentence}");
    window.close().await
}
