//! Is a message that was read the one that was sent?

use super::CLOCK_TOLERANCE;
use crate::{CustomProfileId, EventId, MediaId, Timestamp};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// What was sent, as it was written down before (`contracts/x.md` §4.1, step 2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sent {
    /// The text, exactly.
    pub text: String,
    /// The medium it carries.
    pub media: Option<MediaId>,
    /// As whom, where that is still known.
    pub profile: Option<CustomProfileId>,
    /// The app through which this desk sends, where that is known.
    pub app: Option<String>,
    /// When the attempt began, by the network's clock as far as it was known.
    pub begun_at: Timestamp,
    /// The newest message of the conversation that was known then: everything
    /// with a lower id was there before.
    pub newest_known: Option<EventId>,
}

/// A message from the account to the same customer, as it was read, with links
/// unwrapped and entities decoded.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Seen {
    /// The network's id.
    pub id: EventId,
    /// When the network took it.
    pub at: Timestamp,
    /// Its text.
    pub text: String,
    /// What it carries besides text, in the network's word.
    pub attachment: Option<String>,
    /// The medium it carries, where it is one that Byline knows.
    pub media: Option<MediaId>,
    /// As whom, where the network tells.
    pub profile: Option<CustomProfileId>,
    /// Through which app, where the network tells.
    pub app: Option<String>,
}

/// How much a message looks like the one that was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Likeness {
    /// Everything fits.
    Fits,
    /// The same words, but made at a time at which the attempt can have done
    /// nothing, or through another app, or as another persona.
    FromElsewhere,
    /// Nearly the same words, or with something else attached.
    Alike,
}

/// May a message that was read be a reply of this text?
pub fn is_of_these_words(text: &str, seen: &Seen) -> bool {
    words(text, seen) != Words::Different
}

impl Sent {
    /// How much it looks like it; `None` where it is another message, or was
    /// there before.
    pub fn likeness(&self, seen: &Seen) -> Option<Likeness> {
        if self.was_there_before(seen) {
            return None;
        }
        match (words(&self.text, seen), self.carries(seen)) {
            (Words::Different, _) => None,
            (Words::Nearly, _) | (Words::Same, Carries::SomethingElse) => Some(Likeness::Alike),
            (Words::Same, Carries::TheSame) if self.may_have_made(seen) => Some(Likeness::Fits),
            (Words::Same, Carries::TheSame) => Some(Likeness::FromElsewhere),
        }
    }

    fn was_there_before(&self, seen: &Seen) -> bool {
        match &self.newest_known {
            Some(newest) => order(&seen.id) <= order(newest),
            None => seen.at < self.begun_at.minus(CLOCK_TOLERANCE),
        }
    }

    /// Time, app and persona. The network takes a request only near the time of
    /// its signature, and its effect is not much later. What the network does not
    /// tell decides nothing (`contracts/x.md` §2.3).
    fn may_have_made(&self, seen: &Seen) -> bool {
        let earliest = self.begun_at.minus(CLOCK_TOLERANCE);
        let latest = self.begun_at.plus(CLOCK_TOLERANCE.saturating_mul(2));
        let agrees = |ours: Option<&str>, theirs: Option<&str>| match (ours, theirs) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => true,
        };
        let profile = |one: &'_ Option<CustomProfileId>| one.as_ref().map(|id| id.0.clone());
        (earliest..=latest).contains(&seen.at)
            && agrees(self.app.as_deref(), seen.app.as_deref())
            && agrees(
                profile(&self.profile).as_deref(),
                profile(&seen.profile).as_deref(),
            )
    }

    fn carries(&self, seen: &Seen) -> Carries {
        match (&self.media, &seen.media, &seen.attachment) {
            (None, None, None) => Carries::TheSame,
            (Some(ours), Some(theirs), _) if ours == theirs => Carries::TheSame,
            _ => Carries::SomethingElse,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Carries {
    TheSame,
    SomethingElse,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Same,
    Nearly,
    Different,
}

/// Snowflakes order by length, then text.
fn order(id: &EventId) -> (usize, &str) {
    (id.as_str().len(), id.as_str())
}

/// X puts a link to the medium behind the text of a message that carries one;
/// that is no word of the author's.
fn words(ours: &str, seen: &Seen) -> Words {
    let mut theirs = seen.text.as_str();
    if exact(ours) != exact(theirs)
        && seen.attachment.is_some()
        && let Some(link) = theirs
            .split_whitespace()
            .last()
            .filter(|word| is_link(word))
    {
        theirs = theirs.trim_end().strip_suffix(link).unwrap_or(theirs);
    }
    if exact(ours) == exact(theirs) {
        Words::Same
    } else if gist(ours) == gist(theirs) {
        Words::Nearly
    } else {
        Words::Different
    }
}

/// The text as a network may keep it without changing it: composed, with one
/// kind of line end, without white space around it; links without what expanding
/// may add or take.
fn exact(text: &str) -> String {
    let text: String = text.replace("\r\n", "\n").nfc().collect();
    let pieces = text.trim().split_inclusive(char::is_whitespace);
    pieces.map(bare_link).collect()
}

/// A link without its scheme and a slash at its end, its host in lower case;
/// anything else as it is.
fn bare_link(piece: &str) -> String {
    let word = piece.trim_end();
    if !is_link(word) {
        return piece.to_owned();
    }
    let behind = piece.strip_prefix(word).unwrap_or_default();
    let lower = word.to_ascii_lowercase();
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme))
        .map_or(0, str::len);
    let rest = word.get(scheme..).unwrap_or(word);
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (host, path) = rest
        .find(['/', '?', '#'])
        .and_then(|at| rest.split_at_checked(at))
        .unwrap_or((rest, ""));
    format!("{}{path}{behind}", host.to_ascii_lowercase())
}

/// May a network take this word for a link? Rather once too often: a word that
/// is taken for one only makes two texts nearly the same.
fn is_link(word: &str) -> bool {
    let inner = word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '/');
    inner.contains("://")
        || inner.split_once('.').is_some_and(|(before, after)| {
            !before.is_empty()
                && after
                    .chars()
                    .take(2)
                    .filter(|c| c.is_alphanumeric())
                    .count()
                    == 2
        })
}

/// What is left of a text without links, entities, signs and white space; with
/// its signs where it has nothing else.
fn gist(text: &str) -> String {
    let text = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"]
        .into_iter()
        .fold(text.to_owned(), |text, entity| text.replace(entity, " "));
    let words = text.split_whitespace().filter(|word| !is_link(word));
    let plain: String = words.collect::<String>().nfkc().collect();
    let letters: String = plain
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if letters.is_empty() { plain } else { letters }
}
