//! Links in what people write.
//!
//! Only addresses that say their scheme are links: a name alone ("ends.So") may
//! be none. Where a link ends is a matter of the writing around it: it takes no
//! full stop of its sentence along, and no word of a script that is written
//! without spaces. A network that replaced links by its own (`contracts/x.md`
//! §3.2) has undone that before.
//!
//! Invariant: links come in the order of the text, do not overlap, and begin and
//! end between characters. Whether one may be opened is [`WebAddress`]'s to say.

use crate::{NotOpened, WebAddress};
use linkify::{LinkFinder, LinkKind};
use std::ops::Range;

/// A link in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundLink {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Where it leads, or why it is not opened.
    pub leads: Result<WebAddress, NotOpened>,
}

/// Every web link of a text, also those that are not opened.
pub fn links(text: &str) -> Vec<FoundLink> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_can_be_iri(true);
    let mut found = Vec::new();
    let mut from = 0;
    for piece in text.split_inclusive(ends_every_link) {
        for link in finder.links(piece.trim_end_matches(ends_every_link)) {
            let Some(whole) = whole(&finder, link.as_str()) else {
                continue;
            };
            let start = from + link.start();
            let leads = WebAddress::parse(whole);
            if leads != Err(NotOpened::NotAnAddress) {
                found.push(FoundLink {
                    range: start..start + whole.len(),
                    leads,
                });
            }
        }
        from += piece.len();
    }
    found
}

/// The part of a candidate that is surely meant; `None` where that is no link.
fn whole<'t>(finder: &LinkFinder, candidate: &'t str) -> Option<&'t str> {
    let (scheme, behind) = candidate.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let host = behind.split(['/', '?', '#']).next().unwrap_or_default();
    let (front, ending) = match host.rfind('.') {
        Some(dot) => host.split_at_checked(dot + 1)?,
        None => ("", host),
    };
    // An ending in ASCII letters goes on in no other script.
    let ascii = ending.starts_with(|one: char| one.is_ascii_alphanumeric());
    let of_ending = match ending.find(is_unspaced) {
        Some(at) if ascii => at,
        _ => ending.len(),
    };
    let kept = if of_ending < ending.len() {
        front.len() + of_ending
    } else {
        let path = behind.get(host.len()..)?;
        host.len() + path.find(is_unspaced).unwrap_or(path.len())
    };
    let kept = scheme.len() + "://".len() + kept;
    if kept == candidate.len() {
        return Some(candidate);
    }
    // What is left may end in the punctuation of its sentence.
    let link = finder.links(candidate.get(..kept)?).next()?;
    (link.start() == 0).then(|| link.as_str())
}

/// Punctuation that stands in no address, typographic quotes, and marks that are
/// not seen but turn the reading order.
fn ends_every_link(one: char) -> bool {
    matches!(one,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{303d}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
        | '\u{2018}'..='\u{201f}' | '\u{2026}' | '\u{2039}' | '\u{203a}' | '\u{ab}' | '\u{bb}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{60c}' | '\u{61b}'..='\u{61f}' | '\u{feff}')
}

/// Letters of scripts that are written without spaces: Thai to Khmer, kana,
/// ideographs, Hangul (whose particles follow at once), fullwidth forms.
fn is_unspaced(one: char) -> bool {
    matches!(one,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
#[path = "links_tests.rs"]
mod tests;
