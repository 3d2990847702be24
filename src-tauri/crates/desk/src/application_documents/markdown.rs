//! As Markdown: facts in lists, sentences under headings of their own.

use super::Document;
use super::escape::{markdown_line, markdown_told};
use super::paper::{Answer, Card, Paper, Section, Shape};
use crate::text;

/// An application as Markdown, with a line break at its end.
pub(crate) fn markdown(document: &Document) -> String {
    let paper = Paper::of(document);
    let mut blocks = vec![
        format!("# {}", markdown_line(&paper.title)),
        markdown_line(&paper.dated),
    ];
    blocks.extend(paper.sections.iter().flat_map(section));
    if !paper.samples.is_empty() {
        let heading = text("application_document_samples", []);
        blocks.push(format!("## {}", markdown_line(&heading)));
        blocks.push(
            paper
                .samples
                .iter()
                .map(card)
                .collect::<Vec<_>>()
                .join("\n"),
        );
    }
    if let Some(sentence) = &paper.not_given {
        blocks.push(markdown_line(sentence));
    }
    let mut written = blocks.join("\n\n");
    written.push('\n');
    written
}

/// A heading, then each run of facts as one list, then each telling.
fn section(section: &Section) -> Vec<String> {
    let mut blocks = vec![format!("## {}", markdown_line(&section.heading))];
    let (told, facts): (Vec<&Answer>, Vec<&Answer>) = section
        .answers
        .iter()
        .partition(|answer| answer.shape == Shape::Told);
    for answer in told {
        blocks.push(format!("### {}", markdown_line(&answer.label)));
        blocks.push(markdown_told(&answer.text));
    }
    if !facts.is_empty() {
        blocks.push(facts.into_iter().map(fact).collect::<Vec<_>>().join("\n"));
    }
    blocks
}

fn fact(answer: &Answer) -> String {
    let text = match &answer.shape {
        Shape::Link(address) => link(&answer.text, address),
        Shape::Fact | Shape::Told => markdown_line(&answer.text),
    };
    format!("- **{}:** {text}", markdown_line(&answer.label))
}

/// An address that is its own text stands as it is, so that it can be copied.
fn link(text: &str, address: &str) -> String {
    let is_plain =
        !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>".contains(c));
    if is_plain && (text.starts_with("http") || address.starts_with("mailto:")) {
        format!("<{text}>")
    } else {
        format!("[{}](<{address}>)", markdown_line(text))
    }
}

fn card(card: &Card) -> String {
    format!(
        "- **{}** ({})",
        markdown_line(&card.line),
        markdown_line(&card.kind)
    )
}

#[cfg(test)]
mod tests {
    use super::markdown;
    use crate::application_documents::sample_document::{document, northwind};
    use domain::Kind;
    use domain::application::Field;

    #[test]
    fn facts_stand_in_lists_and_sentences_under_their_headings() {
        let written = markdown(&northwind());
        for text in [
            "# Northwind Coffee & Co.: application for custom profiles on X\n\nVersion 3, 23 November 2026\n",
            "\n\n## The brand\n\n- **Website:** <https://www.northwind.example/>\n",
            "\n- **Languages:** English · Spanish · 日本語\n",
            "\n- **Handle:** [@northwind](<https://x.com/northwind>)\n",
            "\n- **Contact e-mail:** <priya.nair@northwind.example>\n",
            "\n- **Contact phone:** +44 20 7946 0018\n",
            "\n\n### Use: care team\n\nEach of our fourteen agents",
            "\n\n1\\. Only the person shown may write as themselves.\\\n2\\. The bot",
            "\n- **三太 \\<Champion\\> & guest barista** (Guest)\n",
            "\n\nNot given: App ID.\n",
        ] {
            assert!(written.contains(text), "{text}\n---\n{written}");
        }
    }

    #[test]
    fn what_was_typed_begins_no_heading_list_or_element() {
        let hostile = "# A\n- b\n<script>\n    code\n***\n===";
        let written = markdown(&document(
            &[
                (Field::Brand, hostile),
                (Field::UseCare, hostile),
                (Field::Volume, hostile),
            ],
            &[(Kind::Team, "**bold** [x](y)")],
        ));
        let headings = written.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(headings, 4, "{written}");
        assert!(!written.contains("\n<script"), "{written}");
        assert!(!written.contains("\n    "), "{written}");
    }
}
