//! What a colleague without Enishi changed in a workbook of an export, by the real program.

use super::House;
use enishi::intake::sheet::{self, Raw};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const TUTORIAL: &str = "sessions/tutorial.toml";

fn arg(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A record with a confirmed pairing and its tasks, and the workbook that was exported of it.
struct Desk {
    house: House,
    book: PathBuf,
    need: String,
    org: String,
}

impl Desk {
    fn new() -> Self {
        let house = House::new();
        let words = enishi::words::Words::new(enishi::words::Lang::Ja);
        let session = enishi::intake::load(&fs::read_to_string(TUTORIAL).unwrap(), &words);
        let session = session.session.unwrap();
        let need = session.needs[0].no.to_string();
        let who = session.attendees.iter();
        let who = who.clone().find(|a| a.org != session.needs[0].hospital);
        let (badge, org) = who
            .map(|a| (a.badge.to_string(), a.org.to_string()))
            .unwrap();
        house.json(&["pair", TUTORIAL, &need, &badge, "--note", "電話した"]);
        house.json(&["confirm", TUTORIAL, &need, &org]);
        let book = house.path("all.xlsx");
        house.json(&["export", "-o", arg(&book), "--internal"]);
        Self {
            house,
            book,
            need,
            org,
        }
    }

    fn take(&self, book: &Path) -> Value {
        self.house.json(&["import", "--edited", arg(book)])
    }

    /// The rows of a sheet as they stand in the record now.
    fn rows(&self, what: &str) -> Vec<Value> {
        let path = self.house.path("now.json");
        let to = arg(&path);
        self.house
            .json(&["export", "--what", what, "-o", to, "--internal", "--force"]);
        let all: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        all[what].as_array().unwrap().clone()
    }

    fn tasks(&self) -> Vec<Value> {
        self.house
            .json(&["tasks", "--all"])
            .as_array()
            .unwrap()
            .clone()
    }
}

/// The workbook as a spreadsheet would save it, with some cells exchanged by sheet, heading and row, and rows put below:
/// the hidden column stays.
fn edit(
    book: &Path,
    change: impl Fn(&str, &str, u32) -> Option<&'static str>,
    more: &[(&str, &[(&str, &str)])],
) -> PathBuf {
    let read = sheet::read(&fs::read(book).unwrap()).unwrap();
    let mut out = rust_xlsxwriter::Workbook::new();
    for sheet in &read.sheets {
        let to = out.add_worksheet().set_name(&sheet.name).unwrap();
        let mut heads: BTreeMap<u32, String> = BTreeMap::new();
        for (column, raw) in &sheet.lines[0].cells {
            let Raw::Text(text) = raw else { continue };
            heads.insert(*column, text.clone());
            to.write_string(0, u16::try_from(column - 1).unwrap(), text)
                .unwrap();
        }
        let mut last = 1;
        for line in &sheet.lines[1..] {
            last = line.row;
            for (column, heading) in &heads {
                let text = match line.cell(*column) {
                    Some(Raw::Text(text)) => text.clone(),
                    Some(Raw::Date(date)) => date.to_string(),
                    _ => String::new(),
                };
                let new = change(&sheet.name, heading, line.row).map_or(text, str::to_owned);
                to.write_string(line.row - 1, u16::try_from(column - 1).unwrap(), new)
                    .unwrap();
            }
        }
        for (_, cells) in more.iter().filter(|(name, _)| *name == sheet.name) {
            for (column, heading) in &heads {
                if let Some((_, text)) = cells.iter().find(|(name, _)| name == heading) {
                    to.write_string(last, u16::try_from(column - 1).unwrap(), *text)
                        .unwrap();
                }
            }
            last += 1;
        }
    }
    let path = book.with_file_name("edited.xlsx");
    out.save(&path).unwrap();
    path
}

/// The workbook with the first task twice, the upper one under another title.
fn copy_first_task(book: &Path, title: &str) -> PathBuf {
    let read = sheet::read(&fs::read(book).unwrap()).unwrap();
    let sheet = read.sheets.iter().find(|s| s.name == "課題").unwrap();
    let mut out = rust_xlsxwriter::Workbook::new();
    let to = out.add_worksheet().set_name("課題").unwrap();
    let heads = &sheet.lines[0].cells;
    let column = |name: &str| {
        let mut heads = heads.iter();
        heads
            .find(|(_, raw)| *raw == Raw::Text(name.to_owned()))
            .unwrap()
            .0
    };
    let (at, need, org) = (column("課題"), column("ニーズ番号"), column("機関"));
    let is_of_pairing = |line: &&sheet::Line| line.cell(need).is_some() && line.cell(org).is_some();
    let task = sheet.lines[1..].iter().find(is_of_pairing).unwrap();
    let lines = [&sheet.lines[0], task, task];
    for (row, line) in (0..).zip(lines) {
        for (column, raw) in &line.cells {
            let text = match raw {
                Raw::Text(text) => text.clone(),
                Raw::Date(date) => date.to_string(),
                _ => String::new(),
            };
            let text = if row == 1 && *column == at {
                title.to_owned()
            } else {
                text
            };
            to.write_string(row, u16::try_from(column - 1).unwrap(), text)
                .unwrap();
        }
    }
    let path = book.with_file_name("copied.xlsx");
    out.save(&path).unwrap();
    path
}

#[test]
fn what_a_colleague_changed_comes_back_and_nothing_else() {
    let desk = Desk::new();
    // As it is, nothing comes back.
    let told = desk.take(&desk.book);
    assert_eq!(told["changed"], 0, "{told}");
    let changed = edit(
        &desk.book,
        |sheet, heading, row| match (sheet, heading, row) {
            ("面談結果", "メモ", _) => Some("会った"),
            ("面談結果", "関心度", _) => Some("要相談"),
            ("面談結果", "病院側の次の対応", _) => Some("図面を見る"),
            ("面談結果", "病院側の期日", _) => Some("令和8年12月4日"),
            ("面談結果", "企業側の次の対応", _) => Some("見積を出す"),
            ("課題", "期限", 3) => Some("2026/12/25"),
            ("課題", "メモ", 3) => Some("急ぐ"),
            _ => None,
        },
        &[],
    );
    let told = desk.take(&changed);
    assert_eq!(told["refused"].as_array().unwrap().len(), 0, "{told}");
    assert_eq!(told["changed"], 7, "{told}");
    let pairing = &desk.house.json(&["pairings"])[0];
    assert_eq!(pairing["note"], "会った");
    assert_eq!(pairing["level"], "要相談");
    let shown = desk.rows("pairings")[0].to_string();
    for word in ["図面を見る", "2026-12-04", "見積を出す"] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    let tasks = desk.tasks();
    assert!(
        tasks.iter().any(|t| t["due_on"] == "2026-12-25"),
        "{tasks:?}"
    );
    // What the record says already is no conflict, and one cell more is all that comes of it.
    let again = desk.house.run(&["import", "--edited", arg(&changed)]);
    assert_eq!(again.code, 0, "{}{}", again.out, again.err);
    assert!(!again.out.contains("undo"), "{}", again.out);
    assert!(again.out.matches("--edited").count() == 1, "{}", again.out);
    let other = edit(
        &changed.with_file_name("all.xlsx"),
        |sheet, heading, _| match (sheet, heading) {
            ("面談結果", "メモ") => Some("電話で話した"),
            ("面談結果", "関心度") => Some("要相談"),
            _ => None,
        },
        &[],
    );
    // The record has gone on, and says something else: that is refused, and nothing of the workbook is recorded.
    let more: [&[&str]; 2] = [&[], &["--dry-run"]];
    for more in more {
        let args = [&["import", "--edited", arg(&other)], more].concat();
        let refused = desk.house.run(&args);
        assert_eq!(refused.code, 3, "{}{}", refused.out, refused.err);
        assert!(!refused.out.contains("要相談"), "{}", refused.out);
    }
    // It was one action.
    desk.house.run(&["undo"]);
    let pairing = &desk.rows("pairings")[0];
    assert_eq!(pairing["note"], "電話した");
    assert!(!pairing.to_string().contains("図面を見る"));
}

#[test]
fn what_a_colleague_wrote_of_a_project_comes_back_and_a_wrong_cell_is_told() {
    let desk = Desk::new();
    let cells = |sheet: &str, heading: &str, row: u32| match (sheet, heading, row) {
        ("面談結果", "企業のコミットメント", 2) => Some("資金"),
        ("面談結果", "金額（円）", 2) => Some("150万円"),
        ("面談結果", "共有 データ", 2) => Some("症例は病院が持つ"),
        ("面談結果", "共有 データ（病院の確認）", 2) => Some("2026/11/18"),
        _ => None,
    };
    let taken = desk.take(&edit(&desk.book, cells, &[]));
    assert_eq!(
        (&taken["changed"], &taken["refused"]),
        (&4.into(), &serde_json::json!([]))
    );
    let of = format!("{}/{}", desk.need, desk.org);
    let known = serde_json::json!({
        "commitment": "資金",
        "amount": "1500000",
        "shared_data": "症例は病院が持つ",
        "shared_data_hospital": "2026-11-18",
    });
    assert_eq!(desk.house.json(&["pairing", &of])["project"], known);
    // Read once more it says what is recorded; the new workbook has it as numbers, days and words.
    assert_eq!(
        desk.take(&desk.book.with_file_name("edited.xlsx"))["changed"],
        0
    );
    let rows = desk.rows("pairings");
    assert_eq!(rows[0]["amount"], 1_500_000);
    assert_eq!(rows[0]["shared_data_hospital"], "2026-11-18");
    let wrong = |_: &str, heading: &str, row: u32| {
        (heading == "企業のコミットメント" && row == 2).then_some("たぶん")
    };
    let fresh = desk.house.path("fresh.xlsx");
    desk.house
        .json(&["export", "-o", arg(&fresh), "--internal"]);
    let path = edit(&fresh, wrong, &[]);
    let refused = desk.house.run(&["import", "--edited", arg(&path)]);
    assert_eq!(refused.code, 3, "{}", refused.out);
    assert!(refused.out.contains("企業のコミットメント") && refused.out.contains("たぶん"));
    assert_eq!(desk.house.json(&["pairing", &of])["project"], known);
}

#[test]
fn the_day_a_task_was_done_is_the_one_that_was_written() {
    let desk = Desk::new();
    let done = edit(
        &desk.book,
        |sheet, heading, row| match (sheet, heading, row) {
            ("課題", "状態", 2) => Some("完了"),
            ("課題", "完了日", 2) => Some("2026-11-18"),
            _ => None,
        },
        &[],
    );
    let told = desk.take(&done);
    assert_eq!(told["changed"], 2, "{told}");
    let is_done = |t: &&Value| t["done_on"] == "2026-11-18";
    assert_eq!(desk.rows("tasks").iter().filter(is_done).count(), 1);
    // Only the day, of a task that is done already.
    desk.house
        .json(&["export", "-o", arg(&desk.book), "--internal", "--force"]);
    let read = sheet::read(&fs::read(&desk.book).unwrap()).unwrap();
    let tasks = read.sheets.iter().find(|s| s.name == "課題").unwrap();
    let is_done = |line: &&sheet::Line| {
        line.cells
            .iter()
            .any(|(_, raw)| *raw == Raw::Text("完了".to_owned()))
    };
    let at = tasks.lines.iter().find(is_done).unwrap().row;
    let day = edit(
        &desk.book,
        |sheet, heading, row| {
            (sheet == "課題" && heading == "完了日" && row == at).then_some("2026-11-17")
        },
        &[],
    );
    assert_eq!(desk.take(&day)["changed"], 1);
    let tasks = desk.rows("tasks");
    assert!(tasks.iter().any(|t| t["done_on"] == "2026-11-17"));
    // A day without the state, a day to come, and a day that is none are told.
    for (row, text) in [(at + 1, "2026-11-18"), (at, "2026-12-31"), (at, "きのう")] {
        let wrong = edit(
            &desk.book,
            |sheet, heading, r| {
                (sheet == "課題" && heading == "完了日" && r == row).then_some(text)
            },
            &[],
        );
        let told = desk.house.run(&["import", "--edited", arg(&wrong)]);
        assert_eq!(told.code, 3, "{text}: {}{}", told.out, told.err);
    }
}

#[test]
fn rows_of_a_colleague_become_tasks_or_are_refused_by_row() {
    let desk = Desk::new();
    let name = {
        let read = sheet::read(&fs::read(&desk.book).unwrap()).unwrap();
        let tasks = read.sheets.iter().find(|s| s.name == "課題").unwrap();
        let heads = &tasks.lines[0].cells;
        let at = heads
            .iter()
            .find(|(_, raw)| *raw == Raw::Text("機関".to_owned()))
            .unwrap()
            .0;
        let with = tasks.lines[1..].iter().find_map(|line| line.cell(at));
        let Some(Raw::Text(name)) = with else {
            panic!("no organisation")
        };
        name.clone()
    };
    let row: &[(&str, &str)] = &[
        ("ニーズ番号", &desk.need),
        ("機関", &name),
        ("課題", "見本を送る"),
        ("期限", "12月の初め"),
    ];
    let wrong = edit(&desk.book, |_, _, _| None, &[("課題", row)]);
    let told = desk.house.run(&["import", "--edited", arg(&wrong)]);
    assert_eq!(told.code, 3, "{}", told.out);
    assert!(
        told.out.contains("期限") && told.out.contains("12月の初め"),
        "{}",
        told.out
    );
    let row: &[(&str, &str)] = &[
        ("ニーズ番号", &desk.need),
        ("機関", &desk.org),
        ("課題", "見本を送る"),
        ("期限", "2026/12/10"),
        ("主担当", "企業"),
        ("状態", "準備中"),
        ("メモ", "3個"),
    ];
    let right = edit(&desk.book, |_, _, _| None, &[("課題", row)]);
    let told = desk.take(&right);
    assert_eq!(
        (&told["added"], &told["changed"]),
        (&1.into(), &0.into()),
        "{told}"
    );
    let tasks = desk.tasks();
    let own = tasks.iter().find(|t| t["title"] == "見本を送る").unwrap();
    assert_eq!(own["due_on"], "2026-12-10");
    assert_eq!(own["status"], "準備中");
    // Once more: it is there already, so that nothing doubles.
    let again = desk.house.run(&["import", "--edited", arg(&right)]);
    assert_eq!(again.code, 0, "{}", again.out);
    assert!(again.out.contains("もうあります"), "{}", again.out);
    assert_eq!(desk.tasks().len(), tasks.len());
    // A row that was copied, hidden cell and all, and made another task of, above the one it was copied from.
    let before = desk.tasks().len();
    let copied = copy_first_task(&desk.book, "保険を確かめる");
    let told = desk.take(&copied);
    assert_eq!(
        (&told["added"], &told["changed"]),
        (&1.into(), &0.into()),
        "{told}"
    );
    assert_eq!(desk.tasks().len(), before + 1);
    // A row that says too little, and one on another sheet.
    for (sheet, row) in [
        ("課題", &[("メモ", "だれの")][..]),
        ("面談結果", &[("メモ", "新しい会社")][..]),
    ] {
        let odd = edit(&desk.book, |_, _, _| None, &[(sheet, row)]);
        let told = desk.house.run(&["import", "--edited", arg(&odd)]);
        assert_eq!(told.code, 3, "{}", told.out);
        assert!(told.out.contains(&format!("{sheet}!")), "{}", told.out);
    }
}

#[test]
fn names_and_numbers_are_told_and_left() {
    let desk = Desk::new();
    let renamed = edit(
        &desk.book,
        |sheet, heading, _| match (sheet, heading) {
            ("面談結果", "機関") => Some("別の会社"),
            ("面談結果", "メモ") => Some("会った"),
            _ => None,
        },
        &[],
    );
    let told = desk.take(&renamed);
    assert_eq!(told["changed"], 1, "{told}");
    let left = told["left"].to_string();
    assert!(left.contains("別の会社"), "{left}");
    assert!(
        left.contains("参加者"),
        "a sheet that is not read is told: {left}"
    );
    assert_eq!(desk.house.json(&["pairings"])[0]["note"], "会った");
}

#[test]
fn a_cell_that_cannot_be_read_takes_no_other_with_it() {
    let desk = Desk::new();
    let book = |day: &'static str| {
        let cells = move |sheet: &str, heading: &str, _| match (sheet, heading) {
            ("面談結果", "病院側の次の対応") => Some("図面を見る"),
            ("面談結果", "病院側の期日") => Some(day),
            _ => None,
        };
        edit(&desk.book, cells, &[])
    };
    let args = ["import", "--edited", arg(&book("来週")), "--skip-errors"].map(str::to_owned);
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let told = desk.house.json(&args);
    assert_eq!(told["changed"], 1, "{told}");
    assert!(told["refused"].to_string().contains("来週"), "{told}");
    let shown = desk.rows("pairings")[0].to_string();
    assert!(shown.contains("図面を見る"), "{shown}");
    // The day mended, the same workbook brings the rest; a day without a year is the next one.
    let told = desk.take(&book("12/11"));
    assert_eq!(told["changed"], 1, "{told}");
    let shown = desk.rows("pairings")[0].to_string();
    assert!(shown.contains("2026-12-11"), "{shown}");
}

#[test]
fn a_task_of_no_need_is_taken_as_the_command_takes_it() {
    let desk = Desk::new();
    let row: &[(&str, &str)] = &[("課題", "会場を押さえる"), ("期限", "12/10")];
    let told = desk.take(&edit(&desk.book, |_, _, _| None, &[("課題", row)]));
    assert_eq!(told["added"], 1, "{told}");
    desk.house
        .json(&["tasks", "add", "机を借りる", "--due", "12/10"]);
    for title in ["会場を押さえる", "机を借りる"] {
        let tasks = desk.tasks();
        let own = tasks.iter().find(|t| t["title"] == title).unwrap();
        assert_eq!(own["due_on"], "2026-12-10", "{title}");
    }
}
