//! The projector screen, drawn from a [`Stage`] alone.

use crate::action::Action;
use crate::app::Model;
use crate::app::layout::Layout;
use crate::app::screen::live::Turnout;
use crate::app::screen::projector::{Round, STAGE, Stage};
use crate::app::widget::area::Area;
use crate::domain::number;
use crate::text::{Clean, width, wrap};
use crate::view::widget::clock::clock;
use crate::view::widget::pen::{Pen, Role};
use crate::view::widget::timer;
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let live = model.screens.live.as_ref();
    if let Some(stage) = live.and_then(|live| Stage::of(&model.world, live)) {
        let foot = if model.question().is_some() {
            let key = model.world.keys.first(Action::Back);
            fl!(pen.words, "stage-again", key = key)
        } else {
            fl!(pen.words, "stage-foot")
        };
        show(pen, &stage, &foot, layout.get(STAGE));
    }
}

fn show(pen: &mut Pen<'_>, stage: &Stage, foot: &str, area: Area) {
    // Which pane has the focus says nothing to the room.
    let mut inner = pen.frame(area, &stage.session, foot, false);
    inner.cut_left(2);
    inner.cut_right(2);
    inner.cut_top(1);
    let closed = fl!(pen.words, "stage-closed");
    let current = stage.at.and_then(|at| stage.needs.get(at));
    if let Some(need) = current {
        pen.put(inner.cut_top(1), number::shown(&need.no), Role::Focus);
        let title = need.title.as_ref().map_or(closed.as_str(), |t| t.as_str());
        for line in wrap(title, inner.width.into()) {
            pen.put(inner.cut_top(1), &line, Role::Strong);
        }
        if let Some(from) = &stage.from {
            pen.put(inner.cut_top(1), from, Role::Plain);
        }
    } else {
        let text = if stage.needs.iter().any(|n| n.turnout == Turnout::Done) {
            fl!(pen.words, "stage-over")
        } else {
            fl!(pen.words, "stage-before")
        };
        pen.put(inner.cut_top(1), &text, Role::Strong);
    }
    for need in &stage.together {
        let title = need.title.as_ref().map_or(closed.as_str(), |t| t.as_str());
        pen.put(
            inner.cut_top(1),
            &format!("{} {title}", number::shown(&need.no)),
            Role::Strong,
        );
    }
    inner.cut_top(1);
    if let Some(left) = stage.left {
        let text = clock(left);
        if let Some(word) = timer::word(pen.words, left) {
            pen.put(inner.cut_top(1), &word, Role::Warn);
        }
        if inner.height >= 12 {
            big(pen, inner.cut_top(5), &text, left);
        } else {
            let role = if left < 0 { Role::Warn } else { Role::Strong };
            pen.put(inner.cut_top(1), &text, role);
        }
        inner.cut_top(1);
    }
    let counts: Vec<String> = (stage.counts.iter())
        .map(|(level, n)| format!("{} {n}", pen.words.pick(level.ja(), level.en())))
        .collect();
    if current.is_some() {
        pen.put(inner.cut_top(1), &counts.join("   "), Role::Good);
        inner.cut_top(1);
    }
    let notice = wrap(&stage.notice, inner.width.into());
    // What everybody must keep to themselves is whole; the text of the need gives way to it.
    let foot = u16::try_from(notice.len()).unwrap_or(0);
    let foot = foot.min(inner.height);
    for (row, line) in (0..foot).zip(&notice) {
        pen.put(inner.row(inner.height - foot + row), line, Role::Dim);
    }
    inner.cut_bottom(foot);
    if let Some(next) = &stage.next {
        let title = next.title.as_ref().map_or(closed.as_str(), |t| t.as_str());
        let text = fl!(
            pen.words,
            "stage-next",
            need = number::shown(&next.no),
            title = title
        );
        let row = inner.cut_bottom(1);
        pen.put(row, &text, Role::Plain);
    }
    if let Some(next) = &stage.round {
        round(pen, next, inner);
    }
    let lines = stage.text.iter().flat_map(|t| {
        let mut lines = wrap(t, inner.width.into());
        lines.push(String::new());
        lines
    });
    let mut lines: Vec<String> = lines.collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let room = usize::from(inner.height);
    if lines.len() > room {
        // A text that is cut says so.
        lines.truncate(room);
        if let Some(last) = lines.last_mut() {
            last.push_str(crate::text::CUT);
        }
    }
    for (row, line) in (0..inner.height).zip(lines) {
        pen.put(inner.row(row), &line, Role::Plain);
    }
    pen.set_caret(area.x, area.y);
}

