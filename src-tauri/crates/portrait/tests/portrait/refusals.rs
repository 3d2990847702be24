use std::fmt::Write as _;

use image::{DynamicImage, ImageBuffer, Rgb};
use portrait::{Format, MAX_BYTES, Refusal};

use crate::made::*;

fn unsupported(name: &'static str) -> Refusal {
    Refusal::UnsupportedFormat { name }
}

fn box_of(brands: &[&[u8; 4]]) -> Vec<u8> {
    let mut content = b"ftyp".to_vec();
    for (index, brand) in brands.iter().enumerate() {
        content.extend(*brand);
        if index == 0 {
            content.extend([0; 4]); // the minor version
        }
    }
    let mut bytes = (content.len() as u32 + 4).to_be_bytes().to_vec();
    bytes.extend(content);
    bytes.extend([0; 64]);
    bytes
}

#[test]
fn heic_and_avif_are_named_as_what_they_are() {
    assert_eq!(
        refused(&box_of(&[b"heic", b"mif1", b"heic"])),
        Refusal::Heic
    );
    assert_eq!(
        refused(&box_of(&[b"mif1", b"mif1", b"heic"])),
        Refusal::Heic
    );
    assert_eq!(refused(&box_of(&[b"mif1"])), Refusal::Heic);
    assert_eq!(
        refused(&box_of(&[b"avif", b"mif1", b"miaf"])),
        unsupported("AVIF")
    );
    assert_eq!(refused(&box_of(&[b"mif1", b"avif"])), unsupported("AVIF"));
    assert_eq!(refused(&box_of(&[b"isom", b"mp42"])), Refusal::NotAPicture);
}

#[test]
fn other_formats_are_named() {
    let svg = "<?xml version=\"1.0\"?>\n<!-- a logo -->\n<svg xmlns=\"…\"></svg>";
    for (bytes, name) in [
        (b"BM\x36\0\0\0 and so on".as_slice(), "BMP"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"MM\0*\0\0\0\x08", "TIFF"),
        (b"%PDF-1.7\n", "PDF"),
        (svg.as_bytes(), "SVG"),
    ] {
        assert_eq!(refused(bytes), unsupported(name));
    }
}

#[test]
fn what_is_no_picture_is_not_one_whatever_it_contains() {
    for bytes in [
        b"".as_slice(),
        b"\xFF",
        b"\xFF\xD8",
        b"Dear customer, <svg is how vector pictures begin",
        b"PK\x03\x04 a photo.jpg inside",
        b"RIFF\x10\0\0\0WAVEfmt ",
    ] {
        assert_eq!(refused(bytes), Refusal::NotAPicture);
    }
}

#[test]
fn the_smallest_side_counts() {
    assert_eq!(
        refused(&png(quarters(900, 127))),
        Refusal::TooSmall {
            width: 900,
            height: 127
        }
    );
    assert_eq!(
        refused(&jpeg(&quarters(127, 128))),
        Refusal::TooSmall {
            width: 127,
            height: 128
        }
    );
    assert!(look(&centred(&png(quarters(128, 128)))).width() > 0);
}

#[test]
fn a_file_over_the_limit_is_refused_unread() {
    let bytes = vec![0; usize::try_from(MAX_BYTES).unwrap() + 1];
    assert_eq!(refused(&bytes), Refusal::TooManyBytes { bytes: 50_000_001 });
}

/// The files a person may cut short, with what they begin as.
fn whole_files() -> Vec<(Vec<u8>, Format)> {
    let noise = ImageBuffer::from_fn(160, 160, |x, y| {
        let value = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503);
        Rgb([value as u8, (value >> 8) as u8, (value >> 16) as u8])
    });
    vec![
        (jpeg(&noise), Format::Jpeg),
        (png(noise.clone()), Format::Png),
        (webp(noise), Format::Webp),
        (gif(&[RED, GREEN]), Format::Gif),
        (animated_webp(&[RED, GREEN]), Format::Webp),
    ]
}

#[test]
fn a_file_cut_short_anywhere_is_refused_as_such() {
    for (bytes, format) in whole_files() {
        centred(&bytes);
        let steps = (16..bytes.len()).step_by(bytes.len() / 50 + 1);
        for end in steps.chain([bytes.len() - 1]) {
            assert_eq!(
                refused(&bytes[..end]),
                Refusal::Truncated { format },
                "{end} of {}",
                bytes.len()
            );
        }
    }
}

