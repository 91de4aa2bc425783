//! The table of faults names tests that exist.

use std::collections::BTreeSet;
use std::env;
use std::process::Command;

#[test]
fn every_test_named_in_the_fault_matrix_exists() {
    let output = Command::new(env::current_exe().unwrap())
        .args(["--list", "--format", "terse"])
        .output()
        .unwrap();
    let listed = String::from_utf8(output.stdout).unwrap();
    let tests: BTreeSet<&str> = listed
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .collect();
    let text = include_str!("../../FAULTS.md");
    let rows: Vec<&str> = text
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .filter(|line| line.starts_with("| ") && line.contains(|c: char| c.is_ascii_digit()))
        .collect();
    let mut numbers = Vec::new();
    let mut wrong = Vec::new();
    for row in &rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [number, _, promise, shown] = cells[..] else {
            panic!("not four cells: {row}");
        };
        numbers.push(number.to_owned());
        let named: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        for name in &named {
            if !tests.contains(name) {
                wrong.push(format!("row {number} names {name}, which does not exist"));
            }
        }
        if named.is_empty() && !shown.starts_with("not yet") {
            wrong.push(format!("row {number} names no test and does not say so"));
        }
        if !promise.ends_with('.') {
            wrong.push(format!("row {number} promises no sentence"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    let wanted: Vec<String> = (1..=37).map(|n: u8| n.to_string()).collect();
    assert_eq!(numbers, wanted);
}
