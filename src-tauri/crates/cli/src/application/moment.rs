//! A moment as people write it: a day, a day with a time, or so long from now.
//! Days and times are those of this machine.

use crate::steering::Span;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use std::str::FromStr;
use thiserror::Error;

/// On a day without a time: when an office opens.
const MORNING: Time = Time::constant(9, 0, 0, 0);

/// A moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// This one, in milliseconds since the epoch, UTC.
    At(i64),
    /// So many milliseconds from now.
    In(i64),
}

/// It is no moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error(
    "write a day such as 2026-11-30, a day with a time such as \"2026-11-30 14:00\", or how long \
     from now, such as 36h or 7d"
)]
pub struct NoMoment;

impl Moment {
    /// The moment as seen at `now`, both in milliseconds since the epoch, UTC.
    pub fn seen_at(self, now: i64) -> i64 {
        match self {
            Self::At(moment) => moment,
            Self::In(span) => now.saturating_add(span),
        }
    }

    /// Reads a moment, with days and times of a zone.
    fn read(written: &str, zone: &TimeZone) -> Option<Self> {
        let written = written.trim();
        if let Ok(Span(milliseconds)) = written.parse() {
            return Some(Self::In(milliseconds));
        }
        if let Ok(exact) = written.parse::<Timestamp>() {
            return Some(Self::At(exact.as_millisecond()));
        }
        let day_only = written.parse::<Date>().ok();
        let civil = match day_only.filter(|_| !written.contains([' ', 'T', ':'])) {
            Some(day) => day.to_datetime(MORNING),
            None => written.parse::<DateTime>().ok()?,
        };
        let there = civil.to_zoned(zone.clone()).ok()?;
        Some(Self::At(there.timestamp().as_millisecond()))
    }
}

impl FromStr for Moment {
    type Err = NoMoment;

    fn from_str(written: &str) -> Result<Self, NoMoment> {
        Self::read(written, &TimeZone::system()).ok_or(NoMoment)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;
    use jiff::tz::{TimeZone, offset};

    #[test]
    fn a_moment_is_a_day_a_time_or_so_long_from_now() {
        let now: jiff::Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let zone = TimeZone::fixed(offset(2));
        let read = |written| {
            let moment = Moment::read(written, &zone)?.seen_at(now.as_millisecond());
            let moment = jiff::Timestamp::from_millisecond(moment).unwrap();
            Some(moment.to_string())
        };
        for (written, expected) in [
            ("2026-11-30", "2026-11-30T07:00:00Z"),
            ("2026-11-30 14:00", "2026-11-30T12:00:00Z"),
            ("2026-11-30T14:00", "2026-11-30T12:00:00Z"),
            ("2026-11-30T14:00:00Z", "2026-11-30T14:00:00Z"),
            ("36h", "2026-11-24T22:00:00Z"),
            ("7d", "2026-11-30T10:00:00Z"),
        ] {
            assert_eq!(read(written).as_deref(), Some(expected), "{written}");
        }
        for written in ["", "soon", "30.11.2026", "2026-13-01", "-3d"] {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