#[test]
fn a_thumbnails_end_does_not_pass_for_the_pictures() {
    let thumbnail = jpeg(&quarters(128, 128));
    let content = [b"Exif\0\0".as_slice(), &exif(1, "nobody"), &thumbnail].concat();
    let bytes = with_segment(&jpeg(&quarters(400, 400)), 0xE1, &content);
    centred(&bytes);
    let cut = &bytes[..bytes.len() - 200];
    let format = Format::Jpeg;
    assert_eq!(refused(cut), Refusal::Truncated { format });
}

#[test]
fn a_jpeg_damaged_inside_is_refused_rather_than_half_grey() {
    let (bytes, _) = whole_files().remove(0);
    // A segment in the middle of the pixels, where none may be.
    let middle = bytes.len() / 2;
    let refusal = refused(&patched(bytes, middle, &[0xFF, 0xE3, 0, 4, 1, 2]));
    assert!(matches!(refusal, Refusal::Damaged { .. }), "{refusal}");
}

fn patched(mut bytes: Vec<u8>, at: usize, patch: &[u8]) -> Vec<u8> {
    bytes[at..at + patch.len()].copy_from_slice(patch);
    bytes
}

fn position(bytes: &[u8], needle: &[u8]) -> usize {
    bytes
        .windows(needle.len())
        .position(|window| window == needle)
        .unwrap()
}

#[test]
fn a_bomb_is_refused_by_what_its_header_declares() {
    let picture = quarters(200, 200);
    let too_many = |width, height| Refusal::TooManyPixels { width, height };

    let sides = [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF];
    let bomb = patched(png(picture.clone()), 16, &sides);
    assert_eq!(refused(&bomb), too_many(0x7FFF_FFFF, 0x7FFF_FFFF));
    assert_eq!(refused(&bomb[..40]), too_many(0x7FFF_FFFF, 0x7FFF_FFFF));

    let bytes = jpeg(&picture);
    let frame = position(&bytes, &[0xFF, 0xC0]);
    let bomb = patched(bytes, frame + 5, &[0xFF, 0xDC, 0xFF, 0xDC]);
    assert_eq!(refused(&bomb), too_many(65500, 65500));

    let bomb = patched(gif(&[RED]), 6, &[0xFF; 4]);
    assert_eq!(refused(&bomb), too_many(65535, 65535));

    // VP8L: 14 bits each, less one.
    let bomb = patched(webp(picture), 21, &[0xFE, 0xBF, 0xFF, 0x0F]);
    assert_eq!(refused(&bomb), too_many(16383, 16383));

    // VP8X: 24 bits each, less one.
    let bomb = patched(animated_webp(&[RED]), 24, &[0xFE, 0xFF, 0, 0xFE, 0xFF, 0]);
    assert_eq!(refused(&bomb), too_many(65535, 65535));
}

#[test]
fn a_frame_larger_than_its_picture_is_refused() {
    let bytes = gif(&[RED]);
    let frame = position(&bytes, &[0x2C, 0, 0, 0, 0]);
    let bomb = patched(bytes, frame + 5, &[0xFF; 4]);
    let refusal = refused(&bomb);
    assert!(matches!(refusal, Refusal::Damaged { .. }), "{refusal}");
}

#[test]
fn a_chunk_that_declares_more_than_the_file_holds_is_refused() {
    let bytes = webp_with_exif(&quarters(200, 200), exif(1, "nobody"));
    let chunk = position(&bytes, b"EXIF");
    let bomb = patched(bytes, chunk + 4, &[0xF0, 0xFF, 0xFF, 0xFF]);
    let format = Format::Webp;
    assert_eq!(refused(&bomb), Refusal::Truncated { format });
}

#[test]
fn a_png_with_a_wrong_checksum_is_damaged() {
    let bytes = png(DynamicImage::ImageRgb8(quarters(200, 200)));
    let data = position(&bytes, b"IDAT");
    let refusal = refused(&patched(bytes, data + 20, &[0x55, 0xAA, 0x55]));
    assert!(matches!(refusal, Refusal::Damaged { .. }), "{refusal}");
}

#[test]
fn a_refusal_travels_as_data() {
    let mut json = String::new();
    for refusal in [
        Refusal::Heic,
        unsupported("BMP"),
        Refusal::Truncated {
            format: Format::Webp,
        },
    ] {
        writeln!(json, "{}", serde_json::to_string(&refusal).unwrap()).unwrap();
    }
    assert_eq!(
        json,
        r#"{"kind":"heic"}
{"kind":"unsupported_format","name":"BMP"}
{"kind":"truncated","format":"webp"}
"#
    );
}
