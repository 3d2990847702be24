//! Comparing the roster with what a network lists: what was in doubt is settled,
//! what is gone is named, and what is not from here as well. Nothing is created
//! and nothing destroyed.

use super::list::List;
use crate::{Change, Engine, EngineError, Way};
use domain::listing::{BETWEEN_LISTS, Doubt, Finding, Listed, Reach, settle};
use domain::{AccountId, CustomProfileId, DeskId, Entry, Event, LookId, Timestamp};
use std::collections::HashSet;
use std::sync::atomic::Ordering;
use std::time::Duration;
use store::{Account, Dressed, Publication, PublishState, Write};

/// What comparing showed, as lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RosterCompared {
    /// Looks that were in doubt and are there.
    pub found: Vec<String>,
    /// Looks that were in doubt and are proven not to be there.
    pub absent: Vec<String>,
    /// Looks that were there and are gone.
    pub gone: Vec<String>,
    /// Looks that are still in doubt.
    pub in_doubt: Vec<String>,
    /// Profiles that are not from this desk.
    pub strangers: Vec<String>,
}

impl Engine {
    /// Reads what the network lists and settles what it can.
    pub async fn compare_roster(&self, id: AccountId) -> Result<RosterCompared, EngineError> {
        let roster = self.roster(id);
        let _alone = roster.lock().await;
        let account = self.account(id).await?;
        let way = self.way(&account).await?;
        self.compare(&account, &way).await
    }

    /// The same, for whoever holds the account's roster.
    pub(super) async fn compare(
        &self,
        account: &Account,
        way: &Way,
    ) -> Result<RosterCompared, EngineError> {
        self.doubt_publishing(account.id).await?;
        // A list that began before a look was there says nothing about it.
        let began = self.now();
        let list = self.list(account.id, way).await?;
        let offset = self.offset(account.id).load(Ordering::Relaxed);
        let (now, desk, account) = (self.now(), self.desk(), account.clone());
        let compared = self
            .write(move |store| {
                let read = Comparison {
                    store,
                    account: &account,
                    list: &list,
                    began,
                    now,
                };
                let mut compared = RosterCompared::default();
                // Only this change adds to them: asked once, however long the ledger.
                let mut made = store.profiles_made()?.into_iter().collect();
                read.settle_doubts(desk, offset, &mut made, &mut compared)?;
                read.look_for_known(&mut compared)?;
                read.name_strangers(&made, &mut compared)?;
                Ok(compared)
            })
            .await?;
        self.tell(Change::Personas);
        Ok(compared)
    }
}

/// One list, compared within one change.
struct Comparison<'a> {
    store: &'a Write<'a>,
    account: &'a Account,
    list: &'a List,
    began: Timestamp,
    now: Timestamp,
}

impl Comparison<'_> {
    fn settle_doubts(
        &self,
        desk: DeskId,
        offset: i64,
        made: &mut HashSet<CustomProfileId>,
        compared: &mut RosterCompared,
    ) -> Result<(), EngineError> {
        let published = self.store.publications_on(self.account.id)?;
        let in_doubt = published
            .into_iter()
            .filter(|one| one.state == PublishState::InDoubt && one.updated_at <= self.began);
        let (mut looks, mut doubts) = (Vec::new(), Vec::new());
        for publication in in_doubt {
            let dressed = self.dressed(publication.look)?;
            doubts.push(self.doubt(&publication, &dressed, offset));
            looks.push(dressed);
        }
        let listed = &self.list.profiles;
        let findings = settle(&doubts, listed, made, self.list.reach, self.now);
        for ((doubt, dressed), finding) in doubts.iter().zip(&looks).zip(findings) {
            let line = dressed.look.line.as_str().to_owned();
            match finding {
                Finding::There(id) => {
                    self.found(desk, dressed, id.clone())?;
                    made.insert(id);
                    compared.found.push(line);
                }
                Finding::Absent => {
                    self.set(doubt.look, &PublishState::Refused { said: None })?;
                    compared.absent.push(line);
                }
                Finding::Missed if doubt.missed_at.is_none() => {
                    self.store
                        .set_missed(self.account.id, doubt.look, self.now)?;
                }
                Finding::Missed | Finding::Unclear => {}
            }
        }
        Ok(())
    }

    fn doubt(&self, publication: &Publication, dressed: &Dressed, offset: i64) -> Doubt {
        let theirs = |at: Timestamp| {
            let span = Duration::from_secs(offset.unsigned_abs());
            if offset < 0 {
                at.minus(span)
            } else {
                at.plus(span)
            }
        };
        Doubt {
            look: publication.look,
            line: dressed
                .look
                .line_for(self.account.network)
                .as_str()
                .to_owned(),
            begun_at: theirs(publication.begun_at.unwrap_or(publication.updated_at)),
            ended_at: theirs(publication.updated_at),
            missed_at: publication.missed_at,
        }
    }

    fn found(
        &self,
        desk: DeskId,
        dressed: &Dressed,
        id: CustomProfileId,
    ) -> Result<(), EngineError> {
        let look = dressed.look.id;
        self.set(look, &PublishState::Live { id: id.clone() })?;
        let event = Event::Published {
            persona: dressed.persona.id,
            look,
            custom_profile_id: id,
        };
        let entry = Entry {
            at: self.now,
            account: self.account.name(),
            event,
        };
        Ok(self.store.append(desk, &entry)?)
    }

    /// Looks that were there are gone when a whole list does not have them, and
    /// there again when one has. A look that is newer than any list can be sure
    /// to show is left alone.
    fn look_for_known(&self, compared: &mut RosterCompared) -> Result<(), EngineError> {
        for one in self.store.publications_on(self.account.id)? {
            match one.state {
                PublishState::Live { id }
                    if self.list.reach == Reach::Whole
                        && self.began.since(one.updated_at) >= BETWEEN_LISTS
                        && self.lists(&id).is_none() =>
                {
                    self.set(one.look, &PublishState::Unusable { id, said: None })?;
                    let line = self.dressed(one.look)?.look.line;
                    compared.gone.push(line.as_str().to_owned());
                }
                PublishState::Unusable { id, said: None } if self.lists(&id).is_some() => {
                    self.set(one.look, &PublishState::Live { id })?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What is listed and was never published from here. A profile that may be a
    /// look in doubt is no stranger yet.
    fn name_strangers(
        &self,
        made: &HashSet<CustomProfileId>,
        compared: &mut RosterCompared,
    ) -> Result<(), EngineError> {
        let mut in_doubt = HashSet::new();
        for one in self.store.publications_on(self.account.id)? {
            if one.state == PublishState::InDoubt {
                let look = self.dressed(one.look)?.look;
                compared.in_doubt.push(look.line.as_str().to_owned());
                in_doubt.insert(look.line_for(self.account.network).as_str().to_owned());
            }
        }
        let strangers = self
            .list
            .profiles
            .iter()
            .filter(|one| !made.contains(&one.id) && !in_doubt.contains(&one.line));
        compared
            .strangers
            .extend(strangers.map(|one| one.line.clone()));
        Ok(())
    }

    fn lists(&self, id: &CustomProfileId) -> Option<&Listed> {
        self.list.profiles.iter().find(|one| one.id == *id)
    }

    fn dressed(&self, look: LookId) -> Result<Dressed, EngineError> {
        self.store.look(look)?.ok_or(EngineError::UnknownPersona)
    }

    fn set(&self, look: LookId, state: &PublishState) -> Result<(), EngineError> {
        let account = self.account.id;
        Ok(self.store.set_publication(account, look, state, self.now)?)
    }
}
