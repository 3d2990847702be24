//! How an account delivers, shown and chosen.

use crate::api::{self, AccountRef, DeliveryChoices, DeliverySet, DeliveryView};
use crate::{Change, Desk, ErrorCode};
use domain::{
    Courtesy, Delivery, DoubtPolicy, Neighbours, QuickReading, ShortSpan, StalePolicy, TooLong,
};
use store::Account;

impl Desk {
    /// How an account delivers.
    pub async fn delivery_show(&self, request: AccountRef) -> Result<DeliveryView, ErrorCode> {
        Ok(shown(&self.account_named(&request.account).await?))
    }

    /// Chooses how an account delivers. What is on its way keeps what held for it.
    pub async fn delivery_set(&self, request: DeliverySet) -> Result<DeliveryView, ErrorCode> {
        let account = self.account_named(&request.account).await?;
        let delivery = chosen(request.choices).map_err(|TooLong| ErrorCode::SpanTooLong)?;
        let id = account.id;
        self.write(move |store| Ok(store.set_delivery(id, &delivery)?))
            .await?;
        self.inner.engine.tell(Change::Accounts);
        Ok(shown(&Account {
            delivery,
            ..account
        }))
    }
}

fn shown(account: &Account) -> DeliveryView {
    let delivery = account.delivery;
    DeliveryView {
        account: account.id.to_string(),
        account_name: account.name(),
        choices: DeliveryChoices {
            undo_seconds: delivery.undo.seconds(),
            pace_seconds: delivery.pace.seconds(),
            stale: match delivery.stale {
                StalePolicy::Return => api::StalePolicy::Return,
                StalePolicy::Ask => api::StalePolicy::Ask,
                StalePolicy::Send => api::StalePolicy::Send,
            },
            doubt: match delivery.doubt {
                DoubtPolicy::ReadBack => api::DoubtPolicy::ReadBack,
                DoubtPolicy::Ask => api::DoubtPolicy::Ask,
            },
            neighbours: match delivery.neighbours {
                Neighbours::Alone => api::Neighbours::Alone,
                Neighbours::Several => api::Neighbours::Several,
            },
            mark_read: courtesy_shown(delivery.mark_read),
            typing: courtesy_shown(delivery.typing),
            quick_reading: match delivery.quick_reading {
                QuickReading::Off => api::QuickReading::Off,
                QuickReading::On => api::QuickReading::On,
            },
        },
    }
}

fn chosen(choices: DeliveryChoices) -> Result<Delivery, TooLong> {
    Ok(Delivery {
        undo: ShortSpan::try_from(choices.undo_seconds)?,
        pace: ShortSpan::try_from(choices.pace_seconds)?,
        stale: match choices.stale {
            api::StalePolicy::Return => StalePolicy::Return,
            api::StalePolicy::Ask => StalePolicy::Ask,
            api::StalePolicy::Send => StalePolicy::Send,
        },
        doubt: match choices.doubt {
            api::DoubtPolicy::ReadBack => DoubtPolicy::ReadBack,
            api::DoubtPolicy::Ask => DoubtPolicy::Ask,
        },
        neighbours: match choices.neighbours {
            api::Neighbours::Alone => Neighbours::Alone,
            api::Neighbours::Several => Neighbours::Several,
        },
        mark_read: courtesy_chosen(choices.mark_read),
        typing: courtesy_chosen(choices.typing),
        quick_reading: match choices.quick_reading {
            api::QuickReading::Off => QuickReading::Off,
            api::QuickReading::On => QuickReading::On,
        },
    })
}

fn courtesy_shown(courtesy: Courtesy) -> api::Courtesy {
    match courtesy {
        Courtesy::Never => api::Courtesy::Never,
        Courtesy::OnOpen => api::Courtesy::OnOpen,
        Courtesy::OnReply => api::Courtesy::OnReply,
    }
}

fn courtesy_chosen(courtesy: api::Courtesy) -> Courtesy {
    match courtesy {
        api::Courtesy::Never => Courtesy::Never,
        api::Courtesy::OnOpen => Courtesy::OnOpen,
        api::Courtesy::OnReply => Courtesy::OnReply,
    }
}
