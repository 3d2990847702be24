//! Pictures that go along with replies: there once, in order, as the persona,
//! whatever becomes of their upload; and kept until then.

use crate::served::PHOTO;
use desk::api::{
    DraftPicture, DraftSave, DraftView, LeaveWhen, MessagePicture, Nothing, ReplySend, ReplyState,
    ThreadItem,
};
use desk::{Author, ErrorCode};
use domain::Timestamp;
use practice::{AttachmentSeen, Fault, FaultKind, MediaFamily, MediaProcessing, Route, Switches};
use std::time::Duration;
use tests::simulated::{ANA, Trouble, World, run};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);
const UPLOAD: &str = "POST /2/media/upload";

async fn prepare(world: &World) -> MessagePicture {
    let prepared = world.desk.message_picture_stage(PHOTO.to_vec()).await;
    prepared.unwrap()
}

fn with_picture(world: &World, customer: &str, text: &str, picture: &MessagePicture) -> ReplySend {
    ReplySend {
        account: world.account.clone(),
        customer: customer.to_owned(),
        persona: ANA.to_owned(),
        look: None,
        text: text.to_owned(),
        picture: Some(picture.path.clone()),
        seen: None,
        leave: LeaveWhen::AtOnce,
    }
}

/// Presses Send on a text with a picture; the reply's key.
pub async fn send(world: &World, customer: &str, text: &str) -> String {
    let picture = prepare(world).await;
    let request = with_picture(world, customer, text, &picture);
    let sent = world.desk.send_as(request, Author::Seated).await;
    sent.unwrap().id
}

/// Texts and pictures that a customer holds, in their order; each picture is
/// looked at.
async fn held(world: &World, customer: &str) -> Vec<(String, Option<Vec<u8>>)> {
    let mut held = Vec::new();
    for told in world.truth() {
        if told.recipient_id != customer {
            continue;
        }
        assert_eq!(told.persona.unwrap().name, ANA);
        let picture = match told.carried.attachment {
            None => None,
            Some(AttachmentSeen::Media(path)) => {
                let address = format!("practice/{}", path.trim_start_matches('/'));
                world.desk.picture(&address).await.unwrap()
            }
            Some(other) => panic!("no picture: {other:?}"),
        };
        held.push((told.text, picture));
    }
    held
}

async fn seen(world: &World, picture: &MessagePicture) -> Option<Vec<u8>> {
    world.desk.picture(&picture.path).await.unwrap()
}

/// The one message of the brand in a thread.
async fn shown(world: &World, customer: &str) -> (String, MessagePicture) {
    let items = world.thread(customer).await.items;
    let mut sent = items.into_iter().filter_map(|item| match item {
        ThreadItem::Outgoing(one) => Some((one.text, one.picture.expect("its picture"))),
        _ => None,
    });
    let one = sent.next().expect("a message");
    assert!(sent.next().is_none(), "one message");
    one
}

/// Pictures are processed by the clock: a second passes whenever the desk was
/// asked something.
async fn settle_while_time_passes(world: &World) {
    let passing = async {
        loop {
            world.desk.account_list(Nothing {}).await.unwrap();
            world.clock.advance(SECOND);
        }
    };
    tokio::select! {
        () = world.settle() => (),
        () = passing => unreachable!("time never ends"),
    }
}

fn fault(world: &World, route: Route, kind: FaultKind) {
    world.practice.inject(Fault {
        route,
        nth: 1,
        times: 1,
        kind,
    });
}

#[test]
fn a_picture_arrives_once_with_its_text_or_alone_and_is_shown_from_our_own_copy() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let picture = prepare(&world).await;
        let jpeg = seen(&world, &picture).await.unwrap();
        let request = with_picture(&world, &customer, "Like this & <that>?", &picture);
        let reply = world.desk.reply_send(request).await.unwrap();
        assert_eq!(reply.picture.as_ref(), Some(&picture));
        world.settle().await;
        let with_text = ("Like this & <that>?".to_owned(), Some(jpeg.clone()));
        assert_eq!(
            held(&world, &customer).await,
            std::slice::from_ref(&with_text)
        );
        let (_, of_thread) = shown(&world, &customer).await;
        assert_eq!(of_thread, picture);

        world.clock.advance(MINUTE);
        world.sync().await;
        let (text, of_thread) = shown(&world, &customer).await;
        assert_eq!(
            (text.as_str(), &of_thread),
            ("Like this & <that>?", &picture)
        );
        let bare = world.sends_alone(&customer).await;
        assert!(matches!(bare, ReplyState::Sent { .. }));
        assert_eq!(
            held(&world, &customer).await,
            [with_text, (String::new(), Some(jpeg.clone()))]
        );
        let view = world.desk.customer_view(world.show(&customer)).await;
        let alone = view.unwrap().bubbles.pop().unwrap();
        let photo = alone
            .photo
            .expect("what was sent is drawn for the customer");
        assert_eq!(world.desk.picture(&photo).await.unwrap(), Some(jpeg));
        world.ledger_is_whole().await;
    });
}

trait Alone {
    async fn sends_alone(&self, customer: &str) -> ReplyState;
}

