//! Figures of one thing, and what is said of them: the middle one, and between
//! which two the middle half lies.

use std::fmt;
use std::time::Duration;

/// What is counted.
#[derive(Clone, Copy, Default, Debug)]
pub enum Unit {
    /// Time.
    #[default]
    Milliseconds,
    /// Short times.
    Microseconds,
    /// Memory, in megabytes of 1,024 KiB.
    Megabytes,
}

/// Figures in the order in which they were measured.
#[derive(Default)]
pub struct Figures {
    unit: Unit,
    all: Vec<f64>,
}

impl Figures {
    /// None yet.
    pub fn new(unit: Unit) -> Self {
        Self {
            unit,
            all: Vec::new(),
        }
    }

    /// Adds a figure in the unit of these.
    pub fn add(&mut self, figure: f64) {
        self.all.push(figure);
    }

    /// Adds a time to figures in milliseconds.
    pub fn add_time(&mut self, time: Duration) {
        self.add(time.as_secs_f64() * 1000.0);
    }

    /// The middle one; 0 where nothing was measured.
    pub fn median(&self) -> f64 {
        self.at(2)
    }

    /// The figure below which that many quarters lie.
    fn at(&self, quarters: usize) -> f64 {
        let mut sorted = self.all.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let last = sorted.len().saturating_sub(1);
        sorted
            .get((last * quarters + 2) / 4)
            .copied()
            .unwrap_or_default()
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Milliseconds => "ms",
            Unit::Microseconds => "µs",
            Unit::Megabytes => "MB",
        };
        write!(
            f,
            "median {:6.1} {unit}, middle half {:.1} to {:.1} {unit}, all {:.1} to {:.1} {unit}",
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
    use super::{Figures, Unit};
    use std::time::Duration;

    #[test]
    fn the_middle_is_the_middle_in_any_order() {
        let mut figures = Figures::default();
        for millis in [9, 1, 5, 3, 7] {
            figures.add_time(Duration::from_millis(millis));
        }
        assert_eq!(
            figures.to_string(),
            "median    5.0 ms, middle half 3.0 to 7.0 ms, all 1.0 to 9.0 ms"
        );
    }

    #[test]
    fn nothing_measured_is_nothing() {
        let none = Figures::new(Unit::Megabytes);
        assert!(none.to_string().starts_with("median    0.0 MB"));
    }
}
