//! What many checks ask for in the same way: somebody who writes, a message, a
//! picture, a persona, a fault, a moved clock.

use super::{EVENTS_LIST, EVENTS_NEW, EVENTS_SHOW, PICTURE, Reply, X, file, message, reply};
use reqwest::Method;
use reqwest::header::AUTHORIZATION;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

impl X {
    /// Uploads a small picture under a category (§5.2); its id.
    pub async fn picture(&self, category: &str) -> String {
        let parts = reqwest::multipart::Form::new()
            .text("media_category", category.to_owned())
            .part("media", file());
        let reply = self.post_parts("/2/media/upload", parts).await;
        reply.text("/data/id")
    }

    /// Makes a persona (§2); its id.
    pub async fn persona(&self, name: &str) -> String {
        let media = self.picture("dm_image").await;
        let body = json!({"custom_profile": {"name": name, "avatar": {"media": {"id": media}}}});
        let reply = self.post_json("/1.1/custom_profiles/new.json", &body).await;
        assert_eq!(reply.status, 200);
        reply.text("/custom_profile/id")
    }

    /// Brings in somebody who only writes what a test says; their user id.
    pub async fn somebody(&self, handle: &str) -> String {
        let body = json!({"handle": handle, "name": "Lena", "about": ""});
        self.steer(Method::POST, "customers", &body).await;
        let seen = self.seen_by(handle).await;
        seen["customer"]["user_id"].as_str().unwrap().to_owned()
    }

    /// What a customer sees of the conversation.
    pub async fn seen_by(&self, handle: &str) -> Value {
        let path = format!("customers/{handle}");
        self.steer(Method::GET, &path, &Value::Null).await
    }

    /// Writes to the brand as a customer; the message's id.
    pub async fn writes(&self, handle: &str, text: &str) -> String {
        let path = format!("customers/{handle}/write");
        let written = self
            .steer(Method::POST, &path, &json!({ "text": text }))
            .await;
        written["id"].as_str().unwrap().to_owned()
    }

    /// Sends a text by v1.1 (§3.2).
    pub async fn send(&self, to: &str, text: &str) -> Reply {
        self.send_data(to, json!({ "text": text })).await
    }

    /// Sends a whole `message_data` by v1.1 (§3.2).
    pub async fn send_data(&self, to: &str, data: Value) -> Reply {
        self.post_json(EVENTS_NEW, &message(to, data)).await
    }

    /// Sends a text through a persona (§2.3).
    pub async fn send_as(&self, persona: &str, to: &str, text: &str) -> Reply {
        let mut body = message(to, json!({ "text": text }));
        body["event"]["message_create"]["custom_profile_id"] = json!(persona);
        self.post_json(EVENTS_NEW, &body).await
    }

    /// Sends a text; its id.
    pub async fn sent(&self, to: &str, text: &str) -> String {
        let reply = self.send(to, text).await;
        assert_eq!(reply.status, 200);
        reply.text("/event/id")
    }

    /// `events/list` (§3.1), newest first.
    pub async fn events(&self) -> Vec<Value> {
        let listed = self.get(EVENTS_LIST, &[("count", "50")]).await;
        assert_eq!(listed.status, 200);
        listed.json()["events"].as_array().unwrap().clone()
    }

    /// `events/show` (§3.1).
    pub async fn event(&self, id: &str) -> Reply {
        self.get(EVENTS_SHOW, &[("id", id)]).await
    }

    /// How many messages of this text are stored.
    pub async fn stored(&self, text: &str) -> usize {
        let truth = self.steer(Method::GET, "truth", &Value::Null).await;
        let stored = truth.as_array().unwrap().iter();
        stored.filter(|message| message["text"] == text).count()
    }

    /// Turns switches (§11).
    pub async fn turn(&self, switches: &Value) {
        self.steer(Method::POST, "switches", switches).await;
    }

    /// Asks for trouble at the next call of a route (§11).
    pub async fn fault(&self, route: &str, kind: Value) {
        let body = json!({"route": route, "kind": kind, "nth": 1, "times": 1});
        self.steer(Method::POST, "faults", &body).await;
    }

    /// Moves the clock.
    pub async fn forward_minutes(&self, minutes: u64) {
        let body = json!({"forward_ms": minutes * 60_000});
        self.steer(Method::POST, "clock", &body).await;
        self.ahead.fetch_add(minutes * 60, Ordering::Relaxed);
    }

    /// Begins a chunked upload by v2 (§5.2) of media for several uses; its id.
    pub async fn begin_shared(&self) -> String {
        let body = json!({"media_category": "dm_image", "media_type": "image/png",
            "total_bytes": PICTURE.len(), "shared": true});
        let begun = self.post_json("/2/media/upload/initialize", &body).await;
        assert_eq!(begun.status, 200);
        begun.text("/data/id")
    }

    /// Uploads a picture for several uses (§5.2); its id.
    pub async fn shared_picture(&self) -> String {
        let id = self.begin_shared().await;
        let parts = reqwest::multipart::Form::new()
            .text("segment_index", "0")
            .part("media", file());
        let append = format!("/2/media/upload/{id}/append");
        assert_eq!(self.post_parts(&append, parts).await.status, 200);
        let end = format!("/2/media/upload/{id}/finalize");
        assert_eq!(self.post(&end, &[]).await.status, 200);
        id
    }

    /// The same client with another user token.
    pub fn holding(&self, token: String, secret: String) -> Self {
        let mut held = self.next_door().next_door();
        held.brand.token = token;
        held.brand.token_secret = secret;
        held
    }

    /// An address signed by hand: what a test put on the `Authorization` header.
    pub async fn authorized(&self, method: Method, path: &str, header: &str) -> Reply {
        reply(self.bare(method, path).header(AUTHORIZATION, header)).await
    }
}
