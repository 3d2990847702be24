//! A desk with a thousand released replies, all of them stopped.

use crate::served::Served;
use crate::{LINE, MESSAGES, PHOTO, text};
use anyhow::{Result, anyhow, ensure};
use desk::api::{
    AccountConnect, DeliverySet, InboxSync, KindName, LeaveWhen, Nothing, OperatorAdd, PersonaAdd,
    PersonaDetails, PersonaPublish, ReplySend,
};
use desk::{Author, Desk, ErrorCode, Options, VaultChoice};
use std::sync::Arc;
use store::{DataFolder, Store};
use tempfile::TempDir;
use tests::simulated::UNHURRIED;
use vault::Memory;

/// A desk that is to deliver, and the network it delivers to.
pub struct Prepared {
    pub desk: Desk,
    /// The desk's data.
    pub folder: TempDir,
    pub served: Served,
}

/// Fills a new desk with replies that wait for somebody to resume.
pub async fn prepare() -> Result<Prepared> {
    let (served, folder) = (Served::start()?, tempfile::tempdir()?);
    let vault = VaultChoice::Memory(Arc::new(Memory::default()));
    let options = Options::real(folder.path().to_owned(), vault).map_err(said)?;
    let desk = Desk::open(options).await.map_err(said)?;
    let account = found(&desk, &served).await?;
    desk.outbox_stop(Nothing {}).await.map_err(said)?;
    let customers = served.customers()?;
    for (number, customer) in customers.iter().cycle().take(MESSAGES).enumerate() {
        let request = ReplySend {
            account: account.clone(),
            customer: customer.clone(),
            persona: LINE.to_owned(),
            look: None,
            text: text(number),
            picture: None,
            seen: None,
            leave: LeaveWhen::AtOnce,
        };
        desk.send_as(request, Author::Named("Ana".to_owned()))
            .await
            .map_err(said)?;
    }

    Ok(Prepared {
        desk,
        folder,
        served,
    })
}

/// Looks whether everything was delivered.
pub fn check(folder: TempDir) -> Result<()> {
    let store = Store::open(&DataFolder::look_into(folder.path()))?;
    let sent = store.read(|read| read.replies_in("sent"))?.len();
    ensure!(sent == MESSAGES, "only {sent} were sent");
    Ok(())
}

/// Connects the served account, employs somebody and reads the inbox.
async fn found(desk: &Desk, served: &Served) -> Result<String> {
    let connect = AccountConnect {
        keys: serde_json::from_value(served.keys()?)?,
        api_base: Some(served.base_url()?.to_owned()),
        upload_base: None,
    };
    let name = "Ana".to_owned();
    desk.operator_add(OperatorAdd { name })
        .await
        .map_err(said)?;
    let account = desk.account_connect(connect).await.map_err(said)?.id;
    let staged = desk
        .picture_stage(PHOTO.to_vec(), None)
        .await
        .map_err(said)?;
    let add = PersonaAdd {
        own_lines: Vec::new(),
        details: PersonaDetails::default(),
        kind: KindName::Human,
        line: LINE.to_owned(),
        picture: staged.id,
    };
    let persona = desk.persona_add(add).await.map_err(said)?.id;
    let publish = PersonaPublish {
        persona,
        account: account.clone(),
    };
    desk.persona_publish(publish).await.map_err(said)?;
    let delivery = DeliverySet {
        account: account.clone(),
        choices: UNHURRIED,
    };
    desk.delivery_set(delivery).await.map_err(said)?;
    desk.inbox_sync(InboxSync::default()).await.map_err(said)?;
    Ok(account)
}

pub fn said(code: ErrorCode) -> anyhow::Error {
    anyhow!(desk::sentence(&code))
}
