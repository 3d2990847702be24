//! Text that stays text, wherever it is put.

/// As text or as a quoted attribute of HTML. Characters that no page may hold are
/// left out.
pub(super) fn html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(c),
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

/// As a quoted string of CSS, with its quotes. All but letters, digits and spaces
/// is written by its number, so that neither the string nor the `style` element
/// that it stands in can be ended.
pub(super) fn css(text: &str) -> String {
    let mut safe = String::from('"');
    for c in text.chars() {
        if c.is_alphanumeric() || c == ' ' {
            safe.push(c);
        } else if !c.is_control() {
            safe.push_str(&format!("\\{:x} ", u32::from(c)));
        }
    }
    safe.push('"');
    safe
}

/// As Markdown (CommonMark, with the marks that GitHub adds), on one line: line
/// breaks become spaces.
pub(super) fn markdown_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    markdown(&words.join(" "))
}

/// As paragraphs of Markdown. A single line break stays one, and space before a
/// line, which would make it code, goes.
pub(super) fn markdown_told(text: &str) -> String {
    let mut paragraphs: Vec<Vec<String>> = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(lines) if !line.is_empty() => lines.push(markdown(line)),
            Some(lines) if lines.is_empty() => {}
            _ => paragraphs.push(Vec::new()),
        }
    }
    let written: Vec<String> = paragraphs
        .into_iter()
        .filter(|lines| !lines.is_empty())
        .map(|lines| lines.join("\\\n"))
        .collect();
    written.join("\n\n")
}

/// One line, which may stand at the start of one.
fn markdown(line: &str) -> String {
    let mut safe = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => {
                safe.push('\\');
                safe.push(c);
            }
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    let digits = safe.chars().take_while(char::is_ascii_digit).count();
    let mark = match safe.chars().nth(digits) {
        Some('.' | ')') if digits > 0 => digits,
        Some('#' | '+' | '-' | '=') if digits == 0 => 0,
        _ => return safe,
    };
    let mut marked = String::with_capacity(safe.len().saturating_add(1));
    for (place, c) in safe.chars().enumerate() {
        if place == mark {
            marked.push('\\');
        }
        marked.push(c);
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::{css, html, markdown_line, markdown_told};

    #[test]
    fn no_mark_of_html_is_left_and_controls_are_gone() {
        assert_eq!(
            html("<b a='\"'>&\u{0}\u{1B}é\n"),
            "&lt;b a=&#39;&quot;&#39;&gt;&amp;é\n"
        );
    }

    #[test]
    fn a_string_of_css_ends_where_it_should() {
        assert_eq!(css("A\"</style>\\\n"), r#""A\22 \3c \2f style\3e \5c ""#);
        assert_eq!(css("みなと 7"), "\"みなと 7\"");
    }

    #[test]
    fn no_mark_of_markdown_is_left() {
        for (text, written) in [
            ("# No heading", r"\# No heading"),
            ("1. No list", r"1\. No list"),
            ("1.5 million", r"1\.5 million"),
            ("- No list", r"\- No list"),
            ("---", r"\---"),
            (
                "*a* _b_ `c` [d](e) <f>",
                r"\*a\* \_b\_ \`c\` \[d\](e) \<f\>",
            ),
            ("a | b ~~c~~ &amp; $5", r"a \| b \~\~c\~\~ \&amp; \$5"),
            (
                "Plain, well-known 24/7 text (all of it).",
                "Plain, well-known 24/7 text (all of it).",
            ),
        ] {
            assert_eq!(markdown_line(text), written, "{text}");
        }
    }

    #[test]
    fn line_breaks_and_paragraphs_stay() {
        assert_eq!(
            markdown_told("One\n    two\n\n\n \nThree\r\n> four\n"),
            "One\\\ntwo\n\nThree\\\n\\> four"
        );
        assert_eq!(markdown_told(" \n\n"), "");
        assert_eq!(markdown_line("a\n# b"), "a # b");
    }
}
