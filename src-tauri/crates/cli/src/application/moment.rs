//! A moment as people write it: a day, a day with a time, or so long from now.
//! Days and times are those of this machine.

use crate::steering::Span;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::str::FromStr;
use thiserror::Error;

/// On a day without a time: when an office opens.
const MORNING: Time = Time::constant(9, 0, 0, 0);

/// A moment, in milliseconds since the epoch, UTC.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment(pub i64);

/// It is no moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error(
    "write a day such as 2026-11-30, a day with a time such as \"2026-11-30 14:00\", or how long \
     from now, such as 36h or 7d"
)]
pub struct NoMoment;

impl Moment {
    /// Reads a moment as seen at `now` in a zone.
    fn read(written: &str, now: Timestamp, zone: &TimeZone) -> Option<Self> {
        let written = written.trim();
        if let Ok(Span(milliseconds)) = written.parse() {
            let span = SignedDuration::from_millis(milliseconds);
            return Some(Self(now.checked_add(span).ok()?.as_millisecond()));
        }
        if let Ok(exact) = written.parse::<Timestamp>() {
            return Some(Self(exact.as_millisecond()));
        }
        let day_only = written.parse::<Date>().ok();
        let civil = match day_only.filter(|_| !written.contains([' ', 'T', ':'])) {
            Some(day) => day.to_datetime(MORNING),
            None => written.parse::<DateTime>().ok()?,
        };
        let there = civil.to_zoned(zone.clone()).ok()?;
        Some(Self(there.timestamp().as_millisecond()))
    }
}

impl FromStr for Moment {
    type Err = NoMoment;

    fn from_str(written: &str) -> Result<Self, NoMoment> {
        Self::read(written, Timestamp::now(), &TimeZone::system()).ok_or(NoMoment)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;
    use jiff::tz::{TimeZone, offset};

    #[test]
    fn a_moment_is_a_day_a_time_or_so_long_from_now() {
        let now = "2026-11-23T10:00:00Z".parse().unwrap();
        let zone = TimeZone::fixed(offset(2));
        let read = |written| {
            let moment = Moment::read(written, now, &zone)?;
            let moment = jiff::Timestamp::from_millisecond(moment.0).unwrap();
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
