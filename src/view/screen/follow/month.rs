//! The calendar (暦): the days of a month in a grid or of a week one below the other, with what is due and what falls on
//! them, and below it what is due on the selected day.

use super::row::{At, Columns};
use crate::app::Model;
use crate::app::screen::follow::{DAY_ROWS, Line};
use crate::app::widget::area::Area;
use crate::domain::rule::almanac::{self, Event};
use crate::domain::rule::calendar::Closed;
use crate::view::open::date;
use crate::view::widget::list;
use crate::view::widget::pen::{Pen, Role, cells};
use crate::words::{Words, fl};
use jiff::civil::Date;

/// Rows of the grid and of the list below it, and which rows of weeks, or days of a week, are in sight.
struct Parts {
    grid: Area,
    list: Area,
    days: Vec<Date>,
    /// The first one in sight.
    first: usize,
    /// How many are.
    shown: usize,
    /// How many there are.
    all: usize,
}

impl Parts {
    /// The whole grid and, below it, as much as there is room for. The selected day is in sight in any case.
    fn of(model: &Model, mut area: Area, each: u16) -> Option<Self> {
        let state = &model.screens.follow;
        let day = state.day.or(model.world.today)?;
        let mut days = Vec::new();
        let (from, to) = state.days_shown(day).into_inner();
        let mut next = Some(from);
        while let Some(day) = next.filter(|day| *day <= to) {
            days.push(day);
            next = day.tomorrow().ok();
        }
        let (head, all) = if state.is_week() {
            (0, days.len())
        } else {
            (1, days.len() / 7)
        };
        let wanted = head + u16::try_from(all).unwrap_or(u16::MAX);
        let least = (1 + each).min(area.height / 2);
        let below = (DAY_ROWS * each).min(area.height.saturating_sub(wanted));
        let list = area.cut_bottom(below.max(least));
        let shown = usize::from(area.height.saturating_sub(head)).min(all);
        let at = days.iter().position(|of| *of == day).unwrap_or(0);
        let at = if state.is_week() { at } else { at / 7 };
        Some(Self {
            grid: area,
            list,
            days,
            first: (at + 1).saturating_sub(shown),
            shown,
            all,
        })
    }
}

/// How many weeks, or days of the week, are above the ones in sight and below them.
pub(super) fn beyond(model: &Model, area: Area, each: u16) -> (usize, usize) {
    Parts::of(model, area, each).map_or((0, 0), |parts| {
        let below = parts.all - parts.shown - parts.first;
        (parts.first, below)
    })
}

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, area: Area, columns: &Columns, each: u16) {
    let state = &model.screens.follow;
    let Some((parts, today)) = Parts::of(model, area, each).zip(model.world.today) else {
        return;
    };
    let day = state.day.unwrap_or(today);
    let (grid, days) = (parts.grid, &parts.days);
    if state.is_week() {
        let days = days.iter().skip(parts.first).take(parts.shown);
        for (n, of) in (0..grid.height).zip(days) {
            week_day(pen, model, grid.row(n), *of, *of == day);
        }
    } else {
        let (first, last) = (parts.first * 7, (parts.first + parts.shown) * 7);
        let days = days.get(first..last).unwrap_or_default();
        month(pen, model, grid, days, day);
    }
    of_day(pen, model, parts.list, day, columns, each);
}

/// What is due on the day, and what falls on it.
fn of_day(pen: &mut Pen<'_>, model: &Model, area: Area, day: Date, columns: &Columns, each: u16) {
    let state = &model.screens.follow;
    let all: Vec<(usize, &Line)> = state.lines_of(day).collect();
    let room = usize::from((area.height.saturating_sub(1)) / each).max(1);
    let at = all.iter().position(|(at, _)| *at == state.picker.selected);
    let offset = at.map_or(0, |at| at / room * room);
    if area.height > 0 {
        let below = all.len().saturating_sub(offset + room);
        let more = list::beyond(pen, offset, below);
        let mut row = area.row(0);
        pen.put(row.cut_right(cells(&more)), &more, Role::Dim);
        row.cut_right(1);
        let mut texts = vec![date(pen.words, model.world.today, day)];
        texts.extend(closed(pen.words, model, day));
        texts.extend(events(pen.words, model, day));
        pen.put(row, &texts.join("  "), Role::Strong);
    }
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
    let gap = if cell.width > 9 { " " } else { "" };
    if model.world.today == Some(day) {
        text.push_str(gap);
        text.push_str(&if gap.is_empty() {
            fl!(l, "month-today-short")
        } else {
            fl!(l, "follow-is-today")
        });
    }
    if due > 0 {
        text.push_str(if model.world.today == Some(day) {
            gap
        } else {
            " "
        });
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
