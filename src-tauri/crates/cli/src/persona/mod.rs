//! The commands about personas: how they are written, and what each does.

mod details;
mod parse;

use crate::answer::Answer;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{files, words};
use clap::{Subcommand, ValueEnum};
use desk::Seat;
use desk::api::{
    AccountRef, CropSquare, KindName, LineCheck, Nothing, OwnLine, PersonaAdd, PersonaArchive,
    PersonaDetails, PersonaEdit, PersonaPublish, PersonaShow, StagedPicture, WhenUsed,
};
use details::Noted;
use parse::{OwnLineGiven, crop, own_line};
use std::path::{Path, PathBuf};

/// Personas.
#[derive(Debug, Subcommand)]
pub enum Persona {
    /// Make a persona of a line and a photo
    Add {
        /// What it is; this never changes
        #[arg(long)]
        kind: Kind,
        /// The text that customers see under its messages
        #[arg(long, value_name = "TEXT")]
        line: String,
        /// Another text on one network, as x=TEXT
        #[arg(long, value_name = "NETWORK=TEXT", value_parser = own_line)]
        own_line: Vec<OwnLineGiven>,
        /// JPEG, PNG, WebP or GIF
        #[arg(long, value_name = "FILE")]
        photo: PathBuf,
        /// This square of the photo, in pixels [default: around the face]
        #[arg(long, value_name = "X,Y,SIZE", value_parser = crop)]
        crop: Option<CropSquare>,
        #[command(flatten)]
        noted: Noted,
    },
    /// Change how a persona looks, or what is noted about it
    ///
    /// A new line or photo makes a new look, which is to be published. What was
    /// sent keeps the look it was sent with.
    Edit {
        /// Its id, or an unambiguous start of its line
        #[arg(value_name = "ID")]
        persona: String,
        /// The text that customers see under its messages
        #[arg(long, value_name = "TEXT")]
        line: Option<String>,
        /// Another text on one network, as x=TEXT; x= takes it away
        #[arg(long, value_name = "NETWORK=TEXT", value_parser = own_line)]
        own_line: Vec<OwnLineGiven>,
        /// JPEG, PNG, WebP or GIF
        #[arg(long, value_name = "FILE")]
        photo: Option<PathBuf>,
        /// This square of the photo, in pixels [default: around the face]
        #[arg(long, value_name = "X,Y,SIZE", value_parser = crop, requires = "photo")]
        crop: Option<CropSquare>,
        #[command(flatten)]
        noted: Noted,
    },
    /// List personas
    List,
    /// Show a persona
    Show(Which),
    /// Show a persona's looks, and what customers saw when
    History(Which),
    /// Make a persona like this one
    Duplicate(Which),
    /// Take a persona out of use
    ///
    /// What was released as it still leaves, and its published looks stay.
    Archive {
        /// Its id, or an unambiguous start of its line
        #[arg(value_name = "ID")]
        persona: String,
        /// Also where drafts or replies still use it
        #[arg(long)]
        although_used: bool,
    },
    /// Take a persona into use again
    Restore(Which),
    /// Publish a persona on an account
    Publish {
        /// Its id, or an unambiguous start of its line
        #[arg(value_name = "ID")]
        persona: String,
        /// As x:@handle
        #[arg(long)]
        account: String,
    },
    /// Compare what is published with what the network lists
    ///
    /// Settles looks in doubt. Nothing is created or removed.
    Check {
        /// As x:@handle
        #[arg(long)]
        account: String,
    },
}

/// Which persona.
#[derive(Debug, clap::Args)]
pub struct Which {
    /// Its id, or an unambiguous start of its line
    #[arg(value_name = "ID")]
    persona: String,
}

/// What a persona is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Kind {
    /// A person of the team
    Human,
    /// A bot; its line has to say so
    Automated,
    /// A visitor
    Guest,
    /// The team as a group
    Team,
}

