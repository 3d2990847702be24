//! Looks: a persona that changes goes on as it was until its new look is there,
//! and whatever happens while one is published, the brand has it once.

use desk::api::{
    AccountRef, KindName, LeaveWhen, Nothing, PersonaArchive, PersonaDetails, PersonaEdit,
    PersonaShow, PersonaView, PictureReopen, PublishState, ReplyState, RosterChecked, SpeakersView,
    WhenUsed,
};
use desk::{Author, ErrorCode};
use practice::{PersonaPages, Switches};
use std::time::Duration;
use tests::simulated::{ANA, Trouble, World, run};
use tokio_util::sync::CancellationToken;

const CREATE: &str = "POST /1.1/custom_profiles/new.json";
const MINUTE: Duration = Duration::from_secs(60);
const TEAM: &str = "The Night Team";
const EDITED: &str = "Ana Ruiz, Night Shift";

fn named(persona: &str) -> PersonaShow {
    PersonaShow {
        persona: persona.to_owned(),
    }
}

async fn shown(world: &World, persona: &str) -> PersonaView {
    world.desk.persona_show(named(persona)).await.unwrap()
}

async fn stands(world: &World, persona: &str) -> PublishState {
    shown(world, persona).await.published.remove(0).state
}

async fn check(world: &World) -> RosterChecked {
    let account = world.account.clone();
    world
        .desk
        .roster_check(AccountRef { account })
        .await
        .unwrap()
}

fn edit(persona: &str) -> PersonaEdit {
    PersonaEdit {
        persona: persona.to_owned(),
        line: None,
        own_lines: None,
        picture: None,
        details: None,
    }
}

async fn edit_line(world: &World, line: &str) -> PersonaView {
    let request = PersonaEdit {
        line: Some(line.to_owned()),
        ..edit("Ana")
    };
    world.desk.persona_edit(request).await.unwrap()
}

/// It is there once: known as live, and the network lists no other one.
async fn is_there_once(world: &World, what: &str) {
    let live = stands(world, TEAM).await;
    assert!(
        matches!(live, PublishState::Live { .. }),
        "{what}: {live:?}"
    );
    let checked = check(world).await;
    assert!(checked.strangers.is_empty(), "{what}: {checked:?}");
    assert!(checked.gone.is_empty(), "{what}: {checked:?}");
    world.ledger_is_whole().await;
}

/// What goes wrong with the creation, and whether it took effect.
fn every_unknown_outcome() -> Vec<(Trouble, bool)> {
    vec![
        (Trouble::CutBefore, false),
        (Trouble::CutAfter, true),
        (Trouble::ServerErrorAfter, true),
        (Trouble::Page(502, "<h1>Bad gateway</h1>"), false),
        (Trouble::Page(200, "<h1>Sign in to the Wi-Fi</h1>"), false),
        (Trouble::PageAfter(200, "{\"custom_profile\":{}}"), true),
        (Trouble::PageAfter(200, ""), true),
    ]
}

#[test]
fn whatever_becomes_of_a_publish_the_brand_has_the_look_once_in_the_end() {
    for (trouble, took_effect) in every_unknown_outcome() {
        for pages in [PersonaPages::Plain, PersonaPages::Holes] {
            run(async {
                let what = format!("{trouble:?} {pages:?}");
                let world = World::ready().await;
                let switches = Switches {
                    persona_pages: pages,
                    ..Switches::default()
                };
                world.practice.set_switches(switches);
                world.persona(KindName::Team, TEAM).await;
                let before = world.road.count(CREATE);
                world.road.trouble_next(CREATE, trouble.clone());
                let doubt = world.try_publish(TEAM).await;
                assert!(
                    matches!(doubt, Err(ErrorCode::InDoubt)),
                    "{what}: {doubt:?}"
                );
                assert_eq!(world.road.met().len(), 1, "{what}: without its fault");
                assert_eq!(stands(&world, TEAM).await, PublishState::InDoubt);

                let mut tries = 0;
                while let Err(error) = world.try_publish(TEAM).await {
                    assert!(matches!(error, ErrorCode::InDoubt), "{what}: {error:?}");
                    tries += 1;
                    assert!(tries <= 2, "{what}: it never ends");
                    world.clock.advance(MINUTE);
                }
                let created = world.road.count(CREATE) - before;
                assert_eq!(created, if took_effect { 1 } else { 2 }, "{what}");
                is_there_once(&world, &what).await;
            });
        }
    }
}

