//! Any bytes are answered, and what is answered with a portrait is one.

use std::sync::LazyLock;

use portrait::{Crop, prepare};
use proptest::prelude::*;

use crate::made::*;

static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let picture = quarters(128, 130);
    vec![
        jpeg(&picture),
        four_component_jpeg([10, 200, 30, 90], Some(2)),
        png(picture.clone()),
        webp(picture.clone()),
        webp_with_exif(&picture, exif(6, "nobody")),
        animated_webp(&[RED, BLUE]),
        gif(&[RED, BLUE]),
    ]
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_mutated_file_is_refused_or_a_portrait(
        seed in 0..7_usize,
        // Half the edits near the header, where they hurt most.
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>(), any::<u8>()), 1..8),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let mut bytes = SEEDS[seed].clone();
        for (index, near, value) in edits {
            let reach = if near { 64 } else { bytes.len() };
            bytes[index.index(reach)] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(portrait) = prepare(&bytes, Crop::Centred) {
            look(&portrait);
        }
    }

    #[test]
    fn noise_behind_a_signature_is_refused(
        seed in 0..7_usize,
        noise in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let mut bytes = SEEDS[seed][..12].to_vec();
        bytes.extend(noise);
        prop_assert!(prepare(&bytes, Crop::Centred).is_err());
    }
}
