//! Pictures of people and brands on a network: where each is, and our copy.

use crate::{Read, StoreError, Write};
use domain::{AccountId, NetworkUserId, PictureId, Timestamp};

impl Read<'_> {
    /// Pictures that were never asked for, at most `most`: whose, and where.
    pub fn avatars_wanted(
        &self,
        account: AccountId,
        most: u32,
    ) -> Result<Vec<(NetworkUserId, String)>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT user_id, address FROM avatars
             WHERE account_id = ?1 AND fetched_at IS NULL ORDER BY user_id LIMIT ?2",
        )?;
        let rows = query.query_map((account.to_string(), most), |row| {
            Ok((NetworkUserId(row.get("user_id")?), row.get("address")?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Notes where somebody's picture is. A new address is asked for again; the
    /// copy of the old one stays until then.
    pub fn set_avatar_address(
        &self,
        account: AccountId,
        user: &NetworkUserId,
        address: &str,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO avatars (account_id, user_id, address) VALUES (?1, ?2, ?3)
             ON CONFLICT (account_id, user_id) DO UPDATE SET address = excluded.address, fetched_at = NULL
                 WHERE address <> excluded.address",
            [account.to_string().as_str(), user.as_str(), address],
        )?;
        Ok(())
    }

    /// Keeps somebody's picture, or that there was none to be had.
    pub fn set_avatar(
        &self,
        account: AccountId,
        user: &NetworkUserId,
        picture: Option<PictureId>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "UPDATE avatars SET picture_id = coalesce(?3, picture_id), fetched_at = ?4
             WHERE account_id = ?1 AND user_id = ?2",
            (
                account.to_string(),
                user.as_str(),
                picture.map(|id| id.to_string()),
                at.0,
            ),
        )?;
        Ok(())
    }
}
