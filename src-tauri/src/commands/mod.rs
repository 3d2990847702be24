//! The desk's commands as the page calls them, made from the one list, and the
//! few of the window itself, made from another.
//!
//! A command here hands its request to the desk and its answer to the page,
//! and decides nothing. (They stand in a module of their own because Tauri's
//! macro refuses them at the crate's root: E0255.)

mod address;
mod document;
mod picture;
pub(crate) mod rescue;
mod spelling;
mod window;

use crate::opened::Opened;
use desk::{ErrorCode, api};
use tauri::State;
use tauri::ipc::Invoke;

macro_rules! commands {
    ($($name:ident: $request:ident => $answer:ident,)*) => {
        $(
            #[tauri::command]
            async fn $name(
                opened: State<'_, Opened>,
                request: api::$request,
            ) -> Result<api::$answer, ErrorCode> {
                opened.ask(|desk| async move { desk.$name(request).await }).await
            }
        )*

        fn of_desk() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name,)*]
        }
    };
}
include!("../../crates/desk/src/commands.in.rs");

macro_rules! shell_commands {
    ($($place:ident::$name:ident,)*) => {
        const OF_SHELL: &[&str] = &[$(stringify!($name),)*];

        fn of_shell() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($place::$name,)*]
        }
    };
}
include!("shell.in.rs");

/// Answers what the page calls.
pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    let (shell, desk) = (of_shell(), of_desk());
    move |invoke| {
        if OF_SHELL.contains(&invoke.message.command()) {
            shell(invoke)
        } else {
            desk(invoke)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OF_SHELL;

    #[test]
    fn the_page_names_every_command_of_the_shell() {
        let page = concat!(
            include_str!("../../../ui/src/lib/desk.ts"),
            include_str!("../../../ui/src/lib/heard.ts"),
        );
        for name in OF_SHELL {
            assert!(page.contains(&format!("\"{name}\"")), "{name}");
        }
    }
}
