//! What surrounds the window: the icon beside the clock, the number on the
//! taskbar, and the system's notifications. The desk says what and when.

use crate::{badge, instance, tray};
use desk::{Desk, Focus, Notice, Surroundings};
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::NotificationExt;

struct Around(AppHandle);

/// Tells what waits for as long as Byline runs. A click on a notification
/// brings the window to the front where the system says that there was one.
pub(crate) fn tell(desk: Desk, app: AppHandle) {
    let clicked = app.clone();
    let heard = app
        .notification()
        .on_action(move |_| instance::show(&clicked));
    if let Err(error) = heard {
        tracing::info!(%error, "clicks on notifications are not heard");
    }
    tauri::async_runtime::spawn(async move { desk.watch(&Around(app)).await });
}

impl Surroundings for Around {
    fn focus(&self) -> Focus {
        let window = self.0.get_webview_window(instance::MAIN);
        match window.map(|window| window.is_focused()) {
            Some(Ok(true)) => Focus::Here,
            _ => Focus::Elsewhere,
        }
    }

    fn unread(&self, conversations: u32) {
        tray::say_unread(&self.0, conversations);
        badge::show(&self.0, conversations);
    }

    fn tell(&self, notice: Notice) {
        let notification = self.0.notification().builder();
        let told = notification
            .title(notice.title)
            .body(plain(&notice.body))
            .show();
        if let Err(error) = told {
            tracing::info!(%error, "a notification could not be shown");
        }
    }
}

/// On Linux the body of a notification is markup (Desktop Notifications
/// Specification 1.2, "Markup"); what a customer wrote must stay text.
fn plain(body: &str) -> String {
    if cfg!(target_os = "linux") {
        body.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    } else {
        body.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    #[cfg(target_os = "linux")]
    fn what_a_customer_wrote_is_no_markup() {
        assert_eq!(
            plain("a < b & <a href=\"x\">click</a>"),
            "a &lt; b &amp; &lt;a href=\"x\"&gt;click&lt;/a&gt;"
        );
    }
}
