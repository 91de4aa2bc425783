//! The record, and what its tests put into it.

mod conflict;
mod contract;
mod day;
mod device;
mod error;
mod older;
mod op;
mod privacy;
mod shared_folder;
mod sqlite;

use crate::scratch;
use enishi::domain::code::{
    Aside, Level, OwnerSide, PairingStatus, Paper, Presence, Relation, Source, TaskStatus, Verdict,
};
use enishi::domain::entity::Entity;
use enishi::domain::entity::attendance::{AttendanceChange, AttendanceId};
use enishi::domain::entity::attendee::{AttendeeChange, AttendeeId};
use enishi::domain::entity::interest::{InterestChange, InterestId};
use enishi::domain::entity::memo::MemoChange;
use enishi::domain::entity::pairing::PairingChange;
use enishi::domain::entity::pairing::PairingId;
use enishi::domain::entity::pairing::Side;
use enishi::domain::entity::progress::ProgressChange;
use enishi::domain::entity::reply::{ReplyChange, ReplyId};
use enishi::domain::entity::session::SessionChange;
use enishi::domain::entity::task::TaskBody;
use enishi::domain::entity::task::TaskChange;
use enishi::domain::entity::task::TaskId;
use enishi::domain::entity::tie::TieChange;
use enishi::domain::entity::{Change, Erased};
use enishi::domain::recorded::prepared::{Fields, Item};
use enishi::domain::roster::{Attendee, Need, Session};
use enishi::store::{Draft, LogFilter, Saved, Store, StoreError};
use enishi::text::Clean;
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A place for a record of its own.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: scratch() }
    }

    pub(crate) fn db(&self) -> PathBuf {
        self.folder.path().join("enishi.db")
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().to_owned()
    }
}

/// Every file of a folder, at any depth.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + seconds).unwrap()
}

pub(crate) fn pairing_id(session: &str, need: &str, org: &str) -> PairingId {
    PairingId {
        session: session.into(),
        need: need.into(),
        org: org.into(),
    }
}

pub(crate) fn pair(actor: &str, session: &str, need: &str, org: &str) -> Draft {
    Draft {
        actor: actor.into(),
        scope: session.into(),
        changes: vec![(
            Entity::Pairing(pairing_id(session, need, org)),
            Change::Pairing(PairingChange::Recorded {
                person: Some("001".into()),
                level: Some(Level::Interested),
            }),
        )],
        action: None,
    }
}

pub(crate) fn session(id: &str, people: usize) -> Session {
    Session {
        id: id.into(),
        title: format!("架空の開催回 {id}").into(),
        held_on: date(2099, 1, 2),
        needs: vec![Need {
            no: "N-1".into(),
            title: "内視鏡の曇り".into(),
            presenter: "001".into(),
            ..Need::default()
        }],
        attendees: (1..=people)
            .map(|n| Attendee {
                badge: format!("{n:03}").into(),
                name: format!("架空 太郎{n}").into(),
                org: "org-1".into(),
                email: format!("taro{n}@example.jp").into(),
                ..Attendee::default()
            })
            .collect(),
        ..Session::default()
    }
}

pub(crate) fn load(actor: &str, session: Session) -> Draft {
    Draft {
        actor: actor.into(),
        scope: session.id.clone(),
        changes: vec![(
            Entity::Session(session.id.clone()),
            Change::Session(SessionChange::Loaded(Box::new(session))),
        )],
        action: None,
    }
}

fn session_name() -> impl Strategy<Value = Clean> {
    prop::sample::select(vec!["s1", "s/2"]).prop_map(Clean::line)
}

fn word() -> impl Strategy<Value = Clean> {
    prop::sample::select(vec!["N-1", "N-2", "o%1", "", "見送りの理由\n二行目"])
        .prop_map(Clean::text)
}

fn any_code<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(all)
}

