//! Erasures that are not finished, in sentences.

use super::user_files::shown;
use crate::store::StoreError;
use crate::store::sqlite::privacy::Erasure;
use crate::words::Words;
use crate::words::fl;

/// What is left to do; nothing where all is done.
pub(super) fn unfinished(w: &Words, done: &Erasure) -> Vec<String> {
    let files = done.left.iter();
    let files = files.map(|path| fl!(w, "person-pending-file", path = shown(path)));
    let away = done.away.iter();
    let away = away.map(|path| fl!(w, "person-pending-away", path = shown(path)));
    let busy = (!done.compacted).then(|| fl!(w, "person-pending-busy"));
    files.chain(away).chain(busy).collect()
}

/// Why it could not go on.
pub(super) fn failed(w: &Words, error: &StoreError) -> String {
    fl!(w, "person-pending", why = error.explain(w))
}
