//! Conversations in words.

use super::{Table, Told, calm, one_line, reply, time};
use desk::api::{
    ConversationList, ConversationRow, ConversationView, InboxSynced, Outgoing, Person, ReplyView,
    Side, ThreadItem,
};

impl Told for InboxSynced {
    fn told(&self) -> String {
        let news = match self.new_messages {
            0 => "Nothing new.".to_owned(),
            1 => "1 new message.".to_owned(),
            many => format!("{many} new messages."),
        };
        match self.resumes_at {
            None => format!("{news}\n"),
            Some(at) => format!("{news} More can be read from {}.\n", time(at)),
        }
    }
}

impl Told for ConversationList {
    fn told(&self) -> String {
        if self.conversations.is_empty() {
            return "There is no conversation yet. Read messages with `byline inbox sync`.\n"
                .to_owned();
        }
        let rows = self.conversations.iter().map(|row| {
            [
                called(&row.customer),
                row.waiting_since.map_or_else(|| "-".to_owned(), time),
                row.unread.to_string(),
                flags(row),
                preview(row),
            ]
        });
        let head = ["CUSTOMER", "WAITING SINCE", "UNREAD", "", "LAST MESSAGE"];
        Table::new(head, rows).to_string()
    }
}

impl Told for ConversationView {
    fn told(&self) -> String {
        let mut told = format!(
            "{}  {}\n",
            one_line(&self.row.customer.name),
            called(&self.row.customer)
        );
        for item in &self.items {
            told.push('\n');
            told.push_str(&match item {
                ThreadItem::Incoming(message) => {
                    let from = &self.row.customer.name;
                    entry(
                        &time(message.at),
                        from,
                        &message.text,
                        message.attachment.as_deref(),
                    )
                }
                ThreadItem::Outgoing(message) => entry(
                    &time(message.at),
                    &speaker(message),
                    &message.text,
                    message.attachment.as_deref(),
                ),
                ThreadItem::Reply(unsettled) => {
                    let from = author(&unsettled.spoken_as.look.line, unsettled);
                    let beside = unsettled.picture.as_ref().map(|_| PICTURE);
                    entry(&reply::state(unsettled), &from, &unsettled.text, beside)
                }
            });
        }
        if let Some(draft) = &self.draft {
            told.push('\n');
            let beside = draft.picture.as_ref().map(|_| PICTURE);
            told.push_str(&entry("draft", "You", &draft.text, beside));
        }
        told
    }
}

/// What stands for a picture, as networks call it.
const PICTURE: &str = "photo";

/// How a customer is named on the command line: by handle where it is known.
pub fn called(customer: &Person) -> String {
    customer
        .handle
        .as_ref()
        .map_or_else(|| customer.id.clone(), |handle| format!("@{handle}"))
}

fn flags(row: &ConversationRow) -> String {
    match (row.needs_you, row.has_draft) {
        (true, _) => "needs you",
        (false, true) => "draft",
        (false, false) => "",
    }
    .to_owned()
}

fn preview(row: &ConversationRow) -> String {
    match (row.last_from, &row.speaker) {
        (Side::Customer, _) => row.preview.clone(),
        (Side::Brand, Some(speaker)) => format!("{}: {}", speaker.look.line, row.preview),
        (Side::Brand, None) => format!("you: {}", row.preview),
    }
}

fn speaker(message: &Outgoing) -> String {
    match (&message.spoken_as, &message.author) {
        (Some(spoken), Some(author)) => format!("{} (by {author})", spoken.look.line),
        (Some(spoken), None) => spoken.look.line.clone(),
        (None, _) => "The brand, from elsewhere".to_owned(),
    }
}

fn author(line: &str, reply: &ReplyView) -> String {
    match &reply.author {
        Some(author) => format!("{line} (by {author})"),
        None => format!("{line} (by automation)"),
    }
}

fn entry(when: &str, who: &str, text: &str, attachment: Option<&str>) -> String {
    let mut entry = format!("{}  {when}\n", one_line(who));
    for line in calm(text).lines() {
        entry.push_str(&format!("    {line}\n"));
    }
    if let Some(attachment) = attachment {
        entry.push_str(&format!("    [{}]\n", one_line(attachment)));
    }
    entry
}
