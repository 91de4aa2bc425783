//! `patent`.

use super::prepared::list;

super::prepared::prepared! {
    Patent, PatentId, patent,
    "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    |now| [
        now.title.as_str(),
        list(&now.applicants),
        now.stage.as_str(),
        now.pub_date.map(|d| d.to_string()),
        now.url.as_str(),
    ]
}
