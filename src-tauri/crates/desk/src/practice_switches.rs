//! The practice network's switches by name, so that a panel can show them all
//! and a new one needs only its line here.

use crate::ErrorCode;
use crate::api::PracticeSwitch;
use crate::practice_panel::unknown;
use practice::Switches;
use serde_json::{Map, Value};

/// Every switch with its positions, the default first (`contracts/x.md` §11). The
/// allow list is not among them: it has commands of its own.
const POSITIONS: &[(&str, &[&str])] = &[
    ("read_back_persona", &["absent", "present"]),
    ("post_answer", &["with_id_and_time", "doc_sample", "empty"]),
    ("avatar_category", &["any", "dm_image", "tweet_image"]),
    ("avatar_type", &["ignored", "required", "refused"]),
    ("name_unit", &["code_points", "weighted", "utf16"]),
    ("persona_deletion", &["keep", "drop"]),
    ("unknown_key", &["refused", "ignored"]),
    ("repeated_nonce", &["accepted", "refused"]),
    ("status_214", &["bad_request", "forbidden"]),
    ("status_89", &["unauthorized", "forbidden"]),
    ("verify_credentials", &["answered", "left_out"]),
    ("persona_pages", &["plain", "holes", "repeated_cursor"]),
    ("message_pages", &["plain", "empty_first"]),
    ("media_v2", &["on", "410/251", "404/34"]),
    ("media_v1", &["on", "410/251", "404/34"]),
    ("media_processing", &["absent", "succeeds", "fails"]),
];

/// Where every switch stands.
pub(crate) fn all(switches: Switches) -> Result<Vec<PracticeSwitch>, ErrorCode> {
    let fields = fields(switches)?;
    let switch = |(name, positions): &(&str, &[&str])| PracticeSwitch {
        name: (*name).to_owned(),
        position: fields
            .get(*name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        positions: positions.iter().map(|one| (*one).to_owned()).collect(),
    };
    Ok(POSITIONS.iter().map(switch).collect())
}

/// The same switches with one of them elsewhere.
pub(crate) fn with(switches: Switches, name: &str, position: &str) -> Result<Switches, ErrorCode> {
    let mut fields = fields(switches)?;
    fields.insert(name.to_owned(), Value::from(position));
    serde_json::from_value(Value::Object(fields)).map_err(|_| unknown(name))
}

fn fields(switches: Switches) -> Result<Map<String, Value>, ErrorCode> {
    match serde_json::to_value(switches) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) | Err(_) => Err(ErrorCode::Unexpected),
    }
}

#[cfg(test)]
mod tests {
    use super::{POSITIONS, all, fields, with};
    use practice::Switches;

    #[test]
    fn every_switch_but_the_allow_list_is_named_and_stands_at_its_first_position() {
        let mut named: Vec<_> = POSITIONS.iter().map(|(name, _)| *name).collect();
        named.push("persona_access");
        named.sort_unstable();
        let there = fields(Switches::default()).unwrap();
        let mut there: Vec<_> = there.keys().map(String::as_str).collect();
        there.sort_unstable();
        assert_eq!(named, there);
        for switch in all(Switches::default()).unwrap() {
            assert_eq!(Some(&switch.position), switch.positions.first());
        }
    }

    #[test]
    fn every_position_can_be_taken_and_an_invented_one_cannot() {
        for (name, positions) in POSITIONS {
            for position in *positions {
                let turned = with(Switches::default(), name, position).unwrap();
                let shown = all(turned).unwrap();
                let shown = shown.iter().find(|one| one.name == *name).unwrap();
                assert_eq!(shown.position, *position);
            }
            assert!(with(Switches::default(), name, "sideways").is_err());
        }
        assert!(with(Switches::default(), "no_switch", "on").is_err());
    }
}
