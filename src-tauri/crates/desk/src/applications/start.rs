//! Beginning an application.

use super::named::application;
use super::prefill::{Facts, begun};
use super::view;
use crate::api::{ApplicationStart, ApplicationView};
use crate::{Desk, ErrorCode, names};
use domain::application::{Content, DiaryEvent, FieldTooLong};
use domain::{ApplicationId, DiaryEntryId, Timestamp};
use store::{Account, Application, DiaryEntry, Read, Write};

impl Desk {
    /// Starts a new one. What the account and the roster know is filled in, and
    /// what an earlier application said where there is one to start from.
    pub async fn application_start(
        &self,
        request: ApplicationStart,
    ) -> Result<ApplicationView, ErrorCode> {
        let new = self.new_application();
        let view = self
            .write(move |store| {
                let account = match &request.account {
                    Some(given) => Some(names::account(store, given)?),
                    None => None,
                };
                let earlier = match &request.from {
                    Some(given) => Some(newest_content(store, given)?),
                    None => None,
                };
                let content = first_content(store, account.as_ref(), earlier.as_ref())?;
                new.begin(store, account.map(|account| account.id), &content)
            })
            .await?;
        self.told_of_applications();
        Ok(view)
    }

    /// The keys and the moment of a new application.
    pub(super) fn new_application(&self) -> NewApplication {
        let ids = self.inner.ids.as_ref();
        NewApplication {
            id: ApplicationId::new(ids),
            entry: DiaryEntryId::new(ids),
            desk: self.inner.desk,
            now: self.inner.clock.now(),
        }
    }
}

/// The keys and the moment of a new application.
pub(super) struct NewApplication {
    id: ApplicationId,
    entry: DiaryEntryId,
    desk: domain::DeskId,
    now: Timestamp,
}

impl NewApplication {
    /// Keeps it, with its first version and the first word of its diary.
    pub(super) fn begin(
        self,
        store: &Write<'_>,
        account: Option<domain::AccountId>,
        content: &Content,
    ) -> Result<ApplicationView, ErrorCode> {
        let new = Application {
            id: self.id,
            account,
            created_at: self.now,
        };
        store.add_application(&new, self.desk)?;
        store.keep_application(new.id, 1, content, self.now)?;
        let entry = DiaryEntry {
            id: self.entry,
            application: new.id,
            version: 1,
            event: DiaryEvent::Drafted,
            at: self.now,
            author: seated(store)?.unwrap_or_default(),
            place: String::new(),
            case_number: String::new(),
            note: String::new(),
            remind_at: None,
            reminded_at: None,
            done_at: None,
        };
        store.add_diary_entry(&entry, self.desk)?;
        view::view(store, &new, None)
    }
}

/// The name of whoever sits here.
pub(super) fn seated(store: &Read<'_>) -> Result<Option<String>, ErrorCode> {
    let Some(id) = store.operator_here()? else {
        return Ok(None);
    };
    let operator = store.operator(id)?;
    Ok(operator.map(|operator| operator.name.as_str().to_owned()))
}

fn newest_content(store: &Read<'_>, given: &str) -> Result<Content, ErrorCode> {
    let found = application(store, given)?;
    let newest = store
        .newest_application_version(found.id)?
        .ok_or(ErrorCode::Unexpected)?;
    Ok(store.application_content(found.id, newest.version)?)
}

fn first_content(
    store: &Read<'_>,
    account: Option<&Account>,
    earlier: Option<&Content>,
) -> Result<Content, ErrorCode> {
    let speakers = match account {
        Some(account) => store.speakers(account.id)?,
        None => Vec::new(),
    };
    let operators = store.operators()?.into_iter();
    let facts = Facts {
        account,
        roster: &store.personas()?,
        published: speakers.iter().map(|one| one.persona.id).collect(),
        names: operators
            .map(|one| (one.id, one.name.as_str().to_owned()))
            .collect(),
    };
    Ok(begun(earlier, &facts)?)
}

impl From<FieldTooLong> for ErrorCode {
    fn from(refused: FieldTooLong) -> Self {
        Self::ApplicationFieldTooLong {
            field: refused.field.as_str().to_owned(),
        }
    }
}
