//! Moments that X tells in headers.

use domain::{SECOND, Timestamp};
use jiff::fmt::rfc2822;
use network::{Answer, UsesLeft};

/// The server's clock when it answered, from the `date` header.
pub(crate) fn their_time(answer: &Answer) -> Option<Timestamp> {
    let date = rfc2822::DateTimeParser::new()
        .parse_timestamp(answer.header("date")?)
        .ok()?;
    Some(Timestamp(date.as_millisecond()))
}

/// When a limit ends: the latest reset of a limit that is used up, or of any
/// limit where none says that it is (an app's limit may be another one than
/// the headers show), or what `retry-after` asks for (`contracts/x.md` §8).
pub(crate) fn limit_ends(answer: &Answer) -> Option<Timestamp> {
    const LIMITS: [&str; 3] = ["x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour"];
    let reset = |limit: &&str| {
        let seconds: i64 = answer
            .header(&format!("{limit}-reset"))?
            .trim()
            .parse()
            .ok()?;
        Some(Timestamp(seconds.saturating_mul(1_000)))
    };
    let used_up = |limit: &&&str| {
        answer
            .header(&format!("{limit}-remaining"))
            .is_some_and(|left| left.trim() == "0")
    };
    let latest_used_up = LIMITS.iter().filter(used_up).filter_map(reset).max();
    latest_used_up
        .or_else(|| LIMITS.iter().filter_map(reset).max())
        .max(retry_after(answer))
}

/// What is left of the route's quarter hour (`contracts/x.md` §8).
pub(crate) fn uses_left(answer: &Answer) -> Option<UsesLeft> {
    let number = |name: &str| answer.header(name)?.trim().parse::<u32>().ok();
    let reset = i64::from(number("x-rate-limit-reset")?);
    Some(UsesLeft {
        remaining: number("x-rate-limit-remaining")?,
        resets_at: Timestamp(reset.saturating_mul(1_000)),
    })
}

/// `retry-after` in seconds after the server's own time.
fn retry_after(answer: &Answer) -> Option<Timestamp> {
    let seconds: u32 = answer.header("retry-after")?.trim().parse().ok()?;
    Some(their_time(answer)?.plus(SECOND.saturating_mul(seconds)))
}

#[cfg(test)]
mod tests {
    use super::{limit_ends, their_time, uses_left};
    use crate::fixtures::answer;
    use domain::Timestamp;
    use network::{Answer, UsesLeft};

    fn with(headers: &[(&str, &str)]) -> Answer {
        let mut answer = answer(429, "");
        answer.headers = headers
            .iter()
            .map(|(n, v)| ((*n).into(), (*v).into()))
            .collect();
        answer
    }

    #[test]
    fn the_servers_clock_is_read_to_the_second() {
        let date = with(&[("date", "Sun, 06 Nov 1994 08:49:37 GMT")]);
        assert_eq!(their_time(&date), Some(Timestamp(784_111_777_000)));
        assert_eq!(their_time(&with(&[("date", "yesterday")])), None);
        assert_eq!(their_time(&with(&[])), None);
    }

    #[test]
    fn what_is_left_of_a_budget_is_told_with_its_reset_or_not_at_all() {
        let told = with(&[
            ("x-rate-limit-remaining", "7"),
            ("x-rate-limit-reset", "100"),
        ]);
        let left = UsesLeft {
            remaining: 7,
            resets_at: Timestamp(100_000),
        };
        assert_eq!(uses_left(&told), Some(left));
        assert_eq!(uses_left(&with(&[("x-rate-limit-remaining", "7")])), None);
    }

    #[test]
    fn a_used_up_limit_decides_over_one_that_is_not() {
        let answer = with(&[
            ("x-rate-limit-remaining", "0"),
            ("x-rate-limit-reset", "100"),
            ("x-user-limit-24hour-remaining", "900"),
            ("x-user-limit-24hour-reset", "80000"),
        ]);
        assert_eq!(limit_ends(&answer), Some(Timestamp(100_000)));
    }

    #[test]
    fn where_no_limit_is_used_up_the_latest_reset_decides() {
        let answer = with(&[
            ("x-rate-limit-remaining", "7"),
            ("x-rate-limit-reset", "100"),
            ("x-app-limit-24hour-reset", "200"),
        ]);
        assert_eq!(limit_ends(&answer), Some(Timestamp(200_000)));
    }

    #[test]
    fn a_wish_to_wait_counts_from_the_servers_clock() {
        let date = ("date", "Thu, 01 Jan 1970 00:01:00 GMT");
        assert_eq!(
            limit_ends(&with(&[date, ("retry-after", "5")])),
            Some(Timestamp(65_000))
        );
        assert_eq!(limit_ends(&with(&[("retry-after", "5")])), None);
    }

    #[test]
    fn without_a_reset_no_moment_is_made_up() {
        assert_eq!(limit_ends(&with(&[("x-rate-limit-reset", "soon")])), None);
    }
}
