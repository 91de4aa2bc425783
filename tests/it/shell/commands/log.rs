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

#[test]
fn the_log_is_filtered_by_what_things_are_called() {
    let house = recorded();
    let session = enishi::intake::load(
        &std::fs::read_to_string(tutorial()).unwrap(),
        &enishi::words::Words::new(enishi::words::Lang::Ja),
    );
    let session = session.session.unwrap();
    let count = |args: &[&str]| {
        let all = [&["log"], args].concat();
        house.json(&all).as_array().unwrap().len()
    };
    let org = session.organisation("sazare").unwrap();
    let need = session.need("N-01").unwrap();
    let by_id = count(&["--org", "sazare"]);
    assert!(by_id > 0);
    assert_eq!(count(&["--org", &org.name]), by_id);
    let by_number = count(&["--need", "N-01"]);
    for asked in ["n01", "N-1", "ｎ１", need.title.as_str()] {
        assert_eq!(count(&["--need", asked]), by_number, "{asked}");
    }
    let person = session.attendee("15").unwrap();
    assert_eq!(
        count(&["--person", &person.name]),
        count(&["--person", "15"])
    );
    // A number that is nobody.
    assert_eq!(count(&["--person", "99"]), 0);
    let run = house.run(&["log", "--org", "カピバラ"]);
    assert!(run.out.contains("調べました"), "{}", run.out);
}
