//! The card of the need: what the presenter says, and what is known around it.

use crate::action::Action;
use crate::app::Model;
use crate::app::fact::FactLine;
use crate::app::layout::Layout;
use crate::app::screen::live::{CARD, Live, SIDE, needs};
use crate::app::widget::area::Area;
use crate::domain::number;
use crate::view::widget::facts::flow;
use crate::view::widget::list::beyond;
use crate::view::widget::pen::{Pen, Role};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, live: &Live, layout: &Layout) {
    let (card, side) = (layout.get(CARD), layout.get(SIDE));
    let Some(session) = live.session(&model.world.book) else {
        return;
    };
    let Some(need) = live.shown(&model.world.book) else {
        let over = live.is_over(&model.world.book);
        let key = model.world.keys.first(Action::NextNeed);
        let next = live.next_need(&model.world.book);
        let began = (live.progress(&model.world.book)).is_some_and(|p| !p.presented.is_empty());
        let text = if over {
            fl!(pen.words, "live-over")
        } else if let Some(next) = next.filter(|_| began) {
            fl!(
                pen.words,
                "live-between",
                key = key,
                need = number::shown(&next)
            )
        } else {
            fl!(pen.words, "live-before", key = key)
        };
        if !card.is_empty() {
            let inner = pen.frame(card, &session.title, "", false);
            let mut lines = vec![text];
            lines.push(session.confidentiality_notice.to_string());
            paragraph(pen, inner, &lines);
        }
        if !side.is_empty() {
            pen.frame(side, "", "", false);
        }
        return;
    };
    let sheets = &live.sheets;
    if !card.is_empty() {
        let turnout = live.turnout(&model.world.book, &need.no);
        let word = needs::word(pen.words, turnout);
        let title = format!("{} {word}", number::shown(&need.no));
        boxed(pen, model, card, &title, (&sheets.card, live.card));
    }
    if !side.is_empty() {
        let title = fl!(pen.words, "live-around");
        boxed(pen, model, side, &title, (&sheets.side, live.card));
    }
}

fn boxed(
    pen: &mut Pen<'_>,
    model: &Model,
    area: Area,
    title: &str,
    (lines, scroll): (&[FactLine], usize),
) {
    let height = usize::from(area.inner().height);
    let last = lines.len().saturating_sub(height);
    let scroll = scroll.min(last);
    let below = last - scroll;
    let above = beyond(pen, scroll, 0);
    let foot = if below > 0 {
        let key = model.world.keys.first(Action::PageDown);
        let more = fl!(pen.words, "card-more", key = key, count = below);
        [above, more].join(" ").trim_start().to_owned()
    } else {
        above
    };
    let inner = pen.frame(area, title, &foot, false);
    flow(pen, inner, lines.iter().skip(scroll));
}

fn paragraph(pen: &mut Pen<'_>, area: Area, texts: &[String]) {
    let lines = texts
        .iter()
        .flat_map(|t| crate::text::wrap(t, area.width.into()));
    for (row, line) in (0..area.height).zip(lines) {
        pen.put(area.row(row), &line, Role::Plain);
    }
}
