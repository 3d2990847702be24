//! Pages that are not Byline's own, in the system's browser: the page in the
//! window itself never leaves this program.

use desk::ErrorCode;

/// Opens an https page, or one of this machine, and nothing else.
#[tauri::command]
pub(super) async fn address_open(address: String) -> Result<(), ErrorCode> {
    desk::open_in_browser(&address).await
}

/// Opens a link of a message, or the network's own page of a conversation.
#[tauri::command]
pub(super) async fn link_open(address: String) -> Result<(), ErrorCode> {
    desk::open_link(&address).await
}
