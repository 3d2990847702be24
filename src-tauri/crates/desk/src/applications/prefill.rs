//! What a new application begins with: what the account and the roster know,
//! each marked as theirs. A person goes on from there.

use super::known::languages;
use crate::text;
use domain::application::{Content, Field, FieldOrigin, FieldTooLong, Sample, language_name};
use domain::{Kind, NetworkName, OperatorId, PersonaId, Speakers};
use std::collections::{BTreeMap, BTreeSet};
use store::{Account, Dressed};

/// Of each kind so many personas are chosen as samples.
const OF_A_KIND: usize = 2;

/// What the account and the roster know.
pub(super) struct Facts<'a> {
    /// The account it is for.
    pub(super) account: Option<&'a Account>,
    /// Every persona, in its newest look.
    pub(super) roster: &'a [Dressed],
    /// Who can speak on the account.
    pub(super) published: BTreeSet<PersonaId>,
    /// The operators' names.
    pub(super) names: BTreeMap<OperatorId, String>,
}

/// The content of a new application, on from an earlier one or from nothing.
/// Of the account's own facts the account's word holds; what a person wrote
/// about the roster stays.
///
/// # Errors
/// When the roster says more than a field holds.
pub(super) fn begun(earlier: Option<&Content>, facts: &Facts<'_>) -> Result<Content, FieldTooLong> {
    let mut content = earlier.map(Content::handed_on).unwrap_or_default();
    for field in [Field::Brand, Field::Handle, Field::Verification] {
        match facts.account {
            Some(account) => {
                content.put(field, of_account(account, field), FieldOrigin::Account)?
            }
            // It was another account's word.
            None => {
                let before = content.text(field).to_owned();
                content.put(field, before, FieldOrigin::Earlier)?;
            }
        }
    }
    for (field, text) in [
        (Field::Languages, facts.languages()),
        (Field::WhoSpeaks, facts.who_speaks()),
    ] {
        if content.origin(field) != FieldOrigin::Earlier {
            content.put(field, text, FieldOrigin::Roster)?;
        }
    }
    let samples = match earlier {
        Some(earlier) if !earlier.samples().is_empty() => facts.again(earlier.samples()),
        _ => facts.samples(),
    };
    // Never more than there were before, or a few.
    if content.choose(samples).is_err() {
        tracing::warn!("an earlier application had too many samples");
    }
    Ok(content)
}

fn of_account(account: &Account, field: Field) -> String {
    match field {
        Field::Handle => account.handle.as_str().to_owned(),
        Field::Verification => account.verified.as_str().to_owned(),
        _ => account.display_name.clone(),
    }
}

/// A persona as a sample.
pub(super) fn sample(one: &Dressed) -> Sample {
    Sample {
        persona: one.persona.id,
        look: Some(one.look.id),
        kind: one.persona.kind,
        line: one.look.line_for(NetworkName::X).clone(),
    }
}

impl Facts<'_> {
    fn in_use(&self) -> impl Iterator<Item = &Dressed> {
        let in_use = |one: &&Dressed| one.persona.archived_at.is_none();
        self.roster.iter().filter(in_use)
    }

    /// The names of the roster's languages, one a line.
    fn languages(&self) -> String {
        let languages = languages(self.roster);
        let mut names: Vec<&str> = languages.iter().map(language_name).collect();
        // `pt` and `pt-BR` have one name; they need not stand side by side.
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(*name));
        names.join("\n")
    }

    /// One line a persona: who it is, and who may speak as it.
    fn who_speaks(&self) -> String {
        let lines = self.in_use().map(|one| {
            let line = one.look.line_for(NetworkName::X).as_str();
            let kind = text(&format!("kind_{}", one.persona.kind.as_str()), []);
            let speakers = self.speakers(one);
            text(
                "application_speaks_as",
                [
                    ("line", line.into()),
                    ("kind", kind.as_str().into()),
                    ("speakers", speakers.as_str().into()),
                ],
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn speakers(&self, one: &Dressed) -> String {
        match (one.persona.kind, &one.persona.details.speakers) {
            (Kind::Automated, _) => text("application_speaks_bot", []),
            (_, Speakers::Everybody) => text("application_speaks_everybody", []),
            (_, Speakers::Only(operators)) => {
                let names = operators.iter().filter_map(|id| self.names.get(id));
                names.cloned().collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// Those who are published, or else some of everybody: a few of each kind.
    fn samples(&self) -> Vec<Sample> {
        let published: Vec<&Dressed> = self
            .in_use()
            .filter(|one| self.published.contains(&one.persona.id))
            .collect();
        let all = if published.is_empty() {
            self.in_use().collect()
        } else {
            published
        };
        let few = Kind::ALL.into_iter().flat_map(|kind| {
            let of_kind = all.iter().filter(move |one| one.persona.kind == kind);
            of_kind.take(OF_A_KIND)
        });
        few.map(|one| sample(one)).collect()
    }

    /// The samples of an earlier application as they look today, without those
    /// that were put away. What is not on this desk stays as it was.
    fn again(&self, earlier: &[Sample]) -> Vec<Sample> {
        let now = |old: &Sample| {
            let today = self.roster.iter().find(|one| one.persona.id == old.persona);
            match today {
                None => Some(old.clone()),
                Some(one) if one.persona.archived_at.is_some() => None,
                Some(one) => Some(sample(one)),
            }
        };
        earlier.iter().filter_map(now).collect()
    }
}
