//! Whatever fails, the user is told in one language: what the system, the database and the parsers say in English has
//! words of ours. Names that people type are no English words: options, commands, files.

use super::{House, recorded, tutorial};
use enishi::words::fault::is_english;
use std::fs;

/// A text without what is a name: a path, an option with its value, a command line that is to be typed, what was typed.
fn sentences(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let words = line.split_inclusive([' ', '（', '）', '、', '。', '「', '」']);
        words
            .filter(|word| {
                let word = word.trim_end_matches(|c: char| !c.is_ascii_graphic());
                !(word.contains('/')
                    || word.contains('<')
                    || word.starts_with('-')
                    || word.contains('.'))
            })
            .collect::<String>()
            .replace("enishi ", "enishi|")
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn told(house: &House, args: &[&str]) {
    let run = house.run(args);
    let all = format!("{}{}", run.out, run.err);
    for line in sentences(&all).lines() {
        // What follows the name of the program is to be typed.
        let line = line.split("enishi|").next().unwrap();
        assert!(!is_english(line), "{args:?}: {line}\n{all}");
    }
    assert_ne!(run.code, 0, "{args:?}: {all}");
    assert!(!run.err.is_empty(), "{args:?}");
    assert!(!all.contains("os error"), "{args:?}: {all}");
}

#[test]
fn whatever_fails_is_told_without_a_word_of_english() {
    let house = recorded();
    let path = |name: &str| house.path(name).to_string_lossy().into_owned();
    fs::create_dir(house.path("folder")).unwrap();
    fs::write(house.path("bad.toml"), "x = = 1\n").unwrap();
    fs::write(house.path("bad.jsonl"), "{\"v\":1,\n").unwrap();
    fs::write(house.path("list.jsonl"), "[1, 2]\n").unwrap();
    fs::write(house.path("text.db"), "データベースではない\n".repeat(99)).unwrap();
    fs::write(
        house.path("noise.db"),
        (0..9000_u32)
            .map(|n| (n * n % 251) as u8)
            .collect::<Vec<_>>(),
    )
    .unwrap();
    fs::write(house.path("bytes.toml"), [0xff, 0xfe, 0x80, 0x00]).unwrap();
    let (folder, missing, nowhere) = (path("folder"), path("missing"), path("no/where"));
    let files = [
        "bad.toml",
        "bad.jsonl",
        "list.jsonl",
        "text.db",
        "noise.db",
        "bytes.toml",
    ]
    .map(path);
    let places = [&folder, &missing, &nowhere].into_iter().chain(&files);
    for place in places {
        for command in [
            &["ops", "import"][..],
            &["restore"],
            &["rescue"],
            &["check"],
            &["pairings", "--db"],
        ] {
            let args: Vec<&str> = command.iter().copied().chain([place.as_str()]).collect();
            if command != ["pairings", "--db"] || *place != missing && *place != nowhere {
                told(&house, &args);
            }
        }
    }
    for place in [&folder, &nowhere, &files[0]] {
        told(&house, &["ops", "export", place]);
    }
    for place in [&folder, &nowhere] {
        told(&house, &["backup", place]);
    }
    for args in [
        &["nosuch"][..],
        &["pair"],
        &["log", "--since", "2026-13-01"],
        &["log", "--nosuch"],
        &["show", "--at", "noon"],
        &["undo", "12"],
        &["undo", "zzzzzz"],
        &["person", "report", "999"],
        &["pair", &tutorial(), "N-99", "15"],
        &["pair", &tutorial(), "N-01", "999"],
        &["device", "accept", "zz"],
        &["ops", "export", "--session", "nowhere"],
    ] {
        told(&house, args);
    }
}

#[test]
fn a_record_that_is_damaged_is_told_without_a_word_of_english() {
    let house = recorded();
    let file = house.path("enishi.db");
    let sound = fs::read(&file).unwrap();
    for at in (100..sound.len()).step_by(sound.len() / 24) {
        let mut bytes = sound.clone();
        let end = (at + 64).min(bytes.len());
        bytes[at..end].fill(0xA5);
        fs::write(&file, &bytes).unwrap();
        for args in [&["verify"][..], &["pairings"], &["log"]] {
            let run = house.run(args);
            for line in sentences(&format!("{}{}", run.out, run.err)).lines() {
                let line = line.split("enishi|").next().unwrap();
                assert!(!is_english(line), "{args:?} at {at}: {line}\n{}", run.err);
            }
        }
    }
}
