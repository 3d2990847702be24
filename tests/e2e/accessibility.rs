//! Every view, as axe-core judges it, in both themes and both sizes.

use anyhow::{Result, bail};
use tests::window::{MainJob, SIZES, Stage, Theme, Window, violations};

/// Judges what is shown in every theme and size.
async fn judge(window: &Window, what: &str, found: &mut Vec<String>) -> Result<()> {
    for size in SIZES {
        window.resize(size).await?;
        for theme in Theme::BOTH {
            window.set_theme(theme).await?;
            for one in violations(window).await? {
                let (width, theme) = (size.0, theme.name());
                found.push(format!(
                    "{what} ({theme}, {width}): {}\n{}",
                    one.rule, one.place
                ));
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn axe_objects_to_nothing_in_any_view() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    let mut found = Vec::new();

    window.see("operator-name").await?;
    judge(&window, "welcome", &mut found).await?;
    job.introduce(&window).await?;
    judge(&window, "where to start", &mut found).await?;
    job.practise(&window).await?;
    judge(&window, "inbox, nothing open", &mut found).await?;
    window.click("nav-personas").await?;
    window.see("new-persona").await?;
    judge(&window, "no personas", &mut found).await?;
    job.describe(&window).await?;
    judge(&window, "new persona", &mut found).await?;
    job.publish(&window).await?;
    judge(&window, "personas", &mut found).await?;
    job.open_conversation(&window).await?;
    job.answer(&window).await?;
    judge(&window, "a draft", &mut found).await?;
    job.send(&window).await?;
    job.received(&window).await?;
    judge(&window, "a sent reply", &mut found).await?;
    for view in ["drafts", "outbox", "ledger", "accounts"] {
        window.click(&format!("nav-{view}")).await?;
        judge(&window, view, &mut found).await?;
    }
    window.click("connect-x").await?;
    window.see("connect-submit").await?;
    judge(&window, "connecting an account", &mut found).await?;

    if !found.is_empty() {
        bail!("{} objections:\n\n{}", found.len(), found.join("\n\n"));
    }
    window.close().await
}
