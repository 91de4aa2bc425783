//! A session is searched.

use super::{House, keys, tutorial};
use serde_json::Value;

#[test]
fn things_are_found_or_not() {
    let house = House::new();
    let found = house.json(&["search", &tutorial(), "さざれ", "--in", "organisation"]);
    assert_eq!(found["query"], "さざれ");
    let hit = &found["hits"][0];
    assert_eq!(keys(hit), ["id", "kind", "score", "title"]);
    assert_eq!(
        (&hit["kind"], &hit["id"]),
        (&"organisation".into(), &"sazare".into())
    );
    let many = house.json(&["search", &tutorial(), "の", "--limit", "2"]);
    assert!(many["hits"].as_array().unwrap().len() <= 2);
    let run = house.run(&["search", &tutorial(), "ありえない語句zzz", "--json"]);
    assert_eq!(run.code, 4);
    assert_eq!(run.json()["hits"], Value::Array(Vec::new()));
}
