//! ARCHITECTURE.md is short, and every path it names is there.

use std::path::Path;

/// More is not read.
const MOST_WORDS: usize = 1_400;

fn page() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap()
}

#[test]
fn the_page_is_short() {
    let words = page().split_whitespace().count();
    assert!(words <= MOST_WORDS, "{words} words");
}

#[test]
fn every_path_it_names_is_there() {
    let page = page();
    let quoted = page.split('`').skip(1).step_by(2);
    let folders = ["src/", "tests/", "config/", "sessions/"];
    let paths: Vec<&str> = quoted
        .filter(|text| folders.iter().any(|folder| text.starts_with(folder)))
        // Stands for whatever is added.
        .filter(|text| !text.contains("NAME") && !text.contains("FORMAT"))
        .collect();
    assert!(paths.len() > 30, "the paths are not found any more");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let gone: Vec<_> = paths.iter().filter(|p| !root.join(p).exists()).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn every_room_of_the_top_is_on_its_floor() {
    let page = page();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let room = name.strip_suffix(".rs");
        if room.is_some_and(|room| room != "lib" && room != "main") {
            assert!(page.contains(&format!("`src/{name}`")), "{name}");
        }
    }
}
