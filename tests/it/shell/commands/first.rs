//! First steps: a template, the sample, all texts.

use super::House;

#[test]
fn a_template_is_written_once_and_is_a_session() {
    let house = House::new();
    let file = house.path("kai.toml");
    let path = file.to_str().unwrap();
    let made = house.run(&["new", path]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert_eq!(house.run(&["check", path]).code, 0);
    std::fs::write(&file, "mine").unwrap();
    let again = house.run(&["new", path]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("同じ名前"), "{}", again.err);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    assert!(house.run(&["new"]).out.contains("[[needs]]"));
}

#[test]
fn the_sample_is_taken_away_and_nothing_else() {
    let house = House::new();
    house.json(&["library", "list"]);
    house.json(&["verify"]);
    let folder = house.path("sample");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("enishi.db"), "").unwrap();
    assert_eq!(house.json(&["sample", "--remove"])["removed"], true);
    assert!(!folder.exists() && house.path("enishi.db").exists());
    assert_eq!(house.json(&["sample", "--remove"])["removed"], false);
}

#[test]
fn every_text_is_printed_with_its_place() {
    let house = House::new();
    let both = house.run(&["texts"]);
    assert!(
        both.out.contains("config/texts/ja/start.ftl:"),
        "{}",
        both.out
    );
    assert!(both.out.contains("config/texts/en/start.ftl:"));
    let one = house.run(&["texts", "--lang", "en"]);
    assert!(!one.out.contains("config/texts/ja/"));
    assert!(one.out.contains("config/tasks.toml") && one.out.contains("src/domain/code.rs"));
}
