//! Forgetting a customer: everything of them in this desk's file goes, and the
//! ledger's chain stays as it is.
//!
//! The chain holds no text and no customer, only a pseudonym and salted hashes;
//! the pseudonym and the salts go, and what is left in it points to nobody. So
//! that what the network still lists of them is not kept again by the next
//! reading, a salted hash of their id stays for a while with the moment of
//! forgetting: what was written up to then is left out, and what they write later
//! is heard, as from somebody new.
//!
//! Invariant: afterwards no byte of the file holds a text or name of theirs.
//! Deleting overwrites, and [`Store::wipe`] then rewrites the whole file; that it
//! is still to be done is kept in the same change that deletes.

use crate::backup::look_into;
use crate::open::Write;
use crate::{BackupError, Read, Store, StoreError};
use domain::{AccountId, DAY, Hash, NetworkUserId, Salt, Timestamp, salted};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// So long a forgotten customer is recognised: longer than the network lists what
/// was written (`contracts/x.md` §3.4: 30 days) and than weekly backups are kept.
const RECOGNISED_FOR: Duration = DAY.saturating_mul(40);

/// Under this key of the settings it stands that the file is to be rewritten.
const TO_WIPE: &str = "to_wipe";

/// What a desk holds of a customer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct HeldOf {
    /// Messages, both ways.
    pub messages: u32,
    /// Replies, whatever became of them.
    pub replies: u32,
    /// Drafts.
    pub drafts: u32,
    /// Pictures: theirs, and those in messages.
    pub pictures: u32,
    /// Replies that are not settled.
    pub unsettled: u32,
    /// The oldest message.
    pub first_at: Option<Timestamp>,
    /// The newest message.
    pub last_at: Option<Timestamp>,
}

/// Whether the file and its log were rewritten.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wiping {
    /// They were.
    Done,
    /// Somebody reads an older state; it has to be done again.
    Later,
}

