//! The sample personas: are they there, does each use have its own, and may they
//! be shown?

use super::gap::{Gap, Place, Reason};
use super::uses::is_wanted;
use super::{Consent, Content, Field, Known, Sample, Standing};
use crate::{Kind, says_automated};

/// What is to be said about them as a whole, then about each.
pub(super) fn gaps(content: &Content, known: &Known) -> Vec<(Place, Gap)> {
    if content.samples().is_empty() {
        return vec![(Place::Samples, Reason::NoSamples.gap())];
    }
    let each = content.samples().iter().flat_map(|sample| {
        let place = Place::Sample(sample.persona);
        about(sample, known).map(move |gap| (place, gap))
    });
    missing(content)
        .map(|gap| (Place::Samples, gap))
        .chain(each)
        .collect()
}

/// Uses that none of the samples shows.
fn missing(content: &Content) -> impl Iterator<Item = Gap> + '_ {
    let has = |kinds: &[Kind]| {
        let mut samples = content.samples().iter();
        samples.any(|sample| kinds.contains(&sample.kind))
    };
    let uses: [(Field, &[Kind], Reason); 3] = [
        (
            Field::UseCare,
            &[Kind::Human, Kind::Team],
            Reason::NoCareSample,
        ),
        (
            Field::UseHandoff,
            &[Kind::Automated],
            Reason::NoAutomatedSample,
        ),
        (Field::UseTakeover, &[Kind::Guest], Reason::NoGuestSample),
    ];
    uses.into_iter()
        .filter(move |(field, kinds, _)| is_wanted(content, *field) && !has(kinds))
        .map(|(_, _, reason)| reason.gap())
}

/// One sample. Of one that has to be chosen again nothing else is said.
fn about(sample: &Sample, known: &Known) -> impl Iterator<Item = Gap> + use<> {
    let line = sample.line.as_str();
    let hides_bot = sample.kind == Kind::Automated && !says_automated(&sample.line);
    let standing = known.samples.get(&sample.persona);
    let is_gone = standing.is_none_or(|known| known.standing != Standing::Same);
    let needs_consent = matches!(sample.kind, Kind::Human | Kind::Guest)
        && standing.is_some_and(|known| {
            known.standing != Standing::Archived && known.consent == Consent::NotNoted
        });
    [
        (hides_bot, Reason::LineHidesBot),
        (is_gone, Reason::SampleChanged),
        (needs_consent, Reason::NoConsent),
    ]
    .into_iter()
    .filter_map(move |(is_so, reason)| is_so.then_some(reason))
    .map(|reason| reason.about(line))
    .collect::<Vec<_>>()
    .into_iter()
}
