//! What belongs together among host names.
//!
//! The list of public suffixes is long and changes; an application needs no more
//! than a hint. Two hosts belong to one site when one lies under the other, or
//! when their last two labels agree, or their last three where the second to last
//! is a category under a country, as in `co.uk` or `com.br`.

/// Do these hosts belong to one site? Both in lower case.
pub(super) fn same_site(one: &str, other: &str) -> bool {
    lies_under(one, other) || lies_under(other, one) || site(one) == site(other)
}

/// A host without the `www.` before it.
pub(super) fn without_www(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

fn lies_under(host: &str, above: &str) -> bool {
    host.strip_suffix(above)
        .is_some_and(|left| left.is_empty() || left.ends_with('.'))
}

fn site(host: &str) -> Vec<&str> {
    let mut labels = host.rsplit('.');
    let mut site: Vec<&str> = labels.by_ref().take(2).collect();
    let is_country = site.first().is_some_and(|top| top.len() == 2);
    let is_category = site.get(1).is_some_and(|label| CATEGORIES.contains(label));
    if is_country && is_category {
        site.extend(labels.next());
    }
    site
}

/// Is mail at this domain open to everybody?
pub(super) fn is_free_mail(domain: &str) -> bool {
    FREE_MAIL.contains(&domain)
        || domain
            .split_once('.')
            .is_some_and(|(name, _)| FREE_MAIL_EVERYWHERE.contains(&name))
}

/// Labels that countries give to kinds of owners.
const CATEGORIES: [&str; 24] = [
    "ac", "asso", "co", "com", "ed", "edu", "firm", "gen", "go", "gob", "gouv", "gov", "govt",
    "ind", "ltd", "me", "mil", "ne", "net", "nom", "or", "org", "plc", "sch",
];

/// Services that have the same name under many countries.
const FREE_MAIL_EVERYWHERE: [&str; 7] = [
    "gmail",
    "googlemail",
    "hotmail",
    "outlook",
    "yahoo",
    "gmx",
    "yandex",
];

const FREE_MAIL: [&str; 70] = [
    "126.com",
    "163.com",
    "abv.bg",
    "aol.com",
    "att.net",
    "bigpond.com",
    "bk.ru",
    "bluewin.ch",
    "bol.com.br",
    "btinternet.com",
    "centrum.cz",
    "comcast.net",
    "daum.net",
    "docomo.ne.jp",
    "email.cz",
    "ezweb.ne.jp",
    "fastmail.com",
    "foxmail.com",
    "free.fr",
    "freenet.de",
    "hanmail.net",
    "hey.com",
    "icloud.com",
    "inbox.lv",
    "inbox.ru",
    "interia.pl",
    "kakao.com",
    "kolumbus.fi",
    "laposte.net",
    "libero.it",
    "list.ru",
    "live.ca",
    "live.co.uk",
    "live.com",
    "live.fr",
    "luukku.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "nate.com",
    "naver.com",
    "o2.pl",
    "onet.pl",
    "orange.fr",
    "pm.me",
    "posteo.de",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "rediffmail.com",
    "rocketmail.com",
    "seznam.cz",
    "sfr.fr",
    "sina.com",
    "softbank.ne.jp",
    "t-online.de",
    "terra.com.br",
    "tuta.com",
    "tutanota.com",
    "ukr.net",
    "uol.com.br",
    "virgilio.it",
    "walla.co.il",
    "wanadoo.fr",
    "web.de",
    "wp.pl",
    "ya.ru",
    "ymail.com",
];

#[cfg(test)]
mod tests {
    use super::{is_free_mail, same_site};

    #[test]
    fn hosts_of_one_owner_are_one_site() {
        for (one, other) in [
            ("northwind.com", "northwind.com"),
            ("www.northwind.com", "help.northwind.com"),
            ("northwind.com", "legal.eu.northwind.com"),
            ("shop.northwind.co.uk", "www.northwind.co.uk"),
            ("web.de", "mail.web.de"),
            ("xn--9ckk2d5c.jp", "www.xn--9ckk2d5c.jp"),
        ] {
            assert!(same_site(one, other), "{one} {other}");
            assert!(same_site(other, one), "{other} {one}");
        }
    }

    #[test]
    fn hosts_of_two_owners_are_two_sites() {
        for (one, other) in [
            ("northwind.com", "northwind.net"),
            ("northwind.com", "southwind.com"),
            ("northwind.co.uk", "contoso.co.uk"),
            ("northwind.com.br", "contoso.com.br"),
            ("wind.com", "northwind.com"),
        ] {
            assert!(!same_site(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_free_mail_service_is_known_in_every_country() {
        for domain in [
            "gmail.com",
            "yahoo.co.jp",
            "hotmail.fr",
            "gmx.at",
            "naver.com",
        ] {
            assert!(is_free_mail(domain), "{domain}");
        }
        for domain in ["northwind.com", "mygmail.com", "mail.northwind.com"] {
            assert!(!is_free_mail(domain), "{domain}");
        }
    }
}
