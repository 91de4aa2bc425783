//! Whoever asks which screen, overlay, entity or change it is answers for each of them: no arm `_`, so that the next one
//! is not forgotten without a word.

use super::source::{Token, Tree, behind};
use std::collections::BTreeMap;

/// The types, and those of each entity that end like them.
const NAMES: [&str; 4] = ["Screen", "Overlay", "Entity", "Change"];

/// Files that still have so many. A file with fewer is corrected here.
const STILL_THERE: &[(&str, usize)] = &[
    ("app/act.rs", 1),
    ("app/mouse.rs", 1),
    ("app/overlay.rs", 2),
    ("app/popup.rs", 3),
];

fn is_meant(name: &str) -> bool {
    NAMES.contains(&name) || name.ends_with("Change")
}

/// The type for which the block around each token is written, as far as it is one of ours.
fn own(tokens: &[Token]) -> Vec<bool> {
    let mut own = vec![false; tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).map(|t| t.text.as_str());
        let starts = at == 0 || ["}", ";", "]"].contains(&tokens[at - 1].text.as_str());
        if token.text != "impl" || next.is_none() || !starts {
            continue;
        }
        let Some(open) = (at..tokens.len()).find(|n| tokens[*n].text == "{") else {
            continue;
        };
        let head = tokens[at..open].iter().rev().map(|t| t.text.as_str());
        let name = head
            .take_while(|text| *text != "for")
            .last()
            .unwrap_or_default();
        let name = if name == "impl" {
            &tokens[open - 1].text
        } else {
            name
        };
        if is_meant(name) {
            own[open..behind(tokens, open)].fill(true);
        }
    }
    own
}

/// Whether one pattern asks for one of the types; looks into references, options and tuples.
fn asks(pattern: &[Token], is_own: bool) -> bool {
    let mut at = 0;
    while let Some(token) = pattern.get(at) {
        match token.text.as_str() {
            "&" | "(" | "|" | "Some" | "Ok" | "Err" => at += 1,
            _ => break,
        }
    }
    let path: Vec<&str> = (pattern[at..].iter().map(|t| t.text.as_str()))
        .take_while(|text| *text == "::" || text.starts_with(char::is_alphabetic))
        .collect();
    let meant = path
        .windows(2)
        .any(|w| w[1] == "::" && (is_meant(w[0]) || (w[0] == "Self" && is_own)));
    let first = pattern.first().map(|t| t.text.as_str());
    meant || (first == Some("(") && components(pattern).iter().any(|part| asks(part, is_own)))
}

fn components(tuple: &[Token]) -> Vec<&[Token]> {
    let end = behind(tuple, 0).saturating_sub(1).max(1);
    let mut parts = Vec::new();
    let (mut from, mut at) = (1, 1);
    while at < end {
        match tuple[at].text.as_str() {
            "(" | "[" | "{" => at = behind(tuple, at),
            "," => {
                parts.push(&tuple[from..at]);
                at += 1;
                from = at;
            }
            _ => at += 1,
        }
    }
    parts.push(&tuple[from..end]);
    parts
}

/// An arm that takes whatever is left.
fn takes_all(pattern: &[Token]) -> bool {
    let [token] = pattern else {
        return false;
    };
    token
        .text
        .starts_with(|c: char| c == '_' || c.is_lowercase())
        && !["true", "false"].contains(&token.text.as_str())
}

/// The patterns of the arms of a `match` whose block begins at `open`.
fn arms(tokens: &[Token], open: usize) -> Vec<&[Token]> {
    let end = behind(tokens, open) - 1;
    let mut found = Vec::new();
    let mut at = open + 1;
    while at < end {
        let from = at;
        while at < end && tokens[at].text != "=>" {
            match tokens[at].text.as_str() {
                "(" | "[" | "{" => at = behind(tokens, at),
                _ => at += 1,
            }
        }
        found.push(&tokens[from..at]);
        at += 1;
        if tokens.get(at).is_some_and(|t| t.text == "{") {
            at = behind(tokens, at);
        } else {
            while at < end && tokens[at].text != "," {
                match tokens[at].text.as_str() {
                    "(" | "[" | "{" => at = behind(tokens, at),
                    _ => at += 1,
                }
            }
        }
        at += usize::from(tokens.get(at).is_some_and(|t| t.text == ","));
    }
    found
}

/// The lines of such arms in a file.
fn found_in(tokens: &[Token]) -> Vec<usize> {
    let own = own(tokens);
    let mut lines = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.text != "match" {
            continue;
        }
        let mut open = at + 1;
        while tokens.get(open).is_some_and(|t| t.text != "{") {
            match tokens[open].text.as_str() {
                "(" | "[" => open = behind(tokens, open),
                _ => open += 1,
            }
        }
        let arms = arms(tokens, open);
        if arms.iter().any(|pattern| asks(pattern, own[at])) {
            let wild = arms.iter().filter(|pattern| takes_all(pattern));
            lines.extend(wild.map(|pattern| pattern[0].line));
        }
    }
    lines
}

#[test]
fn every_screen_overlay_entity_and_change_is_answered_for() {
    let listed: BTreeMap<&str, usize> = STILL_THERE.iter().copied().collect();
    let mut wrong = Vec::new();
    let mut seen = BTreeMap::new();
    let tree = Tree::read();
    // What search calls a change is one of letters.
    let ours = tree.0.values().filter(|s| !s.path.starts_with("search/"));
    for source in ours {
        let lines = found_in(&source.tokens);
        let most = listed.get(source.path.as_str()).copied().unwrap_or(0);
        if lines.len() > most {
            wrong.push(format!(
                "{}: arms for whatever is left at {lines:?}",
                source.path
            ));
        }
        seen.insert(source.path.clone(), lines.len());
    }
    for (file, most) in STILL_THERE {
        let count = seen.get(*file).copied().unwrap_or(0);
        if count < *most {
            wrong.push(format!(
                "{file}: {count} are left, not {most}; correct the list"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
