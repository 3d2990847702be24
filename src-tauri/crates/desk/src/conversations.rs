//! Conversations: reading them in, listing them, showing one, and what the
//! customer sees of it.

use crate::api::{
    ConversationList, ConversationPage, ConversationShow, ConversationView, ConversationsOf,
    CustomerBubble, CustomerView, InboxSync, InboxSynced, Nothing, Side,
};
use crate::drafts::draft_view;
use crate::error_from::small;
use crate::pages::{Part, page};
use crate::thread::{self, Worn};
use crate::{Desk, ErrorCode, names, view};
use domain::{
    Asked, NetworkUserId, Occasion, OperatorId, Origin, PersonaId, SeenMark, may_speak_as,
};
use engine::{Change, Reach};
use store::{Account, Conversation, Place, Read};

impl Desk {
    /// Reads what is new, of one account or of all.
    pub async fn inbox_sync(&self, request: InboxSync) -> Result<InboxSynced, ErrorCode> {
        self.must_own()?;
        let accounts = match &request.account {
            Some(given) => vec![self.account_named(given).await?],
            None => self.read(|store| Ok(store.accounts()?)).await?,
        };
        let mut answer = InboxSynced {
            new_messages: 0,
            resumes_at: None,
        };
        let mut trouble = None;
        for account in accounts {
            match self.inner.engine.sync(account.id).await {
                Ok(synced) => {
                    answer.new_messages = answer.new_messages.saturating_add(synced.new_messages);
                    answer.resumes_at = answer.resumes_at.max(synced.resumes_at.map(|at| at.0));
                }
                // The others are read all the same.
                Err(error) => trouble = trouble.or(Some(error)),
            }
        }
        trouble.map_or(Ok(answer), |error| Err(error.into()))
    }

    /// Lists conversations, those that have waited longest first.
    pub async fn conversation_list(
        &self,
        request: ConversationsOf,
    ) -> Result<ConversationList, ErrorCode> {
        self.read(move |store| {
            let account = request
                .account
                .as_deref()
                .map(|given| names::account(store, given))
                .transpose()?;
            let wanted = |one: &Conversation| {
                account
                    .as_ref()
                    .is_none_or(|account| account.id == one.account)
            };
            let mut rows = store.conversations(store.operator_here()?)?;
            rows.retain(wanted);
            Ok(ConversationList {
                conversations: thread::rows(store, &rows)?,
            })
        })
        .await
    }

    /// Shows one conversation, with what the operator is writing in it.
    pub async fn conversation_show(
        &self,
        request: ConversationShow,
    ) -> Result<ConversationView, ErrorCode> {
        let account = self.account_named(&request.account).await?;
        let customer = self.customer_named(&account, &request.customer).await?;
        let allowance = self
            .inner
            .engine
            .allowance(account.id, &customer.id)
            .await?;
        let foresight = self.foresight().await?;
        let seen_at = self.seen_at(&account, &customer.id);
        self.read(move |store| {
            let here = store.operator_here()?;
            let conversation = store.conversation(account.id, &customer.id, here)?.ok_or(
                ErrorCode::UnknownCustomer {
                    customer: request.customer,
                },
            )?;
            let draft = here
                .map(|author| store.draft(account.id, &customer.id, author))
                .transpose()?
                .flatten();
            let worn = Worn::read(store, conversation.last_look)?;
            let row = thread::row(&worn, &conversation);
            let chosen = draft.as_ref().and_then(|draft| draft.persona);
            let spoke_last = worn
                .by(conversation.last_look)
                .map(|dressed| dressed.persona.id);
            let speaking_as = match chosen.or(spoke_last) {
                Some(id) => may_still_speak(store, here, id)?.then(|| id.to_string()),
                None => None,
            };
            let ConversationPage {
                mut items, earlier, ..
            } = page(store, &account, &customer.id, &Part::Newest)?;
            items.extend(thread::unsettled(
                store,
                &account,
                &customer.id,
                &foresight,
            )?);
            Ok(ConversationView {
                items,
                earlier,
                unread_spans: thread::unread_spans(store, account.id)?,
                seen_at,
                seen: store.kept_mark(account.id, &customer.id)?.0,
                language: conversation.language,
                row,
                drafted_at: draft.as_ref().map_or(0, |draft| draft.at.0),
                draft: draft
                    .filter(|draft| !draft.is_empty())
                    .as_ref()
                    .map(draft_view),
                speaking_as,
                free_replies: small(allowance.free),
                budget_left: small(allowance.left),
            })
        })
        .await
    }

    /// Where the network itself shows a conversation. The practice network has no
    /// pages, and of a network elsewhere they are not known.
    fn seen_at(&self, account: &Account, customer: &NetworkUserId) -> Option<String> {
        let page = match account.place {
            Place::Network => self.inner.reach.network(account),
            Place::Practice | Place::Address { .. } => return None,
        };
        let page = page.conversation_page(&account.user, customer)?;
        Some(page.to_string())
    }

