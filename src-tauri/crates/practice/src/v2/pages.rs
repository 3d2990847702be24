//! Pages of events (`contracts/x.md` §4): newest first, with tokens that lead to
//! the older and to the newer page. A token is bound to an event and not to a
//! number of events, so that what arrives between two reads moves nothing.

use serde_json::{Map, Value};

use super::event::Event;
use crate::{cursor, errors::Refusal, id::Id, received::Received};

/// The shortest token (§4).
const TOKEN_MIN_LENGTH: usize = 16;

/// The page that is asked for.
#[derive(Debug)]
pub(super) struct Page {
    size: usize,
    place: Place,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    Newest,
    OlderThan(Id),
    NewerThan(Id),
}

impl Page {
    /// Reads `max_results` (1 to 100, 100 by default) and `pagination_token`.
    pub(super) fn read(request: &Received) -> Result<Self, Refusal> {
        let size = match request.query("max_results") {
            None => 100,
            Some(text) => text
                .parse()
                .ok()
                .filter(|size| (1..=100).contains(size))
                .ok_or_else(|| {
                    Refusal::invalid_request(
                        "max_results",
                        text,
                        &format!("The `max_results` query parameter value [{text}] is not between 1 and 100"),
                    )
                })?,
        };
        let place = match request.query("pagination_token") {
            None => Place::Newest,
            Some(token) => Place::open(token).ok_or_else(|| {
                Refusal::invalid_request(
                    "pagination_token",
                    token,
                    &format!("The `pagination_token` query parameter value [{token}] is not valid"),
                )
            })?,
        };
        Ok(Self { size, place })
    }

    /// Cuts the page out of all events, newest first; gives `meta` beside it.
    pub(super) fn cut<'a, 'e>(&self, all: &'a [Event<'e>]) -> (&'a [Event<'e>], Value) {
        let start = match self.place {
            Place::Newest => 0,
            Place::OlderThan(id) => all.partition_point(|event| event.id() >= id),
            Place::NewerThan(id) => {
                let newer = all.partition_point(|event| event.id() > id);
                newer.saturating_sub(self.size)
            }
        };
        let end = match self.place {
            Place::NewerThan(id) => all.partition_point(|event| event.id() > id),
            Place::Newest | Place::OlderThan(_) => start.saturating_add(self.size).min(all.len()),
        };
        let page = all.get(start..end).unwrap_or_default();
        let mut meta = Map::new();
        meta.insert("result_count".to_owned(), page.len().into());
        if let Some(last) = page.last().filter(|_| end < all.len()) {
            let token = cursor::seal(&format!("o{}", last.id()));
            meta.insert("next_token".to_owned(), token.into());
        }
        if let Some(first) = page.first().filter(|_| start > 0) {
            let token = cursor::seal(&format!("n{}", first.id()));
            meta.insert("previous_token".to_owned(), token.into());
        }
        (page, meta.into())
    }
}

impl Place {
    fn open(token: &str) -> Option<Self> {
        if token.len() < TOKEN_MIN_LENGTH {
            return None;
        }
        let place = cursor::open(token)?;
        let older = place.strip_prefix('o').and_then(Id::parse);
        let newer = place.strip_prefix('n').and_then(Id::parse);
        older.map(Self::OlderThan).or(newer.map(Self::NewerThan))
    }
}
