//! The log.

use super::{recorded, tutorial};

#[test]
fn the_log_is_filtered_by_need_organisation_person_day_and_kind() {
    let house = recorded();
    house.json(&["pair", &tutorial(), "N-02", "16", "--level", "要相談"]);
    let count = |args: &[&str]| {
        let all = [&["log"], args].concat();
        house.json(&all).as_array().unwrap().len()
    };
    let all = count(&[]);
    assert!(count(&["--need", "N-02"]) > 0 && count(&["--need", "N-02"]) < all);
    assert_eq!(count(&["--need", "N-99"]), 0);
    assert!(
        count(&["--org", "sazare"]) > count(&["--org", "sazare", "--kind", "pairing-recorded"])
    );
    assert_eq!(count(&["--person", "15"]), 2, "the file and the pairing");
    assert_eq!(count(&["--person", "16", "--need", "N-01"]), 0);
    assert_eq!(count(&["--kind", "pairing-recorded"]), 2);
    assert_eq!(
        count(&["--since", "2000-01-01", "--until", "2999-01-01"]),
        all
    );
    assert_eq!(count(&["--until", "2000-01-01"]), 0);
    assert_eq!(count(&["--since", "2999-01-01"]), 0);
    assert_eq!(count(&["--session", "nowhere"]), 0);
}
