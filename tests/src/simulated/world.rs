//! A desk and everything around it.

use crate::simulated::{Road, SimClock, SimIds};
use desk::api::{
    AccountConnect, ConversationEarlier, ConversationShow, ConversationView, ConversationsOf,
    Courtesy, DeliveryChoices, DeliverySet, DoubtPolicy, DraftSave, InboxSync, KeysX, KindName,
    LeaveWhen, LedgerVerdict, Neighbours, Nothing, OperatorAdd, PersonaAdd, PersonaDetails,
    PersonaPublish, PersonaView, QuickReading, ReplyAgain, ReplyRef, ReplySend, ReplyState,
    ReplyView, StalePolicy,
};
use desk::{Author, Desk, ErrorCode, Options, PracticeLine, VaultChoice};
use practice::{Practice, PracticeAccount, Told};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use vault::{Memory, VaultState};

/// The line of the persona that every prepared world has.
pub const ANA: &str = "Ana Ruiz, Care Team";

/// The picture that personas are made from: a PNG of 200 × 220.
const PHOTO: &[u8] = include_bytes!("ana.png");

/// Nothing is held for undoing, nothing waits for the pace: for scenarios about
/// something else. The rest is as at every desk.
pub const UNHURRIED: DeliveryChoices = DeliveryChoices {
    undo_seconds: 0,
    pace_seconds: 0,
    stale: StalePolicy::Return,
    doubt: DoubtPolicy::ReadBack,
    neighbours: Neighbours::Alone,
    mark_read: Courtesy::Never,
    typing: Courtesy::Never,
    quick_reading: QuickReading::Off,
};

/// Under this address the practice network is reached.
const ADDRESS: &str = "http://127.0.0.1:9";

/// A data folder that goes when the scenario ends. In memory where the system
/// has such a place, because a scenario syncs a thousand times.
#[derive(Debug)]
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// A new, empty folder.
    #[must_use]
    pub fn new() -> Self {
        let shared = Path::new("/dev/shm");
        let made = if shared.is_dir() {
            tempfile::tempdir_in(shared).or_else(|_| tempfile::tempdir())
        } else {
            tempfile::tempdir()
        };
        Self(made.expect("a temporary folder"))
    }

    /// Where the desk's data is.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

/// A desk, its clock, its network and the road between them.
pub struct World {
    /// The clock of everything.
    pub clock: Arc<SimClock>,
    /// The way to the network.
    pub road: Arc<Road>,
    /// The network.
    pub practice: Practice,
    /// The brand on it, with its keys.
    pub brand: PracticeAccount,
    /// The desk.
    pub desk: Desk,
    /// The account's key at this desk; empty before connecting.
    pub account: String,
    ids: Arc<SimIds>,
    vault: Arc<Memory>,
    folder: Folder,
}

impl World {
    /// A desk on its first start: nobody sits there, nothing is connected.
    pub async fn empty() -> Self {
        let clock = SimClock::new();
        let ids = SimIds::new(clock.clone());
        let options = practice::Options {
            seed: 11,
            clock: clock.clone(),
        };
        let practice = Practice::in_memory(options).expect("a practice network");
        let road = Road::to(PracticeLine(practice.clone()), clock.clone());
        let (vault, folder) = (Arc::new(Memory::default()), Folder::new());
        let options = options_of(&folder.data(), &vault, &clock, &ids, &road, &practice);
        let desk = Desk::open(options).await.expect("a desk");
        let brand = practice.accounts().remove(0);
        Self {
            clock,
            road,
            practice,
            brand,
            desk,
            account: String::new(),
            ids,
            vault,
            folder,
        }
    }

    /// A desk at work: Ana sits there, the brand is connected, the persona
    /// [`ANA`] is published, the inbox is read.
    pub async fn ready() -> Self {
        let mut world = Self::empty().await;
        world.seat("Ana").await;
        world.connect().await;
        world.deliver(UNHURRIED).await;
        world.persona(KindName::Human, ANA).await;
        world.publish(ANA).await;
        world.sync().await;
        world
    }

    /// Another desk of the same brand at work, with a folder and a vault of its
    /// own.
    pub async fn another_desk(&self) -> Self {
        let (vault, folder) = (Arc::new(Memory::default()), Folder::new());
        let (clock, ids, road) = (self.clock.clone(), self.ids.clone(), self.road.clone());
        let practice = self.practice.clone();
        let options = options_of(&folder.data(), &vault, &clock, &ids, &road, &practice);
        let desk = Desk::open(options).await.expect("another desk");
        let mut other = Self {
            clock,
            road,
            practice,
            brand: self.brand.clone(),
            desk,
            account: String::new(),
            ids,
            vault,
            folder,
        };
        other.seat("Ben").await;
        other.connect().await;
        other.deliver(UNHURRIED).await;
        other.persona(KindName::Human, ANA).await;
        other.publish(ANA).await;
        other.sync().await;
        other
    }

