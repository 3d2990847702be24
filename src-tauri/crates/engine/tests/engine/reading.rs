//! Reading an account's messages, page by page.

use crate::bench::{ACCOUNT, Bench, arrived, failed, maya};
use domain::{EventId, HOUR, MINUTE, NetworkUserId, Road, Timestamp};
use network::{Class, EventPage, Failure, MessageEvent, UsesLeft};

/// When the bench's clock starts: messages of our days.
const START: i64 = 1_000_000_000;

fn event(number: i64) -> MessageEvent {
    MessageEvent {
        id: EventId(number.to_string()),
        at: Timestamp(START + number),
        sender: maya(),
        recipient: NetworkUserId::from("1"),
        text: format!("text {number}"),
        profile: None,
        attachment: None,
        media: None,
        app: None,
    }
}

fn page(numbers: &[i64], next: Option<&str>) -> Result<EventPage, Failure> {
    Ok(EventPage {
        events: numbers.iter().copied().map(event).collect(),
        next: next.map(str::to_owned),
        told_at: None,
        unreadable: 0,
        left: None,
    })
}

/// Reads with these pages; how many messages were new. Every page was asked for.
async fn read(bench: &Bench, pages: Vec<Result<EventPage, Failure>>) -> u32 {
    for page in pages {
        bench.script.pages.next(page);
    }
    let synced = bench.engine.sync(ACCOUNT).await.unwrap();
    assert_eq!(bench.script.pages.left(), 0, "every page was asked for");
    synced.new_messages
}

fn known(bench: &Bench) -> Vec<i64> {
    let messages = bench.read(|store| store.messages(ACCOUNT, &maya()));
    let read = messages
        .into_iter()
        .filter(|message| !message.id.as_str().starts_with("hello"));
    read.map(|message| message.at.0 - START).collect()
}

#[tokio::test]
async fn the_first_reading_goes_on_to_the_end_over_empty_pages() {
    let bench = Bench::new();
    let pages = vec![
        page(&[], Some("a")),
        page(&[6, 5], Some("b")),
        page(&[], Some("c")),
        page(&[4], None),
    ];
    assert_eq!(read(&bench, pages).await, 3);
    assert_eq!(known(&bench), [4, 5, 6]);
    assert_eq!(bench.account().read_at, Some(bench.now()));
    let cursors = bench.script.cursors.lock().unwrap().clone();
    assert_eq!(
        cursors[1..],
        ["a", "b", "c"].map(|one| Some(one.to_owned()))
    );
}

#[tokio::test]
async fn a_later_reading_ends_at_the_first_page_with_something_known() {
    let bench = Bench::new();
    read(&bench, vec![page(&[2, 1], None)]).await;
    let pages = vec![page(&[6, 5], Some("a")), page(&[4, 2], Some("b"))];
    assert_eq!(read(&bench, pages).await, 3);
    assert_eq!(read(&bench, vec![page(&[6, 5], Some("a"))]).await, 0);
    assert_eq!(known(&bench), [1, 2, 4, 5, 6]);
}

#[tokio::test]
async fn a_list_that_names_the_same_page_for_ever_ends() {
    let bench = Bench::new();
    let pages = vec![page(&[6], Some("a")), page(&[5], Some("a"))];
    assert_eq!(read(&bench, pages).await, 2);
    assert_eq!(bench.account().read_at, Some(bench.now()));
}

#[tokio::test]
async fn a_reading_that_was_cut_short_is_taken_up_again() {
    let bench = Bench::new();
    read(&bench, vec![page(&[1], None)]).await;
    bench.script.pages.next(page(&[8, 7], Some("a")));
    bench
        .script
        .pages
        .next(Err(failed(Class::NotStarted, None)));
    assert!(bench.engine.sync(ACCOUNT).await.is_err());
    assert_eq!(known(&bench), [1, 7, 8], "what was read is shown");
    let pages = vec![
        page(&[8, 7], Some("a")),
        page(&[6, 5], Some("b")),
        page(&[4, 1], None),
    ];
    assert_eq!(read(&bench, pages).await, 3);
    assert_eq!(known(&bench), [1, 4, 5, 6, 7, 8]);
}

