//! The same data folder between two lives of the program: what is queued, what
//! a person settles, whether the file is sound.

use crate::judge::{Carries, Expected};
use crate::network::Network;
use crate::program::PASSPHRASE;
use desk::api::{
    AccountConnect, DeliverySet, InboxSync, KindName, LeaveWhen, LedgerVerdict, Nothing,
    OperatorAdd, PersonaAdd, PersonaDetails, PersonaPublish, ReplyAgain, ReplyRef, ReplySend,
    ReplyState,
};
use desk::{Author, Desk, Options, VaultChoice};
use std::collections::BTreeMap;
use std::future::Future;
use std::path::{Path, PathBuf};
use store::{DataFolder, Store};
use tests::simulated::UNHURRIED;

/// Who answers, in turn.
pub const LINES: [&str; 2] = ["Ana Ruiz, Care Team", "Ben, night shift"];

/// As short as people write, and often the same.
const EQUAL: &str = "Thanks!";

/// A picture that goes along now and then.
const PHOTO: &[u8] = include_bytes!("../src/simulated/ana.png");

/// A data folder that nobody has open but while one of these functions runs.
pub struct Beside {
    data: PathBuf,
    account: String,
    customers: Vec<String>,
    runtime: tokio::runtime::Runtime,
}

impl Beside {
    /// A connected brand with two personas; no pace, so that kills meet more.
    pub fn prepare(data: &Path, network: &Network) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let (account, customers) = runtime.block_on(async {
            let desk = open(data).await;
            let name = "Ana".to_owned();
            desk.operator_add(OperatorAdd { name }).await.unwrap();
            let keys = serde_json::from_value(network.keys()).unwrap();
            let connect = AccountConnect {
                keys,
                api_base: Some(network.base_url().to_owned()),
                upload_base: None,
            };
            let account = desk.account_connect(connect).await.unwrap().id;
            for line in LINES {
                employ(&desk, &account, line).await;
            }
            let delivery = DeliverySet {
                account: account.clone(),
                choices: UNHURRIED,
            };
            desk.delivery_set(delivery).await.unwrap();
            desk.inbox_sync(InboxSync::default()).await.unwrap();
            let list = desk.conversation_list(desk::api::ConversationsOf::default());
            let rows = list.await.unwrap().conversations;
            let customers = rows.into_iter().map(|row| row.customer.id).collect();
            (account, customers)
        });
        Self {
            data: data.to_owned(),
            account,
            customers,
            runtime,
        }
    }

    fn with<T, F: Future<Output = T>>(&self, work: impl FnOnce(Desk) -> F) -> T {
        self.runtime.block_on(async {
            let desk = open(&self.data).await;
            work(desk).await
        })
    }

    /// Queues replies, round the customers.
    pub fn release(&self, round: usize, count: usize) -> Vec<Expected> {
        self.with(|desk| async move {
            let mut expected = Vec::new();
            for number in 0..count {
                let customer = &self.customers[number % self.customers.len().min(6)];
                let line = LINES[number % LINES.len()];
                let text = if number % 3 == 0 {
                    EQUAL.to_owned()
                } else {
                    format!("round {round} reply {number}")
                };
                let carries = if number % 5 == 1 {
                    Carries::Picture
                } else {
                    Carries::Nothing
                };
                let picture = match carries {
                    Carries::Picture => {
                        let prepared = desk.message_picture_stage(PHOTO.to_vec());
                        Some(prepared.await.unwrap().path)
                    }
                    Carries::Nothing => None,
                };
                let request = ReplySend {
                    account: self.account.clone(),
                    customer: customer.clone(),
                    persona: line.to_owned(),
                    look: None,
                    text: text.clone(),
                    picture,
                    seen: None,
                    leave: LeaveWhen::AtOnce,
                };
                desk.send_as(request, Author::Named("Ana".to_owned()))
                    .await
                    .unwrap();
                expected.push(Expected {
                    to: customer.clone(),
                    text,
                    line: line.to_owned(),
                    picture: carries,
                });
            }
            expected
        })
    }

    /// Decides every reply in doubt as a person would who asks the customers what
    /// they have; how many there were.
    pub fn settle_doubts(&self, network: &Network) -> usize {
        let said = network.said();
        self.with(|desk| async move {
            let doubtful: Vec<_> = desk
                .outbox_list(Nothing {})
                .await
                .unwrap()
                .replies
                .into_iter()
                .filter(|row| matches!(row.reply.state, ReplyState::InDoubt { .. }))
                .collect();
            let sent = self.sent();
            for row in &doubtful {
                let which = || ReplyRef {
                    reply: row.reply.id.clone(),
                };
                let of_customer = |text: &str| (row.customer.id.clone(), text.to_owned());
                let held = said
                    .iter()
                    .filter(|one| one.to == row.customer.id && one.text == row.reply.text)
                    .count();
                let known = sent
                    .get(&of_customer(&row.reply.text))
                    .copied()
                    .unwrap_or(0);
                // One more than the desk knows of: this one arrived.
                if held > known {
                    desk.reply_arrived(which()).await.unwrap();
                } else {
                    desk.reply_return(which()).await.unwrap();
                    let again = ReplyAgain {
                        reply: row.reply.id.clone(),
                        seen: Some(i64::MAX),
                    };
                    desk.reply_try_again(again).await.unwrap();
                }
            }
            doubtful.len()
        })
    }

    /// What the desk calls sent, counted by customer and text.
    fn sent(&self) -> BTreeMap<(String, String), usize> {
        let store = self.store();
        let replies = store.read(|read| read.replies_in("sent")).unwrap();
        let mut sent = BTreeMap::new();
        for reply in replies {
            let key = (
                reply.content.customer.to_string(),
                reply.content.text.as_str().to_owned(),
            );
            *sent.entry(key).or_insert(0) += 1;
        }
        sent
    }

    /// Unsettled replies.
    pub fn left(&self) -> usize {
        self.with(|desk| async move {
            let outbox = desk.outbox_list(Nothing {}).await.unwrap();
            for row in &outbox.replies {
                let state = &row.reply.state;
                let moves = matches!(
                    state,
                    ReplyState::Queued | ReplyState::InDoubt { .. } | ReplyState::Sending
                );
                assert!(moves, "{:?} is stuck: {state:?}", row.reply.text);
            }
            outbox.replies.len()
        })
    }

    pub fn is_sound(&self) {
        let unsound = self.store().read(|read| read.unsound()).unwrap();
        assert_eq!(unsound, None, "the file is damaged after a kill");
    }

    pub fn ledger_is_whole(&self) {
        let verdict = self.with(|desk| async move { desk.ledger_verify(Nothing {}).await });
        assert!(matches!(verdict.unwrap(), LedgerVerdict::Whole { .. }));
    }

    fn store(&self) -> Store {
        Store::open(&DataFolder::look_into(&self.data)).unwrap()
    }
}

async fn open(data: &Path) -> Desk {
    let choice = VaultChoice::LockedFile(PASSPHRASE.to_owned().into());
    let options = Options::real(data.to_owned(), choice).unwrap();
    let desk = Desk::open(options).await.unwrap();
    assert!(desk.is_owner(), "the program still lives");
    desk
}

async fn employ(desk: &Desk, account: &str, line: &str) {
    let photo = include_bytes!("../src/simulated/ana.png").to_vec();
    let staged = desk.picture_stage(photo, None).await.unwrap();
    let add = PersonaAdd {
        own_lines: Vec::new(),
        details: PersonaDetails::default(),
        kind: KindName::Human,
        line: line.to_owned(),
        picture: staged.id,
    };
    let persona = desk.persona_add(add).await.unwrap().id;
    let account = account.to_owned();
    let publish = PersonaPublish { persona, account };
    desk.persona_publish(publish).await.unwrap();
}
