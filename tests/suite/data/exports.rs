//! What is written out: whole, escaped, without a secret, over nothing.

use desk::ErrorCode;
use desk::api::{ConversationExport, ConversationFormat, ConversationsOf};
use serde_json::Value;
use std::fs;
use tests::simulated::{ANA, World, run};

const NASTY: &str = "<script>alert(1)</script><img src=https://evil.example/x> & \"quotes\"";

fn wanted(world: &World, customer: &str, format: ConversationFormat) -> ConversationExport {
    ConversationExport {
        account: world.account.clone(),
        customer: customer.to_owned(),
        format,
    }
}

#[test]
fn a_conversation_as_a_page_fetches_and_runs_nothing_and_says_as_whom_and_by_whom() {
    run(async {
        let world = World::ready().await;
        world.practice.customer_writes("mayalind", NASTY).unwrap();
        world.sync().await;
        world.send("mayalind", "It is <b>on</b> its way.").await;
        world.settle().await;
        let html = world
            .desk
            .export_conversation(wanted(&world, "mayalind", ConversationFormat::Html))
            .await
            .unwrap();
        assert!(html.file_name.ends_with(".html"), "{}", html.file_name);
        let page = html.text;
        for part in ["<script", "<b>", "<img src=h", "http:", "javascript:"] {
            assert!(!page.contains(part), "{part}");
        }
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(page.contains("default-src 'none'"));
        assert!(
            page.contains("data:image/jpeg;base64,"),
            "its portrait is inside"
        );
        assert!(page.contains(ANA) && page.contains("written by Ana"));

        let text = world
            .desk
            .export_conversation(wanted(&world, "mayalind", ConversationFormat::Text))
            .await
            .unwrap()
            .text;
        assert!(text.contains(NASTY) && text.contains("    It is <b>on</b> its way."));
        assert!(text.contains(&format!("{ANA}, written by Ana, ")));
    });
}

#[test]
fn everything_is_written_into_a_new_file_without_a_key() {
    run(async {
        let world = World::ready().await;
        let customer = world.customers().await.remove(0);
        world.send(&customer, "Hello").await;
        world.settle().await;
        let file = world.data().join("everything.json");
        let written = world.desk.export_to(file.clone()).await.unwrap();
        let text = fs::read_to_string(&file).unwrap();
        assert_eq!(i64::try_from(text.len()).unwrap(), written.size);
        let all: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(all["format"], "byline-export");
        assert_eq!(all["tables"]["attempts"].as_array().unwrap().len(), 1);
        for secret in [&world.brand.consumer_secret, &world.brand.token_secret] {
            assert!(!text.contains(secret.as_str()));
        }
        let again = world.desk.export_to(file.clone()).await;
        assert!(matches!(again, Err(ErrorCode::FileThere { .. })));
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
        let nowhere = world
            .desk
            .export_to(world.data().join("no/such/file"))
            .await;
        assert!(matches!(nowhere, Err(ErrorCode::FileNotWritten { .. })));
    });
}

#[test]
fn what_a_customer_is_given_is_about_them_alone() {
    run(async {
        let world = World::ready().await;
        let list = world.desk.conversation_list(ConversationsOf::default());
        let rows = list.await.unwrap().conversations;
        let (them, other) = (&rows[0].customer, &rows[1].customer);
        world.send(&them.id, "Only for you").await;
        world.send(&other.id, "Only for somebody else").await;
        world.settle().await;
        let given = world
            .desk
            .customer_export(world.show(&them.id))
            .await
            .unwrap();
        let data: Value = serde_json::from_str(&given.data.text).unwrap();
        let tables = &data["tables"];
        assert_eq!(tables["replies"].as_array().unwrap().len(), 1);
        assert_eq!(tables["attempts"].as_array().unwrap().len(), 1);
        assert!(tables["ledger"].as_array().unwrap().len() >= 2);
        for text in [&given.data.text, &given.page.text] {
            assert!(text.contains("Only for you"));
            assert!(!text.contains("Only for somebody else") && !text.contains(&other.id));
        }
    });
}
