//! Asking for trouble, ending it, and the record of it. Nothing of this is kept:
//! it belongs to the running network.

use bytes::Bytes;
use http::Response;
use serde::Deserialize;
use serde_json::json;

use super::{Ask, did, found, with};
use crate::{
    faults::{Fault, Fired, Outage},
    practice::Practice,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lag {
    ms: u32,
}

impl Practice {
    /// Asks for trouble.
    pub fn inject(&self, fault: Fault) {
        self.world().faults.add(fault);
    }

    /// The faults that still wait, in the order in which they were asked for:
    /// `nth` and `times` say what is left of each.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        self.world().faults.waiting()
    }

    /// Lets no fault happen that still waits. The outage goes on.
    pub fn clear_faults(&self) {
        self.world().faults.clear();
    }

    /// The trouble that has happened, in order.
    #[must_use]
    pub fn fired(&self) -> Vec<Fired> {
        self.world().faults.fired().to_vec()
    }

    /// Begins an outage in place of the one that lasts, or ends it. A call that
    /// meets a fault of its own does not meet the outage.
    pub fn set_outage(&self, outage: Option<Outage>) {
        self.world().faults.set_outage(outage);
    }

    /// The outage that lasts.
    #[must_use]
    pub fn outage(&self) -> Option<Outage> {
        self.world().faults.outage()
    }

    /// How long, in ms, every message stays out of reads after it arrived. The
    /// truth and the customer's view show it at once.
    pub fn set_read_lag(&self, ms: u32) {
        self.world().read_lag_ms = ms;
    }

    /// The read lag in ms; 0 unless somebody set it.
    #[must_use]
    pub fn read_lag(&self) -> u32 {
        self.world().read_lag_ms
    }
}

pub(super) fn steer(practice: &Practice, ask: &Ask<'_>) -> Option<Response<Bytes>> {
    let body = &ask.request.body;
    Some(match (ask.method, ask.parts.as_slice()) {
        ("POST", ["fault" | "faults"]) => with(body, |fault| did(|| practice.inject(fault))),
        ("GET", ["faults"]) => found(Ok(practice.faults())),
        ("DELETE", ["faults"]) => did(|| practice.clear_faults()),
        ("GET", ["fired"]) => found(Ok(practice.fired())),
        ("GET", ["outage"]) => found(Ok(practice.outage())),
        ("POST", ["outage"]) => with(body, |outage| did(|| practice.set_outage(Some(outage)))),
        ("DELETE", ["outage"]) => did(|| practice.set_outage(None)),
        ("GET", ["read_lag"]) => found(Ok(json!({"ms": practice.read_lag()}))),
        ("POST", ["read_lag"]) => with(body, |lag: Lag| did(|| practice.set_read_lag(lag.ms))),
        _ => return None,
    })
}
