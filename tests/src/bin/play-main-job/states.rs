//! Pictures of what a good day does not show: questions before something is
//! lost, a network that does not answer, and a reply of which nobody knows.

use anyhow::{Context, Result};
use std::path::Path;
use tests::window::{Key, Line, MainJob, Shots, Stage, Window, photo_of_two};

/// Takes them in a window of its own, on a network behind a line that is cut.
pub async fn play(app: &Path, shots: &Shots) -> Result<()> {
    let stage = Stage::new(app).await?;
    let line = Line::open().await?;
    let window = stage.open().await?;
    let played = troubles(&window, shots, &line).await;
    if played.is_err() {
        shots.keep(&window, "failed.png").await.ok();
    }
    // With the closing dialog open the window ends with its driver.
    played
}

async fn troubles(window: &Window, shots: &Shots, line: &Line) -> Result<()> {
    let job = MainJob::default();
    window.write("operator-name", job.operator).await?;
    window.click("operator-save").await?;
    connect(window, line).await?;
    two_faces(window, shots, &job).await?;
    job.describe(window).await?;
    job.publish(window).await?;

    job.open_conversation(window).await?;
    window.click("persona-menu").await?;
    window.see("speaker-search").await?;
    shots.take(window, "13-who-speaks").await?;
    window.press(Key::Escape).await?;
    job.answer(window).await?;
    line.hang_up();
    window.click("send").await?;
    window
        .see_at("[data-testid=message-state][data-state=in_doubt]")
        .await?;
    shots.take(window, "13-in-doubt").await?;
    window.click("nav-outbox").await?;
    window.see("reply-arrived").await?;
    shots.take(window, "13-in-doubt-outbox").await?;

    line.cut();
    window.click("nav-personas").await?;
    window.click("roster-check").await?;
    window.says("offline", "Offline").await?;
    shots.take(window, "14-offline").await?;
    window.click("nav-inbox").await?;
    shots.take(window, "14-offline-inbox").await?;
    window.click("nav-personas").await?;
    window.click("persona-archive").await?;
    window.see("confirm-yes").await?;
    shots.take(window, "15-archive-used").await?;
    window.press(Key::Escape).await?;
    window.gone("confirm-yes").await?;

    window.ask_to_close()?;
    window.see("closing").await?;
    shots.take(window, "15-closing").await?;
    Ok(())
}

/// Connects the network behind the line, as one connects X.
async fn connect(window: &Window, line: &Line) -> Result<()> {
    window.click("start-connect").await?;
    window.click("connect-x").await?;
    window.click("connect-pasted").await?;
    for (field, key) in line.keys() {
        window.write(field, key).await?;
    }
    window.click_at("form details summary").await?;
    window.write("api-base", &line.address()).await?;
    window.click("connect-submit").await?;
    window.gone("connect-submit").await?;
    window.see("account").await?;
    Ok(())
}

/// A photo of two people: one is proposed, the other can be chosen.
async fn two_faces(window: &Window, shots: &Shots, job: &MainJob) -> Result<()> {
    window.click("nav-personas").await?;
    window.click("new-persona").await?;
    window.click("kind-team").await?;
    window.write("line-input", job.line).await?;
    let photo = photo_of_two();
    let photo = photo.to_str().context("a path that is no text")?;
    window.write("photo-input", photo).await?;
    window.see("portrait-face").await?;
    shots.take(window, "12-two-faces").await?;
    window.click("persona-cancel").await?;
    window.click("confirm-yes").await?;
    window.gone("confirm-yes").await
}
