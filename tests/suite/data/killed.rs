//! Kills in the middle of a backup, a restore and a forgetting: afterwards the
//! desk opens, its chain is whole, what is called a backup is one, and a customer
//! is there or is not.

use crate::served::{Served, after, files, run_for_real};
use desk::api::{ConversationsOf, LedgerVerdict, Nothing};
use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

const KILLS: u64 = 25;

/// Different instants in each round, the same in each run.
fn life(round: u64) -> Duration {
    Duration::from_micros((round * 7_919) % 90_000)
}

async fn is_whole(served: &Served) {
    let desk = served.desk().await;
    let verdict = desk.ledger_verify(Nothing {}).await.unwrap();
    assert!(
        matches!(verdict, LedgerVerdict::Whole { .. }),
        "{verdict:?}"
    );
    drop(desk);
    for name in fs::read_dir(served.folder.data()).unwrap() {
        let name = name.unwrap().file_name().into_string().unwrap();
        assert!(
            !name.starts_with("restored-"),
            "{name} did not take its place"
        );
    }
    let file = rusqlite::Connection::open(served.folder.data().join("byline.db")).unwrap();
    let verdict: String = file
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
}

#[test]
fn a_kill_during_a_backup_leaves_whole_backups_only() {
    run_for_real(async {
        let served = Served::new().await;
        let mut made = BTreeSet::new();
        for round in 0..KILLS {
            let victim = served
                .start("backup", usize::try_from(round).unwrap())
                .await;
            let said = victim.killed_after(life(round)).await;
            made.extend(after(&said, "made").map(str::to_owned));
        }
        is_whole(&served).await;
        assert!(!made.is_empty(), "no life was long enough for a backup");
        let backups = store::backups(&served.folder.data());
        let names: BTreeSet<_> = backups.iter().map(|one| one.name.clone()).collect();
        assert!(
            names.is_superset(&made),
            "one that was acknowledged is gone"
        );
        for one in backups {
            let file = rusqlite::Connection::open(&one.path).unwrap();
            let verdict: String = file
                .query_row("PRAGMA integrity_check", [], |row| row.get(0))
                .unwrap();
            assert_eq!(verdict, "ok", "{}", one.name);
        }
    });
}

#[test]
fn a_kill_during_a_restore_leaves_the_file_before_or_the_one_after_and_loses_neither() {
    run_for_real(async {
        let served = Served::new().await;
        let mut restored = 0;
        for round in 0..KILLS {
            let victim = served
                .start("restore", usize::try_from(round).unwrap())
                .await;
            let said = victim.killed_after(life(round) * 2).await;
            restored += after(&said, "restored").count();
            is_whole(&served).await;
        }
        assert!(restored > 0, "no life was long enough for a restore");
        let aside = store::set_aside(&served.folder.data());
        assert!(aside.len() >= restored);
        for one in aside {
            assert!(store::holdings(&one.path).is_ok(), "{}", one.name);
        }
    });
}

#[test]
fn a_kill_while_somebody_is_forgotten_leaves_all_of_them_or_nothing() {
    run_for_real(async {
        let served = Served::new().await;
        let names = async || -> BTreeSet<(String, String)> {
            let desk = served.desk().await;
            let list = desk.conversation_list(ConversationsOf::default()).await;
            let rows = list.unwrap().conversations.into_iter();
            rows.map(|row| (row.customer.id, row.preview)).collect()
        };
        let before = names().await;
        let mut forgotten = BTreeSet::new();
        for round in 0..KILLS {
            if names().await.is_empty() {
                break;
            }
            let victim = served
                .start("forget", usize::try_from(round).unwrap())
                .await;
            let said = victim.killed_after(life(round)).await;
            forgotten.extend(after(&said, "forgot").map(str::to_owned));
            is_whole(&served).await;
        }
        assert!(!forgotten.is_empty(), "nobody was forgotten before a kill");
        let left = names().await;
        let whole = |id: &String| left.iter().any(|(known, _)| known == id);
        for id in &forgotten {
            assert!(!whole(id), "{id} was forgotten and is back");
        }
        // What was cut short is ended when the desk is at work again.
        let desk = served.desk().await;
        desk.clear_traces().await;
        drop(desk);
        let all: Vec<Vec<u8>> = files(served.folder.data())
            .iter()
            .map(|file| fs::read(file).unwrap())
            .collect();
        for (id, preview) in before.difference(&left) {
            for trace in [id, preview] {
                let found =
                    |bytes: &Vec<u8>| bytes.windows(trace.len()).any(|at| at == trace.as_bytes());
                assert!(!all.iter().any(found), "{trace} is still there");
            }
        }
    });
}
