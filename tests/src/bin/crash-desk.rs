//! A desk that is there to be killed. It works in a data folder against a
//! practice network in the process that started it, and says on standard
//! output what was acknowledged, one line each, before it goes on.
//!
//! `crash-desk send|type|apply|fill|full|open|backup|restore|forget DATA ACCOUNT ROUND`, keys as JSON in `DESK_KEYS`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

use desk::api::{
    ApplicationField, ApplicationSave, ApplicationStart, BackupRef, ConversationsOf,
    CustomerForget, DraftSave, FieldChange, LeaveWhen, Nothing, OldCopies, ReplyRef, ReplySend,
    ReplyState,
};
use desk::{Desk, ErrorCode, Options, VaultChoice};
use secrecy::SecretString;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;
use vault::{Memory, SecretKey, Vault};

/// The most replies of one life; a brand may send a thousand in a day.
const REPLIES: usize = 12;

/// What is typed; nobody types for longer in one life.
const LETTERS: usize = 2_000;

/// The fields of an application that are typed into, one after the other.
const TYPED_INTO: [ApplicationField; 3] = [
    ApplicationField::UseCare,
    ApplicationField::WhoSpeaks,
    ApplicationField::Brand,
];

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = || {
        arguments
            .next()
            .expect("crash-desk MODE DATA ACCOUNT ROUND")
    };
    let (mode, data, account, round) = (next(), PathBuf::from(next()), next(), next());
    let keys = std::env::var("DESK_KEYS").expect("keys");
    let memory = Arc::new(Memory::default());
    let key = SecretKey::new(format!("account/{account}")).unwrap();
    memory.put(&key, &SecretString::from(keys)).unwrap();
    let opening =
        || Options::real(data.clone(), VaultChoice::Memory(memory.clone())).expect("options");
    if mode == "open" {
        say("ready");
        return match Desk::open(opening()).await {
            Ok(_) => say("opened"),
            Err(code) => refused(&code),
        };
    }
    let desk = Desk::open(opening()).await.expect("a desk");
    assert!(desk.is_owner(), "somebody else works here");
    let conversations = desk.conversation_list(ConversationsOf::default()).await;
    let mut customers: Vec<_> = conversations
        .unwrap()
        .conversations
        .into_iter()
        .map(|row| row.customer.id)
        .collect();
    customers.sort();
    say("ready");
    match mode.as_str() {
        "send" => send(&desk, &account, &customers, &round).await,
        "type" => type_away(&desk, &account, &customers[0]).await,
        "apply" => apply(&desk, &round).await,
        "fill" => fill(&desk, &account, &customers, &round).await,
        "full" => {
            fill(&desk, &account, &customers, &round).await;
            if let Err(code) = desk.backup_now(Nothing {}).await {
                refused(&code);
            }
        }
        "backup" => back_up(&desk, &account, &customers[0]).await,
        "restore" => restore(desk, opening).await,
        "forget" => forget(&desk, &account, customers).await,
        other => panic!("no mode {other}"),
    }
}

/// Releases replies while the outbox runs; what an earlier life left in doubt
/// is put away first, as a person would, so that its lane goes on.
async fn send(desk: &Desk, account: &str, customers: &[String], round: &str) {
    for row in desk.outbox_list(Nothing {}).await.unwrap().replies {
        if matches!(row.reply.state, ReplyState::InDoubt { .. }) {
            let reply = row.reply.id;
            desk.reply_discard(ReplyRef { reply }).await.unwrap();
        }
    }
    let running = tokio::spawn({
        let desk = desk.clone();
        async move { desk.run(CancellationToken::new()).await }
    });
    for number in 0..REPLIES {
        let customer = &customers[number % customers.len()];
        let text = format!("round {round} reply {number}");
        let reply = release(desk, account, customer, text).await.unwrap();
        say(&format!("released {reply}"));
    }
    running.await.unwrap();
}

