//! `organisation`.

use super::prepared::list;

super::prepared::prepared! {
    Organisation, OrganisationId, organisation,
    "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    |now| [
        now.name.as_str(),
        now.kana.as_str(),
        now.short.as_str(),
        list(now.kinds.iter().map(|k| k.code())),
        now.prefecture.as_str(),
        now.city.as_str(),
        now.corporate_no.as_str(),
        now.mah_no.as_str(),
    ]
}
