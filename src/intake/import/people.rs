//! Rows of a list of attendees: one person each, also where a cell holds two or a row three.

use super::cells::{Cells, Found};
use super::found::{Entry, Report, State, Trouble};
use super::kind::ListKind;
use super::label::label;
use super::office::dept_and_title;
use super::table::{BodyRow, Table};
use super::tidy::{self, Tel};
use super::wishes::{self, Wish};
use crate::domain::number;

const KIND: ListKind = ListKind::Attendees;

/// The people of a table, and what they wish.
pub(super) fn read(table: &Table, report: &mut Report<'_>) -> (Vec<Entry>, Vec<Wish>) {
    let mut people = Vec::new();
    let mut wishes = Vec::new();
    let mut persons: Vec<u8> = table.columns.all.iter().map(|c| c.person).collect();
    persons.sort_unstable();
    persons.dedup();
    if persons.len() > 1 {
        persons.retain(|p| {
            *p > 0
                || table
                    .columns
                    .all
                    .iter()
                    .any(|c| c.person == 0 && is_name(c.field.as_deref()))
        });
    }
    for row in &table.rows {
        if !report.goes_on() {
            break;
        }
        for person in &persons {
            person_of(table, row, *person, report, &mut people, &mut wishes);
        }
    }
    (people, wishes)
}

fn is_name(field: Option<&str>) -> bool {
    matches!(field, Some("name" | "family"))
}

fn person_of(
    table: &Table,
    row: &BodyRow,
    person: u8,
    report: &mut Report<'_>,
    people: &mut Vec<Entry>,
    wishes: &mut Vec<Wish>,
) {
    let mut cells = Cells::new(table, row, person);
    let mut entry = Entry {
        source: cells.source(),
        ..Entry::default()
    };
    cells.broken(report, &mut entry);
    let (names, kanas) = names(&mut cells, report);
    if person > 0 && names.is_empty() {
        return;
    }
    // 他1名 on a line of its own was told: nobody is made of it.
    if names.is_empty()
        && cells
            .text("name")
            .is_some_and(|found| split(&found.text).iter().all(|part| others(part)))
    {
        return;
    }
    organisation(&mut cells, &mut entry, !names.is_empty(), report);
    office(&mut cells, &mut entry);
    contact(&mut cells, &mut entry, report);
    answers(&mut cells, &mut entry, report);
    if row.is_hidden {
        let shown = names.first().map_or("", String::as_str);
        cells.tell(report, Trouble::RowHidden, None, (shown, ""));
        entry.state = State::Doubtful;
    }
    if names.is_empty() {
        if entry.fields.is_empty() && !entry.is_wrong {
            // Numbers below the columns of needs are totals.
            let first = row.cells.values().next();
            let first = first.map(|held| crate::intake::workbook::shown(&held.raw));
            cells.tell(
                report,
                Trouble::Dropped,
                None,
                (&first.unwrap_or_default(), ""),
            );
            return;
        }
        cells.tell(report, Trouble::Missing, None, ("", label(KIND, "name")));
        entry.is_wrong = true;
        people.push(entry);
        return;
    }
    let mut names = names;
    if entry.get("organisation").is_empty()
        && let [name] = names.as_mut_slice()
        && let Some((own, org)) = bracketed(name)
    {
        entry.set("organisation", org);
        *name = own;
    }
    if entry.get("organisation").is_empty() {
        cells.tell(report, Trouble::Missing, None, ("", label(KIND, "org")));
        entry.is_wrong = true;
    }
    let mine = wishes::of_attendee(&cells, report);
    let last = names.len().saturating_sub(1);
    for (n, name) in names.iter().enumerate() {
        let mut own = if n == last {
            std::mem::take(&mut entry)
        } else {
            entry.clone()
        };
        own.set("name", name.as_str());
        if let Some(kana) = kanas.get(n) {
            own.set("kana", kana.as_str());
        }
        if names.len() > 1 {
            own.state = State::Doubtful;
            if n > 0 {
                for field in ["badge", "email", "tel"] {
                    own.fields.remove(field);
                }
            }
        }
        for wish in &mine {
            let mut wish = wish.clone();
            wish.person = Some(people.len());
            wishes.push(wish);
        }
        people.push(own);
    }
}

