//! What holds for everything that is recorded. The laws go through the list of entities, so that whoever adds to it is
//! held to them; the only thing to add here is the file of payloads they ask for.
//!
//! `payloads/<entity>-<version>.jsonl` holds an example of every change in the bytes in which it is recorded, every field
//! filled in, and says which of its texts a purge leaves. A file of an earlier version stays as it is: it is what older
//! records hold.

use crate::store::{Place, at};
use enishi::domain::entity::{ALL, About, Change, Entity};
use enishi::store::{Draft, LogFilter, Sessions, SqliteStore, Store, chain};
use enishi::text::Clean;
use enishi::view::sentence;
use enishi::words::{Lang, Words};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// A text that is nowhere else.
const MARKER: &str = "秘密の言葉";

/// A line of a file of payloads.
#[derive(Debug, Deserialize)]
pub(crate) struct Example {
    pub(crate) entity: Entity,
    pub(crate) kind: String,
    /// The places of the texts that a purge leaves.
    kept: BTreeSet<String>,
    pub(crate) body: Value,
    /// The body as it stands in the file.
    #[serde(skip)]
    text: String,
}

impl Example {
    fn change(&self) -> Change {
        Change::read(&self.kind, self.body.clone())
            .unwrap_or_else(|body| panic!("{}: cannot be read: {body}", self.kind))
    }

    pub(crate) fn draft(&self) -> Draft {
        Draft {
            actor: "相沢".into(),
            scope: self.entity.session().cloned().unwrap_or_default(),
            changes: vec![(self.entity.clone(), self.change())],
            action: None,
        }
    }
}

