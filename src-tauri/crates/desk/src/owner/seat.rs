//! A seat at a desk, whoever owns its folder: the same commands as the desk has.
//! Here the owner does them itself, and beside an owner they are handed over,
//! but for what only reads. The command line sits here.
//!
//! Where the owner goes while somebody sits beside it, the seat takes the folder
//! if it is free, and goes on as the owner.

use super::commands::{DecideAs, DiaryAddAs, MessagePictureStage, PictureStage, SendAs, in_json};
use super::session::{Handed, Session};
use crate::api::{
    self, ApplicationView, CropSquare, DiaryAdd, ExportedFile, MessagePicture, Nothing, ReplyRef,
    ReplySend, ReplyView, StagedPicture,
};
use crate::{Author, Decision, Desk, ErrorCode, Options};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// An owner that does not answer yet, or that is just about to go, is tried
/// this often, and so long lies between.
const TRIES: usize = 80;
const BETWEEN: Duration = Duration::from_millis(250);

/// What a process of the same folder reads itself: the store is enough for it.
pub(super) const READ_HERE: [&str; 34] = [
    "overview",
    "operator_list",
    "account_list",
    "account_probe_last",
    "application_list",
    "application_show",
    "application_versions",
    "line_check",
    "persona_list",
    "persona_show",
    "persona_history",
    "conversation_list",
    "conversation_show",
    "conversation_earlier",
    "conversation_later",
    "conversation_around",
    "customer_view",
    "search",
    "draft_list",
    "outbox_list",
    "doubt_show",
    "outbox_standing",
    "delivery_show",
    "ledger_list",
    "ledger_verify",
    "settings_show",
    "backup_list",
    "backup_restore_preview",
    "export_everything",
    "export_conversation",
    "customer_export",
    "customer_forget_preview",
    "retention_show",
    "retention_preview",
];

/// What somebody sits down for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wish {
    /// To look, and to take the folder from nobody.
    Look,
    /// To do what works in any case, and to note it where that is possible.
    Note,
    /// To work.
    Work,
}

type Opening = Box<dyn Fn() -> Result<Options, ErrorCode> + Send + Sync>;

/// A seat at a desk.
pub struct Seat {
    options: Opening,
    tries: usize,
    place: Mutex<Place>,
}

enum Place {
    /// At a desk of this process's own.
    Here(Desk, Option<Attending>),
    /// Beside another process, over a desk that reads.
    Beside(Desk, Option<Session>),
}

/// The owner's answers to others, while this process is the owner.
struct Attending {
    stop: CancellationToken,
    work: JoinHandle<()>,
}

impl Attending {
    fn begin(desk: &Desk) -> Self {
        let stop = CancellationToken::new();
        let (desk, until) = (desk.clone(), stop.clone());
        let work = tokio::spawn(async move { desk.answer_others(until).await });
        Self { stop, work }
    }
}

impl Place {
    fn of(desk: Desk) -> Self {
        if desk.is_owner() {
            let attending = Attending::begin(&desk);
            Self::Here(desk, Some(attending))
        } else {
            Self::Beside(desk, None)
        }
    }

    fn desk(&self) -> &Desk {
        match self {
            Self::Here(desk, _) | Self::Beside(desk, _) => desk,
        }
    }
}

/// Opens the desk; where another process is just making one of the folder, a
/// moment later.
async fn opened(options: &impl Fn() -> Result<Options, ErrorCode>) -> Result<Desk, ErrorCode> {
    for _ in 1..TRIES {
        let options = options()?;
        let clock = Arc::clone(&options.clock);
        match Desk::open(options).await {
            Err(ErrorCode::OpenElsewhere) => clock.sleep(BETWEEN).await,
            opened => return opened,
        }
    }
    Desk::open(options()?).await
}

