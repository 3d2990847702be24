//! A second process on a data folder reads, and changes nothing.

use crate::shop::{ACCOUNT, ANA, PASSPHRASE, Shop};
use desk::{Desk, Options, VaultChoice};
use secrecy::SecretString;

#[tokio::test(flavor = "multi_thread")]
async fn while_byline_is_open_a_second_one_reads_and_is_refused_to_write() {
    let shop = Shop::open();
    let vault = VaultChoice::LockedFile(SecretString::from(PASSPHRASE));
    let open = Desk::open(Options::real(shop.data(), vault).unwrap())
        .await
        .unwrap();
    assert!(open.is_owner());

    let show = ["conversation", "show", "--account", ACCOUNT, "mayalind"];
    let reading: [&[&str]; 7] = [
        &["account", "list"],
        &["persona", "list"],
        &["conversation", "list"],
        &show,
        &["outbox", "list"],
        &["ledger", "list"],
        &["ledger", "verify"],
    ];
    for arguments in reading {
        shop.run(arguments).assert_done();
    }
    let listed = shop.run(&["conversation", "list"]).json();
    assert!(!listed["conversations"].as_array().unwrap().is_empty());

    shop.answer("mayalind", "from beside")
        .assert_refused("open_elsewhere");
    shop.draft_persona("human", "Ben")
        .assert_refused("open_elsewhere");
    let publish = ["persona", "publish", ANA, "--account", ACCOUNT];
    let writing: [&[&str]; 3] = [
        &publish,
        &["inbox", "sync"],
        &["outbox", "run", "--until-settled"],
    ];
    for arguments in writing {
        shop.run(arguments).assert_refused("open_elsewhere");
    }
    let connect = shop.connect();
    assert_eq!(connect.code, 1);
    assert!(
        connect.err.contains("Byline is open here"),
        "{}",
        connect.err
    );

    assert!(shop.server().told("from beside").is_empty());
    drop(open);
    shop.answer("mayalind", "from here").assert_done();
}
