//! What a person decides in the window: about a reply of which nobody knows
//! whether it arrived, about stopping everything, and about a customer's data.

use anyhow::{Result, ensure};
use tests::window::{Key, MainJob, Stage, Window, byline};

const SENDING: &str = "events/new";
const IN_DOUBT: &str = "[data-testid=message-state][data-state=in_doubt]";

/// Runs `byline` beside the open window.
async fn beside(stage: &Stage, arguments: &[&str]) -> Result<()> {
    let ended = byline(&stage.data(), arguments).await?;
    ensure!(ended.status.success(), "{arguments:?}: {ended:?}");
    Ok(())
}

/// A desk that is ready to answer, with the conversation of a customer open, whose
/// handle is given.
async fn ready(stage: &Stage, job: &MainJob) -> Result<(Window, String)> {
    let window = stage.open().await?;
    job.introduce(&window).await?;
    job.practise(&window).await?;
    job.describe(&window).await?;
    job.publish(&window).await?;
    let customer = job.open_conversation(&window).await?;
    Ok((window, customer))
}

#[tokio::test]
async fn a_reply_in_doubt_is_shown_with_what_was_read_and_a_person_decides() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let job = MainJob::default();
    let (window, _) = ready(&stage, &job).await?;
    let ask = ["account", "delivery", "@northwind", "--doubt", "ask"];
    beside(&stage, &[&ask[..], &["--undo", "0"]].concat()).await?;
    beside(&stage, &["practice", "fault", SENDING, "cut_after"]).await?;
    job.answer(&window).await?;
    window.click("send").await?;
    window.see_at(IN_DOUBT).await?;

    window.click("reply-see_doubt").await?;
    window.says("doubt", job.text).await?;
    // A few seconds later it was read back, and is there; this account asks.
    window.says("doubt-candidate", job.text).await?;
    window.see("doubt-reading").await?;
    window.shows_focus().await?;
    window
        .click_at("[data-testid=doubt] [data-testid=reply-arrived]")
        .await?;
    window.click("confirm-yes").await?;
    window.gone("doubt").await?;
    job.sent(&window).await?;
    let seen = job.received(&window).await?;
    ensure!(seen.line == job.line && seen.text == job.text, "{seen:?}");
    window.close().await
}

#[tokio::test]
async fn one_key_stops_everything_and_only_a_person_lets_it_go_on() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let job = MainJob::default();
    let (window, customer) = ready(&stage, &job).await?;
    window.press(Key::F9).await?;
    window.see("stopped").await?;
    job.answer(&window).await?;
    window.click("send").await?;
    window
        .see_at("[data-testid=message-state][data-state=held]")
        .await?;
    window.click("reply-send_now").await?;
    window
        .see_at("[data-testid=message-state][data-state=queued]")
        .await?;
    window.says("stopped-counts", "1").await?;
    window.kill().await?;

    let window = stage.open().await?;
    window.see("stopped").await?;
    window.click("resume").await?;
    window.says("resume-reply", job.text).await?;
    window.shows_focus().await?;
    window.click("resume-yes").await?;
    window.gone("stopped").await?;
    // An answered conversation is no longer on top of the list.
    job.open(&window, &customer).await?;
    job.sent(&window).await?;
    window.close().await
}

#[tokio::test]
async fn a_customer_is_written_out_and_forgotten_and_a_backup_brings_nobody_back_unasked()
-> Result<()> {
    let stage = Stage::from_environment().await?;
    let job = MainJob::default();
    let (window, _) = ready(&stage, &job).await?;
    let name = window.says("conversation-row", "").await?;
    window.click("customer-data").await?;
    window.see("customer-dialog").await?;
    window.shows_focus().await?;
    window.click("export-text").await?;
    window.see("customer-written").await?;
    let written = std::fs::read_dir(stage.downloads())?.count();
    ensure!(written == 1, "{written} documents for {name}");

    window.click("forget-look").await?;
    window.says("forget-preview", "").await?;
    window.click("forget").await?;
    window.click("confirm-yes").await?;
    window.see("forgotten").await?;
    window.press(Key::Escape).await?;
    window.gone("customer-dialog").await?;
    window.gone("composer-text").await?;

    window.click("nav-settings").await?;
    window.click("backup-now").await?;
    window.see("backup-made").await?;
    window.see("restore").await?;
    window.click("restore").await?;
    window.see("confirm-yes").await?;
    window.press(Key::Escape).await?;
    window.gone("confirm-yes").await?;
    window.close().await
}
