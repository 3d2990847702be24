//! Plays a plan: what the people of a run do, when they do it.

use crate::book::{Book, Entry};
use crate::clock::{NetworkClock, Time, pass};
use crate::faults::Bait;
use crate::person::Person;
use crate::plan::{Deed, Leave, Plan, Pressed};
use crate::record::Record;
use crate::station::{Setting, Station};
use crate::template::{OPERATORS, PERSONAS, PICTURES, Template};
use desk::api::{
    AccountRef, ConversationShow, DeliverySet, LeaveWhen, Nothing, PersonaPublish, ReplyRef,
    ReplyReschedule, ReplySend,
};
use desk::{Author, Desk};
use domain::reply::State;
use practice::{Newcomer, Practice, Switches};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::task::JoinSet;

/// Somebody whom nobody answers.
const BYSTANDER: &str = "bystander";
/// After the last deed a run goes on until everything is settled, at most so long.
const LONGEST_TAIL: Duration = Duration::from_secs(75 * 60);
/// How often it is looked whether everything is settled.
const BETWEEN_LOOKS: Duration = Duration::from_secs(20);
/// How far apart the bystander's messages are at most, in ms.
const WITNESS_MS: u64 = 150_000;

/// A run being played.
pub struct Play {
    /// What happens.
    pub plan: Plan,
    /// The network.
    pub practice: Practice,
    /// The brand's user id.
    pub brand: String,
    /// What a customer is to see of each picture.
    pub pictures: Vec<Vec<u8>>,
    /// The true time.
    pub time: Time,
    /// The desks.
    pub stations: Vec<Arc<Station>>,
    /// What really happened.
    pub record: Arc<Record>,
    /// What the people did.
    pub book: Arc<Book>,
    customers: Vec<(String, String)>,
    strangers: usize,
    numbers: usize,
    tasks: JoinSet<()>,
}

impl Play {
    /// Puts everything in its place. Within a runtime whose time is paused.
    pub async fn prepare(mut plan: Plan, template: &Template) -> Self {
        let time = Time::from(template.begin_ms);
        let practice = Practice::in_memory(practice::Options {
            seed: 11,
            clock: Arc::new(NetworkClock(time)),
        })
        .expect("a practice network");
        practice.load(&template.network).expect("the network");
        practice.set_switches(Switches {
            read_back_persona: plan.read_back,
            media_processing: plan.processing,
            ..Switches::default()
        });
        let record = Arc::new(Record::default());
        let customers = arrive(&practice, plan.customers);
        let mut tasks = JoinSet::new();
        let mut stations = Vec::new();
        for (number, choices) in plan.desks.iter().enumerate() {
            let station = Station::new(&Setting {
                number,
                prepared: &template.desks[number],
                time,
                practice: &practice,
                record: &record,
            });
            tasks.spawn(Arc::clone(&station).works(plan.chance.branch()));
            let request = DeliverySet {
                account: station.account.clone(),
                choices: *choices,
            };
            let chosen = station
                .person(|desk| async move { desk.delivery_set(request).await })
                .await;
            assert!(
                matches!(chosen, Some(Ok(_))),
                "delivery is chosen: {chosen:?}"
            );
            stations.push(station);
        }
        // Everybody is met before anything goes wrong.
        for _ in 0..60 {
            pass(Duration::from_secs(2)).await;
            let known = stations.iter().all(|station| {
                station.look(|store| {
                    let account = station.account_id();
                    for (_, id) in &customers {
                        let id = domain::NetworkUserId(id.clone());
                        if store.last_inbound(account, &id)?.is_none() {
                            return Ok(false);
                        }
                    }
                    Ok(store.strangers(account, 1)?.is_empty())
                })
            });
            if known {
                break;
            }
        }
        practice.set_read_lag(plan.lag_ms);
        let book = Arc::new(Book::default());
        for station in &stations {
            let person = Person {
                station: Arc::clone(station),
                book: Arc::clone(&book),
                chance: plan.chance.branch(),
            };
            tasks.spawn(person.watches());
        }
        if plan.witness {
            let (practice, mut chance) = (practice.clone(), plan.chance.branch());
            tasks.spawn(async move {
                loop {
                    let pause = chance.among(20_000..=WITNESS_MS);
                    pass(Duration::from_millis(pause)).await;
                    let written = practice.customer_writes(BYSTANDER, "Hello?");
                    written.expect("written");
                }
            });
        }
        Self {
            plan,
            practice,
            brand: template.brand.clone(),
            pictures: template.pictures.clone(),
            time,
            stations,
            record,
            book,
            customers,
            strangers: 0,
            numbers: 0,
            tasks,
        }
    }

