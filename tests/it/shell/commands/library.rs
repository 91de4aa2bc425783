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

/// A house with two lists in its library.
fn two_lists() -> House {
    let house = House::new();
    for (name, row) in [
        ("one.csv", "特開2099-000001,曇り止め膜"),
        ("two.csv", "特開2099-000002,逆止弁"),
    ] {
        let text = format!("文献番号,発明の名称\n{row}\n");
        std::fs::write(house.path(name), text).unwrap();
        house.json(&["library", "add", house.path(name).to_str().unwrap()]);
    }
    house
}

#[test]
fn a_file_that_is_gone_takes_away_only_itself() {
    let house = two_lists();
    let found = |house: &House, title: &str| {
        let run = house.run(&["search", &tutorial(), title, "--json"]);
        run.out.contains(&format!("\"title\":\"{title}\""))
    };
    std::fs::remove_file(house.path("one.csv")).unwrap();
    assert!(
        found(&house, "逆止弁") && found(&house, "曇り止め膜"),
        "the index stays"
    );
    let run = house.run(&["library", "list"]);
    assert!(
        run.out.contains("one.csv（ファイルがありません"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("読み直します"), "{}", run.out);

    // A further file makes the index anew, without the one that is gone, and says so.
    let three = house.path("three.csv");
    std::fs::write(&three, "文献番号,発明の名称\n特開2099-000003,流量計\n").unwrap();
    let run = house.run(&["library", "add", three.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err.contains("library remove") && run.err.contains("one.csv"),
        "{}",
        run.err
    );
    assert!(found(&house, "流量計") && found(&house, "逆止弁") && !found(&house, "曇り止め膜"));
    assert_eq!(house.json(&["library", "list"])[0]["state"], "missing");

    // It comes back, another turns into something else.
    std::fs::write(house.path("one.csv"), "特開2099-000001 曇り止め膜\n").unwrap();
    std::fs::write(house.path("two.csv"), "氏名,年齢\n架空花子,3\n").unwrap();
    assert!(found(&house, "曇り止め膜") && found(&house, "流量計"));
    let states = house.json(&["library", "list"]);
    let states: Vec<&str> = states
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|f| f["state"].as_str())
        .collect();
    assert_eq!(states, ["current", "unusable", "current"]);
    assert_eq!(house.run(&["library", "remove", "two.csv"]).code, 0);
}

#[test]
fn a_list_of_files_that_cannot_be_read_is_not_written_over() {
    let house = two_lists();
    let list = house.path("library/files.json");
    std::fs::write(&list, "[\"/somewhere/one.c").unwrap();
    let run = house.run(&["library", "add", house.path("one.csv").to_str().unwrap()]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(
        run.err.contains("files.json") && run.err.contains("壊れています"),
        "{}",
        run.err
    );
    assert_eq!(
        std::fs::read_to_string(&list).unwrap(),
        "[\"/somewhere/one.c"
    );
}

#[test]
fn lines_below_a_table_are_told() {
    let house = House::new();
    let list = house.path("list.csv");
    std::fs::write(
        &list,
        "検索日 2026-11-01\n文献番号,発明の名称\n特開2099-000001,鏡\n以上\n",
    )
    .unwrap();
    let run = house.run(&["library", "add", list.to_str().unwrap()]);
    assert!(run.out.contains("、1 件"), "{}", run.out);
    assert!(run.err.contains("4 行目"), "{}", run.err);
}
