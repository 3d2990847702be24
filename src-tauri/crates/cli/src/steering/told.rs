//! What came of steering, for people and as JSON.

use crate::words::{Table, Told, time};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

/// What came of it.
pub enum Steered {
    /// Everybody who may write.
    Customers(Value),
    /// Faults that wait and those that happened.
    Faults { waiting: Value, fired: Value },
    /// What time it is.
    Clock(Value),
    /// Every message, and who the customers are.
    Truth {
        messages: Vec<Value>,
        customers: Value,
    },
    /// Something was done: as JSON and in words.
    Done(Value, String),
}

impl Serialize for Steered {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Customers(customers) => json!({"customers": customers}).serialize(to),
            Self::Faults { waiting, fired } => {
                json!({"waiting": waiting, "fired": fired}).serialize(to)
            }
            Self::Clock(clock) => clock.serialize(to),
            Self::Truth { messages, .. } => json!({"messages": messages}).serialize(to),
            Self::Done(value, _) => value.serialize(to),
        }
    }
}

impl Told for Steered {
    fn told(&self) -> String {
        match self {
            Self::Customers(customers) => all_customers(customers),
            Self::Faults { waiting, fired } => faults(waiting, fired),
            Self::Clock(clock) => {
                let now = clock.get("now_ms").and_then(Value::as_i64);
                let ahead = clock.get("ahead_ms").and_then(Value::as_i64);
                format!(
                    "It is {} at the practice network, {} s ahead.\n",
                    time(now.unwrap_or_default()),
                    ahead.unwrap_or_default() / 1000
                )
            }
            Self::Truth {
                messages,
                customers,
            } => truth(messages, customers),
            Self::Done(_, words) => words.clone(),
        }
    }
}

fn all_customers(customers: &Value) -> String {
    let rows = items(customers).iter().map(|one| {
        let waiting = one.get("waiting_since_ms").and_then(Value::as_i64);
        let last = one.pointer("/last/text").and_then(Value::as_str);
        [
            format!("@{}", text(one, "handle")),
            text(one, "name"),
            text(one, "door").replace('_', " "),
            waiting.map_or_else(|| "-".to_owned(), time),
            last.unwrap_or_default().chars().take(60).collect(),
        ]
    });
    Table::new(["CUSTOMER", "NAME", "DOOR", "WAITS SINCE", "LAST"], rows).to_string()
}

fn faults(waiting: &Value, fired: &Value) -> String {
    let (waiting, fired) = (items(waiting), items(fired));
    if waiting.is_empty() && fired.is_empty() {
        return "No fault waits, and none has happened.\n".to_owned();
    }
    let wait = waiting.iter().map(|fault| {
        let state = format!("waits for call {}", number(fault, "nth"));
        [text(fault, "route"), kind(fault), state]
    });
    let happened = fired.iter().map(|one| {
        let fault = one.get("fault").unwrap_or(&Value::Null);
        let at = one.get("at_ms").and_then(Value::as_i64);
        let state = format!("happened at {}", time(at.unwrap_or_default()));
        [text(fault, "route"), kind(fault), state]
    });
    Table::new(["CALL", "FAULT", "STATE"], wait.chain(happened)).to_string()
}

fn truth(messages: &[Value], customers: &Value) -> String {
    if messages.is_empty() {
        return "Nothing has arrived yet.\n".to_owned();
    }
    let name = |id: String| {
        let mut known = items(customers).iter();
        let customer = known.find(|one| text(one, "user_id") == id);
        customer.map_or_else(
            || "brand".to_owned(),
            |one| format!("@{}", text(one, "handle")),
        )
    };
    let rows = messages.iter().map(|message| {
        let persona = message.pointer("/persona/name").and_then(Value::as_str);
        [
            time(number(message, "at_ms")),
            name(text(message, "sender_id")),
            name(text(message, "recipient_id")),
            persona.unwrap_or("-").to_owned(),
            text(message, "text"),
        ]
    });
    Table::new(["TIME", "FROM", "TO", "AS", "TEXT"], rows).to_string()
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(of: &Value, key: &str) -> String {
    let text = of.get(key).and_then(Value::as_str);
    text.unwrap_or_default().to_owned()
}

fn number(of: &Value, key: &str) -> i64 {
    of.get(key).and_then(Value::as_i64).unwrap_or_default()
}

/// The kind of a fault as the command line takes it.
fn kind(fault: &Value) -> String {
    match fault.get("kind") {
        Some(Value::String(name)) => name.clone(),
        Some(Value::Object(with)) => with
            .iter()
            .map(|(name, number)| format!("{name}={number}"))
            .collect(),
        _ => String::new(),
    }
}
