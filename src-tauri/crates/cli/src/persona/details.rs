//! What is noted about a persona, as it is given by hand: only what is given
//! changes.

use crate::failure::Failure;
use clap::Args;
use desk::api::{Nothing, PersonaDetails, SpeakersView};
use desk::{ErrorCode, Seat};

/// What is noted about a persona.
#[derive(Debug, Args)]
pub struct Noted {
    /// A word to find it by; again for more, '' for none
    #[arg(long = "tag", value_name = "TEXT")]
    tags: Vec<String>,
    /// A language it answers in, such as en or pt-BR; again for more, '' for none
    #[arg(long = "language", value_name = "TAG")]
    languages: Vec<String>,
    /// Who agreed to be shown, when and to what; '' for nothing
    #[arg(long, value_name = "TEXT")]
    consent: Option<String>,
    /// Only this operator may speak as it; again for more
    #[arg(long = "speaker", value_name = "NAME", conflicts_with = "everybody")]
    speakers: Vec<String>,
    /// Every operator may speak as it
    #[arg(long)]
    everybody: bool,
}

impl Noted {
    /// What was noted before, with what is given now in its place.
    pub async fn over(
        self,
        desk: &Seat,
        before: PersonaDetails,
    ) -> Result<PersonaDetails, Failure> {
        Ok(PersonaDetails {
            tags: given(self.tags).unwrap_or(before.tags),
            languages: given(self.languages).unwrap_or(before.languages),
            consent: self.consent.unwrap_or(before.consent),
            speakers: if self.everybody {
                SpeakersView::Everybody
            } else if self.speakers.is_empty() {
                before.speakers
            } else {
                only(desk, &self.speakers).await?
            },
        })
    }
}

/// `None` where nothing was given; an empty word stands for none.
fn given(words: Vec<String>) -> Option<Vec<String>> {
    let any = !words.is_empty();
    let words = words.into_iter().filter(|word| !word.trim().is_empty());
    any.then(|| words.collect())
}

async fn only(desk: &Seat, names: &[String]) -> Result<SpeakersView, Failure> {
    let known = desk.operator_list(Nothing {}).await?.operators;
    let id = |name: &String| {
        let operator = known.iter().find(|operator| operator.name == name.trim());
        operator.map(|operator| operator.id.clone())
    };
    let operators: Option<Vec<String>> = names.iter().map(id).collect();
    let operators = operators.ok_or_else(|| ErrorCode::DetailsRefused {
        field: "speakers".to_owned(),
    })?;
    Ok(SpeakersView::Only { operators })
}