#[test]
fn a_list_that_goes_in_a_circle_leaves_the_doubt_and_creates_nothing() {
    run(async {
        let world = World::ready().await;
        world.persona(KindName::Team, TEAM).await;
        world.road.trouble_next(CREATE, Trouble::CutBefore);
        world.try_publish(TEAM).await.unwrap_err();
        let created = world.road.count(CREATE);
        world.practice.set_switches(Switches {
            persona_pages: PersonaPages::RepeatedCursor,
            ..Switches::default()
        });
        for _ in 0..5 {
            world.clock.advance(MINUTE);
            let doubt = world.try_publish(TEAM).await;
            assert!(matches!(doubt, Err(ErrorCode::InDoubt)));
        }
        assert_eq!(world.road.count(CREATE), created);
    });
}

#[test]
fn a_desk_that_ends_while_a_look_is_on_its_way_finds_it_afterwards() {
    run(async {
        let mut world = World::ready().await;
        world.persona(KindName::Team, TEAM).await;
        world.road.trouble_next(CREATE, Trouble::Silence);
        let running = tokio::spawn({
            let (desk, account) = (world.desk.clone(), world.account.clone());
            let request = desk::api::PersonaPublish {
                persona: TEAM.to_owned(),
                account,
            };
            async move { desk.persona_publish(request).await }
        });
        world.road.silent().await;
        running.abort();
        assert!(running.await.unwrap_err().is_cancelled());
        world = world.restart().await;
        assert_eq!(stands(&world, TEAM).await, PublishState::InDoubt);
        let created = world.road.count(CREATE);
        assert_eq!(check(&world).await.found, [TEAM]);
        assert_eq!(world.road.count(CREATE), created);
        is_there_once(&world, "after a crash").await;
    });
}

#[test]
fn a_desk_at_work_settles_the_doubt_by_itself() {
    for (trouble, there) in [(Trouble::CutAfter, true), (Trouble::CutBefore, false)] {
        run(async {
            let world = World::ready().await;
            world.persona(KindName::Team, TEAM).await;
            world.road.trouble_next(CREATE, trouble);
            world.try_publish(TEAM).await.unwrap_err();
            let created = world.road.count(CREATE);
            let stop = CancellationToken::new();
            let running = tokio::spawn({
                let (desk, stop) = (world.desk.clone(), stop.clone());
                async move { desk.run(stop).await }
            });
            let mut seconds = 0;
            while stands(&world, TEAM).await == PublishState::InDoubt {
                world.clock.advance(Duration::from_secs(1));
                seconds += 1;
                assert!(seconds < 600, "it does not settle");
            }
            stop.cancel();
            running.await.unwrap();
            match stands(&world, TEAM).await {
                PublishState::Live { .. } => assert!(there),
                PublishState::NotPublished => assert!(!there),
                state => panic!("{state:?}"),
            }
            assert_eq!(
                world.road.count(CREATE),
                created,
                "nothing is created by itself"
            );
        });
    }
}

