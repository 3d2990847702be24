//! A desk of real parts but for its clock, and a practice network that is served
//! beside it under the same clock.

use super::browser::{self, Shown};
use crate::served::PHOTO;
use desk::api::{
    AccountConnect, AccountList, AccountView, AppKeys, DeliverySet, KeysX, KindName, LoginApp,
    LoginBegin, LoginBegun, LoginPin, LoginWay, Nothing, OperatorAdd, PersonaAdd, PersonaDetails,
    PersonaPublish,
};
use desk::{Desk, ErrorCode, Options, VaultChoice};
use practice::{Practice, PracticeAccount, base_url};
use secrecy::ExposeSecret;
use std::sync::Arc;
use tests::simulated::{ANA, Folder, SimClock, UNHURRIED};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use vault::{Memory, SecretKey, Vault};

pub struct Scene {
    pub clock: Arc<SimClock>,
    pub desk: Desk,
    pub vault: Arc<Memory>,
    /// Where browsers come back to.
    pub port: u16,
    pub network: Served,
    /// Kept as long as the desk works in it.
    _folder: Folder,
}

/// A practice network on a port.
pub struct Served {
    pub practice: Practice,
    pub base: String,
    end: CancellationToken,
    task: JoinHandle<std::io::Result<()>>,
}

impl Served {
    pub async fn new(seed: u64, clock: Arc<SimClock>) -> Self {
        let practice = Practice::in_memory(practice::Options { seed, clock }).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = base_url(&listener).unwrap();
        let end = CancellationToken::new();
        let ended = end.clone().cancelled_owned();
        let task = tokio::spawn(practice.clone().serve(listener, ended));
        Self {
            practice,
            base,
            end,
            task,
        }
    }

    /// Nobody is there any more when this returns.
    pub async fn shut(&mut self) {
        self.end.cancel();
        (&mut self.task).await.unwrap().unwrap();
    }

    /// A brand by its handle.
    pub fn brand(&self, handle: &str) -> PracticeAccount {
        let brands = self.practice.accounts();
        let mut brands = brands.into_iter().chain(self.practice.neighbour());
        brands.find(|it| it.handle == handle).unwrap()
    }

    /// The app of this network, by its keys.
    pub fn app(&self) -> LoginApp {
        let brand = self.brand("northwind");
        LoginApp::Keys {
            keys: AppKeys {
                consumer_key: brand.consumer_key,
                consumer_secret: brand.consumer_secret,
            },
            api_base: Some(self.base.clone()),
        }
    }
}

impl Scene {
    /// Nobody is connected; the callback is registered.
    pub async fn new() -> Self {
        let clock = SimClock::new();
        let network = Served::new(5, clock.clone()).await;
        let (folder, vault) = (Folder::new(), Arc::new(Memory::default()));
        let choice = VaultChoice::Memory(vault.clone());
        let mut options = Options::real(folder.data(), choice).unwrap();
        options.clock = clock.clone();
        options.callback_port = browser::free_port().await;
        let port = options.callback_port;
        let desk = Desk::open(options).await.unwrap();
        let scene = Self {
            clock,
            desk,
            vault,
            port,
            network,
            _folder: folder,
        };
        let callback = scene.callback().await;
        scene.network.practice.register_callback(&callback).unwrap();
        scene
    }

    /// The callback that people are told to register.
    pub async fn callback(&self) -> String {
        let set_up = self.desk.account_login_set_up(Nothing {}).await;
        set_up.unwrap().callback
    }

    pub async fn begin(&self, app: LoginApp, way: LoginWay) -> Result<LoginBegun, ErrorCode> {
        self.desk.account_login_begin(LoginBegin { app, way }).await
    }

    /// A login in the browser, up to the network's page.
    pub async fn browse(&self, app: LoginApp) -> String {
        self.begin(app, LoginWay::Browser).await.unwrap().address
    }

    /// Presses a button of the network's page and goes where that leads.
    pub async fn decide(&self, address: &str, handle: &str, decision: &str) -> Shown {
        let brand = self.network.brand(handle).user_id;
        let sent = browser::press(address, &brand, decision).await;
        browser::open(&sent.location.unwrap()).await
    }

    /// The whole login in the browser.
    pub async fn sign_in(&self, app: LoginApp, handle: &str) -> AccountView {
        let address = self.browse(app).await;
        let page = self.decide(&address, handle, "allow").await;
        assert_eq!(page.status, 200);
        self.wait().await.unwrap()
    }

    pub async fn wait(&self) -> Result<AccountView, ErrorCode> {
        self.desk.account_login_wait(Nothing {}).await
    }

    pub async fn pin(&self, pin: &str) -> Result<AccountView, ErrorCode> {
        let pin = pin.to_owned();
        self.desk.account_login_pin(LoginPin { pin }).await
    }

    /// Waits, from before this returns, beside what else happens.
    pub async fn waiting(&self) -> JoinHandle<Result<AccountView, ErrorCode>> {
        let desk = self.desk.clone();
        let mut wait = Box::pin(async move { desk.account_login_wait(Nothing {}).await });
        tokio::select! {
            biased;
            end = &mut wait => panic!("nobody has decided yet: {end:?}"),
            () = std::future::ready(()) => {}
        }
        tokio::spawn(wait)
    }

    pub async fn names(&self) -> Vec<String> {
        let AccountList { accounts } = self.desk.account_list(Nothing {}).await.unwrap();
        accounts.into_iter().map(|account| account.name).collect()
    }

    /// Somebody sits there, and a persona speaks on the account.
    pub async fn prepare(&self, account: &str) {
        let name = "Ana".to_owned();
        self.desk.operator_add(OperatorAdd { name }).await.unwrap();
        let picture = self.desk.picture_stage(PHOTO.to_vec(), None).await.unwrap();
        let add = PersonaAdd {
            own_lines: Vec::new(),
            details: PersonaDetails::default(),
            kind: KindName::Human,
            line: ANA.to_owned(),
            picture: picture.id,
        };
        let persona = self.desk.persona_add(add).await.unwrap().id;
        let publish = PersonaPublish {
            persona,
            account: account.to_owned(),
        };
        self.desk.persona_publish(publish).await.unwrap();
        let delivery = DeliverySet {
            account: account.to_owned(),
            choices: UNHURRIED,
        };
        self.desk.delivery_set(delivery).await.unwrap();
    }

    /// The keys of an account, as the vault holds them.
    pub fn keys(&self, account: &AccountView) -> KeysX {
        let key = SecretKey::new(format!("account/{}", account.id)).unwrap();
        let kept = self.vault.get(&key).unwrap().unwrap();
        serde_json::from_str(kept.expose_secret()).unwrap()
    }

    /// Connects with pasted keys.
    pub async fn paste(&self, keys: KeysX) -> Result<AccountView, ErrorCode> {
        let request = AccountConnect {
            keys,
            api_base: Some(self.network.base.clone()),
            upload_base: None,
        };
        self.desk.account_connect(request).await
    }

    /// The port is free again.
    pub async fn assert_port_is_free(&self) {
        TcpListener::bind(("127.0.0.1", self.port)).await.unwrap();
    }
}
