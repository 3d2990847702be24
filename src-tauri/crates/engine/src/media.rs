//! Pictures that came with messages: fetched once, made safe, kept. What is no
//! picture (a video, a place) is named in the thread and not fetched.

use crate::{Change, Engine, EngineError, Way};
use domain::{AccountId, PictureId};
use network::{Class, Request};
use store::{MessagePicture, WantedMedia};

/// The most pictures fetched in one go.
const MOST: u32 = 20;

/// A picture made of a stranger's bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drawn {
    /// A JPEG without metadata.
    pub jpeg: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

impl Engine {
    /// Fetches the pictures of an account's messages that were never asked for.
    /// One that cannot be had is not asked for again.
    pub async fn fetch_media(&self, account: AccountId) -> Result<(), EngineError> {
        let wanted = self
            .read(move |store| Ok(store.media_wanted(account, MOST)?))
            .await?;
        if wanted.is_empty() {
            return Ok(());
        }
        let known = self.account(account).await?;
        let way = self.way(&known).await?;
        for one in wanted {
            let WantedMedia {
                event,
                customer,
                address,
            } = one;
            // No line is no answer: they are asked for another time.
            let Some(drawn) = self.fetch_one(account, &address, &way).await else {
                break;
            };
            let (picture, now) = (PictureId::new(self.ids()), self.now());
            self.write(move |store| {
                let kept = match &drawn {
                    Some(drawn) => {
                        store.add_picture(picture, &drawn.jpeg, now)?;
                        Some(MessagePicture {
                            picture,
                            width: drawn.width,
                            height: drawn.height,
                        })
                    }
                    None => None,
                };
                Ok(store.set_media_picture(account, &event, kept, now)?)
            })
            .await?;
            self.tell(Change::Conversation(account, customer));
        }
        Ok(())
    }

    /// `None` where no answer came; `Some(None)` where it is no picture.
    async fn fetch_one(
        &self,
        account: AccountId,
        address: &str,
        way: &Way,
    ) -> Option<Option<Drawn>> {
        let bytes = match way.network.message_media(&way.at, address) {
            Some(call) => match self.call(account, way, call).await {
                Ok(bytes) => bytes,
                Err(failure) if failure.class == Class::Refused => return Some(None),
                Err(_) => return None,
            },
            None => {
                let Ok(request) = Request::picture(address, &way.at) else {
                    return Some(None);
                };
                let answer = way.http.send(request).await.ok()?;
                if answer.status != 200 {
                    return Some(None);
                }
                answer.body
            }
        };
        Some(self.inner.parts.draw.draw_whole(bytes).await)
    }
}
