//! A conversation as plain text.

use super::talk::{Reached, Saying, Talk};
use crate::text as word;
use store::Direction;

/// A conversation as plain text.
pub(super) fn text(talk: &Talk) -> String {
    let title = word(
        "export_conversation_title",
        [("customer", talk.customer.as_str().into())],
    );
    let said: String = talk.said.iter().map(|one| saying(talk, one)).collect();
    format!("{title}\n{}\n\n{said}", told(talk))
}

/// With whom, and when it was written out.
pub(super) fn told(talk: &Talk) -> String {
    word(
        "export_conversation_told",
        [
            ("brand", talk.brand.as_str().into()),
            ("at", talk.moment(talk.at).as_str().into()),
        ],
    )
}

/// Who said it, as whom, and when.
pub(super) fn who(talk: &Talk, one: &Saying) -> String {
    let at = talk.moment(one.at);
    let by = one.author.clone().unwrap_or_default();
    let key = match (one.side, &one.line, by.is_empty()) {
        (Direction::In, _, _) => "export_said_by_customer",
        (Direction::Out, Some(_), false) => "export_said_as_by",
        (Direction::Out, Some(_), true) => "export_said_as",
        (Direction::Out, None, _) => "export_said_by_brand",
    };
    word(
        key,
        [
            ("customer", talk.customer.as_str().into()),
            ("brand", talk.brand.as_str().into()),
            ("line", one.line.as_deref().unwrap_or_default().into()),
            ("author", by.as_str().into()),
            ("at", at.as_str().into()),
        ],
    )
}

fn saying(talk: &Talk, one: &Saying) -> String {
    let mut lines = vec![who(talk, one)];
    lines.extend(one.text.lines().map(|line| format!("    {}", plain(line))));
    if one.picture.is_some() {
        lines.push(format!("    [{}]", word("export_picture", [])));
    }
    if let Some(kind) = &one.attachment {
        let carries = word("export_attachment", [("kind", kind.as_str().into())]);
        lines.push(format!("    [{carries}]"));
    }
    if one.reached == Reached::NotSurely {
        lines.push(format!("    [{}]", word("export_not_sent", [])));
    }
    format!("{}\n\n", lines.join("\n"))
}

/// Without what would move a terminal's cursor.
fn plain(line: &str) -> String {
    line.chars().filter(|c| !c.is_control()).collect()
}
