//! An application for access is written in the window, kept by itself, written out,
//! read back in and handed in.

use anyhow::{Context, Result, ensure};
use std::path::PathBuf;
use tests::window::{Key, MainJob, Stage, Window};

const WEBSITE: &str = "https://www.northwind.example/";
const POLICY: &str = "http://northwind.example/privacy";
const NAME: &str = "Priya Nair";
const ROLE: &str = "Head of care, 顧客対応, رعاية";

async fn practise(stage: &Stage) -> Result<Window> {
    let window = stage.open().await?;
    let job = MainJob::default();
    job.introduce(&window).await?;
    job.practise(&window).await?;
    Ok(window)
}

async fn begin(window: &Window) -> Result<()> {
    window.click("nav-application").await?;
    window.click("application-first").await?;
    window.click("start-yes").await?;
    window.see("application-form").await?;
    Ok(())
}

/// Types into a field, and waits until it is kept.
async fn write(window: &Window, field: &str, text: &str) -> Result<()> {
    window.write(field, text).await?;
    kept(window).await
}

/// Waits until what was typed is kept: until then it says that it is not.
async fn kept(window: &Window) -> Result<()> {
    window
        .until("what was typed to be kept", || async {
            let said = window.says("application-keeping", "").await?;
            let time = said.strip_prefix("Saved ").unwrap_or_default();
            Ok(time.starts_with(|c: char| c.is_ascii_digit()).then_some(()))
        })
        .await
}

/// Opens the only application there is.
async fn open(window: &Window) -> Result<()> {
    window.click("nav-application").await?;
    window.click("application-row").await?;
    window.see("application-form").await?;
    Ok(())
}

/// Writes the application out and answers where it was put.
async fn export(stage: &Stage, window: &Window, format: &str) -> Result<PathBuf> {
    window.click("application-export").await?;
    window.click(&format!("export-{format}")).await?;
    window
        .until("the document among the downloads", || async {
            let mut found = std::fs::read_dir(stage.downloads())?.flatten();
            let written = found.find(|one| one.path().extension().is_some_and(|it| it == format));
            Ok(written.map(|one| one.path()))
        })
        .await
}

#[tokio::test]
async fn what_was_typed_survives_the_death_of_the_window() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = practise(&stage).await?;
    begin(&window).await?;
    ensure!(window.value("application-handle").await? == "northwind");
    write(&window, "application-website", WEBSITE).await?;
    write(&window, "application-contact_role", ROLE).await?;
    // Killed before this one can be kept: it alone may be lost.
    window.write("application-contact_name", NAME).await?;
    window.kill().await?;

    let window = stage.open().await?;
    open(&window).await?;
    ensure!(window.value("application-website").await? == WEBSITE);
    ensure!(window.value("application-contact_role").await? == ROLE);
    ensure!(NAME.starts_with(&window.value("application-contact_name").await?));

    // The checklist leads to the field that it speaks of.
    window.click("left-contact_phone").await?;
    window.focus_on("application-contact_phone").await?;
    window.close().await
}

#[tokio::test]
async fn an_application_is_written_out_read_back_in_and_handed_in() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = practise(&stage).await?;
    begin(&window).await?;
    write(&window, "application-contact_role", ROLE).await?;

    let page = export(&stage, &window, "html").await?;
    ensure!(std::fs::read_to_string(&page)?.contains(ROLE));
    window
        .until("the page to be opened", || async {
            let last = stage.opened().pop();
            Ok((last.as_deref() == page.to_str()).then_some(()))
        })
        .await?;
    let json = export(&stage, &window, "json").await?;

    window.click("part-diary").await?;
    window.write("entry-case", "X-20417").await?;
    window.click("entry-add").await?;
    window.says("diary-entry", "X-20417").await?;
    window.says("stage", "Submitted").await?;
    window.click("part-form").await?;
    write(&window, "application-contact_name", "Priya Nair").await?;
    window.click("part-versions").await?;
    window.click("look-at-1").await?;
    window.see("version-look").await?;
    window.click("version-back").await?;

    window.click("application-back").await?;
    let json = json.to_str().context("a path that is no text")?;
    window.write("application-file", json).await?;
    window.see("application-form").await?;
    ensure!(window.value("application-contact_role").await? == ROLE);
    window.close().await
}

#[tokio::test]
async fn an_application_needs_no_mouse() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = practise(&stage).await?;
    window.press('g').await?;
    window.press('c').await?;
    window.tab_to("application-first").await?;
    window.press(Key::Enter).await?;
    window.tab_to("start-yes").await?;
    window.press(Key::Enter).await?;
    window.see("application-form").await?;
    window.tab_to("application-website").await?;
    window.type_text(WEBSITE).await?;
    kept(&window).await?;
    window.tab_to("application-privacy_policy").await?;
    window.type_text(POLICY).await?;
    kept(&window).await?;
    window.focus_on("application-privacy_policy").await?;
    ensure!(window.value("application-website").await? == WEBSITE);
    ensure!(window.value("application-privacy_policy").await? == POLICY);
    window
        .says_at("#application-privacy_policy-left", "http")
        .await?;
    window.close().await
}
