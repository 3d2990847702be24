//! [`X`] as a network among others.

use crate::{
    access, attachment, courtesy, identity, keys::Keys, limits, media, messages, oauth, pages,
    profiles, v2_events,
};
use domain::probe::AppPermission;
use domain::{CustomProfileId, EventId, Handle, MediaId, NetworkUserId, WebAddress};
use network::{
    Affordances, Arrival, AvatarForm, Call, Creation, Credentials, CredentialsError, Endpoint,
    EventPage, Identity, Limits, Network, NewMedia, NewMessage, PortraitTry, ProfilePage,
    PublishedProfile, Recent, Request, Route, RouteBudget, Stamp, UploadWay, UploadedMedia, User,
};

/// X's protocol.
#[derive(Clone, Copy, Debug, Default)]
pub struct X {
    settings: XSettings,
}

/// What X does not document and may have to be changed without a new Byline
/// (`contracts/x.md` §12).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct XSettings {
    /// How to publish a portrait, to be tried in this order (§2.2). The category
    /// `dm_image` is the only one that code of X's staff is known to use;
    /// `tweet_image` is what the addresses in X's examples suggest. The
    /// documented form has no `avatar.type`; code of X's staff has.
    pub portrait_tries: &'static [PortraitTry],
}

const TRIES: &[PortraitTry] = &[
    attempt("dm_image", AvatarForm::Documented),
    attempt("dm_image", AvatarForm::Typed),
    attempt("tweet_image", AvatarForm::Documented),
    attempt("tweet_image", AvatarForm::Typed),
];

const fn attempt(category: &'static str, form: AvatarForm) -> PortraitTry {
    PortraitTry { category, form }
}

impl Default for XSettings {
    fn default() -> Self {
        Self {
            portrait_tries: TRIES,
        }
    }
}

impl X {
    /// X with these settings.
    pub fn new(settings: XSettings) -> Self {
        Self { settings }
    }
}

impl Network for X {
    fn limits(&self) -> Limits {
        limits::LIMITS
    }

    fn affordances(&self) -> Affordances {
        limits::AFFORDANCES
    }

    fn budget(&self, route: Route) -> RouteBudget {
        limits::budget(route)
    }

    /// v2 takes uploads beside everything else; v1.1 has a host for them
    /// (`contracts/x.md` §5).
    #[expect(clippy::expect_used, reason = "constants, read in a test")]
    fn home(&self) -> Endpoint {
        Endpoint::parse("https://api.x.com", "https://upload.x.com").expect("both are addresses")
    }

    fn check_credentials(&self, credentials: &Credentials) -> Result<(), CredentialsError> {
        Keys::parse(credentials).map(drop)
    }

    fn app_mark(&self, credentials: &Credentials) -> Option<String> {
        Some(Keys::parse(credentials).ok()?.app_mark())
    }

    fn sign(
        &self,
        request: &mut Request,
        credentials: &Credentials,
        stamp: &Stamp,
    ) -> Result<(), CredentialsError> {
        let keys = Keys::parse(credentials)?;
        let signing = oauth::Signing {
            consumer: &keys.consumer,
            token: Some(&keys.token),
            beside: None,
        };
        let header = oauth::header(request, &signing, stamp);
        request.authorization = Some(header);
        Ok(())
    }

    fn who_am_i(&self, at: &Endpoint) -> Call<Identity> {
        identity::who_am_i(at)
    }

    fn permission(&self, at: &Endpoint) -> Call<AppPermission> {
        access::permission(at)
    }

    fn may_message(&self, at: &Endpoint) -> Call<()> {
        access::messages(at)
    }

    fn may_use_personas(&self, at: &Endpoint) -> Call<()> {
        access::personas(at)
    }

    fn look_up(&self, at: &Endpoint, ids: &[NetworkUserId]) -> Call<Vec<User>> {
        identity::look_up(at, ids)
    }

    fn look_up_handle(&self, at: &Endpoint, handle: &Handle) -> Call<Option<User>> {
        identity::look_up_handle(at, handle)
    }

