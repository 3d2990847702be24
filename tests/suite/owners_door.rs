//! The owner's door, met by those who do not speak as they should: the frames
//! are written by hand here.

use crate::handing_over::{Attending, seat, text};
use desk::api::{InboxSync, ReplyState};
use desk::{ErrorCode, Seat, Wish};
use serde_json::{Value, json};
use std::time::Duration;
use tests::simulated::{World, run};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn greeting(version: &str) -> Value {
    json!({"byline": version, "protocol": 1})
}

fn frame(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap();
    [&length.to_be_bytes(), text.as_bytes()].concat()
}

async fn say(to: &mut UnixStream, what: &Value) {
    to.write_all(&frame(&what.to_string())).await.unwrap();
}

/// The next frame; nothing where the other end has hung up.
async fn hear(from: &mut UnixStream) -> Option<Value> {
    let length = from.read_u32().await.ok()?;
    let mut bytes = vec![0; length.try_into().unwrap()];
    from.read_exact(&mut bytes).await.ok()?;
    Some(serde_json::from_slice(&bytes).unwrap())
}

/// At the owner's door, which opens when the owner gets there.
async fn knock(world: &World) -> UnixStream {
    loop {
        if let Ok(stream) = UnixStream::connect(world.data().join("owner.sock")).await {
            return stream;
        }
        tokio::task::yield_now().await;
    }
}

async fn greeted(world: &World) -> UnixStream {
    let mut owner = knock(world).await;
    say(&mut owner, &greeting(VERSION)).await;
    assert_eq!(hear(&mut owner).await, Some(greeting(VERSION)));
    owner
}

/// Stands in for an owner that greets so; gives the visitor.
async fn stand_in(
    world: &World,
    version: &'static str,
) -> impl Future<Output = UnixStream> + use<> {
    let door = UnixListener::bind(world.data().join("owner.sock")).unwrap();
    async move {
        let (mut visitor, _) = door.accept().await.unwrap();
        assert_eq!(hear(&mut visitor).await, Some(greeting(VERSION)));
        say(&mut visitor, &greeting(version)).await;
        visitor
    }
}

#[test]
fn garbage_at_the_door_is_sent_away_and_harms_nobody() {
    run(async {
        let world = World::ready().await;
        let _owner = Attending::begin(&world.desk).await;
        let nonsense: [&[u8]; 5] = [
            b"GET / HTTP/1.1\r\n\r\n",
            &[0xff; 64],
            &[0, 0, 4, 1],
            &frame("{}"),
            &frame("\u{0}\u{1}"),
        ];
        for bytes in nonsense {
            let mut owner = knock(&world).await;
            owner.write_all(bytes).await.unwrap();
            assert_eq!(hear(&mut owner).await, None, "{bytes:?}");
        }
        let commands = [
            "no json".to_owned(),
            json!({"command": "no_such_command", "request": {}}).to_string(),
            json!({"request": {}}).to_string(),
        ];
        for command in commands {
            let mut owner = greeted(&world).await;
            owner.write_all(&frame(&command)).await.unwrap();
            assert_eq!(hear(&mut owner).await, None, "{command}");
        }
        let mut owner = greeted(&world).await;
        let odd = json!({"command": "reply_send", "request": {"text": 7}});
        say(&mut owner, &odd).await;
        let told = hear(&mut owner).await.unwrap();
        assert_eq!(told, json!({"refused": {"code": "unexpected"}}));

        let second = seat(&world).await;
        second.inbox_sync(InboxSync::default()).await.unwrap();
    });
}

#[test]
fn a_visitor_of_another_version_hears_which_one_this_is_and_nothing_more() {
    run(async {
        let world = World::ready().await;
        let _owner = Attending::begin(&world.desk).await;
        let mut owner = knock(&world).await;
        say(&mut owner, &greeting("9.9.9")).await;
        assert_eq!(hear(&mut owner).await, Some(greeting(VERSION)));
        assert_eq!(hear(&mut owner).await, None);
    });
}

#[test]
fn beside_an_owner_of_another_version_it_is_refused_by_that_name() {
    run(async {
        let world = World::ready().await;
        let owner = tokio::spawn(stand_in(&world, "9.9.9").await);
        let refused = Seat::open(world.opening(), Wish::Work).await.map(|_| ());
        let version = "9.9.9".to_owned();
        let code = ErrorCode::OpenInOtherVersion { version };
        assert_eq!(refused.unwrap_err(), code);
        assert!(desk::sentence(&code).contains("9.9.9"));
        assert_eq!(hear(&mut owner.await.unwrap()).await, None);
    });
}

