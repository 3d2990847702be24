//! The border as data: which commands there are, what each takes and gives.

use crate::api;
use crate::error::ErrorCode;
use std::path::Path;
use ts_rs::{Config, ExportError, TS};

/// Writes the TypeScript of every request and answer into a folder, with
/// `commands.ts`, the map from each command to its two types.
pub fn export_bindings(folder: &Path) -> Result<(), ExportError> {
    let config = Config::new().with_out_dir(folder);
    macro_rules! commands {
        ($($name:ident: $request:ident => $answer:ident,)*) => {{
            $(
                api::$request::export_all(&config)?;
                api::$answer::export_all(&config)?;
            )*
            [$((stringify!($name), stringify!($request), stringify!($answer)),)*]
        }};
    }
    let names = include!("commands.in.rs");
    ErrorCode::export_all(&config)?;
    api::StagedPicture::export_all(&config)?;
    api::ClosingQuestion::export_all(&config)?;
    let mut types: Vec<&str> = names
        .iter()
        .flat_map(|(_, request, answer)| [*request, *answer])
        .collect();
    types.sort_unstable();
    types.dedup();
    let mut text = String::from("// Generated from desk/src/commands.in.rs; do not edit.\n");
    for name in types {
        text.push_str(&format!("import type {{ {name} }} from \"./{name}\";\n"));
    }
    text.push_str(
        "\n/** Every command: what it takes and what it gives. */\nexport interface Commands {\n",
    );
    for (name, request, answer) in &names {
        text.push_str(&format!(
            "  {name}: {{ request: {request}; answer: {answer} }};\n"
        ));
    }
    text.push_str("}\n");
    std::fs::write(folder.join("commands.ts"), text)?;
    Ok(())
}
