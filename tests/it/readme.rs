//! The README says what the program does: its table of keys is made from the key map.

use enishi::action::{Action, Group};
use enishi::app::help::action_name;
use enishi::config::Keymap;
use enishi::config::keymap::Layer;
use enishi::words::{Lang, Words};
use std::fmt::Write;
use std::path::Path;

const BEGIN: &str = "<!-- keys: made from config/keymap.toml, see tests/it/readme.rs -->";
const END: &str = "<!-- end of keys -->";

/// The table, with a part for each group of actions. Keys that need no text field to be out of focus come first; the
/// letters that work only there stand in brackets.
fn table(lang: Lang) -> String {
    let (keymap, words) = (Keymap::default(), Words::new(lang));
    let heads = match lang {
        Lang::Ja => ("キー", "すること"),
        Lang::En => ("Key", "What it does"),
    };
    let mut out = format!("| {} | {} |\n|---|---|\n", heads.0, heads.1);
    for group in Group::ALL {
        for action in Action::ALL.iter().filter(|a| a.group() == *group) {
            let mut keys = Vec::new();
            for layer in Layer::all() {
                for chord in keymap.chords(layer, *action) {
                    // A bar would end the cell of the table.
                    let key = chord.to_string().replace('|', "\\|");
                    let key = if layer == Layer::List {
                        format!("(`{key}`)")
                    } else {
                        format!("`{key}`")
                    };
                    // Several screens may have it on one key.
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
            }
            if !keys.is_empty() {
                writeln!(
                    out,
                    "| {} | {} |",
                    keys.join(" "),
                    action_name(&words, *action)
                )
                .unwrap();
            }
        }
    }
    out
}

#[test]
fn the_table_of_keys_is_current() {
    let made = table(Lang::Ja);
    assert!(made.contains("| `F5` | 次の発表へ |"), "{made}");
    assert!(table(Lang::En).contains("`Ctrl+Z`"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let stands = readme
        .split_once(BEGIN)
        .and_then(|(_, rest)| rest.split_once(END))
        .map(|(table, _)| table.trim());
    assert_eq!(
        stands,
        Some(made.trim()),
        "between the comments {BEGIN:?} and {END:?} README.md needs:\n{made}"
    );
}
