//! The desk's commands as the page calls them, made from the one list.
//!
//! A command here hands its request to the desk and its answer to the page,
//! and decides nothing. (They stand in a module of their own because Tauri's
//! macro refuses them at the crate's root: E0255.)

mod picture;

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

        /// Answers what the page calls.
        pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name,)* picture::picture_stage]
        }
    };
}
include!("../../crates/desk/src/commands.in.rs");