fn examples_of(about: &About, version: u64) -> Vec<Example> {
    let name = format!("tests/it/domain/payloads/{}-{version}.jsonl", about.name);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{name}: {e}"));
    text.lines()
        .map(|line| {
            let mut example: Example =
                serde_json::from_str(line).unwrap_or_else(|e| panic!("{name}: {e}: {line}"));
            let (_, body) = line.split_once(r#""body":"#).expect("a body");
            body.strip_suffix('}')
                .expect("the body is last")
                .clone_into(&mut example.text);
            example
        })
        .collect()
}

/// The examples of today's version of everything.
pub(crate) fn examples() -> Vec<Example> {
    let all = ALL
        .iter()
        .flat_map(|about| examples_of(about, about.version));
    all.collect()
}

/// The places of all texts in a payload.
pub(crate) fn texts(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                texts(item, &format!("{at}/{n}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                texts(field, &format!("{at}/{name}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn has_gaps(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty() || items.iter().any(has_gaps),
        Value::Object(fields) => fields.values().any(has_gaps),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[test]
fn every_change_has_an_example_in_which_nothing_is_left_out() {
    for about in ALL {
        let examples = examples_of(about, about.version);
        let have: BTreeSet<&str> = examples.iter().map(|e| e.kind.as_str()).collect();
        let want: BTreeSet<&str> = about.kinds.iter().map(|kind| kind.name).collect();
        assert_eq!(have, want, "{}", about.name);
        assert!(
            about.kinds.iter().any(|kind| kind.creates),
            "nothing brings a {} into being",
            about.name
        );
        for example in examples {
            assert!(
                !has_gaps(&example.body),
                "{}: {}",
                example.kind,
                example.text
            );
        }
    }
}

#[test]
fn every_change_is_recorded_in_the_bytes_of_its_version() {
    for example in examples() {
        let change = example.change();
        assert_eq!(chain::body_text(&change).unwrap(), example.text);
        assert_eq!(change.kind(), example.kind);
        let written = serde_json::to_string(&change).unwrap();
        assert_eq!(serde_json::from_str::<Change>(&written).unwrap(), change);
    }
}

/// The log of a need, an organisation or a person leaves out what cannot name one.
#[test]
fn what_a_change_says_of_its_subject_is_known_of_its_kind_of_thing() {
    for example in examples() {
        let (change, entity) = (example.change(), example.entity.clone());
        let (said, own, may) = (change.subject(&entity), entity.subject(), entity.sayable());
        let parts = [
            (said.need, own.need, may.need),
            (said.org, own.org, may.org),
            (said.person, own.person, may.person),
        ];
        for (said, own, may) in parts {
            assert!(said == own || may, "{} says {said:?}", example.kind);
        }
    }
}

#[test]
fn payloads_of_every_version_are_still_read() {
    for about in ALL {
        for version in 1..=about.version {
            for example in examples_of(about, version) {
                let kinds = about.kinds.iter();
                assert!(
                    kinds
                        .map(|k| k.name)
                        .any(|name| name == example.change().kind())
                );
            }
        }
    }
}

#[test]
fn every_change_is_folded_and_undone_if_it_says_so() {
    let me = Clean::line("相沢");
    for example in examples() {
        let place = Place::new();
        let mut store = SqliteStore::open(&place.db()).unwrap();
        let change = example.change();
        let kind = example.kind.as_str();
        // Something has to be there before it can change.
        let about = ALL
            .iter()
            .find(|about| about.kinds.iter().any(|k| k.name == kind));
        let about = about.expect("in the list");
        if !change.creates() {
            let first = examples_of(about, about.version)
                .into_iter()
                .find(|e| e.change().creates());
            let first = first.expect("an example that creates");
            let draft = Draft {
                changes: vec![(example.entity.clone(), first.change())],
                ..first.draft()
            };
            store.commit(&draft, at(0)).unwrap();
        }
        let before = store.book(&Sessions::All).unwrap();
        store.commit(&example.draft(), at(1)).unwrap();
        let after = store.book(&Sessions::All).unwrap();
        assert_ne!(before, after, "{kind} changes nothing");
        assert!(after.row(&example.entity).is_some(), "{kind}");
        assert_eq!(store.verify().unwrap().faults, [], "{kind}");
        let mut stepped = before.clone();
        let log = store.log(&LogFilter::default()).unwrap();
        stepped.apply(&log.last().unwrap().op);
        assert_eq!(stepped, after, "{kind}: a step is a fold");
        let undone = store.undo(&me, at(2)).unwrap();
        if change.is_undoable() {
            assert_eq!(store.book(&Sessions::All).unwrap(), before, "{kind}");
            store.redo(&me, at(3)).unwrap().expect("a redo");
            assert_eq!(store.book(&Sessions::All).unwrap(), after, "{kind}");
        } else {
            assert!(undone.is_none() || before == store.book(&Sessions::All).unwrap());
        }
    }
}

#[test]
fn a_purge_leaves_the_texts_that_are_said_to_stay_and_no_others() {
    for example in examples() {
        let mut places = Vec::new();
        texts(&example.body, "", &mut places);
        let mut left = BTreeSet::new();
        for place in places {
            let mut body = example.body.clone();
            *body.pointer_mut(&place).unwrap() = MARKER.into();
            // What is no free text, such as a day or a word of a closed list, takes no marker.
            let Ok(change) = Change::read(&example.kind, body) else {
                continue;
            };
            let less = change.purged();
            assert_eq!(less.kind(), example.kind, "it stays what it was");
            assert_eq!(less.purged(), less, "there is nothing more to forget");
            if less.body().unwrap().to_string().contains(MARKER) {
                left.insert(place);
            }
        }
        assert_eq!(left, example.kept, "{}", example.kind);
    }
}

#[test]
fn a_purged_record_folds_and_verifies_and_holds_no_more_than_it_says() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    for (n, example) in (0..).zip(examples()) {
        store.commit(&example.draft(), at(n)).unwrap();
    }
    let before = store.book(&Sessions::All).unwrap();
    let sessions: BTreeSet<Clean> = (examples().iter())
        .filter_map(|e| e.entity.session().cloned())
        .collect();
    for session in &sessions {
        let by = (&Clean::line("相沢"), &Clean::line("期限"));
        store.purge(session, by, at(500)).unwrap();
    }
    assert_eq!(store.verify().unwrap().faults, []);
    for example in examples() {
        let had = before.row(&example.entity).is_some();
        let has = store.book(&Sessions::All).unwrap().row(&example.entity);
        assert_eq!(has.is_some(), had, "{}: counts stay", example.kind);
    }
    for entry in store.log(&LogFilter::default()).unwrap() {
        let change = entry.op.change;
        assert_eq!(change.purged(), change, "{}", change.kind());
    }
}

#[test]
fn every_change_is_told_in_both_languages() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    for (n, example) in (0..).zip(examples()) {
        store.commit(&example.draft(), at(n)).unwrap();
    }
    let book = store.book(&Sessions::All).unwrap();
    let (ja, en) = (Words::new(Lang::Ja), Words::new(Lang::En));
    for entry in store.log(&LogFilter::default()).unwrap() {
        let op = &entry.op;
        let kind = op.change.kind();
        let told = [
            sentence::short(&ja, &book, op),
            sentence::short(&en, &book, op),
            sentence::full(&ja, &book, op).to_string(),
            sentence::full(&en, &book, op).to_string(),
        ];
        for text in &told {
            assert!(!text.is_empty(), "{kind}");
            assert!(
                !text.contains(kind),
                "{kind} is a name for programs: {text}"
            );
            assert!(!text.contains("No localization"), "{kind}: {text}");
        }
        assert_ne!(told[0], told[1], "{kind}");
        assert_ne!(told[2], told[3], "{kind}");
    }
}

#[test]
fn every_change_is_exported_and_imported() {
    let (here, there) = (Place::new(), Place::new());
    let mut store = SqliteStore::open(&here.db()).unwrap();
    for (n, example) in (0..).zip(examples()) {
        store.commit(&example.draft(), at(n)).unwrap();
    }
    let mut text = Vec::new();
    store.export_ops(&mut text).unwrap();
    let mut other = SqliteStore::open(&there.db()).unwrap();
    other.import_ops(&mut text.as_slice()).unwrap();
    let book = store.book(&Sessions::All).unwrap();
    assert_eq!(other.book(&Sessions::All).unwrap(), book);
    let log = |store: &SqliteStore| -> Vec<Change> {
        let log = store.log(&LogFilter::default()).unwrap();
        log.into_iter().map(|entry| entry.op.change).collect()
    };
    assert_eq!(log(&other), log(&store));
    // Every entity is found by the session it belongs to.
    for example in examples() {
        let session = example.entity.session().cloned().unwrap();
        let one = store.book(&Sessions::One(session)).unwrap();
        assert_eq!(one.row(&example.entity), book.row(&example.entity));
    }
}

#[test]
fn names_of_changes_and_of_entities_are_used_once() {
    let kinds: Vec<&str> = ALL.iter().flat_map(|a| a.kinds).map(|k| k.name).collect();
    let once: BTreeSet<&str> = kinds.iter().copied().collect();
    assert_eq!(once.len(), kinds.len(), "{kinds:?}");
    for about in ALL {
        for example in examples_of(about, about.version) {
            let text = example.entity.to_string();
            assert!(text.starts_with(&format!("{}:", about.name)), "{text}");
            assert_eq!(text.parse::<Entity>(), Ok(example.entity));
        }
    }
}

/// The changes that state nothing of which two people could say different things: what a file says or what corrects it (the
/// last one holds), the catalogue, and where the meeting is.
const UNSTATED: &[&str] = &[
    "session-loaded",
    "session-read",
    "session-added",
    "session-corrected",
    "need-read",
    "need-withdrawn",
    "need-corrected",
    "organisation-read",
    "organisation-withdrawn",
    "organisation-corrected",
    "attendee-read",
    "attendee-withdrawn",
    "attendee-corrected",
    "patent-read",
    "patent-withdrawn",
    "patent-corrected",
    "need-added",
    "organisation-added",
    "attendee-added",
    "patent-added",
    "need-opened",
    "need-set-aside",
    "need-joined",
    "task-opened",
    "task-moved",
    "letter-written",
];

#[test]
fn every_change_says_what_it_states() {
    for example in examples() {
        let stated = example.change().states();
        let kind = example.kind.as_str();
        assert_eq!(stated.is_empty(), UNSTATED.contains(&kind), "{kind}");
        let fields: BTreeSet<_> = stated.iter().map(|s| s.field).collect();
        assert_eq!(fields.len(), stated.len(), "{kind} states a field twice");
    }
}

#[test]
fn what_two_laptops_state_is_listed_for_every_change_and_ends_when_it_is_stated_again() {
    for about in ALL {
        let all = examples_of(about, about.version);
        let first = all.iter().find(|e| e.change().creates()).expect("creates");
        for example in all.iter().filter(|e| !e.change().states().is_empty()) {
            let (here, there) = (Place::new(), Place::new());
            let mut a = SqliteStore::open(&here.db()).unwrap();
            let mut b = SqliteStore::open(&there.db()).unwrap();
            let on = |change: Change| Draft {
                changes: vec![(example.entity.clone(), change)],
                ..example.draft()
            };
            a.commit(&on(first.change()), at(0)).unwrap();
            a.commit(&on(example.change()), at(1)).unwrap();
            let mut other = example.change();
            let mut body = example.body.clone();
            differ(&mut body);
            if let Ok(change) = Change::read(&example.kind, body) {
                other = change;
            }
            b.commit(&on(other.clone()), at(2)).unwrap();
            let mut bytes = Vec::new();
            a.export_ops(&mut bytes).unwrap();
            b.import_ops(&mut bytes.as_slice()).unwrap();
            let book = b.book(&Sessions::All).unwrap();
            let differs = other.states() != example.change().states();
            let is_listed = !book.conflicts_of(&example.entity).is_empty();
            assert_eq!(is_listed, differs, "{}", example.kind);
            assert!(differs, "{}: no other value was found", example.kind);
            b.commit(&on(example.change()), at(3)).unwrap();
            let book = b.book(&Sessions::All).unwrap();
            let left = book.conflicts_of(&example.entity);
            let stated = example.change().states();
            assert!(
                left.iter()
                    .all(|c| stated.iter().all(|s| s.field != c.field)),
                "{}",
                example.kind
            );
        }
    }
}

/// Changes what a payload states to another value of the same form.
fn differ(body: &mut Value) {
    let others = [
        ("level", "要相談"),
        ("note", "別のメモ"),
        ("text", "別の言葉"),
        ("reason", "別の理由"),
        ("due_on", "2099-12-01"),
        ("relation", "背景"),
        ("presence", "欠席"),
        ("comment", "別のコメント"),
        ("outcome", "連携可能"),
        ("name", "別の担当"),
        ("value", "別の値"),
        ("org", "betsu"),
    ];
    for (key, other) in others {
        if let Some(value) = body.get_mut(key) {
            *value = other.into();
        }
    }
    for (place, other) in [
        ("/detail/counterpart/name", "別の相手"),
        ("/detail/document/title", "別の文書"),
        ("/detail/submitted/on", "2099-12-01"),
        ("/detail/signed/on", "2099-12-01"),
        ("/detail/expires/on", "2099-12-01"),
        ("/detail/repeats/months/0", "1"),
    ] {
        if let Some(value) = body.pointer_mut(place) {
            *value = if value.is_number() {
                1.into()
            } else {
                other.into()
            };
        }
    }
    if let Some(table) = body.pointer_mut("/seat/table") {
        *table = "別の卓".into();
    }
    if let Some(fixed) = body.get_mut("fixed") {
        *fixed = (*fixed != Value::Bool(true)).into();
    }
    if let Some(done) = body.get_mut("done") {
        *done = (*done != Value::Bool(true)).into();
    }
    // The reason belongs to the state of a pairing; a task is done or not, whatever the reason.
    let is_done = body.get("status") == Some(&"完了".into());
    if (body.get("reason").is_none() || is_done)
        && let Some(status) = body.get_mut("status")
    {
        *status = if *status == "完了" {
            "不要"
        } else {
            "完了"
        }
        .into();
    }
}

#[test]
fn a_session_whose_making_was_taken_back_is_told_by_its_title() {
    let nothing = enishi::domain::book::Book::default();
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    let added = examples().into_iter().find(|e| e.kind == "session-added");
    let added = added.unwrap();
    store.commit(&added.draft(), at(0)).unwrap();
    let log = store.log(&LogFilter::default()).unwrap();
    let book = store.book(&Sessions::All).unwrap();
    let title = book.sessions.values().next().unwrap().title.clone();
    for lang in [Lang::Ja, Lang::En] {
        let told = sentence::full(&Words::new(lang), &nothing, &log[0].op);
        assert!(!title.is_empty() && told.contains(title.as_str()), "{told}");
    }
}