impl Read<'_> {
    /// What this desk holds of a customer.
    pub fn held_of(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<HeldOf, StoreError> {
        let key = [account.to_string(), customer.as_str().to_owned()];
        let count = |of: &str| -> rusqlite::Result<u32> {
            let mut query = self.sql.prepare_cached(&format!(
                "SELECT count(*) FROM {of} WHERE account_id = ?1 AND customer_id = ?2"
            ))?;
            query.query_row([&key[0], &key[1]], |row| row.get(0))
        };
        let (first_at, last_at): (Option<i64>, Option<i64>) = self.sql.query_row(
            "SELECT min(at), max(at) FROM messages WHERE account_id = ?1 AND customer_id = ?2",
            [&key[0], &key[1]],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let unsettled = self.lane(account, customer)?.len();
        let pictures = self.pictures_of(account, customer)?.len();
        Ok(HeldOf {
            messages: count("messages")?,
            replies: count("replies")?,
            drafts: count("drafts")?,
            pictures: u32::try_from(pictures).unwrap_or(u32::MAX),
            unsettled: u32::try_from(unsettled).unwrap_or(u32::MAX),
            first_at: first_at.map(Timestamp),
            last_at: last_at.map(Timestamp),
        })
    }

    /// Whether a message of that moment is of a customer who was forgotten, and is
    /// not to be kept again.
    pub fn was_forgotten(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let Some(salt) = self.forgetting_salt()? else {
            return Ok(false);
        };
        let mut query = self
            .sql
            .prepare_cached("SELECT until FROM forgotten WHERE account_id = ?1 AND mark = ?2")?;
        let until: Option<i64> = query
            .query_row(
                (
                    account.to_string(),
                    salted(salt, customer.as_str()).to_string(),
                ),
                |row| row.get(0),
            )
            .optional()?;
        Ok(until.is_some_and(|until| at.0 <= until))
    }

    /// Is the file still to be rewritten?
    pub fn is_to_wipe(&self) -> Result<bool, StoreError> {
        Ok(self.setting(TO_WIPE)?.is_some())
    }

    fn forgetting_salt(&self) -> Result<Option<Salt>, StoreError> {
        let mut query = self
            .sql
            .prepare_cached("SELECT salt FROM forgetting_salt")?;
        let found: Option<[u8; 16]> = query.query_row([], |row| row.get(0)).optional()?;
        Ok(found.map(Salt))
    }

    /// The pictures of a customer and of their messages, both ways.
    fn pictures_of(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<Vec<String>, StoreError> {
        let mut query = self.sql.prepare_cached(
            "SELECT picture_id FROM avatars
              WHERE account_id = ?1 AND user_id = ?2 AND picture_id IS NOT NULL
             UNION SELECT a.picture_id FROM message_media a JOIN messages m USING (account_id, event_id)
              WHERE m.account_id = ?1 AND m.customer_id = ?2 AND a.picture_id IS NOT NULL
             UNION SELECT picture_id FROM replies
              WHERE account_id = ?1 AND customer_id = ?2 AND picture_id IS NOT NULL
             UNION SELECT picture_id FROM drafts
              WHERE account_id = ?1 AND customer_id = ?2 AND picture_id IS NOT NULL",
        )?;
        let rows = query.query_map([account.to_string().as_str(), customer.as_str()], |row| {
            row.get(0)
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Deletes everything of a customer but what the network's budgets count.
    /// Nothing of theirs may be unsettled; the caller sees to that within the same
    /// change. `fresh` becomes the salt by which forgotten customers are
    /// recognised, where there is none yet.
    pub fn forget(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
        fresh: Salt,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO forgetting_salt (one, salt) VALUES (1, ?1) ON CONFLICT DO NOTHING",
            [fresh.0],
        )?;
        let salt = self.forgetting_salt()?.unwrap_or(fresh);
        // The network's clock may be ahead of ours.
        let last = self.held_of(account, customer)?.last_at;
        let until = last.map_or(now, |last| last.max(now));
        self.mark_forgotten(account, salted(salt, customer.as_str()), until)?;
        self.delete_customer(account, customer)?;
        self.set_setting(TO_WIPE, "true")
    }

    /// Lets go of the marks of those who were forgotten long ago.
    pub fn let_marks_go(&self, now: Timestamp) -> Result<(), StoreError> {
        self.sql.execute(
            "DELETE FROM forgotten WHERE until < ?1",
            [now.minus(RECOGNISED_FOR).0],
        )?;
        Ok(())
    }

    fn mark_forgotten(
        &self,
        account: AccountId,
        mark: Hash,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        self.sql.execute(
            "INSERT INTO forgotten (account_id, mark, until) VALUES (?1, ?2, ?3)
             ON CONFLICT (account_id, mark) DO UPDATE SET until = max(until, excluded.until)",
            (account.to_string(), mark.to_string(), until.0),
        )?;
        Ok(())
    }

    /// Deletes the rows of a customer, in the order in which they refer to each other.
    pub(crate) fn delete_customer(
        &self,
        account: AccountId,
        customer: &NetworkUserId,
    ) -> Result<(), StoreError> {
        let pictures = self.pictures_of(account, customer)?;
        const ATTEMPTS: &str = "SELECT a.id FROM attempts a JOIN replies r ON r.id = a.reply_id
            WHERE r.account_id = ?1 AND r.customer_id = ?2";
        for change in [
            "DELETE FROM messages WHERE account_id = ?1 AND customer_id = ?2".to_owned(),
            // Uses of a budget stay counted, by nobody's attempt.
            format!("UPDATE spends SET attempt_id = NULL WHERE attempt_id IN ({ATTEMPTS})"),
            format!("DELETE FROM ledger_salts WHERE attempt_id IN ({ATTEMPTS})"),
            format!("DELETE FROM attempts WHERE id IN ({ATTEMPTS})"),
            "DELETE FROM replies WHERE account_id = ?1 AND customer_id = ?2".to_owned(),
            "DELETE FROM drafts WHERE account_id = ?1 AND customer_id = ?2".to_owned(),
            "DELETE FROM conversations WHERE account_id = ?1 AND customer_id = ?2".to_owned(),
            "DELETE FROM pseudonyms WHERE account_id = ?1 AND customer_id = ?2".to_owned(),
            "DELETE FROM avatars WHERE account_id = ?1 AND user_id = ?2".to_owned(),
            "DELETE FROM customers WHERE account_id = ?1 AND id = ?2".to_owned(),
        ] {
            self.sql
                .prepare_cached(&change)?
                .execute([account.to_string().as_str(), customer.as_str()])?;
        }
        self.delete_pictures(&pictures)
    }

    /// Deletes pictures that nothing shows any more.
    pub(crate) fn delete_pictures(&self, pictures: &[String]) -> Result<(), StoreError> {
        // Whoever may refer to a picture is asked of the file itself, so that a
        // table that is added later is not overlooked.
        let mut users = self.sql.prepare_cached(
            "SELECT 'SELECT 1 FROM \"' || t.name || '\" WHERE \"' || f.\"from\" || '\" = ?1'
               FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
              WHERE t.type = 'table' AND f.\"table\" = 'pictures' AND t.name <> 'small_pictures'",
        )?;
        let users: Vec<String> = users
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for picture in pictures {
            let mut used = false;
            for user in &users {
                used |= self.sql.prepare_cached(user)?.exists([picture])?;
            }
            if !used {
                self.sql
                    .execute("DELETE FROM pictures WHERE id = ?1", [picture])?;
            }
        }
        Ok(())
    }

    /// Nothing is left to be rewritten.
    fn wiped(&self) -> Result<(), StoreError> {
        self.sql
            .execute("DELETE FROM settings WHERE key = ?1", [TO_WIPE])?;
        Ok(())
    }
}

impl Store {
    /// Rewrites the file, so that no trace of what was deleted is left in it, in
    /// its index or in the log beside it. Needs room for a second copy.
    ///
    /// # Errors
    /// A full disk, among others; what was deleted stays deleted then, and this
    /// can be done later.
    pub fn wipe(&self) -> Result<Wiping, StoreError> {
        self.purge_index()?;
        self.alone(|sql| sql.execute_batch("VACUUM"))?;
        let wiping = self.shorten_log()?;
        if wiping == Wiping::Done {
            self.write(|store| store.wiped())?;
        }
        Ok(wiping)
    }

    /// Drops what the index of words still holds of deleted messages.
    pub(crate) fn purge_index(&self) -> Result<(), StoreError> {
        self.write(|store| {
            store
                .sql
                .execute_batch("INSERT INTO message_words (message_words) VALUES ('optimize')")
                .map_err(StoreError::from)
        })
    }

    /// Brings everything into the file and empties the log beside it.
    pub(crate) fn shorten_log(&self) -> Result<Wiping, StoreError> {
        // Readers of this process would keep the log alive.
        self.close_readers()?;
        let is_busy: bool = self
            .alone(|sql| sql.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)))?;
        Ok(if is_busy { Wiping::Later } else { Wiping::Done })
    }
}

/// Forgets in a copy whoever the present file knows as forgotten, with the marks
/// by which they are recognised, and rewrites it.
pub(crate) fn carry_over(
    copy: &mut Connection,
    present: &Path,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some((salt, marks)) = marks_in(present) else {
        return Ok(());
    };
    let transaction = copy.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let store = Write::over(&transaction);
    transaction.execute("DELETE FROM forgetting_salt", [])?;
    transaction.execute(
        "INSERT INTO forgetting_salt (one, salt) VALUES (1, ?1)",
        [salt.0],
    )?;
    let mut known = Vec::new();
    for account in store.accounts()? {
        for customer in store.customers_of(account.id)? {
            known.push((account.id, customer));
        }
    }
    for (account, mark, until) in marks {
        store.mark_forgotten(account, mark, until)?;
        let is_meant = |(of, customer): &&(AccountId, NetworkUserId)| {
            *of == account && salted(salt, customer.as_str()) == mark
        };
        if let Some((_, customer)) = known.iter().find(is_meant) {
            store.delete_customer(account, customer)?;
        }
    }
    store.let_marks_go(now)?;
    transaction.execute_batch("INSERT INTO message_words (message_words) VALUES ('optimize')")?;
    transaction.commit()?;
    copy.execute_batch("VACUUM")?;
    Ok(())
}

type Marks = Vec<(AccountId, Hash, Timestamp)>;

/// The marks in a file; nothing where it cannot be read or has none.
fn marks_in(file: &Path) -> Option<(Salt, Marks)> {
    let sql = look_into(file).ok()?;
    let salt: [u8; 16] = sql
        .query_row("SELECT salt FROM forgetting_salt", [], |row| row.get(0))
        .ok()?;
    let mut query = sql
        .prepare("SELECT account_id, mark, until FROM forgotten")
        .ok()?;
    let rows = query.query_map([], |row| {
        Ok((
            crate::column::parsed(row, "account_id")?,
            crate::column::read_with(row, "mark", Hash::from_hex)?,
            crate::column::time(row, "until")?,
        ))
    });
    Some((Salt(salt), rows.ok()?.collect::<Result<_, _>>().ok()?))
}

/// Whether a file holds anything of a customer.
///
/// # Errors
/// A file that cannot be read.
pub fn holds_customer(
    file: &Path,
    account: AccountId,
    customer: &NetworkUserId,
) -> Result<bool, BackupError> {
    let sql = look_into(file)?;
    let found = sql.prepare("SELECT 1 FROM customers WHERE account_id = ?1 AND id = ?2");
    found
        .and_then(|mut query| query.exists([account.to_string().as_str(), customer.as_str()]))
        .map_err(|error| BackupError::Store(error.into()))
}
