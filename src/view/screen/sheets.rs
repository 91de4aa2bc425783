//! The screen of the interest sheets (関心).

mod grid;

use crate::action::Action;
use crate::app::Model;
use crate::app::layout::Layout;
use crate::app::screen::sheets::{ASKED, GRID, LINE, PEOPLE, Sheets};
use crate::app::widget::area::Area;
use crate::domain::number::shown;
use crate::domain::roster::Session;
use crate::domain::rule::interest::SheetState;
use crate::text::{elide, wrap};
use crate::view::question;
use crate::view::several;
use crate::view::widget::list::{self, more};
use crate::view::widget::pen::{Pen, Role, cell, cells};
use crate::view::widget::unread::unread;
use crate::words::{Words, fl};

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let Some(sheets) = &model.screens.sheets else {
        return;
    };
    let Some(session) = sheets.session(&model.world.book) else {
        return;
    };
    asked(pen, model, layout.get(ASKED));
    people(pen, model, (sheets, session), layout.get(PEOPLE));
    grid::draw(pen, model, (sheets, session), layout.get(GRID));
    line(pen, model, (sheets, session), layout.get(LINE));
}

/// The box: whose sheet, or the marks of that person.
fn line(pen: &mut Pen<'_>, model: &Model, (sheets, session): (&Sheets, &Session), area: Area) {
    let title = match sheets.person(&model.world.book) {
        Some(person) => {
            let org = session.recorded_organisation(&person.org);
            let org = org.map_or("", |o| o.short_name().as_str());
            let (badge, name) = (shown(&person.badge), person.name.as_str());
            let whole = fl!(
                pen.words,
                "sheets-marks-of",
                badge = badge,
                org = org,
                name = name
            );
            // The border, and the word for the focus where colours say nothing.
            let taken = if pen.is_mono() { 16 } else { 6 };
            if cells(&whole).saturating_add(taken) > area.width {
                fl!(
                    pen.words,
                    "sheets-marks-of-short",
                    badge = badge,
                    org = org,
                    name = name
                )
            } else {
                whole
            }
        }
        None => fl!(pen.words, "sheets-whose"),
    };
    let mut inner = pen.frame(area, &title, "", !sheets.in_grid);
    inner.cut_left(1);
    pen.field(inner, &sheets.query, !sheets.in_grid);
}

/// What was understood, under the box: a second Enter takes it.
fn asked(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let Some(text) = question::take(pen.words, model).filter(|_| !area.is_empty()) else {
        return;
    };
    let mut inner = area;
    inner.cut_left(1);
    for (row, line) in (0..inner.height).zip(wrap(&text, inner.width.into())) {
        pen.put(inner.row(row), &line, Role::Notice);
    }
}

fn state(words: &Words, state: SheetState) -> (String, Role) {
    match state {
        SheetState::Missing => (fl!(words, "sheets-missing"), Role::Plain),
        SheetState::DeclaredOnly => (fl!(words, "sheets-declared-only"), Role::Plain),
        SheetState::Entering => (fl!(words, "sheets-entering"), Role::Notice),
        SheetState::HandedIn => (fl!(words, "sheets-handed-in"), Role::Good),
    }
}

fn people(pen: &mut Pen<'_>, model: &Model, (sheets, session): (&Sheets, &Session), area: Area) {
    if area.is_empty() {
        return;
    }
    let (handed_in, missing) = sheets.counts;
    let title = fl!(
        pen.words,
        "sheets-people",
        handed_in = handed_in,
        missing = missing
    );
    let below = more(pen, sheets.people.len(), &sheets.list, area.inner().height);
    let next = model.world.keys.first(Action::NextSheet);
    let foot = fl!(pen.words, "sheets-foot-next", key = next);
    let foot = list::foot(area.width, &below, &foot);
    let inner = pen.frame(area, &title, &foot, false);
    if sheets.people.is_empty() {
        let text = unread(pen, model).unwrap_or_else(|| fl!(pen.words, "sheets-nobody"));
        for (row, line) in (0..inner.height).zip(wrap(&text, inner.width.into())) {
            pen.put(inner.row(row), &line, Role::Dim);
        }
    }
    let lines = sheets.people.iter().enumerate().skip(sheets.list.offset);
    for (row, (at, (key, how))) in (0..inner.height).zip(lines) {
        let Some(person) = session.attendee(key) else {
            continue;
        };
        let selected = at == sheets.list.selected;
        let (word, role) = state(pen.words, *how);
        let org = session.recorded_organisation(&person.org);
        let org = org.map_or("", |o| o.short_name().as_str());
        let room = inner.width.saturating_sub(8 + cells(&word));
        // Names stand in a column of their own where there is room for one.
        let name_width = if room > 30 { room / 2 } else { 0 };
        let org_width = room - name_width;
        let org = elide(org, usize::from(org_width.saturating_sub(1)));
        let mark = if selected { "> " } else { "  " };
        let columns = [
            cell(2, mark, Role::Strong),
            cell(5, shown(&person.badge), Role::Plain),
            cell(org_width, org, Role::Plain),
            cell(name_width, person.name.as_str(), Role::Plain),
            cell(1, "", Role::Plain),
            cell(cells(&word), word, role),
        ];
        pen.row(inner.row(row), &columns, selected);
    }
}

/// Nothing stands beside a notice.
pub(super) fn beside(_: &mut Pen<'_>, _: &Model, _: &mut Area) {}

/// What is read of the box, else who has handed in.
pub(super) fn facts(pen: &mut Pen<'_>, model: &Model, row: Area) {
    let Some(sheets) = &model.screens.sheets else {
        return;
    };
    let l = pen.words;
    let book = &model.world.book;
    let marks = sheets.marks(book).filter(|_| !sheets.query.is_blank());
    let (text, role) = match (sheets.person(book), marks) {
        (Some(person), Some(Ok(marks))) => {
            let marks = several::marks(l, &marks);
            let badge = shown(&person.badge);
            (
                fl!(l, "sheets-read", badge = badge, marks = marks),
                Role::Plain,
            )
        }
        (Some(_), Some(Err(slip))) => {
            let what = slip.what.as_str();
            let text = if slip.is_twice {
                fl!(l, "say-marked-twice", need = what)
            } else {
                fl!(l, "say-no-such-need", need = what)
            };
            (text, Role::Notice)
        }
        (Some(_) | None, Some(Ok(_) | Err(_)) | None) => {
            let (handed_in, missing) = sheets.counts;
            let text = fl!(l, "sheets-people", handed_in = handed_in, missing = missing);
            (text, Role::Plain)
        }
    };
    pen.put(row, &text, role);
}
