//! The CPU time that this process has used, as Linux counts it.

use anyhow::{Context, Result};
use std::time::Duration;

/// Linux tells in hundredths of a second, whatever its own ticks are.
const TICK: Duration = Duration::from_millis(10);

/// In user mode and in the system, by all threads.
pub fn used() -> Result<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The name of the program stands in brackets and may hold spaces.
    let (_, behind) = stat.rsplit_once(')').context("no name in stat")?;
    let mut fields = behind.split_whitespace().skip(11);
    let mut ticks = || -> Result<u32> { Ok(fields.next().context("a short stat")?.parse()?) };
    Ok(TICK * ticks()?.saturating_add(ticks()?))
}
