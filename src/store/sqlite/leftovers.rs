//! Erases data from the files beside the record: the other version of a forked stream, actions that could not be saved,
//! records that were replaced. Backups are not touched, because they are removed by age.

use super::super::chain::Sealed;
use super::super::privacy::roll::Person;
use super::super::{Draft, LogFilter, Passphrase, Sessions, StoreError, files, line};
use super::connect::Access;
use super::options::Options;
use super::{SqliteStore, connect, copies, identity, rescue, schema, sidecar, sweep};
use crate::domain::entity::Change;
use crate::domain::op::{Extras, Op, Stamp};
use crate::text::Clean;
use jiff::Timestamp;
use std::path::Path;
use std::path::PathBuf;
use uuid::Uuid;

/// The change of an op without what is to be forgotten; `None`: nothing of it is in it.
pub(super) type Less<'a> = &'a dyn Fn(&Op) -> Option<Change>;

/// What is to be forgotten.
#[derive(Clone, Copy)]
pub(super) struct What<'a> {
    /// Where.
    pub(super) scope: &'a Sessions,
    /// Takes it out of an op.
    pub(super) less: Less<'a>,
    /// Of whom, where that is known by name; `None`: whatever `less` finds.
    pub(super) person: Option<&'a Person>,
}

impl<'a> What<'a> {
    /// Whatever `less` finds in a scope.
    pub(super) fn any(scope: &'a Sessions, less: Less<'a>) -> Self {
        Self {
            scope,
            less,
            person: None,
        }
    }
}

/// Kind of a file beside the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leftover {
    /// Ops of the other version of a forked stream.
    Fork,
    /// Actions that could not be saved.
    Rescue,
    /// A whole record, for example a replaced one.
    Copy,
    /// A copy that was never finished.
    Half,
}

impl SqliteStore {
    /// Sets more folders in which rescue files may be.
    #[must_use]
    pub fn with_rescues_in(mut self, folders: Vec<PathBuf>) -> Self {
        self.rescues = folders;
        self
    }

    /// The rotating backups lie in this folder.
    #[must_use]
    pub fn with_backups_in(mut self, folder: PathBuf) -> Self {
        self.backups = Some(folder);
        self
    }

    /// Erases the data from every file beside the record. Returns the files where this failed.
    pub(super) fn forget_beside(
        &self,
        what: What<'_>,
        by: (&Clean, &Clean),
        now: Timestamp,
    ) -> Vec<PathBuf> {
        let (scope, less) = (what.scope, what.less);
        let mut left = Vec::new();
        for (kind, path) in self.beside() {
            let done = match kind {
                Leftover::Half => std::fs::remove_file(&path).map_err(|e| self.cannot(&e)),
                Leftover::Fork => fork(&path, self.key.as_ref(), scope, less),
                Leftover::Rescue => rescued(&path, self.key.as_ref(), scope, less),
                Leftover::Copy => self.copy_beside(&path, what, by, now),
            };
            if done.is_err() {
                left.push(path);
            }
        }
        left
    }

    /// The files that [`Self::forget_beside`] changes.
    pub(super) fn files_beside(&self) -> Vec<PathBuf> {
        let found = self.beside().into_iter();
        found.map(|(_, path)| path).collect()
    }

    fn beside(&self) -> Vec<(Leftover, PathBuf)> {
        let own = match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        let mut found = beside(&own, &self.path);
        let halves = sweep::unfinished(&self.path).into_iter();
        found.extend(halves.map(|half| (Leftover::Half, half)));
        for folder in self.rescues.iter().filter(|folder| **folder != own) {
            let others = beside(folder, &self.path).into_iter();
            found.extend(others.filter(|(kind, _)| *kind == Leftover::Rescue));
        }
        if let Some(folder) = &self.backups {
            let copies = copies::named(folder, self.record).into_iter();
            let nameless = copies::nameless(folder).into_iter();
            // One that cannot be read is told: it may hold what is to be forgotten.
            let own = copies
                .chain(nameless)
                .filter(|copy| self.owns(copy) != Some(false));
            found.extend(own.map(|copy| (Leftover::Copy, copy.path)));
            let halves = copies::halves(folder, self.record).into_iter();
            found.extend(halves.map(|half| (Leftover::Half, half)));
        }
        found
    }