/// Cells of a meeting in the next round.
const SEAT: u16 = 26;

/// The meetings that begin next: as many columns as there is room for, read downwards.
fn round(pen: &mut Pen<'_>, round: &Round, mut area: Area) {
    let time = round.starts_at.strftime("%H:%M").to_string();
    let title = fl!(pen.words, "stage-round", time = time);
    pen.put(area.cut_top(1), &title, Role::Focus);
    let columns = usize::from((area.width / SEAT).max(1));
    let rows = usize::from(area.height).max(1);
    let is_whole = round.seats.len() <= rows * columns;
    let fit = if is_whole {
        rows * columns
    } else {
        rows * columns - 1
    };
    for (n, seat) in round.seats.iter().take(fit).enumerate() {
        let badges: Vec<&str> = seat.badges.iter().map(Clean::as_str).collect();
        let text = fl!(
            pen.words,
            "stage-seat",
            table = seat.table.as_str(),
            need = seat.need.as_str(),
            badges = badges.join(" ")
        );
        pen.put(place(area, n, rows), &text, Role::Strong);
    }
    if !is_whole {
        let more = fl!(pen.words, "stage-more", count = round.seats.len() - fit);
        pen.put(place(area, fit, rows), &more, Role::Dim);
    }
}

/// Where the nth of a list stands that is written in columns of so many rows.
fn place(area: Area, nth: usize, rows: usize) -> Area {
    let column = u16::try_from(nth / rows).unwrap_or(u16::MAX);
    let mut row = area.row(u16::try_from(nth % rows).unwrap_or(u16::MAX));
    row.cut_left(column.saturating_mul(SEAT));
    row.cut_left(SEAT)
}

/// Digits five rows high, three columns of two cells each; a bit is a filled column, top row first.
const DIGITS: [[u8; 5]; 12] = [
    [7, 5, 5, 5, 7],
    [2, 6, 2, 2, 7],
    [7, 1, 7, 4, 7],
    [7, 1, 7, 1, 7],
    [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7],
    [7, 4, 7, 5, 7],
    [7, 1, 1, 2, 2],
    [7, 5, 7, 5, 7],
    [7, 5, 7, 1, 7],
    [0, 2, 0, 2, 0],
    [0, 2, 7, 2, 0],
];

fn big(pen: &mut Pen<'_>, area: Area, text: &str, left: i64) {
    let role = if left < 0 { Role::Warn } else { Role::Strong };
    let mut rest = area;
    for c in text.chars() {
        let glyph = match c {
            ':' => 10,
            '+' => 11,
            c => c
                .to_digit(10)
                .and_then(|d| usize::try_from(d).ok())
                .unwrap_or(0),
        };
        let at = rest.cut_left(8);
        for (row, bits) in (0..).zip(DIGITS.get(glyph).into_iter().flatten()) {
            for column in 0..3u16 {
                if bits & (4 >> column) != 0 && at.width >= 6 {
                    let x = at.x + column * 2;
                    pen.block(
                        Area::new(x, at.y + row, 2, u16::from(row < at.height)),
                        role,
                    );
                }
            }
        }
    }
    debug_assert!(width(text) > 0);
}
