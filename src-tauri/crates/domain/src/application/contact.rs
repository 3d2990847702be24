//! Whom the reader can ask: a name, a role, an e-mail and a phone.
//!
//! Shapes only. Whether anybody answers there cannot be known here.

use super::addresses::website_host;
use super::gap::{Gap, Reason};
use super::stand_in::needed;
use super::{Content, Field, domains};
use unicode_normalization::UnicodeNormalization;
use url::Host;

/// What is to be said about them.
pub(super) fn gaps(content: &Content) -> Vec<(Field, Gap)> {
    let checks = [
        (
            Field::ContactName,
            needed(content, Field::ContactName).err(),
        ),
        (
            Field::ContactRole,
            needed(content, Field::ContactRole).err(),
        ),
        (Field::ContactEmail, email(content)),
        (Field::ContactPhone, phone(content)),
    ];
    checks
        .into_iter()
        .filter_map(|(field, gap)| Some((field, gap?)))
        .collect()
}

fn email(content: &Content) -> Option<Gap> {
    let text = match needed(content, Field::ContactEmail) {
        Ok(text) => text,
        Err(gap) => return Some(gap),
    };
    let Some(domain) = email_domain(text) else {
        return Some(Reason::NotAnEmail.about(text));
    };
    let website = website_host(content);
    if let Some(website) = &website
        && domains::same_site(&domain, website)
    {
        return None;
    }
    let written = || text.rsplit_once('@').map_or(text, |(_, domain)| domain);
    if domains::is_free_mail(&domain) {
        return Some(Reason::FreeMail.about(written()));
    }
    website.map(|_| Reason::EmailElsewhere.about(written()))
}

/// The domain of an e-mail address, in lower case and ASCII. Names in quotes and
/// bare IP addresses behind the `@` are allowed by RFC 5321 and used by nobody.
fn email_domain(text: &str) -> Option<String> {
    let (name, domain) = text.split_once('@')?;
    let fits = (1..=64).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || !c.is_ascii() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
        && !name.chars().any(char::is_whitespace)
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..");
    if !fits || domain.chars().any(char::is_whitespace) {
        return None;
    }
    let Ok(Host::Domain(host)) = Host::parse(domain) else {
        return None;
    };
    let is_dotted = host.contains('.') && !host.split('.').any(str::is_empty);
    let is_name = host
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    (is_dotted && is_name).then_some(host)
}

fn phone(content: &Content) -> Option<Gap> {
    match needed(content, Field::ContactPhone) {
        Err(gap) => Some(gap),
        Ok(text) => (!is_phone(text)).then(|| Reason::NotAPhone.about(text)),
    }
}

/// A number as E.164 has it: `+`, the country, at most 15 digits in all. What
/// people put between digits is let pass, as are a `(0)` and an extension.
fn is_phone(text: &str) -> bool {
    let text: String = text.nfkc().collect::<String>().to_lowercase();
    let (number, extension) = match text.split_once(['x', 'e', '#', ';']) {
        Some((number, extension)) => (number, Some(extension)),
        None => (text.as_str(), None),
    };
    let Some(number) = number.trim().strip_prefix('+') else {
        return false;
    };
    let number = number.replace("(0)", "");
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_clean = number
        .chars()
        .all(|c| c.is_ascii_digit() || " -.()/,\u{2010}\u{2011}\u{2012}\u{2013}".contains(c));
    let is_extension = extension.is_none_or(|extension| {
        let digits = extension.trim_start_matches(['x', 't', '.', ' ', '=', 'e']);
        (1..=7).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    });
    is_clean && is_extension && (7..=15).contains(&digits.len()) && !digits.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::{email_domain, is_phone};

    #[test]
    fn an_international_number_is_one_however_it_is_spaced() {
        for text in [
            "+358 9 2310 4400",
            "+358923104400",
            "+1 (415) 555-0132",
            "+44 (0)20 7946 0018",
            "+81-3-5555-0123",
            "＋８１ ３ ５５５５ ０１２３",
            "+49 30 901820 ext. 12",
            "+49 30 901820 x12",
            "+49 30/901820",
            "+33\u{A0}1\u{A0}99\u{A0}00\u{A0}12\u{A0}34",
        ] {
            assert!(is_phone(text), "{text}");
        }
        for text in [
            "",
            "+",
            "030 901820",
            "0044 20 7946 0018",
            "+0 12345678",
            "+358",
            "+1 415 555 0132 99999",
            "call us",
            "+1 800 FLOWERS",
            "+1 415 555 0132\n+1 415 555 0133",
            "+49 30 901820 ext.",
        ] {
            assert!(!is_phone(text), "{text}");
        }
    }

    #[test]
    fn an_e_mail_has_a_name_and_a_domain() {
        for (text, domain) in [
            ("ana.ruiz+x@Northwind.com", Some("northwind.com")),
            ("o'hara@mail.northwind.co.uk", Some("mail.northwind.co.uk")),
            ("用户@例子.jp", Some("xn--fsqu00a.jp")),
            ("ana", None),
            ("ana@", None),
            ("@northwind.com", None),
            ("ana@northwind", None),
            ("ana@@northwind.com", None),
            ("ana ruiz@northwind.com", None),
            ("Ana <ana@northwind.com>", None),
            ("mailto:ana@northwind.com", None),
            ("ana..r@northwind.com", None),
            ("ana@north_wind!.com", None),
            ("ana@northwind.com, ben@northwind.com", None),
            ("ana@10.0.0.1", None),
        ] {
            assert_eq!(email_domain(text).as_deref(), domain, "{text}");
        }
    }
}
