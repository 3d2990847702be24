//! X's limits and budgets as data.

use domain::{Budget, CharacterUnit, DAY, FreeReplies, LineLimit, MINUTE, SECOND};
use network::{Affordances, Limits, Route, RouteBudget};

/// `contracts/x.md` §2.1 (48, unit not given: code points), §3.2 (10 000, unit
/// not given), §2.2 and §5.2 (5 MB, counted in the smaller megabyte; pictures of
/// messages stay below the 4.5 MB up to which X's staff upload whole).
pub(crate) const LIMITS: Limits = Limits {
    line: LineLimit {
        most: 48,
        unit: CharacterUnit::CodePoints,
    },
    text: 10_000,
    portrait_bytes: 5_000_000,
    message_picture_bytes: 4_500_000,
};

/// `contracts/x.md` §6.4 and §3.1. X's price list has v2 messages, in which there
/// are no personas; what one of v1.1 costs is not stated (§9). A sign of typing shows for about three seconds (§3.1).
pub(crate) const AFFORDANCES: Affordances = Affordances {
    users_per_look_up: 100,
    events_per_page: 50,
    price_per_message: None,
    typing_shows: SECOND.saturating_mul(3),
};

/// The budgets: `contracts/x.md` §3.4 (send, the app's too), §3.1 (list of
/// messages, signs to a customer), §4 (one conversation by v2), §2 (create, list of
/// profiles).
pub(crate) fn budget(route: Route) -> RouteBudget {
    match route {
        Route::Send => RouteBudget {
            account: Budget {
                limit: 1_000,
                window: DAY,
            },
            app: Some(Budget {
                limit: 15_000,
                window: DAY,
            }),
            free: Some(FreeReplies {
                replies: 5,
                window: DAY,
            }),
        },
        Route::ListEvents | Route::ReadConversation => RouteBudget {
            account: Budget {
                limit: 15,
                window: MINUTE.saturating_mul(15),
            },
            app: None,
            free: None,
        },
        Route::MarkRead | Route::IndicateTyping => RouteBudget {
            account: Budget {
                limit: 1_000,
                window: MINUTE.saturating_mul(15),
            },
            app: None,
            free: None,
        },
        Route::CreateProfile => RouteBudget {
            account: Budget {
                limit: 1_000,
                window: DAY,
            },
            app: None,
            free: None,
        },
        Route::ListProfiles => RouteBudget {
            account: Budget {
                limit: 180,
                window: MINUTE.saturating_mul(15),
            },
            app: None,
            free: None,
        },
    }
}
