//! Somebody whom a person adds by hand: they write only what is written as them.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::{customers::Customer, person::Person, portraits::Look};
use crate::{accounts, control::Newcomer, errors::PracticeError, state::Change, world::World};

/// The stream of the network's seed that newcomers are drawn from.
const NEWCOMERS: u64 = 2000;
/// Characters of a handle.
const HANDLE_LENGTH: std::ops::RangeInclusive<usize> = 4..=15;

impl World {
    /// Adds a newcomer.
    pub(crate) fn add(&mut self, newcomer: &Newcomer) -> Result<(), PracticeError> {
        let handle = newcomer.handle.trim_start_matches('@');
        let is_handle = HANDLE_LENGTH.contains(&handle.len())
            && handle
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !is_handle {
            return Err(PracticeError::NoHandle(handle.to_owned()));
        }
        let state = &self.state;
        let brands = state.brands.iter().map(|brand| &brand.handle);
        let customers = state.customers.iter().map(|customer| &customer.handle);
        if brands
            .chain(customers)
            .any(|taken| taken.eq_ignore_ascii_case(handle))
        {
            return Err(PracticeError::HandleTaken(handle.to_owned()));
        }
        let mut rng = ChaCha8Rng::seed_from_u64(state.seed);
        let place = u64::try_from(state.customers.len()).unwrap_or(u64::MAX);
        rng.set_stream(NEWCOMERS.saturating_add(place));
        let person = Person {
            name: match newcomer.name.trim() {
                "" => handle.to_owned(),
                name => name.to_owned(),
            },
            about: newcomer.about.clone(),
            look: Look::draw(&mut rng),
            answers: Vec::new(),
        };
        let id = accounts::old_id(&mut rng);
        let customer = Customer::invented(id, handle.to_owned(), person, Vec::new());
        self.commit(vec![Change::CustomersJoined(vec![customer])])
    }
}
