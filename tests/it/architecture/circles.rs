//! Nothing in `src` needs what needs it in turn: no two files, and no two rooms of one folder (a file with its folder).

use super::source::{Module, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// Where circles are still to be opened. A place without any is taken off.
const STILL_OPEN: &[&str] = &[
    // Has a plan of its own.
    "search",
];

type Graph = BTreeMap<String, BTreeSet<String>>;

fn reached<'a>(graph: &'a Graph, from: &'a str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for next in graph.get(at).into_iter().flatten() {
            if seen.insert(next.as_str()) {
                open.push(next);
            }
        }
    }
    seen
}

/// Every set of more than one that reach each other.
fn circles(graph: &Graph) -> BTreeSet<Vec<&str>> {
    let all: BTreeMap<&str, BTreeSet<&str>> = graph
        .keys()
        .map(|name| (name.as_str(), reached(graph, name)))
        .collect();
    let mut found = BTreeSet::new();
    for (name, reaches) in &all {
        let tied: Vec<&str> = reaches
            .iter()
            .filter(|other| all.get(*other).is_some_and(|back| back.contains(name)))
            .copied()
            .collect();
        if tied.len() > 1 {
            found.insert(tied);
        }
    }
    found
}

/// The room of a folder in which a module lies; the file beside the folder is one, too.
fn room(folder: &Module, module: &Module) -> Option<String> {
    let inside = module.strip_prefix(folder.as_slice())?;
    Some(inside.first().map_or("(itself)".to_owned(), String::clone))
}

#[test]
fn nothing_needs_what_needs_it() {
    let tree = Tree::read();
    let needed: BTreeMap<Module, BTreeSet<Module>> =
        (tree.0.keys().filter(|module| !module.is_empty()))
            .map(|module| (module.clone(), tree.needed(module)))
            .collect();
    let name = |module: &Module| tree.0[module].path.clone();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut graph = Graph::new();
    for (module, others) in &needed {
        graph.insert(name(module), others.iter().map(name).collect());
    }
    for circle in circles(&graph) {
        let ties: Vec<String> = circle
            .iter()
            .flat_map(|from| graph[*from].iter().map(move |to| (from, to)))
            .filter(|(_, to)| circle.contains(&to.as_str()))
            .map(|(from, to)| format!("{from} -> {to}"))
            .collect();
        let mut place = circle[0].trim_end_matches(".rs").to_owned();
        while !circle.iter().all(|file| file.starts_with(&place)) {
            place.truncate(place.rfind('/').unwrap_or(0));
        }
        found.entry(place).or_default().insert(ties.join("\n    "));
    }
    let folders: BTreeSet<Module> = (needed.keys())
        .flat_map(|module| (0..module.len()).map(|n| module[..n].to_vec()))
        .collect();
    for folder in &folders {
        let mut graph = Graph::new();
        for (module, others) in &needed {
            let Some(from) = room(folder, module) else {
                continue;
            };
            let rooms = others.iter().filter_map(|other| room(folder, other));
            let rooms: BTreeSet<String> = rooms.filter(|to| *to != from).collect();
            graph.entry(from).or_default().extend(rooms);
        }
        for circle in circles(&graph) {
            let told = format!("rooms: {}", circle.join(", "));
            found.entry(folder.join("/")).or_default().insert(told);
        }
    }
    let is_open = |place: &str, listed: &str| {
        place == listed
            || place
                .strip_prefix(listed)
                .is_some_and(|rest| rest.starts_with('/'))
    };
    let mut wrong = Vec::new();
    for (place, circles) in &found {
        if !STILL_OPEN.iter().any(|listed| is_open(place, listed)) {
            wrong.extend(
                circles
                    .iter()
                    .map(|circle| format!("{place}:\n    {circle}")),
            );
        }
    }
    for listed in STILL_OPEN {
        if !found.keys().any(|place| is_open(place, listed)) {
            wrong.push(format!("{listed}: no circle is left, take it off the list"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
