//! One picture at a time, whoever wants it and whoever has gone.

use super::Staged;
use crate::ErrorCode;
use engine::Draw;
use std::sync::Arc;
use std::sync::mpsc::channel;
use tokio::runtime::Builder;
use tokio::sync::oneshot;

#[tokio::test]
async fn a_turn_lasts_as_long_as_the_work_though_nobody_waits_for_it() {
    let staged = Arc::new(Staged::default());
    let (go_on, gate) = channel::<()>();
    let (began, begun) = oneshot::channel();
    let asker = tokio::spawn({
        let staged = staged.clone();
        async move {
            let work = move || {
                began.send(()).map_err(|()| ErrorCode::Unexpected)?;
                gate.recv().map_err(|_| ErrorCode::Unexpected)
            };
            staged.work(work).await
        }
    });
    begun.await.unwrap();
    asker.abort();
    assert!(asker.await.unwrap_err().is_cancelled());
    assert_eq!(staged.turn.available_permits(), 0, "its work still runs");
    go_on.send(()).unwrap();
    assert_eq!(staged.work(|| Ok(7)).await, Ok(7));
}

#[tokio::test]
async fn work_that_goes_wrong_gives_its_turn_back() {
    let staged = Staged::default();
    let wrong = staged.work(|| -> Result<(), _> { panic!("for a test") });
    assert_eq!(wrong.await, Err(ErrorCode::PictureDamaged));
    assert_eq!(staged.work(|| Ok(7)).await, Ok(7));
}

/// With one thread for work, whatever began earlier has ended when this has.
async fn all_that_began_has_ended() {
    tokio::task::spawn_blocking(|| ()).await.unwrap();
}

#[test]
fn a_customers_picture_waits_for_its_turn_among_the_photos() {
    let runtime = Builder::new_current_thread()
        .max_blocking_threads(1)
        .build();
    runtime.unwrap().block_on(async {
        let staged = Staged::default();
        let turn = staged.turn.acquire().await.unwrap();
        let mut drawn = staged.draw(b"no picture".to_vec());
        for _ in 0..2 {
            tokio::select! {
                biased;
                _ = &mut drawn => panic!("drawn beside a photo"),
                () = all_that_began_has_ended() => {}
            }
        }
        drop(turn);
        assert_eq!(drawn.await, None);
    });
}
