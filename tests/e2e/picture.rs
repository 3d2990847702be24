//! A picture beside a reply: chosen or pasted, shown where one writes, sent, and
//! seen in the thread and by the customer; and what became of it is said.

use anyhow::{Context, Result, bail, ensure};
use tests::window::{Clipboard, Key, MainJob, SIZES, Stage, Theme, Window, photo, violations};

/// A PNG of 200 × 220.
const COPIED: &[u8] = include_bytes!("../src/simulated/ana.png");

const BESIDE: &str = "[data-testid=composer-picture] img";
const OF_CUSTOMER: &str = "[data-testid=customer-view] img[alt=\"A picture\"]";

/// A conversation in which somebody may speak.
async fn conversation(window: &Window, job: &MainJob) -> Result<()> {
    job.introduce(window).await?;
    job.practise(window).await?;
    job.describe(window).await?;
    job.publish(window).await?;
    job.open_conversation(window).await?;
    job.answer(window).await
}

/// How high the form is in which one writes, in pixels.
async fn height(window: &Window) -> Result<f64> {
    let form = window.see_at("section.composer").await?;
    let (_, _, _, height) = form.rectangle().await?;
    Ok(height)
}

/// Nothing is objected to, in either theme and size.
async fn judged(window: &Window, what: &str) -> Result<()> {
    for size in SIZES {
        window.resize(size).await?;
        for theme in Theme::BOTH {
            window.set_theme(theme).await?;
            let found = violations(window).await?;
            if !found.is_empty() {
                bail!("{what} ({}, {}): {found:#?}", theme.name(), size.0);
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_picture_goes_along_with_a_reply_and_the_customer_sees_it() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    conversation(&window, &job).await?;

    let before = height(&window).await?;
    let path = photo();
    let path = path.to_str().context("a path that is no text")?;
    window.write("picture-input", path).await?;
    window.painted(BESIDE).await?;
    let with = height(&window).await?;
    ensure!(with <= before, "{before} became {with}: the thread jumped");
    window.click("customer-preview").await?;
    window.painted(OF_CUSTOMER).await?;
    judged(&window, "a picture beside the text").await?;

    job.send(&window).await?;
    window.gone("composer-picture").await?;
    window.painted("article img[alt=\"Picture\"]").await?;
    window.click("customer-real").await?;
    window.painted(OF_CUSTOMER).await?;
    job.received(&window).await?;
    judged(&window, "a picture that was sent").await?;
    window.close().await
}

#[tokio::test]
async fn a_second_picture_takes_the_place_of_the_first_and_gives_it_back() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    conversation(&window, &job).await?;
    let path = photo();
    let path = path.to_str().context("a path that is no text")?;
    window.write("picture-input", path).await?;
    window.painted(BESIDE).await?;
    let first = window.see_at(BESIDE).await?.attr("src").await?;

    let _copied = Clipboard::with_png(COPIED.to_vec())?;
    window.click("composer-text").await?;
    window.chord(&[Key::Control], 'v').await?;
    window.says("undo-line", "took the place").await?;
    window.painted(BESIDE).await?;
    let second = window.see_at(BESIDE).await?.attr("src").await?;
    ensure!(first != second, "nothing took its place");
    window.click("undo").await?;
    window
        .until("the first picture", || async {
            let shown = window.see_at(BESIDE).await?.attr("src").await?;
            Ok((shown == first).then_some(()))
        })
        .await?;
    window.painted(BESIDE).await?;
    ensure!(window.value("composer-text").await? == job.text);
    window.close().await
}
