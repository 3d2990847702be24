//! Whether a person can see where the focus is.

use super::view::Window;
use anyhow::{Context, Result, bail};
use fantoccini::key::Key;

/// Nobody presses Tab more often than this to get through a view.
const STOPS: usize = 90;

/// What is wrong with how the focus is shown; nothing where it can be seen. A
/// ring may be drawn by what the focus is on, by its label, or by a box around it;
/// the edge between panes is itself one.
const HIDDEN: &str = r#"
const at = document.activeElement;
if (at === null || at === document.body || at === document.documentElement)
  return "nothing has the focus";
const ringed = (one, part) => {
  const { backgroundColor, boxShadow, outlineStyle, outlineWidth, outlineColor, content } =
    getComputedStyle(one, part);
  const clear = (colour) => /, 0\)$|transparent/.test(colour);
  if (part) return content !== "none" && content !== "normal" && !clear(backgroundColor);
  return boxShadow !== "none" ||
    (outlineStyle !== "none" && parseFloat(outlineWidth) > 0 && !clear(outlineColor));
};
const around = [at, ...(at.labels ?? [])];
for (let one = at.parentElement, up = 0; one && up < 3; one = one.parentElement, up += 1)
  if (one.matches(":focus-within") && one !== document.body) around.push(one);
if (!around.some((one) => ringed(one) || ringed(one, "::after"))) return "no ring is drawn";
const sized = [at, ...(at.labels ?? [])].map((one) => one.getBoundingClientRect());
if (!sized.some((box) => box.width > 1 && box.height > 1)) return "it has no size";
if (!sized.some((box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth))
  return "it is out of sight";
return "";
"#;

impl Window {
    /// Waits until the focus can be seen: it may still be on its way.
    ///
    /// # Errors
    /// Where nothing has the focus, or nobody could see what.
    pub async fn shows_focus(&self) -> Result<()> {
        let shown = self.until("the focus to be seen", || async {
            Ok(self.hides_focus().await?.is_none().then_some(()))
        });
        if let Err(error) = shown.await {
            let wrong = self.hides_focus().await?.unwrap_or_default();
            return Err(error.context(format!("{}: {wrong}", self.focused().await?)));
        }
        Ok(())
    }

    /// What is wrong with how the focus is shown.
    async fn hides_focus(&self) -> Result<Option<String>> {
        let wrong = self.client.execute(HIDDEN, vec![]).await?;
        let wrong = wrong.as_str().context("a script that gave no text")?;
        Ok((!wrong.is_empty()).then(|| wrong.to_owned()))
    }

    /// Presses Tab until the focus has been everywhere and is where it began;
    /// the names of all stops. Each must be seen.
    ///
    /// # Errors
    /// Where a stop cannot be seen, or the focus never comes back.
    pub async fn tab_around(&self) -> Result<Vec<String>> {
        self.press(Key::Tab).await?;
        let first = self.client.active_element().await?.element_id();
        let mut stops = Vec::new();
        for _ in 0..STOPS {
            self.shows_focus().await?;
            stops.push(self.focused().await?);
            self.press(Key::Tab).await?;
            if self.client.active_element().await?.element_id() == first {
                return Ok(stops);
            }
        }
        bail!("Tab never comes back to where it began; it passed {stops:?}")
    }
}
