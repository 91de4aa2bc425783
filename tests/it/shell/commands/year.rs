//! A year of one event in a script: forty pairings, one of which comes from 候補 to 事業化 with another company, NDA, COI,
//! ethics and licence; letters at each step, a handover in the middle, the report of the year. From the same record the same
//! text comes again, here and where the record was taken to.

use super::House;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;

const SESSION: &str = "kai-2026";
const COMPANIES: usize = 10;
const NEEDS: usize = 8;

/// The session file: all of it is made up.
fn text() -> String {
    let mut text = format!(
        r#"format = 1
[session]
id = "{SESSION}"
title = "架空の交流会"
held_on = 2026-11-20
venue = "架空会館"
program_name = "架空の橋渡し事業"
target_pairings = 30
hosts = ["shien"]
[[organisations]]
id = "shien"
name = "架空産業支援センター"
kinds = ["SUPPORT"]
prefecture = "岡山県"
[[organisations]]
id = "hosp-a"
name = "架空第一病院"
kinds = ["HOSP"]
prefecture = "岡山県"
[[organisations]]
id = "hosp-b"
name = "架空第二病院"
kinds = ["HOSP"]
prefecture = "鳥取県"
[[attendees]]
badge = "101"
name = "見本 甲"
org = "hosp-a"
[[attendees]]
badge = "102"
name = "見本 乙"
org = "hosp-b"
"#
    );
    for n in 1..=COMPANIES {
        let (kind, licence) = match n % 5 {
            1 => ("SEIHAN1", format!("mah_no = \"33B1X{n:05}\"")),
            2 => ("SEIHAN2", format!("mah_no = \"33B2X{n:05}\"")),
            3 => ("STARTUP", String::new()),
            4 => ("MAT", String::new()),
            _ => ("MONO", String::new()),
        };
        let place = if n % 2 == 0 { "東京都" } else { "岡山県" };
        let _ = write!(
            text,
            r#"[[organisations]]
id = "co-{n}"
name = "架空製作所{n}"
kinds = ["{kind}"]
prefecture = "{place}"
{licence}
[[attendees]]
badge = "{n}"
name = "試験 {n}郎"
org = "co-{n}"
email = "m{n}@example.jp"
"#
        );
    }
    for n in 1..=NEEDS {
        let (hospital, presenter) = if n % 2 == 0 {
            ("hosp-b", 102)
        } else {
            ("hosp-a", 101)
        };
        let disclosure = if n == 1 { "NDA後" } else { "公開" };
        let _ = write!(
            text,
            r#"[[needs]]
no = "N-{n:02}"
title = "架空の困りごと その{n}"
hospital = "{hospital}"
department = "外科"
presenter = "{presenter}"
problem = "手順が多い"
wanted = "手順を減らす道具"
disclosure = "{disclosure}"
device_class = "II"
patent_status = "出願済"
"#
        );
    }
    text
}

/// The office over the year.
struct Year {
    house: House,
    file: String,
    who: &'static str,
    letters: usize,
}

impl Year {
    fn begin() -> Self {
        let house = House::new();
        let path = house.path("kai.toml");
        fs::write(&path, text()).unwrap();
        let file = path.to_str().unwrap().to_owned();
        Self {
            house,
            file,
            who: "相沢",
            letters: 0,
        }
    }

    fn on(&self, day: &str, args: &[&str]) -> Value {
        let when = ["--today", day, "--actor", self.who];
        self.house.json(&[args, &when].concat())
    }

    /// A letter to one or to all it is for, into a folder of its own; how many were written.
    fn letter(&mut self, day: &str, name: &str, to: Option<&str>, format: &str) -> usize {
        self.letters += 1;
        let folder = self.house.path(&format!("letters-{}", self.letters));
        fs::create_dir(&folder).unwrap();
        let folder = folder.to_str().unwrap();
        let whom = to.map_or_else(|| vec!["--all"], |to| vec!["--to", to]);
        let args = [
            "letter",
            name,
            "--session",
            SESSION,
            "--format",
            format,
            "-o",
            folder,
        ];
        let written = self.on(day, &[&args[..], &whom].concat());
        written.as_array().unwrap().len()
    }