fn change() -> impl Strategy<Value = (Entity, Change)> {
    let id = |s: Clean, need: &str, org: &str| PairingId {
        session: s,
        need: need.into(),
        org: org.into(),
    };
    let pairing =
        (session_name(), "N-[12]", "o[12]").prop_map(move |(s, need, org)| id(s, &need, &org));
    let on = Just(date(2099, 3, 1));
    let of_pairing = prop_oneof![
        4 => (prop::option::of(word()), prop::option::of(any_code(Level::ALL)))
            .prop_map(|(person, level)| Change::Pairing(PairingChange::Recorded { person, level })),
        1 => any_code(Level::ALL).prop_map(|level| Change::Pairing(PairingChange::Level { level })),
        1 => word().prop_map(|note| Change::Pairing(PairingChange::Note { note })),
        1 => word().prop_map(|name| Change::Pairing(PairingChange::Coordinator { name })),
        1 => (any_code(PairingStatus::ALL), word(), on)
            .prop_map(|(status, reason, on)| Change::Pairing(PairingChange::Status { status, reason, on })),
        1 => (word(), prop::option::of(on), any::<bool>()).prop_map(|(text, on, first)| {
            let side = if first { Side::Hospital } else { Side::Company };
            Change::Pairing(PairingChange::Next { side, text, on })
        }),
    ];
    let task = (session_name(), "N-[12]", "C[12]")
        .prop_map(|(session, need, template)| TaskId {
            session,
            need: need.into(),
            org: Clean::default(),
            template: template.into(),
        })
        .boxed();
    let of_task = prop_oneof![
        2 => (any_code(OwnerSide::ALL), on, task.clone()).prop_map(|(owner_side, due_on, first)| {
            Change::Task(TaskChange::Opened(Box::new(TaskBody {
                title_ja: "秘密保持契約".into(),
                title_en: "NDA".into(),
                owner_side,
                due_on,
                depends_on: vec![first],
                own: false,
            })))
        }),
        1 => (any_code(TaskStatus::ALL), on).prop_map(|(status, on)| Change::Task(TaskChange::Status { status, on, reason: Clean::default() })),
        1 => on.prop_map(|due_on| Change::Task(TaskChange::Due { due_on })),
        1 => on.prop_map(|due_on| Change::Task(TaskChange::Moved { due_on })),
        1 => word().prop_map(|note| Change::Task(TaskChange::Note { note })),
    ];
    let of_the_day = prop_oneof![
        (session_name(), any_code(Presence::ALL)).prop_map(|(session, presence)| {
            let id = AttendanceId {
                session,
                badge: "001".into(),
            };
            (
                Entity::Attendance(id),
                AttendanceChange::Presence { presence }.into(),
            )
        }),
        (session_name(), any_code(Paper::ALL), any::<bool>()).prop_map(|(session, paper, done)| {
            let id = AttendanceId {
                session,
                badge: "001".into(),
            };
            (
                Entity::Attendance(id),
                AttendanceChange::Paper { paper, done }.into(),
            )
        }),
        (
            session_name(),
            prop::option::of(any_code(Level::ALL)),
            any_code(Source::ALL)
        )
            .prop_map(|(session, level, source)| {
                let id = InterestId {
                    session,
                    badge: "001".into(),
                    need: "N-1".into(),
                };
                (
                    Entity::Interest(id),
                    InterestChange::Marked { level, source }.into(),
                )
            }),
        (
            session_name(),
            prop::option::of(any_code(Verdict::ALL)),
            word()
        )
            .prop_map(|(session, verdict, reason)| {
                let id = ReplyId {
                    session,
                    need: "N-1".into(),
                    org: "o1".into(),
                };
                (
                    Entity::Reply(id),
                    ReplyChange::Given {
                        verdict,
                        reason,
                        by: None,
                    }
                    .into(),
                )
            }),
        (session_name(), word()).prop_map(|(s, need)| (
            Entity::Progress(s),
            ProgressChange::NeedJoined { need }.into()
        )),
        (session_name(), "30[12]", "人[甲乙]", "o[12]").prop_map(|(session, badge, name, org)| {
            let new = Attendee {
                badge: badge.into(),
                name: name.into(),
                org: org.into(),
                ..Attendee::default()
            };
            let set = Fields::between(&Attendee::numbered(&new.badge), &new);
            let id = AttendeeId {
                session,
                number: new.badge,
            };
            let added = AttendeeChange::Added {
                set,
                place: Some(7),
                mark: None,
                listed: false,
            };
            (Entity::Attendee(id), added.into())
        }),
    ];
    prop_oneof![
        4 => of_the_day,
        6 => (pairing, of_pairing).prop_map(|(id, change)| (Entity::Pairing(id), change)),
        3 => (task, of_task).prop_map(|(id, change)| (Entity::Task(id), change)),
        1 => (session_name(), prop::option::of(word()))
            .prop_map(|(s, need)| (Entity::Progress(s), Change::Progress(ProgressChange::NeedOpened { need }))),
        1 => (session_name(), word(), prop::option::of(any_code(Aside::ALL)))
            .prop_map(|(s, need, how)| (Entity::Progress(s), Change::Progress(ProgressChange::NeedSetAside { need, how }))),
        1 => (session_name(), any_code(Relation::ALL), word())
            .prop_map(|(s, relation, title)| (Entity::Tie((s, "N-1".into(), "JP1".into())), Change::Tie(TieChange::Tied { relation, title }))),
        1 => (session_name(), 0..3_u128, word())
            .prop_map(|(s, n, text)| (Entity::Memo((s, Uuid::from_u128(n))), Change::Memo(MemoChange::Written { need: None, text }))),
        1 => (session_name(), 0..3_usize).prop_map(|(s, people)| {
            (Entity::Session(s.clone()), Change::Session(SessionChange::Loaded(Box::new(session(&s, people)))))
        }),
    ]
}

