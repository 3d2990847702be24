//! Customers who write and answer. A customer answers a brand's message 4 to 20
//! seconds later, by seed, following the script of its character, and falls
//! silent when the script ends. Nothing waits in the background: an answer that
//! has become due is written when the network is next looked at, with the time
//! at which it was due.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::{
    accounts::{self, App, Brand},
    characters::{CAST, Character},
    id::Id,
    messages::Message,
    portraits::{self, Look},
    state::{Change, State},
    truth::Party,
};

/// The soonest and latest answer, in ms after the brand's message.
const ANSWERS_AFTER_MS: std::ops::RangeInclusive<i64> = 4_000..=20_000;

/// An invented customer as the network keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Customer {
    pub(crate) id: Id,
    pub(crate) handle: String,
    /// Answers given so far.
    turn: usize,
    planned: Option<Planned>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Planned {
    brand: Id,
    due_ms: i64,
}

/// What happens when a fresh network comes into being at `now_ms`: two brands,
/// the cast, and what the cast wrote to the first brand in the hours before.
pub(crate) fn found(seed: u64, now_ms: i64) -> Vec<Change> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let app = App::draw(&mut rng);
    let northwind = Brand::draw(
        &mut rng,
        "northwind",
        "Northwind",
        "Warm things for cold places.",
    );
    let neighbour = Brand::draw(&mut rng, "southgate", "Southgate", "The shop next door.");
    let brand = northwind.id;
    let mut customers = Vec::new();
    let mut openings = Vec::new();
    for character in CAST {
        let customer = Customer {
            id: accounts::old_id(&mut rng),
            handle: character.handle.to_owned(),
            turn: 0,
            planned: None,
        };
        for (minutes_ago, text) in character.opening {
            let seconds: i64 = rng.random_range(0..60);
            let at_ms = now_ms - i64::from(*minutes_ago) * 60_000 - seconds * 1000;
            openings.push(Message {
                id: Id::at(at_ms).with_low_bits(rng.random()),
                at_ms,
                from: customer.id,
                to: brand,
                text: (*text).to_owned(),
                custom_profile_id: None,
                media: None,
            });
        }
        customers.push(customer);
    }
    openings.sort_by_key(|message| message.id);
    let founded = Change::Founded {
        seed,
        app,
        brands: vec![northwind, neighbour],
        customers,
    };
    std::iter::once(founded)
        .chain(openings.into_iter().map(Change::CustomerWrote))
        .collect()
}

/// The earliest answer that is due, as the change that writes it.
pub(crate) fn due(state: &State, now_ms: i64) -> Option<Change> {
    let (customer, planned) = state
        .customers
        .iter()
        .filter_map(|customer| customer.planned.map(|planned| (customer, planned)))
        .filter(|(_, planned)| planned.due_ms <= now_ms)
        .filter(|(customer, _)| customer.next_answer().is_some())
        .min_by_key(|(customer, planned)| (planned.due_ms, customer.id))?;
    Some(Change::CustomerAnswered(Message {
        id: state.next_id(planned.due_ms),
        at_ms: planned.due_ms,
        from: customer.id,
        to: planned.brand,
        text: customer.next_answer()?.to_owned(),
        custom_profile_id: None,
        media: None,
    }))
}

/// The answer that `sent` will get, if its recipient is a customer with
/// something left to say who is not about to answer already.
pub(crate) fn plan(state: &State, sent: &Message) -> Option<Change> {
    let customer = state.customers.iter().find(|one| one.id == sent.to)?;
    customer.next_answer()?;
    if customer.planned.is_some() {
        return None;
    }
    let turn = u64::try_from(customer.turn).unwrap_or(u64::MAX);
    let mut rng = ChaCha8Rng::seed_from_u64(state.seed ^ customer.id.number().rotate_left(17));
    rng.set_stream(turn);
    Some(Change::AnswerPlanned {
        customer: customer.id,
        brand: sent.from,
        due_ms: sent
            .at_ms
            .saturating_add(rng.random_range(ANSWERS_AFTER_MS)),
    })
}

impl Customer {
    pub(crate) fn plan(&mut self, brand: Id, due_ms: i64) {
        self.planned = Some(Planned { brand, due_ms });
    }

    pub(crate) fn answered(&mut self) {
        self.turn = self.turn.saturating_add(1);
        self.planned = None;
    }

    pub(crate) fn name(&self) -> &str {
        self.character()
            .map_or(self.handle.as_str(), |character| character.name)
    }

    pub(crate) fn about(&self) -> &str {
        self.character().map_or("", |character| character.about)
    }

    pub(crate) fn look(&self) -> Option<&'static Look> {
        self.character().map(|character| &character.look)
    }

    pub(crate) fn party(&self) -> Party {
        Party {
            user_id: self.id.to_string(),
            name: self.name().to_owned(),
            handle: self.handle.clone(),
            avatar: portraits::path(self.id),
        }
    }

    fn next_answer(&self) -> Option<&'static str> {
        self.character()?.answers.get(self.turn).copied()
    }

    fn character(&self) -> Option<&'static Character> {
        CAST.iter().find(|one| one.handle == self.handle)
    }
}
