//! Licences, sources and bans of everything that is built in.

use crate::metadata::{self, list, text};
use crate::step::root;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use spdx::{Expression, ParseMode};

/// Licences under which something may be built in.
const ALLOWED: [&str; 19] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "IJG",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "MPL-2.0",
    "CC0-1.0",
    "0BSD",
    "BSL-1.0",
    "Unlicense",
    "NCSA",
    "CDLA-Permissive-2.0",
    "OFL-1.1",
    "BlueOak-1.0.0",
];

/// Crates that must not come in, and why.
const BANNED: [(&str, &str); 4] = [
    ("openssl-sys", "TLS is rustls on ring"),
    ("native-tls", "TLS is rustls on ring"),
    ("aws-lc-sys", "it needs a C build of its own; ring serves"),
    ("anyhow-tauri", "errors at the border are typed"),
];

/// Tools that compile the messages and are never part of the page; their
/// packages name no licence.
const SILENT_TOOLS: [&str; 2] = ["@inlang/plugin-message-format", "sqlite-wasm-kysely"];

/// Where crates may come from, besides this workspace. The registry's own name
/// for itself in cargo's metadata starts so.
const SOURCE: &str = "registry+";

/// Checks everything that cargo and npm would build in.
pub fn check() -> Result<()> {
    let metadata = metadata::read()?;
    let packages = list(&metadata, "packages");
    let mut faults: Vec<String> = packages.iter().filter_map(crate_fault).collect();
    let lock = std::fs::read_to_string(root()?.join("ui/package-lock.json"))
        .context("ui/package-lock.json is missing")?;
    let lock: Value = serde_json::from_str(&lock).context("ui/package-lock.json cannot be read")?;
    let of_page = of_page(&lock, installed_licence);
    faults.extend(
        of_page
            .iter()
            .filter_map(|(name, licence)| licence_fault(name, licence)),
    );
    if !faults.is_empty() {
        bail!("These may not be built in:\n  {}", faults.join("\n  "));
    }
    eprintln!(
        "Licences: {} crates and {} packages of the page, all allowed.",
        packages.len(),
        of_page.len()
    );
    Ok(())
}

fn crate_fault(package: &Value) -> Option<String> {
    let name = text(package, "name");
    if let Some((_, why)) = BANNED.iter().find(|(banned, _)| *banned == name) {
        return Some(format!("{name} is banned: {why}"));
    }
    let source = text(package, "source");
    if !source.is_empty() && !source.starts_with(SOURCE) {
        return Some(format!("{name} comes from {source}"));
    }
    licence_fault(name, text(package, "license"))
}

fn licence_fault(name: &str, licence: &str) -> Option<String> {
    let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else {
        return Some(format!(
            "{name} has the licence “{licence}”, which cannot be read"
        ));
    };
    let allowed = expression.evaluate(|needed| {
        needed
            .license
            .id()
            .is_some_and(|id| ALLOWED.contains(&id.name))
    });
    (!allowed).then(|| format!("{name} has the licence “{licence}”"))
}

/// Name and licence of everything that makes the page: its bundler takes from
/// the development packages too, so none is left out. A package that names no
/// licence in the lock file names it in its own.
fn of_page(lock: &Value, own: impl Fn(&str) -> Option<String>) -> Vec<(String, String)> {
    let Some(packages) = lock.get("packages").and_then(Value::as_object) else {
        return Vec::new();
    };
    packages
        .iter()
        .filter(|(path, _)| {
            !path.is_empty() && !SILENT_TOOLS.iter().any(|tool| path.contains(tool))
        })
        .map(|(path, package)| {
            let named = Some(text(package, "license")).filter(|licence| !licence.is_empty());
            let licence = named
                .map(str::to_owned)
                .or_else(|| own(path))
                .unwrap_or_default();
            (path.clone(), licence)
        })
        .collect()
}

/// What the installed package says of itself; `None` where it is not installed.
fn installed_licence(path: &str) -> Option<String> {
    let package = root().ok()?.join("ui").join(path);
    let described = std::fs::read_to_string(package.join("package.json")).ok()?;
    let described: Value = serde_json::from_str(&described).ok()?;
    Some(text(&described, "license").to_owned())
}

#[cfg(test)]
mod tests {
    use super::{crate_fault, licence_fault, of_page};
    use serde_json::json;

    #[test]
    fn one_allowed_licence_of_several_is_enough() {
        for licence in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
        ] {
            assert_eq!(licence_fault("some", licence), None, "{licence}");
        }
    }

    #[test]
    fn a_licence_that_is_not_allowed_missing_or_unreadable_is_named() {
        for licence in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "", "see the file"] {
            assert!(licence_fault("some", licence).is_some(), "{licence}");
        }
    }

    #[test]
    fn a_banned_crate_and_a_strange_source_are_named() {
        let banned = json!({ "name": "native-tls", "license": "MIT", "source": "registry+here" });
        assert!(crate_fault(&banned).is_some_and(|fault| fault.contains("rustls")));
        let strange =
            json!({ "name": "some", "license": "MIT", "source": "git+https://example.org/some" });
        assert!(crate_fault(&strange).is_some());
        assert_eq!(
            crate_fault(&json!({ "name": "ours", "license": "MIT", "source": null })),
            None
        );
    }

    #[test]
    fn every_package_of_the_page_counts_and_may_name_its_licence_itself() {
        let lock = json!({ "packages": {
            "": {}, "node_modules/named": { "license": "MIT", "dev": true }, "node_modules/silent": {}, "node_modules/unknown": {}
        }});
        let own = |path: &str| (path == "node_modules/silent").then(|| "ISC".to_owned());
        let licences: Vec<_> = of_page(&lock, own)
            .into_iter()
            .map(|(_, licence)| licence)
            .collect();
        assert_eq!(licences, ["MIT", "ISC", ""]);
    }
}