impl Alone for World {
    /// Sends a picture without a word.
    async fn sends_alone(&self, customer: &str) -> ReplyState {
        let reply = send(self, customer, "  \n").await;
        self.settle().await;
        self.state(&reply).await
    }
}

#[test]
fn what_is_uploaded_already_is_not_uploaded_again_after_a_restart() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let before = world.road.count(UPLOAD);
        world.road.trouble_messages(Trouble::Offline);
        let reply = send(&world, &customer, "one").await;
        let behind = world.send(&customer, "two").await;
        world.settle().await;
        assert!(matches!(
            world.state(&reply).await,
            ReplyState::WaitingOffline { .. }
        ));
        assert_eq!(world.state(&behind).await, ReplyState::Queued);
        assert_eq!(world.road.count(UPLOAD) - before, 1);

        let uploads = world.road.count(UPLOAD);

        let world = world.restart().await;
        world.road.clear();
        world.later(MINUTE).await;
        assert!(matches!(world.state(&reply).await, ReplyState::Sent { .. }));
        assert_eq!(world.told(&customer), ["one", "two"]);
        assert_eq!(world.road.count(UPLOAD), uploads, "none in the new process");
    });
}

#[test]
fn a_picture_that_is_processed_is_waited_for_and_one_that_turns_out_broken_comes_back() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let processing = |media_processing| Switches {
            media_processing,
            ..Switches::default()
        };
        world
            .practice
            .set_switches(processing(MediaProcessing::Succeeds));
        let slow = send(&world, &customer, "slow").await;
        settle_while_time_passes(&world).await;
        assert!(matches!(world.state(&slow).await, ReplyState::Sent { .. }));

        world
            .practice
            .set_switches(processing(MediaProcessing::Fails));
        let before = world.road.count(UPLOAD);
        let broken = send(&world, &customer, "broken").await;
        for _ in 0..3 {
            settle_while_time_passes(&world).await;
            world.clock.advance(MINUTE);
        }
        let state = world.state(&broken).await;
        assert!(
            matches!(state, ReplyState::ReturnedPictureRefused { .. }),
            "{state:?}"
        );
        assert_eq!(world.road.count(UPLOAD) - before, 3);
        assert_eq!(world.told(&customer), ["slow"]);

        world
            .desk
            .reply_take_back(world.reply(&broken))
            .await
            .unwrap();
        let draft = world.thread(&customer).await.draft.unwrap();
        assert_eq!(draft.text, "broken");
        assert!(seen(&world, &draft.picture.unwrap()).await.is_some());
    });
}

#[test]
fn where_the_newer_uploads_are_off_the_older_ones_serve() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        world.practice.set_switches(Switches {
            media_v2: MediaFamily::Retired,
            ..Switches::default()
        });
        let reply = send(&world, &customer, "by the older").await;
        world.settle().await;
        assert!(matches!(world.state(&reply).await, ReplyState::Sent { .. }));
    });
}

#[test]
fn an_upload_that_goes_wrong_in_any_way_delays_the_message_and_nothing_else() {
    for kind in [
        FaultKind::CutBefore,
        FaultKind::CutAfter,
        FaultKind::ServerErrorBefore,
        FaultKind::ServerErrorAfter,
        FaultKind::OverCapacity,
        FaultKind::EmptyBodyAfter,
        FaultKind::TruncatedBodyAfter,
        FaultKind::IdLessBodyAfter,
        FaultKind::HtmlAfter,
        FaultKind::HtmlBefore,
        FaultKind::RateLimited,
        FaultKind::RateLimitedWithoutReset,
        FaultKind::CalmDown,
        FaultKind::Code135,
    ] {
        run(async {
            let world = World::ready().await;
            let customer = world.customers().await.remove(0);
            fault(&world, Route::MediaUpload, kind);
            let first = send(&world, &customer, "first").await;
            let second = world.send(&customer, "second").await;
            world.settle().await;
            assert_eq!(world.practice.fired().len(), 1, "{kind:?}");
            let mut rounds = 0;
            while !matches!(world.state(&second).await, ReplyState::Sent { .. }) {
                let state = world.state(&first).await;
                assert!(
                    matches!(
                        state,
                        ReplyState::WaitingPicture { .. }
                            | ReplyState::WaitingOffline { .. }
                            | ReplyState::WaitingRateLimit { .. }
                            | ReplyState::WaitingTrouble { .. }
                            | ReplyState::Queued
                            | ReplyState::Sent { .. }
                    ),
                    "{kind:?}: {state:?}"
                );
                rounds += 1;
                assert!(rounds < 30, "{kind:?} never ends: {state:?}");
                world.later(MINUTE).await;
            }
            assert_eq!(world.told(&customer), ["first", "second"], "{kind:?}");
        });
    }
}

