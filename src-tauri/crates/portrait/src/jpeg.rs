//! Reads a JPEG. `image` reads JPEGs leniently (a damaged scan comes out grey),
//! so its decoder is used directly: lenient about the headers, where cameras
//! are sloppy, and strict about the pixels.
//!
//! One thing neither it nor `whole` can see: a JPEG that was cut and then closed
//! with an end mark by a repair tool. Its missing part comes out grey.

use image::{DynamicImage, GrayImage, RgbImage, metadata::Orientation};
use zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions};
use zune_jpeg::{JpegDecoder, errors::DecodeErrors};

use crate::{Format, Note, Refusal, Size, decode::Picture};

pub(crate) fn decode(
    bytes: &[u8],
    accept: impl FnOnce(Size) -> Result<(), Refusal>,
) -> Result<Picture, Refusal> {
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(refusal)?;
    let info = decoder.info().ok_or_else(no_header)?;
    let size = Size {
        width: u32::from(info.width),
        height: u32::from(info.height),
    };
    accept(size)?;
    let stored = decoder.input_colorspace().ok_or_else(no_header)?;
    let (wanted, notes) = match stored {
        ColorSpace::Luma => (ColorSpace::Luma, vec![]),
        ColorSpace::YCbCr | ColorSpace::RGB => (ColorSpace::RGB, vec![]),
        ColorSpace::CMYK | ColorSpace::YCCK => {
            (ColorSpace::RGB, vec![Note::InkColoursApproximated])
        }
        other => {
            let reason = format!("unusual colours: {other:?}");
            return Err(Refusal::damaged(Format::Jpeg, reason));
        }
    };
    let orientation = decoder
        .exif()
        .and_then(|exif| Orientation::from_exif_chunk(exif))
        .unwrap_or(Orientation::NoTransforms);
    // A CMYK profile describes inks, which are already gone after decoding.
    let profile = if notes.is_empty() {
        decoder.icc_profile()
    } else {
        None
    };
    decoder.set_options(
        options
            .set_strict_mode(true)
            .jpeg_set_out_colorspace(wanted),
    );
    let pixels = decoder.decode().map_err(refusal)?;
    Ok(Picture {
        pixels: assemble(size, wanted, pixels).ok_or_else(no_header)?,
        orientation,
        profile,
        notes,
    })
}

fn assemble(size: Size, colours: ColorSpace, pixels: Vec<u8>) -> Option<DynamicImage> {
    let Size { width, height } = size;
    if colours == ColorSpace::Luma {
        GrayImage::from_raw(width, height, pixels).map(DynamicImage::ImageLuma8)
    } else {
        RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8)
    }
}

fn no_header() -> Refusal {
    Refusal::damaged(Format::Jpeg, "no usable header")
}

fn refusal(error: DecodeErrors) -> Refusal {
    match error {
        DecodeErrors::ExhaustedData => Refusal::Truncated {
            format: Format::Jpeg,
        },
        other => Refusal::damaged(Format::Jpeg, other),
    }
}
