//! Pixels to fewer pixels. Nothing here ever makes a picture larger: the callers
//! ask for at most what there is.

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, GrayImage};

use crate::{Crop, Format, Refusal, Size};

/// The whole picture in `to` pixels. See-through pixels weigh as much as they
/// show, so that no colour hidden under full transparency bleeds in.
pub(crate) fn whole(pixels: DynamicImage, to: Size) -> Result<DynamicImage, Refusal> {
    if (pixels.width(), pixels.height()) == (to.width, to.height) {
        return Ok(pixels);
    }
    resized(&pixels, to, sharp())
}

/// The square of it in `side` × `side` pixels.
pub(crate) fn square(
    pixels: &DynamicImage,
    crop: Crop,
    side: u32,
) -> Result<DynamicImage, Refusal> {
    let options = sharp().crop(
        f64::from(crop.x),
        f64::from(crop.y),
        f64::from(crop.size),
        f64::from(crop.size),
    );
    let to = Size {
        width: side,
        height: side,
    };
    resized(pixels, to, options)
}

/// A grey copy in `to` pixels, for a search that is not after beauty.
pub(crate) fn grey(pixels: &DynamicImage, to: Size) -> Result<GrayImage, Refusal> {
    let quick = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear));
    Ok(resized(pixels, to, quick)?.into_luma8())
}

fn sharp() -> ResizeOptions {
    ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom))
        .use_alpha(true)
}

fn resized(
    pixels: &DynamicImage,
    to: Size,
    options: ResizeOptions,
) -> Result<DynamicImage, Refusal> {
    let mut scaled = DynamicImage::new(to.width, to.height, pixels.color());
    Resizer::new()
        .resize(pixels, &mut scaled, &options)
        .map_err(|error| Refusal::damaged(Format::Jpeg, error))?;
    Ok(scaled)
}
