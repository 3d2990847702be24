//! What the network answered when it was asked what an account may do.

use crate::column::{json, time, to_json};
use crate::{Read, StoreError, Write};
use domain::probe::{Answers, Probe, Probed};
use domain::{AccountId, Timestamp};

/// How many answers are kept for an account; the oldest go first.
pub const PROBES_KEPT: u32 = 20;

impl Read<'_> {
    /// The last answers of an account, the newest first, at most `most`.
    pub fn probes(&self, account: AccountId, most: u32) -> Result<Vec<Probe>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT at, answers FROM probes WHERE account_id = ?1 ORDER BY seq DESC LIMIT ?2",
        )?;
        let rows = query.query_map((account.to_string(), most), |row| {
            Ok(Probe {
                at: time(row, "at")?,
                answers: json(row, "answers")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Brings what is known of an account up to date. Keys of somebody else say
    /// nothing about it.
    pub fn know_account_as(&self, id: AccountId, who: &Probed) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE accounts SET handle = ?3, display_name = ?4, verified = ?5, revision = revision + 1
             WHERE id = ?1 AND network_user_id = ?2
               AND (handle, display_name, verified) IS NOT (?3, ?4, ?5)",
            (
                id.to_string(),
                who.user.as_str(),
                who.handle.as_str(),
                &who.display_name,
                who.verification.as_str(),
            ),
        )?;
        Ok(())
    }

    /// Keeps an answer; more than [`PROBES_KEPT`] are not kept.
    pub fn keep_probe(
        &self,
        account: AccountId,
        at: Timestamp,
        answers: &Answers,
    ) -> Result<(), StoreError> {
        let key = account.to_string();
        self.sql.execute(
            "INSERT INTO probes (account_id, at, answers) VALUES (?1, ?2, ?3)",
            (&key, at.0, to_json(answers)?),
        )?;
        self.sql.execute(
            "DELETE FROM probes WHERE account_id = ?1 AND seq NOT IN
                 (SELECT seq FROM probes WHERE account_id = ?1 ORDER BY seq DESC LIMIT ?2)",
            (&key, PROBES_KEPT),
        )?;
        Ok(())
    }
}
