//! Byline's side: what was stopped is resumed, and settles.

use crate::prepared::{check, prepare, said};
use crate::{Cost, Measured};
use anyhow::Result;
use desk::api::Nothing;

pub async fn run() -> Result<Cost> {
    let prepared = prepare().await?;
    let measured = Measured::begin()?;
    let desk = prepared.desk;
    desk.outbox_resume(Nothing {}).await.map_err(said)?;
    desk.outbox_settle().await.map_err(said)?;
    let cost = measured.end()?;
    drop(desk);
    check(prepared.folder)?;
    Ok(cost)
}
