//! Rows made by hand, as a reader of workbooks would yield them: validation needs no TOML and names sheet, row and
//! column.

use enishi::domain::diag::Spot;
use enishi::domain::diag::render::{self, Frame};
use enishi::intake::place::{Example, Origin, Place};
use enishi::intake::row::{Cell, Document, Field, Row, Rows, Value, Whole};
use enishi::intake::{self, Loaded};
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use jiff::civil::date;
use std::borrow::Cow;

/// A workbook of these sheets.
struct Book(&'static [&'static str]);

impl Origin for Book {
    fn is_guess(&self, _: Place) -> bool {
        false
    }

    fn has_headings(&self) -> bool {
        true
    }

    fn locate(&self, place: Place) -> Spot {
        let Place::Cell { sheet, row, column } = place else {
            panic!("a workbook has only cells");
        };
        Spot {
            sheet: Some((sheet, Clean::line(self.0[sheet]))),
            line: row,
            column,
            span: 0..0,
        }
    }

    fn line(&self, place: Place) -> u32 {
        self.locate(place).line
    }

    fn write(&self, _: &str, value: Example<'_>) -> String {
        match value {
            Example::Text(s) | Example::Number(s) | Example::Texts(s) => s.to_owned(),
            Example::Date(d) => d.to_string(),
            Example::Time(t) => t.to_string(),
            Example::Flag(b) => if b { "○" } else { "×" }.to_owned(),
            Example::Groups => String::new(),
        }
    }
}

const SHEETS: Book = Book(&["開催回", "機関", "参加者", "ニーズ"]);

fn text(s: &str) -> Value<'_> {
    Value::Text(Cow::Borrowed(s))
}

/// Row `row` of a sheet, its first row being the header.
fn row<'a>(sheet: usize, row: u32, cells: Vec<(&'a str, Value<'a>)>) -> Row<'a> {
    let place = |row, column| Place::Cell { sheet, row, column };
    let fields = (1..).zip(cells).map(|(column, (name, value))| Field {
        name: Cow::Borrowed(name),
        name_place: place(1, column),
        cell: Cell {
            value,
            place: place(row, column),
        },
    });
    Row {
        title: Cow::Borrowed(SHEETS.0[sheet]),
        place: place(row, 1),
        is_group: false,
        has_gaps: false,
        fields: fields.collect(),
    }
}

fn rows(rows: Vec<Row<'_>>) -> Rows<'_> {
    Rows {
        rows,
        has_gaps: false,
    }
}

fn hospital(kinds: &'static str) -> Row<'static> {
    let place = Place::Cell {
        sheet: 1,
        row: 2,
        column: 3,
    };
    let kind = Cell {
        value: text(kinds),
        place,
    };
    let kinds = Value::List(vec![kind]);
    let name = text("白嶺医科大学病院");
    row(
        1,
        2,
        vec![("id", text("hakurei")), ("name", name), ("kinds", kinds)],
    )
}

fn attendee(at: u32, badge: &'static str, org: &'static str) -> Row<'static> {
    let name = if at == 2 {
        "試験太郎"
    } else {
        "試験花子"
    };
    row(
        2,
        at,
        vec![
            ("badge", text(badge)),
            ("org", text(org)),
            ("name", text(name)),
        ],
    )
}

fn book<'a>(session: Vec<(&'a str, Value<'a>)>, attendees: Vec<Row<'a>>) -> Document<'a> {
    Document {
        session: row(0, 2, session),
        organisations: rows(vec![hospital("HOSP")]),
        attendees: rows(attendees),
        needs: Rows::default(),
        patents: Rows::default(),
        slots: Rows::default(),
        tables: Rows::default(),
    }
}

fn session() -> Vec<(&'static str, Value<'static>)> {
    let day = Value::Date(date(2026, 11, 20));
    vec![
        ("id", text("r8")),
        ("title", text("試験の会")),
        ("held_on", day),
    ]
}

fn judged(document: &Document<'_>) -> (Loaded, Vec<String>) {
    let loaded = intake::judge(document, &SHEETS, &Words::new(Lang::Ja));
    let told = loaded.diagnostics.iter().map(|d| {
        let sheet = d.sheet.as_ref().map_or("", |s| s.as_str());
        format!("{} {sheet} {}:{} {}", d.code, d.line, d.column, d.message)
    });
    let told = told.collect();
    (loaded, told)
}

#[test]
fn right_rows_become_a_session() {
    let (loaded, told) = judged(&book(session(), vec![attendee(2, "101", "hakurei")]));
    assert!(told.is_empty(), "{told:?}");
    let session = loaded.session.unwrap();
    assert_eq!(session.held_on, date(2026, 11, 20));
    let attendee = session.attendee("101").unwrap();
    assert_eq!(session.org_name(&attendee.org), "白嶺医科大学病院");
}

#[test]
fn every_check_names_sheet_row_and_column() {
    let mut session = session();
    session.pop();
    session.push(("held_on", text("令和8年11月20日")));
    let twenty = Value::Whole(Whole {
        number: Some(20),
        digits: Cow::Borrowed("20"),
        written: Cow::Borrowed("20"),
    });
    session.push(("venue", twenty));
    let mut document = book(
        session,
        vec![
            attendee(2, "101", "hakurei"),
            attendee(3, "１０１", "hakurai"),
            row(
                2,
                5,
                vec![("badge", text("103")), ("氏名", text("試験次郎"))],
            ),
        ],
    );
    document.organisations = rows(vec![hospital("病院か")]);
    let (loaded, told) = judged(&document);
    let words = Words::new(Lang::Ja);
    let rendered = render::render(&loaded.diagnostics, "", "名簿.xlsx", Frame::Ascii, &words);
    insta::assert_snapshot!(format!("{}\n\n{rendered}", told.join("\n")));
}

#[test]
fn rows_that_could_not_be_read_leave_references_unjudged() {
    let mut document = book(session(), vec![attendee(2, "101", "somewhere")]);
    assert_eq!(judged(&document).1.len(), 1);
    document.organisations.has_gaps = true;
    assert_eq!(judged(&document).1, [""; 0]);
}
