//! Everything the practice network remembers.
//!
//! State changes only by applying a [`Change`], live and on reading the log
//! back, so that a restart cannot disagree with the running network. Applying
//! decides nothing: a change says what happened. State cannot be printed,
//! because it holds keys.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    accounts::{App, Brand},
    budget::Windows,
    cast::customers::Customer,
    doors::Door,
    grants::Grant,
    id::Id,
    login::{RequestToken, Step},
    media::{Media, unfinished::Unfinished},
    messages::{
        Message,
        signs::{ReadMark, Typing},
    },
    personas::Persona,
    reply_window::ReplyWindow,
    v2::groups::{Group, GroupEvent, News},
    verification::Verification,
    welcome::{Conversation, Inbox, Rule, WelcomeMessage},
};

pub(crate) use crate::change::Change;

/// What the network remembers.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) seed: u64,
    pub(crate) app: App,
    /// The first is the brand that practises; the second its neighbour.
    pub(crate) brands: Vec<Brand>,
    pub(crate) customers: Vec<Customer>,
    /// Destroyed ones stay, because messages were sent with them.
    pub(crate) personas: BTreeMap<Id, Persona>,
    pub(crate) media: BTreeMap<Id, Media>,
    /// Uploads in parts that have begun.
    #[serde(default)]
    pub(crate) unfinished: BTreeMap<Id, Unfinished>,
    /// In order of arrival, which is the order of their ids.
    pub(crate) messages: Vec<Message>,
    pub(crate) reply_windows: Vec<ReplyWindow>,
    pub(crate) windows: Windows,
    newest_id: Id,
    /// Every access token there ever was.
    #[serde(default)]
    pub(crate) grants: Vec<Grant>,
    /// The logins of the last day.
    #[serde(default)]
    pub(crate) logins: Vec<RequestToken>,
    /// The app's Bearer token, once it has asked for one.
    #[serde(default)]
    pub(crate) bearer: Option<String>,
    /// Who deleted which message from their own view, or never got it.
    #[serde(default)]
    pub(crate) deleted_messages: BTreeSet<(Id, Id)>,
    #[serde(default)]
    pub(crate) read_marks: Vec<ReadMark>,
    #[serde(default)]
    pub(crate) typing: Vec<Typing>,
    #[serde(default)]
    pub(crate) welcome_messages: BTreeMap<Id, WelcomeMessage>,
    /// One for each brand at most.
    #[serde(default)]
    pub(crate) welcome_rules: Vec<Rule>,
    /// Those that customers have opened.
    #[serde(default)]
    pub(crate) conversations: Vec<Conversation>,
    /// Whose messages a brand takes, where it was said.
    #[serde(default)]
    pub(crate) inboxes: BTreeMap<Id, Inbox>,
    /// How far the network's clock is ahead of the given one.
    #[serde(default)]
    pub(crate) ahead_ms: i64,
    /// Customers who do not take everybody's messages, or did not once.
    #[serde(default)]
    pub(crate) doors: BTreeMap<Id, Door>,
    /// How the first brand is marked.
    #[serde(default)]
    pub(crate) verification: Verification,
    /// Until when messages stay out of reads.
    #[serde(default)]
    pub(crate) hidden: BTreeMap<Id, i64>,
    /// Conversations of several, and what happened in them, oldest first.
    #[serde(default)]
    pub(crate) groups: Vec<Group>,
    #[serde(default)]
    pub(crate) group_events: Vec<GroupEvent>,
    /// Who has blocked whom.
    #[serde(default)]
    pub(crate) blocks: BTreeSet<(Id, Id)>,
}

