//! Who was introduced stays known as long as a record of provision may have to be kept, but sealed: encrypted for the key
//! of this device, which lies beside the record and in no copy of it. No search through the files finds the name.

use crate::store::device::{Device, DeviceError};
use crate::store::privacy::provision::{Consent, Provision};
use crate::store::sqlite::SqliteStore;
use crate::store::{Sessions, StoreError, files, hex};
use crate::text::Clean;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use uuid::Uuid;

/// What was sealed of an introduction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The name.
    pub name: Clean,
    /// What was held and may have been handed over: 氏名, メール …
    pub items: Vec<Clean>,
    /// That they agreed, as far as it was recorded.
    #[serde(default)]
    pub consent: Consent,
    /// The firm, where its name is theirs.
    #[serde(default)]
    pub org_name: Clean,
}

/// An introduction as its sealed box holds it: outside, nothing says whose it is.
#[derive(Serialize, Deserialize)]
struct Boxed {
    what: String,
    sealed: Sealed,
}

/// Every introduction, and what is sealed.
#[derive(Debug)]
pub struct Unsealed {
    /// With what is sealed of those whose person was erased.
    pub found: Vec<(Provision, Option<Sealed>)>,
    /// What is sealed and cannot be opened here.
    pub locked: Option<Locked>,
}

/// Sealed introductions that nobody can read here.
#[derive(Debug)]
pub struct Locked {
    /// How many.
    pub count: usize,
    /// Why; `None`: there is no key of this device (a copy of the record, or the key was lost).
    pub why: Option<DeviceError>,
}

impl SqliteStore {
    /// Every introduction, and what is sealed of those whose person was erased. The only way to read it.
    pub fn unsealed_provisions(&self, scope: &Sessions) -> Result<Unsealed, StoreError> {
        let found = self.provisions(scope)?;
        let (sealed, locked) = self.open_boxes()?;
        let with = |p: Provision| {
            let sealed = sealed.get(&name(&p)).filter(|_| p.name.is_empty()).cloned();
            (p, sealed)
        };
        Ok(Unsealed {
            found: found.into_iter().map(with).collect(),
            locked,
        })
    }

    /// What is sealed and cannot be opened here.
    pub fn locked_provisions(&self) -> Result<Option<Locked>, StoreError> {
        self.open_boxes().map(|(_, locked)| locked)
    }

    fn open_boxes(&self) -> Result<(BTreeMap<String, Sealed>, Option<Locked>), StoreError> {
        let boxes = self.boxes()?;
        let mut opened = BTreeMap::new();
        if boxes.is_empty() {
            return Ok((opened, None));
        }
        let locked = |count, why| Some(Locked { count, why });
        let device = match Device::open(self.folder()) {
            Ok(Some(device)) => device,
            Ok(None) => return Ok((opened, locked(boxes.len(), None))),
            Err(why) => return Ok((opened, locked(boxes.len(), Some(why)))),
        };
        let mut left = None;
        let mut count = 0;
        for bytes in &boxes {
            let read = device.open_sealed(bytes).and_then(|text| {
                serde_json::from_slice::<Boxed>(&text).map_err(|_| DeviceError::NotForUs)
            });
            match read {
                Ok(boxed) => {
                    opened.insert(boxed.what, boxed.sealed);
                }
                Err(why) => (count, left) = (count + 1, Some(why)),
            }
        }
        let locked = left.map(|why| Locked {
            count,
            why: Some(why),
        });
        Ok((opened, locked))
    }

    /// Seals the introductions that are wanted and still have to be kept. Answers how many.
    pub(super) fn seal(
        &mut self,
        wanted: impl Fn(&Provision) -> bool,
        now: Timestamp,
    ) -> Result<usize, StoreError> {
        let today = now.to_zoned(TimeZone::UTC).date();
        let found = self.provisions(&Sessions::All)?.into_iter();
        let kept = |p: &Provision| p.keeping(&TimeZone::UTC).until();
        let found: Vec<Provision> = found
            .filter(|p| wanted(p) && !p.name.is_empty())
            .filter(|p| kept(p).is_some_and(|until| until >= today))
            .collect();
        if found.is_empty() {
            return Ok(0);
        }
        let folder = self.folder().to_owned();
        let cannot = |e: DeviceError| StoreError::CannotOpen {
            path: folder.clone(),
            detail: e.to_string(),
        };
        let device = Device::open_or_make(&folder).map_err(cannot)?;
        let mut rows = Vec::new();
        for p in &found {
            let boxed = Boxed {
                what: name(p),
                sealed: Sealed {
                    name: p.name.clone(),
                    items: p.items.clone(),
                    consent: p.consent.clone(),
                    org_name: p.org_name.clone(),
                },
            };
            let text = serde_json::to_vec(&boxed).unwrap_or_default();
            let bytes = device.public().seal(&text).map_err(cannot)?;
            let until = kept(p).unwrap_or(today);
            let key = format!("sealed:{until}:{}", Uuid::new_v4());
            rows.push((key, files::hex(&bytes)));
        }
        self.in_one(|tx| {
            // What no longer has to be kept goes.
            tx.execute(
                "DELETE FROM meta WHERE key LIKE 'sealed:%' AND key < ?1",
                [format!("sealed:{today}")],
            )?;
            for (key, value) in &rows {
                tx.execute(
                    "INSERT OR REPLACE INTO meta VALUES(?1, ?2)",
                    params![key, value],
                )?;
            }
            Ok(rows.len())
        })
    }

    /// What is sealed, the oldest first. What is no text of a sealed box is one that cannot be opened.
    fn boxes(&self) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut select = self
            .db
            .prepare("SELECT value FROM meta WHERE key LIKE 'sealed:%' ORDER BY key")?;
        let rows = select.query_map([], |row| row.get::<_, String>(0))?;
        let mut found = Vec::new();
        for value in rows {
            found.push(hex::bytes(&value?).unwrap_or_default());
        }
        Ok(found)
    }

    fn folder(&self) -> &Path {
        match self.path().parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            Some(_) | None => Path::new("."),
        }
    }
}

fn name(p: &Provision) -> String {
    format!("{}/{}", p.pairing, p.badge)
}