#[test]
fn a_command_that_was_handed_over_and_not_answered_is_told_as_such() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let owner = tokio::spawn(stand_in(&world, VERSION).await);
        let second = seat(&world).await;
        let mut owner = owner.await.unwrap();
        let cut = tokio::spawn(async move {
            let asked = hear(&mut owner).await.unwrap();
            assert_eq!(asked["command"], "reply_send");
        });
        let request = text(&world, &customer, "gone");
        let answer = second.reply_send(request).await;
        assert_eq!(answer.unwrap_err(), ErrorCode::HandedOver);
        cut.await.unwrap();
        assert!(desk::sentence(&ErrorCode::HandedOver).contains("byline outbox list"));
    });
}

#[test]
fn an_owner_that_says_nothing_for_half_a_minute_is_not_waited_for() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let owner = tokio::spawn(stand_in(&world, VERSION).await);
        let second = seat(&world).await;
        let mut owner = owner.await.unwrap();
        let request = text(&world, &customer, "heard");
        let asking = tokio::spawn(async move { second.reply_send(request).await });
        hear(&mut owner).await.unwrap();
        while !asking.is_finished() {
            world.clock.advance(Duration::from_secs(1));
            tokio::task::yield_now().await;
        }
        let answer = asking.await.unwrap();
        assert_eq!(answer.unwrap_err(), ErrorCode::HandedOver);
    });
}

#[test]
fn an_owner_that_is_at_work_is_waited_for() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let owner = tokio::spawn(stand_in(&world, VERSION).await);
        let second = seat(&world).await;
        let mut owner = owner.await.unwrap();
        let working = tokio::spawn(async move {
            hear(&mut owner).await.unwrap();
            for _ in 0..3 {
                say(&mut owner, &json!("at_work")).await;
            }
            say(&mut owner, &json!({"refused": {"code": "disk_full"}})).await;
        });
        let answer = second.reply_send(text(&world, &customer, "heard")).await;
        assert_eq!(answer.unwrap_err(), ErrorCode::DiskFull);
        working.await.unwrap();
    });
}

#[test]
fn visitors_that_hang_hold_up_nobody_and_are_sent_away_in_time() {
    run(async {
        let world = World::ready().await;
        let _owner = Attending::begin(&world.desk).await;
        let mut silent = knock(&world).await;
        let mut halting = greeted(&world).await;
        halting.write_all(&[0, 1, 0, 0, b'{']).await.unwrap();

        let second = seat(&world).await;
        second.inbox_sync(InboxSync::default()).await.unwrap();

        let sent_away = tokio::spawn(async move {
            assert_eq!(hear(&mut silent).await, None);
            assert_eq!(hear(&mut halting).await, None);
        });
        while !sent_away.is_finished() {
            world.clock.advance(Duration::from_secs(1));
            tokio::task::yield_now().await;
        }
        sent_away.await.unwrap();
    });
}

#[test]
fn a_command_goes_on_when_the_client_that_handed_it_over_was_killed() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let _owner = Attending::begin(&world.desk).await;
        let reply = world.send(&customer, "all the same").await;
        let mut client = greeted(&world).await;
        let settle = json!({"command": "outbox_settle_all", "request": {}});
        say(&mut client, &settle).await;
        drop(client);
        let sent = |state: &ReplyState| matches!(state, ReplyState::Sent { .. });
        world.until(&reply, sent).await;
        assert_eq!(world.told(&customer), ["all the same"]);
    });
}

#[test]
fn an_owner_that_stops_brings_to_its_end_what_was_handed_over() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let owner = Attending::begin(&world.desk).await;
        let reply = world.send(&customer, "before it goes").await;
        let mut client = greeted(&world).await;
        let settle = json!({"command": "outbox_settle_all", "request": {}});
        say(&mut client, &settle).await;
        owner.stop();
        let told = loop {
            match hear(&mut client).await {
                Some(Value::String(_)) => {}
                told => break told,
            }
        };
        assert_eq!(told, Some(json!({"done": {}})));
        let state = world.state(&reply).await;
        assert!(matches!(state, ReplyState::Sent { .. }), "{state:?}");
        drop(client);
        owner.end().await;
        let door = UnixStream::connect(world.data().join("owner.sock")).await;
        assert!(door.is_err());
    });
}