    /// The same folder, vault and network under a new desk, as after a crash
    /// or a restart.
    pub async fn restart(self) -> Self {
        let Self { desk, .. } = self;
        drop(desk);
        let options = options_of(
            &self.folder.data(),
            &self.vault,
            &self.clock,
            &self.ids,
            &self.road,
            &self.practice,
        );
        let desk = Desk::open(options).await.expect("the desk again");
        assert!(desk.is_owner(), "the desk before still lives");
        Self { desk, ..self }
    }

    /// What a second process in the same folder would open.
    pub fn beside(&self) -> Options {
        options_of(
            &self.folder.data(),
            &self.vault,
            &self.clock,
            &self.ids,
            &self.road,
            &self.practice,
        )
    }

    /// Opens the desk as a process of its own would, as often as it is asked.
    pub fn opening(&self) -> impl Fn() -> Result<Options, ErrorCode> + Send + Sync + use<> {
        let (data, vault, clock) = (self.data(), self.vault.clone(), self.clock.clone());
        let (ids, road, practice) = (self.ids.clone(), self.road.clone(), self.practice.clone());
        move || Ok(options_of(&data, &vault, &clock, &ids, &road, &practice))
    }

    /// Where the desk keeps its data.
    pub fn data(&self) -> PathBuf {
        self.folder.data()
    }

    /// Somebody sits down.
    pub async fn seat(&self, name: &str) {
        let name = name.to_owned();
        self.desk
            .operator_add(OperatorAdd { name })
            .await
            .expect("seated");
    }

    /// The keychain of this desk is locked or opened.
    pub fn vault_becomes(&self, state: VaultState) {
        self.vault.become_state(state);
    }

    /// Lets time pass, second by second, until a reply is where a scenario
    /// expects it, while something else moves the outbox.
    pub async fn until(&self, reply: &str, expected: impl Fn(&ReplyState) -> bool) {
        while !expected(&self.state(reply).await) {
            self.clock.advance(Duration::from_secs(1));
        }
    }

    /// Chooses how the account delivers.
    pub async fn deliver(&self, choices: DeliveryChoices) {
        let request = DeliverySet {
            account: self.account.clone(),
            choices,
        };
        self.desk.delivery_set(request).await.expect("chosen");
    }

    /// Connects the brand over the [`Road`].
    pub async fn connect(&mut self) {
        self.account = self.connect_with(self.keys()).await.expect("connected");
    }

    /// Connects with other keys.
    ///
    /// # Errors
    /// What the desk answers.
    pub async fn connect_with(&self, keys: KeysX) -> Result<String, ErrorCode> {
        let request = AccountConnect {
            keys,
            api_base: Some(ADDRESS.to_owned()),
            upload_base: None,
        };
        Ok(self.desk.account_connect(request).await?.id)
    }

    /// The brand's keys.
    pub fn keys(&self) -> KeysX {
        let brand = self.brand.clone();
        KeysX {
            consumer_key: brand.consumer_key,
            consumer_secret: brand.consumer_secret,
            token: brand.token,
            token_secret: brand.token_secret,
        }
    }

    /// Makes a persona.
    pub async fn persona(&self, kind: KindName, line: &str) -> PersonaView {
        let staged = self.desk.picture_stage(PHOTO.to_vec(), None).await;
        let request = PersonaAdd {
            own_lines: Vec::new(),
            details: PersonaDetails::default(),
            kind,
            line: line.to_owned(),
            picture: staged.expect("a picture").id,
        };
        self.desk.persona_add(request).await.expect("a persona")
    }

    /// Publishes a persona, named by the start of its line.
    pub async fn publish(&self, persona: &str) -> PersonaView {
        self.try_publish(persona).await.expect("published")
    }

    /// Publishes a persona, or does not.
    ///
    /// # Errors
    /// What the desk answers.
    pub async fn try_publish(&self, persona: &str) -> Result<PersonaView, ErrorCode> {
        let request = PersonaPublish {
            persona: persona.to_owned(),
            account: self.account.clone(),
        };
        self.desk.persona_publish(request).await
    }

    /// Reads the inbox; how many messages were new.
    pub async fn sync(&self) -> u32 {
        let synced = self.desk.inbox_sync(InboxSync::default()).await;
        synced.expect("read").new_messages
    }