#[tokio::test]
async fn what_was_sent_from_here_is_no_sign_that_a_page_was_read() {
    let bench = Bench::new();
    read(&bench, vec![page(&[1], None)]).await;
    bench.release("hello").await;
    bench.script.sends.next(arrived("9"));
    bench.engine.settle().await.unwrap();
    let mut first = page(&[8, 7], Some("a")).unwrap();
    first.events.push(MessageEvent {
        sender: NetworkUserId::from("1"),
        recipient: maya(),
        ..event(9)
    });
    let pages = vec![Ok(first), page(&[6, 1], Some("b"))];
    assert_eq!(read(&bench, pages).await, 3);
}

#[tokio::test]
async fn polling_leaves_four_readings_and_says_when_it_goes_on() {
    let bench = Bench::new();
    let first = bench.now();
    for _ in 0..11 {
        read(&bench, vec![page(&[1], None)]).await;
    }
    let refused = bench.engine.sync(ACCOUNT).await.unwrap();
    assert_eq!(refused.resumes_at, Some(first.plus(MINUTE * 15)));
    bench.advance_to(first.plus(MINUTE * 15));
    assert_eq!(read(&bench, vec![page(&[2, 1], None)]).await, 1);
}

#[tokio::test]
async fn who_polls_in_the_given_rhythm_is_never_refused_and_leaves_the_rest() {
    let bench = Bench::new();
    let pause = bench.engine.between_readings().await.unwrap().unwrap();
    assert!(pause * 11 >= MINUTE * 15 && pause * 10 < MINUTE * 15);
    for _ in 0..40 {
        bench.script.pages.next(page(&[1], None));
        let synced = bench.engine.sync(ACCOUNT).await.unwrap();
        assert_eq!(synced.resumes_at, None);
        bench.advance_to(bench.now().plus(pause));
    }
}

#[tokio::test]
async fn what_six_pages_do_not_reach_is_left_to_the_next_reading() {
    let bench = Bench::new();
    let cursors = ["a", "b", "c", "d", "e", "f"];
    let pages = (0i64..).zip(cursors);
    let pages = pages.map(|(number, next)| page(&[100 - number], Some(next)));
    assert_eq!(read(&bench, pages.collect()).await, 6);
    assert_eq!(bench.account().read_at, None);
    let left = bench.read(|store| store.gaps(ACCOUNT));
    assert_eq!(left[0].road, Road::Cursor("f".to_owned()));

    let news_then_backlog = vec![
        page(&[101, 100], Some("z")),
        page(&[94], Some("g")),
        page(&[93], None),
    ];
    assert_eq!(read(&bench, news_then_backlog).await, 3);
    assert_eq!(bench.account().read_at, Some(bench.now()));
    let cursors = bench.script.cursors.lock().unwrap().clone();
    assert_eq!(
        cursors[6..],
        [None, Some("f"), Some("g")].map(|one| one.map(str::to_owned))
    );
}

#[tokio::test]
async fn news_that_are_cut_short_hide_no_older_backlog() {
    let bench = Bench::new();
    let cursors = ["a", "b", "c", "d", "e", "f"];
    let pages = (0i64..).zip(cursors);
    let pages = pages.map(|(number, next)| page(&[100 - number], Some(next)));
    read(&bench, pages.collect()).await;
    bench.script.pages.next(page(&[109, 108], Some("n")));
    bench
        .script
        .pages
        .next(Err(failed(Class::NotStarted, None)));
    assert!(bench.engine.sync(ACCOUNT).await.is_err());

    bench.advance_to(bench.now().plus(MINUTE * 15));
    let pages = vec![
        page(&[109], Some("y")),
        page(&[107, 100], Some("o")),
        page(&[99, 94], Some("p")),
        page(&[93], None),
    ];
    assert_eq!(read(&bench, pages).await, 3);
    assert_eq!(bench.account().read_at, Some(bench.now()));
}