    fn tasks(&self) -> Vec<Value> {
        self.house
            .json(&["tasks", "--all"])
            .as_array()
            .unwrap()
            .clone()
    }

    /// A task is done on a day; whatever it waits for was done before.
    fn done(&self, day: &str, org: &str, code: &str, more: &str) {
        let all = self.tasks();
        let is_it = |t: &&Value| t["organisation"] == org && t["template"] == code;
        let of = |t: &&Value| t["need"] == "N-01" || t["need"] == "";
        let task = all.iter().filter(of).find(is_it);
        let task = task.unwrap_or_else(|| panic!("{day}: no {code} of {org} is open"));
        assert_eq!(task["blocked"], false, "{day}: {task}");
        let id = task["id"].as_str().unwrap();
        self.on(
            day,
            &[&["task", id, "完了", "--on", day], &words(more)[..]].concat(),
        );
    }

    fn pairing(&self, day: &str, org: &str, told: &str) -> Value {
        let id = format!("{SESSION}/N-01/{org}");
        self.on(day, &[&["pairing", &id], &words(told)[..]].concat())
    }

    fn confirm(&self, day: &str, org: &str) -> Value {
        self.on(day, &["confirm", &self.file, "N-01", org])
    }

    /// The rules that are broken for the pairing of the year.
    fn broken(&self, day: &str, org: &str) -> Vec<String> {
        let of = [
            "rules",
            "--session",
            SESSION,
            "--need",
            "N-01",
            "--org",
            org,
        ];
        let found = self.on(day, &of);
        let open = found.as_array().unwrap().iter();
        let open = open.filter(|f| f["overruled"].is_null());
        open.map(|f| f["rule"].as_str().unwrap().to_owned())
            .collect()
    }

    fn until_the_meeting(&mut self) {
        for n in 1..=NEEDS {
            for i in 1..=5 {
                let need = format!("N-{n:02}");
                let org = format!("co-{}", (n + 2 * i) % COMPANIES + 1);
                let wish = ["pair", &self.file, &need, &org, "--level", "面談希望"];
                self.on("2026-11-20", &wish);
            }
        }
        // The house has read the file: what should have gone out before is written, with its day.
        assert_eq!(self.letter("2026-10-20", "依頼状", None, "docx"), 2);
        assert_eq!(
            self.letter("2026-10-21", "参加許可願", Some("101"), "text"),
            1
        );
        assert_eq!(self.confirm("2026-11-20", "co-4")["status"], "確定");
        assert_eq!(self.letter("2026-11-24", "御礼", None, "eml"), 12);
        assert_eq!(self.letter("2026-11-24", "結果通知", None, "docx"), 12);
        self.done("2026-11-25", "", "B1", "");
        self.done("2026-11-27", "co-4", "B5", "");
        self.done("2026-12-04", "co-4", "B3", "");
        assert_eq!(
            self.letter("2026-12-07", "NDA送付状", Some("co-4"), "docx"),
            1
        );
        self.done(
            "2026-12-15",
            "co-4",
            "C1",
            "--signed 2026-12-15 --expires 2029-12-14",
        );
        let step = "--status 面談予定 --next-company 図面を持つ --company-by 2026-12-22";
        self.pairing("2026-12-16", "co-4", step);
        assert!(!self.broken("2026-12-16", "co-4").contains(&"R2".to_owned()));
        self.done("2026-12-22", "co-4", "C2", "");
        let met = "--status 面談済 --met 2026-12-22 --outcome 連携可能 --said 図面を見た";
        self.pairing("2026-12-22", "co-4", met);
    }

    /// The sheet of shared goals and roles, ticked by both.
    fn share(&self, day: &str, org: &str) {
        let mut set = String::new();
        for line in ["data", "need", "ip", "rs", "making"] {
            for (of, value) in [("", "同じ理解"), ("_hospital", "済"), ("_company", "済")] {
                let _ = write!(set, "--set shared_{line}{of}={value} ");
            }
        }
        let now = self.pairing(day, org, &set);
        assert_eq!(now["project"].as_object().unwrap().len(), 15);
        self.done(day, org, "C4", "");
    }

