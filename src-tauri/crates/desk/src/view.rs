//! What is kept, as the border shows it.

use crate::api::{
    AccountView, BehindView, CatchesUp, KindName, LookView, MessagePicture, OperatorView, OwnLine,
    Person, PersonaAccess, Place, PublishState, ReplyState, SpanReach, SpokenAs, UnreadSpan,
};
use crate::error_from::small;
use domain::reply::{ReturnReason, State, WaitReason};
use domain::{Behind, Gap, Kind, Look, Outlook, PictureId, Road};
use engine::Lacking;
use store::{Access, Account, Customer, Dressed, Operator};

pub(crate) fn picture_path(id: PictureId) -> String {
    format!("picture/{id}")
}

/// The picture of such a path.
pub(crate) fn picture_at(path: &str) -> Option<PictureId> {
    path.strip_prefix("picture/")?.parse().ok()
}

pub(crate) fn message_picture(one: &store::MessagePicture) -> MessagePicture {
    MessagePicture {
        path: picture_path(one.picture),
        width: one.width,
        height: one.height,
    }
}

pub(crate) fn operator(operator: &Operator) -> OperatorView {
    OperatorView {
        id: operator.id.to_string(),
        name: operator.name.as_str().to_owned(),
    }
}

/// An account, with what its inbox lacks.
pub(crate) fn account(account: &Account, lacking: Option<&Lacking>) -> AccountView {
    AccountView {
        id: account.id.to_string(),
        name: account.name(),
        handle: account.handle.as_str().to_owned(),
        display_name: account.display_name.clone(),
        picture: account.picture.map(picture_path),
        place: match &account.place {
            store::Place::Network => Place::Network,
            store::Place::Practice => Place::Practice,
            store::Place::Address { api, upload } => Place::Address {
                api: api.clone(),
                upload: upload.clone(),
            },
        },
        personas: match &account.access {
            Access::Unknown => PersonaAccess::Unknown,
            Access::Open => PersonaAccess::Open,
            Access::Closed { said } => PersonaAccess::Closed {
                said: said.clone().into(),
            },
        },
        stopped: account.stopped.clone().map(Into::into),
        read_at: account.read_at.map(|at| at.0),
        behind: lacking.and_then(|lacking| lacking.behind.as_ref().map(behind)),
        missed: lacking.map_or_else(Vec::new, |lacking| {
            lacking.missed.iter().map(unread_span).collect()
        }),
    }
}

fn behind(behind: &Behind) -> BehindView {
    BehindView {
        from: behind.from.0,
        to: behind.to.0,
        messages: behind.messages.map(small),
        catches_up: match behind.outlook {
            Outlook::By(at) => CatchesUp::By { at: at.0 },
            Outlook::NotAtThisRate => CatchesUp::NotAtThisRate,
            Outlook::Unknown => CatchesUp::Unknown,
        },
    }
}

pub(crate) fn unread_span(gap: &Gap) -> UnreadSpan {
    UnreadSpan {
        from: gap.older.0,
        to: gap.newer.0,
        reach: match gap.road {
            Road::Cursor(_) | Road::FromTop => SpanReach::Open,
            Road::BeyondReach => SpanReach::Beyond,
        },
    }
}

pub(crate) fn person(customer: &Customer) -> Person {
    let handle = customer
        .handle
        .as_ref()
        .map(|handle| handle.as_str().to_owned());
    let name = customer
        .name
        .clone()
        .or_else(|| handle.clone())
        .unwrap_or_else(|| customer.id.to_string());
    Person {
        id: customer.id.to_string(),
        handle,
        name,
        picture: customer.picture.map(picture_path),
    }
}

pub(crate) fn look(dressed: &Dressed) -> LookView {
    LookView {
        id: dressed.look.id.to_string(),
        line: dressed.look.line.as_str().to_owned(),
        own_lines: own_lines(&dressed.look),
        portrait: dressed.look.portrait.to_string(),
        created_at: dressed.look.created_at.0,
    }
}

