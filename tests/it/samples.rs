//! The two sample sessions: what is promised of them (sizes, nothing real, every key shown once) and that the big one
//! is what its script makes.

use enishi::domain::number::{corporate_number, mah_licence, patent_id};
use enishi::intake::load;
use enishi::intake::section::Section;
use enishi::intake::tables;
use enishi::words::{Lang, Words};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use toml::{Table, Value};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const SAMPLES: [&str; 2] = ["tutorial", "regional"];

fn text(name: &str) -> String {
    let path = Path::new(ROOT)
        .join("sessions")
        .join(format!("{name}.toml"));
    std::fs::read_to_string(&path)
        .unwrap()
        .replace("\r\n", "\n")
}

fn table(name: &str) -> Table {
    text(name).parse().unwrap()
}

fn list<'a>(table: &'a Table, key: &str) -> Vec<&'a Table> {
    let items = table[key].as_array().unwrap();
    items.iter().map(|v| v.as_table().unwrap()).collect()
}

fn string<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.get(key).map(|v| v.as_str().unwrap())
}

fn strings<'a>(table: &'a Table, key: &str) -> Vec<&'a str> {
    let items = table.get(key).and_then(Value::as_array);
    items
        .into_iter()
        .flatten()
        .map(|v| v.as_str().unwrap())
        .collect()
}

#[test]
fn sizes_are_those_promised() {
    let count = |name: &str| {
        let t = table(name);
        ["needs", "attendees", "organisations", "patents"].map(|key| list(&t, key).len())
    };
    assert_eq!(count("regional"), [42, 180, 90, 150]);
    let [needs, people, ..] = count("tutorial");
    assert_eq!(needs, 6);
    assert!(people >= 20, "{people}");
}

/// The bytes are compared wherever `python3` runs; a build server has to have it.
#[test]
fn regional_is_what_its_script_makes() {
    let script = Path::new(ROOT).join("tests/tools/make_regional.py");
    let there = Command::new("python3").args(["-c", "0"]).status();
    if !there.is_ok_and(|s| s.success()) {
        assert!(
            std::env::var_os("CI").is_none(),
            "python3 is needed to check the sample"
        );
        return;
    }
    let made = Command::new("python3")
        .arg(script)
        .arg("--stdout")
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let differs = String::from_utf8(made.stdout).unwrap() != text("regional");
    assert!(
        !differs,
        "sessions/regional.toml: run python3 tests/tools/make_regional.py"
    );
}

#[test]
fn titles_say_that_all_is_fictional() {
    for name in SAMPLES {
        let t = table(name);
        let title = t["session"]["title"].as_str().unwrap();
        assert!(title.contains("架空の見本"), "{title}");
    }
}

#[test]
fn numbers_are_well_formed_and_none_can_be_real() {
    for name in SAMPLES {
        let t = table(name);
        for org in list(&t, "organisations") {
            let id = string(org, "id").unwrap();
            let kinds = strings(org, "kinds");
            if let Some(no) = string(org, "mah_no") {
                let (_, kind) = mah_licence(no).unwrap_or_else(|| panic!("{id}: {no}"));
                assert!(
                    kinds.contains(&format!("SEIHAN{}", kind.digit()).as_str()),
                    "{id}: {no}"
                );
                assert_eq!(no.get(5..7), Some("99"), "{id}: {no}");
            }
            if let Some(no) = string(org, "corporate_no") {
                assert!(corporate_number(no).is_some(), "{id}: {no}");
                assert_eq!(no.get(1..5), Some("9999"), "{id}: {no}");
            }
        }
        let mut seen = BTreeSet::new();
        for patent in list(&t, "patents") {
            let no = string(patent, "doc_no").unwrap();
            let id = patent_id(no).unwrap_or_else(|| panic!("{name}: {no}"));
            let digits: String = id
                .chars()
                .skip_while(|c| !c.is_ascii_digit())
                .take_while(char::is_ascii_digit)
                .collect();
            let number: u32 = digits.parse().unwrap();
            let far = if digits.len() == 4 { 2099 } else { 9_700_000 };
            assert!(number >= far, "{name}: {no}");
            assert!(seen.insert(id), "{name}: {no} twice");
            if let Some(date) = patent.get("pub_date") {
                let date = date.as_datetime().unwrap().date.unwrap();
                assert!(date.year >= 2099, "{name}: {no}");
            }
        }
        for person in list(&t, "attendees") {
            let domain = string(person, "email").map(|m| m.split_once('@').unwrap().1);
            assert!(domain.is_none_or(|d| {
                Path::new(d).extension().is_some_and(|e| e == "example") || d == "example.jp"
            }));
            assert!(string(person, "tel").is_none_or(|t| t.starts_with("000-0000-")));
        }
    }
}

#[test]
fn regional_has_what_a_real_meeting_has() {
    let t = table("regional");
    let names: BTreeSet<&str> = list(&t, "organisations")
        .iter()
        .map(|o| string(o, "name").unwrap())
        .collect();
    let patents = list(&t, "patents");
    let present = |p: &&&Table| strings(p, "applicants").iter().any(|a| names.contains(a));
    let present = patents.iter().filter(present).count();
    assert!((75..patents.len()).contains(&present), "{present}");
    // The program sees the same holders in the room as the names say.
    let session = load(&text("regional"), &Words::new(Lang::Ja))
        .session
        .unwrap();
    let seen = session
        .patents
        .iter()
        .filter(|p| session.holder_present(p).is_some());
    assert_eq!(seen.count(), present);
    // Every presenter is a badge of somebody of that hospital.
    for need in &session.needs {
        let presenter = session.attendee(&need.presenter).unwrap();
        assert_eq!(presenter.org, need.hospital, "{}", need.no);
        assert_eq!(presenter.dept, need.department, "{}", need.no);
    }
    let links = |p: &Table| p["needs"].as_array().unwrap().len();
    assert!(patents.iter().any(|p| links(p) > 1));
    let with_patents: BTreeSet<&str> = patents
        .iter()
        .flat_map(|p| p["needs"].as_array().unwrap())
        .map(|l| l["no"].as_str().unwrap())
        .collect();
    assert!((30..42).contains(&with_patents.len()));
    let kinds: BTreeSet<&str> = list(&t, "organisations")
        .iter()
        .flat_map(|o| strings(o, "kinds"))
        .collect();
    let of_people: BTreeSet<&str> = list(&t, "attendees")
        .iter()
        .filter_map(|p| string(p, "role"))
        .collect();
    let missing: Vec<_> = enishi::domain::code::OrgKind::ALL
        .iter()
        .map(|k| k.code())
        .filter(|k| !kinds.contains(k) && !of_people.contains(k))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn tutorial_shows_every_key() {
    let t = table("tutorial");
    assert_eq!(t["format"].as_integer(), Some(1));
    for section in Section::ALL {
        let part = section.name();
        let used: BTreeSet<&str> = match &t[part] {
            Value::Table(one) => one.keys().map(String::as_str).collect(),
            _ => list(&t, part)
                .iter()
                .flat_map(|x| x.keys().map(String::as_str))
                .collect(),
        };
        let columns = tables::columns(*section).into_iter();
        let wanted: BTreeSet<&str> = columns.map(|c| c.name).collect();
        assert_eq!(
            used, wanted,
            "[{part}] of sessions/tutorial.toml and the tables of columns"
        );
    }
}
