//! Spell checking in the web view. WebKitGTK has it switched off and leaves its
//! languages to the program; elsewhere the system sees to it. It is switched on
//! when somebody first writes to a customer: reading the dictionaries takes a
//! moment that no start should wait for.
//!
//! Which words are known is the affair of the dictionaries that are installed
//! (Enchant); a language without one is not checked.

use tauri::WebviewWindow;

/// Checks from now on in a language (BCP 47), or in the system's where none is
/// given.
pub(crate) fn check(window: &WebviewWindow, language: &str) {
    #[cfg(target_os = "linux")]
    linux::check(window, language);
    #[cfg(not(target_os = "linux"))]
    let _ = (window, language);
}

#[cfg(target_os = "linux")]
mod linux {
    use tauri::WebviewWindow;
    use webkit2gtk::{WebContextExt, WebViewExt};

    /// What names the system's language, the strongest first (`locale(7)`).
    const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

    pub(super) fn check(window: &WebviewWindow, language: &str) {
        let wanted = dictionary_of_tag(language).or_else(systems);
        let checked = window.with_webview(move |view| {
            let Some(context) = view.inner().context() else {
                return;
            };
            let languages: Vec<&str> = wanted.as_deref().into_iter().collect();
            context.set_spell_checking_languages(&languages);
            context.set_spell_checking_enabled(true);
        });
        if let Err(error) = checked {
            tracing::warn!(%error, "spelling is not checked");
        }
    }

    fn systems() -> Option<String> {
        let locale = VARIABLES
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty())?;
        dictionary_of_locale(&locale)
    }

    /// `de_AT.UTF-8@euro` is checked with `de_AT`; `C` and `POSIX` name no
    /// language.
    pub(super) fn dictionary_of_locale(locale: &str) -> Option<String> {
        let name = locale.split(['.', '@']).next()?;
        (!matches!(name, "" | "C" | "POSIX")).then(|| name.to_owned())
    }

    /// `pt-BR` is checked with `pt_BR`, `zh-Hant-TW` with `zh_TW`, `de` with
    /// whatever German there is.
    pub(super) fn dictionary_of_tag(tag: &str) -> Option<String> {
        let mut parts = tag.split('-');
        let language = parts
            .next()
            .filter(|part| part.chars().all(|one| one.is_ascii_alphabetic()))
            .filter(|part| !part.is_empty())?
            .to_ascii_lowercase();
        let region = parts.find(|part| part.len() == 2);
        Some(match region {
            Some(region) => format!("{language}_{}", region.to_ascii_uppercase()),
            None => language,
        })
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::linux::{dictionary_of_locale, dictionary_of_tag};

    #[test]
    fn a_tag_names_the_dictionary_of_its_language_and_region() {
        for (tag, dictionary) in [
            ("pt-BR", Some("pt_BR")),
            ("zh-Hant-TW", Some("zh_TW")),
            ("de", Some("de")),
            ("EN-gb", Some("en_GB")),
            ("", None),
            ("-", None),
            ("1x", None),
        ] {
            assert_eq!(dictionary_of_tag(tag).as_deref(), dictionary, "{tag}");
        }
    }

    #[test]
    fn a_systems_locale_names_one_too_unless_it_names_no_language() {
        assert_eq!(
            dictionary_of_locale("de_AT.UTF-8@euro").as_deref(),
            Some("de_AT")
        );
        for none in ["C", "C.UTF-8", "POSIX", ""] {
            assert_eq!(dictionary_of_locale(none), None, "{none}");
        }
    }
}
