//! The rules of Byline, and nothing else.
//!
//! Everything that decides (may this leave? as whom? what follows from that
//! answer?) is a pure function here. This crate does no I/O and knows no clock,
//! no randomness and no runtime: times, ids and salts are arguments. It depends
//! on no other crate of ours.
//!
//! The words are those of the product: persona, look, line, reply, lane,
//! ledger. Start at [`reply`], the life of a reply.

mod account;
pub mod application;
mod automated;
mod behind;
mod body;
mod budget;
mod courtesy;
mod delivery;
mod details;
pub mod doubt;
pub mod draft;
mod duplicate;
mod forecast;
mod freshness;
mod gaps;
mod gate;
mod id;
mod keeping;
mod kind;
mod language;
mod ledger;
mod line;
mod links;
pub mod listing;
mod media;
mod network_id;
mod operator;
mod pace;
mod persona;
pub mod probe;
pub mod reply;
mod said;
mod time;
mod verification;
mod web_address;
mod zone;

pub use account::{AccountRef, AccountRefError, Handle, HandleError, NetworkName};
pub use automated::says_automated;
pub use behind::{Arrivals, Behind, Outlook, Readings, behind, missed};
pub use body::{BodyRefusal, MessageBody};
pub use budget::{Budget, FreeReplies, Room, both, heed, next_use, room};
pub use courtesy::{Occasion, Sign, sign};
pub use delivery::{
    Courtesy, Delivery, DoubtPolicy, Neighbours, QuickReading, ShortSpan, StalePolicy, TooLong,
};
pub use details::{
    ConsentNote, Details, DetailsField, DetailsRefusal, Languages, Speakers, Tag, Tags,
};
pub use duplicate::numbered;
pub use forecast::{Course, Expected, LaneCourse, Waiting, forecast};
pub use freshness::{Freshness, LONGEST_UNSEEN, SeenMark, freshness};
pub use gaps::{Gap, LastOnPage, PageSeen, Progress, REACH, Road};
pub use gate::{Blocked, Candidate, Contact, Flow, LookOnAccount, Standing, may_leave};
pub use id::{
    AccountId, ApplicationId, AttemptId, DeskId, DiaryEntryId, Ids, LookId, OperatorId, PersonaId,
    PictureId, ReplyId,
};
pub use keeping::{
    DAILY, FEWEST_DAYS, MOST_DAYS, WEEKLY, backups_kept, kept_since, until_next_day,
};
pub use kind::{Asked, Kind, Origin, SpeakingRule, may_speak, may_speak_as};
pub use language::LanguageTag;
pub use ledger::{ChainFault, Entry, Event, Hash, Outcome, Row, Salt, salted, seal, verify};
pub use line::{CharacterUnit, Line, LineCount, LineLimit, LineRefusal, LineWarning, count};
pub use links::{FoundLink, links};
pub use media::{AttachedMedia, MediaKind, NoMediaKind};
pub use network_id::{CustomProfileId, EventId, MediaId, NetworkUserId};
pub use operator::{OperatorName, OperatorNameRefusal};
pub use pace::{Steps, pause_until};
pub use persona::{Look, Persona};
pub use said::Said;
pub use time::{DAY, HOUR, MINUTE, SECOND, Timestamp};
pub use verification::Verification;
pub use web_address::{LONGEST_ADDRESS, NotOpened, WebAddress, has_public_name};
pub use zone::{NoZone, Zone};
