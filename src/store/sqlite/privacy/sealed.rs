//! Who was introduced stays known as long as a record of provision may have to be kept, but sealed: encrypted for the key
//! of this device, which lies beside the record and in no copy of it. No search through the files finds the name.

use crate::store::device::{Device, DeviceError};
use crate::store::privacy::provision::Provision;
use crate::store::sqlite::SqliteStore;
use crate::store::{Sessions, StoreError, files, hex};
use crate::text::Clean;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// What was sealed of an introduction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// The name.
    pub name: Clean,
    /// What was held and may have been handed over: 氏名, メール …
    pub items: Vec<Clean>,
}

impl SqliteStore {
    /// Every introduction, and what is sealed of those whose person was erased. The only way to read it.
    pub fn unsealed_provisions(
        &self,
        scope: &Sessions,
    ) -> Result<Vec<(Provision, Option<Sealed>)>, StoreError> {
        let found = self.provisions(scope)?;
        let sealed = self.sealed()?;
        let device = if sealed.is_empty() {
            None
        } else {
            Device::open(self.folder()).ok().flatten()
        };
        let open = |p: &Provision| {
            let bytes = sealed.get(&name(p))?;
            let opened = device.as_ref()?.open_sealed(bytes).ok()?;
            serde_json::from_slice(&opened).ok()
        };
        let with = |p: Provision| {
            let sealed = open(&p).filter(|_| p.name.is_empty());
            (p, sealed)
        };
        Ok(found.into_iter().map(with).collect())
    }

    /// Seals the introductions that are wanted and still have to be kept. Answers how many.
    pub(super) fn seal(
        &mut self,
        wanted: impl Fn(&Provision) -> bool,
        items: impl Fn(&Provision) -> Vec<Clean>,
        now: Timestamp,
    ) -> Result<usize, StoreError> {
        let today = now.to_zoned(TimeZone::UTC).date();
        let found = self.provisions(&Sessions::All)?.into_iter();
        let found: Vec<Provision> = found
            .filter(|p| wanted(p) && !p.name.is_empty() && p.keep_until(&TimeZone::UTC) >= today)
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
            let sealed = Sealed {
                name: p.name.clone(),
                items: items(p),
            };
            let text = serde_json::to_vec(&sealed).unwrap_or_default();
            let bytes = device.public().seal(&text).map_err(cannot)?;
            let key = format!("sealed:{}:{}", p.keep_until(&TimeZone::UTC), name(p));
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

    fn sealed(&self) -> Result<BTreeMap<String, Vec<u8>>, StoreError> {
        let mut select = self
            .db
            .prepare("SELECT key, value FROM meta WHERE key LIKE 'sealed:%' ORDER BY key")?;
        let rows = select.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let mut found = BTreeMap::new();
        for row in rows {
            let (key, value) = row?;
            let what = key.splitn(3, ':').nth(2).unwrap_or_default().to_owned();
            let pairs = value.as_bytes().chunks(2);
            let bytes: Option<Vec<u8>> = pairs
                .map(|pair| hex::array::<1>(std::str::from_utf8(pair).ok()?).map(|[byte]| byte))
                .collect();
            found.extend(bytes.map(|bytes| (what, bytes)));
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
