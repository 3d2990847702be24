//! Secrets are in the vault and nowhere else: not in a file, a log or an answer.

use crate::logins::browser;
use crate::served::{files, keys, prepare, run_for_real, serve};
use async_trait::async_trait;
use base64::Engine;
use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use desk::api::{
    AccountConnect, AccountRef, AppKeys, ConversationShow, ConversationsOf, InboxSync, KeysX,
    LeaveWhen, LedgerPage, LoginApp, LoginBegin, LoginPin, LoginWay, Nothing, PersonaShow,
    ReplySend, VaultChangePassphrase, VaultUnlock, VaultUseFile, WhenUnreachable,
};
use desk::{Desk, ErrorCode, Options, VaultChoice};
use network::{Answer, Http, HttpFailure, Request, Wire};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use practice::Practice;
use secrecy::SecretString;
use serde_json::Value;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};
use tests::simulated::{ANA, Folder};

const PASSPHRASE: &str = "seven grey herons at noon";

/// Every way a secret may be written down, as bytes to look for.
fn spellings(secret: &str) -> Vec<Vec<u8>> {
    let mut all = vec![secret.to_owned(), secret.chars().rev().collect()];
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    all.extend([hex.to_uppercase(), hex]);
    all.push(utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string());
    all.push(secret.bytes().map(|byte| format!("%{byte:02X}")).collect());
    // In base64 a text looks different behind none, one or two other bytes;
    // the first and last letters mix with their neighbours.
    for lead in 0..3usize {
        let bytes = [&vec![b' '; lead], secret.as_bytes()].concat();
        for engine in [BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD] {
            let text = engine.encode(&bytes);
            let core = text.get(4 * lead.min(1)..text.len() - 4);
            all.push(core.unwrap().to_owned());
        }
    }
    all.into_iter().map(String::into_bytes).collect()
}

/// The secrets that stand in a text in any spelling.
pub fn found<'a>(secrets: &'a [String], text: &[u8]) -> Vec<&'a str> {
    let stands = |part: &Vec<u8>| text.windows(part.len()).any(|window| window == part);
    let hit = secrets
        .iter()
        .filter(|secret| spellings(secret).iter().any(stands));
    hit.map(String::as_str).collect()
}

/// A place where a log is kept for reading it.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The way out, with an ear for the secrets that a network gives in a login.
struct Overheard {
    wire: Wire,
    secrets: Mutex<Vec<String>>,
}

#[async_trait]
impl Http for Overheard {
    async fn send(&self, request: Request) -> Result<Answer, HttpFailure> {
        let path = request.url.path().to_owned();
        let answer = self.wire.send(request).await?;
        if path.starts_with("/oauth/") {
            let form = String::from_utf8_lossy(&answer.body);
            let mut pairs = form.split('&').filter_map(|pair| pair.split_once('='));
            if let Some((_, secret)) = pairs.find(|(name, _)| *name == "oauth_token_secret") {
                self.secrets.lock().unwrap().push(secret.to_owned());
            }
        }
        Ok(answer)
    }
}

#[test]
fn the_search_finds_a_planted_secret_in_every_spelling() {
    let secrets = vec!["hunter2-Hunter2-hunter2".to_owned()];
    for part in spellings(&secrets[0]) {
        let text = [b"before ".as_slice(), &part, b" behind"].concat();
        assert_eq!(found(&secrets, &text).len(), 1);
    }
    for lead in ["", "a", "ab", "abc"] {
        let encoded = BASE64_STANDARD_NO_PAD.encode(format!("{lead}{}, and more", secrets[0]));
        assert_eq!(found(&secrets, encoded.as_bytes()).len(), 1, "{lead}");
    }
    assert!(found(&secrets, b"nothing to see here").is_empty());
}

