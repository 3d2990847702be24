//! A conversation as one page that needs nothing else: no script, nothing
//! fetched, its style and its pictures inside. Whatever somebody wrote stays text.

use super::talk::{Reached, Saying, Talk};
use crate::application_documents::escaped;
use crate::text;
use domain::PictureId;
use store::Direction;

/// Forbids what the page does not do anyway, should a browser ever disagree.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; \
                      base-uri 'none'; form-action 'none'";

/// A conversation as a page.
pub(super) fn html(talk: &Talk) -> String {
    let title = text(
        "export_conversation_title",
        [("customer", talk.customer.as_str().into())],
    );
    let said: String = talk.said.iter().map(|one| saying(talk, one)).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n\
         <meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"Byline\">\n\
         <title>{title}</title>\n<style>\n{style}</style>\n</head>\n\
         <body>\n<header><h1>{title}</h1><p>{told}</p></header>\n<main>\n{said}</main>\n</body>\n</html>\n",
        title = escaped(&title),
        style = include_str!("page.css"),
        told = escaped(&super::plain::told(talk)),
    )
}

fn saying(talk: &Talk, one: &Saying) -> String {
    let side = match one.side {
        Direction::In => "in",
        Direction::Out => "out",
    };
    let portrait = picture(talk, one.portrait, "portrait", "");
    let shown = picture(talk, one.picture, "picture", &text("export_picture", []));
    let carries = one.attachment.as_ref().map_or_else(String::new, |kind| {
        let carries = text("export_attachment", [("kind", kind.as_str().into())]);
        format!("<p class=\"note\">{}</p>", escaped(&carries))
    });
    let open = match one.reached {
        Reached::Yes => String::new(),
        Reached::NotSurely => {
            format!(
                "<p class=\"note\">{}</p>",
                escaped(&text("export_not_sent", []))
            )
        }
    };
    format!(
        "<article class=\"{side}\">{portrait}<div><p class=\"who\" dir=\"auto\">{who}</p>\
         <p class=\"text\" dir=\"auto\">{said}</p>{shown}{carries}{open}</div></article>\n",
        who = escaped(&super::plain::who(talk, one)),
        said = escaped(&one.text),
    )
}

fn picture(talk: &Talk, id: Option<PictureId>, class: &str, alt: &str) -> String {
    let jpeg = id.and_then(|id| talk.pictures.get(&id));
    jpeg.map_or_else(String::new, |jpeg| {
        format!(
            "<img class=\"{class}\" alt=\"{}\" src=\"data:image/jpeg;base64,{jpeg}\">",
            escaped(alt)
        )
    })
}
