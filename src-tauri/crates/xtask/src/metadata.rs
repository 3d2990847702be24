//! What cargo knows about the workspace.

use crate::step::{cargo, output};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::PathBuf;

/// The answer of `cargo metadata`.
pub fn read() -> Result<Value> {
    let text = output(cargo(&["metadata", "--format-version", "1", "--locked"])?)?;
    serde_json::from_str(&text).context("cargo's metadata cannot be read")
}

/// Where built programs stand.
pub fn target_folder() -> Result<PathBuf> {
    let text = output(cargo(&["metadata", "--format-version", "1", "--no-deps"])?)?;
    let metadata: Value = serde_json::from_str(&text).context("cargo's metadata cannot be read")?;
    let folder = metadata.get("target_directory").and_then(Value::as_str);
    Ok(PathBuf::from(
        folder.context("cargo names no target folder")?,
    ))
}

/// A field of a package, as text; empty where there is none.
pub fn text<'a>(package: &'a Value, field: &str) -> &'a str {
    package
        .get(field)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// A list in a value; empty where there is none.
pub fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value
        .get(field)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}
