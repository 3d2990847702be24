//! Writes the page's TypeScript into the folder named as its argument.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: export-bindings FOLDER");
        return ExitCode::from(2);
    };
    match desk::export_bindings(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "The bindings could not be written to {}: {error}",
                folder.display()
            );
            ExitCode::FAILURE
        }
    }
}
