//! What `cargo xtask bench` measures of this crate, as a program of its own so
//! that it stands beside ImageMagick as one process beside another.
//!
//! * `make FILE`: writes a photo as a camera would, for all sides alike.
//! * `once FILE WORKING PORTRAIT`: reads a photo and writes its working copy and
//!   a portrait.
//! * `inside FILE ROUNDS`: the same within one process, and the search for faces
//!   apart; prints microseconds, a line a round: `open cut faces`.

use std::{env, fs, process::ExitCode, time::Instant};

use anyhow::{Context, Result, bail};
use image::{Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use portrait::{Crop, cut, faces, open};

/// Head and shoulders in the upright photo of 3000×4000, as the bench asks all
/// sides to cut it.
const CROP: Crop = Crop {
    x: 600,
    y: 800,
    size: 1800,
};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["make", file] => make(file),
        ["once", file, working, portrait] => once(file, working, portrait),
        ["inside", file, rounds] => inside(file, rounds),
        _ => Err(anyhow::anyhow!("see the top of portrait-bench.rs")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn once(file: &str, working: &str, portrait: &str) -> Result<()> {
    let original = open(&fs::read(file)?)?;
    let made = cut(&original.working, original.crop_of_source(CROP)?)?;
    fs::write(working, &original.working)?;
    fs::write(portrait, &made.jpeg)?;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "time is what is measured here")]
fn inside(file: &str, rounds: &str) -> Result<()> {
    let bytes = fs::read(file)?;
    for _ in 0..rounds.parse::<u32>().context("rounds are a number")? {
        let start = Instant::now();
        let original = open(&bytes)?;
        let opened = Instant::now();
        let made = cut(&original.working, original.crop_of_source(CROP)?)?;
        let done = Instant::now();
        let found = faces(&original.working)?;
        let searched = done.elapsed();
        if made.jpeg.is_empty() || found.len() > 8 {
            bail!("that is no portrait");
        }
        println!(
            "{} {} {}",
            (opened - start).as_micros(),
            (done - opened).as_micros(),
            searched.as_micros()
        );
    }
    Ok(())
}

/// 12 megapixels, lying on their side with an EXIF orientation of 6: soft
/// gradients under the noise of a sensor, about as much to decode as a photo.
fn make(file: &str) -> Result<()> {
    let mut seed = 0x9E37_79B9_u32;
    let photo = RgbImage::from_fn(4000, 3000, |x, y| {
        // xorshift: the same photo each time.
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        let noise = seed % 17;
        let waves = (x / 9 % 32).abs_diff(16) + (y / 7 % 48).abs_diff(24);
        let channel = |base: u32| u8::try_from((base + waves + noise).min(255)).unwrap_or(255);
        Rgb([
            channel(40 + x / 25),
            channel(60 + y / 25),
            channel(30 + (x + y) / 50),
        ])
    });
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    // As phones and cameras write: colour at half the width and height.
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.add_app_segment(1, [b"Exif\0\0".as_slice(), &lying()].concat())?;
    encoder.encode(photo.as_raw(), 4000, 3000, ColorType::Rgb)?;
    fs::write(file, bytes)?;
    Ok(())
}

/// An EXIF block (little-endian TIFF) with one tag: orientation 6.
fn lying() -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x01\0".to_vec();
    block.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    block.extend([0; 4]);
    block
}
