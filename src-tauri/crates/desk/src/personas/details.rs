//! What the brand notes about a persona, over the border.

use crate::ErrorCode;
use crate::api::{PersonaDetails, SpeakersView};
use domain::{
    ConsentNote, Details, DetailsField, DetailsRefusal, Kind, LanguageTag, Languages, OperatorId,
    Speakers, Tag, Tags,
};
use store::Read;

/// Reads the details of a persona of this kind.
pub(super) fn details(
    store: &Read<'_>,
    given: &PersonaDetails,
    kind: Kind,
) -> Result<Details, ErrorCode> {
    Ok(Details {
        tags: Tags::parse(given.tags.iter().map(String::as_str))?,
        languages: Languages::parse(given.languages.iter().map(String::as_str))?,
        consent: ConsentNote::parse(&given.consent, kind)?,
        speakers: speakers(store, &given.speakers)?,
    })
}

fn speakers(store: &Read<'_>, given: &SpeakersView) -> Result<Speakers, ErrorCode> {
    let SpeakersView::Only { operators } = given else {
        return Ok(Speakers::Everybody);
    };
    let mut known = Vec::new();
    for operator in operators {
        let unknown = DetailsRefusal::from(DetailsField::Speakers);
        let id: OperatorId = operator.parse().map_err(|_| unknown)?;
        known.push(store.operator(id)?.ok_or(unknown)?.id);
    }
    Ok(Speakers::only(known)?)
}

/// The details as the border shows them.
pub(super) fn details_view(details: &Details) -> PersonaDetails {
    PersonaDetails {
        tags: owned(details.tags.iter().map(Tag::as_str)),
        languages: owned(details.languages.iter().map(LanguageTag::as_str)),
        consent: details
            .consent
            .as_ref()
            .map_or_else(String::new, |note| note.as_str().to_owned()),
        speakers: match &details.speakers {
            Speakers::Everybody => SpeakersView::Everybody,
            Speakers::Only(operators) => SpeakersView::Only {
                operators: operators.iter().map(ToString::to_string).collect(),
            },
        },
    }
}

fn owned<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    texts.map(str::to_owned).collect()
}
