//! Work-arounds that WebKitGTK reads from its environment. The environment of a
//! running process is left alone (setting it is unsafe): the program starts
//! itself again in its own place, once.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// With NVIDIA's own driver WebKitGTK's newer renderer leaves the window blank.
const RENDERER: (&str, &str) = ("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
const NVIDIA: &str = "/proc/driver/nvidia/version";

/// Starts the program again where the machine needs it. Somebody's own setting
/// of the variable, whatever it says, is respected, and ends the repetition.
pub(crate) fn start_again_if_needed() {
    let (name, value) = RENDERER;
    if std::env::var_os(name).is_some() || !Path::new(NVIDIA).exists() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let failed = Command::new(program)
            .args(std::env::args_os().skip(1))
            .env(name, value)
            .exec();
        eprintln!("byline: starting again with {name}={value} failed: {failed}");
    }
}
