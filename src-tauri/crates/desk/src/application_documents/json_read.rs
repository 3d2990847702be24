//! Reading an application back from JSON.
//!
//! A file is somebody's word: it may be of another Byline, edited by hand, or no
//! application at all. Every part is read on its own so that what is wrong can be
//! named; what this Byline does not know yet is passed over. Nothing is read by
//! half: a file is refused as a whole.

use super::json::{FORMAT, MARK};
use domain::application::{Content, Field, FieldOrigin, Sample};
use domain::{Kind, Line, LineLimit, LookId, PersonaId};
use serde_json::{Map, Value};
use thiserror::Error;

/// Why a file cannot be read. Whoever shows it takes the sentence from the
/// catalogue (`application_words`).
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub(crate) enum Unreadable {
    /// More than [`Unreadable::MOST_BYTES`].
    #[error("too large")]
    TooLarge,
    /// Not JSON, from there on; both from 1.
    #[error("not JSON at line {line}, column {column}")]
    NotJson {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// JSON without the mark of an application.
    #[error("not an application")]
    NotAnApplication,
    /// Of a format that came later.
    #[error("format {found} is newer than {known}")]
    Newer {
        /// The file's.
        found: u64,
        /// The newest that is read.
        known: u64,
    },
    /// A field without a text.
    #[error("the field {} has no text", .0.as_str())]
    Field(Field),
    /// A field with more than [`Field::LONGEST`] characters.
    #[error("the field {} is too long", .0.as_str())]
    FieldTooLong(Field),
    /// A field whose origin is none.
    #[error("the field {} has no origin", .0.as_str())]
    Origin(Field),
    /// A sample with a part that cannot be read.
    #[error("sample {number}: {part:?}")]
    Sample {
        /// Which, from 1.
        number: usize,
        /// Which part of it.
        part: SamplePart,
    },
    /// More than [`Content::MOST_SAMPLES`].
    #[error("too many samples")]
    TooManySamples,
}

/// A part of a sample.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SamplePart {
    /// The persona's key.
    Persona,
    /// Its look's key.
    Look,
    /// Its kind.
    Kind,
    /// Its line.
    Line,
}

impl SamplePart {
    /// The key in the file.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Persona => "persona",
            Self::Look => "look",
            Self::Kind => "kind",
            Self::Line => "line",
        }
    }
}

impl Unreadable {
    /// The largest file: twice what twenty fields of the longest texts take when
    /// every character is written by its number.
    pub(crate) const MOST_BYTES: usize = 2 * 1_048_576;
}

/// Reads an application. `limit` is how long a line may be on the network.
///
/// A sample keeps the look that the file names, which need not be on this desk.
///
/// # Errors
/// The first thing in the file that cannot be read.
pub(crate) fn read(json: &str, limit: LineLimit) -> Result<Content, Unreadable> {
    if json.len() > Unreadable::MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let json = json.strip_prefix('\u{FEFF}').unwrap_or(json);
    let value: Value = serde_json::from_str(json).map_err(|error| Unreadable::NotJson {
        line: error.line(),
        column: error.column(),
    })?;
    let file = value.as_object().ok_or(Unreadable::NotAnApplication)?;
    match file.get(MARK).and_then(Value::as_u64) {
        None | Some(0) => return Err(Unreadable::NotAnApplication),
        Some(found) if found > FORMAT => {
            return Err(Unreadable::Newer {
                found,
                known: FORMAT,
            });
        }
        Some(_) => {}
    }
    let mut content = Content::default();
    fields(file, &mut content)?;
    samples(file, limit, &mut content)?;
    Ok(content)
}

fn fields(file: &Map<String, Value>, content: &mut Content) -> Result<(), Unreadable> {
    let Some(fields) = file.get("fields") else {
        return Ok(());
    };
    let fields = fields.as_object().ok_or(Unreadable::NotAnApplication)?;
    for (name, value) in fields {
        if let Ok(field) = name.parse::<Field>() {
            let (text, origin) = entry(field, value)?;
            content
                .put(field, text, origin)
                .map_err(|_| Unreadable::FieldTooLong(field))?;
        }
    }
    Ok(())
}

/// A text with its origin; a bare text was written by whoever made the file.
fn entry(field: Field, value: &Value) -> Result<(&str, FieldOrigin), Unreadable> {
    if let Value::String(text) = value {
        return Ok((text, FieldOrigin::Written));
    }
    let text = value
        .get("text")
        .and_then(Value::as_str)
        .ok_or(Unreadable::Field(field))?;
    let origin = match value.get("origin") {
        None => FieldOrigin::Written,
        Some(Value::String(name)) => name.parse().map_err(|_| Unreadable::Origin(field))?,
        Some(_) => return Err(Unreadable::Origin(field)),
    };
    Ok((text, origin))
}

fn samples(
    file: &Map<String, Value>,
    limit: LineLimit,
    content: &mut Content,
) -> Result<(), Unreadable> {
    let Some(samples) = file.get("samples") else {
        return Ok(());
    };
    let samples = samples.as_array().ok_or(Unreadable::NotAnApplication)?;
    let samples = samples
        .iter()
        .zip(1..)
        .map(|(value, number)| {
            sample(value, limit).map_err(|part| Unreadable::Sample { number, part })
        })
        .collect::<Result<Vec<_>, _>>()?;
    content
        .choose(samples)
        .map_err(|_| Unreadable::TooManySamples)
}

fn sample(value: &Value, limit: LineLimit) -> Result<Sample, SamplePart> {
    let text = |part: SamplePart| value.get(part.as_str()).and_then(Value::as_str).ok_or(part);
    let persona: PersonaId = text(SamplePart::Persona)?
        .parse()
        .map_err(|_| SamplePart::Persona)?;
    let look: Option<LookId> = match value.get(SamplePart::Look.as_str()) {
        None | Some(Value::Null) => None,
        Some(_) => Some(
            text(SamplePart::Look)?
                .parse()
                .map_err(|_| SamplePart::Look)?,
        ),
    };
    let kind: Kind = text(SamplePart::Kind)?
        .parse()
        .map_err(|_| SamplePart::Kind)?;
    let line = Line::parse(text(SamplePart::Line)?, limit).map_err(|_| SamplePart::Line)?;
    Ok(Sample {
        persona,
        look,
        kind,
        line,
    })
}