/// The names of a cell with their readings: usually one.
fn names(cells: &mut Cells<'_>, report: &mut Report<'_>) -> (Vec<String>, Vec<String>) {
    let mut kana = cells.text("kana").map(|c| tidy::kana(&c.text));
    let parts = [cells.text("family_kana"), cells.text("given_kana")];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|c| tidy::kana(&c.text))
        .collect();
    if !parts.is_empty() {
        kana = Some(parts.join(" "));
    }
    let family = cells.text("family");
    let given = cells.text("given");
    if let (Some(family), given) = (&family, &given)
        && (given.is_some() || cells.text("name").is_none())
    {
        let parts: Vec<String> = [Some(family), given.as_ref()]
            .into_iter()
            .flatten()
            .map(|c| tidy::name(&c.text))
            .collect();
        return (vec![parts.join(" ")], kana.into_iter().collect());
    }
    let Some(found) = cells.text("name") else {
        return (Vec::new(), Vec::new());
    };
    // A reading above or below the name, or in brackets behind it.
    let mut lines: Vec<String> = found
        .text
        .lines()
        .map(tidy::line)
        .filter(|l| !l.is_empty())
        .collect();
    if lines.len() == 2
        && let Some(at) = lines.iter().position(|l| tidy::is_kana(l))
        && lines.iter().filter(|l| tidy::is_kana(l)).count() == 1
    {
        kana = kana.or(Some(tidy::kana(&lines.remove(at))));
    } else if lines.len() == 2 && lines.iter().all(|l| l.chars().count() <= 3) {
        // A name over two lines.
        lines = vec![lines.join(" ")];
    }
    let mut whole = lines.join("\n");
    for (open, close) in [('（', '）'), ('(', ')')] {
        if let Some((head, rest)) = whole.clone().split_once(open)
            && let Some(inner) = rest.strip_suffix(close)
            && tidy::is_kana(inner)
        {
            kana = kana.or(Some(tidy::kana(inner)));
            whole = String::from(head.trim());
        }
    }
    if tidy::is_organisation(&whole) {
        cells.tell(report, Trouble::CompanyAsName, Some(&found), (&whole, ""));
    }
    let mut parts: Vec<String> = split(&whole);
    let count = parts.len();
    parts.retain(|part| {
        let is_rest = others(part);
        if is_rest {
            cells.tell(report, Trouble::Others, Some(&found), (part, ""));
        }
        !is_rest
    });
    for part in &mut parts {
        if let Some(at) = part
            .find("他")
            .filter(|at| others(part.get(*at..).unwrap_or_default()))
        {
            let rest = part.split_off(at);
            cells.tell(report, Trouble::Others, Some(&found), (&rest, ""));
        }
    }
    if parts.len() > 1 {
        cells.tell(
            report,
            Trouble::Split,
            Some(&found),
            (&whole.replace('\n', " "), ""),
        );
    }
    let kanas = match kana {
        Some(kana) if count > 1 => split(&kana),
        kana => kana.into_iter().collect(),
    };
    let names = parts
        .iter()
        .map(|part| tidy::name(part))
        .filter(|n| !n.is_empty());
    (names.collect(), kanas)
}

/// 田中 一郎（光学テクノ）: a name and the organisation behind it.
fn bracketed(name: &str) -> Option<(String, String)> {
    let (own, rest) = name.split_once(['(', '（'])?;
    let inner = rest.strip_suffix([')', '）'])?;
    let is_name = !own.trim().is_empty() && inner.chars().count() >= 2;
    is_name.then(|| (tidy::name(own), tidy::line(inner)))
}

