//! Languages as people write them into a form: `en`, "English", "Deutsch", "日本語".

use crate::LanguageTag;

/// A language in a text.
pub(super) struct Named {
    /// As it stands there.
    pub(super) written: String,
    /// Its code (ISO 639), without script or region.
    pub(super) language: String,
}

/// The code of a tag, without script or region; of several for one language the
/// one that stands here.
pub(super) fn primary(tag: &LanguageTag) -> &str {
    match tag.as_str().split('-').next().unwrap_or_default() {
        "nb" | "nn" => "no",
        "tl" => "fil",
        "iw" => "he",
        "in" => "id",
        code => code,
    }
}

/// How a language is called in the form, which is written in English: its English
/// name; the tag itself where that is not known here.
pub fn language_name(tag: &LanguageTag) -> &str {
    let code = primary(tag);
    NAMES
        .iter()
        .find(|(known, _)| *known == code)
        .and_then(|(_, names)| names.first())
        .copied()
        .unwrap_or(tag.as_str())
}

/// The languages in a text, one a line or with commas between; what follows in
/// brackets says more about one. Whatever is not known is left out.
pub(super) fn named(text: &str) -> impl Iterator<Item = Named> + '_ {
    text.split(['\n', ',', ';', '/', '、', '，', '；', '،', '·', '•'])
        .filter_map(|part| {
            let bare = part.split(['(', '（', '[']).next().unwrap_or_default();
            let bare = bare.trim_matches(|c: char| c.is_whitespace() || "-–*.".contains(c));
            let language = code(bare)?;
            Some(Named {
                written: bare.to_owned(),
                language,
            })
        })
}

fn code(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let known = NAMES.iter().find(|(_, names)| {
        names
            .iter()
            .any(|one| one.to_lowercase() == lower || one.to_lowercase() == first_word(&lower))
    });
    if let Some((code, _)) = known {
        return Some((*code).to_owned());
    }
    // A tag begins small; "UK" behind "English" is a country.
    let tag = LanguageTag::parse(name).filter(|_| name.starts_with(char::is_lowercase))?;
    let code = primary(&tag);
    NAMES
        .iter()
        .any(|(known, _)| *known == code)
        .then(|| code.to_owned())
}

/// "English US" and "Deutsch für die Schweiz" are told by their first word.
fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

/// The English name first, then the name in the language itself.
const NAMES: [(&str, &[&str]); 54] = [
    ("ar", &["Arabic", "العربية"]),
    ("bg", &["Bulgarian", "Български"]),
    ("bn", &["Bengali", "বাংলা"]),
    ("ca", &["Catalan", "Català"]),
    ("cs", &["Czech", "Čeština"]),
    ("cy", &["Welsh", "Cymraeg"]),
    ("da", &["Danish", "Dansk"]),
    ("de", &["German", "Deutsch"]),
    ("el", &["Greek", "Ελληνικά"]),
    ("en", &["English", "英語"]),
    ("es", &["Spanish", "Español", "Castellano"]),
    ("et", &["Estonian", "Eesti"]),
    ("eu", &["Basque", "Euskara"]),
    ("fa", &["Persian", "Farsi", "فارسی"]),
    ("fi", &["Finnish", "Suomi"]),
    ("fil", &["Filipino", "Tagalog"]),
    ("fr", &["French", "Français"]),
    ("ga", &["Irish", "Gaeilge"]),
    ("gl", &["Galician", "Galego"]),
    ("gu", &["Gujarati", "ગુજરાતી"]),
    ("he", &["Hebrew", "עברית"]),
    ("hi", &["Hindi", "हिन्दी"]),
    ("hr", &["Croatian", "Hrvatski"]),
    ("hu", &["Hungarian", "Magyar"]),
    ("id", &["Indonesian", "Bahasa Indonesia"]),
    ("is", &["Icelandic", "Íslenska"]),
    ("it", &["Italian", "Italiano"]),
    ("ja", &["Japanese", "日本語"]),
    ("kn", &["Kannada", "ಕನ್ನಡ"]),
    ("ko", &["Korean", "한국어"]),
    ("lt", &["Lithuanian", "Lietuvių"]),
    ("lv", &["Latvian", "Latviešu"]),
    ("ml", &["Malayalam", "മലയാളം"]),
    ("mr", &["Marathi", "मराठी"]),
    ("ms", &["Malay", "Bahasa Melayu"]),
    ("nl", &["Dutch", "Nederlands"]),
    ("no", &["Norwegian", "Norsk"]),
    ("pl", &["Polish", "Polski"]),
    ("pt", &["Portuguese", "Português"]),
    ("ro", &["Romanian", "Română"]),
    ("ru", &["Russian", "Русский"]),
    ("sk", &["Slovak", "Slovenčina"]),
    ("sl", &["Slovenian", "Slovenščina"]),
    ("sr", &["Serbian", "Српски"]),
    ("sv", &["Swedish", "Svenska"]),
    ("sw", &["Swahili", "Kiswahili"]),
    ("ta", &["Tamil", "தமிழ்"]),
    ("te", &["Telugu", "తెలుగు"]),
    ("th", &["Thai", "ไทย"]),
    ("tr", &["Turkish", "Türkçe"]),
    ("uk", &["Ukrainian", "Українська"]),
    ("ur", &["Urdu", "اردو"]),
    ("vi", &["Vietnamese", "Tiếng Việt"]),
    ("zh", &["Chinese", "中文"]),
];

#[cfg(test)]
mod tests {
    use super::{language_name, named, primary};
    use crate::LanguageTag;

    #[test]
    fn a_language_is_known_by_its_name_in_english_its_own_name_and_its_tag() {
        let text = "English (US)\n- Deutsch\nespañol, pt-BR / 日本語\nNorsk";
        let codes: Vec<String> = named(text).map(|one| one.language).collect();
        assert_eq!(codes, ["en", "de", "es", "pt", "ja", "no"]);
    }

    #[test]
    fn what_may_be_no_language_is_let_pass() {
        for text in ["UK", "Klingon", "all of them", "🇫🇮", "worldwide", ""] {
            assert_eq!(named(text).count(), 0, "{text}");
        }
    }

    #[test]
    fn a_tag_has_a_name_in_the_form() {
        let tag = |text| LanguageTag::parse(text).unwrap();
        assert_eq!(language_name(&tag("pt-BR")), "Portuguese");
        assert_eq!(language_name(&tag("nb")), "Norwegian");
        assert_eq!(language_name(&tag("haw")), "haw");
        assert_eq!(primary(&tag("zh-Hant-TW")), "zh");
    }
}
