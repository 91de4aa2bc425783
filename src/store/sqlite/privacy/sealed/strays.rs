//! Keys and seals that an earlier version laid beside backups while it cleaned them: they belong into the data folder.

use super::boxed::{Boxed, FOLDER, opened_by, write_boxes};
use crate::durable::PART;
use crate::store::device::{self, Device};
use crate::store::privacy::marks;
use crate::store::sqlite::SqliteStore;
use crate::store::{StoreError, files, hex};
use std::path::Path;

/// Takes in what was sealed beside the backups, and removes it and its key there. What cannot be read stays.
pub(super) fn take_in(store: &SqliteStore) -> Result<(), StoreError> {
    let Some(folder) = store.backups.as_deref().filter(|at| is_stray(store, at)) else {
        return Ok(());
    };
    let Ok(Some(theirs)) = Device::open(folder) else {
        return Ok(());
    };
    let cannot = |e: device::DeviceError| StoreError::CannotOpen {
        path: store.seal_folder(),
        detail: e.to_string(),
    };
    let sealed = folder.join(FOLDER);
    let mut names: Vec<String> = files::names_in(&sealed).collect();
    names.retain(|name| !name.ends_with(PART));
    let mut found = Vec::new();
    let keys = [theirs];
    for name in names {
        let text = std::fs::read_to_string(sealed.join(&name)).unwrap_or_default();
        let bytes = text
            .lines()
            .map(|line| hex::bytes(line).unwrap_or_default());
        let boxes: Result<Vec<Boxed>, _> = bytes.map(|bytes| opened_by(&keys, &bytes)).collect();
        let Ok(boxes) = boxes else {
            return Ok(());
        };
        found.push((name, boxes));
    }
    if !found.is_empty() {
        let folder = store.seal_folder();
        files::private_folder(&folder).map_err(|e| StoreError::of_file(&folder, &e))?;
        let own = Device::open_or_make(&store.key_folder).map_err(cannot)?;
        let (known, _) = store.open_boxes();
        for (name, mut boxes) in found {
            boxes.retain(|boxed| !known.contains(boxed));
            let mut written = Vec::new();
            for boxed in boxes {
                let text = serde_json::to_vec(&boxed).unwrap_or_default();
                let bytes = own.public().seal(&text).map_err(cannot)?;
                written.push((boxed, files::hex(&bytes)));
            }
            if !written.is_empty() {
                write_boxes(&folder.join(name), &written)?;
            }
        }
    }
    for path in files::names_in(&sealed).map(|name| sealed.join(name)) {
        let _ = std::fs::remove_file(path);
    }
    let _ = std::fs::remove_dir(&sealed);
    let _ = std::fs::remove_file(folder.join(device::file::NAME));
    Ok(())
}

/// Whether keys lie there that are nobody's: a laptop keeps those for marks beside them, and its record.
fn is_stray(store: &SqliteStore, folder: &Path) -> bool {
    let is_own = |place: &Path| place == folder;
    !store.key_places().iter().any(|place| is_own(place))
        && folder.join(FOLDER).is_dir()
        && !folder.join(marks::NAME).exists()
        && !folder.join("enishi.db").exists()
}
