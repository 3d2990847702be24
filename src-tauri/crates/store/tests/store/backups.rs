//! Backups while everything goes on, and going back to one.

use crate::made::{ACCOUNT, DESK, Made, REPLY, SEEN_NOTHING, at, maya, message, new_reply};
use domain::reply::{ReturnReason, State, WaitReason};
use domain::{DAY, Entry, Event, ReplyId, SECOND, Timestamp, Zone, verify};
use std::fs;
use std::path::{Path, PathBuf};
use store::{
    BackupError, Daily, DataFolder, Direction, OpenError, Reason, Store, StoreError, backup_named,
    backups, delete_backup, holdings, newest_good_backup, prepare_restore, set_aside,
};
use uuid::Uuid;

/// 2026-11-23, 08:15:00 UTC.
const NOW: Timestamp = Timestamp(1_795_421_700_000);

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).map(|entries| {
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    });
    let mut names: Vec<String> = entries.unwrap_or_default();
    names.sort();
    names
}

fn open(folder: &Path) -> Result<Store, OpenError> {
    Store::open(&DataFolder::open(folder).unwrap())
}

/// Goes back to a backup, as the next start does.
fn restored(folder: &Path, name: &str) -> (Store, u32) {
    let held = DataFolder::open(folder).unwrap();
    let prepared = prepare_restore(&held, name, NOW.plus(DAY)).unwrap();
    (Store::open(&held).unwrap(), prepared.come_back)
}

fn texts(store: &Store) -> Vec<String> {
    let messages = store
        .read(|store| store.messages(ACCOUNT, &maya()))
        .unwrap();
    messages.into_iter().map(|message| message.text).collect()
}

#[test]
fn a_backup_is_one_whole_file_of_this_user_alone_with_what_the_store_holds() {
    let made = Made::full();
    made.write(|store| store.keep_message(ACCOUNT, &message("1", Direction::In, 1)));
    let backup = made.store.back_up(NOW).unwrap();
    assert_eq!(backup.name, "byline-20261123T081500Z.sqlite");
    assert_eq!((backup.made_at, backup.reason), (NOW, Reason::Regular));
    assert_eq!(
        files(&made.folder.path().join("backups")),
        [backup.name.as_str()]
    );
    let held = holdings(&backup.path).unwrap();
    assert_eq!((held.messages, held.accounts, held.unsettled), (1, 1, 1));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&backup.path), 0o600);
        assert_eq!(mode(backup.path.parent().unwrap()), 0o700);
    }
}

#[test]
fn a_backup_is_made_while_others_read_and_write_and_is_one_state() {
    let made = Made::full();
    let (store, ended) = (&made.store, std::sync::atomic::AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 1..400 {
                let id = number.to_string();
                store
                    .write(|store| {
                        store.keep_message(ACCOUNT, &message(&id, Direction::In, number))
                    })
                    .unwrap();
            }
            ended.store(true, std::sync::atomic::Ordering::Release);
        });
        let mut last = 0;
        while !ended.load(std::sync::atomic::Ordering::Acquire) {
            let backup = store.back_up(NOW).unwrap();
            let held = holdings(&backup.path).unwrap();
            assert!(held.messages >= last, "an older state came later");
            last = held.messages;
        }
    });
    assert!(backups(made.folder.path()).len() > 1);
}

#[test]
fn two_backups_of_one_second_have_two_names() {
    let made = Made::full();
    let names: Vec<_> = (0..2)
        .map(|_| made.store.back_up(NOW).unwrap().made_at)
        .collect();
    assert_eq!(names, [NOW, NOW.plus(SECOND)]);
}

#[test]
fn the_daily_backup_is_made_only_where_something_has_changed() {
    let made = Made::full();
    let daily = |days: u32| {
        made.store
            .back_up_if_changed(NOW.plus(DAY.saturating_mul(days)))
            .unwrap()
    };
    assert!(matches!(daily(0), Daily::Made(_)));
    assert_eq!(daily(1), Daily::Unchanged);
    made.write(|store| store.keep_message(ACCOUNT, &message("1", Direction::In, 1)));
    assert!(matches!(daily(2), Daily::Made(_)));
    assert_eq!(daily(3), Daily::Unchanged);
    assert_eq!(files(&made.folder.path().join("backups")).len(), 2);
}

#[test]
fn before_a_file_is_brought_up_to_date_a_backup_says_from_which_version() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("data");
    fs::create_dir(&folder).unwrap();
    let file = rusqlite::Connection::open(folder.join("byline.db")).unwrap();
    file.execute_batch(include_str!("../../migrations/001_spine.sql"))
        .unwrap();
    file.execute_batch(include_str!("first.sql")).unwrap();
    drop(file);

    let store = open(&folder).unwrap();
    let made = backups(&folder);
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].reason, Reason::BeforeUpdate(1));
    assert!(made[0].name.ends_with("-before-update-from-1.sqlite"));
    drop(store);
    drop(open(&folder).unwrap());
    assert_eq!(backups(&folder).len(), 1, "nothing was brought up to date");

    // And one goes back to it, though it is of an older Byline.
    let (store, _) = restored(&folder, &made[0].name);
    assert!(store.read(|store| store.reply(REPLY)).unwrap().is_some());
}

