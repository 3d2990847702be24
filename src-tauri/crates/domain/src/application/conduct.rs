//! How the brand behaves: whether customers learn that a machine writes, and who
//! may speak as whom (`contracts/disclosure.md` §4).

use super::gap::{Gap, Reason};
use super::stand_in::{Says, needed, says};
use super::uses::is_wanted;
use super::{Content, Field};
use crate::{Kind, Line, says_automated};

/// What is to be said about it.
pub(super) fn gaps(content: &Content) -> Vec<(Field, Gap)> {
    let disclosure = disclosure(content).map(|gap| (Field::Disclosure, gap));
    let speakers = needed(content, Field::WhoSpeaks)
        .err()
        .map(|gap| (Field::WhoSpeaks, gap));
    disclosure.into_iter().chain(speakers).collect()
}

/// "None" is an answer where no bot is to write.
fn disclosure(content: &Content) -> Option<Gap> {
    match says(content, Field::Disclosure) {
        Says::Words(_) => None,
        Says::Later(text) => Some(Reason::PlaceHolder.about(text)),
        Says::None(_) => has_bot(content).then(|| Reason::BotNotDisclosed.gap()),
        Says::Nothing if has_bot(content) || speaks_of_bot(content) => {
            Some(Reason::BotNotDisclosed.gap())
        }
        Says::Nothing => Some(Reason::Empty.gap()),
    }
}

/// A bot is to write: it hands over, or it is among the samples.
fn has_bot(content: &Content) -> bool {
    is_wanted(content, Field::UseHandoff)
        || content
            .samples()
            .iter()
            .any(|sample| sample.kind == Kind::Automated)
}

/// A bot is spoken of, maybe only to say that there is none. It decides what is
/// said about an empty field, not whether.
fn speaks_of_bot(content: &Content) -> bool {
    [
        Field::UseCare,
        Field::UseTakeover,
        Field::UseOther,
        Field::WhoSpeaks,
    ]
    .into_iter()
    .any(|field| says_automated(&Line::accepted(content.text(field).to_owned())))
}
