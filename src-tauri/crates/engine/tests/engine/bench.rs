//! An engine over a store of its own, with one account, one customer and a
//! published persona of every kind.

use crate::script::{Script, Wire};
use async_trait::async_trait;
use domain::reply::State;
use domain::{
    AccountId, CustomProfileId, Delivery, DeskId, Details, Entry, Event, EventId, Handle, Ids,
    Kind, Line, Look, LookId, MessageBody, NetworkName, NetworkUserId, OperatorId, OperatorName,
    Origin, Persona, PersonaId, PictureId, ReplyId, SeenMark, ShortSpan, Timestamp, verify,
};
use engine::{Engine, Leads, Leave, NewRelease, Parts, Reach, ReachError, Way, Written};
use network::{Arrival, Class, Clock, Credentials, Failure, Network, Scope};
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use store::{
    Account, Customer, DataFolder, Direction, LastLook, Message, NewAccount, Operator, Place,
    PublishState, Read, Store, StoreError, Write,
};
use tokio::sync::Notify;
use uuid::Uuid;

pub const ANA: OperatorId = OperatorId(Uuid::from_u128(2));
pub const ACCOUNT: AccountId = AccountId(Uuid::from_u128(3));
const DESK: DeskId = DeskId(Uuid::from_u128(1));

pub fn maya() -> NetworkUserId {
    NetworkUserId::from("42")
}

/// Another customer.
pub fn noor() -> NetworkUserId {
    NetworkUserId::from("43")
}

/// The persona of a kind.
pub fn persona(kind: Kind) -> PersonaId {
    let at = Kind::ALL.iter().position(|one| *one == kind).unwrap();
    PersonaId(Uuid::from_u128(100 + u128::try_from(at).unwrap()))
}

/// That persona's look.
pub fn look(kind: Kind) -> LookId {
    LookId(Uuid::from_u128(persona(kind).0.as_u128() + 100))
}

/// The time and the number of the next key.
pub struct Hands {
    now: AtomicI64,
    keys: AtomicU64,
    hurries: AtomicBool,
    hurried: Notify,
}

#[async_trait]
impl Clock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp(self.now.load(Ordering::SeqCst))
    }
    fn monotonic(&self) -> Duration {
        self.now().since(Timestamp(0))
    }
    async fn sleep(&self, span: Duration) {
        while !self.hurries.load(Ordering::SeqCst) {
            self.hurried.notified().await;
        }
        let later = self.now().plus(span);
        self.now.store(later.0, Ordering::SeqCst);
    }
}

impl Ids for Hands {
    fn next(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.keys.fetch_add(1, Ordering::SeqCst)) + 10_000)
    }
}

struct Ways {
    script: Arc<Script>,
    wire: Arc<Wire>,
}

#[async_trait]
impl Reach for Ways {
    fn network(&self, _: &Account) -> Arc<dyn Network> {
        self.script.clone()
    }
    async fn way(&self, _: &Account) -> Result<Way, ReachError> {
        Ok(Way {
            network: self.script.clone(),
            http: self.wire.clone(),
            at: self.script.home(),
            credentials: Credentials::new(SecretString::from("")),
            leads: Leads::Out,
        })
    }
}

/// The engine and everything around it.
pub struct Bench {
    pub engine: Engine,
    pub script: Arc<Script>,
    pub wire: Arc<Wire>,
    pub store: Arc<Store>,
    pub hands: Arc<Hands>,
    _folder: DataFolder,
    _place: tempfile::TempDir,
}

impl Bench {
    /// From now on every wait passes at once, and the clock with it.
    pub fn hurry(&self) {
        self.hands.hurries.store(true, Ordering::SeqCst);
        self.hands.hurried.notify_waiters();
    }

