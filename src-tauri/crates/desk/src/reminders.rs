//! Reminders of the diary that notify: each is told once, also where Byline was
//! not running when it was due, and it stays in the list of applications until
//! somebody ticks it off.
//!
//! It is noted as told before the system is asked to tell it: a crash between
//! the two loses a notification and never repeats one.

use crate::api::Notify;
use crate::catalogue::text;
use crate::notices::{Notice, quoted};
use crate::settings::settings;
use crate::watch::Surroundings;
use crate::{Change, Desk, ErrorCode};
use domain::Timestamp;
use domain::application::{DiaryEvent, Field};
use std::time::Duration;
use store::{DiaryEntry, Read};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// The longest sleep: a machine that was asleep itself is not late by more.
const AT_LEAST_EVERY: Duration = Duration::from_secs(60);

/// Of several that are due, so many are named.
const NAMED: usize = 5;

/// A reminder that is due.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Due {
    /// What it was written down with.
    event: DiaryEvent,
    /// The application's brand; may be empty.
    brand: String,
    /// The network's number for it; may be empty.
    case_number: String,
    /// What was said; may be empty.
    note: String,
}

impl Desk {
    /// Tells reminders when they are due, for as long as it is polled.
    pub(crate) async fn tell_reminders(&self, around: &impl Surroundings) {
        let mut changes = self.changes();
        loop {
            let rest = match self.tell_due(around).await {
                Ok(rest) => rest,
                Err(code) => {
                    tracing::warn!(?code, "reminders could not be read");
                    AT_LEAST_EVERY
                }
            };
            tokio::select! {
                () = self.inner.clock.sleep(rest) => {}
                goes_on = applications_changed(&mut changes) => if !goes_on { return },
            }
        }
    }

    /// Tells what is due; how long until there may be more.
    async fn tell_due(&self, around: &impl Surroundings) -> Result<Duration, ErrorCode> {
        let now = self.inner.clock.now();
        let (due, notify, next) = self
            .read(move |store| {
                let notify = settings(store)?.notify;
                let due = store.reminders_to_tell(now)?;
                let next = store.next_reminder()?;
                Ok((due, notify, next))
            })
            .await?;
        if due.is_empty() {
            return Ok(rest(now, next));
        }
        // They stay untold, and are told when somebody wants notifications again.
        if notify == Notify::Off {
            return Ok(AT_LEAST_EVERY);
        }
        let due = self
            .write(move |store| {
                for entry in &due {
                    store.reminded(entry.id, now)?;
                }
                due.iter().map(|entry| read_due(store, entry)).collect()
            })
            .await?;
        if let Some(notice) = said(due, notify) {
            around.tell(notice);
        }
        Ok(Duration::ZERO)
    }
}

/// Until the next one, within bounds.
fn rest(now: Timestamp, next: Option<Timestamp>) -> Duration {
    next.map_or(AT_LEAST_EVERY, |next| next.since(now).min(AT_LEAST_EVERY))
}

fn read_due(store: &Read<'_>, entry: &DiaryEntry) -> Result<Due, ErrorCode> {
    let newest = store.newest_application_version(entry.application)?;
    let version = newest.map_or(entry.version, |newest| newest.version);
    let content = store.application_content(entry.application, version)?;
    Ok(Due {
        event: entry.event,
        brand: content.text(Field::Brand).trim().to_owned(),
        case_number: entry.case_number.trim().to_owned(),
        note: entry.note.clone(),
    })
}

/// What is told; nothing where nothing is due. A note is somebody's own words:
/// it is shown where messages may be.
fn said(due: Vec<Due>, notify: Notify) -> Option<Notice> {
    match due.as_slice() {
        [] => None,
        [one] => Some(Notice {
            title: line(one),
            body: match notify {
                Notify::WithText if !one.note.trim().is_empty() => quoted(&one.note),
                _ => String::new(),
            },
        }),
        several => Some(Notice {
            title: text(
                "notice_reminders",
                [("count", crate::error_from::small(several.len()).into())],
            ),
            body: several
                .iter()
                .take(NAMED)
                .map(line)
                .collect::<Vec<_>>()
                .join("\n"),
        }),
    }
}

/// A reminder in one line: `Ask X about case 123: Northwind`.
fn line(due: &Due) -> String {
    let brand = if due.brand.is_empty() {
        text("notice_reminder_nobody", [])
    } else {
        quoted(&due.brand)
    };
    let key = match (due.event, due.case_number.is_empty()) {
        (DiaryEvent::Asked, true) => "notice_reminder_answer",
        (DiaryEvent::Asked, false) => "notice_reminder_answer_case",
        (_, true) => "notice_reminder",
        (_, false) => "notice_reminder_case",
    };
    text(
        key,
        [
            ("brand", brand.as_str().into()),
            ("case_number", quoted(&due.case_number).as_str().into()),
        ],
    )
}

/// Whether changes go on, once something about applications has changed.
async fn applications_changed(changes: &mut Receiver<Change>) -> bool {
    loop {
        match changes.recv().await {
            Ok(Change::Applications) | Err(RecvError::Lagged(_)) => return true,
            Ok(_) => {}
            Err(RecvError::Closed) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_LEAST_EVERY, Due, rest, said};
    use crate::api::Notify;
    use domain::application::DiaryEvent;
    use domain::{SECOND, Timestamp};

    fn due(event: DiaryEvent, case_number: &str, brand: &str) -> Due {
        Due {
            event,
            brand: brand.to_owned(),
            case_number: case_number.to_owned(),
            note: "call\nthem".to_owned(),
        }
    }

    fn title(one: Due) -> String {
        said(vec![one], Notify::WithoutText).unwrap().title
    }

    #[test]
    fn a_reminder_says_whom_to_ask_about_which_case_of_whom() {
        let submitted = due(DiaryEvent::Submitted, "123", "Northwind");
        assert_eq!(title(submitted), "Ask X about case 123: Northwind");
        let asked = due(DiaryEvent::Asked, "123", "Northwind");
        assert_eq!(title(asked), "Answer X about case 123: Northwind");
        let nothing_known = due(DiaryEvent::Noted, "", "");
        assert_eq!(title(nothing_known), "Ask X: your application");
    }

    #[test]
    fn a_note_is_told_only_where_text_may_be() {
        let one = || vec![due(DiaryEvent::Submitted, "1", "Northwind")];
        let body = |notify| said(one(), notify).unwrap().body;
        assert_eq!(body(Notify::WithoutText), "");
        assert_eq!(body(Notify::WithText), "call them");
    }

    #[test]
    fn several_are_told_at_once_and_none_are_not_told() {
        assert_eq!(said(Vec::new(), Notify::WithText), None);
        let two = vec![
            due(DiaryEvent::Submitted, "1", "Northwind"),
            due(DiaryEvent::Noted, "", "Contoso"),
        ];
        let notice = said(two, Notify::WithText).unwrap();
        assert_eq!(notice.title, "2 reminders are due");
        assert_eq!(notice.body, "Ask X about case 1: Northwind\nAsk X: Contoso");
    }

    #[test]
    fn it_looks_again_when_the_next_is_due_and_at_least_every_minute() {
        let now = Timestamp(1_000);
        assert_eq!(rest(now, None), AT_LEAST_EVERY);
        assert_eq!(rest(now, Some(now.plus(SECOND))), SECOND);
        assert_eq!(rest(now, Some(now.plus(SECOND * 100))), AT_LEAST_EVERY);
    }
}
