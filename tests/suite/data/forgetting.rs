//! A customer who is forgotten stays forgotten, and nobody else is touched.

use crate::served::files;
use desk::ErrorCode;
use desk::api::{
    ConversationsOf, CustomerForget, InboxSync, Incoming, LedgerPage, Nothing, OldCopies, Outgoing,
    RetentionAsk, RetentionSet, Search, ThreadItem,
};
use std::fs;
use std::time::Duration;
use tests::simulated::{Trouble, World, run};

const DAY: Duration = Duration::from_secs(86_400);

fn forget(world: &World, customer: &str, copies: OldCopies) -> CustomerForget {
    CustomerForget {
        account: world.account.clone(),
        customer: customer.to_owned(),
        copies,
    }
}

async fn knows(world: &World, customer: &str) -> bool {
    let list = world.desk.conversation_list(ConversationsOf::default());
    let rows = list.await.unwrap().conversations;
    rows.iter().any(|row| row.customer.id == customer)
}

/// Whether any file of the desk but its practice network holds these bytes.
fn holds(world: &World, part: &str) -> Vec<String> {
    let all = files(world.data());
    all.into_iter()
        .filter(|file| {
            let bytes = fs::read(file).unwrap_or_default();
            bytes.windows(part.len()).any(|at| at == part.as_bytes())
        })
        .map(|file| file.display().to_string())
        .collect()
}

#[test]
fn a_forgotten_customer_is_in_no_file_comes_back_with_no_reading_and_is_heard_when_they_write() {
    run(async {
        let world = World::ready().await;
        world
            .practice
            .customer_writes("mayalind", "my secret is qzxvjk")
            .unwrap();
        world.sync().await;
        let thread = world.thread("mayalind").await;
        let (id, name) = (thread.row.customer.id.clone(), thread.row.customer.name);
        let reply = world.send(&id, "we noted vwkzqj").await;
        world.settle().await;
        world.draft(&id, "and also jjqxwz").await;
        let others = world.customers().await.len() - 1;
        assert!(!holds(&world, "qzxvjk").is_empty());
        let made = world.desk.backup_now(Nothing {}).await.unwrap();

        let preview = world.desk.customer_forget_preview(world.show(&id)).await;
        let preview = preview.unwrap();
        assert_eq!(preview.customer.name, name);
        assert_eq!(
            (preview.replies, preview.drafts, preview.unsettled),
            (1, 1, 0)
        );
        assert_eq!(preview.backups.len(), 1);
        assert_eq!(preview.backups[0].name, made.name);

        let gone = world
            .desk
            .customer_forget(forget(&world, &id, OldCopies::Delete))
            .await
            .unwrap();
        assert_eq!(gone.deleted, [made.path]);
        for trace in ["qzxvjk", "vwkzqj", "jjqxwz", &id, &name, &reply] {
            let left = holds(&world, trace);
            // The chain names the reply by its key, which leads nowhere now.
            assert!(left.is_empty() || trace == reply, "{trace} is in {left:?}");
        }
        let found = world
            .desk
            .search(Search {
                text: "qzxvjk".to_owned(),
            })
            .await;
        assert!(found.unwrap().messages.is_empty());
        world.ledger_is_whole().await;
        let ledger = world.desk.ledger_list(LedgerPage::default()).await.unwrap();
        assert_eq!(ledger.rows[0].what, "forgotten");

        // At once, before they answer what was sent to them.
        world.desk.inbox_sync(InboxSync::default()).await.unwrap();
        assert!(!knows(&world, &id).await, "the network still lists them");
        assert_eq!(world.customers().await.len(), others);
        world.clock.advance(DAY / 24);
        world
            .practice
            .customer_writes("mayalind", "Hello again")
            .unwrap();
        world.sync().await;
        assert!(knows(&world, &id).await);
        let items = world.thread(&id).await.items;
        let old = |item: &ThreadItem| {
            let (ThreadItem::Incoming(Incoming { text, .. })
            | ThreadItem::Outgoing(Outgoing { text, .. })) = item
            else {
                return true;
            };
            text.contains("qzxvjk") || text.contains("vwkzqj")
        };
        assert!(!items.iter().any(old), "{items:?}");
    });
}

#[test]
fn nobody_is_forgotten_while_a_reply_to_them_is_not_settled() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        world.road.trouble_messages(Trouble::CutAfter);
        world.send(&customer, "Did it arrive?").await;
        world.settle().await;
        let before = world.thread(&customer).await.items.len();
        let refused = world
            .desk
            .customer_forget(forget(&world, &customer, OldCopies::Keep))
            .await;
        assert_eq!(
            refused.unwrap_err(),
            ErrorCode::CustomerUnsettled { replies: 1 }
        );
        assert_eq!(world.thread(&customer).await.items.len(), before);
    });
}

#[test]
fn old_messages_go_only_where_that_was_chosen_and_never_before_thirty_days() {
    run(async {
        let world = World::ready().await;
        let set = |days| world.desk.retention_set(RetentionSet { days });
        let off = world.desk.retention_show(Nothing {}).await.unwrap();
        assert_eq!((off.days, off.ran_at), (None, None));
        for days in [0, 29, 36_501] {
            let refused = set(Some(days)).await.unwrap_err();
            assert!(matches!(
                refused,
                ErrorCode::RetentionRefused { least: 30, .. }
            ));
            let refused = world.desk.retention_preview(RetentionAsk { days }).await;
            assert!(refused.is_err());
        }
        let customers = world.customers().await;
        world.clock.advance(DAY * 60);
        world
            .practice
            .customer_writes("mayalind", "Still here")
            .unwrap();
        world.sync().await;
        world.road.trouble_messages(Trouble::Offline);
        let waits = customers.last().unwrap();
        world.send(waits, "Soon").await;
        world.settle().await;

        let asked = world
            .desk
            .retention_preview(RetentionAsk { days: 30 })
            .await;
        let asked = asked.unwrap();
        assert!(asked.messages > 0 && asked.held_back > 0, "{asked:?}");
        assert_eq!(world.customers().await.len(), customers.len(), "only asked");
        let chosen = set(Some(30)).await.unwrap();
        assert_eq!(chosen.days, Some(30));
        assert!(chosen.ran_at.is_some());
        let left = world.customers().await;
        assert!(left.contains(waits) && left.len() < customers.len());
        let again = world
            .desk
            .retention_preview(RetentionAsk { days: 30 })
            .await;
        assert_eq!(again.unwrap().messages, 0);
        world.sync().await;
        assert_eq!(
            world.customers().await.len(),
            left.len(),
            "nothing is read again"
        );
        world.ledger_is_whole().await;
    });
}
