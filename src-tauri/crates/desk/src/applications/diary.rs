//! The diary: what became of an application, in the words of whoever heard it.

use super::named::application;
use super::start::seated;
use super::view;
use crate::api::{ApplicationView, DiaryAdd, ReminderDone};
use crate::replies::Author;
use crate::{Desk, ErrorCode};
use domain::application::{DiaryEvent, Field};
use domain::{DiaryEntryId, Timestamp};
use store::DiaryEntry;

/// The longest place, in characters.
const LONGEST_PLACE: usize = 500;

/// The longest case number, in characters.
const LONGEST_CASE: usize = 100;

impl Desk {
    /// Writes into the diary as whoever sits here. What was handed in stays as it
    /// is from now on: the next save begins a new version.
    ///
    /// # Errors
    /// Also [`ErrorCode::NoOperator`], [`ErrorCode::ApplicationFieldTooLong`] and
    /// [`ErrorCode::DiaryEventRefused`].
    pub async fn application_diary_add(
        &self,
        request: DiaryAdd,
    ) -> Result<ApplicationView, ErrorCode> {
        let seated = self.read(seated).await?;
        self.write_diary(request, seated.ok_or(ErrorCode::NoOperator)?)
            .await
    }

    /// The same as the operator of that name, new or known; or as whoever sits
    /// here.
    ///
    /// # Errors
    /// As [`Desk::application_diary_add`].
    pub async fn application_diary_add_as(
        &self,
        request: DiaryAdd,
        author: Author,
    ) -> Result<ApplicationView, ErrorCode> {
        match author {
            Author::Named(name) => {
                let operator = self.operator_named(&name).await?;
                let name = operator.name.as_str().to_owned();
                self.write_diary(request, name).await
            }
            Author::Seated | Author::Automation => self.application_diary_add(request).await,
        }
    }

    /// Ticks a reminder off.
    ///
    /// # Errors
    /// Also [`ErrorCode::UnknownReminder`].
    pub async fn application_reminder_done(
        &self,
        request: ReminderDone,
    ) -> Result<ApplicationView, ErrorCode> {
        let now = self.inner.clock.now();
        let view = self
            .write(move |store| {
                let found = application(store, &request.application)?;
                let id: Option<DiaryEntryId> = request.entry.parse().ok();
                let diary = store.application_diary(found.id)?;
                let reminds =
                    |entry: &&DiaryEntry| Some(entry.id) == id && entry.remind_at.is_some();
                let entry = diary.iter().find(reminds);
                store.reminder_done(entry.ok_or(ErrorCode::UnknownReminder)?.id, now)?;
                view::view(store, &found, None)
            })
            .await?;
        self.told_of_applications();
        Ok(view)
    }

    async fn write_diary(
        &self,
        request: DiaryAdd,
        author: String,
    ) -> Result<ApplicationView, ErrorCode> {
        let event = DiaryEvent::from(request.what);
        if event == DiaryEvent::Drafted {
            return Err(ErrorCode::DiaryEventRefused);
        }
        at_most(&request.place, LONGEST_PLACE, "place")?;
        at_most(&request.case_number, LONGEST_CASE, "case_number")?;
        at_most(&request.note, Field::LONGEST, "note")?;
        let (now, desk) = (self.inner.clock.now(), self.inner.desk);
        let id = DiaryEntryId::new(self.inner.ids.as_ref());
        let view = self
            .write(move |store| {
                let found = application(store, &request.application)?;
                let newest = store
                    .newest_application_version(found.id)?
                    .ok_or(ErrorCode::Unexpected)?;
                let entry = DiaryEntry {
                    id,
                    application: found.id,
                    version: newest.version,
                    event,
                    at: request.at.map_or(now, Timestamp),
                    author,
                    place: request.place,
                    case_number: request.case_number,
                    note: request.note,
                    remind_at: request.remind_at.map(Timestamp),
                    reminded_at: None,
                    done_at: None,
                };
                store.add_diary_entry(&entry, desk)?;
                if event == DiaryEvent::Submitted {
                    store.give_application(found.id, newest.version, now)?;
                }
                view::view(store, &found, None)
            })
            .await?;
        self.told_of_applications();
        Ok(view)
    }
}

fn at_most(text: &str, most: usize, field: &str) -> Result<(), ErrorCode> {
    match text.chars().nth(most) {
        None => Ok(()),
        Some(_) => Err(ErrorCode::ApplicationFieldTooLong {
            field: field.to_owned(),
        }),
    }
}
