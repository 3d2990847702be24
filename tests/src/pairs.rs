//! All pairs: a few combinations that hold every two positions of every two
//! axes together at least once. Most faults need no more than two causes at a
//! time, and all combinations of a dozen axes would be millions.

use std::collections::BTreeSet;

/// Two positions of two axes: the axis and the position of each, the earlier
/// axis first.
type Pair = ((usize, usize), (usize, usize));

/// Combinations for axes of so many positions each; a combination names a
/// position for each axis. Every run gives the same ones.
#[must_use]
pub fn all_pairs(sizes: &[usize]) -> Vec<Vec<usize>> {
    let mut open: BTreeSet<Pair> = pairs(sizes);
    if open.is_empty() {
        // One axis has no partner: each of its positions once.
        let only = sizes.first().copied().unwrap_or(0);
        return match sizes.len() {
            1 => (0..only).map(|position| vec![position]).collect(),
            _ => Vec::new(),
        };
    }
    let mut combinations = Vec::new();
    while let Some(first) = open.first().copied() {
        let combination = combine(sizes, first, &open);
        for (one, position) in combination.iter().enumerate() {
            for (other, next) in combination.iter().enumerate().skip(one + 1) {
                open.remove(&((one, *position), (other, *next)));
            }
        }
        combinations.push(combination);
    }
    combinations
}

fn pairs(sizes: &[usize]) -> BTreeSet<Pair> {
    let mut all = BTreeSet::new();
    for (one, positions) in sizes.iter().enumerate() {
        for (other, next) in sizes.iter().enumerate().skip(one + 1) {
            for position in 0..*positions {
                all.extend((0..*next).map(|second| ((one, position), (other, second))));
            }
        }
    }
    all
}

/// Begins with a pair and gives every other axis, in its order, the position
/// that closes the most open pairs with what stands already.
fn combine(sizes: &[usize], (one, other): Pair, open: &BTreeSet<Pair>) -> Vec<usize> {
    let mut stands: Vec<(usize, usize)> = vec![one, other];
    for (axis, positions) in sizes.iter().enumerate() {
        if stands.iter().any(|(taken, _)| *taken == axis) {
            continue;
        }
        let closes = |position: usize| {
            let here = (axis, position);
            let pair =
                |there: &&(usize, usize)| open.contains(&(here.min(**there), here.max(**there)));
            stands.iter().filter(pair).count()
        };
        // The first of the best.
        let best = (0..*positions)
            .rev()
            .max_by_key(|position| closes(*position));
        stands.push((axis, best.unwrap_or(0)));
    }
    stands.sort_unstable();
    stands.into_iter().map(|(_, position)| position).collect()
}

#[cfg(test)]
mod tests {
    use super::all_pairs;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_two_positions_of_every_two_axes_stand_together_somewhere(
            sizes in proptest::collection::vec(1..6_usize, 2..9),
        ) {
            let combinations = all_pairs(&sizes);
            for combination in &combinations {
                prop_assert_eq!(combination.len(), sizes.len());
                prop_assert!(combination.iter().zip(&sizes).all(|(at, size)| at < size));
            }
            for one in 0..sizes.len() {
                for other in one + 1..sizes.len() {
                    for position in 0..sizes[one] {
                        for next in 0..sizes[other] {
                            let both = |c: &&Vec<usize>| c[one] == position && c[other] == next;
                            prop_assert!(combinations.iter().any(|c| both(&c)));
                        }
                    }
                }
            }
            let most: usize = sizes.iter().product();
            prop_assert!(combinations.len() <= most);
        }
    }

    #[test]
    fn a_dozen_axes_need_few_combinations() {
        let count = all_pairs(&[6, 2, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 3, 2]).len();
        assert!((18..40).contains(&count), "{count}");
    }

    #[test]
    fn one_axis_alone_takes_each_of_its_positions() {
        assert_eq!(all_pairs(&[3]), [[0], [1], [2]]);
        assert!(all_pairs(&[]).is_empty());
    }
}