    fn another_company(&mut self) {
        self.share("2027-01-15", "co-4");
        self.pairing(
            "2027-01-20",
            "co-4",
            "--status 継続協議 --set commitment=口頭",
        );
        assert!(self.letter("2027-01-25", "進捗確認", None, "text") >= 1);
        self.done("2027-01-29", "co-4", "D1", "");
        // A handover in the middle.
        let moved = self.on("2027-02-01", &words("handover --from 相沢 --to 別府"));
        assert_eq!(moved["moved"], true);
        self.who = "別府";
        let change = "--status 連携企業の変更 --reason 体制 --open-tasks stop --successor co-6";
        self.pairing("2027-02-10", "co-4", change);
        assert!(
            !self
                .broken("2027-02-10", "co-4")
                .contains(&"R11".to_owned())
        );
        self.done("2027-02-12", "co-4", "L1", "");
        self.confirm("2027-02-12", "co-6");
        self.done("2027-02-15", "co-6", "B5", "");
        self.done("2027-02-19", "co-6", "B3", "");
        assert_eq!(
            self.letter("2027-02-19", "NDA送付状", Some("co-6"), "docx"),
            1
        );
        self.done(
            "2027-03-01",
            "co-6",
            "C1",
            "--signed 2027-03-01 --expires 2030-02-28",
        );
        self.done("2027-03-10", "co-6", "C2", "");
        let met = "--status 面談済 --met 2027-03-10 --outcome 連携可能";
        self.pairing("2027-03-10", "co-6", met);
        self.share("2027-03-19", "co-6");
    }

    fn until_the_market(&mut self) {
        let known = "--status 継続協議 --set commitment=資金 --set collaboration=共同研究 \
            --set owner_hospital=見本甲 --set owner_company=試験6郎 --set resource_hospital=手術室 \
            --set resource_company=試作と申請の費用 --set amount=300万円";
        self.pairing("2027-03-25", "co-6", known);
        for code in ["D1", "D2", "D3", "D4", "D5", "J1"] {
            self.done("2027-04-20", "co-6", code, "");
        }
        self.pairing("2027-05-10", "co-6", "--status プロジェクト化");
        // The conflict of interest before the ethics review, the review before the prototype.
        self.done("2027-05-20", "co-6", "H1", "");
        self.done("2027-06-18", "co-6", "F1", "--signed 2027-06-18");
        self.done("2027-07-16", "co-6", "H2", "--submitted 2027-06-25");
        self.done("2027-08-31", "co-6", "K1", "");
        let broken = self.broken("2027-08-31", "co-6");
        for rule in ["R2", "R4", "R5"] {
            assert!(!broken.contains(&rule.to_owned()), "{broken:?}");
        }
        self.pairing("2027-09-01", "co-6", "--status 契約");
        let licence = "--document 実施許諾契約書 --signed 2027-09-30";
        self.done("2027-09-30", "co-6", "K2", licence);
        self.done("2027-10-20", "co-6", "K3", "");
        self.done("2027-11-01", "co-6", "K4", "");
        self.pairing("2027-11-10", "co-6", "--status 事業化");
        assert_eq!(
            self.letter("2027-11-12", "結果通知", Some("co-6"), "docx"),
            1
        );
        let story = self.house.path("事例.html");
        let id = format!("{SESSION}/N-01/co-6");
        self.on("2027-11-15", &["story", &id, "-o", story.to_str().unwrap()]);
    }
}

/// The words of a command line, none of which has a blank.
fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

