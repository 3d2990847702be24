//! What a network's connector offers. All of it is pure.

use crate::{
    Affordances, Arrival, Call, Creation, Credentials, CredentialsError, Endpoint, EventPage,
    Identity, Limits, NewMedia, NewMessage, PortraitTry, ProfilePage, PublishedProfile, Recent,
    Request, Route, RouteBudget, Stamp, UploadWay, UploadedMedia, User,
};
use domain::probe::AppPermission;
use domain::{CustomProfileId, EventId, Handle, MediaId, NetworkUserId, WebAddress};

/// One network's protocol.
pub trait Network: Send + Sync {
    /// Its limits.
    fn limits(&self) -> Limits;
    /// What it lets people see and do.
    fn affordances(&self) -> Affordances;
    /// The budget of a route.
    fn budget(&self, route: Route) -> RouteBudget;
    /// Where it is reached in production.
    fn home(&self) -> Endpoint;

    /// Checks that these credentials have the right shape, before they are kept.
    fn check_credentials(&self, credentials: &Credentials) -> Result<(), CredentialsError>;
    /// Which app these credentials are of, as a fingerprint that shows nothing of
    /// them; `None` where they cannot be read.
    fn app_mark(&self, credentials: &Credentials) -> Option<String>;
    /// Signs a request.
    fn sign(
        &self,
        request: &mut Request,
        credentials: &Credentials,
        stamp: &Stamp,
    ) -> Result<(), CredentialsError>;

    /// Whose credentials are these?
    fn who_am_i(&self, at: &Endpoint) -> Call<Identity>;
    /// What may the app do for the account?
    fn permission(&self, at: &Endpoint) -> Call<AppPermission>;
    /// Do direct messages work? Asked by the smallest use of [`Route::ListEvents`].
    fn may_message(&self, at: &Endpoint) -> Call<()>;
    /// May the account use personas? Asked by the smallest use of
    /// [`Route::ListProfiles`].
    fn may_use_personas(&self, at: &Endpoint) -> Call<()>;
    /// Who are these people? At most [`Affordances::users_per_look_up`] ids;
    /// those not found are left out.
    fn look_up(&self, at: &Endpoint, ids: &[NetworkUserId]) -> Call<Vec<User>>;
    /// Who has this handle? `None` when nobody.
    fn look_up_handle(&self, at: &Endpoint, handle: &Handle) -> Call<Option<User>>;

    /// The interfaces for uploads, the best first. A refusal for the whole app
    /// says that one is switched off; then the next one serves.
    fn upload_ways(&self) -> &'static [UploadWay];
    /// The ways to publish a portrait, the likeliest first; the next one is for
    /// a network that refused the one before.
    fn portrait_tries(&self) -> &'static [PortraitTry];
    /// The category to upload pictures of messages under.
    fn message_category(&self) -> &'static str;
    /// Uploads a picture whole, in one request.
    fn upload(&self, at: &Endpoint, way: UploadWay, media: NewMedia) -> Call<UploadedMedia>;
    /// Asks about media that is processed, in the way in which it was uploaded.
    fn upload_status(&self, at: &Endpoint, way: UploadWay, id: &MediaId) -> Call<UploadedMedia>;
    /// Publishes a look.
    fn create_profile(&self, at: &Endpoint, creation: &Creation<'_>) -> Call<PublishedProfile>;
    /// Shows one published look.
    fn show_profile(&self, at: &Endpoint, id: &CustomProfileId) -> Call<PublishedProfile>;
    /// Lists published looks, from a cursor on.
    fn list_profiles(&self, at: &Endpoint, cursor: Option<&str>) -> Call<ProfilePage>;
    /// Removes a published look; removing it again succeeds too.
    fn destroy_profile(&self, at: &Endpoint, id: &CustomProfileId) -> Call<()>;

    /// Sends a message.
    fn send(&self, at: &Endpoint, message: &NewMessage<'_>) -> Call<Arrival>;
    /// Lists messages, newest first, from a cursor on.
    fn list_events(&self, at: &Endpoint, cursor: Option<&str>) -> Call<EventPage>;
    /// Reads the newest messages of one conversation between the brand and a
    /// customer, by an interface beside the list and with a budget of its own.
    fn recent_events(
        &self,
        at: &Endpoint,
        brand: &NetworkUserId,
        customer: &NetworkUserId,
    ) -> Call<Recent>;
    /// Tells a customer that what they wrote was read, up to this message.
    fn mark_read(&self, at: &Endpoint, customer: &NetworkUserId, up_to: &EventId) -> Call<()>;
    /// Tells a customer that somebody writes. They see it for
    /// [`Affordances::typing_shows`].
    fn indicate_typing(&self, at: &Endpoint, customer: &NetworkUserId) -> Call<()>;
    /// Fetches a medium that came with a message from the network's own hosts,
    /// which want a signature. `None` for an address elsewhere, where none may go.
    fn message_media(&self, at: &Endpoint, address: &str) -> Option<Call<Vec<u8>>>;
    /// Where people see a conversation on the network's own pages; `None` where
    /// that cannot be told.
    fn conversation_page(
        &self,
        brand: &NetworkUserId,
        customer: &NetworkUserId,
    ) -> Option<WebAddress>;
}
