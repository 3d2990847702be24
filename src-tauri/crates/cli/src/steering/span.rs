//! A span of time as people write it.

use std::str::FromStr;
use thiserror::Error;

/// A span of time, in ms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span(pub i64);

/// It is no span.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("write a number and its unit, for example 90s, 15m, 24h or 7d")]
pub struct NoSpan;

impl FromStr for Span {
    type Err = NoSpan;

    fn from_str(written: &str) -> Result<Self, NoSpan> {
        let units = [
            ("ms", 1),
            ("s", 1_000),
            ("m", 60_000),
            ("h", 3_600_000),
            ("d", 86_400_000),
        ];
        units
            .iter()
            .find_map(|(unit, ms)| {
                let number: u32 = written.strip_suffix(unit)?.parse().ok()?;
                i64::from(number).checked_mul(*ms).map(Self)
            })
            .ok_or(NoSpan)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_span_is_a_number_and_its_unit() {
        let spans = [
            ("250ms", 250),
            ("90s", 90_000),
            ("15m", 900_000),
            ("24h", 86_400_000),
            ("7d", 604_800_000),
        ];
        for (written, ms) in spans {
            assert_eq!(written.parse(), Ok(Span(ms)), "{written}");
        }
        for written in ["", "5", "h", "-5h", "1.5h", "5 h", "5y"] {
            assert!(written.parse::<Span>().is_err(), "{written}");
        }
    }
}
