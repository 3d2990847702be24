//! Before the shell: the permission `desk`, which is every command of the one
//! list and nothing else, and Tauri's own preparations.

use std::error::Error;
use std::path::PathBuf;
use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    // The page travels inside the binary.
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=src-tauri/crates/desk/src/commands.in.rs");
    let folder = PathBuf::from(std::env::var("OUT_DIR")?).join("permissions");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("desk.toml"), permission())?;
    let pattern = folder.join("*.toml").display().to_string();
    let commands = AppManifest::new().permissions_path_pattern(pattern.leak());
    let attributes = Attributes::new()
        .app_manifest(commands)
        .capabilities_path_pattern("./src-tauri/capabilities/**/*");
    Ok(tauri_build::try_build(attributes)?)
}

/// The permission to call every command of the desk, as Tauri reads it.
fn permission() -> String {
    macro_rules! commands {
        ($($name:ident: $request:ident => $answer:ident,)*) => {
            [$(stringify!($name),)* "picture_stage"]
        };
    }
    let names = include!("crates/desk/src/commands.in.rs");
    format!(
        "[[permission]]\nidentifier = \"desk\"\ndescription = \"Every command of the desk.\"\ncommands.allow = {names:?}\n"
    )
}
