//! The order of the presentations, changed by hand.

use super::{commit, file, kai, kept, read};
use crate::store::at;
use enishi::domain::roster::Need;
use enishi::domain::rule::programme::{self, Where};
use enishi::domain::rule::reception::Company;
use enishi::store::{MemoryStore, Store};
use enishi::text::Clean;
use uuid::Uuid;

#[test]
fn the_order_is_changed_by_hand_and_stays_when_the_file_is_read_again() {
    let mut store = MemoryStore::new(Uuid::from_u128(1));
    read(&mut store, &file(), 0);
    let order = |store: &MemoryStore| -> Vec<String> {
        let book = kept(store);
        let needs = book.sessions[&kai()].needs.iter();
        needs.map(|n| n.no.to_string()).collect()
    };
    let put = |store: &mut MemoryStore, no: &str, to: Where<'_>, now| {
        let book = kept(store);
        let made = programme::move_need(&book, &book.sessions[&kai()], &no.into(), to);
        commit(store, made.unwrap(), now);
    };
    put(&mut store, "N-03", Where::First, 1);
    assert_eq!(order(&store), ["N-03", "N-01", "N-02"]);
    read(&mut store, &file(), 2);
    assert_eq!(order(&store), ["N-03", "N-01", "N-02"]);
    let now = kept(&store);
    let hosp = Clean::line("東病院");
    let hospital = Company::New(&hosp);
    let new = Need {
        no: programme::next_need(&now.sessions[&kai()]),
        title: "その場のニーズ".into(),
        ..Need::default()
    };
    let (key, changes) = programme::add_need(&now, &now.sessions[&kai()], &new, hospital).unwrap();
    commit(&mut store, changes, 3);
    assert_eq!(order(&store), ["N-03", "N-01", "N-02", "N-04"]);
    let added = kept(&store).sessions[&kai()].needs[3].hospital.clone();
    assert_eq!(*added, *"hosp", "the hospital of the list");
    // Often enough that there is no room between two of them.
    for n in 0..60 {
        let (own, after) = if n % 2 == 0 {
            ("N-02", "N-03")
        } else {
            ("N-01", "N-03")
        };
        put(&mut store, own, Where::After(&after.into()), 4 + n);
        let second = order(&store)[1].clone();
        assert_eq!(second, own, "after {n}");
    }
    put(&mut store, &key, Where::First, 100);
    read(&mut store, &file(), 101);
    assert_eq!(order(&store)[0], "N-04");
    while store.undo(&"相沢".into(), at(200)).unwrap().is_some() {}
    assert_eq!(order(&store), ["N-01", "N-02", "N-03"]);
}
