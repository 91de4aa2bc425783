//! Who writes here: a laptop in one place with one file. A record that wakes up elsewhere goes on as somebody new, so that
//! two copies never write the same stream.

use super::super::StoreError;
use super::super::files;
use super::options::Options;
use super::{connect, meta};
use file_id::FileId;
use rusqlite::{Connection, TransactionBehavior};
use sha2::{Digest, Sha256};
use std::io;
use std::path::Path;
use uuid::Uuid;

/// The incarnation that writes here, and whether it is new although the record is not.
pub(super) fn current(db: &mut Connection, home: Option<&str>) -> Result<(Uuid, bool), StoreError> {
    let known = meta::get(db, "device")?.and_then(|text| text.parse().ok());
    let lives = meta::get(db, "home")?;
    if let Some(device) = known
        && (home.is_none() || home == lives.as_deref())
    {
        return Ok((device, false));
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have done the same since.
    let known: Option<Uuid> = meta::get(&tx, "device")?.and_then(|text| text.parse().ok());
    let lives = meta::get(&tx, "home")?;
    let moved = home.is_some() && lives.is_some() && home != lives.as_deref();
    let device = known.filter(|_| !moved).unwrap_or_else(Uuid::new_v4);
    meta::set(&tx, "device", &device.to_string())?;
    if let Some(home) = home {
        meta::set(&tx, "home", home)?;
    }
    connect::commit(tx)?;
    Ok((device, moved))
}

/// Says that the file was put here from elsewhere, so that [`current`] makes a new incarnation.
pub(super) fn leave_home(db: &Connection) -> Result<(), StoreError> {
    meta::set(db, "home", "elsewhere")
}

/// Where a record lives: this laptop, this place, this very file. Kept as a hash, because a path names its user.
pub(super) fn home(options: &Options) -> Option<String> {
    let machine = options.machine.as_ref()?;
    let path = std::fs::canonicalize(&options.path).ok()?;
    let file = match files::file_id(&path) {
        Some(FileId::Inode { inode_number, .. }) => inode_number.to_be_bytes().to_vec(),
        Some(FileId::LowRes { file_index, .. }) => file_index.to_be_bytes().to_vec(),
        Some(FileId::HighRes { file_id, .. }) => file_id.to_be_bytes().to_vec(),
        None => 0_u64.to_be_bytes().to_vec(),
    };
    let mut sha = Sha256::new();
    sha.update(machine.as_bytes());
    sha.update([0]);
    sha.update(path.to_string_lossy().as_bytes());
    sha.update(file);
    Some(files::hex(&sha.finalize()))
}

/// What tells this laptop from others: drawn once and kept in `folder`, outside the record so that a copied record does
/// not carry it along.
pub fn machine_id(folder: &Path) -> Result<String, StoreError> {
    let path = folder.join("machine");
    let cannot = |e: io::Error| StoreError::CannotOpen {
        path: path.clone(),
        detail: e.to_string(),
    };
    match std::fs::read_to_string(&path) {
        Ok(id) if !id.trim().is_empty() => return Ok(id.trim().to_owned()),
        _ => {}
    }
    files::private_folder(folder).map_err(cannot)?;
    let id = Uuid::new_v4().to_string();
    files::write_private(&path, id.as_bytes()).map_err(cannot)?;
    Ok(id)
}
