//! What every run begins with, made once: the network with the brand's personas
//! on it, and two desks of the brand at work. A run gets copies.

use crate::clock::{DeskClock, DeskIds, NetworkClock, Time, pass};
use crate::life::Life;
use crate::record::Record;
use crate::way::WayOut;
use desk::api::{AccountConnect, KeysX, KindName, OperatorAdd, PersonaAdd, PersonaPublish};
use desk::{Desk, Options, PracticeLine, VaultChoice};
use practice::Practice;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64};
use std::time::Duration;
use tests::simulated::Folder;
use vault::Memory;

/// 2026-11-22 10:00:00 UTC.
const BEGIN_MS: i64 = 1_795_341_600_000;
/// The picture that personas are made from.
const PHOTO: &[u8] = include_bytes!("../src/simulated/ana.png");
/// The pictures that replies may carry.
pub const PICTURES: [&[u8]; 2] = [PHOTO, include_bytes!("../../icons/128x128@2x.png")];
/// Under this address the network is reached.
const ADDRESS: &str = "http://127.0.0.1:9";
/// The people at each desk; the first sits there.
pub const OPERATORS: [&str; 2] = ["Ana", "Ben"];

/// A persona of a desk.
#[derive(Clone, Copy, Debug)]
pub struct Cast {
    /// Its line, which no other desk's has.
    pub line: &'static str,
    /// What it is.
    pub kind: KindName,
    /// Whether it is published before the run begins.
    pub published: bool,
}

const fn cast(line: &'static str, kind: KindName, published: bool) -> Cast {
    Cast {
        line,
        kind,
        published,
    }
}

/// The personas of each desk.
pub const PERSONAS: [[Cast; 5]; 2] = [
    [
        cast("Ana Ruiz, Care Team", KindName::Human, true),
        cast("Ben Lee, Orders", KindName::Human, true),
        cast("Northwind Bot", KindName::Automated, true),
        cast("Cleo Park, Returns", KindName::Human, false),
        cast("Dora Vance, Weekends", KindName::Human, false),
    ],
    [
        cast("Eva Holm, Care Team", KindName::Human, true),
        cast("Finn Aho, Orders", KindName::Human, true),
        cast("Southdesk Bot", KindName::Automated, true),
        cast("Gus Berg, Returns", KindName::Human, false),
        cast("Hana Ito, Weekends", KindName::Human, false),
    ],
];

/// A desk at work, to be copied.
pub struct Prepared {
    folder: Folder,
    /// Its secrets, which no run changes.
    pub vault: Arc<Memory>,
    /// The account's key there.
    pub account: String,
}

impl Prepared {
    /// Copies the desk's data.
    pub fn copy_to(&self, folder: &Path) -> std::io::Result<()> {
        copy(&self.folder.data(), folder)
    }
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// What every run begins with.
pub struct Template {
    /// The network as a document.
    pub network: Vec<u8>,
    /// The brand's user id.
    pub brand: String,
    /// The desks.
    pub desks: Vec<Prepared>,
    /// What a customer is to see of each of [`PICTURES`].
    pub pictures: Vec<Vec<u8>>,
    /// When a run begins, in milliseconds since the epoch, UTC.
    pub begin_ms: i64,
}

impl Template {
    /// Makes it. Within a runtime whose time is paused.
    pub async fn make() -> Self {
        let time = Time::from(BEGIN_MS);
        let practice = Practice::in_memory(practice::Options {
            seed: 11,
            clock: Arc::new(NetworkClock(time)),
        })
        .expect("a practice network");
        let (mut desks, mut pictures) = (Vec::new(), Vec::new());
        for number in 0..PERSONAS.len() {
            let (prepared, drawn) = prepare(number, &practice, time).await;
            desks.push(prepared);
            pictures = drawn;
        }
        // What was read for this is no part of any run's budget.
        pass(Duration::from_secs(16 * 60)).await;
        Self {
            network: practice.save().expect("the network as a document"),
            brand: practice.accounts().remove(0).user_id,
            desks,
            pictures,
            begin_ms: time.now_ms(),
        }
    }
}

async fn prepare(number: usize, practice: &Practice, time: Time) -> (Prepared, Vec<Vec<u8>>) {
    let (folder, vault) = (Folder::new(), Arc::new(Memory::default()));
    let life = Arc::new(Life::default());
    let clock = DeskClock::new(time, Arc::clone(&life));
    let options = Options {
        data: folder.data(),
        vault: VaultChoice::Memory(Arc::clone(&vault)),
        // A count of its own: the desk counts from the beginning in a run.
        ids: DeskIds::new(Arc::clone(&clock), 100 + number as u8),
        http: Arc::new(WayOut {
            desk: number,
            line: PracticeLine(practice.clone()),
            time,
            clock: Arc::clone(&clock),
            life,
            record: Arc::new(Record::default()),
            offline_until: AtomicI64::new(0),
            stopped: AtomicBool::new(false),
        }),
        clock,
        practice: Some(practice.clone()),
        callback_port: 0,
    };
    let desk = Desk::open(options).await.expect("a desk");
    for name in OPERATORS.iter().rev() {
        let name = (*name).to_owned();
        let seated = desk.operator_add(OperatorAdd { name }).await;
        seated.expect("somebody sits there");
    }
    let brand = practice.accounts().remove(0);
    let request = AccountConnect {
        keys: KeysX {
            consumer_key: brand.consumer_key,
            consumer_secret: brand.consumer_secret,
            token: brand.token,
            token_secret: brand.token_secret,
        },
        api_base: Some(ADDRESS.to_owned()),
        upload_base: None,
    };
    let account = desk.account_connect(request).await.expect("connected").id;
    for one in PERSONAS[number] {
        let staged = desk.picture_stage(PHOTO.to_vec(), None).await;
        let request = PersonaAdd {
            own_lines: Vec::new(),
            details: desk::api::PersonaDetails::default(),
            kind: one.kind,
            line: one.line.to_owned(),
            picture: staged.expect("a picture").id,
        };
        desk.persona_add(request).await.expect("a persona");
        if one.published {
            let request = PersonaPublish {
                persona: one.line.to_owned(),
                account: account.clone(),
            };
            desk.persona_publish(request).await.expect("published");
        }
    }
    desk.inbox_sync(desk::api::InboxSync::default())
        .await
        .expect("read");
    let mut pictures = Vec::new();
    for bytes in PICTURES {
        let staged = desk.message_picture_stage(bytes.to_vec()).await;
        let path = staged.expect("a picture").path;
        let drawn = desk.picture(&path).await.expect("a picture");
        pictures.push(drawn.expect("it was staged"));
    }
    drop(desk);
    let prepared = Prepared {
        folder,
        vault,
        account,
    };
    (prepared, pictures)
}
