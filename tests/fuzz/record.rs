//! Records to begin with, the same in every process: ids, salts and clocks come from small numbers.

use enishi::domain::book::Book;
use enishi::domain::code::{Level, OwnerSide, PairingStatus, Relation, TaskStatus};
use enishi::domain::entity::Entity;
use enishi::domain::entity::memo::MemoChange;
use enishi::domain::entity::pairing::PairingChange;
use enishi::domain::entity::pairing::PairingId;
use enishi::domain::entity::progress::ProgressChange;
use enishi::domain::entity::session::SessionChange;
use enishi::domain::entity::task::TaskBody;
use enishi::domain::entity::task::TaskChange;
use enishi::domain::entity::task::TaskId;
use enishi::domain::entity::tie::TieChange;
use enishi::domain::entity::{Change, Erased};
use enishi::domain::roster::{Attendee, Need, Session};
use enishi::store::chain::{self, Hash, ROOT, Sealed};
use enishi::store::line;
use enishi::store::{Draft, LogFilter, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A laptop that writes.
pub(crate) struct Writer {
    device: u128,
    seq: u64,
    prev: Hash,
    /// What it wrote, as lines.
    pub(crate) lines: Vec<String>,
}

const SCOPE: &str = "s-1";

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

impl Writer {
    /// A laptop that has written nothing.
    pub(crate) fn new(device: u128) -> Self {
        Self {
            device,
            seq: 0,
            prev: ROOT,
            lines: Vec::new(),
        }
    }

    /// One op; its action is named after its place.
    pub(crate) fn write(&mut self, entity: &Entity, change: &Change) {
        self.seq += 1;
        let n = u64::try_from(self.device).unwrap() * 1000 + self.seq;
        let salt = [n.to_le_bytes()[0]; 16];
        let body = chain::body_text(change).unwrap();
        let mut op = Sealed {
            v: chain::FORMAT,
            id: uuid(u128::from(n) << 8),
            device: uuid(self.device),
            scope: SCOPE.to_owned(),
            seq: self.seq,
            hlc: (1_790_000_000_000 + n % 1000 * 1000 + n / 1000) << 16,
            actor: format!("係{}", self.device),
            action: action(self.device, self.seq),
            entity: entity.to_string(),
            kind: change.kind().to_owned(),
            body_hash: chain::body_hash(&salt, &body),
            content: Some((salt, body)),
            hash: ROOT,
            sig: None,
        };
        op.hash = op.link(&self.prev);
        self.prev = op.hash;
        self.lines.push(line::write(&op).unwrap());
    }

    fn undo(&mut self, action: Uuid) {
        self.write(&Entity::Action(action), &Change::ActionUndone { action });
    }
}

fn action(device: u128, seq: u64) -> Uuid {
    uuid(device << 64 | u128::from(seq))
}

fn pairing(org: &str) -> Entity {
    Entity::Pairing(PairingId {
        session: SCOPE.into(),
        need: "N-1".into(),
        org: org.into(),
    })
}

fn recorded(badge: &str, level: Level) -> Change {
    Change::Pairing(PairingChange::Recorded {
        person: Some(badge.into()),
        level: Some(level),
    })
}

fn session() -> Session {
    Session {
        id: SCOPE.into(),
        title: "架空の会".into(),
        held_on: date(2099, 1, 2),
        needs: vec![Need {
            no: "N-1".into(),
            title: "レンズの曇り".into(),
            ..Need::default()
        }],
        attendees: vec![Attendee {
            badge: "001".into(),
            name: "架空 太郎".into(),
            org: "o-1".into(),
            ..Attendee::default()
        }],
        ..Session::default()
    }
}

/// What one laptop did: every kind of op, with undo, redo and something erased.
pub(crate) fn ours() -> Writer {
    let mut w = Writer::new(1);
    begun(&mut w);
    let task = Entity::Task(TaskId {
        session: SCOPE.into(),
        need: "N-1".into(),
        org: "o-1".into(),
        template: "C1".into(),
    });
    let opened = Change::Task(TaskChange::Opened(Box::new(TaskBody {
        title_ja: "秘密保持契約".into(),
        title_en: "NDA".into(),
        owner_side: OwnerSide::Company,
        due_on: date(2099, 2, 1),
        depends_on: Vec::new(),
        own: false,
    })));
    w.write(&task, &opened);
    let due_on = date(2099, 3, 1);
    w.write(&task, &Change::Task(TaskChange::Due { due_on }));
    let done = Change::Task(TaskChange::Status {
        status: TaskStatus::ALL[1],
        on: date(2099, 2, 2),
        reason: Clean::default(),
    });
    w.write(&task, &done);
    let tie = Entity::Tie((SCOPE.into(), "N-1".into(), "特開2020-1".into()));
    let tied = Change::Tie(TieChange::Tied {
        relation: Relation::ALL[0],
        title: "内視鏡".into(),
    });
    w.write(&tie, &tied);
    let from_later = Change::Unknown {
        kind: "table-moved".to_owned(),
        body: serde_json::json!({"to": 3}),
    };
    w.write(&Entity::Unknown("table:4".into()), &from_later);
    // The third pairing goes, comes back, goes again; its note is erased.
    w.undo(action(1, 5));
    let undo = action(1, w.seq);
    w.undo(undo);
    w.undo(action(1, 5));
    let erased = Erased {
        device: uuid(1),
        scope: SCOPE.into(),
        seq: 6,
        instead: serde_json::json!({"note": ""}),
    };
    w.write(&Entity::Unknown("erasure:1".into()), &erasure(erased));
    w
}

fn erasure(erased: Erased) -> Change {
    Change::ContentErased {
        ops: vec![erased],
        reason: "本人の求め".into(),
        person: None,
    }
}

fn begun(w: &mut Writer) {
    let loaded = Change::Session(SessionChange::Loaded(Box::new(session())));
    w.write(&Entity::Session(SCOPE.into()), &loaded);
    let need = Some("N-1".into());
    w.write(
        &Entity::Progress(SCOPE.into()),
        &Change::Progress(ProgressChange::NeedOpened { need }),
    );
    for (n, org) in ["o-1", "o-2", "o-3"].iter().enumerate() {
        w.write(&pairing(org), &recorded(&format!("00{n}"), Level::ALL[n]));
    }
    let note = "誰にも言わないこと".into();
    w.write(
        &pairing("o-1"),
        &Change::Pairing(PairingChange::Note { note }),
    );
}

/// What another did at the same time.
pub(crate) fn theirs() -> Writer {
    let mut w = Writer::new(2);
    w.write(&pairing("o-1"), &recorded("004", Level::ALL[1]));
    w.write(&pairing("o-4"), &recorded("005", Level::ALL[0]));
    let status = Change::Pairing(PairingChange::Status {
        status: PairingStatus::ALL[1],
        reason: "理由".into(),
        on: date(2099, 1, 3),
    });
    w.write(&pairing("o-4"), &status);
    let memo = Change::Memo(MemoChange::Written {
        need: None,
        text: "覚え\n書き".into(),
    });
    w.write(&Entity::Memo((SCOPE.into(), uuid(77))), &memo);
    w.undo(action(1, 3));
    let erased = Erased {
        device: uuid(1),
        scope: SCOPE.into(),
        seq: 4,
        instead: serde_json::json!({"person": null, "level": Level::ALL[1]}),
    };
    w.write(&Entity::Unknown("erasure:2".into()), &erasure(erased));
    w
}

/// The first laptop once more, copied after six ops.
pub(crate) fn forked() -> Writer {
    let mut w = Writer::new(1);
    begun(&mut w);
    w.write(&pairing("o-9"), &recorded("009", Level::ALL[2]));
    w.undo(action(1, 4));
    w
}

/// Lines as text.
pub(crate) fn text(lines: &[String]) -> String {
    lines.iter().flat_map(|l| [l, "\n"]).collect()
}

/// The same lines with hashes that hold, as far as they can be read: what was changed in them is then believed.
pub(crate) fn sealed(text: &str) -> String {
    let mut heads: BTreeMap<(Uuid, String), Hash> = BTreeMap::new();
    let mut out = String::new();
    for line in text.split('\n') {
        match resealed(line) {
            Some(mut op) => {
                let prev = heads.entry((op.device, op.scope.clone())).or_insert(ROOT);
                op.hash = op.link(prev);
                *prev = op.hash;
                out += &line::write(&op).unwrap();
            }
            None => out += line,
        }
        out.push('\n');
    }
    out
}

fn resealed(text: &str) -> Option<Sealed> {
    let mut value: Value = serde_json::from_str(text).ok()?;
    let salt = digits(value.get("salt")?.as_str()?)?;
    let hash = chain::body_hash(&salt, value.get("body")?.as_str()?);
    let hex: String = hash.iter().flat_map(|b| hex(*b)).collect();
    *value.get_mut("body_hash")? = Value::String(hex);
    line::read(&value.to_string(), 0).ok()
}

fn hex(byte: u8) -> [char; 2] {
    [byte >> 4, byte & 15].map(|n| char::from_digit(n.into(), 16).unwrap())
}

fn digits(hex: &str) -> Option<[u8; 16]> {
    let number = u128::from_str_radix(hex, 16).ok()?;
    (hex.len() == 32).then(|| number.to_be_bytes())
}

/// Everything a coordinator sees.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    /// The ops with what became of them.
    pub(crate) log: String,
    /// How many.
    pub(crate) count: usize,
    /// The state they make.
    pub(crate) book: Book,
}

