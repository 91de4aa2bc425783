//! What a store promises: whatever is done to it, the file answers as the list of ops in memory does.

use super::{Place, apply, at, pair, pairing_id, step};
use enishi::domain::book::Book;
use enishi::domain::entity::Entity;
use enishi::store::{LogFilter, MemoryStore, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use proptest::prelude::*;

fn log(store: &dyn Store, filter: &LogFilter) -> Vec<(String, String, u64, u64, bool)> {
    let entries = store.log(filter).unwrap();
    let line = |e: enishi::store::LogEntry| {
        let entity = match &e.op.entity {
            Entity::Action(_) => "action".to_owned(),
            other => other.to_string(),
        };
        (
            e.op.change.kind().to_owned(),
            entity,
            e.op.stamp.hlc.0,
            e.op.stamp.seq,
            e.undone,
        )
    };
    entries.into_iter().map(line).collect()
}

#[test]
fn two_programs_on_one_file_see_each_other() {
    let place = Place::new();
    let mut here = SqliteStore::open(&place.db()).unwrap();
    let mut there = SqliteStore::open(&place.db()).unwrap();
    assert_eq!(here.device(), there.device());
    let start = here.head().unwrap();
    there
        .commit(&pair("馬場", "s", "N-1", "o1"), at(0))
        .unwrap();
    here.commit(&pair("相沢", "s", "N-1", "o2"), at(-9))
        .unwrap();
    let news = here.changes_since(start).unwrap();
    assert_eq!(news.ops.len(), 2);
    assert_eq!(news.rows.len(), 2);
    // Each takes back their own, although the other was later.
    let undone = there.undo(&"馬場".into(), at(1)).unwrap().unwrap();
    assert_eq!(
        undone.rows[0].0,
        Entity::Pairing(pairing_id("s", "N-1", "o1"))
    );
    assert_eq!(here.book(&Sessions::All).unwrap().pairings.len(), 1);
}

#[test]
fn small_things_are_kept_beside_the_record() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.set_note("draft", Some("書きかけ")).unwrap();
    drop(store);
    let mut store = SqliteStore::open(&place.db()).unwrap();
    assert_eq!(store.note("draft").unwrap().as_deref(), Some("書きかけ"));
    store.set_note("draft", None).unwrap();
    assert_eq!(store.note("draft").unwrap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_file_answers_as_the_model_does(steps in prop::collection::vec((step(), -50..100_i64), 1..25)) {
        let place = Place::new();
        let mut file = SqliteStore::open(&place.db()).unwrap();
        let mut model = MemoryStore::new(file.device());
        let mut book = Book::default();
        let (mut clock, mut cursor) = (0, file.head().unwrap());
        for (step, wait) in &steps {
            clock += wait;
            let mine = apply(&mut file, step, at(clock));
            let theirs = apply(&mut model, step, at(clock));
            prop_assert_eq!(mine.as_ref().map(|s| &s.rows), theirs.as_ref().map(|s| &s.rows));
            let changes = file.changes_since(cursor).unwrap();
            cursor = changes.cursor;
            for (entity, row) in changes.rows {
                book.set(&entity, row);
            }
        }
        let newest = LogFilter { limit: Some(4), need: Some("N-1".into()), ..LogFilter::default() };
        let kind = LogFilter { kind: Some("pairing-recorded".to_owned()), ..LogFilter::default() };
        let all = file.log(&LogFilter::default()).unwrap();
        if let Some(entity) = all.last().map(|e| e.op.entity.clone()) {
            let own = all.into_iter().filter(|e| e.op.entity == entity);
            prop_assert_eq!(file.log_of(&entity).unwrap(), own.collect::<Vec<_>>());
        }
        for filter in [LogFilter::default(), newest, kind] {
            prop_assert_eq!(log(&file, &filter), log(&model, &filter));
        }
        prop_assert_eq!(file.verify().unwrap().faults, vec![]);
        let whole = file.book(&Sessions::All).unwrap();
        prop_assert_eq!(&whole, &model.book(&Sessions::All).unwrap());
        prop_assert_eq!(&whole, &book);
        let one = Sessions::One("s1".into());
        prop_assert_eq!(file.book(&one).unwrap(), model.book(&one).unwrap());
        let then = at(clock / 2);
        prop_assert_eq!(file.book_at(&Sessions::All, then).unwrap(), model.book_at(&Sessions::All, then).unwrap());
        prop_assert_eq!(file.recent_sessions().unwrap(), model.recent_sessions().unwrap());
        file.rebuild().unwrap();
        prop_assert_eq!(&whole, &file.book(&Sessions::All).unwrap());
        drop(file);
        let mut again = SqliteStore::open(&place.db()).unwrap();
        prop_assert_eq!(&whole, &again.book(&Sessions::All).unwrap());
        let who = Clean::line("相沢");
        let mine = again.undo(&who, at(clock)).unwrap().map(|s| s.rows);
        prop_assert_eq!(mine, model.undo(&who, at(clock)).unwrap().map(|s| s.rows));
    }
}
