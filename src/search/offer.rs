//! Names of scopes offered while a query is typed: 会社 may become 会社:, and a colon alone asks for all of them.

use super::record::Scope;
use crate::text::fold;
use crate::text::script;
use std::sync::LazyLock;

/// All names, folded and as they stand, in the order of the scopes.
static NAMES: LazyLock<Vec<(String, &'static str, Scope)>> = LazyLock::new(|| {
    let all = Scope::all().flat_map(|scope| scope.names().iter().map(move |name| (name, scope)));
    all.map(|(name, scope)| (fold::key(name), *name, scope))
        .collect()
});

/// The end of a query line as far as it may become the name of a scope.
struct Begun<'a> {
    /// What stands before it, its minus included.
    before: &'a str,
    /// The name so far.
    name: &'a str,
    /// A colon was typed: a name is asked for, not a word.
    asked: bool,
}

fn begun(line: &str) -> Option<Begun<'_>> {
    let at = line.rfind(char::is_whitespace).map_or(0, |at| {
        at + line
            .get(at..)
            .and_then(|l| l.chars().next())
            .map_or(1, char::len_utf8)
    });
    let sign = line.get(at..)?.starts_with(['-', '－', '−']);
    let at = at
        + if sign {
            line.get(at..)?.chars().next().map_or(0, char::len_utf8)
        } else {
            0
        };
    let (before, term) = line.split_at_checked(at)?;
    let inner = term.strip_prefix([':', '：']).unwrap_or(term);
    let name = inner.strip_suffix([':', '：']).unwrap_or(inner);
    let asked = name.len() < term.len();
    // A whole name with its colon is a scope already; a name with a colon inside has its term.
    let done =
        name.contains([':', '：']) || (name.len() < inner.len() && Scope::named(name).is_some());
    let quoted = line.matches(['"', '＂', '“', '”']).count() % 2 == 1;
    (!done && !quoted).then_some(Begun {
        before,
        name,
        asked,
    })
}

/// The names that the end of the line may become, one for each scope: in Latin letters for what is typed in them.
///
/// Nothing for a single letter or kana, which is what every word begins with, unless a colon asks for it.
pub fn offers(line: &str) -> Vec<&'static str> {
    let Some(begun) = begun(line) else {
        return Vec::new();
    };
    let key = fold::key(begun.name);
    let long = key.chars().nth(1).is_some() || key.chars().any(script::is_kanji);
    if !begun.asked && !long {
        return Vec::new();
    }
    let mut found: Vec<(Scope, &'static str)> = Vec::new();
    for (folded, name, scope) in NAMES.iter() {
        if folded.starts_with(&key) && found.iter().all(|f| f.0 != *scope) {
            // Kana stand for the usual name of their scope.
            let shown = if name.is_ascii() && !key.is_empty() {
                name
            } else {
                scope.names().first().unwrap_or(name)
            };
            found.push((*scope, shown));
        }
    }
    found.into_iter().map(|f| f.1).collect()
}

/// True if the end of the line asks for a name with a colon.
pub fn is_asked(line: &str) -> bool {
    begun(line).is_some_and(|b| b.asked)
}

/// The line with the first offered name and its colon; none if nothing is offered.
pub fn accept(line: &str) -> Option<String> {
    let name = offers(line).into_iter().next()?;
    let begun = begun(line)?;
    Some(format!("{}{name}:", begun.before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_of_a_name_becomes_the_name() {
        for (typed, line) in [
            ("会", "会社:"),
            ("会社", "会社:"),
            ("comp", "company:"),
            ("ＣＯＭＰ", "company:"),
            ("とっ", "特許:"),
            ("曇り 技", "曇り 技術:"),
            ("曇り　-技", "曇り　-技術:"),
            (":会", "会社:"),
            ("会:", "会社:"),
            (":", "番号:"),
            ("曇り :", "曇り 番号:"),
            ("：ｔｅｃ", "tech:"),
        ] {
            assert_eq!(accept(typed).as_deref(), Some(line), "{typed}");
        }
        assert_eq!(offers(":").len(), Scope::all().count());
    }

    #[test]
    fn nothing_is_offered_to_a_word_or_a_finished_scope() {
        for typed in [
            "",
            "c",
            "か",
            "会社:",
            "会社:青",
            "x:ray",
            "鉗子",
            "\"会",
            "内視鏡 ",
            "12",
        ] {
            assert_eq!(accept(typed), None, "{typed}");
        }
    }
}
