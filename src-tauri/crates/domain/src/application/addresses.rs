//! The website and the privacy policy: can the reader open them, and does the
//! policy belong to the brand?

use super::gap::{Gap, Reason};
use super::stand_in::needed;
use super::{Content, Field, domains};
use url::{Host, Url};

/// What is to be said about the two.
pub(super) fn gaps(content: &Content) -> Vec<(Field, Gap)> {
    let website = address(content, Field::Website);
    let policy = address(content, Field::PrivacyPolicy);
    let mut found = Vec::new();
    found.extend(faults(&website).map(|gap| (Field::Website, gap)));
    found.extend(faults(&policy).map(|gap| (Field::PrivacyPolicy, gap)));
    if let (Ok(website), Ok(policy)) = (&website, &policy) {
        found.extend(beside(policy, website).map(|gap| (Field::PrivacyPolicy, gap)));
    }
    found
}

/// The website's host in lower case without `www.`, where there is one that
/// others can open.
pub(super) fn website_host(content: &Content) -> Option<String> {
    let address = address(content, Field::Website).ok()?;
    Some(address.host)
}

/// A web address that others can open.
struct Address {
    url: Url,
    /// As browsers ask for it: lower case, in ASCII, without `www.`.
    host: String,
    /// As it was written.
    host_written: String,
}

fn address(content: &Content, field: Field) -> Result<Address, Gap> {
    let text = needed(content, field)?;
    let no_address = || Reason::NotAnAddress.about(text);
    // A browser would leave these out and go somewhere else.
    if text.chars().any(char::is_whitespace) {
        return Err(no_address());
    }
    let url = Url::parse(text).map_err(|_| no_address())?;
    let is_web = matches!(url.scheme(), "http" | "https");
    let is_plain = url.username().is_empty() && url.password().is_none();
    if !(is_web && is_plain) {
        return Err(no_address());
    }
    let Some(Host::Domain(host)) = url.host() else {
        return Err(Reason::NotPublic.about(url.host_str().unwrap_or(text)));
    };
    let host = host.trim_end_matches('.');
    if is_private(host) {
        return Err(Reason::NotPublic.about(host));
    }
    let host = domains::without_www(host);
    if STAND_INS.contains(&host) {
        return Err(Reason::PlaceHolder.about(text));
    }
    Ok(Address {
        host: host.to_owned(),
        host_written: host_written(text),
        url,
    })
}

/// A single address on its own.
fn faults(address: &Result<Address, Gap>) -> impl Iterator<Item = Gap> + '_ {
    let fault = match address {
        Err(gap) => Some(gap.clone()),
        Ok(address) => (address.url.scheme() != "https").then(|| Reason::NotHttps.gap()),
    };
    fault.into_iter()
}

/// The policy beside the website.
fn beside(policy: &Address, website: &Address) -> impl Iterator<Item = Gap> + use<> {
    let gap = if is_front_page(policy, website) {
        Some(Reason::PolicyIsFrontPage.gap())
    } else if domains::same_site(&policy.host, &website.host) {
        None
    } else {
        Some(Reason::PolicyElsewhere.about(&policy.host_written))
    };
    gap.into_iter()
}

/// The very page that is named as the website, or the top of the same host,
/// whatever the scheme. A part of a page that is named (`#privacy`) is a place of
/// its own, and so is a page that is chosen by a query.
fn is_front_page(policy: &Address, website: &Address) -> bool {
    let top = |address: &Address| {
        let path = address.url.path().trim_end_matches('/');
        FRONT_PAGES.contains(&path.to_ascii_lowercase().as_str())
    };
    let path = |address: &Address| address.url.path().trim_end_matches('/').to_owned();
    let is_whole = policy.url.query().is_none() && policy.url.fragment().is_none_or(str::is_empty);
    is_whole && policy.host == website.host && (top(policy) || path(policy) == path(website))
}

/// A name that is resolved only near its owner: without a dot, or under an ending
/// that is kept for that (RFC 6761, RFC 6762, RFC 8375, and ICANN's `internal`). `.example` is not
/// among them: brands of practice live there.
fn is_private(host: &str) -> bool {
    match host.rsplit_once('.') {
        None => true,
        Some((_, top)) => PRIVATE_TOPS.contains(&top) || host.ends_with(".home.arpa"),
    }
}

