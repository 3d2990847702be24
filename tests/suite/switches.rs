//! Every point that X leaves open, in every position beside every position of
//! every other: whatever X turns out to do, a user's main job ends well or is
//! refused plainly. Nothing arrives twice, and nothing as anybody else.
//!
//! A switch that is added to the practice network stops this file from
//! compiling until its positions stand here.

use desk::api::{
    AccountRef, KindName, Nothing, PersonaAccess as Access, PublishState, ReplyState, ThreadItem,
};
use desk::{Author, ErrorCode};
use practice::{
    AttachmentSeen, AvatarCategory, AvatarType, Character, Closed, MediaFamily, MediaProcessing,
    MessagePages, NameUnit, PersonaAccess, PersonaDeletion, PersonaPages, PostAnswer,
    ReadBackPersona, RepeatedNonce, Status89, Status214, Switches, UnknownKey, VerifyCredentials,
};
use std::time::Duration;
use tests::pairs::all_pairs;
use tests::simulated::{ANA, World, run};
use tokio_util::sync::CancellationToken;

/// 48 code points, more by every other count.
const WIDE: &str = "Nia of the team for everything that can be 🧡🧡🧡🧡🧡";
const TEXT: &str = "See https://example.com/a?b=1&c=2, <soon> & safe 🧡";
const MINUTE: Duration = Duration::from_secs(60);

/// The positions of a switch. One that is missing does not compile.
macro_rules! positions {
    ($($name:ident: $switch:ty { $($position:pat => $value:expr),+ $(,)? })+) => {
        $(
            const $name: &[$switch] = &[$($value),+];
            const _: fn($switch) = |switch| match switch {
                $($position)|+ => (),
            };
        )+
    };
}

positions! {
    ACCESS: PersonaAccess {
        PersonaAccess::Open => PersonaAccess::Open,
        PersonaAccess::Closed(Closed::Code220) => PersonaAccess::Closed(Closed::Code220),
        PersonaAccess::Closed(Closed::Code87) => PersonaAccess::Closed(Closed::Code87),
        PersonaAccess::Closed(Closed::Code93) => PersonaAccess::Closed(Closed::Code93),
        PersonaAccess::Closed(Closed::Code453) => PersonaAccess::Closed(Closed::Code453),
        PersonaAccess::Closed(Closed::Code34) => PersonaAccess::Closed(Closed::Code34),
    }
    READ_BACK: ReadBackPersona {
        ReadBackPersona::Absent => ReadBackPersona::Absent,
        ReadBackPersona::Present => ReadBackPersona::Present,
    }
    POST_ANSWER: PostAnswer {
        PostAnswer::WithIdAndTime => PostAnswer::WithIdAndTime,
        PostAnswer::DocSample => PostAnswer::DocSample,
        PostAnswer::Empty => PostAnswer::Empty,
    }
    CATEGORY: AvatarCategory {
        AvatarCategory::Any => AvatarCategory::Any,
        AvatarCategory::DmImage => AvatarCategory::DmImage,
        AvatarCategory::TweetImage => AvatarCategory::TweetImage,
    }
    AVATAR_TYPE: AvatarType {
        AvatarType::Ignored => AvatarType::Ignored,
        AvatarType::Required => AvatarType::Required,
        AvatarType::Refused => AvatarType::Refused,
    }
    NAME_UNIT: NameUnit {
        NameUnit::CodePoints => NameUnit::CodePoints,
        NameUnit::Weighted => NameUnit::Weighted,
        NameUnit::Utf16 => NameUnit::Utf16,
    }
    DELETION: PersonaDeletion {
        PersonaDeletion::Keep => PersonaDeletion::Keep,
        PersonaDeletion::Drop => PersonaDeletion::Drop,
    }
    UNKNOWN_KEY: UnknownKey {
        UnknownKey::Refused => UnknownKey::Refused,
        UnknownKey::Ignored => UnknownKey::Ignored,
    }
    NONCE: RepeatedNonce {
        RepeatedNonce::Accepted => RepeatedNonce::Accepted,
        RepeatedNonce::Refused => RepeatedNonce::Refused,
    }
    STATUS_214: Status214 {
        Status214::BadRequest => Status214::BadRequest,
        Status214::Forbidden => Status214::Forbidden,
    }
    STATUS_89: Status89 {
        Status89::Unauthorized => Status89::Unauthorized,
        Status89::Forbidden => Status89::Forbidden,
    }
    VERIFY: VerifyCredentials {
        VerifyCredentials::Answered => VerifyCredentials::Answered,
        VerifyCredentials::LeftOut => VerifyCredentials::LeftOut,
    }
    PERSONA_PAGES: PersonaPages {
        PersonaPages::Plain => PersonaPages::Plain,
        PersonaPages::Holes => PersonaPages::Holes,
        PersonaPages::RepeatedCursor => PersonaPages::RepeatedCursor,
    }
    MESSAGE_PAGES: MessagePages {
        MessagePages::Plain => MessagePages::Plain,
        MessagePages::EmptyFirst => MessagePages::EmptyFirst,
    }
    UPLOADS: MediaFamily {
        MediaFamily::On => MediaFamily::On,
        MediaFamily::Retired => MediaFamily::Retired,
        MediaFamily::Missing => MediaFamily::Missing,
    }
    PROCESSING: MediaProcessing {
        MediaProcessing::Absent => MediaProcessing::Absent,
        MediaProcessing::Succeeds => MediaProcessing::Succeeds,
        MediaProcessing::Fails => MediaProcessing::Fails,
    }
}

