//! Does the suite leave anything out that can be turned or asked for?

use crate::client::{X, reply};
use reqwest::Method;
use serde_json::{Value, json};

const MAIN: &str = include_str!("main.rs");
/// The files that turn switches and ask for faults.
const CHECKS: [&str; 5] = [
    include_str!("errors.rs"),
    include_str!("faults.rs"),
    include_str!("identity.rs"),
    include_str!("media_v2.rs"),
    include_str!("switches.rs"),
];

fn checked(word: &str) -> bool {
    CHECKS.iter().any(|file| file.contains(word))
}

#[test]
fn every_file_has_its_line_in_the_table_of_section_11() {
    let files = MAIN.lines().filter_map(|line| line.strip_prefix("mod "));
    for file in files.map(|line| line.trim_end_matches(';')) {
        let named = file == "client" || MAIN.contains(&format!("`{file}`"));
        assert!(named, "{file}");
    }
}

#[tokio::test]
async fn section_11_every_switch_is_turned_by_some_check() {
    let x = X::fresh().await;
    let switches = x.steer(Method::GET, "switches", &Value::Null).await;
    for switch in switches.as_object().unwrap().keys() {
        // Access is turned by a control route of its own.
        assert!(switch == "persona_access" || checked(switch), "{switch}");
    }
}

#[tokio::test]
async fn section_11_every_fault_is_asked_for_by_some_check() {
    let x = X::fresh().await;
    let body = json!({"route": "events/new", "kind": "nonsense"});
    let told = reply(x.bare(Method::POST, "/_practice/faults").json(&body)).await;
    let told = told.text("/error");
    let kinds: Vec<_> = told.split('`').skip(3).step_by(2).collect();
    assert!(kinds.contains(&"look_alike"), "{told}");
    for kind in kinds {
        assert!(checked(&format!("\"{kind}\"")), "{kind}");
    }
}
