//! The lines of help and palette: every action by its name in both languages, with its keys.

use super::core::keys::Bindings;
use crate::action::Action;
use crate::action::Group;
use crate::text::fold;
use crate::words::Lang;
use crate::words::Words;
use std::sync::LazyLock;

/// A line of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// Heading.
    Group(Group),
    /// An action and its keys.
    Action(Action),
}

/// The texts of both languages, made once: names are looked up while keys are typed.
static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| [Words::new(Lang::Ja), Words::new(Lang::En)]);

/// The texts of a language.
pub fn words(lang: Lang) -> &'static Words {
    let [ja, en] = &*WORDS;
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// Folded names of all actions: whoever works in English still finds 取り消し.
static NAMES: LazyLock<Vec<(Action, String)>> = LazyLock::new(|| {
    let name = |a: Action| {
        let names = WORDS.iter().map(|w| fold::key(&action_name(w, a)));
        names
            .chain([fold::key(a.name())])
            .collect::<Vec<_>>()
            .join(" ")
    };
    Action::ALL.iter().map(|a| (*a, name(*a))).collect()
});

/// The name of an action.
pub fn action_name(words: &Words, action: Action) -> String {
    words.text(&format!("action-{}", action.name()))
}

/// The name of an action where room is short.
pub fn hint_name(words: &Words, action: Action) -> String {
    let short = format!("hint-{}", action.name());
    if words.has(&short) {
        words.text(&short)
    } else {
        action_name(words, action)
    }
}

/// How well folded terms fit an action, 0 best; `None` if one does not fit at all.
pub fn rank(action: Action, terms: &[String]) -> Option<usize> {
    let (_, name) = NAMES.iter().find(|(a, _)| *a == action)?;
    terms.iter().map(|term| fits(name, term)).sum()
}

fn fits(name: &str, term: &str) -> Option<usize> {
    if name.split(' ').any(|part| part.starts_with(term)) {
        return Some(0);
    }
    if name.contains(term) {
        return Some(1);
    }
    // Scattered letters, in order, within one of the names.
    let scattered = |part: &str| {
        let mut rest = part.chars();
        term.chars().all(|c| rest.any(|r| r == c))
    };
    name.split(' ').any(scattered).then_some(2)
}

/// The lines of the help that have all words of `filter` in name or key; the group of the screen comes first.
pub fn lines(keys: &Bindings, here: Group, filter: &str) -> Vec<HelpLine> {
    let terms: Vec<String> = filter.split_whitespace().map(fold::key).collect();
    let fits = |action: Action| {
        let keys: Vec<String> = (keys.chords(action).iter())
            .map(|c| fold::key(&c.to_string()))
            .collect();
        terms.iter().all(|term| {
            rank(action, std::slice::from_ref(term)).is_some_and(|r| r < 2)
                || keys.iter().any(|k| k == term)
        })
    };
    let mut groups = Group::ALL.to_vec();
    groups.sort_by_key(|group| *group != here);
    let mut lines = Vec::new();
    for group in groups {
        let mut of = Action::ALL
            .iter()
            .filter(|a| a.group() == group && fits(**a))
            .peekable();
        if of.peek().is_some() {
            lines.push(HelpLine::Group(group));
            lines.extend(of.map(|a| HelpLine::Action(*a)));
        }
    }
    lines
}
