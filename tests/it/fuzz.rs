//! What is given to the program by strangers: some thousands of inputs made from a seed, always the same, and every
//! input that was ever found to break something. `tests/fuzz` runs the same functions for as long as one likes.
//!
//! `ENISHI_FUZZ_CORPUS=1 cargo test --test it fuzz::corpus` writes what the fuzzer begins with into `tests/fuzz/corpus`.
//! `ENISHI_FUZZ=100000 cargo test --release --test it fuzz:: -- --nocapture` tries so many for each way in.

#[path = "../fuzz/targets.rs"]
pub(crate) mod targets;

use std::env;
use std::fs;
use std::io::Write as _;
use std::panic;
use std::panic::AssertUnwindSafe;
use targets::Target;
use targets::mutate::{Rng, mutate};

fn number(name: &str) -> Option<usize> {
    let set = env::vars().find(|(n, _)| n == name);
    set.and_then(|(_, value)| value.parse().ok())
}

/// Runs one input; where it breaks a promise, says which input it was.
fn hold(target: &Target, input: &[u8], what: &str) {
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
    if let Err(panicked) = outcome {
        let kept = env::temp_dir().join(format!("enishi-{}-found", target.name));
        fs::write(&kept, input).unwrap();
        let _ = writeln!(
            std::io::stderr(),
            "{}: {what}: {}",
            target.name,
            kept.display()
        );
        panic::resume_unwind(panicked);
    }
}

fn campaign(name: &str, usual: usize) {
    let target = targets::ALL.iter().find(|t| t.name == name).unwrap();
    let found = targets::home().join("tests/fuzz/found").join(name);
    let mut kept = 0;
    for entry in fs::read_dir(found).into_iter().flatten() {
        let path = entry.unwrap().path();
        hold(
            target,
            &fs::read(&path).unwrap(),
            &path.display().to_string(),
        );
        kept += 1;
    }
    let seeds = (target.seeds)();
    for (n, seed) in seeds.iter().enumerate() {
        hold(target, seed, &format!("seed {n}"));
    }
    let times = number("ENISHI_FUZZ").unwrap_or(usual);
    let mut rng = Rng(number("ENISHI_FUZZ_SEED").map_or(1, |n| n as u64));
    for n in 0..times {
        let seed = &seeds[rng.below(seeds.len())];
        let other = &seeds[rng.below(seeds.len())];
        let input = mutate(&mut rng, seed, other, target.words);
        hold(target, &input, &format!("input {n}"));
    }
    let _ = writeln!(
        std::io::stderr(),
        "fuzz: {name}: {kept} found before, {} seeds, {times} made of them",
        seeds.len()
    );
    assert!(!seeds.is_empty());
}

#[test]
fn corpus() {
    if number("ENISHI_FUZZ_CORPUS").is_none() {
        return;
    }
    let here = targets::home().join("tests/fuzz");
    for target in &targets::ALL {
        let to = here.join("corpus").join(target.name);
        fs::create_dir_all(&to).unwrap();
        for (n, seed) in (target.seeds)().iter().enumerate() {
            fs::write(to.join(format!("seed-{n}")), seed).unwrap();
        }
        let found = fs::read_dir(here.join("found").join(target.name));
        for entry in found.into_iter().flatten() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
        let escaped = |word: &str| {
            word.bytes()
                .map(|b| format!("\\x{b:02x}"))
                .collect::<Vec<_>>()
        };
        let words = target
            .words
            .iter()
            .map(|w| format!("\"{}\"\n", escaped(w).concat()));
        let words: Vec<String> = words.collect();
        fs::write(
            here.join(format!("corpus/{}.dict", target.name)),
            words.concat(),
        )
        .unwrap();
    }
}

#[test]
fn a_session_file_is_a_session_or_says_where_it_is_wrong() {
    campaign("session_file", 3_000);
}

#[test]
fn ops_from_elsewhere_are_refused_without_a_trace_or_taken_in_whole() {
    campaign("ops_import", 100);
}

#[test]
fn a_damaged_database_is_refused_or_honest() {
    campaign("database", 200);
}

#[test]
fn any_query_is_answered_and_marked_between_letters() {
    campaign("query_line", 500);
}
