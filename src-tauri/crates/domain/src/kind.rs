//! What a persona is, and who may speak through it.
//!
//! Invariant: nothing leaves as a person from a bot, and nothing as a guest
//! outside a takeover. The engine asks [`may_speak`] before every send; the
//! page only shows what it answers.

use crate::OperatorId;
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

/// The rule that forbids an origin to speak through a kind.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KindRule {
    /// Automation never speaks as a person, a guest or the team.
    #[error("automation may speak only as an automated persona")]
    AutomationSpeaksAsAutomated,
    /// An operator does not pass for a bot.
    #[error("an operator may speak as a human or team persona, not as an automated one")]
    OperatorIsNoBot,
    /// A guest speaks only within a takeover.
    #[error("a guest speaks only within a takeover")]
    GuestNeedsTakeover,
}

/// May `origin` speak through a persona of this kind?
pub fn may_speak(origin: Origin, kind: Kind) -> Result<(), KindRule> {
    match (origin, kind) {
        (_, Kind::Guest) => Err(KindRule::GuestNeedsTakeover),
        (Origin::Operator(_), Kind::Human | Kind::Team) | (Origin::Automation, Kind::Automated) => {
            Ok(())
        }
        (Origin::Operator(_), Kind::Automated) => Err(KindRule::OperatorIsNoBot),
        (Origin::Automation, Kind::Human | Kind::Team) => {
            Err(KindRule::AutomationSpeaksAsAutomated)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, KindRule, Origin, may_speak};
    use crate::OperatorId;

    const ANA: Origin = Origin::Operator(OperatorId(uuid::Uuid::nil()));

    #[test]
    fn every_pair_of_origin_and_kind_has_its_answer() {
        let table = [
            (ANA, Kind::Human, Ok(())),
            (ANA, Kind::Team, Ok(())),
            (ANA, Kind::Automated, Err(KindRule::OperatorIsNoBot)),
            (ANA, Kind::Guest, Err(KindRule::GuestNeedsTakeover)),
            (
                Origin::Automation,
                Kind::Human,
                Err(KindRule::AutomationSpeaksAsAutomated),
            ),
            (
                Origin::Automation,
                Kind::Team,
                Err(KindRule::AutomationSpeaksAsAutomated),
            ),
            (Origin::Automation, Kind::Automated, Ok(())),
            (
                Origin::Automation,
                Kind::Guest,
                Err(KindRule::GuestNeedsTakeover),
            ),
        ];
        for (origin, kind, answer) in table {
            assert_eq!(may_speak(origin, kind), answer, "{origin:?} as {kind:?}");
        }
    }

    #[test]
    fn a_kind_is_read_back_from_its_name() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert!("robot".parse::<Kind>().is_err());
    }
}
