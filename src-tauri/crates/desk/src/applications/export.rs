//! Writing an application out, and reading one back in.

use crate::api::{ApplicationExport, ApplicationImport, ApplicationView, ExportedApplication};
use crate::{Desk, ErrorCode};

impl Desk {
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
}
