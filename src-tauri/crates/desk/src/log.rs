//! The log: JSON lines in `logs/` of the data folder, one file a day, seven
//! kept. Texts, names and tokens are never fields.

use crate::ErrorCode;
use std::path::Path;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

/// Keeps the log going; what is still in memory is written when it is dropped.
#[derive(Debug)]
pub struct LogGuard(#[expect(dead_code, reason = "held for its drop")] WorkerGuard);

/// Lines that wait to be written; more are lost. Room is taken for all of them
/// at the start, and the library's own 128,000 take 4 MB.
const MOST_LINES_WAITING: usize = 4096;

/// Starts the log of a data folder. `BYLINE_LOG` chooses what is written.
pub fn log_to(data: &Path) -> Result<LogGuard, ErrorCode> {
    let refused = |detail: String| ErrorCode::NotWritable { detail };
    crate::place::keep_files_private();
    let folder = data.join("logs");
    std::fs::create_dir_all(&folder).map_err(|error| refused(error.to_string()))?;
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("byline")
        .filename_suffix("log")
        .max_log_files(7)
        .build(folder)
        .map_err(|error| refused(error.to_string()))?;
    let (writer, guard) = NonBlockingBuilder::default()
        .buffered_lines_limit(MOST_LINES_WAITING)
        .finish(appender);
    let filter = EnvFilter::try_from_env("BYLINE_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(writer);
    log.try_init().map_err(|error| refused(error.to_string()))?;
    Ok(LogGuard(guard))
}
