//! Writing everything out as one JSON document, and a conversation as a document.

use super::{page, plain, talk};
use crate::api::{ConversationExport, ConversationFormat, ExportedDocument, ExportedFile, Nothing};
use crate::{Desk, ErrorCode};
use std::fs::OpenOptions;
use std::io::{BufWriter, ErrorKind};
use std::path::{Path, PathBuf};
use store::ExportError;

/// So many files of one name may stand beside each other.
const MOST: u32 = 999;

impl Desk {
    /// Writes everything but secrets into a new file among the downloads.
    pub async fn export_everything(&self, _: Nothing) -> Result<ExportedFile, ErrorCode> {
        let folder = dirs::download_dir().filter(|folder| folder.is_dir());
        let folder = folder.or_else(dirs::home_dir);
        let folder = folder.ok_or_else(|| ErrorCode::FileNotWritten {
            path: String::new(),
            detail: ErrorKind::NotFound.to_string(),
        })?;
        for number in 1..=MOST {
            let name = match number {
                1 => "Byline, everything.json".to_owned(),
                number => format!("Byline, everything ({number}).json"),
            };
            match self.export_to(folder.join(name)).await {
                Err(ErrorCode::FileThere { .. }) => {}
                written => return written,
            }
        }
        Err(ErrorCode::FileThere {
            path: folder.display().to_string(),
        })
    }

    /// Writes everything but secrets into a new file.
    ///
    /// # Errors
    /// [`ErrorCode::FileThere`] where something stands; `DiskFull` and
    /// `FileNotWritten`, after which nothing half written stays.
    pub async fn export_to(&self, path: PathBuf) -> Result<ExportedFile, ErrorCode> {
        let now = self.inner.clock.now();
        self.read(move |store| {
            let trouble = |error: std::io::Error| file_trouble(&path, &error);
            let file = private_new(&path).map_err(trouble)?;
            let mut out = BufWriter::new(file);
            let written = store.export(now, &mut out).and_then(|rows| {
                let file = out.into_inner().map_err(|error| error.into_error())?;
                file.sync_all()?;
                Ok((rows, file.metadata()?.len()))
            });
            match written {
                Ok((rows, size)) => Ok(ExportedFile {
                    path: path.display().to_string(),
                    size: i64::try_from(size).unwrap_or(i64::MAX),
                    rows: i64::try_from(rows).unwrap_or(i64::MAX),
                }),
                Err(error) => {
                    // What failed is told; half a document is of no use to anybody.
                    std::fs::remove_file(&path).ok();
                    Err(match error {
                        ExportError::Store(error) => error.into(),
                        ExportError::Io(error) => trouble(error),
                    })
                }
            }
        })
        .await
    }

    /// Writes a conversation out.
    pub async fn export_conversation(
        &self,
        request: ConversationExport,
    ) -> Result<ExportedDocument, ErrorCode> {
        let account = self.account_named(&request.account).await?;
        let customer = self.customer_named(&account, &request.customer).await?;
        let now = self.inner.clock.now();
        self.read(move |store| {
            let talk = talk::Talk::read(store, &account, &customer, now)?;
            Ok(match request.format {
                ConversationFormat::Html => ExportedDocument {
                    file_name: talk.file_name("html"),
                    text: page::html(&talk),
                },
                ConversationFormat::Text => ExportedDocument {
                    file_name: talk.file_name("txt"),
                    text: plain::text(&talk),
                },
            })
        })
        .await
    }
}

/// A new file that only this user may read.
fn private_new(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

fn file_trouble(path: &Path, error: &std::io::Error) -> ErrorCode {
    let path = path.display().to_string();
    match error.kind() {
        ErrorKind::AlreadyExists => ErrorCode::FileThere { path },
        ErrorKind::StorageFull => ErrorCode::DiskFull,
        _ => ErrorCode::FileNotWritten {
            path,
            detail: error.to_string(),
        },
    }
}
