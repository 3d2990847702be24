//! The first replies of their lanes: those that may leave.
//!
//! Asked all the time while an outbox is full, so the question walks one index
//! and looks at the replies themselves only where a lane is met for the first time.

use crate::column::parsed;
use crate::{Read, StoreError};
use domain::{AccountId, ReplyId, Timestamp};
use rusqlite::OptionalExtension;
use std::collections::HashMap;

/// The first of a lane, ready to leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// The reply.
    pub reply: ReplyId,
    /// Through which account.
    pub account: AccountId,
}

/// The first place at which a queued reply was met, by account and customer:
/// whatever comes later in that lane is behind it.
type Met = HashMap<String, HashMap<String, i64>>;

/// Queued replies in the order of leaving, from the index alone.
const QUEUED: &str =
    "SELECT seq, account_id, customer_id, place FROM replies INDEXED BY replies_by_state
    WHERE state_name = 'queued' AND free_until";

/// One of them, if nothing of its lane is ahead of it.
const UNLESS_BEHIND: &str = "SELECT id, account_id FROM replies r WHERE seq = ?1
    AND NOT EXISTS (SELECT 1 FROM replies o WHERE o.account_id = r.account_id
        AND o.customer_id = r.customer_id AND o.place < r.place
        AND o.state_name NOT IN ('sent', 'discarded', 'draft') AND o.state_name <> 'scheduled')";

impl Read<'_> {
    /// Queued replies that are the first of their lane, at most `most`, without
    /// those of some accounts: first those whose free window ends first, then
    /// in their order.
    pub fn heads(
        &self,
        now: Timestamp,
        most: usize,
        without: &[AccountId],
    ) -> Result<Vec<Head>, StoreError> {
        let without: Vec<String> = without.iter().map(AccountId::to_string).collect();
        let (mut met, mut heads) = (Met::new(), Vec::new());
        // Those whose window is over have lost their hurry.
        for hurry in ["> ?1", "<= ?1"] {
            let mut queued = self
                .sql
                .prepare_cached(&format!("{QUEUED} {hurry} ORDER BY free_until, place"))?;
            let mut rows = queued.query([now.0])?;
            while heads.len() < most
                && let Some(row) = rows.next()?
            {
                let unread = |_| StoreError::Unreadable { column: "lane" };
                // By their place in the question: this row is read very often.
                let account = row.get_ref(1)?.as_str().map_err(unread)?;
                let customer = row.get_ref(2)?.as_str().map_err(unread)?;
                let place: i64 = row.get(3)?;
                let first = met.get(account).and_then(|lanes| lanes.get(customer));
                if first.is_some_and(|&first| first < place)
                    || without.iter().any(|one| one == account)
                {
                    continue;
                }
                let lanes = met.entry(account.to_owned()).or_default();
                lanes.insert(customer.to_owned(), place);
                heads.extend(self.unless_behind(row.get(0)?)?);
            }
        }
        Ok(heads)
    }

    fn unless_behind(&self, seq: i64) -> Result<Option<Head>, StoreError> {
        let head = self.one(UNLESS_BEHIND, [seq], |row| {
            Ok(Head {
                reply: parsed(row, "id")?,
                account: parsed(row, "account_id")?,
            })
        });
        Ok(head.optional()?)
    }
}
