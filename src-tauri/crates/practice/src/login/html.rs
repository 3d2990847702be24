//! The pages themselves: small, readable without script or network, in light and
//! dark, by keyboard and by ear. Each says that it is the practice network, so
//! that nobody takes it for X.

use crate::{accounts::Brand, cast::portraits, id::Id, level::AccessLevel};

const STYLE: &str = include_str!("page.css");

/// What the question says.
pub(super) struct Consent<'a> {
    /// The page's own path, to which the form goes.
    pub(super) action: &'a str,
    pub(super) token: &'a str,
    pub(super) app: &'a str,
    pub(super) brands: &'a [Brand],
    pub(super) choice: Choice,
    /// What kept the last answer from being taken.
    pub(super) complaint: Option<&'a str>,
    pub(super) level: AccessLevel,
    /// `None` for a PIN.
    pub(super) callback: Option<&'a str>,
}

/// Which brand is chosen when the page opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    Made(Id),
    /// None: the person has to.
    Open,
}

/// The question.
pub(super) fn consent(asked: &Consent<'_>) -> String {
    let app = escape(asked.app);
    let brands: String = asked
        .brands
        .iter()
        .map(|one| brand(one, asked.choice))
        .collect();
    let (may, may_not) = abilities(asked.level);
    let complaint = asked.complaint.map_or_else(String::new, |text| {
        format!("<p class=\"alert\" role=\"alert\">{}</p>\n", escape(text))
    });
    let afterwards = match asked.callback {
        Some(callback) => format!("Afterwards you go on at <code>{}</code>.", escape(callback)),
        None => "Afterwards you get a PIN, which you type into the app.".to_owned(),
    };
    whole(
        &format!("Allow {app}?"),
        &format!(
            r#"<h1>Allow <strong>{app}</strong> to use an account?</h1>
{complaint}<form method="post" action="{action}">
<input type="hidden" name="oauth_token" value="{token}">
<fieldset><legend>Sign in as</legend>{brands}</fieldset>
<h2>The app may</h2><ul class="may">{may}</ul>
{may_not}<p class="quiet">{afterwards}</p>
<div class="actions"><button name="decision" value="allow" class="first">Allow</button>
<button name="decision" value="deny" formnovalidate>Deny</button></div>
</form>"#,
            action = escape(asked.action),
            token = escape(asked.token),
            may = items(may),
            may_not = if may_not.is_empty() {
                String::new()
            } else {
                format!(
                    "<h2>The app may not</h2><ul class=\"may-not\">{}</ul>\n",
                    items(may_not)
                )
            },
        ),
    )
}

/// The PIN that a person copies.
pub(super) fn pin(app: &str, handle: &str, pin: &str) -> String {
    let (app, handle) = (escape(app), escape(handle));
    whole(
        "Your PIN",
        &format!(
            "<h1>You have allowed <strong>{app}</strong> to use @{handle}</h1>\
             <p>Type this PIN into the app to finish:</p>\
             <p class=\"pin\"><code>{}</code></p>\
             <p class=\"quiet\">It can be used once. You can then close this page.</p>",
            escape(pin)
        ),
    )
}

/// Denied where there is no callback to go to.
pub(super) fn denied(app: &str) -> String {
    message(
        "You denied it",
        &format!("{app} was not given access to any account. You can close this page."),
    )
}

/// A page that only says something.
pub(super) fn message(title: &str, text: &str) -> String {
    let title = escape(title);
    whole(&title, &format!("<h1>{title}</h1><p>{}</p>", escape(text)))
}

fn whole(title: &str, body: &str) -> String {
    format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · Practice network</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<p class="banner" role="note"><strong>Practice network.</strong> This is not X. Nothing here leaves this computer.</p>
{body}
</main>
</body>
</html>
"#
    )
}

fn brand(brand: &Brand, choice: Choice) -> String {
    let checked = if choice == Choice::Made(brand.id) {
        " checked"
    } else {
        ""
    };
    format!(
        r#"<label><input type="radio" name="brand" value="{id}" required{checked}><img src="{portrait}" alt="" width="40" height="40"><span><strong>{name}</strong> <span class="quiet">@{handle}</span></span></label>"#,
        id = brand.id,
        portrait = escape(&portraits::small_path(brand.id)),
        name = escape(&brand.name),
        handle = escape(&brand.handle),
    )
}

/// What the app may do at a level, and what it may not.
fn abilities(level: AccessLevel) -> (&'static [&'static str], &'static [&'static str]) {
    const ALL: [&str; 3] = [
        "See the account and its personas",
        "Create and delete personas and upload pictures",
        "Read, write and delete direct messages",
    ];
    ALL.split_at(match level {
        AccessLevel::Read => 1,
        AccessLevel::ReadWrite => 2,
        AccessLevel::DirectMessages => 3,
    })
}

fn items(texts: &[&str]) -> String {
    texts
        .iter()
        .map(|text| format!("<li>{text}</li>"))
        .collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_an_app_says_becomes_markup() {
        let page = denied("<script>\"&'");
        assert!(page.contains("&lt;script&gt;&quot;&amp;&#39;"), "{page}");
        assert!(!page.contains("<script"));
    }

    #[test]
    fn every_level_says_what_it_allows_and_what_not() {
        assert_eq!(abilities(AccessLevel::Read).0.len(), 1);
        assert_eq!(abilities(AccessLevel::ReadWrite).1.len(), 1);
        assert!(abilities(AccessLevel::DirectMessages).1.is_empty());
    }
}
