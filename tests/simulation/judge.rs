//! Judges a run, when it is over: what the network holds against what people
//! released and what the desks say became of it. Nothing here is the engine's.
//!
//! Equal texts to the same customer as the same persona cannot be told apart, as
//! little as a customer could: of such *alike* ones the numbers are compared.

use crate::book::{Entry, made_at};
use crate::order::out_of_order;
use crate::play::Play;
use crate::station::Station;
use desk::Desk;
use desk::api::{LedgerVerdict, Nothing};
use domain::reply::State;
use domain::{Event, Outcome, ReplyId};
use practice::{AttachmentSeen, FaultKind, Told};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::Ordering;
use store::Reply;

/// Every state in which a reply can be kept.
const STATES: [&str; 12] = [
    "draft",
    "waiting_for_approval",
    "held",
    "scheduled",
    "queued",
    "waiting",
    "sending",
    "sent",
    "in_doubt",
    "failed",
    "returned",
    "discarded",
];

/// What is wrong with a run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Wrong {
    /// A reply that was released is nowhere, or is said to be sent and is not.
    Lost,
    /// A reply is there more often than anybody wanted.
    Doubled,
    /// A reply left before one that comes first, or before its time.
    Misordered,
    /// A message stands there as somebody else.
    SomebodyElse,
    /// A message left while everything stood still.
    Stopped,
    /// A budget was overdrawn.
    Overdrawn,
    /// The ledger is not whole.
    Ledger,
    /// A part of Byline panicked.
    Panic,
}

/// How the doubts of a run ended.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Doubts {
    /// Replies that were in doubt.
    pub all: u32,
    /// Settled without a person.
    pub settled: u32,
    /// A person was asked, and decided.
    pub by_person: u32,
    /// Still in doubt when the run ended.
    pub open: u32,
}

/// A reply with what people know of it.
pub struct Case {
    /// At which desk.
    pub desk: usize,
    /// As the desk keeps it.
    pub reply: Reply,
    /// As people noted it; `None` where the desk died before it told them.
    pub entry: Entry,
    /// When Send was pressed, among all.
    pub pressed: usize,
    /// The line of its look.
    pub line: String,
}

impl Case {
    /// At least so many of it arrived, and at most so many.
    pub fn bounds(&self) -> (u32, u32) {
        match &self.reply.state {
            State::Sent { .. } if self.entry.said_arrived => (0, 1 + self.entry.given_up),
            State::Sent { .. } => (1, 1 + self.entry.given_up),
            State::InDoubt { .. } | State::Sending => (0, 1 + self.entry.given_up),
            _ => (0, self.entry.given_up),
        }
    }
}

/// What makes messages alike.
pub type Alike = (String, String, Option<String>, Carries);

/// What a message carries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Carries {
    /// Nothing.
    Nothing,
    /// One of the pictures that people chose.
    Picture(usize),
    /// Something that nobody chose.
    SomethingElse,
}

impl Case {
    fn carries(&self) -> Carries {
        self.entry
            .picture
            .map_or(Carries::Nothing, Carries::Picture)
    }
}

/// What the brand's messages carry, by their ids.
pub type Seen = HashMap<String, Carries>;

/// What was found out about a run.
#[derive(Default)]
pub struct Verdict {
    /// Everything that is wrong, with what exactly.
    pub wrong: Vec<(Wrong, String)>,
    /// How its doubts ended.
    pub doubts: Doubts,
    /// How many messages arrived.
    pub arrived: u32,
    /// How many replies were released.
    pub released: u32,
}

impl Verdict {
    fn add(&mut self, wrong: Wrong, what: String) {
        self.wrong.push((wrong, what));
    }
}

/// Walks the ledgers; while the desks are open.
pub async fn ledgers(play: &Play) -> Vec<(Wrong, String)> {
    let mut wrong = Vec::new();
    for station in &play.stations {
        let walk = |desk: Desk| async move { desk.ledger_verify(Nothing {}).await };
        // It may die once more over this.
        let verdict = loop {
            if let Some(verdict) = station.person(walk).await {
                break verdict;
            }
        };
        if !matches!(verdict, Ok(LedgerVerdict::Whole { .. })) {
            wrong.push((
                Wrong::Ledger,
                format!("desk {}: {verdict:?}", station.number),
            ));
        }
    }
    wrong
}

