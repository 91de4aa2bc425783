//! The process that records and is killed for it: this test binary once more, told by a variable what to do.
//!
//! What it says, a line each: `OPEN`, then for every action `TRY id` before it is saved and `ACK id`, `NO kind id` or
//! `NIL` after, `END` when the script is through. `SHUT kind` when the record does not open.

use super::Rng;
use crate::store::{at, load, pairing_id, session};
use enishi::domain::code::{Level, PairingStatus};
use enishi::domain::entity::Change;
use enishi::domain::entity::Entity;
use enishi::domain::entity::memo::MemoChange;
use enishi::domain::entity::pairing::PairingChange;
use enishi::store::{Draft, SqliteStore, Store, StoreError, new_id};
use enishi::store::{Options, Passphrase};
use enishi::text::Clean;
use jiff::civil::date;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::env;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use uuid::Uuid;

/// A build that can encrypt, does: the same faults, the same promises.
pub(super) const PASSPHRASE: Option<&str> = if cfg!(feature = "encryption") {
    Some("架空の合言葉")
} else {
    None
};

/// What the second copy is called.
pub(super) const MIRROR: &str = "mirror";
const VARIABLE: &str = "ENISHI_RECORDER";

/// What to record, and how.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Script {
    pub(super) db: PathBuf,
    pub(super) seed: u64,
    pub(super) actions: usize,
    pub(super) actor: String,
    pub(super) engine: Engine,
    /// End like a killed process, without closing.
    pub(super) abrupt: bool,
    /// Keep a second copy.
    pub(super) mirror: bool,
    /// Not encrypted, whatever the build can do.
    pub(super) plain: bool,
    /// How many bytes SQLite may have at once, when it has begun.
    pub(super) heap: Option<i64>,
}

/// What saves.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Engine {
    /// The store of the product.
    Product,
    /// A bare table with these two settings of SQLite: the control that shows what the product's settings are for.
    Plain(String, String),
}

impl Script {
    pub(super) fn new(db: &Path, seed: u64, actions: usize) -> Self {
        Self {
            db: db.to_owned(),
            seed,
            actions,
            actor: format!("記録係{}", seed % 2),
            engine: Engine::Product,
            abrupt: false,
            mirror: false,
            plain: false,
            heap: None,
        }
    }

    /// The process that does it, not started.
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(env::current_exe().unwrap());
        self.hand(&mut command);
        command
    }

    /// The same under `strace` with these arguments.
    pub(super) fn traced(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("strace");
        command.args(arguments).arg(env::current_exe().unwrap());
        self.hand(&mut command);
        command
    }

    fn hand(&self, command: &mut Command) {
        command
            .args(["--exact", "faults::recorder::child", "--nocapture"])
            .arg("--test-threads=1")
            .env(VARIABLE, serde_json::to_string(self).unwrap());
    }
}

/// What a recorder has said so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) acked: Vec<Uuid>,
    /// Asked for and not answered.
    pub(super) open: bool,
    /// Refused, and why. Whether they are in the record is in doubt after an error of the disk.
    pub(super) refused: Vec<(Uuid, String)>,
    pub(super) shut: Option<String>,
    pub(super) ended: bool,
    pub(super) acked_after_sync_failed: bool,
    pub(super) sentences: usize,
    trying: Uuid,
}

impl Said {
    pub(super) fn hear(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        let first = words.next().unwrap_or_default();
        let rest: Vec<&str> = words.collect();
        let id = |at: usize| rest.get(at).and_then(|w| w.parse::<Uuid>().ok());
        match first {
            "TRY" => {
                self.open = true;
                self.trying = id(0).unwrap();
            }
            "ACK" => {
                self.open = false;
                self.acked.push(id(0).unwrap());
                self.acked_after_sync_failed |=
                    self.refused.iter().any(|(_, kind)| kind == "SyncFailed");
            }
            "NO" => {
                self.open = false;
                self.refused.push((self.trying, rest[0].to_owned()));
            }
            "NIL" => self.open = false,
            "SHUT" => self.shut = Some(rest.join(" ")),
            "END" => self.ended = true,
            // The program itself says in a sentence what it saved.
            _ => self.sentences += usize::from(!line.trim().is_empty()),
        }
    }

    pub(super) fn of(output: &[u8]) -> Self {
        let mut said = Self::default();
        for line in String::from_utf8_lossy(output).lines() {
            said.hear(line);
        }
        said
    }

    /// How many actions may be in the record without having been acknowledged.
    pub(super) fn in_doubt(&self) -> usize {
        let doubtful = |kind: &str| kind == "SyncFailed" || kind == "Io";
        usize::from(self.open)
            + (self.refused.iter())
                .filter(|(_, kind)| doubtful(kind))
                .count()
    }

    pub(super) fn acked_set(&self) -> BTreeSet<Uuid> {
        self.acked.iter().copied().collect()
    }
}

#[test]
fn child() {
    let Ok(order) = env::var(VARIABLE) else {
        return;
    };
    let script: Script = serde_json::from_str(&order).unwrap();
    // The harness has begun a line.
    tell("");
    match &script.engine {
        Engine::Product => product(&script),
        Engine::Plain(journal, synchronous) => plain(&script, journal, synchronous),
    }
    // Not back to the harness: its words are not ours.
    std::process::exit(0);
}

