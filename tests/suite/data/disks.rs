//! A disk that is full and a folder that cannot be written: each is said, and
//! what was stored is there. The small disk is a real one, in a mount namespace of
//! the process; where the system gives none, that is said and nothing is shown.

use crate::served::{Served, after, run_for_real};
use desk::api::{LedgerVerdict, Nothing};
use std::collections::BTreeSet;
use std::process::Command;
use store::{DataFolder, Store};

/// Whether this system lets a process have mounts of its own.
fn has_own_mounts() -> bool {
    let tried = Command::new("unshare")
        .args(["-rm", "sh", "-c", "mount -t tmpfs -o size=1m none /mnt"])
        .output();
    let has = tried.is_ok_and(|tried| tried.status.success());
    if !has {
        eprintln!("not shown: this system gives a process no mounts of its own");
    }
    has
}

/// Runs in a copy of the folder on a disk of four megabytes, and brings it back.
const ON_A_SMALL_DISK: &str = r#"exec unshare -rm sh -c '
    disk=$(mktemp -d); mount -t tmpfs -o size=4m none "$disk" || exit 1
    cp -a "$3/." "$disk/"; "$1" "$2" "$disk" "$4" "$5"
    rm -rf "$3"/*; cp -a "$disk/." "$3/"
' sh "$@""#;

/// Runs in the folder, which nobody can write.
const READ_ONLY: &str = r#"exec unshare -rm sh -c '
    mount --bind "$3" "$3" && mount -o remount,bind,ro "$3" && exec "$@"
' sh "$@""#;

#[test]
fn a_full_disk_is_said_and_what_was_stored_is_there_and_no_half_backup() {
    if !has_own_mounts() {
        return;
    }
    run_for_real(async {
        let served = Served::new().await;
        let said = served
            .start_with(ON_A_SMALL_DISK, "full", 0)
            .await
            .rest()
            .await;
        let refused: Vec<_> = after(&said, "refused").collect();
        assert_eq!(refused, [r#"{"code":"disk_full"}"#; 2], "{said:?}");

        let data = served.folder.data();
        let stayed = std::fs::read_dir(data.join("backups")).unwrap().count();
        assert_eq!(stayed, 0, "something stayed of a backup that failed");
        let store = Store::open(&DataFolder::look_into(&data)).unwrap();
        let known: BTreeSet<_> = store
            .read(|read| read.outbox())
            .unwrap()
            .iter()
            .map(|reply| reply.content.id.to_string())
            .collect();
        let released: Vec<_> = after(&said, "released").collect();
        assert!(!released.is_empty());
        for reply in released {
            assert!(known.contains(reply), "{reply} is lost");
        }
        drop(store);
        let desk = served.desk().await;
        let verdict = desk.ledger_verify(Nothing {}).await.unwrap();
        assert!(matches!(verdict, LedgerVerdict::Whole { .. }));
        desk.backup_now(Nothing {}).await.unwrap();
    });
}

#[test]
fn a_folder_that_cannot_be_written_is_refused_in_a_sentence_and_left_as_it_is() {
    if !has_own_mounts() {
        return;
    }
    run_for_real(async {
        let served = Served::new().await;
        let before = std::fs::read(served.folder.data().join("byline.db")).unwrap();
        let said = served.start_with(READ_ONLY, "open", 0).await.rest().await;
        let refused: Vec<_> = after(&said, "refused").collect();
        assert_eq!(refused.len(), 1, "{said:?}");
        assert!(refused[0].contains("not_writable"), "{said:?}");
        let after = std::fs::read(served.folder.data().join("byline.db")).unwrap();
        assert!(before == after);
        drop(served.desk().await);
    });
}
