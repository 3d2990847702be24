//! Keys in a file that only a passphrase opens, which nobody told the window.

use anyhow::{Result, ensure};
use tests::window::{MainJob, Stage, Window};

const PASSPHRASE: &str = "Pelikan-Quittung-Moosgrund";
const WRONG: &str = "Pelikan-Quittung-Wolkenbruch";
const OPEN: &str = "[data-testid=vault][data-kind=locked_file][data-state=ready]";
const CLOSED: &str = "[data-testid=vault][data-kind=locked_file][data-state=locked]";

async fn give(window: &Window, testid: &str, passphrase: &str) -> Result<()> {
    window.write(testid, passphrase).await
}

/// No passphrase may be anywhere in the page once it was handed over.
async fn keeps_no_secret(window: &Window) -> Result<()> {
    let held = window.holds().await?;
    for secret in [PASSPHRASE, WRONG] {
        ensure!(!held.contains(secret), "the page still holds “{secret}”");
    }
    Ok(())
}

#[tokio::test]
async fn a_locked_file_holds_replies_back_until_the_right_passphrase_is_entered() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let job = MainJob::default();
    let window = stage.open_without_passphrase().await?;
    job.introduce(&window).await?;
    job.practise(&window).await?;
    job.describe(&window).await?;
    job.publish(&window).await?;
    window.click("nav-accounts").await?;
    window.click("vault-use_file").await?;
    give(&window, "passphrase-new", PASSPHRASE).await?;
    give(&window, "passphrase-again", PASSPHRASE).await?;
    window.click("passphrase-submit").await?;
    window.see_at(OPEN).await?;
    keeps_no_secret(&window).await?;
    window.close().await?;
    ensure!(stage.data().join("vault.locked").exists());

    let window = stage.open_without_passphrase().await?;
    window.says("vault-trouble", "locked").await?;
    let customer = job.open_conversation(&window).await?;
    job.answer(&window).await?;
    window.click("send").await?;
    window
        .see_at("[data-testid=message-state][data-state^=waiting]")
        .await?;

    window.click("vault-trouble").await?;
    window.see_at(CLOSED).await?;
    give(&window, "passphrase", WRONG).await?;
    window.click("passphrase-submit").await?;
    let said = window.says("passphrase-error", "passphrase").await?;
    ensure!(!said.contains(WRONG), "{said}");
    window.see_at(CLOSED).await?;
    keeps_no_secret(&window).await?;
    give(&window, "passphrase", PASSPHRASE).await?;
    window.click("passphrase-submit").await?;
    window.see_at(OPEN).await?;
    window.gone("vault-trouble").await?;

    job.open(&window, &customer).await?;
    job.sent(&window).await?;
    ensure!(job.received(&window).await?.text == job.text);
    keeps_no_secret(&window).await?;
    window.close().await
}
