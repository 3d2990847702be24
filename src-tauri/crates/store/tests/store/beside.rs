//! Pictures of drafts and replies: kept as long as something shows them, and how
//! far they have come to their network.

use crate::made::{ACCOUNT, ANA, Made, at, maya, new_reply};
use domain::reply::State;
use domain::{MediaId, PictureId, ReplyId, Salt, SeenMark, Timestamp};
use store::{Draft, LastLook, Medium, MessagePicture, NewReply, Stage, StoreError, Upload};
use uuid::Uuid;

const HERS: MessagePicture = picture(901);
const OTHER: MessagePicture = picture(902);
const REPLY: ReplyId = ReplyId(Uuid::from_u128(990));

const fn picture(key: u128) -> MessagePicture {
    MessagePicture {
        picture: PictureId(Uuid::from_u128(key)),
        width: 40,
        height: 30,
    }
}

fn draft(picture: Option<MessagePicture>) -> Draft {
    Draft {
        text: String::new(),
        picture,
        persona: None,
        at: at(1),
    }
}

fn keep(made: &Made, picture: Option<MessagePicture>) {
    made.write(|store| {
        if let Some(picture) = picture {
            store.add_picture(picture.picture, b"JPEG", at(1))?;
        }
        store.keep_draft(ACCOUNT, &maya(), ANA, &draft(picture))
    });
}

fn is_kept(made: &Made, picture: MessagePicture) -> bool {
    made.read(|store| store.picture(picture.picture)).is_some()
}

fn release(made: &Made) {
    let reply = NewReply {
        picture: Some(HERS),
        ..new_reply(REPLY)
    };
    let look = LastLook {
        seen: SeenMark(0),
        at: at(1),
    };
    made.write(|store| {
        store.add_picture(HERS.picture, b"JPEG", at(1))?;
        store.add_reply(&reply, &State::Queued, look)
    });
}

#[test]
fn a_draft_of_a_picture_alone_is_one_and_its_picture_goes_with_it() {
    let made = Made::full();
    keep(&made, Some(HERS));
    let drafts = made.read(|store| store.drafts(ANA));
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].2.picture, Some(HERS));
    keep(&made, Some(OTHER));
    assert!(!is_kept(&made, HERS) && is_kept(&made, OTHER));
    keep(&made, None);
    assert!(!is_kept(&made, OTHER));
    assert!(made.read(|store| store.drafts(ANA)).is_empty());
}

#[test]
fn a_picture_that_a_reply_took_stays_when_the_draft_is_emptied() {
    let made = Made::full();
    keep(&made, Some(HERS));
    release(&made);
    keep(&made, None);
    assert!(is_kept(&made, HERS));
    let reply = made.read(|store| store.reply(REPLY)).unwrap();
    assert_eq!(reply.content.picture, Some(HERS));
}

#[test]
fn whoever_is_forgotten_leaves_no_picture_and_no_upload() {
    let made = Made::full();
    release(&made);
    keep(&made, Some(OTHER));
    made.write(|store| store.set_upload(REPLY, &uploaded(Stage::Ready)));
    made.write(|store| store.set_state(REPLY, &State::Discarded));
    made.write(|store| store.forget(ACCOUNT, &maya(), Salt([7; 16]), Timestamp(9_000_000)));
    assert!(!is_kept(&made, HERS) && !is_kept(&made, OTHER));
    assert_eq!(made.read(|store| store.upload(REPLY)), Upload::default());
}

fn uploaded(stage: Stage) -> Upload {
    Upload {
        failures: 1,
        medium: Some(Medium {
            id: MediaId::from("9223372036854775811"),
            way: "newer".to_owned(),
            at: at(7),
            stage,
        }),
    }
}

#[test]
fn how_far_an_upload_has_come_is_known_over_every_step() {
    let made = Made::full();
    release(&made);
    assert_eq!(made.read(|store| store.upload(REPLY)), Upload::default());
    let lost = Upload {
        failures: 2,
        medium: None,
    };
    for upload in [uploaded(Stage::Processing), uploaded(Stage::Ready), lost] {
        made.write(|store| store.set_upload(REPLY, &upload));
        assert_eq!(made.read(|store| store.upload(REPLY)), upload);
    }
    let nobody = made.store.write(|store| {
        store.set_upload(ReplyId(Uuid::from_u128(1)), &uploaded(Stage::Ready))?;
        Ok::<_, StoreError>(())
    });
    assert!(nobody.is_err(), "an upload of no reply");
}
