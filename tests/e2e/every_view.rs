//! Every view by keys alone: reached, walked through and worked in, with the
//! focus in sight at every step and back where it was after each dialog.

use anyhow::{Result, ensure};
use tests::window::{Key, MainJob, NARROW, Stage, USUAL, Window};

const PASSPHRASE: &str = "seven lanterns at the pier";
const READY: &str = "[data-testid=vault][data-kind=locked_file][data-state=ready]";
const LOCKED: &str = "[data-testid=vault][data-kind=locked_file][data-state=locked]";
const WAITING: &str = "[data-testid=message-state][data-state^=waiting]";

/// Goes to a view by its letters; no field may have the focus.
async fn go(window: &Window, letters: &str, view: &str) -> Result<()> {
    window.type_text(letters).await?;
    window
        .see_at(&format!("[data-testid=nav-{view}][aria-current=page]"))
        .await?;
    Ok(())
}

/// Goes through a view with Tab, in both sizes; it must lead to all of these.
async fn walk(window: &Window, view: &str, stops: &[&str]) -> Result<()> {
    for size in [NARROW, USUAL] {
        window.resize(size).await?;
        for stop in stops {
            window.see(stop).await?;
        }
        let passed = window.tab_around().await?;
        for stop in stops {
            ensure!(
                passed.iter().any(|one| one == stop),
                "{view}, {size:?}: Tab does not lead to {stop}, but to {passed:?}"
            );
        }
    }
    Ok(())
}

/// The focus is on what has this test id, and can be seen there.
async fn back_on(window: &Window, testid: &str) -> Result<()> {
    window.focus_on(testid).await?;
    window.shows_focus().await
}

/// Opens a question by key and leaves it with Escape: the focus returns.
async fn ask_and_leave(window: &Window, testid: &str, question: &str) -> Result<()> {
    window.enter(testid).await?;
    window.see(question).await?;
    window.shows_focus().await?;
    window.press(Key::Escape).await?;
    window.gone(question).await?;
    back_on(window, testid).await
}

#[tokio::test]
async fn tab_leads_through_every_view_and_always_shows_where_it_is() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    window.see("operator-name").await?;
    window.shows_focus().await?;
    job.introduce(&window).await?;
    walk(
        &window,
        "welcome",
        &["start-practice", "start-connect", "start-later"],
    )
    .await?;
    job.practise(&window).await?;
    job.describe(&window).await?;
    walk(
        &window,
        "a new persona",
        &["portrait-stage", "portrait-zoom", "save-and-publish"],
    )
    .await?;
    job.publish(&window).await?;
    walk(
        &window,
        "personas",
        &[
            "roster-search",
            "persona-card",
            "persona-edit",
            "persona-archive",
            "detail-history",
        ],
    )
    .await?;
    job.open_conversation(&window).await?;
    job.answer(&window).await?;
    let inbox = [
        "conversation-row",
        "composer-text",
        "persona-menu",
        "emoji-open",
        "send-later",
        "send",
        "stop",
    ];
    walk(&window, "inbox", &inbox).await?;
    window.press(Key::Escape).await?;
    for (letters, view, stops) in [
        ("gd", "drafts", ["draft-row"].as_slice()),
        ("go", "outbox", &[]),
        (
            "ga",
            "accounts",
            &[
                "connect-x",
                "account-probe",
                "account-delivery",
                "account-sign-in",
                "account-disconnect",
                "vault-change",
                "vault-lock",
                "keys-remove",
            ],
        ),
        ("gl", "ledger", &["ledger-verify"]),
        ("gs", "settings", &[]),
    ] {
        go(&window, letters, view).await?;
        walk(&window, view, stops).await?;
    }
    window.close().await
}