/// Commands without a place at the border.
impl Seat {
    /// Sits down at the desk in a folder.
    ///
    /// # Errors
    /// As [`Desk::open`]; for work also [`ErrorCode::OpenInOtherVersion`] and, where
    /// the owner answers nobody for twenty seconds, [`ErrorCode::OpenElsewhere`].
    pub async fn open(
        options: impl Fn() -> Result<Options, ErrorCode> + Send + Sync + 'static,
        wish: Wish,
    ) -> Result<Self, ErrorCode> {
        let place = match wish {
            Wish::Look => Place::Here(Desk::look(options()?).await?, None),
            Wish::Note | Wish::Work => Place::of(opened(&options).await?),
        };
        let seat = Self {
            options: Box::new(options),
            tries: if wish == Wish::Work { TRIES } else { 1 },
            place: Mutex::new(place),
        };
        if wish == Wish::Work {
            // Asked first, so that nobody is asked for keys in vain.
            seat.arrive(&mut *seat.place.lock().await).await?;
        }
        Ok(seat)
    }

    /// Gets up. Whoever was handed over to this process is answered first.
    pub async fn leave(self) {
        if let Place::Here(_, Some(attending)) = self.place.into_inner() {
            attending.stop.cancel();
            if attending.work.await.is_err() {
                tracing::error!("answering others ended with a panic");
            }
        }
    }

    /// What the desk's clock shows, in milliseconds since the epoch, UTC.
    pub async fn now(&self) -> i64 {
        self.desk().await.now()
    }

    /// As [`Desk::send_as`].
    ///
    /// # Errors
    /// As there, and those of handing over.
    pub async fn send_as(
        &self,
        request: ReplySend,
        author: Author,
    ) -> Result<ReplyView, ErrorCode> {
        let asked = SendAs { request, author };
        self.ask("reply_send_as", asked, |desk, asked| async move {
            desk.send_as(asked.request, asked.author).await
        })
        .await
    }

    /// As [`Desk::decide_as`].
    ///
    /// # Errors
    /// As there, and those of handing over.
    pub async fn decide_as(
        &self,
        decision: Decision,
        request: ReplyRef,
        author: Author,
    ) -> Result<ReplyView, ErrorCode> {
        let asked = DecideAs {
            decision,
            request,
            author,
        };
        self.ask("reply_decide_as", asked, |desk, asked| async move {
            desk.decide_as(asked.decision, asked.request, asked.author)
                .await
        })
        .await
    }

    /// As [`Desk::application_diary_add_as`].
    ///
    /// # Errors
    /// As there, and those of handing over.
    pub async fn application_diary_add_as(
        &self,
        request: DiaryAdd,
        author: Author,
    ) -> Result<ApplicationView, ErrorCode> {
        let asked = DiaryAddAs { request, author };
        self.ask("diary_add_as", asked, |desk, asked| async move {
            desk.application_diary_add_as(asked.request, asked.author)
                .await
        })
        .await
    }

    /// As [`Desk::picture_stage`].
    ///
    /// # Errors
    /// As there, and those of handing over.
    pub async fn picture_stage(
        &self,
        bytes: Vec<u8>,
        crop: Option<CropSquare>,
    ) -> Result<StagedPicture, ErrorCode> {
        let asked = PictureStage { bytes, crop };
        self.ask("picture_stage_given", asked, |desk, asked| async move {
            desk.picture_stage(asked.bytes, asked.crop).await
        })
        .await
    }

    /// As [`Desk::message_picture_stage`].
    ///
    /// # Errors
    /// As there, and those of handing over.
    pub async fn message_picture_stage(&self, bytes: Vec<u8>) -> Result<MessagePicture, ErrorCode> {
        let asked = MessagePictureStage { bytes };
        self.ask(
            "message_picture_stage_given",
            asked,
            |desk, asked| async move { desk.message_picture_stage(asked.bytes).await },
        )
        .await
    }

    /// Runs the outbox until only a person or a later time can move things.
    ///
    /// # Errors
    /// As [`Desk::outbox_settle`], and those of handing over.
    pub async fn outbox_settle(&self) -> Result<(), ErrorCode> {
        self.ask("outbox_settle_all", Nothing {}, |desk, _| async move {
            desk.settle_all().await?;
            Ok(Nothing {})
        })
        .await
        .map(|Nothing {}| ())
    }

