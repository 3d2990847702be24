//! The window by keys alone: one field for everything, single letters, and the
//! edges between panes.

use anyhow::{Context, Result, bail, ensure};
use tests::window::{Key, MainJob, Stage, Window};

const CURRENT: &str = "[data-testid=palette-option][aria-selected=true]";

/// More entries than this nobody goes through.
const STEPS: usize = 40;

/// Every letter in it does something where no field has the focus.
const TYPED: &str = "jk? rgp r";

async fn palette(window: &Window, text: &str) -> Result<()> {
    window.chord(&[Key::Control], 'k').await?;
    window.focus_on("palette-field").await?;
    window.type_text(text).await
}

/// Goes down to the entry that says all this, when it is there.
async fn choose(window: &Window, words: [&str; 2]) -> Result<()> {
    let is_it = |said: &str| words.iter().all(|word| said.contains(word));
    window
        .until(&format!("an entry with {words:?}"), || async {
            let all = window.all_words("palette-option").await?;
            Ok(all.iter().any(|one| is_it(one)).then_some(()))
        })
        .await?;
    for _ in 0..STEPS {
        if is_it(&window.says_at(CURRENT, "").await?) {
            return window.press(Key::Enter).await;
        }
        window.press(Key::Down).await?;
    }
    bail!("the arrows do not lead to {words:?}")
}

/// The longest word of a message.
fn telling(message: &str) -> Result<String> {
    let words = message.split(|letter: char| !letter.is_ascii_alphabetic());
    let longest = words.max_by_key(|word| word.len());
    Ok(longest.context("a message without words")?.to_owned())
}

async fn current_view(window: &Window, view: &str) -> Result<()> {
    let current = format!("[data-testid=nav-{view}][aria-current=page]");
    window.see_at(&current).await?;
    Ok(())
}

#[tokio::test]
async fn one_field_finds_people_and_words_and_runs_commands_and_gives_the_focus_back() -> Result<()>
{
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    job.introduce(&window).await?;
    job.practise(&window).await?;
    // They are listed as they are read.
    window
        .until("two customers", || async {
            let names = window.all_words("row-name").await?;
            Ok((names.len() > 1).then_some(()))
        })
        .await?;
    let names = window.all_words("row-name").await?;
    let said = window.all_words("row-preview").await?;
    let [name, .., other] = names.as_slice() else {
        bail!("two customers have written: {names:?}");
    };

    window.tab_to("conversation-row").await?;
    palette(&window, "").await?;
    window.press(Key::Escape).await?;
    window.focus_on("conversation-row").await?;

    palette(&window, other).await?;
    window.says_at(CURRENT, other).await?;
    window.press(Key::Enter).await?;
    window.says("thread-name", other).await?;

    let word = telling(&said[0])?;
    palette(&window, &word).await?;
    choose(&window, [&word, name]).await?;
    window.says("thread-name", name).await?;

    palette(&window, ">outbox").await?;
    window.says_at(CURRENT, "Outbox").await?;
    window.press(Key::Enter).await?;
    current_view(&window, "outbox").await?;
    window.close().await
}

#[tokio::test]
async fn letters_lead_through_the_window_and_stay_letters_where_one_writes() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    job.introduce(&window).await?;
    job.practise(&window).await?;
    job.describe(&window).await?;
    job.publish(&window).await?;

    window.type_text("gi").await?;
    current_view(&window, "inbox").await?;
    window.drawn("conversation-row").await?;
    let mut passed = Vec::new();
    for letter in ['j', 'j', 'j', 'k'] {
        window.press(letter).await?;
        window.focus_on("conversation-row").await?;
        passed.push(window.focused_attribute("data-customer").await?);
    }
    let [first, second, third, back] = passed.as_slice() else {
        bail!("four letters, {passed:?}");
    };
    ensure!(
        first != second && second != third && second == back,
        "{passed:?}"
    );

    window.press(Key::Enter).await?;
    window.focus_on("composer-text").await?;
    window.type_text(TYPED).await?;
    ensure!(window.value("composer-text").await? == TYPED);
    window.press(Key::Escape).await?;
    window.focus_on("conversation-row").await?;
    ensure!(window.focused_attribute("data-customer").await? == *second);
    window.press('r').await?;
    window.focus_on("composer-text").await?;
    ensure!(window.value("composer-text").await? == TYPED);
    window.chord(&[Key::Alt], '1').await?;
    window.says("speaking-as", job.line).await?;
    ensure!(window.value("composer-text").await? == TYPED);
    window.press(Key::Escape).await?;
    window.focus_on("conversation-row").await?;

    window.press('?').await?;
    window.see("key-sheet").await?;
    window.type_text("gp").await?;
    window.press(Key::Escape).await?;
    window.gone("key-sheet").await?;
    window.focus_on("conversation-row").await?;
    current_view(&window, "inbox").await?;
    window.type_text("gp").await?;
    current_view(&window, "personas").await?;

    window.press('?').await?;
    window.tab_to("single-keys").await?;
    window.press(' ').await?;
    window.press(Key::Escape).await?;
    window.gone("key-sheet").await?;
    window.type_text("gi").await?;
    // What follows takes its turn after the letters.
    palette(&window, "").await?;
    current_view(&window, "personas").await?;
    window.close().await
}

#[tokio::test]
async fn the_edge_between_panes_moves_by_arrows_and_stays_for_the_next_window() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    job.introduce(&window).await?;
    job.practise(&window).await?;

    let usual = width(&window).await?;
    window.tab_to("splitter-list").await?;
    for _ in 0..3 {
        window.press(Key::Right).await?;
    }
    let wider = width(&window).await?;
    ensure!(wider > usual, "{usual}, then {wider}");
    window.close().await?;

    let window = stage.open().await?;
    window.see("conversation-row").await?;
    ensure!(width(&window).await? == wider);
    window.tab_to("splitter-list").await?;
    window.press(Key::Home).await?;
    ensure!(width(&window).await? < usual);
    window.close().await
}

/// What the list's edge says of its width, and what the list really has, in
/// pixels: both must be the same.
async fn width(window: &Window) -> Result<u32> {
    let said: u32 = window
        .attribute("splitter-list", "aria-valuenow")
        .await?
        .parse()?;
    let list = window.see_at("section.list").await?;
    let (_, _, drawn, _) = list.rectangle().await?;
    ensure!(
        (drawn - f64::from(said)).abs() <= 1.0,
        "{said} is said, {drawn} is drawn"
    );
    Ok(said)
}