fn texts(house: &House) -> Vec<String> {
    let id = format!("{SESSION}/N-01/co-6");
    let page = |format| vec!["report", "--year", "2026", "--format", format, "--internal"];
    let letter = |name, to| vec!["letter", name, "--session", SESSION, "--to", to];
    let all = [
        page("text"),
        page("md"),
        page("html"),
        page("json"),
        vec!["story", &id],
        vec!["story", &id, "--internal", "--format", "html"],
        letter("結果通知", "hosp-a"),
        letter("結果通知", "co-6"),
        letter("御礼", "101"),
        vec!["pairing", &id],
        vec!["tasks", "--all", "--json"],
    ];
    let run = |args: &Vec<&str>| {
        let run = house.run(&[args, &["--today", "2027-12-01", "--actor", "別府"][..]].concat());
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        run.out
    };
    all.iter().map(run).collect()
}

#[test]
fn a_year_of_forty_pairings_is_told_the_same_from_the_same_record() {
    let mut year = Year::begin();
    year.until_the_meeting();
    year.another_company();
    year.until_the_market();
    let report = year
        .house
        .run(&["report", "--year", "2026", "--format", "json"])
        .json();
    for (figure, count) in [
        ("needs", 8),
        ("pairings", 40),
        ("confirmed", 1),
        ("meetings", 2),
        ("nda_signed", 2),
        ("contracts", 1),
        ("launched", 1),
        ("with_mah", 1),
        ("surveyed", 1),
        ("accompanied", 1),
        ("committed", 1),
        ("company_changes", 1),
    ] {
        assert_eq!(report[figure], count, "{figure}: {report}");
    }
    assert_eq!(report["declined_by_reason"], json!({ "体制": 1 }));
    let part = |list: &str, name: &str, value: &str, figure: &str| {
        let parts = report[list].as_array().unwrap();
        let part = parts.iter().find(|p| p[name] == value);
        part.map_or(0, |p| p[figure].as_u64().unwrap())
    };
    assert_eq!(
        part("by_hospital", "hospital", "架空第一病院", "launched"),
        1
    );
    assert_eq!(
        part("by_company_kind", "company_kind", "SEIHAN1", "launched"),
        1
    );
    let local = part("by_region", "region", "local", "pairings");
    let outside = part("by_region", "region", "outside", "pairings");
    assert_eq!((local, outside), (20, 20));
    assert_eq!(part("by_support", "support", "with", "contracts"), 1);
    assert_eq!(part("by_support", "support", "without", "pairings"), 39);
    assert_eq!(part("by_commitment", "commitment", "資金", "launched"), 1);
    assert_eq!(
        part(
            "by_collaboration",
            "collaboration",
            "共同研究・受託研究",
            "contracts"
        ),
        1
    );
    assert_eq!(part("by_coordinator", "coordinator", "別府", "launched"), 1);
    // Nobody is left with an open task of the company before.
    let open = year.tasks();
    let open = open.iter().filter(|t| t["organisation"] == "co-4");
    let left: Vec<&Value> = open
        .filter(|t| !["完了", "中止", "不要"].contains(&t["status"].as_str().unwrap()))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let texts_now = texts(&year.house);
    let story = &texts_now[4];
    for said in [
        "架空製作所4 → 架空製作所6",
        "連携企業の変更（体制）",
        "秘密保持契約 が完了",
        "利益相反",
        "倫理審査申請 が完了",
        "実施許諾契約",
        "状態: 事業化",
        "面談（連携可能）",
        "目標・役割共有シートを双方が確認",
        "手紙: NDA送付状",
    ] {
        assert!(story.contains(said), "{said}: {story}");
    }
    for secret in ["見本甲", "試験6郎", "図面を見た", "架空の困りごと その1"] {
        assert!(!story.contains(secret), "{secret}: {story}");
    }
    assert_eq!(texts(&year.house), texts_now, "once more");
    // The record of the office, taken to another computer.
    let ops = year.house.path("ops.jsonl");
    let ops = ops.to_str().unwrap();
    assert_eq!(year.house.run(&["ops", "export", ops]).code, 0);
    let there = House::new();
    let taken = there.run(&["ops", "import", ops]);
    assert_eq!(taken.code, 0, "{}", taken.err);
    for (here, there) in texts_now.iter().zip(texts(&there)) {
        assert_eq!(*here, there);
    }
    assert_eq!(year.house.json(&["verify"])["ok"], true);
}
