//! Opening a web address in the system's browser: the network's page for signing
//! in, the form for an application, or a link of a message, for which the rule is
//! stricter. Only such addresses are opened; a path, a program or a foreign
//! scheme is refused, whoever asks.

use crate::ErrorCode;
use domain::WebAddress;
use url::{Host, Url};

/// Opens an address in the system's browser: https, or http on this machine.
/// `Ok` says that a browser was asked, not that it shows the page.
///
/// # Errors
/// [`ErrorCode::AddressRefused`] for any other address, and
/// [`ErrorCode::NoBrowser`] where the system has no program for it.
pub async fn open_in_browser(address: &str) -> Result<(), ErrorCode> {
    open_checked(web_address(address)?.into()).await
}

/// Opens a link that a stranger wrote, or a page of the network: only what is a
/// [`WebAddress`], which no page of this machine or one beside it is.
///
/// # Errors
/// [`ErrorCode::LinkRefused`] for any other address, and
/// [`ErrorCode::NoBrowser`] where the system has no program for it.
pub async fn open_link(address: &str) -> Result<(), ErrorCode> {
    open_checked(link(address)?.to_string()).await
}

async fn open_checked(address: String) -> Result<(), ErrorCode> {
    let opened = {
        let address = address.clone();
        tokio::task::spawn_blocking(move || open::that_detached(address))
            .await
            .map_err(|_| ErrorCode::Unexpected)?
    };
    opened.map_err(|error| {
        tracing::warn!(kind = ?error.kind(), "no browser could be opened");
        ErrorCode::NoBrowser { address }
    })
}

fn link(given: &str) -> Result<WebAddress, ErrorCode> {
    WebAddress::parse(given).map_err(|_| ErrorCode::LinkRefused {
        address: given.to_owned(),
    })
}

fn web_address(given: &str) -> Result<Url, ErrorCode> {
    let refused = || ErrorCode::AddressRefused {
        address: given.to_owned(),
    };
    let url = Url::parse(given).map_err(|_| refused())?;
    let is_nobodys = url.username().is_empty() && url.password().is_none();
    let is_safe = match url.scheme() {
        "https" => url.has_host(),
        "http" => is_here(&url),
        _ => false,
    };
    if is_safe && is_nobodys {
        Ok(url)
    } else {
        Err(refused())
    }
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{link, web_address};
    use crate::ErrorCode;

    #[test]
    fn pages_of_the_web_and_of_this_machine_may_be_opened() {
        for address in [
            "https://api.x.com/oauth/authorize?oauth_token=a",
            "http://127.0.0.1:4848/oauth/authorize?oauth_token=a",
            "http://[::1]:4848/",
            "http://localhost:4848/",
        ] {
            assert_eq!(web_address(address).unwrap().as_str(), address);
        }
    }

    #[test]
    fn nothing_else_may() {
        for address in [
            "",
            "x",
            "/etc/passwd",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,hello",
            "mailto:care@northwind.example",
            "http://x.com/",
            "http://127.0.0.1.example.com/",
            "https://user:pass@x.com/",
            "https:",
            "--help",
        ] {
            assert!(web_address(address).is_err(), "{address}");
        }
    }

    #[test]
    fn a_link_leads_out_and_nowhere_else() {
        assert!(link("https://example.com/a?b#c").is_ok());
        for address in [
            "http://example.com/",
            "http://127.0.0.1:4848/oauth/authorize",
            "https://localhost:4848/",
            "https://192.168.1.1/",
            "https://x.com@evil.example/",
            "file:///etc/passwd",
            "--help",
        ] {
            let refused = ErrorCode::LinkRefused {
                address: address.to_owned(),
            };
            assert_eq!(link(address).unwrap_err(), refused);
        }
    }
}
