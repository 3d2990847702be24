//! Running other programs: shown before they run, named when they fail, ended
//! when this program ends.

use anyhow::{Context, Result, bail};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// The project's top folder.
pub fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here
        .ancestors()
        .nth(3)
        .context("xtask does not stand in src-tauri/crates/xtask")?;
    Ok(root.to_owned())
}

/// A command in the project's top folder.
pub fn command(program: &str, arguments: &[&str]) -> Result<Command> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root()?);
    Ok(command)
}

/// Cargo, as it runs this program.
///
/// What `cargo run` told this program about its own package is taken out of the
/// environment: `ring` looks at those variables and would be built anew,
/// with all that stands on it, each time cargo is called with and without us.
pub fn cargo(arguments: &[&str]) -> Result<Command> {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = command(&program, arguments)?;
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    Ok(command)
}

/// A program ran to its end and said that it failed.
#[derive(Debug)]
pub struct Failed {
    shown: String,
    /// How it ended.
    pub status: ExitStatus,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` failed ({})", self.shown, self.status)
    }
}

impl std::error::Error for Failed {}

/// Runs a command to its end; [`Failed`] when it does not succeed.
pub fn run(command: Command) -> Result<()> {
    let shown = shown(&command);
    eprintln!("\n▶ {shown}");
    let status = tied(&command)
        .status()
        .with_context(|| format!("`{shown}` could not be started"))?;
    if !status.success() {
        return Err(Failed { shown, status }.into());
    }
    Ok(())
}

/// The command, asked to end when this program is killed and cannot end it
/// itself. Linux knows such a wish; elsewhere the command stays as it is. What
/// was said about its input and output is lost: say it afterwards.
pub fn tied(command: &Command) -> Command {
    let mut tied = if cfg!(target_os = "linux") && exists("setpriv") {
        let mut setpriv = Command::new("setpriv");
        setpriv.args(["--pdeathsig", "TERM", "--"]);
        setpriv.arg(command.get_program());
        setpriv
    } else {
        Command::new(command.get_program())
    };
    tied.args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        tied.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => tied.env(name, value),
            None => tied.env_remove(name),
        };
    }
    tied
}

/// Runs a command quietly; what it wrote, or an error with it.
pub fn output(mut command: Command) -> Result<String> {
    let shown = shown(&command);
    let output = command
        .output()
        .with_context(|| format!("`{shown}` could not be started"))?;
    if !output.status.success() {
        bail!(
            "`{shown}` failed ({}):\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Is there such a program?
pub fn exists(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    })
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A program that ends when this is dropped: asked first, so that it can take
/// its sockets and its own children with it, and forced when it does not listen.
pub struct Started(pub Child);

impl Drop for Started {
    fn drop(&mut self) {
        const PATIENCE: Duration = Duration::from_millis(20);
        let id = self.0.id().to_string();
        // Nothing here is worth an error: it may have ended by itself.
        let _ = Command::new("sh")
            .args(["-c", "kill -TERM \"$1\"", "sh", &id])
            .stderr(Stdio::null())
            .status();
        for _ in 0..100 {
            if !matches!(self.0.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(PATIENCE);
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