#[test]
fn what_waits_while_a_persona_is_edited_leaves_in_the_look_its_author_saw() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        world.road.trouble_messages(Trouble::Offline);
        let old = world.send(&maya, "in the old look").await;
        world.settle().await;
        assert!(matches!(
            world.state(&old).await,
            ReplyState::WaitingOffline { .. }
        ));
        let edited = edit_line(&world, EDITED).await;
        let speaks_in = edited.published[0].speaks_in.as_ref().unwrap();
        assert_eq!(speaks_in.line, ANA, "until the new one is published");
        world.publish(EDITED).await;
        let speaks_in = shown(&world, EDITED).await.published.remove(0).speaks_in;
        assert_eq!(speaks_in.unwrap().line, EDITED);
        world
            .try_send(&maya, EDITED, "in the new look", Author::Seated)
            .await
            .unwrap();
        world.road.clear();
        world.later(MINUTE * 10).await;

        let told = world.truth().into_iter();
        let told: Vec<_> = told
            .map(|told| (told.text, told.persona.unwrap().name))
            .collect();
        let expected = [("in the old look", ANA), ("in the new look", EDITED)];
        let expected = expected.map(|(text, line)| (text.to_owned(), line.to_owned()));
        assert_eq!(told, expected);
        let history = world.desk.persona_history(named(EDITED)).await.unwrap();
        let eras: Vec<_> = history
            .looks
            .iter()
            .map(|era| (era.look.line.as_str(), era.seen[0].messages))
            .collect();
        assert_eq!(eras, [(EDITED, 1), (ANA, 1)]);
    });
}

#[test]
fn a_reply_that_was_written_under_another_look_is_not_sent_and_its_draft_stays() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        let seen = shown(&world, ANA).await.look.id;
        edit_line(&world, EDITED).await;
        world.publish(EDITED).await;
        world.draft(&maya, "hello").await;
        let send = |look: String| desk::api::ReplySend {
            account: world.account.clone(),
            customer: maya.clone(),
            persona: EDITED.to_owned(),
            look: Some(look),
            text: "hello".to_owned(),
            picture: None,
            seen: None,
            leave: LeaveWhen::AtOnce,
        };
        let refused = world.desk.reply_send(send(seen)).await.unwrap_err();
        let line = EDITED.to_owned();
        assert_eq!(refused, ErrorCode::LookChanged { line });
        assert_eq!(world.thread(&maya).await.draft.unwrap().text, "hello");
        let now = shown(&world, EDITED).await.look.id;
        world.desk.reply_send(send(now)).await.unwrap();
        world.settle().await;
        assert_eq!(world.told(&maya), ["hello"]);
    });
}

#[test]
fn an_edit_that_changes_nothing_to_see_makes_no_look_and_the_photo_stays() {
    run(async {
        let world = World::ready().await;
        let before = shown(&world, ANA).await;
        let details = PersonaDetails {
            tags: vec!["night".to_owned()],
            languages: vec!["pt-br".to_owned()],
            consent: "Ana agreed on 3 May.".to_owned(),
            speakers: SpeakersView::Everybody,
        };
        let request = PersonaEdit {
            line: Some(format!("  {ANA} ")),
            details: Some(details),
            ..edit("Ana")
        };
        let after = world.desk.persona_edit(request).await.unwrap();
        assert_eq!(after.look, before.look);
        assert_eq!(after.details.languages, ["pt-BR"]);

        let edited = edit_line(&world, EDITED).await;
        assert_ne!(edited.look.id, before.look.id);
        assert_eq!(edited.look.portrait, before.look.portrait);
        for look in [before.look.id, edited.look.id] {
            let again = world.desk.picture_reopen(PictureReopen { look }).await;
            assert!(again.is_ok(), "the photo can be cut again");
        }
    });
}

#[test]
fn a_persona_in_use_is_put_away_only_when_asked_twice_and_what_waits_still_leaves() {
    run(async {
        let world = World::ready().await;
        let customers = world.customers().await;
        world.send(&customers[0], "waits").await;
        let archive = |when_used| {
            let persona = ANA.to_owned();
            world
                .desk
                .persona_archive(PersonaArchive { persona, when_used })
        };
        let asked = archive(WhenUsed::Ask).await.unwrap_err();
        let waits = ErrorCode::PersonaInUse {
            drafts: 0,
            replies: 1,
            in_doubt: 0,
            stopped: 0,
        };
        assert_eq!(asked, waits);
        assert_eq!(shown(&world, ANA).await.archived_at, None);

        let archived = archive(WhenUsed::Archive).await.unwrap();
        assert!(archived.archived_at.is_some() && !archived.operators_may_send);
        let refused = world
            .try_send(&customers[1], ANA, "new", Author::Seated)
            .await;
        let line = ANA.to_owned();
        assert_eq!(refused.unwrap_err(), ErrorCode::PersonaArchived { line });
        world.settle().await;
        assert_eq!(world.told(&customers[0]), ["waits"]);
        assert_eq!(world.thread(&customers[0]).await.speaking_as, None);
        world.desk.persona_restore(named(ANA)).await.unwrap();
        assert!(world.thread(&customers[0]).await.speaking_as.is_some());
        world.send(&customers[1], "new").await;
    });
}