/// Looks at the pictures that arrived, as a customer does; while a desk is open.
pub async fn pictures(play: &Play) -> Seen {
    let mut seen = Seen::new();
    for told in play.practice.truth().expect("the truth") {
        let carries = match told.carried.attachment {
            None => Carries::Nothing,
            Some(AttachmentSeen::Media(path)) => {
                let address = format!("practice/{}", path.trim_start_matches('/'));
                let shown = play.stations[0].picture(&address).await;
                let which = play
                    .pictures
                    .iter()
                    .position(|one| Some(one) == shown.as_ref());
                which.map_or(Carries::SomethingElse, Carries::Picture)
            }
            Some(_) => Carries::SomethingElse,
        };
        seen.insert(told.id, carries);
    }
    seen
}

/// Judges a run, after its desks were closed.
pub fn judge(play: &Play, seen: &Seen) -> Verdict {
    let mut verdict = Verdict::default();
    let truth = play.practice.truth().expect("the truth");
    let said: Vec<&Told> = truth
        .iter()
        .filter(|told| told.sender_id == play.brand)
        .collect();
    let entries = play.book.all();
    let mut cases = Vec::new();
    for station in &play.stations {
        cases.extend(of_desk(station, &entries, &mut verdict));
        panics(station, &mut verdict);
    }
    verdict.released = cases.len() as u32;
    verdict.arrived = said.len() as u32;
    counts(play, &said, seen, &cases, &mut verdict);
    claims(&play.stations, &said, seen, &cases, &mut verdict);
    out_of_order(&said, &cases, &mut verdict.wrong);
    departures(play, &cases, &mut verdict);
    doubts(play, &cases, &mut verdict);
    verdict
}

/// The replies of a desk; what was released and is not there is lost.
fn of_desk(station: &Station, entries: &[Entry], verdict: &mut Verdict) -> Vec<Case> {
    let replies = station.look(|store| {
        let mut all = Vec::new();
        for state in STATES {
            all.extend(store.replies_in(state)?);
        }
        Ok(all)
    });
    let mut by_id: HashMap<String, Reply> = replies
        .into_iter()
        .map(|reply| (reply.content.id.to_string(), reply))
        .collect();
    let mut cases = Vec::new();
    let mut case = |pressed: usize, entry: &Entry, reply: Reply, verdict: &mut Verdict| {
        let case = Case {
            desk: station.number,
            line: station.line_of(&reply),
            reply,
            entry: entry.clone(),
            pressed,
        };
        draft(station, &case, entries, verdict);
        cases.push(case);
    };
    let ours = || {
        entries
            .iter()
            .enumerate()
            .filter(|(_, one)| one.desk == station.number)
    };
    for (pressed, entry) in ours() {
        let Some(id) = &entry.id else { continue };
        match by_id.remove(id) {
            Some(reply) => case(pressed, entry, reply, verdict),
            None => verdict.add(
                Wrong::Lost,
                format!("{:?} was released and is gone", entry.text),
            ),
        }
    }
    // Where the desk died over Send, the reply may be there.
    let unknown = ours().filter(|(_, entry)| entry.id.is_none());
    for (pressed, entry) in unknown.collect::<Vec<_>>().into_iter().rev() {
        let found = by_id.iter().find(|(_, reply)| {
            let content = &reply.content;
            content.customer.as_str() == entry.customer
                && content.text.as_str() == entry.text
                && station.line_of(reply) == entry.line
                && entry.pressed_at <= made_at(reply)
        });
        if let Some(id) = found.map(|(id, _)| id.clone())
            && let Some(reply) = by_id.remove(&id)
        {
            case(pressed, entry, reply, verdict);
        }
    }
    for reply in by_id.into_values() {
        let text = reply.content.text.as_str();
        verdict.add(
            Wrong::Doubled,
            format!("nobody released {text:?}, and it is kept"),
        );
    }
    cases
}

