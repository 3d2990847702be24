//! Plays Byline's main job in the real window, takes pictures of every view in
//! both themes and sizes, and prints what the customer saw.

use anyhow::{Context, Result};
use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use tests::window::{MainJob, NARROW, Seen, Shots, Stage, Theme, USUAL, VIEWS, Window};

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
    let seen = played.with_context(|| {
        let shot = arguments.shots.join("failed.png");
        format!(
            "the main job failed; what the window showed is in {}",
            shot.display()
        )
    })?;
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
    Ok(seen)
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
