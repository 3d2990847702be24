//! What stands in the form: the texts and the sample personas.

use super::{Field, FieldOrigin, Sample};
use std::collections::BTreeMap;
use thiserror::Error;

/// One state of the form. An empty field is one that has no entry. Texts are kept
/// as they were typed: whoever saves while somebody types must not change them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Content {
    entries: BTreeMap<Field, Entry>,
    samples: Vec<Sample>,
}

/// A field's text: 1 to [`Field::LONGEST`] characters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    text: String,
    origin: FieldOrigin,
}

/// Why a text cannot stand in a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("the field {} holds at most {} characters", .field.as_str(), Field::LONGEST)]
pub struct FieldTooLong {
    /// In which.
    pub field: Field,
}

/// Why these cannot be the samples.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error(
    "an application holds at most {} sample personas",
    Content::MOST_SAMPLES
)]
pub struct TooManySamples;

impl Entry {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it came from.
    pub fn origin(&self) -> FieldOrigin {
        self.origin
    }
}

impl Content {
    /// The most sample personas; more would not be looked at.
    pub const MOST_SAMPLES: usize = 24;

    /// A field's text; empty where there is none.
    pub fn text(&self, field: Field) -> &str {
        self.entries.get(&field).map_or("", Entry::text)
    }

    /// Where a field's text came from; an empty field is a person's choice.
    pub fn origin(&self, field: Field) -> FieldOrigin {
        self.entries
            .get(&field)
            .map_or(FieldOrigin::Written, Entry::origin)
    }

    /// The fields that have a text, in the order of the form.
    pub fn entries(&self) -> impl Iterator<Item = (Field, &Entry)> {
        self.entries.iter().map(|(field, entry)| (*field, entry))
    }

    /// Puts a text into a field; an empty one empties it.
    ///
    /// # Errors
    /// When it has more than [`Field::LONGEST`] characters; nothing is changed
    /// then.
    pub fn put(
        &mut self,
        field: Field,
        text: impl Into<String>,
        origin: FieldOrigin,
    ) -> Result<(), FieldTooLong> {
        let text = text.into();
        if text.chars().nth(Field::LONGEST).is_some() {
            return Err(FieldTooLong { field });
        }
        if text.is_empty() {
            self.entries.remove(&field);
        } else {
            self.entries.insert(field, Entry { text, origin });
        }
        Ok(())
    }

    /// The sample personas, in the order in which they are shown.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// Chooses the samples; of a persona that comes again the first stays.
    ///
    /// # Errors
    /// When there are more than [`Content::MOST_SAMPLES`]; nothing is changed then.
    pub fn choose(
        &mut self,
        samples: impl IntoIterator<Item = Sample>,
    ) -> Result<(), TooManySamples> {
        let mut chosen: Vec<Sample> = Vec::new();
        for sample in samples {
            if chosen.iter().all(|one| one.persona != sample.persona) {
                chosen.push(sample);
            }
        }
        if chosen.len() > Self::MOST_SAMPLES {
            return Err(TooManySamples);
        }
        self.samples = chosen;
        Ok(())
    }

    /// The fields whose text differs from `before`, in the order of the form.
    pub fn changed_since(&self, before: &Self) -> Vec<Field> {
        Field::ALL
            .into_iter()
            .filter(|field| self.text(*field) != before.text(*field))
            .collect()
    }

    /// The same texts for another application: what a person wrote came from an
    /// application before, and what the account and the roster knew is asked of
    /// them again by whoever starts it.
    #[must_use]
    pub fn handed_on(&self) -> Self {
        let mut copy = self.clone();
        for entry in copy.entries.values_mut() {
            if entry.origin == FieldOrigin::Written {
                entry.origin = FieldOrigin::Earlier;
            }
        }
        copy
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, FieldTooLong};
    use crate::application::{Field, FieldOrigin};

    #[test]
    fn a_text_of_the_longest_length_fits_and_a_longer_one_changes_nothing() {
        let mut content = Content::default();
        let fits = "あ".repeat(Field::LONGEST);
        assert_eq!(
            content.put(Field::UseCare, &*fits, FieldOrigin::Written),
            Ok(())
        );
        let longer = format!("{fits}。");
        let refused = content.put(Field::UseCare, longer, FieldOrigin::Written);
        assert_eq!(
            refused,
            Err(FieldTooLong {
                field: Field::UseCare
            })
        );
        assert_eq!(content.text(Field::UseCare), fits);
    }

    #[test]
    fn an_emptied_field_is_gone_and_is_said_to_have_changed() {
        let mut before = Content::default();
        before
            .put(Field::Brand, "Northwind", FieldOrigin::Account)
            .unwrap();
        let mut after = before.clone();
        after.put(Field::Brand, "", FieldOrigin::Written).unwrap();
        assert_eq!(after, Content::default());
        assert_eq!(after.changed_since(&before), [Field::Brand]);
        assert_eq!(after.origin(Field::Brand), FieldOrigin::Written);
    }

    #[test]
    fn what_was_written_once_is_marked_as_earlier_where_it_is_used_again() {
        let mut old = Content::default();
        old.put(Field::Brand, "Northwind", FieldOrigin::Written)
            .unwrap();
        old.put(Field::Handle, "northwind", FieldOrigin::Account)
            .unwrap();
        let new = old.handed_on();
        assert_eq!(new.origin(Field::Brand), FieldOrigin::Earlier);
        assert_eq!(new.origin(Field::Handle), FieldOrigin::Account);
        assert!(new.changed_since(&old).is_empty());
    }
}
