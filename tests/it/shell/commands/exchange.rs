//! Workbooks in and out by the real program: template, check, convert, import, export.

use super::House;
use std::fs;
use std::path::Path;

fn arg(path: &Path) -> &str {
    path.to_str().unwrap()
}

const TUTORIAL: &str = "sessions/tutorial.toml";

#[test]
fn a_workbook_is_made_checked_converted_and_opened_like_a_text() {
    let house = House::new();
    let (book, text) = (house.path("会.xlsx"), house.path("会.toml"));
    assert_eq!(house.run(&["new", arg(&book)]).code, 0);
    let checked = house.json(&["check", arg(&book)]);
    assert_eq!(checked["ok"], true, "{checked}");
    assert_eq!(
        house.run(&["new", arg(&book)]).code,
        1,
        "nothing is written over"
    );
    let full = house.path("full.xlsx");
    house.json(&["convert", TUTORIAL, arg(&full)]);
    house.json(&["convert", arg(&full), arg(&text)]);
    let [a, b] = [TUTORIAL, arg(&text)].map(|f| house.json(&["check", f])["counts"].clone());
    assert_eq!(a, b);
    let refused = house.run(&["convert", TUTORIAL, arg(&full)]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(
        house
            .run(&["convert", TUTORIAL, arg(&full), "--force"])
            .code,
        0
    );
    // A workbook is looked through like a text.
    let found = house.run(&["search", arg(&full), "N-01", "--in", "need"]);
    assert_eq!(found.code, 0, "{}", found.err);
}

#[test]
fn lists_become_a_session_file_or_nothing_at_all() {
    let house = House::new();
    let list = house.path("名簿.csv");
    let needs = house.path("ニーズ.csv");
    fs::write(&list, "受付番号,氏名,会社名,希望するニーズ\n1,田中 一郎,光学テクノ株式会社,N-01\n2,山田 太郎,,N-99\n").unwrap();
    fs::write(&needs, "ニーズ番号,題名,病院名,診療科,困りごと,公開範囲\nN-01,曇らない鏡,白嶺病院,外科,曇る,公開\n").unwrap();
    let out = house.path("会.toml");
    let base = [
        "import",
        "--attendees",
        arg(&list),
        "--needs",
        arg(&needs),
        "--session",
        "第1回",
        "--date",
        "2026-12-15",
    ];
    let dry = house.run(&[&base[..], &["--dry-run", "--json"]].concat());
    assert_eq!(
        dry.code, 3,
        "a trial with errors is no success: {}",
        dry.err
    );
    let dry = dry.json();
    assert_eq!(dry["attendees"][0]["name"], "田中 一郎");
    assert_eq!(dry["attendees"][0]["source"]["row"], 2);
    assert_eq!(dry["interests"][0]["need"], "N-01");
    let people = house.run(&[&base[..], &["--dry-run", "--skip-errors"]].concat());
    assert_eq!(people.code, 0, "{}", people.err);
    for text in ["会社名 = 機関", "誤り 1"] {
        assert!(people.out.contains(text), "{text}: {}", people.out);
    }
    let refused = house.run(&[&base[..], &["-o", arg(&out)]].concat());
    assert_eq!(refused.code, 3, "{}", refused.err);
    assert!(!out.exists(), "nothing half imported");
    let done = house.run(&[&base[..], &["-o", arg(&out), "--skip-errors"]].concat());
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    let checked = house.json(&["check", arg(&out)]);
    assert_eq!(checked["counts"]["attendees"], 1, "{checked}");
    assert_eq!(checked["counts"]["organisations"], 2);
    // The same again into the file: nothing is new, nothing changes.
    let before = fs::read_to_string(&out).unwrap();
    let again = house.run(&[
        "import",
        "--attendees",
        arg(&list),
        "--into",
        arg(&out),
        "--skip-errors",
    ]);
    assert_eq!(again.code, 0, "{}{}", again.out, again.err);
    assert_eq!(fs::read_to_string(&out).unwrap(), before);
    let nowhere = house.run(&["import", "--attendees", arg(&list)]);
    assert_eq!(nowhere.code, 2);
}

#[test]
fn what_is_recorded_leaves_by_disclosure_and_never_over_a_file() {
    let house = House::new();
    let text = fs::read_to_string(TUTORIAL).unwrap();
    let file = house.path("kai.toml");
    fs::write(&file, text).unwrap();
    let needs = enishi::intake::load(
        &fs::read_to_string(&file).unwrap(),
        &enishi::words::Words::new(enishi::words::Lang::Ja),
    );
    let session = needs.session.unwrap();
    let org = session.attendees[0].badge.to_string();
    for need in &session.needs {
        house.run(&[
            "pair",
            arg(&file),
            need.no.as_str(),
            &org,
            "--note",
            "=内緒のメモ",
        ]);
    }
    let all = house.path("all.xlsx");
    let told = house.json(&["export", "-o", arg(&all), "--internal"]);
    assert_eq!(told["left_out"], 0, "{told}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            fs::metadata(&all).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    assert_eq!(
        house.run(&["export", "-o", arg(&all), "--internal"]).code,
        1
    );
    let secret = session.needs.iter().filter(|n| !n.is_public()).count();
    assert!(secret > 0, "the sample has needs that are not public");
    let public = house.path("public.json");
    let told = house.json(&["export", "--what", "needs", "-o", arg(&public)]);
    assert_eq!(told["left_out"], secret);
    let text = fs::read_to_string(&public).unwrap();
    for need in session.needs.iter().filter(|n| !n.is_public()) {
        assert!(!text.contains(need.title.as_str()), "{}", need.title);
    }
    for format in ["csv", "md", "html", "json"] {
        let path = house.path(&format!("p.{format}"));
        let told = house.json(&[
            "export",
            "--what",
            "pairings",
            "-o",
            arg(&path),
            "--internal",
        ]);
        assert!(told["rows"].as_u64().unwrap() > 0, "{told}");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("内緒のメモ"), "{format}");
        assert_eq!(text.contains("'=内緒"), format == "csv", "{format}: {text}");
        let open = house.path(&format!("open.{format}"));
        house.json(&["export", "--what", "pairings", "-o", arg(&open)]);
        assert!(
            !fs::read_to_string(&open).unwrap().contains("内緒のメモ"),
            "{format}"
        );
    }
    // A calendar says how many entries it has, not how many rows the tables have.
    let calendar = house.path("all.ics");
    let told = house.json(&["export", "-o", arg(&calendar), "--internal"]);
    let text = fs::read_to_string(&calendar).unwrap();
    assert_eq!(told["rows"], text.matches("BEGIN:VEVENT").count(), "{told}");
    let schema = house.json(&["schema"]);
    assert_eq!(schema["properties"]["pairings"]["type"], "array");
}
