//! Sending, and deciding about what did not simply arrive.

use crate::api::{
    LeaveWhen, Leaves, Nothing, Outbox, OutboxRow, ReplyAgain, ReplyEdit, ReplyRef,
    ReplyReschedule, ReplySend, ReplyView,
};
use crate::foresight::Foresight;
use crate::stop::stop_view;
use crate::thread::{Authors, Worn};
use crate::{Desk, ErrorCode, names, view};
use domain::reply::State;
use domain::{Origin, SeenMark, Timestamp, Zone};
use engine::{EngineError, Leave, NewRelease, Written};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::{Dressed, Read, Reply};

/// Who writes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Author {
    /// Whoever sits at the desk.
    Seated,
    /// The operator of that name, new or known.
    Named(String),
    /// The brand's bot.
    Automation,
}

/// What somebody decides about a reply, and the ledger says who.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Let the replies behind it go first.
    Skip,
    /// Throw it away.
    Discard,
    /// It is in doubt, and did arrive.
    Arrived,
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
        let picture = self.beside(request.picture.as_deref())?;
        let text = self.body(&request.text, picture.as_ref())?;
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
            picture,
            written,
            seen: request.seen.map(SeenMark),
            leave: leave(request.leave)?,
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
        let read = self.reply_view(shown).await;
        Ok(read.unwrap_or_else(|_| view_of(&reply, &released, None, Standing::default())))
    }

    /// Puts a reply that has not left back into the draft.
    pub async fn reply_take_back(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        let id = names::reply(&request.reply)?;
        self.reply_view(self.inner.engine.take_back(id).await?)
            .await
    }

    /// Tries a failed or returned reply again, as it is.
    pub async fn reply_try_again(&self, request: ReplyAgain) -> Result<ReplyView, ErrorCode> {
        let id = names::reply(&request.reply)?;
        let seen = request.seen.map(SeenMark);
        self.reply_view(self.inner.engine.try_again(id, seen).await?)
            .await
    }

    /// Lets the replies behind this one go first.
    pub async fn reply_skip(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        self.decide_as(Decision::Skip, request, Author::Seated)
            .await
    }

    /// Decides about a reply as that author, who is a person.
    pub async fn decide_as(
        &self,
        decision: Decision,
        request: ReplyRef,
        author: Author,
    ) -> Result<ReplyView, ErrorCode> {
        let id = names::reply(&request.reply)?;
        let by = self.origin_of(author).await?;
        let engine = &self.inner.engine;
        let reply = match decision {
            Decision::Skip => engine.skip(id, by).await?,
            Decision::Discard => engine.discard(id, by).await?,
            Decision::Arrived => engine.arrived(id, by).await?,
        };
        self.reply_view(reply).await
    }

    /// Gives a held or scheduled reply a (new) time.
    pub async fn reply_reschedule(&self, request: ReplyReschedule) -> Result<ReplyView, ErrorCode> {
        let id = names::reply(&request.reply)?;
        let zone = zone(&request.zone)?;
        let reply = self
            .inner
            .engine
            .reschedule(id, Timestamp(request.at), zone)
            .await?;
        self.reply_view(reply).await
    }

    /// Ends a reply's time for undoing, or releases anew one that was taken back.
    pub async fn reply_let_go(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        let id = names::reply(&request.reply)?;
        self.reply_view(self.inner.engine.let_go(id).await?).await
    }

    /// Puts another text in the place of a reply that has not left.
    pub async fn reply_edit(&self, request: ReplyEdit) -> Result<ReplyView, ErrorCode> {
        let id = names::reply(&request.reply)?;
        let kept = self
            .read(move |store| store.reply(id)?.ok_or(ErrorCode::UnknownReply))
            .await?;
        let text = self.body(&request.text, kept.content.picture.as_ref())?;
        self.reply_view(self.inner.engine.edit(id, text).await?)
            .await
    }

    /// Gives a reply in doubt back to its author, after a person has looked.
    pub async fn reply_return(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        let id = names::reply(&request.reply)?;
        self.reply_view(self.inner.engine.give_back(id).await?)
            .await
    }

    /// A person has looked at a reply in doubt and says that it arrived.
    pub async fn reply_arrived(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        self.decide_as(Decision::Arrived, request, Author::Seated)
            .await
    }

    /// Throws a reply away; the ledger keeps that.
    pub async fn reply_discard(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        self.decide_as(Decision::Discard, request, Author::Seated)
            .await
    }

    /// One reply as it stands.
    pub async fn reply(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        let id = names::reply(&request.reply)?;
        let reply = self
            .read(move |store| store.reply(id)?.ok_or(ErrorCode::UnknownReply))
            .await?;
        self.reply_view(reply).await
    }

    async fn reply_view(&self, reply: Reply) -> Result<ReplyView, ErrorCode> {
        let foresight = self.foresight().await?;
        self.read(move |store| {
            let content = &reply.content;
            let lane = store.lane(content.account, &content.customer)?;
            let dressed = store.look(content.look)?.ok_or(ErrorCode::Unexpected)?;
            let standing = Standing::of(&reply, &lane, &foresight);
            let author = Authors::read(store)?.name(content.origin);
            Ok(view_of(&reply, &dressed, author, standing))
        })
        .await
    }

    /// Everything that is not settled.
    pub async fn outbox_list(&self, _: Nothing) -> Result<Outbox, ErrorCode> {
        let foresight = self.foresight().await?;
        let stop = self.inner.engine.stopped().await?;
        self.read(move |store| {
            let mut replies = Vec::new();
            let outbox = store.outbox()?;
            let views = reply_views(store, &outbox, &foresight)?;
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
            let stop = stop.map(|stop| stop_view(store, stop)).transpose()?;
            Ok(Outbox { replies, stop })
        })
        .await
    }

    /// Runs the outbox until only a person or a later time can move things.
    pub async fn outbox_settle(&self) -> Result<(), ErrorCode> {
        self.must_own()?;
        let engine = &self.inner.engine;
        engine.settle().await?;
        // What reading back settles may let others leave.
        while engine.settle_doubts().await?.settled > 0 {
            engine.settle().await?;
        }
        engine.give_signs().await;
        Ok(())
    }

    async fn origin_of(&self, author: Author) -> Result<Origin, ErrorCode> {
        Ok(match author {
            Author::Seated => Origin::Operator(self.operator_here().await?),
            Author::Named(name) => Origin::Operator(self.operator_named(&name).await?.id),
            Author::Automation => Origin::Automation,
        })
    }
}

