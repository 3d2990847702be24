//! Everything about one customer: written out for them, or forgotten.

use super::backups::{aside, view as backup_view};
use super::{page, talk};
use crate::api::{
    ConversationShow, CustomerExport, CustomerForget, ExportedDocument, ForgetPreview, Forgotten,
    OldCopies,
};
use crate::{Desk, ErrorCode, view};
use domain::{NetworkUserId, Origin};
use serde_json::json;
use std::path::Path;
use store::{Account, AsideFile, BackupError, BackupFile, Customer, Wiping};

impl Desk {
    /// Writes out everything about a customer, for programs and for people.
    pub async fn customer_export(
        &self,
        request: ConversationShow,
    ) -> Result<CustomerExport, ErrorCode> {
        let (account, customer) = self.named(&request.account, &request.customer).await?;
        let now = self.inner.clock.now();
        self.read(move |store| {
            let talk = talk::Talk::read(store, &account, &customer, now)?;
            let data = json!({
                "format": "byline-customer",
                "version": 1,
                "exported_at": now.0,
                "account": account.name(),
                "customer": customer.id.as_str(),
                "tables": store.export_customer(account.id, &customer.id)?,
            });
            let text = serde_json::to_string_pretty(&data).map_err(|_| ErrorCode::Unexpected)?;
            Ok(CustomerExport {
                data: ExportedDocument {
                    file_name: talk.file_name("json"),
                    text,
                },
                page: ExportedDocument {
                    file_name: talk.file_name("html"),
                    text: page::html(&talk),
                },
            })
        })
        .await
    }

    /// What forgetting a customer would delete.
    pub async fn customer_forget_preview(
        &self,
        request: ConversationShow,
    ) -> Result<ForgetPreview, ErrorCode> {
        let (account, customer) = self.named(&request.account, &request.customer).await?;
        let data = self.folder().to_owned();
        let copies = self.copies_of(&account, &customer.id).await?;
        self.read(move |store| {
            let held = store.held_of(account.id, &customer.id)?;
            Ok(ForgetPreview {
                customer: view::person(&customer),
                messages: held.messages,
                replies: held.replies,
                drafts: held.drafts,
                pictures: held.pictures,
                first_at: held.first_at.map(|at| at.0),
                last_at: held.last_at.map(|at| at.0),
                unsettled: held.unsettled,
                backups: copies.iter().map(backup_view).collect(),
                set_aside: store::set_aside(&data).iter().map(aside).collect(),
            })
        })
        .await
    }

    /// Forgets a customer; refused while a reply to them is not settled.
    pub async fn customer_forget(&self, request: CustomerForget) -> Result<Forgotten, ErrorCode> {
        self.must_own()?;
        let (account, customer) = self.named(&request.account, &request.customer).await?;
        let by = self.read(|store| Ok(store.operator_here()?)).await?;
        let copies = self.copies_of(&account, &customer.id).await?;
        let aside = store::set_aside(self.folder());
        let held = self
            .inner
            .engine
            .forget(account.id, customer.id, by.map(Origin::Operator))
            .await?;
        self.clear_traces().await;
        let names = |copies: &[BackupFile], aside: &[AsideFile]| -> Vec<String> {
            let backups = copies.iter().map(|one| one.path.display().to_string());
            let aside = aside.iter().map(|one| one.path.display().to_string());
            backups.chain(aside).collect()
        };
        let all = names(&copies, &aside);
        let (deleted, left) = match request.copies {
            OldCopies::Keep => (Vec::new(), all),
            OldCopies::Delete => {
                let desk = self.clone();
                self.with_store(move |_| desk.delete_copies(&copies, &aside))
                    .await?;
                (all, Vec::new())
            }
        };
        Ok(Forgotten {
            messages: held.messages,
            replies: held.replies,
            deleted,
            left,
        })
    }

    /// Rewrites the file, if something was deleted of which traces may be left.
    /// What cannot be done now is done at the next occasion.
    pub async fn clear_traces(&self) {
        let wiped = self
            .with_store(|store| match store.read(|read| read.is_to_wipe())? {
                true => store.wipe(),
                false => Ok(Wiping::Done),
            })
            .await;
        match wiped {
            Ok(Wiping::Done) => {}
            Ok(Wiping::Later) => tracing::info!("the file is rewritten later: somebody reads it"),
            Err(code) => tracing::warn!(?code, "the file could not be rewritten yet"),
        }
    }

    fn delete_copies(&self, copies: &[BackupFile], aside: &[AsideFile]) -> Result<(), BackupError> {
        for copy in copies {
            store::delete_backup(&self.inner.folder, &copy.name)?;
        }
        for file in aside {
            store::delete_aside(&self.inner.folder, file)?;
        }
        Ok(())
    }

    async fn named(&self, account: &str, customer: &str) -> Result<(Account, Customer), ErrorCode> {
        let account = self.account_named(account).await?;
        let customer = self.customer_named(&account, customer).await?;
        Ok((account, customer))
    }

    /// Backups that hold something of a customer.
    async fn copies_of(
        &self,
        account: &Account,
        customer: &NetworkUserId,
    ) -> Result<Vec<BackupFile>, ErrorCode> {
        let (data, account, customer) = (self.folder().to_owned(), account.id, customer.clone());
        self.with_store(move |_| {
            let mut copies = store::backups(&data);
            // One that cannot be read may hold them as well.
            copies.retain(|copy| holds(&copy.path, account, &customer));
            Ok::<_, ErrorCode>(copies)
        })
        .await
    }
}

fn holds(file: &Path, account: domain::AccountId, customer: &NetworkUserId) -> bool {
    store::holds_customer(file, account, customer).unwrap_or(true)
}