/// Parts a cell where only marks between people can stand.
fn split(text: &str) -> Vec<String> {
    let marks = ['、', '，', ',', '/', '／', ';', '；', '\n', '&', '＆'];
    let mut parts: Vec<&str> = text.split(marks).collect();
    // A point parts names of kanji, but also the parts of one name in kana.
    if let [one] = parts.as_slice()
        && one.contains('・')
        && one.split('・').all(|p| {
            let p = p.trim();
            (2..=6).contains(&p.chars().count())
                && p.chars()
                    .all(|c| crate::text::script::is_kanji(c) || c == ' ' || c == '　')
        })
    {
        parts = one.split('・').collect();
    }
    parts
        .into_iter()
        .map(|p| p.trim().to_owned())
        .filter(|p| !p.is_empty())
        .collect()
}

/// 他2名, ほか1名, 外3名, (同行者), 同行2名: people without names.
fn others(text: &str) -> bool {
    let text = number::narrow(text);
    let text = text.trim_matches(['(', ')', '[', ']', '<', '>', '※']);
    for head in ["同行者", "随行者", "同伴者", "同行", "随行", "同伴"] {
        if let Some(rest) = text.strip_prefix(head) {
            let rest = rest.trim_matches(['(', ')', '様']);
            let is_count = |c: char| c.is_ascii_digit() || "一二三四五六七八九十数名人".contains(c);
            return rest.chars().all(is_count);
        }
    }
    let rest = ["他", "ほか", "外", "その他"]
        .iter()
        .find_map(|head| text.strip_prefix(head));
    rest.is_some_and(|rest| {
        let digits = rest
            .chars()
            .filter(|c| c.is_ascii_digit() || "一二三四五六七八九十数".contains(*c))
            .count();
        digits > 0 && (rest.ends_with('名') || rest.ends_with('人'))
    })
}

fn organisation(
    cells: &mut Cells<'_>,
    entry: &mut Entry,
    is_person: bool,
    report: &mut Report<'_>,
) {
    // An empty cell below a company means the company only where somebody stands in the row.
    let found = cells.text("org").filter(|f| is_person || !f.is_from_above);
    if let Some(found) = found {
        let name = tidy::line(&found.text);
        if found.is_from_above {
            cells.tell(report, Trouble::BlankAbove, Some(&found), (&name, ""));
            entry.state = State::Doubtful;
        }
        entry.set("organisation", name);
    }
    if let Some(found) = cells.text("org_kana") {
        entry.set("organisation_kana", tidy::kana(&found.text));
    }
    if let Some(found) = cells.text("corporate_no") {
        match number::corporate_number(&tidy::number(&found.text)) {
            Some(number) => entry.set("corporate_no", number),
            None => cells.tell(
                report,
                Trouble::BadCorporate,
                Some(&found),
                (&found.text, ""),
            ),
        }
    }
    if let Some(found) = cells.text("mah_no") {
        let written = number::narrow(&found.text);
        if number::mah_licence(&written).is_some() {
            entry.set("mah_no", written);
        } else {
            cells.tell(report, Trouble::BadLicence, Some(&found), (&found.text, ""));
        }
    }
    for field in ["prefecture", "city", "address", "technologies", "kinds"] {
        if let Some(found) = cells.text(field) {
            entry.set(field, tidy::line(&found.text));
        }
    }
}

fn office(cells: &mut Cells<'_>, entry: &mut Entry) {
    for field in ["dept", "title"] {
        if let Some(found) = cells.text(field) {
            entry.set(field, tidy::line(&found.text));
        }
    }
    let Some(found) = cells.text("dept_title") else {
        return;
    };
    let mut text = found.text.clone();
    if entry.get("organisation").is_empty() {
        // The organisation is the first part where it is plainly one.
        let flat = text.replace(['\n', '　', '／', '/'], " ");
        let first = flat
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned();
        if tidy::is_organisation(&first) {
            text = String::from(flat.trim_start().get(first.len()..).unwrap_or_default());
            entry.set("organisation", first);
        }
    }
    let (dept, title) = dept_and_title(&text);
    if entry.get("dept").is_empty() {
        entry.set("dept", dept);
    }
    if entry.get("title").is_empty() {
        entry.set("title", title);
    }
}