/// Many replies: whole lanes, in their order.
pub(crate) fn reply_views(
    store: &Read<'_>,
    lanes: &[Reply],
    foresight: &Foresight,
) -> Result<Vec<ReplyView>, ErrorCode> {
    let worn = Worn::read(store, lanes.iter().map(|reply| reply.content.look))?;
    let authors = Authors::read(store)?;
    let mut holding: HashMap<_, Vec<usize>> = HashMap::new();
    for (index, reply) in lanes.iter().enumerate() {
        if reply.state.holds_its_lane() {
            let lane = (reply.content.account, &reply.content.customer);
            holding.entry(lane).or_default().push(index);
        }
    }
    let view = |(index, reply): (usize, &Reply)| {
        let content = &reply.content;
        let dressed = worn.by(Some(content.look)).ok_or(ErrorCode::Unexpected)?;
        let lane = holding.get(&(content.account, &content.customer));
        let (first, last) = (
            lane.and_then(|lane| lane.first()),
            lane.and_then(|lane| lane.last()),
        );
        let standing = Standing {
            held_up: first.is_some_and(|&first| first < index),
            others_behind: last.is_some_and(|&last| last > index),
            leaves: foresight.of(reply),
        };
        Ok(view_of(
            reply,
            dressed,
            authors.name(content.origin),
            standing,
        ))
    };
    lanes.iter().enumerate().map(view).collect()
}

/// How a reply stands among the others.
#[derive(Default)]
struct Standing {
    held_up: bool,
    others_behind: bool,
    leaves: Option<Leaves>,
}

impl Standing {
    fn of(reply: &Reply, lane: &[Reply], foresight: &Foresight) -> Self {
        let mut others = lane.iter().filter(|other| other.state.holds_its_lane());
        let held_up = others.clone().any(|other| other.place < reply.place);
        let others_behind = others.any(|other| other.place > reply.place);
        Self {
            held_up,
            others_behind,
            leaves: foresight.of(reply),
        }
    }
}

fn view_of(
    reply: &Reply,
    dressed: &Dressed,
    author: Option<String>,
    standing: Standing,
) -> ReplyView {
    let content = &reply.content;
    ReplyView {
        id: content.id.to_string(),
        text: content.text.as_str().to_owned(),
        picture: content.picture.as_ref().map(view::message_picture),
        spoken_as: view::spoken_as(dressed),
        author,
        released_at: content.released_at.0,
        behind_another: standing.held_up && reply.state == State::Queued,
        may_be_skipped: standing.others_behind && reply.state.may_be_skipped(),
        leaves: standing.leaves,
        state: reply.state.clone().into(),
    }
}

fn leave(when: LeaveWhen) -> Result<Leave, ErrorCode> {
    Ok(match when {
        LeaveWhen::AfterUndo => Leave::AfterUndo,
        LeaveWhen::AtOnce => Leave::AtOnce,
        LeaveWhen::At { at, zone: name } => Leave::At {
            at: Timestamp(at),
            zone: zone(&name)?,
        },
    })
}

fn zone(name: &str) -> Result<Zone, ErrorCode> {
    Zone::parse(name).map_err(|_| ErrorCode::UnknownZone {
        zone: name.to_owned(),
    })
}
