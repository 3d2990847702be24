//! The language an answer is written in, as far as its script tells. A reader
//! then hears it read in that language and sees Han drawn as it is written there.

/// The `lang` of a text; empty, which means unknown, where the script leaves it
/// open. `around` is everything that was written: one kana anywhere makes its Han
/// Japanese.
pub(super) fn tongue(text: &str, around: &str) -> &'static str {
    let has = |text: &str, script: fn(char) -> bool| text.chars().any(script);
    if has(text, is_kana) {
        "ja"
    } else if has(text, is_hangul) {
        "ko"
    } else if has(text, is_han) {
        if has(around, is_kana) {
            "ja"
        } else if has(around, is_hangul) {
            "ko"
        } else {
            "zh"
        }
    } else if has(text, |c| matches!(c, '\u{0E00}'..='\u{0E7F}')) {
        "th"
    } else if has(text, |c| matches!(c, '\u{0590}'..='\u{05FF}')) {
        "he"
    } else if has(text, |c| matches!(c, '\u{0370}'..='\u{03FF}')) {
        "el"
    } else {
        ""
    }
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9D}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::tongue;

    #[test]
    fn a_script_of_one_language_names_it() {
        for (text, around, expected) in [
            ("お客様", "", "ja"),
            ("田中 愛", "田中 愛です", "ja"),
            ("客服", "客服", "zh"),
            ("고객", "", "ko"),
            ("ลูกค้า", "", "th"),
            ("Priya Nair", "お客様", ""),
            ("العملاء", "", ""),
        ] {
            assert_eq!(tongue(text, around), expected, "{text}");
        }
    }
}
