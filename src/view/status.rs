//! First row and last two rows: screens, session and clock; facts or notice, saved; key hints.

use super::question;
use super::say;
use super::screen;
use super::widget::pen::{Pen, Role, cells};
use super::widget::timer;
use crate::action::Action;
use crate::app::Model;
use crate::app::core::sharing::Sharing;
use crate::app::hint;
use crate::app::layout::{FACTS, HINTS, Layout, MOST_TOLD, TABS};
use crate::app::tabs::tabs;
use crate::app::widget::area::Area;
use crate::text::wrap;
use crate::words::{Words, fl};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    head(pen, model, layout.get(TABS));
    facts(pen, model, layout);
    hints(pen, model, layout.get(HINTS));
}

fn head(pen: &mut Pen<'_>, model: &Model, mut row: Area) {
    for (screen, tab) in tabs(model, pen.words) {
        let here = screen == model.screen;
        let role = if here { Role::Strong } else { Role::Dim };
        pen.put(row.cut_left(tab.width), &tab.text, role);
    }
    row.cut_left(1);
    row.cut_right(1);
    if model.world.sample {
        let mark = fl!(pen.words, "status-sample");
        pen.put(row.cut_right(cells(&mark)), &mark, Role::Warn);
        row.cut_right(1);
    }
    if let Some(now) = &model.world.now {
        let clock = now.strftime("%H:%M").to_string();
        pen.put(row.cut_right(5), &clock, Role::Plain);
        row.cut_right(2);
    }
    if let Some(word) = timer::in_head(pen.words, model) {
        pen.put(row.cut_right(cells(&word)), &word, Role::Warn);
        row.cut_right(2);
    }
    let live = model.screens.live.as_ref();
    let session = live.and_then(|live| live.session(&model.world.book));
    if let Some(session) = session.filter(|_| model.part().names_session()) {
        let room = cells(&session.title).min(row.width);
        pen.put(row.cut_right(room), &session.title, Role::Plain);
    }
}

/// Whether what is recorded is on the disk.
fn saved(words: &Words, model: &Model) -> (String, Role) {
    let ledger = &model.world.ledger;
    match (ledger.failed(), ledger.unsaved(), ledger.saved_at()) {
        (0, 0, None) => (String::new(), Role::Plain),
        (0, 0, Some(at)) => {
            let time = at.strftime("%H:%M").to_string();
            (fl!(words, "status-saved", time = time), Role::Good)
        }
        (0, n, _) => (fl!(words, "status-saving", count = n), Role::Notice),
        (n, ..) => {
            let key = model.world.keys.first(Action::RetrySave);
            let text = fl!(words, "status-unsaved", count = n, key = key);
            (text, Role::Warn)
        }
    }
}

/// What stands in the last row beside what is told: saved or not, how many notices wait, the time of the screen. What is
/// left of the row comes back.
fn beside(pen: &mut Pen<'_>, model: &Model, mut row: Area) -> Area {
    let (text, role) = saved(pen.words, model);
    pen.put(row.cut_right(cells(&text)), &text, role);
    row.cut_right(2);
    if let Some((text, role)) = shared(pen, model).filter(|_| !model.projector) {
        pen.put(row.cut_right(cells(&text)), &text, role);
        row.cut_right(2);
    }
    if model.world.notices.unseen > 0 && !model.projector {
        let key = model.world.keys.first(Action::ShowNotices);
        let count = model.world.notices.unseen;
        let text = fl!(pen.words, "status-notices", count = count, key = key);
        let text = text.trim_start().to_owned();
        pen.put(row.cut_right(cells(&text)), &text, Role::Notice);
        row.cut_right(2);
    }
    if !model.projector {
        screen::beside(pen, model, &mut row);
    }
    row
}

