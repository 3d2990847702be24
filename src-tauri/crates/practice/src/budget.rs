//! How often a call may be made (`contracts/x.md` §2, §3.4, §4, §5.2, §6.3, §6.4).
//!
//! A window opens with its first call and lasts 15 minutes or 24 hours; when it
//! is over the next call opens a fresh one. Budgets of 15 minutes count every
//! signed call of their route and show themselves in headers. Budgets of 24 hours
//! count what took effect; in v1.1 they show nothing, so that a client must count
//! along, in v2 they have headers of their own.

use bytes::Bytes;
use http::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{answer, errors::Refusal, id::Id};

const QUARTER_HOUR_MS: i64 = 15 * 60 * 1000;
/// 24 hours.
pub(crate) const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What is counted, for one user (or, where it says so, one app).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Meter {
    UsersMe,
    Users,
    UsersBy,
    UserByUsername,
    UserById,
    MediaUpload,
    MediaInitialize,
    MediaAppend,
    MediaFinalize,
    MediaStatus,
    MediaUploadOlder,
    MediaInitOlder,
    MediaAppendOlder,
    MediaFinalizeOlder,
    PersonaShow,
    PersonaList,
    MessageList,
    MessageShow,
    MarkRead,
    IndicateTyping,
    WelcomeShow,
    WelcomeList,
    WelcomeRuleShow,
    WelcomeRuleList,
    RateLimitStatus,
    VerifyCredentials,
    PersonaCreate,
    PersonaDestroy,
    SendByUser,
    /// Counted for the app.
    SendByApp,
    /// The three sends of v2 together: §4 gives one figure for them.
    DmPost,
    DmPostByUser,
    /// Counted for the app.
    DmPostByApp,
    DmEvents,
    DmEventsWith,
    DmEventsOf,
    DmEvent,
    DmDelete,
    DmDeleteByUser,
    /// Counted for the app.
    DmDeleteByApp,
    /// Block and unblock together.
    DmBlock,
    /// Counted for the app.
    DmBlockOfApp,
    DmBlockByUser,
    /// Counted for the app.
    DmBlockByApp,
}

impl Meter {
    /// Calls per window, and the window's length in ms.
    fn allowance(self) -> (u32, i64) {
        match self {
            Self::UsersMe | Self::VerifyCredentials => (75, QUARTER_HOUR_MS),
            Self::Users | Self::UsersBy | Self::UserByUsername | Self::UserById => {
                (900, QUARTER_HOUR_MS)
            }
            Self::MediaUpload => (500, QUARTER_HOUR_MS),
            Self::MediaStatus => (1000, QUARTER_HOUR_MS),
            Self::MediaInitialize | Self::MediaAppend | Self::MediaFinalize => {
                (1875, QUARTER_HOUR_MS)
            }
            Self::MediaUploadOlder => (415, QUARTER_HOUR_MS),
            Self::MediaInitOlder => (200, QUARTER_HOUR_MS),
            Self::MediaAppendOlder => (20_000, QUARTER_HOUR_MS),
            Self::MediaFinalizeOlder => (615, QUARTER_HOUR_MS),
            Self::PersonaShow | Self::PersonaList | Self::RateLimitStatus => (180, QUARTER_HOUR_MS),
            Self::MessageList
            | Self::MessageShow
            | Self::WelcomeShow
            | Self::WelcomeList
            | Self::WelcomeRuleShow
            | Self::WelcomeRuleList
            | Self::DmPost
            | Self::DmEvents
            | Self::DmEventsWith
            | Self::DmEventsOf
            | Self::DmEvent => (15, QUARTER_HOUR_MS),
            Self::MarkRead | Self::IndicateTyping => (1000, QUARTER_HOUR_MS),
            Self::PersonaCreate | Self::PersonaDestroy | Self::SendByUser => (1000, DAY_MS),
            Self::SendByApp => (15_000, DAY_MS),
            Self::DmPostByUser | Self::DmPostByApp => (1_440, DAY_MS),
            Self::DmDelete => (300, QUARTER_HOUR_MS),
            Self::DmDeleteByUser => (1_500, DAY_MS),
            Self::DmDeleteByApp => (4_000, DAY_MS),
            Self::DmBlock => (10, QUARTER_HOUR_MS),
            Self::DmBlockOfApp => (25, QUARTER_HOUR_MS),
            Self::DmBlockByUser => (400, DAY_MS),
            Self::DmBlockByApp => (1_000, DAY_MS),
        }
    }
}

