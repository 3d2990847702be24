//! Inventing customers: one of a character, or a crowd. A seed decides who they
//! are and when they write; nobody writes before their time.

use std::collections::BTreeSet;

use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;

use super::{
    character::Character,
    customers::{Customer, Pending},
    fans::{FLAIRS, Fans, LANGUAGES},
    person::{Person, Saying},
    portraits::Look,
    scripts::{self, Carries, Line, When},
};
use crate::{accounts, id::Id, state::State};

/// The stream of a seed that crowds are drawn from; those of characters lie below.
const CROWD: u64 = 1000;
/// Of how many fans one sends a photo.
const FANS_PER_PHOTO: u32 = 25;

/// A crowd of fans.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Crowd {
    pub(crate) seed: u64,
    pub(crate) how_many: u16,
    /// Within how many minutes all of them have come.
    pub(crate) over_minutes: u16,
}

/// One person of a character, who writes to `brand` from `now_ms` on.
pub(crate) fn invent(
    state: &State,
    brand: Id,
    (character, seed): (Character, u64),
    now_ms: i64,
) -> Customer {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let place = Character::ALL.iter().position(|one| *one == character);
    rng.set_stream(u64::try_from(place.unwrap_or_default()).unwrap_or_default());
    let script = scripts::of(character);
    let (stem, name, about) = pick(script.people, &mut rng);
    let order = format!("NW-{}", rng.random_range(10_000..100_000));
    let opens = script
        .opening
        .iter()
        .map(|opening| Pending {
            brand,
            due_ms: now_ms.saturating_add(i64::from(opening.after_s) * 1000),
            saying: say(&opening.line, &order, &mut rng),
            falls_away: opening.when == When::Unanswered,
        })
        .collect();
    let answers = script.answers.iter();
    let person = Person {
        name: name.to_owned(),
        about: about.to_owned(),
        look: Look::draw(&mut rng),
        answers: answers.map(|line| say(line, &order, &mut rng)).collect(),
    };
    let id = Names::of(state).id(&mut rng);
    let handle = Names::of(state).handle(stem, &mut rng);
    Customer::invented(id, handle, person, opens)
}

/// A crowd that begins to come at `now_ms`, in the order in which it comes.
pub(crate) fn crowd(state: &State, brand: Id, crowd: Crowd, now_ms: i64) -> Vec<Customer> {
    let mut rng = ChaCha8Rng::seed_from_u64(crowd.seed);
    rng.set_stream(CROWD);
    let span_ms = i64::from(crowd.over_minutes) * 60_000;
    let mut comes: Vec<i64> = (0..crowd.how_many)
        .map(|_| now_ms.saturating_add(rng.random_range(0..=span_ms)))
        .collect();
    comes.sort_unstable();
    let mut names = Names::of(state);
    comes
        .into_iter()
        .map(|due_ms| fan(&mut names, brand, due_ms, &mut rng))
        .collect()
}

fn fan(names: &mut Names, brand: Id, due_ms: i64, rng: &mut ChaCha8Rng) -> Customer {
    let fans = language(rng);
    let (name, stem) = pick(fans.names, rng);
    let mut saying = Saying::text(pick(fans.questions, rng));
    if rng.random_ratio(1, FANS_PER_PHOTO) {
        saying.photo = Some(rng.random());
    }
    let person = Person {
        name: format!("{name}{}", pick(FLAIRS, rng)),
        about: String::new(),
        look: Look::draw(rng),
        answers: vec![Saying::text(pick(fans.thanks, rng))],
    };
    let opening = Pending {
        brand,
        due_ms,
        saying,
        falls_away: false,
    };
    let stem = format!("{stem}_{}", rng.random_range(10..1000));
    Customer::invented(
        names.id(rng),
        names.handle(&stem, rng),
        person,
        vec![opening],
    )
}

/// The first languages are the frequent ones: the lower of two draws.
fn language(rng: &mut ChaCha8Rng) -> Fans {
    let mut draw = || rng.random_range(0..LANGUAGES.len());
    let place = draw().min(draw());
    LANGUAGES.get(place).copied().unwrap_or_default()
}

fn say(line: &Line, order: &str, rng: &mut ChaCha8Rng) -> Saying {
    Saying {
        text: scripts::fill(pick(line.wordings, rng), order),
        photo: (line.carries == Carries::Photo).then(|| rng.random()),
    }
}

/// One of several.
fn pick<T: Copy + Default>(of: &[T], rng: &mut ChaCha8Rng) -> T {
    of.choose(rng).copied().unwrap_or_default()
}

/// What is taken already.
struct Names {
    ids: BTreeSet<Id>,
    handles: BTreeSet<String>,
}

impl Names {
    fn of(state: &State) -> Self {
        let brands = state.brands.iter().map(|brand| (brand.id, &brand.handle));
        let customers = state.customers.iter();
        let everybody = brands.chain(customers.map(|one| (one.id, &one.handle)));
        let (ids, handles) = everybody
            .map(|(id, handle)| (id, handle.to_ascii_lowercase()))
            .unzip();
        Self { ids, handles }
    }

    /// An id that nobody has.
    fn id(&mut self, rng: &mut ChaCha8Rng) -> Id {
        loop {
            let id = accounts::old_id(rng);
            if self.ids.insert(id) {
                return id;
            }
        }
    }

    /// `stem`, or `stem` with a number behind it where that is taken.
    fn handle(&mut self, stem: &str, rng: &mut ChaCha8Rng) -> String {
        let mut handle = stem.to_owned();
        while !self.handles.insert(handle.clone()) {
            handle = format!("{stem}{}", rng.random_range(2..10_000));
        }
        handle
    }
}
