//! What was erased is in no file, whatever it was written into: the laws go through the list of entities, so that a new one
//! is held to them.

use super::who;
use crate::domain::laws::{examples, texts};
use crate::store::{Place, at, files};
use enishi::domain::entity::attendee::{AttendeeChange, AttendeeId};
use enishi::domain::entity::{Change, Entity};
use enishi::domain::recorded::prepared::Fields;
use enishi::domain::roster::Attendee;
use enishi::store::privacy::erase::Also;
use enishi::store::sqlite::restore;
use enishi::store::{Draft, LogFilter, Options, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use std::io::BufReader;
use std::path::{Path, PathBuf};

pub(super) const SESSION: &str = "kai-2099";

/// Every way in which the person is written.
const WRITTEN: [&str; 9] = [
    "高橋 譲二",
    "高橋譲二",
    "髙橋　譲二",
    "高橋・譲二",
    "タカハシ ジョウジ",
    "ﾀｶﾊｼ ｼﾞｮｳｼﾞ",
    // Composed only when it is cleaned.
    "タカハシ シ\u{3099}ョウシ\u{3099}",
    "JOJI@example.jp",
    "000-1111-2222",
];

pub(super) fn person() -> Attendee {
    Attendee {
        badge: "31".into(),
        org: "kogaku".into(),
        name: "高橋 譲二".into(),
        kana: "タカハシ ジョウジ".into(),
        email: "joji@example.jp".into(),
        tel: "000-1111-2222".into(),
        ..Attendee::default()
    }
}

pub(super) fn draft(actor: &str, changes: Vec<(Entity, Change)>) -> Draft {
    Draft {
        actor: actor.into(),
        scope: SESSION.into(),
        changes,
        action: None,
    }
}

/// The person's own entry.
pub(super) fn entry() -> (Entity, Change) {
    let key = AttendeeId {
        session: SESSION.into(),
        number: "31".into(),
    };
    let change = AttendeeChange::Read {
        set: Fields::all(&person()),
        place: None,
        mark: None,
        from: None,
    };
    (Entity::Attendee(key), change.into())
}

/// Every change of every entity, with the person in every text of it, in every way they are written.
pub(super) fn everywhere() -> Vec<(Entity, Change)> {
    let mut found = Vec::new();
    for example in examples() {
        let mut places = Vec::new();
        texts(&example.body, "", &mut places);
        // A name of another entry is another person, and the id of a session and the number of before are keys.
        let is_name = |at: &str| example.kind.contains("attendee") && at.ends_with("/name");
        let is_key = |at: &str| ["/id", "/from", "/attendees/0/name"].contains(&at);
        places.retain(|at| !is_name(at) && !is_key(at));
        // The ways take turns: each is in many places, and the name itself in every one.
        let ways = places.iter().enumerate().flat_map(|(n, place)| {
            let turn = 1 + n % (WRITTEN.len() - 1);
            [WRITTEN[0], WRITTEN[turn]].map(|written| (place, written))
        });
        for (place, written) in ways {
            let mut body = example.body.clone();
            *body.pointer_mut(place).unwrap() = format!("{written}さん").into();
            if let Ok(change) = Change::read(&example.kind, body) {
                found.push((example.entity.clone(), change));
            }
        }
    }
    found
}

/// The bytes in which the person may stand in a file.
fn traces() -> Vec<String> {
    let mut found: Vec<String> = WRITTEN.iter().map(|w| (*w).to_owned()).collect();
    found.extend(WRITTEN.iter().map(|w| Clean::line(w).to_string()));
    found.push("joji@example.jp".to_owned());
    let escaped = |text: &String, upper: bool| -> String {
        let units: Vec<u16> = text.encode_utf16().collect();
        let unit = |u: &u16| match (*u < 0x80, upper) {
            (true, _) => char::from(u8::try_from(*u).unwrap()).to_string(),
            (false, true) => format!("\\u{u:04X}"),
            (false, false) => format!("\\u{u:04x}"),
        };
        units.iter().map(unit).collect()
    };
    let both = [true, false].map(|upper| found.iter().map(|t| escaped(t, upper)).collect());
    found.extend(both.into_iter().flat_map(|all: Vec<String>| all));
    found
}

/// Which files of a folder name the person.
pub(super) fn naming(folder: &Path) -> Vec<String> {
    let traces = traces();
    let mut found = Vec::new();
    for path in files(folder) {
        let bytes = std::fs::read(&path).unwrap();
        let holds = |t: &&String| memchr::memmem::find(&bytes, t.as_bytes()).is_some();
        for trace in traces.iter().filter(holds) {
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            found.push(format!("{name}: {trace}"));
        }
    }
    found
}

/// A laptop with everything beside its record that a laptop can have.
pub(super) struct Laptop {
    pub(super) place: Place,
    pub(super) store: SqliteStore,
}

impl Laptop {
    pub(super) fn new(actor: &str) -> Self {
        let mut changes = vec![entry()];
        changes.extend(everywhere());
        Self::with(actor, changes)
    }

    pub(super) fn with(actor: &str, changes: Vec<(Entity, Change)>) -> Self {
        let place = Place::new();
        let mut laptop = Self {
            store: open(&place),
            place,
        };
        laptop.store.commit(&draft(actor, changes), at(1)).unwrap();
        laptop
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.place.path()
    }

    /// Backups, a replaced record, a rescue file, the other version of a fork, a half-made copy, a draft.
    pub(super) fn fill(mut self) -> Self {
        let folder = self.folder();
        let backup = (self.store.rotate(&folder.join("backups"), at(2)))
            .unwrap()
            .unwrap();
        let aside = folder.join("clone.db");
        self.store.backup(&aside).unwrap();
        let mut clone = SqliteStore::open(&aside).unwrap();
        clone.commit(&draft("馬場", everywhere()), at(3)).unwrap();
        let mut lines = Vec::new();
        clone.export_ops(&mut lines).unwrap();
        drop(clone);
        for path in files(&folder) {
            if path.display().to_string().contains("clone") {
                std::fs::remove_file(path).unwrap();
            }
        }
        drop(self.store);
        let options = Options {
            mirror: Some(folder.join("mirror.db")),
            ..Options::new(&self.place.db())
        };
        restore::restore(&options, &backup).unwrap();
        let rescue = folder.join("enishi-rescue-20260101-000000.jsonl");
        let unsaved = [(at(4), draft("相沢", everywhere()))];
        enishi::store::rescue::write(&rescue, &unsaved).unwrap();
        std::fs::write(folder.join("enishi-fork-1.jsonl"), &lines).unwrap();
        std::fs::write(
            folder.join("backups/enishi-20260101-000000.db.part"),
            "髙橋　譲二",
        )
        .unwrap();
        let mut store = open(&self.place);
        store.set_note("draft:x", Some("高橋 譲二 の件")).unwrap();
        Self { store, ..self }
    }

    fn export(&self) -> Vec<u8> {
        let mut lines = Vec::new();
        self.store.export_ops(&mut lines).unwrap();
        lines
    }

    pub(super) fn import(&mut self, lines: &[u8]) {
        self.store.import_ops(&mut BufReader::new(lines)).unwrap();
    }

    pub(super) fn is_sound(&self) {
        assert_eq!(self.store.verify().unwrap().faults, []);
    }
}

pub(super) fn open(place: &Place) -> SqliteStore {
    let options = Options {
        mirror: Some(place.path().join("mirror.db")),
        keys: Some(place.path()),
        ..Options::new(&place.db())
    };
    let store = SqliteStore::open_with(&options).unwrap().store;
    store.with_backups_in(place.path().join("backups"))
}

#[test]
fn an_erased_person_is_in_no_file_of_two_laptops_whatever_entity_named_them() {
    let mut a = Laptop::new("相沢").fill();
    let mut b = Laptop::new("馬場").fill();
    assert!(naming(&a.folder()).len() > WRITTEN.len());
    let roll = a.store.roll().unwrap();
    let them = (roll.with_badge(&Sessions::One(SESSION.into()), &"31".into())).remove(0);
    let (actor, reason) = who();
    let done = (a.store)
        .person_erase(&them, &Also::All, (&actor, &reason), at(9))
        .unwrap();
    assert_eq!(done.left, Vec::<PathBuf>::new());
    assert_eq!(naming(&a.folder()), Vec::<String>::new());
    a.is_sound();
    // What the other laptop had written comes without them.
    a.import(&b.export());
    assert_eq!(naming(&a.folder()), Vec::<String>::new());
    a.is_sound();
    // The other laptop learns of it.
    b.import(&a.export());
    assert_eq!(naming(&b.folder()), Vec::<String>::new());
    b.is_sound();
    // The same file read again, by either.
    for laptop in [&mut a, &mut b] {
        let again = draft("相沢", vec![entry()]);
        laptop.store.commit(&again, at(20)).unwrap();
        assert_eq!(naming(&laptop.folder()), Vec::<String>::new());
    }
    let counts = |s: &SqliteStore| s.log(&LogFilter::default()).unwrap().len();
    assert!(counts(&a.store) > everywhere().len(), "the ops stay");
}

#[test]
fn a_purged_session_is_in_no_file_of_two_laptops_whatever_entity_named_anybody() {
    let mut a = Laptop::new("相沢").fill();
    let there = Place::new();
    let before = a.export();
    let (actor, reason) = who();
    let done = (a.store)
        .purge(&SESSION.into(), (&actor, &reason), at(9))
        .unwrap();
    assert_eq!(done.left, Vec::<PathBuf>::new());
    assert_eq!(naming(&a.folder()), Vec::<String>::new());
    a.is_sound();
    // A laptop that has them from here, in a backup, too.
    let mut c = Laptop {
        store: open(&there),
        place: there,
    };
    c.import(&before);
    c.store
        .rotate(&c.folder().join("backups"), at(8))
        .unwrap()
        .unwrap();
    assert!(!naming(&c.folder()).is_empty());
    c.import(&a.export());
    assert_eq!(naming(&c.folder()), Vec::<String>::new());
    c.is_sound();
}