    pub fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(place.path()).unwrap();
        let store = Arc::new(Store::open(&folder).unwrap());
        store.write(furnish).unwrap();
        let (script, wire) = (Arc::new(Script::default()), Arc::new(Wire::default()));
        let hands = Arc::new(Hands {
            now: AtomicI64::new(1_000_000_000),
            keys: AtomicU64::new(0),
            hurries: AtomicBool::new(false),
            hurried: Notify::new(),
        });
        let engine = engine_over(&store, &script, &wire, &hands);
        Self {
            engine,
            script,
            wire,
            store,
            hands,
            _folder: folder,
            _place: place,
        }
    }

    /// The same store and network under a new engine, as after a crash.
    pub async fn restart(&mut self) {
        self.engine = engine_over(&self.store, &self.script, &self.wire, &self.hands);
        self.engine.recover().await.unwrap();
    }

    pub fn now(&self) -> Timestamp {
        self.hands.now()
    }

    pub fn advance_to(&self, moment: Timestamp) {
        self.hands.now.store(moment.0, Ordering::SeqCst);
    }

    pub fn read<T>(&self, look: impl FnOnce(&Read<'_>) -> Result<T, StoreError>) -> T {
        self.store.read(look).unwrap()
    }

    pub fn write<T>(&self, change: impl FnOnce(&Write<'_>) -> Result<T, StoreError>) -> T {
        self.store.write(change).unwrap()
    }

    /// A reply of Ana through the human persona.
    pub async fn release(&self, text: &str) -> ReplyId {
        let origin = Origin::Operator(ANA);
        let reply = self.engine.release(new_release(origin, Kind::Human, text));
        reply.await.unwrap().content.id
    }

    pub fn state(&self, reply: ReplyId) -> State {
        self.read(|store| store.reply(reply)).unwrap().state
    }

    pub fn account(&self) -> Account {
        self.read(|store| store.account(ACCOUNT)).unwrap()
    }

    /// What the ledger says, oldest first; its chain is whole.
    pub fn ledger(&self) -> Vec<Event> {
        let chain = self.read(|store| store.chain());
        verify(DESK, &chain).unwrap();
        let entries = chain.iter().map(|row| {
            let entry: Entry = serde_json::from_str(&row.entry).unwrap();
            entry.event
        });
        entries.collect()
    }
}

/// Nothing is a picture here.
struct NoPictures;

#[async_trait::async_trait]
impl engine::Draw for NoPictures {
    async fn draw(&self, _: Vec<u8>) -> Option<Vec<u8>> {
        None
    }
    async fn draw_whole(&self, _: Vec<u8>) -> Option<engine::Drawn> {
        None
    }
}

fn engine_over(
    store: &Arc<Store>,
    script: &Arc<Script>,
    wire: &Arc<Wire>,
    hands: &Arc<Hands>,
) -> Engine {
    Engine::new(Parts {
        store: store.clone(),
        desk: DESK,
        clock: hands.clone(),
        ids: hands.clone(),
        draw: Arc::new(NoPictures),
        reach: Arc::new(Ways {
            script: script.clone(),
            wire: wire.clone(),
        }),
    })
}

pub fn new_release(origin: Origin, kind: Kind, text: &str) -> NewRelease {
    NewRelease {
        account: ACCOUNT,
        customer: maya(),
        origin,
        persona: persona(kind),
        shown: None,
        text: MessageBody::accepted(text.to_owned()),
        picture: None,
        written: Written::Elsewhere,
        seen: None,
        leave: Leave::AtOnce,
    }
}

/// Somebody has just looked, and saw everything.
pub fn all_seen(at: Timestamp) -> LastLook {
    LastLook {
        seen: SeenMark(i64::MAX),
        at,
    }
}

pub fn arrived(id: &str) -> Result<Arrival, Failure> {
    Ok(Arrival {
        id: EventId::from(id),
        at: None,
    })
}

pub fn failed(class: Class, said: Option<domain::Said>) -> Failure {
    Failure {
        class,
        scope: Scope::Request,
        said,
    }
}

fn furnish(store: &Write<'_>) -> Result<(), StoreError> {
    let at = Timestamp(1);
    store.found_desk(DESK, at)?;
    let name = OperatorName::parse("Ana").unwrap();
    store.add_operator(&Operator { id: ANA, name }, DESK, at)?;
    let account = NewAccount {
        id: ACCOUNT,
        network: NetworkName::X,
        user: NetworkUserId::from("1"),
        handle: Handle::parse("northwind").unwrap(),
        display_name: "Northwind".to_owned(),
        verified: "none",
        place: Place::Network,
    };
    store.connect_account(&account, DESK, at)?;
    let unhurried = Delivery {
        pace: ShortSpan::NONE,
        ..Delivery::default()
    };
    store.set_delivery(ACCOUNT, &unhurried)?;
    for id in [maya(), noor()] {
        let customer = Customer {
            id,
            handle: None,
            name: None,
            picture: None,
        };
        let wrote = Message {
            id: EventId(format!("hello-{}", customer.id)),
            customer: customer.id.clone(),
            direction: Direction::In,
            text: "Hello".to_owned(),
            attachment: None,
            at,
            look: None,
            reply: None,
        };
        store.set_customer(ACCOUNT, &customer, at)?;
        store.keep_message(ACCOUNT, &wrote)?;
    }
    let portrait = PictureId(Uuid::from_u128(9));
    store.add_picture(portrait, b"jpeg", at)?;
    for kind in Kind::ALL {
        let persona = Persona {
            id: persona(kind),
            kind,
            created_at: at,
            details: Details::default(),
            archived_at: None,
        };
        let look = Look {
            id: look(kind),
            persona: persona.id,
            line: Line::accepted(format!("{kind:?}")),
            own_lines: BTreeMap::new(),
            portrait,
            created_at: at,
        };
        store.add_persona(&persona, DESK)?;
        store.add_look(&look, None)?;
        let live = PublishState::Live {
            id: CustomProfileId(format!("live-{kind:?}")),
        };
        store.set_publication(ACCOUNT, look.id, &live, at)?;
    }
    Ok(())
}
