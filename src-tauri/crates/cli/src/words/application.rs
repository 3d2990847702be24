//! Applications for access in words.

use super::{Table, Told, calm, key, one_line, time};
use crate::application::{Checked, DiaryShown, Found, WrittenTo};
use desk::api::{
    ApplicationField, ApplicationForm, ApplicationList, ApplicationStage, ApplicationVersions,
    ApplicationView, DiaryEntry, ExportedApplication, FieldOrigin, FieldView, GapWeight, KindName,
};
use desk::text;

impl Told for ApplicationList {
    fn told(&self) -> String {
        if self.applications.is_empty() {
            return "No application was started yet. Start one with `byline application start`.\n"
                .to_owned();
        }
        let rows = self.applications.iter().map(|row| {
            [
                row.id.clone(),
                row.brand.clone(),
                at(&row.handle),
                stage(row.stage),
                row.gaps.to_string(),
                time(row.saved_at),
                row.remind_at.map(time).unwrap_or_default(),
            ]
        });
        let head = ["ID", "BRAND", "HANDLE", "STAGE", "GAPS", "SAVED", "REMINDS"];
        Table::new(head, rows).to_string()
    }
}

impl Told for ApplicationView {
    fn told(&self) -> String {
        let mut told = format!(
            "Application {}\n  {}, version {} of {}, saved {}\n",
            self.id,
            stage(self.stage),
            self.version,
            self.newest,
            time(self.saved_at)
        );
        if let Some(account) = &self.account {
            told.push_str(&format!("  for {}\n", one_line(account)));
        }
        told.push_str(&format!("  form {}\n\n", one_line(&self.form)));
        self.fields
            .iter()
            .for_each(|one| told.push_str(&field(one)));
        told.push_str("\nSamples\n");
        for sample in &self.samples {
            let kind = kind(sample.kind);
            told.push_str(&format!("  {} ({kind})\n", one_line(&sample.line)));
        }
        if self.samples.is_empty() {
            told.push_str("  none\n");
        }
        told
    }
}

/// A field's name as it is written here, where its text came from, and the text.
fn field(one: &FieldView) -> String {
    let name = key(one.field).replace('_', "-");
    if one.value.is_empty() {
        return format!("{name}\n");
    }
    let origin = match one.origin {
        FieldOrigin::Written => "",
        FieldOrigin::Account => " (from the account)",
        FieldOrigin::Roster => " (from the roster)",
        FieldOrigin::Earlier => " (from an earlier application)",
    };
    format!("{name}{origin}\n{}", indented(&one.value))
}

fn indented(text: &str) -> String {
    calm(text)
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect()
}

impl Told for ApplicationVersions {
    fn told(&self) -> String {
        let rows = self.versions.iter().map(|one| {
            let changed = one.changed.iter().map(|field| label(*field));
            [
                one.version.to_string(),
                time(one.saved_at),
                if one.submitted { "submitted" } else { "" }.to_owned(),
                match one.version {
                    1 => String::new(),
                    _ => changed.collect::<Vec<_>>().join(", "),
                },
            ]
        });
        Table::new(["VERSION", "SAVED", "", "CHANGED"], rows).to_string()
    }
}

impl Told for Checked {
    fn told(&self) -> String {
        if self.gaps.is_empty() {
            return "Nothing is missing or doubtful.\n".to_owned();
        }
        let mut told: String = self.gaps.iter().map(gap).collect();
        told.push_str(&format!(
            "\n{} missing, {} doubtful.\n",
            self.missing, self.doubtful
        ));
        told
    }
}

fn gap(found: &Found) -> String {
    let place = match (found.field, &found.sample) {
        (Some(field), _) => label(field),
        (None, Some(line)) => line.clone(),
        (None, None) => text("application_field_samples", []),
    };
    let weight = match found.gap.weight {
        GapWeight::Missing => "missing",
        GapWeight::Doubtful => "doubtful",
    };
    format!(
        "{} ({weight}): {}\n    {}\n",
        one_line(&place),
        one_line(&found.says),
        one_line(&found.mend)
    )
}

impl Told for DiaryShown {
    fn told(&self) -> String {
        self.diary.iter().map(entry).collect()
    }
}

fn entry(entry: &DiaryEntry) -> String {
    let mut told = format!(
        "{}  {}, version {}",
        time(entry.at),
        text(&format!("application_event_{}", key(entry.what)), []),
        entry.version
    );
    let mut add = |what: &str, value: &str| {
        if !value.is_empty() {
            told.push_str(&format!(", {what} {}", one_line(value)));
        }
    };
    add("by", &entry.by);
    add("at", &entry.place);
    add("case", &entry.case_number);
    told.push('\n');
    told.push_str(&indented(&entry.note));
    if let Some(remind_at) = entry.remind_at {
        let done = if entry.reminder_done {
            ", done".to_owned()
        } else {
            format!(
                ", tick off with `byline application diary done {}`",
                entry.id
            )
        };
        told.push_str(&format!("    reminds {}{done}\n", time(remind_at)));
    }
    told
}

/// As it is: a document is for a file, or for another program.
impl Told for ExportedApplication {
    fn told(&self) -> String {
        self.text.clone()
    }
}

impl Told for WrittenTo {
    fn told(&self) -> String {
        format!("Written to {}.\n", one_line(&self.file))
    }
}

impl Told for ApplicationForm {
    fn told(&self) -> String {
        format!("The form is at {}.\n", one_line(&self.address))
    }
}

fn stage(stage: ApplicationStage) -> String {
    text(&format!("application_stage_{}", key(stage)), [])
}

fn label(field: ApplicationField) -> String {
    text(&format!("application_field_{}", key(field)), [])
}

fn kind(kind: KindName) -> String {
    text(&format!("kind_{}", key(kind)), [])
}

fn at(handle: &str) -> String {
    if handle.is_empty() {
        String::new()
    } else {
        format!("@{handle}")
    }
}
