//! The command line as it is written.

use super::{Arguments, AtDesk, Command};
use crate::persona::Persona;
use clap::{CommandFactory, Parser};
use desk::Author;

#[test]
fn the_command_line_is_well_formed() {
    Arguments::command().debug_assert();
}

#[test]
fn a_reply_has_one_author() {
    let send = |rest: &[&str]| {
        let mut all = vec!["byline", "send", "--account", "x:@a", "--to", "b"];
        all.extend(["--as", "Ana", "--text", "Hello"]);
        all.extend(rest);
        Arguments::try_parse_from(all)
    };
    let author = |rest: &[&str]| match send(rest).unwrap().command {
        Command::AtDesk(AtDesk::Send(send)) => send.author(),
        _ => unreachable!(),
    };
    assert_eq!(author(&["--automated"]), Author::Automation);
    assert_eq!(author(&["--operator", "Ana"]), Author::Named("Ana".into()));
    assert!(send(&[]).is_err());
    assert!(send(&["--automated", "--operator", "Ana"]).is_err());
}

#[test]
fn global_options_may_stand_behind_the_command() {
    let given = ["byline", "persona", "list", "--data", "here", "--json"];
    let arguments = Arguments::try_parse_from(given).unwrap();
    assert_eq!(arguments.data.unwrap().to_str(), Some("here"));
    assert!(matches!(
        arguments.command,
        Command::AtDesk(AtDesk::Persona(Persona::List))
    ));
}