impl State {
    /// An unused id that belongs to `ms`.
    pub(crate) fn next_id(&self, ms: i64) -> Id {
        self.newest_id.following(ms)
    }

    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::Founded {
                seed,
                app,
                brands,
                customers,
            } => {
                self.seed = seed;
                self.app = app;
                self.brands = brands;
                self.customers = customers;
                self.complete();
            }
            Change::MediaUploaded(media) => {
                self.take_id(media.id);
                self.unfinished.remove(&media.id);
                self.media.insert(media.id, media);
            }
            Change::UploadBegun(begun) => {
                self.take_id(begun.id);
                self.unfinished.insert(begun.id, begun);
            }
            Change::SegmentAppended {
                upload,
                place,
                segment,
            } => {
                self.take_id(segment.file);
                if let Some(begun) = self.unfinished.get_mut(&upload) {
                    begun.segments.insert(place, segment);
                }
            }
            Change::UploadForgotten { id } => {
                self.unfinished.remove(&id);
            }
            Change::PersonaCreated(persona) => {
                self.take_id(persona.id);
                self.use_up(persona.avatar);
                self.personas.insert(persona.id, persona);
            }
            Change::PersonaDestroyed { id } => {
                if let Some(persona) = self.personas.get_mut(&id) {
                    persona.destroyed = true;
                }
            }
            Change::MessageSent(message) => {
                if let Some(media) = message.media {
                    self.use_up(media);
                }
                ReplyWindow::replied(&mut self.reply_windows, &message);
                self.add(message);
            }
            Change::CustomerWrote(message) => self.arrive(message),
            Change::CustomersJoined(customers) => self.customers.extend(customers),
            Change::CustomerOpened(message) => {
                if let Some(customer) = self.customer_mut(message.from) {
                    customer.opened();
                }
                self.arrive(message);
            }
            Change::CustomerAnswered(message) => {
                if let Some(customer) = self.customer_mut(message.from) {
                    customer.answered();
                }
                self.arrive(message);
            }
            Change::AnswerPlanned {
                customer,
                brand,
                due_ms,
            } => {
                if let Some(customer) = self.customer_mut(customer) {
                    customer.plan(brand, due_ms);
                }
            }
            Change::GroupOpened(group) => self.open_group(group),
            Change::GroupHad(event) => {
                self.take_id(event.id);
                if let News::Wrote {
                    media: Some(media), ..
                } = &event.news
                {
                    self.use_up(*media);
                }
                self.group_events.push(event);
            }
            Change::Blocked { by, user } => {
                self.blocks.insert((by, user));
            }
            Change::Unblocked { by, user } => {
                self.blocks.remove(&(by, user));
            }
            Change::MessageKeptOut { of, id } => {
                self.deleted_messages.insert((of, id));
            }
            Change::MessageDeleted { by, id } => {
                self.deleted_messages.insert((by, id));
            }
            Change::MarkedRead(mark) => self.mark_read(mark),
            Change::Typed(typing) => self.typed(typing),
            Change::WelcomeMessageSet(welcome) => {
                self.take_id(welcome.id);
                self.welcome_messages.insert(welcome.id, welcome);
            }
            Change::WelcomeMessageDestroyed { id } => self.forget_welcome(id),
            Change::WelcomeRuleSet(rule) => {
                self.take_id(rule.id);
                self.set_rule(rule);
            }
            Change::WelcomeRuleDestroyed { id } => self.welcome_rules.retain(|one| one.id != id),
            Change::InboxSet { brand, inbox } => {
                self.inboxes.insert(brand, inbox);
            }
            Change::ConversationOpened(opening) => self.open_conversation(opening),
            Change::ConversationLeft { customer, brand } => {
                self.leave_conversation(customer, brand);
            }
            Change::Spent {
                meter,
                owner,
                at_ms,
            } => self.windows.spend(meter, owner, at_ms),
            Change::LoginAsked(login) => self.begin_login(login),
            Change::LoginStepped { login, step } => self.step_login(&login, step),
            Change::Granted { login, grant } => {
                self.step_login(&login, Step::Used);
                self.add_grant(grant);
            }
            Change::Allowed { number, grant } => {
                self.take_id(number);
                self.add_grant(grant);
            }
            Change::Revoked { tokens } => self.revoke(&tokens),
            Change::ClockMoved { ahead_ms } => self.ahead_ms = ahead_ms,
            Change::DoorSet { customer, door } => {
                self.doors.insert(customer, door);
            }
            Change::VerificationSet { verification } => self.verification = verification,
            Change::MessageHidden { id, until_ms } => {
                self.hidden.insert(id, until_ms);
            }
            Change::LookAlikeSent(message) => {
                ReplyWindow::replied(&mut self.reply_windows, &message);
                self.add(message);
            }
            Change::BearerIssued { token } => self.bearer = Some(token),
            Change::PermissionSet { level } => self.app.permission = level,
            Change::CallbacksSet { callbacks } => self.app.callbacks = callbacks,
            Change::AppStandingSet { standing } => self.app.standing = standing,
        }
    }

    /// Adds what a folder of an older network does not hold: grants for the
    /// tokens of its brands.
    pub(crate) fn complete(&mut self) {
        if self.grants.is_empty() {
            self.grants = self.brands.iter().map(Grant::founding).collect();
        }
    }

    /// A customer's message is there; where it was not kept out, five replies to
    /// it are free.
    fn arrive(&mut self, message: Message) {
        if self.sees(message.to, &message) {
            ReplyWindow::opened(&mut self.reply_windows, &message);
        }
        self.add(message);
    }

    fn add(&mut self, message: Message) {
        self.take_id(message.id);
        self.answer_greeting(&message);
        self.messages.push(message);
    }

    pub(crate) fn take_id(&mut self, id: Id) {
        self.newest_id = self.newest_id.max(id);
    }

    fn use_up(&mut self, media: Id) {
        if let Some(media) = self.media.get_mut(&media) {
            media.used = true;
        }
    }

    fn customer_mut(&mut self, id: Id) -> Option<&mut Customer> {
        self.customers.iter_mut().find(|customer| customer.id == id)
    }
}
