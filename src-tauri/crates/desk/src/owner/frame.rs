//! Frames: a length of four bytes, the most significant first, and so many bytes.
//! A length over the limit ends the conversation before anything is kept for it.

use std::io::{Error, ErrorKind};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use zeroize::Zeroizing;

/// The longest greeting, in bytes.
pub(super) const GREETING: u32 = 1024;

/// The longest command or answer, in bytes: a photo of the largest size that is
/// taken, in base 64, and what stands around it.
pub(super) const COMMAND: u32 = 96 * 1024 * 1024;

/// What a frame held. It may have been a key, so it is wiped when it goes.
pub(super) type Held = Zeroizing<Vec<u8>>;

/// Writes a frame and sees it off.
///
/// # Errors
/// Those of the other end, and [`ErrorKind::InvalidInput`] for what is longer
/// than `most` bytes. After an error the other end has no whole frame.
pub(super) async fn write(
    to: &mut (impl AsyncWrite + Unpin),
    bytes: &[u8],
    most: u32,
) -> Result<(), Error> {
    let length = u32::try_from(bytes.len()).ok().filter(|len| *len <= most);
    let length = length.ok_or(ErrorKind::InvalidInput)?;
    to.write_all(&length.to_be_bytes()).await?;
    to.write_all(bytes).await?;
    to.flush().await
}

/// Waits for the length of the next frame; `None` where the other end has
/// nothing more to say.
///
/// # Errors
/// Those of the other end, and [`ErrorKind::InvalidData`] for a frame that is
/// announced as longer than `most` bytes.
pub(super) async fn announced(
    from: &mut (impl AsyncRead + Unpin),
    most: u32,
) -> Result<Option<u32>, Error> {
    let mut length = [0; 4];
    let first = from.read(&mut length).await?;
    if first == 0 {
        return Ok(None);
    }
    let rest = length.get_mut(first..).unwrap_or_default();
    from.read_exact(rest).await?;
    let length = u32::from_be_bytes(length);
    if length > most {
        return Err(ErrorKind::InvalidData.into());
    }
    Ok(Some(length))
}

/// Reads what was announced. Memory is taken as bytes come, not as they are
/// announced.
///
/// # Errors
/// Those of the other end, and [`ErrorKind::UnexpectedEof`] where it stops early.
pub(super) async fn read(from: &mut (impl AsyncRead + Unpin), length: u32) -> Result<Held, Error> {
    let mut bytes = Zeroizing::new(Vec::new());
    let read = from.take(u64::from(length)).read_to_end(&mut bytes).await?;
    match u32::try_from(read) {
        Ok(read) if read == length => Ok(bytes),
        _ => Err(ErrorKind::UnexpectedEof.into()),
    }
}

/// The next frame, whole; `None` where the other end has nothing more to say.
///
/// # Errors
/// As [`announced`] and [`read`].
pub(super) async fn next(
    from: &mut (impl AsyncRead + Unpin),
    most: u32,
) -> Result<Option<Held>, Error> {
    match announced(from, most).await? {
        Some(length) => Ok(Some(read(from, length).await?)),
        None => Ok(None),
    }
}
