//! Backups, and going back to one.

use crate::api::{
    BackupList, BackupRef, BackupView, BackupWhy, DataCounts, Nothing, RestorePrepared,
    RestorePreview, SetAside,
};
use crate::{Desk, ErrorCode, Options};
use std::path::Path;
use store::{AsideFile, BackupError, BackupFile, DataFolder, Holdings, Reason};

impl Desk {
    /// Makes a backup now.
    pub async fn backup_now(&self, _: Nothing) -> Result<BackupView, ErrorCode> {
        self.must_own()?;
        let now = self.inner.clock.now();
        let made = self.with_store(move |store| store.back_up(now)).await?;
        Ok(view(&made))
    }

    /// Lists backups and files that were set aside, newest first.
    pub async fn backup_list(&self, _: Nothing) -> Result<BackupList, ErrorCode> {
        let data = self.folder().to_owned();
        self.with_store(move |_| Ok::<_, ErrorCode>(list(&data)))
            .await
    }

    /// What going back to a backup would mean.
    pub async fn backup_restore_preview(
        &self,
        request: BackupRef,
    ) -> Result<RestorePreview, ErrorCode> {
        let data = self.folder().to_owned();
        self.with_store(move |_| {
            let backup = store::backup_named(&data, &request.backup)?;
            Ok::<_, BackupError>(RestorePreview {
                come_back: store::would_come_back(&backup)?,
                now: counts(store::holdings(&data.join("byline.db"))?),
                backup: view(&backup),
            })
        })
        .await
    }

    /// Prepares going back to a backup: it takes its place when Byline starts next.
    pub async fn backup_restore(&self, request: BackupRef) -> Result<RestorePrepared, ErrorCode> {
        let desk = self.clone();
        self.with_store(move |_| {
            let now = desk.inner.clock.now();
            let prepared = store::prepare_restore(&desk.inner.folder, &request.backup, now)?;
            Ok::<_, BackupError>(shown(&prepared))
        })
        .await
    }

    /// Deletes a backup.
    pub async fn backup_delete(&self, request: BackupRef) -> Result<BackupList, ErrorCode> {
        let desk = self.clone();
        self.with_store(move |_| {
            store::delete_backup(&desk.inner.folder, &request.backup)?;
            Ok::<_, BackupError>(list(desk.folder()))
        })
        .await
    }

    /// Prepares going back to a backup in a folder whose data file cannot be opened.
    ///
    /// # Errors
    /// [`ErrorCode::OpenElsewhere`], or what is wrong with the backup or the folder.
    pub async fn rescue(options: Options, backup: String) -> Result<RestorePrepared, ErrorCode> {
        let rescue = move || {
            let folder = DataFolder::open(&options.data)?;
            let now = options.clock.now();
            Ok(shown(&store::prepare_restore(&folder, &backup, now)?))
        };
        tokio::task::spawn_blocking(rescue)
            .await
            .map_err(|_| ErrorCode::Unexpected)?
    }

    /// The backups in a folder whose data file cannot be opened.
    pub fn backups_in(data: &Path) -> BackupList {
        list(data)
    }
}

fn shown(prepared: &store::Prepared) -> RestorePrepared {
    RestorePrepared {
        backup: view(&prepared.backup),
        come_back: prepared.come_back,
        set_aside: prepared.aside.display().to_string(),
    }
}

fn list(data: &Path) -> BackupList {
    BackupList {
        folder: data.join("backups").display().to_string(),
        backups: store::backups(data).iter().map(view).collect(),
        set_aside: store::set_aside(data).iter().map(aside).collect(),
    }
}

pub(super) fn view(backup: &BackupFile) -> BackupView {
    BackupView {
        name: backup.name.clone(),
        path: backup.path.display().to_string(),
        made_at: backup.made_at.0,
        size: i64::try_from(backup.size).unwrap_or(i64::MAX),
        why: match backup.reason {
            Reason::Regular => BackupWhy::Regular,
            Reason::BeforeUpdate(from) => BackupWhy::BeforeUpdate { from },
        },
        counts: store::holdings(&backup.path).ok().map(counts),
    }
}

pub(super) fn aside(file: &AsideFile) -> SetAside {
    SetAside {
        name: file.name.clone(),
        path: file.path.display().to_string(),
        at: file.at.0,
        size: i64::try_from(file.size).unwrap_or(i64::MAX),
    }
}

fn counts(held: Holdings) -> DataCounts {
    DataCounts {
        accounts: held.accounts,
        conversations: held.conversations,
        messages: held.messages,
        personas: held.personas,
        unsettled: held.unsettled,
    }
}
