//! `need`.

use crate::domain::book::whole;
use crate::domain::code::{DeviceClass, Disclosure, Filing};
use crate::domain::entity::Entity;
use crate::text::Clean;

super::prepared::prepared! {
    Need, NeedId, need,
    "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    |now| [
        now.title.as_str(),
        now.hospital.as_str(),
        now.department.as_str(),
        now.problem.as_str(),
        now.wanted.as_str(),
        now.presenter.as_str(),
        now.device_class.map(DeviceClass::code),
        now.disclosure.map(Disclosure::code),
        now.patent_status.map(Filing::code),
    ]
}

/// Every need of a session, those withdrawn among them.
pub(in super::super) fn of_session(
    db: &Connection,
    session: &Clean,
) -> Result<Vec<Entity>, StoreError> {
    let mut select = db.prepare_cached("SELECT number FROM need WHERE session = ?1")?;
    let found = select.query_map([session.as_str()], |row| row.get(0))?;
    let numbers: Vec<String> = found.collect::<Result<_, _>>()?;
    let need = |number: String| whole::need(session, &Clean::text(&number));
    Ok(numbers.into_iter().map(need).collect())
}
