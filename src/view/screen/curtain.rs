//! The screen while it is hidden: a clock, and how to come back.

use crate::action::Action;
use crate::app::Model;
use crate::app::layout::{HINTS, Layout, TABS};
use crate::app::screen::curtain::CURTAIN;
use crate::view::widget::pen::{Pen, Role, cells};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let mut head = layout.get(TABS);
    head.cut_left(1);
    head.cut_right(1);
    if let Some(now) = &model.world.now {
        let clock = now.strftime("%H:%M").to_string();
        pen.put(head.cut_right(5), &clock, Role::Plain);
    }
    pen.put(head, &fl!(pen.words, "curtain-title"), Role::Strong);
    let area = layout.get(CURTAIN);
    let text = fl!(pen.words, "curtain-text");
    let mut line = area.row(area.height / 2);
    line.cut_left(area.width.saturating_sub(cells(&text)) / 2);
    pen.put(line, &text, Role::Plain);
    let key = model.world.keys.first(Action::Accept);
    let hint = if model.question().is_some() {
        fl!(pen.words, "curtain-again", key = key)
    } else {
        fl!(pen.words, "curtain-hint", key = key)
    };
    let mut foot = layout.get(HINTS);
    foot.cut_left(1);
    pen.put(foot, &hint, Role::Notice);
    pen.set_caret(foot.x, foot.y);
}