    /// Runs the outbox until only a person or a later time can move this reply.
    /// What was begun for others then is at its end when the seat is left.
    ///
    /// # Errors
    /// As [`Seat::outbox_settle`].
    pub async fn settle(&self, reply: ReplyRef) -> Result<(), ErrorCode> {
        self.ask("outbox_settle_one", reply, |desk, reply| async move {
            desk.settle_one(&reply).await?;
            Ok(Nothing {})
        })
        .await
        .map(|Nothing {}| ())
    }

    /// As [`Desk::reply`].
    ///
    /// # Errors
    /// As there.
    pub async fn reply(&self, request: ReplyRef) -> Result<ReplyView, ErrorCode> {
        self.desk().await.reply(request).await
    }

    /// As [`Desk::export_to`].
    ///
    /// # Errors
    /// As there.
    pub async fn export_to(&self, path: PathBuf) -> Result<ExportedFile, ErrorCode> {
        self.desk().await.export_to(path).await
    }

    async fn desk(&self) -> Desk {
        self.place.lock().await.desk().clone()
    }

    /// Does a command here, or hands it over.
    async fn ask<R, A, F>(
        &self,
        command: &str,
        request: R,
        here: impl FnOnce(Desk, R) -> F,
    ) -> Result<A, ErrorCode>
    where
        R: Serialize,
        A: DeserializeOwned,
        F: Future<Output = Result<A, ErrorCode>>,
    {
        if READ_HERE.contains(&command) {
            return here(self.desk().await, request).await;
        }
        match self.hand_over(command, &request).await? {
            Some(answer) => serde_json::from_str(answer.get()).map_err(|_| ErrorCode::Unexpected),
            None => here(self.desk().await, request).await,
        }
    }

    /// The owner's answer; `None` where the command belongs here.
    async fn hand_over(
        &self,
        command: &str,
        request: &impl Serialize,
    ) -> Result<Option<Box<RawValue>>, ErrorCode> {
        let mut place = self.place.lock().await;
        loop {
            let session = match self.arrive(&mut place).await {
                Ok(Some(session)) => session,
                Ok(None) => return Ok(None),
                // It works without the owner, too.
                Err(_) if self.tries == 1 => return Ok(None),
                Err(code) => return Err(code),
            };
            match session.hand_over(command, &in_json(request)?).await {
                Handed::Answered(answer) => return answer.map(Some),
                Handed::NobodyThere => {}
            }
            if let Place::Beside(_, session) = &mut *place {
                *session = None;
            }
        }
    }

    /// Makes sure that there is somebody to do a command: this process (`None`),
    /// or an owner who has greeted.
    async fn arrive<'a>(&self, place: &'a mut Place) -> Result<Option<&'a mut Session>, ErrorCode> {
        for attempt in 1..=self.tries {
            let Place::Beside(desk, session) = place else {
                break;
            };
            if session.is_some() {
                break;
            }
            let clock = Arc::clone(&desk.inner.clock);
            *session = Session::begin(desk.folder(), Arc::clone(&clock)).await?;
            if session.is_some() {
                break;
            }
            let again = Desk::open((self.options)()?).await?;
            if again.is_owner() {
                *place = Place::of(again);
                break;
            }
            if attempt < self.tries {
                clock.sleep(BETWEEN).await;
            }
        }
        match place {
            Place::Here(..) => Ok(None),
            Place::Beside(_, Some(session)) => Ok(Some(session)),
            Place::Beside(_, None) => Err(ErrorCode::OpenElsewhere),
        }
    }
}

macro_rules! commands {
    ($($name:ident: $request:ident => $answer:ident,)*) => {
        /// The commands of the border.
        impl Seat {
            $(
                #[doc = concat!("As [`Desk::", stringify!($name), "`].")]
                ///
                /// # Errors
                /// As there, and those of handing over.
                pub async fn $name(
                    &self,
                    request: api::$request,
                ) -> Result<api::$answer, ErrorCode> {
                    self.ask(stringify!($name), request, |desk, request| async move {
                        desk.$name(request).await
                    })
                    .await
                }
            )*
        }
    };
}
include!("../commands.in.rs");
