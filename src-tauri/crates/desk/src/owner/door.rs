//! Where the owner of a data folder is to be found: `owner.sock` in the folder.
//!
//! A path to a socket has at most about a hundred bytes. For a folder whose path
//! is longer the socket has a short name in a private folder of the user's
//! runtime or temporary files, and `owner.sock` is a link that says where. On
//! Windows it is a pipe that is named after the folder.
//!
//! Whoever listens holds the folder's lock, so a socket that is there before was
//! left by an owner that was killed, and is replaced.

use interprocess::local_socket::tokio::{Listener, Stream};
use interprocess::local_socket::traits::tokio::{Listener as _, Stream as _};
use interprocess::local_socket::{ListenerOptions, Name};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Error;
use std::path::Path;

#[cfg(unix)]
use unix as place;
#[cfg(windows)]
use windows as place;

/// An open door. It closes when it is dropped.
pub(super) struct Door {
    listener: Listener,
    _place: place::Place,
}

impl Door {
    /// Opens the door of a folder that this process owns.
    ///
    /// # Errors
    /// Those of the system; the folder has no door then.
    pub(super) fn open(folder: &Path) -> Result<Self, Error> {
        let place = place::Place::make(folder)?;
        let listener = place.listen()?;
        Ok(Self {
            listener,
            _place: place,
        })
    }

    /// Waits for the next visitor of this user; others are sent away.
    ///
    /// # Errors
    /// Those of the system, and `PermissionDenied` for a stranger.
    pub(super) async fn next(&self) -> Result<Stream, Error> {
        let visitor = self.listener.accept().await?;
        place::same_user(&visitor)?;
        Ok(visitor)
    }
}

/// Goes to the door of a folder.
///
/// # Errors
/// `NotFound` where there is none, `ConnectionRefused` where nobody stands behind
/// it, `PermissionDenied` where a stranger does, and others of the system.
pub(super) async fn knock(folder: &Path) -> Result<Stream, Error> {
    let owner = Stream::connect(place::known(folder)?).await?;
    place::same_user(&owner)?;
    Ok(owner)
}

/// A name that no two folders of a machine share.
fn short_name(folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!("byline-{:016x}", hasher.finish())
}

