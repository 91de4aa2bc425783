//! How good a timetable is and how long it takes, against the greedy pass of the same run.
//!
//! `cargo bench --bench main -- timetable [PROBLEM.json[=BOUND] …]`; without one, two small problems with proven bounds.

use enishi::domain::rule::timetable::problem::Problem;
use enishi::domain::rule::timetable::{first, make};
use std::path::PathBuf;
use std::time::Instant;

pub(super) fn run(args: &[String]) {
    let own = |name: &str, bound: i64| {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/domain/rule");
        (folder.join(name), Some(bound))
    };
    let mut problems: Vec<(PathBuf, Option<i64>)> = (args.iter())
        .map(|arg| match arg.rsplit_once('=') {
            Some((path, bound)) => (path.into(), Some(bound.parse().unwrap())),
            None => (arg.into(), None),
        })
        .collect();
    if problems.is_empty() {
        problems = vec![own("S-1.json", 4783), own("S-2.json", 4364)];
    }
    println!("problem        wishes  greedy    ms   made     ms  made/greedy  made/bound");
    for (path, bound) in problems {
        let text = std::fs::read(&path).unwrap();
        let problem: Problem = serde_json::from_slice(&text).unwrap();
        let begin = Instant::now();
        let greedy = first(&problem).objective;
        let at_once = begin.elapsed();
        let begin = Instant::now();
        let made = make(&problem, |_| true).objective;
        let whole = begin.elapsed();
        let bound = bound.map_or(String::from("-"), |b| {
            format!("{:.4}", made as f64 / b as f64)
        });
        println!(
            "{:<14} {:>6} {greedy:>7} {:>5} {made:>6} {:>6}  {:>11.4}  {bound:>10}",
            problem.name.as_str(),
            problem.wishes.len(),
            at_once.as_millis(),
            whole.as_millis(),
            made as f64 / greedy.max(1) as f64,
        );
    }
}