#[test]
fn a_message_with_a_picture_in_doubt_is_found_by_its_picture_and_never_sent_twice() {
    for kind in [FaultKind::CutAfter, FaultKind::IdLessBodyAfter] {
        run(async {
            let world = World::ready().await;
            let customer = world.customers().await.remove(0);
            fault(&world, Route::MessageSend, kind);
            let reply = send(&world, &customer, "Here it is").await;
            world.settle().await;
            assert!(
                matches!(world.state(&reply).await, ReplyState::InDoubt { .. }),
                "{kind:?}"
            );
            world.later(MINUTE).await;
            assert!(
                matches!(world.state(&reply).await, ReplyState::Sent { .. }),
                "{kind:?}: {:?}",
                world.state(&reply).await
            );
            assert_eq!(held(&world, &customer).await.len(), 1);
            let (text, picture) = shown(&world, &customer).await;
            assert_eq!(text, "Here it is");
            assert!(seen(&world, &picture).await.is_some());
            world.ledger_is_whole().await;
        });
    }
}

#[test]
fn a_picture_that_the_network_let_go_of_is_uploaded_again() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        world.road.trouble_messages(Trouble::Offline);
        let reply = send(&world, &customer, "late").await;
        world.settle().await;
        assert_eq!(world.road.count(UPLOAD), 2, "the portrait's and this one");
        // Twelve hours later somebody has to look; a day later the upload is gone.
        world.later(HOUR * 25).await;
        assert_eq!(world.state(&reply).await, ReplyState::ReturnedOld);
        world.road.clear();
        world
            .desk
            .reply_try_again(world.again(&reply))
            .await
            .unwrap();
        world.settle().await;
        assert!(matches!(world.state(&reply).await, ReplyState::Sent { .. }));
        assert_eq!(world.road.count(UPLOAD), 3);
    });
}

async fn draft(world: &World, customer: &str) -> Option<DraftView> {
    world.thread(customer).await.draft
}

async fn save(world: &World, customer: &str, text: &str, picture: Option<&MessagePicture>) {
    let request = DraftSave {
        account: world.account.clone(),
        customer: customer.to_owned(),
        text: text.to_owned(),
        picture: picture.map(|picture| picture.path.clone()),
        persona: None,
        upon: None,
    };
    world.desk.draft_save(request).await.unwrap();
}

#[test]
fn a_draft_keeps_its_picture_over_a_restart_gives_it_to_its_reply_and_takes_it_back() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let picture = prepare(&world).await;
        save(&world, &customer, "", Some(&picture)).await;
        let drafts = world.desk.draft_list(Nothing {}).await.unwrap().drafts;
        assert_eq!(drafts.len(), 1, "a picture alone is a draft");

        let world = world.restart().await;
        let kept = draft(&world, &customer).await.unwrap();
        assert_eq!(kept.picture.as_ref(), Some(&picture));
        assert!(seen(&world, &picture).await.is_some());
        let mut request = with_picture(&world, &customer, "With words", &picture);
        request.leave = LeaveWhen::At {
            at: Timestamp(world.clock.shows()).plus(HOUR).0,
            zone: "Europe/Helsinki".to_owned(),
        };
        let reply = world.desk.reply_send(request).await.unwrap();
        assert!(draft(&world, &customer).await.is_none());

        let other = prepare(&world).await;
        save(&world, &customer, "", Some(&other)).await;
        let full = world.desk.reply_take_back(world.reply(&reply.id)).await;
        assert_eq!(full.unwrap_err(), ErrorCode::DraftHasPicture);
        save(&world, &customer, "and more", None).await;
        assert!(seen(&world, &other).await.is_some(), "still prepared");
        world
            .desk
            .reply_take_back(world.reply(&reply.id))
            .await
            .unwrap();
        let kept = draft(&world, &customer).await.unwrap();
        assert_eq!(kept.text, "With words\n\nand more");
        assert_eq!(kept.picture, Some(picture));
    });
}

#[test]
fn a_text_is_kept_although_the_picture_beside_it_is_gone() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let picture = prepare(&world).await;
        let world = world.restart().await;
        for path in [picture.path.as_str(), "picture/none", "elsewhere"] {
            let saved = world
                .desk
                .draft_save(DraftSave {
                    account: world.account.clone(),
                    customer: customer.clone(),
                    text: format!("Look at {path}"),
                    picture: Some(path.to_owned()),
                    persona: None,
                    upon: None,
                })
                .await
                .unwrap();
            assert_eq!(saved.picture, DraftPicture::Gone);
            let kept = draft(&world, &customer).await.unwrap();
            assert_eq!(kept.text, format!("Look at {path}"));
            assert_eq!(kept.picture, None);
        }
    });
}

#[test]
fn a_picture_that_is_gone_or_none_stops_the_reply_and_keeps_the_draft() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let picture = prepare(&world).await;
        world.draft(&customer, "Look").await;
        let world = world.restart().await;
        let request = with_picture(&world, &customer, "Look", &picture);
        let gone = world.desk.reply_send(request).await.unwrap_err();
        assert_eq!(gone, ErrorCode::MessagePictureGone);
        assert_eq!(draft(&world, &customer).await.unwrap().text, "Look");
        let none = world.desk.message_picture_stage(b"no picture".to_vec());
        assert_eq!(none.await.unwrap_err(), ErrorCode::PictureNotAPicture);
        world.settle().await;
        assert!(world.truth().is_empty());
    });
}