    /// Notes that everything in a conversation was seen.
    pub async fn conversation_seen(&self, request: ConversationShow) -> Result<Nothing, ErrorCode> {
        let account = self.account_named(&request.account).await?;
        let customer = self.customer_named(&account, &request.customer).await?;
        let (id, person) = (account.id, customer.id.clone());
        self.write(move |store| Ok(store.set_seen(id, &person)?))
            .await?;
        self.inner.engine.tell(Change::Inbox);
        let all = SeenMark(i64::MAX);
        let engine = &self.inner.engine;
        engine.notice(&account, &customer.id, Occasion::Seen, all);
        Ok(Nothing {})
    }

    /// Somebody has a conversation before them, and no other: it may be read more
    /// often, and its customer told, as the account's people chose.
    pub async fn conversation_attend(
        &self,
        request: ConversationShow,
    ) -> Result<Nothing, ErrorCode> {
        self.must_own()?;
        let account = self.account_named(&request.account).await?;
        let customer = self.customer_named(&account, &request.customer).await?;
        self.inner.engine.attend(account.id, &customer.id).await?;
        Ok(Nothing {})
    }

    /// Nobody has a conversation before them any more; another one may be.
    pub async fn conversation_leave(
        &self,
        request: ConversationShow,
    ) -> Result<Nothing, ErrorCode> {
        let account = self.account_named(&request.account).await?;
        let customer = self.customer_named(&account, &request.customer).await?;
        self.inner.engine.leave(account.id, &customer.id);
        Ok(Nothing {})
    }

    /// What the customer sees: on the practice network what it really holds,
    /// elsewhere (and in a process that only reads, because the practice network
    /// runs in the owner's) what this desk knows.
    pub async fn customer_view(
        &self,
        request: ConversationShow,
    ) -> Result<CustomerView, ErrorCode> {
        let account = self.account_named(&request.account).await?;
        let customer = self.customer_named(&account, &request.customer).await?;
        if account.place == Place::Practice && self.is_owner() {
            let handle = customer.handle.ok_or(ErrorCode::UnknownCustomer {
                customer: request.customer,
            })?;
            return self.practice_view(handle.as_str()).await;
        }
        self.read(move |store| {
            let bubbles = thread::bubbles(store, &account, &customer.id)?;
            Ok(CustomerView {
                brand_name: account.display_name.clone(),
                brand_handle: account.handle.as_str().to_owned(),
                brand_picture: account.picture.map(view::picture_path),
                bubbles,
            })
        })
        .await
    }
}

/// Nobody is offered a persona that was put away or is kept for others.
fn may_still_speak(
    store: &Read<'_>,
    here: Option<OperatorId>,
    id: PersonaId,
) -> Result<bool, ErrorCode> {
    let origin = Origin::Operator(here.unwrap_or(OperatorId(uuid::Uuid::nil())));
    let known = store.persona(id)?;
    Ok(known.is_some_and(|known| may_speak_as(origin, &known.persona, Asked::AtSend).is_ok()))
}

impl Desk {
    async fn practice_view(&self, handle: &str) -> Result<CustomerView, ErrorCode> {
        let open = self.inner.practice.open().await?;
        let held = open
            .network
            .view(handle)
            .map_err(|error| ErrorCode::PracticeTrouble {
                detail: error.to_string(),
            })?;
        let bubbles = held.messages.into_iter().map(|seen| {
            let (line, picture) = match seen.persona {
                Some(persona) => (Some(persona.name), Some(practice_path(&persona.avatar))),
                None => (None, None),
            };
            let from = match seen.from {
                practice::Side::Brand => Side::Brand,
                practice::Side::Customer => Side::Customer,
            };
            CustomerBubble {
                from,
                text: seen.text,
                at: seen.at_ms,
                line,
                picture,
                photo: seen.photo.as_deref().map(practice_path),
            }
        });
        Ok(CustomerView {
            brand_name: held.brand.name,
            brand_handle: held.brand.handle,
            brand_picture: Some(practice_path(&held.brand.avatar)),
            bubbles: bubbles.collect(),
        })
    }

    /// A picture that the practice network serves.
    pub(crate) async fn practice_picture(&self, path: &str) -> Result<Option<Vec<u8>>, ErrorCode> {
        self.must_own()?;
        let open = self.inner.practice.open().await?;
        let request = http::Request::builder()
            .uri(format!("/{path}"))
            .body(bytes::Bytes::new());
        let request = request.map_err(|_| ErrorCode::Unexpected)?;
        match open.network.call(request).await {
            Ok(answer) if answer.status().is_success() => Ok(Some(answer.into_body().to_vec())),
            Ok(_) | Err(_) => Ok(None),
        }
    }
}

fn practice_path(path: &str) -> String {
    format!("practice/{}", path.trim_start_matches('/'))
}
