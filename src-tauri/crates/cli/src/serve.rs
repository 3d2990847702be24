//! Serving the practice network until somebody ends it.

use crate::answer::give;
use crate::failure::Failure;
use desk::{PracticeServer, serve_practice};
use tracing_subscriber::EnvFilter;

/// Serves until SIGINT or SIGTERM. The announcement is the first line of
/// standard output and the only thing there: it is the one place where keys are
/// printed, keys that open nothing but this practice network.
pub async fn serve(server: PracticeServer) -> Result<(), Failure> {
    // Its own folder has no log: trouble is told where the server was started.
    let filter = EnvFilter::try_from_env("BYLINE_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let end = ended()?;
    let mut told = Ok(());
    let announce = |announcement| {
        told = serde_json::to_string(&announcement)
            .map_err(Failure::from)
            .and_then(|line| Ok(give(&line)?));
    };
    serve_practice(server, announce, end).await?;
    told
}

#[cfg(unix)]
fn ended() -> std::io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(windows)]
fn ended() -> std::io::Result<impl Future<Output = ()> + Send> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
