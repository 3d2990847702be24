//! Finding messages, and the language in which a conversation is written.

use crate::api::{ConversationLanguage, Found, FoundMessage, Nothing, Search, Side};
use crate::{Desk, ErrorCode, view};
use store::Direction;

/// The longest tag that BCP 47 (RFC 5646 §4.4.1) asks to be kept.
const LONGEST_TAG: usize = 35;

impl Desk {
    /// Finds messages of all accounts with every word of a text in them.
    pub async fn search(&self, request: Search) -> Result<Found, ErrorCode> {
        self.read(move |store| {
            let found = store.messages_with(&request.text)?;
            let messages = found.into_iter().map(|one| FoundMessage {
                account: one.account.to_string(),
                customer: view::person(&one.customer),
                message: one.id.to_string(),
                text: one.text,
                at: one.at.0,
                from: match one.direction {
                    Direction::In => Side::Customer,
                    Direction::Out => Side::Brand,
                },
            });
            Ok(Found {
                messages: messages.collect(),
            })
        })
        .await
    }

    /// Remembers in which language one writes in a conversation.
    pub async fn conversation_language(
        &self,
        request: ConversationLanguage,
    ) -> Result<Nothing, ErrorCode> {
        let account = self.account_named(&request.account).await?;
        let customer = self.customer_named(&account, &request.customer).await?;
        let language = request.language.filter(|tag| !tag.is_empty());
        if language.as_deref().is_some_and(|tag| !is_tag(tag)) {
            return Err(ErrorCode::DetailsRefused {
                field: "language".to_owned(),
            });
        }
        self.write(move |store| {
            Ok(store.set_language(account.id, &customer.id, language.as_deref())?)
        })
        .await?;
        Ok(Nothing {})
    }
}

/// Whether a text has the form of a language tag.
fn is_tag(text: &str) -> bool {
    text.len() <= LONGEST_TAG
        && text.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|one| one.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::is_tag;

    #[test]
    fn a_language_is_a_tag_and_nothing_else() {
        for tag in ["de", "pt-BR", "zh-Hant-TW", "es-419"] {
            assert!(is_tag(tag), "{tag}");
        }
        for text in ["", "de_DE", "-", "german language", "verylongword"] {
            assert!(!is_tag(text), "{text}");
        }
    }
}
