//! Writing an application out, and reading one back in. The documents themselves
//! are `application_documents`.

use super::named::application;
use super::view::portrait;
use crate::api::{
    ApplicationExport, ApplicationImport, ApplicationView, ExportFormat, ExportedApplication,
};
use crate::application_documents::{Document, html, json, markdown, read};
use crate::{Desk, ErrorCode, application_words};
use domain::application::{Content, Field, Sample};
use domain::{ApplicationId, NetworkName};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use store::Read;

impl Desk {
    /// Writes it out. Whoever gets the document has that version, so that the next
    /// save begins a new one; a process that only reads cannot note that.
    ///
    /// # Errors
    /// Also [`ErrorCode::UnknownApplicationVersion`].
    pub async fn application_export(
        &self,
        request: ApplicationExport,
    ) -> Result<ExportedApplication, ErrorCode> {
        let format = request.format;
        let (id, document) = self
            .read(move |store| {
                let found = application(store, &request.application)?;
                let document = document(store, found.id, request.version)?;
                Ok((found.id, document))
            })
            .await?;
        let exported = ExportedApplication {
            file_name: file_name(&document, format),
            text: match format {
                ExportFormat::Html => html(&document),
                ExportFormat::Md => markdown(&document),
                ExportFormat::Json => json(&document).map_err(|_| ErrorCode::Unexpected)?,
            },
        };
        if self.is_owner() {
            let now = self.inner.clock.now();
            self.write(move |store| Ok(store.give_application(id, document.version, now)?))
                .await?;
        }
        Ok(exported)
    }

    /// Reads one back in, as a new one.
    ///
    /// # Errors
    /// [`ErrorCode::ApplicationUnreadable`] says what is wrong with it; nothing was
    /// changed then.
    pub async fn application_import(
        &self,
        request: ApplicationImport,
    ) -> Result<ApplicationView, ErrorCode> {
        let limit = self.inner.reach.x().limits().line;
        let content =
            read(&request.text, limit).map_err(|why| ErrorCode::ApplicationUnreadable {
                detail: application_words::unreadable(&why),
            })?;
        let new = self.new_application();
        let view = self
            .write(move |store| {
                let content = at_home(store, content)?;
                new.begin(store, None, &content)
            })
            .await?;
        self.told_of_applications();
        Ok(view)
    }
}

fn document(
    store: &Read<'_>,
    id: ApplicationId,
    version: Option<u32>,
) -> Result<Document, ErrorCode> {
    let versions = store.application_versions(id)?;
    let newest = versions.last().ok_or(ErrorCode::Unexpected)?.version;
    let wanted = version.unwrap_or(newest);
    let version = versions.into_iter().find(|one| one.version == wanted);
    let version = version.ok_or(ErrorCode::UnknownApplicationVersion { version: wanted })?;
    let content = store.application_content(id, wanted)?;
    let mut portraits = BTreeMap::new();
    for sample in content.samples() {
        if let Some(picture) = portrait(store, sample)?
            && let Some(jpeg) = store.picture(picture)?
        {
            portraits.insert(sample.persona, jpeg);
        }
    }
    Ok(Document {
        content,
        version: wanted,
        saved_at: version.saved_at,
        portraits,
        zone: TimeZone::system(),
    })
}

/// A content from a file, with the looks of its samples only where this desk has
/// them as the file says they are: a file is somebody else's word.
fn at_home(store: &Read<'_>, mut content: Content) -> Result<Content, ErrorCode> {
    let mut samples = Vec::new();
    for sample in content.samples() {
        let look = match sample.look {
            Some(look) => store.look(look)?,
            None => None,
        };
        let is_it = look.is_some_and(|one| {
            one.persona.id == sample.persona
                && one.persona.kind == sample.kind
                && one.look.line_for(NetworkName::X) == &sample.line
        });
        samples.push(Sample {
            look: sample.look.filter(|_| is_it),
            ..sample.clone()
        });
    }
    content.choose(samples)?;
    Ok(content)
}

/// `byline-application-northwind-2.html`: for whom, and which version.
fn file_name(document: &Document, format: ExportFormat) -> String {
    let words = [Field::Handle, Field::Brand].map(|field| plain(document.content.text(field)));
    let whom = words.into_iter().find(|word| !word.is_empty());
    let whom = whom.map_or_else(String::new, |whom| format!("-{whom}"));
    let ending = match format {
        ExportFormat::Html => "html",
        ExportFormat::Md => "md",
        ExportFormat::Json => "json",
    };
    format!("byline-application{whom}-{}.{ending}", document.version)
}

/// The letters and digits of a name that every file system takes.
fn plain(name: &str) -> String {
    const LONGEST: usize = 40;
    let letters = name.trim().chars().map(|c| match c {
        c if c.is_ascii_alphanumeric() || c == '_' => c.to_ascii_lowercase(),
        _ => '-',
    });
    let plain: String = letters.take(LONGEST).collect();
    plain.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_files_name_holds_nothing_that_leads_elsewhere() {
        for (name, expected) in [
            ("@NorthWind", "northwind"),
            ("Café & Söhne", "caf----s-hne"),
            ("../../etc/passwd", "etc-passwd"),
            ("みなと", ""),
            ("C:\\x", "c--x"),
        ] {
            assert_eq!(plain(name), expected);
        }
    }
}