    /// Plays it to its end.
    pub async fn through(&mut self) {
        let began = self.time.since_begin();
        for (at, deed) in std::mem::take(&mut self.plan.deeds) {
            let due = began + Duration::from_millis(at);
            pass(due.saturating_sub(self.time.since_begin())).await;
            self.say(&format!("{deed:?}"));
            self.carry_out(deed).await;
        }
        for station in &self.stations {
            resume(station).await;
        }
        let last = self.time.since_begin();
        while self.time.since_begin() - last < LONGEST_TAIL && !self.is_over() {
            pass(BETWEEN_LOOKS).await;
        }
        self.say("the end");
    }

    /// Everything comes to rest.
    pub async fn ends(&mut self) {
        self.tasks.shutdown().await;
        for station in &self.stations {
            station.ends().await;
        }
    }

    /// Adds a line to the trace.
    pub fn say(&self, line: &str) {
        self.record.say(self.time.now_ms(), line);
    }

    fn is_over(&self) -> bool {
        self.practice.faults().is_empty()
            && self.stations.iter().all(|station| {
                !station.life.is_doomed()
                    && !station.life.is_over()
                    && station.look(|store| Ok(store.outbox()?.is_empty()))
            })
    }

    async fn carry_out(&mut self, deed: Deed) {
        match deed {
            Deed::Writes { customer } => {
                let (handle, _) = &self.customers[customer];
                let written = self.practice.customer_writes(handle, "And one more thing");
                written.expect("written");
            }
            Deed::Send(pressed) => self.press(&pressed).await,
            Deed::TakeBack { desk, which } => self.take_back(desk, which).await,
            Deed::SendDraft { desk, which } => self.send_draft(desk, which).await,
            Deed::Skip { desk, which } => {
                let skip = |desk: Desk, reply| async move { desk.reply_skip(reply).await };
                self.choose(desk, which, State::may_be_skipped, true, skip)
                    .await;
            }
            Deed::LetGo { desk, which } => {
                let may = |state: &State| matches!(state, State::Held { .. } | State::Draft);
                let let_go = |desk: Desk, reply| async move { desk.reply_let_go(reply).await };
                let chosen = self.choose(desk, which, may, false, let_go).await;
                if let Some((entry, _)) = chosen {
                    self.book.note(entry, |entry| {
                        entry.not_before = None;
                        // One that was taken back joins at the end of its lane.
                        entry.moved = true;
                        entry.let_go = true;
                    });
                }
            }
            Deed::Reschedule { desk, which, in_ms } => self.reschedule(desk, which, in_ms).await,
            Deed::Discard { desk, which } => {
                let may = |state: &State| {
                    matches!(
                        state,
                        State::Held { .. } | State::Queued | State::Waiting { .. }
                    )
                };
                let discard = |desk: Desk, reply| async move { desk.reply_discard(reply).await };
                self.choose(desk, which, may, false, discard).await;
            }
            Deed::Stop { desk } => {
                let station = &self.stations[desk];
                let stop = |desk: Desk| async move { desk.outbox_stop(Nothing {}).await };
                let stopped = station.person(stop).await;
                if matches!(stopped, Some(Ok(_))) {
                    station.say("stands still");
                    station.way.stopped.store(true, Ordering::SeqCst);
                }
            }
            Deed::Resume { desk } => resume(&self.stations[desk]).await,
            Deed::Trouble { desk, fault, bait } => {
                self.practice.inject(fault);
                self.lay(desk, bait).await;
            }
            Deed::Offline { desk, for_ms } => {
                let until = self.time.now_ms() + for_ms as i64;
                let way = &self.stations[desk].way;
                way.offline_until.store(until, Ordering::SeqCst);
            }
            Deed::Jump { desk, by_ms } => {
                let clock = &self.stations[desk].clock;
                if by_ms < 0 {
                    self.book.clock_goes_back(desk, clock.shows());
                }
                clock.jump(by_ms);
                let name = if by_ms < 0 {
                    "clock back"
                } else {
                    "clock forward"
                };
                self.record.meet(name, "(the desk's clock)");
            }
            Deed::Dies { desk, steps } => self.stations[desk].life.dies_after(steps as i64),
        }
    }

