//! Reading a crop and an own line as people write them.

use desk::api::{CropSquare, OwnLine};

/// An own line as it was given; an empty one takes it away.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnLineGiven {
    network: String,
    line: String,
}

pub fn own_line(given: &str) -> Result<OwnLineGiven, String> {
    match given.split_once('=') {
        Some((network, line)) if !network.is_empty() => Ok(OwnLineGiven {
            network: network.to_owned(),
            line: line.to_owned(),
        }),
        _ => Err("a network and its line are needed, as in x=Ana".to_owned()),
    }
}

/// The own lines that there were, with what was given for each network.
pub fn changed(mut own_lines: Vec<OwnLine>, given: Vec<OwnLineGiven>) -> Vec<OwnLine> {
    for OwnLineGiven { network, line } in given {
        own_lines.retain(|own| own.network != network);
        if !line.trim().is_empty() {
            own_lines.push(OwnLine { network, line });
        }
    }
    own_lines
}

pub fn crop(given: &str) -> Result<CropSquare, String> {
    let numbers: Result<Vec<u32>, _> = given.split(',').map(|part| part.trim().parse()).collect();
    match numbers.as_deref() {
        Ok(&[x, y, size]) => Ok(CropSquare { x, y, size }),
        _ => Err("three whole numbers are needed, as in 40,0,400".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{changed, crop, own_line};
    use desk::api::{CropSquare, OwnLine};

    #[test]
    fn a_crop_is_three_whole_numbers() {
        let square = CropSquare {
            x: 40,
            y: 0,
            size: 400,
        };
        assert_eq!(crop("40,0,400"), Ok(square));
        for wrong in ["", "40,0", "40,0,400,1", "-1,0,400", "a,b,c"] {
            assert!(crop(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_own_line_is_given_replaced_and_taken_away() {
        let own = |network: &str, line: &str| OwnLine {
            network: network.to_owned(),
            line: line.to_owned(),
        };
        let given = |text: &str| vec![own_line(text).unwrap()];
        let had = || vec![own("x", "Ana"), own("messenger", "Ana R.")];
        let ana = own("messenger", "Ana R.");
        assert_eq!(
            changed(had(), given("x=A = Ana")),
            [ana.clone(), own("x", "A = Ana")]
        );
        assert_eq!(changed(had(), given("x=")), [ana]);
        for wrong in ["", "Ana", "=Ana"] {
            assert!(own_line(wrong).is_err(), "{wrong}");
        }
    }
}
