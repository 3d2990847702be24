//! Errors of the crates below, as the closed codes of the border. What has no
//! code of its own is written into the log and called unexpected.

use crate::ErrorCode;
use crate::api::{LineProblem, VaultState, Words};
use domain::{BodyRefusal, DetailsRefusal, Line, LineRefusal, Said, SpeakingRule};
use engine::{EngineError, ReachError, VaultTrouble};
use network::{Class, Failure};
use portrait::Refusal;
use std::io::ErrorKind;
use std::path::Path;
use store::{BackupError, OpenError, StoreError, newest_good_backup};

pub(crate) fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl From<Said> for Words {
    fn from(said: Said) -> Self {
        Self {
            status: said.status,
            code: said.code,
            text: said.words,
        }
    }
}

impl From<OpenError> for ErrorCode {
    fn from(error: OpenError) -> Self {
        tracing::error!(%error, "the data folder cannot be opened");
        match error {
            OpenError::Folder { source, .. }
                if source.kind() == std::io::ErrorKind::StorageFull =>
            {
                Self::DiskFull
            }
            OpenError::Folder { folder, source } => Self::NotWritable {
                detail: format!("{} ({source})", folder.display()),
            },
            OpenError::Newer { found, ours } => Self::StoreNewer { found, ours },
            OpenError::Damaged { file } => damaged(&file),
            OpenError::Backup(error) => error.into(),
            OpenError::NotReady => Self::OpenElsewhere,
            OpenError::Sqlite(error) => StoreError::from(error).into(),
            OpenError::Migration(_) => Self::Unexpected,
        }
    }
}

impl From<StoreError> for ErrorCode {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotOwner => Self::OpenElsewhere,
            StoreError::DiskFull => Self::DiskFull,
            StoreError::Damaged => Self::StoreDamaged {
                kept_at: String::new(),
                backup: String::new(),
                made_at: None,
                conversations: 0,
                messages: 0,
            },
            StoreError::ReadOnly(detail) => Self::NotWritable { detail },
            error => {
                tracing::error!(%error, "the store failed");
                Self::Unexpected
            }
        }
    }
}

/// A damaged data file, with the newest backup that could take its place.
fn damaged(file: &Path) -> ErrorCode {
    let found = file.parent().and_then(newest_good_backup);
    let (backup, held) = found.unzip();
    let held = held.unwrap_or_default();
    ErrorCode::StoreDamaged {
        kept_at: file.display().to_string(),
        made_at: backup.as_ref().map(|backup| backup.made_at.0),
        backup: backup.map_or_else(String::new, |backup| backup.name),
        conversations: held.conversations,
        messages: held.messages,
    }
}

impl From<BackupError> for ErrorCode {
    fn from(error: BackupError) -> Self {
        tracing::error!(%error, "a backup failed");
        let name = |file: &Path| {
            let name = file.file_name().unwrap_or(file.as_os_str());
            name.to_string_lossy().into_owned()
        };
        match error {
            BackupError::File { source, .. } if source.kind() == ErrorKind::StorageFull => {
                Self::DiskFull
            }
            BackupError::File { file, source } => Self::FileNotWritten {
                path: file.display().to_string(),
                detail: source.to_string(),
            },
            BackupError::Unknown { backup } => Self::UnknownBackup { backup },
            BackupError::Damaged { file } => Self::BackupDamaged {
                backup: name(&file),
            },
            BackupError::Newer {
                backup,
                found,
                ours,
            } => Self::BackupNewer {
                backup,
                found,
                ours,
            },
            BackupError::Store(error) => error.into(),
        }
    }
}

/// The rule that forbids to speak as the persona with this line.
fn forbidden(rule: SpeakingRule, line: &Line) -> ErrorCode {
    let line = line.as_str().to_owned();
    match rule {
        SpeakingRule::AutomationSpeaksAsAutomated => ErrorCode::AutomationSpeaksAsAutomated,
        SpeakingRule::OperatorIsNoBot => ErrorCode::OperatorIsNoBot,
        SpeakingRule::GuestNeedsTakeover => ErrorCode::GuestNeedsTakeover,
        SpeakingRule::KeptForOthers => ErrorCode::PersonaNotYours { line },
        SpeakingRule::Archived => ErrorCode::PersonaArchived { line },
    }
}

impl From<DetailsRefusal> for ErrorCode {
    fn from(refusal: DetailsRefusal) -> Self {
        Self::DetailsRefused {
            field: refusal.field.as_str().to_owned(),
        }
    }
}

impl From<LineRefusal> for LineProblem {
    fn from(refusal: LineRefusal) -> Self {
        match refusal {
            LineRefusal::NothingVisible => Self::NothingVisible,
            LineRefusal::Control => Self::Control,
            LineRefusal::BidiOverride => Self::BidiOverride,
            LineRefusal::TooLong { length, most, fits } => Self::TooLong {
                length: small(length),
                most: small(most),
                fits,
            },
        }
    }
}

