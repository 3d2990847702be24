//! Every view and state, as axe-core judges it, in both themes and both sizes;
//! and with text twice as large, when nothing may leave the window to the side.

use anyhow::{Result, bail};
use tests::window::{Key, MainJob, SIZES, Stage, Theme, Window, sticking_out, violations};

const PASSPHRASE: &str = "seven lanterns at the pier";
const OTHER: &str = "none of the lanterns";

/// What a look through the window found.
#[derive(Default)]
struct Judge(Vec<String>);

impl Judge {
    /// Judges what is shown in every theme and size.
    async fn look(&mut self, window: &Window, what: &str) -> Result<()> {
        for size in SIZES {
            window.resize(size).await?;
            for theme in Theme::BOTH {
                window.set_theme(theme).await?;
                for one in violations(window).await? {
                    let (width, theme) = (size.0, theme.name());
                    let found = format!("{what} ({theme}, {width}): {}\n{}", one.rule, one.place);
                    self.0.push(found);
                }
            }
        }
        for lost in sticking_out(window).await? {
            self.0.push(format!("{what}, at 200 %: {lost}"));
        }
        Ok(())
    }

    fn verdict(self) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        bail!("{} objections:\n\n{}", self.0.len(), self.0.join("\n\n"));
    }
}

#[tokio::test]
async fn nothing_is_objected_to_from_the_first_run_to_a_sent_reply() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    let mut judge = Judge::default();

    window.see("operator-name").await?;
    judge.look(&window, "welcome").await?;
    job.introduce(&window).await?;
    judge.look(&window, "where to start").await?;
    job.practise(&window).await?;
    judge.look(&window, "inbox, nothing open").await?;
    job.describe(&window).await?;
    job.publish(&window).await?;
    job.open_conversation(&window).await?;
    job.answer(&window).await?;
    judge.look(&window, "a draft").await?;
    window.click("emoji-open").await?;
    window.see("emoji").await?;
    judge.look(&window, "emoji").await?;
    window.press(Key::Escape).await?;
    window.click("language-choice").await?;
    window.see_at("[role=menu]").await?;
    judge.look(&window, "languages").await?;
    window.press(Key::Escape).await?;
    window.click("persona-menu").await?;
    window.see("speaker-search").await?;
    judge.look(&window, "who may speak").await?;
    window.press(Key::Escape).await?;
    window.click("send-later").await?;
    window.see("later-other").await?;
    judge.look(&window, "when to send").await?;
    window.click("later-other").await?;
    window.see("schedule").await?;
    judge.look(&window, "a time to send").await?;
    window.press(Key::Escape).await?;
    window.gone("schedule").await?;
    job.send(&window).await?;
    job.received(&window).await?;
    judge.look(&window, "a sent reply").await?;
    window.click("stop").await?;
    window.see("resume").await?;
    judge.look(&window, "stopped").await?;
    window.click("resume").await?;
    window.see("resume-yes").await?;
    judge.look(&window, "resuming").await?;
    window.click("resume-yes").await?;
    window.gone("stopped").await?;
    for view in ["drafts", "outbox", "ledger", "accounts", "settings"] {
        window.click(&format!("nav-{view}")).await?;
        judge.look(&window, view).await?;
    }
    window.click("nav-accounts").await?;
    window.click("connect-x").await?;
    window.see("step-which").await?;
    judge.look(&window, "connecting an account").await?;
    window.click("connect-own").await?;
    window.see("callback").await?;
    judge.look(&window, "what to set up for an app").await?;
    window.click("connect-next").await?;
    window.see("app-consumer_key").await?;
    judge.look(&window, "an app's keys").await?;
    window.click("connect-back").await?;
    window.click("connect-back").await?;
    window.click("connect-pasted").await?;
    window.see("connect-submit").await?;
    judge.look(&window, "an account's keys, pasted").await?;
    window.click("connect-cancel").await?;
    window.click("connect-cancel").await?;
    window.click("account-probe").await?;
    window.see("probe-ask").await?;
    judge.look(&window, "an account never asked about").await?;
    window.click("probe-ask").await?;
    window.see("finding-personas").await?;
    judge.look(&window, "what an account may do").await?;
    window.close().await?;
    judge.verdict()
}

