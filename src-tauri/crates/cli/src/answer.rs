//! What a command has to say, and how it gets out.

use crate::args::Form;
use crate::exit::Exit;
use crate::words::{Told, calm};
use serde::Serialize;
use std::io::{ErrorKind, Write};

/// The answer of a command.
pub struct Answer {
    json: String,
    text: String,
    /// Remarks for people, on standard error in both forms.
    pub remarks: Vec<String>,
    /// How the command ends.
    pub exit: Exit,
}

impl Answer {
    /// The answer of a command that did what was asked.
    pub fn of<T: Told + Serialize>(view: &T) -> serde_json::Result<Self> {
        Ok(Self {
            json: serde_json::to_string(view)?,
            text: view.told(),
            remarks: Vec::new(),
            exit: Exit::Done,
        })
    }

    /// The same answer, of a command that ends so.
    pub fn ending(self, exit: Exit) -> Self {
        Self { exit, ..self }
    }

    /// The same answer with remarks.
    pub fn remarking(self, remarks: Vec<String>) -> Self {
        Self { remarks, ..self }
    }

    /// What goes to standard output.
    pub fn in_form(&self, form: Form) -> String {
        match form {
            Form::Text => self.text.clone(),
            Form::Json => self.json.clone(),
        }
    }
}

/// Writes a document to standard output. A reader that went away early has
/// what it wanted.
pub fn give(document: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{}", document.trim_end()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes a sentence to standard error.
pub fn tell(sentence: &str) {
    // Where nobody listens the exit code still tells.
    writeln!(std::io::stderr().lock(), "byline: {}", calm(sentence)).ok();
}
