//! §2, §11 "Personas".

use practice::{
    AvatarCategory, AvatarType, Closed, NameUnit, PersonaAccess, PersonaDeletion, PersonaPages,
    Status214, Switches,
};
use serde_json::{Value, json};

use crate::client::{CREATE, Client, DAY_MS, DESTROY, PERSONAS, Reply, network, profile};

async fn show(client: &Client, id: &str) -> Reply {
    client
        .get(&format!("/1.1/custom_profiles/{id}.json"), &[])
        .await
}

/// Walks the list to its end; gives every page.
async fn pages(client: &Client, count: &str) -> Vec<Value> {
    let mut pages = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let mut query = vec![("count", count)];
        if let Some(cursor) = &cursor {
            query.push(("cursor", cursor));
        }
        let page = client.get(PERSONAS, &query).await.ok();
        cursor = page["next_cursor"].as_str().map(str::to_owned);
        pages.push(page);
        if cursor.is_none() || pages.len() == 20 {
            return pages;
        }
    }
}

fn names(pages: &[Value]) -> Vec<String> {
    pages
        .iter()
        .flat_map(|page| page["custom_profiles"].as_array().unwrap())
        .filter_map(|entry| entry["name"].as_str().map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn section_2_a_created_persona_can_be_shown_and_its_picture_read_back() {
    let (client, _) = network();
    let media = client.media().await;
    let created = client.create("Ana Ruiz, Care Team", &media).await;
    assert_eq!(
        created.header("x-access-level"),
        Some("read-write-directmessages")
    );
    let created = created.ok();
    let profile = &created["custom_profile"];
    let id = profile["id"].as_str().unwrap();
    assert!(id.parse::<u64>().unwrap() > 1 << 53);
    assert_eq!(profile["created_timestamp"], "1795341600000");
    assert_eq!(profile["name"], "Ana Ruiz, Care Team");
    assert_eq!(
        profile["avatar"]["media"].as_object().unwrap().len(),
        1,
        "url only"
    );
    assert_eq!(show(&client, id).await.ok(), created);
    let bare = client.get(&format!("/1.1/custom_profiles/{id}"), &[]).await;
    assert_eq!(bare.ok(), created, "the doc's curl line leaves .json off");
    let url = profile["avatar"]["media"]["url"].as_str().unwrap();
    let picture = client
        .get(url.strip_prefix(&client.base).unwrap(), &[])
        .await;
    assert_eq!(picture.header("content-type"), Some("image/png"));
    assert_eq!(picture.body, crate::client::png());
}

#[tokio::test]
async fn section_11_a_media_id_used_twice_is_refused_with_324() {
    let (client, _) = network();
    let media = client.media().await;
    assert_eq!(client.create("First", &media).await.status, 200);
    assert_eq!(client.create("Second", &media).await.code(), (400, 324));
}

#[tokio::test]
async fn section_11_foreign_media_is_refused_with_324_and_unknown_or_expired_with_325() {
    let (client, clock) = network();
    let foreign = client.neighbour().media().await;
    assert_eq!(client.create("Ana", &foreign).await.code(), (400, 324));
    assert_eq!(
        client.create("Ana", "1234567890123456789").await.code(),
        (400, 325)
    );
    let own = client.media().await;
    clock.advance(DAY_MS);
    assert_eq!(client.create("Ana", &own).await.code(), (400, 325));
}

#[tokio::test]
async fn section_2_1_a_name_of_48_code_points_is_taken_and_of_49_refused_with_151() {
    let (client, _) = network();
    let emoji = "😀".repeat(48);
    assert_eq!(
        client.create(&emoji, &client.media().await).await.status,
        200
    );
    let long = "x".repeat(49);
    let media = client.media().await;
    assert_eq!(client.create(&long, &media).await.code(), (403, 151));
    assert_eq!(
        client.create("short", &media).await.status,
        200,
        "a refusal uses nothing up"
    );
}

#[tokio::test]
async fn section_11_the_unit_of_the_name_is_a_switch() {
    let (client, _) = network();
    let mixed = format!("{}{}", "x".repeat(20), "日".repeat(15));
    let emoji = format!("{}{}", "x".repeat(20), "😀".repeat(15));
    for (name_unit, name, status) in [
        (NameUnit::CodePoints, &emoji, 200),
        (NameUnit::Weighted, &mixed, 403),
        (NameUnit::Utf16, &mixed, 200),
        (NameUnit::Utf16, &emoji, 403),
    ] {
        client.practice.set_switches(Switches {
            name_unit,
            ..Switches::default()
        });
        let reply = client.create(name, &client.media().await).await;
        assert_eq!(reply.status, status, "{name_unit:?}");
    }
}

#[tokio::test]
async fn section_11_create_wants_json_with_name_and_media_id_else_214() {
    let (client, _) = network();
    let media = client.media().await;
    for body in [
        json!({}),
        json!({"custom_profile": {"avatar": {"media": {"id": media}}}}),
        json!({"custom_profile": {"name": "Ana"}}),
        profile(" ", &media),
    ] {
        assert_eq!(
            client.post(CREATE, &body).await.code(),
            (400, 214),
            "{body}"
        );
    }
    let text = client.try_post(CREATE, "text/plain", "{}").await.unwrap();
    assert_eq!(text.code(), (400, 214));
    let mut request = client.request("POST", CREATE, &[("name", "x")], crate::client::START_MS);
    let form = "application/x-www-form-urlencoded".parse().unwrap();
    request.headers_mut().insert("content-type", form);
    assert_eq!(client.try_send(request).await.unwrap().code(), (400, 214));
    client.practice.set_switches(Switches {
        status_214: Status214::Forbidden,
        ..Switches::default()
    });
    assert_eq!(client.post(CREATE, &json!({})).await.code(), (403, 214));
}

#[tokio::test]
async fn section_11_avatar_type_is_ignored_required_or_refused_by_switch() {
    let (client, _) = network();
    for (avatar_type, plain, typed) in [
        (AvatarType::Ignored, 200, 200),
        (AvatarType::Required, 400, 200),
        (AvatarType::Refused, 200, 400),
    ] {
        client.practice.set_switches(Switches {
            avatar_type,
            ..Switches::default()
        });
        let body = profile("Ana", &client.media().await);
        assert_eq!(
            client.post(CREATE, &body).await.status,
            plain,
            "{avatar_type:?}"
        );
        let mut body = profile("Ana", &client.media().await);
        body["custom_profile"]["avatar"]["type"] = json!("media");
        assert_eq!(
            client.post(CREATE, &body).await.status,
            typed,
            "{avatar_type:?}"
        );
    }
}

#[tokio::test]
async fn section_11_the_avatars_media_category_is_a_switch() {
    let (client, _) = network();
    for (avatar_category, dm, tweet) in [
        (AvatarCategory::Any, 0, 0),
        (AvatarCategory::DmImage, 0, 324),
        (AvatarCategory::TweetImage, 324, 0),
    ] {
        client.practice.set_switches(Switches {
            avatar_category,
            ..Switches::default()
        });
        for (category, code) in [("dm_image", dm), ("tweet_image", tweet)] {
            let upload = client.upload(category, &crate::client::png()).await.ok();
            let media = upload["data"]["id"].as_str().unwrap();
            assert_eq!(
                client.create("Ana", media).await.code().1,
                code,
                "{category}"
            );
        }
    }
}

#[tokio::test]
async fn section_2_destroying_is_idempotent_and_ends_the_persona() {
    let (client, _) = network();
    let id = client.persona("Ana").await;
    for _ in 0..2 {
        let reply = client.delete(DESTROY, &[("id", &id)]).await;
        assert_eq!((reply.status, reply.body.len()), (204, 0));
    }
    assert_eq!(show(&client, &id).await.code(), (404, 34));
    assert_eq!(names(&pages(&client, "50").await), Vec::<String>::new());
    let maya = client.customer("mayalind");
    assert_eq!(client.send_as(&maya, "Hi", &id).await.code(), (403, 151));
}

#[tokio::test]
async fn section_11_an_id_that_never_existed_or_is_foreign_is_404_34() {
    let (client, _) = network();
    let foreign = client.neighbour().persona("Nils").await;
    for id in ["1234567890123456789", "nonsense", &foreign] {
        assert_eq!(
            client.delete(DESTROY, &[("id", id)]).await.code(),
            (404, 34),
            "{id}"
        );
        assert_eq!(show(&client, id).await.code(), (404, 34), "{id}");
    }
    assert_eq!(client.delete(DESTROY, &[]).await.code(), (403, 38));
    assert_eq!(show(&client.neighbour(), &foreign).await.status, 200);
}

#[tokio::test]
async fn section_2_the_list_pages_by_an_opaque_cursor_and_ends_without_one() {
    let (client, _) = network();
    let mut expected = Vec::new();
    for number in 0..5 {
        let name = format!("Persona {number}");
        client.persona(&name).await;
        expected.push(name);
    }
    let pages = pages(&client, "2").await;
    assert_eq!(pages.len(), 3);
    assert_eq!(names(&pages), expected);
    for count in ["0", "51", "x", "-1"] {
        let reply = client.get(PERSONAS, &[("count", count)]).await;
        assert_eq!(reply.code(), (400, 44), "{count}");
    }
    let reply = client.get(PERSONAS, &[("cursor", "made up")]).await;
    assert_eq!(reply.code(), (400, 44));
    assert_eq!(client.get(PERSONAS, &[]).await.status, 200);
}

#[tokio::test]
async fn section_2_the_list_quirk_makes_empty_entries_and_an_empty_page_that_goes_on() {
    let (client, _) = network();
    client.practice.set_switches(Switches {
        persona_pages: PersonaPages::Holes,
        ..Switches::default()
    });
    let mut expected = Vec::new();
    for number in 0..4 {
        let name = format!("Persona {number}");
        client.persona(&name).await;
        expected.push(name);
    }
    let pages = pages(&client, "3").await;
    assert_eq!(pages[0]["custom_profiles"][0], json!({}));
    assert_eq!(pages[1]["custom_profiles"], json!([]));
    assert!(pages[1]["next_cursor"].is_string());
    assert_eq!(names(&pages), expected);
}

#[tokio::test]
async fn section_2_on_demand_a_cursor_repeats_for_ever() {
    let (client, _) = network();
    client.persona("Ana").await;
    client.practice.set_switches(Switches {
        persona_pages: PersonaPages::RepeatedCursor,
        ..Switches::default()
    });
    let pages = pages(&client, "50").await;
    assert_eq!(pages.len(), 20);
    assert_eq!(pages[0]["next_cursor"], pages[19]["next_cursor"]);
}

#[tokio::test]
async fn section_2_4_a_closed_allow_list_refuses_in_the_chosen_way() {
    let (client, _) = network();
    let id = client.persona("Ana").await;
    let maya = client.customer("mayalind");
    for (closed, expected) in [
        (Closed::Code220, (403, 220)),
        (Closed::Code87, (403, 87)),
        (Closed::Code93, (403, 93)),
        (Closed::Code453, (403, 453)),
        (Closed::Code34, (404, 34)),
    ] {
        client.practice.set_access(PersonaAccess::Closed(closed));
        assert_eq!(client.get(PERSONAS, &[]).await.code(), expected);
        assert_eq!(show(&client, &id).await.code(), expected);
        assert_eq!(client.create("Bo", "1").await.code(), expected);
        assert_eq!(
            client.delete(DESTROY, &[("id", &id)]).await.code(),
            expected
        );
        assert_eq!(client.send_as(&maya, "Hi", &id).await.code(), expected);
        assert_eq!(
            client.send(&maya, "Hi").await.status,
            200,
            "without a persona"
        );
    }
    client.practice.set_access(PersonaAccess::Open);
    assert_eq!(show(&client, &id).await.status, 200);
}

#[tokio::test]
async fn section_11_deleting_a_persona_keeps_or_drops_it_on_old_messages_by_switch() {
    let (client, _) = network();
    let id = client.persona("Ana").await;
    let maya = client.customer("mayalind");
    client.send_as(&maya, "Hello Maya", &id).await.ok();
    client.delete(DESTROY, &[("id", &id)]).await;
    let last = || {
        client
            .practice
            .view("mayalind")
            .unwrap()
            .messages
            .pop()
            .unwrap()
    };
    assert_eq!(last().persona.unwrap().name, "Ana");
    client.practice.set_switches(Switches {
        persona_deletion: PersonaDeletion::Drop,
        ..Switches::default()
    });
    assert_eq!(last().persona, None);
    let truth = client.practice.truth().unwrap().pop().unwrap();
    assert_eq!(truth.persona.unwrap().name, "Ana", "as it was at the time");
}
