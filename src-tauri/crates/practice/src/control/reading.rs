//! Looking behind the network: how it stands, what really arrived, and one
//! conversation as its customer sees it.

use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize};

use super::{Ask, ClockStanding, found, refused};
use crate::{
    accounts::Brand,
    cast::customers::Customer,
    clock::Clock,
    errors::PracticeError,
    faults::{Fault, Outage},
    id::Id,
    practice::Practice,
    sight::{Sight, told},
    state::State,
    switches::Switches,
    truth::{Party, Told, View},
    verification::Verification,
};

/// How the network stands, in one look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The first is the brand that practises; the second its neighbour.
    pub brands: Vec<Party>,
    /// What time it is there.
    pub clock: ClockStanding,
    /// Where every switch stands, the allow list among them.
    pub switches: Switches,
    /// How the first brand is marked.
    pub verification: Verification,
    /// The outage that lasts.
    pub outage: Option<Outage>,
    /// How long a message stays out of reads, in ms.
    pub read_lag_ms: u32,
    /// The faults that wait.
    pub faults: Vec<Fault>,
    /// How much there is.
    pub counts: Counts,
}

/// How much there is of everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Invented customers.
    pub customers: usize,
    /// Stored messages, sent and received.
    pub messages: usize,
    /// Personas that were not destroyed, of both brands.
    pub personas: usize,
    /// Pictures that were uploaded or written in.
    pub media: usize,
    /// Faults that have happened.
    pub fired: usize,
}

impl Practice {
    /// How the network stands.
    ///
    /// # Errors
    /// If what has become due cannot be kept.
    pub fn standing(&self) -> Result<Standing, PracticeError> {
        let clock = self.clock();
        let mut world = self.world();
        world.catch_up(clock.now_ms)?;
        let state = &world.state;
        let in_use = state.personas.values().filter(|one| !one.destroyed);
        Ok(Standing {
            brands: state.brands.iter().map(Brand::party).collect(),
            clock,
            switches: world.switches,
            verification: state.verification,
            outage: world.faults.outage(),
            read_lag_ms: world.read_lag_ms,
            faults: world.faults.waiting(),
            counts: Counts {
                customers: state.customers.len(),
                messages: state.messages.len(),
                personas: in_use.count(),
                media: state.media.len(),
                fired: world.faults.fired().len(),
            },
        })
    }

    /// Every stored message, in order of arrival.
    ///
    /// # Errors
    /// If an answer that has become due cannot be kept.
    pub fn truth(&self) -> Result<Vec<Told>, PracticeError> {
        self.told_after(Id::default(), usize::MAX)
    }

    /// The first `most` stored messages that arrived after the one of this id, in
    /// order of arrival; from the first on, if that is no id.
    ///
    /// # Errors
    /// If an answer that has become due cannot be kept.
    pub fn truth_since(&self, id: &str, most: usize) -> Result<Vec<Told>, PracticeError> {
        self.told_after(Id::parse(id).unwrap_or_default(), most)
    }

    fn told_after(&self, id: Id, most: usize) -> Result<Vec<Told>, PracticeError> {
        let now_ms = self.clock.now_ms();
        let mut world = self.world();
        world.catch_up(now_ms)?;
        let state = &world.state;
        let from = state.messages.partition_point(|message| message.id <= id);
        let messages = state.messages.iter().skip(from).take(most);
        Ok(messages.map(|message| told(state, message)).collect())
    }

    /// A customer's conversation with the first brand, as the customer sees it.
    ///
    /// # Errors
    /// If no customer has this handle, or an answer that has become due cannot
    /// be kept.
    pub fn view(&self, handle: &str) -> Result<View, PracticeError> {
        let now_ms = self.clock.now_ms();
        let mut world = self.world();
        world.catch_up(now_ms)?;
        let state = &world.state;
        let (brand, customer) = conversation(state, handle)?;
        let seen = Sight {
            state,
            deletion: world.switches.persona_deletion,
            brand: brand.id,
            customer: customer.id,
        };
        Ok(View {
            brand: brand.party(),
            customer: customer.party(),
            messages: seen.messages(),
            typing: seen.typing(now_ms),
        })
    }
}

pub(super) fn steer(practice: &Practice, ask: &Ask<'_>) -> Option<Response<Bytes>> {
    Some(match (ask.method, ask.parts.as_slice()) {
        ("GET", [""]) => found(practice.standing()),
        ("GET", ["truth"]) => truth(practice, ask),
        ("GET", ["view", handle] | ["customers", handle]) => found(practice.view(handle)),
        _ => return None,
    })
}

fn truth(practice: &Practice, ask: &Ask<'_>) -> Response<Bytes> {
    let since = ask.request.query("since").unwrap_or("0");
    let most = ask
        .request
        .query("limit")
        .map_or(Ok(usize::MAX), str::parse);
    match (Id::parse(since), most) {
        (Some(_), Ok(most)) => found(practice.truth_since(since, most)),
        (None, _) => refused(400, "since is the id of a message"),
        (_, Err(_)) => refused(400, "limit is a number of messages"),
    }
}

/// The first brand and the customer of this handle.
pub(super) fn conversation<'a>(
    state: &'a State,
    handle: &str,
) -> Result<(&'a Brand, &'a Customer), PracticeError> {
    let handle = handle.strip_prefix('@').unwrap_or(handle);
    let customer = state
        .customers
        .iter()
        .find(|customer| customer.handle.eq_ignore_ascii_case(handle));
    state
        .brands
        .first()
        .zip(customer)
        .ok_or_else(|| PracticeError::UnknownCustomer(handle.to_owned()))
}
