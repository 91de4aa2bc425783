//! Who was introduced stays known as long as a record of provision may have to be kept, but sealed: encrypted for the key
//! of this laptop. No search through the files finds the name.
//!
//! The sealed boxes lie beside the keys, not in the record: an older backup, a second copy or a new record of the same ops
//! finds them again, and they go by themselves when their time is over.

mod boxed;
mod strays;

pub use boxed::Sealed;

use crate::durable::PART;
use crate::store::device::{Device, DeviceError};
use crate::store::privacy::provision::Provision;
use crate::store::sqlite::{SqliteStore, dates, meta, places};
use crate::store::{Sessions, StoreError, files, hex};
use crate::text::Clean;
use boxed::{Boxed, FOLDER, opened_by, write_boxes};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use uuid::Uuid;

/// Every introduction, and what is sealed.
#[derive(Debug)]
pub struct Unsealed {
    /// With what is sealed of those whose person was erased.
    pub found: Vec<(Provision, Option<Sealed>)>,
    /// What has to be kept and cannot be read here.
    pub locked: Option<Locked>,
}

/// Introductions of erased persons that nobody can read here.
#[derive(Debug)]
pub struct Locked {
    /// How many.
    pub count: usize,
    /// Why.
    pub why: NotHere,
}

/// Why an introduction cannot be read.
#[derive(Debug)]
pub enum NotHere {
    /// There is no key of this laptop.
    NoKey,
    /// Its key does not open what lies here.
    Key(DeviceError),
    /// It was sealed at another laptop, or never.
    NoBox,
}

/// The boxes that a call has written, by their file.
type Written = BTreeMap<PathBuf, Vec<(Boxed, String)>>;

/// Introductions that were sealed in case their names go, and the sessions they were made in.
pub(in crate::store::sqlite) struct Kept(Written, BTreeSet<Clean>);

impl SqliteStore {
    /// Every introduction, and what is sealed of those whose person was erased. The only way to read it.
    pub fn unsealed_provisions(
        &self,
        scope: &Sessions,
        now: Timestamp,
    ) -> Result<Unsealed, StoreError> {
        let found = self.provisions(scope)?;
        let (boxes, wrong) = self.open_boxes();
        let today = today(now);
        let mut missing = 0;
        let mut all = Vec::new();
        for p in found {
            let sealed = boxes.iter().filter(|_| p.name.is_empty());
            let mut sealed = sealed.filter(|boxed| boxed.is_of(&p));
            // A box that names the op goes before one of an older version.
            let own = sealed.clone().find(|boxed| boxed.op.is_some());
            let sealed = own.or_else(|| sealed.next());
            let is_kept = until(&p).is_some_and(|until| until >= today);
            missing += usize::from(p.name.is_empty() && is_kept && sealed.is_none());
            let sealed = sealed.map(|boxed| boxed.sealed.clone());
            all.push((p, sealed));
        }
        let why = wrong.unwrap_or(NotHere::NoBox);
        let locked = (missing > 0).then_some(Locked {
            count: missing,
            why,
        });
        Ok(Unsealed { found: all, locked })
    }

    /// What has to be kept and cannot be read here.
    pub fn locked_provisions(&self, now: Timestamp) -> Result<Option<Locked>, StoreError> {
        Ok(self.unsealed_provisions(&Sessions::All, now)?.locked)
    }

    /// The boxes that this laptop opens, and why it does not open others.
    fn open_boxes(&self) -> (Vec<Boxed>, Option<NotHere>) {
        let (devices, mut wrong) = self.devices();
        let mut opened = Vec::new();
        for bytes in self.boxes().iter().filter(|_| !devices.is_empty()) {
            match opened_by(&devices, bytes) {
                Ok(boxed) => opened.push(boxed),
                Err(error) => wrong = Some(NotHere::Key(error)),
            }
        }
        (opened, wrong)
    }

    /// The keys that may open a box, and why there are none: those of this laptop, and those that an older version made
    /// beside the record.
    fn devices(&self) -> (Vec<Device>, Option<NotHere>) {
        let (mut devices, mut wrong) = (Vec::new(), None);
        for folder in self.key_places() {
            match Device::open(&folder) {
                Ok(device) => devices.extend(device),
                Err(error) => wrong = Some(NotHere::Key(error)),
            }
        }
        if devices.is_empty() {
            wrong = wrong.or(Some(NotHere::NoKey));
        }
        (devices, wrong)
    }

