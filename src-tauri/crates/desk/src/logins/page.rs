//! The page that the browser ends on: a few words that stand alone, without
//! script, picture or network. Nothing of the request is shown in it.

/// What became of a visit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Visit {
    /// The person allowed it.
    Allowed,
    /// The person refused.
    Denied,
    /// It belongs to no login that is under way.
    NotOurs,
}

/// The page for a visit, whole.
pub(super) fn page(visit: Visit) -> String {
    let (title, story) = match visit {
        Visit::Allowed => ("login_page_allowed", "login_page_allowed_story"),
        Visit::Denied => ("login_page_denied", "login_page_denied_story"),
        Visit::NotOurs => ("login_page_not_ours", "login_page_not_ours_story"),
    };
    let text = |key| escaped(&crate::text(key, []));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title} · Byline</title>\n<style>{STYLE}</style>\n\
         <main><h1>{title}</h1><p>{story}</p></main>\n</html>\n",
        title = text(title),
        story = text(story),
    )
}

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{margin:0;font:1rem/1.5 system-ui,sans-serif;background:light-dark(#f4f5f7,#14171b);color:light-dark(#1b1f24,#e8eaed)}\
main{max-inline-size:30rem;margin:4rem auto;padding:1.5rem}\
h1{font-size:1.375rem;line-height:1.3;font-weight:500}";

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            sign => safe.push(sign),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{Visit, escaped, page};

    #[test]
    fn every_page_says_something_of_its_own_and_fetches_nothing() {
        let pages = [Visit::Allowed, Visit::Denied, Visit::NotOurs].map(page);
        for page in &pages {
            assert!(!page.contains("login_page_"), "a text is missing: {page}");
            for fetched in ["src=", "href=", "url(", "<script", "http"] {
                assert!(!page.contains(fetched), "{fetched}");
            }
        }
        assert!(pages[0] != pages[1] && pages[1] != pages[2]);
    }

    #[test]
    fn signs_of_markup_stay_text() {
        assert_eq!(
            escaped("<a b=\"c\">&'"),
            "&lt;a b=&quot;c&quot;&gt;&amp;&#39;"
        );
    }
}
