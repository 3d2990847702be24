//! The commands that may be handed over, by name: those of the border, and those
//! that the command line has beside them. A request and an answer travel as the
//! JSON they have at the border.

use crate::api::{
    ApplicationView, CropSquare, DiaryAdd, MessagePicture, Nothing, ReplyRef, ReplySend, ReplyView,
    StagedPicture,
};
use crate::{Author, Decision, Desk, ErrorCode, api};
use base64::Engine as _;
use base64::display::Base64Display;
use base64::engine::general_purpose::STANDARD;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::pin::Pin;

/// A command as it is handed over.
#[derive(Serialize, Deserialize)]
pub(super) struct Asked<'a> {
    pub(super) command: &'a str,
    #[serde(borrow)]
    pub(super) request: &'a RawValue,
}

/// What the owner says to it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Told {
    /// It is at work on it; said now and then.
    AtWork,
    /// The answer.
    Done(Box<RawValue>),
    /// Why it was not done.
    Refused(ErrorCode),
}

impl From<Result<Box<RawValue>, ErrorCode>> for Told {
    fn from(ended: Result<Box<RawValue>, ErrorCode>) -> Self {
        match ended {
            Ok(answer) => Self::Done(answer),
            Err(code) => Self::Refused(code),
        }
    }
}

/// A reply of an author who does not sit here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct SendAs {
    pub(super) request: ReplySend,
    pub(super) author: Author,
}

/// What somebody decides who does not sit here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct DecideAs {
    pub(super) decision: Decision,
    pub(super) request: ReplyRef,
    pub(super) author: Author,
}

/// A line of the diary by somebody who does not sit here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct DiaryAddAs {
    pub(super) request: DiaryAdd,
    pub(super) author: Author,
}

/// A photo that was chosen elsewhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct PictureStage {
    #[serde(serialize_with = "to_base64", deserialize_with = "from_base64")]
    pub(super) bytes: Vec<u8>,
    pub(super) crop: Option<CropSquare>,
}

/// A picture of a message that was chosen elsewhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct MessagePictureStage {
    #[serde(serialize_with = "to_base64", deserialize_with = "from_base64")]
    pub(super) bytes: Vec<u8>,
}

fn to_base64<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&Base64Display::new(bytes, &STANDARD))
}

fn from_base64<'a, D: Deserializer<'a>>(from: D) -> Result<Vec<u8>, D::Error> {
    let text = <&str>::deserialize(from)?;
    STANDARD.decode(text).map_err(D::Error::custom)
}

/// The commands beside the border.
impl Desk {
    async fn reply_send_as(&self, asked: SendAs) -> Result<ReplyView, ErrorCode> {
        self.send_as(asked.request, asked.author).await
    }

    async fn reply_decide_as(&self, asked: DecideAs) -> Result<ReplyView, ErrorCode> {
        self.decide_as(asked.decision, asked.request, asked.author)
            .await
    }

    async fn diary_add_as(&self, asked: DiaryAddAs) -> Result<ApplicationView, ErrorCode> {
        self.application_diary_add_as(asked.request, asked.author)
            .await
    }

    async fn picture_stage_given(&self, asked: PictureStage) -> Result<StagedPicture, ErrorCode> {
        self.picture_stage(asked.bytes, asked.crop).await
    }

    async fn message_picture_stage_given(
        &self,
        asked: MessagePictureStage,
    ) -> Result<MessagePicture, ErrorCode> {
        self.message_picture_stage(asked.bytes).await
    }

    async fn outbox_settle_all(&self, _: Nothing) -> Result<Nothing, ErrorCode> {
        self.settle_all().await?;
        Ok(Nothing {})
    }

    async fn outbox_settle_one(&self, reply: ReplyRef) -> Result<Nothing, ErrorCode> {
        self.settle_one(&reply).await?;
        Ok(Nothing {})
    }
}

/// A command at work.
pub(super) type Work = Pin<Box<dyn Future<Output = Result<Box<RawValue>, ErrorCode>> + Send>>;

/// The work that was asked for; `None` for a command of which nobody knows.
pub(super) fn work(desk: &Desk, asked: &Asked<'_>) -> Option<Work> {
    macro_rules! commands {
        ($($name:ident: $request:ident => $answer:ident,)*) => {
            match asked.command {
                $(stringify!($name) => at_work(desk, asked, |desk, request: api::$request| {
                    async move { desk.$name(request).await }
                }),)*
                "reply_send_as" => at_work(desk, asked, |desk, request| {
                    async move { desk.reply_send_as(request).await }
                }),
                "reply_decide_as" => at_work(desk, asked, |desk, request| {
                    async move { desk.reply_decide_as(request).await }
                }),
                "diary_add_as" => at_work(desk, asked, |desk, request| {
                    async move { desk.diary_add_as(request).await }
                }),
                "message_picture_stage_given" => at_work(desk, asked, |desk, request| {
                    async move { desk.message_picture_stage_given(request).await }
                }),
                "picture_stage_given" => at_work(desk, asked, |desk, request| {
                    async move { desk.picture_stage_given(request).await }
                }),
                "outbox_settle_all" => at_work(desk, asked, |desk, request| {
                    async move { desk.outbox_settle_all(request).await }
                }),
                "outbox_settle_one" => at_work(desk, asked, |desk, request| {
                    async move { desk.outbox_settle_one(request).await }
                }),
                _ => return None,
            }
        };
    }
    Some(include!("../commands.in.rs"))
}

fn at_work<R, A, F>(desk: &Desk, asked: &Asked<'_>, act: impl FnOnce(Desk, R) -> F) -> Work
where
    R: DeserializeOwned,
    A: Serialize,
    F: Future<Output = Result<A, ErrorCode>> + Send + 'static,
{
    // The parser's own words may hold a piece of a key.
    match serde_json::from_str(asked.request.get()) {
        Ok(request) => {
            let acting = act(desk.clone(), request);
            Box::pin(async move { in_json(&acting.await?) })
        }
        Err(_) => {
            tracing::error!(command = asked.command, "a request could not be read");
            Box::pin(std::future::ready(Err(ErrorCode::Unexpected)))
        }
    }
}

/// A request or an answer as it travels.
pub(super) fn in_json(what: &impl Serialize) -> Result<Box<RawValue>, ErrorCode> {
    serde_json::value::to_raw_value(what).map_err(|_| ErrorCode::Unexpected)
}

/// The names of the border's commands.
#[cfg(test)]
pub(super) fn names() -> Vec<&'static str> {
    macro_rules! commands {
        ($($name:ident: $request:ident => $answer:ident,)*) => {
            vec![$(stringify!($name),)*]
        };
    }
    include!("../commands.in.rs")
}
