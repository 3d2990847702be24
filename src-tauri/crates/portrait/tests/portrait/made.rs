//! Pictures made in code, and what to look at in a portrait.

use image::{
    DynamicImage, ExtendedColorType, Frame, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba,
    RgbaImage,
    codecs::{gif::GifEncoder, jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder},
};
use portrait::{
    Crop, MIN_SIDE, Note, Original, Portrait, Refusal, SIDE, Size, WORKING_SIDE, cut, open,
};

pub const RED: [u8; 3] = [220, 30, 30];
pub const GREEN: [u8; 3] = [30, 180, 60];
pub const BLUE: [u8; 3] = [40, 60, 210];
pub const SAND: [u8; 3] = [230, 210, 170];

/// Four quarters: red and green above, blue and sand below.
pub fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => SAND,
        })
    })
}

pub fn plain(colour: [u8; 3]) -> RgbImage {
    RgbImage::from_pixel(200, 200, Rgb(colour))
}

pub fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 95)
        .write_image(
            picture,
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .unwrap();
    bytes
}

pub fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture: DynamicImage = picture.into();
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

pub fn webp(picture: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture: DynamicImage = picture.into();
    picture.write_to(&mut bytes, ImageFormat::WebP).unwrap();
    bytes.into_inner()
}

/// A GIF with one frame a colour.
pub fn gif(colours: &[[u8; 3]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for [r, g, b] in colours {
        let frame = RgbaImage::from_pixel(160, 160, Rgba([*r, *g, *b, 255]));
        encoder.encode_frame(Frame::new(frame)).unwrap();
    }
    drop(encoder);
    bytes
}

/// One WebP chunk with its padding.
pub fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut bytes = name.to_vec();
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes.extend(content);
    bytes.extend(vec![0; content.len() % 2]);
    bytes
}

pub fn riff(chunks: &[u8]) -> Vec<u8> {
    let mut content = b"WEBP".to_vec();
    content.extend(chunks);
    chunk(b"RIFF", &content)
}

/// An animated WebP with one frame a colour, put together from still ones.
pub fn animated_webp(colours: &[[u8; 3]]) -> Vec<u8> {
    let side = 199_u32.to_le_bytes(); // 200, less one, in 24 bits
    let mut header = vec![0b10, 0, 0, 0];
    header.extend([&side[..3], &side[..3]].concat());
    let mut chunks = chunk(b"VP8X", &header);
    chunks.extend(chunk(b"ANIM", &[255, 255, 255, 255, 0, 0]));
    for colour in colours {
        let mut frame = vec![0; 6];
        frame.extend([&side[..3], &side[..3], &[100, 0, 0], &[0]].concat());
        frame.extend(&webp(plain(*colour))[12..]);
        chunks.extend(chunk(b"ANMF", &frame));
    }
    riff(&chunks)
}

/// With an ICC profile.
pub fn png_with_profile(picture: impl Into<DynamicImage>, profile: Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(profile).unwrap();
    let picture: DynamicImage = picture.into();
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

/// With an ICC profile.
pub fn jpeg_with_profile(picture: &RgbImage, profile: Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.set_icc_profile(profile).unwrap();
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

/// With EXIF data.
pub fn png_with_exif(picture: &RgbImage, exif: Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif).unwrap();
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

/// With EXIF data.
pub fn webp_with_exif(picture: &RgbImage, exif: Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = WebPEncoder::new_lossless(&mut bytes);
    encoder.set_exif_metadata(exif).unwrap();
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

/// Puts a segment right behind a JPEG's start.
pub fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xFF, marker]);
    bytes.extend((content.len() as u16 + 2).to_be_bytes());
    bytes.extend(content);
    bytes.extend(&jpeg[2..]);
    bytes
}

/// An EXIF block (little-endian TIFF) with an orientation, 1 to 8, and the
/// artist's name.
pub fn exif(orientation: u16, artist: &str) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0\x02\0".to_vec();
    bytes.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0]);
    bytes.extend(u32::from(orientation).to_le_bytes());
    bytes.extend([0x3B, 0x01, 2, 0]);
    bytes.extend((artist.len() as u32 + 1).to_le_bytes());
    bytes.extend(38_u32.to_le_bytes());
    bytes.extend(0_u32.to_le_bytes());
    bytes.extend(artist.as_bytes());
    bytes.push(0);
    bytes
}

