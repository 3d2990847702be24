//! As one page that needs nothing else: no script, nothing fetched, its style and
//! its portraits inside. It is read on a screen in light and dark, and printed
//! black on white on A4 and Letter.

use super::Document;
use super::escape;
use super::paper::{Answer, Card, Paper, Section, Shape};
use super::tongue::tongue;
use crate::text;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Forbids what the page does not do anyway, should a browser ever disagree.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; \
                      base-uri 'none'; form-action 'none'";

/// An answer of at most so many characters, about eight lines, is not cut between
/// two printed pages. A longer one is, rather than leave half a page white.
const BRIEF: usize = 700;

/// An application as a page.
pub(crate) fn html(document: &Document) -> String {
    let paper = Paper::of(document);
    let around: String = document
        .content
        .entries()
        .map(|(_, entry)| entry.text())
        .collect();
    let page = Page { around };
    format!(
        "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n{head}<body>\n{header}<main>\n{sections}{samples}</main>\n{footer}</body>\n</html>\n",
        head = head(&paper),
        header = page.header(&paper),
        sections = paper
            .sections
            .iter()
            .map(|section| page.section(section))
            .collect::<String>(),
        samples = page.samples(&paper.samples),
        footer = footer(&paper),
    )
}

fn head(paper: &Paper) -> String {
    format!(
        "<head>\n\
         <meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"Byline\">\n\
         <title>{title}</title>\n\
         <style>\n{style}{running}</style>\n\
         </head>\n",
        title = escape::html(&paper.title),
        style = include_str!("page.css"),
        running = running(paper),
    )
}

/// What stands at the edge of every printed page: whose application it is, which
/// version, and the page's number.
fn running(paper: &Paper) -> String {
    let (page, pages) = ("\u{E000}", "\u{E001}");
    let number: String = text(
        "application_document_page",
        [("page", page.into()), ("pages", pages.into())],
    )
    .split_inclusive(['\u{E000}', '\u{E001}'])
    .map(|part| {
        let counter = match part.chars().last() {
            Some('\u{E000}') => " counter(page) ",
            Some('\u{E001}') => " counter(pages) ",
            _ => "",
        };
        let words = part.trim_end_matches(['\u{E000}', '\u{E001}']);
        format!("{}{counter}", escape::css(words))
    })
    .collect();
    format!(
        "@page {{\n  @top-left {{ content: {} }}\n  @top-right {{ content: {} }}\n  @bottom-right {{ content: {number} }}\n}}\n",
        escape::css(&paper.title),
        escape::css(&paper.dated),
    )
}

/// What was typed, of which the language has to be told.
struct Page {
    /// Everything that was typed.
    around: String,
}

impl Page {
    /// The language and direction of something that was typed.
    fn spoken(&self, text: &str) -> String {
        format!("lang=\"{}\" dir=\"auto\"", tongue(text, &self.around))
    }

    /// Words that were typed, on a line of the page: read in their own direction,
    /// and standing where the line begins.
    fn word(&self, text: &str) -> String {
        format!("<span {}>{}</span>", self.spoken(text), escape::html(text))
    }

    fn header(&self, paper: &Paper) -> String {
        let kicker = text("application_document_kicker", []);
        let dated = escape::html(&paper.dated);
        if paper.brand.is_empty() {
            return format!(
                "<header>\n<h1>{}</h1>\n<p class=\"dated\">{dated}</p>\n</header>\n",
                escape::html(&paper.title)
            );
        }
        format!(
            "<header>\n<p class=\"kicker\">{}</p>\n<h1>{}</h1>\n<p class=\"dated\">{dated}</p>\n</header>\n",
            escape::html(&kicker),
            self.word(&paper.brand),
        )
    }

    fn section(&self, section: &Section) -> String {
        let answers: String = section
            .answers
            .iter()
            .map(|answer| self.answer(answer))
            .collect();
        format!(
            "<section>\n<h2>{}</h2>\n<dl>\n{answers}</dl>\n</section>\n",
            escape::html(&section.heading)
        )
    }

    fn answer(&self, answer: &Answer) -> String {
        let label = escape::html(&answer.label);
        match &answer.shape {
            Shape::Fact => format!(
                "<div class=\"fact\"><dt>{label}</dt><dd>{}</dd></div>\n",
                self.word(&answer.text),
            ),
            Shape::Link(address) => format!(
                "<div class=\"fact\"><dt>{label}</dt><dd><a href=\"{}\" rel=\"noreferrer\">{}</a></dd></div>\n",
                escape::html(address),
                self.word(&answer.text),
            ),
            Shape::Told => {
                let is_brief = answer.text.chars().nth(BRIEF).is_none();
                format!(
                    "<div class=\"{}\"><dt>{label}</dt><dd {}>{}</dd></div>\n",
                    if is_brief { "told brief" } else { "told" },
                    self.spoken(&answer.text),
                    escape::html(&answer.text),
                )
            }
        }
    }

    fn samples(&self, cards: &[Card]) -> String {
        if cards.is_empty() {
            return String::new();
        }
        let drawn: String = cards.iter().map(|card| self.card(card)).collect();
        format!(
            "<section>\n<h2>{}</h2>\n<p class=\"story\">{}</p>\n<ul class=\"cards\">\n{drawn}</ul>\n</section>\n",
            escape::html(&text("application_document_samples", [])),
            escape::html(&text("application_document_samples_story", [])),
        )
    }

    fn card(&self, card: &Card) -> String {
        format!(
            "<li class=\"card\">\n<p class=\"kind\">{kind}</p>\n{face}\n<p class=\"bubble\">{hello}</p>\n<p class=\"line\">{line}</p>\n</li>\n",
            kind = escape::html(&card.kind),
            face = face(card),
            hello = escape::html(&card.hello),
            line = self.word(&card.line),
        )
    }
}

/// The portrait, or the first letter of the line where that is not on this desk.
fn face(card: &Card) -> String {
    match &card.portrait {
        Some(jpeg) => format!(
            "<img class=\"face\" alt=\"{}\" src=\"data:image/jpeg;base64,{}\">",
            escape::html(&text("application_document_portrait", [])),
            STANDARD.encode(jpeg)
        ),
        None => {
            let first: String = card.line.chars().take(1).collect();
            format!(
                "<span class=\"face\" aria-hidden=\"true\">{}</span>",
                escape::html(&first)
            )
        }
    }
}

fn footer(paper: &Paper) -> String {
    let not_given = paper
        .not_given
        .as_ref()
        .map_or_else(String::new, |sentence| {
            format!("<p class=\"missed\">{}</p>\n", escape::html(sentence))
        });
    format!(
        "<footer>\n{not_given}<p class=\"made\">{}</p>\n</footer>\n",
        escape::html(&text("application_document_made_with", []))
    )
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