/// How a budget stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    limit: u32,
    remaining: u32,
    /// Epoch seconds at which the window is over, rounded up.
    reset_s: i64,
}

impl Standing {
    /// Lets a call through while something remains; else 429 with code 88.
    pub(crate) fn check(self) -> Result<(), Refusal> {
        if self.remaining == 0 {
            return Err(Refusal::rate_limited());
        }
        Ok(())
    }

    /// As `rate_limit_status` tells it (§3.4).
    pub(crate) fn json(self) -> Value {
        json!({"limit": self.limit, "remaining": self.remaining, "reset": self.reset_s})
    }

    /// Puts the `x-rate-limit-*` headers on an answer (§8).
    pub(crate) fn write(self, answer: &mut Response<Bytes>) {
        let names = [
            "x-rate-limit-limit",
            "x-rate-limit-remaining",
            "x-rate-limit-reset",
        ];
        self.write_as(answer, names);
    }

    /// Puts limit, remainder and reset on an answer under these names.
    pub(crate) fn write_as(self, answer: &mut Response<Bytes>, names: [&'static str; 3]) {
        let values = [self.limit.into(), self.remaining.into(), self.reset_s];
        for (name, value) in names.into_iter().zip(values) {
            answer::number(answer, name, value);
        }
    }
}

/// Every window that was opened.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Windows(Vec<Window>);

#[derive(Debug, Serialize, Deserialize)]
struct Window {
    meter: Meter,
    owner: Id,
    opened_ms: i64,
    used: u32,
}

impl Windows {
    /// How `owner`'s budget stands before another call.
    pub(crate) fn standing(&self, meter: Meter, owner: Id, now_ms: i64) -> Standing {
        let (limit, length_ms) = meter.allowance();
        let open = self
            .0
            .iter()
            .find(|window| window.meter == meter && window.owner == owner)
            .filter(|window| now_ms < window.opened_ms.saturating_add(length_ms));
        let (opened_ms, used) = open.map_or((now_ms, 0), |window| (window.opened_ms, window.used));
        let over_ms = opened_ms.saturating_add(length_ms);
        Standing {
            limit,
            remaining: limit.saturating_sub(used),
            reset_s: over_ms.saturating_add(999).div_euclid(1000),
        }
    }

    /// Counts one call.
    pub(crate) fn spend(&mut self, meter: Meter, owner: Id, now_ms: i64) {
        let (_, length_ms) = meter.allowance();
        let window = self
            .0
            .iter_mut()
            .find(|window| window.meter == meter && window.owner == owner);
        match window {
            Some(window) if now_ms < window.opened_ms.saturating_add(length_ms) => {
                window.used = window.used.saturating_add(1);
            }
            Some(window) => {
                window.opened_ms = now_ms;
                window.used = 1;
            }
            None => self.0.push(Window {
                meter,
                owner,
                opened_ms: now_ms,
                used: 1,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000_500;

    #[test]
    fn a_budget_is_used_up_and_opens_again_when_its_window_is_over() {
        let mut windows = Windows::default();
        let owner = Id::at(NOW);
        for _ in 0..15 {
            assert!(
                windows
                    .standing(Meter::MessageList, owner, NOW)
                    .check()
                    .is_ok()
            );
            windows.spend(Meter::MessageList, owner, NOW);
        }
        let used_up = windows.standing(Meter::MessageList, owner, NOW + 1);
        assert!(used_up.check().is_err());
        assert_eq!(used_up.reset_s, 1_800_000_901);
        let at_reset = windows.standing(Meter::MessageList, owner, used_up.reset_s * 1000);
        assert!(at_reset.check().is_ok());
    }

    #[test]
    fn an_app_may_send_fifteen_thousand_in_a_day() {
        let mut windows = Windows::default();
        let app = Id::at(NOW);
        for _ in 0..15_000 {
            windows.spend(Meter::SendByApp, app, NOW);
        }
        let standing = windows.standing(Meter::SendByApp, app, NOW + DAY_MS - 1);
        assert!(standing.check().is_err());
        let next_day = windows.standing(Meter::SendByApp, app, NOW + DAY_MS);
        assert!(next_day.check().is_ok());
    }
}
