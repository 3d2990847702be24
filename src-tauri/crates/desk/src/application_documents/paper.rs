//! What a reader is shown, in its order, before it is HTML or Markdown.

use super::Document;
use crate::application_words::label;
use crate::text;
use domain::application::{Content, Field, Sample};
use domain::{Handle, Kind, Verification};
use url::Url;

/// An application, laid out.
pub(super) struct Paper {
    /// What it is, with the brand's name where that is given.
    pub(super) title: String,
    /// The brand's name; empty where it is not given.
    pub(super) brand: String,
    /// The version and its day.
    pub(super) dated: String,
    /// Answers under their headings; none is empty.
    pub(super) sections: Vec<Section>,
    /// The sample personas.
    pub(super) samples: Vec<Card>,
    /// A sentence about what a reader would miss.
    pub(super) not_given: Option<String>,
}

/// Answers under a heading.
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) answers: Vec<Answer>,
}

/// One answer; at least one character of it can be seen.
pub(super) struct Answer {
    pub(super) label: String,
    pub(super) text: String,
    pub(super) shape: Shape,
}

/// How an answer is set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// A word or a line.
    Fact,
    /// A word or a line that leads to an address.
    Link(String),
    /// Sentences.
    Told,
}

/// A sample persona as a customer would see it.
pub(super) struct Card {
    pub(super) kind: String,
    pub(super) hello: String,
    pub(super) line: String,
    /// JPEG.
    pub(super) portrait: Option<Vec<u8>>,
}

/// The headings and what stands under each. The brand's name is the title.
const SECTIONS: [(&str, &[Field]); 5] = [
    (
        "application_document_brand",
        &[
            Field::Website,
            Field::PrivacyPolicy,
            Field::Markets,
            Field::Languages,
        ],
    ),
    (
        "application_document_account",
        &[
            Field::Handle,
            Field::Verification,
            Field::AppId,
            Field::AccountManager,
        ],
    ),
    (
        "application_document_contact",
        &[
            Field::ContactName,
            Field::ContactRole,
            Field::ContactEmail,
            Field::ContactPhone,
        ],
    ),
    (
        "application_document_uses",
        &[
            Field::UseCare,
            Field::UseHandoff,
            Field::UseTakeover,
            Field::UseOther,
            Field::Volume,
        ],
    ),
    (
        "application_document_conduct",
        &[Field::Disclosure, Field::WhoSpeaks],
    ),
];

impl Paper {
    /// Lays a document out.
    pub(super) fn of(document: &Document) -> Self {
        let content = &document.content;
        let brand = one_line(content.text(Field::Brand));
        let title = if brand.is_empty() {
            text("application_document_untitled", [])
        } else {
            text(
                "application_document_title",
                [("brand", brand.as_str().into())],
            )
        };
        Self {
            title,
            brand,
            dated: dated(document),
            sections: SECTIONS
                .iter()
                .filter_map(|(heading, fields)| section(heading, fields, content))
                .collect(),
            samples: content
                .samples()
                .iter()
                .map(|sample| card(sample, document))
                .collect(),
            not_given: not_given(content),
        }
    }
}

fn dated(document: &Document) -> String {
    let day = jiff::Timestamp::from_millisecond(document.saved_at.0).map_or_else(
        |_| String::new(),
        |moment| {
            let there = moment.to_zoned(document.zone.clone());
            there.strftime("%-d %B %Y").to_string()
        },
    );
    text(
        "application_document_version",
        [
            ("version", document.version.into()),
            ("date", day.as_str().into()),
        ],
    )
}

fn section(heading: &str, fields: &[Field], content: &Content) -> Option<Section> {
    let answers: Vec<Answer> = fields
        .iter()
        .filter_map(|field| answer(*field, content))
        .collect();
    let heading = text(heading, []);
    (!answers.is_empty()).then_some(Section { heading, answers })
}