/// A baseline JPEG of 128×128 with four components, each a flat value, as
/// print programs write ink colours. Written here: no encoder at hand does it.
pub fn four_component_jpeg(values: [u8; 4], adobe_transform: Option<u8>) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    let mut segment = |marker: u8, content: &[u8]| {
        bytes.extend([0xFF, marker]);
        bytes.extend((content.len() as u16 + 2).to_be_bytes());
        bytes.extend(content);
    };
    if let Some(transform) = adobe_transform {
        segment(
            0xEE,
            &[b"Adobe\0\x64\0\0\0\0".as_slice(), &[transform]].concat(),
        );
    }
    segment(0xDB, &[[0_u8].as_slice(), &[8; 64]].concat());
    let components: Vec<u8> = (1..=4).flat_map(|id| [id, 0x11, 0]).collect();
    segment(
        0xC0,
        &[[8, 0, 128, 0, 128, 4].as_slice(), &components].concat(),
    );
    // Nine DC codes of four bits; one AC code of one bit, end of block.
    segment(
        0xC4,
        &[
            [0, 0, 0, 0, 9].as_slice(),
            &[0; 12],
            &[0, 1, 2, 3, 4, 5, 6, 7, 8],
        ]
        .concat(),
    );
    segment(0xC4, &[[0x10, 1].as_slice(), &[0; 15], &[0]].concat());
    segment(0xDA, &[4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]);
    let mut bits = Bits::default();
    let mut previous = [128_i32; 4];
    for _block in 0..16 * 16 {
        for (value, previous) in values.iter().zip(&mut previous) {
            let difference = i32::from(*value) - *previous;
            *previous = i32::from(*value);
            let length = 32 - difference.unsigned_abs().leading_zeros();
            bits.push(length, 4);
            let code = if difference < 0 {
                difference + (1 << length) - 1
            } else {
                difference
            };
            bits.push(code as u32, length);
            bits.push(0, 1);
        }
    }
    bytes.extend(bits.finish());
    bytes.extend([0xFF, 0xD9]);
    bytes
}

#[derive(Default)]
struct Bits {
    bits: Vec<bool>,
}

impl Bits {
    fn push(&mut self, value: u32, length: u32) {
        self.bits
            .extend((0..length).rev().map(|bit| value >> bit & 1 == 1));
    }

    fn finish(mut self) -> Vec<u8> {
        while !self.bits.len().is_multiple_of(8) {
            self.bits.push(true);
        }
        let bytes = self.bits.chunks(8).flat_map(|eight| {
            let byte = eight
                .iter()
                .fold(0_u8, |byte, bit| byte << 1 | u8::from(*bit));
            if byte == 0xFF {
                vec![byte, 0]
            } else {
                vec![byte]
            }
        });
        bytes.collect()
    }
}

/// A picture that went all the way.
#[derive(Debug)]
pub struct Made {
    pub original: Original,
    pub portrait: Portrait,
    /// Of both steps.
    pub notes: Vec<Note>,
}

pub fn centred(bytes: &[u8]) -> Made {
    let original = open(bytes).unwrap();
    let crop = Crop::centred(original.size);
    cut_from(original, crop).unwrap()
}

pub fn cropped(bytes: &[u8], crop: Crop) -> Result<Made, Refusal> {
    let original = open(bytes)?;
    let crop = original.crop_of_source(crop)?;
    cut_from(original, crop)
}

fn cut_from(original: Original, crop: Crop) -> Result<Made, Refusal> {
    let portrait = cut(&original.working, crop)?;
    let notes = [original.notes.as_slice(), &portrait.notes].concat();
    Ok(Made {
        original,
        portrait,
        notes,
    })
}

pub fn refused(bytes: &[u8]) -> Refusal {
    open(bytes).unwrap_err()
}

fn pixels(jpeg: &[u8]) -> RgbImage {
    image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg)
        .unwrap()
        .into_rgb8()
}

/// The portrait as pixels; every portrait is checked for its promises here.
pub fn look(made: &Made) -> RgbImage {
    let Made {
        original, portrait, ..
    } = made;
    let Size { width, height } = original.size;
    assert_eq!(pixels(&original.working).dimensions(), (width, height));
    // Only a strip is longer, so that its shorter side keeps enough.
    assert!(width.max(height) <= WORKING_SIDE || width.min(height) == MIN_SIDE);
    assert!(width <= original.source.width && height <= original.source.height);
    assert!(portrait.jpeg.len() <= portrait::MAX_PORTRAIT_BYTES);
    let picture = pixels(&portrait.jpeg);
    assert_eq!(picture.dimensions(), (portrait.side, portrait.side));
    assert!(portrait.side <= SIDE.min(width).min(height));
    picture
}

/// Whether the pixel is that colour, but for what JPEG costs.
#[track_caller]
pub fn assert_colour(picture: &RgbImage, at: (u32, u32), expected: [u8; 3]) {
    let found = picture.get_pixel(at.0, at.1).0;
    let off = found
        .iter()
        .zip(expected)
        .map(|(found, expected)| found.abs_diff(expected))
        .max();
    assert!(
        off <= Some(4),
        "{found:?} instead of {expected:?} at {at:?}"
    );
}

/// The four corners' colours: top left, top right, bottom left, bottom right.
#[track_caller]
pub fn assert_corners(made: &Made, expected: [[u8; 3]; 4]) {
    let picture = look(made);
    let near = picture.width() / 10;
    let far = picture.width() - near;
    for (at, expected) in [(near, near), (far, near), (near, far), (far, far)]
        .into_iter()
        .zip(expected)
    {
        assert_colour(&picture, at, expected);
    }
}
