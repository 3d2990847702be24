//! The table of difficult pictures: what people drop on a photo field, and what
//! each must do. A row is made here, opened, and, where it opens, cut.

use image::{DynamicImage, ImageBuffer, Luma, Rgb, RgbImage, Rgba, RgbaImage};
use moxcms::ColorProfile;
use portrait::{Format, MAX_BYTES, Note, Refusal};

use crate::made::*;

/// What a row must do.
#[derive(Debug, PartialEq)]
enum Outcome {
    /// It becomes a portrait of that side, with these notes.
    Portrait(u32, Vec<Note>),
    /// It is refused for exactly that.
    Refused(Refusal),
    /// It is refused as damaged; the decoder's words are its own.
    Damaged(Format),
}
use Outcome::{Damaged, Portrait, Refused};

fn outcome(bytes: &[u8]) -> Outcome {
    match portrait::open(bytes) {
        Ok(_) => {
            let made = centred(bytes);
            look(&made);
            Portrait(made.portrait.side, made.notes)
        }
        Err(Refusal::Damaged { format, .. }) => Damaged(format),
        Err(refusal) => Refused(refusal),
    }
}

fn noise(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let value = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503);
        Rgb([value as u8, (value >> 8) as u8, (value >> 16) as u8])
    })
}

fn patched(mut bytes: Vec<u8>, needle: &[u8], behind: usize, patch: &[u8]) -> Vec<u8> {
    let found = bytes.windows(needle.len()).position(|at| at == needle);
    let at = found.unwrap() + behind;
    bytes[at..at + patch.len()].copy_from_slice(patch);
    bytes
}

/// A PNG that moves: an `acTL` chunk of two frames before the picture's data.
fn moving_png() -> Vec<u8> {
    let still = png(quarters(500, 500));
    let mut content = b"acTL".to_vec();
    content.extend([0, 0, 0, 2, 0, 0, 0, 0]);
    let mut chunk = 8_u32.to_be_bytes().to_vec();
    chunk.extend(&content);
    chunk.extend(checksum(&content).to_be_bytes());
    let at = still.windows(4).position(|at| at == b"IDAT").unwrap() - 4;
    [&still[..at], &chunk, &still[at..]].concat()
}

/// CRC-32 as PNG wants it.
fn checksum(content: &[u8]) -> u32 {
    !content.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 * (sum & 1))
        })
    })
}

fn palette_png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, 500, 500);
    encoder.set_color(::png::ColorType::Indexed);
    encoder.set_palette([RED, BLUE].concat());
    let mut writer = encoder.write_header().unwrap();
    let indices: Vec<u8> = (0..500 * 500).map(|at| u8::from(at % 500 > 249)).collect();
    writer.write_image_data(&indices).unwrap();
    writer.finish().unwrap();
    bytes
}

fn progressive_jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.set_progressive(true);
    let picture = quarters(500, 500);
    encoder
        .encode(&picture, 500, 500, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    bytes
}

/// 100 megapixels, exactly as many as are taken.
fn hundred_megapixels() -> Vec<u8> {
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 80)
        .encode(
            &vec![120; 100_000_000],
            10_000,
            10_000,
            jpeg_encoder::ColorType::Luma,
        )
        .unwrap();
    bytes
}

fn turned(orientation: u16) -> Vec<u8> {
    let content = [b"Exif\0\0".as_slice(), &exif(orientation, "nobody")].concat();
    with_segment(&jpeg(&quarters(600, 450)), 0xE1, &content)
}

fn heic() -> Vec<u8> {
    let mut bytes = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    bytes.extend([0; 64]);
    bytes
}

