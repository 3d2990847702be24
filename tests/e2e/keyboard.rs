//! The main job with the keyboard alone. Only the system's file dialog is not
//! part of the page: the file goes to the field behind it.

use anyhow::{Result, ensure};
use tests::window::{Key, MainJob, Stage};

#[tokio::test]
async fn the_main_job_needs_no_mouse() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();

    window.tab_to("operator-name").await?;
    window.type_text(job.operator).await?;
    window.press(Key::Enter).await?;
    window.tab_to("start-practice").await?;
    window.press(Key::Enter).await?;
    window.see("conversation-row").await?;

    window.tab_to("nav-personas").await?;
    window.press(Key::Enter).await?;
    window.tab_to("new-persona").await?;
    window.press(Key::Enter).await?;
    window.tab_to("kind-human").await?;
    window.press(' ').await?;
    window.tab_to("line-input").await?;
    window.type_text(job.line).await?;
    window.tab_to("photo-choose").await?;
    job.choose_photo(&window).await?;
    window.tab_to("save-and-publish").await?;
    window.press(Key::Enter).await?;
    let live = "[data-testid=publish-state][data-state=live]";
    window.see_at(live).await?;

    window.tab_to("nav-inbox").await?;
    window.press(Key::Enter).await?;
    window.tab_to("conversation-row").await?;
    window.press(Key::Enter).await?;
    window
        .until("the focus in the composer", || async {
            Ok((window.focused().await? == "composer-text").then_some(()))
        })
        .await?;
    window.see("speaking-as").await?;
    window.chord(&[Key::Alt], '1').await?;
    window.type_text(job.text).await?;
    window.chord(&[Key::Control], Key::Enter).await?;
    job.sent(&window).await?;
    ensure!(
        window.focused().await? == "composer-text",
        "after sending one goes on writing"
    );

    window.tab_to("customer-real").await?;
    window.press(Key::Enter).await?;
    let seen = job.received(&window).await?;
    ensure!(seen.line == job.line && seen.text == job.text, "{seen:?}");
    window.close().await
}
