//! What a customer wrote long ago is found, shown where it was written, and its
//! link leads to the browser: with the keys alone.

use anyhow::{Context, Result, ensure};
use tests::window::{Key, MainJob, Stage, Window, byline};

const CUSTOMER: &str = "mayalind";
const LINK: &str = "https://example.com/zebra?size=m";

/// A conversation of three pages, with one message of its first that is looked for.
async fn much_was_written(stage: &Stage, job: &MainJob) -> Result<()> {
    let window = stage.open().await?;
    job.introduce(&window).await?;
    job.practise(&window).await?;
    window.close().await?;
    for number in 0..130 {
        let text = match number {
            20 => format!("The zebra sweater is at {LINK}, or http://example.com/"),
            _ => format!("Message {number}"),
        };
        let write = ["practice", "customer", "write", CUSTOMER, &text];
        let written = byline(&stage.data(), &write).await?;
        ensure!(written.status.success(), "{written:?}");
    }
    let read = byline(&stage.data(), &["inbox", "sync"]).await?;
    ensure!(read.status.success(), "{read:?}");
    Ok(())
}

async fn find(window: &Window, text: &str) -> Result<()> {
    window.chord(&[Key::Control], 'k').await?;
    window.see("palette-field").await?;
    window.type_text(text).await?;
    window.says("palette-option", text).await?;
    window.press(Key::Enter).await
}

#[tokio::test]
async fn a_message_of_long_ago_is_found_and_its_link_opened_by_keys_alone() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let job = MainJob::default();
    much_was_written(&stage, &job).await?;

    let window = stage.open().await?;
    window.see("conversation-row").await?;
    find(&window, "zebra sweater").await?;
    window.says_at("article:focus", "The zebra sweater").await?;
    window.see("thread-newest").await?;
    let shown = window.says_at("article:focus", "example.com").await?;
    ensure!(shown.contains("not secure"), "{shown}");

    window.press(Key::Tab).await?;
    window.focus_on("message-link").await?;
    window.shows_focus().await?;
    window.press(Key::Enter).await?;
    let opened = window
        .until("the browser", || async { Ok(stage.opened().pop()) })
        .await?;
    ensure!(opened == LINK, "{opened}");

    window.enter("thread-newest").await?;
    window.gone("thread-newest").await?;
    window.says_at("[role=log]", "Message 129").await?;
    let role = window.focused_attribute("role").await?;
    ensure!(role.context("nothing has the focus")? == "log");
    window.close().await
}
