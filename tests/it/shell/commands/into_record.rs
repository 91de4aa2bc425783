//! Lists that go into a session of the record, by the real program.

use super::House;
use serde_json::Value;
use std::fs;

const NEEDS: &str = "ニーズ番号,題名,病院名,診療科,困りごと,求める解決策,公開範囲\nN-01,曇らない鏡,白嶺病院,外科,曇る,曇らない,公開\nN-02,静かなポンプ,白嶺病院,内科,うるさい,静か,公開\n";
const PEOPLE: &str = "受付番号,氏名,会社名,部署,希望するニーズ\n1,田中 一郎,光学テクノ株式会社,開発部,N-01\n2,山田 太郎,北辰製作所,営業部,\n";
const GRID: &str = "会社名,受付番号,N-01,N-02\n光学テクノ株式会社,1,◎,\n北辰製作所,2,△,○\n";
const PATENTS: &str = "文献番号,発明の名称,出願人/権利者,ステージ\n特開2020-123456,曇りを防ぐ鏡,光学テクノ株式会社,公開\n";
const TITLE: &str = "第1回 発表会";

struct Lists {
    house: House,
}

impl Lists {
    fn new() -> Self {
        let lists = Self {
            house: House::new(),
        };
        for (name, text) in [
            ("needs", NEEDS),
            ("attendees", PEOPLE),
            ("interests", GRID),
            ("patents", PATENTS),
        ] {
            lists.write(name, text);
        }
        lists
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.house.path(&format!("{name}.csv")), text).unwrap();
    }

    fn args(&self, names: &[&str], more: &[&str]) -> Vec<String> {
        let mut args = vec!["import".to_owned(), "--into-record".to_owned()];
        for name in names {
            args.push(format!("--{name}"));
            let path = self.house.path(&format!("{name}.csv"));
            args.push(path.to_str().unwrap().to_owned());
        }
        args.extend(more.iter().map(|&a| a.to_owned()));
        args
    }

    fn run(&self, names: &[&str], more: &[&str]) -> super::Run {
        let args = self.args(names, more);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        self.house.run(&args)
    }

    fn json(&self, names: &[&str], more: &[&str]) -> Value {
        let args = self.args(names, more);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        self.house.json(&args)
    }

    /// All four lists into the session that they begin.
    fn all(&self, more: &[&str]) -> Value {
        let session = ["--session", TITLE, "--date", "2026-12-15"];
        self.json(&ALL, &[&session[..], more].concat())
    }

    /// The session as it is now; `None`: the record does not know it.
    fn now(&self) -> Option<String> {
        let to = self.house.path("now.toml");
        let to = to.to_str().unwrap();
        let args = ["session", "export", "--session", TITLE, "-o", to, "--force"];
        let run = self.house.run(&args);
        (run.code == 0).then(|| fs::read_to_string(to).unwrap())
    }
}

const ALL: [&str; 4] = ["needs", "attendees", "interests", "patents"];

