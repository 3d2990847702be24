//! Links of messages, as the page draws them: it is told where they stand and
//! where they lead, and looks for none itself.

use crate::api::{LinkRefusal, LinkTarget, TextLink};
use crate::error_from::small;
use domain::{NotOpened, WebAddress, links};

/// The links of a text, in its order.
pub(crate) fn text_links(text: &str) -> Vec<TextLink> {
    let (mut at, mut units) = (0, 0);
    let mut units_until = |byte: usize| {
        units += text.get(at..byte).map_or(0, units_of);
        at = byte;
        small(units)
    };
    let found = links(text).into_iter().filter_map(|link| {
        let start = units_until(link.range.start);
        let end = units_until(link.range.end);
        let target = match link.leads {
            Ok(address) => page(&address),
            Err(why) => LinkTarget::Nowhere { why: refusal(why)? },
        };
        Some(TextLink { start, end, target })
    });
    found.collect()
}

fn units_of(text: &str) -> usize {
    text.encode_utf16().count()
}

fn page(address: &WebAddress) -> LinkTarget {
    LinkTarget::Page {
        address: address.to_string(),
        host: address.host().to_owned(),
        rest: address.rest().to_owned(),
        host_in_its_script: address.host_in_its_script(),
    }
}

fn refusal(why: NotOpened) -> Option<LinkRefusal> {
    match why {
        NotOpened::NotAnAddress => None,
        NotOpened::TooLong => Some(LinkRefusal::TooLong),
        NotOpened::Disguised => Some(LinkRefusal::Disguised),
        NotOpened::NotSecure => Some(LinkRefusal::NotSecure),
        NotOpened::NotPublic | NotOpened::OddPort => Some(LinkRefusal::NotPublic),
    }
}

#[cfg(test)]
mod tests {
    use super::text_links;
    use crate::api::{LinkRefusal, LinkTarget};
    use proptest::prelude::*;

    fn at(unit: u32) -> usize {
        unit.try_into().unwrap()
    }

    #[test]
    fn a_link_stands_where_the_page_counts_it() {
        let text = "😱 é https://example.com/ä and http://example.com/";
        let units: Vec<u16> = text.encode_utf16().collect();
        let found = text_links(text);
        let written: Vec<String> = found
            .iter()
            .map(|link| String::from_utf16(&units[at(link.start)..at(link.end)]).unwrap())
            .collect();
        assert_eq!(written, ["https://example.com/ä", "http://example.com/"]);
        let page = LinkTarget::Page {
            address: "https://example.com/%C3%A4".to_owned(),
            host: "example.com".to_owned(),
            rest: "/%C3%A4".to_owned(),
            host_in_its_script: None,
        };
        let nowhere = LinkTarget::Nowhere {
            why: LinkRefusal::NotSecure,
        };
        let targets: Vec<_> = found.into_iter().map(|link| link.target).collect();
        assert_eq!(targets, [page, nowhere]);
    }

    proptest! {
        #[test]
        fn links_lie_in_order_within_the_text(text in "(https?://[a-zä.]{1,8}|.){0,20}") {
            let mut last = 0;
            for link in text_links(&text) {
                prop_assert!(last <= link.start && link.start < link.end);
                last = link.end;
            }
            prop_assert!(at(last) <= text.encode_utf16().count());
        }
    }
}
