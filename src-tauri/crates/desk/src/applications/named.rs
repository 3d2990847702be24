//! What people write to name an application: its key or a start of it, the
//! brand, or the handle. Words only where they are unambiguous.

use crate::ErrorCode;
use domain::Handle;
use domain::application::Field;
use store::{Application, Read};

/// The fewest letters of a key that name an application.
const FEWEST: usize = 4;

/// An application by what somebody wrote.
///
/// # Errors
/// [`ErrorCode::UnknownApplication`], [`ErrorCode::AmbiguousApplication`].
pub(super) fn application(store: &Read<'_>, given: &str) -> Result<Application, ErrorCode> {
    if let Ok(id) = given.trim().parse()
        && let Some(found) = store.application(id)?
    {
        return Ok(found);
    }
    let wanted = Wanted::read(given);
    let mut found = Vec::new();
    for one in store.applications()? {
        if wanted.is(store, &one)? {
            found.push(one);
        }
    }
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => Err(ErrorCode::AmbiguousApplication {
            application: given.to_owned(),
        }),
        (None, _) => Err(ErrorCode::UnknownApplication {
            application: given.to_owned(),
        }),
    }
}

struct Wanted {
    word: String,
    handle: Option<Handle>,
}

impl Wanted {
    fn read(given: &str) -> Self {
        let word = given.trim().to_lowercase();
        // As an account is written, too: `x:@northwind`.
        let name = word.strip_prefix("x:").unwrap_or(&word);
        Self {
            handle: Handle::parse(name).ok(),
            word,
        }
    }

    fn is(&self, store: &Read<'_>, one: &Application) -> Result<bool, ErrorCode> {
        if self.word.is_empty() {
            return Ok(false);
        }
        let key = one.id.to_string();
        if self.word.len() >= FEWEST && key.starts_with(&self.word) {
            return Ok(true);
        }
        let Some(newest) = store.newest_application_version(one.id)? else {
            return Ok(false);
        };
        let content = store.application_content(one.id, newest.version)?;
        if content.text(Field::Brand).trim().to_lowercase() == self.word {
            return Ok(true);
        }
        let handle = Handle::parse(content.text(Field::Handle)).ok();
        Ok(handle.is_some() && handle == self.handle)
    }
}