#[tokio::test]
async fn a_cursor_that_the_network_no_longer_takes_loses_no_gap() {
    let bench = Bench::new();
    read(&bench, vec![page(&[1], None)]).await;
    bench.script.pages.next(page(&[8, 7], Some("a")));
    bench
        .script
        .pages
        .next(Err(failed(Class::NotStarted, None)));
    assert!(bench.engine.sync(ACCOUNT).await.is_err());

    let pages = vec![page(&[9, 8], Some("y")), Err(failed(Class::Refused, None))];
    assert_eq!(read(&bench, pages).await, 1);
    let gaps = bench.read(|store| store.gaps(ACCOUNT));
    assert_eq!(gaps[0].road, Road::FromTop);
    assert_eq!(gaps[0].newer, Timestamp(START + 7));

    let pages = vec![
        page(&[9, 8], Some("z")),
        page(&[7, 6], Some("zz")),
        page(&[5, 1], Some("zzz")),
    ];
    assert_eq!(read(&bench, pages).await, 2);
    assert_eq!(known(&bench), [1, 5, 6, 7, 8, 9]);
    assert!(bench.read(|store| store.gaps(ACCOUNT)).is_empty());
}

#[tokio::test]
async fn the_networks_word_about_the_budget_goes_before_our_count() {
    let bench = Bench::new();
    let resets_at = bench.now().plus(MINUTE * 9);
    let mut told = page(&[1], None).unwrap();
    told.left = Some(UsesLeft {
        remaining: 4,
        resets_at,
    });
    read(&bench, vec![Ok(told)]).await;
    let refused = bench.engine.sync(ACCOUNT).await.unwrap();
    assert_eq!(refused.resumes_at, Some(resets_at));
    bench.advance_to(resets_at);
    read(&bench, vec![page(&[1], None)]).await;
}

#[tokio::test]
async fn a_refusal_for_want_of_budget_holds_for_a_minute_at_least() {
    let bench = Bench::new();
    let wait = Class::WaitUntil(Some(bench.now().plus(MINUTE / 6)));
    bench.script.pages.next(Err(failed(wait, None)));
    assert!(bench.engine.sync(ACCOUNT).await.is_err());
    let refused = bench.engine.sync(ACCOUNT).await.unwrap();
    assert_eq!(refused.resumes_at, Some(bench.now().plus(MINUTE)));
}

#[tokio::test]
async fn a_clock_that_is_set_back_hours_stops_reading_for_a_quarter_hour_at_most() {
    let bench = Bench::new();
    let begun = bench.now();
    bench.advance_to(begun.plus(HOUR * 3));
    for _ in 0..11 {
        read(&bench, vec![page(&[1], None)]).await;
    }
    bench.advance_to(begun);
    let refused = bench.engine.sync(ACCOUNT).await.unwrap();
    assert_eq!(refused.resumes_at, Some(begun.plus(MINUTE * 15)));
    bench.advance_to(begun.plus(MINUTE * 15));
    read(&bench, vec![page(&[1], None)]).await;
}

#[tokio::test]
async fn the_networks_word_is_no_longer_than_its_window_where_our_clock_is_hours_behind() {
    let bench = Bench::new();
    let theirs = bench.now().plus(HOUR * 3);
    let mut told = page(&[1], None).unwrap();
    told.told_at = Some(theirs);
    told.left = Some(UsesLeft {
        remaining: 4,
        resets_at: theirs.plus(MINUTE * 9),
    });
    read(&bench, vec![Ok(told)]).await;
    let refused = bench.engine.sync(ACCOUNT).await.unwrap();
    assert_eq!(refused.resumes_at, Some(bench.now().plus(MINUTE * 9)));
    bench.advance_to(bench.now().plus(MINUTE * 9));
    let wait = Class::WaitUntil(Some(bench.now().plus(HOUR * 3)));
    bench.script.pages.next(Err(failed(wait, None)));
    assert!(bench.engine.sync(ACCOUNT).await.is_err());
    let refused = bench.engine.sync(ACCOUNT).await.unwrap();
    assert_eq!(refused.resumes_at, Some(bench.now().plus(MINUTE * 15)));
}
