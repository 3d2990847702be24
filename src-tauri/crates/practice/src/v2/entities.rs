//! `entities` of an event (`contracts/x.md` §4): what v1.1 finds in the text, in
//! v2's words.

use serde_json::{Map, Value};

use crate::{links::Wrapped, messages::entities, state::State};

/// What v1.1 calls something, and what v2 calls it.
type Names = (&'static str, &'static str);

/// The lists, and what v2 keeps of an entry.
const LISTS: [(Names, &[Names]); 4] = [
    (
        ("urls", "urls"),
        &[
            ("url", "url"),
            ("expanded_url", "expanded_url"),
            ("display_url", "display_url"),
        ],
    ),
    (("hashtags", "hashtags"), &[("text", "tag")]),
    (("symbols", "cashtags"), &[("text", "tag")]),
    (
        ("user_mentions", "mentions"),
        &[("screen_name", "username"), ("id_str", "id")],
    ),
];

/// The `entities` of a text as it is returned; nothing if there are none.
pub(super) fn of(wrapped: &Wrapped, state: &State) -> Option<Value> {
    let older = entities::of(wrapped, state);
    let mut newer = Map::new();
    for ((list, name), keys) in LISTS {
        let entries = older.get(list).and_then(Value::as_array);
        let entries = entries.map(Vec::as_slice).unwrap_or_default();
        if entries.is_empty() {
            continue;
        }
        let entries: Vec<Value> = entries
            .iter()
            .map(|entry| {
                let at = |place: &str| entry.pointer(place).cloned().unwrap_or_default();
                let mut written = Map::new();
                written.insert("start".to_owned(), at("/indices/0"));
                written.insert("end".to_owned(), at("/indices/1"));
                for (was, is) in keys {
                    written.insert((*is).to_owned(), at(&format!("/{was}")));
                }
                Value::from(written)
            })
            .collect();
        newer.insert(name.to_owned(), entries.into());
    }
    (!newer.is_empty()).then(|| newer.into())
}
