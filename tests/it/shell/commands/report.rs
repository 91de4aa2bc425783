//! `enishi report` and what leaves with it.

use super::{House, keys, tutorial};
use serde_json::Value;
use std::fs;

#[test]
fn a_report_is_counted_printed_and_never_written_over_a_file() {
    let house = House::new();
    let file = tutorial();
    house.json(&["pair", &file, "N-01", "15", "--level", "面談希望"]);
    house.json(&["confirm", &file, "N-01", "sazare"]);
    let run = house.run(&["report", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let found: Value = serde_json::from_str(&run.out).unwrap();
    for key in [
        "session",
        "needs",
        "needs_with_interest",
        "pairings",
        "confirmed",
        "meetings",
        "nda_signed",
        "contracts",
        "launched",
        "overdue",
        "with_mah",
        "days",
        "declined_by_reason",
        "by_hospital",
        "by_coordinator",
    ] {
        assert!(keys(&found).contains(&key), "{key}: {found}");
    }
    assert_eq!(
        (&found["pairings"], &found["confirmed"]),
        (&1.into(), &1.into())
    );
    assert_eq!(found["by_coordinator"][0]["coordinator"], "tester");
    let tasks = house.json(&["tasks", "--overdue"]);
    assert_eq!(found["overdue"], tasks.as_array().unwrap().len());
    // A year without a session is told, not counted as nothing.
    let none = house.run(&["report", "--year", "1999"]);
    assert_eq!(none.code, 4, "{}{}", none.out, none.err);
    assert!(none.err.contains("--year"), "{}", none.err);
    for (name, begins) in [
        ("r.html", "<!doctype"),
        ("r.md", "# 報告"),
        ("r.txt", "報告"),
    ] {
        let path = house.path(name);
        let path = path.to_str().unwrap();
        assert_eq!(house.run(&["report", "-o", path]).code, 0);
        let text = fs::read_to_string(path).unwrap();
        assert!(text.starts_with(begins), "{text}");
        let is_text = name == "r.txt";
        assert_eq!(
            text.contains("tester"),
            is_text,
            "who coordinates stays here"
        );
        assert!(!text.contains("<script"), "{text}");
        assert_eq!(
            house.run(&["report", "-o", path]).code,
            1,
            "never over a file"
        );
        assert_eq!(house.run(&["report", "-o", path, "--force"]).code, 0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
    let page = house.path("r.html");
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("<svg") && page.contains("@page"), "{page}");
    let book = house.path("r.xlsx");
    let book = book.to_str().unwrap();
    let run = house.run(&["export", "--what", "report", "-o", book, "--internal"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(fs::read(book).unwrap().starts_with(b"PK"));
    let refused = house.run(&["export", "--what", "report", "-o", "r.ics"]);
    assert_eq!(refused.code, 2);
}