    async fn press(&mut self, pressed: &Pressed) {
        self.numbers += 1;
        let cast = PERSONAS[pressed.desk][pressed.persona];
        let (station, customer) = (
            Arc::clone(&self.stations[pressed.desk]),
            self.customers[pressed.customer].1.clone(),
        );
        let text = pressed.text.replace("{}", &self.numbers.to_string());
        let now = station.clock.shows();
        let undo = i64::from(self.plan.desks[pressed.desk].undo_seconds) * 1_000;
        let (leave, not_before) = match pressed.leave {
            Leave::AtOnce => (LeaveWhen::AtOnce, None),
            Leave::AfterUndo if undo == 0 => (LeaveWhen::AfterUndo, None),
            Leave::AfterUndo => (LeaveWhen::AfterUndo, Some(now + undo)),
            Leave::After { ms } => {
                let at = now + ms as i64;
                let zone = "Europe/Helsinki".to_owned();
                (LeaveWhen::At { at, zone }, Some(at))
            }
        };
        let operator = pressed.operator.map(|place| OPERATORS[place]);
        let entry = Entry {
            id: None,
            under_way: true,
            pressed_at: station.clock.shows(),
            desk: pressed.desk,
            customer: customer.clone(),
            line: cast.line,
            text: text.clone(),
            picture: pressed.picture,
            operator,
            not_before,
            moved: false,
            given_up: 0,
            let_go: false,
            said_arrived: false,
            rewritten: false,
            is_unique: pressed.text.contains("{}"),
        };
        let at = self.book.press(pressed, entry);
        let mut request = ReplySend {
            account: station.account.clone(),
            customer,
            persona: cast.line.to_owned(),
            look: None,
            text,
            picture: None,
            seen: None,
            leave,
        };
        let author = operator.map_or(Author::Automation, |name| Author::Named(name.to_owned()));
        let picture = pressed.picture.map(|which| PICTURES[which].to_vec());
        let send = |desk: Desk| async move {
            if let Some(picture) = picture {
                request.picture = Some(desk.message_picture_stage(picture).await?.path);
            }
            desk.send_as(request, author).await
        };
        let sent = station.person(send).await;
        self.book.note(at, |entry| entry.under_way = false);
        match sent {
            Some(Ok(reply)) => self.book.note(at, |entry| entry.id = Some(reply.id)),
            Some(Err(code)) => {
                self.say(&format!("Send is refused: {code:?}"));
                // It is nowhere, and its author knows.
                self.book.note(at, |entry| entry.rewritten = true);
            }
            None => self.say("the desk dies while Send is pressed"),
        }
    }

