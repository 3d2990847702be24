//! Keeping messages only for so long. Off unless somebody chose it; what goes is
//! shown before it is chosen.

use crate::api::{Nothing, Retention, RetentionAsk, RetentionPreview, RetentionSet};
use crate::{Change, Desk, ErrorCode};
use domain::{FEWEST_DAYS, MOST_DAYS, Timestamp, kept_since};
use serde::{Deserialize, Serialize};
use store::{Old, Read};

/// Under this key of the store's settings.
const KEY: &str = "retention";

/// What was chosen, and when it was done last.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    pub(super) days: Option<u32>,
    #[serde(default)]
    pub(super) ran_at: Option<Timestamp>,
}

impl Desk {
    /// How long messages are kept.
    pub async fn retention_show(&self, _: Nothing) -> Result<Retention, ErrorCode> {
        Ok(shown(self.read(chosen).await?))
    }

    /// What keeping messages only for so long would delete now.
    pub async fn retention_preview(
        &self,
        request: RetentionAsk,
    ) -> Result<RetentionPreview, ErrorCode> {
        let before = since(request.days, self.inner.clock.now())?;
        self.read(move |store| Ok(preview(before, store.old(before)?)))
            .await
    }

    /// Chooses how long messages are kept. What is older goes at once, and daily
    /// from then on.
    pub async fn retention_set(&self, request: RetentionSet) -> Result<Retention, ErrorCode> {
        self.must_own()?;
        if let Some(days) = request.days {
            since(days, self.inner.clock.now())?;
        }
        let days = request.days;
        self.keep_choice(move |chosen| Chosen { days, ..chosen })
            .await?;
        self.delete_old().await?;
        self.retention_show(Nothing {}).await
    }

    /// Deletes what is older than was chosen; nothing where nothing was.
    pub(super) async fn delete_old(&self) -> Result<(), ErrorCode> {
        let now = self.inner.clock.now();
        let Some(days) = self.read(chosen).await?.days else {
            return Ok(());
        };
        let before = since(days, now)?;
        let old = self
            .write(move |store| Ok(store.delete_old(before)?))
            .await?;
        if old.messages > 0 {
            tracing::info!(messages = old.messages, "old messages were deleted");
            self.with_store(|store| store.tidy()).await?;
            self.inner.engine.tell(Change::Inbox);
        }
        self.keep_choice(move |chosen| Chosen {
            ran_at: Some(now),
            ..chosen
        })
        .await
    }

    async fn keep_choice(
        &self,
        change: impl FnOnce(Chosen) -> Chosen + Send + 'static,
    ) -> Result<(), ErrorCode> {
        self.write(move |store| {
            let kept = serde_json::to_string(&change(chosen(store)?));
            let kept = kept.map_err(|_| ErrorCode::Unexpected)?;
            Ok(store.set_setting(KEY, &kept)?)
        })
        .await
    }
}

/// What was chosen. What this Byline does not understand counts as not chosen:
/// nothing is deleted on a guess.
pub(super) fn chosen(store: &Read<'_>) -> Result<Chosen, ErrorCode> {
    let kept = store.setting(KEY)?;
    let chosen = kept.and_then(|kept| serde_json::from_str(&kept).ok());
    Ok(chosen.unwrap_or_default())
}

fn since(days: u32, now: Timestamp) -> Result<Timestamp, ErrorCode> {
    kept_since(days, now).ok_or(ErrorCode::RetentionRefused {
        least: FEWEST_DAYS,
        most: MOST_DAYS,
    })
}

fn shown(chosen: Chosen) -> Retention {
    Retention {
        days: chosen.days,
        ran_at: chosen.ran_at.map(|at| at.0),
        least: FEWEST_DAYS,
    }
}

fn preview(before: Timestamp, old: Old) -> RetentionPreview {
    RetentionPreview {
        before: before.0,
        messages: old.messages,
        conversations: old.conversations,
        customers: old.customers,
        first_at: old.first_at.map(|at| at.0),
        last_at: old.last_at.map(|at| at.0),
        held_back: old.held_back,
    }
}
