//! What becomes of the window, and of Byline, when somebody closes the one or
//! quits the other. Replies that have not left are on disk in every case: what
//! is decided is only whether they go on leaving.

use crate::Desk;
use crate::api::{Closing, ClosingQuestion, ClosingWish};
use crate::error_from::small;
use crate::overview::needs_person;
use crate::settings::settings;
use domain::reply::State;
use store::Reply;

/// What the window does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AtClose {
    /// It goes out of sight; Byline goes on.
    Hide,
    /// Byline ends.
    Quit,
    /// A person is asked.
    Ask(ClosingQuestion),
}

impl Desk {
    /// What closing the window does. A desk that only reads sends nothing, and
    /// one that cannot be read keeps nobody: both quit.
    pub async fn at_close(&self) -> AtClose {
        let known = self
            .read(|store| {
                let asked = question(&store.outbox()?, ClosingWish::Close);
                Ok((settings(store)?.closing, asked))
            })
            .await;
        match known {
            Ok((closing, asked)) if self.is_owner() => closed(closing, asked),
            _ => AtClose::Quit,
        }
    }

    /// What quitting does.
    pub async fn at_quit(&self) -> AtClose {
        let known = self
            .read(|store| Ok(question(&store.outbox()?, ClosingWish::Quit)))
            .await;
        match known {
            Ok(Some(asked)) if self.is_owner() => AtClose::Ask(asked),
            _ => AtClose::Quit,
        }
    }
}

/// What there is to ask; nothing where every reply is settled.
fn question(outbox: &[Reply], wish: ClosingWish) -> Option<ClosingQuestion> {
    let count = |which: fn(&State) -> bool| {
        small(outbox.iter().filter(|reply| which(&reply.state)).count())
    };
    (!outbox.is_empty()).then(|| ClosingQuestion {
        leaving: count(|state| !needs_person(state)),
        in_doubt: count(|state| matches!(state, State::InDoubt { .. })),
        stopped: count(|state| matches!(state, State::Failed { .. } | State::Returned { .. })),
        wish,
    })
}

fn closed(closing: Closing, asked: Option<ClosingQuestion>) -> AtClose {
    match (closing, asked) {
        (Closing::KeepRunning, _) => AtClose::Hide,
        (Closing::Ask, Some(asked)) => AtClose::Ask(asked),
        (Closing::Quit, _) | (Closing::Ask, None) => AtClose::Quit,
    }
}

#[cfg(test)]
mod tests {
    use super::{AtClose, closed, question};
    use crate::api::{Closing, ClosingQuestion, ClosingWish};

    const ASKED: ClosingQuestion = ClosingQuestion {
        leaving: 2,
        in_doubt: 1,
        stopped: 0,
        wish: ClosingWish::Close,
    };

    #[test]
    fn closing_asks_only_where_replies_are_not_settled() {
        assert_eq!(closed(Closing::Ask, Some(ASKED)), AtClose::Ask(ASKED));
        assert_eq!(closed(Closing::Ask, None), AtClose::Quit);
        assert_eq!(question(&[], ClosingWish::Close), None);
    }

    #[test]
    fn a_choice_holds_whatever_waits() {
        for asked in [None, Some(ASKED)] {
            assert_eq!(closed(Closing::KeepRunning, asked), AtClose::Hide);
            assert_eq!(closed(Closing::Quit, asked), AtClose::Quit);
        }
    }
}
