//! What happens in a run, drawn from its seed before anything happens.

use crate::chance::Chance;
use crate::faults::{self, Bait};
use desk::api::{Courtesy, DeliveryChoices, DoubtPolicy, Neighbours, QuickReading, StalePolicy};
use practice::{Fault, MediaProcessing, ReadBackPersona};

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: i64 = 3_600_000;

/// A run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How each desk delivers.
    pub desks: Vec<DeliveryChoices>,
    /// How many customers are answered.
    pub customers: usize,
    /// How much later a message is shown, in ms.
    pub lag_ms: u32,
    /// Whether reads name the persona.
    pub read_back: ReadBackPersona,
    /// What becomes of pictures once they were uploaded.
    pub processing: MediaProcessing,
    /// Whether somebody nobody answers goes on writing: a witness.
    pub witness: bool,
    /// What happens, with the moment after the beginning, in ms.
    pub deeds: Vec<(u64, Deed)>,
    /// For what is drawn while it runs.
    pub chance: Chance,
}

/// Something that happens. A number chooses among what is there then.
#[derive(Clone, PartialEq, Debug)]
pub enum Deed {
    /// A customer writes.
    Writes { customer: usize },
    /// Send is pressed.
    Send(Pressed),
    /// A reply is put back into the draft.
    TakeBack { desk: usize, which: usize },
    /// A draft is changed and sent.
    SendDraft { desk: usize, which: usize },
    /// Those behind a reply go first.
    Skip { desk: usize, which: usize },
    /// A reply need not be held any longer, or leaves again.
    LetGo { desk: usize, which: usize },
    /// A reply gets another time.
    Reschedule {
        desk: usize,
        which: usize,
        in_ms: u64,
    },
    /// A reply is thrown away.
    Discard { desk: usize, which: usize },
    /// Everything stops.
    Stop { desk: usize },
    /// It goes on.
    Resume { desk: usize },
    /// Trouble is asked for at the network.
    Trouble {
        desk: usize,
        fault: Fault,
        bait: Bait,
    },
    /// A desk has no connection.
    Offline { desk: usize, for_ms: u64 },
    /// A desk's clock is set.
    Jump { desk: usize, by_ms: i64 },
    /// A desk dies at its n-th step from now.
    Dies { desk: usize, steps: u64 },
}

/// Send, as it is pressed.
#[derive(Clone, PartialEq, Debug)]
pub struct Pressed {
    /// At which desk.
    pub desk: usize,
    /// To whom.
    pub customer: usize,
    /// As whom: a place in the desk's cast.
    pub persona: usize,
    /// By whom: a place among the operators; `None` for automation.
    pub operator: Option<usize>,
    /// The text; `{}` stands for a number of its own.
    pub text: &'static str,
    /// When it may leave.
    pub leave: Leave,
    /// The picture that goes along, of those there are.
    pub picture: Option<usize>,
}

/// When a reply may leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leave {
    /// At once.
    AtOnce,
    /// When it cannot be undone any more.
    AfterUndo,
    /// So much later.
    After { ms: u64 },
}

const TEXTS: [(u64, &str); 6] = [
    (30, "Thanks!"),
    (10, "On it."),
    (6, "See https://example.com/a?b=1&c=2 <now> & then 🧡"),
    (4, "Thanks! #{}"),
    (40, "Reply #{}"),
    (10, "Reply #{}: https://example.com/orders?id={}&lang=fi"),
];

impl Plan {
    /// Draws a run.
    pub fn draw(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let desks = chance.weighted(&[(78, 1), (22, 2)]);
        let customers = chance.among(3..=8) as usize;
        let lag_ms = match chance.among(0..=3) {
            0 => 0,
            1 => chance.among(1..=30_000),
            2 => chance.among(30_001..=2 * MINUTE_MS),
            _ => chance.among(2 * MINUTE_MS..=10 * MINUTE_MS),
        };
        let read_back = chance.one_of(&[ReadBackPersona::Absent, ReadBackPersona::Present]);
        let mut plan = Self {
            desks: (0..desks).map(|_| delivery(desks, &mut chance)).collect(),
            customers,
            lag_ms: lag_ms as u32,
            read_back,
            processing: chance.weighted(&[
                (70, MediaProcessing::Absent),
                (26, MediaProcessing::Succeeds),
                (4, MediaProcessing::Fails),
            ]),
            witness: chance.percent(90),
            deeds: Vec::new(),
            chance: chance.branch(),
        };
        plan.draw_deeds(&mut chance);
        plan.deeds.sort_by_key(|(at, _)| *at);
        plan
    }

