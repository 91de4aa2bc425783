//! Actions over ops: which are switched off, which one an undo or a redo takes. The definition; the SQLite store keeps
//! the same answers in a table so that it need not look at the whole record.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of change is met here"
)]

use crate::domain::book;
use crate::domain::book::Folded;
use crate::domain::book::whole;
use crate::domain::entity::Entity;
use crate::domain::op::Op;
use crate::domain::op::Stamp;
use crate::text::Clean;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use uuid::Uuid;

/// One user action, seen from its ops.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Action {
    /// Of its first op.
    pub(crate) first: Stamp,
    pub(crate) actor: Clean,
    /// Every op of it is undoable.
    pub(crate) undoable: bool,
    /// The actions it switches off.
    pub(crate) targets: BTreeSet<Uuid>,
}

/// Which actions are off. The newest undo is asked first: one that is itself switched off switches nothing off.
pub(crate) fn switched_off<'a>(ops: impl IntoIterator<Item = &'a Op>) -> BTreeSet<Uuid> {
    let mut undos: Vec<(Stamp, Uuid, Uuid)> = ops
        .into_iter()
        .filter_map(|op| Some((op.stamp, op.action, op.change.undoes()?)))
        .collect();
    undos.sort_unstable();
    let mut off = BTreeSet::new();
    for (_, by, target) in undos.into_iter().rev() {
        if !off.contains(&by) {
            off.insert(target);
        }
    }
    off
}

/// All actions by id.
pub(crate) fn actions<'a>(ops: impl IntoIterator<Item = &'a Op>) -> BTreeMap<Uuid, Action> {
    let mut actions: BTreeMap<Uuid, Action> = BTreeMap::new();
    for op in ops {
        let action = actions.entry(op.action).or_insert_with(|| Action {
            first: op.stamp,
            actor: op.actor.clone(),
            undoable: true,
            targets: BTreeSet::new(),
        });
        if op.stamp < action.first {
            action.first = op.stamp;
            action.actor.clone_from(&op.actor);
        }
        action.undoable &= op.change.is_undoable();
        action.targets.extend(op.change.undoes());
    }
    actions
}

/// Whose actions an undo or a redo takes: somebody's, at one laptop. Two laptops may share a name, and two people one
/// laptop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Own<'a> {
    /// The incarnations of this laptop.
    pub(crate) devices: &'a BTreeSet<Uuid>,
    pub(crate) actor: &'a Clean,
}

impl Own<'_> {
    fn holds(&self, action: &Action) -> bool {
        action.actor == *self.actor && self.devices.contains(&action.first.device)
    }
}

/// The action that Ctrl+Z takes back.
pub(crate) fn undo_target(
    actions: &BTreeMap<Uuid, Action>,
    off: &BTreeSet<Uuid>,
    own: Own<'_>,
) -> Option<Uuid> {
    actions
        .iter()
        .filter(|(id, a)| own.holds(a) && a.undoable && !off.contains(*id))
        .max_by_key(|(_, a)| a.first)
        .map(|(id, _)| *id)
}

/// The undos that Ctrl+Y takes back: the newest own one, and whoever else switched the same action off, because it shall
/// be on afterwards. Empty when something own was recorded since.
pub(crate) fn redo_targets(
    actions: &BTreeMap<Uuid, Action>,
    off: &BTreeSet<Uuid>,
    own: Own<'_>,
) -> Vec<Uuid> {
    let is_undo = |a: &Action| {
        !a.targets.is_empty()
            && (a.targets.iter()).all(|t| actions.get(t).is_none_or(|t| t.targets.is_empty()))
    };
    let newest = actions
        .iter()
        .filter(|(id, a)| own.holds(a) && is_undo(a) && !off.contains(*id))
        .max_by_key(|(_, a)| a.first);
    let Some((_, undo)) = newest else {
        return Vec::new();
    };
    let recorded_since =
        (actions.values()).any(|a| own.holds(a) && a.undoable && a.first > undo.first);
    if recorded_since {
        return Vec::new();
    }
    actions
        .iter()
        .filter(|(id, a)| !off.contains(*id) && !a.targets.is_disjoint(&undo.targets))
        .map(|(id, _)| *id)
        .collect()
}

/// The entities that change when `targets` go on or off: theirs, and those of what they switch off in turn.
pub(crate) fn touched(ops: &[Op], targets: &[Uuid]) -> BTreeSet<Entity> {
    let mut entities = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<Uuid> = targets.to_vec();
    while let Some(action) = open.pop() {
        if !seen.insert(action) {
            continue;
        }
        for op in ops {
            if op.action != action {
                continue;
            }
            match op.change.undoes() {
                Some(target) => open.push(target),
                None => {
                    entities.insert(op.entity.clone());
                }
            }
        }
    }
    entities
}

/// Folds one entity from all the ops there are.
pub(crate) fn fold_entity<'a>(
    entity: &Entity,
    ops: impl IntoIterator<Item = &'a Op>,
    off: &BTreeSet<Uuid>,
) -> Option<Folded> {
    let mut own: Vec<&Op> = ops.into_iter().filter(|op| op.entity == *entity).collect();
    own.sort_by_key(|op| op.stamp);
    book::fold(entity, &own, |op| off.contains(&op.action))
}

/// Folds every entity that some ops name. Where one of them recorded a session file whole, the others of that session
/// have to be among them.
pub(crate) fn fold_all<'a>(
    ops: impl IntoIterator<Item = &'a Op>,
    off: &BTreeSet<Uuid>,
) -> BTreeMap<Entity, Option<Folded>> {
    let mut all: BTreeMap<Entity, Vec<Cow<'a, Op>>> = BTreeMap::new();
    let mut files = Vec::new();
    for op in ops {
        let own = all.entry(op.entity.clone()).or_default();
        own.push(Cow::Borrowed(op));
        files.extend(whole::loaded(op).map(|file| (op, file)));
    }
    for (op, file) in &files {
        for thing in op
            .entity
            .session()
            .into_iter()
            .flat_map(|id| whole::things(id, file))
        {
            all.entry(thing).or_default();
        }
    }
    let is_off = |op: &Op| off.contains(&op.action);
    for (thing, own) in &mut all {
        let said = files.iter().filter(|(op, _)| !is_off(op));
        let said = said.filter_map(|(op, _)| whole::says_of(op, thing));
        own.extend(said.map(Cow::Owned));
        own.sort_by_key(|op| op.stamp);
    }
    let fold = |(entity, own): (Entity, Vec<Cow<'a, Op>>)| {
        let own: Vec<&Op> = own.iter().map(AsRef::as_ref).collect();
        let folded = book::fold(&entity, &own, is_off);
        (entity, folded)
    };
    all.into_iter().map(fold).collect()
}
