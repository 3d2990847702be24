use moxcms::ColorProfile;

use crate::made::*;

const SECRET: &str = "48.8584N 2.2945E taken by Ana Ruiz";

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn assert_bare(bytes: &[u8]) {
    let made = centred(bytes);
    assert_free(&made.original.working);
    assert_free(&made.portrait.jpeg);
}

pub fn assert_free(jpeg: &[u8]) {
    for needle in [
        b"Exif".as_slice(),
        b"ICC_PROFILE",
        b"http://ns.adobe.com/xap",
        b"Photoshop",
        b"Ana",
        SECRET.as_bytes(),
    ] {
        assert!(!contains(jpeg, needle), "{}", needle.escape_ascii());
    }
    assert_eq!(markers(jpeg).iter().find(|marker| is_extra(**marker)), None);
}

/// Comments and every application segment but JFIF's.
fn is_extra(marker: u8) -> bool {
    marker == 0xFE || (0xE1..=0xEF).contains(&marker)
}

/// The markers up to the start of the scan.
fn markers(jpeg: &[u8]) -> Vec<u8> {
    let mut at = 2;
    let mut markers = Vec::new();
    while jpeg[at + 1] != 0xDA {
        markers.push(jpeg[at + 1]);
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    markers
}

#[test]
fn nothing_a_jpeg_carries_along_survives() {
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    let bytes = jpeg_with_profile(&quarters(400, 400), profile);
    let bytes = with_segment(&bytes, 0xFE, SECRET.as_bytes());
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0<x>{SECRET}</x>");
    let bytes = with_segment(&bytes, 0xE1, xmp.as_bytes());
    let iptc = format!("Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x22{SECRET}");
    let bytes = with_segment(&bytes, 0xED, iptc.as_bytes());
    let exif = [b"Exif\0\0".as_slice(), &exif(1, SECRET)].concat();
    let mut bytes = with_segment(&bytes, 0xE1, &exif);
    bytes.extend(SECRET.as_bytes()); // behind the end mark
    assert!(contains(&bytes, b"Ana"));
    assert_bare(&bytes);
}

#[test]
fn nothing_a_png_or_webp_carries_along_survives() {
    let picture = quarters(400, 400);
    assert_bare(&png_with_exif(&picture, exif(1, SECRET)));
    assert_bare(&webp_with_exif(&picture, exif(1, SECRET)));
}