fn tell(line: &str) {
    let mut out = std::io::stdout().lock();
    // One line, one write: a killed process leaves no half of one.
    out.write_all(format!("{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

/// A record, and its second copy beside it.
pub(super) fn options(db: &Path, mirror: bool) -> Options {
    Options {
        key: PASSPHRASE.map(Passphrase::new),
        mirror: mirror.then(|| db.with_file_name(format!("{MIRROR}.db"))),
        ..Options::new(db)
    }
}

fn kind(error: &StoreError) -> String {
    let whole = format!("{error:?}");
    let name = whole.split(|c: char| !c.is_alphanumeric()).next();
    name.unwrap_or_default().to_owned()
}

fn product(script: &Script) {
    let mut options = options(&script.db, script.mirror);
    options.key.take_if(|_| script.plain);
    let mut store = match SqliteStore::open_with(&options) {
        Ok(opened) => opened.store,
        Err(error) => {
            tell(&format!("SHUT {} {error}", kind(&error)));
            return;
        }
    };
    tell("OPEN");
    if let Some(heap) = script.heap {
        let bare = Connection::open_in_memory().unwrap();
        bare.pragma_update_and_check(None, "hard_heap_limit", heap, |_| Ok(()))
            .unwrap();
    }
    let mut rng = Rng(script.seed);
    for n in 0..script.actions {
        let now = at(i64::try_from(n).unwrap());
        let step = step(&mut rng, n, &script.actor);
        let id = new_id(now);
        tell(&format!("TRY {id}"));
        let actor = Clean::line(&script.actor);
        let result = match step {
            Step::Save(mut draft) => {
                draft.action = Some(id);
                store.commit(&draft, now).map(Some)
            }
            Step::Undo => store.undo(&actor, now),
            Step::Redo => store.redo(&actor, now),
        };
        match result {
            Ok(Some(saved)) => tell(&format!("ACK {}", saved.action)),
            Ok(None) => tell("NIL"),
            Err(error) => tell(&format!("NO {} {error}", kind(&error))),
        }
    }
    tell("END");
    if script.abrupt {
        std::process::exit(0);
    }
}

enum Step {
    Save(Draft),
    Undo,
    Redo,
}

/// One thing a coordinator does. The first fills the record with a session.
fn step(rng: &mut Rng, n: usize, actor: &str) -> Step {
    if n == 0 {
        return Step::Save(load(actor, session("crash", 12)));
    }
    let need = format!("N-{}", 1 + rng.below(4));
    let org = format!("org-{}", 1 + rng.below(6));
    let level = Level::ALL[rng.below(Level::ALL.len())];
    let pairing = Entity::Pairing(pairing_id("crash", &need, &org));
    let recorded = Change::Pairing(PairingChange::Recorded {
        person: Some(Clean::line(&format!("{:03}", 1 + rng.below(12)))),
        level: Some(level),
    });
    let long = if rng.chance(6) { 3_000 } else { 12 };
    let changes = match rng.below(12) {
        0..5 => vec![(pairing, recorded)],
        5 => vec![
            (pairing.clone(), recorded),
            (
                pairing,
                Change::Pairing(PairingChange::Status {
                    status: PairingStatus::ALL[rng.below(PairingStatus::ALL.len())],
                    reason: "理由".into(),
                    on: date(2099, 1, 2),
                }),
            ),
        ],
        6 | 7 => vec![(
            pairing,
            Change::Pairing(PairingChange::Note {
                note: Clean::text(&"覚".repeat(rng.below(long))),
            }),
        )],
        8 | 9 => vec![(
            Entity::Memo(("crash".into(), Uuid::from_u128(u128::from(rng.next())))),
            Change::Memo(MemoChange::Written {
                need: Some(Clean::line(&need)),
                text: Clean::text(&"書".repeat(rng.below(long))),
            }),
        )],
        10 => return Step::Undo,
        _ => return Step::Redo,
    };
    Step::Save(Draft {
        actor: actor.into(),
        scope: "crash".into(),
        changes,
        action: None,
    })
}

/// The same promises kept by hand, as badly as the settings allow.
fn plain(script: &Script, journal: &str, synchronous: &str) {
    let db = Connection::open(&script.db).unwrap();
    db.pragma_update(None, "journal_mode", journal).unwrap();
    db.pragma_update(None, "synchronous", synchronous).unwrap();
    db.pragma_update(None, "wal_autocheckpoint", 40).unwrap();
    db.execute_batch("CREATE TABLE IF NOT EXISTS op(action TEXT, body TEXT)")
        .unwrap();
    tell("OPEN");
    let mut rng = Rng(script.seed);
    for n in 0..script.actions {
        let id = new_id(at(i64::try_from(n).unwrap()));
        tell(&format!("TRY {id}"));
        let body = "記".repeat(rng.below(1_500));
        db.execute("INSERT INTO op VALUES(?1, ?2)", [&id.to_string(), &body])
            .unwrap();
        tell(&format!("ACK {id}"));
    }
    tell("END");
}
