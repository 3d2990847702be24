//! The address of the network's form. What the form of 2017 asked is lost; the
//! nearest that X has today is its form for access to the enterprise API
//! (`contracts/x.md` §2.4). Whoever was given another one enters it.

use crate::api::ApplicationForm;
use crate::{Desk, ErrorCode};
use store::Read;
use url::Url;

/// Under this key of the store's settings, as a JSON text.
const KEY: &str = "application_form";

/// Where X asks brands about access.
const KNOWN: &str = "https://docs.x.com/forms/enterprise-api-interest";

impl Desk {
    /// Chooses the form's address; an empty one chooses Byline's own again.
    ///
    /// # Errors
    /// [`ErrorCode::FormAddressRefused`] for anything but https.
    pub async fn application_form_set(
        &self,
        request: ApplicationForm,
    ) -> Result<ApplicationForm, ErrorCode> {
        let address = match request.address.trim() {
            "" => KNOWN.to_owned(),
            given => safe(given).ok_or_else(|| ErrorCode::FormAddressRefused {
                address: given.to_owned(),
            })?,
        };
        let json = serde_json::to_string(&address).map_err(|_| ErrorCode::Unexpected)?;
        self.write(move |store| Ok(store.set_setting(KEY, &json)?))
            .await?;
        self.told_of_applications();
        Ok(ApplicationForm { address })
    }
}

/// The form's address. One that is kept and not safe any more is not used.
pub(super) fn form(store: &Read<'_>) -> Result<String, ErrorCode> {
    let kept = store.setting(KEY)?;
    let address = kept.and_then(|json| serde_json::from_str::<String>(&json).ok());
    Ok(address
        .and_then(|address| safe(&address))
        .unwrap_or_else(|| KNOWN.to_owned()))
}

fn safe(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let is_nobodys = url.username().is_empty() && url.password().is_none();
    (url.scheme() == "https" && url.has_host() && is_nobodys).then(|| url.into())
}
