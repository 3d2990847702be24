//! Finds faces in a working copy and proposes a square around each. A proposal
//! is only that: a person moves it as they like, and no face is a fine answer.
//!
//! The search looks at a small grey copy, knows frontal faces, and forgets the
//! picture when it is done. Nothing about a face is kept or compared.

use std::{panic, sync::LazyLock};

use image::GrayImage;
use rustface::{ImageData, Model, Rectangle};

use crate::{Crop, Refusal, Size, crop::share, cut, propose, scale};

/// The longer side of the copy that is searched, in pixels.
const SEARCHED_SIDE: u32 = 640;

/// The detector looks through a window of 40 pixels; what is narrower than that
/// cannot hold a face, and must not be given to it.
const WINDOW: u32 = 40;

/// Scores below this are rather wallpaper than faces. The detector's own example
/// takes 2.0 to find as much as it can; here a wrong proposal is worse than none.
const LEAST_SCORE: f64 = 2.8;

/// The most proposals: more are a crowd, and no help to choose from.
const MOST: usize = 8;

/// The SeetaFace model of frontal faces (BSD-2-Clause, `model/LICENSE`), as
/// `rustface` ships it.
static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!("../model/seeta_fd_frontal_v1.0.bin");
    rustface::read_model(bytes).ok()
});

/// A face and the portrait proposed for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    /// Head and shoulders, inside the working copy and at least
    /// [`MIN_SIDE`](crate::MIN_SIDE) wide.
    pub square: Crop,
    /// How sure the detector is; higher is surer, there is no upper end.
    pub confidence: f64,
}

/// The faces in a working copy: the large and sure ones first, at most eight.
/// Empty where none was found.
///
/// Takes some hundred milliseconds of one core.
///
/// # Errors
/// A [`Refusal`] where `working` is no working copy.
pub fn faces(working: &[u8]) -> Result<Vec<Face>, Refusal> {
    let pixels = cut::read(working)?;
    let size = Size {
        width: pixels.width(),
        height: pixels.height(),
    };
    let target = size.longer().min(SEARCHED_SIDE);
    let searched = Size {
        width: share(size.width, size.longer(), target),
        height: share(size.height, size.longer(), target),
    };
    if searched.shorter() < WINDOW {
        return Ok(Vec::new());
    }
    let grey = scale::grey(&pixels, searched)?;
    // The detector is other people's code, as the decoders are.
    let mut found = panic::catch_unwind(|| search(&grey)).unwrap_or_default();
    found.sort_by(|one, other| other.weight().total_cmp(&one.weight()));
    found.truncate(MOST);
    let faces = found.into_iter().map(|found| Face {
        square: propose::around(found.place.scaled(searched, size), size),
        confidence: found.score,
    });
    Ok(faces.collect())
}

struct Found {
    place: Crop,
    score: f64,
}

impl Found {
    /// Large × sure: the face a picture is about is rarely the small one.
    fn weight(&self) -> f64 {
        f64::from(self.place.size) * self.score
    }
}

fn search(grey: &GrayImage) -> Vec<Found> {
    let Some(model) = MODEL.clone() else {
        return Vec::new();
    };
    let mut detector = rustface::create_detector_with_model(model);
    detector.set_min_face_size(WINDOW);
    detector.set_score_thresh(LEAST_SCORE);
    detector.set_pyramid_scale_factor(0.8);
    detector.set_slide_window_step(4, 4);
    let found = detector.detect(&ImageData::new(grey.as_raw(), grey.width(), grey.height()));
    let found = found.iter().map(|face| Found {
        place: place(face.bbox()),
        score: face.score(),
    });
    found.collect()
}

/// The detector's boxes are square and may begin outside the picture.
fn place(found: &Rectangle) -> Crop {
    Crop {
        x: u32::try_from(found.x()).unwrap_or(0),
        y: u32::try_from(found.y()).unwrap_or(0),
        size: found.width().max(found.height()),
    }
}
