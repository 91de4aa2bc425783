//! Draws suggestions (提案): a line each, and below them the reasons of the selected one.

use crate::app::Model;
use crate::app::overlay::suggestions::{REASON_ROWS, Suggestions};
use crate::app::widget::area::Area;
use crate::domain::number;
use crate::domain::rule::suggest::{About, List, Proposed};
use crate::text::{pad, wrap};
use crate::view::suggestion;
use crate::view::widget::list::{more, rows};
use crate::view::widget::pen::{Pen, Role};
use crate::view::widget::unread::unread;
use crate::words::fl;

/// Cells of the strength and of the list.
const STRENGTH: usize = 8;
const LIST: usize = 6;

/// What the need seeks, each with its digit, and what the digits do.
fn sought(pen: &mut Pen<'_>, state: &Suggestions, area: Area) {
    let w = pen.words;
    if area.is_empty() {
        return;
    }
    let each = (1..).zip(&state.sought).map(|(digit, sought): (usize, _)| {
        let name = sought.name.as_str();
        if sought.is_confirmed {
            fl!(w, "suggest-sought-confirmed", digit = digit, name = name)
        } else if sought.because == sought.name {
            fl!(w, "suggest-sought-word", digit = digit, name = name)
        } else {
            let because = sought.because.as_str();
            fl!(
                w,
                "suggest-sought",
                digit = digit,
                name = name,
                because = because
            )
        }
    });
    let each: Vec<String> = each.collect();
    let text = fl!(w, "suggest-sought-line", list = each.join("  "));
    pen.put(area.row(0), &text, Role::Plain);
    pen.put(area.row(1), &fl!(w, "suggest-sought-how"), Role::Dim);
}

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, state: &Suggestions, area: Area) {
    let w = pen.words;
    let session = model.world.book.sessions.get(&state.session);
    let named = match &state.about {
        About::Need(no) => session.map(|s| {
            let title = s.recorded_need(no).map_or("", |n| n.title.as_str());
            format!("{} {title}", number::shown(no))
        }),
        About::Firm(org) => session.map(|s| s.org_name(org).to_string()),
    };
    let title = fl!(w, "suggest-for", what = named.unwrap_or_default());
    let height = area
        .inner()
        .height
        .saturating_sub(REASON_ROWS + state.head());
    let foot = match &state.found {
        Some(found) if !found.is_empty() => more(pen, found.len(), &state.picker, height),
        _ => String::new(),
    };
    let mut inner = pen.frame(area, &title, &foot, true);
    pen.set_caret(inner.x, inner.y);
    let Some(found) = &state.found else {
        let why = unread(pen, model);
        let why = why.unwrap_or_else(|| {
            if state.is_unread {
                fl!(w, "view-record-unread")
            } else {
                fl!(w, "suggest-wait")
            }
        });
        pen.put(inner.row(0), &why, Role::Dim);
        return;
    };
    sought(pen, state, inner.cut_top(state.head()));
    if found.is_empty() {
        for (row, text) in [fl!(w, "suggest-none"), fl!(w, "suggest-none-how")]
            .iter()
            .flat_map(|text| wrap(text, usize::from(inner.width)))
            .enumerate()
        {
            let row = u16::try_from(row).unwrap_or(u16::MAX);
            if row < inner.height {
                pen.put(inner.row(row), &text, Role::Dim);
            }
        }
        return;
    }
    let mut below = inner.cut_bottom(REASON_ROWS);
    let line = |one: &Proposed| {
        let suggestion = &one.suggestion;
        let name = match &state.about {
            About::Need(_) => session.map(|s| s.org_name(&suggestion.org).to_string()),
            About::Firm(_) => session.map(|s| s.need_told(&one.need).to_string()),
        };
        let name = name.unwrap_or_else(|| number::shown(&suggestion.org).to_owned());
        if let Some(why) = &suggestion.blocked {
            let why = suggestion::blocked(w, why);
            return (
                fl!(w, "suggest-held-back", name = name, why = why),
                Role::Dim,
            );
        }
        let strength = suggestion::strength(w, suggestion.strength);
        let list = match suggestion.list {
            List::Technology => fl!(w, "suggest-technology-short"),
            List::Licence => fl!(w, "suggest-licence-short"),
        };
        // In this order the list is sorted.
        let text = format!("{} {} {name}", pad(&list, LIST), pad(&strength, STRENGTH));
        (text, Role::Plain)
    };
    rows(pen, inner, &state.picker, |at| found.get(at).map(line));
    below.cut_left(2);
    let Some(one) = state.selected() else {
        return;
    };
    let reasons = one.suggestion.reasons.iter();
    let lines = reasons.flat_map(|r| wrap(&suggestion::reason(w, r), usize::from(below.width)));
    for (row, line) in (0..below.height).zip(lines) {
        pen.put(below.row(row), &line, Role::Dim);
    }
}