fn contact(cells: &mut Cells<'_>, entry: &mut Entry, report: &mut Report<'_>) {
    if let Some(found) = cells.text("badge")
        && !tidy::says_none(&found.text)
    {
        let badge = tidy::number(&found.text);
        let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if badge.chars().all(safe) {
            entry.set("badge", badge);
        } else {
            cells.tell(report, Trouble::OddBadge, Some(&found), (&found.text, ""));
            entry.is_wrong = true;
        }
    }
    if let Some(found) = cells.text("email") {
        let (email, fits) = tidy::email(&found.text);
        if !fits {
            cells.tell(report, Trouble::BadEmail, Some(&found), (&found.text, ""));
        }
        entry.set("email", email);
    }
    if let Some((found, raw)) = cells.raw("tel") {
        let (tel, how) = tidy::tel(raw);
        match how {
            Tel::Fits => {}
            Tel::ZeroPut => cells.tell(report, Trouble::Zero, Some(&found), (&tel, "")),
            Tel::Odd => cells.tell(report, Trouble::BadTel, Some(&found), (&tel, "")),
        }
        entry.set("tel", tel);
    }
}

fn answers(cells: &mut Cells<'_>, entry: &mut Entry, report: &mut Report<'_>) {
    if let Some(found) = cells.text("wants_meeting") {
        let name = label(KIND, "wants_meeting");
        if let Some(yes) = tidy::answer(&found.text) {
            entry.set("wants_meeting", if yes { "true" } else { "false" });
        } else if !wishes::names_need(&found.text) {
            cells.tell(report, Trouble::BadWord, Some(&found), (&found.text, name));
        }
    }
    if let Some(found) = cells.text("role") {
        match crate::domain::code::OrgKind::parse(&found.text) {
            Some(role) => entry.set("role", role.code()),
            None => entry.set("kinds", tidy::line(&found.text)),
        }
    }
    for field in [
        "question",
        "availability",
        "decision_power",
        "coi_declared",
        "attendance",
    ] {
        if let Some(found) = cells.text(field) {
            entry.set(field, tidy::block(&found.text));
        }
    }
    for field in ["consent_share", "nda_signed_on", "consent_on"] {
        if let Some(found) = cells.text(field) {
            let said = match tidy::answer(&found.text) {
                Some(true) => "同意".to_owned(),
                Some(false) => "不同意".to_owned(),
                None => tidy::line(&found.text),
            };
            let said = if field == "consent_share" {
                said
            } else {
                tidy::line(&found.text)
            };
            entry.set(field, said);
        }
    }
    if let Some((_, raw)) = cells.raw("at")
        && let Some(at) = tidy::moment(raw)
    {
        entry.set("at", at.to_string());
    }
    if let Some(found) = cells.text("status") {
        let is_off = ["キャンセル", "辞退", "取消", "欠席"]
            .iter()
            .any(|w| found.text.contains(w));
        if is_off {
            cancelled(cells, entry, report, &found);
        }
    }
    if entry.get("attendance").starts_with(['×', '欠']) || entry.get("attendance") == "不参加"
    {
        entry.set("attendance", "欠席");
    }
    if matches!(tidy::answer(entry.get("attendance")), Some(true)) {
        entry.set("attendance", "予定");
    }
}

fn cancelled(cells: &Cells<'_>, entry: &mut Entry, report: &mut Report<'_>, found: &Found) {
    cells.tell(report, Trouble::Cancelled, Some(found), (&found.text, ""));
    entry.set("attendance", "欠席");
}
