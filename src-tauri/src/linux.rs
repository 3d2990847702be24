//! What GTK and WebKitGTK want of their environment, seen to before they start.
//! The environment of a running process is left alone (setting it is unsafe):
//! where a work-around is needed, the program starts itself again in its own
//! place, once.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

const DISPLAYS: [&str; 2] = ["WAYLAND_DISPLAY", "DISPLAY"];

/// With NVIDIA's own driver WebKitGTK's newer renderer leaves the window blank.
const RENDERER: (&str, &str) = ("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
const NVIDIA: &str = "/proc/driver/nvidia/version";

/// # Errors
/// Where there is no display; GTK would end the program without a word.
pub(crate) fn prepare() -> anyhow::Result<()> {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if !DISPLAYS.into_iter().any(named) {
        anyhow::bail!(
            "there is no display to open a window on (neither {})",
            DISPLAYS.join(" nor ")
        );
    }
    start_again_if_needed();
    Ok(())
}

/// Starts the program again where the machine needs it. Somebody's own setting
/// of the variable, whatever it says, is respected, and ends the repetition.
fn start_again_if_needed() {
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