#[tokio::test]
async fn drafts_replies_the_ledger_and_settings_are_worked_by_keys() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open().await?;
    let job = MainJob::default();
    job.introduce(&window).await?;
    job.practise(&window).await?;
    job.describe(&window).await?;
    job.publish(&window).await?;
    go(&window, "ga", "accounts").await?;
    window.enter("vault-lock").await?;
    window.see_at(LOCKED).await?;
    window.shows_focus().await?;

    // A draft is found again, and released; without keys it waits.
    go(&window, "gi", "inbox").await?;
    window.drawn("conversation-row").await?;
    window.press('j').await?;
    window.focus_on("conversation-row").await?;
    window.press(Key::Enter).await?;
    window.focus_on("composer-text").await?;
    window.chord(&[Key::Alt], '1').await?;
    window.says("speaking-as", job.line).await?;
    window.type_text(job.text).await?;
    window.says("draft-state", "").await?;
    window.press(Key::Escape).await?;
    go(&window, "gd", "drafts").await?;
    window.says("draft-row", job.text).await?;
    window.enter("draft-row").await?;
    window.focus_on("composer-text").await?;
    ensure!(window.value("composer-text").await? == job.text);
    window.chord(&[Key::Control], Key::Enter).await?;
    window.see_at(WAITING).await?;
    window.press(Key::Escape).await?;

    // A persona that a reply waits to leave as is put away only after a question.
    go(&window, "gp", "personas").await?;
    ask_and_leave(&window, "persona-archive", "confirm-yes").await?;

    go(&window, "go", "outbox").await?;
    window.says("outbox-row", job.text).await?;
    ask_and_leave(&window, "reply-discard", "confirm-yes").await?;
    window.enter("reply-take_back").await?;
    window.gone("outbox-row").await?;
    go(&window, "gd", "drafts").await?;
    window.says("draft-row", job.text).await?;

    go(&window, "gl", "ledger").await?;
    window.enter("ledger-verify").await?;
    window.see("ledger-verdict").await?;
    back_on(&window, "ledger-verify").await?;

    go(&window, "gs", "settings").await?;
    window.tab_to("closing-ask").await?;
    window.press(Key::Down).await?;
    window.shows_focus().await?;
    ensure!(!window.has("[data-testid=closing-ask]:checked").await?);
    window.press(Key::Up).await?;
    window.see_at("[data-testid=closing-ask]:checked").await?;
    window.close().await
}

#[tokio::test]
async fn accounts_and_the_vault_are_worked_by_keys_and_every_dialog_gives_the_focus_back()
-> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = stage.open_without_passphrase().await?;
    let job = MainJob::default();
    job.introduce(&window).await?;
    job.practise(&window).await?;

    go(&window, "ga", "accounts").await?;
    window.enter("connect-x").await?;
    window.enter("connect-pasted").await?;
    back_on(&window, "key-consumer_key").await?;
    window.enter("connect-cancel").await?;
    window.gone("connect-submit").await?;
    window.press(Key::Escape).await?;
    window.gone("connect-wizard").await?;
    back_on(&window, "connect-x").await?;

    window.enter("vault-use_file").await?;
    window.focus_on("passphrase-new").await?;
    window.type_text(PASSPHRASE).await?;
    window.tab_to("passphrase-again").await?;
    window.type_text(PASSPHRASE).await?;
    window.press(Key::Enter).await?;
    window.see_at(READY).await?;
    window.shows_focus().await?;
    ask_and_leave(&window, "vault-use_keychain", "confirm-yes").await?;
    ask_and_leave(&window, "keys-remove", "confirm-yes").await?;

    window.enter("vault-lock").await?;
    window.see_at(LOCKED).await?;
    window.tab_to("passphrase").await?;
    window.type_text("none of the lanterns").await?;
    window.press(Key::Enter).await?;
    window.see("passphrase-error").await?;
    window.shows_focus().await?;
    ask_and_leave(&window, "vault-start_over", "confirm-yes").await?;
    window.tab_to("passphrase").await?;
    window.retype(PASSPHRASE).await?;
    window.press(Key::Enter).await?;
    window.see_at(READY).await?;
    window.shows_focus().await?;

    ask_and_leave(&window, "past-problems-open", "past-problem").await?;
    window.enter("keys-remove").await?;
    window.see("confirm-yes").await?;
    window.tab_to("confirm-yes").await?;
    window.press(Key::Enter).await?;
    window.gone("confirm-yes").await?;
    window.gone("keys-remove").await?;
    window.shows_focus().await?;
    window.enter("keys-replace").await?;
    window.see("keys-remove").await?;
    window.shows_focus().await?;
    window.close().await
}
