//! `attendee`.

use crate::domain::code::OrgKind;

super::prepared::prepared! {
    Attendee, AttendeeId, attendee,
    "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    |now| [
        now.org.as_str(),
        now.name.as_str(),
        now.kana.as_str(),
        now.dept.as_str(),
        now.title.as_str(),
        now.role.map(OrgKind::code),
        now.email.as_str(),
        now.tel.as_str(),
    ]
}
