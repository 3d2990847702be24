//! People who come while the network runs.

use super::{Character, Crowd, customers::Customer, invent};
use crate::{errors::PracticeError, state::Change, world::World};

impl World {
    /// Lets one person of a character come; gives the handle.
    pub(crate) fn invent(
        &mut self,
        whom: (Character, u64),
        now_ms: i64,
    ) -> Result<String, PracticeError> {
        let brand = self.first_brand();
        let customer = invent::invent(&self.state, brand, whom, now_ms);
        let handle = customer.handle.clone();
        self.join(vec![customer])?;
        Ok(handle)
    }

    /// Lets a crowd come; gives the handles in the order in which it comes.
    pub(crate) fn crowd(
        &mut self,
        crowd: Crowd,
        now_ms: i64,
    ) -> Result<Vec<String>, PracticeError> {
        let customers = invent::crowd(&self.state, self.first_brand(), crowd, now_ms);
        let handles = customers.iter().map(|one| one.handle.clone()).collect();
        self.join(customers)?;
        Ok(handles)
    }

    fn join(&mut self, customers: Vec<Customer>) -> Result<(), PracticeError> {
        self.commit(vec![Change::CustomersJoined(customers)])
    }

    /// A network without a brand does not exist; nobody reads what its customers
    /// would write.
    fn first_brand(&self) -> crate::id::Id {
        self.state
            .brands
            .first()
            .map(|brand| brand.id)
            .unwrap_or_default()
    }
}
