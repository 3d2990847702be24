//! What every vault does. Run over each of them, so that the one in memory,
//! which other crates test with, stays honest.

use vault::{ExposeSecret, SecretKey, SecretString, Vault, VaultState};

pub fn key(name: &str) -> SecretKey {
    SecretKey::new(name).unwrap()
}

pub fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

pub fn read(vault: &dyn Vault, name: &str) -> Option<String> {
    let found = vault.get(&key(name)).unwrap();
    found.map(|secret| secret.expose_secret().to_owned())
}

/// `vault` is empty and ready.
pub fn holds(vault: &dyn Vault) {
    assert_eq!(vault.state(), VaultState::Ready);
    what_was_put_is_got_back_byte_for_byte(vault);
    keys_do_not_touch_each_other(vault);
    a_put_replaces(vault);
    what_was_removed_is_gone(vault);
    looking_at_the_state_keeps_nothing(vault);
}

fn what_was_put_is_got_back_byte_for_byte(vault: &dyn Vault) {
    let long = "k".repeat(2000);
    for text in [
        "token",
        "",
        " spaces ",
        "line\nbreak\0nul",
        "Zürich 東京 👩‍💻",
        r#"{"quoted":"\\\"json\""}"#,
        &long,
    ] {
        vault.put(&key("account/one"), &secret(text)).unwrap();
        assert_eq!(read(vault, "account/one").as_deref(), Some(text));
    }
    vault.remove(&key("account/one")).unwrap();
}

fn keys_do_not_touch_each_other(vault: &dyn Vault) {
    vault.put(&key("account/one"), &secret("first")).unwrap();
    vault.put(&key("account/two"), &secret("second")).unwrap();
    assert_eq!(read(vault, "account/one").as_deref(), Some("first"));
    assert_eq!(read(vault, "account/two").as_deref(), Some("second"));
    assert_eq!(read(vault, "account"), None);
    vault.remove(&key("account/one")).unwrap();
    assert_eq!(read(vault, "account/two").as_deref(), Some("second"));
    vault.remove(&key("account/two")).unwrap();
}

fn a_put_replaces(vault: &dyn Vault) {
    vault
        .put(&key("account/one"), &secret("a long one"))
        .unwrap();
    vault.put(&key("account/one"), &secret("new")).unwrap();
    assert_eq!(read(vault, "account/one").as_deref(), Some("new"));
    vault.remove(&key("account/one")).unwrap();
}

fn what_was_removed_is_gone(vault: &dyn Vault) {
    vault.put(&key("account/one"), &secret("token")).unwrap();
    vault.remove(&key("account/one")).unwrap();
    assert_eq!(read(vault, "account/one"), None);
    vault.remove(&key("account/one")).unwrap();
    vault.remove(&key("never/there")).unwrap();
}

fn looking_at_the_state_keeps_nothing(vault: &dyn Vault) {
    assert_eq!(vault.state(), VaultState::Ready);
    assert_eq!(read(vault, "probe"), None);
}
