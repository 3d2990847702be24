//! Lines over the border: what Byline thinks of a text as a line, and reading
//! the lines of a look.

use crate::api::{LineCheck, LineProblem, LineVerdict, LineWarning, OwnLine};
use crate::error_from::small;
use crate::{Desk, ErrorCode};
use domain::{Kind, Line, LineLimit, NetworkName};
use std::collections::BTreeMap;

impl Desk {
    /// What Byline thinks of a text as a line.
    pub async fn line_check(&self, request: LineCheck) -> Result<LineVerdict, ErrorCode> {
        let limit = self.line_limit(NetworkName::X);
        let counted = domain::count(&request.text);
        let (line, problem, warnings) = match line_for(&request.text, request.kind.into(), limit) {
            Ok(line) => (line.as_str().to_owned(), None, line.warnings(limit)),
            Err(problem) => (request.text.trim().to_owned(), Some(problem), Vec::new()),
        };
        let warnings = warnings.into_iter().map(|warning| match warning {
            domain::LineWarning::Weighted(length) => LineWarning::Weighted {
                length: small(length),
            },
            domain::LineWarning::Utf16(length) => LineWarning::Utf16 {
                length: small(length),
            },
        });
        Ok(LineVerdict {
            line,
            length: small(counted.code_points),
            most: small(limit.most),
            problem,
            warnings: warnings.collect(),
        })
    }

    /// How long a line may be on a network.
    pub(super) fn line_limit(&self, network: NetworkName) -> LineLimit {
        match network {
            NetworkName::X => self.inner.reach.x().limits().line,
        }
    }

    /// The line of a look.
    pub(super) fn line(&self, text: &str, kind: Kind) -> Result<Line, ErrorCode> {
        line_for(text, kind, self.line_limit(NetworkName::X))
            .map_err(|problem| ErrorCode::LineRefused { problem })
    }

    /// A look's own lines.
    pub(super) fn own_lines(
        &self,
        given: &[OwnLine],
        kind: Kind,
    ) -> Result<BTreeMap<NetworkName, Line>, ErrorCode> {
        let mut own_lines = BTreeMap::new();
        for own in given {
            let unknown = |_| ErrorCode::DetailsRefused {
                field: "own_lines".to_owned(),
            };
            let network: NetworkName = own.network.parse().map_err(unknown)?;
            let own = line_for(&own.line, kind, self.line_limit(network))
                .map_err(|problem| ErrorCode::LineRefused { problem })?;
            own_lines.insert(network, own);
        }
        Ok(own_lines)
    }
}

/// The own lines without those that say what the line says anyway.
pub(super) fn differing(
    mut own_lines: BTreeMap<NetworkName, Line>,
    line: &Line,
) -> BTreeMap<NetworkName, Line> {
    own_lines.retain(|_, own| own != line);
    own_lines
}

/// A line for a persona of this kind: an automated one says that it is one.
fn line_for(text: &str, kind: Kind, limit: LineLimit) -> Result<Line, LineProblem> {
    let line = Line::parse(text, limit)?;
    if kind == Kind::Automated && !domain::says_automated(&line) {
        return Err(LineProblem::MustSayAutomated);
    }
    Ok(line)
}
