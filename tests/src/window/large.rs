//! Text at twice its size, as a person with weak eyes sets it.

use super::view::Window;
use anyhow::{Context, Result};

/// What can be scrolled sideways on purpose is no loss; what is cut off by an
/// ellipsis has its words in a hint.
const MEASURE: &str = r#"
const done = arguments[arguments.length - 1];
const root = document.documentElement;
root.style.fontSize = "200%";
const scrolls = (one) => one !== null && one !== document.body &&
  (/auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth
    || scrolls(one.parentElement));
const name = (one) => one.dataset.testid ?? `<${one.localName} class="${one.className}">`;
const measure = () => {
  const out = [];
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth) out.push(`the page is ${page.scrollWidth} wide`);
  const shown = [...document.body.querySelectorAll("*")].filter((one) =>
    one.checkVisibility() && !one.closest(".unseen, svg") &&
    [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== ""));
  for (const one of shown) {
    const { left, right, width } = one.getBoundingClientRect();
    if (width > 1 && !scrolls(one) && (right > innerWidth + 1 || left < -1))
      out.push(`${name(one)} “${one.textContent.trim().slice(0, 40)}” from ${Math.round(left)} to ${Math.round(right)}`);
  }
  root.style.fontSize = "";
  requestAnimationFrame(() => requestAnimationFrame(() => done(out)));
};
requestAnimationFrame(() => requestAnimationFrame(measure));
"#;

/// What leaves the window to the side when text is twice as large: a person
/// could not read it.
pub async fn sticking_out(window: &Window) -> Result<Vec<String>> {
    let found = window.client.execute_async(MEASURE, vec![]).await?;
    let found = found.as_array().context("a script that gave no list")?;
    let named = found.iter().filter_map(|one| one.as_str());
    Ok(named.map(str::to_owned).collect())
}