/// What was taken back stands in its author's draft, or went on from there.
fn draft(station: &Station, case: &Case, entries: &[Entry], verdict: &mut Verdict) {
    let content = &case.reply.content;
    let text = content.text.as_str();
    let Some(author) = case.entry.operator else {
        return;
    };
    if case.reply.state != State::Draft || case.entry.rewritten {
        return;
    }
    let author = station.operator(author);
    let draft = station.look(|store| store.draft(content.account, &content.customer, author));
    let kept = draft.is_some_and(|draft| draft.text.contains(text));
    // A draft ends with a reply that says the same.
    let later = entries.iter().skip(case.pressed + 1);
    let mut of_lane = later.filter(|later| later.customer == case.entry.customer);
    let went_on = of_lane.any(|later| later.text.contains(text))
        || entries.iter().enumerate().any(|(pressed, other)| {
            // Its author's draft said the same, and left as another reply.
            pressed != case.pressed
                && other.let_go
                && other.operator == case.entry.operator
                && other.customer == case.entry.customer
                && other.text == case.entry.text
        });
    if !kept && !went_on {
        verdict.add(
            Wrong::Lost,
            format!("{text:?} was taken back and is in no draft"),
        );
    }
}

fn panics(station: &Station, verdict: &mut Verdict) {
    let panics = station.panics.load(Ordering::SeqCst);
    if panics > 0 {
        verdict.add(Wrong::Panic, format!("desk {}: {panics}", station.number));
    }
}

fn alike(told: &Told, seen: &Seen) -> Alike {
    let line = told.persona.as_ref().map(|persona| persona.name.clone());
    (
        told.recipient_id.clone(),
        told.text.clone(),
        line,
        carried(told, seen),
    )
}

fn carried(told: &Told, seen: &Seen) -> Carries {
    seen.get(&told.id)
        .copied()
        .unwrap_or(Carries::SomethingElse)
}

/// Of all that are alike, as many are there as left.
fn counts(play: &Play, said: &[&Told], seen: &Seen, cases: &[Case], verdict: &mut Verdict) {
    let mut there: BTreeMap<Alike, u32> = BTreeMap::new();
    for told in said {
        *there.entry(alike(told, seen)).or_default() += 1;
    }
    let mut may: BTreeMap<Alike, (u32, u32)> = BTreeMap::new();
    for case in cases {
        let key = (
            case.entry.customer.clone(),
            case.entry.text.clone(),
            Some(case.entry.line.to_owned()),
            case.carries(),
        );
        let (least, most) = case.bounds();
        let sum = may.entry(key).or_default();
        *sum = (sum.0 + least, sum.1 + most);
        if case.line != case.entry.line {
            let what = format!("{:?} is kept as {}", case.entry.text, case.line);
            verdict.add(Wrong::SomebodyElse, what);
        }
    }
    let keys: BTreeSet<_> = there.keys().chain(may.keys()).cloned().collect();
    let mut strange = 0;
    for key in keys {
        let (least, most) = may.get(&key).copied().unwrap_or_default();
        let there = there.get(&key).copied().unwrap_or_default();
        let shown = || format!("{key:?} is there {there} times, and {least} to {most} may be");
        if key.2.is_none() {
            strange += there;
        } else if !may.contains_key(&key) {
            verdict.add(Wrong::SomebodyElse, shown());
        } else if there < least {
            verdict.add(Wrong::Lost, shown());
        } else if there > most {
            verdict.add(Wrong::Doubled, shown());
        }
    }
    // Another program of the brand speaks as nobody, and only when asked to.
    let fired = play.practice.fired();
    let look_alikes = fired
        .iter()
        .filter(|fired| fired.fault.kind == FaultKind::LookAlike);
    if strange > look_alikes.count() as u32 {
        verdict.add(Wrong::SomebodyElse, "something left as nobody".to_owned());
    }
}

