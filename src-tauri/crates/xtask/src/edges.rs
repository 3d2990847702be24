//! Who may know whom: the picture in ARCHITECTURE.md, held against cargo's own
//! knowledge of the workspace.

use crate::metadata::{self, list, text};
use anyhow::{Result, bail};

/// A crate of ours, and the crates of ours that it may depend on.
const MAY_KNOW: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("store", &["domain"]),
    ("vault", &["domain"]),
    ("portrait", &["domain"]),
    ("network", &["domain"]),
    ("x", &["domain", "network"]),
    ("engine", &["domain", "store", "network"]),
    ("practice", &[]),
    (
        "desk",
        &[
            "domain", "store", "network", "x", "vault", "portrait", "engine", "practice",
        ],
    ),
    ("cli", &["desk"]),
    ("byline-app", &["desk"]),
    ("xtask", &[]),
];

/// A library, and the only crates of ours that may use it.
const ONLY_IN: [(&str, &[&str]); 10] = [
    ("tauri", &["byline-app"]),
    ("rusqlite", &["store"]),
    ("reqwest", &["network"]),
    ("keyring", &["vault"]),
    ("secret-service", &["vault"]),
    ("image", &["portrait"]),
    ("fast_image_resize", &["portrait"]),
    ("axum", &["practice"]),
    ("ts-rs", &["desk"]),
    ("interprocess", &["desk"]),
];

/// Crates that only decide, and so know nothing that runs, sends or draws lots.
const PURE: [&str; 2] = ["domain", "x"];

/// What the pure ones must not know, not even in their tests.
const IMPURE: [&str; 5] = ["tokio", "async-std", "hyper", "rand", "getrandom"];

/// One crate depends on another.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Edge {
    from: String,
    to: String,
}

/// Checks the workspace as it stands.
pub fn check() -> Result<()> {
    let edges = edges()?;
    let forbidden: Vec<String> = edges.iter().filter_map(fault).collect();
    if !forbidden.is_empty() {
        bail!(
            "Somebody knows whom they may not (ARCHITECTURE.md):\n  {}",
            forbidden.join("\n  ")
        );
    }
    eprintln!(
        "Who may know whom: {} dependencies, all allowed.",
        edges.len()
    );
    Ok(())
}

/// Every dependency of our crates, for running, building and testing alike.
/// The crate `tests` stands above all others and may know everybody.
fn edges() -> Result<Vec<Edge>> {
    let metadata = metadata::read()?;
    let members: Vec<&str> = list(&metadata, "workspace_members")
        .iter()
        .filter_map(|id| id.as_str())
        .collect();
    let ours = list(&metadata, "packages")
        .iter()
        .filter(|package| members.contains(&text(package, "id")));
    let edges = ours
        .filter(|package| text(package, "name") != "tests")
        .flat_map(|package| {
            list(package, "dependencies").iter().map(|dependency| Edge {
                from: text(package, "name").to_owned(),
                to: text(dependency, "name").to_owned(),
            })
        });
    Ok(edges.collect())
}

/// What is wrong with a dependency, if anything.
fn fault(edge: &Edge) -> Option<String> {
    let Some((_, allowed)) = MAY_KNOW.iter().find(|(name, _)| *name == edge.from) else {
        return Some(format!("{} is not on the list of crates", edge.from));
    };
    let ours = edge.to == "tests" || MAY_KNOW.iter().any(|(name, _)| *name == edge.to);
    if ours && !allowed.contains(&edge.to.as_str()) {
        return Some(format!("{} may not know {}", edge.from, edge.to));
    }
    let belongs = |name: &str| {
        edge.to == name
            || edge.to.starts_with(&format!("{name}-"))
            || edge.to.starts_with(&format!("{name}_"))
    };
    if PURE.contains(&edge.from.as_str()) && IMPURE.into_iter().any(belongs) {
        return Some(format!(
            "{} only decides and may not know {}",
            edge.from, edge.to
        ));
    }
    let (name, only) = ONLY_IN.iter().find(|(name, _)| belongs(name))?;
    (!only.contains(&edge.from.as_str())).then(|| {
        format!(
            "{} uses {}; only {} may use {name}",
            edge.from,
            edge.to,
            only.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{Edge, MAY_KNOW, fault};

    fn edge(from: &str, to: &str) -> Edge {
        Edge {
            from: from.to_owned(),
            to: to.to_owned(),
        }
    }

    #[test]
    fn an_edge_of_the_picture_is_allowed() {
        for (from, allowed) in MAY_KNOW {
            for to in allowed {
                assert_eq!(fault(&edge(from, to)), None, "{from} → {to}");
            }
        }
        assert_eq!(fault(&edge("store", "rusqlite_migration")), None);
        assert_eq!(
            fault(&edge("byline-app", "tauri-plugin-single-instance")),
            None
        );
    }

    #[test]
    fn an_edge_against_the_picture_is_named() {
        for (from, to) in [
            ("domain", "store"),
            ("engine", "x"),
            ("practice", "x"),
            ("x", "practice"),
            ("cli", "engine"),
            ("engine", "rusqlite"),
            ("desk", "reqwest"),
            ("desk", "tauri"),
            ("cli", "keyring-core"),
            ("newcomer", "serde"),
            ("domain", "tokio"),
            ("x", "tokio-util"),
        ] {
            assert!(fault(&edge(from, to)).is_some(), "{from} → {to}");
        }
    }
}