/// What is done to a record.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Commit(Clean, Vec<(Entity, Change)>),
    Undo(Clean),
    Redo(Clean),
    UndoAction(Clean, prop::sample::Index),
    /// One op loses its payload; `true`: all of it, `false`: only its words.
    Erase(Clean, prop::sample::Index, bool),
    Again(prop::sample::Index),
}

fn actor() -> impl Strategy<Value = Clean> {
    prop::sample::select(vec!["相沢", "馬場"]).prop_map(Clean::line)
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (actor(), prop::collection::vec(change(), 1..3)).prop_map(|(a, c)| Step::Commit(a, c)),
        3 => actor().prop_map(Step::Undo),
        2 => actor().prop_map(Step::Redo),
        1 => (actor(), any::<prop::sample::Index>()).prop_map(|(a, i)| Step::UndoAction(a, i)),
        1 => (actor(), any::<prop::sample::Index>(), any::<bool>()).prop_map(|(a, i, all)| Step::Erase(a, i, all)),
        1 => any::<prop::sample::Index>().prop_map(Step::Again),
    ]
}

/// Does a step. Actions are compared by the place of their first op, because their ids are drawn.
pub(crate) fn apply(store: &mut dyn Store, step: &Step, now: Timestamp) -> Option<Saved> {
    let actions = |store: &dyn Store| -> Vec<Uuid> {
        let log = store.log(&LogFilter::default()).unwrap();
        log.into_iter().map(|entry| entry.op.action).collect()
    };
    match step {
        Step::Commit(actor, changes) => {
            // An action stands in one compartment.
            let scope = changes[0].0.session().cloned().unwrap_or_default();
            let changes = changes.iter();
            let changes = changes.filter(|(entity, _)| entity.session() == Some(&scope));
            let draft = Draft {
                actor: actor.clone(),
                changes: changes.cloned().collect(),
                scope: scope.clone(),
                action: None,
            };
            Some(store.commit(&draft, now).unwrap())
        }
        Step::Undo(actor) => store.undo(actor, now).unwrap(),
        Step::Redo(actor) => store.redo(actor, now).unwrap(),
        Step::UndoAction(actor, index) => {
            let all = actions(store);
            if all.is_empty() {
                return None;
            }
            match store.undo_action(*index.get(&all), actor, now) {
                Ok(saved) => saved,
                Err(StoreError::NotUndoable(_)) => None,
                Err(error) => panic!("{error}"),
            }
        }
        Step::Erase(actor, index, all) => {
            let log = store.log(&LogFilter::default()).unwrap();
            let fixed = |c: &Change| {
                matches!(
                    c,
                    Change::ActionUndone { .. } | Change::ContentErased { .. }
                )
            };
            let ops: Vec<_> = (log.into_iter().map(|e| e.op))
                .filter(|op| !fixed(&op.change))
                .collect();
            if ops.is_empty() {
                return None;
            }
            let op = index.get(&ops);
            let mut instead = serde_json::to_value(&op.change).unwrap()["body"].take();
            for word in ["note", "text", "reason", "title"] {
                if let Some(text) = instead.get_mut(word) {
                    *text = "".into();
                }
            }
            let erased = Erased {
                device: op.stamp.device,
                scope: op.scope.clone(),
                seq: op.stamp.seq,
                // Whoever erases leaves the numbers of what a file prepared.
                instead: if *all && op.change.kind() != "session-loaded" {
                    serde_json::Value::Null
                } else {
                    instead
                },
            };
            let draft = Draft {
                actor: actor.clone(),
                scope: op.scope.clone(),
                changes: vec![(
                    Entity::Session(op.scope.clone()),
                    Change::ContentErased {
                        ops: vec![erased],
                        reason: "試験".into(),
                        person: None,
                    },
                )],
                action: None,
            };
            Some(store.commit(&draft, now).unwrap())
        }
        Step::Again(index) => {
            let all = actions(store);
            if all.is_empty() {
                return None;
            }
            let again = Draft {
                actor: Clean::default(),
                scope: Clean::default(),
                changes: Vec::new(),
                action: Some(*index.get(&all)),
            };
            Some(store.commit(&again, now).unwrap())
        }
    }
}
