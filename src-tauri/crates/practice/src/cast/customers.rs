//! Customers who write and answer. A customer answers a brand's message 4 to 20
//! seconds later, by seed, following what was written for them, and falls silent
//! when that ends. Nothing waits in the background: what has become due is
//! written when the network is next looked at, with the time at which it was due.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::{
    founders::{FOUNDERS, Founder},
    person::{Person, Saying},
    portraits::{self, Look},
};
use crate::{
    accounts::{self, App, Brand},
    id::Id,
    messages::{Extras, Message},
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
    /// Who they are; nothing for a founder, who stands in [`FOUNDERS`].
    #[serde(default)]
    person: Option<Person>,
    /// What they will write by themselves, the earliest first.
    #[serde(default)]
    opens: Vec<Pending>,
    /// Answers given so far.
    turn: usize,
    planned: Option<Planned>,
}

/// Something a customer will write without being asked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Pending {
    pub(crate) brand: Id,
    pub(crate) due_ms: i64,
    pub(crate) saying: Saying,
    /// Whether it is left out once the brand has answered.
    pub(crate) falls_away: bool,
}

/// Something that has become due: who says what, and when it was due.
pub(crate) struct Due {
    pub(crate) due_ms: i64,
    pub(crate) customer: Id,
    pub(crate) brand: Id,
    pub(crate) saying: Saying,
    pub(crate) is: Turn,
}

/// What being written does to the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// The next of what is written without being asked.
    Opening,
    /// The planned answer.
    Answer,
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
    for founder in FOUNDERS {
        let customer = Customer {
            id: accounts::old_id(&mut rng),
            handle: founder.handle.to_owned(),
            person: None,
            opens: Vec::new(),
            turn: 0,
            planned: None,
        };
        for (minutes_ago, text) in founder.opening {
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
                extras: Extras::default(),
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

/// Everything that has become due by `now_ms`, in its order.
pub(crate) fn due(state: &State, now_ms: i64) -> Vec<Due> {
    let mut due: Vec<Due> = state
        .customers
        .iter()
        .filter(|customer| customer.next_due_ms() <= now_ms)
        .flat_map(|customer| customer.opening().into_iter().chain(customer.answer()))
        .filter(|due| due.due_ms <= now_ms)
        .collect();
    due.sort_by_key(|due| (due.due_ms, due.customer, due.is));
    due
}

/// When the next customer writes by themselves; the end of time, if none does.
pub(crate) fn next_due_ms(state: &State) -> i64 {
    let next = state.customers.iter().map(Customer::next_due_ms);
    next.min().unwrap_or(i64::MAX)
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
    /// Somebody new, who will write what `opens` says.
    pub(crate) fn invented(id: Id, handle: String, person: Person, opens: Vec<Pending>) -> Self {
        Self {
            id,
            handle,
            person: Some(person),
            opens,
            turn: 0,
            planned: None,
        }
    }

    pub(crate) fn plan(&mut self, brand: Id, due_ms: i64) {
        self.planned = Some(Planned { brand, due_ms });
        self.opens.retain(|pending| !pending.falls_away);
    }

    pub(crate) fn answered(&mut self) {
        self.turn = self.turn.saturating_add(1);
        self.planned = None;
    }

    /// The first of what was to be written without being asked is written.
    pub(crate) fn opened(&mut self) {
        if !self.opens.is_empty() {
            self.opens.remove(0);
        }
    }

    pub(crate) fn name(&self) -> &str {
        match (&self.person, self.founder()) {
            (Some(person), _) => &person.name,
            (None, Some(founder)) => founder.name,
            (None, None) => &self.handle,
        }
    }

    pub(crate) fn about(&self) -> &str {
        match (&self.person, self.founder()) {
            (Some(person), _) => &person.about,
            (None, Some(founder)) => founder.about,
            (None, None) => "",
        }
    }

    pub(crate) fn look(&self) -> Option<Look> {
        let own = self.person.as_ref().map(|person| person.look);
        own.or_else(|| self.founder().map(|founder| founder.look))
    }

    pub(crate) fn party(&self) -> Party {
        Party {
            user_id: self.id.to_string(),
            name: self.name().to_owned(),
            handle: self.handle.clone(),
            avatar: portraits::path(self.id),
        }
    }

    fn next_due_ms(&self) -> i64 {
        let opens = self.opens.iter().map(|pending| pending.due_ms);
        let planned = self.planned.map(|planned| planned.due_ms);
        opens.chain(planned).min().unwrap_or(i64::MAX)
    }

    fn opening(&self) -> Vec<Due> {
        let opens = self.opens.iter().map(|pending| Due {
            due_ms: pending.due_ms,
            customer: self.id,
            brand: pending.brand,
            saying: pending.saying.clone(),
            is: Turn::Opening,
        });
        opens.collect()
    }

    fn answer(&self) -> Option<Due> {
        let planned = self.planned?;
        Some(Due {
            due_ms: planned.due_ms,
            customer: self.id,
            brand: planned.brand,
            saying: self.next_answer()?,
            is: Turn::Answer,
        })
    }

    fn next_answer(&self) -> Option<Saying> {
        match &self.person {
            Some(person) => person.answers.get(self.turn).cloned(),
            None => self
                .founder()?
                .answers
                .get(self.turn)
                .map(|text| Saying::text(text)),
        }
    }

    fn founder(&self) -> Option<&'static Founder> {
        FOUNDERS.iter().find(|one| one.handle == self.handle)
    }
}