    async fn take_back(&self, desk: usize, which: usize) {
        let may = |state: &State| {
            matches!(
                state,
                State::Held { .. }
                    | State::Scheduled { .. }
                    | State::Queued
                    | State::Waiting { .. }
            )
        };
        let back = |desk: Desk, reply| async move { desk.reply_take_back(reply).await };
        self.choose(desk, which, may, false, back).await;
    }

    /// Ana sends what stands in her draft, changed.
    async fn send_draft(&mut self, desk: usize, which: usize) {
        let station = Arc::clone(&self.stations[desk]);
        let (account, ana) = (station.account_id(), station.operator(OPERATORS[0]));
        let drafts = station.look(|store| store.drafts(ana));
        let drafts: Vec<_> = drafts.iter().filter(|(of, ..)| *of == account).collect();
        let Some((_, customer, draft)) = (!drafts.is_empty()).then(|| drafts[which % drafts.len()])
        else {
            return;
        };
        self.numbers += 1;
        let text = format!("{} (edited #{})", draft.text, self.numbers);
        let cast = PERSONAS[desk][0];
        let entry = Entry {
            id: None,
            under_way: true,
            pressed_at: station.clock.shows(),
            desk,
            customer: customer.id.as_str().to_owned(),
            line: cast.line,
            text: text.clone(),
            picture: None,
            operator: Some(OPERATORS[0]),
            not_before: None,
            moved: false,
            given_up: 0,
            let_go: false,
            said_arrived: false,
            rewritten: false,
            is_unique: true,
        };
        let at = self.book.add(entry);
        let request = ReplySend {
            account: station.account.clone(),
            customer: customer.id.as_str().to_owned(),
            persona: cast.line.to_owned(),
            look: None,
            text,
            picture: None,
            seen: None,
            leave: LeaveWhen::AfterUndo,
        };
        let sent = station
            .person(|desk| async move { desk.reply_send(request).await })
            .await;
        self.book.note(at, |entry| entry.under_way = false);
        match sent {
            Some(Ok(reply)) => self.book.note(at, |entry| entry.id = Some(reply.id)),
            Some(Err(code)) => {
                self.say(&format!("Send is refused: {code:?}"));
                self.book.note(at, |entry| entry.rewritten = true);
            }
            None => self.say("the desk dies while Send is pressed"),
        }
    }

    async fn reschedule(&self, desk: usize, which: usize, in_ms: u64) {
        let may = |state: &State| matches!(state, State::Held { .. } | State::Scheduled { .. });
        let at = self.stations[desk].clock.shows() + in_ms as i64;
        let again = move |desk: Desk, reply: ReplyRef| async move {
            let request = ReplyReschedule {
                reply: reply.reply,
                at,
                zone: "America/Bogota".to_owned(),
            };
            desk.reply_reschedule(request).await
        };
        if let Some((entry, done)) = self.choose(desk, which, may, true, again).await {
            self.book.note(entry, |entry| {
                entry.not_before = (done == Done::Yes).then_some(at);
            });
        }
    }

    /// Somebody chooses a reply and does something to it; which, and whether it
    /// was done. The choice may be too late.
    async fn choose<T, F>(
        &self,
        desk: usize,
        which: usize,
        may: impl Fn(&State) -> bool,
        moves: bool,
        deed: impl FnOnce(Desk, ReplyRef) -> F,
    ) -> Option<(usize, Done)>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, desk::ErrorCode>> + Send + 'static,
    {
        let station = &self.stations[desk];
        let known = self.book.known_at(desk);
        let allowed: Vec<_> = station.look(|store| {
            let mut allowed = Vec::new();
            for (at, entry) in known {
                let Some(id) = entry.id.and_then(|id| id.parse().ok()) else {
                    continue;
                };
                let reply = store.reply(id)?;
                if reply.is_some_and(|reply| may(&reply.state)) {
                    allowed.push((at, id));
                }
            }
            Ok(allowed)
        });
        if allowed.is_empty() {
            return None;
        }
        let (at, id) = allowed[which % allowed.len()];
        self.say(&format!("it is about {:?}", self.book.all()[at].text));
        let reply = ReplyRef {
            reply: id.to_string(),
        };
        let done = match station.person(|desk| deed(desk, reply)).await {
            Some(Ok(_)) => Done::Yes,
            Some(Err(code)) => {
                self.say(&format!("refused: {code:?}"));
                return None;
            }
            None => Done::Perhaps,
        };
        if moves {
            self.book.note(at, |entry| entry.moved = true);
        }
        Some((at, done))
    }

