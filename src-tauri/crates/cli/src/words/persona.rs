//! Personas in words.

use super::{Table, Told, one_line};
use desk::api::{
    KindName, LineWarning, PersonaList, PersonaView, PictureNote, PublishState, PublishedOn,
};

/// How a kind is called.
fn kind(kind: KindName) -> &'static str {
    match kind {
        KindName::Human => "human",
        KindName::Automated => "automated",
        KindName::Guest => "guest",
        KindName::Team => "team",
    }
}

impl Told for PersonaView {
    fn told(&self) -> String {
        let mut told = format!(
            "{}\n  id    {}\n  kind  {}\n",
            one_line(&self.look.line),
            self.id,
            kind(self.kind)
        );
        for on in &self.published {
            told.push_str(&format!("  {}  {}\n", on.account_name, stands(&on.state)));
        }
        told
    }
}

impl Told for PersonaList {
    fn told(&self) -> String {
        if self.personas.is_empty() {
            return "There is no persona yet. Make one with `byline persona add`.\n".to_owned();
        }
        let rows = self.personas.iter().map(|persona| {
            [
                persona.id.clone(),
                kind(persona.kind).to_owned(),
                persona.look.line.clone(),
                live_on(&persona.published),
            ]
        });
        Table::new(["PERSONA", "KIND", "LINE", "PUBLISHED ON"], rows).to_string()
    }
}

fn live_on(published: &[PublishedOn]) -> String {
    published
        .iter()
        .filter(|on| on.state != PublishState::NotPublished)
        .map(|on| match on.state {
            PublishState::Live { .. } => on.account_name.clone(),
            _ => format!("{} ({})", on.account_name, stands(&on.state)),
        })
        .collect::<Vec<_>>()
        .join(", ")
}

fn stands(state: &PublishState) -> String {
    match state {
        PublishState::NotPublished => "not published".to_owned(),
        PublishState::Publishing => "being published".to_owned(),
        PublishState::Live { custom_profile_id } => format!("published as {custom_profile_id}"),
        PublishState::InDoubt => "in doubt: it may be there".to_owned(),
        PublishState::Refused { said } => format!("refused: “{}”", one_line(&said.text)),
        PublishState::Unusable { said: Some(said) } => {
            format!("unusable: “{}”; publish it again", one_line(&said.text))
        }
        PublishState::Unusable { said: None } => "gone; publish it again".to_owned(),
    }
}

/// What a person should know about a line and a photo that were taken.
pub fn doubts(warnings: &[LineWarning], notes: &[PictureNote]) -> Vec<String> {
    let of_line = warnings.iter().map(|warning| match warning {
        LineWarning::Weighted { length } => format!(
            "counted as in posts the line has {length} characters; if X counts so, it refuses it"
        ),
        LineWarning::Utf16 { length } => {
            format!("counted in UTF-16 the line has {length} units; if X counts so, it refuses it")
        }
    });
    let of_photo = notes.iter().map(|note| {
        match note {
            PictureNote::FirstFrame => "the photo moves; its first frame is used",
            PictureNote::TransparencyFlattened => "transparent parts of the photo are white now",
            PictureNote::ConvertedToSrgb => "the photo's colours were converted to sRGB",
            PictureNote::ProfileUnreadable => {
                "the photo's colour profile cannot be read; its colours were taken as sRGB"
            }
            PictureNote::InkColours => {
                "the photo holds ink colours, made for print; on screen they are approximate"
            }
            PictureNote::Small => {
                "the photo has fewer pixels than a portrait usually has and may look soft"
            }
        }
        .to_owned()
    });
    of_line.chain(of_photo).collect()
}
