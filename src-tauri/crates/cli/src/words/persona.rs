//! Personas in words.

use super::{Table, Told, one_line, time};
use desk::api::{
    KindName, LineWarning, LookEra, LookView, PersonaDetails, PersonaHistory, PersonaList,
    PersonaView, PictureNote, PublishState, PublishedOn, RosterChecked, SpeakersView,
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
        told.push_str(&own_lines(&self.look));
        told.push_str(&noted(&self.details));
        if let Some(at) = self.archived_at {
            told.push_str(&format!("  archived since {}\n", time(at)));
        }
        for on in &self.published {
            told.push_str(&format!(
                "  {}  {}{}\n",
                on.account_name,
                stands(&on.state),
                spoken(&self.look, on)
            ));
        }
        told
    }
}

fn own_lines(look: &LookView) -> String {
    let own_lines = look.own_lines.iter();
    own_lines
        .map(|own| format!("  on {}  {}\n", own.network, one_line(&own.line)))
        .collect()
}

fn noted(details: &PersonaDetails) -> String {
    let mut noted = String::new();
    let mut note = |name: &str, text: String| {
        if !text.is_empty() {
            noted.push_str(&format!("  {name}  {}\n", one_line(&text)));
        }
    };
    note("tags", details.tags.join(", "));
    note("languages", details.languages.join(", "));
    note("consent", details.consent.clone());
    if let SpeakersView::Only { operators } = &details.speakers {
        note("kept for", format!("{} operators", operators.len()));
    }
    noted
}

/// Where a persona goes on in another look than this one.
fn spoken(look: &LookView, on: &PublishedOn) -> String {
    match &on.speaks_in {
        Some(other) if other.id != look.id => {
            format!("; goes on as “{}” there", one_line(&other.line))
        }
        _ => String::new(),
    }
}

impl Told for PersonaHistory {
    fn told(&self) -> String {
        self.looks.iter().map(era).collect()
    }
}

fn era(era: &LookEra) -> String {
    let mut told = format!(
        "{}\n  since {}\n{}",
        one_line(&era.look.line),
        time(era.look.created_at),
        own_lines(&era.look)
    );
    for on in &era.published {
        told.push_str(&format!("  {}  {}\n", on.account_name, stands(&on.state)));
    }
    for seen in &era.seen {
        told.push_str(&format!(
            "  {}  messages: {}, customers: {}, from {} to {}\n",
            seen.account_name,
            seen.messages,
            seen.customers,
            time(seen.first_at),
            time(seen.last_at)
        ));
    }
    told
}

impl Told for RosterChecked {
    fn told(&self) -> String {
        let rows = [
            ("found, and published now", &self.found),
            ("not there; publish again", &self.absent),
            ("gone; publish again", &self.gone),
            ("still in doubt; check again in a minute", &self.in_doubt),
            ("not from here", &self.strangers),
        ];
        let told: String = rows
            .into_iter()
            .flat_map(|(what, lines)| lines.iter().map(move |line| (what, line)))
            .map(|(what, line)| format!("{}: {what}\n", one_line(line)))
            .collect();
        if told.is_empty() {
            return "The network's list brought nothing new.\n".to_owned();
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
                match persona.archived_at {
                    Some(_) => "(archived)".to_owned(),
                    None => live_on(&persona.published),
                },
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
