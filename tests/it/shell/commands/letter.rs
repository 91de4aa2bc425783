//! `enishi letter` and `enishi handover`: what is written, what is on record of it, and a year from one to the other.

use super::{House, tutorial};
use std::fs;

fn begun() -> House {
    let house = House::new();
    let file = tutorial();
    house.json(&["pair", &file, "N-01", "15", "--level", "面談希望"]);
    house.json(&["confirm", &file, "N-01", "sazare"]);
    house
}

#[test]
fn thanks_to_all_are_drafts_to_each_alone_and_on_record() {
    let house = begun();
    let all = house.json(&["letter", "list"]);
    assert_eq!(all.as_array().unwrap().len(), 9, "{all}");
    assert!(
        all.as_array()
            .unwrap()
            .iter()
            .all(|row| row["error"].is_null()),
        "{all}"
    );
    let folder = house.path("御礼");
    let to = folder.to_str().unwrap();
    let args = ["letter", "御礼", "--all", "--format", "eml", "-o", to];
    let before = house.json(&["log"]).as_array().unwrap().len();
    let written = house.json(&args);
    let written = written.as_array().unwrap();
    assert!(written.len() > 10, "{}", written.len());
    for row in written {
        let mail = fs::read_to_string(row["path"].as_str().unwrap()).unwrap();
        assert!(mail.starts_with("X-Unsent: 1\r\n"), "{mail}");
        assert!(row["mail"].as_array().unwrap().len() <= 1, "{row}");
        let tos = mail.lines().filter(|line| line.contains('@')).count();
        assert_eq!(tos, row["mail"].as_array().unwrap().len(), "{mail}");
    }
    let log = house.json(&["log"]);
    let log = log.as_array().unwrap();
    assert_eq!(log.len(), before + written.len());
    let last = &log[log.len() - 1];
    assert_eq!(last["kind"], "letter-written");
    assert!(last["summary"].as_str().unwrap().contains("御礼"), "{last}");
    // Never over a file, and then nothing is recorded.
    assert_eq!(house.run(&args).code, 1);
    assert_eq!(house.json(&["log"]).as_array().unwrap().len(), log.len());
    // One action.
    assert_eq!(house.run(&["undo"]).code, 0);
    let log = house.json(&["log"]);
    let undone = log
        .as_array()
        .unwrap()
        .iter()
        .filter(|e| e["undone"] == true);
    assert_eq!(undone.count(), written.len());
    assert_eq!(house.json(&["verify"])["ok"], true);
}

#[test]
fn a_letter_is_looked_at_without_a_trace_and_refused_in_words() {
    let house = begun();
    let before = house.json(&["log"]).as_array().unwrap().len();
    let shown = house.run(&["letter", "結果通知", "--to", "sazare"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(
        shown.out.contains("御中") && shown.out.contains("N-01"),
        "{}",
        shown.out
    );
    assert_eq!(house.json(&["log"]).as_array().unwrap().len(), before);
    for (args, code) in [
        (&["letter", "御礼"][..], 2),
        (&["letter", "ない手紙", "--to", "sazare"], 4),
        (&["letter", "結果通知", "--to", "だれか"], 4),
        (&["letter", "依頼状", "--to", "sazare"], 2),
        (&["letter", "面談案内", "--to", "sazare"], 4),
    ] {
        let refused = house.run(args);
        assert_eq!(
            refused.code, code,
            "{args:?}: {}{}",
            refused.out, refused.err
        );
        assert!(
            refused.err.contains("次に") || refused.err.lines().count() > 1,
            "{}",
            refused.err
        );
    }
    let own = house.path("letters");
    fs::create_dir_all(&own).unwrap();
    let text = "対象: 企業\n件名: 挨拶\n---\n{{ to.org }}\n{{ to.ogr }}\n";
    fs::write(own.join("挨拶.txt"), text).unwrap();
    let refused = house.run(&["letter", "挨拶", "--to", "sazare"]);
    assert_eq!(refused.code, 3, "{}", refused.err);
    assert!(refused.err.contains("5行目"), "{}", refused.err);
    assert!(!refused.err.contains("undefined"), "{}", refused.err);
}

#[test]
fn a_handover_tells_and_moves_and_comes_back() {
    let house = begun();
    let from = ["handover", "--from", "tester", "--to", "別府"];
    let told = house.json(&[&from[..], &["--dry-run"]].concat());
    assert_eq!(told["moved"], false);
    let pairing = &told["pairings"][0];
    assert_eq!(
        (&pairing["need"], &pairing["organisation"]),
        (&"N-01".into(), &"sazare".into())
    );
    assert!(
        !pairing["tasks"].as_array().unwrap().is_empty(),
        "{pairing}"
    );
    assert!(
        !pairing["history"].as_array().unwrap().is_empty(),
        "{pairing}"
    );
    assert!(
        !pairing["rules"].as_array().unwrap().is_empty(),
        "nobody has a next step"
    );
    let who = |house: &House| {
        let run = house.run(&["report", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        report["by_coordinator"][0]["coordinator"].clone()
    };
    assert_eq!(who(&house), "tester");
    assert_eq!(house.json(&from)["moved"], true);
    assert_eq!(who(&house), "別府");
    let again = house.run(&from);
    assert_eq!(again.code, 4, "nothing is left: {}", again.err);
    assert_eq!(house.run(&["undo"]).code, 0);
    assert_eq!(who(&house), "tester");
    assert_eq!(
        house
            .run(&["handover", "--from", "tester", "--to", "tester"])
            .code,
        2
    );
    assert_eq!(house.json(&["verify"])["ok"], true);
}

#[test]
fn a_year_from_the_same_record_gives_the_same_text() {
    let house = House::new();
    let file = tutorial();
    for badge in ["15", "8", "10"] {
        house.run(&["pair", &file, "N-01", badge, "--level", "面談希望"]);
    }
    let pairings = house.json(&["pairings"]);
    for pairing in pairings.as_array().unwrap() {
        let org = pairing["organisation"].as_str().unwrap();
        house.json(&["confirm", &file, "N-01", org]);
    }
    let read = || {
        let folder = house.path("通知");
        let to = folder.to_str().unwrap();
        let letters = house.json(&["letter", "結果通知", "--all", "-o", to, "--force"]);
        let mut all = String::new();
        for letter in letters.as_array().unwrap() {
            all.push_str(&fs::read_to_string(letter["path"].as_str().unwrap()).unwrap());
        }
        all.push_str(
            &house
                .run(&["handover", "--from", "tester", "--to", "別府", "--dry-run"])
                .out,
        );
        all.push_str(&house.run(&["report", "--year", "2026"]).out);
        all
    };
    let first = read();
    assert!(
        first.contains("別府") && first.contains("御中") && first.contains("報告"),
        "{first}"
    );
    assert_eq!(read(), first);
    house.json(&["handover", "--from", "tester", "--to", "別府"]);
    let after = house.run(&["report", "--year", "2026"]).out;
    assert!(
        after.contains("別府") && !after.contains("tester"),
        "{after}"
    );
    assert_eq!(house.run(&["report", "--year", "2026"]).out, after);
}
