//! A customer opens or leaves the conversation with a brand. At the first
//! opening, at the next after leaving, and after seven idle days the brand's
//! default welcome message greets them (`contracts/x.md` §3.1); a link may name
//! another one, which greets at every opening.

use serde::{Deserialize, Serialize};

use super::WelcomeMessage;
use crate::{
    budget::DAY_MS,
    id::Id,
    messages::{Message, QuickReply},
    state::State,
};

/// After how long without a word a customer is greeted again.
const IDLE_MS: i64 = 7 * DAY_MS;

/// A conversation as far as greetings go.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Conversation {
    pub(crate) customer: Id,
    pub(crate) brand: Id,
    opened_ms: i64,
    /// Whether the customer has left it since.
    left: bool,
    pub(crate) greetings: Vec<Greeting>,
    /// The greeting that the customer's next message answers.
    unanswered: Option<Id>,
}

/// A welcome message as it was shown: later changes do not reach it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Greeting {
    pub(crate) at_ms: i64,
    /// The newest message of the network then.
    pub(crate) after: Id,
    pub(crate) welcome: WelcomeMessage,
}

/// A customer opened a conversation.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Opening {
    pub(crate) customer: Id,
    pub(crate) brand: Id,
    pub(crate) at_ms: i64,
    pub(crate) greeting: Option<WelcomeMessage>,
}

impl State {
    /// The greeting that is due when `customer` opens the conversation now: the
    /// named welcome message if it is the brand's, else the default when it is
    /// time for it.
    pub(crate) fn greeting(
        &self,
        (customer, brand): (Id, Id),
        named: Option<Id>,
        now_ms: i64,
    ) -> Option<WelcomeMessage> {
        if let Some(named) = named.and_then(|id| self.welcome_of(brand, id)) {
            return Some(named.clone());
        }
        let conversation = self.conversation(customer, brand);
        let has_left = conversation.is_some_and(|one| one.left);
        let wrote = self.messages.iter().rev();
        let last_word = wrote
            .filter(|message| message.concerns(customer) && message.concerns(brand))
            .map(|message| message.at_ms);
        let last_opening = conversation.map(|one| one.opened_ms);
        let busy_ms = last_word.chain(last_opening).max();
        let is_idle = busy_ms.is_none_or(|ms| now_ms.saturating_sub(ms) >= IDLE_MS);
        if !has_left && !is_idle {
            return None;
        }
        let rule = self.welcome_rules.iter().find(|rule| rule.owner == brand)?;
        self.welcome_of(brand, rule.welcome_message).cloned()
    }

    pub(crate) fn conversation(&self, customer: Id, brand: Id) -> Option<&Conversation> {
        let mut conversations = self.conversations.iter();
        conversations.find(|one| one.customer == customer && one.brand == brand)
    }

    pub(crate) fn open_conversation(&mut self, opening: Opening) {
        let at_ms = opening.at_ms;
        let known = self
            .conversations
            .iter()
            .position(|one| one.customer == opening.customer && one.brand == opening.brand);
        let mut conversation = match known {
            Some(place) => self.conversations.remove(place),
            None => Conversation {
                customer: opening.customer,
                brand: opening.brand,
                opened_ms: at_ms,
                left: false,
                greetings: Vec::new(),
                unanswered: None,
            },
        };
        conversation.opened_ms = at_ms;
        conversation.left = false;
        if let Some(welcome) = opening.greeting {
            conversation.unanswered = Some(welcome.id);
            conversation.greetings.push(Greeting {
                at_ms,
                after: self.messages.last().map(|one| one.id).unwrap_or_default(),
                welcome,
            });
        }
        self.conversations.push(conversation);
    }

    pub(crate) fn leave_conversation(&mut self, customer: Id, brand: Id) {
        for one in &mut self.conversations {
            if one.customer == customer && one.brand == brand {
                one.left = true;
                one.unanswered = None;
            }
        }
    }

    /// The welcome message that the customer's next message answers.
    pub(crate) fn unanswered_greeting(&self, customer: Id, brand: Id) -> Option<Id> {
        self.conversation(customer, brand)?.unanswered
    }

    /// A message that answers a greeting has come.
    pub(crate) fn answer_greeting(&mut self, message: &Message) {
        for one in &mut self.conversations {
            if one.customer == message.from && one.brand == message.to {
                one.unanswered = None;
            }
        }
    }

    /// The choices that stand last in a conversation: of the brand's latest
    /// message, or of a greeting that came after everything.
    pub(crate) fn choices(&self, customer: Id, brand: Id) -> &[QuickReply] {
        let mut messages = self.messages.iter().rev();
        let last = messages.find(|one| one.concerns(customer) && one.concerns(brand));
        let conversation = self.conversation(customer, brand);
        let greeting = conversation.and_then(|one| one.greetings.last());
        match (last, greeting) {
            (Some(message), Some(greeting)) if message.id > greeting.after => {
                message.choices(brand)
            }
            (_, Some(greeting)) => &greeting.welcome.extras.quick_replies,
            (Some(message), None) => message.choices(brand),
            (None, None) => &[],
        }
    }
}

impl Message {
    fn choices(&self, brand: Id) -> &[QuickReply] {
        if self.from == brand {
            &self.extras.quick_replies
        } else {
            &[]
        }
    }
}
