//! The vault changes while people work: what waits for its keys goes on when
//! they are within reach, and no secret stands anywhere else.

use crate::secrets::found;
use crate::served::files;
use desk::ErrorCode;
use desk::api::{
    AccountRef, KeysState, KeysX, Nothing, ReplyState, ThreadItem, VaultChangePassphrase,
    VaultKind, VaultState, VaultStatus, VaultUnlock, VaultUseFile, WhenUnreachable,
};
use secrecy::SecretString;
use tests::simulated::{Trouble, World, run};
use tokio_util::sync::CancellationToken;

const PASSPHRASE: &str = "seven grey herons at noon";

async fn use_file(world: &World, passphrase: &str) -> Result<VaultStatus, ErrorCode> {
    let request = VaultUseFile {
        passphrase: SecretString::from(passphrase),
        unreachable: WhenUnreachable::Refuse,
    };
    world.desk.vault_use_file(request).await
}

async fn unlock(world: &World, passphrase: &str) -> Result<VaultStatus, ErrorCode> {
    let passphrase = SecretString::from(passphrase);
    world.desk.vault_unlock(VaultUnlock { passphrase }).await
}

async fn status(world: &World) -> VaultStatus {
    world.desk.vault_status(Nothing {}).await.unwrap()
}

fn keys(status: &VaultStatus) -> Vec<KeysState> {
    status.accounts.iter().map(|one| one.keys).collect()
}

fn waits_for_keys(state: &ReplyState) -> bool {
    matches!(state, ReplyState::WaitingAccountStopped { said: None, .. })
}

fn sent(state: &ReplyState) -> bool {
    matches!(state, ReplyState::Sent { .. })
}

/// No file below the data folder holds one of these in any spelling.
fn assert_nowhere(world: &World, secrets: &[String]) {
    let kept = files(world.data());
    let names: Vec<_> = kept.iter().filter_map(|path| path.file_name()).collect();
    assert!(names.iter().any(|name| *name == "byline.db"), "{names:?}");
    for path in kept {
        let hits = found(secrets, &std::fs::read(&path).unwrap());
        assert!(hits.is_empty(), "{} holds a secret", path.display());
    }
}

fn secrets_of(keys: KeysX) -> Vec<String> {
    let mut all = vec![keys.consumer_secret, keys.token, keys.token_secret];
    all.push(PASSPHRASE.to_owned());
    all
}

#[test]
fn a_desk_that_moved_to_the_locked_file_sends_once_it_is_unlocked() {
    run(async {
        let world = World::ready().await;
        let moved = use_file(&world, PASSPHRASE).await.unwrap();
        assert_eq!(
            (moved.kind, moved.state),
            (VaultKind::LockedFile, VaultState::Ready)
        );
        assert_eq!(keys(&moved), [KeysState::Present]);
        assert!(!moved.from_environment);
        let customer = world.customers().await.remove(0);
        let before = world.send(&customer, "from the open file").await;
        world.settle().await;
        assert!(sent(&world.state(&before).await));

        let world = world.restart().await;
        let locked = status(&world).await;
        assert_eq!(
            (locked.kind, locked.state),
            (VaultKind::LockedFile, VaultState::Locked)
        );
        assert_eq!(keys(&locked), [KeysState::Unknown]);
        let waiting = world.send(&customer, "as soon as it is open").await;
        world.settle().await;
        assert!(waits_for_keys(&world.state(&waiting).await));

        let wrong = unlock(&world, "eight grey herons at noon").await;
        assert_eq!(wrong.err(), Some(ErrorCode::WrongPassphrase));
        world.settle().await;
        assert!(waits_for_keys(&world.state(&waiting).await));

        let open = unlock(&world, PASSPHRASE).await.unwrap();
        assert_eq!(keys(&open), [KeysState::Present]);
        // No time has passed: it did not wait for its next try.
        world.settle().await;
        assert!(sent(&world.state(&waiting).await));
        let told = world.told(&customer);
        assert_eq!(told, ["from the open file", "as soon as it is open"]);
        assert_nowhere(&world, &secrets_of(world.keys()));
        world.ledger_is_whole().await;
    });
}

#[test]
fn keys_come_back_to_the_keychain_and_the_file_goes() {
    run(async {
        let world = World::ready().await;
        use_file(&world, PASSPHRASE).await.unwrap();
        let change = VaultChangePassphrase {
            current: SecretString::from(PASSPHRASE),
            new: SecretString::from("eight grey herons at noon"),
        };
        world.desk.vault_change_passphrase(change).await.unwrap();
        world.desk.vault_lock(Nothing {}).await.unwrap();
        let closed = world.desk.vault_use_keychain(Nothing {}).await;
        let state = VaultState::Locked;
        assert_eq!(closed.err(), Some(ErrorCode::Vault { state }));
        assert!(unlock(&world, PASSPHRASE).await.is_err());
        unlock(&world, "eight grey herons at noon").await.unwrap();

        let back = world.desk.vault_use_keychain(Nothing {}).await.unwrap();
        assert_eq!((back.kind, back.file), (VaultKind::Memory, false));
        assert_eq!(keys(&back), [KeysState::Present]);
        let world = world.restart().await;
        assert_eq!(status(&world).await.kind, VaultKind::Memory);
        let customer = world.customers().await.remove(0);
        let reply = world.send(&customer, "from the keychain").await;
        world.settle().await;
        assert!(sent(&world.state(&reply).await));
        assert_nowhere(&world, &secrets_of(world.keys()));
    });
}

