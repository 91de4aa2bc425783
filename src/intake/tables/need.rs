//! ニーズ: the clinical problems that are presented.

use crate::domain::code::{DeviceClass, DeviceKind, Disclosure, Filing, OrgKind, Stage};
use crate::domain::number;
use crate::domain::roster::{NEED_NOTES, Need};
use crate::intake::checks::Checks;
use crate::intake::choice::{choices, push, put};
use crate::intake::column;
use crate::intake::column::{Notes, Read, Table};
use crate::intake::note::Shape;
use crate::intake::problem::{Problem, Target};
use crate::intake::row::Row;
use crate::text::Clean;

type Column = column::Column<Need>;

pub(in crate::intake) static TABLE: Table<Need> = Table {
    columns: &[
        Column::new(
            "no",
            "ニーズ番号",
            &["ニーズ番号", "番号", "number", "need", "id"],
            Read::Id(|n, v| n.no = v),
        )
        .required(),
        Column::new(
            "hospital",
            "医療機関",
            &["医療機関", "病院"],
            Read::Reference(Target::Organisation, |n, v| n.hospital = v),
        )
        .required(),
        Column::new(
            "title",
            "題名",
            &["題名", "タイトル", "件名"],
            Read::Line(|n, v| n.title = v),
        )
        .required(),
        Column::new(
            "department",
            "診療科・部署",
            &["診療科", "部署"],
            Read::Line(|n, v| n.department = v),
        )
        .required(),
        Column::new(
            "problem",
            "困りごと",
            &["困りごと", "課題"],
            Read::Text(|n, v| n.problem = v),
        )
        .required(),
        Column::new(
            "wanted",
            "求める解決策",
            &["求める解決策", "solution"],
            Read::Text(|n, v| n.wanted = v),
        )
        .required(),
        Column::new(
            "current",
            "現状・既存の方法",
            &["現状"],
            Read::Text(|n, v| n.current = v),
        ),
        Column::new(
            "presenter",
            "発表者",
            &["発表者"],
            Read::Line(|n, v| n.presenter = v),
        ),
        Column::new(
            "presenter_role",
            "職種",
            &["職種"],
            Read::Line(|n, v| n.presenter_role = v),
        ),
        Column::new(
            "device_kind",
            "医療機器か",
            &[],
            Read::Code(choices::<DeviceKind>, |n, v| put(&mut n.device_kind, v)),
        ),
        Column::new(
            "device_class",
            "想定クラス分類",
            &["クラス分類", "class"],
            Read::Code(choices::<DeviceClass>, |n, v| put(&mut n.device_class, v)),
        ),
        Column::new(
            "jmdn_code",
            "一般的名称コード",
            &[],
            Read::Checked(jmdn_code, |n, v| n.jmdn_code = v),
        )
        .numbers(),
        Column::new(
            "disclosure",
            "公開範囲",
            &["公開範囲"],
            Read::Code(choices::<Disclosure>, |n, v| put(&mut n.disclosure, v)),
        )
        .required(),
        Column::new(
            "patent_status",
            "出願状況",
            &["出願状況"],
            Read::Code(choices::<Filing>, |n, v| put(&mut n.patent_status, v)),
        ),
        Column::new(
            "first_disclosed_on",
            "初公表日",
            &["初公表日"],
            Read::Date(|n, v| n.first_disclosed_on = Some(v)),
        ),
        Column::new(
            "seeking_roles",
            "求める相手",
            &["求める相手"],
            Read::Codes(choices::<OrgKind>, |n, v| push(&mut n.seeking_roles, v)),
        ),
        Column::new(
            "seeking_tech",
            "求める技術",
            &["求める技術"],
            Read::Texts(|n, v| n.seeking_tech = v),
        ),
        Column::new(
            "stage",
            "段階",
            &["段階", "ステージ"],
            Read::Code(choices::<Stage>, |n, v| put(&mut n.stage, v)),
        ),
        Column::new(
            "order",
            "発表順",
            &["発表順"],
            Read::Count(0, 100_000, |n, v| n.order = Some(v)),
        ),
        Column::new(
            "visit_ok",
            "病院見学可",
            &["病院見学"],
            Read::Flag(|n, v| n.visit_ok = Some(v)),
        ),
        Column::new(
            "trial_site_ok",
            "試作評価の場の提供",
            &[],
            Read::Flag(|n, v| n.trial_site_ok = Some(v)),
        ),
    ],
    notes: Some(Notes {
        all: NEED_NOTES,
        aliases: &[],
        numbers: &["url"],
        shapes: &[
            ("patients_per_year", Shape::Number),
            ("uses_per_month", Shape::Number),
            ("market_size_jpy", Shape::Number),
        ],
        put: |n, name, text| n.notes.push((name, text)),
    }),
    check,
};

/// Eight digits; other codes are kept as well, so that a reader sees what was meant.
fn jmdn_code(written: &Clean) -> (Option<Problem<'_>>, Clean) {
    let code = number::narrow(written);
    let is_code = code.len() == 8 && code.bytes().all(|b| b.is_ascii_digit());
    let problem = (!is_code).then_some(Problem::Jmdn { value: written });
    (problem, Clean::line(&code))
}

fn check(need: &mut Need, row: &Row<'_>, checks: &mut Checks<'_, '_>) {
    checks.define(Target::Need, &need.no, row.place_of("no"));
    if looks_like_badge(&need.presenter) {
        checks
            .refs
            .refer(Target::Attendee, &need.presenter, row.place_of("presenter"));
    }
}

/// Digits, perhaps with letters and marks of ASCII, and no name.
fn looks_like_badge(s: &str) -> bool {
    let s = number::narrow(s);
    s.is_ascii() && s.bytes().any(|b| b.is_ascii_digit())
}
