//! The commands about applications for access: what each does. How they are
//! written is in [`args`].

mod args;
mod check;
mod moment;

pub use args::Application;
pub use check::{Checked, Found};

use crate::answer::Answer;
use crate::exit::Exit;
use crate::failure::{Failure, Given};
use crate::files;
use args::{Diary, Happened, Which};
use desk::api::{
    ApplicationExport, ApplicationForm, ApplicationImport, ApplicationRef, ApplicationSave,
    ApplicationShow, ApplicationStart, DiaryAdd, DiaryEntry, FieldChange, Nothing, ReminderDone,
};
use desk::{Author, Seat};
use serde::Serialize;
use std::path::Path;

/// The diary alone.
#[derive(Serialize)]
pub struct DiaryShown {
    /// The oldest first.
    pub diary: Vec<DiaryEntry>,
}

/// Where a document went.
#[derive(Serialize)]
pub struct WrittenTo {
    /// The file, as given.
    pub file: String,
}

/// Does what is asked.
pub async fn run(desk: &Seat, command: Application) -> Result<Answer, Failure> {
    Ok(match command {
        Application::List => Answer::of(&desk.application_list(Nothing {}).await?)?,
        Application::Start { account, from } => {
            let start = ApplicationStart { account, from };
            Answer::of(&desk.application_start(start).await?)?
        }
        Application::Show { which, version } => {
            let application = named(desk, which).await?;
            let show = ApplicationShow {
                application,
                version,
            };
            Answer::of(&desk.application_show(show).await?)?
        }
        Application::Set {
            which,
            field,
            value,
        } => {
            let save = ApplicationSave {
                application: named(desk, which).await?,
                changes: vec![FieldChange { field, value }],
                samples: None,
            };
            Answer::of(&desk.application_save(save).await?)?
        }
        Application::Samples { which, personas } => {
            let save = ApplicationSave {
                application: named(desk, which).await?,
                changes: Vec::new(),
                samples: Some(personas),
            };
            Answer::of(&desk.application_save(save).await?)?
        }
        Application::Check(which) => check(desk, which).await?,
        Application::Versions(which) => {
            let application = named(desk, which).await?;
            let versions = desk.application_versions(ApplicationRef { application });
            Answer::of(&versions.await?)?
        }
        Application::Export {
            which,
            format,
            to,
            version,
        } => {
            let export = ApplicationExport {
                application: named(desk, which).await?,
                version,
                format: format.into(),
            };
            export_to(desk, export, to.as_deref()).await?
        }
        Application::Import { file } => {
            let text = files::text(&file)?;
            let import = ApplicationImport { text };
            Answer::of(&desk.application_import(import).await?)?
        }
        Application::Diary { which, entry } => {
            let application = named(desk, which).await?;
            diary(desk, application, entry).await?
        }
        Application::Form { address } => {
            let form = ApplicationForm { address };
            Answer::of(&desk.application_form_set(form).await?)?
        }
    })
}

/// What names the application: what was given, or the only one there is.
async fn named(desk: &Seat, which: Which) -> Result<String, Failure> {
    if let Some(given) = which.application {
        return Ok(given);
    }
    let all = desk.application_list(Nothing {}).await?.applications;
    let mut all = all.into_iter();
    match (all.next(), all.next()) {
        (Some(only), None) => Ok(only.id),
        (Some(_), Some(_)) => Err(Given::WhichApplication.into()),
        (None, _) => Err(Given::NoApplication.into()),
    }
}

async fn check(desk: &Seat, which: Which) -> Result<Answer, Failure> {
    let show = ApplicationShow {
        application: named(desk, which).await?,
        version: None,
    };
    let checked = Checked::from(desk.application_show(show).await?);
    let exit = if checked.missing > 0 {
        Exit::Refused
    } else {
        Exit::Done
    };
    Ok(Answer::of(&checked)?.ending(exit))
}

async fn export_to(
    desk: &Seat,
    export: ApplicationExport,
    to: Option<&Path>,
) -> Result<Answer, Failure> {
    let exported = desk.application_export(export).await?;
    let Some(to) = to else {
        return Ok(Answer::of(&exported)?);
    };
    std::fs::write(to, exported.text)?;
    let file = to.display().to_string();
    Ok(Answer::of(&WrittenTo { file })?)
}

async fn diary(desk: &Seat, application: String, entry: Option<Diary>) -> Result<Answer, Failure> {
    let view = match entry {
        None => {
            let show = ApplicationShow {
                application,
                version: None,
            };
            desk.application_show(show).await?
        }
        Some(Diary::Add(happened)) => {
            let (add, author) = written_down(application, happened, desk.now().await);
            desk.application_diary_add_as(add, author).await?
        }
        Some(Diary::Done { entry }) => {
            let done = ReminderDone { application, entry };
            desk.application_reminder_done(done).await?
        }
    };
    Ok(Answer::of(&DiaryShown { diary: view.diary })?)
}

fn written_down(application: String, happened: Happened, now: i64) -> (DiaryAdd, Author) {
    let add = DiaryAdd {
        application,
        what: happened.what.into(),
        at: happened.at.map(|at| at.seen_at(now)),
        place: happened.place,
        case_number: happened.case_number,
        note: happened.note,
        remind_at: happened.remind.map(|at| at.seen_at(now)),
    };
    let author = happened.operator.map_or(Author::Seated, Author::Named);
    (add, author)
}