fn rows() -> Vec<(&'static str, Vec<u8>, Outcome)> {
    let usual = |notes| Portrait(400, notes);
    let cut_short = |bytes: Vec<u8>| bytes[..bytes.len() / 2].to_vec();
    let too_many = |width, height| Refused(Refusal::TooManyPixels { width, height });
    let truncated = |format| Refused(Refusal::Truncated { format });
    let p3 = ColorProfile::new_display_p3().encode().unwrap();
    let half_clear = RgbaImage::from_fn(500, 500, |x, _| Rgba([9, 9, 9, (x / 2) as u8]));
    let wide = ImageBuffer::from_pixel(500, 500, Rgb([60_000_u16, 30_000, 9_000]));
    let grey = ImageBuffer::from_pixel(500, 500, Luma([90_u8]));
    let stray = [0xFF, 0xE3, 0, 4, 1, 2];
    let mut broken = jpeg(&noise(300, 300));
    let middle = broken.len() / 2;
    broken[middle..middle + stray.len()].copy_from_slice(&stray);
    let unlike = [0x55, 0xAA, 0x55, 0xAA];

    vec![
        ("a JPEG broken inside", broken, Damaged(Format::Jpeg)),
        (
            "a PNG broken inside",
            patched(png(noise(300, 300)), b"IDAT", 20, &unlike),
            Damaged(Format::Png),
        ),
        (
            "a JPEG cut short",
            cut_short(jpeg(&noise(300, 300))),
            truncated(Format::Jpeg),
        ),
        (
            "a PNG cut short",
            cut_short(png(noise(300, 300))),
            truncated(Format::Png),
        ),
        (
            "a JPEG that declares huge dimensions",
            patched(
                jpeg(&quarters(200, 200)),
                &[0xFF, 0xC0],
                5,
                &[0xFF, 0xDC, 0xFF, 0xDC],
            ),
            too_many(65_500, 65_500),
        ),
        (
            "a decompression bomb: a small PNG that declares billions of pixels",
            patched(
                png(quarters(200, 200)),
                b"IHDR",
                4,
                &[0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0],
            ),
            too_many(100_000, 100_000),
        ),
        (
            "a file over the limit",
            vec![0xFF; usize::try_from(MAX_BYTES).unwrap() + 1],
            Refused(Refusal::TooManyBytes {
                bytes: MAX_BYTES + 1,
            }),
        ),
        (
            "a GIF that moves",
            gif(&[RED, GREEN]),
            Portrait(
                160,
                vec![Note::FirstFrameOfAnimation, Note::Small { side: 160 }],
            ),
        ),
        (
            "a WebP that moves",
            animated_webp(&[RED, GREEN]),
            Portrait(
                200,
                vec![Note::FirstFrameOfAnimation, Note::Small { side: 200 }],
            ),
        ),
        (
            "a PNG that moves",
            moving_png(),
            usual(vec![Note::FirstFrameOfAnimation]),
        ),
        (
            "a JPEG in ink colours (CMYK)",
            four_component_jpeg([255, 0, 0, 255], Some(0)),
            Portrait(
                128,
                vec![Note::InkColoursApproximated, Note::Small { side: 128 }],
            ),
        ),
        (
            "a PNG of 16 bits a channel",
            png(DynamicImage::ImageRgb16(wide)),
            usual(vec![]),
        ),
        (
            "a Display P3 photo, as phones take them",
            jpeg_with_profile(&quarters(500, 500), p3),
            usual(vec![Note::ConvertedFromProfile]),
        ),
        (
            "a transparent PNG",
            png(half_clear),
            usual(vec![Note::TransparencyFlattened]),
        ),
        (
            "a picture of one row",
            png(quarters(900, 1)),
            Refused(Refusal::TooSmall {
                width: 900,
                height: 1,
            }),
        ),
        (
            "a tiny picture",
            png(quarters(16, 16)),
            Refused(Refusal::TooSmall {
                width: 16,
                height: 16,
            }),
        ),
        (
            "the smallest picture that is taken",
            png(quarters(128, 128)),
            Portrait(128, vec![Note::Small { side: 128 }]),
        ),
        (
            "a grey PNG",
            png(DynamicImage::ImageLuma8(grey)),
            usual(vec![]),
        ),
        ("a PNG with a palette", palette_png(), usual(vec![])),
        ("a HEIC photo", heic(), Refused(Refusal::Heic)),
        (
            "an SVG drawing",
            b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(),
            Refused(Refusal::UnsupportedFormat { name: "SVG" }),
        ),
        (
            "a text",
            b"Dear team, my photo follows.".to_vec(),
            Refused(Refusal::NotAPicture),
        ),
        ("nothing at all", Vec::new(), Refused(Refusal::NotAPicture)),
        ("a progressive JPEG", progressive_jpeg(), usual(vec![])),
        (
            "a progressive JPEG cut short",
            cut_short(progressive_jpeg()),
            truncated(Format::Jpeg),
        ),
        (
            "a picture of 100 megapixels",
            hundred_megapixels(),
            usual(vec![]),
        ),
    ]
}

#[test]
fn every_difficult_picture_does_what_the_table_says() {
    let rows = rows();
    assert!(rows.len() >= 20);
    for (name, bytes, expected) in rows {
        assert_eq!(outcome(&bytes), expected, "{name}");
    }
}

#[test]
fn a_photo_held_in_any_way_is_upright_and_has_nothing_to_note() {
    for orientation in 1..=8 {
        let bytes = turned(orientation);
        assert_eq!(outcome(&bytes), Portrait(400, vec![]), "{orientation}");
        let source = centred(&bytes).original.source;
        let lying = orientation >= 5;
        assert_eq!(source.height > source.width, lying, "{orientation}");
    }
}
