//! A photo on its way to a portrait: opened once, cut as often as wanted, and
//! nothing kept before a persona is made of it.

use desk::ErrorCode;
use desk::api::{CropSquare, KindName, PictureCrop, PictureNote, PictureReopen, StagedPicture};
use tests::simulated::{World, run};

use crate::served::PHOTO;

async fn stage(world: &World) -> StagedPicture {
    let staged = world.desk.picture_stage(PHOTO.to_vec(), None).await;
    staged.unwrap()
}

async fn cut(world: &World, picture: &str, crop: CropSquare) -> Result<StagedPicture, ErrorCode> {
    let picture = picture.to_owned();
    world.desk.picture_crop(PictureCrop { picture, crop }).await
}

async fn seen(world: &World, address: String) -> Option<Vec<u8>> {
    world.desk.picture(&address).await.unwrap()
}

const CORNER: CropSquare = CropSquare {
    x: 60,
    y: 80,
    size: 140,
};

#[test]
fn a_photo_is_cut_again_and_keeps_its_working_copy() {
    run(async {
        let world = World::empty().await;
        let staged = stage(&world).await;
        let of_photo = (staged.width, staged.height);
        assert_eq!(of_photo, (200, 220), "never enlarged");
        assert_eq!(of_photo, (staged.source_width, staged.source_height));
        assert_eq!(staged.notes, [PictureNote::Small]);
        let id = &staged.id;
        let first = seen(&world, format!("staged/{id}")).await;
        let working = seen(&world, format!("staged-source/{id}")).await;
        assert!(first.is_some() && working.is_some());

        let again = cut(&world, id, CORNER).await.unwrap();
        assert_eq!((again.id, again.crop), (id.clone(), CORNER));
        let second = seen(&world, format!("staged/{id}/2")).await;
        assert_ne!(first, second);
        assert_eq!(seen(&world, format!("staged-source/{id}")).await, working);
    });
}

#[test]
fn a_square_that_leaves_the_photo_or_is_too_small_changes_nothing() {
    run(async {
        let world = World::empty().await;
        let staged = stage(&world).await;
        let before = seen(&world, format!("staged/{}", staged.id)).await;
        for crop in [
            CropSquare { x: 61, ..CORNER },
            CropSquare {
                size: 127,
                ..CORNER
            },
        ] {
            let refused = cut(&world, &staged.id, crop).await;
            assert_eq!(refused, Err(ErrorCode::PictureCrop));
        }
        assert_eq!(seen(&world, format!("staged/{}", staged.id)).await, before);
    });
}

#[test]
fn a_photo_that_is_gone_says_so() {
    run(async {
        let world = World::empty().await;
        let staged = stage(&world).await;
        for _ in 0..8 {
            stage(&world).await;
        }
        let gone = cut(&world, &staged.id, CORNER).await;
        assert_eq!(gone, Err(ErrorCode::PictureGone));
        assert_eq!(seen(&world, format!("staged/{}", staged.id)).await, None);
        let look = "0193a5f2-0000-7000-8000-000000000000".to_owned();
        let unknown = world.desk.picture_reopen(PictureReopen { look }).await;
        assert_eq!(unknown, Err(ErrorCode::PictureGone));
    });
}

#[test]
fn lists_are_given_a_small_copy_that_is_made_once() {
    run(async {
        let world = World::empty().await;
        world.seat("Ana Ruiz").await;
        let persona = world.persona(KindName::Human, "Ana, Care Team").await;
        let portrait = &persona.look.portrait;
        let whole = seen(&world, format!("portrait/{portrait}")).await.unwrap();
        let small = seen(&world, format!("small/{portrait}")).await.unwrap();
        assert!(small.len() < whole.len());
        let world = world.restart().await;
        assert_eq!(seen(&world, format!("small/{portrait}")).await, Some(small));
        let nobody = "small/0193a5f2-0000-7000-8000-000000000000".to_owned();
        assert_eq!(seen(&world, nobody).await, None);
        assert_eq!(seen(&world, "small/../byline.db".to_owned()).await, None);
    });
}
