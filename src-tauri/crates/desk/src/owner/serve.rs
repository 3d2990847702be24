//! The owner answers at its door. Visitors are attended to side by side, and
//! none can hold up another, or the desk: each has its own task, a time for
//! everything it has begun to say, and no more room than [`ROOM`] in all.
//!
//! When the owner stops, nobody new is let in; what was begun comes to its end,
//! and a visitor in the middle of several commands may say the next one.

use super::commands::{Asked, Told, in_json, work};
use super::door::Door;
use super::frame::{self, COMMAND, Held};
use super::greeting::Greeting;
use crate::Desk;
use interprocess::local_socket::tokio::Stream;
use std::io::{Error, ErrorKind};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{ReadHalf, WriteHalf};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

/// The most visitors at one time.
const ROOM: usize = 64;

/// A visitor has this long for a greeting, for a command it has begun, and to
/// take an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A visitor may be silent for so long between two commands: a person may be
/// asked for a number meanwhile.
const SILENCE: Duration = Duration::from_secs(15 * 60);

/// When the owner stops, a visitor has this long for its next command.
const LAST_CALL: Duration = Duration::from_secs(1);

/// When the owner stops, what is under way has this long to come to its end.
const LINGER: Duration = Duration::from_secs(60);

/// Somebody who waits is told this often that work goes on.
pub(super) const SIGN_OF_LIFE: Duration = Duration::from_secs(5);

impl Desk {
    /// Does for other processes what they may not do themselves, until told to
    /// stop; what was begun by then is brought to its end, for a minute at most.
    /// Does nothing in a process that is not the folder's owner.
    pub async fn answer_others(&self, stop: CancellationToken) {
        if !self.is_owner() {
            return;
        }
        match Door::open(self.folder()) {
            Ok(door) => self.let_in(door, &stop).await,
            Err(error) => {
                tracing::warn!(%error, "no other process can hand anything over");
                stop.cancelled().await;
            }
        }
        self.inner.guests.close();
        tokio::select! {
            () = self.inner.guests.wait() => {}
            () = self.inner.clock.sleep(LINGER) => {
                tracing::warn!("what was handed over did not end in time");
            }
        }
    }

    /// Lets visitors in until told to stop.
    async fn let_in(&self, door: Door, stop: &CancellationToken) {
        let room = Arc::new(Semaphore::new(ROOM));
        loop {
            let visitor = tokio::select! {
                () = stop.cancelled() => break,
                visitor = door.next() => visitor,
            };
            match visitor {
                Ok(visitor) => self.attend_to(visitor, &room, stop),
                Err(error) => {
                    tracing::warn!(%error, "somebody could not be let in");
                    if error.kind() != ErrorKind::PermissionDenied {
                        tokio::select! {
                            () = stop.cancelled() => break,
                            () = self.inner.clock.sleep(SIGN_OF_LIFE) => {}
                        }
                    }
                }
            }
        }
    }

    fn attend_to(&self, visitor: Stream, room: &Arc<Semaphore>, stop: &CancellationToken) {
        // Who finds no room is told nothing, and comes again.
        let Ok(place) = Arc::clone(room).try_acquire_owned() else {
            tracing::warn!("there is no room for another visitor");
            return;
        };
        let (desk, stop) = (self.clone(), stop.clone());
        self.inner.guests.spawn(async move {
            let _place = place;
            if let Err(error) = Visit::of(desk, visitor).attend(&stop).await {
                tracing::info!(%error, "a visitor was sent away or has gone");
            }
        });
    }
}

/// One visitor.
struct Visit {
    desk: Desk,
    from: ReadHalf<Stream>,
    to: WriteHalf<Stream>,
}

impl Visit {
    fn of(desk: Desk, visitor: Stream) -> Self {
        let (from, to) = tokio::io::split(visitor);
        Self { desk, from, to }
    }

    /// From the greeting to the last command.
    async fn attend(mut self, stop: &CancellationToken) -> Result<(), Error> {
        let clock = Arc::clone(&self.desk.inner.clock);
        let ours = Greeting::ours();
        let theirs = tokio::select! {
            heard = Greeting::hear(&mut self.from) => heard?,
            () = clock.sleep(PATIENCE) => return Err(ErrorKind::TimedOut.into()),
        };
        ours.say(&mut self.to).await?;
        if ours.understands(&theirs).is_err() {
            return Ok(());
        }
        loop {
            let length = tokio::select! {
                length = frame::announced(&mut self.from, COMMAND) => length?,
                () = clock.sleep(SILENCE) => return Err(ErrorKind::TimedOut.into()),
                () = async { stop.cancelled().await; clock.sleep(LAST_CALL).await } => None,
            };
            let Some(length) = length else {
                return Ok(());
            };
            let asked = tokio::select! {
                asked = frame::read(&mut self.from, length) => asked?,
                () = clock.sleep(PATIENCE) => return Err(ErrorKind::TimedOut.into()),
            };
            self.answer(&asked).await?;
        }
    }

    /// Does what was asked, in a task of its own: it goes on where the visitor
    /// has gone.
    async fn answer(&mut self, asked: &Held) -> Result<(), Error> {
        // The parser's own words may hold a piece of a key.
        let asked: Asked<'_> =
            serde_json::from_slice(asked).map_err(|_| Error::from(ErrorKind::InvalidData))?;
        let work = work(&self.desk, &asked).ok_or(ErrorKind::InvalidInput)?;
        tracing::info!(command = asked.command, "another process hands over");
        let clock = Arc::clone(&self.desk.inner.clock);
        let mut work = self.desk.inner.guests.spawn(work);
        loop {
            tokio::select! {
                ended = &mut work => {
                    // A panic: nobody knows how far it came.
                    let ended = ended.map_err(|_| Error::from(ErrorKind::Other))?;
                    return self.tell(&Told::from(ended)).await;
                }
                () = clock.sleep(SIGN_OF_LIFE) => self.tell(&Told::AtWork).await?,
            }
        }
    }

    async fn tell(&mut self, told: &Told) -> Result<(), Error> {
        let told = in_json(told).map_err(|_| Error::from(ErrorKind::InvalidData))?;
        let clock = Arc::clone(&self.desk.inner.clock);
        tokio::select! {
            written = frame::write(&mut self.to, told.get().as_bytes(), COMMAND) => written,
            () = clock.sleep(PATIENCE) => Err(ErrorKind::TimedOut.into()),
        }
    }
}
