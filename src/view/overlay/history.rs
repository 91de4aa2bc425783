//! Draws the list of changes (履歴).

use crate::action::Action;
use crate::app::Model;
use crate::app::overlay::history::History;
use crate::app::overlay::part::WHOLE_ROWS;
use crate::app::widget::area::Area;
use crate::text::pad;
use crate::view::say;
use crate::view::widget::list::{self, more, with_whole};
use crate::view::widget::pen::{Pen, Role};
use crate::view::widget::unread::waiting;
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, history: &History, area: Area) {
    let key = model.world.keys.first(Action::Accept);
    let is_there = history.rows.as_ref().is_some_and(|rows| !rows.is_empty());
    let foot = if is_there {
        fl!(pen.words, "history-then-foot", key = key)
    } else {
        String::new()
    };
    let len = history.rows.as_ref().map_or(0, Vec::len);
    let rows = area.inner().height.saturating_sub(WHOLE_ROWS);
    let foot = list::foot(area.width, &more(pen, len, &history.picker, rows), &foot);
    let inner = pen.frame(area, &fl!(pen.words, "history-title"), &foot, true);
    pen.set_caret(inner.x, inner.y);
    let Some(found) = &history.rows else {
        let why = waiting(pen, model, history.is_unread);
        pen.put(inner.row(0), &why, Role::Dim);
        return;
    };
    if found.is_empty() {
        pen.put(inner.row(0), &fl!(pen.words, "history-none"), Role::Dim);
    }
    let zone = model.world.now.as_ref().map(|n| n.time_zone().clone());
    let doubtful = fl!(pen.words, "history-doubtful");
    let undone = fl!(pen.words, "history-undone");
    let (words, book) = (pen.words, &model.world.book);
    with_whole(pen, inner, &history.picker, |at| {
        let row = found.get(at)?;
        let at = row.op.date();
        let time = zone
            .clone()
            .map(|z| at.to_zoned(z).strftime("%m/%d %H:%M").to_string());
        let text = say::op(words, book, &row.op);
        let off = if row.undone { undone.as_str() } else { "" };
        // A date that nobody can say is not said; the place in the list is.
        let time = match time {
            Some(_) if row.doubtful => pad(&doubtful, 11),
            time => time.unwrap_or_default(),
        };
        let line = format!("{time}  {}  {text} {off}", pad(&row.op.actor, 12));
        Some((line, if row.undone { Role::Dim } else { Role::Plain }))
    });
}
