//! Any lines are filtered.

use super::{House, keys};
use serde_json::Value;
use std::io::Write;
use std::process::Stdio;

#[test]
fn lines_are_filtered() {
    let house = House::new();
    let filter = |args: &[&str]| {
        let mut command = house.command(args);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = "止血クリップ\n曇り止めの膜\n\u{1b}[31m赤い膜\n";
        child
            .stdin
            .take()
            .unwrap()
            .write_all(lines.as_bytes())
            .unwrap();
        super::Run::from(child.wait_with_output().unwrap())
    };
    let run = filter(&["filter", "くもり"]);
    assert_eq!(
        (run.code, run.out.lines().next()),
        (0, Some("曇り止めの膜"))
    );
    let run = filter(&["filter", "膜"]);
    assert!(!run.out.contains('\u{1b}'));
    assert_eq!(filter(&["filter", "ありえない"]).code, 4);
    let queries = house.path("queries");
    std::fs::write(&queries, "止血\nkumori\n").unwrap();
    let run = filter(&[
        "filter",
        "--queries",
        queries.to_str().unwrap(),
        "--repeat",
        "3",
        "--json",
    ]);
    let lines: Vec<Value> = run
        .out
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    // Scripts may read the lines as they stand: the order of the keys is part of the form.
    let starts = [
        r#"{"records":3,"build_ms":"#,
        r#"{"query":"止血","matched":1,"median_us":"#,
        r#"{"query":"kumori","matched":1,"median_us":"#,
    ];
    assert_eq!(run.out.lines().count(), starts.len());
    for (line, start) in run.out.lines().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    assert!(
        run.out
            .ends_with("\"hits\":[\"曇り止めの膜\"],\"why\":[\"reading\"]}\n")
    );
    assert_eq!(keys(&lines[0]), ["build_ms", "index_bytes", "records"]);
    assert_eq!(
        keys(&lines[1]),
        ["hits", "matched", "median_us", "query", "why"]
    );
    assert_eq!(lines[2]["hits"][0], "曇り止めの膜");
    for (query, why) in [
        ("膜", "text"),
        ("クリップ", "text"),
        ("しけつ", "reading"),
        ("止決", "typo"),
    ] {
        let run = filter(&["filter", query, "--json"]);
        let answer: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(answer["why"][0], why, "{query}");
    }
    std::fs::write(&queries, "鑢鱶鱚\n").unwrap();
    let run = filter(&["filter", "--queries", queries.to_str().unwrap(), "--json"]);
    assert_eq!(run.code, 4);
    assert!(
        run.out.lines().nth(1).unwrap().contains(r#""matched":0"#),
        "{}",
        run.out
    );
}
