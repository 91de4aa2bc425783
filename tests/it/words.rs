//! The texts for people: every key that the source uses is there in both languages with the placeholders it is given,
//! and every key that is there is used.

use clap::{Command, CommandFactory};
use enishi::action::{Action, Screen};
use enishi::shell::{args::Cli, help};
use enishi::words::{Lang, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

fn files(under: &str, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(under)];
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

/// Name of a file of texts, its keys, and the placeholders of each.
type Texts = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

fn texts(lang: &str) -> Texts {
    let mut all = Texts::new();
    let mut known = BTreeSet::new();
    for file in files(&format!("config/texts/{lang}"), ".ftl") {
        let text = fs::read_to_string(&file).unwrap();
        let parsed = fluent_bundle::FluentResource::try_new(text.clone());
        assert!(parsed.is_ok(), "{}: Fluent cannot read it", file.display());
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let keys = all.entry(name).or_default();
        let mut key = String::new();
        for line in text.lines() {
            let begins = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
            if begins && let Some((name, _)) = line.split_once('=') {
                name.trim().clone_into(&mut key);
                assert!(known.insert(key.clone()), "{lang}: {key} twice");
                keys.insert(key.clone(), BTreeSet::new());
            }
            // A text for a person needs no escape and no invisible character.
            assert!(!line.contains(['\u{1b}', '\u{200b}']), "{lang}: {line}");
            let wide = line.width_cjk();
            assert_eq!(line.width(), wide, "{lang}: ambiguous width in {line}");
            for rest in line.split("{ $").skip(1) {
                let name: String = rest.chars().take_while(|c| !" }".contains(*c)).collect();
                keys.get_mut(&key).unwrap().insert(name);
            }
        }
    }
    all
}

/// One `fl!(words, "key", name = ..)` of the source.
struct Use {
    place: String,
    key: String,
    values: BTreeSet<String>,
}

/// The arguments of a call whose opening bracket has been passed, cut at its own commas.
fn arguments(code: &str) -> Vec<String> {
    let (mut depth, mut text, mut escaped) = (0, false, false);
    let mut found = vec![String::new()];
    for c in code.chars() {
        let last = found.last_mut().unwrap();
        if text {
            last.push(c);
            text = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            continue;
        }
        match c {
            ')' if depth == 0 => break,
            ',' if depth == 0 => {
                found.push(String::new());
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '"' => text = true,
            _ => {}
        }
        last.push(c);
    }
    found
}

fn uses() -> (Vec<Use>, String) {
    let (mut found, mut source) = (Vec::new(), String::new());
    for file in files("src", ".rs") {
        let text = fs::read_to_string(&file).unwrap();
        let mut pieces = text.split("fl!(");
        let mut line = pieces.next().unwrap().matches('\n').count();
        for rest in pieces {
            let here = line;
            line += rest.matches('\n').count();
            if text.lines().nth(here).unwrap().trim().starts_with("//") {
                continue;
            }
            let parts = arguments(rest);
            let key = parts.get(1).map(|k| k.trim().trim_matches('"').to_owned());
            let names = parts.iter().skip(2).filter_map(|p| p.split_once('='));
            found.push(Use {
                place: format!("{}:{}", file.display(), here + 1),
                key: key.unwrap_or_default(),
                values: names.map(|(name, _)| name.trim().to_owned()).collect(),
            });
        }
        source.push_str(&text);
    }
    (found, source)
}

#[test]
fn every_text_used_is_there_with_its_placeholders() {
    let (uses, _) = uses();
    assert!(uses.len() > 500, "the calls are not found any more");
    let mut bad = Vec::new();
    for lang in ["ja", "en"] {
        let texts: BTreeMap<_, _> = texts(lang).into_values().flatten().collect();
        for Use { place, key, values } in &uses {
            match texts.get(key) {
                None => bad.push(format!("{place}: {lang} has no text {key}")),
                Some(wanted) if !wanted.is_subset(values) => {
                    bad.push(format!("{place}: {key} in {lang} wants {wanted:?}"));
                }
                Some(_) => {}
            }
        }
    }
    let (ja, en) = (texts("ja"), texts("en"));
    for Use { place, key, values } in &uses {
        let of = |texts: &Texts| texts.values().find_map(|keys| keys.get(key)).cloned();
        let wanted = [of(&ja), of(&en)].into_iter().flatten().flatten();
        let wanted: BTreeSet<String> = wanted.collect();
        for value in values.difference(&wanted) {
            bad.push(format!("{place}: {key} says ${value} in no language"));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// The keys that the help of a command and of those below it may ask for.
fn help_keys(command: &Command, path: &str, keys: &mut BTreeSet<String>) {
    let id = help::id_of(path);
    for arg in command.get_arguments() {
        let name = arg.get_id().as_str().replace('_', "-");
        keys.insert(format!("{id}-arg-{name}"));
        keys.insert(format!("help-arg-{name}"));
    }
    keys.insert(format!("{id}-examples"));
    keys.insert(id);
    for below in command.get_subcommands() {
        help_keys(below, &format!("{path} {}", below.get_name()), keys);
    }
}

#[test]
fn every_text_that_is_there_is_used() {
    let (uses, source) = uses();
    let mut used: BTreeSet<String> = uses.into_iter().map(|u| u.key).collect();
    used.extend(Screen::ALL.iter().map(|s| format!("screen-{}", s.name())));
    for action in Action::ALL {
        used.insert(format!("action-{}", action.name()));
        used.insert(format!("hint-{}", action.name()));
    }
    help_keys(&Cli::command(), "enishi", &mut used);
    let keys = texts("ja").into_values().flatten();
    let unused: Vec<String> = keys
        .map(|(key, _)| key)
        .filter(|key| !used.contains(key) && !source.contains(&format!("\"{key}\"")))
        .collect();
    assert!(unused.is_empty(), "{}", unused.join("\n"));
}

#[test]
fn both_languages_have_the_same_texts_in_the_same_files() {
    let keys = |lang| -> BTreeMap<String, BTreeSet<String>> {
        let texts = texts(lang).into_iter();
        texts
            .map(|(file, keys)| (file, keys.into_keys().collect()))
            .collect()
    };
    assert_eq!(keys("ja"), keys("en"));
    // A file that lies there but is not compiled in has no text.
    let words = Words::new(Lang::Ja);
    for key in keys("ja").into_values().flatten() {
        assert!(words.has(&key), "{key} is not loaded");
    }
}

#[test]
fn both_languages_speak_without_isolation_marks() {
    let said =
        |lang, days: i64| Words::new(lang).fill("unit-remaining-days", &[("days", days.into())]);
    assert_eq!(said(Lang::Ja, 3), "残り3営業日");
    assert_eq!(said(Lang::En, 1), "one working day left");
    assert_eq!(said(Lang::En, 3), "3 working days left");
    assert_eq!(Lang::from_code("en_US.UTF-8"), Lang::En);
    assert_eq!(Lang::from_code("C"), Lang::Ja);
}
