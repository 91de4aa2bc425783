//! The calendar (暦): the days of a month in a grid or of a week one below the other, with what is due and what falls on
//! them, and below it what is due on the selected day.

use super::row::{At, Columns};
use crate::app::Model;
use crate::app::screen::follow::{DAY_ROWS, Line};
use crate::app::widget::area::Area;
use crate::domain::rule::almanac::{self, Event};
use crate::domain::rule::calendar::Closed;
use crate::view::open::date;
use crate::view::widget::pen::{Pen, Role, cells};
use crate::words::{Words, fl};
use jiff::civil::Date;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, mut area: Area, columns: &Columns, each: u16) {
    let state = &model.screens.follow;
    let Some(today) = model.world.today else {
        return;
    };
    let day = state.day.unwrap_or(today);
    let below = area.cut_bottom((DAY_ROWS * each).min(area.height / 2));
    let mut days = Vec::new();
    let (from, to) = state.days_shown(day).into_inner();
    let mut next = Some(from);
    while let Some(day) = next.filter(|day| *day <= to) {
        days.push(day);
        next = day.tomorrow().ok();
    }
    if state.is_week() {
        for (n, of) in (0..area.height).zip(&days) {
            week_day(pen, model, area.row(n), *of, *of == day);
        }
    } else {
        month(pen, model, area, &days, day);
    }
    list(pen, model, below, day, columns, each);
}

/// What is due on the day, and what falls on it.
fn list(pen: &mut Pen<'_>, model: &Model, area: Area, day: Date, columns: &Columns, each: u16) {
    let state = &model.screens.follow;
    let mut rows = 0..area.height;
    if let Some(n) = rows.next() {
        let mut texts = vec![date(pen.words, model.world.today, day)];
        texts.extend(closed(pen.words, model, day));
        texts.extend(events(pen.words, model, day));
        pen.put(area.row(n), &texts.join("  "), Role::Strong);
    }
    let all: Vec<(usize, &Line)> = state.lines_of(day).collect();
    let room = usize::from((area.height.saturating_sub(1)) / each).max(1);
    let at = all.iter().position(|(at, _)| *at == state.picker.selected);
    let offset = at.map_or(0, |at| at / room * room);
    for (slot, (at, line)) in (0..).zip(all.into_iter().skip(offset).take(room)) {
        let first = 1 + slot * each;
        if first + each > area.height {
            break;
        }
        let rows = [area.row(first), area.row(first + each - 1)];
        let selected = at == state.picker.selected;
        let how = At {
            selected,
            focused: selected && !state.filtering,
            marked: false,
        };
        columns.line(pen, model, line, rows, how);
    }
}

fn month(pen: &mut Pen<'_>, model: &Model, mut area: Area, days: &[Date], selected: Date) {
    let l = pen.words;
    let names = fl!(l, "follow-weekdays");
    let names: Vec<&str> = names.split(' ').collect();
    let width = area.width / 7;
    let mut head = area.cut_top(1);
    // The names begin with Sunday, the weeks with Monday.
    for n in [1, 2, 3, 4, 5, 6, 0] {
        let name = names.get(n).copied().unwrap_or_default();
        pen.put(head.cut_left(width), name, Role::Dim);
    }
    let weeks = u16::try_from(days.len() / 7).unwrap_or(1).max(1);
    let height = (area.height / weeks).max(1);
    for week in days.chunks(7) {
        let mut row = area.cut_top(height);
        for day in week {
            let cell = row.cut_left(width);
            month_day(pen, model, cell, *day, selected);
        }
    }
}

/// The number of the day with how much is due; below it, where there is room, why nobody works or what falls on it.
fn month_day(pen: &mut Pen<'_>, model: &Model, cell: Area, day: Date, selected: Date) {
    let l = pen.words;
    let state = &model.screens.follow;
    let focused = day == selected && !state.filtering;
    let mark = if day == selected { ">" } else { " " };
    let due = state.lines_of(day).count();
    let mut text = format!("{mark}{}", day.day());
    if due > 0 {
        text.push(' ');
        text.push_str(&fl!(l, "month-due", count = due));
    }
    let off = model.world.calendar.closed(day);
    let falls = events(l, model, day);
    if !falls.is_empty() && cell.height == 1 {
        text.push('*');
    }
    let late = due > 0 && model.world.today.is_some_and(|today| day < today);
    let role = match off {
        _ if late => Role::Warn,
        _ if focused => Role::Focus,
        _ if due > 0 || !falls.is_empty() => Role::Strong,
        Some(_) => Role::Dim,
        None if day.month() != selected.month() => Role::Dim,
        None => Role::Plain,
    };
    pen.put(cell.row(0), &text, role);
    if focused {
        pen.set_caret(cell.x, cell.y);
    }
    let more = falls.into_iter().chain(closed(l, model, day));
    for (n, text) in (1..cell.height).zip(more) {
        let mut row = cell.row(n);
        row.cut_left(1);
        row.cut_right(1);
        let text = crate::text::elide(&text, usize::from(row.width));
        pen.put(row, &text, Role::Dim);
    }
}

fn week_day(pen: &mut Pen<'_>, model: &Model, mut row: Area, day: Date, selected: bool) {
    let l = pen.words;
    let state = &model.screens.follow;
    let mark = if selected { "> " } else { "  " };
    let head = format!("{mark}{}", date(l, model.world.today, day));
    let focused = selected && !state.filtering;
    if focused {
        pen.set_caret(row.x, row.y);
    }
    let role = if focused { Role::Focus } else { Role::Strong };
    pen.put(row.cut_left(cells(&head).max(13) + 1), &head, role);
    let due = state.lines_of(day).count();
    let mut texts = Vec::new();
    if due > 0 {
        texts.push(fl!(l, "month-due", count = due));
    }
    texts.extend(closed(l, model, day));
    texts.extend(events(l, model, day));
    pen.put(row, &texts.join("  "), Role::Plain);
}

/// Why offices are closed, where the day does not say so itself.
fn closed(l: &Words, model: &Model, day: Date) -> Option<String> {
    let closed = model.world.calendar.closed(day)?;
    (closed != Closed::Weekend).then(|| l.pick(closed.ja(), closed.en()).to_owned())
}

/// Sessions, sittings and calls that fall on a day.
fn events(l: &Words, model: &Model, day: Date) -> Vec<String> {
    let world = &model.world;
    let known = model.screens.follow.events.get(&day).into_iter().flatten();
    let calls = almanac::of_calls(&world.calls, &world.calendar, &(day..=day));
    let calls = calls.iter().map(|(_, event)| event);
    known.chain(calls).map(|event| told(l, event)).collect()
}

fn told(l: &Words, event: &Event) -> String {
    match event {
        Event::Session(title) => title.to_string(),
        Event::Sitting(committee, org) => {
            let name = l.pick(committee.ja(), committee.en());
            fl!(l, "month-sitting", committee = name, org = org.as_str())
        }
        Event::HandIn(committee, org) => {
            let name = l.pick(committee.ja(), committee.en());
            fl!(l, "month-hand-in", committee = name, org = org.as_str())
        }
        Event::Call(name) => fl!(l, "month-call", name = name.as_str()),
        Event::ERad(name) => fl!(l, "month-e-rad", name = name.as_str()),
    }
}
