//! Writes what to begin with, and what was found before, into `corpus/`, where the fuzzer looks for it, and the words
//! worth putting in beside it.
#![allow(dead_code, reason = "the fuzzer and the tests use the rest")]

mod targets;

use std::fmt::Write as _;
use std::fs;

fn main() {
    let here = targets::home().join("tests/fuzz");
    for target in targets::ALL {
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
        let mut words = String::new();
        for word in target.words {
            let quoted: String = word.bytes().map(|b| format!("\\x{b:02x}")).collect();
            writeln!(words, "\"{quoted}\"").unwrap();
        }
        fs::write(
            here.join("corpus").join(format!("{}.dict", target.name)),
            words,
        )
        .unwrap();
    }
}
