//! No secret stands anywhere but in the vault, in whatever clothes.

use crate::shop::{ACCOUNT, ANA, PASSPHRASE, Shop};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::fs;
use std::path::{Path, PathBuf};

/// A secret as somebody might have written it down.
fn clothes(secret: &str) -> Vec<Vec<u8>> {
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let percent = utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string();
    let json = serde_json::to_string(secret).unwrap();
    let mut all = vec![
        secret.to_owned(),
        secret.chars().rev().collect(),
        hex.to_uppercase(),
        hex,
        percent.to_lowercase(),
        percent,
        json.trim_matches('"').to_owned(),
    ];
    // Within longer base64 a text looks in one of three ways; the letters that
    // also hold bits of its neighbours are left out.
    for ahead in 0..3 {
        let shifted = [&vec![b'-'; ahead], secret.as_bytes()].concat();
        for alphabet in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
            let text = alphabet.encode(&shifted);
            let first = (ahead * 8).div_ceil(6);
            all.push(text.get(first..text.len() - 1).unwrap().to_owned());
        }
    }
    all.into_iter().map(String::into_bytes).collect()
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}

#[test]
fn the_search_finds_a_secret_in_each_of_its_clothes() {
    let secret = "s3cr3t/of+the\"house";
    let within = STANDARD_NO_PAD.encode(format!("{{\"token\":\"{secret}\"}}"));
    let found = |place: &str| {
        clothes(secret)
            .iter()
            .any(|needle| holds(place.as_bytes(), needle))
    };
    assert!(found(&within));
    assert!(found(&format!("a{within}")));
    assert!(found("esuoh\"eht+fo/t3rc3s"));
    assert!(found("x=s3cr3t%2Fof%2Bthe%22house&"));
    assert!(found(r#"{"a":"s3cr3t/of+the\"house"}"#));
    assert!(!found("s3cr3t of the house"));
}

#[test]
fn no_secret_is_in_the_data_folder_the_log_or_any_output() {
    let shop = Shop::open();
    // Everything that goes well, and what does not.
    shop.answer("mayalind", "well").assert_done();
    shop.server().cut_next("events/new");
    assert_eq!(shop.answer("priya_writes", "in doubt").code, 3);
    let mut wrong = shop.keys();
    wrong["token_secret"] = "wrOng5ecretwrOng5ecretwrOng5ecretwrOng5ecret1".into();
    assert_eq!(shop.connect_with(&wrong.to_string()).code, 1);
    let mut unusable = shop.keys();
    unusable["token_secret"] = "two words and more than that".into();
    assert_ne!(shop.connect_with(&unusable.to_string()).code, 0);
    let mut garbled = shop.keys().to_string();
    garbled.pop();
    assert_eq!(shop.connect_with(&garbled).code, 2);
    shop.connect().assert_done();
    let show = ["conversation", "show", "--account", ACCOUNT, "mayalind"];
    let looking: [&[&str]; 7] = [
        &["account", "list"],
        &["persona", "list"],
        &["persona", "show", ANA],
        &["conversation", "list"],
        &show,
        &["outbox", "list"],
        &["ledger", "list"],
    ];
    for arguments in looking {
        shop.run(arguments).assert_done();
        shop.in_words(arguments).assert_done();
    }

    let keys = shop.keys();
    let secrets = [
        keys["consumer_secret"].as_str().unwrap(),
        keys["token_secret"].as_str().unwrap(),
        wrong["token_secret"].as_str().unwrap(),
        unusable["token_secret"].as_str().unwrap(),
        PASSPHRASE,
    ];
    let needles: Vec<Vec<u8>> = secrets.iter().flat_map(|secret| clothes(secret)).collect();
    let mut places: Vec<(String, Vec<u8>)> = files_below(&shop.data())
        .into_iter()
        .map(|file| (file.display().to_string(), fs::read(&file).unwrap()))
        .collect();
    places.push(("what was printed".to_owned(), shop.printed()));

    let log: Vec<&[u8]> = places
        .iter()
        .filter(|(name, _)| name.contains("/logs/"))
        .map(|(_, bytes)| bytes.as_slice())
        .collect();
    assert!(
        log.iter().any(|log| holds(log, b"\"TRACE\"")),
        "the log tells all it can"
    );
    assert!(
        places
            .iter()
            .any(|(name, _)| name.ends_with("vault.locked"))
    );
    for (name, bytes) in &places {
        for needle in &needles {
            let shown = String::from_utf8_lossy(needle);
            assert!(!holds(bytes, needle), "{name} holds {shown}");
        }
    }
    // The search would have found them: the practice network has to keep its own.
    let own = files_below(&shop.network_home());
    assert!(
        own.iter()
            .any(|file| { holds(&fs::read(file).unwrap(), secrets[1].as_bytes()) })
    );
}
