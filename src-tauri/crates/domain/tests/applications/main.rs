//! The checklist read over whole applications: twenty broken ones, of which each
//! file says what has to be found and nothing else may be, and three good ones in
//! which nothing is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod any_text;
mod file;

use domain::application::Reason;
use file::{Application, Finding};
use std::collections::BTreeSet;

#[test]
fn three_good_applications_have_no_gap() {
    let good = file::all("good");
    assert_eq!(good.len(), 3);
    for application in good {
        assert_eq!(application.gaps(), [], "{}", application.name);
        assert_eq!(application.found, [], "{}", application.name);
    }
}

#[test]
fn every_gap_of_twenty_broken_applications_is_found_and_no_other() {
    let broken = file::all("broken");
    assert_eq!(broken.len(), 20);
    for application in broken {
        assert_eq!(
            application.gaps(),
            application.found,
            "{}",
            application.name
        );
        assert!(!application.found.is_empty(), "{}", application.name);
    }
}

#[test]
fn every_reason_stands_in_one_of_the_broken_applications() {
    let broken = file::all("broken");
    let reasons = |application: &Application| -> Vec<String> {
        let findings = application.found.iter();
        findings
            .map(|Finding { reason, .. }| reason.clone())
            .collect()
    };
    let seeded: BTreeSet<String> = broken.iter().flat_map(reasons).collect();
    let all: BTreeSet<String> = Reason::ALL
        .iter()
        .map(|reason| reason.as_str().to_owned())
        .collect();
    assert_eq!(seeded, all);
}
