//! The border's names for what `domain::application` calls its own. Each pair is
//! held together by the compiler: a name that one side lacks does not compile.

use crate::api::{
    ApplicationField, ApplicationStage, DiaryEvent, FieldOrigin, GapReason, GapWeight,
};
use domain::application as ours;

macro_rules! shown {
    ($ours:ty as $api:ty: $($name:ident),* $(,)?) => {
        impl From<$ours> for $api {
            fn from(one: $ours) -> Self {
                match one {
                    $(<$ours>::$name => Self::$name,)*
                }
            }
        }
    };
}

macro_rules! read_back {
    ($api:ty as $ours:ty: $($name:ident),* $(,)?) => {
        shown!($ours as $api: $($name),*);
        shown!($api as $ours: $($name),*);
    };
}

read_back!(ApplicationField as ours::Field:
    Brand, Handle, Verification, Website, PrivacyPolicy, ContactName, ContactRole, ContactEmail,
    ContactPhone, Markets, Languages, UseCare, UseHandoff, UseTakeover, UseOther, Volume,
    Disclosure, WhoSpeaks, AppId, AccountManager,
);

read_back!(DiaryEvent as ours::DiaryEvent:
    Drafted, Submitted, Asked, Answered, Granted, Refused, Noted,
);

shown!(ours::FieldOrigin as FieldOrigin: Written, Account, Roster, Earlier);

shown!(ours::Stage as ApplicationStage: Drafted, Submitted, Asked, Answered, Granted, Refused);

shown!(ours::Weight as GapWeight: Missing, Doubtful);

shown!(ours::Reason as GapReason:
    Empty, NotAnAddress, NotHttps, NotPublic, PolicyIsFrontPage, PolicyElsewhere, NotAHandle,
    OtherHandle, NotVerified, OtherVerification, NotAnEmail, FreeMail, EmailElsewhere, NotAPhone,
    NoUseCase, TooFewWords, SameAsAnother, NoNumber, PlaceHolder, BotNotDisclosed, NoGuestSample,
    NoAutomatedSample, NoCareSample, NoSamples, LineHidesBot, SampleChanged, NoConsent, NotAnAppId,
    LanguageNotOnRoster,
);
