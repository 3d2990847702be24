//! Tells a file that ends early from a whole one, by walking its outer
//! structure: segments, chunks or blocks, never pixels. Decoders are lenient
//! here (a JPEG cut in half decodes, its lower half grey), and lenient is wrong
//! for a face.
//!
//! Only the end is judged. Nonsense inside is left to the decoder to name.

use crate::Format;

/// What the walk found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// The end mark was reached, after this many frames where the format
    /// tells (GIF), else 1.
    Whole { frames: u32 },
    /// The bytes ran out first.
    CutShort,
    /// Something that is no part of the format came first.
    Nonsense,
}

/// Walks `bytes`.
pub(crate) fn extent(bytes: &[u8], format: Format) -> Extent {
    let walked = match format {
        Format::Jpeg => jpeg(bytes),
        Format::Png => png(bytes),
        Format::Webp => webp(bytes),
        Format::Gif => gif(bytes),
    };
    walked.unwrap_or(Extent::CutShort)
}

/// Up to the end-of-image marker outside every segment. `None`: ran out.
/// A thumbnail's own end mark lies inside its segment and is passed over.
fn jpeg(bytes: &[u8]) -> Option<Extent> {
    let mut at = 2;
    loop {
        // Entropy-coded data and stray bytes: up to the next real marker.
        let rest = bytes.get(at..)?;
        at += rest.iter().position(|byte| *byte == 0xFF)?;
        match *bytes.get(at + 1)? {
            0x00 | 0x01 | 0xD0..=0xD8 => at += 2,
            0xFF => at += 1,
            0xD9 => return Some(Extent::Whole { frames: 1 }),
            _ => {
                let length = bytes.get(at + 2..)?.first_chunk::<2>()?;
                at += 2 + usize::from(u16::from_be_bytes(*length)).max(2);
            }
        }
    }
}

/// Up to and with the IEND chunk and its checksum.
fn png(bytes: &[u8]) -> Option<Extent> {
    let mut at = 8;
    loop {
        let length = bytes.get(at..)?.first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let kind = bytes.get(at + 4..at + 8)?;
        let end = at.checked_add(length)?.checked_add(12)?;
        bytes.get(at..end)?;
        if kind == b"IEND" {
            return Some(Extent::Whole { frames: 1 });
        }
        at = end;
    }
}

/// The container's declared length, and every chunk in it.
fn webp(bytes: &[u8]) -> Option<Extent> {
    let declared = bytes.get(4..)?.first_chunk::<4>()?;
    let declared = usize::try_from(u32::from_le_bytes(*declared)).ok()?;
    let inside = bytes.get(..declared.checked_add(8)?)?;
    let mut at = 12;
    while at < inside.len() {
        let length = inside.get(at + 4..)?.first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let end = at.checked_add(8)?.checked_add(length)?;
        inside.get(at..end)?;
        // Chunks are padded to an even length; some writers forget the last.
        at = end + length % 2;
    }
    Some(Extent::Whole { frames: 1 })
}

/// Up to the trailer, counting frames.
fn gif(bytes: &[u8]) -> Option<Extent> {
    let mut at = 13 + colour_table(*bytes.get(10)?);
    let mut frames = 0_u32;
    loop {
        match *bytes.get(at)? {
            0x3B => return Some(Extent::Whole { frames }),
            0x21 => at = after_sub_blocks(bytes, at + 2)?,
            0x2C => {
                let flags = *bytes.get(at + 9)?;
                at = after_sub_blocks(bytes, at + 11 + colour_table(flags))?;
                frames = frames.saturating_add(1);
            }
            _ => return Some(Extent::Nonsense),
        }
    }
}

/// Bytes in the colour table that a GIF flag byte announces.
fn colour_table(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

fn after_sub_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
