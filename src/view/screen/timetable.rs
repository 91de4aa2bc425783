//! Draws the timetable (面談表).

mod below;
mod name;

use crate::action::Action;
use crate::app::Model;
use crate::app::layout::Layout;
use crate::app::screen::timetable::{Entry, Focus, GRID, SLOT, TimetableScreen, shown_tables};
use crate::app::widget::area::Area;
use crate::domain::number::shown;
use crate::domain::recorded::stated::Value;
use crate::domain::rule::meetings::Gathered;
use crate::domain::rule::meetings::Missing;
use crate::text::Clean;
use crate::view::say;
use crate::view::widget::list::{self, more};
use crate::view::widget::pen::{Pen, Role, cells};
use crate::view::widget::unread::unread;
use crate::words::{Words, fl};
use jiff::civil::Time;
use name::{clock, firm, pair};

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let Some(screen) = &model.screens.timetable else {
        return;
    };
    grid(pen, model, screen, layout);
    below::draw(pen, model, screen, layout);
}

fn grid(pen: &mut Pen<'_>, model: &Model, screen: &TimetableScreen, layout: &Layout) {
    let focused = screen.focus == Focus::Grid;
    let gathered = match &screen.gathered {
        Ok(gathered) => gathered,
        Err(why) => {
            let title = fl!(pen.words, "timetable-title-none");
            let inner = pen.frame(layout.get(GRID), &title, "", focused);
            missing(pen, model, *why, inner);
            return;
        }
    };
    let fixed = screen.entries.iter().filter(|e| e.fixed).count();
    let (first, last) = (gathered.starts.first(), gathered.starts.last());
    let span = first.zip(last).map_or_else(String::new, |(first, last)| {
        let end = crate::domain::rule::meetings::ends_at(*last, gathered.minutes);
        format!("{}-{}", clock(*first), clock(end))
    });
    let drafts = screen.entries.len() - fixed;
    // What can be counted in the grid gives way, what cannot be seen does not.
    let title = if layout.get(GRID).width < 70 {
        fl!(
            pen.words,
            "timetable-title-short",
            span = span,
            drafts = drafts,
            fixed = fixed
        )
    } else {
        fl!(
            pen.words,
            "timetable-title",
            span = span,
            minutes = gathered.minutes,
            slots = gathered.starts.len(),
            tables = gathered.desks.len(),
            drafts = drafts,
            fixed = fixed
        )
    };
    let foot = if screen.carried.is_some() {
        fl!(pen.words, "timetable-foot-carried")
    } else {
        String::new()
    };
    let area = layout.get(GRID);
    let count = shown_tables(layout);
    let foot = list::foot(area.width, &beyond(pen, screen, gathered, layout), &foot);
    let inner = pen.frame(area, &title, &foot, focused);
    let each = inner.width.saturating_sub(SLOT) / count;
    let desks = gathered.desks.len();
    let tables: Vec<usize> = (screen.table.offset..=desks)
        .take(usize::from(count))
        .collect();
    let mut head = inner.row(0);
    head.cut_left(SLOT);
    for table in &tables {
        let mut cell = head.cut_left(each);
        cell.cut_left(2);
        let role = if *table == screen.table.selected {
            Role::Focus
        } else {
            Role::Strong
        };
        pen.put(cell, &table_name(pen.words, gathered, *table), role);
    }
    let slots = gathered.starts.iter().enumerate().skip(screen.slot.offset);
    for (row, (slot, start)) in (1..inner.height).zip(slots) {
        let mut area = inner.row(row);
        let mut at = area.cut_left(SLOT);
        let begun = slot < gathered.begun;
        at.cut_left(1);
        pen.put(
            at,
            &clock(*start),
            if begun { Role::Dim } else { Role::Strong },
        );
        for table in &tables {
            let cell = area.cut_left(each);
            let here = (slot, *table) == (screen.slot.selected, screen.table.selected);
            in_cell(pen, model, screen, (slot, *table), cell, here);
        }
    }
}

/// Which slots and tables are not in sight.
fn beyond(pen: &Pen<'_>, screen: &TimetableScreen, gathered: &Gathered, layout: &Layout) -> String {
    let rows = layout.rows(GRID).saturating_sub(1);
    let mut said = vec![more(pen, gathered.starts.len(), &screen.slot, rows)];
    let left = screen.table.offset;
    let right = gathered.desks.len();
    let right = right.saturating_sub(left + usize::from(shown_tables(layout)));
    if left > 0 {
        said.push(fl!(pen.words, "timetable-left", count = left));
    }
    if right > 0 {
        said.push(fl!(pen.words, "timetable-right", count = right));
    }
    said.retain(|text| !text.is_empty());
    said.join(" ")
}

fn missing(pen: &mut Pen<'_>, model: &Model, why: Missing, inner: Area) {
    let text = unread(pen, model).unwrap_or_else(|| {
        let words = pen.words;
        let key = model.world.keys.first(Action::Accept);
        match why {
            Missing::Times => fl!(words, "timetable-no-times", key = key),
            Missing::Tables => fl!(words, "timetable-no-tables", key = key),
            Missing::TooManySlots(count) => fl!(words, "say-too-many-slots", count = count),
        }
    });
    let lines = crate::text::wrap(&text, usize::from(inner.width.max(10)));
    for (row, line) in (0..inner.height).zip(lines) {
        pen.put(inner.row(row), &line, Role::Plain);
    }
    pen.set_caret(inner.x, inner.y);
}

/// `卓A`, with its place where the list says one; a meeting at none of them sits elsewhere.
fn table_name(words: &Words, gathered: &Gathered, table: usize) -> String {
    match gathered.desks.get(table) {
        Some(desk) => {
            let name = fl!(words, "timetable-table-name", table = desk.no.as_str());
            format!("{name} {}", desk.place).trim_end().to_owned()
        }
        None => String::new(),
    }
}