impl From<BodyRefusal> for ErrorCode {
    fn from(refusal: BodyRefusal) -> Self {
        match refusal {
            BodyRefusal::Empty => Self::TextEmpty,
            BodyRefusal::TooLong { length, limit } => Self::TextTooLong {
                length: small(length),
                limit: small(limit),
            },
        }
    }
}

impl From<Refusal> for ErrorCode {
    fn from(refusal: Refusal) -> Self {
        tracing::info!(%refusal, "a picture was refused");
        match refusal {
            Refusal::NotAPicture => Self::PictureNotAPicture,
            Refusal::Heic => Self::PictureHeic,
            Refusal::UnsupportedFormat { name } => Self::PictureFormat {
                name: name.to_owned(),
            },
            Refusal::TooSmall { width, height } => Self::PictureTooSmall { width, height },
            Refusal::TooManyBytes { .. } => Self::PictureTooLarge,
            Refusal::TooManyPixels { .. } => Self::PictureTooManyPixels,
            Refusal::Truncated { .. } => Self::PictureTruncated,
            Refusal::Damaged { .. } => Self::PictureDamaged,
            Refusal::Moves => Self::PictureMoves,
            Refusal::CropOutside { .. } | Refusal::CropTooSmall { .. } => Self::PictureCrop,
        }
    }
}

impl From<Failure> for ErrorCode {
    fn from(failure: Failure) -> Self {
        let said = failure.said.map(Words::from);
        match (failure.class, said) {
            (Class::NotStarted, None) => Self::Offline,
            (Class::NotStarted, said) => Self::NetworkTrouble { said },
            (Class::InDoubt, _) => Self::InDoubt,
            (Class::WaitUntil(Some(until)), _) => Self::RateLimited { until: until.0 },
            (Class::SignInAgain, said) => Self::SignInAgain { said },
            (Class::NoAccess, said) => Self::NoAccess { said },
            (Class::AccountStopped(_), said) => Self::AccountStopped { said },
            (
                Class::Refused
                | Class::HeldElsewhere
                | Class::LookUnusable
                | Class::UploadAgain
                | Class::ClockOff(_)
                | Class::WaitUntil(None),
                Some(said),
            ) => Self::NetworkRefused { said },
            (_, None) => Self::NetworkTrouble { said: None },
        }
    }
}

impl From<ReachError> for ErrorCode {
    fn from(error: ReachError) -> Self {
        match error {
            ReachError::VaultClosed(trouble) => match trouble {
                VaultTrouble::Locked => Self::Vault {
                    state: VaultState::Locked,
                },
                VaultTrouble::Absent => Self::Vault {
                    state: VaultState::Absent,
                },
                VaultTrouble::Denied => Self::Vault {
                    state: VaultState::Denied,
                },
                VaultTrouble::WrongPassphrase => Self::WrongPassphrase,
                VaultTrouble::Damaged => Self::LockedFileDamaged,
            },
            ReachError::NoCredentials { account } => Self::CredentialsMissing { account },
            ReachError::NoAddress => Self::AddressRefused {
                address: String::new(),
            },
            ReachError::Practice(detail) => Self::PracticeTrouble { detail },
        }
    }
}

impl From<EngineError> for ErrorCode {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Store(error) => error.into(),
            EngineError::Network(failure) => failure.into(),
            EngineError::Reach(error) => error.into(),
            EngineError::Rule { rule, line } => forbidden(rule, &line),
            EngineError::LookChanged { line } => Self::LookChanged {
                line: line.as_str().to_owned(),
            },
            EngineError::NotNow(forbidden) => Self::NotNow {
                state: forbidden.state.to_owned(),
            },
            EngineError::Unsettled { replies } => Self::CustomerUnsettled { replies },
            EngineError::UnknownReply => Self::UnknownReply,
            EngineError::PictureGone => Self::MessagePictureGone,
            EngineError::DraftHasPicture => Self::DraftHasPicture,
            EngineError::NeverWrote => Self::CustomerNeverWrote,
            EngineError::TimeOver => Self::TimeOver,
            EngineError::WentOn => Self::WentOn,
            EngineError::NothingBehind => Self::NothingBehind,
            EngineError::PublishInDoubt => Self::InDoubt,
            EngineError::NoRoom(until) => Self::RateLimited { until: until.0 },
            // Names are resolved before the engine is asked.
            error @ (EngineError::UnknownAccount
            | EngineError::UnknownPersona
            | EngineError::UnknownCustomer
            | EngineError::NotPublished
            | EngineError::CutShort) => {
                tracing::error!(%error, "the engine failed");
                Self::Unexpected
            }
        }
    }
}