/// A message is one reply's, and says what that says.
fn claims(
    stations: &[std::sync::Arc<Station>],
    said: &[&Told],
    seen: &Seen,
    cases: &[Case],
    verdict: &mut Verdict,
) {
    let by_id: HashMap<&str, &Told> = said.iter().map(|told| (told.id.as_str(), *told)).collect();
    let mut claimed = HashMap::new();
    for station in stations {
        let account = station.account_id();
        let customers: BTreeSet<_> = cases
            .iter()
            .filter(|case| case.desk == station.number)
            .map(|case| case.reply.content.customer.clone())
            .collect();
        for customer in customers {
            for message in station.look(|store| store.messages(account, &customer)) {
                let Some(reply) = message.reply else { continue };
                let id = message.id.as_str().to_owned();
                let Some(told) = by_id.get(id.as_str()) else {
                    let what = format!("{:?} is kept as sent and is not there", message.text);
                    verdict.add(Wrong::Lost, what);
                    continue;
                };
                let owner = cases.iter().find(|case| case.reply.content.id == reply);
                let fits = owner.is_some_and(|case| {
                    case.entry.text == told.text
                        && case.entry.customer == told.recipient_id
                        && case.carries() == carried(told, seen)
                        && told
                            .persona
                            .as_ref()
                            .is_some_and(|one| one.name == case.entry.line)
                });
                if owner.is_some_and(|case| case.entry.said_arrived) {
                    // A person believed so.
                    continue;
                }
                if !fits {
                    let what = format!("{:?} is taken for another's: {reply:?}", told.text);
                    verdict.add(Wrong::SomebodyElse, what);
                }
                if claimed
                    .insert(id, reply)
                    .is_some_and(|other| other != reply)
                {
                    let what = format!("two replies are said to be one {:?}", told.text);
                    verdict.add(Wrong::Lost, what);
                }
            }
        }
    }
}

/// Nothing left while all stood still, nothing before its time, and no budget was
/// overdrawn.
fn departures(play: &Play, cases: &[Case], verdict: &mut Verdict) {
    for departure in play.record.departures() {
        if departure.stopped {
            let what = format!("{:?} left while all stood still", departure.text);
            verdict.add(Wrong::Stopped, what);
        }
        let case = cases.iter().find(|case| {
            case.entry.is_unique && case.desk == departure.desk && case.entry.text == departure.text
        });
        let too_early = case.and_then(|case| case.entry.not_before);
        if too_early.is_some_and(|at| departure.by_desk_ms < at) {
            let what = format!("{:?} left before its time", departure.text);
            verdict.add(Wrong::Misordered, what);
        }
    }
    let jumped = play
        .record
        .met()
        .keys()
        .any(|(fault, _)| fault.starts_with("clock"));
    let fired = play.practice.fired();
    let asked = fired.iter().filter(|fired| {
        matches!(
            fired.fault.kind,
            FaultKind::RateLimited
                | FaultKind::RateLimitedWithoutReset
                | FaultKind::RateLimitedWithRemaining
                | FaultKind::RateLimitedProblem
                | FaultKind::RateLimitedProblemWithoutReset
        )
    });
    let limits = play.record.limits();
    if play.stations.len() == 1 && !jumped && limits > asked.count() as u32 {
        let what = format!("the network refused {limits} times for a limit");
        verdict.add(Wrong::Overdrawn, what);
    }
}

fn doubts(play: &Play, cases: &[Case], verdict: &mut Verdict) {
    let were: Vec<_> = play.stations.iter().map(|one| were_in_doubt(one)).collect();
    for case in cases {
        if !were[case.desk].contains(&case.reply.content.id) {
            continue;
        }
        let doubts = &mut verdict.doubts;
        doubts.all += 1;
        if case.entry.given_up > 0 || case.entry.said_arrived {
            doubts.by_person += 1;
        } else if matches!(case.reply.state, State::InDoubt { .. } | State::Sending) {
            doubts.open += 1;
        } else {
            doubts.settled += 1;
        }
    }
}

/// The replies that were in doubt at a desk, by its ledger.
fn were_in_doubt(station: &Station) -> BTreeSet<ReplyId> {
    let rows = station.look(|store| store.chain());
    let in_doubt = |row: domain::Row| {
        let entry: domain::Entry = serde_json::from_str(&row.entry).ok()?;
        match entry.event {
            Event::Outcome {
                reply,
                outcome: Outcome::InDoubt,
                ..
            } => Some(reply),
            _ => None,
        }
    };
    rows.into_iter().filter_map(in_doubt).collect()
}
