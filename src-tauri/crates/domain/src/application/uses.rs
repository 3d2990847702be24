//! What the brand wants the personas for.

use super::gap::{Gap, Reason};
use super::stand_in::{Says, says, wanted};
use super::{Content, Field, words};
use unicode_normalization::UnicodeNormalization;

/// A use that is described in so many words or fewer says nothing.
const TOO_FEW: usize = 10;

/// What is to be said about the uses, and about texts that stand in two places.
pub(super) fn gaps(content: &Content) -> Vec<(Field, Gap)> {
    let mut found = Vec::new();
    for field in Field::USES {
        match wanted(content, field) {
            Err(gap) => found.push((field, gap)),
            Ok(Some(text)) => found.extend(too_short(text).map(|gap| (field, gap))),
            Ok(None) => {}
        }
    }
    let is_none = Field::USES
        .into_iter()
        .all(|field| wanted(content, field) == Ok(None));
    if is_none {
        found.push((Field::UseCare, Reason::NoUseCase.gap()));
    }
    found.extend(again(content));
    found
}

/// Is this use wanted, and described?
pub(super) fn is_wanted(content: &Content, field: Field) -> bool {
    matches!(wanted(content, field), Ok(Some(_)))
}

fn too_short(text: &str) -> Option<Gap> {
    let count = words::count(text);
    (count <= TOO_FEW).then(|| Reason::TooFewWords.about(count.to_string()))
}

/// Fields that answer different questions and have one answer.
fn again(content: &Content) -> Vec<(Field, Gap)> {
    let told: Vec<(Field, String)> = TOLD
        .into_iter()
        .filter_map(|field| match says(content, field) {
            Says::Words(text) => Some((field, folded(text))),
            _ => None,
        })
        .collect();
    let first = |text: &str| told.iter().find(|(_, one)| one == text);
    told.iter()
        .filter_map(|(field, text)| {
            let (earlier, _) = first(text)?;
            (earlier != field).then(|| (*field, Reason::SameAsAnother.about(earlier.as_str())))
        })
        .collect()
}

/// Letters and digits alone: case, spaces and stops make no other answer.
fn folded(text: &str) -> String {
    let letters: String = text.nfkc().filter(|c| c.is_alphanumeric()).collect();
    letters.to_lowercase()
}

/// What is told in sentences.
const TOLD: [Field; 6] = [
    Field::UseCare,
    Field::UseHandoff,
    Field::UseTakeover,
    Field::UseOther,
    Field::Disclosure,
    Field::WhoSpeaks,
];
