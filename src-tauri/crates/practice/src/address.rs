//! Where a network is served: while it is, the file `address` in its folder
//! holds the base URL, so that other programs on this machine find it. A file
//! that a kill left behind is told by the lock: whoever can open the folder
//! knows that nobody serves it.

use std::{fs, io, path::Path};

use crate::{
    errors::PracticeError,
    store::{Store, write_whole},
    world::World,
};

const FILE: &str = "address";

/// The base URL that the network in `folder` is served at. Ask only where
/// opening the folder failed with [`PracticeError::InUse`]; `None` if whoever
/// has it open does not serve it, or only through TLS.
///
/// # Errors
/// If the file is there and cannot be read.
pub fn served_at(folder: &Path) -> Result<Option<String>, PracticeError> {
    let path = folder.join(FILE);
    match fs::read_to_string(&path) {
        Ok(address) => Ok(Some(address.trim().to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(PracticeError::Folder { path, source }),
    }
}

impl World {
    /// Says where the network is served.
    pub(crate) fn tell_address(&self, base_url: &str) -> io::Result<()> {
        match &self.store {
            Store::Memory(_) => Ok(()),
            Store::Folder(folder) => {
                let line = format!("{base_url}\n");
                write_whole(&folder.root().join(FILE), line.as_bytes())
            }
        }
    }

    /// It is served no longer.
    pub(crate) fn forget_address(&self) {
        if let Store::Folder(folder) = &self.store {
            // What is left behind is told by the lock.
            fs::remove_file(folder.root().join(FILE)).ok();
        }
    }
}
