//! The commands about data as a whole: backups and going back to one, exports, a
//! customer who is forgotten, how long messages are kept.

mod args;

pub use args::{Backup, Customer, Export, ExportConversation, Restore, Retention};

use crate::answer::Answer;
use crate::failure::Failure;
use crate::files;
use crate::words::{Previewed, restored, set_back_later};
use args::{AboutBackups, AboutRetention};
use desk::api::{
    BackupRef, ConversationExport, ConversationShow, CustomerForget, Nothing, OldCopies,
    RestorePrepared, RetentionAsk, RetentionSet,
};
use desk::{Desk, ErrorCode, Options, Seat, Wish};
use std::path::{Path, PathBuf};

type Answered = Result<Answer, Failure>;

impl Backup {
    /// Whether it changes what is kept.
    pub fn writes(&self) -> bool {
        !matches!(self.what, Some(AboutBackups::List))
    }
}

impl Customer {
    /// Whether it changes what is kept.
    pub fn writes(&self) -> bool {
        matches!(self, Self::Forget { yes: true, .. })
    }
}

impl Retention {
    /// Whether it changes what is kept.
    pub fn writes(&self) -> bool {
        matches!(
            self.what,
            Some(AboutRetention::Set { .. } | AboutRetention::Off)
        )
    }
}

/// Makes, lists or deletes backups.
pub async fn backup(desk: &Seat, command: Backup) -> Answered {
    Ok(match command.what {
        None => Answer::of(&desk.backup_now(Nothing {}).await?)?,
        Some(AboutBackups::List) => Answer::of(&desk.backup_list(Nothing {}).await?)?,
        Some(AboutBackups::Delete { backup }) => {
            Answer::of(&desk.backup_delete(BackupRef { backup }).await?)?
        }
    })
}

/// Goes back to a backup. Where another process has the folder, the backup takes
/// its place at that one's next start; where the data file cannot be opened at
/// all, without opening it.
pub async fn restore(
    command: Restore,
    data: &Path,
    options: impl Fn() -> Result<Options, ErrorCode> + Clone + Send + Sync + 'static,
) -> Answered {
    let wish = match command {
        Restore {
            backup: Some(_),
            preview: false,
        } => Wish::Work,
        _ => Wish::Look,
    };
    let desk = match Seat::open(options.clone(), wish).await {
        Ok(desk) => Some(desk),
        Err(ErrorCode::StoreDamaged { .. } | ErrorCode::StoreNewer { .. }) => None,
        Err(code) => return Err(code.into()),
    };
    let Some(backup) = command.backup else {
        let list = match desk {
            Some(desk) => desk.backup_list(Nothing {}).await?,
            None => Desk::backups_in(data),
        };
        return Ok(Answer::of(&list)?);
    };
    let prepared = match desk {
        Some(desk) if command.preview => {
            let shown = desk.backup_restore_preview(BackupRef { backup }).await?;
            return Ok(Answer::of(&shown)?);
        }
        Some(desk) => {
            let prepared = desk.backup_restore(BackupRef { backup }).await;
            desk.leave().await;
            prepared?
        }
        None => Desk::rescue(options()?, backup).await?,
    };
    take_place(&prepared, options).await
}

/// Opens the folder once, so that what was prepared takes its place, if nobody
/// else has the folder.
async fn take_place(
    prepared: &RestorePrepared,
    options: impl Fn() -> Result<Options, ErrorCode>,
) -> Answered {
    let remark = match Desk::open(options()?).await {
        Ok(desk) if desk.is_owner() => restored(prepared),
        Ok(_) | Err(ErrorCode::OpenElsewhere) => set_back_later(),
        Err(code) => return Err(code.into()),
    };
    Ok(Answer::of(prepared)?.remarking(vec![remark]))
}

/// Writes everything out.
pub async fn export(desk: &Seat, command: Export) -> Answered {
    let path = std::path::absolute(&command.out)?;
    Ok(Answer::of(&desk.export_to(path).await?)?)
}

/// Writes a conversation out.
pub async fn export_conversation(desk: &Seat, command: ExportConversation) -> Answered {
    let request = ConversationExport {
        account: command.account,
        customer: command.customer,
        format: command.format.into(),
    };
    let document = desk.export_conversation(request).await?;
    Ok(match command.out {
        Some(file) => Answer::of(&files::write_new(&file, &document.text)?)?,
        None => Answer::of(&document)?,
    })
}

/// Writes out or forgets a customer.
pub async fn customer(desk: &Seat, command: Customer) -> Answered {
    match command {
        Customer::Export {
            account,
            customer,
            out,
        } => {
            let which = ConversationShow { account, customer };
            let export = desk.customer_export(which).await?;
            let mut written = Vec::new();
            for document in [export.data, export.page] {
                let file: PathBuf = out.join(files::safe_name(&document.file_name));
                written.push(files::write_new(&file, &document.text)?);
            }
            Ok(Answer::of(&written)?)
        }
        Customer::Forget {
            account,
            customer,
            yes: false,
            ..
        } => {
            let which = ConversationShow { account, customer };
            let preview = desk.customer_forget_preview(which).await?;
            Ok(Answer::of(&Previewed(preview))?)
        }
        Customer::Forget {
            account,
            customer,
            delete_backups,
            ..
        } => {
            let request = CustomerForget {
                account,
                customer,
                copies: if delete_backups {
                    OldCopies::Delete
                } else {
                    OldCopies::Keep
                },
            };
            Ok(Answer::of(&desk.customer_forget(request).await?)?)
        }
    }
}

/// Shows or chooses how long messages are kept.
pub async fn retention(desk: &Seat, command: Retention) -> Answered {
    Ok(match command.what {
        None => Answer::of(&desk.retention_show(Nothing {}).await?)?,
        Some(AboutRetention::Preview { days }) => {
            Answer::of(&desk.retention_preview(RetentionAsk { days }).await?)?
        }
        Some(AboutRetention::Set { days }) => {
            let request = RetentionSet { days: Some(days) };
            Answer::of(&desk.retention_set(request).await?)?
        }
        Some(AboutRetention::Off) => {
            Answer::of(&desk.retention_set(RetentionSet { days: None }).await?)?
        }
    })
}
