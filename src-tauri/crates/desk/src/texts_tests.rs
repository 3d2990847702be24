use super::{Input, Text, Texts};
use icu_locale_core::{Locale, locale};
use std::collections::{HashMap, HashSet};

const ENGLISH: &str = include_str!("../../../../ui/messages/en.json");

fn counted(language: Locale, variants: &str) -> Texts {
    let json = format!(
        r#"{{"replies": [{{"declarations": ["input count", "local n = count: plural"],
            "selectors": ["n"], "match": {variants}}}]}}"#
    );
    Texts::read(language, &json).unwrap()
}

fn of(texts: &Texts, count: u32) -> String {
    texts.fill("replies", &HashMap::from([("count", Input::from(count))]))
}

#[test]
fn a_plural_follows_the_count() {
    let texts = counted(
        locale!("en"),
        r#"{"n=one": "{count} reply", "n=other": "{count} replies"}"#,
    );
    assert_eq!(of(&texts, 1), "1 reply");
    assert_eq!(of(&texts, 0), "0 replies");
    assert_eq!(of(&texts, 21), "21 replies");
}

#[test]
fn a_plural_follows_the_language() {
    let polish = r#"{"n=one": "odpowiedź", "n=few": "odpowiedzi", "n=*": "odpowiedzi!"}"#;
    let texts = counted(locale!("pl"), polish);
    assert_eq!(of(&texts, 1), "odpowiedź");
    assert_eq!(of(&texts, 22), "odpowiedzi");
    assert_eq!(of(&texts, 5), "odpowiedzi!");
}

#[test]
fn two_counts_choose_together() {
    let json = r#"{"new": [{
        "declarations": ["input messages", "input talks", "local m = messages: plural", "local t = talks: plural"],
        "selectors": ["m", "t"],
        "match": {
            "m=one, t=one": "one in one",
            "m=other, t=one": "{messages} in one",
            "m=other, t=other": "{messages} in {talks}"
        }}]}"#;
    let texts = Texts::read(locale!("en"), json).unwrap();
    let say = |messages: u32, talks: u32| {
        let inputs = HashMap::from([("messages", messages.into()), ("talks", talks.into())]);
        texts.fill("new", &inputs)
    };
    assert_eq!(say(1, 1), "one in one");
    assert_eq!(say(4, 1), "4 in one");
    assert_eq!(say(4, 3), "4 in 3");
}

#[test]
fn what_somebody_wrote_is_no_place() {
    let texts = Texts::read(locale!("en"), r#"{"wrote": "{name}: {text}"}"#).unwrap();
    let inputs = HashMap::from([("name", "{text}".into()), ("text", "a { b".into())]);
    assert_eq!(texts.fill("wrote", &inputs), "{text}: a { b");
}

#[test]
fn every_text_of_the_catalogue_can_be_written_here() {
    let texts = Texts::read(locale!("en"), ENGLISH).unwrap();
    let all: HashMap<String, serde_json::Value> = serde_json::from_str(ENGLISH).unwrap();
    for key in all.keys().filter(|key| !key.starts_with('$')) {
        let names = inputs_of(texts.texts.get(key).unwrap_or_else(|| panic!("{key}")));
        for count in [0_u32, 1, 2, 7] {
            let inputs = names
                .iter()
                .map(|name| (name.as_str(), Input::from(count)))
                .collect();
            let written = texts.fill(key, &inputs);
            assert_ne!(&written, key, "no variant for {count}");
            assert!(!written.contains(['{', '}']), "{key}: {written}");
        }
    }
}

/// The inputs that a text asks for. A choice declares them.
fn inputs_of(text: &Text) -> HashSet<String> {
    match text {
        Text::Plain(text) => text
            .split('{')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
            .collect(),
        Text::Chosen(choice) => choice
            .declarations
            .iter()
            .filter_map(|one| Some(one.strip_prefix("input ")?.trim().to_owned()))
            .collect(),
    }
}