impl From<Kind> for KindName {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Human => Self::Human,
            Kind::Automated => Self::Automated,
            Kind::Guest => Self::Guest,
            Kind::Team => Self::Team,
        }
    }
}

impl From<Which> for PersonaShow {
    fn from(which: Which) -> Self {
        Self {
            persona: which.persona,
        }
    }
}

impl Persona {
    /// Whether it changes what is kept, or a network.
    pub fn writes(&self) -> bool {
        !matches!(self, Self::List | Self::Show(_) | Self::History(_))
    }
}

/// Does what is asked.
pub async fn run(desk: &Seat, command: Persona) -> Result<Answer, Failure> {
    Ok(match command {
        Persona::Add {
            kind,
            line,
            own_line,
            photo,
            crop,
            noted,
        } => {
            let staged = stage(desk, &photo, crop).await?;
            let remarks = remarks(desk, kind.into(), Some(&line), Some(&staged)).await?;
            let made = PersonaAdd {
                kind: kind.into(),
                line,
                own_lines: parse::changed(Vec::new(), own_line),
                picture: staged.id,
                details: noted.over(desk, PersonaDetails::default()).await?,
            };
            Answer::of(&desk.persona_add(made).await?)?.remarking(remarks)
        }
        Persona::Edit {
            persona,
            line,
            own_line,
            photo,
            crop,
            noted,
        } => {
            let before = desk.persona_show(PersonaShow { persona }).await?;
            let staged = match photo {
                Some(photo) => Some(stage(desk, &photo, crop).await?),
                None => None,
            };
            let remarks = remarks(desk, before.kind, line.as_deref(), staged.as_ref()).await?;
            let own_lines: Option<Vec<OwnLine>> =
                (!own_line.is_empty()).then(|| parse::changed(before.look.own_lines, own_line));
            let edit = PersonaEdit {
                persona: before.id,
                line,
                own_lines,
                picture: staged.map(|staged| staged.id),
                details: Some(noted.over(desk, before.details).await?),
            };
            Answer::of(&desk.persona_edit(edit).await?)?.remarking(remarks)
        }
        Persona::List => Answer::of(&desk.persona_list(Nothing {}).await?)?,
        Persona::Show(which) => Answer::of(&desk.persona_show(which.into()).await?)?,
        Persona::History(which) => Answer::of(&desk.persona_history(which.into()).await?)?,
        Persona::Duplicate(which) => Answer::of(&desk.persona_duplicate(which.into()).await?)?,
        Persona::Archive {
            persona,
            although_used,
        } => {
            let when_used = if although_used {
                WhenUsed::Archive
            } else {
                WhenUsed::Ask
            };
            let request = PersonaArchive { persona, when_used };
            Answer::of(&desk.persona_archive(request).await?)?
        }
        Persona::Restore(which) => Answer::of(&desk.persona_restore(which.into()).await?)?,
        Persona::Publish { persona, account } => {
            let which = PersonaPublish { persona, account };
            Answer::of(&desk.persona_publish(which).await?)?
        }
        Persona::Check { account } => {
            let checked = desk.roster_check(AccountRef { account }).await?;
            Answer::of(&checked)?.ending(Exit::from(&checked))
        }
    })
}

async fn stage(
    desk: &Seat,
    photo: &Path,
    crop: Option<CropSquare>,
) -> Result<StagedPicture, Failure> {
    Ok(desk.picture_stage(files::photo(photo)?, crop).await?)
}

/// What a person should know about a line and a photo that are taken all the same.
async fn remarks(
    desk: &Seat,
    kind: KindName,
    line: Option<&str>,
    staged: Option<&StagedPicture>,
) -> Result<Vec<String>, Failure> {
    let warnings = match line {
        Some(line) => {
            let text = line.to_owned();
            desk.line_check(LineCheck { text, kind }).await?.warnings
        }
        None => Vec::new(),
    };
    let notes = staged.map_or(&[][..], |staged| &staged.notes);
    Ok(words::doubts(&warnings, notes))
}
