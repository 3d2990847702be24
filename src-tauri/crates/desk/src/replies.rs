//! Sending, and deciding about what did not simply arrive.

use crate::api::{Nothing, Outbox, OutboxRow, ReplyRef, ReplySend, ReplyView};
use crate::thread::{Authors, Worn};
use crate::{Desk, ErrorCode, names, view};
use domain::reply::State;
use domain::{MessageBody, Origin};
use engine::{EngineError, NewRelease, Written};
use std::collections::HashSet;
use store::{Dressed, Read, Reply};

/// Who writes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Author {
    /// Whoever sits at the desk.
    Seated,
    /// The operator of that name, new or known.
    Named(String),
    /// The brand's bot.
    Automation,
}

impl Desk {
    /// Releases a reply of whoever sits here; it leaves when its turn comes.
    pub async fn reply_send(&self, request: ReplySend) -> Result<ReplyView, ErrorCode> {
        self.send_as(request, Author::Seated).await
    }

    /// Releases a reply of that author; it leaves when its turn comes.
    pub async fn send_as(
        &self,
        request: ReplySend,
        author: Author,
    ) -> Result<ReplyView, ErrorCode> {
        let account = self.account_named(&request.account).await?;
        let customer = self.customer_named(&account, &request.customer).await?;
        let dressed = self.persona_named(&request.persona).await?;
        let shown = request.look.as_deref().map(names::look).transpose()?;
        let text = MessageBody::parse(&request.text, self.inner.reach.x().limits().text)?;
        let written = match author {
            Author::Seated => Written::InDraft,
            Author::Named(_) | Author::Automation => Written::Elsewhere,
        };
        let origin = self.origin_of(author).await?;
        let new = NewRelease {
            account: account.id,
            customer: customer.id,
            origin,
            persona: dressed.persona.id,
            shown,
            text,
            written,
        };
        let reply = self
            .inner
            .engine
            .release(new)
            .await
            .map_err(|error| match error {
                EngineError::NotPublished => ErrorCode::NotPublished {
                    line: dressed.look.line.as_str().to_owned(),
                    account: account.name(),
                },
                other => other.into(),
            })?;
        // It is on disk now. Trouble with showing it must not look like trouble
        // with sending it: somebody would send it again.
        let (shown, released) = (reply.clone(), dressed.clone());
        let read = self.read(move |store| reply_view(store, &shown)).await;
        Ok(read.unwrap_or_else(|_| view_of(&reply, &released, None, Turn::Next)))
    }

    /// Puts a reply that has not left back into the draft.
    pub async fn reply_take_back(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        let reply = self
            .inner
            .engine
            .take_back(names::reply(&request.reply)?)
            .await?;
        self.read(move |store| reply_view(store, &reply)).await
    }

    /// Tries a failed or returned reply again, as it is.
    pub async fn reply_try_again(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        let reply = self
            .inner
            .engine
            .try_again(names::reply(&request.reply)?)
            .await?;
        self.read(move |store| reply_view(store, &reply)).await
    }

    /// Gives a reply in doubt back to its author, after a person has looked.
    pub async fn reply_return(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        let reply = self
            .inner
            .engine
            .give_back(names::reply(&request.reply)?)
            .await?;
        self.read(move |store| reply_view(store, &reply)).await
    }

    /// A person has looked at a reply in doubt and says that it arrived.
    pub async fn reply_arrived(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        let by = Origin::Operator(self.operator_here().await?);
        let reply = self
            .inner
            .engine
            .arrived(names::reply(&request.reply)?, by)
            .await?;
        self.read(move |store| reply_view(store, &reply)).await
    }

    /// Throws a reply away; the ledger keeps that.
    pub async fn reply_discard(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        let by = Origin::Operator(self.operator_here().await?);
        let reply = self
            .inner
            .engine
            .discard(names::reply(&request.reply)?, by)
            .await?;
        self.read(move |store| reply_view(store, &reply)).await
    }

    /// One reply as it stands.
    pub async fn reply(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        let id = names::reply(&request.reply)?;
        self.read(move |store| reply_view(store, &store.reply(id)?.ok_or(ErrorCode::UnknownReply)?))
            .await
    }

    /// Everything that is not settled.
    pub async fn outbox_list(&self, _: Nothing) -> Result<Outbox, ErrorCode> {
        self.read(|store| {
            let mut replies = Vec::new();
            let outbox = store.outbox()?;
            let views = reply_views(store, &outbox)?;
            for (Reply { content, .. }, reply) in outbox.iter().zip(views) {
                let account = store
                    .account(content.account)?
                    .ok_or(ErrorCode::Unexpected)?;
                let customer = store
                    .customer(content.account, &content.customer)?
                    .ok_or(ErrorCode::Unexpected)?;
                replies.push(OutboxRow {
                    account: account.id.to_string(),
                    account_name: account.name(),
                    customer: view::person(&customer),
                    reply,
                });
            }
            Ok(Outbox { replies })
        })
        .await
    }

    /// Runs the outbox until only a person or a later time can move things.
    pub async fn outbox_settle(&self) -> Result<(), ErrorCode> {
        self.must_own()?;
        Ok(self.inner.engine.settle().await?)
    }

    async fn origin_of(&self, author: Author) -> Result<Origin, ErrorCode> {
        Ok(match author {
            Author::Seated => Origin::Operator(self.operator_here().await?),
            Author::Named(name) => Origin::Operator(self.operator_named(&name).await?.id),
            Author::Automation => Origin::Automation,
        })
    }
}

/// One reply.
fn reply_view(store: &Read<'_>, reply: &Reply) -> Result<ReplyView, ErrorCode> {
    let content = &reply.content;
    let dressed = store.look(content.look)?.ok_or(ErrorCode::Unexpected)?;
    let lane = store.lane(content.account, &content.customer)?;
    let held_up = lane
        .iter()
        .any(|other| other.seq < reply.seq && other.state.holds_its_lane());
    let turn = if held_up { Turn::Later } else { Turn::Next };
    let author = Authors::read(store)?.name(content.origin);
    Ok(view_of(reply, &dressed, author, turn))
}

/// Many replies: whole lanes, in the order of pressing Send.
pub(crate) fn reply_views(store: &Read<'_>, lanes: &[Reply]) -> Result<Vec<ReplyView>, ErrorCode> {
    let worn = Worn::read(store, lanes.iter().map(|reply| reply.content.look))?;
    let authors = Authors::read(store)?;
    let mut held = HashSet::new();
    let view = |reply: &Reply| {
        let content = &reply.content;
        let dressed = worn.by(Some(content.look)).ok_or(ErrorCode::Unexpected)?;
        let lane = (content.account, content.customer.clone());
        let held_up = held.contains(&lane);
        if reply.state.holds_its_lane() {
            held.insert(lane);
        }
        let turn = if held_up { Turn::Later } else { Turn::Next };
        Ok(view_of(reply, dressed, authors.name(content.origin), turn))
    };
    lanes.iter().map(view).collect()
}

/// Whether another reply of the lane comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Next,
    Later,
}

fn view_of(reply: &Reply, dressed: &Dressed, author: Option<String>, turn: Turn) -> ReplyView {
    let content = &reply.content;
    ReplyView {
        id: content.id.to_string(),
        text: content.text.as_str().to_owned(),
        spoken_as: view::spoken_as(dressed),
        author,
        released_at: content.released_at.0,
        behind_another: turn == Turn::Later && reply.state == State::Queued,
        state: reply.state.clone().into(),
    }
}
