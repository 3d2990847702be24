//! Any bytes are answered, and what is answered with a portrait is one.

use std::sync::LazyLock;

use portrait::{Crop, Note, SIDE, cut, faces, open};
use proptest::prelude::*;

use crate::made::*;

/// Working copies large, small and narrow, and one that is none.
static WORKING: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let of = |width, height| open(&png(quarters(width, height))).unwrap().working;
    let mut broken = of(300, 200);
    broken.truncate(900);
    vec![
        of(2000, 1500),
        of(390, 700),
        of(128, 128),
        of(3000, 130),
        broken,
    ]
});

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
        if open(&bytes).is_ok() {
            look(&centred(&bytes));
        }
    }

    #[test]
    fn noise_behind_a_signature_is_refused(
        seed in 0..7_usize,
        noise in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let mut bytes = SEEDS[seed][..12].to_vec();
        bytes.extend(noise);
        prop_assert!(open(&bytes).is_err());
    }

    #[test]
    fn any_crop_of_any_working_copy_is_refused_or_cut_and_never_enlarged(
        working in 0..5_usize,
        x in prop_oneof![0..2000_u32, any::<u32>()],
        y in prop_oneof![0..1500_u32, any::<u32>()],
        size in prop_oneof![0..1600_u32, any::<u32>()],
    ) {
        if let Ok(portrait) = cut(&WORKING[working], Crop { x, y, size }) {
            let picture = image::load_from_memory(&portrait.jpeg).unwrap();
            prop_assert_eq!((picture.width(), picture.height()), (portrait.side, portrait.side));
            prop_assert_eq!(portrait.side, size.min(SIDE));
            let small = portrait.notes == [Note::Small { side: size }];
            prop_assert_eq!(small, size < SIDE);
        }
    }

    #[test]
    fn a_search_for_faces_answers_any_working_copy(
        width in 128..900_u32,
        height in 128..300_u32,
    ) {
        let working = open(&jpeg(&quarters(width, height))).unwrap().working;
        for face in faces(&working).unwrap() {
            prop_assert!(cut(&working, face.square).is_ok());
        }
    }
}
