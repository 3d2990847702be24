//! A store in a folder of its own, with one of everything.

use domain::reply::State;
use domain::{
    AccountId, AttemptId, DeskId, Details, EventId, Handle, Kind, Line, Look, LookId, MessageBody,
    NetworkName, NetworkUserId, OperatorId, OperatorName, Origin, Persona, PersonaId, PictureId,
    ReplyId, SeenMark, Timestamp,
};
use std::collections::BTreeMap;
use std::path::PathBuf;
use store::{
    Attempt, DataFolder, Direction, LastLook, Message, NewAccount, NewReply, Operator, Place, Read,
    Spend, Store, StoreError, Write,
};
use tempfile::TempDir;
use uuid::Uuid;

pub const DESK: DeskId = DeskId(Uuid::from_u128(1));
pub const ANA: OperatorId = OperatorId(Uuid::from_u128(2));
pub const ACCOUNT: AccountId = AccountId(Uuid::from_u128(3));
pub const PERSONA: PersonaId = PersonaId(Uuid::from_u128(4));
pub const LOOK: LookId = LookId(Uuid::from_u128(5));
pub const PICTURE: PictureId = PictureId(Uuid::from_u128(6));
pub const REPLY: ReplyId = ReplyId(Uuid::from_u128(7));
pub const ATTEMPT: AttemptId = AttemptId(Uuid::from_u128(8));

/// Nobody looked.
pub const SEEN_NOTHING: LastLook = LastLook {
    seen: SeenMark(0),
    at: Timestamp(0),
};

/// A use of a route by nobody in particular.
pub fn spend(route: &str, at: Timestamp) -> Spend<'_> {
    Spend {
        account: ACCOUNT,
        route,
        at,
        attempt: None,
        app: None,
    }
}

pub fn at(millis: i64) -> Timestamp {
    Timestamp(millis)
}

pub fn maya() -> NetworkUserId {
    NetworkUserId::from("900719925474099312345")
}

/// A folder with its open store.
pub struct Made {
    pub folder: DataFolder,
    pub store: Store,
    place: TempDir,
}

impl Made {
    /// An empty store.
    pub fn empty() -> Self {
        let place = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(&place.path().join("data")).unwrap();
        let store = Store::open(&folder).unwrap();
        Self {
            folder,
            store,
            place,
        }
    }

    /// A store with an operator, an account, a persona, a customer and a reply.
    pub fn full() -> Self {
        let made = Self::empty();
        made.write(|store| {
            store.found_desk(DESK, at(1))?;
            store.add_operator(&ana(), DESK, at(1))?;
            store.seat(ANA)?;
            store.connect_account(&northwind(), DESK, at(2))?;
            store.add_picture(PICTURE, b"\xFF\xD8 jpeg", at(3))?;
            let (persona, look) = dressed();
            store.add_persona(&persona, DESK)?;
            store.add_look(&look, None)?;
            store.meet(ACCOUNT, &maya())?;
            store.add_reply(&new_reply(REPLY), &State::Queued, SEEN_NOTHING)
        });
        made
    }

    pub fn write<T>(&self, change: impl FnOnce(&Write<'_>) -> Result<T, StoreError>) -> T {
        self.store.write(change).unwrap()
    }

    pub fn read<T>(&self, look: impl FnOnce(&Read<'_>) -> Result<T, StoreError>) -> T {
        self.store.read(look).unwrap()
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("byline.db")
    }

    /// SQLite itself, beside the store.
    pub fn sqlite(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.file()).unwrap()
    }

    /// Ends the store; the folder stays.
    pub fn closed(self) -> (TempDir, PathBuf) {
        let folder = self.folder.path().to_owned();
        drop(self.store);
        drop(self.folder);
        (self.place, folder)
    }
}

pub fn ana() -> Operator {
    Operator {
        id: ANA,
        name: OperatorName::parse("Ana").unwrap(),
    }
}

pub fn northwind() -> NewAccount {
    NewAccount {
        id: ACCOUNT,
        network: NetworkName::X,
        user: NetworkUserId::from("1"),
        handle: Handle::parse("northwind").unwrap(),
        display_name: "Northwind".to_owned(),
        verified: "business",
        place: Place::Practice,
    }
}

pub fn dressed() -> (Persona, Look) {
    let persona = Persona {
        id: PERSONA,
        kind: Kind::Human,
        created_at: at(3),
        details: Details::default(),
        archived_at: None,
    };
    let look = Look {
        id: LOOK,
        persona: PERSONA,
        line: Line::accepted("Ana Ruiz, Care Team".to_owned()),
        own_lines: BTreeMap::new(),
        portrait: PICTURE,
        created_at: at(3),
    };
    (persona, look)
}

pub fn new_reply(id: ReplyId) -> NewReply {
    NewReply {
        id,
        account: ACCOUNT,
        customer: maya(),
        origin: Origin::Operator(ANA),
        persona: PERSONA,
        look: LOOK,
        text: MessageBody::accepted("  Hello\n\u{1F9E1} ".to_owned()),
        picture: None,
        released_at: at(10),
    }
}

pub fn attempt(number: u32) -> Attempt {
    Attempt {
        id: AttemptId(Uuid::from_u128(
            ATTEMPT.0.as_u128() + u128::from(number) - 1,
        )),
        reply: REPLY,
        number,
        started_at: at(20),
        server_offset: -3,
        newest_event: Some(EventId::from("77")),
        media: None,
        outcome: None,
    }
}

pub fn message(id: &str, direction: Direction, millis: i64) -> Message {
    Message {
        id: EventId::from(id),
        customer: maya(),
        direction,
        text: format!("text of {id}"),
        attachment: None,
        at: at(millis),
        look: None,
        reply: None,
    }
}