fn own_lines(look: &Look) -> Vec<OwnLine> {
    let own_lines = look.own_lines.iter().map(|(network, line)| OwnLine {
        network: network.as_str().to_owned(),
        line: line.as_str().to_owned(),
    });
    own_lines.collect()
}

pub(crate) fn spoken_as(dressed: &Dressed) -> SpokenAs {
    SpokenAs {
        persona: dressed.persona.id.to_string(),
        kind: dressed.persona.kind.into(),
        look: look(dressed),
    }
}

pub(crate) fn publish_state(state: &store::PublishState) -> PublishState {
    match state {
        store::PublishState::Publishing => PublishState::Publishing,
        store::PublishState::Live { id } => PublishState::Live {
            custom_profile_id: id.to_string(),
        },
        store::PublishState::InDoubt => PublishState::InDoubt,
        store::PublishState::Refused { said: Some(said) } => PublishState::Refused {
            said: said.clone().into(),
        },
        // It never came as far as the network's answer.
        store::PublishState::Refused { said: None } => PublishState::NotPublished,
        store::PublishState::Unusable { said, .. } => PublishState::Unusable {
            said: said.clone().map(Into::into),
        },
    }
}

impl From<Kind> for KindName {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Human => Self::Human,
            Kind::Automated => Self::Automated,
            Kind::Guest => Self::Guest,
            Kind::Team => Self::Team,
        }
    }
}

impl From<KindName> for Kind {
    fn from(kind: KindName) -> Self {
        match kind {
            KindName::Human => Self::Human,
            KindName::Automated => Self::Automated,
            KindName::Guest => Self::Guest,
            KindName::Team => Self::Team,
        }
    }
}

impl From<State> for ReplyState {
    fn from(state: State) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::WaitingForApproval => Self::WaitingForApproval,
            State::Held { until } => Self::Held { until: until.0 },
            State::Scheduled { at, zone } => Self::Scheduled {
                at: at.0,
                zone: zone.into(),
            },
            State::Queued => Self::Queued,
            State::Waiting { until, why } => waiting(until.0, why),
            State::Sending => Self::Sending,
            State::Sent { at } => Self::Sent { at: at.0 },
            State::InDoubt { since } => Self::InDoubt { since: since.0 },
            State::Failed { said } => Self::Failed { said: said.into() },
            State::Returned { why } => match why {
                ReturnReason::WindowOver => Self::ReturnedWindowOver,
                ReturnReason::ApprovalVoid => Self::ReturnedApprovalVoid,
                ReturnReason::Stale => Self::ReturnedStale,
                ReturnReason::Old => Self::ReturnedOld,
                ReturnReason::NeverWrote => Self::ReturnedNeverWrote,
                ReturnReason::PictureRefused { said } => Self::ReturnedPictureRefused {
                    said: said.map(Into::into),
                },
                ReturnReason::LookGone => Self::ReturnedLookGone,
                ReturnReason::Forbidden { .. } => Self::ReturnedForbidden,
                ReturnReason::PersonDecided => Self::ReturnedByPerson,
                ReturnReason::Restored => Self::ReturnedRestored,
            },
            State::Discarded => Self::Discarded,
        }
    }
}

fn waiting(until: i64, why: WaitReason) -> ReplyState {
    match why {
        WaitReason::Offline => ReplyState::WaitingOffline { until },
        WaitReason::RateLimit => ReplyState::WaitingRateLimit { until },
        WaitReason::NetworkTrouble { said } => ReplyState::WaitingTrouble {
            until,
            said: said.into(),
        },
        WaitReason::Picture { said } => ReplyState::WaitingPicture {
            until,
            said: said.map(Into::into),
        },
        WaitReason::AccountStopped { said } => ReplyState::WaitingAccountStopped {
            until,
            said: said.map(Into::into),
        },
    }
}