    fn copy_beside(
        &self,
        path: &Path,
        what: What<'_>,
        by: (&Clean, &Clean),
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let version = connect::open(path, self.key.as_ref(), Access::Read)
            .and_then(|db| schema::version(&db))?;
        if version > schema::VERSION {
            return Err(StoreError::ReadOnly(path.to_owned()));
        }
        if version < schema::VERSION {
            // Opened as a record it would leave a copy of its old form behind.
            let mut db = connect::open(path, self.key.as_ref(), Access::Write)?;
            schema::upgrade(&mut db)?;
        }
        let options = Options {
            key: self.key.clone(),
            // The copy writes under a machine id of its own, so that no stream is forked.
            machine: Some(Uuid::new_v4().to_string()),
            is_copy: true,
            ..Options::new(path)
        };
        let mut copy = SqliteStore::open_with(&options)?.store;
        // Keys and seals lie in one folder alone, wherever the copy is.
        copy.key_folder.clone_from(&self.key_folder);
        identity::give(&copy.db, self.record)?;
        let forgotten = copy.forget(what, None, by, now)?;
        if forgotten.compacted {
            Ok(())
        } else {
            Err(StoreError::Busy)
        }
    }
}

/// Whether a file beside the record still cannot be opened for writing.
pub(super) fn is_shut(path: &Path, key: Option<&Passphrase>) -> bool {
    if path.extension().is_some_and(|end| end == "db") {
        let version = connect::open(path, key, Access::Write).and_then(|db| schema::version(&db));
        return !matches!(version, Ok(..=schema::VERSION));
    }
    let opened = std::fs::OpenOptions::new().write(true).open(path);
    opened.is_err() || sidecar::read(path, key).is_err()
}

/// The files of a record in a folder, recognised by the names that this program gives them.
fn beside(folder: &Path, record: &Path) -> Vec<(Leftover, PathBuf)> {
    let stem = record.file_stem().unwrap_or_default().to_string_lossy();
    let kind_of = |name: &str| {
        let (first, end) = name.rsplit_once('.')?;
        let is_sidecar = end == "jsonl" || end == "db";
        let is_copy = |what| files::number_of(record, what, name).is_some();
        let other = ["fork", "refused"].map(|what| format!("{stem}-{what}-"));
        if is_sidecar && other.iter().any(|other| first.starts_with(other)) {
            Some(Leftover::Fork)
        } else if is_sidecar && first.starts_with("enishi-rescue-") {
            Some(Leftover::Rescue)
        } else if ["replaced", "before-upgrade"].into_iter().any(is_copy) {
            Some(Leftover::Copy)
        } else {
            None
        }
    };
    let mut found: Vec<(Leftover, PathBuf)> = files::names_in(folder)
        .filter_map(|name| Some((kind_of(&name)?, folder.join(&name))))
        .collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found
}

/// Removes the payload of ops. Their hashes stay, so that the remaining ops can still be taken in and verified.
fn fork(
    path: &Path,
    key: Option<&Passphrase>,
    scope: &Sessions,
    less: Less<'_>,
) -> Result<(), StoreError> {
    let bytes = sidecar::read(path, key)?;
    let ops = line::read_all(&mut bytes.as_slice())?.into_iter();
    let mut ops: Vec<Sealed> = ops.map(|(_, op)| op).collect();
    let wanted = LogFilter::within(scope);
    let named = |op: &Sealed| {
        let opened = op.open(None);
        op.content.is_some() && wanted.matches(&opened) && less(&opened).is_some()
    };
    let mut changed = false;
    for op in ops.iter_mut().filter(|op| named(op)) {
        op.content = None;
        changed = true;
    }
    if !changed {
        return Ok(());
    }
    let mut text = String::new();
    for op in &ops {
        text += &line::write(op)?;
        text.push('\n');
    }
    sidecar::write(path, &text, key)
}

fn rescued(
    path: &Path,
    key: Option<&Passphrase>,
    scope: &Sessions,
    less: Less<'_>,
) -> Result<(), StoreError> {
    let mut unsaved = rescue::read_under(path, key)?;
    let wanted = |draft: &Draft| match scope {
        Sessions::All => true,
        Sessions::One(id) => draft.scope == *id,
    };
    let mut changed = false;
    for (_, draft) in unsaved.iter_mut().filter(|(_, draft)| wanted(draft)) {
        let scope = draft.scope.clone();
        for (entity, change) in &mut draft.changes {
            // As the op it would have become.
            let op = Op {
                id: Uuid::nil(),
                stamp: Stamp::default(),
                scope: scope.clone(),
                actor: draft.actor.clone(),
                action: Uuid::nil(),
                entity: entity.clone(),
                change: change.clone(),
                extras: Extras::default(),
            };
            if let Some(without) = less(&op) {
                *change = without;
                changed = true;
            }
        }
    }
    if changed {
        rescue::write_under(path, &unsaved, key)?;
    }
    Ok(())
}
