//! Row 29: nothing can be written where the record lies. A law over every command there is: what looks shows the record
//! and says why nothing can be saved; what records says that it has not, and the record is as it was.

mod place;
mod screen;

use super::program;
use super::{judge, say, strace};
use clap::CommandFactory as _;
use enishi::shell::args::Cli;
use place::{House, Place};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

const SESSION: &str = "sessions/tutorial.toml";
const ID: &str = "tsukishiro-2026";

/// What a command does with the record.
enum Does {
    /// It shows something of it, on standard output or in the file that is named `{out}/…`.
    Looks(&'static str),
    /// The same, but of the record it wants only to know who was erased.
    Asks(&'static str),
    /// It records something, or changes the record as a whole.
    Records,
    /// It has nothing to do with it.
    Nothing,
    /// It is a screen: see below.
    Screen,
}
use Does::{Asks, Looks, Nothing, Records, Screen};

/// Every command, some in several ways. `{out}` is a folder that can be written to.
const ALL: &[(&[&str], Does)] = &[
    (&["open"], Screen),
    (&["review"], Screen),
    (&["sample"], Screen),
    (&["new"], Nothing),
    (&["schema"], Nothing),
    (&["read-sheets"], Nothing),
    (&["convert"], Nothing),
    (&["texts"], Nothing),
    (&["config", "default"], Nothing),
    (&["config", "path"], Nothing),
    (&["config", "check"], Nothing),
    (&["filter"], Nothing),
    (&["library", "add"], Nothing),
    (&["library", "list"], Nothing),
    (&["library", "remove"], Nothing),
    (&["pairings"], Looks("N-01")),
    (&["pairings", "--session", ID], Looks("N-01")),
    (&["pairing", "N-01/wataboshi"], Looks("N-01")),
    (&["story", "N-01/wataboshi"], Looks("綿帽子")),
    (&["tasks"], Looks("tsukishiro-2026/N-01")),
    (&["log"], Looks("N-01")),
    (&["log", "--session", ID, "--need", "N-01"], Looks("N-01")),
    (&["show", "--at", "2999-01-01"], Looks("N-01")),
    (&["verify"], Looks("誤りはありません")),
    (&["ops", "export"], Looks("pairing-recorded")),
    (
        &["ops", "export", "{out}/ops.jsonl"],
        Looks("pairing-recorded"),
    ),
    (
        &["bundle", "export", "--open", "-o", "{out}/all.enishi"],
        Looks("enishi bundle 1"),
    ),
    (
        &["bundle", "introduce", "-o", "{out}/me.enishi"],
        Looks("enishi bundle 1"),
    ),
    (
        &[
            "export",
            "--what",
            "pairings",
            "--internal",
            "-o",
            "{out}/pairings.csv",
        ],
        Looks("N-01"),
    ),
    (
        &[
            "session",
            "export",
            "--session",
            ID,
            "-o",
            "{out}/session.toml",
        ],
        Looks("N-01"),
    ),
    (&["backup", "{out}/copy.db"], Looks("SQLite format 3")),
    (&["check", SESSION], Looks("ニーズ")),
    (&["search", SESSION, "12"], Asks("早川")),
    (&["suggest", SESSION, "N-01"], Looks("さざれ")),
    (&["rules"], Looks("")),
    (&["team", SESSION, "N-01"], Looks("")),
    (&["report", "--session", ID], Looks("")),
    (&["letter", "list"], Nothing),
    (
        &["letter", "御礼", "--session", ID, "--to", "12"],
        Looks("早川"),
    ),
    (&["handover", "--from", "試験", "--to", "馬場"], Records),
    (&["calls"], Nothing),
    (&["doctor"], Nothing),
    // Only where the key is gone: `shell::commands::lost`.
    (&["person", "new-key"], Nothing),
    (&["timetable", SESSION], Looks("")),
    (&["timetable", "--session", ID], Looks("")),
    (
        &[
            "print",
            "badges",
            "--session",
            ID,
            "-o",
            "{out}/badges.html",
        ],
        Looks("早川"),
    ),
    (
        &[
            "print",
            "sheets",
            "--session",
            ID,
            "-o",
            "{out}/sheets.html",
        ],
        Looks("早川"),
    ),
    (
        &[
            "print",
            "reception",
            "--session",
            ID,
            "-o",
            "{out}/reception.html",
        ],
        Looks("早川"),
    ),
    (
        &[
            "print",
            "timetable",
            "--session",
            ID,
            "-o",
            "{out}/timetable.html",
        ],
        Looks("<html"),
    ),
    (&["device"], Looks("")),
    (&["device", "list"], Looks("")),
    (&["person", "report", "12"], Looks("早川")),
    (&["person", "report", "--name", "早川 美咲"], Looks("早川")),
    (&["person", "provisions"], Looks("")),
    (&["person", "overdue"], Looks("")),
    (&["person", "pending"], Looks("")),
    (
        &[
            "interest",
            "import",
            "{out}/interests.csv",
            "--session",
            ID,
            "--dry-run",
        ],
        Looks(""),
    ),
    (
        &["interest", "import", "{out}/interests.csv", "--session", ID],
        Records,
    ),
    (
        &[
            "import",
            "--attendees",
            "{out}/people.csv",
            "--session",
            ID,
            "--into-record",
        ],
        Records,
    ),
    (&["pair", SESSION, "N-02", "15"], Records),
    (
        &["pairing", "N-01/wataboshi", "--set", "commitment=資金"],
        Records,
    ),
    (&["confirm", SESSION, "N-02", "14"], Records),
    (&["tasks", "add", "電話する", "--session", ID], Records),
    (&["task", "tsukishiro-2026/N-01/sazare/A1", "完了"], Records),
    (&["undo"], Records),
    (&["redo"], Records),
    (&["backup"], Records),
    (&["ops", "import", "{out}/other.jsonl"], Records),
    (&["bundle", "import", "{out}/other.jsonl"], Records),
    (&["restore", "{out}/other.db"], Records),
    (&["rescue", "{out}/rescue.jsonl"], Records),
    (&["device", "accept", "{print}"], Records),
    (&["device", "forget", "{print}"], Records),
    (
        &[
            "person",
            "consent",
            "12",
            "--on",
            "2026-11-20",
            "--way",
            "口頭",
        ],
        Records,
    ),
    (&["person", "came-back", "12"], Records),
    (&["person", "erase", "12", "--yes"], Records),
    (&["purge", "--session", ID, "--yes"], Records),
    (&["encrypt", "--key-file", "{out}/key"], Records),
    (&["decrypt", "--key-file", "{out}/key"], Records),
];

/// The names of all commands that clap knows, a subcommand with the one above it.
fn known() -> BTreeSet<Vec<String>> {
    let mut all = BTreeSet::new();
    let cli = Cli::command();
    for command in cli.get_subcommands() {
        let name = command.get_name().to_owned();
        if !command.is_subcommand_required_set() {
            all.insert(vec![name.clone()]);
        }
        for below in command.get_subcommands() {
            all.insert(vec![name.clone(), below.get_name().to_owned()]);
        }
    }
    all
}

#[test]
fn every_command_says_what_it_does_with_the_record() {
    let mut listed = BTreeSet::new();
    for (arguments, _) in ALL {
        let words: Vec<String> = arguments.iter().map(|word| (*word).to_owned()).collect();
        let two = words.get(..2).map(<[String]>::to_vec);
        let found = two.filter(|two| known().contains(two));
        listed.insert(found.unwrap_or_else(|| words[..1].to_vec()));
    }
    assert_eq!(listed, known(), "in the list here, and known to clap");
}

#[test]
fn what_looks_shows_the_record_and_what_records_says_that_it_has_not() {
    let house = House::new();
    let before = program::known(&house.path("state")).unwrap();
    let mut wrong = Vec::new();
    for place in Place::ALL {
        if place == Place::Quota && !strace() {
            continue;
        }
        let (mut looked, mut refused) = (0, 0);
        for (words, does) in ALL {
            if matches!(does, Nothing | Screen) {
                continue;
            }
            let out = house.path("out").display().to_string();
            let written = words.iter().find(|word| word.starts_with("{out}/"));
            let written = written.map(|word| PathBuf::from(word.replace("{out}", &out)));
            let arguments: Vec<String> = words
                .iter()
                .map(|word| {
                    word.replace("{out}", &out)
                        .replace("{print}", &house.fingerprint)
                })
                .collect();
            let Some(output) = house.run(place, &arguments) else {
                say(&format!("NOT TESTED, {place:?}: it cannot be had here"));
                break;
            };
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            let mut shown = String::from_utf8_lossy(&output.stdout).into_owned();
            let mut problem =
                |what: &str| wrong.push(format!("{place:?} {words:?}: {what}\n{shown}{told}"));
            if !matches!(does, Asks(_)) && !place.is_told(&told) {
                problem("the reason is missing");
            }
            // There every write is refused, of what goes to another disk and to the terminal, too.
            let all_refused =
                place == Place::Quota && (words[0] == "backup" || matches!(does, Asks(_)));
            match does {
                Looks(_) | Asks(_) if all_refused => {}
                Looks(wanted) | Asks(wanted) => {
                    looked += 1;
                    if !output.status.success() {
                        problem("it failed");
                    }
                    if let Some(path) = written.filter(|path| !path.ends_with("interests.csv")) {
                        shown += &String::from_utf8_lossy(&fs::read(&path).unwrap_or_default());
                        let _ = fs::remove_file(path);
                    }
                    if !shown.contains(wanted) {
                        wrong.push(format!(
                            "{place:?} {words:?}: {wanted} is not shown\n{told}"
                        ));
                    }
                }
                Records => {
                    refused += 1;
                    if output.status.success() {
                        problem("it says that it has done it");
                    }
                    match program::known(&house.path("after")) {
                        Ok(after) if after == before => {}
                        other => wrong.push(format!(
                            "{place:?} {words:?}: the record is not as it was: {other:?}"
                        )),
                    }
                }
                Nothing | Screen => {}
            }
        }
        say(&format!(
            "{place:?}: {looked} ways to look, {refused} to record"
        ));
    }
    judge::nothing_wrong(&wrong);
}
