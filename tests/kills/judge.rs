//! What has to be true of the network after the kills, from what was released.

use crate::network::{Network, Said};
use std::collections::BTreeMap;

/// A reply that was released.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expected {
    pub to: String,
    pub text: String,
    pub line: String,
    pub picture: Carries,
}

/// Whether a picture goes along.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Carries {
    Picture,
    Nothing,
}

/// Everything that was released, in the order of pressing Send.
#[derive(Default)]
pub struct Judge {
    expected: Vec<Expected>,
}

impl Judge {
    pub fn expects(&mut self, released: Vec<Expected>) {
        self.expected.extend(released);
    }

    /// The network holds no message more often than it was released.
    pub fn nothing_is_there_twice(&self, network: &Network) {
        let mut allowed: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for one in &self.expected {
            *allowed.entry((&one.to, &one.text)).or_default() += 1;
        }
        for Said { to, text, .. } in &network.said() {
            let left = allowed.entry((to, text)).or_default();
            *left -= 1;
            assert!(*left >= 0, "{text:?} is there twice for {to}");
        }
    }

    /// Conversation by conversation, the network holds exactly what was released.
    pub fn everything_is_there_once_in_order_and_as_chosen(&self, network: &Network) {
        let mut lanes: BTreeMap<&str, Vec<(&str, &str, Carries)>> = BTreeMap::new();
        for one in &self.expected {
            let lane = lanes.entry(&one.to).or_default();
            lane.push((&one.text, &one.line, one.picture));
        }
        let said = network.said();
        let mut held: BTreeMap<&str, Vec<(&str, &str, Carries)>> = BTreeMap::new();
        for one in &said {
            let line = one.line.as_deref().unwrap_or("the brand itself");
            let lane = held.entry(&one.to).or_default();
            lane.push((&one.text, line, one.picture));
        }
        for (customer, lane) in &lanes {
            assert_eq!(held.get(customer), Some(lane), "what {customer} has");
        }
        assert_eq!(held.len(), lanes.len(), "nobody else was written to");
    }
}
