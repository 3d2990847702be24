//! Reading what a network lists, to its end where the budget allows it.

use crate::{Engine, EngineError, Way};
use domain::AccountId;
use domain::listing::{Listed, Reach};
use network::Route;
use std::collections::HashSet;

/// The most pages of one reading: 2,000 profiles at 50 a page, out of a budget
/// of 180 pages in 15 minutes (`contracts/x.md` §2).
const PAGES: usize = 40;

/// What a network lists.
pub(super) struct List {
    /// The profiles.
    pub(super) profiles: Vec<Listed>,
    /// How much of the list was read.
    pub(super) reach: Reach,
}

impl Engine {
    /// Reads the list of an account's profiles. One that names a page again goes
    /// in a circle and has no end (`contracts/x.md` §2).
    pub(super) async fn list(&self, account: AccountId, way: &Way) -> Result<List, EngineError> {
        let mut list = List {
            profiles: Vec::new(),
            reach: Reach::Part,
        };
        let (mut cursors, mut cursor) = (HashSet::new(), None);
        for _ in 0..PAGES {
            if let Some(until) = self.spend(account, way, Route::ListProfiles).await? {
                return Err(EngineError::NoRoom(until));
            }
            let page = way.network.list_profiles(&way.at, cursor.as_deref());
            let page = self.call(account, way, page).await?;
            let listed = page.profiles.into_iter().map(|profile| Listed {
                id: profile.id,
                line: profile.line,
                created_at: profile.created_at,
            });
            for one in listed {
                if list.profiles.iter().all(|known| known.id != one.id) {
                    list.profiles.push(one);
                }
            }
            let Some(next) = page.next else {
                list.reach = Reach::Whole;
                break;
            };
            if !cursors.insert(next.clone()) {
                break;
            }
            cursor = Some(next);
        }
        Ok(list)
    }
}
