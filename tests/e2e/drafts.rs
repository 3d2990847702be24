//! What is being typed survives the loss of the process, but for at most the
//! last second.

use anyhow::{Result, ensure};
use std::time::Duration;
use tests::window::{MainJob, Stage, Window};
use tokio::time::Instant;

const AT_MOST_LOST: Duration = Duration::from_secs(1);
const WORDS: &str = "Thank you for waiting. I have found your parcel in the depot. ";

/// For how long one types before the process is lost.
const LOST_AFTER: [u64; 5] = [1_300, 1_720, 2_110, 2_480, 3_050];

#[tokio::test]
async fn a_window_lost_while_one_types_loses_at_most_the_last_second() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let job = MainJob::default();
    let mut window = stage.open().await?;
    job.introduce(&window).await?;
    job.practise(&window).await?;
    let customer = job.open_conversation(&window).await?;

    for milliseconds in LOST_AFTER {
        let typing = Duration::from_millis(milliseconds);
        window = lose(&stage, window, &job, &customer, typing).await?;
    }
    window.close().await
}

/// Types for so long, ends the process in the middle of it, opens the next
/// window and compares what it has.
async fn lose(
    stage: &Stage,
    window: Window,
    job: &MainJob,
    customer: &str,
    typing: Duration,
) -> Result<Window> {
    window.see("composer-text").await?.clear().await?;
    window.click("composer-text").await?;
    let (began, mut text, mut moments) = (Instant::now(), String::new(), Vec::new());
    for letter in WORDS.chars().cycle() {
        window.type_text(&letter.to_string()).await?;
        text.push(letter);
        moments.push(Instant::now());
        if began.elapsed() >= typing {
            break;
        }
    }
    let lost = Instant::now();
    window.kill().await?;

    let window = stage.open().await?;
    job.open(&window, customer).await?;
    let kept = window
        .until("the draft", || async {
            let text = window.value("composer-text").await?;
            Ok((!text.is_empty()).then_some(text))
        })
        .await?;
    ensure!(text.starts_with(&kept), "kept, but never typed: {kept}");
    let (pressed, kept) = (moments.len(), kept.chars().count());
    let old = moments
        .iter()
        .filter(|moment| lost.duration_since(**moment) >= AT_MOST_LOST)
        .count();
    ensure!(
        kept >= old,
        "{pressed} keys were pressed, {old} of them more than a second before the end; {kept} are kept"
    );
    Ok(window)
}
