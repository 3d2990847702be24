//! Buttons under a message (`contracts/x.md` §3.2): each opens a web page, and
//! comes back with a t.co link beside its own.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use super::{
    body::{Flaw, needed_text},
    quick_replies::{LABEL_LIMIT, check},
};
use crate::{id::Id, links};

/// Buttons under one message.
const CTA_LIMIT: usize = 3;

/// One button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cta {
    pub(crate) label: String,
    pub(crate) url: String,
}

/// Reads `ctas`: a wrong shape is code 214, an exceeded limit 151.
pub(super) fn read(ctas: &Value) -> Result<Vec<Cta>, Flaw> {
    let ctas = ctas
        .as_array()
        .ok_or_else(|| Flaw::field("ctas must be a list."))?;
    if ctas.is_empty() || ctas.len() > CTA_LIMIT {
        return Err(Flaw::Limit(format!(
            "ctas must hold 1 to {CTA_LIMIT} buttons."
        )));
    }
    ctas.iter().map(one).collect()
}

fn one(cta: &Value) -> Result<Cta, Flaw> {
    if cta["type"] != "web_url" {
        return Err(Flaw::field("ctas.type must be web_url."));
    }
    let read = Cta {
        label: needed_text(cta, "label")?,
        url: needed_text(cta, "url")?,
    };
    check(&read.label, "label", LABEL_LIMIT)?;
    let url = Url::parse(&read.url).ok();
    if !url.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) {
        return Err(Flaw::Limit("Field url must be http or https.".to_owned()));
    }
    Ok(read)
}

/// `ctas` of the message `id` as they are read back.
pub(super) fn write(ctas: &[Cta], id: Id) -> Value {
    let written = ctas.iter().zip(links::shorts(id, links::Of::Buttons));
    written
        .map(|(cta, tco_url)| {
            json!({
                "type": "web_url",
                "label": cta.label,
                "url": cta.url,
                "tco_url": tco_url,
            })
        })
        .collect::<Vec<_>>()
        .into()
}
