//! The network's clock, which moves forward on request. How far it is ahead is
//! kept with the network: a restart does not throw it back.

use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize};

use super::{Ask, found, with};
use crate::{clock::Clock, errors::PracticeError, practice::Practice, state::Change};

/// How far the clock may be ahead: 15 years. X's ids, whose time has 41 bits, end
/// in 2080 (§3.3), and there is no way back from there.
pub(super) const FURTHEST_AHEAD_MS: i64 = 15 * 365 * 24 * 60 * 60_000;

/// What time it is at the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockStanding {
    /// In ms since the Unix epoch.
    pub now_ms: i64,
    /// How far that is ahead of the clock it was given, in ms.
    pub ahead_ms: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Moving {
    forward_ms: i64,
}

impl Practice {
    /// What time it is at the network.
    #[must_use]
    pub fn clock(&self) -> ClockStanding {
        ClockStanding {
            now_ms: self.clock.now_ms(),
            ahead_ms: self.clock.ahead_ms(),
        }
    }

    /// Moves the clock forward by so many ms. Everything goes by it: budgets,
    /// expiry, what customers write, the `date` header. Nothing sleeps less:
    /// a delayed answer is not hurried on.
    ///
    /// # Errors
    /// If the number is negative, it would be more than 15 years ahead in all, or
    /// the move cannot be kept.
    pub fn forward(&self, by_ms: i64) -> Result<ClockStanding, PracticeError> {
        if by_ms < 0 {
            return Err(PracticeError::ClockBack);
        }
        let mut world = self.world();
        let ahead_ms = world.state.ahead_ms.saturating_add(by_ms);
        if ahead_ms > FURTHEST_AHEAD_MS {
            return Err(PracticeError::ClockTooFar);
        }
        world.commit(vec![Change::ClockMoved { ahead_ms }])?;
        self.clock.set_ahead_ms(ahead_ms);
        world.catch_up(self.clock.now_ms())?;
        drop(world);
        Ok(self.clock())
    }
}

pub(super) fn steer(practice: &Practice, ask: &Ask<'_>) -> Option<Response<Bytes>> {
    Some(match (ask.method, ask.parts.as_slice()) {
        ("GET", ["clock"]) => found(Ok(practice.clock())),
        ("POST", ["clock"]) => with(&ask.request.body, |moving: Moving| {
            found(practice.forward(moving.forward_ms))
        }),
        _ => return None,
    })
}