    fn upload_ways(&self) -> &'static [UploadWay] {
        media::WAYS
    }

    fn portrait_tries(&self) -> &'static [PortraitTry] {
        self.settings.portrait_tries
    }

    fn message_category(&self) -> &'static str {
        media::MESSAGE_CATEGORY
    }

    fn upload(&self, at: &Endpoint, way: UploadWay, media: NewMedia) -> Call<UploadedMedia> {
        media::upload(at, way, media)
    }

    fn upload_status(&self, at: &Endpoint, way: UploadWay, id: &MediaId) -> Call<UploadedMedia> {
        media::upload_status(at, way, id)
    }

    fn create_profile(&self, at: &Endpoint, creation: &Creation<'_>) -> Call<PublishedProfile> {
        profiles::create(at, creation)
    }

    fn show_profile(&self, at: &Endpoint, id: &CustomProfileId) -> Call<PublishedProfile> {
        profiles::show(at, id)
    }

    fn list_profiles(&self, at: &Endpoint, cursor: Option<&str>) -> Call<ProfilePage> {
        profiles::list(at, cursor)
    }

    fn destroy_profile(&self, at: &Endpoint, id: &CustomProfileId) -> Call<()> {
        profiles::destroy(at, id)
    }

    fn send(&self, at: &Endpoint, message: &NewMessage<'_>) -> Call<Arrival> {
        messages::send(at, message)
    }

    fn list_events(&self, at: &Endpoint, cursor: Option<&str>) -> Call<EventPage> {
        messages::list(at, cursor)
    }

    fn recent_events(
        &self,
        at: &Endpoint,
        brand: &NetworkUserId,
        customer: &NetworkUserId,
    ) -> Call<Recent> {
        v2_events::recent(at, brand, customer)
    }

    fn mark_read(&self, at: &Endpoint, customer: &NetworkUserId, up_to: &EventId) -> Call<()> {
        courtesy::mark_read(at, customer, up_to)
    }

    fn indicate_typing(&self, at: &Endpoint, customer: &NetworkUserId) -> Call<()> {
        courtesy::indicate_typing(at, customer)
    }

    fn message_media(&self, at: &Endpoint, address: &str) -> Option<Call<Vec<u8>>> {
        attachment::fetch(at, address)
    }

    fn conversation_page(
        &self,
        brand: &NetworkUserId,
        customer: &NetworkUserId,
    ) -> Option<WebAddress> {
        pages::conversation(brand, customer)
    }
}

#[cfg(test)]
mod tests {
    use super::{X, XSettings};
    use crate::fixtures::{credentials, endpoint};
    use domain::NetworkUserId;
    use network::{Credentials, CredentialsError, Network, Stamp};
    use secrecy::ExposeSecret;

    fn x() -> X {
        X::new(XSettings::default())
    }

    #[test]
    fn home_is_where_x_lives() {
        assert_eq!(x().home().api.as_str(), "https://api.x.com/");
        assert_eq!(x().home().upload.as_str(), "https://upload.x.com/");
    }

    #[test]
    fn a_request_is_signed_in_place_and_shows_no_secret() {
        let mut request = x()
            .look_up(&endpoint(), &[NetworkUserId::from("7")])
            .request;
        let stamp = Stamp {
            seconds: 1,
            nonce: "n".repeat(32),
        };
        x().sign(&mut request, &credentials(), &stamp).unwrap();
        let header = request.authorization.clone().unwrap();
        assert!(
            header
                .expose_secret()
                .starts_with("OAuth oauth_consumer_key=")
        );
        assert!(!format!("{request:?}").contains("oauth_signature"));
    }

    #[test]
    fn credentials_that_cannot_sign_leave_the_request_alone() {
        let mut request = x().who_am_i(&endpoint()).request;
        let stamp = Stamp {
            seconds: 1,
            nonce: "n".repeat(32),
        };
        let empty = Credentials::new("{}".into());
        let refused = x().sign(&mut request, &empty, &stamp);
        assert_eq!(refused, Err(CredentialsError::Missing("consumer_key")));
        assert!(request.authorization.is_none());
    }
}
