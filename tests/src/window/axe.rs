//! Accessibility of what is shown, as axe-core judges it.

use super::view::Window;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

/// The customer's view copies X's own colours; only their contrast is not ours.
const JUDGE: &str = r#"
const done = arguments[arguments.length - 1];
const theirs = '[data-testid="customer-view"]';
const judge = async () => {
  const all = [await axe.run({ exclude: [[theirs]] })];
  if (document.querySelector(theirs)) {
    const rules = { "color-contrast": { enabled: false } };
    all.push(await axe.run({ include: [[theirs]] }, { rules }));
  }
  return all.flatMap((one) => one.violations).map((one) => ({
    rule: one.id,
    where: one.nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`).join("\n"),
  }));
};
judge().then(done, (error) => done([{ rule: "axe failed", where: String(error) }]));
"#;

/// Something that axe-core objects to.
#[derive(Debug)]
pub struct Violation {
    /// The rule's name.
    pub rule: String,
    /// Which elements, and why.
    pub place: String,
}

/// Everything that axe-core objects to in what the window shows now.
pub async fn violations(window: &Window) -> Result<Vec<Violation>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&file).with_context(|| {
        format!(
            "{} is missing; run this through `cargo xtask test`",
            file.display()
        )
    })?;
    window.client.execute(&axe, vec![]).await?;
    let found = window.client.execute_async(JUDGE, vec![]).await?;
    let text = |one: &Value, field: &str| {
        one.get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let found = found.as_array().context("axe gave no list")?;
    Ok(found
        .iter()
        .map(|one| Violation {
            rule: text(one, "rule"),
            place: text(one, "where"),
        })
        .collect())
}
