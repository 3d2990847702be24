//! The keychain against a real Secret Service: GNOME Keyring on a message bus
//! of its own, with nothing of this machine's user in it.
//!
//! The process-wide connection and the bus address come from the environment,
//! so each scene runs in a process of its own: a test here starts this very
//! binary again, on a fresh bus, for one of the ignored `scene_…` tests.
//!
//! Needs `dbus`, `dbus-x11` and `gnome-keyring`; fails where they are missing.

use std::{
    env,
    path::Path,
    process::{Command, Output},
};

use vault::{
    Bounded, Keychain, LockedFile, MovingError, OldPlace, Patience, Unreachable, Vault, VaultError,
    VaultState, move_secrets,
};

use crate::contract::{self, key, read, secret};

/// Set for the inner process only, so that `--ignored` alone cannot let a scene
/// loose on the keychain of whoever runs the tests.
const ON_STAGE: &str = "BYLINE_TEST_SECRET_SERVICE";

const UNLOCKED: &str =
    "printf test | gnome-keyring-daemon --unlock --components=secrets --daemonize";
const WITHOUT_COLLECTION: &str = "gnome-keyring-daemon --start --components=secrets --daemonize";

#[test]
fn the_keychain_holds_the_contract() {
    play_on_bus("scene_contract", UNLOCKED);
}

#[test]
fn what_was_kept_is_there_for_the_next_process() {
    let home = tempfile::tempdir().unwrap();
    let script = format!(
        "{UNLOCKED} >/dev/null && \"$SELF\" --exact secret_service::scene_keep --ignored && \
         \"$SELF\" --exact secret_service::scene_find --ignored"
    );
    assert_played(&on_bus(home.path(), &script), 2);
}

#[test]
fn keys_move_between_the_keychain_and_the_locked_file() {
    play_on_bus("scene_move", UNLOCKED);
}

#[test]
fn a_locked_keychain_is_seen_without_a_prompt() {
    let output = play_on_bus("scene_locked", UNLOCKED);
    // The bus reports every program it starts.
    let started = String::from_utf8_lossy(&output.stderr);
    assert!(!started.contains("Prompter"), "{started}");
}

#[test]
fn a_prompt_that_nobody_answers_is_a_denial() {
    play_on_bus("scene_denied", UNLOCKED);
}

#[test]
fn a_keyring_without_a_collection_is_not_ready() {
    play_on_bus("scene_without_collection", WITHOUT_COLLECTION);
}

#[test]
fn no_bus_means_no_keychain() {
    let home = tempfile::tempdir().unwrap();
    let mut command = scene(home.path());
    command.args(["--exact", "secret_service::scene_no_bus", "--ignored"]);
    assert_played(&run(&mut command), 1);
}

/// Runs `name` on a bus of its own, after the shell command `prepare`.
fn play_on_bus(name: &str, prepare: &str) -> Output {
    let home = tempfile::tempdir().unwrap();
    let script =
        format!("{prepare} >/dev/null && exec \"$SELF\" --exact secret_service::{name} --ignored");
    let output = on_bus(home.path(), &script);
    assert_played(&output, 1);
    output
}

fn on_bus(home: &Path, script: &str) -> Output {
    let mut command = inside(home, "dbus-run-session");
    command.args(["--", "sh", "-c", script]);
    run(&mut command)
}

/// This binary, with an environment in which there is no bus at all.
fn scene(home: &Path) -> Command {
    let mut command = inside(home, env::current_exe().unwrap());
    command.env(
        "DBUS_SESSION_BUS_ADDRESS",
        format!("unix:path={}", home.join("no-bus").display()),
    );
    command
}