#[tokio::test]
async fn nothing_is_objected_to_around_personas_and_their_portraits() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    let mut judge = Judge::default();

    job.introduce(&window).await?;
    job.practise(&window).await?;
    window.click("nav-personas").await?;
    window.see("new-persona").await?;
    judge.look(&window, "no personas").await?;
    job.describe(&window).await?;
    judge.look(&window, "new persona, photo chosen").await?;
    job.publish(&window).await?;
    judge.look(&window, "a published persona").await?;
    window.click("roster-check").await?;
    window.says("check-results", "@northwind").await?;
    judge.look(&window, "roster compared").await?;
    window.click("persona-edit").await?;
    window.see("portrait-reopen").await?;
    judge.look(&window, "persona edited").await?;
    window.click("portrait-reopen").await?;
    window.see("portrait-stage").await?;
    window.click("line-input").await?;
    window
        .retype("A line that is much longer than forty-eight characters")
        .await?;
    window.see("line-shorten").await?;
    judge
        .look(&window, "portrait cut again, line too long")
        .await?;
    window.click("persona-cancel").await?;
    window.see("confirm-no").await?;
    judge.look(&window, "leaving without saving").await?;
    window.click("confirm-yes").await?;
    window.click("detail-history").await?;
    window.see_at("[data-testid=look-history] li").await?;
    judge.look(&window, "history of looks").await?;
    window.write("roster-search", "nobody of this name").await?;
    window.see("roster-reset").await?;
    judge.look(&window, "nobody found").await?;
    window.click("roster-reset").await?;
    window.click("persona-archive").await?;
    // The line stays as long as the focus is on it.
    window.tab_to("undo").await?;
    judge.look(&window, "archived, can be undone").await?;
    window.click("roster-archived").await?;
    window.see("persona-restore").await?;
    judge.look(&window, "archived personas").await?;
    window.close().await?;
    judge.verdict()
}

#[tokio::test]
async fn nothing_is_objected_to_in_the_vault_and_over_the_views() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open_without_passphrase().await?;
    let job = MainJob::default();
    let mut judge = Judge::default();

    job.introduce(&window).await?;
    job.practise(&window).await?;
    over_the_views(&window, &mut judge).await?;
    job.describe(&window).await?;
    job.publish(&window).await?;

    window.click("nav-accounts").await?;
    window
        .see_at("[data-testid=vault][data-kind=keychain]")
        .await?;
    judge.look(&window, "keys in the keychain").await?;
    window.click("vault-use_file").await?;
    window.write("passphrase-new", PASSPHRASE).await?;
    window.write("passphrase-again", OTHER).await?;
    window.click("passphrase-submit").await?;
    judge.look(&window, "two different passphrases").await?;
    window.write("passphrase-new", PASSPHRASE).await?;
    window.write("passphrase-again", PASSPHRASE).await?;
    window.click("passphrase-submit").await?;
    window
        .see_at("[data-testid=vault][data-kind=locked_file][data-state=ready]")
        .await?;
    judge.look(&window, "keys in the file").await?;
    window.click("vault-change").await?;
    judge.look(&window, "another passphrase").await?;
    window.press(Key::Escape).await?;
    for (button, what) in [
        ("vault-use_keychain", "back to the keychain?"),
        ("keys-remove", "remove keys?"),
    ] {
        window.click(button).await?;
        window.see("confirm-yes").await?;
        judge.look(&window, what).await?;
        window.click("confirm-no").await?;
    }
    window.click("vault-lock").await?;
    window
        .see_at("[data-testid=vault][data-state=locked]")
        .await?;
    judge.look(&window, "the file is locked").await?;
    window.write("passphrase", OTHER).await?;
    window.click("passphrase-submit").await?;
    window.see("passphrase-error").await?;
    judge.look(&window, "a wrong passphrase").await?;
    window.click("vault-start_over").await?;
    window.see("confirm-yes").await?;
    judge.look(&window, "start over?").await?;
    window.click("confirm-no").await?;
    window.click("past-problems-open").await?;
    window.see("past-problem").await?;
    judge.look(&window, "past problems").await?;
    window.press(Key::Escape).await?;

    job.open_conversation(&window).await?;
    job.answer(&window).await?;
    window.click("send").await?;
    window
        .see_at("[data-testid=message-state][data-state^=waiting]")
        .await?;
    judge.look(&window, "a waiting reply").await?;
    window.click("nav-outbox").await?;
    window.see("outbox-row").await?;
    judge.look(&window, "outbox with a waiting reply").await?;
    window.ask_to_close()?;
    window.see("closing").await?;
    judge.look(&window, "closing").await?;
    window
        .end_by("dialog [data-testid=closing-do-quit]")
        .await?;
    judge.verdict()
}

