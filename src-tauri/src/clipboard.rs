//! The photo in the system's clipboard. WebKitGTK tells the page nothing of a
//! picture that another program has copied (its paste event is empty), so the
//! window asks the toolkit; elsewhere the page is told by the event itself.
//!
//! The clipboard belongs to another program, which answers when it likes: it is
//! asked on the main thread, as the toolkit wants it, and waited for elsewhere.

#[cfg(target_os = "linux")]
use crate::handed;
use desk::ErrorCode;
use tauri::WebviewWindow;

/// The file of the photo that is in the clipboard, whatever it holds: a copied
/// picture, or the first copied file of this machine.
///
/// # Errors
/// `ClipboardWithoutPicture` where there is neither; those of reading the file.
#[cfg(target_os = "linux")]
pub(crate) async fn photo(window: &WebviewWindow) -> Result<Vec<u8>, ErrorCode> {
    let (tell, told) = tokio::sync::oneshot::channel();
    window
        .run_on_main_thread(move || linux::ask(tell))
        .map_err(|_| ErrorCode::Unexpected)?;
    // The toolkit gives up on an owner that never answers, and says nothing then.
    match told.await {
        Ok(linux::Copied::Picture(bytes)) => Ok(bytes),
        Ok(linux::Copied::File(path)) => handed::read(&path).await,
        Err(_) => Err(ErrorCode::ClipboardWithoutPicture),
    }
}

/// Nothing: here the page is told by the paste itself.
///
/// # Errors
/// Always `ClipboardWithoutPicture`.
#[cfg(not(target_os = "linux"))]
pub(crate) async fn photo(_window: &WebviewWindow) -> Result<Vec<u8>, ErrorCode> {
    Err(ErrorCode::ClipboardWithoutPicture)
}

#[cfg(target_os = "linux")]
mod linux {
    use gtk::gdk::{Atom, SELECTION_CLIPBOARD};
    use gtk::{Clipboard, SelectionData};
    use percent_encoding::percent_decode_str;
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    use std::path::PathBuf;
    use tokio::sync::oneshot::Sender;

    /// What the desk takes, the best first. Programs offer what they copied in
    /// several forms.
    const PICTURES: [&str; 4] = ["image/png", "image/jpeg", "image/webp", "image/gif"];

    /// Copied files (RFC 2483 §5).
    const FILES: &str = "text/uri-list";

    /// What other programs answer to the question what they offer (ICCCM §2.6.2).
    const TARGETS: &str = "TARGETS";

    pub(super) enum Copied {
        /// A picture's file.
        Picture(Vec<u8>),
        /// Where one is.
        File(PathBuf),
    }

    /// Asks what there is, then for the best of it. Where there is nothing of
    /// use, nothing is told. On the main thread only.
    pub(super) fn ask(tell: Sender<Copied>) {
        let clipboard = Clipboard::get(&SELECTION_CLIPBOARD);
        clipboard.request_contents(&Atom::intern(TARGETS), |clipboard, offered| {
            let offered = offered.targets().unwrap_or_default();
            let wanted = PICTURES
                .into_iter()
                .chain([FILES])
                .map(Atom::intern)
                .find(|wanted| offered.contains(wanted));
            if let Some(wanted) = wanted {
                clipboard.request_contents(&wanted, |_, contents| {
                    if let Some(copied) = copied(contents) {
                        // Nobody waits any more where the window has gone.
                        let _ = tell.send(copied);
                    }
                });
            }
        });
    }

    fn copied(contents: &SelectionData) -> Option<Copied> {
        if contents.target() == Atom::intern(FILES) {
            let uris = contents.uris();
            return uris.iter().find_map(|uri| file(uri)).map(Copied::File);
        }
        let bytes = contents.data();
        (!bytes.is_empty()).then_some(Copied::Picture(bytes))
    }

    /// The place of a `file:` address of this machine (RFC 8089).
    pub(super) fn file(uri: &str) -> Option<PathBuf> {
        let rest = uri.strip_prefix("file://")?;
        let path = rest.strip_prefix("localhost").unwrap_or(rest);
        path.starts_with('/').then(|| {
            let bytes = percent_decode_str(path).collect();
            PathBuf::from(OsString::from_vec(bytes))
        })
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::linux::file;
    use std::path::PathBuf;

    #[test]
    fn only_an_address_of_a_file_on_this_machine_names_one() {
        for (uri, path) in [
            (
                "file:///home/ana/two%20of%20us.jpg",
                Some("/home/ana/two of us.jpg"),
            ),
            ("file://localhost/ana.png", Some("/ana.png")),
            ("file://elsewhere/ana.png", None),
            ("https://example.com/ana.png", None),
            ("/ana.png", None),
        ] {
            assert_eq!(file(uri), path.map(PathBuf::from), "{uri}");
        }
    }
}
