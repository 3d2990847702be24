//! A persona's whole life by keys alone: made, changed, looked back on, put
//! away and brought back; and what customers see meanwhile.

use anyhow::{Result, ensure};
use tests::window::{Key, MainJob, Stage, Window};

const LIVE: &str = "[data-testid=publish-state][data-state=live]";
const NEW_LINE: &str = "Ana Ruiz, Night Desk";
const IN_BETWEEN: &str = "This was written before the new look was published.";
const AFTERWARDS: &str = "And this was written after it was.";

/// Goes to a view by its letters; no field may have the focus.
async fn go(window: &Window, letters: &str, view: &str) -> Result<()> {
    window.type_text(letters).await?;
    window
        .see_at(&format!("[data-testid=nav-{view}][aria-current=page]"))
        .await?;
    Ok(())
}

/// Opens the conversation that the list stands at, and ends in its composer.
async fn converse(window: &Window) -> Result<()> {
    go(window, "gi", "inbox").await?;
    window.drawn("conversation-row").await?;
    window.press('j').await?;
    window.focus_on("conversation-row").await?;
    window.press(Key::Enter).await?;
    window.focus_on("composer-text").await
}

/// Writes and sends a reply as the first persona, checks with which line the
/// customer really has it, and leaves the composer.
async fn reply(window: &Window, job: &MainJob) -> Result<()> {
    window.chord(&[Key::Alt], '1').await?;
    window.says("speaking-as", job.line).await?;
    window.focus_on("composer-text").await?;
    window.type_text(job.text).await?;
    window.chord(&[Key::Control], Key::Enter).await?;
    job.sent(window).await?;
    window.enter("customer-real").await?;
    let seen = job.seen(window).await?;
    ensure!(seen.line == job.line && seen.text == job.text, "{seen:?}");
    Ok(())
}

async fn make(window: &Window, job: &MainJob) -> Result<()> {
    go(window, "gp", "personas").await?;
    window.enter("new-persona").await?;
    window.tab_to("kind-human").await?;
    window.press(' ').await?;
    window.tab_to("line-input").await?;
    window.type_text(job.line).await?;
    window.tab_to("photo-choose").await?;
    job.choose_photo(window).await?;

    let proposed = window.attribute("portrait-zoom", "aria-valuetext").await?;
    window.tab_to("portrait-stage").await?;
    window.type_text("+++").await?;
    window.press(Key::Left).await?;
    window.chord(&[Key::Shift], Key::Up).await?;
    let nearer = window.attribute("portrait-zoom", "aria-valuetext").await?;
    ensure!(nearer != proposed, "three times nearer is still {nearer}");
    window.tab_to("portrait-zoom").await?;
    window.press(Key::Left).await?;
    let farther = window.attribute("portrait-zoom", "aria-valuetext").await?;
    ensure!(farther != nearer, "one step farther is still {farther}");
    ensure!(window.see("portrait-undo").await?.is_enabled().await?);

    window.enter("save-and-publish").await?;
    window.see_at(LIVE).await?;
    Ok(())
}

#[tokio::test]
async fn customers_see_a_new_look_from_its_publishing_on_and_never_before() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let before = MainJob::default();
    before.introduce(&window).await?;
    before.practise(&window).await?;
    make(&window, &before).await?;
    converse(&window).await?;
    reply(&window, &before).await?;

    go(&window, "gp", "personas").await?;
    window.enter("persona-edit").await?;
    window.tab_to("line-input").await?;
    window.retype(NEW_LINE).await?;
    window.enter("save-persona").await?;
    let noticed = window.says("old-look", before.line).await?;
    ensure!(!noticed.contains(NEW_LINE), "{noticed}");
    converse(&window).await?;
    let between = MainJob {
        text: IN_BETWEEN,
        ..MainJob::default()
    };
    reply(&window, &between).await?;

    go(&window, "gp", "personas").await?;
    window.enter("publish").await?;
    window.gone("old-look").await?;
    window.see_at(LIVE).await?;
    converse(&window).await?;
    let after = MainJob {
        line: NEW_LINE,
        text: AFTERWARDS,
        ..MainJob::default()
    };
    reply(&window, &after).await?;
    // What was sent keeps the look it was sent with.
    ensure!(before.seen(&window).await?.line == before.line);

    go(&window, "gp", "personas").await?;
    window.enter("detail-history").await?;
    window.says("look-history", before.line).await?;
    window.says("look-history", NEW_LINE).await?;
    let seen = window
        .until("what customers saw of both looks", || async {
            let seen = window.all_words("look-seen").await?;
            Ok((seen.len() == 2).then_some(seen))
        })
        .await?;
    ensure!(
        seen[0].contains("1 message") && seen[1].contains("2 messages"),
        "{seen:?}"
    );
    window.close().await
}

#[tokio::test]
async fn an_archived_persona_speaks_nowhere_until_it_is_brought_back() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    job.introduce(&window).await?;
    job.practise(&window).await?;
    make(&window, &job).await?;

    window.enter("persona-archive").await?;
    window.says("undo-line", job.line).await?;
    window.gone("persona-card").await?;
    window.enter("undo").await?;
    window.says("persona-card", job.line).await?;
    window.gone("undo-line").await?;

    window.enter("persona-archive").await?;
    window.gone("persona-card").await?;
    converse(&window).await?;
    window.see("no-personas").await?;
    window.chord(&[Key::Alt], '1').await?;
    window.see("no-personas").await?;
    ensure!(!window.has("[data-testid=persona-choice]").await?);
    ensure!(!window.see("send").await?.is_enabled().await?);
    window.press(Key::Escape).await?;
    window.focus_on("conversation-row").await?;

    go(&window, "gp", "personas").await?;
    window.enter("roster-archived").await?;
    window.enter("persona-restore").await?;
    window.gone("persona-restore").await?;
    converse(&window).await?;
    reply(&window, &job).await?;
    window.close().await
}
