//! The live screen (進行).

mod card;
mod hits;
mod needs;
mod parts;
mod records;

use self::parts::{level_role, names};
use crate::action::Action;
use crate::app::Model;
use crate::app::layout::Layout;
use crate::app::screen::live::{ASKED, Focus, Live, RECORDS, RESULTS, SEARCH};
use crate::app::widget::area::Area;
use crate::domain::code::Level;
use crate::domain::number;
use crate::text::wrap;
use crate::view::question;
use crate::view::widget::clock::clock;
use crate::view::widget::pen::{Pen, Role, cells};
use crate::view::widget::timer;
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let Some(live) = &model.screens.live else {
        return;
    };
    let Some(session) = live.session(&model.world.book) else {
        return;
    };
    needs::draw(pen, model, live, session, layout);
    asked(pen, model, layout.get(ASKED));
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
    let book = &model.world.book;
    let here = live.here_no(book);
    let title = match (here, &live.looking) {
        (Some(need), Some(_)) => {
            let back = model.world.keys.first(Action::Back);
            fl!(
                pen.words,
                "live-looking",
                need = number::shown(&need),
                key = back
            )
        }
        (Some(need), None) => fl!(pen.words, "live-search", need = number::shown(&need)),
        (None, _) => fl!(pen.words, "live-search-none"),
    };
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
    // What was just recorded is worth more room than a word that stands for a minute and a meter.
    let is_quiet = model.world.notices.toast().is_none() && model.question().is_none();
    if let Some(word) = timer::word(l, left) {
        if is_quiet && timer::in_head(l, model).is_none() {
            text.push_str("  ");
            text.push_str(&word);
        }
    } else if is_quiet {
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
        let count = (model.world.book.pairings_in(&live.session))
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