const SIZES: [usize; 17] = [
    ACCESS.len(),
    READ_BACK.len(),
    POST_ANSWER.len(),
    CATEGORY.len(),
    AVATAR_TYPE.len(),
    NAME_UNIT.len(),
    DELETION.len(),
    UNKNOWN_KEY.len(),
    NONCE.len(),
    STATUS_214.len(),
    STATUS_89.len(),
    VERIFY.len(),
    PERSONA_PAGES.len(),
    MESSAGE_PAGES.len(),
    UPLOADS.len(),
    UPLOADS.len(),
    PROCESSING.len(),
];

/// A combination as switches. Written out, so that a new switch is missed here.
fn switches(at: &[usize]) -> Switches {
    Switches {
        persona_access: ACCESS[at[0]],
        read_back_persona: READ_BACK[at[1]],
        post_answer: POST_ANSWER[at[2]],
        avatar_category: CATEGORY[at[3]],
        avatar_type: AVATAR_TYPE[at[4]],
        name_unit: NAME_UNIT[at[5]],
        persona_deletion: DELETION[at[6]],
        unknown_key: UNKNOWN_KEY[at[7]],
        repeated_nonce: NONCE[at[8]],
        status_214: STATUS_214[at[9]],
        status_89: STATUS_89[at[10]],
        verify_credentials: VERIFY[at[11]],
        persona_pages: PERSONA_PAGES[at[12]],
        message_pages: MESSAGE_PAGES[at[13]],
        media_v2: UPLOADS[at[14]],
        media_v1: UPLOADS[at[15]],
        media_processing: PROCESSING[at[16]],
    }
}

#[test]
fn the_main_job_ends_well_or_is_refused_plainly_under_every_pair_of_switches() {
    for combination in all_pairs(&SIZES) {
        play(switches(&combination));
    }
}

/// A refused access or portrait hides what the other switches do, so that they
/// have a test of their own.
#[test]
fn with_access_and_a_way_for_portraits_the_job_ends_well_under_every_pair_of_the_others() {
    let mut sizes = SIZES;
    // Access open; v1.1 takes uploads; processing, if there is any, succeeds.
    (sizes[0], sizes[15], sizes[16]) = (1, 1, 2);
    for combination in all_pairs(&sizes) {
        let switches = switches(&combination);
        assert!(switches.persona_access == PersonaAccess::Open && takes_portraits(switches));
        play(switches);
    }
}

/// Which combination it was stands above a failure.
fn play(switches: Switches) {
    eprintln!("{switches:?}");
    run(main_job(switches));
}

async fn main_job(switches: Switches) {
    let mut world = World::empty().await;
    world.practice.set_switches(switches);
    let handle = world.practice.invent(Character::Pictures, 4).unwrap();
    world.seat("Ana").await;
    world.connect().await;
    world.persona(KindName::Human, ANA).await;
    world.clock.advance(MINUTE);
    world.sync().await;
    let customer = world.practice.view(&handle).unwrap().customer.user_id;
    if switches.persona_access != PersonaAccess::Open {
        has_no_access(&world, switches).await;
        nothing_leaves(&world, &customer).await;
    } else if takes_portraits(switches) {
        publish(&world, switches).await;
        answer(&world, &customer, switches).await;
        compare(&world).await;
    } else {
        let published = while_time_passes(&world, world.try_publish(ANA)).await;
        assert!(published.is_err(), "{published:?}");
        nothing_leaves(&world, &customer).await;
        compare(&world).await;
    }
    a_picture_is_read(&world, &customer).await;
    world.ledger_is_whole().await;
}

/// One interface for uploads is enough, unless every picture turns out broken.
fn takes_portraits(switches: Switches) -> bool {
    [switches.media_v2, switches.media_v1].contains(&MediaFamily::On)
        && switches.media_processing != MediaProcessing::Fails
}

