//! Before the shell: the permissions `desk` and `shell`, which are every command
//! of the two lists and nothing else, and Tauri's own preparations.

use std::error::Error;
use std::path::PathBuf;
use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    // The page travels inside the binary.
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=src-tauri/crates/desk/src/commands.in.rs");
    println!("cargo:rerun-if-changed=src-tauri/src/commands/shell.in.rs");
    let folder = PathBuf::from(std::env::var("OUT_DIR")?).join("permissions");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("desk.toml"), of_desk())?;
    std::fs::write(folder.join("shell.toml"), of_shell())?;
    let pattern = folder.join("*.toml").display().to_string();
    let commands = AppManifest::new().permissions_path_pattern(pattern.leak());
    let attributes = Attributes::new()
        .app_manifest(commands)
        .capabilities_path_pattern("./src-tauri/capabilities/**/*");
    Ok(tauri_build::try_build(attributes)?)
}

/// The permission to call every command of the desk, as Tauri reads it.
fn of_desk() -> String {
    macro_rules! commands {
        ($($name:ident: $request:ident => $answer:ident,)*) => {
            &[$(stringify!($name),)*]
        };
    }
    let names = include!("crates/desk/src/commands.in.rs");
    permission("desk", "Every command of the desk.", names)
}

/// The permission to call every command of the window itself.
fn of_shell() -> String {
    macro_rules! shell_commands {
        ($($place:ident::$name:ident,)*) => {
            &[$(stringify!($name),)*]
        };
    }
    let names = include!("src/commands/shell.in.rs");
    permission("shell", "What the page may do with its window.", names)
}

fn permission(name: &str, description: &str, commands: &[&str]) -> String {
    format!(
        "[[permission]]\nidentifier = \"{name}\"\ndescription = \"{description}\"\ncommands.allow = {commands:?}\n"
    )
}
