//! Replies and their states in words.

use super::{Table, Told, one_line, time};
use desk::ErrorCode;
use desk::api::{Leaves, Outbox, ReplyState, ReplyView, StopStanding, Words};

impl Told for ReplyView {
    fn told(&self) -> String {
        format!(
            "{}, as “{}”.\n",
            first_up(&state(self)),
            one_line(&self.spoken_as.look.line)
        )
    }
}

impl Told for Outbox {
    fn told(&self) -> String {
        if self.replies.is_empty() {
            return "The outbox is empty.\n".to_owned();
        }
        let rows = self.replies.iter().map(|row| {
            [
                row.reply.id.clone(),
                row.account_name.clone(),
                super::conversation::called(&row.customer),
                row.reply.spoken_as.look.line.clone(),
                state(&row.reply),
                row.reply.leaves.as_ref().map(leaves).unwrap_or_default(),
                content(&row.reply),
            ]
        });
        let head = ["REPLY", "ACCOUNT", "TO", "AS", "STATE", "LEAVES", "TEXT"];
        let table = Table::new(head, rows).to_string();
        match &self.stop {
            Some(_) => format!("Stopped: nothing leaves until `byline resume`.\n{table}"),
            None => table,
        }
    }
}

impl Told for StopStanding {
    fn told(&self) -> String {
        let stopped = match &self.stop {
            Some(stop) => format!("Stopped since {}", time(stop.pressed_at)),
            None => "Replies leave".to_owned(),
        };
        format!(
            "{stopped}. Not sent: {}. In doubt and being resolved: {}.\n",
            self.not_sent, self.in_doubt
        )
    }
}

fn content(reply: &ReplyView) -> String {
    match &reply.picture {
        Some(_) => format!("[photo] {}", reply.text).trim_end().to_owned(),
        None => reply.text.clone(),
    }
}

/// When a reply is expected to leave.
fn leaves(leaves: &Leaves) -> String {
    match leaves {
        Leaves::Now => "now".to_owned(),
        Leaves::At { at } => format!("about {}", time(*at)),
        Leaves::WhenDecided => "when somebody decides".to_owned(),
        Leaves::BehindDecision => "after one that needs a decision".to_owned(),
        Leaves::WhenResumed => "after `byline resume`".to_owned(),
        Leaves::Unknown => "not foreseeable within the budget".to_owned(),
    }
}

/// A reply's state, and why.
pub fn state(reply: &ReplyView) -> String {
    match &reply.state {
        ReplyState::Draft => "draft".to_owned(),
        ReplyState::WaitingForApproval => "waiting for approval".to_owned(),
        ReplyState::Held { until } => format!("held until {}", time(*until)),
        ReplyState::Scheduled { at, zone } => format!("scheduled for {} ({zone})", time(*at)),
        ReplyState::Queued if reply.behind_another => "queued behind another".to_owned(),
        ReplyState::Queued => "queued".to_owned(),
        ReplyState::WaitingOffline { until } => {
            format!("waiting: no connection, again from {}", time(*until))
        }
        ReplyState::WaitingRateLimit { until } => {
            format!("waiting: budget used up until {}", time(*until))
        }
        ReplyState::WaitingTrouble { until, said } => {
            let said = quoted(Some(said));
            format!(
                "waiting: network trouble{said}, again from {}",
                time(*until)
            )
        }
        ReplyState::WaitingPicture { until, said } => {
            let said = quoted(said.as_ref());
            format!(
                "waiting: its picture is not uploaded yet{said}, again from {}",
                time(*until)
            )
        }
        ReplyState::WaitingAccountStopped { until, said } => {
            let said = quoted(said.as_ref());
            format!(
                "waiting: the account cannot be used{said}, again from {}",
                time(*until)
            )
        }
        ReplyState::Sending => "sending".to_owned(),
        ReplyState::Sent { at } => format!("sent {}", time(*at)),
        ReplyState::InDoubt { since } => {
            format!("in doubt since {}: it may have arrived", time(*since))
        }
        ReplyState::Failed { said } => format!("refused{}", quoted(Some(said))),
        ReplyState::ReturnedLookGone => "returned: the look is not on the account".to_owned(),
        ReplyState::ReturnedForbidden => {
            "returned: its author may not speak as this persona".to_owned()
        }
        ReplyState::ReturnedStale => "returned: the conversation went on".to_owned(),
        ReplyState::ReturnedOld => "returned: nobody looked at it for 12 hours".to_owned(),
        ReplyState::ReturnedPictureRefused { said } => {
            format!("returned: its picture was refused{}", quoted(said.as_ref()))
        }
        ReplyState::ReturnedNeverWrote => "returned: the customer never wrote".to_owned(),
        ReplyState::ReturnedWindowOver => "returned: the reply window is over".to_owned(),
        ReplyState::ReturnedApprovalVoid => "returned: changed after approval".to_owned(),
        ReplyState::ReturnedByPerson => "returned by a person after doubt".to_owned(),
        ReplyState::ReturnedRestored => {
            "returned: a backup was restored, and it may have been sent since".to_owned()
        }
        ReplyState::Discarded => "put away".to_owned(),
    }
}

/// What somebody who has just sent should know beside the state.
pub fn what_now(state: &ReplyState) -> Option<String> {
    match state {
        ReplyState::Failed { said } => Some(desk::sentence(&ErrorCode::NetworkRefused {
            said: said.clone(),
        })),
        ReplyState::InDoubt { .. } | ReplyState::Sending => {
            Some(desk::sentence(&ErrorCode::InDoubt))
        }
        ReplyState::Queued
        | ReplyState::WaitingOffline { .. }
        | ReplyState::WaitingRateLimit { .. }
        | ReplyState::WaitingTrouble { .. }
        | ReplyState::WaitingPicture { .. }
        | ReplyState::WaitingAccountStopped { .. } => Some(
            "the reply is kept; it leaves with Byline's window, or with `byline outbox run \
             --until-settled`"
                .to_owned(),
        ),
        _ => None,
    }
}

fn quoted(said: Option<&Words>) -> String {
    match said {
        Some(said) if !said.text.trim().is_empty() => format!(": “{}”", one_line(&said.text)),
        Some(said) => format!(" (status {})", said.status),
        None => String::new(),
    }
}

fn first_up(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
