//! A conversation to be written out: what was said, by whom and as whom. Read at
//! once, so that what is written is one state of it.

use crate::ErrorCode;
use crate::thread::{Authors, Worn};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{PictureId, Timestamp};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use store::{Account, Customer, Direction, Read};

/// A conversation.
pub(super) struct Talk {
    /// The account's name, as `x:@northwind`, and what it is called.
    pub(super) brand: String,
    /// The customer's name and handle.
    pub(super) customer: String,
    /// Oldest first.
    pub(super) said: Vec<Saying>,
    /// When it was written out.
    pub(super) at: Timestamp,
    /// Pictures by their key, as JPEG in base64.
    pub(super) pictures: BTreeMap<PictureId, String>,
    /// Where its times are read.
    pub(super) zone: TimeZone,
}

/// One message, or a reply that is no message yet.
pub(super) struct Saying {
    pub(super) side: Direction,
    pub(super) text: String,
    pub(super) at: Timestamp,
    /// The line it was said under, where this desk knows.
    pub(super) line: Option<String>,
    pub(super) portrait: Option<PictureId>,
    /// Who wrote it, where this desk knows.
    pub(super) author: Option<String>,
    pub(super) picture: Option<PictureId>,
    /// What it carries that is no picture of ours.
    pub(super) attachment: Option<String>,
    pub(super) reached: Reached,
}

/// Whether a customer has it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reached {
    /// It is on the network.
    Yes,
    /// It has not left, or nobody knows.
    NotSurely,
}

impl Talk {
    pub(super) fn read(
        store: &Read<'_>,
        account: &Account,
        customer: &Customer,
        at: Timestamp,
    ) -> Result<Self, ErrorCode> {
        let messages = store.messages(account.id, &customer.id)?;
        let unsettled = store.lane(account.id, &customer.id)?;
        let looks = messages.iter().filter_map(|one| one.look);
        let worn = Worn::read(
            store,
            looks.chain(unsettled.iter().map(|one| one.content.look)),
        )?;
        let origins = store.origins_among(messages.iter().filter_map(|one| one.reply))?;
        let authors = Authors::read(store)?;
        let came_with = store.message_pictures(account.id, &customer.id, Timestamp(i64::MIN))?;
        let network = account.network;
        let under = |look| {
            let look = worn.by(look).map(|dressed| &dressed.look);
            let line = look.map(|look| look.line_for(network).as_str().to_owned());
            (line, look.map(|look| look.portrait))
        };
        let mut said = Vec::new();
        for message in messages {
            let (line, portrait) = under(message.look);
            let picture = came_with.get(&message.id).map(|one| one.picture);
            let origin = message.reply.and_then(|reply| origins.get(&reply));
            said.push(Saying {
                side: message.direction,
                text: message.text,
                at: message.at,
                line,
                portrait,
                author: origin.and_then(|origin| authors.name(*origin)),
                attachment: message.attachment.filter(|_| picture.is_none()),
                picture,
                reached: Reached::Yes,
            });
        }
        for reply in unsettled {
            let (line, portrait) = under(Some(reply.content.look));
            said.push(Saying {
                side: Direction::Out,
                text: reply.content.text.as_str().to_owned(),
                at: reply.content.released_at,
                line,
                portrait,
                author: authors.name(reply.content.origin),
                picture: reply.content.picture.map(|one| one.picture),
                attachment: None,
                reached: Reached::NotSurely,
            });
        }
        let mut pictures = BTreeMap::new();
        for id in said
            .iter()
            .flat_map(|one| [one.portrait, one.picture])
            .flatten()
        {
            if pictures.contains_key(&id) {
                continue;
            }
            if let Some(jpeg) = store.picture(id)? {
                pictures.insert(id, STANDARD.encode(jpeg));
            }
        }
        Ok(Self {
            brand: format!("{} ({})", account.display_name, account.name()),
            customer: called(customer),
            said,
            at,
            pictures,
            zone: TimeZone::system(),
        })
    }

    /// A moment with its zone, for people and for the record.
    pub(super) fn moment(&self, at: Timestamp) -> String {
        jiff::Timestamp::from_millisecond(at.0).map_or_else(
            |_| String::new(),
            |moment| {
                moment
                    .to_zoned(self.zone.clone())
                    .strftime("%Y-%m-%d %H:%M:%S %:z")
                    .to_string()
            },
        )
    }

    /// A name for its document.
    pub(super) fn file_name(&self, ending: &str) -> String {
        format!(
            "{}.{ending}",
            crate::text(
                "export_conversation_title",
                [("customer", self.customer.as_str().into())]
            )
        )
    }
}

fn called(customer: &Customer) -> String {
    let handle = customer
        .handle
        .as_ref()
        .map(|one| format!("@{}", one.as_str()));
    match (&customer.name, handle) {
        (Some(name), Some(handle)) => format!("{name} ({handle})"),
        (Some(name), None) => name.clone(),
        (None, Some(handle)) => handle,
        (None, None) => customer.id.to_string(),
    }
}
