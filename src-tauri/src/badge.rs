//! The number of unread conversations on Byline's place in the taskbar or dock,
//! where the platform has such a thing: a number on macOS and on Linux desktops
//! with Unity's launcher protocol, a dot on Windows.

use crate::instance::MAIN;
use tauri::{AppHandle, Manager};

/// Shows the number; none for 0.
pub(crate) fn show(app: &AppHandle, conversations: u32) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let count = (conversations > 0).then_some(i64::from(conversations));
    #[cfg(not(windows))]
    let shown = window.set_badge_count(count);
    #[cfg(windows)]
    let shown = window.set_overlay_icon(count.map(|_| dot::picture()));
    if let Err(error) = shown {
        tracing::info!(%error, "the taskbar shows no number");
    }
}

/// What Windows lays over the taskbar's icon: it takes a picture, no number.
#[cfg(any(windows, test))]
mod dot {
    use tauri::image::Image;

    /// Pixels in a row.
    const SIZE: u32 = 16;

    /// Red, green, blue, opacity.
    const COLOUR: [u8; 4] = [0xd9, 0x48, 0x2b, 0xff];
    const CLEAR: [u8; 4] = [0; 4];

    pub(super) fn picture() -> Image<'static> {
        let pixels = (0..SIZE).flat_map(|y| (0..SIZE).flat_map(move |x| pixel(x, y)));
        Image::new_owned(pixels.collect(), SIZE, SIZE)
    }

    /// In half pixels from the middle, so that it is in the middle.
    fn pixel(x: u32, y: u32) -> [u8; 4] {
        let from_middle = |at: u32| (2 * at + 1).abs_diff(SIZE).pow(2);
        if from_middle(x) + from_middle(y) <= SIZE.pow(2) {
            COLOUR
        } else {
            CLEAR
        }
    }

    #[test]
    fn the_dot_is_round_and_fills_its_picture() {
        let picture = picture();
        let opaque = picture.rgba().chunks(4).filter(|one| one[3] > 0).count();
        assert_eq!(picture.rgba().len(), 16 * 16 * 4);
        assert!((190..=210).contains(&opaque), "{opaque}");
    }
}
