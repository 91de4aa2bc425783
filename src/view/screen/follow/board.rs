//! The board (板): stages as columns, pairings as cards. The columns shown are those around the selected card.

use super::row::{At, left_text, partner};
use crate::app::Model;
use crate::app::screen::follow::{FOLDED, HEADING, Line, Section, columns_in, next_day, next_task};
use crate::app::widget::area::Area;
use crate::domain::entity::pairing::PairingId;
use crate::domain::number;
use crate::view::open::date;
use crate::view::widget::list::beyond;
use crate::view::widget::pen::{Pen, Role, cell};
use crate::words::fl;
use std::ops::Range;

/// Below so many columns one stage is shown at a time.
const NARROW: u16 = 76;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, mut area: Area) {
    let state = &model.screens.follow;
    let columns = state.columns();
    let selected = state.picker.selected;
    let here = columns
        .iter()
        .position(|(_, cards)| cards.contains(&selected));
    let here = here.unwrap_or(0);
    let count = columns_in(area.width, area.width < NARROW).min(columns.len().max(1));
    let first = here.saturating_sub(count / 2).min(columns.len() - count);
    let below = area.cut_bottom(FOLDED);
    let width = area.width / u16::try_from(count).unwrap_or(1).max(1);
    for (at, (section, cards)) in columns.iter().enumerate().skip(first).take(count) {
        let mut column = area.cut_left(width);
        column.cut_right(u16::from(at + 1 < first + count));
        heading(
            pen,
            column.cut_top(HEADING),
            (*section, cards.len()),
            at == here,
        );
        draw_cards(pen, model, column, cards.clone());
    }
    let (left, rest) = columns.split_at(first);
    let right = rest.get(count..).unwrap_or_default();
    let mut text = Vec::new();
    if !left.is_empty() {
        text.push(fl!(pen.words, "board-left", stages = names(pen, left)));
    }
    if !right.is_empty() {
        text.push(fl!(pen.words, "board-right", stages = names(pen, right)));
    }
    pen.put(below, &text.join("   "), Role::Dim);
}

/// Stages that are not in sight, with how many cards they have.
fn names(pen: &Pen<'_>, columns: &[(Section, Range<usize>)]) -> String {
    let one = |(section, cards): &(Section, Range<usize>)| name(pen, (*section, cards.len()));
    columns.iter().map(one).collect::<Vec<_>>().join("  ")
}

fn name(pen: &Pen<'_>, (section, count): (Section, usize)) -> String {
    let l = pen.words;
    match section {
        Section::Stage(stage) => {
            let stage = l.pick(stage.ja(), stage.en());
            fl!(l, "follow-stage", stage = stage, count = count)
        }
        Section::Today
        | Section::Decide
        | Section::Broken
        | Section::Later
        | Section::Waiting
        | Section::Going
        | Section::Table
        | Section::Day(_)
        | Section::Closed => fl!(l, "follow-closed", count = count),
    }
}

fn heading(pen: &mut Pen<'_>, row: Area, of: (Section, usize), here: bool) {
    let role = if here { Role::Focus } else { Role::Strong };
    let text = name(pen, of);
    pen.put(row, &text, role);
}

/// The cards of a column, from the page on which the selected one stands; below them how many are not in sight.
fn draw_cards(pen: &mut Pen<'_>, model: &Model, mut column: Area, cards: Range<usize>) {
    let state = &model.screens.follow;
    let each = state.card_rows();
    let is_whole = cards.len() <= usize::from(column.height / each);
    let below = column.cut_bottom(u16::from(!is_whole));
    let page = usize::from(column.height / each).max(1);
    let selected = state.picker.selected;
    let offset = if cards.contains(&selected) {
        (selected - cards.start) / page * page
    } else {
        0
    };
    let left = cards.len() - offset;
    if !is_whole {
        let mut text = beyond(pen, offset, left.saturating_sub(page));
        text.insert_str(0, "  ");
        pen.put(below, &text, Role::Dim);
    }
    let lines = state.lines.iter().enumerate();
    let shown = lines.skip(cards.start + offset).take(page.min(left));
    for (slot, (at, line)) in (0..column.height / each).zip(shown) {
        let Line::Pairing { id, .. } = line else {
            continue;
        };
        let mut rest = column;
        rest.cut_top(slot * each);
        let rows = rest.cut_top(each);
        let focused = at == selected && !state.filtering;
        let mark = At {
            selected: at == selected,
            focused,
            marked: false,
        };
        card(pen, model, rows, id, mark);
        if focused {
            pen.set_caret(rows.x, rows.y);
        }
    }
}

/// Need and firm; below them the session where several are listed, and the day of what comes next, or what is wrong.
fn card(pen: &mut Pen<'_>, model: &Model, mut rows: Area, id: &PairingId, at: At) {
    let book = &model.world.book;
    let l = pen.words;
    let Some(pairing) = book.pairings.get(id) else {
        return;
    };
    let session = book.sessions.get(&id.session);
    let who = format!(
        "{}{} {}",
        at.mark(),
        number::shown(&id.need),
        partner(session, &id.need, &id.org)
    );
    let task = next_task(book, pairing).map(|t| t.due_on);
    let day = [task, next_day(pairing)].into_iter().flatten().min();
    let (mut text, mut role) = match (day, model.world.today) {
        (Some(day), Some(today)) => {
            let left = model.world.calendar.remaining(today, day);
            let (said, role) = left_text(l, left);
            (format!("{} {said}", date(l, Some(today), day)), role)
        }
        (Some(day), None) => (day.to_string(), Role::Plain),
        (None, _) if pairing.status.is_confirmed() && !pairing.status.is_closed() => {
            (fl!(l, "board-nothing"), Role::Warn)
        }
        (None, _) => (
            l.pick(pairing.status.ja(), pairing.status.en()).to_owned(),
            Role::Dim,
        ),
    };
    if let Some(count) = model.screens.follow.rules.get(id) {
        let rules = fl!(l, "board-rules", count = *count);
        text = format!("{rules} {text}");
        role = Role::Warn;
    }
    let first = rows.cut_top(1);
    pen.row(first, &[cell(first.width, who, Role::Plain)], at.focused);
    if let Some(word) = model.screens.follow.sessions.get(&id.session) {
        let row = rows.cut_top(1);
        let word = format!("    {word}");
        pen.row(row, &[cell(row.width, word, Role::Plain)], at.focused);
    }
    let text = format!("    {text}");
    pen.row(rows, &[cell(rows.width, text, role)], at.focused);
}