/// A program that sees only what is in `home`.
fn inside(home: &Path, program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("HOME", home)
        .env("XDG_DATA_HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .env("XDG_CACHE_HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("SELF", env::current_exe().unwrap())
        .env(ON_STAGE, "1");
    command
}

fn run(command: &mut Command) -> Output {
    let program = command.get_program().to_owned();
    command
        .output()
        .unwrap_or_else(|error| panic!("{} cannot be started: {error}", program.display()))
}

/// That many scenes ran, and passed.
#[track_caller]
fn assert_played(output: &Output, scenes: usize) {
    let seen = String::from_utf8_lossy(&output.stdout);
    let passed = seen.matches("test result: ok. 1 passed").count();
    assert!(
        output.status.success() && passed == scenes,
        "{}\n{seen}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
}

fn keychain() -> Bounded<Keychain> {
    assert!(env::var_os(ON_STAGE).is_some(), "only for the tests above");
    Bounded::new(Keychain, Patience::default())
}

#[test]
#[ignore = "started by the_keychain_holds_the_contract"]
fn scene_contract() {
    contract::holds(&keychain());
}

#[test]
#[ignore = "started by what_was_kept_is_there_for_the_next_process"]
fn scene_keep() {
    keychain()
        .put(&key("account/one"), &secret("token"))
        .unwrap();
}

#[test]
#[ignore = "started by what_was_kept_is_there_for_the_next_process"]
fn scene_find() {
    assert_eq!(read(&keychain(), "account/one").as_deref(), Some("token"));
}

#[test]
#[ignore = "started by keys_move_between_the_keychain_and_the_locked_file"]
fn scene_move() {
    let folder = tempfile::tempdir().unwrap();
    let file = LockedFile::open_or_create(folder.path(), &secret("seven grey herons")).unwrap();
    let (keychain, names) = (keychain(), ["account/one", "account/two"]);
    let keys = names.map(key);
    for (key, name) in keys.iter().zip(names) {
        keychain.put(key, &secret(name)).unwrap();
    }
    let go = |old: &dyn Vault, new: &dyn Vault| {
        let moved = move_secrets(&keys, old, new, Unreachable::Refuse, || Ok::<(), ()>(()));
        assert_eq!(moved.unwrap().old, OldPlace::Emptied);
        for name in names {
            assert_eq!(read(new, name).as_deref(), Some(name));
            assert_eq!(read(old, name), None);
        }
    };
    go(&keychain, &file);
    go(&file, &keychain);
    lock();
    let closed = move_secrets(&keys, &keychain, &file, Unreachable::Refuse, || {
        Ok::<(), ()>(())
    });
    assert!(matches!(closed, Err(MovingError::Vault(_))));
    assert_eq!(file.keys().unwrap(), []);
}

#[test]
#[ignore = "started by a_locked_keychain_is_seen_without_a_prompt"]
fn scene_locked() {
    let vault = keychain();
    assert_eq!(vault.state(), VaultState::Ready);
    lock();
    assert_eq!(vault.state(), VaultState::Locked);
}

/// There is no display, so the prompt ends at once, unanswered.
#[test]
#[ignore = "started by a_prompt_that_nobody_answers_is_a_denial"]
fn scene_denied() {
    let vault = keychain();
    vault.put(&key("account/one"), &secret("token")).unwrap();
    lock();
    for refused in [
        vault.get(&key("account/one")).unwrap_err(),
        vault.put(&key("account/two"), &secret("more")).unwrap_err(),
        vault.remove(&key("account/one")).unwrap_err(),
    ] {
        assert_eq!(refused.state(), VaultState::Denied, "{refused}");
    }
    assert_eq!(vault.state(), VaultState::Locked);
}

fn lock() {
    use ::secret_service::{EncryptionType, blocking::SecretService};

    let service = SecretService::connect(EncryptionType::Plain).unwrap();
    service.get_default_collection().unwrap().lock().unwrap();
}

#[test]
#[ignore = "started by a_keyring_without_a_collection_is_not_ready"]
fn scene_without_collection() {
    let vault = keychain();
    assert_eq!(vault.state(), VaultState::Absent);
    let refused = vault.put(&key("a"), &secret("token")).unwrap_err();
    assert_eq!(refused.state(), VaultState::Absent, "{refused}");
    // Not "nothing kept": nobody could know.
    let refused = vault.get(&key("a")).unwrap_err();
    assert_eq!(refused.state(), VaultState::Absent, "{refused}");
}

#[test]
#[ignore = "started by no_bus_means_no_keychain"]
fn scene_no_bus() {
    let vault = keychain();
    assert_eq!(vault.state(), VaultState::Absent);
    for refused in [
        vault.put(&key("a"), &secret("token")).unwrap_err(),
        vault.get(&key("a")).unwrap_err(),
        vault.remove(&key("a")).unwrap_err(),
    ] {
        let absent = matches!(
            refused,
            VaultError::NotReady {
                state: VaultState::Absent
            }
        );
        assert!(absent, "{refused}");
    }
}
