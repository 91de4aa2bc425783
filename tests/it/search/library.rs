//! The patent library and its cache file.

use super::{READINGS, SYNONYMS};
use enishi::app::Msg;
use enishi::app::msg::HitRow;
use enishi::search::Context;
use enishi::search::Index;
use enishi::search::Kind;
use enishi::search::Record;
use enishi::search::Searcher;
use enishi::search::Synonyms;
use enishi::search::cache;
use enishi::search::cache::Source;
use enishi::search::library;
use enishi::search::reading::Readings;
use enishi::shell::Event;
use enishi::shell::finder::Ask;
use enishi::shell::finder::Finder;
use enishi::shell::library::Library;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::mpsc;

const LIST: &str =
    "特開2020-123456 内視鏡の曇り防止\n特許第6789012号 止血鉗子\nWO2018/098765 血液透析装置\n";

fn index(text: &str) -> Index {
    let documents = library::read(text.as_bytes()).unwrap().documents;
    let records = documents.iter().map(library::Document::record).collect();
    Index::build(records, &SYNONYMS, Some(&READINGS))
}

fn reopen(file: &Path, maker: &str) -> Option<Index> {
    cache::open(file, maker, &SYNONYMS, Some(&READINGS)).unwrap()
}

fn first<'a>(index: &'a Index, query: &str) -> Option<&'a str> {
    let found = Searcher::default().search(index, query, &Context::default(), &|| false)?;
    Some(index.record(found.hits.first()?.record)?.id)
}

#[test]
fn a_cache_answers_like_the_index_it_was_made_from() {
    let dir = tempfile::tempdir().unwrap();
    let list = dir.path().join("list.txt");
    let file = dir.path().join("library.cache");
    fs::write(&list, LIST).unwrap();
    assert!(reopen(&file, "r1").is_none(), "there is none yet");
    let made = index(LIST);
    let source = Source::of(&list).unwrap();
    cache::save(&file, &made, &[source], "r1").unwrap();
    let again = reopen(&file, "r1").unwrap();
    assert_eq!(again.len(), 3);
    for query in ["ないしきょう", "鉗子", "JP6789012B2", "touseki", "内視境"] {
        assert_eq!(first(&again, query), first(&made, query), "{query}");
        assert!(first(&again, query).is_some(), "{query}");
    }
    assert_eq!(cache::sources(&file)[0].path, list);
}

#[test]
fn a_large_library_opens_with_all_that_was_made_to_search_it_quickly() {
    let dir = tempfile::tempdir().unwrap();
    let list = dir.path().join("list.txt");
    let file = dir.path().join("library.cache");
    let things = [
        "内視鏡の曇り防止",
        "止血鉗子",
        "血液透析装置",
        "カテーテル",
        "吸引器",
    ];
    let lines = (0..9_000).zip(things.into_iter().cycle());
    let lines: Vec<String> = lines
        .map(|(i, thing)| {
            // A legal form that the last ones do not have.
            let form = if i < 200 { "株式会社" } else { "" };
            format!("特開2020-{i:06} {thing}{} {form}青葉光学", i % 77)
        })
        .collect();
    fs::write(&list, lines.join("\n")).unwrap();
    let made = index(&lines.join("\n"));
    let source = Source::of(&list).unwrap();
    cache::save(&file, &made, &[source], "r1").unwrap();
    let again = reopen(&file, "r1").unwrap();
    assert_eq!(again.bytes(), made.bytes());
    let find = |index: &Index, query: &str| {
        Searcher::default().search(index, query, &Context::default(), &|| false)
    };
    for query in [
        "n",
        "ka",
        "ないしきょう",
        "鉗子",
        "透析 76",
        "touseki",
        "内視境",
        "株式会社",
    ] {
        let found = find(&again, query).unwrap();
        assert_eq!(Some(&found), find(&made, query).as_ref(), "{query}");
        assert!(found.matched > 0, "{query}");
    }
}

#[test]
fn a_cache_of_other_sources_or_a_damaged_one_is_not_used() {
    let dir = tempfile::tempdir().unwrap();
    let list = dir.path().join("list.txt");
    let file = dir.path().join("library.cache");
    fs::write(&list, LIST).unwrap();
    let sources = [Source::of(&list).unwrap()];
    cache::save(&file, &index(LIST), &sources, "r1").unwrap();
    assert!(reopen(&file, "r2").is_none(), "made with other readings");

    // The same bytes written again are the same source.
    fs::write(&list, LIST).unwrap();
    assert!(reopen(&file, "r1").is_some());
    fs::write(&list, LIST.replace("止血", "把持")).unwrap();
    assert!(reopen(&file, "r1").is_none(), "the list has changed");
    fs::write(&list, LIST).unwrap();

    let whole = fs::read(&file).unwrap();
    for at in [3, 9, 14, 22, 40, whole.len() / 2, whole.len() - 1] {
        let mut broken = whole.clone();
        broken[at] ^= 0x10;
        fs::write(&file, &broken).unwrap();
        assert!(reopen(&file, "r1").is_none(), "byte {at}");
    }
    for len in [0, 7, 20, whole.len() / 2, whole.len() - 1] {
        fs::write(&file, &whole[..len]).unwrap();
        assert!(reopen(&file, "r1").is_none(), "cut at {len}");
    }
    fs::remove_file(&list).unwrap();
    fs::write(&file, &whole).unwrap();
    assert!(reopen(&file, "r1").is_some(), "what was read of it stays");
}