    fn draw_deeds(&mut self, chance: &mut Chance) {
        let span = chance.among(2 * MINUTE_MS..=18 * MINUTE_MS);
        let at = |chance: &mut Chance| chance.among(1_000..=span);
        for _ in 0..chance.among(10..=60) {
            // People answer in bursts.
            let moment = at(chance);
            let pressed = self.press(chance);
            self.deeds.push((moment, Deed::Send(pressed)));
        }
        for _ in 0..chance.among(0..=8) {
            let customer = chance.index(self.customers);
            self.deeds.push((at(chance), Deed::Writes { customer }));
        }
        for _ in 0..chance.among(0..=12) {
            let deed = self.press_another_key(chance);
            self.deeds.push((at(chance), deed));
        }
        for _ in 0..chance.among(1..=5) {
            let moment = at(chance);
            let trouble = self.trouble(chance, moment);
            self.deeds.extend(trouble);
        }
        if chance.percent(12) {
            let (desk, from) = (self.desk(chance), at(chance));
            let until = from + chance.among(1_000..=4 * MINUTE_MS);
            self.deeds.push((from, Deed::Stop { desk }));
            self.deeds.push((until, Deed::Resume { desk }));
        }
    }

    fn desk(&self, chance: &mut Chance) -> usize {
        chance.index(self.desks.len())
    }

    fn press(&self, chance: &mut Chance) -> Pressed {
        let by_automation = chance.percent(15);
        let operator = (!by_automation).then(|| chance.index(2));
        let text = chance.weighted(&TEXTS);
        // Only of a text that is there once it can be said which picture it has.
        let has_picture = text.contains("{}") && chance.percent(20);
        Pressed {
            desk: self.desk(chance),
            customer: chance.index(self.customers),
            persona: if by_automation { 2 } else { chance.index(2) },
            operator,
            text,
            leave: match chance.among(0..=9) {
                0..=5 => Leave::AtOnce,
                6..=8 => Leave::AfterUndo,
                _ => Leave::After {
                    ms: chance.among(5_000..=12 * MINUTE_MS),
                },
            },
            picture: has_picture.then(|| chance.index(2)),
        }
    }

    fn press_another_key(&self, chance: &mut Chance) -> Deed {
        let (desk, which) = (self.desk(chance), chance.index(1_000));
        match chance.among(0..=9) {
            0..=2 => Deed::TakeBack { desk, which },
            3..=4 => Deed::SendDraft { desk, which },
            5..=6 => Deed::Skip { desk, which },
            7 => Deed::LetGo { desk, which },
            8 => Deed::Reschedule {
                desk,
                which,
                in_ms: chance.among(1_000..=8 * MINUTE_MS),
            },
            _ => Deed::Discard { desk, which },
        }
    }

    fn trouble(&self, chance: &mut Chance, at: u64) -> Vec<(u64, Deed)> {
        let desk = self.desk(chance);
        match chance.among(0..=99) {
            0..=59 => {
                let (fault, bait) = faults::draw(chance);
                vec![(at, Deed::Trouble { desk, fault, bait })]
            }
            60..=68 => {
                let for_ms = chance.among(500..=6 * MINUTE_MS);
                let pressed = Pressed {
                    desk,
                    ..self.press(chance)
                };
                let offline = Deed::Offline { desk, for_ms };
                vec![(at, offline), (at + 200, Deed::Send(pressed))]
            }
            69..=78 => {
                let hours = chance.among(1..=5) as i64;
                let far = chance.among(1..=hours as u64 * HOUR_MS as u64) as i64;
                let near = chance.among(500..=5 * MINUTE_MS) as i64;
                let span = if chance.percent(40) { far } else { near };
                let by_ms = if chance.percent(50) { span } else { -span };
                vec![(at, Deed::Jump { desk, by_ms })]
            }
            _ => {
                let steps = if chance.percent(70) {
                    chance.among(1..=25)
                } else {
                    chance.among(1..=120)
                };
                let pressed = Pressed {
                    desk,
                    ..self.press(chance)
                };
                let dies = Deed::Dies { desk, steps };
                vec![(at, dies), (at + 1, Deed::Send(pressed))]
            }
        }
    }
}

fn delivery(desks: usize, chance: &mut Chance) -> DeliveryChoices {
    DeliveryChoices {
        undo_seconds: chance.one_of(&[0, 5, 10, 60]),
        pace_seconds: chance.one_of(&[0, 0, 1, 3]),
        stale: chance.one_of(&[StalePolicy::Return, StalePolicy::Ask, StalePolicy::Send]),
        doubt: chance.weighted(&[(92, DoubtPolicy::ReadBack), (8, DoubtPolicy::Ask)]),
        neighbours: match desks {
            1 => Neighbours::Alone,
            _ => Neighbours::Several,
        },
        mark_read: Courtesy::Never,
        typing: Courtesy::Never,
        quick_reading: QuickReading::Off,
    }
}
