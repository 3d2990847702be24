//! Applications for access: written, handed in, followed to their end. None of
//! it needs a network.

mod diary;
mod files;
mod life;
mod named;
mod reminders;

use desk::api::{
    ApplicationExport, ApplicationField, ApplicationImport, ApplicationList, ApplicationSave,
    ApplicationShow, ApplicationStart, ApplicationView, DiaryAdd, DiaryEvent, ExportFormat,
    FieldChange, FieldView, Nothing,
};
use desk::{Desk, ErrorCode};

/// Starts one without an account.
async fn start(desk: &Desk) -> ApplicationView {
    let start = ApplicationStart {
        account: None,
        from: None,
    };
    desk.application_start(start).await.unwrap()
}

async fn show(desk: &Desk, application: &str) -> ApplicationView {
    let show = ApplicationShow {
        application: application.to_owned(),
        version: None,
    };
    desk.application_show(show).await.unwrap()
}

async fn version(desk: &Desk, application: &str, version: u32) -> ApplicationView {
    let show = ApplicationShow {
        application: application.to_owned(),
        version: Some(version),
    };
    desk.application_show(show).await.unwrap()
}

async fn list(desk: &Desk) -> ApplicationList {
    desk.application_list(Nothing {}).await.unwrap()
}

async fn try_set(
    desk: &Desk,
    application: &str,
    field: ApplicationField,
    value: &str,
) -> Result<ApplicationView, ErrorCode> {
    let value = value.to_owned();
    let save = ApplicationSave {
        application: application.to_owned(),
        changes: vec![FieldChange { field, value }],
        samples: None,
    };
    desk.application_save(save).await
}

async fn set(
    desk: &Desk,
    application: &str,
    field: ApplicationField,
    value: &str,
) -> ApplicationView {
    try_set(desk, application, field, value).await.unwrap()
}

fn field(view: &ApplicationView, field: ApplicationField) -> &FieldView {
    view.fields.iter().find(|one| one.field == field).unwrap()
}

/// A diary entry with nothing but what happened.
fn happened(application: &str, what: DiaryEvent) -> DiaryAdd {
    DiaryAdd {
        application: application.to_owned(),
        what,
        at: None,
        place: String::new(),
        case_number: String::new(),
        note: String::new(),
        remind_at: None,
    }
}

async fn write_out(desk: &Desk, application: &str, format: ExportFormat) -> String {
    let export = ApplicationExport {
        application: application.to_owned(),
        version: None,
        format,
    };
    desk.application_export(export).await.unwrap().text
}

async fn read_in(desk: &Desk, text: &str) -> Result<ApplicationView, ErrorCode> {
    let text = text.to_owned();
    desk.application_import(ApplicationImport { text }).await
}
