//! How an account delivers, in words.

use super::Told;
use desk::api::{Courtesy, DeliveryView, DoubtPolicy, Neighbours, QuickReading, StalePolicy};

impl Told for DeliveryView {
    fn told(&self) -> String {
        let choices = self.choices;
        let stale = match choices.stale {
            StalePolicy::Return => "comes back to its author",
            StalePolicy::Ask => "comes back with a question",
            StalePolicy::Send => "leaves all the same",
        };
        let doubt = match choices.doubt {
            DoubtPolicy::ReadBack => "Byline reads back, and asks where that proves nothing",
            DoubtPolicy::Ask => "a person decides",
        };
        let desks = match choices.neighbours {
            Neighbours::Alone => "this one only",
            Neighbours::Several => "several",
        };
        let quick = match choices.quick_reading {
            QuickReading::Off => "as the rest",
            QuickReading::On => "more often; the network bills it",
        };
        format!(
            "{}\n  undo after Send:      {} s\n  between two sends:    {} s\n  a stale reply:        {stale}\n  \
             a reply in doubt:     {doubt}\n  desks:                {desks}\n  tell “read”:          {}\n  \
             tell “is typing”:     {}\n  the open conversation is read {quick}\n",
            self.account_name,
            choices.undo_seconds,
            choices.pace_seconds,
            match choices.mark_read {
                Courtesy::Never => "never",
                Courtesy::OnOpen => "when the conversation is opened",
                Courtesy::OnReply => "when a reply has arrived",
            },
            match choices.typing {
                Courtesy::Never => "never",
                Courtesy::OnOpen => "while somebody writes",
                Courtesy::OnReply => "from Send until the reply leaves",
            },
        )
    }
}
