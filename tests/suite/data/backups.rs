//! Backups on their day, and going back to one: nothing that may have been sent
//! since leaves again.

use desk::api::{BackupRef, InboxSync, LedgerPage, Nothing, ReplyState, ThreadItem};
use desk::{Desk, ErrorCode};
use network::Clock;
use std::fs;
use std::time::Duration;
use tests::simulated::{Trouble, World, run};
use tokio_util::sync::CancellationToken;

const HOUR: Duration = Duration::from_secs(3_600);

#[test]
fn what_was_on_its_way_in_a_backup_comes_back_and_never_leaves_by_itself() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        world.road.trouble_messages(Trouble::Offline);
        let reply = world.send(&customer, "Your parcel left today.").await;
        world.settle().await;
        let made = world.desk.backup_now(Nothing {}).await.unwrap();
        assert_eq!(made.counts.unwrap().unsettled, 1);
        world.road.clear();
        world.later(HOUR).await;
        assert_eq!(world.told(&customer), ["Your parcel left today."]);

        let name = BackupRef { backup: made.name };
        let preview = world.desk.backup_restore_preview(name.clone()).await;
        let preview = preview.unwrap();
        assert_eq!((preview.come_back, preview.now.unsettled), (1, 0));
        let prepared = world.desk.backup_restore(name).await.unwrap();
        assert_eq!(prepared.come_back, 1);
        // Until the next start everything is as it was.
        assert!(matches!(world.state(&reply).await, ReplyState::Sent { .. }));

        let world = world.restart().await;
        assert_eq!(world.state(&reply).await, ReplyState::ReturnedRestored);
        world.later(HOUR * 24 * 3).await;
        world.desk.inbox_sync(InboxSync::default()).await.unwrap();
        world.settle().await;
        assert_eq!(world.told(&customer).len(), 1, "nothing left twice");
        let thread = world.thread(&customer).await;
        let was_read = thread.items.iter().any(|item| {
            matches!(item, ThreadItem::Outgoing(one) if one.text == "Your parcel left today.")
        });
        assert!(was_read, "its author sees that it had arrived");
        world.ledger_is_whole().await;
        let ledger = world.desk.ledger_list(LedgerPage::default()).await.unwrap();
        let restored = ledger.rows.iter().filter(|row| row.what == "restored");
        assert_eq!(restored.count(), 1);
        assert!(fs::metadata(&prepared.set_aside).unwrap().is_file());
        let list = world.desk.backup_list(Nothing {}).await.unwrap();
        assert_eq!(list.set_aside.len(), 1);
    });
}

#[test]
fn a_backup_is_made_every_day_on_which_something_changed_and_the_old_ones_go() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let stop = CancellationToken::new();
        let running = tokio::spawn({
            let (desk, stop) = (world.desk.clone(), stop.clone());
            async move { desk.run(stop).await }
        });
        let count = async || {
            let list = world.desk.backup_list(Nothing {}).await.unwrap();
            list.backups.len()
        };
        let newest = async || {
            let list = world.desk.backup_list(Nothing {}).await.unwrap();
            list.backups
                .iter()
                .map(|one| one.made_at)
                .max()
                .unwrap_or(0)
        };
        let mut most = 0;
        for day in 0..40 {
            world.draft(&customer, &format!("day {day}")).await;
            let changed = world.clock.now().0;
            // Hour by hour, as a clock goes, and at least for a day.
            for _ in 0..24 {
                world.clock.advance(HOUR);
                tokio::task::yield_now().await;
            }
            while newest().await <= changed {
                world.clock.advance(HOUR);
            }
            most = most.max(count().await);
        }
        stop.cancel();
        running.await.unwrap();
        assert!(most >= 7, "{most} backups at most");
        let left = count().await;
        assert!((8..=12).contains(&left), "{left} backups are left");
    });
}

#[test]
fn a_damaged_file_is_left_as_it_is_and_the_newest_backup_is_named_and_takes_its_place() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let made = world.desk.backup_now(Nothing {}).await.unwrap();
        let (data, opening) = (world.data(), world.opening());
        drop(world.desk);
        let file = data.join("byline.db");
        for beside in ["byline.db-wal", "byline.db-shm"] {
            let _ = fs::remove_file(data.join(beside));
        }
        fs::write(&file, "damaged".repeat(2_000)).unwrap();

        let code = Desk::open(opening().unwrap()).await.err().unwrap();
        let ErrorCode::StoreDamaged {
            kept_at,
            backup,
            made_at,
            messages,
            ..
        } = code
        else {
            panic!("{code:?}");
        };
        assert_eq!(kept_at, file.display().to_string());
        assert_eq!((&backup, made_at), (&made.name, Some(made.made_at)));
        assert_eq!(messages, made.counts.unwrap().messages);
        assert_eq!(fs::read(&file).unwrap(), "damaged".repeat(2_000).as_bytes());

        let prepared = Desk::rescue(opening().unwrap(), backup).await.unwrap();
        let desk = Desk::open(opening().unwrap()).await.unwrap();
        let list = desk.conversation_list(Default::default()).await.unwrap();
        let known = list
            .conversations
            .iter()
            .any(|row| row.customer.id == customer);
        assert!(known);
        let aside = fs::read(prepared.set_aside).unwrap();
        assert_eq!(aside, "damaged".repeat(2_000).as_bytes());
    });
}

#[test]
fn a_newer_file_is_refused_by_both_versions_and_left_as_it_is() {
    run(async {
        let world = World::ready().await;
        let (data, opening) = (world.data(), world.opening());
        drop(world.desk);
        let file = data.join("byline.db");
        rusqlite::Connection::open(&file)
            .unwrap()
            .execute_batch("PRAGMA user_version = 1000")
            .unwrap();
        let before = fs::read(&file).unwrap();
        let code = Desk::open(opening().unwrap()).await.err().unwrap();
        assert!(
            matches!(code, ErrorCode::StoreNewer { found: 1000, ours } if ours < 1000),
            "{code:?}"
        );
        let said = desk::sentence(&code);
        assert!(said.contains("1000"), "{said}");
        assert_eq!(fs::read(&file).unwrap(), before);
    });
}
