//! An account is connected by signing in on the network's page, in the window and
//! in a real browser beside it.

use anyhow::{Context, Result, ensure};
use std::net::{Ipv4Addr, TcpListener};
use tests::window::{Key, MainJob, Stage, Window, serve};

/// Where the browser comes back to (`desk/src/logins`).
const PORT: u16 = 47_391;

/// Somebody sits there, practises, and looks at the accounts.
async fn begin(stage: &Stage) -> Result<Window> {
    let window = stage.open().await?;
    let job = MainJob::default();
    job.introduce(&window).await?;
    job.practise(&window).await?;
    window.click("nav-accounts").await?;
    Ok(window)
}

/// Asks to connect an account of the practice network.
async fn ask(window: &Window) -> Result<()> {
    window.click("connect-x").await?;
    window.click("connect-practice").await
}

/// The page's address, once the network has given it.
async fn address(window: &Window) -> Result<String> {
    window
        .until("the address of the network's page", || async {
            let address = window.value("login-address").await?;
            Ok((!address.is_empty()).then_some(address))
        })
        .await
}

/// Waits until the window has asked the system for the page.
async fn handed_over(stage: &Stage, window: &Window, address: &str) -> Result<()> {
    window
        .until("the page to be handed to the browser", || async {
            let last = stage.opened().pop();
            Ok((last.as_deref() == Some(address)).then_some(()))
        })
        .await
}

/// Decides on the network's page.
async fn decide(browser: &Window, address: &str, decision: &str) -> Result<()> {
    browser.go(address).await?;
    if decision == "allow" {
        browser.click_at("input[name=brand]").await?;
    }
    browser.click_at(&format!("button[value={decision}]")).await
}

/// The number that the network's page shows.
async fn number(browser: &Window, address: &str) -> Result<String> {
    decide(browser, address, "allow").await?;
    browser.says_at(".pin", "").await
}

#[tokio::test]
async fn an_account_is_allowed_in_the_browser_or_refused_there_or_left_alone() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = begin(&stage).await?;
    let browser = stage.browser().await?;

    ask(&window).await?;
    window.see("login-waiting").await?;
    let page = address(&window).await?;
    handed_over(&stage, &window, &page).await?;
    decide(&browser, &page, "deny").await?;
    browser.says_at("h1", "You refused").await?;
    window.see("login-error").await?;

    window.click("way-again").await?;
    let page = address(&window).await?;
    handed_over(&stage, &window, &page).await?;
    // The browser was closed: nobody comes back.
    window.click("login-cancel").await?;
    window.gone("login-waiting").await?;
    TcpListener::bind((Ipv4Addr::LOCALHOST, PORT))?;

    window.click("connect-practice").await?;
    let page = address(&window).await?;
    decide(&browser, &page, "allow").await?;
    browser.says_at("main", "go back to Byline").await?;
    window.says("step-connected", "Northwind").await?;
    window.click("login-see").await?;
    window
        .see_at("[data-testid=finding-personas][data-verdict=works]")
        .await?;
    window.close().await
}

#[tokio::test]
async fn a_number_connects_where_the_browser_cannot_come_back() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = begin(&stage).await?;
    let browser = stage.browser().await?;

    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, PORT))?;
    ask(&window).await?;
    window.see("login-error").await?;
    window.click("way-number").await?;
    drop(taken);
    let page = address(&window).await?;
    handed_over(&stage, &window, &page).await?;
    let number = number(&browser, &page).await?;
    ensure!(number.len() == 7, "a number of seven digits: {number}");

    let wrong: String = number
        .chars()
        .map(|c| if c == '7' { '3' } else { '7' })
        .collect();
    window.write("login-pin", &wrong).await?;
    window.click("login-pin-submit").await?;
    window.see("login-error").await?;
    window.focus_on("login-pin").await?;
    window.retype(&number).await?;
    window.press(Key::Enter).await?;
    window.says("step-connected", "Northwind").await?;
    window.close().await
}

#[tokio::test]
async fn signing_in_again_and_disconnecting_need_no_mouse() -> Result<()> {
    let stage = Stage::from_environment().await?;
    let window = begin(&stage).await?;
    let browser = stage.browser().await?;

    window.tab_to("account-sign-in").await?;
    window.press(Key::Enter).await?;
    let page = address(&window).await?;
    decide(&browser, &page, "allow").await?;
    window.see("step-connected").await?;
    window.tab_to("login-later").await?;
    window.press(Key::Enter).await?;

    window.tab_to("account-disconnect").await?;
    window.press(Key::Enter).await?;
    window.see("confirm-no").await?;
    window.press(Key::Escape).await?;
    window.gone("confirm-no").await?;
    window.focus_on("account-disconnect").await?;
    window.press(Key::Enter).await?;
    window.tab_to("confirm-yes").await?;
    window.press(Key::Enter).await?;
    window.see("disconnect-said").await?;
    window.see("account-without-keys").await?;

    // What was read stays readable.
    window.click("nav-inbox").await?;
    window.see("conversation-row").await?;
    window.close().await
}

/// What a network announced, by its place in the document.
fn told(announced: &serde_json::Value, place: &str) -> Result<String> {
    let text = announced.pointer(place).and_then(|it| it.as_str());
    Ok(text.context("nothing announced there")?.to_owned())
}

#[tokio::test]
async fn a_callback_that_is_not_registered_leads_to_the_number() -> Result<()> {
    let stage = Stage::from_environment().await?;
    // A network of its own, whose app knows nothing of Byline's callback.
    let network = serve(&stage.elsewhere()).await?;
    let window = begin(&stage).await?;
    let browser = stage.browser().await?;
    window.click("connect-x").await?;
    window.click("connect-own").await?;
    window.click("connect-next").await?;
    for field in ["consumer_key", "consumer_secret"] {
        let key = told(&network.announced, &format!("/keys/0/{field}"))?;
        window.write(&format!("app-{field}"), &key).await?;
    }
    window
        .click_at("[data-testid=step-app-keys] summary")
        .await?;
    let base = told(&network.announced, "/base_url")?;
    window.write("login-api-base", &base).await?;
    window.click("login-begin").await?;
    window.says("login-error", "callback").await?;
    window.click("way-number").await?;
    let page = address(&window).await?;
    ensure!(page.starts_with(&base), "asked elsewhere: {page}");
    let number = number(&browser, &page).await?;
    window.write("login-pin", &number).await?;
    window.press(Key::Enter).await?;
    window.says("step-connected", "Northwind").await?;
    window.click("login-later").await?;
    // Beside the account that practises in Byline itself.
    window
        .until("two accounts side by side", || async {
            let names = window.all_words("account").await?;
            Ok((names.len() == 2).then_some(()))
        })
        .await?;
    window.close().await
}