    /// Makes somebody take the route that a fault waits at.
    async fn lay(&mut self, desk: usize, bait: Bait) {
        let station = Arc::clone(&self.stations[desk]);
        let account = station.account.clone();
        match bait {
            Bait::Nothing => {}
            Bait::Reply | Bait::Picture => {
                let customer = self.numbers % self.customers.len();
                let pressed = Pressed {
                    desk,
                    customer,
                    persona: 0,
                    operator: Some(1),
                    text: "Reply #{}",
                    leave: Leave::AtOnce,
                    picture: (bait == Bait::Picture).then_some(self.numbers % PICTURES.len()),
                };
                self.press(&pressed).await;
            }
            Bait::Stranger => {
                self.strangers += 1;
                let handle = format!("stranger_{}", self.strangers);
                add(&self.practice, &handle);
                let written = self.practice.customer_writes(&handle, "Who are you?");
                written.expect("written");
            }
            Bait::Publish => {
                let cast = PERSONAS[desk][3 + self.numbers % 2];
                let request = PersonaPublish {
                    persona: cast.line.to_owned(),
                    account,
                };
                let publish = |desk: Desk| async move { desk.persona_publish(request).await };
                let published = station.person(publish).await;
                self.say(&format!(
                    "published: {:?}",
                    published.map(|one| one.map(|_| ()))
                ));
            }
            Bait::Compare => {
                let request = AccountRef { account };
                let check = |desk: Desk| async move { desk.roster_check(request).await };
                let checked = station.person(check).await;
                self.say(&format!(
                    "compared: {:?}",
                    checked.map(|one| one.map(|_| ()))
                ));
            }
            Bait::Connect => {
                let request = AccountRef { account };
                let probe = |desk: Desk| async move { desk.account_probe(request).await };
                let probed = station.person(probe).await;
                self.say(&format!("probed: {:?}", probed.map(|one| one.map(|_| ()))));
            }
        }
    }

    /// What a customer's conversation is called.
    pub fn conversation(station: &Station, customer: &str) -> ConversationShow {
        ConversationShow {
            account: station.account.clone(),
            customer: customer.to_owned(),
        }
    }
}

/// Whether something was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Done {
    Yes,
    /// The desk died over it.
    Perhaps,
}

async fn resume(station: &Station) {
    loop {
        station.way.stopped.store(false, Ordering::SeqCst);
        let resume = |desk: Desk| async move { desk.outbox_resume(Nothing {}).await };
        if station.person(resume).await.is_some() {
            return;
        }
    }
}

/// Customers come and write first; their handles and ids.
fn arrive(practice: &Practice, how_many: usize) -> Vec<(String, String)> {
    add(practice, BYSTANDER);
    let written = practice.customer_writes(BYSTANDER, "Hello");
    written.expect("written");
    (0..how_many)
        .map(|number| {
            let handle = format!("customer_{number}");
            add(practice, &handle);
            let written = practice.customer_writes(&handle, "Where is my order?");
            written.expect("written");
            let view = practice.view(&handle).expect("a customer");
            (handle, view.customer.user_id)
        })
        .collect()
}

fn add(practice: &Practice, handle: &str) {
    let newcomer = Newcomer {
        handle: handle.to_owned(),
        name: String::new(),
        about: String::new(),
    };
    practice.add_customer(&newcomer).expect("a customer");
}