    /// The network's ids of the customers, who has waited longest first.
    pub async fn customers(&self) -> Vec<String> {
        let list = self.desk.conversation_list(ConversationsOf::default());
        let rows = list.await.expect("a list").conversations;
        rows.into_iter().map(|row| row.customer.id).collect()
    }

    /// Presses Send as whoever sits there.
    ///
    /// # Errors
    /// What the desk answers.
    pub async fn try_send(
        &self,
        customer: &str,
        persona: &str,
        text: &str,
        author: Author,
    ) -> Result<ReplyView, ErrorCode> {
        let request = ReplySend {
            look: None,
            account: self.account.clone(),
            customer: customer.to_owned(),
            persona: persona.to_owned(),
            text: text.to_owned(),
            picture: None,
            seen: None,
            leave: LeaveWhen::AtOnce,
        };
        self.desk.send_as(request, author).await
    }

    /// Presses Send as Ana; the reply's key.
    pub async fn send(&self, customer: &str, text: &str) -> String {
        let sent = self.try_send(customer, ANA, text, Author::Seated).await;
        sent.expect("released").id
    }

    /// Runs the outbox until nothing moves by itself.
    pub async fn settle(&self) {
        self.desk.outbox_settle().await.expect("settled");
    }

    /// Lets time pass, then runs the outbox.
    pub async fn later(&self, span: Duration) {
        self.clock.advance(span);
        self.settle().await;
    }

    /// A reply by its key, for the commands that decide about one.
    pub fn reply(&self, reply: &str) -> ReplyRef {
        ReplyRef {
            reply: reply.to_owned(),
        }
    }

    /// A reply to be tried again by somebody who sees the whole conversation.
    pub fn again(&self, reply: &str) -> ReplyAgain {
        ReplyAgain {
            reply: reply.to_owned(),
            seen: Some(i64::MAX),
        }
    }

    /// Where a reply is.
    pub async fn state(&self, reply: &str) -> ReplyState {
        self.desk
            .reply(self.reply(reply))
            .await
            .expect("the reply")
            .state
    }

    /// A conversation, whole.
    pub async fn thread(&self, customer: &str) -> ConversationView {
        let request = self.show(customer);
        let mut view = self.desk.conversation_show(request).await.expect("shown");
        while let Some(before) = view.earlier.take() {
            let ConversationShow { account, customer } = self.show(customer);
            let request = ConversationEarlier {
                account,
                customer,
                before,
            };
            let mut page = self
                .desk
                .conversation_earlier(request)
                .await
                .expect("shown");
            page.items.append(&mut view.items);
            (view.items, view.earlier) = (page.items, page.earlier);
        }
        view
    }

    /// Types a draft as whoever sits there.
    pub async fn draft(&self, customer: &str, text: &str) {
        let request = DraftSave {
            account: self.account.clone(),
            customer: customer.to_owned(),
            text: text.to_owned(),
            picture: None,
            persona: None,
            upon: None,
        };
        self.desk.draft_save(request).await.expect("kept");
    }

    /// Which conversation.
    pub fn show(&self, customer: &str) -> ConversationShow {
        ConversationShow {
            account: self.account.clone(),
            customer: customer.to_owned(),
        }
    }

    /// Everything the brand said, as the network holds it, oldest first.
    pub fn truth(&self) -> Vec<Told> {
        let told = self.practice.truth().expect("the truth");
        told.into_iter()
            .filter(|told| told.sender_id == self.brand.user_id)
            .collect()
    }

    /// The texts the brand said to a customer, oldest first.
    pub fn told(&self, customer: &str) -> Vec<String> {
        self.truth()
            .into_iter()
            .filter(|told| told.recipient_id == customer)
            .map(|told| told.text)
            .collect()
    }

    /// # Panics
    /// If the ledger's chain is not whole.
    pub async fn ledger_is_whole(&self) -> i64 {
        match self.desk.ledger_verify(Nothing {}).await.expect("walked") {
            LedgerVerdict::Whole { rows } => rows,
            broken => panic!("the ledger is broken: {broken:?}"),
        }
    }
}

fn options_of(
    data: &Path,
    vault: &Arc<Memory>,
    clock: &Arc<SimClock>,
    ids: &Arc<SimIds>,
    road: &Arc<Road>,
    practice: &Practice,
) -> Options {
    Options {
        data: data.to_owned(),
        vault: VaultChoice::Memory(vault.clone()),
        clock: clock.clone(),
        ids: ids.clone(),
        http: road.clone(),
        practice: Some(practice.clone()),
        // Nobody signs in in a browser here.
        callback_port: 0,
    }
}