fn in_cell(
    pen: &mut Pen<'_>,
    model: &Model,
    screen: &TimetableScreen,
    (slot, table): (usize, usize),
    mut cell: Area,
    here: bool,
) {
    let book = &model.world.book;
    let mark = cell.cut_left(2);
    let focused = screen.focus == Focus::Grid;
    if here {
        let sign = if screen.carried.is_some() { "*" } else { ">" };
        pen.put(mark, sign, if focused { Role::Focus } else { Role::Strong });
        if focused {
            pen.set_caret(mark.x, mark.y);
        }
    }
    cell.cut_right(1);
    let all: Vec<&Entry> = screen.at(slot, table).collect();
    let chosen = screen.selected().filter(|_| here);
    let Some(entry) = chosen.or_else(|| all.first().copied()) else {
        if let Some(carried) = screen.carried.as_ref().filter(|_| here && focused) {
            let text = firm(book, screen, &carried.need, &carried.org);
            pen.put(cell, &format!("{} {text}", shown(&carried.need)), Role::Dim);
        }
        return;
    };
    let words = pen.words;
    let (state, role) = if !entry.rules.is_empty() {
        (fl!(words, "timetable-conflict"), Role::Warn)
    } else if let Some(outcome) = entry.outcome {
        (
            words.pick(outcome.ja(), outcome.en()).to_owned(),
            Role::Good,
        )
    } else if !entry.because.is_empty() {
        (fl!(words, "timetable-overridden"), Role::Notice)
    } else if entry.fixed {
        let (ja, en) = Value::fixed_words(true);
        (words.pick(ja, en).to_owned(), Role::Good)
    } else {
        (String::new(), Role::Plain)
    };
    let more = if all.len() > 1 {
        format!("+{} ", all.len() - 1)
    } else {
        String::new()
    };
    let right = format!("{more}{state}");
    // The firm is worth more than the end of a long state.
    let room = cells(&right).min(cell.width / 2);
    pen.put(cell.cut_right(room), &right, role);
    cell.cut_right(u16::from(room > 0));
    let is_carried = screen.carried.as_ref() == Some(&entry.id);
    let who = firm(book, screen, &entry.id.need, &entry.id.org);
    let text = format!("{} {who}", shown(&entry.id.need));
    pen.put(
        cell,
        &text,
        if is_carried { Role::Dim } else { Role::Plain },
    );
}

/// Nothing stands beside a notice.
pub(super) fn beside(_: &mut Pen<'_>, _: &Model, _: &mut Area) {}

/// The selected meeting and what stands against it; else how many wishes are in, and what is called out soon.
pub(super) fn facts(pen: &mut Pen<'_>, model: &Model, row: Area) {
    let Some(screen) = &model.screens.timetable else {
        return;
    };
    let Ok(gathered) = &screen.gathered else {
        return;
    };
    let book = &model.world.book;
    let words = pen.words;
    if screen.focus == Focus::Grid
        && let Some(entry) = screen.selected()
    {
        let session = book.sessions.get(&screen.session);
        let what = pair(book, screen, &entry.id.need, &entry.id.org);
        if let Some(rule) = entry.rules.first() {
            let with = session.map_or_else(Clean::default, |s| {
                crate::app::screen::timetable::named(s, rule)
            });
            let why = say::against(words, rule, &with);
            pen.put(row, &format!("! {what}: {why}"), Role::Warn);
            return;
        }
        if !entry.because.is_empty() {
            let why = entry.because.as_str();
            let text = fl!(words, "timetable-because", what = what, why = why);
            pen.put(row, &text, Role::Notice);
            return;
        }
    }
    if let Some((minutes, time, count)) = soon(model, screen, gathered) {
        let key = model.world.keys.first(Action::ShowCalls);
        let text = fl!(
            words,
            "timetable-soon",
            minutes = minutes,
            time = clock(time),
            key = key,
            count = count
        );
        pen.put(row, &text, Role::Notice);
        return;
    }
    let (met, all) = (
        screen.entries.len(),
        screen.entries.len() + screen.unmet.len(),
    );
    let unread = gathered.unread.len();
    let text = fl!(
        words,
        "timetable-facts",
        met = met,
        all = all,
        conflicts = screen.collisions()
    );
    let text = if unread > 0 {
        let badges: Vec<&str> = gathered.unread.iter().map(|(b, _)| shown(b)).collect();
        let badges = badges.join("、");
        format!("{text} {}", fl!(words, "timetable-unread", badges = badges))
    } else {
        text
    };
    let role = if screen.collisions() > 0 {
        Role::Warn
    } else {
        Role::Plain
    };
    pen.put(row, &text, role);
}

/// How many minutes before a slot its meetings are called.
const SOON: i64 = 5;

/// The next slot, where it begins within minutes: minutes left, its time, its meetings.
fn soon(
    model: &Model,
    screen: &TimetableScreen,
    gathered: &Gathered,
) -> Option<(i64, Time, usize)> {
    let now = model.world.now.as_ref()?;
    let session = model.world.book.sessions.get(&screen.session)?;
    let today = model.world.today?;
    let now = crate::domain::rule::meetings::begun_at(session, today, now.time())?;
    let calls = screen.calls();
    let slot = calls.first()?.placed.slot;
    let time = gathered.starts_at(slot)?;
    let left = crate::domain::rule::meetings::until(now, time).as_mins();
    (slot >= gathered.begun && (0..SOON).contains(&left)).then_some((left + 1, time, calls.len()))
}