#[test]
fn a_lost_passphrase_costs_the_keys_and_nothing_that_was_written() {
    run(async {
        let world = World::ready().await;
        use_file(&world, PASSPHRASE).await.unwrap();
        let mut world = world.restart().await;
        let customers = world.customers().await;
        world.draft(&customers[1], "half a sentence").await;
        let reply = world.send(&customers[0], "still to be said").await;
        world.settle().await;

        let over = world.desk.vault_start_over(Nothing {}).await.unwrap();
        assert_eq!((over.state, over.file), (VaultState::Absent, false));
        let short = use_file(&world, "seven g").await;
        let least = 8;
        assert_eq!(short.err(), Some(ErrorCode::PassphraseTooShort { least }));
        let fresh = use_file(&world, "eight grey herons at noon").await.unwrap();
        assert_eq!(keys(&fresh), [KeysState::Missing]);
        world.settle().await;
        assert!(waits_for_keys(&world.state(&reply).await));

        world.connect().await;
        assert_eq!(keys(&status(&world).await), [KeysState::Present]);
        world.settle().await;
        assert!(sent(&world.state(&reply).await));
        let draft = world.thread(&customers[1]).await.draft.unwrap();
        assert_eq!(draft.text, "half a sentence");
        let aside = files(world.data())
            .iter()
            .filter_map(|path| path.file_name()?.to_str().map(str::to_owned))
            .any(|name| name.starts_with("vault.locked.aside-"));
        assert!(aside, "the old file is kept");
    });
}

#[test]
fn an_account_without_keys_keeps_its_conversations_and_goes_on_with_new_ones() {
    run(async {
        let mut world = World::ready().await;
        let customer = world.customers().await.remove(0);
        let account = AccountRef {
            account: world.account.clone(),
        };
        world.desk.account_forget_keys(account).await.unwrap();
        assert_eq!(keys(&status(&world).await), [KeysState::Missing]);
        let reply = world.send(&customer, "once there are keys").await;
        world.settle().await;
        assert!(waits_for_keys(&world.state(&reply).await));
        assert!(!world.thread(&customer).await.items.is_empty());

        world.connect().await;
        world.settle().await;
        assert!(sent(&world.state(&reply).await));
        assert_eq!(world.told(&customer), ["once there are keys"]);
    });
}

#[test]
fn an_open_desk_goes_on_by_itself_as_soon_as_it_is_unlocked() {
    run(async {
        let world = World::ready().await;
        use_file(&world, PASSPHRASE).await.unwrap();
        let world = world.restart().await;
        let stop = CancellationToken::new();
        let running = tokio::spawn({
            let (desk, stop) = (world.desk.clone(), stop.clone());
            async move { desk.run(stop).await }
        });
        let customer = world.customers().await.remove(0);
        let reply = world.send(&customer, "at last").await;
        world.until(&reply, waits_for_keys).await;
        let tries_again = match world.state(&reply).await {
            ReplyState::WaitingAccountStopped { until, .. } => until,
            state => panic!("{state:?}"),
        };
        unlock(&world, PASSPHRASE).await.unwrap();
        world.until(&reply, sent).await;
        assert!(world.clock.shows() < tries_again, "nobody waited for that");
        stop.cancel();
        running.await.unwrap();
    });
}

#[test]
fn what_was_written_while_an_account_had_no_keys_is_read_as_soon_as_it_has_some() {
    run(async {
        let mut world = World::ready().await;
        let stop = CancellationToken::new();
        let running = tokio::spawn({
            let (desk, stop) = (world.desk.clone(), stop.clone());
            async move { desk.run(stop).await }
        });
        let account = AccountRef {
            account: world.account.clone(),
        };
        world.desk.account_forget_keys(account).await.unwrap();
        let text = "Is anybody there?";
        world.practice.customer_writes("mayalind", text).unwrap();
        let is_news =
            |item: &ThreadItem| matches!(item, ThreadItem::Incoming(one) if one.text == text);
        // Threads take turns here: in this time the reading without keys has failed.
        for _ in 0..20 {
            let items = world.thread("mayalind").await.items;
            assert!(!items.iter().any(is_news), "read without keys");
        }
        let before = world.clock.shows();
        world.connect().await;
        while !world.thread("mayalind").await.items.iter().any(is_news) {}
        assert_eq!(
            world.clock.shows(),
            before,
            "nobody waited for the next reading"
        );
        stop.cancel();
        running.await.unwrap();
    });
}

#[test]
fn an_account_that_the_network_stopped_stays_stopped_when_the_vault_opens() {
    run(async {
        let world = World::ready().await;
        use_file(&world, PASSPHRASE).await.unwrap();
        let customer = world.customers().await.remove(0);
        let reply = world.send(&customer, "not yet").await;
        let expired = Trouble::Refuses(401, 89, "Invalid or expired token.");
        world.road.trouble_next_message_to(&customer, expired);
        world.settle().await;
        world.desk.vault_lock(Nothing {}).await.unwrap();
        unlock(&world, PASSPHRASE).await.unwrap();
        world.settle().await;
        let state = world.state(&reply).await;
        let stopped = matches!(
            &state,
            ReplyState::WaitingAccountStopped { said: Some(_), .. }
        );
        assert!(stopped, "{state:?}");
        assert!(world.told(&customer).is_empty());
    });
}
