//! Access applications, from the first word to the network's answer.

use crate::api::{
    ApplicationExport, ApplicationForm, ApplicationImport, ApplicationList, ApplicationRef, ApplicationSave,
    ApplicationShow, ApplicationStart, ApplicationVersions, ApplicationView, DiaryAdd,
    ExportedApplication, Nothing, ReminderDone,
};
use crate::{Desk, ErrorCode};

impl Desk {
    /// All of them.
    pub async fn application_list(&self, _: Nothing) -> Result<ApplicationList, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Starts a new one.
    pub async fn application_start(
        &self,
        _: ApplicationStart,
    ) -> Result<ApplicationView, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Shows one.
    pub async fn application_show(&self, _: ApplicationShow) -> Result<ApplicationView, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Saves what was changed.
    pub async fn application_save(&self, _: ApplicationSave) -> Result<ApplicationView, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Its versions.
    pub async fn application_versions(
        &self,
        _: ApplicationRef,
    ) -> Result<ApplicationVersions, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Writes into its diary.
    pub async fn application_diary_add(&self, _: DiaryAdd) -> Result<ApplicationView, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Ticks a reminder off.
    pub async fn application_reminder_done(
        &self,
        _: ReminderDone,
    ) -> Result<ApplicationView, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Writes it out.
    pub async fn application_export(
        &self,
        _: ApplicationExport,
    ) -> Result<ExportedApplication, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Reads one back in.
    pub async fn application_import(
        &self,
        _: ApplicationImport,
    ) -> Result<ApplicationView, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Chooses the form's address.
    pub async fn application_form_set(
        &self,
        _: ApplicationForm,
    ) -> Result<ApplicationForm, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }
}