#[test]
fn a_persona_that_is_kept_for_others_shows_so_and_speaks_for_them_alone() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        let operators = world
            .desk
            .operator_list(Nothing {})
            .await
            .unwrap()
            .operators;
        let details = PersonaDetails {
            speakers: SpeakersView::Only {
                operators: vec![operators[0].id.clone()],
            },
            ..PersonaDetails::default()
        };
        let request = PersonaEdit {
            details: Some(details),
            ..edit("Ana")
        };
        assert!(
            world
                .desk
                .persona_edit(request)
                .await
                .unwrap()
                .operators_may_send
        );
        world.seat("Ben").await;
        assert!(!shown(&world, ANA).await.operators_may_send);
        let refused = world.try_send(&maya, ANA, "hello", Author::Seated).await;
        let line = ANA.to_owned();
        assert_eq!(refused.unwrap_err(), ErrorCode::PersonaNotYours { line });
        world.seat("Ana").await;
        world.send(&maya, "hello").await;
    });
}

#[test]
fn a_look_that_the_network_lost_is_named_and_can_be_published_again() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        let words = "There was an error sending your message: custom_profile_id is not valid.";
        let refusal = Trouble::Refuses(403, 151, words);
        world.road.trouble_next_message_to(&maya, refusal);
        let reply = world.send(&maya, "hello").await;
        world.settle().await;
        assert!(matches!(
            world.state(&reply).await,
            ReplyState::Failed { .. }
        ));
        match stands(&world, ANA).await {
            PublishState::Unusable { said: Some(said) } => assert_eq!(said.text, words),
            state => panic!("{state:?}"),
        }
        world.publish(ANA).await;
        world
            .desk
            .reply_try_again(world.again(&reply))
            .await
            .unwrap();
        world.settle().await;
        assert_eq!(world.told(&maya), ["hello"]);
    });
}

#[test]
fn a_copy_of_a_persona_can_be_told_apart_and_carries_nobodys_consent() {
    run(async {
        let world = World::ready().await;
        let details = PersonaDetails {
            tags: vec!["night".to_owned()],
            consent: "Ana agreed.".to_owned(),
            ..PersonaDetails::default()
        };
        let request = PersonaEdit {
            details: Some(details),
            ..edit("Ana")
        };
        let ana = world.desk.persona_edit(request).await.unwrap();
        for number in 2..5 {
            let copy = world.desk.persona_duplicate(named(&ana.id)).await.unwrap();
            assert_eq!(copy.look.line, format!("{ANA} {number}"));
            assert_eq!(copy.look.portrait, ana.look.portrait);
            assert_eq!(
                (copy.details.tags, copy.details.consent),
                (vec!["night".to_owned()], String::new())
            );
        }
    });
}

#[test]
fn no_connection_is_shown_from_its_first_sign_to_the_next_answer() {
    run(async {
        let world = World::ready().await;
        let maya = world.customers().await.remove(0);
        world.road.trouble_messages(Trouble::Offline);
        world.send(&maya, "hello").await;
        world.settle().await;
        let since = world.clock.shows();
        let overview = world.desk.overview(Nothing {}).await.unwrap();
        assert_eq!(overview.offline_since, Some(since));
        world.later(MINUTE).await;
        let overview = world.desk.overview(Nothing {}).await.unwrap();
        assert_eq!(overview.offline_since, Some(since));
        world.road.clear();
        world.later(MINUTE).await;
        let overview = world.desk.overview(Nothing {}).await.unwrap();
        assert_eq!(overview.offline_since, None);
    });
}
