//! The points that no fact settles, each a switch with the default of
//! `contracts/x.md` §11. A sound client copes with every position of every one.
//! Switches belong to the running network and are not part of its stored state.

use serde::{Deserialize, Serialize};

use crate::{access::PersonaAccess, media::processing::MediaProcessing};

macro_rules! switch {
    ($(#[$meta:meta])* $name:ident { $(#[$dmeta:meta])* $default:ident, $($(#[$vmeta:meta])* $variant:ident,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $(#[$dmeta])*
            #[default]
            $default,
            $($(#[$vmeta])* $variant,)+
        }
    };
}

switch! {
    /// Whether reads return `custom_profile_id` (§2.3: undocumented there).
    ReadBackPersona {
        /// Reads leave it out.
        Absent,
        /// Reads carry it.
        Present,
    }
}
switch! {
    /// What `events/new` answers (§3.3).
    PostAnswer {
        /// With `id` and `created_timestamp`, as recorded in 2019.
        WithIdAndTime,
        /// As in the doc's sample, without both.
        DocSample,
        /// 200 with an empty body.
        Empty,
    }
}
switch! {
    /// Which media category an avatar may come from (§2.2).
    AvatarCategory {
        /// Any image.
        Any,
        /// Only `dm_image`.
        DmImage,
        /// Only `tweet_image`.
        TweetImage,
    }
}
switch! {
    /// What the server makes of `avatar.type` (§2.2).
    AvatarType {
        /// Taken with and without.
        Ignored,
        /// `"type":"media"` must be there.
        Required,
        /// It must not be there.
        Refused,
    }
}
switch! {
    /// The unit of the 48 characters of a persona's name (§2.1).
    NameUnit {
        /// Unicode code points.
        CodePoints,
        /// The weights of `twitter-text`, per code point.
        Weighted,
        /// UTF-16 code units.
        Utf16,
    }
}
switch! {
    /// What deleting a persona does to messages already sent (§2).
    PersonaDeletion {
        /// They keep face and name.
        Keep,
        /// They fall back to the brand.
        Drop,
    }
}
switch! {
    /// An unknown key in a v2 JSON body.
    UnknownKey {
        /// 400, problem `invalid-request`.
        Refused,
        /// Taken without a word.
        Ignored,
    }
}
switch! {
    /// A nonce that was used before with the same timestamp and token.
    RepeatedNonce {
        /// Taken.
        Accepted,
        /// 401 with code 32.
        Refused,
    }
}
switch! {
    /// The HTTP status of code 214: 400 was seen, the table says 403 (§3.6).
    Status214 {
        /// 400.
        BadRequest,
        /// 403.
        Forbidden,
    }
}
switch! {
    /// The HTTP status of code 89: 401 is what is seen, the table says 403 (§3.6).
    Status89 {
        /// 401.
        Unauthorized,
        /// 403.
        Forbidden,
    }
}
switch! {
    /// What `account/verify_credentials` answers (§6.3).
    VerifyCredentials {
        /// Who is calling.
        Answered,
        /// 403 with code 453: the app's access level leaves it out.
        LeftOut,
    }
}
switch! {
    /// How `custom_profiles/list` cuts its pages (§2, list quirk).
    PersonaPages {
        /// Full pages.
        Plain,
        /// The first page holds an empty entry, the second is wholly empty.
        Holes,
        /// Every page names the same `next_cursor` for ever.
        RepeatedCursor,
    }
}
switch! {
    /// How `events/list` cuts its pages (§3.1).
    MessagePages {
        /// Full pages.
        Plain,
        /// The first page is `[]` together with a `next_cursor`.
        EmptyFirst,
    }
}

switch! {
    /// Whether a family of media uploads is there (§11 "Media").
    MediaFamily {
        /// It is.
        On,
        /// 410 with code 251.
        #[serde(rename = "410/251")]
        Retired,
        /// 404 with code 34.
        #[serde(rename = "404/34")]
        Missing,
    }
}

/// Every switch that concerns the routes of this network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Switches {
    /// The allow list.
    pub persona_access: PersonaAccess,
    /// `custom_profile_id` on read-back.
    pub read_back_persona: ReadBackPersona,
    /// The answer of `events/new`.
    pub post_answer: PostAnswer,
    /// Media category of avatars.
    pub avatar_category: AvatarCategory,
    /// `avatar.type`.
    pub avatar_type: AvatarType,
    /// Unit of the name limit.
    pub name_unit: NameUnit,
    /// Effect of deleting a persona on old messages.
    pub persona_deletion: PersonaDeletion,
    /// Unknown keys in v2 bodies.
    pub unknown_key: UnknownKey,
    /// Repeated nonces.
    pub repeated_nonce: RepeatedNonce,
    /// HTTP status of code 214.
    pub status_214: Status214,
    /// HTTP status of code 89.
    pub status_89: Status89,
    /// `account/verify_credentials`.
    pub verify_credentials: VerifyCredentials,
    /// Pages of the persona list.
    pub persona_pages: PersonaPages,
    /// Pages of the message list.
    pub message_pages: MessagePages,
    /// `/2/media/upload`.
    pub media_v2: MediaFamily,
    /// `/1.1/media/upload.json`.
    pub media_v1: MediaFamily,
    /// How media are processed that are uploaded from now on.
    pub media_processing: MediaProcessing,
}
