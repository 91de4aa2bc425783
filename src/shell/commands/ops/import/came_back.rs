//! What an import brought of persons and sessions that were forgotten here, in sentences.

use crate::shell::commands::person::lasting::named_again;
use crate::store::sqlite::merge::Taken;
use crate::store::{SqliteStore, StoreError};
use crate::words::Words;
use crate::words::fl;

/// What was taken out of what came, and what names somebody still.
pub(super) fn told(
    w: &Words,
    store: &SqliteStore,
    taken: &Taken,
) -> Result<Vec<String>, StoreError> {
    let mut told: Vec<String> = (taken.purged.iter())
        .map(|(session, count)| {
            let session = session.as_str();
            fl!(w, "purged-again", session = session, count = *count)
        })
        .collect();
    if taken.new > 0 {
        told.extend(named_again(w, store)?);
    }
    Ok(told)
}
