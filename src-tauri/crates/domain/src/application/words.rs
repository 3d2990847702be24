//! How many words a text has, in whichever script it is written.
//!
//! Where words stand apart they are counted as Unicode cuts them (UAX #29). Some
//! scripts are written without spaces, and cutting them into words takes a
//! dictionary; there the letters are counted, with about as many to a word as its
//! translation into English would have: two for Chinese and Japanese, and for
//! Korean, whose spaced units carry more than an English word; four for Thai,
//! Lao, Khmer, Burmese and Tibetan.

use unicode_segmentation::UnicodeSegmentation;

/// How many words, rounded down.
pub(super) fn count(text: &str) -> usize {
    let quarters: usize = text.unicode_words().map(quarters).sum();
    quarters / 4
}

/// The quarters of a word that one segment is worth.
fn quarters(segment: &str) -> usize {
    let (mut dense, mut spaced) = (0_usize, 0);
    for c in segment.chars().filter(|c| c.is_alphanumeric()) {
        match worth(c) {
            Some(quarters) => dense = dense.saturating_add(quarters),
            None => spaced = 4,
        }
    }
    dense.saturating_add(spaced)
}

/// What a letter of a script is worth whose words are not counted by spaces, in
/// quarters of a word.
fn worth(c: char) -> Option<usize> {
    match u32::from(c) {
        // Thai and Lao, Tibetan, Burmese, Khmer.
        0x0E00..=0x0EFF | 0x0F00..=0x0FFF | 0x1000..=0x109F | 0x1780..=0x17FF => Some(1),
        // Jamo, kana, Hangul syllables, Han with its extensions, half-width forms.
        0x1100..=0x11FF
        | 0x3005..=0x3007
        | 0x3040..=0x31FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xA960..=0xA97F
        | 0xAC00..=0xD7FF
        | 0xF900..=0xFAFF
        | 0xFF66..=0xFFDC
        | 0x20000..=0x3FFFF => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn words_between_spaces_are_counted() {
        for (text, words) in [
            ("", 0),
            ("…", 0),
            ("We answer customers.", 3),
            ("Don’t stop: it’s 24/7", 5),
            ("Мы отвечаем покупателям", 3),
            ("نحن نجيب على العملاء", 4),
            ("हम ग्राहकों को जवाब देते हैं", 6),
        ] {
            assert_eq!(count(text), words, "{text}");
        }
    }

    #[test]
    fn what_is_written_without_spaces_is_worth_about_its_translation() {
        for (text, about) in [
            (
                "お客様からのご質問に、担当者が自分の名前と顔写真で一つひとつお答えします。",
                15..=20,
            ),
            (
                "我们的客服人员以自己的姓名和照片逐一回复顾客的提问。",
                11..=14,
            ),
            ("ทีมงานของเราตอบคำถามลูกค้าด้วยชื่อและรูปถ่ายของตนเองทุกครั้ง", 12..=17),
            (
                "상담원이 자신의 이름과 사진으로 고객의 질문에 하나하나 답변합니다.",
                11..=15,
            ),
        ] {
            assert!(about.contains(&count(text)), "{text}: {}", count(text));
        }
        assert!(count("お客様に回答します") <= 10);
    }
}