#[test]
fn a_library_pushes_nothing_of_the_meeting_out() {
    let lines: Vec<String> = (0..300)
        .map(|n| format!("特開2001-{n:06} 車椅子"))
        .collect();
    let meeting = Index::build(
        vec![Record {
            kind: Kind::Need,
            ..Record::line("車いすのブレーキのかけ忘れを減らしたい")
        }],
        &SYNONYMS,
        Some(&READINGS),
    );
    let both = index(&lines.join("\n")).with(&meeting);
    let context = Context {
        limit: 20,
        ..Context::default()
    };
    for query in ["kuruma isu", "くるまいす", "車"] {
        let found = Searcher::default()
            .search(&both, query, &context, &|| false)
            .unwrap();
        assert_eq!(found.hits.len(), 20, "{query}");
        let of_meeting = found.hits.iter().filter(|h| h.record == 300).count();
        assert_eq!(of_meeting, 1, "{query}");
    }
}

/// What the search thread says of queries, first without and then with a library: the kind and id of each line, and
/// whether that is all.
fn told(lines: &str, queries: &[&str]) -> Vec<(Vec<String>, bool)> {
    let dir = tempfile::tempdir().unwrap();
    let list = dir.path().join("list.txt");
    fs::write(&list, lines).unwrap();
    let library = Library::at(dir.path().join("library"));
    let readings = Readings::embedded();
    let made = library.make(&[list], &SYNONYMS, &readings);
    assert_eq!(made.unwrap().index.len(), lines.lines().count());

    let (to, events) = mpsc::channel();
    let mut answers = events.iter().map(|event| match event {
        Event::Msg(Msg::Found { answer, .. }) => {
            let line = |h: &HitRow| format!("{:?} {}", h.kind, h.id);
            (answer.hits.iter().map(line).collect(), answer.whole)
        }
        other => panic!("{other:?}"),
    });
    let lazily = || Arc::new(LazyLock::new(Box::new(Synonyms::embedded) as Box<_>));
    let finder = Finder::spawn(lazily(), readings.clone(), to.clone());
    finder.load(Arc::new(crate::app::desk::session("regional")));
    let mut told: Vec<(Vec<String>, bool)> = Vec::new();
    for (generation, query) in (1..).zip(queries) {
        finder.ask(Ask {
            generation,
            query: (*query).to_owned(),
            need: None,
            limit: 200,
        });
        told.extend(answers.next());
        if generation == 1 {
            let words = Arc::new(enishi::words::Words::new(enishi::words::Lang::Ja));
            finder.open_library(
                library.clone(),
                lazily(),
                readings.clone(),
                words,
                to.clone(),
            );
            told.extend(answers.next());
        }
        told.extend(answers.next());
    }
    told
}

#[test]
fn what_the_meeting_has_is_told_before_the_library_is_searched() {
    let library = "Library 特開2099-123456".to_owned();
    let told = told(
        "特開2099-123456 七夜月メディカルの架空の装置",
        &["七夜月"; 2],
    );
    let meeting = told[0].0.clone();
    assert!(
        !meeting.is_empty() && !meeting.contains(&library),
        "{meeting:?}"
    );
    let both: Vec<String> = meeting.iter().cloned().chain([library]).collect();
    let twice = [(meeting.clone(), false), (both, true)];
    assert_eq!(told[0], (meeting, true), "nothing else to search");
    assert_eq!([&told[1..3], &told[3..]], [&twice, &twice]);
}

#[test]
fn what_the_meeting_has_with_a_slip_stays_beside_what_a_library_has_as_typed() {
    // Enough lines as typed, and no slip is looked for in both together.
    let lines: Vec<String> = (0..9)
        .map(|n| format!("特開2099-00000{n} ななやずき用具"))
        .collect();
    let told = told(&lines.join("\n"), &["ななやずき"; 2]);
    let meeting = told[0].0.clone();
    assert!(!meeting.is_empty());
    for (lines, whole) in &told[3..] {
        assert!(meeting.iter().all(|line| lines.contains(line)), "{lines:?}");
        assert_eq!(lines.len(), meeting.len() + if *whole { 9 } else { 0 });
    }
}
