//! Handing something to another program of the system: an address to its browser,
//! a document to what opens such.
//!
//! That program is given the environment that Byline was given, without what the
//! window adds to it for the processes of its own page.

use std::ffi::OsStr;
use std::io;

/// What the window sets for its page's processes (`linux.rs` of the shell), and no
/// other program should find: a browser that stands on the same web view would
/// heed it.
pub const OF_THE_PAGE: &str = "JSC_useJIT";

/// Opens it in the program that the system has for it. Blocks until that program
/// is seen to run. `Ok` says that it was asked, not that it shows anything.
///
/// # Errors
/// Where the system has no program for it, or that one fails at once.
pub fn open_elsewhere(what: impl AsRef<OsStr>) -> io::Result<()> {
    system::open(what.as_ref())
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::ffi::OsStr;
    use std::io;

    pub(super) fn open(what: &OsStr) -> io::Result<()> {
        open::that_detached(what)
    }
}

#[cfg(target_os = "linux")]
mod system {
    use super::OF_THE_PAGE;
    use std::ffi::OsStr;
    use std::io;
    use std::os::unix::process::CommandExt;
    use std::process::{Command, Stdio};
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    /// What runs for longer than this has not failed.
    const SOON: Duration = Duration::from_millis(250);

    /// Asks one program after another until one takes it.
    pub(super) fn open(what: &OsStr) -> io::Result<()> {
        let mut failed = io::Error::from(io::ErrorKind::NotFound);
        for command in open::commands(what) {
            match start(command) {
                Ok(()) => return Ok(()),
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }

    /// Starts it apart from this program, which it may outlive.
    pub(super) fn start(mut command: Command) -> io::Result<()> {
        command
            .env_remove(OF_THE_PAGE)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        let mut child = command.spawn()?;
        let (tell, told) = mpsc::channel();
        // It waits for as long as the other runs, so that nothing dead is left behind.
        thread::spawn(move || {
            let _ = tell.send(child.wait());
        });
        match told.recv_timeout(SOON) {
            Ok(Ok(status)) if !status.success() => Err(io::Error::other(status.to_string())),
            Ok(Err(error)) => Err(error),
            Ok(Ok(_)) | Err(_) => Ok(()),
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::OF_THE_PAGE;
    use super::system::start;
    use std::process::Command;

    fn script(text: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", text]);
        command
    }

    #[test]
    fn a_program_that_fails_at_once_or_is_not_there_took_nothing() {
        assert!(start(script("exit 3")).is_err());
        assert!(start(Command::new("byline-has-no-such-program")).is_err());
        assert!(start(script("exit 0")).is_ok());
    }

    #[test]
    fn another_program_finds_nothing_of_what_the_page_was_given() {
        let mut command = script(&format!("test -z \"${OF_THE_PAGE}\""));
        command.env(OF_THE_PAGE, "0");
        assert!(start(command).is_ok());
    }
}
