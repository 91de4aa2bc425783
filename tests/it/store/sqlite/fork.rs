//! A stream that was written twice, and the way out of it.

use crate::store::{Place, Step, apply, at, pair, step};
use enishi::domain::book::Book;
use enishi::store::sqlite::merge::Taken;
use enishi::store::sqlite::mirror::MirrorState;
use enishi::store::{LogFilter, Options, Sessions, SqliteStore, Store};
use proptest::prelude::*;
use std::fs;
use std::path::PathBuf;

/// A laptop with keys, as the program opens its record.
struct Laptop {
    place: Place,
    mirror: bool,
}

impl Laptop {
    fn new(mirror: bool) -> Self {
        Self {
            place: Place::new(),
            mirror,
        }
    }

    fn open(&self) -> SqliteStore {
        let options = Options {
            keys: Some(self.place.path()),
            mirror: self.mirror.then(|| self.place.path().join("mirror.db")),
            ..Options::new(&self.place.db())
        };
        SqliteStore::open_with(&options).unwrap().store
    }

    fn files(&self) -> Vec<PathBuf> {
        let mirror = self.mirror.then(|| self.place.path().join("mirror.db"));
        [self.place.db()].into_iter().chain(mirror).collect()
    }

    /// Puts older copies of the files in their places, as somebody does by hand: nothing can be noticed.
    fn restore(&self, copies: &[Vec<u8>]) {
        for (path, copy) in self.files().iter().zip(copies) {
            fs::write(path, copy).unwrap();
        }
    }

    fn copy(&self) -> Vec<Vec<u8>> {
        let files = self.files().into_iter();
        files.map(|path| fs::read(path).unwrap()).collect()
    }
}

fn exported(store: &SqliteStore) -> Vec<u8> {
    let mut bytes = Vec::new();
    store.export_ops(&mut bytes).unwrap();
    bytes
}

fn carry(from: &SqliteStore, to: &mut SqliteStore) -> Taken {
    to.import_ops_by(&mut exported(from).as_slice(), at(9000))
        .unwrap()
}

fn book(store: &SqliteStore) -> Book {
    store.book(&Sessions::All).unwrap()
}

/// One laptop wrote a number twice: a colleague has the first version, and it has the second.
fn forked(mirror: bool) -> (Laptop, SqliteStore, Laptop, SqliteStore, Taken) {
    let (one, other) = (Laptop::new(mirror), Laptop::new(false));
    let mut a = one.open();
    let mut b = other.open();
    a.commit(&pair("相沢", "s", "N-1", "o1"), at(0)).unwrap();
    drop(a);
    let copy = one.copy();
    let mut a = one.open();
    a.commit(&pair("相沢", "s", "N-2", "o1"), at(10)).unwrap();
    carry(&a, &mut b);
    drop(a);
    one.restore(&copy);
    let mut a = one.open();
    a.commit(&pair("相沢", "s", "N-3", "o1"), at(20)).unwrap();
    a.undo(&"相沢".into(), at(21)).unwrap().unwrap();
    a.redo(&"相沢".into(), at(22)).unwrap().unwrap();
    let taken = carry(&a, &mut b);
    (one, a, other, b, taken)
}

fn aside(taken: &Taken) -> PathBuf {
    taken.forks[0].aside.clone().unwrap()
}

#[test]
fn a_forked_laptop_goes_on_under_a_number_of_its_own_and_both_versions_stay() {
    for mirror in [false, true] {
        let (one, mut a, _other, mut b, refused) = forked(mirror);
        assert_eq!((refused.new, refused.forks.len()), (0, 1));
        let before = a.device();
        let taken = carry(&b, &mut a);
        assert_eq!((taken.new, taken.forks.len(), taken.again.len()), (1, 0, 3));
        assert!(taken.again.iter().all(|again| again.after.is_some()));
        assert_ne!(a.device(), before);
        if mirror {
            assert_eq!(*a.mirror_state(), MirrorState::Equal);
        }
        a.commit(&pair("相沢", "s", "N-4", "o1"), at(30)).unwrap();
        let taken = carry(&a, &mut b);
        assert_eq!((taken.new, taken.forks.len(), taken.waiting), (4, 0, 0));
        assert_eq!(book(&a), book(&b));
        assert_eq!(book(&a).pairings.len(), 4);
        let log = LogFilter::default();
        assert_eq!(a.log(&log).unwrap(), b.log(&log).unwrap());
        for store in [&a, &b] {
            assert_eq!(store.verify().unwrap().faults, []);
        }
        // The file that was kept aside says nothing new any more.
        assert!(b.is_kept_fork(&aside(&refused)));
        let kept = fs::read(aside(&refused)).unwrap();
        let taken = b.import_fork(&mut kept.as_slice(), at(40)).unwrap();
        assert_eq!((taken.known, taken.again.len()), (3, 0));
        // Taken back is what was done last, also under the number of before.
        a.undo(&"相沢".into(), at(41)).unwrap().unwrap();
        a.undo(&"相沢".into(), at(42)).unwrap().unwrap();
        assert_eq!(book(&a).pairings.len(), 2);
        let device = a.device();
        drop(a);
        let a = one.open();
        assert_eq!(a.device(), device, "and so it goes on");
        assert_eq!(a.verify().unwrap().faults, []);
    }
}

