//! A practice network on a socket of this process, and desks of real parts:
//! real files, real sockets, the machine's clock.

use desk::api::{
    AccountConnect, DeliveryChoices, DeliverySet, InboxSync, KeysX, KindName, OperatorAdd,
    PersonaAdd, PersonaDetails, PersonaPublish, StalePolicy,
};
use desk::{Desk, Options, VaultChoice};
use practice::{Practice, Told, WallClock, base_url};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tests::simulated::{ANA, Folder, UNHURRIED};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::net::TcpListener;
use tokio::process::{Child, ChildStdout, Command};
use vault::Memory;

pub const PHOTO: &[u8] = include_bytes!("../src/simulated/ana.png");

/// A folder with a connected account, and the network it is connected to.
pub struct Served {
    pub practice: Practice,
    pub folder: Folder,
    pub account: String,
    vault: Arc<Memory>,
}

impl Served {
    /// Serves a network and prepares a folder for the main job.
    pub async fn new() -> Self {
        let (practice, base) = serve().await;
        let (folder, vault) = (Folder::new(), Arc::new(Memory::default()));
        let choice = VaultChoice::Memory(vault.clone());
        let desk = Desk::open(Options::real(folder.data(), choice).unwrap());
        let desk = desk.await.unwrap();
        let account = prepare(&desk, keys(&practice), &base).await;
        Self {
            practice,
            folder,
            account,
            vault,
        }
    }

    /// The desk in this process.
    pub async fn desk(&self) -> Desk {
        let choice = VaultChoice::Memory(self.vault.clone());
        let options = Options::real(self.folder.data(), choice).unwrap();
        let desk = Desk::open(options).await.unwrap();
        assert!(desk.is_owner());
        desk
    }

    /// The desk in a process of its own, once it is ready.
    pub async fn start(&self, mode: &str, round: usize) -> Victim {
        self.start_with("exec \"$@\"", mode, round).await
    }

    /// The same under a shell's command, such as a limit.
    pub async fn start_with(&self, shell: &str, mode: &str, round: usize) -> Victim {
        let mut child = Command::new("sh")
            .args(["-c", shell, "sh", env!("CARGO_BIN_EXE_crash-desk"), mode])
            .arg(self.folder.data())
            .args([&self.account, &round.to_string()])
            .env(
                "DESK_KEYS",
                serde_json::to_string(&keys(&self.practice)).unwrap(),
            )
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let out = child.stdout.take().unwrap();
        let mut victim = Victim {
            child,
            lines: BufReader::new(out).lines(),
        };
        let first = victim.lines.next_line().await.unwrap();
        assert_eq!(first.as_deref(), Some("ready"));
        victim
    }

    /// Everything the brand said, oldest first.
    pub fn truth(&self) -> Vec<Told> {
        let brand = self.practice.accounts().remove(0).user_id;
        let mut told = self.practice.truth().unwrap();
        told.retain(|told| told.sender_id == brand);
        told
    }
}

/// A desk in a process of its own.
pub struct Victim {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Victim {
    /// Kills it after so long; every line that it said.
    pub async fn killed_after(mut self, life: Duration) -> Vec<String> {
        // Only a kill ends it; a desk that ended by itself would show nothing.
        let ended = tokio::time::timeout(life, self.child.wait()).await;
        assert!(ended.is_err(), "it ended by itself: {ended:?}");
        self.child.kill().await.unwrap();
        self.rest().await
    }

    /// Every line that it says until it ends.
    pub async fn rest(mut self) -> Vec<String> {
        let mut said = Vec::new();
        while let Some(line) = self.lines.next_line().await.unwrap() {
            said.push(line);
        }
        self.child.wait().await.unwrap();
        said
    }
}

/// What stands behind a word in the lines that a desk said.
pub fn after<'a>(said: &'a [String], word: &'a str) -> impl Iterator<Item = &'a str> {
    said.iter()
        .filter_map(move |line| line.strip_prefix(word)?.strip_prefix(' '))
}

/// A fresh network on a socket, and its address.
pub async fn serve() -> (Practice, String) {
    let practice = Practice::in_memory(practice::Options {
        seed: 5,
        clock: Arc::new(WallClock),
    })
    .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = base_url(&listener).unwrap();
    tokio::spawn(practice.clone().serve(listener, std::future::pending()));
    (practice, base)
}

pub fn keys(practice: &Practice) -> KeysX {
    let brand = practice.accounts().remove(0);
    KeysX {
        consumer_key: brand.consumer_key,
        consumer_secret: brand.consumer_secret,
        token: brand.token,
        token_secret: brand.token_secret,
    }
}

/// Everything before the first reply; the account's key.
pub async fn prepare(desk: &Desk, keys: KeysX, base: &str) -> String {
    let name = "Ana".to_owned();
    desk.operator_add(OperatorAdd { name }).await.unwrap();
    let connect = AccountConnect {
        keys,
        api_base: Some(base.to_owned()),
        upload_base: None,
    };
    let account = desk.account_connect(connect).await.unwrap().id;
    let delivery = DeliverySet {
        account: account.clone(),
        // Customers answer while desks are killed; that is not the subject here.
        choices: DeliveryChoices {
            stale: StalePolicy::Send,
            ..UNHURRIED
        },
    };
    desk.delivery_set(delivery).await.unwrap();
    let picture = desk.picture_stage(PHOTO.to_vec(), None).await.unwrap().id;
    let add = PersonaAdd {
        own_lines: Vec::new(),
        details: PersonaDetails::default(),
        kind: KindName::Human,
        line: ANA.to_owned(),
        picture,
    };
    let persona = desk.persona_add(add).await.unwrap().id;
    let publish = PersonaPublish {
        persona,
        account: account.clone(),
    };
    desk.persona_publish(publish).await.unwrap();
    desk.inbox_sync(InboxSync::default()).await.unwrap();
    account
}

/// The runtime of a scenario in real time.
pub fn run_for_real<T>(scenario: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(scenario)
}

/// All files under a folder.
pub fn files(folder: PathBuf) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found
}
