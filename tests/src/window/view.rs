//! What a person does with the window: looks, clicks, writes, waits.

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
const PATIENCE: Duration = Duration::from_secs(20);
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
        let wanted = json!({"webkitgtk:browserOptions": {"binary": app, "args": ["--data", data]}});
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
        // The session ends with its window; what it answers to that is no news.
        let closing = tokio::time::timeout(PATIENCE, self.client.close_window());
        closing.await.context("the window does not close")?.ok();
        self.until("the end of the window's process", || async {
            Ok(self.driver.window().is_err().then_some(()))
        })
        .await
    }

    /// Ends its process at once, as a loss of power would.
    pub fn kill(self) -> Result<()> {
        self.driver.end_window()
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
