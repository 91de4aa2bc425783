//! What stands below the grid: wishes that are not in it, what is called out, or what is proposed.

use super::name::{clock, pair};
use crate::action::Action;
use crate::app::Model;
use crate::app::core::planning::{How, Proposal};
use crate::app::layout::Layout;
use crate::app::screen::timetable::{CALLS, Focus, PROPOSALS, Proposed, TimetableScreen, UNMET};
use crate::app::widget::area::Area;
use crate::domain::rule::meetings::Gathered;
use crate::domain::rule::timetable::{Meeting, Reason, Unmet};
use crate::text::Clean;
use crate::view::several;
use crate::view::widget::list::{self, beyond, more};
use crate::view::widget::pen::{Pen, Role, cells};
use crate::words::{Words, fl};

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, screen: &TimetableScreen, layout: &Layout) {
    let focused = screen.focus == Focus::Below;
    let Ok(gathered) = &screen.gathered else {
        pen.frame(
            layout.get(UNMET),
            &fl!(pen.words, "timetable-unmet-none"),
            "",
            focused,
        );
        return;
    };
    match &screen.proposed {
        Some(proposed) => proposals(
            pen,
            model,
            (screen, proposed),
            layout.get(PROPOSALS),
            focused,
        ),
        None if layout.get(CALLS).is_empty() => {
            unmet(pen, model, (screen, gathered), layout.get(UNMET), focused);
        }
        None => calls(pen, model, (screen, gathered), layout.get(CALLS), focused),
    }
}

fn unmet(
    pen: &mut Pen<'_>,
    model: &Model,
    (screen, gathered): (&TimetableScreen, &Gathered),
    area: Area,
    focused: bool,
) {
    let title = fl!(
        pen.words,
        "timetable-unmet-title",
        count = screen.unmet.len()
    );
    let key = model.world.keys.first(Action::Accept);
    let foot = fl!(pen.words, "timetable-unmet-foot", key = key);
    let foot = if screen.unmet.is_empty() {
        String::new()
    } else {
        let rows = (area.inner().height / 2).max(1);
        let below = more(pen, screen.unmet.len(), &screen.below_picker, rows);
        list::foot(area.width, &below, &foot)
    };
    let inner = pen.frame(area, &title, &foot, focused);
    if screen.unmet.is_empty() {
        let text = if !screen.reasons_known {
            fl!(pen.words, "history-wait")
        } else if gathered.problem.wishes.is_empty() {
            fl!(pen.words, "say-no-wishes")
        } else {
            fl!(pen.words, "timetable-all-met")
        };
        pen.put(inner.row(0), &text, Role::Dim);
        if focused {
            pen.set_caret(inner.x, inner.y);
        }
        return;
    }
    let lines = screen
        .unmet
        .iter()
        .enumerate()
        .skip(screen.below_picker.offset);
    for (slot, (at, wish)) in (0..inner.height / 2).zip(lines) {
        let selected = at == screen.below_picker.selected;
        let rows = [inner.row(slot * 2), inner.row(slot * 2 + 1)];
        let mark = if selected && focused { "> " } else { "  " };
        let what = pair(&model.world.book, screen, &wish.need, &wish.company);
        let why = crate::view::reason::why(pen.words, wish.reason);
        let exchange = exchange(pen.words, model, (screen, gathered), wish);
        let first = format!("{mark}{what}  {why}");
        let mut below = rows[1];
        below.cut_left(4);
        // A reason that has no room beside the pair stands below it.
        if cells(&first) <= rows[0].width {
            pen.put(rows[0], &first, Role::Plain);
            pen.put(below, &exchange, Role::Dim);
        } else {
            pen.put(rows[0], &format!("{mark}{what}  {exchange}"), Role::Plain);
            pen.put(below, &why, Role::Dim);
        }
        if selected && focused {
            pen.set_caret(rows[0].x, rows[0].y);
        }
    }
}

fn exchange(
    words: &Words,
    model: &Model,
    (screen, gathered): (&TimetableScreen, &Gathered),
    wish: &Unmet,
) -> String {
    let Some(exchange) = &wish.exchange else {
        return if wish.reason == Reason::NotPlaced {
            let key = model.world.keys.first(Action::MakeTimetable);
            fl!(words, "timetable-fill", key = key)
        } else if wish.reason.is_for_any_timetable() {
            fl!(words, "timetable-never")
        } else {
            fl!(words, "timetable-no-exchange")
        };
    };
    let time = gathered
        .starts_at(exchange.slot)
        .map_or_else(String::new, clock);
    let out = named(model, screen, &exchange.out);
    fl!(words, "timetable-exchange-at", time = time, goes = out)
}

fn named(model: &Model, screen: &TimetableScreen, meetings: &[Meeting]) -> String {
    let book = &model.world.book;
    let names = meetings
        .iter()
        .map(|m| pair(book, screen, &m.need, &m.company));
    names.collect::<Vec<_>>().join("、")
}

