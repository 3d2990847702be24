//! What becomes of the window, and of Byline, when somebody closes the one or
//! quits the other. Replies that have not left are on disk in every case: what
//! is decided is only whether they go on leaving.

use crate::Desk;
use crate::api::{Closing, ClosingQuestion, ClosingWish};
use crate::error_from::small;
use crate::settings::settings;

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
            .read(|store| Ok((settings(store)?.closing, small(store.outbox()?.len()))))
            .await;
        match known {
            Ok((closing, unsettled)) if self.is_owner() => closed(closing, unsettled),
            _ => AtClose::Quit,
        }
    }

    /// What quitting does.
    pub async fn at_quit(&self) -> AtClose {
        let unsettled = self.read(|store| Ok(small(store.outbox()?.len()))).await;
        match unsettled {
            Ok(unsettled) if self.is_owner() => quitted(unsettled),
            _ => AtClose::Quit,
        }
    }
}

fn closed(closing: Closing, unsettled: u32) -> AtClose {
    match (closing, unsettled) {
        (Closing::KeepRunning, _) => AtClose::Hide,
        (Closing::Quit, _) | (Closing::Ask, 0) => AtClose::Quit,
        (Closing::Ask, unsettled) => AtClose::Ask(ClosingQuestion {
            unsettled,
            wish: ClosingWish::Close,
        }),
    }
}

fn quitted(unsettled: u32) -> AtClose {
    match unsettled {
        0 => AtClose::Quit,
        unsettled => AtClose::Ask(ClosingQuestion {
            unsettled,
            wish: ClosingWish::Quit,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{AtClose, closed, quitted};
    use crate::api::{Closing, ClosingQuestion, ClosingWish};

    fn ask(wish: ClosingWish) -> AtClose {
        AtClose::Ask(ClosingQuestion { unsettled: 3, wish })
    }

    #[test]
    fn closing_asks_only_where_replies_have_not_left() {
        assert_eq!(closed(Closing::Ask, 3), ask(ClosingWish::Close));
        assert_eq!(closed(Closing::Ask, 0), AtClose::Quit);
    }

    #[test]
    fn a_choice_holds_whatever_waits() {
        for unsettled in [0, 3] {
            assert_eq!(closed(Closing::KeepRunning, unsettled), AtClose::Hide);
            assert_eq!(closed(Closing::Quit, unsettled), AtClose::Quit);
        }
    }

    #[test]
    fn quitting_says_what_stays_and_says_nothing_where_nothing_does() {
        assert_eq!(quitted(3), ask(ClosingWish::Quit));
        assert_eq!(quitted(0), AtClose::Quit);
    }
}