#[test]
fn no_secret_stands_in_a_file_a_log_or_an_answer() {
    let log = Kept::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .init();
    let folder = Folder::new();
    let (answers, secrets) = run_for_real(async {
        let (practice, base) = serve().await;
        let choice = VaultChoice::LockedFile(SecretString::from(PASSPHRASE));
        let overheard = Arc::new(Overheard {
            wire: Wire::new().unwrap(),
            secrets: Mutex::default(),
        });
        let mut options = Options::real(folder.data(), choice).unwrap();
        options.http = overheard.clone();
        options.callback_port = browser::free_port().await;
        let desk = Desk::open(options).await.unwrap();
        let keys = keys(&practice);
        let account = prepare(&desk, keys.clone(), &base).await;
        let mut answers = every_answer(&desk, &account, &keys, &base).await;
        let (of_logins, proofs) = every_login(&desk, &practice, &account, &base).await;
        answers.extend(of_logins);
        let mut secrets = secrets_of(&keys);
        secrets.extend(proofs);
        let given = overheard.secrets.lock().unwrap().clone();
        assert_eq!(given.len(), 4, "two request tokens and two access tokens");
        secrets.extend(given);
        (answers, secrets)
    });

    assert!(answers.len() > 15);
    for (command, answer) in &answers {
        let hits = found(&secrets, answer.to_string().as_bytes());
        assert!(hits.is_empty(), "the answer of {command} has a secret");
    }
    let log = log.0.lock().unwrap();
    assert!(log.len() > 10_000, "a trace says something");
    assert!(found(&secrets, &log).is_empty(), "the log has a secret");
    let kept = files(folder.data());
    let names: Vec<_> = kept.iter().filter_map(|path| path.file_name()).collect();
    for expected in ["byline.db", "vault.locked"] {
        assert!(names.iter().any(|name| *name == expected), "{names:?}");
    }
    let closed = std::fs::metadata(folder.data()).unwrap().permissions();
    assert_eq!(closed.mode() & 0o777, 0o700);
    for path in &kept {
        let hits = found(&secrets, &std::fs::read(path).unwrap());
        assert!(hits.is_empty(), "{} has a secret", path.display());
        let mode = std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", path.display());
    }
}

fn secrets_of(keys: &KeysX) -> Vec<String> {
    let keys = keys.clone();
    vec![
        keys.consumer_key,
        keys.consumer_secret,
        keys.token,
        keys.token_secret,
        PASSPHRASE.to_owned(),
    ]
}

fn passphrase(text: &str) -> SecretString {
    SecretString::from(text)
}

/// The main job and everything that can be asked around it, as JSON.
async fn every_answer(
    desk: &Desk,
    account: &str,
    keys: &KeysX,
    base: &str,
) -> Vec<(&'static str, Value)> {
    let mut answers = Vec::new();
    macro_rules! ask {
        ($($command:ident($request:expr),)*) => {$(
            let answer = match desk.$command($request).await {
                Ok(answer) => serde_json::to_value(answer),
                Err(code) => serde_json::to_value(code),
            };
            answers.push((stringify!($command), answer.unwrap()));
        )*};
    }
    let list = desk.conversation_list(ConversationsOf::default()).await;
    let customer = list.unwrap().conversations.remove(0).customer.id;
    let show = || ConversationShow {
        account: account.to_owned(),
        customer: customer.clone(),
    };
    let connect = |keys: KeysX, base: &str| AccountConnect {
        keys,
        api_base: Some(base.to_owned()),
        upload_base: None,
    };
    let wrong = KeysX {
        token_secret: "wrong".to_owned(),
        ..keys.clone()
    };
    let misshaped = KeysX {
        token_secret: format!("{} with a space", keys.token_secret),
        ..keys.clone()
    };
    let in_address = format!("https://{}@example.com", keys.token_secret);
    let send = ReplySend {
        look: None,
        account: account.to_owned(),
        customer: customer.clone(),
        persona: ANA.to_owned(),
        text: "Hello, I am Ana.".to_owned(),
        picture: None,
        seen: None,
        leave: LeaveWhen::AtOnce,
    };
    let ana = PersonaShow {
        persona: ANA.to_owned(),
    };
    ask! {
        reply_send(send),
    }
    desk.outbox_settle().await.unwrap();
    ask! {
        account_connect(connect(wrong, base)),
        account_connect(connect(misshaped, base)),
        account_connect(connect(keys.clone(), &in_address)),
        account_connect(connect(keys.clone(), "http://127.0.0.1:1")),
        account_connect(connect(keys.clone(), base)),
        overview(Nothing {}),
        account_list(Nothing {}),
        persona_list(Nothing {}),
        persona_show(ana),
        inbox_sync(InboxSync::default()),
        conversation_list(ConversationsOf::default()),
        conversation_show(show()),
        conversation_seen(show()),
        customer_view(show()),
        draft_list(Nothing {}),
        outbox_list(Nothing {}),
        ledger_list(LedgerPage::default()),
        ledger_verify(Nothing {}),
        vault_status(Nothing {}),
        vault_unlock(VaultUnlock { passphrase: passphrase("not this one") }),
        vault_change_passphrase(VaultChangePassphrase {
            current: passphrase("not this one"),
            new: passphrase(PASSPHRASE),
        }),
        vault_use_file(VaultUseFile {
            passphrase: passphrase(PASSPHRASE),
            unreachable: WhenUnreachable::Refuse,
        }),
        vault_lock(Nothing {}),
        vault_use_keychain(Nothing {}),
        vault_unlock(VaultUnlock { passphrase: passphrase(PASSPHRASE) }),
    }
    answers
}

