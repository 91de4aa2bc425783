//! A disk that keeps only what was synced, and of the rest what chance will have it: the strictest reading of what the
//! system promises. A file's content is safe after a sync of the file, its name after a sync of the folder.

use super::Rng;
use super::trace::Call;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A disk keeps or loses a sector, not a byte.
const SECTOR: usize = 512;

/// Content by path.
pub(super) type Image = BTreeMap<PathBuf, Vec<u8>>;

/// What becomes of what was written and not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// Nothing of it arrived.
    Dropped,
    /// All of it did.
    Kept,
    /// Each sector by itself.
    Torn,
    /// Each write whole or not, in any order.
    Scattered,
    /// All up to some write, of which some sectors.
    Stopped,
    /// All of the content, and of the names only the newest change.
    Newest,
}

impl Cut {
    pub(super) const ALL: [Self; 6] = [
        Self::Dropped,
        Self::Kept,
        Self::Torn,
        Self::Scattered,
        Self::Stopped,
        Self::Newest,
    ];
}

#[derive(Clone, Debug)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

#[derive(Clone, Debug, Default)]
struct File {
    synced: Vec<u8>,
    pending: Vec<Change>,
    /// Only for the place of a write at the end.
    len: usize,
}

impl File {
    fn change(&mut self, change: Change) {
        self.len = match &change {
            Change::Write(at, data) => self.len.max(at + data.len()),
            Change::Truncate(len) => *len,
        };
        self.pending.push(change);
    }

    fn sync(&mut self) {
        for change in self.pending.drain(..) {
            apply(&mut self.synced, &change, |_| true);
        }
    }

    fn after(&self, cut: Cut, rng: &mut Rng) -> Vec<u8> {
        let mut content = self.synced.clone();
        let stop = rng.below(self.pending.len() + 1);
        for (n, change) in self.pending.iter().enumerate() {
            let whole = match cut {
                Cut::Dropped => false,
                Cut::Kept | Cut::Newest => true,
                Cut::Scattered => rng.chance(2),
                Cut::Stopped => n < stop,
                Cut::Torn => {
                    apply(&mut content, change, |_| rng.chance(2));
                    continue;
                }
            };
            if whole {
                apply(&mut content, change, |_| true);
            } else if cut == Cut::Stopped && n == stop {
                apply(&mut content, change, |_| rng.chance(2));
            }
        }
        content
    }
}

/// Does the sectors of a change that `arrives` lets through. What was never written between reads as zeros.
fn apply(content: &mut Vec<u8>, change: &Change, mut arrives: impl FnMut(usize) -> bool) {
    match change {
        Change::Truncate(len) => {
            if arrives(0) {
                content.resize(*len, 0);
            }
        }
        Change::Write(at, data) => {
            let end = at + data.len();
            let mut from = *at;
            while from < end {
                let to = end.min((from / SECTOR + 1) * SECTOR);
                if arrives(from / SECTOR) {
                    if content.len() < to {
                        content.resize(to, 0);
                    }
                    content[from..to].copy_from_slice(&data[from - at..to - at]);
                }
                from = to;
            }
        }
    }
}

#[derive(Clone, Debug)]
enum Entry {
    Set(PathBuf, usize),
    Remove(PathBuf),
    Move(PathBuf, PathBuf, usize),
}

impl Entry {
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Set(path, _) | Self::Remove(path) | Self::Move(_, path, _) => path.parent(),
        }
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Set(path, file) => {
                names.insert(path.clone(), *file);
            }
            Self::Remove(path) => {
                names.remove(path);
            }
            Self::Move(from, to, file) => {
                names.remove(from);
                names.insert(to.clone(), *file);
            }
        }
    }
}

/// An open file.
#[derive(Clone, Copy, Debug)]
struct Handle {
    file: usize,
    at: usize,
    append: bool,
}

/// The folders under one root, as calls change them.
#[derive(Clone, Debug)]
pub(super) struct Disk {
    root: PathBuf,
    files: Vec<File>,
    names: BTreeMap<PathBuf, usize>,
    safe: BTreeMap<PathBuf, usize>,
    pending: Vec<Entry>,
    handles: BTreeMap<u64, Handle>,
    folders: BTreeMap<u64, PathBuf>,
    /// A control: files whose sync is believed and does nothing.
    pub(super) lies: BTreeSet<PathBuf>,
}

