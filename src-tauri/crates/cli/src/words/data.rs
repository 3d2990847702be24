//! Backups, exports, forgetting and keeping, in words.

use super::{Table, Told, calm, one_line, time};
use desk::api::{
    BackupList, BackupView, BackupWhy, DataCounts, ExportedDocument, ExportedFile, ForgetPreview,
    Forgotten, RestorePrepared, RestorePreview, Retention, RetentionPreview,
};
use serde::Serialize;

/// What forgetting would delete, when nothing was.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Previewed(pub ForgetPreview);

/// What a restore came to.
pub fn restored(prepared: &RestorePrepared) -> String {
    format!(
        "the backup is in its place, and what was there before is kept in {}",
        one_line(&prepared.set_aside)
    )
}

/// What becomes of a restore beside an open window.
pub fn set_back_later() -> String {
    "Byline is open here; the backup takes its place when that is closed and opened again"
        .to_owned()
}

fn held(counts: DataCounts) -> String {
    format!(
        "{} conversations, {} messages, {} personas",
        counts.conversations, counts.messages, counts.personas
    )
}

fn why(backup: &BackupView) -> String {
    match backup.why {
        BackupWhy::Regular => "backup".to_owned(),
        BackupWhy::BeforeUpdate { from } => format!("before an update from version {from}"),
    }
}

impl Told for BackupView {
    fn told(&self) -> String {
        let held = self.counts.map_or_else(String::new, |counts| {
            format!("It holds {}, and no keys.\n", held(counts))
        });
        format!("{}\n{held}", one_line(&self.path))
    }
}

impl Told for BackupList {
    fn told(&self) -> String {
        if self.backups.is_empty() && self.set_aside.is_empty() {
            return "There is no backup yet; make one with `byline backup`.\n".to_owned();
        }
        let backups = self.backups.iter().map(|one| {
            let counts = one.counts.map_or_else(|| "cannot be read".to_owned(), held);
            [one.name.clone(), time(one.made_at), why(one), counts]
        });
        let aside = self.set_aside.iter().map(|one| {
            let what = "set aside by a restore; it cannot be restored by name".to_owned();
            [one.name.clone(), time(one.at), what, String::new()]
        });
        Table::new(["NAME", "MADE", "WHY", "HOLDS"], backups.chain(aside)).to_string()
    }
}

impl Told for RestorePreview {
    fn told(&self) -> String {
        format!(
            "The backup of {} holds {}.\nThe present file holds {}; it would be set aside.\n{}",
            time(self.backup.made_at),
            self.backup
                .counts
                .map_or_else(|| "nothing that can be read".to_owned(), held),
            held(self.now),
            come_back(self.come_back),
        )
    }
}

impl Told for RestorePrepared {
    fn told(&self) -> String {
        format!(
            "Back to the backup of {}.\n{}",
            time(self.backup.made_at),
            come_back(self.come_back)
        )
    }
}

fn come_back(replies: u32) -> String {
    match replies {
        0 => String::new(),
        1 => "1 reply was on its way; it comes back to its author, because it may have been sent since.\n".to_owned(),
        many => format!(
            "{many} replies were on their way; they come back to their authors, because they may have been sent since.\n"
        ),
    }
}

impl Told for ExportedFile {
    fn told(&self) -> String {
        format!("{} ({} bytes)\n", one_line(&self.path), self.size)
    }
}

impl Told for Vec<ExportedFile> {
    fn told(&self) -> String {
        self.iter().map(Told::told).collect()
    }
}

impl Told for ExportedDocument {
    fn told(&self) -> String {
        calm(&self.text)
    }
}

impl Told for Previewed {
    fn told(&self) -> String {
        let Self(preview) = self;
        let mut told = format!(
            "Of {} would be deleted: {} messages, {} replies, {} drafts, {} pictures, and every name.\n",
            one_line(&preview.customer.name),
            preview.messages,
            preview.replies,
            preview.drafts,
            preview.pictures
        );
        if preview.unsettled > 0 {
            told.push_str(&format!(
                "{} replies to them are not settled; until they are, nobody is forgotten.\n",
                preview.unsettled
            ));
        }
        let files = preview.backups.iter().map(|one| &one.path);
        for file in files.chain(preview.set_aside.iter().map(|one| &one.path)) {
            told.push_str(&format!("They are also in {}\n", one_line(file)));
        }
        told.push_str("Nothing was deleted. Add --yes to do it, and --delete-backups for the files as well.\n");
        told
    }
}

impl Told for Forgotten {
    fn told(&self) -> String {
        let mut told = format!(
            "Forgotten: {} messages, {} replies, and everything else of them.\n",
            self.messages, self.replies
        );
        for file in &self.deleted {
            told.push_str(&format!("Deleted: {}\n", one_line(file)));
        }
        for file in &self.left {
            told.push_str(&format!("They are still in {}\n", one_line(file)));
        }
        told
    }
}

impl Told for Retention {
    fn told(&self) -> String {
        match (self.days, self.ran_at) {
            (None, _) => "Messages are kept for good.\n".to_owned(),
            (Some(days), None) => format!("Messages are kept for {days} days.\n"),
            (Some(days), Some(at)) => format!(
                "Messages are kept for {days} days; older ones were deleted on {}.\n",
                time(at)
            ),
        }
    }
}

impl Told for RetentionPreview {
    fn told(&self) -> String {
        let mut told = match (self.first_at, self.last_at) {
            (Some(first), Some(last)) => format!(
                "{} messages of {} conversations would be deleted, from {} to {}; of {} customers nothing would stay.\n",
                self.messages,
                self.conversations,
                time(first),
                time(last),
                self.customers
            ),
            _ => format!("Nothing is older than {}.\n", time(self.before)),
        };
        if self.held_back > 0 {
            told.push_str(&format!(
                "{} older messages would stay, because a reply or a draft in their conversation is not settled.\n",
                self.held_back
            ));
        }
        told.push_str("Nothing was deleted.\n");
        told
    }
}
