//! Times of one thing, and what is said of them: the middle one, and between
//! which two the middle half lies.

use std::fmt;
use std::time::Duration;

/// Times in the order in which they were measured.
#[derive(Default)]
pub struct Figures(Vec<Duration>);

impl Figures {
    /// Adds one.
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The middle one, in milliseconds; 0 where nothing was measured.
    pub fn median(&self) -> f64 {
        self.at(2)
    }

    /// The time below which that many quarters lie, in milliseconds.
    fn at(&self, quarters: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let last = sorted.len().saturating_sub(1);
        let found = sorted.get((last * quarters + 2) / 4);
        found.map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "median {:6.1} ms, middle half {:.1} to {:.1} ms, all {:.1} to {:.1} ms",
            self.median(),
            self.at(1),
            self.at(3),
            self.at(0),
            self.at(4)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Figures;
    use std::time::Duration;

    #[test]
    fn the_middle_is_the_middle_in_any_order() {
        let mut figures = Figures::default();
        for millis in [9, 1, 5, 3, 7] {
            figures.add(Duration::from_millis(millis));
        }
        assert_eq!(
            figures.to_string(),
            "median    5.0 ms, middle half 3.0 to 7.0 ms, all 1.0 to 9.0 ms"
        );
    }

    #[test]
    fn nothing_measured_is_nothing() {
        assert!(Figures::default().to_string().starts_with("median    0.0"));
    }
}
