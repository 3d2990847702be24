//! What is done once a day while a window is open: a backup where something has
//! changed, the backups that are no longer kept, and messages that are too old.
//! Trouble with one is no reason not to do the next; all of it is tried again.

use super::retention::chosen;
use crate::{Desk, ErrorCode};
use domain::{HOUR, MINUTE, Timestamp, backups_kept, until_next_day};
use std::time::Duration;
use store::{Daily, Reason};
use tokio_util::sync::CancellationToken;

/// After the start others come first.
const AFTER_START: Duration = MINUTE.saturating_mul(3);

/// A machine that slept has no other moment to notice that a day is over.
const LOOKS_EVERY: Duration = HOUR;

/// So many backups from before an update are kept.
const UPDATES_KEPT: usize = 3;

impl Desk {
    /// Does daily what is to be done daily, until told to stop.
    pub(crate) async fn keep_data_safe(&self, stop: CancellationToken) {
        self.clear_traces().await;
        let mut pause = AFTER_START;
        let mut unchanged_at = None;
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.inner.clock.sleep(pause) => {}
            }
            pause = LOOKS_EVERY;
            if let Err(code) = self.daily_backup(&mut unchanged_at).await {
                tracing::warn!(?code, "the daily backup could not be made");
            }
            if let Err(code) = self.daily_deletion().await {
                tracing::warn!(?code, "old messages could not be deleted");
            }
            self.clear_traces().await;
        }
    }

    /// Makes a backup, if a day has passed and something has changed.
    async fn daily_backup(&self, unchanged_at: &mut Option<Timestamp>) -> Result<(), ErrorCode> {
        let (now, data) = (self.inner.clock.now(), self.folder().to_owned());
        let newest = self
            .with_store(move |_| Ok::<_, ErrorCode>(store::backups(&data).into_iter().next()))
            .await?;
        let last = newest.map(|newest| newest.made_at).max(*unchanged_at);
        if !until_next_day(last, now).is_zero() {
            return Ok(());
        }
        let made = self
            .with_store(move |store| store.back_up_if_changed(now))
            .await?;
        match made {
            Daily::Made(_) => self.thin_out().await,
            Daily::Unchanged => {
                *unchanged_at = Some(now);
                Ok(())
            }
        }
    }

    /// Deletes the backups that are no longer kept.
    pub(super) async fn thin_out(&self) -> Result<(), ErrorCode> {
        let desk = self.clone();
        self.with_store(move |_| {
            let (regular, updates): (Vec<_>, Vec<_>) = store::backups(desk.folder())
                .into_iter()
                .partition(|one| one.reason == Reason::Regular);
            let made: Vec<Timestamp> = regular.iter().map(|one| one.made_at).collect();
            let kept = backups_kept(&made, desk.inner.clock.now());
            let old = regular.iter().filter(|one| !kept.contains(&one.made_at));
            for one in old.chain(updates.iter().skip(UPDATES_KEPT)) {
                store::delete_backup(&desk.inner.folder, &one.name)?;
            }
            Ok::<_, store::BackupError>(())
        })
        .await
    }

    /// Deletes messages that are too old, if a day has passed.
    async fn daily_deletion(&self) -> Result<(), ErrorCode> {
        let now = self.inner.clock.now();
        self.write(move |store| Ok(store.let_marks_go(now)?))
            .await?;
        let last = self.read(chosen).await?.ran_at;
        if until_next_day(last, now).is_zero() {
            self.delete_old().await?;
        }
        Ok(())
    }
}
