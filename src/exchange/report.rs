//! The report (報告): as sheets for the writers, as an object for machines, as lines for a terminal.

use super::leave::Reader;
use crate::domain::code::PairingStage;
use crate::domain::rule::report::{By, Figures, Measure, Report, count_in};
use crate::domain::sheet::{Book, Cell, Column, Sheet};
use crate::text::{self, Clean};
use crate::words::{Words, fl};
use serde_json::{Map, Value, json};

/// Figures that stand for machines under their own names; the others are for people.
const FOR_MACHINES: &[Measure] = &[
    Measure::Needs,
    Measure::NeedsWithInterest,
    Measure::Pairings,
    Measure::Confirmed,
    Measure::Meetings,
    Measure::NdaSigned,
    Measure::Contracts,
    Measure::Launched,
    Measure::Overdue,
    Measure::WithMah,
    Measure::Surveyed,
    Measure::Accompanied,
    Measure::Committed,
    Measure::Changed,
];

/// Figures of a part: a hospital, a coordinator.
const OF_A_PART: &[Measure] = &[
    Measure::Pairings,
    Measure::Confirmed,
    Measure::Meetings,
    Measure::NdaSigned,
    Measure::Contracts,
    Measure::Launched,
    Measure::Overdue,
];

/// The object. `session` is the one that was asked for, as it is shown.
pub fn json(report: &Report, session: Option<&str>) -> Value {
    let mut out = Map::new();
    out.insert("session".to_owned(), json!(session));
    for measure in FOR_MACHINES {
        out.insert(measure.key().to_owned(), json!(report.count(*measure)));
    }
    let days = report.days.iter().map(|(stage, spread)| {
        let spread = json!({
            "median": spread.median, "q1": spread.q1, "q3": spread.q3, "n": spread.n(),
        });
        (stage.code().to_owned(), spread)
    });
    out.insert("days".to_owned(), Value::Object(days.collect()));
    let declined = report.declined.iter();
    let declined = declined.map(|(reason, found)| (reason.to_string(), json!(found.len())));
    out.insert(
        "declined_by_reason".to_owned(),
        Value::Object(declined.collect()),
    );
    for by in By::ALL {
        let (list, name) = by.keys();
        // Needs belong to a hospital and to nobody else.
        let of = if *by == By::Hospital {
            FOR_MACHINES
        } else {
            OF_A_PART
        };
        let rows = report.by(*by).map(|(part, figures)| {
            let mut row = Map::new();
            row.insert(name.to_owned(), json!(part));
            for measure in of {
                let count = count_in(figures, *measure);
                row.insert(measure.key().to_owned(), json!(count));
            }
            Value::Object(row)
        });
        out.insert(list.to_owned(), Value::Array(rows.collect()));
    }
    if let Some(target) = report.target {
        out.insert("target".to_owned(), json!({ "pairings": target }));
    }
    if let Some(before) = &report.before {
        let counts = FOR_MACHINES.iter().map(|m| {
            let count = before.get(m).copied().unwrap_or_default();
            (m.key().to_owned(), json!(count))
        });
        out.insert("last_year".to_owned(), Value::Object(counts.collect()));
    }
    Value::Object(out)
}

/// The sheets, on one page. Who of the office coordinates what stays in the office.
pub fn sheets(report: &Report, reader: &Reader, words: &Words) -> Book {
    let is_office = *reader == Reader::Office;
    let mut sheets = vec![figures(report, words)];
    if !report.days.is_empty() {
        sheets.push(days(report, words));
    }
    if !report.declined.is_empty() {
        sheets.push(declined(report, words));
    }
    let may_leave = |by: &&By| is_office || !by.is_internal();
    sheets.extend(
        By::ALL
            .iter()
            .filter(may_leave)
            .map(|by| parts(*by, report, words)),
    );
    Book {
        sheets,
        mark: is_office.then(|| "社外秘".to_owned()),
        one_page: true,
    }
}

fn column(key: &'static str, heading: String, width: u16) -> Column {
    Column {
        key,
        heading,
        width,
        ..Column::default()
    }
}

fn number(n: usize) -> Cell {
    Cell::Number(u64::try_from(n).unwrap_or(u64::MAX))
}

fn named(text: &str) -> Cell {
    Cell::text(&Clean::line(text))
}

fn figures(report: &Report, words: &Words) -> Sheet {
    let mut columns = vec![
        column("figure", fl!(words, "report-figure"), 30),
        column("count", fl!(words, "report-count"), 8),
        column("target", fl!(words, "report-target"), 8),
        column("before", fl!(words, "report-before"), 8),
    ];
    columns.retain(|c| match c.key {
        "target" => report.target.is_some(),
        "before" => report.before.is_some(),
        _ => true,
    });
    let rows = Measure::ALL.iter().map(|measure| {
        let mut row = vec![named(name(*measure, words)), number(report.count(*measure))];
        if report.target.is_some() {
            row.push(target(report, *measure).map_or(Cell::Empty, number));
        }
        if let Some(before) = &report.before {
            row.push(number(before.get(measure).copied().unwrap_or_default()));
        }
        row
    });
    Sheet {
        key: "figures",
        name: fl!(words, "report-figures"),
        rows: rows.collect(),
        columns,
    }
}

/// What people call a figure.
fn name(measure: Measure, words: &Words) -> &'static str {
    words.pick(measure.ja(), measure.en())
}

/// What is aimed at: only pairings have a target.
fn target(report: &Report, measure: Measure) -> Option<usize> {
    report.target.filter(|_| measure == Measure::Pairings)
}