/// The palette and the sheet of keys stand over whatever is open.
async fn over_the_views(window: &Window, judge: &mut Judge) -> Result<()> {
    window.chord(&[Key::Control], 'k').await?;
    window.see("palette-field").await?;
    judge.look(window, "palette").await?;
    for (text, what) in [
        ("an", "palette with results"),
        (">", "palette with commands"),
        ("nothing of the kind", "palette that found nothing"),
    ] {
        window.retype(text).await?;
        judge.look(window, what).await?;
    }
    window.press(Key::Escape).await?;
    window.gone("palette").await?;
    window.press('?').await?;
    window.see("key-sheet").await?;
    judge.look(window, "keys").await?;
    window.press(Key::Escape).await?;
    window.gone("key-sheet").await
}

#[tokio::test]
async fn nothing_is_objected_to_around_the_practice_network() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    let mut judge = Judge::default();

    job.introduce(&window).await?;
    job.practise(&window).await?;
    window.click("nav-practice").await?;
    window.see("practice-customer-mayalind").await?;
    judge.look(&window, "practice: customers").await?;
    window.click("practice-sent").await?;
    window.see("practice-told").await?;
    judge.look(&window, "practice: what was sent").await?;
    window.click("practice-network").await?;
    window.click("practice-outage-start").await?;
    window.see("practice-outage-on").await?;
    window.click("practice-faults").await?;
    window.click("practice-switches").await?;
    judge.look(&window, "practice: an outage").await?;
    window.click("practice-outage-end").await?;
    window.gone("practice-outage-on").await?;
    window.click("practice-people").await?;
    window.click("practice-customer-mayalind").await?;
    window.see("practice-as-text").await?;
    judge.look(&window, "practice: a customer's screen").await?;
    window.close().await?;
    judge.verdict()
}

#[tokio::test]
async fn nothing_is_objected_to_around_an_application() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    let mut judge = Judge::default();

    job.introduce(&window).await?;
    job.practise(&window).await?;
    job.describe(&window).await?;
    job.publish(&window).await?;
    window.click("nav-application").await?;
    window.see("application-first").await?;
    judge.look(&window, "no application").await?;
    window.click("application-first").await?;
    window.see("start-yes").await?;
    judge.look(&window, "for which account?").await?;
    window.click("start-yes").await?;
    window.see("application-form").await?;
    judge.look(&window, "an application").await?;
    window.click("application-export").await?;
    window.see("export-html").await?;
    judge.look(&window, "written out as what?").await?;
    window.press(Key::Escape).await?;
    window.click("part-diary").await?;
    window.see("entry-form").await?;
    judge.look(&window, "its diary").await?;
    window.click("part-versions").await?;
    window.see("versions").await?;
    judge.look(&window, "its versions").await?;
    window.click("application-back").await?;
    window.see("application-row").await?;
    judge.look(&window, "all applications").await?;
    window.close().await?;
    judge.verdict()
}
