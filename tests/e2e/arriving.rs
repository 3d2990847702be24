//! Photos that come out of other programs: copied there and pasted here, or
//! dragged here.

use anyhow::{Result, ensure};
use tests::window::{Clipboard, Key, MainJob, Stage, Window, photo};

/// A PNG of 200 × 220.
const COPIED: &[u8] = include_bytes!("../src/simulated/ana.png");

/// An empty form for a new persona.
async fn form(window: &Window, job: &MainJob) -> Result<()> {
    job.introduce(window).await?;
    job.practise(window).await?;
    window.click("nav-personas").await?;
    window.click("new-persona").await?;
    window.click("kind-human").await
}

async fn paste(window: &Window) -> Result<()> {
    window.chord(&[Key::Control], 'v').await
}

#[tokio::test]
async fn a_copied_picture_becomes_the_portrait_and_the_line_stays_text() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    form(&window, &job).await?;
    let _copied = Clipboard::with_png(COPIED.to_vec())?;
    window.tab_to("line-input").await?;
    window.type_text(job.line).await?;
    paste(&window).await?;
    window.see("portrait-stage").await?;
    ensure!(window.value("line-input").await? == job.line);
    job.publish(&window).await?;
    window.close().await
}

#[tokio::test]
async fn a_copied_file_becomes_the_portrait_and_an_empty_clipboard_is_said() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    form(&window, &job).await?;
    Clipboard::clear()?;
    window.tab_to("photo-choose").await?;
    paste(&window).await?;
    window.says("photo-error", "no picture to paste").await?;
    let _copied = Clipboard::with_file(&photo())?;
    paste(&window).await?;
    window.see("portrait-stage").await?;
    window.gone("photo-error").await?;
    window.close().await
}

#[tokio::test]
async fn a_file_dropped_on_the_form_becomes_the_portrait() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    form(&window, &job).await?;
    window.write("line-input", job.line).await?;
    window.drop_file(&photo(), "line-input").await?;
    window.see("portrait-stage").await?;
    // The form no longer looks as if something hung over it.
    window.gone_at("form.over").await?;
    ensure!(window.value("line-input").await? == job.line);
    job.publish(&window).await?;
    window.close().await
}

#[tokio::test]
async fn a_file_dropped_where_nobody_takes_it_changes_nothing() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    job.introduce(&window).await?;
    job.practise(&window).await?;
    window.drop_file(&photo(), "nav-inbox").await?;
    job.open_conversation(&window).await?;
    window.close().await
}
