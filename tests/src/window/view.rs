//! What a person does with the window: looks, clicks, writes, waits.

use super::desktop::Desktop;
use super::driver::Driver;
use anyhow::{Context, Result, anyhow, bail};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::future::Future;
use std::path::Path;
use std::time::Duration;

/// What does not happen within this does not happen.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(40);

/// Colours pass from one theme into the other; done when they have arrived.
const THEMED: &str = "const [theme, done] = arguments;
document.documentElement.dataset.theme = theme;
requestAnimationFrame(() => {
  const passing = document.getAnimations().filter((one) => one instanceof CSSTransition);
  Promise.allSettled(passing.map((one) => one.finished)).then(() => done(true));
});";

/// Asked for a picture while the window is being drawn, the driver never answers.
const DRAWN: &str = "const done = arguments[arguments.length - 1];
requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";

/// The views of the sidebar, by their names in the page.
pub const VIEWS: [&str; 6] = [
    "inbox", "drafts", "outbox", "personas", "accounts", "ledger",
];

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Light, Self::Dark];

    /// Its name in the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// An open window.
pub struct Window {
    pub(super) client: Client,
    driver: Driver,
}

impl Window {
    pub(super) async fn open(driver: Driver, app: &Path, data: &Path) -> Result<Self> {
        Self::open_program(driver, app, &["--data".as_ref(), data]).await
    }

    pub(super) async fn open_program(
        driver: Driver,
        program: &Path,
        arguments: &[&Path],
    ) -> Result<Self> {
        let options = json!({"binary": program, "args": arguments});
        let wanted = json!({"webkitgtk:browserOptions": options});
        let Value::Object(capabilities) = wanted else {
            bail!("capabilities are an object");
        };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let address = driver.address();
        let opening = builder.capabilities(capabilities).connect(&address);
        let client = tokio::time::timeout(PATIENCE, opening)
            .await
            .context("the window does not open")?
            .context("the window did not open")?;
        Ok(Self { client, driver })
    }

    /// Closes it as a person does, and waits until its process has ended.
    pub async fn close(self) -> Result<()> {
        self.ask_to_close()?;
        self.ended().await
    }

    /// Asks it to close, as a click on the cross in its frame does.
    pub fn ask_to_close(&self) -> Result<()> {
        Desktop::connect()?.ask_to_close(self.driver.window()?)
    }

    /// Waits until its process has ended.
    pub async fn ended(&self) -> Result<()> {
        self.until("the end of the window's process", || async {
            Ok(self.driver.window().is_err().then_some(()))
        })
        .await
    }

    /// Waits until it is out of sight; its process goes on.
    pub async fn hidden(&self) -> Result<()> {
        self.until("the window to be hidden", || async {
            Ok((!self.is_shown()?).then_some(()))
        })
        .await
    }

    /// Waits until it can be seen.
    pub async fn shown(&self) -> Result<()> {
        self.until("the window to be shown", || async {
            Ok(self.is_shown()?.then_some(()))
        })
        .await
    }

    /// The process it belongs to.
    pub(super) fn process(&self) -> Result<u32> {
        self.driver.window()
    }

    fn is_shown(&self) -> Result<bool> {
        Desktop::connect()?.is_shown(self.driver.window()?)
    }

    /// Ends its process at once, as a loss of power would, and waits until the
    /// system has taken everything from it.
    pub async fn kill(self) -> Result<()> {
        self.driver.end_window()?;
        self.ended().await
    }

    /// Waits for an element of that test id and gives it.
    pub async fn see(&self, testid: &str) -> Result<Element> {
        self.see_at(&css(testid)).await
    }

    /// Waits for an element and gives it. The selector is CSS, or XPath where
    /// it starts with `//`.
    pub async fn see_at(&self, selector: &str) -> Result<Element> {
        self.until(selector, || async {
            Ok(self.client.find(locator(selector)).await.ok())
        })
        .await
    }

    /// Waits until something of that test id is drawn: a row of a long list is
    /// there a moment earlier.
    pub async fn drawn(&self, testid: &str) -> Result<()> {
        self.until(&format!("{testid}, drawn"), || async {
            let Ok(one) = self.client.find(locator(&css(testid))).await else {
                return Ok(None);
            };
            Ok(one.is_displayed().await.unwrap_or_default().then_some(()))
        })
        .await
    }

    /// Waits until a picture has arrived, the last one of that selector.
    pub async fn painted(&self, selector: &str) -> Result<()> {
        self.until(&format!("{selector}, painted"), || async {
            let all = self.client.find_all(locator(selector)).await;
            let Some(picture) = all.unwrap_or_default().pop() else {
                return Ok(None);
            };
            Ok(self.is_drawn(&picture).await?.then_some(()))
        })
        .await
    }

    /// Waits until nothing of that test id is there any more.
    pub async fn gone(&self, testid: &str) -> Result<()> {
        self.gone_at(&css(testid)).await
    }

    /// Waits until there is no such element any more.
    pub async fn gone_at(&self, selector: &str) -> Result<()> {
        self.until(&format!("the end of {selector}"), || async {
            Ok((!self.has(selector).await?).then_some(()))
        })
        .await
    }

    /// Waits until something of that test id says these words, and gives all it says.
    pub async fn says(&self, testid: &str, words: &str) -> Result<String> {
        self.says_at(&css(testid), words).await
    }

    /// Waits until such an element says these words, and gives all it says.
    pub async fn says_at(&self, selector: &str, words: &str) -> Result<String> {
        self.until(&format!("“{words}” in {selector}"), || async {
            for one in self.client.find_all(locator(selector)).await? {
                let said = words_of(&one).await.unwrap_or_default();
                if said.contains(words) {
                    return Ok(Some(said));
                }
            }
            Ok(None)
        })
        .await
    }

