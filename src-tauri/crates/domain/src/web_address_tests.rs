use super::{LONGEST_ADDRESS, NotOpened, WebAddress};
use proptest::prelude::*;

#[test]
fn a_public_page_may_be_opened_and_is_shown_as_the_browser_gets_it() {
    let parts = |text: &str| {
        let address = WebAddress::parse(text).unwrap();
        assert_eq!(
            format!("https://{}{}", address.host(), address.rest()),
            address.as_str().trim_end_matches('/')
        );
        (address.host().to_owned(), address.rest().to_owned())
    };
    let both = |host: &str, rest: &str| (host.to_owned(), rest.to_owned());
    assert_eq!(parts("https://example.com"), both("example.com", ""));
    assert_eq!(parts("HTTPS://Example.COM:443/"), both("example.com", ""));
    assert_eq!(
        parts("https://example.com/ü?q=ä#ö"),
        both("example.com", "/%C3%BC?q=%C3%A4#%C3%B6")
    );
    assert_eq!(
        parts("https://x.com\\@evil.example/a"),
        both("x.com", "/@evil.example/a"),
        "as browsers read it"
    );
}

#[test]
fn a_host_of_another_script_is_shown_in_letters_that_pass_for_nothing_else() {
    let address = WebAddress::parse("https://münchen.de/").unwrap();
    assert_eq!(address.host(), "xn--mnchen-3ya.de");
    assert_eq!(address.host_in_its_script().as_deref(), Some("münchen.de"));
    // All but the ending is Cyrillic here.
    let address = WebAddress::parse("https://аррӏе.com/").unwrap();
    assert_eq!(address.host(), "xn--80ak6aa92e.com");
    let plain = WebAddress::parse("https://example.com/").unwrap();
    assert_eq!(plain.host_in_its_script(), None);
}

#[test]
fn nothing_else_is_opened() {
    let long = format!("https://example.com/{}", "a".repeat(LONGEST_ADDRESS));
    for (text, why) in [
        ("", NotOpened::NotAnAddress),
        ("example.com", NotOpened::NotAnAddress),
        ("https://", NotOpened::NotAnAddress),
        ("https://exa mple.com", NotOpened::NotAnAddress),
        ("javascript:alert(1)", NotOpened::NotAnAddress),
        ("data:text/html,hello", NotOpened::NotAnAddress),
        ("file:///etc/passwd", NotOpened::NotAnAddress),
        ("http://example.com/", NotOpened::NotSecure),
        ("ftp://example.com/", NotOpened::NotSecure),
        ("https://x.com@evil.example/", NotOpened::Disguised),
        ("http://x.com:pass@evil.example/", NotOpened::Disguised),
        ("https://example.com:8443/", NotOpened::OddPort),
        (long.as_str(), NotOpened::TooLong),
    ] {
        assert_eq!(WebAddress::parse(text), Err(why), "{text}");
    }
    for host in [
        "localhost",
        "LOCALHOST.",
        "printer",
        "printer.local",
        "a.localhost",
        "metadata.internal",
        "nas.lan",
        "router.home.arpa",
        "wiki.corp",
        "abc.onion",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "10.0.0.1",
        "169.254.169.254",
        "192.168.1.1.",
        "8.8.8.8",
        "[::1]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:127.0.0.1]",
        "１２７.0.0.1",
        "..",
        "a..com",
    ] {
        let found = WebAddress::parse(&format!("https://{host}/"));
        assert!(
            matches!(found, Err(NotOpened::NotPublic | NotOpened::NotAnAddress)),
            "{host}: {found:?}"
        );
    }
}

proptest! {
    #[test]
    fn whatever_is_opened_is_ascii_and_reads_the_same_again(text in "https?://[a-z0-9.@:äа\u{202e}\u{3002}-]{1,20}(/.{0,20})?") {
        if let Ok(address) = WebAddress::parse(&text) {
            prop_assert!(address.as_str().is_ascii());
            prop_assert!(!address.as_str().contains(|one: char| one.is_whitespace() || one.is_control()));
            let shown = format!("https://{}", address.host());
            prop_assert!(address.as_str().starts_with(&shown));
            prop_assert_eq!(WebAddress::parse(address.as_str()), Ok(address));
        }
    }
}
