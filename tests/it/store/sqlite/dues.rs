//! A day that was counted while the clock was wrong is known as such until somebody states one.

use crate::store::{Place, at, load, session};
use enishi::domain::code::OwnerSide;
use enishi::domain::entity::task::{TaskBody, TaskChange, TaskId};
use enishi::domain::entity::{Change, Entity};
use enishi::store::{Draft, Options, SqliteStore, Store};
use jiff::Timestamp;
use jiff::civil::date;

const YEAR: i64 = 365 * 86_400;

fn task(code: &str) -> TaskId {
    TaskId {
        session: "s".into(),
        need: "N-1".into(),
        org: "o1".into(),
        template: code.into(),
    }
}

fn record(store: &mut SqliteStore, code: &str, change: TaskChange, now: Timestamp) {
    let draft = Draft {
        actor: "相沢".into(),
        scope: "s".into(),
        changes: vec![(Entity::Task(task(code)), Change::Task(change))],
        action: None,
    };
    store.commit(&draft, now).unwrap();
}

fn opened() -> TaskChange {
    TaskChange::Opened(Box::new(TaskBody {
        title_ja: "御礼".into(),
        title_en: "Thanks".into(),
        owner_side: OwnerSide::Support,
        due_on: date(2099, 1, 5),
        depends_on: Vec::new(),
        own: false,
    }))
}

#[test]
fn only_days_that_were_counted_under_a_wrong_clock_are_doubtful() {
    for (clock, what) in [(YEAR, "ahead"), (-YEAR, "behind")] {
        let place = Place::new();
        let mut store = SqliteStore::open(&place.db()).unwrap();
        store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
        for n in 0..6 {
            record(&mut store, &format!("A1{n}"), opened(), at(10 + n));
        }
        record(&mut store, "A2", opened(), at(clock));
        record(&mut store, "A3", opened(), at(clock + 1));
        record(&mut store, "A4", opened(), at(clock + 2));
        let stated = TaskChange::Due {
            due_on: date(2099, 2, 1),
        };
        record(&mut store, "A4", stated.clone(), at(clock + 3));
        record(&mut store, "A5", opened(), at(86_400));
        drop(store);
        let now = at(86_500);
        let options = Options {
            now: Some(now),
            ..Options::new(&place.db())
        };
        let mut store = SqliteStore::open_with(&options).unwrap().store;
        let found = |store: &SqliteStore| -> Vec<TaskId> {
            let found = store.doubtful_dues(now).unwrap();
            found.into_iter().collect()
        };
        assert_eq!(found(&store), [task("A2"), task("A3")], "{what}");
        // One is stated, and one moves with a clock that is right.
        record(&mut store, "A2", stated, now);
        let due_on = date(2099, 2, 3);
        record(&mut store, "A3", TaskChange::Moved { due_on }, now);
        assert_eq!(found(&store), [], "{what}");
        // Taken back, the day of before is there again.
        store.undo(&"相沢".into(), now).unwrap();
        assert_eq!(found(&store), [task("A3")], "{what}");
    }
}
