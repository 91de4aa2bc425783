//! How good a timetable is and how long it takes, against the greedy pass of the same run.
//!
//! `cargo bench --bench main -- timetable [PROBLEM.json[=BOUND] …]`; without one, made-up problems of the sizes S to XL and two
//! small ones with proven bounds.

use super::meetings;
use enishi::domain::rule::timetable::check;
use enishi::domain::rule::timetable::problem::Problem;
use enishi::domain::rule::timetable::{Meeting, Touch, first, make, repair};
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
    let is_own = problems.is_empty();
    if is_own {
        problems = vec![own("S-1.json", 4783), own("S-2.json", 4364)];
    }
    let read = |(path, bound): (PathBuf, Option<i64>)| {
        let text = std::fs::read(&path).unwrap();
        (serde_json::from_slice::<Problem>(&text).unwrap(), bound)
    };
    let made_up = meetings::SIZES.iter().filter(|_| is_own);
    let made_up = made_up.map(|(name, size)| (meetings::problem(name, *size), None));
    println!(
        "problem        wishes  greedy    ms   made     ms  made/greedy  made/bound  moves/event"
    );
    for (problem, bound) in problems.into_iter().map(read).chain(made_up) {
        problem.check().unwrap();
        let begin = Instant::now();
        let greedy = first(&problem).objective;
        let at_once = begin.elapsed();
        let begin = Instant::now();
        let made = make(&problem, |_| true);
        let whole = begin.elapsed();
        let faults = check::faults(&problem, &made.meetings);
        assert!(faults.iter().all(Vec::is_empty), "{faults:?}");
        let moves = moves_per_event(&problem, &made.meetings);
        let made = made.objective;
        let bound = bound.map_or(String::from("-"), |b| {
            format!("{:.4}", made as f64 / b as f64)
        });
        println!(
            "{:<14} {:>6} {greedy:>7} {:>5} {made:>6} {:>6}  {:>11.4}  {bound:>10}  {moves:>11.2}",
            problem.name.as_str(),
            problem.wishes.len(),
            at_once.as_millis(),
            whole.as_millis(),
            made as f64 / greedy.max(1) as f64,
        );
    }
}

/// Somebody of a company does not come in the middle of the afternoon: how many others have to move, on average.
fn moves_per_event(problem: &Problem, booked: &[Meeting]) -> f64 {
    let now = problem.slots / 3;
    let ahead: Vec<&Meeting> = booked.iter().filter(|m| m.slot >= now).collect();
    let events: Vec<&&Meeting> = ahead.iter().step_by((ahead.len() / 10).max(1)).collect();
    let mut moved = 0;
    for missing in &events {
        let mut after = problem.clone();
        let sent = problem.wishes.iter();
        let sent = sent.filter(|w| w.need == missing.need && w.company == missing.company);
        let sent: Vec<_> = sent.flat_map(|w| &w.persons).collect();
        for person in after.persons.iter_mut().filter(|p| sent.contains(&&p.id)) {
            person.slots.retain(|slot| *slot < now);
        }
        let mended = repair(&after, booked, now, Touch::ALittle);
        moved += (mended.meetings.iter())
            .filter(|m| {
                let mut before = booked.iter();
                before.any(|b| (&b.need, &b.company) == (&m.need, &m.company) && b.slot != m.slot)
            })
            .count();
    }
    moved as f64 / events.len().max(1) as f64
}
