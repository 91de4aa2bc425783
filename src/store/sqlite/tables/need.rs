//! `need`.

use crate::domain::code::{DeviceClass, Disclosure, Filing};

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
