//! What is recorded for the need, and what to beware of.

use super::parts::{foot, level_role};
use crate::action::Action;
use crate::app::Model;
use crate::app::screen::live::{Focus, GAUGE_ROWS, Gauge, Licensed, Live, Record};
use crate::app::widget::area::Area;
use crate::domain::code::PairingStatus;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::Pairing;
use crate::domain::number;
use crate::domain::number::MahType;
use crate::domain::roster::Session;
use crate::text::{width, wrap};
use crate::view::widget::list::{self, more};
use crate::view::widget::pen::{Cell, Pen, Role, cell, cells as text_cells};
use crate::view::widget::unread::unread;
use crate::words::{Words, fl};

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, live: &Live, session: &Session, area: Area) {
    let focused = live.focus == Focus::Records;
    let need = live.shown(&model.world.book);
    let title = match need {
        Some(need) => fl!(pen.words, "live-records", need = number::shown(&need.no)),
        None => fl!(pen.words, "live-records-all"),
    };
    let feet = [Action::Step, Action::EditMemo];
    let list = live.record_list(&model.world.book);
    let hint = if list.is_empty() {
        String::new()
    } else {
        foot(pen, model, &feet)
    };
    let rows = area.inner().height.saturating_sub(GAUGE_ROWS);
    let below = more(pen, list.len(), &live.records, rows);
    let hint = list::foot(area.width, &below, &hint);
    let mut inner = pen.frame(area, &title, &hint, focused);
    gauge(pen, model, live, inner.cut_top(GAUGE_ROWS));
    if list.is_empty() && need.is_some() {
        let text = unread(pen, model).unwrap_or_else(|| fl!(pen.words, "live-no-record"));
        for (row, line) in (0..inner.height).zip(wrap(&text, inner.width.into())) {
            pen.put(inner.row(row), &line, Role::Dim);
        }
    }
    let wide = inner.width >= 70;
    // The time gives way to the firm.
    let time_width = if inner.width < 44 { 0 } else { 6 };
    let most = Most::of(pen, session, model, &list);
    let everything = need.is_none();
    let lines = list.iter().enumerate().skip(live.records.offset);
    for (row, (at, (time, record))) in (0..inner.height).zip(lines) {
        let here = at == live.records.selected;
        let area = inner.row(row);
        let time = match &model.world.now {
            Some(now) => time
                .to_zoned(now.time_zone().clone())
                .strftime("%H:%M")
                .to_string(),
            None => String::new(),
        };
        let mark = if here { "> " } else { "  " };
        let mut cells = vec![
            cell(2, mark, Role::Strong),
            cell(time_width, time, Role::Dim),
        ];
        match record {
            Record::Pairing(id) => {
                if let Some(pairing) = model.world.book.pairings.get(id) {
                    let room = area.width.saturating_sub(2 + time_width);
                    let entity = Entity::Pairing(id.clone());
                    let disputed = !model.world.book.conflicts_of(&entity).is_empty();
                    let how = (room, wide, everything, disputed);
                    pairing_cells(pen, session, pairing, &most, how, &mut cells);
                }
            }
            Record::Memo(id) => {
                if let Some(memo) = model.world.book.memos.get(&(session.id.clone(), *id)) {
                    let word = fl!(pen.words, "live-memo");
                    let word_width = u16::try_from(width(&word)).unwrap_or(6) + 1;
                    cells.push(cell(word_width, word, Role::Dim));
                    cells.push(cell(area.width, memo.text.as_str(), Role::Plain));
                }
            }
        }
        pen.row(area, &cells, here && focused);
        if here && focused {
            pen.set_caret(area.x, area.y);
        }
    }
}

/// Cells that the widest of some texts of the list takes, with the gap behind it.
#[derive(Default)]
struct Most {
    org: u16,
    whole: u16,
    level: u16,
    status: u16,
}

impl Most {
    fn of(
        pen: &Pen<'_>,
        session: &Session,
        model: &Model,
        list: &[(jiff::Timestamp, Record)],
    ) -> Self {
        let mut most = Self::default();
        for (_, record) in list {
            let Record::Pairing(id) = record else {
                continue;
            };
            let Some(pairing) = model.world.book.pairings.get(id) else {
                continue;
            };
            let org = session.recorded_organisation(&id.org);
            let short = org.map_or(id.org.as_str(), |o| o.short_name().as_str());
            most.org = most.org.max(text_cells(short) + 1);
            let name = org.map_or(id.org.as_str(), |o| o.name.as_str());
            most.whole = most.whole.max(text_cells(name));
            let level = pen.words.pick(pairing.level.ja(), pairing.level.en());
            most.level = most.level.max(text_cells(level) + 3);
            if pairing.status != PairingStatus::Candidate {
                let status = pen.words.pick(pairing.status.ja(), pairing.status.en());
                most.status = most.status.max(text_cells(status) + 1);
            }
        }
        most
    }
}

