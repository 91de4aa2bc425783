//! Rows of a list of needs.

use super::cells::Cells;
use super::found::{Entry, Report, State, Trouble};
use super::kind::ListKind;
use super::label::label;
use super::table::Table;
use super::tidy::{self, Day};
use crate::domain::code::{DeviceClass, DeviceKind, Disclosure, Filing, Stage};
use crate::domain::number::narrow;
use crate::domain::rule::name::UNSAID;
use jiff::civil::Date;

const KIND: ListKind = ListKind::Needs;

/// The needs of a table.
pub(super) fn read(table: &Table, session: Option<Date>, report: &mut Report<'_>) -> Vec<Entry> {
    let mut out = Vec::new();
    for row in &table.rows {
        if !report.goes_on() {
            break;
        }
        let cells = Cells::new(table, row, 0);
        let mut entry = Entry {
            source: cells.source(),
            ..Entry::default()
        };
        cells.broken(report, &mut entry);
        texts(&cells, &mut entry, report);
        if entry.fields.is_empty() && !entry.is_wrong {
            continue;
        }
        words(&cells, &mut entry, report);
        days(&cells, &mut entry, session, report);
        required(&cells, table, &mut entry, report);
        if row.is_hidden {
            cells.tell(report, Trouble::RowHidden, None, (entry.get("title"), ""));
            entry.state = State::Doubtful;
        }
        out.push(entry);
    }
    out
}

fn texts(cells: &Cells<'_>, entry: &mut Entry, report: &mut Report<'_>) {
    if let Some(found) = cells.text("no") {
        entry.set("no", tidy::number(&found.text));
    }
    if let Some(found) = cells.text("hospital") {
        let name = tidy::line(&found.text);
        if found.is_from_above {
            cells.tell(report, Trouble::BlankAbove, Some(&found), (&name, ""));
            entry.state = State::Doubtful;
        }
        entry.set("hospital", name);
    }
    for field in [
        "title",
        "department",
        "presenter_role",
        "seeking_tech",
        "patients_per_year",
        "budget",
        "period",
    ] {
        if let Some(found) = cells.text(field) {
            entry.set(field, tidy::line(&found.text));
        }
    }
    if let Some(found) = cells.text("presenter") {
        entry.set("presenter", tidy::name(&found.text));
    }
    for field in ["problem", "wanted", "current", "patents", "remarks"] {
        if let Some(found) = cells.text(field) {
            entry.set(field, tidy::block(&found.text));
        }
    }
    if let Some(found) = cells.text("order") {
        let order = tidy::number(&found.text);
        if order.bytes().all(|b| b.is_ascii_digit()) {
            entry.set("order", order);
        }
    }
}

fn words(cells: &Cells<'_>, entry: &mut Entry, report: &mut Report<'_>) {
    disclosure(cells, entry, report);
    let mut word = |field: &'static str, parse: fn(&str) -> Option<&'static str>| {
        let Some(found) = cells.text(field) else {
            return;
        };
        let plain = narrow(&found.text);
        let plain = plain
            .trim_start_matches("クラス")
            .trim_start_matches("CLASS");
        if let Some(code) = parse(&found.text).or_else(|| parse(plain)) {
            entry.set(field, code);
        } else {
            let name = label(KIND, field);
            cells.tell(report, Trouble::BadWord, Some(&found), (&found.text, name));
        }
    };
    word("patent_status", |s| Filing::parse(s).map(Filing::code));
    word("device_class", |s| {
        DeviceClass::parse(s).map(DeviceClass::code)
    });
    word("device_kind", |s| {
        DeviceKind::parse(s).map(DeviceKind::code)
    });
    word("stage", |s| Stage::parse(s).map(Stage::code));
    if let Some(found) = cells.text("status")
        && ["取下", "取り下げ", "辞退", "取消", "中止", "キャンセル"]
            .iter()
            .any(|w| found.text.contains(w))
    {
        cells.tell(
            report,
            Trouble::Withdrawn,
            Some(&found),
            (entry.get("title"), ""),
        );
        entry.set("withdrawn", "true");
    }
}

/// Who may hear of it. Nothing but the word itself makes a need public: that would be the worst mistake of all.
fn disclosure(cells: &Cells<'_>, entry: &mut Entry, report: &mut Report<'_>) {
    let found = cells.text("disclosure");
    let text = found.as_ref().map_or("", |f| f.text.as_str());
    let plain = narrow(text);
    let said = match plain.as_str() {
        "公開可" | "公開可能" | "一般公開" => Some(Disclosure::Public),
        "会員のみ"
        | "参加者のみ"
        | "会員"
        | "参加者"
        | "参加者限り"
        | "限定公開"
        | "会場限り"
        | "当日参加者のみ" => Some(Disclosure::Members),
        "NDA" | "NDA締結後" | "要NDA" | "NDA必要" | "秘密保持契約後" | "秘密保持契約締結後" => {
            Some(Disclosure::AfterNda)
        }
        "不可" | "公開不可" | "×" | "非公開希望" | "否" => Some(Disclosure::Closed),
        _ => Disclosure::parse(text),
    };
    if let Some(level) = said {
        entry.set("disclosure", level.code());
    } else {
        cells.tell(report, Trouble::Disclosure, found.as_ref(), (text, ""));
        entry.set("disclosure", Disclosure::Closed.code());
        entry.set("disclosure_open", "要確認");
    }
}

fn days(cells: &Cells<'_>, entry: &mut Entry, session: Option<Date>, report: &mut Report<'_>) {
    let Some((found, raw)) = cells.raw("first_disclosed_on") else {
        return;
    };
    match tidy::day(raw, session) {
        Day::Is(date) => entry.set("first_disclosed_on", date.to_string()),
        Day::NoYear => {
            cells.tell(report, Trouble::Weekday, Some(&found), (&found.text, ""));
            entry.is_wrong = true;
        }
        Day::Unread
            if matches!(
                narrow(&found.text).as_str(),
                "未定" | "なし" | "未公表" | "-" | "未" | "未発表"
            ) => {}
        Day::Unread => {
            cells.tell(report, Trouble::BadDate, Some(&found), (&found.text, ""));
            entry.is_wrong = true;
        }
    }
}

fn required(cells: &Cells<'_>, table: &Table, entry: &mut Entry, report: &mut Report<'_>) {
    for field in ["title", "hospital"] {
        if !entry.get(field).is_empty() {
            continue;
        }
        // Where there is no title, the problem itself says what the need is.
        let problem: String = entry
            .get("problem")
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(40)
            .collect();
        if field == "title" && !problem.is_empty() && !table.columns.has("title") {
            cells.tell(
                report,
                Trouble::Filled,
                None,
                (&problem, label(KIND, field)),
            );
            entry.set("title", problem);
            continue;
        }
        cells.tell(report, Trouble::Missing, None, ("", label(KIND, field)));
        entry.is_wrong = true;
    }
    if entry.get("no").is_empty() && table.columns.has("no") {
        cells.tell(report, Trouble::Missing, None, ("", label(KIND, "no")));
        entry.is_wrong = true;
    }
    let unsaid = ["department", "problem", "wanted"].into_iter();
    let unsaid: Vec<&'static str> = unsaid.filter(|field| entry.get(field).is_empty()).collect();
    if !unsaid.is_empty() {
        let labels: Vec<&str> = unsaid.iter().map(|field| label(KIND, field)).collect();
        cells.tell(report, Trouble::Unsaid, None, (UNSAID, &labels.join("、")));
        for field in unsaid {
            entry.set(field, UNSAID);
        }
    }
}
