//! What was chosen at this desk. It is kept as one JSON object; a field that
//! is missing there, or that this Byline does not understand, has its default,
//! and no other field suffers from it.

use crate::api::{Nothing, Settings};
use crate::{Desk, ErrorCode};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use store::Read;

/// Under this key of the store's settings.
const KEY: &str = "desk";

impl Desk {
    /// What was chosen at this desk.
    pub async fn settings_show(&self, _: Nothing) -> Result<Settings, ErrorCode> {
        self.read(settings).await
    }

    /// Chooses all of it anew, and answers what holds now.
    pub async fn settings_set(&self, request: Settings) -> Result<Settings, ErrorCode> {
        let json = serde_json::to_string(&request).map_err(|_| ErrorCode::Unexpected)?;
        self.write(move |store| Ok(store.set_setting(KEY, &json)?))
            .await?;
        Ok(request)
    }
}

/// What was chosen, in a reading of the store.
pub(crate) fn settings(store: &Read<'_>) -> Result<Settings, ErrorCode> {
    Ok(understood(store.setting(KEY)?.as_deref()))
}

fn understood(json: Option<&str>) -> Settings {
    let fields: Map<String, Value> = json
        .and_then(|json| serde_json::from_str(json).ok())
        .unwrap_or_default();
    Settings {
        closing: field(&fields, "closing"),
        notify: field(&fields, "notify"),
        single_keys: field(&fields, "single_keys"),
    }
}

fn field<T: DeserializeOwned + Default>(fields: &Map<String, Value>, name: &str) -> T {
    fields
        .get(name)
        .and_then(|value| T::deserialize(value).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::understood;
    use crate::api::{Closing, Notify, Settings, SingleKeys};

    #[test]
    fn what_was_chosen_is_read_as_it_was_kept() {
        let chosen = Settings {
            closing: Closing::KeepRunning,
            notify: Notify::WithText,
            single_keys: SingleKeys::Off,
        };
        let kept = serde_json::to_string(&chosen).unwrap();
        assert_eq!(understood(Some(&kept)), chosen);
    }

    #[test]
    fn a_new_desk_asks_tells_no_text_and_has_single_keys() {
        let new = understood(None);
        assert_eq!(new.closing, Closing::Ask);
        assert_eq!(new.notify, Notify::WithoutText);
        assert_eq!(new.single_keys, SingleKeys::On);
    }

    #[test]
    fn a_field_that_is_not_understood_has_its_default_and_the_others_stay() {
        let newer = r#"{"closing": "after_hours", "notify": "off", "single_keys": 7, "new": {}}"#;
        let understood = understood(Some(newer));
        assert_eq!(understood.closing, Closing::Ask);
        assert_eq!(understood.notify, Notify::Off);
        assert_eq!(understood.single_keys, SingleKeys::On);
    }

    #[test]
    fn what_is_no_json_object_is_as_if_nothing_was_chosen() {
        for kept in ["", "[]", "null", "{\"closing\":"] {
            assert_eq!(understood(Some(kept)), Settings::default(), "{kept}");
        }
    }
}
