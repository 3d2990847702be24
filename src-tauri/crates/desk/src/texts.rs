//! One file of the catalogue, as the page's compiler reads it: a text is plain,
//! or it is chosen by its inputs, most often by the plural of a count.
//!
//! The plural follows the catalogue's language (Unicode CLDR, by ICU4X), as
//! `Intl.PluralRules` does in the page. An input is put in once: what somebody
//! wrote is never read as a place.

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// What stands in a place of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// As it is.
    Word(String),
    /// A number that a plural may follow.
    Count(u64),
}

impl From<&str> for Input {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}

impl From<u32> for Input {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl Input {
    fn written(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Count(count) => count.to_string(),
        }
    }
}

/// The texts of one language.
pub(crate) struct Texts {
    language: Locale,
    texts: HashMap<String, Text>,
}

enum Text {
    Plain(String),
    Chosen(Choice),
}

/// A text of which there are several; the file's own form.
#[derive(Deserialize)]
struct Choice {
    declarations: Vec<String>,
    selectors: Vec<String>,
    #[serde(rename = "match")]
    variants: BTreeMap<String, String>,
}

impl Texts {
    /// Reads a file of the catalogue. What is no text in it (the scheme's
    /// address among the keys) is passed over.
    ///
    /// # Errors
    /// When it is not a JSON object.
    pub(crate) fn read(language: Locale, json: &str) -> Result<Self, serde_json::Error> {
        let all: HashMap<String, Value> = serde_json::from_str(json)?;
        let texts = all
            .into_iter()
            .filter_map(|(key, value)| Some((key, Text::read(value)?)))
            .collect();
        Ok(Self { language, texts })
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    /// A text with its places filled; its key where there is none of that name.
    pub(crate) fn fill(&self, key: &str, inputs: &HashMap<&str, Input>) -> String {
        match self.texts.get(key) {
            None => key.to_owned(),
            Some(Text::Plain(text)) => filled(text, inputs),
            Some(Text::Chosen(choice)) => choice
                .made(|count| self.category(count), inputs)
                .map_or_else(|| key.to_owned(), |text| filled(text, inputs)),
        }
    }

    /// The name of a number's plural in this language: `one`, `few`, `other`, …
    fn category(&self, count: u64) -> &'static str {
        let rules = PluralRules::try_new((&self.language).into(), PluralRulesOptions::default());
        match rules.map(|rules| rules.category_for(count)) {
            Ok(PluralCategory::Zero) => "zero",
            Ok(PluralCategory::One) => "one",
            Ok(PluralCategory::Two) => "two",
            Ok(PluralCategory::Few) => "few",
            Ok(PluralCategory::Many) => "many",
            Ok(PluralCategory::Other) | Err(_) => "other",
        }
    }
}

impl Text {
    fn read(value: Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::Plain(text)),
            Value::Array(mut one) => serde_json::from_value(one.pop()?).ok().map(Self::Chosen),
            _ => None,
        }
    }
}

impl Choice {
    /// The variant for these inputs: each selector says its value, and the
    /// variant that names the most of them wins over one that leaves them open.
    fn made(
        &self,
        category: impl Fn(u64) -> &'static str,
        inputs: &HashMap<&str, Input>,
    ) -> Option<&str> {
        let says: HashMap<&str, String> = self
            .selectors
            .iter()
            .map(|selector| (selector.as_str(), self.said(selector, &category, inputs)))
            .collect();
        let fits = |conditions: &str| {
            conditions.split(',').try_fold(0_usize, |named, condition| {
                let (selector, wanted) = condition.trim().split_once('=')?;
                match (says.get(selector), wanted) {
                    (_, "*") => Some(named),
                    (Some(said), wanted) if said == wanted => Some(named.saturating_add(1)),
                    _ => None,
                }
            })
        };
        self.variants
            .iter()
            .filter_map(|(conditions, text)| Some((fits(conditions)?, text)))
            .max_by_key(|(named, _)| *named)
            .map(|(_, text)| text.as_str())
    }

    /// What a selector says: the plural of the input that it is declared by
    /// (`local n = count: plural`), or the input itself.
    fn said(
        &self,
        selector: &str,
        category: &impl Fn(u64) -> &'static str,
        inputs: &HashMap<&str, Input>,
    ) -> String {
        let counted = self.declarations.iter().find_map(|declaration| {
            let (name, rule) = declaration.strip_prefix("local ")?.split_once('=')?;
            let (input, kind) = rule.split_once(':')?;
            (name.trim() == selector && kind.trim() == "plural").then_some(input.trim())
        });
        match (counted, inputs.get(counted.unwrap_or(selector))) {
            (Some(_), Some(Input::Count(count))) => category(*count).to_owned(),
            (_, Some(input)) => input.written(),
            (_, None) => String::new(),
        }
    }
}

/// Puts the inputs into the places of a text, in one pass. A place without an
/// input stays as it is, to be seen.
fn filled(text: &str, inputs: &HashMap<&str, Input>) -> String {
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        done.push_str(before);
        let place = after
            .split_once('}')
            .and_then(|(name, behind)| Some((inputs.get(name)?, behind)));
        match place {
            Some((input, behind)) => {
                done.push_str(&input.written());
                rest = behind;
            }
            None => {
                done.push('{');
                rest = after;
            }
        }
    }
    done.push_str(rest);
    done
}

#[cfg(test)]
#[path = "texts_tests.rs"]
mod tests;
