//! Whether a line says that it speaks for a machine (`contracts/disclosure.md`
//! §4, rule 2), in the languages of the brands that Byline knows of.

use crate::Line;
use unicode_segmentation::UnicodeSegmentation;

/// Does a line say that it speaks for a machine? Whole words count, so that "Ana Talbot" is not taken for a bot, and
/// the short ones only in capitals, so that "Ai Tanaka" is not taken for an AI.
pub fn says_automated(line: &Line) -> bool {
    let text = line.as_str();
    let whole_word = words(text).any(|word| {
        CAPITALS.contains(&word.as_str()) || WORDS.contains(&word.to_lowercase().as_str())
    });
    let lower = text.to_lowercase();
    whole_word || PARTS.iter().any(|part| lower.contains(part))
}

/// The words of a text, also split where "NorthwindBot" changes case.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.unicode_words().flat_map(|word| {
        let mut parts = vec![String::new()];
        let mut after_lower = false;
        for c in word.chars() {
            if c.is_uppercase() && after_lower {
                parts.push(String::new());
            }
            after_lower = c.is_lowercase();
            if let Some(part) = parts.last_mut() {
                part.push(c);
            }
        }
        parts
    })
}

const CAPITALS: [&str; 4] = ["AI", "IA", "KI", "ИИ"];

const WORDS: [&str; 33] = [
    "bot",
    "chatbot",
    "robot",
    "automated",
    "automatic",
    "automation",
    "roboter",
    "automatisch",
    "automatisiert",
    "automatisierter",
    "automatisierte",
    "automatique",
    "automatisé",
    "automatisée",
    "automático",
    "automática",
    "automatizado",
    "automatizada",
    "automatico",
    "automatica",
    "automatizzato",
    "automatizzata",
    "geautomatiseerd",
    "botti",
    "automaattinen",
    "tekoäly",
    "automatisk",
    "automatiserad",
    "otomatik",
    "automatyczny",
    "бот",
    "автоматический",
    "बॉट",
];

/// Scripts that are written without spaces, or with attached articles.
const PARTS: [&str; 13] = [
    "ボット",
    "自動",
    "人工知能",
    "机器人",
    "機器人",
    "自动",
    "챗봇",
    "봇",
    "자동",
    "بوت",
    "آلي",
    "บอท",
    "อัตโนมัติ",
];

#[cfg(test)]
mod tests {
    use super::says_automated;
    use crate::{CharacterUnit, Line, LineLimit};

    const X: LineLimit = LineLimit {
        most: 48,
        unit: CharacterUnit::CodePoints,
    };

    #[test]
    fn an_automated_line_says_so_in_the_customers_language() {
        for text in [
            "Northwind Bot · automated",
            "NorthwindBot",
            "AI assistant",
            "自動応答",
            "Kundendienst (KI)",
            "Assistant automatisé",
            "Botti, Pohjantuuli",
            "مساعد آلي",
            "บอทช่วยเหลือ",
        ] {
            assert!(says_automated(&Line::parse(text, X).unwrap()), "{text}");
        }
    }

    #[test]
    fn a_name_that_only_resembles_one_does_not_say_it() {
        for text in [
            "Ana Talbot, Care",
            "Ai Tanaka",
            "Cabot & Sons",
            "Abbot",
            "Maia",
            "Kim",
        ] {
            assert!(!says_automated(&Line::parse(text, X).unwrap()), "{text}");
        }
    }
}
