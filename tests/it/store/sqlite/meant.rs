//! What the numbers of an op mean stays with it, whatever somebody erases of it.

use super::admission::{exported, import, noted, refused, seal, stranger};
use crate::store::Place;
use enishi::domain::entity::Change;
use enishi::store::chain::Sealed;
use enishi::store::sqlite::admission::Why;
use enishi::store::{LogFilter, SqliteStore, Store as _};
use serde_json::{Value, json};
use uuid::Uuid;

#[test]
fn an_erasure_does_not_take_out_what_the_numbers_of_an_op_mean() {
    let (here, there) = (Place::new(), Place::new());
    let (mut store, sound) = noted(&here);
    let (kind, mean) = ("pairing-recorded", json!({"attendee:001": "abcd"}));
    let body = json!({"person": "001", "level": "関心", "means": mean});
    let theirs = stranger(&sound, &sound.entity, kind, &body);
    let erase = |instead: &Value| {
        let erased = json!({"device": theirs.device, "scope": "s", "seq": 1, "instead": instead});
        let body = json!({"ops": [erased], "reason": "x"});
        let mut op = stranger(&sound, "session:s", "content-erased", &body);
        op.device = Uuid::from_u128(5);
        op.id = Uuid::from_u128(4);
        op.action = Uuid::from_u128(3);
        let mut ops = [op];
        seal(&mut ops);
        ops
    };
    let forged = erase(&json!({"person": "001", "level": "関心"}));
    // Before the op is there nobody can tell; once it comes, it is about nothing.
    let mut other = SqliteStore::open(&there.db()).unwrap();
    import(&mut other, &forged).unwrap();
    import(&mut other, std::slice::from_ref(&theirs)).unwrap();
    import(&mut store, std::slice::from_ref(&theirs)).unwrap();
    assert_eq!(refused(&mut store, &forged), Why::SaysElse);
    let is_blank = |store: &SqliteStore| {
        let log = store.log(&LogFilter::default()).unwrap();
        let own = log.iter().find(|e| e.op.stamp.device == theirs.device);
        matches!(own.unwrap().op.change, Change::Unknown { .. })
    };
    assert!(is_blank(&other) && !is_blank(&store));
    let all = exported(&other);
    let corrections: Vec<Sealed> = (all.into_iter())
        .filter(|op| op.device != forged[0].device)
        .collect();
    import(&mut store, &corrections).unwrap();
    assert!(is_blank(&store), "and so at all laptops");
    let honest = erase(&json!({"person": null, "level": "関心", "means": mean}));
    assert_eq!(import(&mut store, &honest).unwrap().refused, []);
}
