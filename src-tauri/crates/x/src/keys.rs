//! An account's four keys, as the vault keeps them: a JSON object with
//! `consumer_key`, `consumer_secret`, `token` and `token_secret`.

use network::{Credentials, CredentialsError};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// Keys that can sign. All four are secret here, although X shows two of them
/// in every signature's header: `Debug` shows none.
#[derive(Debug)]
pub(crate) struct Keys {
    pub(crate) consumer_key: SecretString,
    pub(crate) consumer_secret: SecretString,
    pub(crate) token: SecretString,
    pub(crate) token_secret: SecretString,
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
        let kept: Kept =
            serde_json::from_str(credentials.expose()).map_err(|_| CredentialsError::Unreadable)?;
        Ok(Self {
            consumer_key: key("consumer_key", kept.consumer_key)?,
            consumer_secret: key("consumer_secret", kept.consumer_secret)?,
            token: key("token", kept.token)?,
            token_secret: key("token_secret", kept.token_secret)?,
        })
    }
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
    use super::Keys;
    use network::{Credentials, CredentialsError};

    fn parse(json: &str) -> Result<Keys, CredentialsError> {
        Keys::parse(&Credentials::new(json.into()))
    }

    const WHOLE: &str = r#"{"consumer_key":"hunter1","consumer_secret":"hunter2","token":"hunter-3","token_secret":"hunter4"}"#;

    #[test]
    fn four_keys_are_enough_and_none_is_shown() {
        assert!(!format!("{:?}", parse(WHOLE).unwrap()).contains("hunter"));
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
