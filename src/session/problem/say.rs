//! How each problem is said, in the language of the user.

use super::{Encoding, Kind, Problem, Want};
use crate::domain::diag::Severity;
use crate::text;
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;

/// Cells of a value from the file that are repeated in a message.
const QUOTED: usize = 48;

/// A value of the file as it may stand in a message.
fn q(value: &str) -> String {
    // A megabyte is not cleaned for the sake of forty cells.
    let start: String = value.chars().take(200).collect();
    text::elide(&Clean::line(&start), QUOTED)
}

impl Problem<'_> {
    /// Severity, code, message and help.
    pub(in crate::session) fn say(
        &self,
        words: &Words,
    ) -> (Severity, &'static str, String, String) {
        let w = words.loader();
        let error = |code, message, help| (Severity::Error, code, message, help);
        let warning = |code, message, help| (Severity::Warning, code, message, help);
        match self {
            Self::Encoding(Encoding::Binary) => error(
                "E001",
                fl!(w, "session-e001-binary"),
                fl!(w, "session-e001-binary-help"),
            ),
            Self::Encoding(Encoding::Cp932) => error(
                "E001",
                fl!(w, "session-e001-cp932"),
                fl!(w, "session-e001-cp932-help"),
            ),
            Self::Encoding(Encoding::Utf16) => error(
                "E001",
                fl!(w, "session-e001-utf16"),
                fl!(w, "session-e001-cp932-help"),
            ),
            Self::Encoding(Encoding::Unknown) => error(
                "E001",
                fl!(w, "session-e001-unknown"),
                fl!(w, "session-e001-cp932-help"),
            ),
            Self::TooBig { mib } => error(
                "E002",
                fl!(w, "session-e002", mib = mib.to_string()),
                fl!(w, "session-e002-help"),
            ),
            Self::TooManyRows { max } => error(
                "E003",
                fl!(w, "session-e003", max = max.to_string()),
                fl!(w, "session-e002-help"),
            ),
            Self::LineTooLong { max } => error(
                "E004",
                fl!(w, "session-e004-line", max = max.to_string()),
                fl!(w, "session-e004-help"),
            ),
            Self::FieldTooLong { key, max } => error(
                "E004",
                fl!(w, "session-e004", key = q(key), max = max.to_string()),
                fl!(w, "session-e004-help"),
            ),
            Self::Control => error("E005", fl!(w, "session-e005"), fl!(w, "session-e005-help")),
            Self::FormatMissing => error(
                "E010",
                fl!(w, "session-e010-missing"),
                fl!(w, "session-e010-missing-help"),
            ),
            Self::FormatUnknown { found } => error(
                "E010",
                fl!(w, "session-e010-unknown", found = q(found)),
                fl!(w, "session-e010-unknown-help"),
            ),
            Self::SectionMissing { key } => error(
                "E011",
                fl!(w, "session-e011-section", key = q(key)),
                fl!(w, "session-e011-section-help", key = q(key)),
            ),
            Self::Missing { key, group } => error(
                "E011",
                fl!(w, "session-e011", key = q(key)),
                if *group {
                    fl!(w, "session-e011-group-help", key = q(key))
                } else {
                    fl!(w, "session-e011-help", key = q(key))
                },
            ),
            Self::Duplicate { kind, value, line } => error(
                "E012",
                fl!(
                    w,
                    "session-e012",
                    what = kind.noun(words),
                    value = q(value),
                    line = line.to_string()
                ),
                fl!(w, "session-e012-help"),
            ),
            Self::SamePatent { value, other, line } => error(
                "E013",
                fl!(
                    w,
                    "session-e013",
                    value = q(value),
                    other = q(other),
                    line = line.to_string()
                ),
                fl!(w, "session-e013-help"),
            ),
            Self::Dangling {
                kind,
                value,
                similar,
            } => error(
                "E014",
                fl!(w, "session-e014", what = kind.noun(words), value = q(value)),
                match similar {
                    Some(similar) => fl!(w, "session-mean", value = q(similar)),
                    None => fl!(w, "session-e014-help", table = kind.table()),
                },
            ),
            Self::UnknownKey {
                key,
                similar,
                table,
            } => error(
                "E015",
                fl!(w, "session-e015", key = q(key)),
                match similar {
                    Some(similar) => fl!(w, "session-mean", value = q(similar)),
                    None if table.is_empty() => fl!(w, "session-e015-top-help"),
                    None => fl!(w, "session-e015-help", table = q(table)),
                },
            ),
            Self::WrongType { key, want, example } => error(
                "E016",
                match want {
                    Want::Text => fl!(w, "session-e016-text", key = q(key)),
                    Want::Number => fl!(w, "session-e016-number", key = q(key)),
                    Want::Date => fl!(w, "session-e016-date", key = q(key)),
                    Want::Time => fl!(w, "session-e016-time", key = q(key)),
                    Want::Flag => fl!(w, "session-e016-flag", key = q(key)),
                    Want::Texts => fl!(w, "session-e016-texts", key = q(key)),
                    Want::Table => fl!(w, "session-e016-table", key = q(key)),
                    Want::Rows => fl!(w, "session-e016-rows", key = q(key)),
                    Want::Tables => fl!(w, "session-e016-tables", key = q(key)),
                },
                fl!(w, "session-example", example = q(example)),
            ),
            Self::Empty { key } => error(
                "E017",
                fl!(w, "session-e017", key = q(key)),
                fl!(w, "session-e017-help"),
            ),
            Self::NotOneOf {
                key,
                value,
                similar,
                all,
            } => error(
                "E018",
                fl!(w, "session-e018", key = q(key), value = q(value)),
                match similar {
                    Some(similar) => fl!(w, "session-mean", value = q(similar)),
                    None => fl!(w, "session-e018-help", all = (*all).to_owned()),
                },
            ),
            Self::BadId { key, value } => error(
                "E019",
                fl!(w, "session-e019", key = q(key), value = q(value)),
                fl!(w, "session-e019-help"),
            ),
            Self::BadDate { value, fix } => error(
                "E020",
                fl!(w, "session-e020", value = q(value)),
                match fix {
                    Some(fix) => fl!(w, "session-write", value = q(fix)),
                    None => fl!(w, "session-e020-help"),
                },
            ),
            Self::BadTime { value, fix } => error(
                "E021",
                fl!(w, "session-e021", value = q(value)),
                match fix {
                    Some(fix) => fl!(w, "session-write", value = q(fix)),
                    None => fl!(w, "session-e021-help"),
                },
            ),
            Self::OddDate { value, fix } => error(
                "E020",
                fl!(w, "session-e020", value = q(value)),
                if fix.is_empty() {
                    fl!(w, "session-e020-help")
                } else {
                    fl!(w, "session-write", value = q(fix))
                },
            ),
            Self::OddTime { value, fix } => error(
                "E021",
                fl!(w, "session-e021", value = q(value)),
                if fix.is_empty() {
                    fl!(w, "session-e021-help")
                } else {
                    fl!(w, "session-write", value = q(fix))
                },
            ),
            Self::OddNumber { key, fix } => error(
                "E016",
                fl!(w, "session-e016-number", key = q(key)),
                fl!(w, "session-write", value = q(fix)),
            ),
            Self::OddFlag { key, fix } => error(
                "E016",
                fl!(w, "session-e016-flag", key = q(key)),
                fl!(w, "session-write", value = q(fix)),
            ),
            Self::KeyInJapanese { similar } => error(
                "E015",
                fl!(w, "session-e015-japanese"),
                fl!(w, "session-mean", value = q(similar)),
            ),
            Self::OutOfRange { key, min, max } => error(
                "E022",
                fl!(
                    w,
                    "session-e022",
                    key = q(key),
                    min = min.to_string(),
                    max = max.to_string()
                ),
                fl!(w, "session-e022-help"),
            ),
            Self::EndsBeforeStart => {
                error("E023", fl!(w, "session-e023"), fl!(w, "session-e023-help"))
            }
            Self::Licence { value } => error(
                "E024",
                fl!(w, "session-e024", value = q(value)),
                fl!(w, "session-e024-help"),
            ),
            Self::LicenceType { number, written } => error(
                "E025",
                fl!(w, "session-e025", number = q(number), written = q(written)),
                fl!(w, "session-e025-help"),
            ),
            Self::Corporate { value } => error(
                "E026",
                fl!(w, "session-e026", value = q(value)),
                fl!(w, "session-e026-help"),
            ),
            Self::Jmdn { value } => error(
                "E027",
                fl!(w, "session-e027", value = q(value)),
                fl!(w, "session-e027-help"),
            ),
            Self::DuplicateKey { key } => error(
                "E028",
                fl!(w, "session-e028", key = q(key)),
                fl!(w, "session-e028-help"),
            ),
            Self::Blank => error("E040", fl!(w, "session-e040"), fl!(w, "session-e040-help")),
            Self::Quotes => error("E041", fl!(w, "session-e041"), fl!(w, "session-e041-help")),
            Self::Sign { found, want } => error(
                "E042",
                fl!(w, "session-e042", found = q(found)),
                fl!(w, "session-e042-help", want = q(want)),
            ),
            Self::Digits { fix } => error(
                "E043",
                fl!(w, "session-e043"),
                fl!(w, "session-write", value = q(fix)),
            ),
            Self::Unclosed => error("E044", fl!(w, "session-e044"), fl!(w, "session-e044-help")),
            Self::Unquoted { fix } => error(
                "E045",
                fl!(w, "session-e045"),
                fl!(w, "session-write", value = q(fix)),
            ),
            Self::NoEquals => error("E046", fl!(w, "session-e046"), fl!(w, "session-e046-help")),
            Self::List => error("E047", fl!(w, "session-e047"), fl!(w, "session-e047-help")),
            Self::Header => error("E048", fl!(w, "session-e048"), fl!(w, "session-e048-help")),
            Self::Escape => error("E049", fl!(w, "session-e049"), fl!(w, "session-e049-help")),
            Self::Nested => error("E050", fl!(w, "session-e050"), fl!(w, "session-e050-help")),
            Self::NoValue { key } => error(
                "E052",
                fl!(w, "session-e052", key = q(key)),
                fl!(w, "session-e052-help"),
            ),
            Self::Trailing => error("E053", fl!(w, "session-e053"), fl!(w, "session-e053-help")),
            Self::Syntax { detail } => error(
                "E051",
                fl!(w, "session-e051"),
                fl!(w, "session-e051-help", detail = q(detail)),
            ),
            Self::More { count } => error(
                "E099",
                fl!(w, "session-e099", count = count.to_string()),
                fl!(w, "session-e099-help"),
            ),
            Self::Removed { key } => warning(
                "W101",
                fl!(w, "session-w101", key = q(key)),
                fl!(w, "session-w101-help"),
            ),
            Self::SameName { name, line } => warning(
                "W102",
                fl!(w, "session-w102", name = q(name), line = line.to_string()),
                fl!(w, "session-w102-help"),
            ),
            Self::SameOrganisation { name, line } => warning(
                "W103",
                fl!(w, "session-w103", name = q(name), line = line.to_string()),
                fl!(w, "session-w103-help"),
            ),
            Self::OldStatus { date } => warning(
                "W104",
                fl!(w, "session-w104", date = q(date)),
                fl!(w, "session-w104-help"),
            ),
            Self::Private => warning("W105", fl!(w, "session-w105"), fl!(w, "session-w105-help")),
            Self::LicencePrefecture { value, prefecture } => warning(
                "W106",
                fl!(
                    w,
                    "session-w106",
                    value = q(value),
                    prefecture = q(prefecture)
                ),
                fl!(w, "session-w106-help"),
            ),
            Self::LicenceKinds { value, kinds } => warning(
                "W107",
                fl!(w, "session-w107", value = q(value), kinds = q(kinds)),
                fl!(w, "session-w107-help"),
            ),
            Self::PatentNotation { value } => warning(
                "W108",
                fl!(w, "session-w108", value = q(value)),
                fl!(w, "session-w108-help"),
            ),
        }
    }
}

impl Kind {
    fn noun(self, words: &Words) -> String {
        let w = words.loader();
        match self {
            Self::Organisation => fl!(w, "session-noun-organisation"),
            Self::Need => fl!(w, "session-noun-need"),
            Self::Attendee => fl!(w, "session-noun-attendee"),
            Self::Patent => fl!(w, "session-noun-patent"),
        }
    }
}
