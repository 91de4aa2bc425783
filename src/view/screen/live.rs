//! The live screen (進行).

mod card;
mod hits;
mod parts;
mod records;

use self::parts::{foot, level_role, names};
use crate::action::Action;
use crate::app::Model;
use crate::app::layout::Layout;
use crate::app::screen::live::{
    Focus, Live, NEEDS, RECORDS, RESULTS, SEARCH, Turnout, pairings_in,
};
use crate::app::widget::area::Area;
use crate::domain::code::Level;
use crate::domain::roster::Session;
use crate::text::width;
use crate::view::widget::clock::clock;
use crate::view::widget::pen::{Pen, Role, cell, cells};
use crate::words::fl;
use std::collections::BTreeMap;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let Some(live) = &model.screens.live else {
        return;
    };
    let Some(session) = live.session(&model.world.book) else {
        return;
    };
    needs(pen, model, live, session, layout.get(NEEDS));
    let results = layout.get(RESULTS);
    if !results.is_empty() {
        hits::draw(pen, model, live, results);
    }
    card::draw(pen, model, live, layout);
    records::draw(pen, model, live, session, layout.get(RECORDS));
    // The search box comes last of what may hold the caret, so that it wins when it has the focus.
    search(pen, model, live, layout.get(SEARCH));
}

fn search(pen: &mut Pen<'_>, model: &Model, live: &Live, area: Area) {
    let focused = live.focus == Focus::Search;
    let title = fl!(pen.words, "live-search");
    let offers = names(&live.offers());
    let key = model.world.keys.first(Action::CompleteField);
    let foot = if offers.is_empty() || key.is_empty() {
        String::new()
    } else {
        fl!(pen.words, "live-offers", key = key, names = offers)
    };
    let mut inner = pen.frame(area, &title, &foot, focused);
    inner.cut_left(1);
    pen.field(inner, &live.query, focused);
}

fn needs(pen: &mut Pen<'_>, model: &Model, live: &Live, session: &Session, area: Area) {
    if area.is_empty() {
        return;
    }
    let focused = live.focus == Focus::Needs;
    let done = live
        .progress(&model.world.book)
        .map_or(0, |p| p.presented.len());
    let title = fl!(
        pen.words,
        "live-needs",
        done = done,
        all = session.needs.len()
    );
    let foot = foot(pen, model, &[Action::NextNeed]);
    let inner = pen.frame(area, &title, &foot, focused);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for pairing in pairings_in(&model.world.book, &session.id) {
        *counts.entry(&pairing.id.need).or_default() += 1;
    }
    let no_width = session
        .needs
        .iter()
        .map(|n| width(&n.no))
        .max()
        .unwrap_or(0);
    let no_width = u16::try_from(no_width.min(8)).unwrap_or(8) + 1;
    let words = [
        fl!(pen.words, "live-now"),
        fl!(pen.words, "live-done"),
        fl!(pen.words, "live-waiting"),
    ];
    let state_width = words.iter().map(|w| width(w)).max().unwrap_or(6).max(6);
    let state_width = u16::try_from(state_width).unwrap_or(6);
    let lines = session.needs.iter().enumerate().skip(live.needs.offset);
    for (row, (at, need)) in (0..inner.height).zip(lines) {
        let selected = focused && at == live.needs.selected;
        let turnout = live.turnout(&model.world.book, &need.no);
        let count = counts.get(need.no.as_str()).copied().unwrap_or(0);
        let (word, role) = match turnout {
            Turnout::Now => (words.first(), Role::Strong),
            Turnout::Done => (words.get(1), Role::Plain),
            Turnout::Waiting => (words.get(2), Role::Dim),
        };
        let mut state = word.cloned().unwrap_or_default();
        if count > 0 && turnout != Turnout::Now {
            state = format!("{state}{count:>2}");
        }
        let pad = usize::from(state_width).saturating_sub(width(&state));
        let state = format!("{}{state}", " ".repeat(pad));
        let mark = if selected || (!focused && turnout == Turnout::Now) {
            "> "
        } else {
            "  "
        };
        let title = inner.width.saturating_sub(3 + no_width + state_width);
        let area = inner.row(row);
        let cells = [
            cell(2, mark, Role::Strong),
            cell(no_width, need.no.as_str(), role),
            cell(title, need.title.as_str(), role),
            cell(1, "", Role::Plain),
            cell(state_width, state, role),
        ];
        pen.row(area, &cells, selected);
        if selected {
            pen.set_caret(area.x, area.y);
        }
    }
}

/// The time of the presentation, beside whatever is told; with a meter where nothing is.
pub(super) fn beside(pen: &mut Pen<'_>, model: &Model, row: &mut Area) {
    let l = pen.words;
    let Some(left) = model.seconds_left() else {
        return;
    };
    let time = clock(left.abs());
    let (mut text, role) = if left < 0 {
        (fl!(l, "status-over", time = time), Role::Warn)
    } else {
        (fl!(l, "status-left", time = time), Role::Strong)
    };
    if model.world.notices.toast().is_none() {
        let live = model.screens.live.as_ref();
        let minutes = live.and_then(|l| l.session(&model.world.book)?.present_minutes);
        let whole = i64::from(minutes.unwrap_or(1).max(1)) * 60;
        let spent = usize::try_from((whole - left).clamp(0, whole) * 14 / whole).unwrap_or(0);
        let meter = format!(" [{}{}]", "#".repeat(spent), ".".repeat(14 - spent));
        text.push_str(&meter);
    }
    pen.put(row.cut_left(cells(&text)), &text, role);
    row.cut_left(3);
}

/// How many answered with which level.
pub(super) fn facts(pen: &mut Pen<'_>, model: &Model, mut row: Area) {
    let Some(live) = &model.screens.live else {
        return;
    };
    let need = live.shown(&model.world.book).map(|n| &n.no);
    for level in Level::ALL {
        let count = pairings_in(&model.world.book, &live.session)
            .filter(|p| p.level == *level && (need.is_none() || Some(&p.id.need) == need))
            .count();
        if count > 0 {
            let name = pen.words.pick(level.ja(), level.en());
            let text = fl!(pen.words, "status-level", level = name, count = count);
            pen.put(row.cut_left(cells(&text)), &text, level_role(*level));
            row.cut_left(2);
        }
    }
}
