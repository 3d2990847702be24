//! Closing the window and quitting while a reply has not left: a person is
//! asked, and nothing is lost whatever they answer.

use anyhow::{Context, Result, ensure};
use tests::window::{Key, MainJob, Stage, Window};

const WAITING: &str = "[data-testid=message-state][data-state^=waiting]";

/// Writes a reply that cannot leave, because the vault is locked; gives its
/// customer.
async fn leave_waiting(window: &Window, job: &MainJob) -> Result<String> {
    job.introduce(window).await?;
    job.practise(window).await?;
    job.describe(window).await?;
    job.publish(window).await?;
    window.click("nav-accounts").await?;
    window.click("vault-lock").await?;
    window
        .see_at("[data-testid=vault][data-state=locked]")
        .await?;
    let customer = job.open_conversation(window).await?;
    job.answer(window).await?;
    window.click("send").await?;
    window.see_at(WAITING).await?;
    Ok(customer)
}

/// Whether a second start finds the first.
fn need_a_bus() -> Result<()> {
    std::env::var_os("DBUS_SESSION_BUS_ADDRESS")
        .context("there is no session bus; run this through `cargo xtask test`")?;
    Ok(())
}

#[tokio::test]
async fn with_a_reply_that_has_not_left_closing_asks_and_the_reply_leaves_after_the_next_start()
-> Result<()> {
    let stage = Stage::from_environment().await?;
    let job = MainJob::default();
    let window = stage.open().await?;
    let customer = leave_waiting(&window, &job).await?;

    window.ask_to_close()?;
    window.see("closing").await?;
    window.see("closing-keep-running").await?;
    window.click("closing-stay").await?;
    window.gone("closing").await?;
    window.click("nav-outbox").await?;
    window.says("outbox-row", job.text).await?;

    // To quit by key asks as well; nothing goes on in the background then.
    window.chord(&[Key::Control], 'q').await?;
    window.see("closing").await?;
    ensure!(!window.has("[data-testid=closing-keep-running]").await?);
    window.press(Key::Escape).await?;
    window.gone("closing").await?;

    window.ask_to_close()?;
    window.end_by("[data-testid=closing-do-quit]").await?;

    let window = stage.open().await?;
    job.open(&window, &customer).await?;
    job.sent(&window).await?;
    ensure!(job.received(&window).await?.line == job.line);
    window.close().await
}

#[tokio::test]
async fn a_window_that_keeps_running_is_hidden_and_a_second_start_brings_it_back() -> Result<()> {
    need_a_bus()?;
    let stage = Stage::from_environment().await?;
    let job = MainJob::default();
    let window = stage.open().await?;
    let customer = leave_waiting(&window, &job).await?;

    window.shown().await?;
    window.ask_to_close()?;
    window.click("closing-keep-running").await?;
    window.hidden().await?;
    stage.start_again().await?;
    window.shown().await?;
    job.open(&window, &customer).await?;
    window.see_at(WAITING).await?;

    // The answer is remembered: from now on nobody is asked.
    window.ask_to_close()?;
    window.hidden().await?;
    stage.start_again().await?;
    window.shown().await?;
    ensure!(!window.has("[data-testid=closing]").await?);
    window.click("nav-settings").await?;
    window
        .see_at("[data-testid=closing-keep_running]:checked")
        .await?;
    window.click_at("[data-testid=closing-quit]").await?;
    // The button is set at once; the view drawn anew shows what was kept.
    window.click("nav-inbox").await?;
    window.click("nav-settings").await?;
    window.see_at("[data-testid=closing-quit]:checked").await?;
    window.close().await
}
