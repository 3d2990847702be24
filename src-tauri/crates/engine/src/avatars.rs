//! Pictures of customers and brands: fetched once, made small and safe, kept.
//! They are for people's eyes only; no reply waits for one.

use crate::{Change, Drawn, Engine, EngineError, Way};
use async_trait::async_trait;
use domain::{AccountId, PictureId};
use network::Request;

/// The most pictures fetched in one go.
const MOST: u32 = 50;

/// Makes pictures that may be stored of a stranger's bytes.
#[async_trait]
pub trait Draw: Send + Sync {
    /// A small square JPEG without metadata; `None` where the bytes are no picture. Waits for
    /// its turn, and never works on the caller's thread.
    async fn draw(&self, bytes: Vec<u8>) -> Option<Vec<u8>>;
    /// The same, of the whole picture and not only of its middle.
    async fn draw_whole(&self, bytes: Vec<u8>) -> Option<Drawn>;
}

impl Engine {
    /// Fetches the pictures of an account's people that were never asked for.
    /// One that cannot be had is not asked for again.
    pub async fn fetch_avatars(&self, account: AccountId) -> Result<(), EngineError> {
        let wanted = self
            .read(move |store| Ok(store.avatars_wanted(account, MOST)?))
            .await?;
        if wanted.is_empty() {
            return Ok(());
        }
        let known = self.account(account).await?;
        let way = self.way(&known).await?;
        let mut settled = 0;
        for (user, address) in wanted {
            // No line is no answer: they are asked for another time.
            let Some(jpeg) = self.fetch(&address, &way).await else {
                break;
            };
            settled += 1;
            let (picture, now) = (PictureId::new(self.ids()), self.now());
            self.write(move |store| {
                if let Some(jpeg) = &jpeg {
                    store.add_picture(picture, jpeg, now)?;
                }
                Ok(store.set_avatar(account, &user, jpeg.map(|_| picture), now)?)
            })
            .await?;
        }
        if settled > 0 {
            self.tell(Change::Accounts);
            self.tell(Change::Inbox);
        }
        Ok(())
    }

    /// `None` where no answer came; `Some(None)` where it is no picture.
    async fn fetch(&self, address: &str, way: &Way) -> Option<Option<Vec<u8>>> {
        let Ok(request) = Request::picture(address, &way.at) else {
            return Some(None);
        };
        let answer = way.http.send(request).await.ok()?;
        if answer.status != 200 {
            return Some(None);
        }
        Some(self.inner.parts.draw.draw(answer.body).await)
    }
}
