//! What an uploaded file is, told from its first bytes: which kind of picture
//! and how large. Nothing is decoded; a client that sends half a picture learns
//! no more here than from X.

/// A picture's kind and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) kind: Kind,
    /// Pixels.
    pub(crate) width: u32,
    /// Pixels.
    pub(crate) height: u32,
}

/// The kinds X takes (`contracts/x.md` §5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Jpeg,
    Png,
    Gif,
    Webp,
}

impl Kind {
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
        }
    }
}

/// Reads the head of a picture; `None` if it is none of the kinds.
pub(crate) fn read(bytes: &[u8]) -> Option<Picture> {
    png(bytes)
        .or_else(|| gif(bytes))
        .or_else(|| webp(bytes))
        .or_else(|| jpeg(bytes))
}

fn png(bytes: &[u8]) -> Option<Picture> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let size = rest.get(8..16)?;
    (rest.get(4..8)? == b"IHDR").then_some(())?;
    Some(Picture {
        kind: Kind::Png,
        width: big_endian(size.get(..4)?),
        height: big_endian(size.get(4..)?),
    })
}

fn gif(bytes: &[u8]) -> Option<Picture> {
    let rest = bytes
        .strip_prefix(b"GIF89a")
        .or_else(|| bytes.strip_prefix(b"GIF87a"))?;
    Some(Picture {
        kind: Kind::Gif,
        width: little_endian(rest.get(..2)?),
        height: little_endian(rest.get(2..4)?),
    })
}

fn webp(bytes: &[u8]) -> Option<Picture> {
    (bytes.get(..4)? == b"RIFF" && bytes.get(8..12)? == b"WEBP").then_some(())?;
    let (width, height) = match bytes.get(12..16)? {
        b"VP8X" => (
            little_endian(bytes.get(24..27)?) + 1,
            little_endian(bytes.get(27..30)?) + 1,
        ),
        b"VP8L" => {
            let packed = little_endian(bytes.get(21..25)?);
            ((packed & 0x3FFF) + 1, ((packed >> 14) & 0x3FFF) + 1)
        }
        b"VP8 " => (
            little_endian(bytes.get(26..28)?) & 0x3FFF,
            little_endian(bytes.get(28..30)?) & 0x3FFF,
        ),
        _ => return None,
    };
    Some(Picture {
        kind: Kind::Webp,
        width,
        height,
    })
}

/// Walks a JPEG's segments to the frame header, which names the size.
fn jpeg(bytes: &[u8]) -> Option<Picture> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        rest = rest.strip_prefix(b"\xff")?;
        let (marker, after) = rest.split_first()?;
        match marker {
            // A fill byte: it counts as the prefix of the next.
            0xFF => {}
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Some(Picture {
                    kind: Kind::Jpeg,
                    height: big_endian(after.get(3..5)?),
                    width: big_endian(after.get(5..7)?),
                });
            }
            0xD9 | 0xDA => return None,
            _ => {
                let length = usize::try_from(big_endian(after.get(..2)?)).ok()?;
                rest = after.get(length..)?;
            }
        }
    }
}

fn big_endian(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

fn little_endian(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .rev()
        .fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> Option<(Kind, u32, u32)> {
        read(bytes).map(|picture| (picture.kind, picture.width, picture.height))
    }

    #[test]
    fn each_kind_tells_its_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x90\0\0\x01\x91";
        assert_eq!(told(png), Some((Kind::Png, 400, 401)));
        let gif = b"GIF89a\x90\x01\x91\x01";
        assert_eq!(told(gif), Some((Kind::Gif, 400, 401)));
        let webp = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x8f\x01\0\x90\x01\0";
        assert_eq!(told(webp), Some((Kind::Webp, 400, 401)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04xx\xff\xff\xc2\0\x11\x08\x01\x91\x01\x90";
        assert_eq!(told(jpeg), Some((Kind::Jpeg, 400, 401)));
    }

    #[test]
    fn what_ends_early_or_is_something_else_is_no_picture() {
        for bytes in [
            &b""[..],
            b"GIF89a\x90",
            b"\xff\xd8\xff\xda\0\x04",
            b"%PDF-1.7",
        ] {
            assert_eq!(told(bytes), None);
        }
    }
}