/// What a record shows; `None`: it cannot be read.
pub(crate) fn seen(store: &SqliteStore) -> Option<Seen> {
    let log = store.log(&LogFilter::default()).ok()?;
    Some(Seen {
        count: log.len(),
        log: format!("{log:?}"),
        book: store.book(&Sessions::All).ok()?,
    })
}

/// One more action of a person who did nothing before.
pub(crate) fn draft() -> Draft {
    Draft {
        actor: "後の人".into(),
        scope: SCOPE.into(),
        changes: vec![(pairing("o-77"), recorded("077", Level::ALL[0]))],
        action: None,
    }
}

/// A moment after all of them.
pub(crate) fn later() -> Timestamp {
    Timestamp::from_second(1_791_000_000).unwrap()
}

/// Work goes on: something is saved, taken back, and all of it holds.
pub(crate) fn goes_on(store: &mut SqliteStore) {
    let saved = store.commit(&draft(), later()).unwrap();
    assert_eq!(saved.ops.len(), 1);
    assert!(saved.rows[0].1.is_some(), "{saved:?}");
    let undone = store
        .undo(&Clean::text("後の人"), later())
        .unwrap()
        .unwrap();
    assert!(undone.rows[0].1.is_none(), "{undone:?}");
    assert_eq!(store.verify().unwrap().faults, []);
}
