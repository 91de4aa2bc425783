//! 枠と卓: when and where meetings are held.

use crate::domain::roster::{Desk, Slot};
use crate::intake::checks::Checks;
use crate::intake::column;
use crate::intake::column::{Read, Table};
use crate::intake::problem::{Problem, Target};
use crate::intake::row::Row;

type SlotColumn = column::Column<Slot>;
type DeskColumn = column::Column<Desk>;

pub(in crate::intake) static SLOTS: Table<Slot> = Table {
    columns: &[
        SlotColumn::new("no", "枠番号", &["枠", "番号"], Read::Id(|s, v| s.no = v))
            .required()
            .numbers(),
        SlotColumn::new(
            "starts_at",
            "開始",
            &["開始時刻", "start"],
            Read::Time(|s, v| s.starts_at = Some(v)),
        )
        .required(),
        SlotColumn::new(
            "ends_at",
            "終了",
            &["終了時刻", "end"],
            Read::Time(|s, v| s.ends_at = Some(v)),
        ),
    ],
    notes: None,
    check: slot,
};

pub(in crate::intake) static DESKS: Table<Desk> = Table {
    columns: &[
        DeskColumn::new("no", "卓番号", &["卓", "番号"], Read::Id(|d, v| d.no = v))
            .required()
            .numbers(),
        DeskColumn::new(
            "place",
            "場所",
            &["会場", "部屋"],
            Read::Line(|d, v| d.place = v),
        ),
        DeskColumn::new("zone", "区画", &["ゾーン"], Read::Line(|d, v| d.zone = v)),
        DeskColumn::new(
            "hospital",
            "医療機関",
            &["病院"],
            Read::Reference(Target::Organisation, |d, v| d.hospital = v),
        ),
    ],
    notes: None,
    check: desk,
};

fn slot(slot: &mut Slot, row: &Row<'_>, checks: &mut Checks<'_, '_>) {
    checks.define(Target::Slot, &slot.no, row.place_of("no"));
    if let (Some(from), Some(to)) = (slot.starts_at, slot.ends_at)
        && to < from
    {
        checks
            .report
            .add(row.place_of("ends_at"), &Problem::EndsBeforeStart);
    }
}

fn desk(desk: &mut Desk, row: &Row<'_>, checks: &mut Checks<'_, '_>) {
    checks.define(Target::Desk, &desk.no, row.place_of("no"));
}
