//! The sessions that somebody means by an id.

use crate::domain::number;
use crate::store::{Sessions, Store, StoreError};
use crate::text::Clean;

/// The sessions of the record that an id means, as it is shown or as it is kept. It may stand for several: then all of
/// them are to be looked at.
pub(super) fn sessions(store: &impl Store, id: &str) -> Result<Sessions, StoreError> {
    let recent = store.recent_sessions()?;
    let mut same = recent
        .iter()
        .filter(|s| number::shown(&s.id) == id || s.id == *id);
    Ok(match (same.next(), same.next()) {
        (Some(one), None) => Sessions::One(one.id.clone()),
        (None, _) => Sessions::One(Clean::line(id)),
        (Some(_), Some(_)) => Sessions::All,
    })
}
