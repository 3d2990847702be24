//! Drafts that change from two sides at once: while one types here, a reply is
//! taken back into the same draft beside it. Nothing is lost.

use crate::served::PHOTO;
use desk::ErrorCode;
use desk::api::{
    DraftPicture, DraftSave, DraftSaved, DraftView, LeaveWhen, MessagePicture, ReplySend, ReplyView,
};
use domain::Timestamp;
use tests::simulated::{ANA, World, run};

/// What is being typed: in a draft in this state, with that picture.
async fn save(
    world: &World,
    customer: &str,
    upon: Option<i64>,
    (text, picture): (&str, Option<&MessagePicture>),
) -> DraftSaved {
    let request = DraftSave {
        account: world.account.clone(),
        customer: customer.to_owned(),
        text: text.to_owned(),
        picture: picture.map(|picture| picture.path.clone()),
        persona: None,
        upon,
    };
    world.desk.draft_save(request).await.unwrap()
}

async fn send(
    world: &World,
    customer: &str,
    (text, picture): (&str, Option<&MessagePicture>),
) -> Result<ReplyView, ErrorCode> {
    let request = ReplySend {
        account: world.account.clone(),
        customer: customer.to_owned(),
        persona: ANA.to_owned(),
        look: None,
        text: text.to_owned(),
        picture: picture.map(|picture| picture.path.clone()),
        seen: None,
        leave: LeaveWhen::At {
            at: Timestamp(world.clock.shows())
                .plus(std::time::Duration::from_secs(3_600))
                .0,
            zone: "Europe/Helsinki".to_owned(),
        },
    };
    world.desk.reply_send(request).await
}

async fn take_back(world: &World, reply: &ReplyView) {
    let reply = world.reply(&reply.id);
    world.desk.reply_take_back(reply).await.unwrap();
}

async fn prepare(world: &World) -> MessagePicture {
    let prepared = world.desk.message_picture_stage(PHOTO.to_vec()).await;
    prepared.unwrap()
}

async fn draft(world: &World, customer: &str) -> Option<DraftView> {
    world.thread(customer).await.draft
}

#[test]
fn what_is_taken_back_while_one_types_is_kept_behind_what_is_typed() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let earlier = send(&world, &customer, ("Taken back", None)).await.unwrap();
        let upon = world.thread(&customer).await.drafted_at;
        let half = save(&world, &customer, Some(upon), ("Half", None)).await;
        assert!(half.other.is_none(), "the emptied draft is no other one");
        take_back(&world, &earlier).await;

        let more = save(&world, &customer, Some(half.at), ("Half more", None)).await;
        assert_eq!(more.other.unwrap().text, "Taken back\n\nHalf");
        let kept = draft(&world, &customer).await.unwrap();
        assert_eq!(kept.text, "Half more\n\nTaken back\n\nHalf");
        assert_eq!(kept.at, more.at);

        let chosen = save(&world, &customer, Some(more.at), ("Half more", None)).await;
        assert!(chosen.other.is_none(), "whoever saw both may leave one out");
        assert_eq!(draft(&world, &customer).await.unwrap().text, "Half more");
    });
}

#[test]
fn an_answer_that_was_lost_makes_no_second_text_of_the_first() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        save(&world, &customer, Some(0), ("Half", None)).await;
        let again = save(&world, &customer, Some(0), ("Half a sentence", None)).await;
        assert!(again.other.is_none());
        let kept = draft(&world, &customer).await.unwrap();
        assert_eq!(kept.text, "Half a sentence");
    });
}

#[test]
fn two_states_of_a_draft_in_one_moment_are_told_apart() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let first = save(&world, &customer, Some(0), ("one", None)).await;
        let second = save(&world, &customer, Some(first.at), ("two", None)).await;
        assert!(second.at > first.at);
        assert_eq!(world.thread(&customer).await.drafted_at, second.at);
        let late = save(&world, &customer, Some(first.at), ("three", None)).await;
        assert_eq!(late.other.unwrap().text, "two");
    });
}

#[test]
fn a_picture_that_is_taken_back_while_one_types_goes_to_the_text_that_has_none() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let (theirs, ours) = (prepare(&world).await, prepare(&world).await);
        let back = ("", Some(&theirs));
        for (mine, kept) in [(None, &theirs), (Some(&ours), &ours)] {
            let earlier = send(&world, &customer, back).await.unwrap();
            let upon = world.thread(&customer).await.drafted_at;
            take_back(&world, &earlier).await;
            let saved = save(&world, &customer, Some(upon), ("Look", mine)).await;
            assert_eq!(saved.picture, DraftPicture::Kept);
            assert_eq!(saved.other.unwrap().picture.as_ref(), Some(&theirs));
            let draft = draft(&world, &customer).await.unwrap();
            assert_eq!(
                (draft.text.as_str(), draft.picture.as_ref()),
                ("Look", Some(kept))
            );
            let bytes = world.desk.picture(&theirs.path).await.unwrap();
            assert!(bytes.is_some(), "the other one can still be put in");
            save(&world, &customer, None, ("", None)).await;
        }
    });
}

#[test]
fn sending_what_is_typed_leaves_in_the_draft_what_came_into_it_meanwhile() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let picture = prepare(&world).await;
        let earlier = send(&world, &customer, ("Taken back", Some(&picture)))
            .await
            .unwrap();
        save(&world, &customer, None, ("Typed", None)).await;
        take_back(&world, &earlier).await;
        send(&world, &customer, ("Typed", None)).await.unwrap();
        let left = draft(&world, &customer).await.unwrap();
        assert_eq!(left.text, "Taken back");
        assert_eq!(left.picture, Some(picture));
    });
}

#[test]
fn a_picture_that_was_taken_out_can_be_put_back_after_a_restart_too() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let picture = prepare(&world).await;
        save(&world, &customer, None, ("Look", Some(&picture))).await;
        let world = world.restart().await;
        save(&world, &customer, None, ("Look", None)).await;
        let again = save(&world, &customer, None, ("Look", Some(&picture))).await;
        assert_eq!(again.picture, DraftPicture::Kept);
        let kept = draft(&world, &customer).await.unwrap();
        assert_eq!(kept.picture, Some(picture));
    });
}
