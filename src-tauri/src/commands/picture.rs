//! The questions to the desk that are not in its list: a photo's bytes come as
//! the raw body of the call, never as JSON (`docs/adr/0004`), or from
//! another program without passing through the page.

use crate::clipboard;
use crate::dropped::Dropped;
use crate::opened::Opened;
use desk::ErrorCode;
use desk::api::{CropSquare, MessagePicture, StagedPicture};
use tauri::ipc::{InvokeBody, Request};
use tauri::{State, WebviewWindow};

/// Prepares a photo to become a portrait. The header `crop`, where it is given,
/// is a square as `x,y,size` in pixels of the upright picture.
#[tauri::command]
pub(super) async fn picture_stage(
    opened: State<'_, Opened>,
    request: Request<'_>,
) -> Result<StagedPicture, ErrorCode> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(ErrorCode::PictureNotAPicture);
    };
    let crop = match request.headers().get("crop") {
        None => None,
        Some(crop) => Some(
            crop.to_str()
                .ok()
                .and_then(square)
                .ok_or(ErrorCode::PictureCrop)?,
        ),
    };
    let bytes = bytes.clone();
    opened
        .ask(|desk| async move { desk.picture_stage(bytes, crop).await })
        .await
}

/// Prepares the photo that was dropped on the window, once.
#[tauri::command]
pub(super) async fn picture_dropped(
    opened: State<'_, Opened>,
    dropped: State<'_, Dropped>,
) -> Result<StagedPicture, ErrorCode> {
    let bytes = dropped.bytes().await?;
    opened
        .ask(|desk| async move { desk.picture_stage(bytes, None).await })
        .await
}

/// Prepares the photo in the system's clipboard to become a portrait.
#[tauri::command]
pub(super) async fn picture_paste(
    opened: State<'_, Opened>,
    window: WebviewWindow,
) -> Result<StagedPicture, ErrorCode> {
    let bytes = clipboard::photo(&window).await?;
    opened
        .ask(|desk| async move { desk.picture_stage(bytes, None).await })
        .await
}

/// Prepares a picture to go along with a message.
#[tauri::command]
pub(super) async fn message_picture_stage(
    opened: State<'_, Opened>,
    request: Request<'_>,
) -> Result<MessagePicture, ErrorCode> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(ErrorCode::PictureNotAPicture);
    };
    let bytes = bytes.clone();
    opened
        .ask(|desk| async move { desk.message_picture_stage(bytes).await })
        .await
}

/// Prepares the picture that was dropped on the window, once, for a message.
#[tauri::command]
pub(super) async fn message_picture_dropped(
    opened: State<'_, Opened>,
    dropped: State<'_, Dropped>,
) -> Result<MessagePicture, ErrorCode> {
    let bytes = dropped.bytes().await?;
    opened
        .ask(|desk| async move { desk.message_picture_stage(bytes).await })
        .await
}

/// Prepares the picture in the system's clipboard for a message.
#[tauri::command]
pub(super) async fn message_picture_paste(
    opened: State<'_, Opened>,
    window: WebviewWindow,
) -> Result<MessagePicture, ErrorCode> {
    let bytes = clipboard::photo(&window).await?;
    opened
        .ask(|desk| async move { desk.message_picture_stage(bytes).await })
        .await
}

fn square(text: &str) -> Option<CropSquare> {
    let mut numbers = text.split(',').map(|number| number.trim().parse().ok());
    let (x, y, size) = (numbers.next()??, numbers.next()??, numbers.next()??);
    numbers
        .next()
        .is_none()
        .then_some(CropSquare { x, y, size })
}

#[cfg(test)]
mod tests {
    use super::square;
    use desk::api::CropSquare;

    #[test]
    fn a_square_is_three_whole_numbers() {
        let (x, y, size) = (12, 0, 400);
        assert_eq!(square("12,0,400"), Some(CropSquare { x, y, size }));
        assert_eq!(square("12, 0, 400"), Some(CropSquare { x, y, size }));
    }

    #[test]
    fn anything_else_is_no_square() {
        for text in ["", "1,2", "1,2,3,4", "-1,0,400", "a,b,c", "1.5,0,400"] {
            assert_eq!(square(text), None, "{text}");
        }
    }
}
