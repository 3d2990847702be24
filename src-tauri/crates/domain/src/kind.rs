//! What a persona is, and who may speak through it.
//!
//! Invariant: nothing leaves as a person from a bot, nothing as a guest outside
//! a takeover, and nothing as a persona that is kept for somebody else. The
//! engine asks [`may_speak_as`] at Send and before every attempt; the page only
//! shows what it answers.

use crate::{OperatorId, Persona, Speakers};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a persona is; chosen when it is made and never changed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person of the brand's team.
    Human,
    /// A bot; its line says so.
    Automated,
    /// A visitor who answers during a takeover.
    Guest,
    /// The brand's people as a group.
    Team,
}

impl Kind {
    /// All kinds, in the order in which people choose among them.
    pub const ALL: [Self; 4] = [Self::Human, Self::Team, Self::Automated, Self::Guest];

    /// The name in the store and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Automated => "automated",
            Self::Guest => "guest",
            Self::Team => "team",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| {
                format!("“{text}” is not a kind; there are human, automated, guest and team")
            })
    }
}

/// Who wrote a reply.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A person at this desk.
    Operator(OperatorId),
    /// The brand's bot.
    Automation,
}

/// The rule that forbids an origin to speak as a persona.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeakingRule {
    /// Automation never speaks as a person, a guest or the team.
    #[error("automation may speak only as an automated persona")]
    AutomationSpeaksAsAutomated,
    /// An operator does not pass for a bot.
    #[error("an operator may speak as a human or team persona, not as an automated one")]
    OperatorIsNoBot,
    /// A guest speaks only within a takeover.
    #[error("a guest speaks only within a takeover")]
    GuestNeedsTakeover,
    /// The persona is kept for other operators.
    #[error("the persona is kept for other operators")]
    KeptForOthers,
    /// The persona is out of use.
    #[error("the persona is archived")]
    Archived,
}

/// May `origin` speak through a persona of this kind?
pub fn may_speak(origin: Origin, kind: Kind) -> Result<(), SpeakingRule> {
    match (origin, kind) {
        (_, Kind::Guest) => Err(SpeakingRule::GuestNeedsTakeover),
        (Origin::Operator(_), Kind::Human | Kind::Team) | (Origin::Automation, Kind::Automated) => {
            Ok(())
        }
        (Origin::Operator(_), Kind::Automated) => Err(SpeakingRule::OperatorIsNoBot),
        (Origin::Automation, Kind::Human | Kind::Team) => {
            Err(SpeakingRule::AutomationSpeaksAsAutomated)
        }
    }
}

/// When it is asked who may speak.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// When Send is pressed.
    AtSend,
    /// Directly before an attempt. What was released as a persona before it was
    /// archived still leaves.
    BeforeAttempt,
}

/// May `origin` speak as this persona? Its kind, its speakers and whether it is
/// in use, in this order.
pub fn may_speak_as(origin: Origin, persona: &Persona, asked: Asked) -> Result<(), SpeakingRule> {
    may_speak(origin, persona.kind)?;
    if let (Origin::Operator(operator), Speakers::Only(operators)) =
        (origin, &persona.details.speakers)
        && !operators.contains(&operator)
    {
        return Err(SpeakingRule::KeptForOthers);
    }
    if asked == Asked::AtSend && persona.archived_at.is_some() {
        return Err(SpeakingRule::Archived);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Asked, Kind, Origin, SpeakingRule, may_speak, may_speak_as};
    use crate::{Details, OperatorId, Persona, PersonaId, Speakers, Timestamp};

    const ANA: Origin = Origin::Operator(OperatorId(uuid::Uuid::nil()));

    #[test]
    fn every_pair_of_origin_and_kind_has_its_answer() {
        let table = [
            (ANA, Kind::Human, Ok(())),
            (ANA, Kind::Team, Ok(())),
            (ANA, Kind::Automated, Err(SpeakingRule::OperatorIsNoBot)),
            (ANA, Kind::Guest, Err(SpeakingRule::GuestNeedsTakeover)),
            (
                Origin::Automation,
                Kind::Human,
                Err(SpeakingRule::AutomationSpeaksAsAutomated),
            ),
            (
                Origin::Automation,
                Kind::Team,
                Err(SpeakingRule::AutomationSpeaksAsAutomated),
            ),
            (Origin::Automation, Kind::Automated, Ok(())),
            (
                Origin::Automation,
                Kind::Guest,
                Err(SpeakingRule::GuestNeedsTakeover),
            ),
        ];
        for (origin, kind, answer) in table {
            assert_eq!(may_speak(origin, kind), answer, "{origin:?} as {kind:?}");
        }
    }

    fn persona(speakers: Speakers, archived_at: Option<Timestamp>) -> Persona {
        Persona {
            id: PersonaId(uuid::Uuid::nil()),
            kind: Kind::Human,
            created_at: Timestamp(1),
            details: Details {
                speakers,
                ..Details::default()
            },
            archived_at,
        }
    }

    #[test]
    fn a_persona_that_is_kept_for_others_is_theirs_at_send_and_before_the_attempt() {
        let ben = OperatorId(uuid::Uuid::from_u128(2));
        let kept = persona(Speakers::only([ben]).unwrap(), None);
        for asked in [Asked::AtSend, Asked::BeforeAttempt] {
            let answer = may_speak_as(ANA, &kept, asked);
            assert_eq!(answer, Err(SpeakingRule::KeptForOthers), "{asked:?}");
            assert_eq!(may_speak_as(Origin::Operator(ben), &kept, asked), Ok(()));
            assert_eq!(
                may_speak_as(Origin::Automation, &kept, asked),
                Err(SpeakingRule::AutomationSpeaksAsAutomated)
            );
        }
    }

    #[test]
    fn nothing_new_is_said_as_an_archived_persona_and_what_was_released_leaves() {
        let archived = persona(Speakers::Everybody, Some(Timestamp(9)));
        let at_send = may_speak_as(ANA, &archived, Asked::AtSend);
        assert_eq!(at_send, Err(SpeakingRule::Archived));
        assert_eq!(may_speak_as(ANA, &archived, Asked::BeforeAttempt), Ok(()));
    }

    #[test]
    fn a_kind_is_read_back_from_its_name() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert!("robot".parse::<Kind>().is_err());
    }
}