#[test]
fn whatever_is_not_settled_comes_back_to_its_author_and_the_ledger_says_so() {
    let made = Made::full();
    let states = [
        State::Held { until: at(99) },
        State::Scheduled {
            at: at(99),
            zone: Zone::parse("Europe/Berlin").unwrap(),
        },
        State::Waiting {
            until: at(99),
            why: WaitReason::Offline,
        },
        State::Sending,
        State::InDoubt { since: at(9) },
        State::Sent { at: at(9) },
        State::Draft,
        State::Returned {
            why: ReturnReason::Stale,
        },
    ];
    let id = |number: usize| ReplyId(Uuid::from_u64_pair(0x100, number.try_into().unwrap()));
    made.write(|store| {
        for (number, state) in states.iter().enumerate() {
            store.add_reply(&new_reply(id(number)), state, SEEN_NOTHING)?;
        }
        store.keep_message(ACCOUNT, &message("1", Direction::In, 1))
    });
    let backup = made.store.back_up(NOW).unwrap();
    assert_eq!(store::would_come_back(&backup).unwrap(), 6);
    made.write(|store| store.keep_message(ACCOUNT, &message("2", Direction::In, 2)));
    let (_place, folder) = made.closed();

    let (store, come_back) = restored(&folder, &backup.name);
    assert_eq!(come_back, 6);
    assert_eq!(texts(&store), ["text of 1"]);
    store
        .read(|store| {
            let back = State::Returned {
                why: ReturnReason::Restored,
            };
            assert_eq!(store.reply(REPLY)?.unwrap().state, back, "queued");
            for (number, state) in states.iter().enumerate() {
                let found = store.reply(id(number))?.unwrap().state;
                let expected = if number < 5 { &back } else { state };
                assert_eq!(&found, expected, "{number}");
            }
            assert_eq!(store.next_due()?, None, "nothing moves by itself");
            assert_eq!(store.desk()?, Some(DESK));
            let chain = store.chain()?;
            assert_eq!(verify(DESK, &chain), Ok(7));
            let last: Entry = serde_json::from_str(&chain.last().unwrap().entry).unwrap();
            let restored = Event::Restored {
                made_at: NOW,
                returned: 6,
            };
            assert_eq!(last.event, restored);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    let aside = set_aside(&folder);
    assert_eq!(aside.len(), 1);
    assert_eq!(
        aside[0].name,
        "byline-20261124T081500Z-before-restore.sqlite"
    );
    assert_eq!(
        holdings(&aside[0].path).unwrap().messages,
        2,
        "nothing is lost"
    );
}

#[test]
fn a_restore_that_was_cut_short_anywhere_ends_at_the_next_opening() {
    for stage in 0..4 {
        let made = Made::full();
        let backup = made.store.back_up(NOW).unwrap();
        made.write(|store| store.keep_message(ACCOUNT, &message("2", Direction::In, 2)));
        // What was written last is still in the log beside the file.
        let (place, folder) = (made.folder.path().to_owned(), made);
        prepare_restore(&folder.folder, &backup.name, NOW.plus(DAY)).unwrap();
        let copied = tempfile::tempdir().unwrap();
        let data = copied.path().join("data");
        fs::create_dir_all(data.join("set-aside")).unwrap();
        for name in files(&place) {
            let from = place.join(&name);
            if from.is_file() {
                fs::copy(&from, data.join(&name)).unwrap();
            }
        }
        // The same steps in their order, and the end after each of them.
        let aside = data.join("set-aside/byline-20261124T081500Z-before-restore.sqlite");
        let with = |path: &Path, end: &str| PathBuf::from(format!("{}{end}", path.display()));
        for end in ["", "-wal", "-shm"].into_iter().take(stage) {
            fs::rename(with(&data.join("byline.db"), end), with(&aside, end)).unwrap();
        }
        let store = open(&data).unwrap();
        assert_eq!(texts(&store), Vec::<String>::new(), "stage {stage}");
        let kept = rusqlite::Connection::open(&aside).unwrap();
        let messages: i64 = kept
            .query_row("SELECT count(*) FROM messages", [], |row| row.get(0))
            .unwrap();
        assert_eq!(messages, 1, "stage {stage}: the file before is whole");
    }
}

#[test]
fn what_stands_half_prepared_is_no_restore() {
    let made = Made::full();
    made.write(|store| store.keep_message(ACCOUNT, &message("1", Direction::In, 1)));
    let (_place, folder) = made.closed();
    fs::write(folder.join("restoring.tmp"), b"half a copy").unwrap();
    fs::create_dir_all(folder.join("backups")).unwrap();
    fs::write(folder.join("backups/unfinished.tmp"), b"half a copy").unwrap();
    let store = open(&folder).unwrap();
    assert_eq!(texts(&store).len(), 1);
    assert_eq!(backups(&folder), []);
    let backup = store.back_up(NOW).unwrap();
    assert!(holdings(&backup.path).is_ok());
}

#[test]
fn an_unknown_a_damaged_and_a_newer_backup_are_refused_and_change_nothing() {
    let made = Made::full();
    let backup = made.store.back_up(NOW).unwrap();
    let whole = fs::read(&backup.path).unwrap();
    let refused = |name: &str| prepare_restore(&made.folder, name, NOW).unwrap_err();
    for name in ["", "../byline.db", "byline-20261123T081501Z.sqlite"] {
        assert!(
            matches!(refused(name), BackupError::Unknown { .. }),
            "{name}"
        );
    }
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 3_000].fill(0xAA);
    fs::write(&backup.path, damaged).unwrap();
    let error = refused(&backup.name);
    assert!(matches!(error, BackupError::Damaged { .. }), "{error:?}");
    assert_eq!(newest_good_backup(made.folder.path()), None);

    fs::write(&backup.path, &whole).unwrap();
    rusqlite::Connection::open(&backup.path)
        .unwrap()
        .execute_batch("PRAGMA user_version = 1000")
        .unwrap();
    let error = refused(&backup.name);
    assert!(
        matches!(error, BackupError::Newer { found: 1000, .. }),
        "{error:?}"
    );
    assert_eq!(newest_good_backup(made.folder.path()), None);
    let left = files(made.folder.path());
    assert!(
        !left.iter().any(|name| name.starts_with("resto")),
        "{left:?}"
    );
}

#[test]
fn of_a_damaged_file_the_newest_good_backup_is_known_and_takes_its_place() {
    let made = Made::full();
    made.write(|store| store.keep_message(ACCOUNT, &message("1", Direction::In, 1)));
    let good = made.store.back_up(NOW).unwrap();
    let bad = made.store.back_up(NOW.plus(DAY)).unwrap();
    fs::write(&bad.path, b"no database").unwrap();
    let (_place, folder) = made.closed();
    fs::write(folder.join("byline.db"), b"no database").unwrap();
    assert!(matches!(open(&folder), Err(OpenError::Damaged { .. })));
    let (newest, held) = newest_good_backup(&folder).unwrap();
    assert_eq!((newest.name.clone(), held.messages), (good.name, 1));

    let (store, _) = restored(&folder, &newest.name);
    assert_eq!(texts(&store), ["text of 1"]);
    let aside = set_aside(&folder);
    assert_eq!(fs::read(&aside[0].path).unwrap(), b"no database");
}

#[test]
fn of_a_file_with_a_damaged_page_no_backup_is_made() {
    let made = Made::full();
    made.write(|store| {
        (1..200).try_for_each(|number| {
            store.keep_message(
                ACCOUNT,
                &message(&number.to_string(), Direction::In, number),
            )
        })
    });
    let (_place, folder) = made.closed();
    let file = folder.join("byline.db");
    let mut bytes = fs::read(&file).unwrap();
    let last = bytes.len() - 4_096;
    bytes[last..].fill(0xAA);
    fs::write(&file, bytes).unwrap();
    let refused = open(&folder).unwrap().back_up(NOW).unwrap_err();
    assert!(
        matches!(refused, BackupError::Store(StoreError::Damaged)),
        "{refused:?}"
    );
    assert_eq!(files(&folder.join("backups")), Vec::<String>::new());
}

#[test]
fn only_the_owner_prepares_a_restore_or_deletes_a_backup() {
    let made = Made::full();
    let backup = made.store.back_up(NOW).unwrap();
    let other = DataFolder::open(made.folder.path()).unwrap();
    let not_owner = |error: BackupError| matches!(error, BackupError::Store(StoreError::NotOwner));
    assert!(not_owner(
        prepare_restore(&other, &backup.name, NOW).unwrap_err()
    ));
    assert!(not_owner(delete_backup(&other, &backup.name).unwrap_err()));
    delete_backup(&made.folder, &backup.name).unwrap();
    assert!(backup_named(made.folder.path(), &backup.name).is_err());
}

#[test]
fn a_customer_who_was_forgotten_since_is_not_in_what_is_restored() {
    let made = Made::full();
    made.write(|store| {
        store.set_state(REPLY, &State::Discarded)?;
        store.keep_message(ACCOUNT, &message("1", Direction::In, 1))
    });
    let backup = made.store.back_up(NOW).unwrap();
    made.write(|store| store.forget(ACCOUNT, &maya(), domain::Salt([7; 16]), NOW.plus(DAY)));
    let (_place, folder) = made.closed();
    let (store, _) = restored(&folder, &backup.name);
    assert_eq!(texts(&store), Vec::<String>::new());
    let known = store
        .read(|store| store.customer(ACCOUNT, &maya()))
        .unwrap();
    assert_eq!(known, None);
    let heard = |at| store.read(|store| store.was_forgotten(ACCOUNT, &maya(), at));
    assert!(heard(NOW).unwrap());
    drop(store);
    let bytes = fs::read(folder.join("byline.db")).unwrap();
    assert!(!holds(&bytes, b"text of 1"));
}

pub fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
