//! Which faults met which routes, in all runs that count.

use crate::record::Met;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Which faults met which routes, and how often.
#[derive(Clone, Default)]
pub struct Histogram(BTreeMap<Met, u32>);

impl Histogram {
    /// Adds what happened in a run.
    pub fn add(&mut self, met: &BTreeMap<Met, u32>) {
        for (met, times) in met {
            *self.0.entry(met.clone()).or_default() += times;
        }
    }

    /// The faults that happened at all.
    pub fn faults(&self) -> BTreeSet<&str> {
        self.0.keys().map(|(fault, _)| fault.as_str()).collect()
    }
}

impl fmt::Display for Histogram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let routes: BTreeSet<_> = self.0.keys().map(|(_, route)| route).collect();
        for route in routes {
            writeln!(f, "  {route}")?;
            let of_route = self.0.iter().filter(|((_, of), _)| of == route);
            for ((fault, _), times) in of_route {
                writeln!(f, "    {times:>8}  {fault}")?;
            }
        }
        Ok(())
    }
}