#[cfg(unix)]
mod unix {
    use super::{Error, Listener, ListenerOptions, Name, Path, Stream, short_name};
    use interprocess::local_socket::traits::StreamCommon;
    use interprocess::local_socket::{GenericFilePath, ToFsName};
    use interprocess::os::unix::local_socket::ListenerOptionsExt;
    use std::fs;
    use std::io::ErrorKind;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, symlink};
    use std::path::PathBuf;

    /// The longest path of a socket, in bytes: macOS has room for 104 with the
    /// end's zero, Linux for 108.
    const LONGEST: usize = 103;

    /// Where a socket is.
    pub(super) struct Place {
        socket: PathBuf,
        /// In the folder, where the socket is elsewhere.
        link: Option<PathBuf>,
    }

    impl Place {
        /// Makes room for a socket.
        pub(super) fn make(folder: &Path) -> Result<Self, Error> {
            let folder = folder.canonicalize()?;
            let here = folder.join("owner.sock");
            gone(&here)?;
            if fits(&here) {
                return Ok(Self {
                    socket: here,
                    link: None,
                });
            }
            let socket = elsewhere(&folder)?;
            gone(&socket)?;
            symlink(&socket, &here)?;
            Ok(Self {
                socket,
                link: Some(here),
            })
        }

        /// Listens there, for this user only.
        pub(super) fn listen(&self) -> Result<Listener, Error> {
            let options = || Ok::<_, Error>(ListenerOptions::new().name(name(&self.socket)?));
            match options()?.mode(0o600).create_tokio() {
                // Where the mode cannot be had at once, the folder around it keeps
                // others out meanwhile.
                Err(error) if error.kind() == ErrorKind::Unsupported => {
                    let listener = options()?.create_tokio()?;
                    fs::set_permissions(&self.socket, fs::Permissions::from_mode(0o600))?;
                    Ok(listener)
                }
                listening => listening,
            }
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            // What stays behind is replaced by the next owner.
            if let Some(link) = &self.link {
                fs::remove_file(link).ok();
            }
        }
    }

    /// Where the socket of a folder would be now.
    pub(super) fn known(folder: &Path) -> Result<Name<'static>, Error> {
        let folder = folder.canonicalize()?;
        let here = folder.join("owner.sock");
        if fits(&here) {
            // A link was made for another folder, of which this is a copy.
            return match fs::symlink_metadata(&here)?.is_symlink() {
                true => Err(ErrorKind::NotFound.into()),
                false => name(&here),
            };
        }
        let socket = fs::read_link(&here)?;
        let named = socket.file_name() == Some(file_name(&folder).as_ref());
        if !named || !socket.parent().is_some_and(is_private) {
            return Err(ErrorKind::NotFound.into());
        }
        name(&socket)
    }

    /// Refuses whoever is not the user of this process. Where the system does
    /// not tell, the modes of file and folder keep others out.
    pub(super) fn same_user(stream: &Stream) -> Result<(), Error> {
        let other = stream.peer_creds()?.euid();
        match other {
            Some(other) if other != rustix::process::geteuid().as_raw() => {
                Err(ErrorKind::PermissionDenied.into())
            }
            _ => Ok(()),
        }
    }

    fn fits(path: &Path) -> bool {
        path.as_os_str().as_bytes().len() <= LONGEST
    }

    fn name(socket: &Path) -> Result<Name<'static>, Error> {
        Ok(socket.to_fs_name::<GenericFilePath>()?.into_owned())
    }

    fn file_name(folder: &Path) -> String {
        format!("{}.sock", short_name(folder))
    }

    /// A short path for the socket of this folder, in a folder that is nobody
    /// else's.
    fn elsewhere(folder: &Path) -> Result<PathBuf, Error> {
        let user = rustix::process::geteuid().as_raw();
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let around = runtime.into_iter().filter(|around| around.is_absolute());
        for around in around.chain([std::env::temp_dir(), PathBuf::from("/tmp")]) {
            let private = around.join(format!("byline-{user}"));
            let socket = private.join(file_name(folder));
            let made = fs::DirBuilder::new().mode(0o700).create(&private);
            let there = made.is_ok() || is_private(&private);
            if there && fits(&socket) {
                return Ok(socket);
            }
        }
        Err(ErrorKind::InvalidFilename.into())
    }

    /// Whether a folder is this user's and closed to others.
    fn is_private(folder: &Path) -> bool {
        fs::symlink_metadata(folder).is_ok_and(|found| {
            found.is_dir()
                && found.uid() == rustix::process::geteuid().as_raw()
                && found.mode() & 0o077 == 0
        })
    }

    fn gone(path: &Path) -> Result<(), Error> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

#[cfg(windows)]
mod windows {
    use super::{Error, Listener, ListenerOptions, Name, Path, Stream, short_name};
    use interprocess::local_socket::{GenericNamespaced, ToNsName};

    /// The name of a pipe.
    pub(super) struct Place(Name<'static>);

    impl Place {
        /// The pipe of a folder.
        pub(super) fn make(folder: &Path) -> Result<Self, Error> {
            known(folder).map(Self)
        }

        /// Listens there. A pipe may be written to by its user only, unless
        /// somebody says otherwise.
        pub(super) fn listen(&self) -> Result<Listener, Error> {
            ListenerOptions::new().name(self.0.borrow()).create_tokio()
        }
    }

    /// The pipe of a folder.
    pub(super) fn known(folder: &Path) -> Result<Name<'static>, Error> {
        let name = short_name(&folder.canonicalize()?);
        Ok(name.to_ns_name::<GenericNamespaced>()?.into_owned())
    }

    /// The pipe's own rule stands for it.
    pub(super) fn same_user(_: &Stream) -> Result<(), Error> {
        Ok(())
    }
}