fn states(told: &Value, list: &str) -> Vec<String> {
    let rows = told[list].as_array().unwrap().iter();
    rows.map(|row| row["state"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn lists_begin_a_session_and_the_same_lists_again_say_nothing_new() {
    let lists = Lists::new();
    let dry = lists.all(&["--dry-run"]);
    assert_eq!(states(&dry, "attendees"), ["new", "new"]);
    assert!(lists.now().is_none(), "a try records nothing");
    let told = lists.all(&[]);
    assert!(told["recorded"]["count"].as_u64().unwrap() > 5, "{told}");
    let now = lists.now().unwrap();
    for has in [
        "田中 一郎",
        "静かなポンプ",
        "北辰製作所",
        "特開2020-123456",
        "面談希望",
        "要相談",
    ] {
        assert!(now.contains(has), "{has}: {now}");
    }
    assert!(!now.contains("当日"), "nobody came on the day: {now}");
    let path = lists.house.path("now.toml");
    assert_eq!(lists.house.run(&["check", path.to_str().unwrap()]).code, 0);
    let log = lists.house.run(&["log"]).out;
    // By title and day, by title, by id: the same session, and nothing new in it.
    let id = told["recorded"]["session"].as_str().unwrap();
    for session in [
        &["--session", TITLE, "--date", "2026-12-15"][..],
        &["--session", TITLE],
        &["--session", id],
    ] {
        let again = lists.json(&ALL, session);
        assert_eq!(again["recorded"]["count"], 0, "{again}");
        for list in ALL {
            let states = states(&again, list);
            assert!(states.iter().all(|s| s == "same"), "{list}: {states:?}");
        }
    }
    assert_eq!(lists.house.run(&["log"]).out, log);
}

#[test]
fn one_undo_takes_back_the_whole_import() {
    let lists = Lists::new();
    lists.all(&[]);
    let before = lists.now().unwrap();
    lists.write("attendees", "受付番号,氏名,会社名,部署\n1,田中 一郎,光学テクノ株式会社,光学開発部\n,鈴木 花子,南精機,品質部\n");
    lists.write("interests", "受付番号,N-01,N-02\n1,×,△\n2,△,◎\n");
    let told = lists.json(&["attendees", "interests"], &["--session", TITLE]);
    assert_eq!(states(&told, "attendees"), ["changed", "new"]);
    assert_eq!(told["attendees"][0]["changes"]["dept"][0], "開発部");
    assert_eq!(told["attendees"][0]["changes"]["dept"][1], "光学開発部");
    let interests = states(&told, "interests");
    assert_eq!(interests, ["changed", "new", "same", "changed"], "{told}");
    assert_eq!(told["interests"][0]["changes"]["level"][0], "面談希望");
    let now = lists.now().unwrap();
    for has in ["光学開発部", "鈴木 花子", "南精機", "見送り"] {
        assert!(now.contains(has), "{has}: {now}");
    }
    assert_eq!(lists.house.run(&["undo"]).code, 0);
    assert_eq!(lists.now().unwrap(), before);
    // And once more: the session itself was begun by the first import.
    assert_eq!(lists.house.run(&["undo"]).code, 0);
    assert!(!lists.now().is_some_and(|now| now.contains("田中")));
    let again = lists.json(
        &["attendees"],
        &["--session", TITLE, "--date", "2026-12-15"],
    );
    assert_eq!(states(&again, "attendees"), ["new", "new"]);
    assert!(lists.now().unwrap().contains("鈴木 花子"));
}

#[test]
fn a_wrong_row_keeps_the_whole_list_out() {
    let lists = Lists::new();
    lists.all(&[]);
    let before = lists.house.run(&["log"]).out;
    lists.write("interests", "受付番号,N-01,N-09\n1,△,○\n7,○,\n2,？,\n");
    let refused = lists.run(&["interests"], &["--session", TITLE]);
    assert_eq!(refused.code, 3, "{}{}", refused.out, refused.err);
    for has in [
        "interests.csv:2",
        "N-09",
        "interests.csv:3",
        "7",
        "interests.csv:4",
        "？",
    ] {
        assert!(refused.out.contains(has), "{has}: {}", refused.out);
    }
    assert_eq!(lists.house.run(&["log"]).out, before);
    let told = lists.json(&["interests"], &["--session", TITLE, "--skip-errors"]);
    assert_eq!(told["recorded"]["count"], 1, "{told}");
    // A need without what a session needs of it is refused as a file would be.
    lists.write("needs", "ニーズ番号,題名,病院名\nN-03,軽い台車,\n");
    let before = lists.house.run(&["log"]).out;
    let refused = lists.run(&["needs"], &["--session", TITLE]);
    assert_eq!(refused.code, 3, "{}{}", refused.out, refused.err);
    assert_eq!(lists.house.run(&["log"]).out, before);
}

#[test]
fn the_session_has_to_be_named_and_known() {
    let lists = Lists::new();
    lists.all(&[]);
    let nobody = lists.run(&["attendees"], &[]);
    assert_eq!(nobody.code, 2);
    assert!(nobody.err.contains("--session"), "{}", nobody.err);
    let unknown = lists.run(&["attendees"], &["--session", "第1回 発表"]);
    assert_eq!(unknown.code, 4, "{}", unknown.err);
    assert!(unknown.err.contains(TITLE), "{}", unknown.err);
    lists.json(
        &["needs", "attendees"],
        &["--session", TITLE, "--date", "2027-12-15"],
    );
    let two = lists.run(&["attendees"], &["--session", TITLE]);
    assert_eq!(two.code, 2, "{}", two.err);
    assert!(two.err.contains("2027-12-15"), "{}", two.err);
}

#[test]
fn what_the_room_said_and_who_came_on_the_day_stays() {
    let lists = Lists::new();
    let text = lists.house.path("kai.toml");
    fs::write(
        &text,
        "format = 1\n[session]\nid = \"kai\"\ntitle = \"見本会\"\nheld_on = 2026-12-04\n\
         [[organisations]]\nid = \"hosp\"\nname = \"白嶺病院\"\nkinds = [\"HOSP\"]\n\
         [[organisations]]\nid = \"kk\"\nname = \"光学テクノ\"\nkinds = [\"MONO\"]\n\
         [[attendees]]\nbadge = \"1\"\norg = \"kk\"\nname = \"田中 一郎\"\n\
         [[needs]]\nno = \"N-01\"\ntitle = \"曇らない鏡\"\nhospital = \"hosp\"\ndepartment = \"外科\"\n\
         problem = \"曇る\"\nwanted = \"曇らない\"\ndisclosure = \"公開\"\n",
    )
    .unwrap();
    let file = text.to_str().unwrap();
    lists
        .house
        .json(&["pair", file, "N-01", "1", "--level", "面談希望"]);
    // The room said so already: nothing to record. Another word of the list is what was said last.
    lists.write("interests", "受付番号,N-01\n1,◎\n");
    let same = lists.json(&["interests"], &["--session", "kai"]);
    assert_eq!(states(&same, "interests"), ["same"], "{same}");
    assert_eq!(same["recorded"]["count"], 0);
    lists.write(
        "interests",
        "受付番号,ニーズ番号,関心度,コメント\n1,N-01,△,来月なら\n",
    );
    let told = lists.json(&["interests"], &["--session", "kai"]);
    assert_eq!(states(&told, "interests"), ["changed"], "{told}");
    let again = lists.json(&["interests"], &["--session", "kai"]);
    assert_eq!(states(&again, "interests"), ["same"], "{again}");
    assert_eq!(again["recorded"]["count"], 0);
    assert!(lists.house.run(&["log"]).out.contains("来月なら"));
    // The pairing is as it was, and the file that was read stays readable.
    let pairings = lists.house.run(&["pairings", "--json"]).out;
    assert!(pairings.contains("面談希望"), "{pairings}");
    lists.write(
        "attendees",
        "氏名,会社名,部署\n田中 一郎,光学テクノ,開発部\n新顔 次郎,光学テクノ,営業部\n",
    );
    let told = lists.json(&["attendees"], &["--session", "kai"]);
    assert_eq!(states(&told, "attendees"), ["changed", "new"], "{told}");
    let read = lists
        .house
        .run(&["pair", file, "N-01", "1", "--level", "関心"]);
    assert_eq!(read.code, 0, "{}", read.err);
    let to = lists.house.path("out.toml");
    let to = to.to_str().unwrap();
    lists
        .house
        .json(&["session", "export", "--session", "kai", "-o", to]);
    let now = fs::read_to_string(to).unwrap();
    for has in ["新顔 次郎", "開発部"] {
        assert!(now.contains(has), "{has}: {now}");
    }
}

#[test]
fn a_known_badge_with_another_name_is_asked_and_never_taken() {
    let lists = Lists::new();
    lists.all(&[]);
    let before = lists.now().unwrap();
    let log = lists.house.run(&["log"]).out;
    let list =
        "受付番号,氏名,会社名,部署,希望するニーズ\n1,田中 一恵,光学テクノ株式会社,品質部,N-02\n";
    lists.write("attendees", list);
    let at = ["--session", TITLE];
    let refused = lists.run(&["attendees"], &[&at[..], &["--take-doubtful"]].concat());
    assert_eq!(refused.code, 3, "{}{}", refused.out, refused.err);
    for has in ["1 田中 一恵", "1 田中 一郎", "--corrected", "--other"] {
        assert!(refused.out.contains(has), "{has}: {}", refused.out);
    }
    // Left out, neither the name nor the wish of the row reaches who has the number.
    let more = [&at[..], &["--take-doubtful", "--skip-errors"]].concat();
    let told = lists.json(&["attendees"], &more);
    assert_eq!(told["recorded"]["count"], 0, "{told}");
    assert_eq!(lists.now().unwrap(), before);
    assert_eq!(lists.house.run(&["log"]).out, log);
    // Two persons: the number stays with whoever has it, and the other one gets a free one.
    lists.json(&["attendees"], &[&at[..], &["--other", "１"]].concat());
    let now = lists.now().unwrap();
    for has in ["田中 一郎", "田中 一恵", "badge = \"3\""] {
        assert!(now.contains(has), "{has}: {now}");
    }
    assert_eq!(lists.house.run(&["undo"]).code, 0);
    assert_eq!(lists.now().unwrap(), before);
    // One person: the name is put right.
    let told = lists.json(&["attendees"], &[&at[..], &["--corrected", "1"]].concat());
    assert_eq!(states(&told, "attendees"), ["changed"], "{told}");
    let now = lists.now().unwrap();
    assert!(
        now.contains("田中 一恵") && !now.contains("田中 一郎"),
        "{now}"
    );
}

#[test]
fn what_a_list_says_is_the_same_is_not_recorded() {
    let lists = Lists::new();
    lists.all(&[]);
    let text = "受付番号,氏名,会社名,部署,備考\n1,田中 一郎,光学テクノ株式会社,開発部,車いす\nなし,林 美咲,北辰製作所,,\n";
    lists.write("attendees", text);
    let at = ["--session", TITLE];
    let told = lists.json(&["attendees"], &at);
    assert_eq!(states(&told, "attendees"), ["changed", "new"], "{told}");
    assert_eq!(
        told["attendees"][1]["badge"], "3",
        "なし is no number: {told}"
    );
    let again = lists.json(&["attendees"], &at);
    assert_eq!(again["recorded"]["count"], 0, "{again}");
}
