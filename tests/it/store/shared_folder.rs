//! Laptops that see one folder: each has a file of its own there, and all end with the same record.

use crate::store::{Place, Step, apply, at, files, load, pair, session, step};
use enishi::store::shared_folder::{FolderError, Round, SharedFolder, file_name};
use enishi::store::sqlite::bundle::{Receivers, Wanted};
use enishi::store::{LogFilter, Options, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use jiff::civil::date;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// A laptop, its record and what it knows of the folder.
struct Laptop {
    _place: Place,
    store: SqliteStore,
    folder: SharedFolder,
    name: Clean,
}

impl Laptop {
    fn new(name: &str, folder: &Path) -> Self {
        let place = Place::new();
        let options = Options {
            keys: Some(place.path()),
            ..Options::new(&place.db())
        };
        let store = SqliteStore::open_with(&options).unwrap().store;
        Self {
            _place: place,
            store,
            folder: SharedFolder::new(folder),
            name: name.into(),
        }
    }

    fn round(&mut self) -> Round {
        self.folder
            .round(&mut self.store, &self.name, at(0))
            .unwrap()
    }

    /// Accepts whoever introduced themselves.
    fn accept(&mut self, others: &[(enishi::store::device::Fingerprint, Clean)]) {
        for (said, name) in others {
            let done = self.store.accept_device(said, name, date(2099, 1, 2));
            assert_eq!(done.unwrap(), Ok(true));
        }
    }
}

/// Laptops that know each other and have a session in common.
fn friends(folder: &Path) -> Vec<Laptop> {
    let names = ["受付", "会場", "卓"];
    let mut all: Vec<Laptop> = names.iter().map(|n| Laptop::new(n, folder)).collect();
    all[0]
        .store
        .commit(&load("相沢", session("s1", 3)), at(0))
        .unwrap();
    for laptop in &mut all {
        laptop.round();
    }
    for laptop in &mut all {
        let strangers = laptop.round().strangers;
        laptop.accept(&strangers);
        laptop.round();
    }
    // The first ones met the others only after they came.
    for laptop in &mut all {
        let strangers = laptop.round().strangers;
        laptop.accept(&strangers);
    }
    all
}

/// Rounds until nothing changes any more.
fn settle(all: &mut [Laptop]) {
    for _ in 0..4 {
        for laptop in &mut *all {
            let round = laptop.round();
            assert!(round.refused.is_empty(), "{:?}", round.refused);
            assert!(round.strangers.is_empty());
        }
    }
}

fn same(all: &[Laptop]) {
    let book = all[0].store.book(&Sessions::All).unwrap();
    let log = all[0].store.log(&LogFilter::default()).unwrap();
    for laptop in all {
        assert_eq!(laptop.store.book(&Sessions::All).unwrap(), book);
        assert_eq!(laptop.store.log(&LogFilter::default()).unwrap(), log);
        assert_eq!(laptop.store.verify().unwrap().faults, vec![]);
        assert_eq!(laptop.store.unshared().unwrap(), Some(0), "{}", laptop.name);
    }
}

#[test]
fn laptops_that_see_one_folder_end_with_the_same_record() {
    let folder = crate::scratch();
    let mut all = friends(folder.path());
    for (n, laptop) in all.iter_mut().enumerate() {
        let draft = pair(&laptop.name, "s1", "N-1", &format!("org-{n}"));
        laptop.store.commit(&draft, at(10)).unwrap();
    }
    assert!(all[0].store.unshared().unwrap() > Some(0));
    settle(&mut all);
    same(&all);
    // One file for each, closed, and not written again while nothing is new.
    let there = files(folder.path());
    assert_eq!(there.len(), 3, "{there:?}");
    let state = || -> Vec<Vec<u8>> { there.iter().map(|p| fs::read(p).unwrap()).collect() };
    let before = state();
    settle(&mut all);
    assert_eq!(state(), before);
    for bytes in before {
        assert!(!String::from_utf8_lossy(&bytes).contains("内視鏡"));
    }
    // A file that somebody removed is written again.
    fs::remove_file(&there[0]).unwrap();
    settle(&mut all);
    assert_eq!(files(folder.path()).len(), 3);
}

#[test]
fn nothing_is_taken_from_a_device_that_nobody_accepted() {
    let folder = crate::scratch();
    let mut all = friends(folder.path());
    settle(&mut all);
    let mut stranger = Laptop::new("知らない人", folder.path());
    stranger.round();
    let strangers = stranger.round().strangers;
    stranger.accept(&strangers);
    let draft = load("知らない人", session("s2", 2));
    stranger.store.commit(&draft, at(20)).unwrap();
    stranger.round();
    let round = all[0].round();
    assert_eq!(round.strangers.len(), 1);
    assert_eq!(round.strangers[0].1, "知らない人");
    assert!(round.taken.iter().all(|(_, taken)| taken.new == 0));
    // Told as long as the file is another one than before, not at each look.
    assert!(all[0].round().strangers.is_empty());
    let book = stranger.store.book(&Sessions::All).unwrap();
    assert!(
        !book.sessions.contains_key(&Clean::line("s1")),
        "nothing was made for it"
    );
}

#[test]
fn a_file_that_is_still_being_copied_is_taken_when_it_is_whole() {
    let folder = crate::scratch();
    let mut all = friends(folder.path());
    settle(&mut all);
    all[0]
        .store
        .commit(&pair("受付", "s1", "N-1", "org-9"), at(30))
        .unwrap();
    all[0].round();
    let own = all[0].store.own_keys().unwrap().unwrap();
    let path = folder.path().join(file_name(&own.fingerprint()));
    let whole = fs::read(&path).unwrap();
    for at in [0, 9, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..at]).unwrap();
        let round = all[1].round();
        assert!(round.refused.is_empty() && round.taken.is_empty(), "{at}");
    }
    // Somebody wrote into it: told with its name, and nothing of it is taken.
    let mut changed = whole.clone();
    *changed.last_mut().unwrap() ^= 1;
    fs::write(&path, &changed).unwrap();
    let round = all[1].round();
    assert_eq!(round.refused.len(), 1);
    assert_eq!(round.refused[0].0, path);
    fs::write(&path, [whole.as_slice(), b"x"].concat()).unwrap();
    all[1].round();
    fs::write(&path, &whole).unwrap();
    assert_eq!(all[1].round().taken.len(), 1);
    settle(&mut all);
    same(&all);
}

