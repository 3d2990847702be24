//! The 24-hour budgets of v2 (`contracts/x.md` §4, §8), which show themselves in
//! headers of their own. Both count what took effect.

use bytes::Bytes;
use http::Response;

use crate::{
    budget::{Meter, Windows},
    errors::Refusal,
    id::Id,
    routes::Route,
    state::Change,
    world::Visit,
};

/// What a call that took effect is counted on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DayMeters {
    user: Meter,
    app: Meter,
}

impl DayMeters {
    pub(super) const SENDS: Self = Self {
        user: Meter::DmPostByUser,
        app: Meter::DmPostByApp,
    };
    pub(super) const DELETES: Self = Self {
        user: Meter::DmDeleteByUser,
        app: Meter::DmDeleteByApp,
    };
    pub(super) const BLOCKS: Self = Self {
        user: Meter::DmBlockByUser,
        app: Meter::DmBlockByApp,
    };

    /// The 24-hour budgets of a route, if it has any.
    pub(crate) fn of(route: Route) -> Option<Self> {
        match route {
            Route::DmSendWith | Route::DmSend | Route::DmGroup => Some(Self::SENDS),
            Route::DmDelete => Some(Self::DELETES),
            Route::DmBlock | Route::DmUnblock => Some(Self::BLOCKS),
            _ => None,
        }
    }

    /// Draws on both: 429 with code 88 where either is used up.
    pub(super) fn spend(self, visit: &Visit<'_>) -> Result<Vec<Change>, Refusal> {
        Ok(vec![
            visit.spend(self.user, visit.caller)?,
            visit.spend(self.app, visit.state.app.id)?,
        ])
    }

    /// Puts `x-user-limit-24hour-*` and `x-app-limit-24hour-*` on an answer (§8).
    pub(crate) fn write(
        self,
        windows: &Windows,
        (user, app): (Id, Id),
        now_ms: i64,
        answer: &mut Response<Bytes>,
    ) {
        windows.standing(self.user, user, now_ms).write_as(
            answer,
            [
                "x-user-limit-24hour-limit",
                "x-user-limit-24hour-remaining",
                "x-user-limit-24hour-reset",
            ],
        );
        windows.standing(self.app, app, now_ms).write_as(
            answer,
            [
                "x-app-limit-24hour-limit",
                "x-app-limit-24hour-remaining",
                "x-app-limit-24hour-reset",
            ],
        );
    }
}
