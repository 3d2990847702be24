//! Names a file's format by its first bytes. A name or a media type that came
//! with the file is never asked: they are often wrong, and a stranger's.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Refusal;

/// A format that portraits are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// JPEG, baseline or progressive.
    Jpeg,
    /// PNG, animated or not.
    Png,
    /// WebP, lossy or lossless, animated or not.
    Webp,
    /// GIF, animated or not.
    Gif,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Gif => "GIF",
        })
    }
}

/// What else people drop on a photo field, told by its first bytes.
const OTHERS: [(&[u8], &str); 12] = [
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"%PDF-", "PDF"),
    (b"8BPS", "PSD"),
    (b"\0\0\x01\0", "ICO"),
    (b"\xFF\x0A", "JPEG XL"),
    (b"\0\0\0\x0CJXL \r\n\x87\n", "JPEG XL"),
    (b"\0\0\0\x0CjP  \r\n\x87\n", "JPEG 2000"),
    (b"\xFF\x4F\xFF\x51", "JPEG 2000"),
];

/// The format of `bytes`.
///
/// # Errors
/// [`Refusal::Heic`], [`Refusal::UnsupportedFormat`] for a format that can at
/// least be named, otherwise [`Refusal::NotAPicture`].
pub(crate) fn name(bytes: &[u8]) -> Result<Format, Refusal> {
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        return Ok(Format::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Ok(Format::Png);
    }
    if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        return Ok(Format::Gif);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Format::Webp);
    }
    Err(refusal(bytes))
}

fn refusal(bytes: &[u8]) -> Refusal {
    if bytes.get(4..8) == Some(b"ftyp") {
        return by_brand(bytes);
    }
    if let Some((_, name)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Refusal::UnsupportedFormat { name };
    }
    if is_svg(bytes) {
        return Refusal::UnsupportedFormat { name: "SVG" };
    }
    Refusal::NotAPicture
}

/// HEIC and AVIF share one container (ISO/IEC 14496-12); the brands tell them
/// apart. The major brand decides when it speaks, because an AVIF may list the
/// general `mif1` as compatible, and `mif1` alone is mostly HEIC.
fn by_brand(bytes: &[u8]) -> Refusal {
    let declared = bytes
        .first_chunk::<4>()
        .map_or(0, |size| u32::from_be_bytes(*size));
    let end = usize::try_from(declared).unwrap_or(0).min(bytes.len());
    let major = bytes.get(8..12).unwrap_or_default();
    let compatible = bytes.get(16..end).unwrap_or_default();
    let mut brands = std::iter::once(major).chain(compatible.chunks_exact(4));
    let named = brands.find_map(|brand| match brand {
        b"avif" | b"avis" => Some(Refusal::UnsupportedFormat { name: "AVIF" }),
        b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"hevm" | b"hevs" => {
            Some(Refusal::Heic)
        }
        _ => None,
    });
    match named {
        Some(refusal) => refusal,
        None if matches!(major, b"mif1" | b"msf1") => Refusal::Heic,
        None => Refusal::NotAPicture,
    }
}

/// SVG is text: the root element stands within the first kilobyte, after a
/// byte order mark, a declaration or comments.
fn is_svg(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    text.starts_with('<') && text.contains("<svg")
}
