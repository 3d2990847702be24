//! X's own pages, for what Byline does not draw.

use domain::{NetworkUserId, WebAddress};

/// Where both sides of a conversation see it. The contract tells no address of a
/// page for it. It tells the conversation's id in v2, the smaller of the two users'
/// ids before the larger (`contracts/x.md` §4), and that pages about messages lie
/// under `/messages/` (§3.1, the link to a welcome message); the rest is what
/// browsers showed, a default. `None` for ids that are no numbers.
pub(crate) fn conversation(brand: &NetworkUserId, customer: &NetworkUserId) -> Option<WebAddress> {
    let (one, other) = (number(brand)?, number(customer)?);
    let (smaller, larger) = (one.min(other), one.max(other));
    WebAddress::parse(&format!("https://x.com/messages/{smaller}-{larger}")).ok()
}

/// A user's id is at most nineteen digits (§4).
fn number(id: &NetworkUserId) -> Option<u64> {
    let digits = id.as_str();
    let only = (1..=19).contains(&digits.len()) && digits.bytes().all(|one| one.is_ascii_digit());
    only.then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::conversation;
    use domain::NetworkUserId;

    fn page(brand: &str, customer: &str) -> Option<String> {
        let id = |text: &str| NetworkUserId(text.to_owned());
        conversation(&id(brand), &id(customer)).map(|page| page.to_string())
    }

    #[test]
    fn a_conversation_is_named_by_both_ids_as_numbers_the_smaller_first() {
        let named = Some("https://x.com/messages/995-2244994945".to_owned());
        assert_eq!(page("2244994945", "995"), named);
        assert_eq!(page("995", "2244994945"), named);
        assert_eq!(
            page("9999999999999999999", "1").as_deref(),
            Some("https://x.com/messages/1-9999999999999999999")
        );
    }

    #[test]
    fn what_is_no_id_names_no_page() {
        for id in ["", "-1", "1-2", "../home", "12345678901234567890", "１２"] {
            assert_eq!(page("995", id), None, "{id}");
        }
    }
}
