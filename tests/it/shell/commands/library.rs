//! Patents beside those of a session, and the readings they are found by.

use super::{House, tutorial};

#[test]
fn a_library_of_patents_is_searched_with_the_session() {
    let house = House::new();
    let list = house.path("list.csv");
    std::fs::write(
        &list,
        "文献番号,発明の名称,出願人/権利者\n特開2099-000123,深海魚の鱗を模した撥水膜,架空水産株式会社\n",
    )
    .unwrap();
    let path = list.to_str().unwrap();
    let made = house.json(&["library", "add", path]);
    assert_eq!((&made["files"], &made["patents"]), (&1.into(), &1.into()));
    assert_eq!(
        house.json(&["library", "add", path]),
        made,
        "once is enough"
    );
    let found = house.json(&["search", &tutorial(), "深海魚"]);
    assert_eq!(found["hits"][0]["kind"], "patent");
    let listed = house.json(&["library", "list"]);
    assert_eq!(listed[0]["current"], true);
    assert_eq!(house.run(&["library", "remove", "other.csv"]).code, 4);
    house.json(&["library", "remove", "list.csv"]);
    assert_eq!(house.run(&["search", &tutorial(), "深海魚"]).code, 4);
    assert_eq!(house.run(&["library", "add", "nowhere.csv"]).code, 1);
    // What is no list of patents changes nothing and is told by line.
    let wrong = house.path("names.csv");
    std::fs::write(&wrong, "氏名,年齢\n架空花子,3\n").unwrap();
    let run = house.run(&["library", "add", wrong.to_str().unwrap()]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("1 行目"), "{}", run.err);
    assert_eq!(
        house.json(&["library", "list"]).as_array().unwrap().len(),
        0
    );
}

#[test]
fn a_list_of_readings_is_read_and_a_library_follows_it() {
    let house = House::new();
    let list = house.path("list.txt");
    std::fs::write(
        &list,
        "特開2099-000001 山海式留具\n特開2099-000002 皿の棚\n",
    )
    .unwrap();
    house.json(&["library", "add", list.to_str().unwrap()]);
    let titles = |house: &House| {
        let run = house.run(&["search", &tutorial(), "ぴぽぱしき", "--json"]);
        run.out
    };
    assert!(!titles(&house).contains("山海式留具"));
    std::fs::write(
        house.path("readings.toml"),
        "[readings]\n\"山海式\" = \"ぴぽぱしき\"\n",
    )
    .unwrap();
    assert!(titles(&house).contains("山海式留具"));
}
