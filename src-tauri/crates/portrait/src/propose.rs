//! The square of a portrait around a face: head and shoulders, as on a passport
//! rather than a passport's chip.

use crate::{Crop, MIN_SIDE, Size, crop::share};

/// The square's side is the face box's times 22/10: the box reaches from the
/// eyebrows to the chin.
const TENTHS: u32 = 22;

/// The face's middle stands 45 hundredths of the square below its top: shoulders
/// need more room than hair.
const MIDDLE: u32 = 45;

/// The square around a `face` in a picture of that `size`, wholly inside it, at
/// least [`MIN_SIDE`] wide where the picture is.
pub(crate) fn around(face: Crop, picture: Size) -> Crop {
    let wanted = share(face.size, 10, TENTHS).max(MIN_SIDE);
    let size = wanted.min(picture.shorter());
    let middle_x = face.x.saturating_add(face.size / 2);
    let middle_y = face.y.saturating_add(face.size / 2);
    Crop {
        x: middle_x.saturating_sub(size / 2).min(picture.width - size),
        y: middle_y
            .saturating_sub(share(size, 100, MIDDLE))
            .min(picture.height - size),
        size,
    }
}

#[cfg(test)]
mod tests {
    use super::around;
    use crate::{Crop, Size};

    const fn crop(x: u32, y: u32, size: u32) -> Crop {
        Crop { x, y, size }
    }

    const PICTURE: Size = Size {
        width: 1600,
        height: 1200,
    };

    #[test]
    fn a_face_with_room_gets_head_and_shoulders() {
        // 440 wide; the face's middle at (700, 600) stands a little above the square's.
        assert_eq!(around(crop(600, 500, 200), PICTURE), crop(480, 402, 440));
    }

    #[test]
    fn a_face_at_the_edge_gets_a_square_inside() {
        assert_eq!(around(crop(0, 0, 200), PICTURE), crop(0, 0, 440));
        assert_eq!(around(crop(1500, 1100, 200), PICTURE), crop(1160, 760, 440));
    }

    #[test]
    fn a_small_face_gets_the_smallest_square() {
        assert_eq!(around(crop(800, 600, 20), PICTURE), crop(746, 552, 128));
    }

    #[test]
    fn a_face_that_fills_the_picture_gets_all_there_is() {
        assert_eq!(around(crop(300, 0, 1200), PICTURE), crop(300, 0, 1200));
        let small = Size {
            width: 128,
            height: 300,
        };
        assert_eq!(around(crop(0, 90, 120), small), crop(0, 92, 128));
    }
}