fn pairing_cells<'a>(
    pen: &Pen<'_>,
    session: &'a Session,
    pairing: &'a Pairing,
    most: &Most,
    (room, wide, everything, disputed): (u16, bool, bool, bool),
    cells: &mut Vec<Cell<'a>>,
) {
    let level = pen.words.pick(pairing.level.ja(), pairing.level.en());
    let level_width = most.level;
    let badge = pairing.persons.first().map_or("", |b| number::shown(b));
    let mut left = room.saturating_sub(level_width);
    if everything {
        cells.push(cell(6, number::shown(&pairing.id.need), Role::Plain));
        left = left.saturating_sub(6);
    }
    cells.push(cell(5, badge, Role::Plain));
    left = left.saturating_sub(5);
    let org = session.recorded_organisation(&pairing.id.org);
    let name = org.map_or(pairing.id.org.as_str(), |o| o.name.as_str());
    // What is said of the record gives way to the firm, but not its state.
    let share = if wide { left * 2 / 5 } else { left / 2 };
    let org_width = share.max(most.org.min(left.saturating_sub(most.status)));
    let short = org.map_or(name, |o| o.short_name().as_str());
    // Whole names stand where all of them have room: a list does not mix both.
    let name = if most.whole < org_width { name } else { short };
    cells.push(cell(org_width.saturating_sub(1), name, Role::Plain));
    cells.push(cell(1, "", Role::Plain));
    left = left.saturating_sub(org_width);
    if wide {
        let people: Vec<&str> = (pairing.persons.iter())
            .filter_map(|b| session.recorded_attendee(b))
            .map(|a| a.name.as_str())
            .collect();
        let width = (left * 2 / 5).min(18);
        cells.push(cell(
            width.saturating_sub(1),
            people.join("、"),
            Role::Plain,
        ));
        cells.push(cell(1, "", Role::Plain));
        left = left.saturating_sub(width);
    }
    cells.push(cell(
        level_width,
        format!("[{level}]"),
        level_role(pairing.level),
    ));
    if disputed {
        let mark = fl!(pen.words, "conflict-mark");
        let mark_width = u16::try_from(width(&mark)).unwrap_or(8) + 1;
        cells.push(cell(mark_width, mark, Role::Warn));
        left = left.saturating_sub(mark_width);
    }
    if pairing.status != PairingStatus::Candidate {
        let status = pen.words.pick(pairing.status.ja(), pairing.status.en());
        let status_width = u16::try_from(width(status)).unwrap_or(8) + 1;
        cells.push(cell(status_width, status, Role::Strong));
        left = left.saturating_sub(status_width);
    }
    cells.push(cell(left, pairing.note.as_str(), Role::Plain));
}

/// Who may bring it to the market, and what to beware of, in words; in fewer of them where the row is short.
fn gauge(pen: &mut Pen<'_>, model: &Model, live: &Live, mut row: Area) {
    let Some(gauge) = live.gauge(&model.world.book) else {
        return;
    };
    let whole = gauge_texts(pen.words, &gauge, false);
    let gaps = 2 * whole.len().saturating_sub(1);
    let needed: usize = whole.iter().map(|(text, _)| width(text)).sum();
    let texts = if needed + gaps > usize::from(row.width) {
        gauge_texts(pen.words, &gauge, true)
    } else {
        whole
    };
    for (text, role) in texts {
        let width = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        pen.put(row.cut_left(width.min(row.width)), &text, role);
        row.cut_left(2);
    }
}

fn gauge_texts(words: &Words, gauge: &Gauge, short: bool) -> Vec<(String, Role)> {
    let mut said = Vec::new();
    for (one, other) in gauge.rivals.iter().take(1) {
        let (one, other) = (one.as_str(), other.as_str());
        let text = fl!(words, "live-rivals", one = one, other = other);
        said.push((text, Role::Warn));
    }
    if gauge.nda {
        let text = if short {
            fl!(words, "live-nda-short")
        } else {
            fl!(words, "live-nda")
        };
        said.push((text, Role::Notice));
    }
    if let Some((least, holder)) = &gauge.licence {
        let kind = match (least, short) {
            (MahType::First, false) => fl!(words, "live-mah-1"),
            (MahType::Second, false) => fl!(words, "live-mah-2"),
            (MahType::Third, false) => fl!(words, "live-mah-3"),
            (MahType::First, true) => fl!(words, "live-mah-1-short"),
            (MahType::Second, true) => fl!(words, "live-mah-2-short"),
            (MahType::Third, true) => fl!(words, "live-mah-3-short"),
        };
        said.push(match holder {
            Licensed::Recorded(org) => {
                let org = org.as_str();
                let text = fl!(words, "live-licence-here", kind = kind, org = org);
                (text, Role::Good)
            }
            Licensed::InHall(org, 0) => {
                let org = org.as_str();
                let text = if short {
                    fl!(words, "live-licence-hall-short", kind = kind, org = org)
                } else {
                    fl!(words, "live-licence-hall", kind = kind, org = org)
                };
                (text, Role::Notice)
            }
            Licensed::InHall(org, others) => {
                let (org, others) = (org.as_str(), *others);
                let text = if short {
                    fl!(
                        words,
                        "live-licence-hall-more-short",
                        kind = kind,
                        org = org,
                        others = others
                    )
                } else {
                    fl!(
                        words,
                        "live-licence-hall-more",
                        kind = kind,
                        org = org,
                        others = others
                    )
                };
                (text, Role::Notice)
            }
            Licensed::Nowhere => {
                let text = fl!(words, "live-licence-missing", kind = kind);
                (text, Role::Warn)
            }
        });
    }
    said
}
