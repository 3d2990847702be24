//! A window with nothing in it, to measure Byline's beside: the same libraries
//! and the same web view, an empty page, no desk. It prints when its second
//! frame stood on the screen, in microseconds since the epoch.

use std::time::{SystemTime, UNIX_EPOCH};

#[tauri::command]
#[expect(clippy::disallowed_methods, reason = "time is what is measured here")]
fn window_painted() {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    println!("{}", since.map_or(0, |since| since.as_micros()));
}

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![window_painted])
        .run(tauri::generate_context!(
            "src-tauri/benches/empty/tauri.conf.json"
        ))
}
