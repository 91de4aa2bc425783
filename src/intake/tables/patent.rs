//! 関連特許: patent documents and the needs they touch.

use crate::domain::code::Relation;
use crate::domain::date;
use crate::domain::number;
use crate::domain::roster::{PATENT_NOTES, Patent, PatentLink};
use crate::intake::checks::Checks;
use crate::intake::choice::{choices, put};
use crate::intake::column;
use crate::intake::column::{Notes, Read, Table};
use crate::intake::note::Shape;
use crate::intake::problem::{Problem, Target};
use crate::intake::row::{Row, Value};
use crate::text::Clean;
use jiff::ToSpan;
use jiff::civil::Date;

type Column = column::Column<Patent>;

pub(in crate::intake) static TABLE: Table<Patent> = Table {
    columns: &[
        Column::new(
            "doc_no",
            "文献番号",
            &["文献番号", "公報番号"],
            Read::Checked(document_number, |p, v| p.doc_no = v),
        )
        .required()
        .numbers(),
        Column::new(
            "title",
            "発明の名称",
            &["発明の名称"],
            Read::Line(|p, v| p.title = v),
        )
        .required(),
        Column::new(
            "applicants",
            "出願人・権利者",
            &["出願人", "権利者", "applicant"],
            Read::Texts(|p, v| p.applicants = v),
        ),
        Column::new(
            "abstract",
            "要約",
            &["要約"],
            Read::Text(|p, v| p.abstract_text = v),
        ),
        Column::new("fi", "FI分類", &[], Read::Texts(|p, v| p.fi = v)).numbers(),
        Column::new(
            "stage",
            "ステージ",
            &["段階", "ステージ"],
            Read::Line(|p, v| p.stage = v),
        ),
        Column::new(
            "pub_date",
            "公知日",
            &["公知日", "公開日"],
            Read::Date(|p, v| p.pub_date = Some(v)),
        ),
        Column::new("url", "文献URL", &[], Read::Line(|p, v| p.url = v)).numbers(),
        Column::new(
            "needs",
            "関連ニーズ",
            &[],
            Read::Groups(|p, row, checks| {
                let draft = NEEDS.fill(row, checks);
                if let (false, Some(relation)) = (draft.no.is_empty(), draft.relation) {
                    p.needs.push(PatentLink {
                        no: draft.no,
                        relation,
                    });
                }
            }),
        ),
    ],
    notes: Some(Notes {
        all: PATENT_NOTES,
        aliases: &[],
        numbers: &["app_no", "reg_no", "fterm"],
        shapes: &[("app_date", Shape::Date), ("checked_on", Shape::Date)],
        put: |p, name, text| p.notes.push((name, text)),
    }),
    check,
};

fn document_number(written: &Clean) -> (Option<Problem<'_>>, Clean) {
    let problem = number::patent_id(written)
        .is_none()
        .then_some(Problem::PatentNotation { value: written });
    (problem, written.clone())
}

fn check(patent: &mut Patent, row: &Row<'_>, checks: &mut Checks<'_, '_>) {
    if !patent.doc_no.is_empty() {
        let place = row.place_of("doc_no");
        checks
            .refs
            .patent(&patent.doc_no, place, &mut checks.report);
    }
    // A status looked up long before the session may have changed since.
    if let (Some(checked), Some(held_on)) = (checked_on(row), checks.held_on)
        && checked
            .checked_add(6.months())
            .is_ok_and(|until| until < held_on)
    {
        let date = checked.to_string();
        let place = row.place_of("checked_on");
        checks
            .report
            .add(place, &Problem::OldStatus { date: &date });
    }
}

/// The column is a note, so its date is written in any way.
fn checked_on(row: &Row<'_>) -> Option<Date> {
    match &row.cell("checked_on")?.value {
        Value::Date(date) => Some(*date),
        Value::Moment { date, .. } => *date,
        Value::Text(s) => date::loose_date(s),
        _ => None,
    }
}

/// A relation to a need that is being read.
#[derive(Default)]
pub(in crate::intake) struct Draft {
    no: Clean,
    relation: Option<Relation>,
}

type Part = column::Column<Draft>;

/// The groups of `needs`.
pub(in crate::intake) static NEEDS: Table<Draft> = Table {
    columns: &[
        Part::new(
            "no",
            "ニーズ番号",
            &["ニーズ番号", "番号", "number", "need", "id"],
            Read::Reference(Target::Need, |d, v| d.no = v),
        )
        .required(),
        Part::new(
            "relation",
            "関係",
            &["関係"],
            Read::Code(choices::<Relation>, |d, v| put(&mut d.relation, v)),
        )
        .required(),
    ],
    notes: None,
    check: |_, _, _| {},
};
