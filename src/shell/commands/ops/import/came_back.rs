//! What an import brought of persons and sessions that were forgotten here, in sentences.

use crate::domain::number;
use crate::shell::commands::person::lasting::named_again;
use crate::store::privacy::roll::Seat;
use crate::store::sqlite::merge::Taken;
use crate::store::{SqliteStore, StoreError};
use crate::words::Words;
use crate::words::fl;
use std::collections::BTreeSet;

/// What was taken out of what came, and what names somebody still.
pub(super) fn told(
    w: &Words,
    store: &SqliteStore,
    taken: &Taken,
    before: &BTreeSet<(Seat, Seat)>,
) -> Result<Vec<String>, StoreError> {
    let mut told: Vec<String> = (taken.purged.iter())
        .map(|(session, count)| {
            let session = session.as_str();
            fl!(w, "purged-again", session = session, count = *count)
        })
        .collect();
    if taken.new > 0 {
        told.extend(named_again(w, store)?);
        let alike = store.alike_erased()?;
        told.extend(
            alike
                .difference(before)
                .map(|((session, gone), (_, badge))| {
                    fl!(
                        w,
                        "erased-alike",
                        session = session.as_str(),
                        gone = number::shown(gone),
                        badge = number::shown(badge)
                    )
                }),
        );
    }
    Ok(told)
}