/// Pictures are processed by the clock: a second passes whenever the desk was
/// asked something.
async fn while_time_passes<T>(world: &World, work: impl Future<Output = T>) -> T {
    let passing = async {
        loop {
            world.desk.account_list(Nothing {}).await.unwrap();
            world.clock.advance(Duration::from_secs(1));
        }
    };
    tokio::select! {
        done = work => done,
        () = passing => unreachable!("time never ends"),
    }
}

/// Without access the account says so.
async fn has_no_access(world: &World, switches: Switches) {
    let published = while_time_passes(world, world.try_publish(ANA)).await;
    let why = published.expect_err("no access");
    if takes_portraits(switches) {
        assert!(matches!(why, ErrorCode::NoAccess { .. }), "{why:?}");
    }
    let accounts = world.desk.account_list(Nothing {}).await.unwrap().accounts;
    let [account] = accounts.as_slice() else {
        panic!("one account");
    };
    assert!(
        matches!(account.personas, Access::Closed { .. }),
        "{account:?}"
    );
}

/// What is not published says nothing, and nobody else says it either.
async fn nothing_leaves(world: &World, customer: &str) {
    let sent = world.try_send(customer, ANA, TEXT, Author::Seated).await;
    assert!(sent.is_err(), "{sent:?}");
    world.settle().await;
    assert!(world.truth().is_empty());
}

/// The portrait finds the category and the form that is wanted; a line that is
/// too long by the network's count is refused in its words.
async fn publish(world: &World, switches: Switches) {
    let published = while_time_passes(world, world.publish(ANA)).await;
    let published = published.published[0].state.clone();
    assert!(
        matches!(published, PublishState::Live { .. }),
        "{published:?}"
    );
    world.persona(KindName::Human, WIDE).await;
    let wide = while_time_passes(world, world.try_publish(WIDE)).await;
    assert_eq!(
        wide.is_ok(),
        switches.name_unit == NameUnit::CodePoints,
        "{wide:?}"
    );
}

/// One reply, once, as Ana; an answer without an id leaves it in doubt until
/// somebody says that it arrived.
async fn answer(world: &World, customer: &str, switches: Switches) {
    let reply = crate::pictures::send(world, customer, TEXT).await;
    while_time_passes(world, world.settle()).await;
    let state = world.state(&reply).await;
    if switches.post_answer == PostAnswer::WithIdAndTime {
        assert!(matches!(state, ReplyState::Sent { .. }), "{state:?}");
    } else {
        assert!(matches!(state, ReplyState::InDoubt { .. }), "{state:?}");
        world.desk.reply_arrived(world.reply(&reply)).await.unwrap();
    }
    world.later(MINUTE).await;
    world.sync().await;
    let said: Vec<_> = world.truth();
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].text, TEXT);
    assert_eq!(said[0].recipient_id, customer);
    let attached = &said[0].carried.attachment;
    assert!(
        matches!(attached, Some(AttachmentSeen::Media(_))),
        "{attached:?}"
    );
    assert_eq!(
        said[0].persona.as_ref().map(|seen| seen.name.as_str()),
        Some(ANA)
    );
    let mut read_back = 0;
    for item in world.thread(customer).await.items {
        if let ThreadItem::Outgoing(message) = item {
            assert_eq!(message.text, TEXT);
            assert!(message.picture.is_some(), "our own copy");
            let look = message.spoken_as.expect("a persona").look;
            assert_eq!(look.line, ANA);
            read_back += 1;
        }
    }
    assert_eq!(read_back, 1);
}

async fn compare(world: &World) {
    let account = world.account.clone();
    let checked = world.desk.roster_check(AccountRef { account }).await;
    let checked = checked.unwrap();
    let odd = [
        &checked.gone,
        &checked.strangers,
        &checked.absent,
        &checked.in_doubt,
    ];
    assert!(odd.iter().all(|lines| lines.is_empty()), "{checked:?}");
}

/// The customer's picture is fetched, signed, and made our own.
async fn a_picture_is_read(world: &World, customer: &str) {
    let stop = CancellationToken::new();
    let path = tokio::select! {
        () = world.desk.run(stop.clone()) => panic!("nothing stops it"),
        path = shown(world, customer) => path,
    };
    let picture = world.desk.picture(&path).await.unwrap().expect("a picture");
    assert_eq!(&picture[..2], b"\xFF\xD8", "a JPEG");
}

async fn shown(world: &World, customer: &str) -> String {
    loop {
        let items = world.thread(customer).await.items;
        let picture = items.into_iter().find_map(|item| match item {
            ThreadItem::Incoming(incoming) => incoming.picture,
            ThreadItem::Outgoing(_) | ThreadItem::Reply(_) => None,
        });
        if let Some(picture) = picture {
            return picture.path;
        }
    }
}
