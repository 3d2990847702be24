//! A call of X's interface, with the trouble that is due on it.

use std::time::Duration;

use bytes::Bytes;
use http::Response;

use super::{
    Due, Met, answers,
    kind::{Course, End, Mark},
};
use crate::{
    clock::Clock,
    errors::{Cut, PracticeError, Refusal},
    media::Upload,
    messages::Message,
    practice::Practice,
    received::Received,
    routes::Route,
    state::Change,
    world::World,
};

impl Practice {
    /// Answers a call of X's interface, with the trouble that is due on it.
    pub(crate) async fn meet(
        &self,
        (route, arguments): (Route, &[&str]),
        request: &Received,
    ) -> Result<Response<Bytes>, Cut> {
        let Met { trouble, marks } = self.world().faults.arrive(route);
        if let Some(due) = trouble
            && let Course::Instead(end) = due.fault.kind.course()
        {
            for due in marks {
                self.world().faults.postpone(due);
            }
            return self.end(end, due, None).await;
        }
        let upload = match route {
            Route::MediaUpload
            | Route::MediaInitialize
            | Route::MediaAppend
            | Route::MediaFinalize => Some(Upload::read(request).await),
            Route::MediaUploadOlder => Some(Upload::read_older(request).await),
            _ => None,
        };
        let answer = self.take_effect((route, arguments), request, upload, marks);
        let Some(due) = trouble else {
            return Ok(answer);
        };
        match due.fault.kind.course() {
            Course::Late(ms) => {
                self.fire(due);
                self.clock.sleep(Duration::from_millis(ms)).await;
                Ok(answer)
            }
            Course::AfterEffect(end) if answer.status().is_success() => {
                self.end(end, due, Some(answer)).await
            }
            Course::AfterEffect(_) | Course::Instead(_) | Course::AtMessage(_) => {
                self.world().faults.postpone(due);
                Ok(answer)
            }
        }
    }

    fn take_effect(
        &self,
        (route, arguments): (Route, &[&str]),
        request: &Received,
        upload: Option<Result<Upload, Refusal>>,
        marks: Vec<Due>,
    ) -> Response<Bytes> {
        let now_ms = self.clock.now_ms();
        let mut world = self.world();
        if let Err(error) = world.catch_up(now_ms) {
            tracing::error!(?error, "the practice network could not keep an answer");
            marks.into_iter().for_each(|due| world.faults.postpone(due));
            return Refusal::internal().into_answer(route.family());
        }
        let before = world.state.messages.len();
        let answer = world.answer(now_ms, (route, arguments), request, upload);
        let stored = world.state.messages.get(before).cloned();
        for due in marks {
            world.mark(stored.as_ref(), due, now_ms);
        }
        answer
    }

    async fn end(
        &self,
        end: End,
        due: Due,
        real: Option<Response<Bytes>>,
    ) -> Result<Response<Bytes>, Cut> {
        self.fire(due);
        match end {
            End::Cut => Err(Cut),
            End::Silence => {
                self.silence().await;
                Err(Cut)
            }
            End::Answer => {
                let family = due.fault.route.family();
                let kind = due.fault.kind;
                Ok(answers::answer(kind, family, self.clock.now_ms(), real))
            }
        }
    }

    fn fire(&self, due: Due) {
        let now_ms = self.clock.now_ms();
        self.world().faults.fire(due, now_ms);
    }
}

impl World {
    /// Does to a stored message what a fault asks for; without one the fault
    /// waits.
    fn mark(&mut self, stored: Option<&Message>, due: Due, now_ms: i64) {
        let (Some(message), Course::AtMessage(mark)) = (stored, due.fault.kind.course()) else {
            return self.faults.postpone(due);
        };
        match self.commit_mark(message, mark, now_ms) {
            Ok(()) => self.faults.fire(due, now_ms),
            Err(error) => {
                tracing::error!(
                    ?error,
                    "the practice network could not keep a fault's effect"
                );
                self.faults.postpone(due);
            }
        }
    }

    fn commit_mark(
        &mut self,
        message: &Message,
        mark: Mark,
        now_ms: i64,
    ) -> Result<(), PracticeError> {
        let change = match mark {
            Mark::HideFor(ms) => Change::MessageHidden {
                id: message.id,
                until_ms: now_ms.saturating_add(i64::try_from(ms).unwrap_or(i64::MAX)),
            },
            Mark::LookAlike => Change::LookAlikeSent(Message {
                id: self.state.next_id(now_ms),
                custom_profile_id: None,
                media: None,
                ..message.clone()
            }),
        };
        self.commit(vec![change])
    }
}