#[test]
fn the_file_of_a_fork_is_taken_in_with_what_differs() {
    let (_one, mut a, _other, mut b, refused) = forked(false);
    let kept = fs::read(aside(&refused)).unwrap();
    let taken = b.import_fork(&mut kept.as_slice(), at(40)).unwrap();
    assert_eq!((taken.known, taken.again.len()), (0, 3));
    assert!(taken.again[0].before.is_none());
    assert_eq!(book(&b).pairings.len(), 3);
    assert_eq!(
        b.import_fork(&mut kept.as_slice(), at(41)).unwrap().known,
        3
    );
    assert_eq!(b.verify().unwrap().faults, []);
    // Whoever wrote it finds it there, and forks no more.
    let taken = carry(&b, &mut a);
    assert_eq!(taken.forks, []);
    carry(&a, &mut b);
    assert_eq!(book(&a), book(&b));
    for store in [&a, &b] {
        assert_eq!(store.verify().unwrap().faults, []);
    }
}

#[test]
fn nobody_makes_a_laptop_give_way_without_its_signature() {
    let (_one, mut a, _other, b, _) = forked(false);
    let lines = String::from_utf8(exported(&b)).unwrap();
    let unsigned: Vec<String> = (lines.lines())
        .map(|line| {
            let mut op = enishi::store::line::read(line, 1).unwrap();
            op.sig = None;
            enishi::store::line::write(&op).unwrap()
        })
        .collect();
    let (before, device) = (book(&a), a.device());
    let taken = a
        .import_ops_by(&mut unsigned.join("\n").as_bytes(), at(50))
        .unwrap();
    assert_eq!((taken.forks.len(), taken.again.len()), (1, 0));
    assert_eq!(book(&a), before);
    assert_ne!(a.device(), device, "what comes now is in no doubt");
    assert_eq!(a.verify().unwrap().faults, []);
}

/// What happens to laptops besides what their users record.
#[derive(Clone, Debug)]
enum Event {
    Local(usize, Step, i64),
    Carry(usize, usize),
    /// The file is kept for later.
    Keep(usize),
    /// What was kept last is put in the place of the record.
    Restore(usize),
}

fn event() -> impl Strategy<Value = Event> {
    let clock = prop_oneof![
        5 => -100_000..100_000_i64,
        1 => prop::sample::select(vec![400 * 86_400_i64, -400 * 86_400]),
    ];
    prop_oneof![
        6 => (0..2_usize, step(), clock).prop_map(|(d, s, at)| Event::Local(d, s, at)),
        3 => (0..2_usize, 0..2_usize).prop_map(|(from, to)| Event::Carry(from, to)),
        1 => (0..2_usize).prop_map(Event::Keep),
        1 => (0..2_usize).prop_map(Event::Restore),
    ]
}

fn cases() -> u32 {
    let set = std::env::vars().find(|(name, _)| name == "ENISHI_HISTORIES");
    set.and_then(|(_, n)| n.parse().ok()).unwrap_or(8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn laptops_converge_through_wrong_clocks_erasures_and_forks(events in prop::collection::vec(event(), 1..25)) {
        let laptops = [Laptop::new(false), Laptop::new(false)];
        let mut kept = laptops.each_ref().map(|laptop| { drop(laptop.open()); laptop.copy() });
        for event in &events {
            match event {
                Event::Local(laptop, step, clock) => {
                    apply(&mut laptops[*laptop].open(), step, at(*clock));
                }
                Event::Carry(from, to) if from != to => {
                    carry(&laptops[*from].open(), &mut laptops[*to].open());
                }
                Event::Carry(..) => {}
                Event::Keep(laptop) => kept[*laptop] = laptops[*laptop].copy(),
                Event::Restore(laptop) => laptops[*laptop].restore(&kept[*laptop]),
            }
        }
        let [mut a, mut b] = laptops.each_ref().map(Laptop::open);
        for _ in 0..3 {
            carry(&a, &mut b);
            carry(&b, &mut a);
        }
        let taken = carry(&a, &mut b);
        prop_assert_eq!((taken.new, taken.waiting, taken.forks.len(), taken.refused.len()), (0, 0, 0, 0));
        prop_assert_eq!(book(&a), book(&b));
        let log = LogFilter::default();
        prop_assert_eq!(a.log(&log).unwrap(), b.log(&log).unwrap());
        for store in [&a, &b] {
            prop_assert_eq!(store.verify().unwrap().faults, vec![]);
        }
    }
}