    /// Does something after which persons of these sessions may be gone, with their introductions sealed before. Answers how
    /// many are sealed now.
    pub(in crate::store::sqlite) fn sealing<T>(
        &mut self,
        scopes: &BTreeSet<Clean>,
        now: Timestamp,
        work: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<(T, usize), StoreError> {
        let kept = self.seal_of(self.provisions_of(scopes)?, now)?;
        let done = work(self);
        let count = self.keep_sealed(kept)?;
        Ok((done?, count))
    }

    /// Seals every introduction that has to be kept, because some of their names may be gone soon.
    pub(in crate::store::sqlite) fn seal_all(&self, now: Timestamp) -> Result<Kept, StoreError> {
        self.seal_of(self.provisions(&Sessions::All)?, now)
    }

    fn seal_of(&self, mut found: Vec<Provision>, now: Timestamp) -> Result<Kept, StoreError> {
        found.retain(|p| !p.name.is_empty());
        if !found.is_empty() {
            let day = self.sure_day(now)?;
            found.retain(|p| until(p).is_some_and(|until| until >= day));
        }
        if found.is_empty() {
            return Ok(Kept(Written::new(), BTreeSet::new()));
        }
        let sessions = found.iter().map(|p| p.pairing.session.clone()).collect();
        Ok(Kept(self.seal(&found, now)?, sessions))
    }

    /// The introductions of some sessions.
    fn provisions_of(&self, sessions: &BTreeSet<Clean>) -> Result<Vec<Provision>, StoreError> {
        let mut found = Vec::new();
        for session in sessions {
            found.extend(self.provisions(&Sessions::One(session.clone()))?);
        }
        Ok(found)
    }

    /// Keeps of them those whose names are gone now, and answers how many: whoever is still named needs no seal.
    pub(in crate::store::sqlite) fn keep_sealed(
        &self,
        Kept(written, sessions): Kept,
    ) -> Result<usize, StoreError> {
        if written.is_empty() {
            return Ok(0);
        }
        let after = self.provisions_of(&sessions).unwrap_or_default();
        let named = after.into_iter().filter(|p| !p.name.is_empty());
        // One op may introduce several: each of them is gone or named.
        let named = named.flat_map(|p| p.ops.iter().map(|op| (*op, name(&p))).collect::<Vec<_>>());
        let named: BTreeSet<(Uuid, String)> = named.collect();
        let mut count = 0;
        for (path, mut boxes) in written {
            let is_gone = |(boxed, _): &(Boxed, String)| {
                let said = |op| named.contains(&(op, boxed.what.clone()));
                !boxed.op.is_some_and(said)
            };
            let all = boxes.len();
            boxes.retain(is_gone);
            count += boxes.len();
            if boxes.is_empty() {
                let _ = std::fs::remove_file(path);
            } else if boxes.len() < all {
                write_boxes(&path, &boxes)?;
            }
        }
        Ok(count)
    }

    fn seal(&self, found: &[Provision], now: Timestamp) -> Result<Written, StoreError> {
        let folder = self.seal_folder();
        let cannot = |e: DeviceError| StoreError::CannotOpen {
            path: folder.clone(),
            detail: e.to_string(),
        };
        files::private_folder(&folder).map_err(|e| StoreError::of_file(&folder, &e))?;
        let device = Device::open_or_make(&self.key_folder).map_err(cannot)?;
        let mut written = Written::new();
        let call = Uuid::new_v4();
        for p in found {
            let boxed = Boxed {
                what: name(p),
                op: p.ops.first().copied(),
                sealed: Sealed {
                    name: p.name.clone(),
                    items: p.items.clone(),
                    consent: p.consent.clone(),
                    org_name: p.org_name.clone(),
                },
            };
            let text = serde_json::to_vec(&boxed).unwrap_or_default();
            let bytes = device.public().seal(&text).map_err(cannot)?;
            let until = until(p).unwrap_or_else(|| today(now));
            let path = folder.join(format!("{until}-{}", call.simple()));
            (written.entry(path).or_default()).push((boxed, files::hex(&bytes)));
        }
        for (path, boxes) in &written {
            write_boxes(path, boxes)?;
        }
        Ok(written)
    }

    /// What no longer has to be kept goes, once the clock and the record both say that its time is over.
    pub(in crate::store::sqlite) fn drop_expired(&self, now: Timestamp) -> Result<(), StoreError> {
        let sure = self.sure_day(now)?;
        let folder = self.seal_folder();
        for name in files::names_in(&folder) {
            let day = name.get(..10).and_then(|day| day.parse::<Date>().ok());
            if day.is_some_and(|day| day < sure) {
                let _ = std::fs::remove_file(folder.join(name));
            }
        }
        Ok(())
    }

    /// The last day that is sure to have come: a clock that is ahead says more than the ops do.
    fn sure_day(&self, now: Timestamp) -> Result<Date, StoreError> {
        let mut newest = Timestamp::UNIX_EPOCH;
        for scope in places::scopes(&self.db)? {
            let last = dates::last_in(&self.db, &scope, Some(now))?;
            newest = last.map_or(newest, |last| last.max(newest));
        }
        Ok(today(newest.min(now)))
    }

    /// Every box that lies here. What is no text of a box is one that cannot be opened. Older versions kept them in the
    /// record.
    fn boxes(&self) -> Vec<Vec<u8>> {
        let mut lines = Vec::new();
        let folder = self.seal_folder();
        let mut names: Vec<String> = files::names_in(&folder).collect();
        names.retain(|name| !name.ends_with(PART));
        names.sort();
        for name in names {
            let text = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
            lines.extend(text.lines().map(str::to_owned));
        }
        lines.extend(self.boxes_within().unwrap_or_default());
        let bytes = lines
            .iter()
            .map(|line| hex::bytes(line).unwrap_or_default());
        bytes.collect()
    }

    fn boxes_within(&self) -> Result<Vec<String>, StoreError> {
        let mut select =
            (self.db).prepare("SELECT value FROM meta WHERE key LIKE 'sealed:%' ORDER BY key")?;
        let rows = select.query_map([], |row| row.get::<_, String>(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What an older version sealed within the record is laid beside the keys, where no restore loses it.
    pub(super) fn move_boxes(&mut self) -> Result<(), StoreError> {
        strays::take_in(self)?;
        let mut select =
            (self.db).prepare("SELECT key, value FROM meta WHERE key LIKE 'sealed:%'")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(String, String)> = rows.collect::<Result<_, _>>()?;
        drop(select);
        if rows.is_empty() {
            return Ok(());
        }
        let folder = self.seal_folder();
        let (devices, _) = self.devices();
        for (key, value) in rows {
            // `sealed:DAY:ID`
            let mut parts = key.split(':').skip(1);
            let (day, id) = (
                parts.next().unwrap_or_default(),
                parts.next().unwrap_or_default(),
            );
            if day.parse::<Date>().is_ok() {
                let bytes = hex::bytes(&value).unwrap_or_default();
                if opened_by(&devices, &bytes).is_err() {
                    // It is another laptop's, or waits for the key.
                    continue;
                }
                let path = folder.join(format!("{day}-{}", id.replace('-', "")));
                files::private_folder(&folder).map_err(|e| StoreError::of_file(&folder, &e))?;
                let text = format!("{value}\n");
                files::write_private(&path, text.as_bytes())
                    .map_err(|e| StoreError::of_file(&path, &e))?;
            }
            self.in_one(|tx| meta::remove(tx, &key))?;
        }
        Ok(())
    }

    fn seal_folder(&self) -> PathBuf {
        self.key_folder.join(FOLDER)
    }
}

impl Boxed {
    fn is_of(&self, p: &Provision) -> bool {
        let is_said = self.op.is_none_or(|op| p.ops.contains(&op));
        is_said && self.what == name(p)
    }
}

fn today(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// Until when it has to be kept.
fn until(p: &Provision) -> Option<Date> {
    p.keeping(&TimeZone::UTC).until()
}

fn name(p: &Provision) -> String {
    format!("{}/{}", p.pairing, p.badge)
}
