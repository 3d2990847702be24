//! Pictures that came with messages.

use crate::made::{ACCOUNT, Made, PICTURE, at, maya, message};
use domain::{AttachedMedia, EventId, MediaId, MediaKind, Timestamp};
use store::{Direction, MessagePicture, WantedMedia};

fn media(kind: MediaKind, address: Option<&str>) -> AttachedMedia {
    AttachedMedia {
        id: MediaId::from("9"),
        kind,
        address: address.map(str::to_owned),
    }
}

/// A message with something in it.
fn with(made: &Made, id: &str, millis: i64, media: &AttachedMedia) {
    made.write(|store| {
        store.keep_message(ACCOUNT, &message(id, Direction::In, millis))?;
        store.note_media(ACCOUNT, &EventId::from(id), media)
    });
}

fn wanted(made: &Made) -> Vec<WantedMedia> {
    made.read(|store| store.media_wanted(ACCOUNT, 10))
}

#[test]
fn a_picture_is_wanted_once_and_films_and_addresses_unknown_are_not() {
    let made = Made::full();
    let photo = media(MediaKind::Photo, Some("https://ton.x.test/1"));
    with(&made, "901", 901, &photo);
    with(
        &made,
        "902",
        902,
        &media(MediaKind::Video, Some("https://ton.x.test/2")),
    );
    with(&made, "903", 903, &media(MediaKind::Photo, None));
    with(
        &made,
        "904",
        904,
        &media(MediaKind::AnimatedGif, Some("https://ton.x.test/4")),
    );
    let events: Vec<_> = wanted(&made).into_iter().map(|one| one.event.0).collect();
    assert_eq!(events, ["904", "901"], "the newest first");
    let picture = MessagePicture {
        picture: PICTURE,
        width: 640,
        height: 480,
    };
    made.write(|store| {
        store.set_media_picture(ACCOUNT, &EventId::from("901"), Some(picture), at(950))?;
        store.set_media_picture(ACCOUNT, &EventId::from("904"), None, at(951))
    });
    assert_eq!(wanted(&made), []);
    let kept = made.read(|store| store.message_pictures(ACCOUNT, &maya(), Timestamp(0)));
    assert_eq!(kept.len(), 1);
    assert_eq!(kept.get(&EventId::from("901")), Some(&picture));
}

#[test]
fn what_was_noted_stays_when_a_message_is_read_again() {
    let made = Made::full();
    with(
        &made,
        "901",
        901,
        &media(MediaKind::Photo, Some("https://ton.x.test/1")),
    );
    made.write(|store| store.set_media_picture(ACCOUNT, &EventId::from("901"), None, at(902)));
    with(
        &made,
        "901",
        901,
        &media(MediaKind::Photo, Some("https://ton.x.test/other")),
    );
    assert_eq!(wanted(&made), []);
}
