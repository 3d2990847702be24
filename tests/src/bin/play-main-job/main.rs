//! Plays Byline's main job in the real window, takes pictures of every view in
//! both themes and sizes, and prints what the customer saw.

mod states;

use anyhow::{Context, Result};
use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use tests::window::{Key, MainJob, NARROW, Seen, Shots, Stage, Theme, USUAL, VIEWS, Window};

/// Plays Byline's main job in the real window.
#[derive(Parser)]
struct Arguments {
    /// The built application.
    #[arg(long, value_name = "PATH")]
    app: PathBuf,
    /// A folder for the screenshots.
    #[arg(long, value_name = "DIR")]
    shots: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<()> {
    let stage = Stage::new(&arguments.app).await?;
    let shots = Shots::into_folder(&arguments.shots)?;
    let window = stage.open().await?;
    let played = play(&window, &shots).await;
    if played.is_err() {
        shots.keep(&window, "failed.png").await.ok();
    }
    window.close().await?;
    drop(stage);
    let seen = played.with_context(|| {
        let shot = arguments.shots.join("failed.png");
        format!(
            "the main job failed; what the window showed is in {}",
            shot.display()
        )
    })?;
    states::play(&arguments.app, &shots)
        .await
        .context("what goes wrong could not be shown")?;
    println!("What the customer saw, in the practice network:");
    println!("  brand  {}", seen.brand);
    println!("  line   {}", seen.line);
    println!("  text   {}", seen.text);
    println!("Screenshots: {}", arguments.shots.display());
    Ok(())
}

async fn play(window: &Window, shots: &Shots) -> Result<Seen> {
    let job = MainJob::default();
    window.see("operator-name").await?;
    shots.take(window, "01-welcome").await?;
    job.introduce(window).await?;
    shots.take(window, "02-where").await?;
    job.practise(window).await?;
    job.describe(window).await?;
    shots.take(window, "03-new-persona").await?;
    job.publish(window).await?;
    shots.take(window, "04-personas").await?;
    job.open_conversation(window).await?;
    job.answer(window).await?;
    job.preview(window).await?;
    shots.take(window, "05-draft").await?;
    beside_the_thread(window, shots).await?;
    job.send(window).await?;
    let seen = job.received(window).await?;
    shots.take(window, "06-sent").await?;
    for view in VIEWS
        .iter()
        .filter(|view| !["inbox", "personas"].contains(view))
    {
        window.click(&format!("nav-{view}")).await?;
        shots.take(window, &format!("07-{view}")).await?;
    }
    over_the_views(window, shots).await?;
    around_a_persona(window, shots).await?;
    with_the_vault(window, shots).await?;
    Ok(seen)
}

/// What stands over every view, and how this desk behaves.
async fn over_the_views(window: &Window, shots: &Shots) -> Result<()> {
    window.click("nav-inbox").await?;
    window.chord(&[Key::Control], 'k').await?;
    window.focus_on("palette-field").await?;
    window.type_text("an").await?;
    window.see("palette-option").await?;
    shots.take(window, "08-palette").await?;
    window.retype(">").await?;
    shots.take(window, "08-palette-commands").await?;
    window.press(Key::Escape).await?;
    window.gone("palette").await?;
    window.click("emoji-open").await?;
    window.see("emoji").await?;
    shots.take(window, "08-emoji").await?;
    window.press(Key::Escape).await?;
    window.click("nav-settings").await?;
    shots.take(window, "09-settings").await?;
    window.press('?').await?;
    window.see("key-sheet").await?;
    shots.take(window, "09-keys").await?;
    window.press(Key::Escape).await?;
    window.gone("key-sheet").await
}

/// A persona that is changed, looked back on and put away.
async fn around_a_persona(window: &Window, shots: &Shots) -> Result<()> {
    window.click("nav-personas").await?;
    window.click("persona-edit").await?;
    window.see("portrait-reopen").await?;
    shots.take(window, "10-persona-edit").await?;
    window.click("portrait-reopen").await?;
    window.write("portrait-stage", "+++").await?;
    shots.take(window, "10-portrait-editor").await?;
    window.click("persona-cancel").await?;
    window.see("confirm-yes").await?;
    shots.take(window, "10-leaving-unsaved").await?;
    window.click("confirm-yes").await?;
    window.click("detail-history").await?;
    window.see("look-seen").await?;
    shots.take(window, "11-history").await?;
    window.click("persona-archive").await?;
    // The line stays as long as the focus is on it.
    window.tab_to("undo").await?;
    shots.take(window, "11-archived").await?;
    window.press(Key::Enter).await?;
    window.see("persona-card").await?;
    Ok(())
}

/// The vault in its states, and what went wrong there.
async fn with_the_vault(window: &Window, shots: &Shots) -> Result<()> {
    window.click("nav-accounts").await?;
    window.click("vault-change").await?;
    window.see("passphrase-again").await?;
    shots.take(window, "12-vault-passphrase").await?;
    window.press(Key::Escape).await?;
    window.click("vault-lock").await?;
    window.write("passphrase", "not this one").await?;
    window.click("passphrase-submit").await?;
    window.see("passphrase-error").await?;
    shots.take(window, "12-vault-locked").await?;
    window.click("past-problems-open").await?;
    window.see("past-problem").await?;
    shots.take(window, "12-past-problems").await?;
    window.press(Key::Escape).await?;
    window.gone("past-problems").await
}

/// In a narrow window the customer's view comes on demand.
async fn beside_the_thread(window: &Window, shots: &Shots) -> Result<()> {
    window.resize(NARROW).await?;
    window.click("customer-toggle").await?;
    for theme in Theme::BOTH.into_iter().rev() {
        window.set_theme(theme).await?;
        let file = format!("05-draft-customer-{}-{}.png", theme.name(), NARROW.0);
        shots.keep(window, &file).await?;
    }
    window.click("customer-toggle").await?;
    window.resize(USUAL).await
}
