//! The keyboard alone.

use super::view::Window;
use anyhow::{Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

/// Nobody presses Tab more often than this to get anywhere.
const TABS: usize = 60;

impl Window {
    /// Presses a key; goes to whatever has the focus.
    pub async fn press(&self, key: impl Into<char>) -> Result<()> {
        self.chord(&[], key).await
    }

    /// Presses a key while others are held.
    pub async fn chord(&self, held: &[Key], key: impl Into<char>) -> Result<()> {
        let key = key.into();
        let mut actions = KeyActions::new("keyboard".to_owned());
        let held: Vec<char> = held.iter().map(|key| char::from(*key)).collect();
        for value in held.iter().copied().chain([key]) {
            actions = actions.then(KeyAction::Down { value });
        }
        for value in [key].into_iter().chain(held.into_iter().rev()) {
            actions = actions.then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await?;
        Ok(())
    }

    /// Types a text, key by key, into whatever has the focus.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await?;
        Ok(())
    }

    /// Replaces what stands in the field that has the focus.
    pub async fn retype(&self, text: &str) -> Result<()> {
        self.chord(&[Key::Control], 'a').await?;
        self.type_text(text).await
    }

    /// Presses Tab until the focus is on what has that test id.
    pub async fn tab_to(&self, testid: &str) -> Result<()> {
        self.see(testid).await?;
        let mut passed = Vec::new();
        for _ in 0..TABS {
            let here = self.focused().await?;
            if here == testid {
                return Ok(());
            }
            passed.push(here);
            self.press(Key::Tab).await?;
        }
        bail!("Tab does not lead to {testid}; it passed {passed:?}")
    }

    /// Goes to what has that test id with Tab, and presses Enter there.
    pub async fn enter(&self, testid: &str) -> Result<()> {
        self.tab_to(testid).await?;
        self.press(Key::Enter).await
    }

    /// Waits until the focus is on what has that test id.
    pub async fn focus_on(&self, testid: &str) -> Result<()> {
        self.until(&format!("the focus on {testid}"), || async {
            Ok((self.focused().await? == testid).then_some(()))
        })
        .await
    }

    /// An attribute of what has the focus.
    pub async fn focused_attribute(&self, name: &str) -> Result<Option<String>> {
        Ok(self.client.active_element().await?.attr(name).await?)
    }

    /// The test id of what has the focus, or its tag and name.
    pub async fn focused(&self) -> Result<String> {
        // What had the focus may go away while it is asked who it is.
        self.until("what has the focus", || async {
            Ok(self.name_of_focused().await.ok())
        })
        .await
    }

    async fn name_of_focused(&self) -> Result<String> {
        let element = self.client.active_element().await?;
        if let Some(testid) = element.attr("data-testid").await? {
            return Ok(testid);
        }
        let name = element.attr("aria-label").await?.unwrap_or_default();
        Ok(format!("<{} {name}>", element.tag_name().await?))
    }
}