/// Types letter by letter and keeps each: at least as often as the page does.
async fn type_away(desk: &Desk, account: &str, customer: &str) {
    for letters in 1..=LETTERS {
        save(desk, account, customer, "x".repeat(letters))
            .await
            .unwrap();
        say(&format!("typed {letters}"));
    }
    std::future::pending().await
}

/// Types into an application letter by letter and keeps each, a field a round.
/// The first life starts the application.
async fn apply(desk: &Desk, round: &str) {
    let list = desk.application_list(Nothing {}).await.unwrap();
    let application = match list.applications.into_iter().next() {
        Some(row) => row.id,
        None => {
            let start = ApplicationStart {
                account: None,
                from: None,
            };
            desk.application_start(start).await.unwrap().id
        }
    };
    let round: usize = round.parse().unwrap();
    let field = TYPED_INTO[round % TYPED_INTO.len()];
    for letters in 1..=LETTERS {
        let value = format!("{round} {}", "x".repeat(letters));
        let save = ApplicationSave {
            application: application.clone(),
            changes: vec![FieldChange { field, value }],
            samples: None,
        };
        desk.application_save(save).await.unwrap();
        say(&format!("typed {letters}"));
    }
    std::future::pending().await
}

/// Writes until the disk takes no more.
async fn fill(desk: &Desk, account: &str, customers: &[String], round: &str) {
    for number in 1usize.. {
        let customer = &customers[number % customers.len()];
        let text = format!("fill {round} {number} {}", "y".repeat(4_000));
        match release(desk, account, customer, text).await {
            Ok(reply) => say(&format!("released {reply}")),
            Err(code) => return refused(&code),
        }
        match save(desk, account, &customers[0], "z".repeat(number)).await {
            Ok(()) => say(&format!("typed {number}")),
            Err(code) => return refused(&code),
        }
    }
}

/// Writes a little and makes a backup, again and again.
async fn back_up(desk: &Desk, account: &str, customer: &str) {
    for number in 1..=LETTERS {
        save(desk, account, customer, format!("letter {number}"))
            .await
            .unwrap();
        let made = desk.backup_now(Nothing {}).await.unwrap();
        say(&format!("made {}", made.name));
    }
    std::future::pending().await
}

/// Makes a backup and goes back to it, again and again.
async fn restore(mut desk: Desk, opening: impl Fn() -> Options) {
    for _ in 1..=LETTERS {
        let made = desk.backup_now(Nothing {}).await.unwrap();
        let backup = made.name;
        desk.backup_restore(BackupRef { backup }).await.unwrap();
        drop(desk);
        desk = Desk::open(opening()).await.expect("the restored desk");
        assert!(desk.is_owner(), "somebody else works here");
        say("restored it");
    }
    std::future::pending().await
}

/// Forgets everybody, one after the other.
async fn forget(desk: &Desk, account: &str, customers: Vec<String>) {
    for customer in customers {
        let request = CustomerForget {
            account: account.to_owned(),
            customer: customer.clone(),
            copies: OldCopies::Delete,
        };
        desk.customer_forget(request).await.unwrap();
        say(&format!("forgot {customer}"));
    }
    std::future::pending().await
}

async fn release(
    desk: &Desk,
    account: &str,
    customer: &str,
    text: String,
) -> Result<String, ErrorCode> {
    let request = ReplySend {
        look: None,
        account: account.to_owned(),
        customer: customer.to_owned(),
        persona: tests::simulated::ANA.to_owned(),
        text,
        picture: None,
        seen: None,
        leave: LeaveWhen::AtOnce,
    };
    let author = desk::Author::Named("Ana".to_owned());
    Ok(desk.send_as(request, author).await?.id)
}

async fn save(desk: &Desk, account: &str, customer: &str, text: String) -> Result<(), ErrorCode> {
    let request = DraftSave {
        account: account.to_owned(),
        customer: customer.to_owned(),
        text,
        picture: None,
        persona: None,
        upon: None,
    };
    desk.draft_save(request).await.map(|_| ())
}

fn refused(code: &ErrorCode) {
    say(&format!("refused {}", serde_json::to_string(code).unwrap()));
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}
