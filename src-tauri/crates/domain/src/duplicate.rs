//! The line of a persona that is made after another one: the same with a
//! number, so that the two can be told apart.

use crate::{Kind, Line, LineLimit, says_automated};
use unicode_segmentation::UnicodeSegmentation;

/// The line with the smallest number that makes it one that nobody has; a line
/// that ends in a number counts on from there. Where it would be too long, so
/// many graphemes give way, as near to its end as possible; an automated line
/// goes on saying that it is one. `None` where no line can be found.
pub fn numbered(
    line: &Line,
    kind: Kind,
    limit: LineLimit,
    is_taken: impl Fn(&Line) -> bool,
) -> Option<Line> {
    const MOST: u32 = 10_000;
    let (start, first) = without_number(line.as_str());
    let graphemes: Vec<&str> = start.graphemes(true).collect();
    let fits = |line: &Line| kind != Kind::Automated || says_automated(line);
    (first..first.saturating_add(MOST)).find_map(|number| {
        shortened(&graphemes, number, limit, fits).filter(|line| !is_taken(line))
    })
}

/// A line without the number at its end, and the first number to try.
fn without_number(line: &str) -> (&str, u32) {
    let counted = line
        .rsplit_once(' ')
        .and_then(|(start, end)| Some((start.trim_end(), end.parse::<u32>().ok()?)));
    match counted {
        Some((start, number)) if !start.is_empty() && number < 1_000 => (start, number + 1),
        _ => (line, 2),
    }
}

/// The longest line of these graphemes with the number behind them.
fn shortened(
    graphemes: &[&str],
    number: u32,
    limit: LineLimit,
    fits: impl Fn(&Line) -> bool,
) -> Option<Line> {
    (0..graphemes.len()).find_map(|dropped| {
        (dropped..=graphemes.len()).rev().find_map(|end| {
            let (before, after) = (
                graphemes.get(..end - dropped)?.concat(),
                graphemes.get(end..)?.concat(),
            );
            let text = format!("{} {number}", format!("{before}{after}").trim());
            Line::parse(&text, limit).ok().filter(&fits)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::numbered;
    use crate::{CharacterUnit, Kind, Line, LineLimit, says_automated};
    use proptest::prelude::*;

    const X: LineLimit = LineLimit {
        most: 48,
        unit: CharacterUnit::CodePoints,
    };

    fn after(line: &str, kind: Kind, taken: &[&str]) -> String {
        let line = Line::parse(line, X).unwrap();
        let taken = |line: &Line| taken.contains(&line.as_str());
        numbered(&line, kind, X, taken).unwrap().as_str().to_owned()
    }

    #[test]
    fn a_copy_gets_the_next_free_number() {
        let ana = "Ana Ruiz, Care Team";
        assert_eq!(after(ana, Kind::Human, &[ana]), "Ana Ruiz, Care Team 2");
        let taken = [ana, "Ana Ruiz, Care Team 2"];
        assert_eq!(after(ana, Kind::Human, &taken), "Ana Ruiz, Care Team 3");
        assert_eq!(
            after(taken[1], Kind::Human, &taken),
            "Ana Ruiz, Care Team 3"
        );
        assert_eq!(after("2", Kind::Human, &[]), "2 2");
    }

    #[test]
    fn a_full_line_gives_way_by_whole_graphemes() {
        assert_eq!(
            after(&"字".repeat(48), Kind::Human, &[]),
            format!("{} 2", "字".repeat(46))
        );
        let family = "👨‍👩‍👧‍👦";
        let full = format!("{}{family}", "a".repeat(41));
        assert_eq!(
            after(&full, Kind::Human, &[]),
            format!("{} 2", "a".repeat(41))
        );
    }

    #[test]
    fn an_automated_line_goes_on_saying_so() {
        let full = "Northwind Customer Care Line · answers automated";
        assert_eq!(full.chars().count(), 48);
        let copy = after(full, Kind::Automated, &[]);
        assert!(says_automated(&Line::parse(&copy, X).unwrap()), "{copy}");
        assert!(copy.ends_with(" 2"), "{copy}");
    }

    proptest! {
        #[test]
        fn a_copy_of_any_line_is_another_line_that_fits(text in "\\PC{1,48}") {
            if let Ok(line) = Line::parse(&text, X) {
                let copy = numbered(&line, Kind::Human, X, |other| *other == line).unwrap();
                prop_assert_ne!(&copy, &line);
                prop_assert_eq!(Line::parse(copy.as_str(), X), Ok(copy.clone()));
            }
        }
    }
}