#[test]
fn a_folder_that_is_away_is_never_made_and_the_rest_follows_when_it_is_back() {
    let folder = crate::scratch();
    let stick = folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let mut all = friends(&stick);
    settle(&mut all);
    let pulled = folder.path().join("pulled");
    fs::rename(&stick, &pulled).unwrap();
    all[0]
        .store
        .commit(&pair("受付", "s1", "N-1", "org-9"), at(40))
        .unwrap();
    let laptop = &mut all[0];
    let away = laptop.folder.round(&mut laptop.store, &laptop.name, at(41));
    assert!(matches!(away, Err(FolderError::Away(_))), "{away:?}");
    assert!(!stick.exists());
    assert!(laptop.store.unshared().unwrap() > Some(0));
    fs::rename(&pulled, &stick).unwrap();
    settle(&mut all);
    same(&all);
}

#[derive(Clone, Debug)]
enum Event {
    Step(usize, Step),
    Round(usize),
    /// A bundle from hand to hand, of the whole record.
    Hand(usize, usize),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        4 => (0..3_usize, step()).prop_map(|(l, step)| Event::Step(l, step)),
        3 => (0..3_usize).prop_map(Event::Round),
        1 => (0..3_usize, 0..3_usize).prop_map(|(a, b)| Event::Hand(a, b)),
    ];
    prop::collection::vec(event, 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn in_whatever_order_they_look_all_end_alike(events in events()) {
        let folder = crate::scratch();
        let mut all = friends(folder.path());
        for (n, event) in (50_i64..).zip(events) {
            match event {
                Event::Step(laptop, step) => {
                    apply(&mut all[laptop].store, &step, at(n));
                }
                Event::Round(laptop) => {
                    all[laptop].round();
                }
                Event::Hand(from, to) => {
                    let name = all[from].name.clone();
                    let wanted = Wanted {
                        scope: Sessions::All,
                        to: Receivers::Accepted,
                        whole: true,
                        name: &name,
                    };
                    let made = all[from].store.bundle(&wanted).unwrap();
                    if from != to {
                        all[to].store.take_bundle(&made.bytes, at(n)).unwrap();
                    }
                }
            }
        }
        settle(&mut all);
        same(&all);
    }
}
