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
use crate::app::layout::{FACTS, HINTS, Layout, TABS};
use crate::app::screen::live::RECORDS;
use crate::app::tabs::tabs;
use crate::app::widget::area::Area;
use crate::text::wrap;
use crate::words::fl;

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

fn facts(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let mut row = layout.get(FACTS);
    row.cut_left(1);
    row.cut_right(1);
    let whole = row;
    let ledger = &model.world.ledger;
    let (text, role) = match (ledger.failed(), ledger.unsaved(), ledger.saved_at()) {
        (0, 0, None) => (String::new(), Role::Plain),
        (0, 0, Some(at)) => {
            let time = at.strftime("%H:%M").to_string();
            (fl!(pen.words, "status-saved", time = time), Role::Good)
        }
        (0, n, _) => (fl!(pen.words, "status-saving", count = n), Role::Notice),
        (n, ..) => {
            let key = model.world.keys.first(Action::RetrySave);
            (
                fl!(pen.words, "status-unsaved", count = n, key = key),
                Role::Warn,
            )
        }
    };
    pen.put(row.cut_right(cells(&text)), &text, role);
    row.cut_right(2);
    if let Some((text, role)) = shared(pen, model).filter(|_| !model.projector) {
        pen.put(row.cut_right(cells(&text)), &text, role);
        row.cut_right(2);
    }
    if model.world.notices.unseen > 0 && !model.projector {
        let text = fl!(
            pen.words,
            "status-notices",
            count = model.world.notices.unseen
        );
        pen.put(row.cut_right(cells(&text)), &text, Role::Notice);
        row.cut_right(2);
    }
    if !model.projector {
        screen::beside(pen, model, &mut row);
    }
    if let Some((text, role)) = told(pen, model, row.width) {
        if cells(&text) <= row.width {
            pen.put(row, &text, role);
        } else {
            let is_free = model.overlays.is_empty();
            let kept = if is_free {
                layout.get(RECORDS)
            } else {
                Area::default()
            };
            tell(pen, (whole, kept), &text, role);
        }
    } else if !model.projector {
        screen::facts(pen, model, row);
    }
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

/// Most rows of what is told; the whole of it is in the list of notices.
const TOLD: u16 = 4;

/// So few rows of records are not covered by what is told of them.
const FEW: u16 = 8;

/// What does not fit into its row takes the rows above, for as long as it stands; a short list of records between stays
/// as it is.
fn tell(pen: &mut Pen<'_>, (row, records): (Area, Area), text: &str, role: Role) {
    let lines = wrap(text, row.width.into());
    let count = u16::try_from(lines.len()).unwrap_or(TOLD).min(TOLD);
    let stays = !records.is_empty() && records.height < FEW && records.y > count;
    let end = if stays { records.y } else { row.y };
    for (up, line) in (1..=count).rev().zip(&lines) {
        let y = end.saturating_sub(up);
        pen.clear(Area::new(0, y, row.x + row.width + 1, 1));
        pen.put(Area::new(row.x, y, row.width, 1), line, role);
    }
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
