//! What a system notification says, and when there is one: a pure comparison
//! of what waits now with what was already told.
//!
//! The first reading tells nothing: what waited before the start is in the
//! window. What comes while somebody looks at the window is told by the window.
//! There is at most one notification in [`BURST`]; what comes within it is
//! summed up in the next. Text of a message is in it only where it was allowed.

use crate::api::Notify;
use crate::catalogue::text;
use domain::ReplyId;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// The least time between two notifications.
pub(crate) const BURST: Duration = Duration::from_secs(10);

/// Of several who wrote, so many are quoted.
const QUOTED: usize = 3;

/// The longest quotation, in characters.
const LONGEST: usize = 200;

/// A system notification.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Its first line.
    pub title: String,
    /// The rest; may be empty.
    pub body: String,
}

/// What waits for somebody at one moment.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Waiting {
    /// By conversation: what of it nobody has seen.
    pub(crate) unread: BTreeMap<String, Unread>,
    /// Replies that failed, were returned or are in doubt.
    pub(crate) needs_you: BTreeSet<ReplyId>,
}

/// What of a conversation nobody has seen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Unread {
    /// Who wrote.
    pub(crate) name: String,
    /// How many messages.
    pub(crate) count: u32,
    /// The newest of them; empty where it has no words, `None` where the brand
    /// has answered since.
    pub(crate) newest: Option<String>,
}

/// Whether news may be told at this moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hearing {
    /// Somebody looks at the window, or wants no notifications.
    Muted,
    /// They may.
    Open,
}

/// What follows from a look.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Next {
    /// Nothing.
    Nothing,
    /// There is news, too soon after the last: look again then.
    After(Duration),
    /// There is news.
    Tell(News),
}

/// What was not told yet.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct News {
    wrote: Vec<Unread>,
    needs_you: u32,
}

/// What was told so far.
#[derive(Debug, Default)]
pub(crate) struct Told {
    known: Option<Waiting>,
    last: Option<Duration>,
}

impl Told {
    /// Compares what waits with what was told. `now` is time that only goes
    /// forward.
    pub(crate) fn look(&mut self, now: Duration, waiting: Waiting, hearing: Hearing) -> Next {
        let Some(known) = self.known.take().filter(|_| hearing == Hearing::Open) else {
            self.known = Some(waiting);
            return Next::Nothing;
        };
        let news = News::between(&known, &waiting);
        if news == News::default() {
            self.known = Some(waiting);
            return Next::Nothing;
        }
        let rest = self
            .last
            .map_or(Duration::ZERO, |last| (last + BURST).saturating_sub(now));
        if !rest.is_zero() {
            self.known = Some(known.still(&waiting));
            return Next::After(rest);
        }
        self.known = Some(waiting);
        self.last = Some(now);
        Next::Tell(news)
    }
}

impl Waiting {
    /// What of this waits still: what was read and comes again is news.
    fn still(mut self, now: &Self) -> Self {
        self.needs_you.retain(|reply| now.needs_you.contains(reply));
        self.unread.retain(|address, unread| {
            unread.count = unread.count.min(now.count(address));
            unread.count > 0
        });
        self
    }

    fn count(&self, address: &str) -> u32 {
        self.unread.get(address).map_or(0, |unread| unread.count)
    }
}

impl News {
    fn between(known: &Waiting, now: &Waiting) -> Self {
        let wrote = now.unread.iter().filter_map(|(address, unread)| {
            let count = unread.count.saturating_sub(known.count(address));
            (count > 0).then(|| Unread {
                count,
                ..unread.clone()
            })
        });
        let needs_you = now.needs_you.difference(&known.needs_you).count();
        Self {
            wrote: wrote.collect(),
            needs_you: crate::error_from::small(needs_you),
        }
    }

    /// The news in words.
    pub(crate) fn said(&self, notify: Notify) -> Notice {
        let needs_you = (self.needs_you > 0)
            .then(|| text("notice_needs_you", [("count", self.needs_you.into())]));
        let Some(title) = self.who_wrote() else {
            return Notice {
                title: needs_you.unwrap_or_default(),
                body: String::new(),
            };
        };
        let quotations = match notify {
            Notify::WithText => self.quotations(),
            Notify::WithoutText | Notify::Off => Vec::new(),
        };
        let body: Vec<String> = quotations.into_iter().chain(needs_you).collect();
        Notice {
            title,
            body: body.join("\n"),
        }
    }

    fn who_wrote(&self) -> Option<String> {
        match self.wrote.as_slice() {
            [] => None,
            [one] => Some(text(
                "notice_from",
                [
                    ("count", one.count.into()),
                    ("name", one.name.as_str().into()),
                ],
            )),
            several => {
                let messages: u32 = several.iter().map(|one| one.count).sum();
                let conversations = crate::error_from::small(several.len());
                Some(text(
                    "notice_from_several",
                    [
                        ("messages", messages.into()),
                        ("conversations", conversations.into()),
                    ],
                ))
            }
        }
    }

    fn quotations(&self) -> Vec<String> {
        match self.wrote.as_slice() {
            [one] => one.newest.iter().map(|newest| quoted(newest)).collect(),
            several => several
                .iter()
                .take(QUOTED)
                .filter_map(|one| {
                    let newest = quoted(one.newest.as_deref()?);
                    Some(text(
                        "notice_line",
                        [
                            ("name", one.name.as_str().into()),
                            ("text", newest.as_str().into()),
                        ],
                    ))
                })
                .collect(),
        }
    }
}

/// A message on one line, within bounds.
pub(crate) fn quoted(message: &str) -> String {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return text("row_attachment", []);
    }
    match line.char_indices().nth(LONGEST) {
        None => line,
        Some(_) => line.chars().take(LONGEST).chain(['…']).collect(),
    }
}

#[cfg(test)]
#[path = "notices_tests.rs"]
mod tests;
