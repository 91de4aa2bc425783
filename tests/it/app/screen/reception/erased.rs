//! Somebody at the desk has the name of a person who was erased.

use super::at_desk;
use crate::app::screen::hall::{hall, session};
use crate::store::{Place, at, load};
use crate::view::picture;
use enishi::app::Msg;
use enishi::store::privacy::erase::Also;
use enishi::store::{Draft, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use enishi::words::Lang;

#[test]
fn somebody_with_the_name_of_an_erased_person_is_taken_in_as_another_when_it_is_said_twice() {
    let (here, there) = (Place::new(), Place::new());
    let mut store = SqliteStore::open(&here.db()).unwrap();
    let mut other = SqliteStore::open(&there.db()).unwrap();
    let mut earlier = hall(9, 1, |_| Vec::new());
    earlier.id = "mae".into();
    let gone = earlier.attendee("5").unwrap().clone();
    store.commit(&load("馬場", earlier), at(0)).unwrap();
    let carried = |from: &SqliteStore, to: &mut SqliteStore| {
        let mut lines = Vec::new();
        from.export_ops(&mut lines).unwrap();
        to.import_ops(&mut &lines[..]).unwrap();
    };
    carried(&store, &mut other);
    let badge = gone.badge.clone();
    let them = (store.roll().unwrap()).with_badge(&Sessions::All, &badge);
    let by = (&"馬場".into(), &"本人の求め".into());
    let erased = store.person_erase(&them[0], &Also::None, by, at(5));
    assert!(erased.unwrap().ops > 0);
    let mut desk = at_desk(4, (80, 24));
    store.commit(&load("馬場", session(&desk)), at(6)).unwrap();
    desk.send(Msg::Erasures(store.recognisers().unwrap()));
    let before = desk.store.ops().len();
    desk.keys(&format!("<Ctrl+N>第01<Tab>{}<Tab><Enter>", gone.name));
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("消去された方と同じ氏名"), "{shown}");
    assert_eq!(desk.store.ops().len(), before, "asked, and not taken");
    desk.keys("<Enter>");
    let came = session(&desk).attendees.last().unwrap().clone();
    assert_eq!(came.name, gone.name);
    // It is recorded with the answer, and stays so at all laptops.
    let new = &desk.store.ops()[before..];
    let changes = new.iter().map(|op| (op.entity.clone(), op.change.clone()));
    let draft = Draft {
        changes: changes.collect(),
        ..load("馬場", session(&desk))
    };
    let action = store.commit(&draft, at(7)).unwrap().action;
    carried(&store, &mut other);
    let named = |store: &SqliteStore| {
        let book = store.book(&Sessions::All).unwrap();
        let all = book.sessions[&Clean::line("kai")].attendees.clone();
        all.iter().filter(|a| a.name == gone.name).count()
    };
    for store in [&mut store, &mut other] {
        store.enforce_erasures(at(8)).unwrap();
        assert_eq!(named(store), 1);
        let book = store.book(&Sessions::All).unwrap();
        let earlier = &book.sessions[&Clean::line("mae")];
        assert!(earlier.attendees.iter().all(|a| a.name != gone.name));
        assert_eq!(store.verify().unwrap().faults, []);
    }
    // Whoever was taken in by a slip is taken back like anybody else.
    let undone = store.undo(&"馬場".into(), at(9)).unwrap();
    assert!(undone.is_some_and(|undone| undone.action != action));
    assert_eq!(named(&store), 0);
}
