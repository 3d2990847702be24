//! Text that stays text, wherever it is put.

/// As text or as a quoted attribute of HTML. Characters that no page may hold are
/// left out.
pub(crate) fn html(text: &str) -> String {
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

/// As Markdown (CommonMark, with the marks that GitHub adds) within a line: line
/// breaks become spaces.
pub(super) fn markdown_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = marked(&words.join(" "));
    // At the end of a heading they would be taken for its frame.
    match line.strip_suffix('#') {
        Some(before) => format!("{before}\\#"),
        None => line,
    }
}

/// As paragraphs of Markdown. A single line break stays one, and space before a
/// line, which would make it code, goes.
pub(super) fn markdown_told(text: &str) -> String {
    let mut paragraphs: Vec<Vec<String>> = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(lines) if !line.is_empty() => lines.push(beginning(&marked(line))),
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

/// Without a mark that counts anywhere. An `&` is one where it may begin an
/// entity.
fn marked(line: &str) -> String {
    let mut safe = String::with_capacity(line.len());
    let mut chars = line.chars().filter(|c| !c.is_control()).peekable();
    while let Some(c) = chars.next() {
        let is_mark = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => true,
            '&' => chars
                .peek()
                .is_some_and(|next| *next == '#' || next.is_ascii_alphanumeric()),
            _ => false,
        };
        if is_mark {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// Without a mark that counts at the beginning of a line: of a heading, a list, a
/// rule.
fn beginning(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let is_mark = match line.chars().nth(digits) {
        Some('.' | ')') => digits > 0,
        Some('#' | '+' | '-' | '=') => digits == 0,
        _ => false,
    };
    if !is_mark {
        return line.to_owned();
    }
    let (before, mark): (String, String) = (
        line.chars().take(digits).collect(),
        line.chars().skip(digits).collect(),
    );
    format!("{before}\\{mark}")
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
            ("- No list", r"\- No list"),
            ("---", r"\---"),
            (
                "*a* _b_ `c` [d](e) <f>",
                r"\*a\* \_b\_ \`c\` \[d\](e) \<f\>",
            ),
            ("a | b ~~c~~ &amp; $5", r"a \| b \~\~c\~\~ \&amp; \$5"),
            ("Plain & well-known 24/7.", "Plain & well-known 24/7."),
        ] {
            assert_eq!(markdown_told(text), written, "{text}");
        }
    }

    #[test]
    fn within_a_line_no_mark_of_its_beginning_counts() {
        for (text, written) in [
            ("+44 20", "+44 20"),
            ("1. first", "1. first"),
            ("a\n# b", "a # b"),
            ("Team #", r"Team \#"),
            ("*", r"\*"),
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
    }
}
