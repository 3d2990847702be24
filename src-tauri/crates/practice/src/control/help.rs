//! The page that lists every control route.

use bytes::Bytes;
use http::Response;
use serde_json::{Value, json};

use super::Ask;
use crate::{answer, practice::Practice, routes::Route};

/// Method, path below `/_practice`, what goes in, and what it does.
const ROUTES: &[(&str, &str, &str, &str)] = &[
    (
        "GET",
        "",
        "",
        "How the network stands: brands, clock, switches, outage, read lag, faults, counts.",
    ),
    ("GET", "help", "", "This page."),
    (
        "GET",
        "customers",
        "",
        "Everybody who may write, those who wait longest first.",
    ),
    (
        "POST",
        "customers",
        r#"{"handle":"lena_k","name":"Lena","about":""}"#,
        "Adds somebody who writes only what is written as them.",
    ),
    (
        "GET",
        "customers/{handle}",
        "",
        "The conversation as this customer sees it.",
    ),
    ("GET", "view/{handle}", "", "The same."),
    (
        "POST",
        "customers/{handle}/write",
        r#"{"text":"Hello","picture":"<base64>"}"#,
        "Writes to the brand as this customer; picture may be left out.",
    ),
    (
        "POST",
        "customers/{handle}/door",
        r#"{"door":"open"}"#,
        "Takes messages: open, followed_only (code 150), closed (code 349).",
    ),
    (
        "POST",
        "customers/{handle}/open",
        r#"{"welcome_message_id":"1893…"}"#,
        "Opens the conversation, by a link's welcome message if one is named; tells what greeted them.",
    ),
    (
        "POST",
        "customers/{handle}/leave",
        "",
        "Leaves the conversation; the next opening is greeted.",
    ),
    (
        "POST",
        "customers/{handle}/choose",
        r#"{"label":"Track my order"}"#,
        "Chooses one of the choices that stand last.",
    ),
    (
        "POST",
        "inbox",
        r#"{"inbox":"followed"}"#,
        "Whose messages the brand takes: everybody, followed (then no welcome messages).",
    ),
    (
        "POST",
        "invent",
        r#"{"character":"polite","seed":1}"#,
        "Invents somebody of a character.",
    ),
    (
        "POST",
        "crowd",
        r#"{"seed":1,"how_many":100,"over_minutes":10}"#,
        "Invents a crowd of fans.",
    ),
    (
        "GET",
        "truth",
        "?since=<message id>&limit=1000",
        "Every stored message in order of arrival, or those after one.",
    ),
    ("GET", "access", "", "The allow list."),
    (
        "POST",
        "access",
        r#""open" or {"closed":"403/220"}"#,
        "Opens or closes the allow list: 403/220, 403/87, 403/93, 403/453, 404/34.",
    ),
    ("GET", "verification", "", "How the brand is marked."),
    (
        "POST",
        "verification",
        r#"{"verified_type":"business"}"#,
        "Marks the brand: none, blue, business, government.",
    ),
    ("GET", "switches", "", "Where every switch stands."),
    (
        "POST",
        "switches",
        r#"{"post_answer":"empty"}"#,
        "Turns the switches that are named.",
    ),
    (
        "PUT",
        "switches",
        "{}",
        "Turns all: those that are not named to their default.",
    ),
    (
        "GET",
        "faults",
        "",
        "The faults that wait, with what is left of nth and times.",
    ),
    (
        "POST",
        "faults",
        r#"{"route":"events/new","kind":"cut_after","nth":1,"times":1}"#,
        "Asks for trouble. Not kept: it ends with the server.",
    ),
    ("POST", "fault", "as faults", "The same."),
    ("DELETE", "faults", "", "Lets none happen that waits."),
    ("GET", "fired", "", "The trouble that has happened."),
    ("GET", "outage", "", "The outage that lasts, or null."),
    (
        "POST",
        "outage",
        r#"{"kind":"cut_before","route":"events/new"}"#,
        "Begins an outage, of all routes if none is named.",
    ),
    ("DELETE", "outage", "", "Ends it."),
    (
        "GET",
        "read_lag",
        "",
        "How long messages stay out of reads.",
    ),
    (
        "POST",
        "read_lag",
        r#"{"ms":5000}"#,
        "Sets that for every message.",
    ),
    (
        "GET",
        "clock",
        "",
        "What time it is, and how far ahead that is.",
    ),
    (
        "POST",
        "clock",
        r#"{"forward_ms":3600000}"#,
        "Moves the clock forward. It never goes back.",
    ),
    (
        "GET",
        "save",
        "",
        "The whole network as one JSON document, keys and pictures included.",
    ),
    (
        "POST",
        "load",
        "what save gave",
        "Puts that in place of this network.",
    ),
    ("GET", "permission", "", "What the app may ask brands for."),
    (
        "POST",
        "permission",
        r#"{"level":"read-write-directmessages"}"#,
        "Sets that; it takes effect with the next login.",
    ),
    (
        "GET",
        "callbacks",
        "",
        "Where the login page may send people.",
    ),
    (
        "POST",
        "callbacks",
        r#"{"url":"http://localhost/cb"}"#,
        "Adds one.",
    ),
    (
        "DELETE",
        "callbacks",
        r#"{"url":"http://localhost/cb"}"#,
        "Removes one.",
    ),
    (
        "POST",
        "app",
        r#"{"standing":"suspended"}"#,
        "Suspends the app, or ends that with good.",
    ),
    (
        "POST",
        "revoke",
        r#"{"handle":"northwind"}"#,
        "Takes access back, of a handle or of a token.",
    ),
];

pub(super) fn steer(_: &Practice, ask: &Ask<'_>) -> Option<Response<Bytes>> {
    (ask.method == "GET" && ask.parts == ["help"]).then(|| answer::json(200, &page()))
}

fn page() -> Value {
    let routes: Vec<Value> = ROUTES
        .iter()
        .map(|(method, path, takes, does)| {
            json!({
                "method": method,
                "path": format!("/_practice/{path}").trim_end_matches('/'),
                "takes": takes,
                "does": does,
            })
        })
        .collect();
    let calls: Vec<&str> = Route::ALL.iter().map(|route| route.name()).collect();
    json!({"routes": routes, "calls_that_faults_can_wait_for": calls})
}

/// Whether a route of this path exists under some method.
pub(super) fn is_known(parts: &[&str]) -> bool {
    ROUTES.iter().any(|(_, path, ..)| {
        let wanted: Vec<&str> = path.split('/').collect();
        wanted.len() == parts.len()
            && wanted
                .iter()
                .zip(parts)
                .all(|(wanted, part)| wanted.starts_with('{') || wanted == part)
    })
}
