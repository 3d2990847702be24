//! The main job, with the mouse.

use anyhow::{Result, ensure};
use tests::window::{MainJob, Stage, VIEWS};

#[tokio::test]
async fn a_customer_gets_the_reply_with_the_face_and_line_that_were_chosen() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    let seen = job.play(&window).await?;
    ensure!(seen.line == job.line && seen.text == job.text, "{seen:?}");
    ensure!(seen.brand.starts_with("Northwind"), "{seen:?}");
    window.close().await
}

#[tokio::test]
async fn closing_the_window_ends_the_program_and_the_next_start_finds_everything() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    job.introduce(&window).await?;
    job.practise(&window).await?;
    job.describe(&window).await?;
    job.publish(&window).await?;
    let customer = job.open_conversation(&window).await?;
    job.answer(&window).await?;
    job.send(&window).await?;
    window.close().await?;

    let window = stage.open().await?;
    job.open(&window, &customer).await?;
    job.sent(&window).await?;
    ensure!(job.received(&window).await?.line == job.line);
    window.close().await
}

#[tokio::test]
async fn every_view_opens_on_an_empty_desk_without_a_complaint() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    MainJob::default().introduce(&window).await?;
    window.click("start-later").await?;
    for view in VIEWS {
        window.click(&format!("nav-{view}")).await?;
        let current = format!("[data-testid=nav-{view}][aria-current=page]");
        window.see_at(&current).await?;
        let words = window.words().await;
        ensure!(!window.has("[role=alert]").await?, "{view}: {words}");
    }
    window.close().await
}
