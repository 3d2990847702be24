//! An account's four keys, as the vault keeps them: a JSON object with
//! `consumer_key`, `consumer_secret`, `token` and `token_secret`. The first two
//! are the app's, and all there is before an account is connected.

use network::{AppCredentials, Credentials, CredentialsError};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;
use sha1::{Digest, Sha1};

/// A key that X shows in every signature's header, and the secret behind it. Both
/// are secret here: `Debug` shows neither.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) key: SecretString,
    pub(crate) secret: SecretString,
}

/// Keys that sign for an account.
#[derive(Debug)]
pub(crate) struct Keys {
    /// The app's.
    pub(crate) consumer: Pair,
    /// The account's, or those of a login that waits for it.
    pub(crate) token: Pair,
}

#[derive(Deserialize)]
struct Kept {
    consumer_key: Option<SecretString>,
    consumer_secret: Option<SecretString>,
    token: Option<SecretString>,
    token_secret: Option<SecretString>,
}

impl Keys {
    /// Reads the keys. Each is there, and printable ASCII without spaces: a key
    /// pasted with a line break is refused here and not by X.
    pub(crate) fn parse(credentials: &Credentials) -> Result<Self, CredentialsError> {
        let kept = Kept::read(credentials.expose())?;
        Ok(Self {
            consumer: consumer(kept.consumer_key, kept.consumer_secret)?,
            token: Pair {
                key: key("token", kept.token)?,
                secret: key("token_secret", kept.token_secret)?,
            },
        })
    }

    /// A fingerprint of the app: 16 hexadecimal digits of a sum over its key, from
    /// which the key cannot be read.
    pub(crate) fn app_mark(&self) -> String {
        let sum = Sha1::digest(self.consumer.key.expose_secret().as_bytes());
        sum.iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// As the vault keeps them.
    pub(crate) fn written(&self) -> Credentials {
        let keys = json!({
            "consumer_key": self.consumer.key.expose_secret(),
            "consumer_secret": self.consumer.secret.expose_secret(),
            "token": self.token.key.expose_secret(),
            "token_secret": self.token.secret.expose_secret(),
        });
        Credentials::new(keys.to_string().into())
    }
}

impl Pair {
    /// Reads an app's keys, with the same care.
    pub(crate) fn of_app(app: &AppCredentials) -> Result<Self, CredentialsError> {
        let kept = Kept::read(app.expose())?;
        consumer(kept.consumer_key, kept.consumer_secret)
    }

    /// An app's keys as [`Pair::of_app`] reads them.
    pub(crate) fn written(&self) -> AppCredentials {
        let keys = json!({
            "consumer_key": self.key.expose_secret(),
            "consumer_secret": self.secret.expose_secret(),
        });
        AppCredentials::new(keys.to_string().into())
    }
}

impl Kept {
    fn read(text: &str) -> Result<Self, CredentialsError> {
        serde_json::from_str(text).map_err(|_| CredentialsError::Unreadable)
    }
}

fn consumer(
    consumer_key: Option<SecretString>,
    consumer_secret: Option<SecretString>,
) -> Result<Pair, CredentialsError> {
    Ok(Pair {
        key: key("consumer_key", consumer_key)?,
        secret: key("consumer_secret", consumer_secret)?,
    })
}

fn key(name: &'static str, value: Option<SecretString>) -> Result<SecretString, CredentialsError> {
    let value = value
        .filter(|value| !value.expose_secret().is_empty())
        .ok_or(CredentialsError::Missing(name))?;
    if value
        .expose_secret()
        .bytes()
        .all(|byte| byte.is_ascii_graphic())
    {
        Ok(value)
    } else {
        Err(CredentialsError::WrongShape(name))
    }
}

#[cfg(test)]
mod tests {
    use super::{Keys, Pair};
    use network::{AppCredentials, Credentials, CredentialsError};
    use secrecy::ExposeSecret;

    fn parse(json: &str) -> Result<Keys, CredentialsError> {
        Keys::parse(&Credentials::new(json.into()))
    }

    const WHOLE: &str = r#"{"consumer_key":"hunter1","consumer_secret":"hunter2","token":"hunter-3","token_secret":"hunter4"}"#;

    #[test]
    fn four_keys_are_enough_and_none_is_shown() {
        assert!(!format!("{:?}", parse(WHOLE).unwrap()).contains("hunter"));
    }

    #[test]
    fn keys_are_written_as_they_are_read() {
        let keys = parse(WHOLE).unwrap();
        let again = Keys::parse(&keys.written()).unwrap();
        assert_eq!(again.token.secret.expose_secret(), "hunter4");
        let app = Pair::of_app(&keys.consumer.written()).unwrap();
        assert_eq!(app.key.expose_secret(), "hunter1");
        assert_eq!(app.secret.expose_secret(), "hunter2");
    }

    #[test]
    fn an_app_needs_both_of_its_keys() {
        let app = AppCredentials::new(r#"{"consumer_key":"hunter1"}"#.into());
        let missing = CredentialsError::Missing("consumer_secret");
        assert_eq!(Pair::of_app(&app).unwrap_err(), missing);
        assert!(!format!("{app:?}").contains("hunter"));
    }

    #[test]
    fn a_missing_or_empty_key_is_named() {
        let missing = WHOLE.replace("token_secret", "other");
        assert_eq!(
            parse(&missing).unwrap_err(),
            CredentialsError::Missing("token_secret")
        );
        let empty = WHOLE.replace("hunter2", "");
        assert_eq!(
            parse(&empty).unwrap_err(),
            CredentialsError::Missing("consumer_secret")
        );
    }

    #[test]
    fn a_key_with_a_space_a_line_break_or_an_accent_is_named_without_its_value() {
        for odd in ["hunter 3", "hunter3\\n", "hünter3", "\\u200bhunter3"] {
            let refusal = parse(&WHOLE.replace("hunter-3", odd)).unwrap_err();
            assert_eq!(refusal, CredentialsError::WrongShape("token"));
            assert!(!refusal.to_string().contains("nter"));
        }
    }

    #[test]
    fn what_is_no_object_of_texts_cannot_be_read() {
        for text in ["", "hunter2", "[]", r#"{"consumer_key":7}"#] {
            assert_eq!(parse(text).unwrap_err(), CredentialsError::Unreadable);
        }
    }
}
