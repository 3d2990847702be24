//! What the people of a run know that they did: which replies they released, as
//! whom, in which order, and what they decided. The judge's side of the truth.

use crate::plan::{Leave, Pressed};
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::Reply;

/// A reply that somebody released, or tried to.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its key; `None` where the desk died before it told.
    pub id: Option<String>,
    /// Whether Send has not been answered yet, in one way or another.
    pub under_way: bool,
    /// When it was pressed, by its desk's clock.
    pub pressed_at: i64,
    /// At which desk.
    pub desk: usize,
    /// The customer's network id.
    pub customer: String,
    /// The persona's line.
    pub line: &'static str,
    /// The text.
    pub text: String,
    /// The picture that goes along.
    pub picture: Option<usize>,
    /// By whom; `None` for automation.
    pub operator: Option<&'static str>,
    /// Not before this moment of its desk's clock, where that is certain.
    pub not_before: Option<i64>,
    /// Somebody gave it another place in its lane, or may have.
    pub moved: bool,
    /// How often a person decided that it had not arrived, or that it does not
    /// matter, after it was in doubt.
    pub given_up: u32,
    /// It was let go from its author's draft, which it left.
    pub let_go: bool,
    /// A person said that it arrived.
    pub said_arrived: bool,
    /// Its text went on from the draft into another reply, or was thrown away.
    pub rewritten: bool,
    /// Whether it was pressed for one: its text has a number of its own.
    pub is_unique: bool,
}

/// Everything that the people of a run did.
#[derive(Default)]
pub struct Book {
    entries: Mutex<Vec<Entry>>,
}

impl Book {
    /// Somebody presses Send; where the entry stands.
    pub fn press(&self, pressed: &Pressed, entry: Entry) -> usize {
        let mut entries = self.entries();
        entries.push(Entry {
            moved: matches!(pressed.leave, Leave::After { .. }),
            ..entry
        });
        entries.len() - 1
    }

    /// Somebody sends what stands in a draft.
    pub fn add(&self, entry: Entry) -> usize {
        let mut entries = self.entries();
        entries.push(entry);
        entries.len() - 1
    }

    /// Notes something about an entry.
    pub fn note(&self, at: usize, note: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.entries().get_mut(at) {
            note(entry);
        }
    }

    /// Notes something about a reply.
    pub fn note_of(&self, id: &str, note: impl FnOnce(&mut Entry)) {
        let mut entries = self.entries();
        let found = entries
            .iter_mut()
            .find(|entry| entry.id.as_deref() == Some(id));
        if let Some(entry) = found {
            note(entry);
        }
    }

    /// Somebody meets a reply at a desk. Where the desk died before it told of it,
    /// they know now that Send took effect. One that is being sent at this moment is
    /// not taken for that.
    pub fn meet(&self, desk: usize, reply: &Reply, line: &str) {
        let (id, content) = (reply.content.id.to_string(), &reply.content);
        let mut entries = self.entries();
        if entries.iter().any(|entry| entry.id.as_ref() == Some(&id)) {
            return;
        }
        let is_alike = |entry: &&mut Entry| {
            entry.id.is_none()
                && entry.desk == desk
                && entry.customer == content.customer.as_str()
                && entry.text == content.text.as_str()
                && entry.line == line
        };
        let mut alike = entries.iter_mut().filter(is_alike);
        if alike.any(|entry| entry.under_way) {
            return;
        }
        let made_at = made_at(reply);
        let found = entries
            .iter_mut()
            .rev()
            .filter(is_alike)
            .find(|entry| entry.pressed_at <= made_at);
        if let Some(entry) = found {
            entry.id = Some(id);
        }
    }

    /// The clock of a desk goes back: what was due by it stays due.
    pub fn clock_goes_back(&self, desk: usize, from: i64) {
        for entry in self.entries().iter_mut().filter(|one| one.desk == desk) {
            entry.not_before = entry.not_before.filter(|at| *at > from);
        }
    }

    /// All of them, in the order of pressing Send.
    pub fn all(&self) -> Vec<Entry> {
        self.entries().clone()
    }

    /// The newest entries that can be chosen at a desk, the newest last.
    pub fn known_at(&self, desk: usize) -> Vec<(usize, Entry)> {
        let entries = self.entries();
        let known = entries.iter().enumerate();
        known
            .filter(|(_, entry)| entry.desk == desk && entry.id.is_some())
            .map(|(at, entry)| (at, entry.clone()))
            .collect()
    }

    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When a reply was released, by its desk's clock: its key says so. Of alike ones
/// over which the desk died it is the last that was pressed until then.
pub fn made_at(reply: &Reply) -> i64 {
    let id = reply.content.id.to_string().replace('-', "");
    let millis = id
        .get(..12)
        .and_then(|part| i64::from_str_radix(part, 16).ok());
    millis.expect("a key that tells its time")
}
