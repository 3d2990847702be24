//! The faults that a run may ask for: which, of which route, and what makes
//! somebody take that route soon.

use crate::chance::Chance;
use practice::{Fault, FaultKind, Route};

/// What is done so that a fault meets somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bait {
    /// A reply is sent.
    Reply,
    /// A reply with a picture is sent.
    Picture,
    /// Nothing: it happens all the time.
    Nothing,
    /// Somebody writes who is not known yet.
    Stranger,
    /// A persona is published.
    Publish,
    /// The personas are compared.
    Compare,
    /// The keys are looked at.
    Connect,
}

const MINUTE_MS: u64 = 60_000;

/// The routes with how often each is chosen.
const ROUTES: [(u64, (Route, Bait)); 8] = [
    (52, (Route::MessageSend, Bait::Reply)),
    (20, (Route::MessageList, Bait::Nothing)),
    (7, (Route::Users, Bait::Stranger)),
    (5, (Route::PersonaCreate, Bait::Publish)),
    (9, (Route::MediaUpload, Bait::Picture)),
    (3, (Route::MediaUpload, Bait::Publish)),
    (4, (Route::PersonaList, Bait::Compare)),
    (4, (Route::UsersMe, Bait::Connect)),
];

/// Draws a fault.
pub fn draw(chance: &mut Chance) -> (Fault, Bait) {
    let (route, bait) = chance.weighted(&ROUTES);
    let kind = match route {
        Route::MessageSend => of_a_message(chance),
        _ => of_any_route(chance),
    };
    let times = match kind {
        FaultKind::HideFor(_) | FaultKind::LookAlike | FaultKind::Delay(_) => 1,
        _ => chance.weighted(&[(8, 1), (1, 2), (1, 3)]),
    };
    let fault = Fault {
        route,
        nth: 1,
        times,
        kind,
    };
    (fault, bait)
}

fn of_any_route(chance: &mut Chance) -> FaultKind {
    use FaultKind as Kind;
    let delay = chance.among(200..=45_000);
    chance.weighted(&[
        (10, Kind::Delay(delay)),
        (10, Kind::CutBefore),
        (16, Kind::CutAfter),
        (8, Kind::TimeoutAfter),
        (8, Kind::ServerErrorBefore),
        (10, Kind::ServerErrorAfter),
        (5, Kind::OverCapacity),
        (4, Kind::EmptyBodyAfter),
        (5, Kind::TruncatedBodyAfter),
        (4, Kind::IdLessBodyAfter),
        (4, Kind::HtmlAfter),
        (5, Kind::HtmlBefore),
        (3, Kind::RateLimited),
        (2, Kind::RateLimitedWithoutReset),
        (2, Kind::RateLimitedWithRemaining),
        (1, Kind::RateLimitedProblem),
        (1, Kind::CalmDown),
        (2, Kind::Code89),
        (2, Kind::Code135),
    ])
}

fn of_a_message(chance: &mut Chance) -> FaultKind {
    let hidden = chance.among(1_000..=10 * MINUTE_MS);
    match chance.among(0..=99) {
        0..=79 => of_any_route(chance),
        80..=86 => FaultKind::HideFor(hidden),
        87..=90 => FaultKind::LookAlike,
        91..=93 => FaultKind::Code349,
        94..=95 => FaultKind::Code150,
        96..=97 => FaultKind::Code226,
        _ => FaultKind::Code326,
    }
}

/// A fault's name, whatever it is told beside.
pub fn name(kind: FaultKind) -> String {
    let shown = format!("{kind:?}");
    shown.split('(').next().unwrap_or_default().to_owned()
}
