//! An application as the border shows it.

use super::form::form;
use super::known::{account_of, known};
use crate::api::{ApplicationRow, ApplicationStage, ApplicationView, FieldView, Gap, SampleView};
use crate::error_from::small;
use crate::view::picture_path;
use crate::{ErrorCode, api};
use domain::PictureId;
use domain::application::{self as ours, Content, Field, Place, Sample, gaps, stage};
use std::collections::BTreeSet;
use store::{Application, DiaryEntry, Read};

/// One row of the list.
pub(super) fn row(store: &Read<'_>, one: &Application) -> Result<ApplicationRow, ErrorCode> {
    let newest = store
        .newest_application_version(one.id)?
        .ok_or(ErrorCode::Unexpected)?;
    let content = store.application_content(one.id, newest.version)?;
    let diary = store.application_diary(one.id)?;
    let found = found(store, one, &content)?;
    let places: BTreeSet<Place> = found.iter().map(|(place, _)| *place).collect();
    Ok(ApplicationRow {
        id: one.id.to_string(),
        brand: content.text(Field::Brand).to_owned(),
        handle: handle(&content),
        stage: stage_of(&diary),
        gaps: small(places.len()),
        saved_at: newest.saved_at.0,
        remind_at: diary.iter().filter_map(open_reminder).min(),
    })
}

/// An application in a version, or in its newest one.
///
/// # Errors
/// [`ErrorCode::UnknownApplicationVersion`].
pub(super) fn view(
    store: &Read<'_>,
    one: &Application,
    version: Option<u32>,
) -> Result<ApplicationView, ErrorCode> {
    let versions = store.application_versions(one.id)?;
    let newest = versions.last().ok_or(ErrorCode::Unexpected)?;
    let wanted = version.unwrap_or(newest.version);
    let shown = versions.iter().find(|one| one.version == wanted);
    let shown = shown.ok_or(ErrorCode::UnknownApplicationVersion { version: wanted })?;
    let content = store.application_content(one.id, shown.version)?;
    let diary = store.application_diary(one.id)?;
    let found = found(store, one, &content)?;
    let account = account_of(store, one, &content)?;
    let samples = content.samples().iter().map(|sample| {
        let portrait = portrait(store, sample)?;
        Ok(sample_view(sample, portrait, &found))
    });
    Ok(ApplicationView {
        id: one.id.to_string(),
        account: account.map(|account| account.name()),
        stage: stage_of(&diary),
        version: shown.version,
        newest: newest.version,
        saved_at: shown.saved_at.0,
        fields: fields(&content, &found),
        samples: samples.collect::<Result<_, ErrorCode>>()?,
        sample_gaps: at(&found, Place::Samples),
        diary: diary.iter().map(entry).collect(),
        form: form(store)?,
    })
}

/// The portrait a sample had, where it is on this desk.
pub(super) fn portrait(store: &Read<'_>, sample: &Sample) -> Result<Option<PictureId>, ErrorCode> {
    let Some(look) = sample.look else {
        return Ok(None);
    };
    Ok(store.look(look)?.map(|dressed| dressed.look.portrait))
}

/// What is to be said about a content today.
fn found(
    store: &Read<'_>,
    one: &Application,
    content: &Content,
) -> Result<Vec<(Place, ours::Gap)>, ErrorCode> {
    let account = account_of(store, one, content)?;
    Ok(gaps(content, &known(store, account.as_ref(), content)?))
}

fn fields(content: &Content, found: &[(Place, ours::Gap)]) -> Vec<FieldView> {
    let view = |field| FieldView {
        field: api::ApplicationField::from(field),
        value: content.text(field).to_owned(),
        origin: content.origin(field).into(),
        gaps: at(found, Place::Field(field)),
    };
    Field::ALL.into_iter().map(view).collect()
}

fn sample_view(
    sample: &Sample,
    portrait: Option<PictureId>,
    found: &[(Place, ours::Gap)],
) -> SampleView {
    SampleView {
        persona: sample.persona.to_string(),
        kind: sample.kind.into(),
        line: sample.line.as_str().to_owned(),
        portrait: portrait.map(picture_path),
        gaps: at(found, Place::Sample(sample.persona)),
    }
}

fn at(found: &[(Place, ours::Gap)], place: Place) -> Vec<Gap> {
    let here = found.iter().filter(|(other, _)| *other == place);
    let view = |(_, gap): &(Place, ours::Gap)| Gap {
        weight: gap.weight.into(),
        why: gap.reason.into(),
        about: gap.about.clone(),
    };
    here.map(view).collect()
}

fn stage_of(diary: &[DiaryEntry]) -> ApplicationStage {
    stage(diary.iter().map(|entry| entry.event)).into()
}

/// The handle without its `@`, however somebody wrote it.
fn handle(content: &Content) -> String {
    let text = content.text(Field::Handle).trim();
    text.strip_prefix('@').unwrap_or(text).to_owned()
}

fn open_reminder(entry: &DiaryEntry) -> Option<i64> {
    match entry.done_at {
        Some(_) => None,
        None => entry.remind_at.map(|at| at.0),
    }
}

fn entry(entry: &DiaryEntry) -> api::DiaryEntry {
    api::DiaryEntry {
        id: entry.id.to_string(),
        what: entry.event.into(),
        at: entry.at.0,
        by: entry.author.clone(),
        place: entry.place.clone(),
        case_number: entry.case_number.clone(),
        note: entry.note.clone(),
        remind_at: entry.remind_at.map(|at| at.0),
        reminder_done: entry.done_at.is_some(),
        version: entry.version,
    }
}
