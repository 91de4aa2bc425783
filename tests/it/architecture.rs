//! The shape of the source: floors, circles, sizes and arms that forget.

mod circles;
mod page;
mod source;
mod wildcards;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Ten to a floor, so that there is room between two.
const FLOORS: &[(&str, u8)] = &[
    ("durable", 0),
    ("text", 0),
    ("words", 0),
    ("domain", 10),
    ("action", 10),
    ("intake", 20),
    ("exchange", 20),
    ("print", 20),
    ("search", 20),
    ("config", 20),
    ("store", 20),
    ("sync", 25),
    ("app", 30),
    ("view", 40),
    ("shell", 50),
];

/// What only some modules may name, as text: the outside world and the crates that stand for it.
const RESERVED: &[(&str, &[&str])] = &[
    ("ratatui", &["view", "shell"]),
    ("crossterm", &["shell"]),
    ("clap", &["shell"]),
    ("signal_hook", &["shell"]),
    ("rusqlite", &["store"]),
    ("fluent_bundle", &["words"]),
    ("fuzzy_matcher", &["search"]),
    ("calamine", &["intake"]),
    ("rust_xlsxwriter", &["exchange"]),
    ("icalendar", &["exchange"]),
    ("minijinja", &["exchange"]),
    ("maud", &["print"]),
    ("qrcode", &["print"]),
    ("postgres", &["sync"]),
    ("rustls", &["sync"]),
    ("crypto_box", &["store", "sync"]),
    ("std::thread", &["durable", "shell", "store", "search"]),
    ("std::env", &["shell", "store"]),
    (
        "std::fs",
        &["durable", "shell", "store", "search", "exchange"],
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(under: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![under.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The top module a file of `src` belongs to.
fn module(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str();
    first.to_string_lossy().replace(".rs", "")
}

#[test]
fn imports_point_down() {
    let floors: BTreeMap<_, _> = FLOORS.iter().copied().collect();
    let mut bad = Vec::new();
    for file in files(&root().join("src"), ".rs") {
        let mine = module(&file);
        let is_tests = file.file_name().is_some_and(|name| name == "tests.rs");
        if is_tests || ["lib", "main"].contains(&mine.as_str()) {
            continue;
        }
        let Some(&at) = floors.get(mine.as_str()) else {
            bad.push(format!("{}: stands on no floor", file.display()));
            continue;
        };
        let text = fs::read_to_string(&file).unwrap();
        for (n, line) in text.lines().enumerate() {
            let place = format!("{}:{}", file.display(), n + 1);
            // Doc comments may point anywhere.
            let code = line.trim_start();
            if code.starts_with("//") {
                continue;
            }
            if code.contains("crate::{") {
                bad.push(format!("{place}: one path per line instead of crate::{{"));
            }
            for rest in code.split("crate::").skip(1) {
                let to: String = rest
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if to != mine && floors.get(to.as_str()).is_some_and(|floor| *floor >= at) {
                    bad.push(format!("{place}: {mine} -> {to}"));
                }
            }
            for (name, allowed) in RESERVED {
                let named =
                    code.contains(&format!("{name}::")) || code.contains(&format!("use {name};"));
                if named && !allowed.contains(&mine.as_str()) {
                    bad.push(format!("{place}: {mine} names {name}"));
                }
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn files_stay_small_and_have_a_head() {
    let mut bad = Vec::new();
    for folder in ["src", "tests"] {
        for file in files(&root().join(folder), ".rs") {
            let text = fs::read_to_string(&file).unwrap();
            if text.lines().count() > 500 {
                bad.push(format!("{}: over 500 lines", file.display()));
            }
            let is_tests = file.file_name().is_some_and(|name| name == "tests.rs");
            if folder == "src" && !is_tests && !text.starts_with("//!") {
                bad.push(format!("{}: does not say what it is", file.display()));
            }
            if file.file_name().is_some_and(|name| name == "mod.rs") {
                bad.push(format!("{}: name.rs beside name/ instead", file.display()));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}
