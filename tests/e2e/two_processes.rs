//! Two processes and one data folder: the first works in it, the second reads, and
//! hands over what would write.

use anyhow::{Context, Result, ensure};
use tests::window::{MainJob, Stage, byline};

#[tokio::test]
async fn beside_an_open_window_the_command_line_reads_and_sends_through_it() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    job.introduce(&window).await?;
    job.practise(&window).await?;
    job.describe(&window).await?;
    job.publish(&window).await?;
    let customer = job.open_conversation(&window).await?;

    let read = byline(&stage.data(), &["--json", "conversation", "list"]).await?;
    let listed = String::from_utf8_lossy(&read.stdout);
    ensure!(
        read.status.success() && listed.contains(&customer),
        "{read:?}"
    );

    let write = [
        "--json",
        "send",
        "--account",
        "x:@northwind",
        "--to",
        &customer,
        "--as",
        job.line,
        "--text",
        "from the command line",
        "--operator",
        job.operator,
    ];
    let sent = byline(&stage.data(), &write).await?;
    let said = String::from_utf8_lossy(&sent.stdout);
    ensure!(sent.status.success(), "{sent:?}");
    ensure!(said.contains(r#""state":"sent""#), "{said}");

    job.answer(&window).await?;
    job.send(&window).await?;
    window.close().await
}

#[tokio::test]
async fn a_second_start_on_the_same_folder_ends_and_leaves_the_first_at_work() -> Result<()> {
    std::env::var_os("DBUS_SESSION_BUS_ADDRESS")
        .context("there is no session bus; run this through `cargo xtask test`")?;
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    job.introduce(&window).await?;

    stage.start_again().await?;

    job.practise(&window).await?;
    window.close().await
}

#[tokio::test]
async fn windows_on_two_folders_are_strangers() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let other = tempfile::tempdir()?;
    let (first, second) = (
        stage.open().await?,
        stage.open_on(&other.path().join("desk")).await?,
    );
    let job = MainJob::default();
    job.introduce(&first).await?;
    job.introduce(&second).await?;
    second.close().await?;
    job.practise(&first).await?;
    first.close().await
}
