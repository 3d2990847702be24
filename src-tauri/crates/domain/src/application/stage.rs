//! How far an application is. The network tells Byline nothing about it, so this
//! follows from what people wrote into the diary.

use serde::{Deserialize, Serialize};
use std::str::FromStr;
use thiserror::Error;

/// What happened to an application.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiaryEvent {
    /// It was begun.
    Drafted,
    /// Handed in.
    Submitted,
    /// The network asked something.
    Asked,
    /// The brand answered.
    Answered,
    /// Granted.
    Granted,
    /// Refused.
    Refused,
    /// Something else worth keeping.
    Noted,
}

impl DiaryEvent {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Drafted,
        Self::Submitted,
        Self::Asked,
        Self::Answered,
        Self::Granted,
        Self::Refused,
        Self::Noted,
    ];

    /// The name in the store and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::Submitted => "submitted",
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Noted => "noted",
        }
    }

    /// The stage that it leads to, where it leads to one.
    pub fn leads_to(self) -> Option<Stage> {
        match self {
            Self::Drafted => Some(Stage::Drafted),
            Self::Submitted => Some(Stage::Submitted),
            Self::Asked => Some(Stage::Asked),
            Self::Answered => Some(Stage::Answered),
            Self::Granted => Some(Stage::Granted),
            Self::Refused => Some(Stage::Refused),
            Self::Noted => None,
        }
    }
}

/// A word that names nothing a diary holds.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("“{0}” is nothing that a diary holds")]
pub struct NoDiaryEvent(pub String);

impl FromStr for DiaryEvent {
    type Err = NoDiaryEvent;

    fn from_str(text: &str) -> Result<Self, NoDiaryEvent> {
        Self::ALL
            .into_iter()
            .find(|event| event.as_str() == text)
            .ok_or_else(|| NoDiaryEvent(text.to_owned()))
    }
}

/// How far an application is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being written.
    Drafted,
    /// Handed in.
    Submitted,
    /// The network asked something.
    Asked,
    /// The brand answered.
    Answered,
    /// Granted.
    Granted,
    /// Refused.
    Refused,
}

/// The stage after these events, given in the order in which they happened: the
/// last that leads to one. What happened counts, not when it was written down, so
/// a forgotten question may be entered after the answer.
pub fn stage(events: impl IntoIterator<Item = DiaryEvent>) -> Stage {
    events
        .into_iter()
        .filter_map(DiaryEvent::leads_to)
        .last()
        .unwrap_or(Stage::Drafted)
}

#[cfg(test)]
mod tests {
    use super::{DiaryEvent as E, Stage, stage};

    #[test]
    fn the_last_event_that_leads_somewhere_is_the_stage() {
        for (events, expected) in [
            (vec![], Stage::Drafted),
            (vec![E::Drafted], Stage::Drafted),
            (vec![E::Drafted, E::Submitted, E::Noted], Stage::Submitted),
            (vec![E::Submitted, E::Asked, E::Answered], Stage::Answered),
            (
                vec![E::Submitted, E::Refused, E::Submitted],
                Stage::Submitted,
            ),
            (
                vec![E::Submitted, E::Granted, E::Noted, E::Noted],
                Stage::Granted,
            ),
            (vec![E::Noted], Stage::Drafted),
        ] {
            assert_eq!(stage(events.clone()), expected, "{events:?}");
        }
    }

    #[test]
    fn an_event_is_read_back_from_its_name() {
        for event in E::ALL {
            assert_eq!(event.as_str().parse(), Ok(event));
            assert_eq!(serde_json::to_value(event).unwrap(), event.as_str());
        }
        assert!("lost".parse::<E>().is_err());
    }
}
