//! The texts of the problems, in the language of the user.

use super::{Encoding, Problem, Target, Want};
use crate::domain::diag::Severity;
use crate::domain::diag::quoted;
use crate::intake::sheet_say::unreadable;
use crate::words::Words;
use crate::words::fl;

/// Most cells of a value that a message repeats.
const QUOTED: usize = 48;

/// A value of the file as a message repeats it: cleaned and cut.
fn q(value: &str) -> String {
    quoted(value, QUOTED)
}

impl Problem<'_> {
    /// Severity, code, message and help. What is written into a sheet is told in other words than a line of text.
    pub(in crate::intake) fn say(
        &self,
        words: &Words,
        in_sheet: bool,
    ) -> (Severity, &'static str, String, String) {
        let error = |code, message, help| (Severity::Error, code, message, help);
        let warning = |code, message, help| (Severity::Warning, code, message, help);
        match self {
            Self::Encoding(Encoding::Binary) => error(
                "E001",
                fl!(words, "session-e001-binary"),
                fl!(words, "session-e001-binary-help"),
            ),
            Self::Encoding(Encoding::Cp932) => error(
                "E001",
                fl!(words, "session-e001-cp932"),
                fl!(words, "session-e001-cp932-help"),
            ),
            Self::Encoding(Encoding::Utf16) => error(
                "E001",
                fl!(words, "session-e001-utf16"),
                fl!(words, "session-e001-cp932-help"),
            ),
            Self::Encoding(Encoding::Unknown) => error(
                "E001",
                fl!(words, "session-e001-unknown"),
                fl!(words, "session-e001-cp932-help"),
            ),
            Self::TooBig { mib } => error(
                "E002",
                fl!(words, "session-e002", mib = mib.to_string()),
                fl!(words, "session-e002-help"),
            ),
            Self::TooManyRows { max } => error(
                "E003",
                fl!(words, "session-e003", max = max.to_string()),
                fl!(words, "session-e002-help"),
            ),
            Self::LineTooLong { max } => error(
                "E004",
                fl!(words, "session-e004-line", max = max.to_string()),
                fl!(words, "session-e004-help"),
            ),
            Self::FieldTooLong { key, max } => error(
                "E004",
                fl!(words, "session-e004", key = q(key), max = max.to_string()),
                fl!(words, "session-e004-help"),
            ),
            Self::Control => error(
                "E005",
                fl!(words, "session-e005"),
                fl!(words, "session-e005-help"),
            ),
            Self::FormatMissing => error(
                "E010",
                fl!(words, "session-e010-missing"),
                fl!(words, "session-e010-missing-help"),
            ),
            Self::FormatUnknown { found } => error(
                "E010",
                fl!(words, "session-e010-unknown", found = q(found)),
                fl!(words, "session-e010-unknown-help"),
            ),
            Self::SectionMissing { key } => error(
                "E011",
                fl!(words, "session-e011-section", key = q(key)),
                fl!(words, "session-e011-section-help", key = q(key)),
            ),
            Self::Missing { key, group } => error(
                "E011",
                fl!(words, "session-e011", key = q(key)),
                if in_sheet {
                    fl!(words, "session-e011-sheet-help", key = q(key))
                } else if *group {
                    fl!(words, "session-e011-group-help", key = q(key))
                } else {
                    fl!(words, "session-e011-help", key = q(key))
                },
            ),
            Self::Duplicate {
                target,
                value,
                line,
            } => error(
                "E012",
                fl!(
                    words,
                    "session-e012",
                    what = target.noun(words),
                    value = q(value),
                    line = line.to_string()
                ),
                fl!(words, "session-e012-help"),
            ),
            Self::SamePatent { value, other, line } => error(
                "E013",
                fl!(
                    words,
                    "session-e013",
                    value = q(value),
                    other = q(other),
                    line = line.to_string()
                ),
                fl!(words, "session-e013-help"),
            ),
            Self::Dangling {
                target,
                value,
                similar,
            } => error(
                "E014",
                fl!(
                    words,
                    "session-e014",
                    what = target.noun(words),
                    value = q(value)
                ),
                match similar {
                    Some(similar) => fl!(words, "session-mean", value = q(similar)),
                    None if in_sheet => fl!(words, "session-e014-sheet-help"),
                    None => fl!(words, "session-e014-help", table = target.section().name()),
                },
            ),
            Self::UnknownKey {
                key,
                similar,
                table,
            } => error(
                "E015",
                fl!(words, "session-e015", key = q(key)),
                match similar {
                    Some(similar) => fl!(words, "session-mean", value = q(similar)),
                    None if table.is_empty() => fl!(words, "session-e015-top-help"),
                    None if in_sheet => fl!(words, "session-e015-sheet-help"),
                    None => fl!(words, "session-e015-help", table = q(table)),
                },
            ),
            Self::WrongType { key, want, example } => error(
                "E016",
                match want {
                    Want::Text => fl!(words, "session-e016-text", key = q(key)),
                    Want::Number if in_sheet => {
                        fl!(words, "session-e016-number-sheet", key = q(key))
                    }
                    Want::Number => fl!(words, "session-e016-number", key = q(key)),
                    Want::Date => fl!(words, "session-e016-date", key = q(key)),
                    Want::Time => fl!(words, "session-e016-time", key = q(key)),
                    Want::Flag if in_sheet => fl!(words, "session-e016-flag-sheet", key = q(key)),
                    Want::Flag => fl!(words, "session-e016-flag", key = q(key)),
                    Want::Texts => fl!(words, "session-e016-texts", key = q(key)),
                    Want::Table => fl!(words, "session-e016-table", key = q(key)),
                    Want::Rows => fl!(words, "session-e016-rows", key = q(key)),
                    Want::Tables => fl!(words, "session-e016-tables", key = q(key)),
                },
                fl!(words, "session-example", example = q(example)),
            ),
            Self::Empty { key } => error(
                "E017",
                fl!(words, "session-e017", key = q(key)),
                fl!(words, "session-e017-help"),
            ),
            Self::NotOneOf {
                key,
                value,
                similar,
                all,
            } => error(
                "E018",
                fl!(words, "session-e018", key = q(key), value = q(value)),
                match similar {
                    Some(similar) => fl!(words, "session-mean", value = q(similar)),
                    None => fl!(words, "session-e018-help", all = (*all).to_owned()),
                },
            ),
            Self::BadId { key, value } => error(
                "E019",
                fl!(words, "session-e019", key = q(key), value = q(value)),
                fl!(words, "session-e019-help"),
            ),
            Self::BadDate { value, fix } => error(
                "E020",
                fl!(words, "session-e020", value = q(value)),
                match fix {
                    Some(fix) => fl!(words, "session-write", value = q(fix)),
                    None => fl!(words, "session-e020-help"),
                },
            ),
            Self::BadTime { value, fix } => error(
                "E021",
                fl!(words, "session-e021", value = q(value)),
                match fix {
                    Some(fix) => fl!(words, "session-write", value = q(fix)),
                    None => fl!(words, "session-e021-help"),
                },
            ),
            Self::OddDate { value, fix } => error(
                "E020",
                fl!(words, "session-e020", value = q(value)),
                if fix.is_empty() {
                    fl!(words, "session-e020-help")
                } else {
                    fl!(words, "session-write", value = q(fix))
                },
            ),
            Self::OddTime { value, fix } => error(
                "E021",
                fl!(words, "session-e021", value = q(value)),
                if fix.is_empty() {
                    fl!(words, "session-e021-help")
                } else {
                    fl!(words, "session-write", value = q(fix))
                },
            ),
            Self::OddNumber { key, fix } => error(
                "E016",
                fl!(words, "session-e016-number", key = q(key)),
                fl!(words, "session-write", value = q(fix)),
            ),
            Self::OddFlag { key, fix } => error(
                "E016",
                fl!(words, "session-e016-flag", key = q(key)),
                fl!(words, "session-write", value = q(fix)),
            ),
            Self::KeyInJapanese { similar, table } => error(
                "E015",
                fl!(words, "session-e015-japanese"),
                match similar {
                    Some(similar) => fl!(words, "session-mean", value = q(similar)),
                    None if table.is_empty() => fl!(words, "session-e015-top-help"),
                    None => fl!(words, "session-e015-help", table = q(table)),
                },
            ),
            Self::OutOfRange { key, min, max } => error(
                "E022",
                fl!(
                    words,
                    "session-e022",
                    key = q(key),
                    min = min.to_string(),
                    max = max.to_string()
                ),
                fl!(words, "session-e022-help"),
            ),
            Self::EndsBeforeStart => error(
                "E023",
                fl!(words, "session-e023"),
                fl!(words, "session-e023-help"),
            ),
            Self::Licence { value } => error(
                "E024",
                fl!(words, "session-e024", value = q(value)),
                fl!(words, "session-e024-help"),
            ),
            Self::LicenceType { number, written } => error(
                "E025",
                fl!(
                    words,
                    "session-e025",
                    number = q(number),
                    written = q(written)
                ),
                fl!(words, "session-e025-help"),
            ),
            Self::Corporate { value } => error(
                "E026",
                fl!(words, "session-e026", value = q(value)),
                fl!(words, "session-e026-help"),
            ),
            Self::Jmdn { value } => error(
                "E027",
                fl!(words, "session-e027", value = q(value)),
                fl!(words, "session-e027-help"),
            ),
            Self::DuplicateKey { key } => error(
                "E028",
                fl!(words, "session-e028", key = q(key)),
                fl!(words, "session-e028-help"),
            ),
            Self::Blank => error(
                "E040",
                fl!(words, "session-e040"),
                fl!(words, "session-e040-help"),
            ),
            Self::Quotes => error(
                "E041",
                fl!(words, "session-e041"),
                fl!(words, "session-e041-help"),
            ),
            Self::Sign { found, want } => error(
                "E042",
                fl!(words, "session-e042", found = q(found)),
                fl!(words, "session-e042-help", want = q(want)),
            ),
            Self::Digits { fix } => error(
                "E043",
                fl!(words, "session-e043"),
                fl!(words, "session-write", value = q(fix)),
            ),
            Self::Unclosed => error(
                "E044",
                fl!(words, "session-e044"),
                fl!(words, "session-e044-help"),
            ),
            Self::Unquoted { fix } => error(
                "E045",
                fl!(words, "session-e045"),
                fl!(words, "session-write", value = q(fix)),
            ),
            Self::NoEquals => error(
                "E046",
                fl!(words, "session-e046"),
                fl!(words, "session-e046-help"),
            ),
            Self::List => error(
                "E047",
                fl!(words, "session-e047"),
                fl!(words, "session-e047-help"),
            ),
            Self::Header => error(
                "E048",
                fl!(words, "session-e048"),
                fl!(words, "session-e048-help"),
            ),
            Self::Escape => error(
                "E049",
                fl!(words, "session-e049"),
                fl!(words, "session-e049-help"),
            ),
            Self::Nested => error(
                "E050",
                fl!(words, "session-e050"),
                fl!(words, "session-e050-help"),
            ),
            Self::NoValue { key } => error(
                "E052",
                fl!(words, "session-e052", key = q(key)),
                fl!(words, "session-e052-help"),
            ),
            Self::Trailing => error(
                "E053",
                fl!(words, "session-e053"),
                fl!(words, "session-e053-help"),
            ),
            Self::Syntax => error(
                "E051",
                fl!(words, "session-e051"),
                fl!(words, "session-e051-help"),
            ),
            Self::More { count } => error(
                "E099",
                fl!(words, "session-e099", count = count.to_string()),
                fl!(words, "session-e099-help"),
            ),
            Self::Removed { key } => warning(
                "W101",
                fl!(words, "session-w101", key = q(key)),
                fl!(words, "session-w101-help"),
            ),
            Self::SameName { name, line } => warning(
                "W102",
                fl!(
                    words,
                    "session-w102",
                    name = q(name),
                    line = line.to_string()
                ),
                fl!(words, "session-w102-help"),
            ),
            Self::SameOrganisation { name, line } => warning(
                "W103",
                fl!(
                    words,
                    "session-w103",
                    name = q(name),
                    line = line.to_string()
                ),
                fl!(words, "session-w103-help"),
            ),
            Self::OldStatus { date } => warning(
                "W104",
                fl!(words, "session-w104", date = q(date)),
                fl!(words, "session-w104-help"),
            ),
            Self::Private => warning(
                "W105",
                fl!(words, "session-w105"),
                fl!(words, "session-w105-help"),
            ),
            Self::LicencePrefecture { value, prefecture } => warning(
                "W106",
                fl!(
                    words,
                    "session-w106",
                    value = q(value),
                    prefecture = q(prefecture)
                ),
                fl!(words, "session-w106-help"),
            ),
            Self::LicenceKinds { value, kinds } => warning(
                "W107",
                fl!(words, "session-w107", value = q(value), kinds = q(kinds)),
                fl!(words, "session-w107-help"),
            ),
            Self::OddNote { key, value, all } => warning(
                "W109",
                fl!(words, "session-w109", key = q(key), value = q(value)),
                fl!(words, "session-w109-help", all = *all),
            ),
            Self::Workbook(error) => {
                let (message, help) = unreadable(error, words);
                (Severity::Error, "E060", message, help)
            }
            Self::CellError { value } => error(
                "E061",
                fl!(words, "session-e061", value = q(value)),
                fl!(words, "session-e061-help"),
            ),
            Self::NoResult => error(
                "E062",
                fl!(words, "session-e062"),
                fl!(words, "session-e062-help"),
            ),
            Self::NoHeadings { sheet } => error(
                "E063",
                fl!(words, "session-e063", sheet = q(sheet)),
                fl!(words, "session-e063-help"),
            ),
            Self::SheetTwice { sheet } => error(
                "E064",
                fl!(words, "session-e064", sheet = q(sheet)),
                fl!(words, "session-e064-help"),
            ),
            Self::SheetUnread { sheet } => warning(
                "W110",
                fl!(words, "session-w110", sheet = q(sheet)),
                fl!(words, "session-w110-help"),
            ),
            Self::SheetHidden { sheet } => warning(
                "W111",
                fl!(words, "session-w111", sheet = q(sheet)),
                fl!(words, "session-w111-help"),
            ),
            Self::RowsHidden { count } => warning(
                "W112",
                fl!(words, "session-w112", count = count.to_string()),
                fl!(words, "session-w112-help"),
            ),
            Self::ColumnHidden { heading } => warning(
                "W113",
                fl!(words, "session-w113", heading = q(heading)),
                fl!(words, "session-w113-help"),
            ),
            Self::PatentNotation { value } => warning(
                "W108",
                fl!(words, "session-w108", value = q(value)),
                fl!(words, "session-w108-help"),
            ),
        }
    }
}

impl Target {
    fn noun(self, words: &Words) -> String {
        match self {
            Self::Organisation => fl!(words, "session-noun-organisation"),
            Self::Need => fl!(words, "session-noun-need"),
            Self::Attendee => fl!(words, "session-noun-attendee"),
            Self::Patent => fl!(words, "session-noun-patent"),
            Self::Slot => fl!(words, "session-noun-slot"),
            Self::Desk => fl!(words, "session-noun-desk"),
        }
    }
}
