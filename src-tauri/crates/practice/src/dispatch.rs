//! Which function answers which route. Whatever a call needs beside its visit
//! (who signed it, the body of an upload, the store) is handed on here.

use crate::{
    caller::Caller,
    errors::Refusal,
    identity, limits, login,
    media::{self, Upload},
    messages::{self, attachments, signs},
    personas,
    routes::Route,
    store::Store,
    users, v2, welcome,
    world::{Outcome, Visit},
};

/// What a call comes to. Its changes are not kept yet; the bytes of an upload
/// are, because nothing refers to them until the changes are.
pub(crate) fn perform(
    route: Route,
    visit: &Visit<'_>,
    caller: &Caller,
    upload: Option<Result<Upload, Refusal>>,
    store: &mut Store,
) -> Result<Outcome, Refusal> {
    Ok(match route {
        Route::UsersMe => users::me(visit)?.into(),
        Route::Users => users::by_ids(visit)?.into(),
        Route::UsersBy => users::by_usernames(visit)?.into(),
        Route::UserByUsername => users::by_username(visit)?.into(),
        Route::UserById => users::by_id(visit)?.into(),
        Route::DmSendWith => v2::to_participant(visit)?,
        Route::DmSend => v2::to_conversation(visit)?,
        Route::DmGroup => v2::open_group(visit)?,
        Route::DmEvents => v2::all(visit)?.into(),
        Route::DmEventsWith => v2::with_participant(visit)?.into(),
        Route::DmEventsOf => v2::of_conversation(visit)?.into(),
        Route::DmEvent => v2::one(visit)?.into(),
        Route::DmDelete => v2::delete(visit)?,
        Route::DmMedia => v2::media_bytes(visit)?,
        Route::DmBlock => v2::block(visit)?,
        Route::DmUnblock => v2::unblock(visit)?,
        Route::MediaUpload
        | Route::MediaInitialize
        | Route::MediaAppend
        | Route::MediaFinalize
        | Route::MediaUploadOlder => {
            let upload = upload.unwrap_or_else(|| Ok(Upload::default()))?;
            media::step::perform(route, visit, upload, store)?
        }
        Route::MediaStatus | Route::MediaStatusOlder => {
            media::status::status(visit, route.family())?.into()
        }
        Route::PersonaCreate => personas::create(visit)?,
        Route::PersonaShow => personas::show(visit)?.into(),
        Route::PersonaList => personas::list(visit)?.into(),
        Route::PersonaDestroy => personas::destroy(visit)?,
        Route::InvalidateToken | Route::InvalidateTokenOlder => {
            let signed = caller.as_brand.as_ref().ok_or_else(Refusal::internal)?;
            login::invalidate(&signed.token)
        }
        // Answered before anybody was signed in.
        Route::RequestToken
        | Route::Authorize
        | Route::AuthorizeDecision
        | Route::Authenticate
        | Route::AuthenticateDecision
        | Route::AccessToken
        | Route::BearerToken => return Err(Refusal::not_found()),
        Route::MessageSend => messages::send(visit)?,
        Route::MessageList => messages::list(visit)?.into(),
        Route::MessageShow => messages::show(visit)?.into(),
        Route::MessageDestroy => messages::destroy(visit)?,
        Route::MarkRead => signs::mark_read(visit)?,
        Route::IndicateTyping => signs::indicate_typing(visit)?,
        Route::AttachmentRead => {
            let (id, media_type) = attachments::readable(visit)?;
            let bytes = store.media(id).ok_or_else(Refusal::not_found)?;
            media::serve(media_type, bytes).into()
        }
        Route::WelcomeCreate => welcome::create(visit)?,
        Route::WelcomeShow => welcome::show(visit)?.into(),
        Route::WelcomeList => welcome::list(visit)?.into(),
        Route::WelcomeUpdate => welcome::update(visit)?,
        Route::WelcomeDestroy => welcome::destroy(visit)?,
        Route::WelcomeRuleCreate => welcome::create_rule(visit)?,
        Route::WelcomeRuleShow => welcome::show_rule(visit)?.into(),
        Route::WelcomeRuleList => welcome::list_rules(visit)?.into(),
        Route::WelcomeRuleDestroy => welcome::destroy_rule(visit)?,
        Route::RateLimitStatus => limits::rate_limit_status(visit)?.into(),
        Route::VerifyCredentials => identity::verify_credentials(visit)?.into(),
    })
}