    /// What every element of that test id says, from top to bottom.
    pub async fn all_words(&self, testid: &str) -> Result<Vec<String>> {
        let mut said = Vec::new();
        for one in self.client.find_all(locator(&css(testid))).await? {
            said.push(words_of(&one).await?);
        }
        Ok(said)
    }

    /// An attribute of what has that test id.
    pub async fn attribute(&self, testid: &str, name: &str) -> Result<String> {
        let found = self.see(testid).await?.attr(name).await?;
        found.with_context(|| format!("{testid} has no {name}"))
    }

    /// Is there such an element now?
    pub async fn has(&self, selector: &str) -> Result<bool> {
        Ok(!self.client.find_all(locator(selector)).await?.is_empty())
    }

    /// Clicks what has that test id, as soon as it may be clicked.
    pub async fn click(&self, testid: &str) -> Result<()> {
        self.click_at(&css(testid)).await
    }

    /// Clicks an element as soon as it may be clicked.
    pub async fn click_at(&self, selector: &str) -> Result<()> {
        self.until(&format!("{selector}, ready to be clicked"), || async {
            let Ok(element) = self.client.find(locator(selector)).await else {
                return Ok(None);
            };
            let ready = element.is_enabled().await.unwrap_or_default();
            Ok((ready && element.click().await.is_ok()).then_some(()))
        })
        .await
    }

    /// Clicks what ends the window's process and waits for its end. The driver may
    /// be gone with it before it can say that it clicked.
    pub async fn end_by(&self, selector: &str) -> Result<()> {
        self.until(&format!("the end after {selector} was clicked"), || async {
            if self.driver.window().is_err() {
                return Ok(Some(()));
            }
            if let Ok(element) = self.client.find(locator(selector)).await {
                let _ = element.click().await;
            }
            Ok(None)
        })
        .await
    }

    /// Types into what has that test id.
    pub async fn write(&self, testid: &str, text: &str) -> Result<()> {
        let field = self.see(testid).await?;
        field
            .send_keys(text)
            .await
            .with_context(|| format!("{testid} takes no keys"))
    }

    /// What a field holds.
    pub async fn value(&self, testid: &str) -> Result<String> {
        let field = self.see(testid).await?;
        Ok(field.prop("value").await?.unwrap_or_default())
    }

    /// Has this picture arrived?
    pub(super) async fn is_drawn(&self, picture: &Element) -> Result<bool> {
        let script = "return arguments[0].complete && arguments[0].naturalWidth > 0";
        let picture = serde_json::to_value(picture)?;
        Ok(self.client.execute(script, vec![picture]).await? == json!(true))
    }

    /// Waits until a question has an answer.
    ///
    /// # Errors
    /// What was waited for, and what the window says instead.
    pub async fn until<T, F>(&self, what: &str, mut ask: impl FnMut() -> F) -> Result<T>
    where
        F: Future<Output = Result<Option<T>>>,
    {
        let waiting = async {
            let mut again = tokio::time::interval(LOOK_AGAIN);
            loop {
                again.tick().await;
                if let Some(found) = ask().await? {
                    return Ok(found);
                }
            }
        };
        match tokio::time::timeout(PATIENCE, waiting).await {
            Ok(found) => found,
            Err(_) => Err(anyhow!(
                "waited in vain for {what}. The window says: {}",
                self.words().await
            )),
        }
    }

    /// Everything that can be read in the window.
    pub async fn words(&self) -> String {
        match self.client.find(Locator::Css("body")).await {
            Ok(body) => words_of(&body).await.unwrap_or_default(),
            Err(error) => format!("nothing ({error})"),
        }
    }

    /// Everything that the page holds: its whole document, and what stands in
    /// its fields.
    pub async fn holds(&self) -> Result<String> {
        let script = "return [document.documentElement.outerHTML,
            ...[...document.querySelectorAll('input, textarea')].map((one) => one.value)].join()";
        let held = self.client.execute(script, vec![]).await?;
        let held = held.as_str().context("a page without a document")?;
        Ok(held.to_owned())
    }

    /// Sets the inner size of the window, in pixels.
    pub async fn resize(&self, (width, height): (u32, u32)) -> Result<()> {
        self.client.set_window_size(width, height).await?;
        self.until(&format!("a size of {width}×{height}"), || async {
            let size = self
                .client
                .execute("return [innerWidth, innerHeight]", vec![])
                .await?;
            Ok((size == json!([width, height])).then_some(()))
        })
        .await
    }

    /// Draws the window light or dark, whatever the system says.
    pub async fn set_theme(&self, theme: Theme) -> Result<()> {
        self.client
            .execute_async(THEMED, vec![json!(theme.name())])
            .await?;
        Ok(())
    }

    /// A picture of the window as PNG, when everything that changed is drawn.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        self.client.execute_async(DRAWN, vec![]).await?;
        tokio::time::timeout(PATIENCE, self.client.screenshot())
            .await
            .context("the driver gives no picture of the window")?
            .context("no picture of the window")
    }
}

/// An element's words, on one line. (The driver's own reading leaves out what
/// stands in a box that cuts it off, even where nothing is cut.)
pub(super) async fn words_of(element: &Element) -> Result<String> {
    let text = element.prop("textContent").await?.unwrap_or_default();
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn css(testid: &str) -> String {
    format!("[data-testid=\"{testid}\"]")
}

fn locator(selector: &str) -> Locator<'_> {
    if selector.starts_with("//") {
        Locator::XPath(selector)
    } else {
        Locator::Css(selector)
    }
}
