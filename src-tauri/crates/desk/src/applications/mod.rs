//! Applications for access, from the first word to the network's answer: written
//! here, handed in by a person, and followed in a diary.
//!
//! All of it works without a network and without an account; nothing here sends
//! anything. Every save is on disk when it is acknowledged. What is missing or
//! doubtful is `domain::application`'s to say, each time it is shown.

mod diary;
mod export;
mod form;
mod known;
mod named;
mod prefill;
mod save;
mod start;
mod view;
mod words;

use crate::api::{
    ApplicationField, ApplicationList, ApplicationRef, ApplicationShow, ApplicationVersion,
    ApplicationVersions, ApplicationView, Nothing,
};
use crate::{Change, Desk, ErrorCode};
use domain::ApplicationId;
use domain::application::{Content, DiaryEvent, Field};
use named::application;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use store::Read;

impl Desk {
    /// All of them, the one worked on last first.
    pub async fn application_list(&self, _: Nothing) -> Result<ApplicationList, ErrorCode> {
        self.read(|store| {
            let all = store.applications()?;
            let mut rows = all
                .iter()
                .map(|one| view::row(store, one))
                .collect::<Result<Vec<_>, _>>()?;
            rows.sort_by_key(|row| Reverse(row.saved_at));
            Ok(ApplicationList { applications: rows })
        })
        .await
    }

    /// Shows one, in its newest version or another one.
    ///
    /// # Errors
    /// Also [`ErrorCode::UnknownApplicationVersion`].
    pub async fn application_show(
        &self,
        request: ApplicationShow,
    ) -> Result<ApplicationView, ErrorCode> {
        self.read(move |store| {
            let found = application(store, &request.application)?;
            view::view(store, &found, request.version)
        })
        .await
    }

    /// Its versions, each with what differs from the one before.
    pub async fn application_versions(
        &self,
        request: ApplicationRef,
    ) -> Result<ApplicationVersions, ErrorCode> {
        self.read(move |store| {
            let found = application(store, &request.application)?;
            let mut versions = versions(store, found.id)?;
            versions.reverse();
            Ok(ApplicationVersions { versions })
        })
        .await
    }

    fn told_of_applications(&self) {
        self.inner.engine.tell(Change::Applications);
    }
}

/// The versions, the oldest first.
fn versions(store: &Read<'_>, id: ApplicationId) -> Result<Vec<ApplicationVersion>, ErrorCode> {
    let diary = store.application_diary(id)?;
    let submitted: BTreeSet<u32> = diary
        .iter()
        .filter(|entry| entry.event == DiaryEvent::Submitted)
        .map(|entry| entry.version)
        .collect();
    let mut before: Option<Content> = None;
    let mut views = Vec::new();
    for one in store.application_versions(id)? {
        let content = store.application_content(id, one.version)?;
        let changed: Vec<ApplicationField> = match &before {
            None => Field::ALL.into_iter().map(Into::into).collect(),
            Some(before) => {
                let changed = content.changed_since(before);
                changed.into_iter().map(Into::into).collect()
            }
        };
        views.push(ApplicationVersion {
            version: one.version,
            saved_at: one.saved_at.0,
            changed,
            submitted: submitted.contains(&one.version),
        });
        before = Some(content);
    }
    Ok(views)
}
