//! Signs to a customer that are no messages: that theirs were read, and that
//! somebody writes. What an account's people chose says which of them follows
//! from what happens here; none ever delays a message.

use crate::{Courtesy, Delivery};

/// Something that may be followed by a sign.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Occasion {
    /// Somebody has the conversation before them.
    Seen,
    /// Somebody writes in it.
    Writing,
    /// Somebody pressed Send, and the reply is on its way out.
    Released,
    /// A reply arrived.
    Answered,
}

/// What a customer is told.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Sign {
    /// What they wrote was read.
    Read,
    /// Somebody writes.
    Typing,
}

/// The sign that follows from what happens, where one does.
pub fn sign(delivery: &Delivery, occasion: Occasion) -> Option<Sign> {
    let (chosen, when, sign) = match occasion {
        Occasion::Seen => (delivery.mark_read, Courtesy::OnOpen, Sign::Read),
        Occasion::Answered => (delivery.mark_read, Courtesy::OnReply, Sign::Read),
        Occasion::Writing => (delivery.typing, Courtesy::OnOpen, Sign::Typing),
        Occasion::Released => (delivery.typing, Courtesy::OnReply, Sign::Typing),
    };
    (chosen == when).then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::{Occasion, Sign, sign};
    use crate::{Courtesy, Delivery};

    #[test]
    fn every_choice_has_the_occasions_that_its_words_name() {
        use Courtesy::{Never, OnOpen, OnReply};
        use Occasion::{Answered, Released, Seen, Writing};
        let all = [Seen, Writing, Released, Answered];
        for (mark_read, typing, expected) in [
            (Never, Never, [None, None, None, None]),
            (OnOpen, Never, [Some(Sign::Read), None, None, None]),
            (OnReply, Never, [None, None, None, Some(Sign::Read)]),
            (Never, OnOpen, [None, Some(Sign::Typing), None, None]),
            (Never, OnReply, [None, None, Some(Sign::Typing), None]),
        ] {
            let delivery = Delivery {
                mark_read,
                typing,
                ..Delivery::default()
            };
            assert_eq!(all.map(|one| sign(&delivery, one)), expected);
        }
    }

    #[test]
    fn nobody_is_told_anything_unless_somebody_chose_it() {
        let all = [
            Occasion::Seen,
            Occasion::Writing,
            Occasion::Released,
            Occasion::Answered,
        ];
        assert!(
            all.iter()
                .all(|one| sign(&Delivery::default(), *one).is_none())
        );
    }
}
