use super::has_card;

#[test]
fn a_card_is_found_by_its_name_and_a_display_without_one_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let cards = folder.path().join("dri");
    assert!(!has_card(&cards), "no folder at all");
    std::fs::create_dir(&cards).unwrap();
    std::fs::write(cards.join("card0"), "").unwrap();
    assert!(!has_card(&cards), "only something to show pictures on");
    std::fs::write(cards.join("renderD128"), "").unwrap();
    assert!(has_card(&cards));
}
