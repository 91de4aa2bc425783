//! 参加者: the persons of the organisations.

use crate::domain::code::{Level, OrgKind};
use crate::domain::roster::{ATTENDEE_NOTES, Attendee, Interest};
use crate::intake::checks::Checks;
use crate::intake::choice::{choices, put};
use crate::intake::column;
use crate::intake::column::{Notes, Read, Table};
use crate::intake::note::Shape;
use crate::intake::problem::Target;
use crate::intake::row::Row;
use crate::text::Clean;

type Column = column::Column<Attendee>;

pub(in crate::intake) static TABLE: Table<Attendee> = Table {
    columns: &[
        Column::new(
            "badge",
            "受付番号・名札番号",
            &["名札", "名札番号", "受付番号", "badge_no", "id"],
            Read::Id(|a, v| a.badge = v),
        )
        .required()
        .numbers(),
        Column::new(
            "org",
            "所属",
            &[
                "所属",
                "所属機関",
                "organisation",
                "organization",
                "company",
            ],
            Read::Reference(Target::Organisation, |a, v| a.org = v),
        )
        .required(),
        Column::new(
            "name",
            "氏名",
            &["氏名", "名前"],
            Read::Line(|a, v| a.name = v),
        )
        .required(),
        Column::new(
            "kana",
            "フリガナ",
            &["フリガナ", "ふりがな", "よみ", "yomi", "reading"],
            Read::Line(|a, v| a.kana = v),
        ),
        Column::new(
            "dept",
            "部署",
            &["部署", "department"],
            Read::Line(|a, v| a.dept = v),
        ),
        Column::new("title", "役職", &["役職"], Read::Line(|a, v| a.title = v)),
        Column::new(
            "role",
            "立場",
            &["立場", "role_code"],
            Read::Code(choices::<OrgKind>, |a, v| put(&mut a.role, v)),
        ),
        Column::new(
            "email",
            "メール",
            &["メール", "mail"],
            Read::Line(|a, v| a.email = v),
        ),
        Column::new(
            "tel",
            "電話",
            &["電話", "phone"],
            Read::Line(|a, v| a.tel = v),
        )
        .numbers(),
        Column::new(
            "interests",
            "事前の興味",
            &["興味", "関心", "interest"],
            Read::Groups(|a, row, checks| {
                let draft = INTERESTS.fill(row, checks);
                if let (false, Some(level)) = (draft.need.is_empty(), draft.level) {
                    a.interests.push(Interest {
                        need: draft.need,
                        level,
                    });
                }
            }),
        ),
        Column::new(
            "wants_meeting",
            "個別面談希望",
            &["個別面談希望", "interview_wanted"],
            Read::Flag(|a, v| a.wants_meeting = Some(v)),
        ),
    ],
    notes: Some(Notes {
        all: ATTENDEE_NOTES,
        aliases: &[],
        numbers: &[],
        shapes: SHAPES,
        put: |a, name, text| a.notes.push((name, text)),
    }),
    check,
};

const SHAPES: &[(&str, Shape)] = &[
    (
        "attendance",
        Shape::Words(
            &["予定", "来場", "欠席", "代理", "当日", "退出"],
            &[
                "出席",
                "参加",
                "不参加",
                "未着",
                "オンライン",
                "会場",
                "受付済",
                "planned",
                "attended",
                "absent",
                "proxy",
                "online",
                "あり",
            ],
        ),
    ),
    ("consent_share", Shape::Agreed),
    ("nda_signed_on", Shape::Agreed),
    ("coi_declared", Shape::Agreed),
    ("arrived_at", Shape::Time),
    ("left_at", Shape::Time),
];

fn check(attendee: &mut Attendee, row: &Row<'_>, checks: &mut Checks<'_, '_>) {
    checks.define(Target::Attendee, &attendee.badge, row.place_of("badge"));
    if !attendee.name.is_empty() {
        let place = row.place_of("name");
        checks
            .refs
            .person(&attendee.org, &attendee.name, place, &mut checks.report);
    }
}

/// An interest that is being read.
#[derive(Default)]
pub(in crate::intake) struct Draft {
    need: Clean,
    level: Option<Level>,
}

type Part = column::Column<Draft>;

/// The groups of `interests`.
pub(in crate::intake) static INTERESTS: Table<Draft> = Table {
    columns: &[
        Part::new(
            "need",
            "ニーズ番号",
            &["no"],
            Read::Reference(Target::Need, |d, v| d.need = v),
        )
        .required(),
        Part::new(
            "level",
            "関心度",
            &["レベル"],
            Read::Code(choices::<Level>, |d, v| put(&mut d.level, v)),
        )
        .required(),
    ],
    notes: None,
    check: |_, _, _| {},
};
