//! One engine per data folder: who comes second may read.

use desk::api::{
    AccountConnect, AccountRef, ConversationsOf, DraftSave, InboxSync, KindName, LeaveWhen,
    LedgerPage, LedgerVerdict, Nothing, OperatorAdd, PersonaAdd, PersonaDetails, PersonaPublish,
    PersonaShow, ReplySend,
};
use desk::{Author, Desk, ErrorCode};
use std::fmt::Debug;
use tests::simulated::{ANA, Trouble, World, run};

fn refused<T: Debug>(what: &str, answer: Result<T, ErrorCode>) {
    assert_eq!(answer.unwrap_err(), ErrorCode::OpenElsewhere, "{what}");
}

#[test]
fn a_second_desk_in_the_folder_reads_and_changes_nothing() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        world.road.trouble_messages(Trouble::Offline);
        let waiting = world.send(&customer, "waiting").await;
        world.settle().await;
        world.road.clear();
        let second = Desk::open(world.beside()).await.unwrap();
        assert!(world.desk.is_owner() && !second.is_owner());

        let overview = second.overview(Nothing {}).await.unwrap();
        assert_eq!(overview.counts.outbox, 1);
        let list = second.conversation_list(ConversationsOf::default()).await;
        assert!(!list.unwrap().conversations.is_empty());
        second.account_list(Nothing {}).await.unwrap();
        second.persona_list(Nothing {}).await.unwrap();
        second.draft_list(Nothing {}).await.unwrap();
        second
            .conversation_show(world.show(&customer))
            .await
            .unwrap();
        second.customer_view(world.show(&customer)).await.unwrap();
        second.outbox_list(Nothing {}).await.unwrap();
        second.ledger_list(LedgerPage::default()).await.unwrap();
        let verdict = second.ledger_verify(Nothing {}).await.unwrap();
        assert!(matches!(verdict, LedgerVerdict::Whole { .. }));
        let ana = PersonaShow {
            persona: ANA.to_owned(),
        };
        second.persona_show(ana).await.unwrap();

        let left = world.road.departures().len();
        let name = "Ben".to_owned();
        let account = || world.account.clone();
        refused("operator", second.operator_add(OperatorAdd { name }).await);
        let connect = AccountConnect {
            keys: world.keys(),
            api_base: Some("http://127.0.0.1:9".to_owned()),
            upload_base: None,
        };
        refused("connect", second.account_connect(connect).await);
        refused(
            "practice",
            second.account_connect_practice(Nothing {}).await,
        );
        let resume = AccountRef { account: account() };
        refused("resume", second.account_resume(resume).await);
        let photo = include_bytes!("../src/simulated/ana.png").to_vec();
        let picture = second.picture_stage(photo, None).await.unwrap().id;
        let add = PersonaAdd {
            own_lines: Vec::new(),
            details: PersonaDetails::default(),
            kind: KindName::Human,
            line: "Ben Ito, Support".to_owned(),
            picture,
        };
        refused("persona", second.persona_add(add).await);
        let publish = PersonaPublish {
            persona: ANA.to_owned(),
            account: account(),
        };
        refused("publish", second.persona_publish(publish).await);
        refused("sync", second.inbox_sync(InboxSync::default()).await);
        refused(
            "seen",
            second.conversation_seen(world.show(&customer)).await,
        );
        let draft = DraftSave {
            account: account(),
            customer: customer.clone(),
            text: "typed in the second one".to_owned(),
            picture: None,
            persona: None,
            upon: None,
        };
        refused("draft", second.draft_save(draft).await);
        let send = || ReplySend {
            look: None,
            account: account(),
            customer: customer.clone(),
            persona: ANA.to_owned(),
            text: "from the second one".to_owned(),
            picture: None,
            seen: None,
            leave: LeaveWhen::AtOnce,
        };
        refused("send", second.reply_send(send()).await);
        let forbidden = second.send_as(send(), Author::Automation).await;
        refused("forbidden send", forbidden);
        refused(
            "take back",
            second.reply_take_back(world.reply(&waiting)).await,
        );
        refused("discard", second.reply_discard(world.reply(&waiting)).await);
        refused("settle", second.outbox_settle().await);
        second.run(tokio_util::sync::CancellationToken::new()).await;
        assert_eq!(world.road.departures().len(), left, "nothing left from it");

        drop(second);
        let world = world.restart().await;
        world.later(std::time::Duration::from_secs(3_600)).await;
        assert_eq!(world.told(&customer), ["waiting"]);
    });
}
