//! The page's TypeScript, made from the desk's types.

use crate::step::{command, root, run};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes it anew, without what no longer exists.
pub fn write(exporter: &Path) -> Result<()> {
    let committed = committed()?;
    for name in files(&committed)?.keys() {
        fs::remove_file(committed.join(name))?;
    }
    export(exporter, &committed)
}

/// Fails when the committed files are not what would be written now.
pub fn check(exporter: &Path) -> Result<()> {
    let fresh = tempfile::tempdir()?;
    export(exporter, fresh.path())?;
    let fresh = files(fresh.path())?;
    let stale = differences(&files(&committed()?)?, &fresh);
    if stale.is_empty() {
        eprintln!("Bindings: {} files, none stale.", fresh.len());
        return Ok(());
    }
    bail!(
        "These bindings are stale: {}. Run `cargo xtask bindings` and commit them.",
        stale.join(", ")
    );
}

fn committed() -> Result<PathBuf> {
    Ok(root()?.join("ui/src/lib/bindings"))
}

fn export(exporter: &Path, folder: &Path) -> Result<()> {
    let (exporter, folder) = (exporter.to_string_lossy(), folder.to_string_lossy());
    run(command(&exporter, &[&folder])?)
}

fn files(folder: &Path) -> Result<BTreeMap<String, String>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut files = BTreeMap::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_file() {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            files.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(files)
}

/// The names that are missing, too many, or of other content.
fn differences(
    committed: &BTreeMap<String, String>,
    fresh: &BTreeMap<String, String>,
) -> Vec<String> {
    let mut names: Vec<String> = committed.keys().chain(fresh.keys()).cloned().collect();
    names.sort();
    names.dedup();
    names.retain(|name| committed.get(name) != fresh.get(name));
    names
}

#[cfg(test)]
mod tests {
    use super::differences;
    use std::collections::BTreeMap;

    fn files(list: &[(&str, &str)]) -> BTreeMap<String, String> {
        list.iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn a_changed_a_missing_and_a_left_over_file_are_all_stale() {
        let committed = files(&[("same", "1"), ("changed", "1"), ("left-over", "1")]);
        let fresh = files(&[("same", "1"), ("changed", "2"), ("missing", "1")]);
        assert_eq!(
            differences(&committed, &fresh),
            ["changed", "left-over", "missing"]
        );
        assert!(differences(&fresh, &fresh).is_empty());
    }
}