/// Signing in by the browser and by a number, and disconnecting: what was answered,
/// and what proved that a person had allowed it.
async fn every_login(
    desk: &Desk,
    practice: &Practice,
    account: &str,
    base: &str,
) -> (Vec<(&'static str, Value)>, Vec<String>) {
    macro_rules! heard {
        ($answer:expr) => {
            match $answer {
                Ok(answer) => serde_json::to_value(answer).unwrap(),
                Err(code) => serde_json::to_value::<ErrorCode>(code).unwrap(),
            }
        };
    }
    let mut answers = Vec::new();
    let brand = practice.accounts().remove(0);
    let app = LoginApp::Keys {
        keys: AppKeys {
            consumer_key: brand.consumer_key,
            consumer_secret: brand.consumer_secret,
        },
        api_base: Some(base.to_owned()),
    };
    let set_up = desk.account_login_set_up(Nothing {}).await.unwrap();
    practice.register_callback(&set_up.callback).unwrap();
    answers.push((
        "account_login_set_up",
        serde_json::to_value(set_up).unwrap(),
    ));

    let way = LoginWay::Browser;
    let begin = LoginBegin { app, way };
    let begun = desk.account_login_begin(begin).await.unwrap();
    let sent = browser::press(&begun.address, &brand.user_id, "allow").await;
    let place = sent.location.unwrap();
    let verifier = browser::value(place.split_once('?').unwrap().1, "oauth_verifier").to_owned();
    let page = browser::open(&place).await;
    assert!(!page.text.contains(&verifier));
    answers.push(("account_login_begin", serde_json::to_value(begun).unwrap()));
    answers.push((
        "account_login_wait",
        heard!(desk.account_login_wait(Nothing {}).await),
    ));

    let way = LoginWay::Pin;
    let begin = LoginBegin {
        app: LoginApp::OfAccount {
            account: account.to_owned(),
        },
        way,
    };
    let begun = desk.account_login_begin(begin).await.unwrap();
    let page = browser::press(&begun.address, &brand.user_id, "allow").await;
    let pin = browser::number(&page);
    answers.push(("account_login_begin", serde_json::to_value(begun).unwrap()));
    for typed in ["0000000", &pin] {
        let pin = typed.to_owned();
        answers.push((
            "account_login_pin",
            heard!(desk.account_login_pin(LoginPin { pin }).await),
        ));
    }
    assert_eq!(answers.last().unwrap().1["id"], account);
    let gone = AccountRef {
        account: account.to_owned(),
    };
    answers.push((
        "account_disconnect",
        heard!(desk.account_disconnect(gone).await),
    ));
    // The number is used up, and so short that any log has it by chance.
    (answers, vec![verifier])
}