fn answer(field: Field, content: &Content) -> Option<Answer> {
    let written = content.text(field).trim();
    if written.is_empty() {
        return None;
    }
    let (text, shape) = match field {
        Field::Website | Field::PrivacyPolicy => linked(written),
        Field::Handle => handle(written),
        Field::ContactEmail => mail(written),
        Field::Verification => (verification(written), Shape::Fact),
        Field::Markets | Field::Languages => (lines_joined(written), Shape::Fact),
        Field::UseCare
        | Field::UseHandoff
        | Field::UseTakeover
        | Field::UseOther
        | Field::Disclosure
        | Field::WhoSpeaks => (written.to_owned(), Shape::Told),
        Field::Brand
        | Field::ContactName
        | Field::ContactRole
        | Field::ContactPhone
        | Field::Volume
        | Field::AppId
        | Field::AccountManager => (written.to_owned(), Shape::Fact),
    };
    Some(Answer {
        label: label(field),
        text,
        shape,
    })
}

/// Leads there only where a browser would open the web: never a script.
fn linked(written: &str) -> (String, Shape) {
    let url = Url::parse(written).ok();
    let web = url.filter(|url| matches!(url.scheme(), "http" | "https"));
    let shape = web.map_or(Shape::Fact, |url| Shape::Link(url.into()));
    (written.to_owned(), shape)
}

fn handle(written: &str) -> (String, Shape) {
    match Handle::parse(written) {
        Ok(handle) => {
            let address = format!("https://x.com/{}", handle.as_str());
            (handle.to_string(), Shape::Link(address))
        }
        Err(_) => (written.to_owned(), Shape::Fact),
    }
}

fn mail(written: &str) -> (String, Shape) {
    let plain = written
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "@.-_+".contains(c));
    let shape = if plain && written.contains('@') {
        Shape::Link(format!("mailto:{written}"))
    } else {
        Shape::Fact
    };
    (written.to_owned(), shape)
}

/// A badge by the name that people know; anything else as it was written.
fn verification(written: &str) -> String {
    let known = [
        Verification::None,
        Verification::Paid,
        Verification::Business,
        Verification::Government,
    ];
    known
        .into_iter()
        .find(|badge| badge.as_str().eq_ignore_ascii_case(written))
        .map_or_else(
            || written.to_owned(),
            |badge| text(&format!("verification_{}", badge.as_str()), []),
        )
}

/// What stands one a line, on one line.
fn lines_joined(written: &str) -> String {
    let lines: Vec<&str> = written
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(" · ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn card(sample: &Sample, document: &Document) -> Card {
    let hello = match sample.kind {
        Kind::Human => "application_document_hello_human",
        Kind::Automated => "application_document_hello_automated",
        Kind::Guest => "application_document_hello_guest",
        Kind::Team => "application_document_hello_team",
    };
    Card {
        kind: text(&format!("kind_{}", sample.kind.as_str()), []),
        hello: text(hello, []),
        line: sample.line.as_str().to_owned(),
        portrait: document.portraits.get(&sample.persona).cloned(),
    }
}

/// What a reader would look for and not find. A use that is not wanted and an
/// account manager whom nobody has are nothing to miss.
fn not_given(content: &Content) -> Option<String> {
    let is_blank = |field: Field| content.text(field).trim().is_empty();
    let is_missed = |field: &Field| {
        let may_be_empty = Field::USES.contains(field) || *field == Field::AccountManager;
        !may_be_empty && is_blank(*field)
    };
    let mut missed: Vec<String> = Field::ALL
        .into_iter()
        .filter(is_missed)
        .map(label)
        .collect();
    if Field::USES.into_iter().all(is_blank) {
        missed.push(text("application_document_uses", []));
    }
    if content.samples().is_empty() {
        missed.push(text("application_document_samples", []));
    }
    let fields = missed.join(", ");
    (!missed.is_empty()).then(|| {
        text(
            "application_document_not_given",
            [("fields", fields.as_str().into())],
        )
    })
}
