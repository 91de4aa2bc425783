//! 開催回: the session itself.

use crate::domain::roster::Session;
use crate::intake::checks::Checks;
use crate::intake::column;
use crate::intake::column::{Read, Table};
use crate::intake::problem::{Problem, Target};
use crate::intake::row::{Row, Value};

const ORGANISATION: Target = Target::Organisation;

type Column = column::Column<Session>;

pub(in crate::intake) static TABLE: Table<Session> = Table {
    columns: &[
        Column::new("id", "開催ID", &["開催id"], Read::Id(|s, v| s.id = v)).required(),
        Column::new("title", "名称", &["名称"], Read::Line(|s, v| s.title = v)).required(),
        Column::new(
            "held_on",
            "開催日",
            &["開催日", "日付", "date"],
            Read::Date(|s, v| s.held_on = v),
        )
        .required(),
        Column::new(
            "starts_at",
            "開始",
            &["開始", "start"],
            Read::Time(|s, v| s.starts_at = Some(v)),
        ),
        Column::new(
            "ends_at",
            "終了",
            &["終了", "end"],
            Read::Time(|s, v| s.ends_at = Some(v)),
        ),
        Column::new(
            "venue",
            "会場",
            &["会場", "place"],
            Read::Line(|s, v| s.venue = v),
        ),
        Column::new("format", "形式", &[], Read::Line(|s, v| s.format = v)),
        Column::new(
            "hosts",
            "主催",
            &["主催"],
            Read::References(ORGANISATION, |s, v| s.hosts = v),
        ),
        Column::new(
            "cohosts",
            "共催",
            &["共催"],
            Read::References(ORGANISATION, |s, v| s.cohosts = v),
        ),
        Column::new(
            "supporters",
            "後援",
            &["後援"],
            Read::References(ORGANISATION, |s, v| s.supporters = v),
        ),
        Column::new(
            "joint_hospitals",
            "合同開催病院",
            &["合同開催病院"],
            Read::References(ORGANISATION, |s, v| s.joint_hospitals = v),
        ),
        Column::new(
            "coordinators",
            "担当コーディネーター",
            &["コーディネーター", "担当者"],
            Read::Texts(|s, v| s.coordinators = v),
        ),
        Column::new(
            "slot_minutes",
            "面談時間（分）",
            &["面談時間"],
            Read::Count(1, 600, |s, v| s.slot_minutes = Some(v)),
        ),
        Column::new(
            "tables",
            "卓数",
            &["卓数"],
            Read::Count(1, 1000, |s, v| s.tables = Some(v)),
        ),
        Column::new(
            "present_minutes",
            "発表の持ち時間（分）",
            &["持ち時間"],
            Read::Count(1, 600, |s, v| s.present_minutes = Some(v)),
        ),
        Column::new(
            "most_per_need",
            "ニーズごとの面談の上限",
            &["ニーズの上限"],
            Read::Count(1, 64, |s, v| s.most_per_need = Some(v)),
        ),
        Column::new(
            "most_per_company",
            "会社ごとの面談の上限",
            &["会社の上限"],
            Read::Count(1, 64, |s, v| s.most_per_company = Some(v)),
        ),
        Column::new(
            "most_in_a_row",
            "休みなしの面談の上限",
            &["続けての上限"],
            Read::Count(1, 64, |s, v| s.most_in_a_row = Some(v)),
        ),
        Column::new(
            "program_name",
            "事業名",
            &["事業名", "programme_name"],
            Read::Line(|s, v| s.program_name = v),
        ),
        Column::new(
            "target_pairings",
            "目標件数",
            &["目標件数"],
            Read::Count(0, 100_000, |s, v| s.target_pairings = Some(v)),
        ),
        Column::new(
            "confidentiality_notice",
            "守秘注意文",
            &["守秘注意文"],
            Read::Text(|s, v| s.confidentiality_notice = v),
        ),
    ],
    notes: None,
    check,
};

fn check(session: &mut Session, row: &Row<'_>, checks: &mut Checks<'_, '_>) {
    if let Some(cell) = row.cell("held_on")
        && let Value::Date(date) = &cell.value
        && !(2000..=2199).contains(&date.year())
    {
        let problem = Problem::BadDate {
            value: &date.to_string(),
            fix: None,
        };
        checks.report.add(cell.place, &problem);
    }
    if let (Some(from), Some(to)) = (session.starts_at, session.ends_at)
        && to < from
    {
        checks
            .report
            .add(row.place_of("ends_at"), &Problem::EndsBeforeStart);
    }
}
