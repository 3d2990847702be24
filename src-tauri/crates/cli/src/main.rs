//! `byline`: the command line, over the same desk as the window.
//!
//! One command reads its arguments ([`args`]), opens the desk, calls one
//! function of it ([`commands`]) and prints the answer: as words for people
//! ([`words`]) or, with `--json`, the answer's own JSON as one document. Its end
//! is told by the exit code ([`exit`]).
//!
//! Never here: a rule, a way around the desk, a secret on any output.

mod answer;
mod application;
mod args;
mod commands;
mod data;
mod data_folder;
mod delivery;
mod exit;
mod failure;
mod files;
mod keys;
mod login;
mod outbox;
mod passphrase;
mod persona;
mod serve;
mod steering;
mod vault;
mod when;
mod words;

use answer::Answer;
use args::{Arguments, Form};
use clap::Parser;
use exit::Exit;
use failure::Failure;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let form = arguments.form();
    let exit = match commands::run(arguments).await {
        Ok(Some(answer)) => print(&answer, form),
        Ok(None) => Exit::Done,
        Err(failure) => regret(&failure, form),
    };
    exit.into()
}

fn print(answer: &Answer, form: Form) -> Exit {
    for remark in &answer.remarks {
        answer::tell(remark);
    }
    match answer::give(&answer.in_form(form)) {
        Ok(()) => answer.exit,
        Err(error) => regret(&Failure::from(error), form),
    }
}

fn regret(failure: &Failure, form: Form) -> Exit {
    answer::tell(&failure.to_string());
    if let (Form::Json, Some(document)) = (form, failure.as_json()) {
        // The code says that it failed; where it cannot be printed either,
        // nothing more can be done about it.
        answer::give(&document).ok();
    }
    failure.exit()
}
