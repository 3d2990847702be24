//! Whether a lane kept its order: the order of pressing Send, but for those that
//! somebody let others pass, or that joined at a time of their own.

use crate::judge::{Case, Wrong};
use practice::Told;
use std::collections::BTreeMap;

/// Looks at every lane of every desk.
pub fn out_of_order(said: &[&Told], cases: &[Case], wrong: &mut Vec<(Wrong, String)>) {
    let mut lanes: BTreeMap<(usize, &str), Vec<&Case>> = BTreeMap::new();
    for case in cases {
        lanes
            .entry((case.desk, case.entry.customer.as_str()))
            .or_default()
            .push(case);
    }
    for ((_, customer), mut lane) in lanes {
        lane.sort_by_key(|case| case.reply.place);
        places(&lane, wrong);
        let left = left(said, customer, &lane);
        if !can_be(&lane, &left) {
            let order: Vec<_> = lane.iter().map(|case| shown(case)).collect();
            wrong.push((
                Wrong::Misordered,
                format!("to {customer}: {left:?} left, in the order {order:?}"),
            ));
        }
    }
}

/// Those that nobody moved stand in the order of pressing Send.
fn places(lane: &[&Case], wrong: &mut Vec<(Wrong, String)>) {
    let unmoved: Vec<_> = lane.iter().filter(|case| !case.entry.moved).collect();
    if !unmoved.is_sorted_by_key(|case| case.pressed) {
        let order: Vec<_> = unmoved.iter().map(|case| shown(case)).collect();
        wrong.push((Wrong::Misordered, format!("nobody moved {order:?}")));
    }
}

fn shown(case: &Case) -> (usize, &str, &'static str) {
    (
        case.pressed,
        case.entry.text.as_str(),
        case.reply.state.name(),
    )
}

/// What a person gave up after doubt, and what is alike, may be anywhere.
fn is_certain(lane: &[&Case], text: &str, line: &str) -> bool {
    let alike = lane
        .iter()
        .filter(|case| case.entry.text == text && case.entry.line == line);
    let mut uncertain = alike.filter(|case| case.entry.given_up > 0 || case.entry.said_arrived);
    uncertain.next().is_none()
}

/// What left of a lane, in the network's order.
fn left<'a>(said: &[&'a Told], customer: &str, lane: &[&Case]) -> Vec<(&'a str, &'a str)> {
    let of_lane = |text: &str, line: &str| {
        lane.iter()
            .any(|case| case.entry.text == text && case.entry.line == line)
    };
    said.iter()
        .filter(|told| told.recipient_id == customer)
        .filter_map(|told| Some((told.text.as_str(), told.persona.as_ref()?.name.as_str())))
        .filter(|(text, line)| of_lane(text, line) && is_certain(lane, text, line))
        .collect()
}

/// Can the lane, in its order, have left so? A sent one has to be there, one in
/// doubt may be, any other may not.
fn can_be(lane: &[&Case], left: &[(&str, &str)]) -> bool {
    let mut reachable = vec![false; left.len() + 1];
    reachable[0] = true;
    for case in lane {
        if !is_certain(lane, &case.entry.text, case.entry.line) {
            continue;
        }
        let (least, most) = case.bounds();
        let mut next = vec![false; left.len() + 1];
        for at in 0..=left.len() {
            if !reachable[at] {
                continue;
            }
            next[at] |= least == 0;
            let fits = left
                .get(at)
                .is_some_and(|one| *one == (case.entry.text.as_str(), case.entry.line));
            if most > 0 && fits {
                next[at + 1] = true;
            }
        }
        reachable = next;
    }
    reachable[left.len()]
}