fn facts(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let mut whole = layout.get(FACTS);
    whole.cut_left(1);
    whole.cut_right(1);
    let mut last = whole;
    let above = last.cut_top(whole.height.saturating_sub(1));
    let row = beside(pen, model, last);
    let Some((text, role)) = told(pen, model, row.width) else {
        if !model.projector {
            screen::facts(pen, model, row);
        }
        return;
    };
    let lines = told_lines(&text, (whole.width, row.width));
    // What was told a moment ago may have taken more rows.
    let mut lines = lines.iter();
    let empty = usize::from(above.height + 1).saturating_sub(lines.len());
    for row in (0..above.height).skip(empty) {
        pen.put(
            above.row(row),
            lines.next().map_or("", String::as_str),
            role,
        );
    }
    let rest: Vec<&str> = lines.map(String::as_str).collect();
    pen.put(row, &rest.concat(), role);
}

/// The lines of what is told: as wide as the screen, and the last one as wide as the row beside the other facts.
fn told_lines(text: &str, (whole, last): (u16, u16)) -> Vec<String> {
    if cells(text) <= last {
        return vec![text.to_owned()];
    }
    let mut lines = wrap(text, usize::from(whole.max(1)));
    if lines.last().is_some_and(|line| cells(line) > last) {
        lines.push(String::new());
    }
    lines
}

/// How many rows what is told or asked takes.
pub(super) fn told_rows(model: &Model, words: &Words) -> u16 {
    let (width, _) = model.world.size;
    if model.hidden || width < 2 {
        return 1;
    }
    // What stands beside it is measured by drawing it where nobody sees it.
    let area = Rect::new(0, 0, width, 1);
    let mut unseen = Buffer::empty(area);
    let mut pen = Pen::new(&mut unseen, area, words, model.world.look);
    let whole = Area::new(1, 0, width - 2, 1);
    let row = beside(&mut pen, model, whole);
    let Some((text, _)) = told(&pen, model, row.width) else {
        return 1;
    };
    let lines = told_lines(&text, (whole.width, row.width)).len();
    u16::try_from(lines).unwrap_or(1).min(MOST_TOLD)
}

/// How far other laptops have what is recorded here.
fn shared(pen: &Pen<'_>, model: &Model) -> Option<(String, Role)> {
    let shared = model.world.shared.as_ref()?;
    Some(match shared.state {
        Sharing::Whole => {
            let time = shared.at.strftime("%H:%M").to_string();
            (fl!(pen.words, "status-shared", time = time), Role::Good)
        }
        Sharing::Lacking(count) => (
            fl!(pen.words, "status-unshared", count = count),
            Role::Notice,
        ),
        Sharing::Nobody => (fl!(pen.words, "status-shared-nobody"), Role::Notice),
        Sharing::Away => (fl!(pen.words, "status-shared-away"), Role::Warn),
    })
}

/// What is asked or told just now.
fn told(pen: &Pen<'_>, model: &Model, room: u16) -> Option<(String, Role)> {
    if let Some(text) = question::fact(pen.words, model) {
        return Some((text, Role::Notice));
    }
    let toast = model.world.notices.toast();
    let notice = toast.filter(|n| !model.projector || n.say.is_public())?;
    let mut text = say::text(pen.words, model, &notice.say);
    let undo = model.world.keys.first(Action::Undo);
    if notice.say.is_undoable() && !undo.is_empty() {
        let hint = fl!(pen.words, "status-undo", key = undo);
        let whole = format!("{text}  {hint}");
        // What happened is worth more than how to take it back.
        if cells(&whole) <= room {
            text = whole;
        }
    }
    let role = if notice.grave {
        Role::Warn
    } else {
        Role::Notice
    };
    Some((text, role))
}

fn hints(pen: &mut Pen<'_>, model: &Model, row: Area) {
    for hint in hint::hints(model, pen.words, row) {
        let mut at = row;
        at.cut_left(hint.x - row.x);
        pen.put(at.cut_left(cells(&hint.key)), &hint.key, Role::Key);
        at.cut_left(1);
        pen.put(at, &hint.name, Role::Plain);
    }
}
