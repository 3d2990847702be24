//! `entities` of a message (`contracts/x.md` §3.3): hashtags, symbols, mentions
//! of users who exist, and links. Indices are code points of the returned text.

use serde_json::{Map, Value, json};

use crate::{links::Wrapped, state::State};

/// A word with a sign before it, and where it stands.
#[derive(Debug, PartialEq, Eq)]
struct Marked {
    sign: char,
    word: String,
    /// With the sign.
    start: usize,
    end: usize,
}

/// The `entities` object of a text as it is returned.
pub(crate) fn of(wrapped: &Wrapped, state: &State) -> Value {
    let mut hashtags = Vec::new();
    let mut symbols = Vec::new();
    let mut mentions = Vec::new();
    for marked in marked(&wrapped.text) {
        let indices = json!([marked.start, marked.end]);
        match marked.sign {
            '#' => hashtags.push(json!({"text": marked.word, "indices": indices})),
            '$' => symbols.push(json!({"text": marked.word, "indices": indices})),
            _ => {
                if let Some(mut mention) = state.mention(&marked.word) {
                    mention.insert("indices".to_owned(), indices);
                    mentions.push(Value::from(mention));
                }
            }
        }
    }
    json!({
        "hashtags": hashtags,
        "symbols": symbols,
        "user_mentions": mentions,
        "urls": wrapped.urls(),
    })
}

/// Words after `#`, `$` and `@` that do not continue a word before.
fn marked(text: &str) -> Vec<Marked> {
    let characters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut previous: Option<char> = None;
    for (start, sign) in characters.iter().copied().enumerate() {
        let stands_alone =
            !previous.is_some_and(|one| one.is_alphanumeric() || "_&#$@/".contains(one));
        previous = Some(sign);
        if !stands_alone || !matches!(sign, '#' | '$' | '@') {
            continue;
        }
        let after = characters.iter().skip(start.saturating_add(1));
        let word: String = after.take_while(|one| continues(sign, **one)).collect();
        let length = word.chars().count();
        if is_word(sign, &word, length) {
            let end = start.saturating_add(1).saturating_add(length);
            found.push(Marked {
                sign,
                word,
                start,
                end,
            });
        }
    }
    found
}

fn continues(sign: char, character: char) -> bool {
    match sign {
        '#' => character.is_alphanumeric() || character == '_',
        '$' => character.is_ascii_alphanumeric(),
        _ => character.is_ascii_alphanumeric() || character == '_',
    }
}

/// A hashtag is not a number, a symbol has one to six letters, a handle 15
/// characters at most.
fn is_word(sign: char, word: &str, length: usize) -> bool {
    match sign {
        '#' => word.chars().any(char::is_alphabetic),
        '$' => (1..=6).contains(&length) && word.chars().all(|one| one.is_ascii_alphabetic()),
        _ => (1..=15).contains(&length),
    }
}

impl State {
    /// The user of this handle, as `user_mentions` names them.
    fn mention(&self, handle: &str) -> Option<Map<String, Value>> {
        let brands = self.brands.iter().map(|one| one.party());
        let customers = self.customers.iter().map(|one| one.party());
        let party = brands
            .chain(customers)
            .find(|party| party.handle.eq_ignore_ascii_case(handle))?;
        let mut mention = Map::new();
        mention.insert("screen_name".to_owned(), party.handle.into());
        mention.insert("name".to_owned(), party.name.into());
        let number = party.user_id.parse::<u64>().unwrap_or_default();
        mention.insert("id".to_owned(), number.into());
        mention.insert("id_str".to_owned(), party.user_id.into());
        Some(mention)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let found = marked(text).into_iter();
        found
            .map(|one| format!("{}{}", one.sign, one.word))
            .collect()
    }

    #[test]
    fn a_sign_marks_the_word_that_follows_it_and_not_one_that_it_continues() {
        assert_eq!(
            words("#Café_1, @maya! $TWTR (#ok) a#no a@no.example ##no #1 $5 $TOOLONG"),
            ["#Café_1", "@maya", "$TWTR", "#ok"]
        );
    }

    #[test]
    fn indices_count_code_points_and_hold_the_sign() {
        let found = marked("😀 #Ärger da");
        assert_eq!(
            found,
            [Marked {
                sign: '#',
                word: "Ärger".to_owned(),
                start: 2,
                end: 8
            }]
        );
    }
}