fn calls(
    pen: &mut Pen<'_>,
    model: &Model,
    (screen, gathered): (&TimetableScreen, &Gathered),
    area: Area,
    focused: bool,
) {
    let calls = screen.calls();
    let title = fl!(pen.words, "timetable-calls-title", count = calls.len());
    let rows = area.inner().height;
    let foot = more(pen, calls.len(), &screen.below_picker, rows);
    let inner = pen.frame(area, &title, &foot, focused);
    if calls.is_empty() {
        pen.put(
            inner.row(0),
            &fl!(pen.words, "timetable-no-calls"),
            Role::Dim,
        );
    }
    let session = model.world.book.sessions.get(&screen.session);
    let lines = calls.iter().enumerate().skip(screen.below_picker.offset);
    for (row, (at, entry)) in (0..inner.height).zip(lines) {
        let org = session.map_or(&entry.id.org, |s| s.org_name(&entry.id.org));
        let text = call(pen.words, gathered, &entry.placed, org);
        let selected = at == screen.below_picker.selected && focused;
        let mark = if selected { "> " } else { "  " };
        let area = inner.row(row);
        pen.put(area, &format!("{mark}{text}"), Role::Plain);
        if selected {
            pen.set_caret(area.x, area.y);
        }
    }
    if focused && calls.is_empty() {
        pen.set_caret(inner.x, inner.y);
    }
}

/// `15:15 卓C 若葉樹脂 -> N-04`
fn call(words: &Words, gathered: &Gathered, placed: &Meeting, org: &Clean) -> String {
    let time = gathered
        .starts_at(placed.slot)
        .map_or_else(String::new, clock);
    let table = placed.table.as_deref().unwrap_or_default();
    let table = fl!(words, "timetable-table-name", table = table);
    let need = crate::domain::number::shown(&placed.need);
    format!("{time} {table} {org} -> {need}")
}

fn proposals(
    pen: &mut Pen<'_>,
    model: &Model,
    (screen, proposed): (&TimetableScreen, &Proposed),
    area: Area,
    focused: bool,
) {
    let session = model.world.book.sessions.get(&screen.session);
    let who = session.zip(proposed.about.as_ref());
    let who = who.map_or_else(String::new, |(s, (badges, _))| {
        several::persons(pen.words, s, badges)
    });
    let title = match &proposed.about {
        Some(_) => fl!(pen.words, "timetable-about", who = who.as_str()),
        None => fl!(pen.words, "timetable-proposals"),
    };
    let enter = model.world.keys.first(Action::Accept);
    let back = model.world.keys.first(Action::Back);
    let foot = fl!(
        pen.words,
        "timetable-proposals-foot",
        key = enter.as_str(),
        back = back
    );
    let inner = pen.frame(area, &title, &foot, focused);
    let mut row = 0;
    for (at, choice) in proposed.choices.iter().enumerate() {
        let selected = at == proposed.picker.selected;
        let mark = if selected { ">" } else { " " };
        let area = inner.row(row);
        let text = line(pen.words, choice, area.width.saturating_sub(4));
        pen.put(area, &format!("{mark} {} {text}", at + 1), Role::Plain);
        if selected && focused {
            pen.set_caret(area.x, area.y);
        }
        row += 1;
    }
    if !proposed.whole {
        let text = fl!(
            pen.words,
            "timetable-planning",
            back = model.world.keys.first(Action::Back)
        );
        pen.put(inner.row(row), &text, Role::Notice);
        if proposed.choices.is_empty() && focused {
            pen.set_caret(inner.x, inner.y);
        }
        row += 1;
    }
    let Some(choice) = proposed.choices.get(proposed.picker.selected) else {
        return;
    };
    let mut details = Vec::new();
    // Nobody is recorded as absent who is not named.
    if matches!(proposed.about, Some((_, true))) {
        details.push(fl!(pen.words, "timetable-absent", who = who, key = enter));
    }
    if !choice.out.is_empty() {
        let out = named(model, screen, &choice.out);
        details.push(fl!(pen.words, "timetable-goes", meetings = out));
    }
    for moved in &choice.moved {
        let org = session.map_or(&moved.company, |s| s.org_name(&moved.company));
        let text = call(pen.words, &proposed.gathered, moved, org);
        details.push(fl!(pen.words, "timetable-moves", call = text));
    }
    let room = usize::from(inner.height.saturating_sub(row));
    if details.len() > room && room > 0 {
        let cut = details.len() - (room - 1);
        details.truncate(room - 1);
        details.push(beyond(pen, 0, cut));
    }
    for (row, detail) in (row..inner.height).zip(details) {
        let mut area = inner.row(row);
        area.cut_left(4);
        pen.put(area, &detail, Role::Dim);
    }
}

fn line(words: &Words, choice: &Proposal, width: u16) -> String {
    let how = match choice.how {
        How::Fill => fl!(words, "timetable-how-fill"),
        How::Anew => fl!(words, "timetable-how-anew"),
        How::Still => fl!(words, "timetable-how-still"),
        How::ALittle => fl!(words, "timetable-how-a-little"),
    };
    let (new, moved, out) = (choice.new, choice.moved.len(), choice.out.len());
    let whole = fl!(
        words,
        "timetable-proposal",
        how = how.as_str(),
        new = new,
        moved = moved,
        out = out,
        all = choice.made.meetings.len()
    );
    if cells(&whole) <= width {
        return whole;
    }
    fl!(
        words,
        "timetable-proposal-short",
        how = how,
        new = new,
        moved = moved,
        out = out
    )
}
