//! Personas that change: edited, put away, looked back on, compared.

use crate::shop::{ACCOUNT, ANA, Shop};

const EDITED: &str = "Ana Ruiz, Night Shift";

#[test]
fn a_persona_is_edited_published_and_looked_back_on() {
    let shop = Shop::open();
    shop.answer("mayalind", "in the old look").assert_done();
    let edit = [
        "persona",
        "edit",
        "Ana",
        "--line",
        EDITED,
        "--own-line",
        "x=Ana, nights",
        "--tag",
        "nights",
        "--language",
        "PT-br",
        "--consent",
        "Ana agreed on 3 May",
        "--speaker",
        "Ana",
    ];
    let edited = shop.run(&edit).assert_done().json();
    assert_eq!(edited["look"]["line"], EDITED);
    assert_eq!(edited["look"]["own_lines"][0]["line"], "Ana, nights");
    assert_eq!(edited["details"]["languages"][0], "pt-BR");
    assert_eq!(edited["details"]["speakers"]["who"], "only");
    assert_eq!(edited["published"][0]["state"]["state"], "not_published");
    assert_eq!(edited["published"][0]["speaks_in"]["line"], ANA);

    let send = |text| shop.send("mayalind", EDITED, text, &["--operator", "Ana"]);
    let before = send("still in the old look").assert_done().json();
    assert_eq!(before["spoken_as"]["look"]["line"], ANA);
    shop.run(&["persona", "publish", EDITED, "--account", ACCOUNT])
        .assert_done();
    send("in the new look").assert_done();
    let told = shop.server().told("in the new look");
    assert_eq!(told[0]["persona"]["name"], "Ana, nights");
    let other = shop.send("mayalind", EDITED, "not mine", &["--operator", "Ben"]);
    assert_eq!(other.code, 1);
    assert!(
        other.err.contains("kept for other operators"),
        "{}",
        other.err
    );

    let history = shop
        .run(&["persona", "history", EDITED])
        .assert_done()
        .json();
    assert_eq!(history["looks"][0]["look"]["line"], EDITED);
    assert_eq!(history["looks"][0]["seen"][0]["messages"], 1);
    assert_eq!(history["looks"][1]["look"]["line"], ANA);
    assert_eq!(history["looks"][1]["seen"][0]["messages"], 2);
    assert_eq!(history["looks"][1]["seen"][0]["customers"], 1);
    let words = shop.in_words(&["persona", "history", EDITED]).assert_done();
    assert!(
        words.out.contains("messages: 2, customers: 1"),
        "{}",
        words.out
    );

    let plain = [
        "persona",
        "edit",
        "Ana",
        "--own-line",
        "x=",
        "--tag",
        "",
        "--everybody",
    ];
    let plain = shop.run(&plain).assert_done().json();
    assert_eq!(plain["look"]["own_lines"].as_array().unwrap().len(), 0);
    assert_eq!(plain["details"]["tags"].as_array().unwrap().len(), 0);
    assert_eq!(plain["details"]["consent"], "Ana agreed on 3 May");
    assert_eq!(plain["details"]["speakers"]["who"], "everybody");
}

#[test]
fn what_cannot_be_noted_is_refused_and_nothing_changes() {
    let shop = Shop::open();
    let before = shop.run(&["persona", "show", "Ana"]).assert_done().json();
    for (option, value) in [
        ("--language", "klingon language"),
        ("--speaker", "Nobody"),
        ("--own-line", "myspace=Tom"),
    ] {
        let ended = shop.run(&["persona", "edit", "Ana", option, value]);
        assert_eq!(ended.code, 1, "{option} {value}: {}", ended.err);
    }
    assert_eq!(
        shop.run(&["persona", "edit", "Ana", "--own-line", "x"])
            .code,
        2
    );
    let after = shop.run(&["persona", "show", "Ana"]).assert_done().json();
    assert_eq!(before, after);
}

#[test]
fn a_persona_is_put_away_restored_and_duplicated() {
    let shop = Shop::open();
    let archived = shop
        .run(&["persona", "archive", "Ana"])
        .assert_done()
        .json();
    assert!(archived["archived_at"].is_i64());
    let refused = shop.answer("mayalind", "as nobody");
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("archived"), "{}", refused.err);
    shop.run(&["persona", "restore", "Ana"]).assert_done();
    shop.answer("mayalind", "as Ana").assert_done();
    let copy = shop
        .run(&["persona", "duplicate", "Ana"])
        .assert_done()
        .json();
    assert_eq!(copy["look"]["line"], format!("{ANA} 2"));
    let listed = shop.in_words(&["persona", "list"]).assert_done();
    assert!(listed.out.contains(&format!("{ANA} 2")), "{}", listed.out);
}

#[test]
fn a_publish_in_doubt_ends_with_3_and_is_found_by_comparing() {
    let shop = Shop::open();
    shop.draft_persona("team", "The Night Team").assert_done();
    shop.server().cut_next("custom_profiles/new");
    let publish = ["persona", "publish", "The Night", "--account", ACCOUNT];
    let ended = shop.run(&publish);
    assert_eq!(ended.code, 3, "{}", ended.err);
    let checked = shop.run(&["persona", "check", "--account", ACCOUNT]);
    let checked = checked.assert_done().json();
    assert_eq!(checked["found"][0], "The Night Team");
    let shown = shop
        .run(&["persona", "show", "The Night"])
        .assert_done()
        .json();
    assert_eq!(shown["published"][0]["state"]["state"], "live");
    let again = shop.in_words(&["persona", "check", "--account", ACCOUNT]);
    assert!(again.assert_done().out.contains("nothing new"));
}