impl Disk {
    /// With what stands there now, all of it safe.
    pub(super) fn at(root: &Path) -> Self {
        let mut disk = Self {
            root: root.to_owned(),
            files: Vec::new(),
            names: BTreeMap::new(),
            safe: BTreeMap::new(),
            pending: Vec::new(),
            handles: BTreeMap::new(),
            folders: BTreeMap::new(),
            lies: BTreeSet::new(),
        };
        let mut left = vec![root.to_owned()];
        while let Some(folder) = left.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    left.push(path);
                    continue;
                }
                let content = std::fs::read(&path).unwrap();
                disk.files.push(File {
                    len: content.len(),
                    synced: content,
                    pending: Vec::new(),
                });
                disk.names.insert(path.clone(), disk.files.len() - 1);
                disk.safe.insert(path, disk.files.len() - 1);
            }
        }
        disk
    }

    /// Does a call. What it wrote to standard output, if it did; whether anything under the root changed.
    pub(super) fn hear<'a>(&mut self, call: &'a Call) -> (Option<&'a [u8]>, bool) {
        match call {
            Call::Open {
                path,
                create,
                empty,
                append,
                fd,
            } => {
                self.handles.remove(fd);
                self.folders.remove(fd);
                return (None, self.open(path, *create, *empty, *append, *fd));
            }
            Call::Write { fd, at, data } => {
                if *fd == 1 {
                    return (Some(data), false);
                }
                let Some(handle) = self.handles.get_mut(fd) else {
                    return (None, false);
                };
                let file = &mut self.files[handle.file];
                let place = match at {
                    Some(at) => usize::try_from(*at).unwrap(),
                    None if handle.append => file.len,
                    None => handle.at,
                };
                if at.is_none() {
                    handle.at = place + data.len();
                }
                file.change(Change::Write(place, data.clone()));
            }
            Call::Truncate { fd, len } => {
                let Some(handle) = self.handles.get(fd) else {
                    return (None, false);
                };
                let len = usize::try_from(*len).unwrap();
                self.files[handle.file].change(Change::Truncate(len));
            }
            Call::Seek { fd, at } => {
                if let Some(handle) = self.handles.get_mut(fd) {
                    handle.at = usize::try_from(*at).unwrap();
                }
                return (None, false);
            }
            Call::Sync { fd } => {
                if let Some(folder) = self.folders.get(fd) {
                    let (now, later): (Vec<Entry>, Vec<Entry>) = std::mem::take(&mut self.pending)
                        .into_iter()
                        .partition(|entry| entry.folder() == Some(folder));
                    self.pending = later;
                    for entry in now {
                        entry.apply(&mut self.safe);
                    }
                } else if let Some(handle) = self.handles.get(fd) {
                    let lied = self
                        .names
                        .iter()
                        .any(|(path, file)| *file == handle.file && self.lies.contains(path));
                    if lied {
                        return (None, false);
                    }
                    self.files[handle.file].sync();
                } else {
                    return (None, false);
                }
            }
            Call::Close { fd } => {
                self.handles.remove(fd);
                self.folders.remove(fd);
                return (None, false);
            }
            Call::Copy { fd, new } => {
                if let Some(handle) = self.handles.get(fd).copied() {
                    self.handles.insert(*new, handle);
                }
                return (None, false);
            }
            Call::Unlink { path } => {
                if self.names.remove(path).is_none() {
                    return (None, false);
                }
                self.pending.push(Entry::Remove(path.clone()));
            }
            Call::Rename { from, to } => {
                let Some(file) = self.names.remove(from) else {
                    return (None, false);
                };
                self.names.insert(to.clone(), file);
                self.pending
                    .push(Entry::Move(from.clone(), to.clone(), file));
            }
        }
        (None, true)
    }

    fn open(&mut self, path: &Path, create: bool, empty: bool, append: bool, fd: u64) -> bool {
        // What is in shared memory is made anew by whoever opens the record first.
        if !path.starts_with(&self.root) || path.to_string_lossy().ends_with("-shm") {
            return false;
        }
        if path.is_dir() && !create {
            self.folders.insert(fd, path.to_owned());
            return false;
        }
        let known = self.names.get(path).copied();
        let file = known.unwrap_or_else(|| {
            self.files.push(File::default());
            let file = self.files.len() - 1;
            self.names.insert(path.to_owned(), file);
            self.pending.push(Entry::Set(path.to_owned(), file));
            file
        });
        let emptied = empty && self.files[file].len > 0;
        if emptied {
            self.files[file].change(Change::Truncate(0));
        }
        let handle = Handle {
            file,
            at: 0,
            append,
        };
        self.handles.insert(fd, handle);
        known.is_none() || emptied
    }

    /// What the disk holds when the power comes back.
    pub(super) fn image(&self, cut: Cut, rng: &mut Rng) -> Image {
        let mut names = self.safe.clone();
        let stop = rng.below(self.pending.len() + 1);
        for (n, entry) in self.pending.iter().enumerate() {
            let arrived = match cut {
                Cut::Dropped => false,
                Cut::Kept => true,
                Cut::Torn | Cut::Scattered => rng.chance(2),
                Cut::Stopped => n < stop,
                Cut::Newest => n + 1 == self.pending.len(),
            };
            if arrived {
                entry.apply(&mut names);
            }
        }
        names
            .into_iter()
            .map(|(path, file)| (path, self.files[file].after(cut, rng)))
            .collect()
    }
}

#[test]
fn only_what_was_synced_is_safe() {
    let root = tempfile::tempdir().unwrap();
    let mut disk = Disk::at(root.path());
    let path = root.path().join("a");
    disk.hear(&Call::Open {
        path: path.clone(),
        create: true,
        empty: false,
        append: false,
        fd: 5,
    });
    let write = |at, byte| Call::Write {
        fd: 5,
        at: Some(at),
        data: vec![byte; SECTOR],
    };
    let mut rng = Rng(1);
    disk.hear(&write(0, 1));
    disk.hear(&Call::Sync { fd: 5 });
    assert!(disk.image(Cut::Dropped, &mut rng).is_empty());
    disk.hear(&Call::Open {
        path: root.path().to_owned(),
        create: false,
        empty: false,
        append: false,
        fd: 6,
    });
    disk.hear(&Call::Sync { fd: 6 });
    disk.hear(&write(0, 2));
    disk.hear(&write(512, 3));
    let dropped = disk.image(Cut::Dropped, &mut rng);
    assert_eq!(dropped[&path], vec![1; SECTOR]);
    let kept = disk.image(Cut::Kept, &mut rng);
    assert_eq!(kept[&path], [vec![2; SECTOR], vec![3; SECTOR]].concat());
}
