//! A file of this machine that another program names: copied there, or dragged
//! here. The page never learns where it is, and cannot ask for another.

use desk::{ErrorCode, LARGEST_PICTURE};
use std::path::Path;
use tokio::io::AsyncReadExt;

/// The whole file.
///
/// # Errors
/// `PictureNotAPicture` where there is no file, or it cannot be read;
/// `PictureTooLarge` where it is over 50 MB.
pub(crate) async fn read(path: &Path) -> Result<Vec<u8>, ErrorCode> {
    let kind = tokio::fs::metadata(path).await;
    // Reading a pipe or a device may never end.
    if !kind.is_ok_and(|kind| kind.is_file()) {
        return Err(ErrorCode::PictureNotAPicture);
    }
    let mut bytes = Vec::new();
    let read = async {
        let file = tokio::fs::File::open(path).await?;
        file.take(LARGEST_PICTURE + 1).read_to_end(&mut bytes).await
    };
    match read.await {
        Ok(length) if u64::try_from(length).is_ok_and(|length| length <= LARGEST_PICTURE) => {
            Ok(bytes)
        }
        Ok(_) => Err(ErrorCode::PictureTooLarge),
        Err(error) => {
            tracing::warn!(kind = ?error.kind(), "a file from another program could not be read");
            Err(ErrorCode::PictureNotAPicture)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use desk::ErrorCode;
    use std::path::Path;

    #[tokio::test]
    async fn what_is_no_file_is_no_photo() {
        for path in ["/dev/zero", "/", "/no/such/file"] {
            let read = read(Path::new(path)).await;
            assert_eq!(read, Err(ErrorCode::PictureNotAPicture), "{path}");
        }
    }
}
