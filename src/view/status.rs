//! First row and last two rows: screens, session and clock; facts or notice, saved; key hints.

use super::pen::{Pen, Role};
use super::say;
use crate::action::Action;
use crate::app::Model;
use crate::app::Screen;
use crate::app::area::Area;
use crate::app::hint;
use crate::app::layout::{Layout, Pane, TAB};
use crate::app::live::pairings_in;
use crate::domain::code::Level;
use crate::text::width;
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    tabs(pen, model, layout.get(Pane::Tabs));
    facts(pen, model, layout.get(Pane::Facts));
    hints(pen, model, layout.get(Pane::Hints));
}

fn cells(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

fn tabs(pen: &mut Pen<'_>, model: &Model, mut row: Area) {
    let l = pen.words.loader();
    let names = [
        (Screen::Start, fl!(l, "screen-start")),
        (Screen::Live, fl!(l, "screen-live")),
        (Screen::Follow, fl!(l, "screen-follow")),
    ];
    for (screen, name) in names {
        let here = screen == model.screen;
        let text = if here {
            format!("[{name}]")
        } else {
            format!(" {name} ")
        };
        pen.put(
            row.cut_left(TAB),
            &text,
            if here { Role::Strong } else { Role::Dim },
        );
    }
    row.cut_left(1);
    row.cut_right(1);
    if let Some(now) = &model.now {
        let clock = now.strftime("%H:%M").to_string();
        pen.put(row.cut_right(5), &clock, Role::Plain);
        row.cut_right(2);
    }
    let session = model
        .live
        .as_ref()
        .and_then(|live| live.session(&model.book));
    if let Some(session) = session.filter(|_| model.screen != Screen::Start) {
        let room = cells(&session.title).min(row.width);
        pen.put(row.cut_right(room), &session.title, Role::Plain);
    }
}

fn facts(pen: &mut Pen<'_>, model: &Model, mut row: Area) {
    row.cut_left(1);
    row.cut_right(1);
    let l = pen.words.loader();
    let ledger = &model.ledger;
    let (text, role) = match (ledger.failed(), ledger.unsaved(), ledger.saved_at()) {
        (0, 0, None) => (String::new(), Role::Plain),
        (0, 0, Some(at)) => {
            let time = at.strftime("%H:%M").to_string();
            (fl!(l, "status-saved", time = time), Role::Good)
        }
        (0, n, _) => (fl!(l, "status-saving", count = n), Role::Notice),
        (n, ..) => {
            let key = model.keys.first(Action::RetrySave);
            (fl!(l, "status-unsaved", count = n, key = key), Role::Warn)
        }
    };
    pen.put(row.cut_right(cells(&text)), &text, role);
    row.cut_right(2);
    if model.notices.unseen > 0 && !model.projector {
        let text = fl!(l, "status-notices", count = model.notices.unseen);
        pen.put(row.cut_right(cells(&text)), &text, Role::Notice);
        row.cut_right(2);
    }
    if model.screen == Screen::Live && !model.projector {
        timer(pen, model, &mut row);
    }
    let toast = model.notices.toast();
    if let Some(notice) = toast.filter(|n| !model.projector || n.say.is_public()) {
        let mut text = say::text(pen.words, model, &notice.say);
        let undo = model.keys.first(Action::Undo);
        if notice.say.is_undoable() && !undo.is_empty() {
            let hint = fl!(l, "status-undo", key = undo);
            let whole = format!("{text}  {hint}");
            // What happened is worth more than how to take it back.
            if cells(&whole) <= row.width {
                text = whole;
            }
        }
        let role = if notice.grave {
            Role::Warn
        } else {
            Role::Notice
        };
        pen.put(row, &text, role);
        return;
    }
    match model.screen {
        _ if model.projector => {}
        Screen::Start => {}
        Screen::Live => live_facts(pen, model, row),
        Screen::Follow => {
            let (open, overdue) = (model.follow.open, model.follow.overdue);
            let text = fl!(l, "follow-facts", open = open, overdue = overdue);
            let role = if overdue > 0 { Role::Warn } else { Role::Plain };
            pen.put(row, &text, role);
        }
    }
}

/// `3:42`, or `+0:15` when the time is over.
pub(super) fn clock(left: i64) -> String {
    let (sign, left) = if left < 0 { ("+", -left) } else { ("", left) };
    format!("{sign}{}:{:02}", left / 60, left % 60)
}

/// The time of the presentation, beside whatever is told; with a meter where nothing is.
fn timer(pen: &mut Pen<'_>, model: &Model, row: &mut Area) {
    let l = pen.words.loader();
    let Some(left) = model.seconds_left() else {
        return;
    };
    let time = clock(left.abs());
    let (mut text, role) = if left < 0 {
        (fl!(l, "status-over", time = time), Role::Warn)
    } else {
        (fl!(l, "status-left", time = time), Role::Strong)
    };
    if model.notices.toast().is_none() {
        let live = model.live.as_ref();
        let minutes = live.and_then(|l| l.session(&model.book)?.present_minutes);
        let whole = i64::from(minutes.unwrap_or(1).max(1)) * 60;
        let spent = usize::try_from((whole - left).clamp(0, whole) * 14 / whole).unwrap_or(0);
        let meter = format!(" [{}{}]", "#".repeat(spent), ".".repeat(14 - spent));
        text.push_str(&meter);
    }
    pen.put(row.cut_left(cells(&text)), &text, role);
    row.cut_left(3);
}

fn live_facts(pen: &mut Pen<'_>, model: &Model, mut row: Area) {
    let l = pen.words.loader();
    let Some(live) = &model.live else {
        return;
    };
    let need = live.shown(&model.book).map(|n| &n.no);
    for level in Level::ALL {
        let count = pairings_in(&model.book, &live.session)
            .filter(|p| p.level == *level && (need.is_none() || Some(&p.id.need) == need))
            .count();
        if count > 0 {
            let name = pen.words.pick(level.ja(), level.en());
            let text = fl!(l, "status-level", level = name, count = count);
            pen.put(
                row.cut_left(cells(&text)),
                &text,
                super::live::level_role(*level),
            );
            row.cut_left(2);
        }
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
