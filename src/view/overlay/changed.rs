//! Draws what is asked of the numbers of a session file.

use crate::action::Action;
use crate::app::Model;
use crate::app::overlay::changed::{Changed, FOOT, ROWS};
use crate::app::widget::area::Area;
use crate::domain::reading::{Answer, Doubt, Thing};
use crate::view::say;
use crate::view::widget::list::{self, more};
use crate::view::widget::pen::{Pen, Role, cell, cells};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, changed: &Changed, area: Area) {
    let open = changed.open();
    let title = fl!(pen.words, "changed-title", count = changed.doubts.len());
    let key = |action| model.world.keys.first(action);
    let accept = key(Action::Accept);
    let foot = if open > 0 {
        let (next, back) = (key(Action::NextMatch), key(Action::Back));
        fl!(pen.words, "changed-foot", next = next, back = back)
    } else {
        fl!(pen.words, "changed-done", accept = accept)
    };
    let rows = area.inner().height.saturating_sub(FOOT) / ROWS;
    let below = more(pen, changed.doubts.len(), &changed.picker, rows);
    let foot = list::foot(area.width, &below, &foot);
    let mut inner = pen.frame(area, &title, &foot, true);
    let last = inner.cut_bottom(FOOT);
    pen.put(last, &fl!(pen.words, "changed-later"), Role::Dim);
    let doubts = changed.doubts.iter().enumerate();
    for (at, (doubt, answer)) in doubts.skip(changed.picker.offset) {
        if inner.height < ROWS {
            break;
        }
        let block = inner.cut_top(ROWS);
        let selected = at == changed.picker.selected;
        one(pen, model, block, (doubt, *answer), selected);
        if selected {
            pen.set_caret(block.x, block.y);
        }
    }
}

/// One doubt: what it is, both names, what was recorded with it, the answers.
fn one(
    pen: &mut Pen<'_>,
    model: &Model,
    area: Area,
    (doubt, answer): (&Doubt, Option<Answer>),
    selected: bool,
) {
    let kind = match doubt.thing {
        Thing::Session => fl!(pen.words, "changed-kind-session"),
        Thing::Organisation => fl!(pen.words, "live-kind-organisation"),
        Thing::Need => fl!(pen.words, "live-kind-need"),
        Thing::Attendee => fl!(pen.words, "live-kind-attendee"),
    };
    let head = format!("{kind} {}", doubt.number);
    let room = cells(&head).clamp(14, 24) + 2;
    let mark = if selected { "> " } else { "  " };
    let before = fl!(pen.words, "changed-before", name = doubt.old.as_str());
    let now = if doubt.new.is_empty() {
        fl!(pen.words, "changed-no-more")
    } else {
        fl!(pen.words, "changed-after", name = doubt.new.as_str())
    };
    let lines = [
        [
            cell(2, mark, Role::Strong),
            cell(room, head, Role::Strong),
            cell(area.width, before, Role::Plain),
        ],
        [
            cell(2, "", Role::Plain),
            cell(room, "", Role::Plain),
            cell(area.width, now, Role::Notice),
        ],
    ];
    for (row, line) in (0..).zip(&lines) {
        pen.row(area.row(row), line, selected && row == 0);
    }
    let mut rest = area.row(2);
    rest.cut_left(4);
    pen.put(rest, &uses(pen, model, doubt), Role::Dim);
    let mut rest = area.row(3);
    rest.cut_left(4);
    for of in doubt.offers() {
        let (digit, name) = match of {
            Answer::Corrected => ("1", fl!(pen.words, "changed-corrected")),
            Answer::Other => ("2", fl!(pen.words, "changed-other")),
            Answer::Moved => ("3", fl!(pen.words, "changed-moved")),
        };
        let chosen = answer == Some(*of);
        pen.put(rest.cut_left(2), digit, Role::Key);
        let name = if chosen { format!("[{name}]") } else { name };
        let role = if chosen { Role::Strong } else { Role::Plain };
        pen.put(rest.cut_left(cells(&name)), &name, role);
        rest.cut_left(2);
    }
}

/// What was recorded with the number, and where its old name stands now.
fn uses(pen: &Pen<'_>, model: &Model, doubt: &Doubt) -> String {
    let book = &model.world.book;
    if doubt.is_erased {
        return fl!(pen.words, "changed-erased-short");
    }
    let mut parts = Vec::new();
    if let Some(under) = &doubt.now_under {
        let (old, under) = (doubt.old.as_str(), under.as_str());
        parts.push(fl!(pen.words, "changed-now-at", old = old, under = under));
    }
    if let Some(id) = doubt.pairings.first() {
        let one = say::subject(book, &id.session, &[&id.need], &id.org);
        let count = doubt.pairings.len();
        parts.push(fl!(pen.words, "changed-records", one = one, count = count));
    } else {
        parts.push(fl!(pen.words, "changed-used").trim().to_owned());
    }
    parts.join("  ")
}