fn days(report: &Report, words: &Words) -> Sheet {
    let rows = report.days.iter().map(|(stage, spread)| {
        vec![
            named(stage_name(*stage, words)),
            number(spread.n()),
            named(&spread.median.to_string()),
            named(&spread.q1.to_string()),
            named(&spread.q3.to_string()),
        ]
    });
    Sheet {
        key: "days",
        name: fl!(words, "report-days"),
        rows: rows.collect(),
        columns: vec![
            column("stage", fl!(words, "report-stage"), 20),
            column("n", name(Measure::Pairings, words).to_owned(), 14),
            column("median", fl!(words, "report-median"), 8),
            column("q1", fl!(words, "report-q1"), 10),
            column("q3", fl!(words, "report-q3"), 10),
        ],
    }
}

fn stage_name(stage: PairingStage, words: &Words) -> &'static str {
    words.pick(stage.ja(), stage.en())
}

fn declined(report: &Report, words: &Words) -> Sheet {
    let rows = report.declined.iter();
    let rows =
        rows.map(|(reason, found)| vec![named(&because(reason, words)), number(found.len())]);
    Sheet {
        key: "declined_by_reason",
        name: fl!(words, "report-declined"),
        rows: rows.collect(),
        columns: vec![
            column("reason", fl!(words, "report-reason"), 30),
            column("count", fl!(words, "report-count"), 8),
        ],
    }
}

/// A reason as people read it.
pub fn because(reason: &Clean, words: &Words) -> String {
    if reason.is_empty() {
        fl!(words, "report-no-reason")
    } else {
        reason.to_string()
    }
}

/// What the figures are split by, in words.
pub fn split(by: By, words: &Words) -> String {
    match by {
        By::Hospital => fl!(words, "report-by-hospital"),
        By::CompanyKind => fl!(words, "report-by-company-kind"),
        By::Region => fl!(words, "report-by-region"),
        By::Support => fl!(words, "report-by-support"),
        By::Commitment => fl!(words, "report-by-commitment"),
        By::Collaboration => fl!(words, "report-by-collaboration"),
        By::Coordinator => fl!(words, "report-by-coordinator"),
    }
}

fn parts(by: By, report: &Report, words: &Words) -> Sheet {
    let title = split(by, words);
    let mut columns = vec![column("part", title.clone(), 30)];
    columns.extend((OF_A_PART.iter()).map(|m| column(m.key(), name(*m, words).to_owned(), 12)));
    let rows = report.by(by).map(|(part, figures): (&Clean, &Figures)| {
        let counts = OF_A_PART.iter().map(|m| number(count_in(figures, *m)));
        let name = named(by.part(part, words));
        std::iter::once(name).chain(counts).collect()
    });
    Sheet {
        key: by.keys().0,
        name: title,
        rows: rows.collect(),
        columns,
    }
}

/// The lines for a terminal: each figure with a bar, then the sheets behind it.
pub fn lines(report: &Report, words: &Words) -> Vec<String> {
    let book = sheets(report, &Reader::Office, words);
    let names: Vec<&str> = Measure::ALL.iter().map(|m| name(*m, words)).collect();
    let widest = names.iter().map(|n| text::width(n)).max().unwrap_or(0);
    let most = Measure::ALL.iter().map(|m| report.count(*m)).max();
    let mut out: Vec<String> = (Measure::ALL.iter().zip(&names))
        .map(|(measure, name)| {
            let count = report.count(*measure);
            let mut line = format!("{} {count:>5}", text::pad(name, widest));
            if let Some(target) = target(report, *measure) {
                line.push_str("  ");
                line.push_str(&fl!(words, "report-of-target", count = target));
            }
            if let Some(before) = &report.before {
                let count = before.get(measure).copied().unwrap_or_default();
                line.push_str("  ");
                line.push_str(&fl!(words, "report-of-before", count = count));
            }
            let bar = bar(count, most.unwrap_or(0), BAR);
            format!("{line}  {bar}").trim_end().to_owned()
        })
        .collect();
    if let Some(percent) = report.share(Measure::WithMah) {
        out.push(fl!(words, "report-mah-share", percent = percent));
    }
    if let Some(percent) = report.share(Measure::Committed) {
        out.push(fl!(words, "report-commitment-share", percent = percent));
    }
    for sheet in book.sheets.iter().skip(1).filter(|s| !s.rows.is_empty()) {
        out.push(String::new());
        out.extend(table(sheet));
    }
    out
}

/// How long the longest bar of a terminal is.
const BAR: usize = 20;

/// A bar of so many of the most. What is counted has at least one cell.
pub fn bar(count: usize, most: usize, longest: usize) -> String {
    let cells = (count * longest).div_ceil(most.max(1));
    "#".repeat(cells)
}

fn table(sheet: &Sheet) -> Vec<String> {
    let head = sheet.columns.iter().map(|c| c.heading.clone());
    let mut rows: Vec<Vec<String>> = vec![head.collect()];
    rows.extend(
        sheet
            .rows
            .iter()
            .map(|r| r.iter().map(Cell::shown).collect()),
    );
    let widths: Vec<usize> = (0..sheet.columns.len())
        .map(|n| {
            let cells = rows.iter().filter_map(|r| r.get(n));
            cells.map(|c| text::width(c)).max().unwrap_or(0)
        })
        .collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(c, w)| text::pad(c, *w));
        let line: Vec<String> = cells.collect();
        line.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
