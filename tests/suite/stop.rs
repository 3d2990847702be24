//! Stopping everything while replies leave for real: after the stop was noted
//! as still, no request begins. What counts is what the network's side saw, read
//! off the socket by somebody in between.

use crate::served::{keys, prepare, run_for_real, serve};
use desk::api::{ConversationsOf, LeaveWhen, Nothing, ReplySend, ReplyState};
use desk::{Author, Desk, Options, VaultChoice};
use network::{Clock, WallClock};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::{DataFolder, Store, StoreError};
use tests::simulated::{ANA, Folder};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use vault::Memory;

/// Tries of one test; four tests make 200.
const TRIES: usize = 50;

/// Replies that wait when a try begins.
const QUEUE: usize = 16;

/// A request to send a message begins so.
const SEND: &[u8] = b"POST /1.1/direct_messages/events/new.json";

/// When requests to send began, in milliseconds since the epoch.
type Log = Arc<Mutex<Vec<i64>>>;

/// Stands between the desk and the network, and notes when a message begins.
async fn watched(network: String) -> (String, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let log = Log::default();
    let noted = log.clone();
    let host = network
        .strip_prefix("http://")
        .unwrap()
        .trim_end_matches('/');
    let host = host.to_owned();
    tokio::spawn(async move {
        loop {
            let (desk, _) = listener.accept().await.unwrap();
            tokio::spawn(pass(desk, host.clone(), noted.clone()));
        }
    });
    (base, log)
}

async fn pass(desk: TcpStream, host: String, log: Log) {
    let Ok(network) = TcpStream::connect(host).await else {
        return;
    };
    let (mut from_desk, mut to_desk) = desk.into_split();
    let (mut from_network, mut to_network) = network.into_split();
    tokio::spawn(async move { tokio::io::copy(&mut from_network, &mut to_desk).await });
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = from_desk.read(&mut bytes).await {
        if bytes[..read].starts_with(SEND) {
            log.lock().unwrap().push(WallClock::start().now().0);
        }
        if to_network.write_all(&bytes[..read]).await.is_err() {
            return;
        }
    }
}

async fn waiting(desk: &Desk) -> usize {
    let outbox = desk.outbox_list(Nothing {}).await.unwrap();
    outbox
        .replies
        .iter()
        .filter(|row| row.reply.state == ReplyState::Queued)
        .count()
}

async fn stopped_again_and_again(seed: u64) {
    let (practice, base) = serve().await;
    let (base, log) = watched(base).await;
    let folder = Folder::new();
    let choice = VaultChoice::Memory(Arc::new(Memory::default()));
    let options = Options::real(folder.data(), choice).unwrap();
    let desk = Desk::open(options).await.unwrap();
    let account = prepare(&desk, keys(&practice), &base).await;
    let list = desk.conversation_list(ConversationsOf::default()).await;
    let customers: Vec<_> = list
        .unwrap()
        .conversations
        .into_iter()
        .map(|row| row.customer.id)
        .collect();
    let end = CancellationToken::new();
    let running = tokio::spawn({
        let (desk, end) = (desk.clone(), end.clone());
        async move { desk.run(end).await }
    });

    let clock = WallClock::start();
    let mut chance = StdRng::seed_from_u64(seed);
    let (mut latencies, mut released, mut mid_way) = (Vec::new(), 0, 0);
    for _ in 0..TRIES {
        desk.outbox_stop(Nothing {}).await.unwrap();
        while waiting(&desk).await < QUEUE {
            let request = ReplySend {
                account: account.clone(),
                customer: customers[released % customers.len()].clone(),
                persona: ANA.to_owned(),
                look: None,
                text: format!("reply {released}"),
                picture: None,
                seen: None,
                leave: LeaveWhen::AtOnce,
            };
            let author = Author::Named("Ana".to_owned());
            desk.send_as(request, author).await.unwrap();
            released += 1;
        }
        let before = log.lock().unwrap().len();
        desk.outbox_resume(Nothing {}).await.unwrap();
        // A random instant, within what a queue of that length takes to leave.
        let instant = Duration::from_micros(chance.random_range(0..40_000));
        clock.sleep(instant).await;
        let pressed = clock.monotonic();
        let standing = desk.outbox_stop(Nothing {}).await.unwrap();
        latencies.push(clock.monotonic().saturating_sub(pressed));
        let still = standing
            .stop
            .unwrap()
            .still_at
            .expect("nothing is under way");
        let begun = log.lock().unwrap().len() - before;
        if begun > 0 && standing.not_sent > 0 {
            mid_way += 1;
        }
        // Everything is accounted for, and stays where it is.
        assert_eq!(standing.in_doubt, 0, "every answer came");
        let told = practice.truth().unwrap();
        let ours = told.iter().filter(|one| one.text.starts_with("reply "));
        let not_sent = usize::try_from(standing.not_sent).unwrap();
        assert_eq!(ours.count() + not_sent, released);
        let late = log.lock().unwrap().iter().filter(|&&at| at > still).count();
        assert_eq!(late, 0, "a request began after the stop");
    }
    end.cancel();
    running.await.unwrap();
    drop(desk);
    let races = races(&folder, &log.lock().unwrap());
    assert!(
        mid_way > TRIES / 4,
        "too few stops came in the middle: {mid_way}"
    );
    latencies.sort_unstable();
    eprintln!(
        "seed {seed}: {TRIES} stops, {mid_way} in the middle; from key to still: median {:?}, longest {:?}",
        latencies[TRIES / 2],
        latencies[TRIES - 1]
    );
    eprintln!(
        "from the last look at a conversation to the first byte of the request: median {} ms, longest {} ms",
        races[races.len() / 2],
        races[races.len() - 1]
    );
}

/// How long each message could still be overtaken: from the change in which it
/// was judged to the beginning of its request, in milliseconds, the shortest
/// first. Those that begin close together may be taken for one another.
fn races(folder: &Folder, log: &[i64]) -> Vec<i64> {
    let store = Store::open(&DataFolder::look_into(&folder.data())).unwrap();
    let begun = store.read(|read| {
        let mut begun = Vec::new();
        for reply in read.replies_in("sent")? {
            let attempts = read.attempts(reply.content.id)?;
            begun.extend(attempts.iter().map(|attempt| attempt.started_at.0));
        }
        Ok::<_, StoreError>(begun)
    });
    let (mut begun, mut left) = (begun.unwrap(), log.to_vec());
    assert_eq!(begun.len(), left.len(), "every attempt left once");
    begun.sort_unstable();
    left.sort_unstable();
    let mut races: Vec<_> = begun
        .iter()
        .zip(&left)
        .map(|(from, to)| to - from)
        .collect();
    assert!(
        races.iter().all(|&race| race >= 0),
        "the intent comes first"
    );
    races.sort_unstable();
    races
}

macro_rules! stops {
    ($($name:ident: $seed:literal,)*) => {
        $(#[test]
        fn $name() {
            run_for_real(stopped_again_and_again($seed));
        })*
    };
}

stops! {
    no_request_begins_after_fifty_stops_first_way: 1,
    no_request_begins_after_fifty_stops_second_way: 2,
    no_request_begins_after_fifty_stops_third_way: 3,
    no_request_begins_after_fifty_stops_fourth_way: 4,
}
