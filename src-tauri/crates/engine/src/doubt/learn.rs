//! What readings teach about who speaks through an account: the network's word
//! for this desk's app, and whether another desk uses the same.

use crate::EngineError;
use domain::doubt::is_of_these_words;
use network::MessageEvent;
use store::{Account, AppSigns, Write};

/// Learns from what was listed. The app is known once a message of ours was read
/// back with it: our keys are not the network's word for it (`contracts/x.md`
/// §3.3). A message through it that is no reply of this desk is another desk's.
pub(super) fn learn(
    store: &Write<'_>,
    account: &Account,
    listed: &[MessageEvent],
) -> Result<AppSigns, EngineError> {
    let before = store.app_signs(account.id)?;
    let mut signs = before.clone();
    let sent = || listed.iter().filter(|event| event.sender == account.user);
    for event in sent().filter(|event| event.app.is_some()) {
        if is_reply(store, account, event)? {
            signs.own = event.app.clone();
            break;
        }
    }
    if signs.own.is_some() {
        for event in sent().filter(|event| event.app == signs.own) {
            let is_news = signs.neighbour_at.is_none_or(|at| event.at > at);
            if is_news && !is_reply(store, account, event)? && !may_be_ours(store, account, event)?
            {
                signs.neighbour_at = Some(event.at);
            }
        }
    }
    if signs != before {
        store.set_app_signs(account.id, &signs)?;
    }
    Ok(signs)
}

fn is_reply(
    store: &Write<'_>,
    account: &Account,
    event: &MessageEvent,
) -> Result<bool, EngineError> {
    let known = store.message(account.id, &event.id)?;
    Ok(known.is_some_and(|message| message.reply.is_some()))
}

/// One of ours whose answer is not written down yet, or which a person gave up.
fn may_be_ours(
    store: &Write<'_>,
    account: &Account,
    event: &MessageEvent,
) -> Result<bool, EngineError> {
    let texts = store.texts_to(account.id, &event.recipient)?;
    let seen = super::read::seen(event);
    Ok(texts.iter().any(|text| is_of_these_words(text, &seen)))
}
