//! Requests that hold a passphrase, as they are handed over. Only here can they
//! be written out: the way to the owner is nobody else's, and what prints a
//! request prints no passphrase.

use crate::api::{VaultChangePassphrase, VaultUnlock, VaultUseFile, WhenUnreachable};
use secrecy::ExposeSecret;
use serde::{Serialize, Serializer};

#[derive(Serialize)]
struct Unlock<'a> {
    passphrase: &'a str,
}

impl Serialize for VaultUnlock {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let passphrase = self.passphrase.expose_secret();
        Unlock { passphrase }.serialize(to)
    }
}

#[derive(Serialize)]
struct UseFile<'a> {
    passphrase: &'a str,
    unreachable: WhenUnreachable,
}

impl Serialize for VaultUseFile {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        UseFile {
            passphrase: self.passphrase.expose_secret(),
            unreachable: self.unreachable,
        }
        .serialize(to)
    }
}

#[derive(Serialize)]
struct ChangePassphrase<'a> {
    current: &'a str,
    new: &'a str,
}

impl Serialize for VaultChangePassphrase {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        ChangePassphrase {
            current: self.current.expose_secret(),
            new: self.new.expose_secret(),
        }
        .serialize(to)
    }
}
