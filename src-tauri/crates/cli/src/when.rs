//! A time as people write it on a command line, with the zone it was meant in.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A chosen time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct When {
    /// In milliseconds since the epoch.
    pub at: i64,
    /// The zone's IANA name.
    pub zone: String,
}

/// Why a text is no time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoTime {
    /// There is no such zone.
    Zone(String),
    /// Neither a moment nor a local time.
    Unreadable(String),
}

/// Reads a moment (`2026-11-24T09:00+02:00`) or a local time (`2026-11-24 09:00`).
/// A local time is meant in the zone given, else in the system's; one that a zone
/// has twice or never is taken as calendars do: the first of two, and the moment
/// after a gap.
///
/// # Errors
/// [`NoTime`].
pub fn read(text: &str, zone: Option<&str>) -> Result<When, NoTime> {
    let zone = match zone {
        Some(name) => TimeZone::get(name).map_err(|_| NoTime::Zone(name.to_owned()))?,
        None => TimeZone::system(),
    };
    let name = zone.iana_name().unwrap_or("UTC").to_owned();
    let text = text.trim();
    let moment = match text.parse::<jiff::Timestamp>() {
        Ok(moment) => moment,
        Err(_) => {
            let local: DateTime = text
                .parse()
                .map_err(|_| NoTime::Unreadable(text.to_owned()))?;
            let zoned = local.to_zoned(zone);
            zoned
                .map_err(|_| NoTime::Unreadable(text.to_owned()))?
                .timestamp()
        }
    };
    Ok(When {
        at: moment.as_millisecond(),
        zone: name,
    })
}

#[cfg(test)]
mod tests {
    use super::{NoTime, read};

    const NINE: i64 = 1_795_503_600_000;

    #[test]
    fn a_moment_and_a_local_time_in_its_zone_are_the_same() {
        let moment = read("2026-11-24T09:00+02:00", Some("Europe/Helsinki")).unwrap();
        let local = read("2026-11-24 09:00", Some("Europe/Helsinki")).unwrap();
        assert_eq!(moment, local);
        assert_eq!((moment.at, moment.zone.as_str()), (NINE, "Europe/Helsinki"));
        assert_eq!(read("2026-11-24T07:00:00Z", Some("UTC")).unwrap().at, NINE);
    }

    #[test]
    fn what_is_no_time_or_no_zone_is_named() {
        let zone = read("2026-11-24 09:00", Some("Europe/Atlantis"));
        assert_eq!(zone, Err(NoTime::Zone("Europe/Atlantis".to_owned())));
        for text in ["", "tomorrow", "09:00", "2026-13-01 09:00"] {
            let read = read(text, Some("UTC"));
            assert!(matches!(read, Err(NoTime::Unreadable(_))), "{text}");
        }
    }
}
