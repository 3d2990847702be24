//! What the window tells its page: what changed, a question, a dropped file.
//!
//! The page asks and waits (`window_heard`); what comes meanwhile is kept for it,
//! in order. Tauri's own events would run a script in the page for each listener
//! and each event, and for a script's result WebKitGTK sets up a second
//! JavaScript machine, in this process: 5 MB and part of every start.
//!
//! Only the newest question is answered: a page that was loaded anew must not
//! lose what the old one, which is gone, still waits for.

use desk::api::ClosingQuestion;
use serde::Serialize;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// One thing the page is told.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(tag = "told", content = "about", rename_all = "snake_case")]
pub(crate) enum Told {
    /// Something changed: the topic that is read again.
    Changed(String),
    /// Somebody wants to close the window or to quit, and is asked first.
    Closing(ClosingQuestion),
    /// A file lies where it was dropped.
    Dropped,
}

/// What waits for the page, and who asked last.
#[derive(Default)]
pub(crate) struct Telling {
    waiting: Mutex<Waiting>,
    come: Notify,
}

#[derive(Default)]
struct Waiting {
    told: VecDeque<Told>,
    questions: u64,
}

impl Telling {
    /// Keeps it for the page. What waits already is not told twice, so that a
    /// page that never asks costs no more than there are topics.
    pub(crate) fn tell(&self, told: Told) {
        let mut waiting = self.waiting();
        if !waiting.told.contains(&told) {
            waiting.told.push_back(told);
        }
        drop(waiting);
        self.come.notify_waiters();
    }

    /// What there is to tell, as soon as there is something. Nothing where the
    /// page asked again meanwhile.
    pub(crate) async fn next(&self) -> Vec<Told> {
        let question = self.ask();
        loop {
            // It hears what comes from here on, waited for or not.
            let come = self.come.notified();
            if let Some(answer) = self.answer(question) {
                return answer;
            }
            come.await;
        }
    }

    fn ask(&self) -> u64 {
        let mut waiting = self.waiting();
        waiting.questions = waiting.questions.wrapping_add(1);
        let question = waiting.questions;
        drop(waiting);
        self.come.notify_waiters();
        question
    }

    fn answer(&self, question: u64) -> Option<Vec<Told>> {
        let mut waiting = self.waiting();
        if waiting.questions != question {
            return Some(Vec::new());
        }
        (!waiting.told.is_empty()).then(|| waiting.told.drain(..).collect())
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Telling, Told};
    use std::sync::Arc;

    fn changed(topic: &str) -> Told {
        Told::Changed(topic.to_owned())
    }

    #[tokio::test]
    async fn what_came_before_the_page_asked_is_told_once_and_in_order() {
        let telling = Telling::default();
        for topic in ["inbox", "outbox", "inbox"] {
            telling.tell(changed(topic));
        }
        assert_eq!(telling.next().await, [changed("inbox"), changed("outbox")]);
        telling.tell(changed("inbox"));
        assert_eq!(telling.next().await, [changed("inbox")]);
    }

    #[tokio::test]
    async fn a_page_that_waits_hears_what_comes() {
        let telling = Arc::new(Telling::default());
        let asked = telling.clone();
        let waits = tokio::spawn(async move { asked.next().await });
        tokio::task::yield_now().await;
        telling.tell(Told::Dropped);
        assert_eq!(waits.await.unwrap(), [Told::Dropped]);
    }

    #[tokio::test]
    async fn a_page_that_is_gone_takes_nothing_from_the_one_that_came_after() {
        let telling = Arc::new(Telling::default());
        let (old, new) = (telling.clone(), telling.clone());
        let old = tokio::spawn(async move { old.next().await });
        tokio::task::yield_now().await;
        let new = tokio::spawn(async move { new.next().await });
        tokio::task::yield_now().await;
        telling.tell(changed("vault"));
        assert_eq!(old.await.unwrap(), []);
        assert_eq!(new.await.unwrap(), [changed("vault")]);
    }

    #[test]
    fn the_page_reads_what_and_about_what() {
        let told = serde_json::to_value([changed("inbox"), Told::Dropped]).unwrap();
        let expected =
            serde_json::json!([{"told": "changed", "about": "inbox"}, {"told": "dropped"}]);
        assert_eq!(told, expected);
    }
}