/// The host as people read it, where browsers ask for its ASCII form.
fn host_written(text: &str) -> String {
    let behind = text.split_once("//").map_or(text, |(_, behind)| behind);
    let host = behind
        .split(['/', '?', '#', ':', '\\'])
        .next()
        .unwrap_or_default();
    host.to_lowercase()
}

const PRIVATE_TOPS: [&str; 11] = [
    "corp",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "private",
    "test",
];

/// Kept for manuals (RFC 2606); nobody's website.
const STAND_INS: [&str; 5] = [
    "example.com",
    "example.net",
    "example.org",
    "yourbrand.com",
    "yourwebsite.com",
];

const FRONT_PAGES: [&str; 6] = [
    "",
    "/index.html",
    "/index.htm",
    "/index.php",
    "/home",
    "/default.aspx",
];

#[cfg(test)]
mod tests {
    use super::gaps;
    use crate::application::{Content, Field, FieldOrigin, Reason};

    fn found(website: &str, policy: &str) -> Vec<(Field, Reason)> {
        let mut content = Content::default();
        for (field, text) in [(Field::Website, website), (Field::PrivacyPolicy, policy)] {
            let put = content.put(field, text, FieldOrigin::Written);
            put.unwrap();
        }
        let gaps = gaps(&content).into_iter();
        gaps.map(|(field, gap)| (field, gap.reason)).collect()
    }

    #[test]
    fn a_policy_of_the_same_site_is_let_pass() {
        let site = "https://www.northwind.com/";
        for policy in [
            "https://northwind.com/privacy",
            "https://legal.northwind.com",
            "https://northwind.com/#privacy",
            "https://www.northwind.com/en/privacy?v=2",
            "https://northwind.com/?page=privacy",
            "HTTPS://Northwind.com/Datenschutz",
        ] {
            assert_eq!(found(site, policy), [], "{policy}");
        }
        let japan = "https://カフェ.jp/";
        assert_eq!(found(japan, "https://www.カフェ.jp/プライバシー"), []);
    }

    #[test]
    fn a_policy_that_is_none_of_its_own_is_told() {
        use Field::PrivacyPolicy as Policy;
        let site = "https://www.northwind.com/";
        for (policy, reasons) in [
            ("https://northwind.com", vec![Reason::PolicyIsFrontPage]),
            (
                "https://www.northwind.com/index.html",
                vec![Reason::PolicyIsFrontPage],
            ),
            (
                "http://northwind.com/",
                vec![Reason::NotHttps, Reason::PolicyIsFrontPage],
            ),
            (
                "https://northwind.net/privacy",
                vec![Reason::PolicyElsewhere],
            ),
            ("http://northwind.com/privacy", vec![Reason::NotHttps]),
            ("northwind.com/privacy", vec![Reason::NotAnAddress]),
            ("privacy policy", vec![Reason::NotAnAddress]),
            (
                "https://northwind.com/a https://northwind.com/b",
                vec![Reason::NotAnAddress],
            ),
            (
                "https://me:secret@northwind.com/privacy",
                vec![Reason::NotAnAddress],
            ),
            ("mailto:privacy@northwind.com", vec![Reason::NotAnAddress]),
            ("http://localhost:8080/privacy", vec![Reason::NotPublic]),
            ("https://192.168.0.4/privacy", vec![Reason::NotPublic]),
            ("https://[::1]/privacy", vec![Reason::NotPublic]),
            ("https://intranet/privacy", vec![Reason::NotPublic]),
            ("https://northwind.local/privacy", vec![Reason::NotPublic]),
            ("https://www.example.com/privacy", vec![Reason::PlaceHolder]),
            ("", vec![Reason::Empty]),
        ] {
            let expected: Vec<_> = reasons.into_iter().map(|reason| (Policy, reason)).collect();
            assert_eq!(found(site, policy), expected, "{policy}");
        }
    }

    #[test]
    fn the_page_that_is_named_as_the_website_is_no_policy() {
        let page = "https://northwind.com/de/start";
        assert_eq!(
            found(page, page),
            [(Field::PrivacyPolicy, Reason::PolicyIsFrontPage)]
        );
    }
}
