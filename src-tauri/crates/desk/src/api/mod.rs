//! What goes over the border: the requests and answers of every command, as
//! the page, the command line and `--json` see them. TypeScript is generated
//! from here. Times are milliseconds since the epoch, UTC. No secret is ever
//! part of an answer.

mod account;
mod application;
mod conversation;
mod data;
mod delivery;
mod doubt;
mod draft;
mod ledger;
mod link;
mod login;
mod outbox;
mod overview;
mod paging;
mod persona;
mod practice;
mod probe;
mod search;
mod settings;
mod vault;

pub use account::{
    AccountConnect, AccountList, AccountRef, AccountView, BehindView, CatchesUp, KeysX,
    PersonaAccess, Place,
};
pub use application::{
    ApplicationExport, ApplicationField, ApplicationForm, ApplicationImport, ApplicationList,
    ApplicationRef, ApplicationRow, ApplicationSave, ApplicationShow, ApplicationStage,
    ApplicationStart, ApplicationVersion, ApplicationVersions, ApplicationView, DiaryAdd,
    DiaryEntry, DiaryEvent, ExportFormat, ExportedApplication, FieldChange, FieldOrigin, FieldView,
    Gap, GapReason, GapWeight, ReminderDone, SampleView,
};
pub use conversation::{
    ConversationList, ConversationRow, ConversationShow, ConversationView, ConversationsOf,
    CustomerBubble, CustomerView, InboxSync, InboxSynced, Incoming, MessagePicture, Outgoing,
    Person, Side, SpanReach, SpokenAs, ThreadItem, UnreadSpan,
};
pub use data::{
    BackupList, BackupRef, BackupView, BackupWhy, ConversationExport, ConversationFormat,
    CustomerExport, CustomerForget, DataCounts, ExportedDocument, ExportedFile, ForgetPreview,
    Forgotten, OldCopies, RestorePrepared, RestorePreview, Retention, RetentionAsk,
    RetentionPreview, RetentionSet, SetAside,
};
pub use delivery::{
    Courtesy, DeliveryChoices, DeliverySet, DeliveryView, DoubtPolicy, Neighbours, QuickReading,
    StalePolicy, StopStanding, StopView,
};
pub use doubt::{
    DoubtCandidate, DoubtNext, DoubtReading, DoubtView, Likeness, ReadingSays, WhyAsked,
};
pub use draft::{DraftList, DraftPicture, DraftRow, DraftSave, DraftSaved, DraftView};
pub use ledger::{LedgerPage, LedgerRow, LedgerRows, LedgerVerdict};
pub use link::{LinkRefusal, LinkTarget, TextLink};
pub use login::{
    AppKeys, Disconnected, LoginApp, LoginBegin, LoginBegun, LoginPin, LoginSetUp, LoginWay,
};
pub use outbox::{
    LeaveWhen, Leaves, Outbox, OutboxRow, ReplyAgain, ReplyEdit, ReplyRef, ReplyReschedule,
    ReplySend, ReplyState, ReplyView, Words,
};
pub use overview::{
    Counts, Nothing, OperatorAdd, OperatorList, OperatorView, Overview, VaultKind, VaultState,
    VaultView,
};
pub use paging::{ConversationAround, ConversationEarlier, ConversationLater, ConversationPage};
pub use persona::{
    CropSquare, KindName, LineCheck, LineProblem, LineVerdict, LineWarning, LookEra, LookSeen,
    LookView, OwnLine, PersonaAdd, PersonaArchive, PersonaDetails, PersonaEdit, PersonaHistory,
    PersonaList, PersonaPublish, PersonaShow, PersonaView, PictureCrop, PictureNote, PictureReopen,
    PublishState, PublishedOn, RosterChecked, SpeakersView, StagedPicture, WhenUsed,
};
pub use practice::{
    PracticeAccess, PracticeAccessSet, PracticeBubble, PracticeCharacter, PracticeChoice,
    PracticeClockMove, PracticeConversation, PracticeCrowd, PracticeCustomer, PracticeCustomerRef,
    PracticeFault, PracticeFired, PracticeInvent, PracticeKept, PracticeLast, PracticeOutageSet,
    PracticePanel, PracticePermission, PracticePermissionSet, PracticeQuickReply, PracticeReadLag,
    PracticeSwitch, PracticeSwitchSet, PracticeTold, PracticeTruth, PracticeTruthOf,
    PracticeVerification, PracticeVerificationSet, PracticeWriting,
};
pub use probe::{
    AppPermission, CustomersSee, Finding, FindingChange, NextStep, ProbeQuestion, ProbeShown,
    ProbeVerdict, ProbeView, ProbedAccount, VerificationName,
};
pub use search::{ConversationLanguage, Found, FoundMessage, Search};
pub use settings::{Closing, ClosingQuestion, ClosingWish, Notify, Settings, SingleKeys};
pub use vault::{
    KeysState, LockedFileTrouble, VaultAccount, VaultChangePassphrase, VaultStatus, VaultUnlock,
    VaultUseFile, WhenUnreachable,
};
