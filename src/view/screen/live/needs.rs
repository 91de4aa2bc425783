//! The needs in order of presentation.

use super::parts::foot;
use crate::action::Action;
use crate::app::Model;
use crate::app::layout::Layout;
use crate::app::screen::live::{Focus, Live, NEEDS, Turnout, needs};
use crate::domain::number;
use crate::domain::roster::Session;
use crate::text::{width, wrap};
use crate::view::widget::list::{self, more};
use crate::view::widget::pen::{Pen, Role, cell};
use crate::words::fl;
use std::collections::BTreeMap;

pub(super) fn draw(
    pen: &mut Pen<'_>,
    model: &Model,
    live: &Live,
    session: &Session,
    layout: &Layout,
) {
    let area = layout.get(NEEDS);
    if area.is_empty() {
        return;
    }
    let book = &model.world.book;
    let focused = live.focus == Focus::Needs;
    let done = (session.needs.iter())
        .filter(|n| matches!(live.turnout(book, &n.no), Turnout::Done | Turnout::Now))
        .count();
    let all = session.needs.len();
    let title = fl!(pen.words, "live-needs", done = done, all = all);
    let mut hint = foot(pen, model, &[Action::NextNeed]);
    if let Some(next) = live.next_need(book).filter(|_| !hint.is_empty()) {
        hint = format!("{hint} {}", number::shown(&next));
        let presenter = session.need(&next).map(|n| n.presenter_name(session));
        let presenter = presenter.filter(|name| !name.is_empty());
        if let Some(name) = presenter {
            // The presenter is named where the whole name fits.
            let with = format!("{hint} {name}");
            if width(&with) + 4 <= usize::from(area.width) {
                hint = with;
            }
        }
    }
    let lang = pen.words.lang();
    let tall = live.tall(book, layout, lang);
    let rows = area
        .inner()
        .height
        .saturating_sub(u16::from(tall.is_some()));
    let below = more(pen, all, &live.needs, rows);
    let whole = list::foot(area.width, &below, &hint);
    let hint = if whole == below {
        // Where the next one has no room, the key has.
        list::foot(area.width, &below, &foot(pen, model, &[Action::NextNeed]))
    } else {
        whole
    };
    let inner = pen.frame(area, &title, &hint, focused);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for pairing in book.pairings_in(&session.id) {
        *counts.entry(&pairing.id.need).or_default() += 1;
    }
    let columns = live.columns(book, inner.width, lang);
    let titles = || session.needs.iter().map(|n| n.title.as_str());
    let here = live.shown(book).map(|n| &n.no);
    let mut y = 0;
    for (at, need) in session.needs.iter().enumerate().skip(live.needs.offset) {
        if y >= inner.height {
            break;
        }
        let selected = focused && at == live.needs.selected;
        let turnout = live.turnout(book, &need.no);
        let count = counts.get(need.no.as_str()).copied().unwrap_or(0);
        let role = match turnout {
            Turnout::Now => Role::Strong,
            Turnout::Done => Role::Plain,
            Turnout::Waiting | Turnout::Aside(_) => Role::Dim,
        };
        let mut state = needs::word(pen.words, turnout);
        if count > 0 && turnout == Turnout::Done {
            let with = format!("{state}{count:>2}");
            if width(&with) <= usize::from(columns.state) {
                state = with;
            }
        }
        let pad = usize::from(columns.state).saturating_sub(width(&state));
        let state = format!("{}{state}", " ".repeat(pad));
        let is_shown = !focused && Some(&need.no) == here;
        let mark = if selected || is_shown { "> " } else { "  " };
        let lines = if tall == Some(at) {
            wrap(&need.title, columns.title.into())
        } else {
            vec![needs::title(&need.title, titles(), columns.title)]
        };
        let area = inner.row(y);
        let cells = [
            cell(2, mark, Role::Strong),
            cell(columns.no, number::shown(&need.no), role),
            cell(
                columns.title,
                lines.first().map_or("", String::as_str),
                role,
            ),
            cell(1, "", Role::Plain),
            cell(columns.state, state, role),
        ];
        pen.row(area, &cells, selected);
        if selected {
            pen.set_caret(area.x, area.y);
        }
        y += 1;
        if lines.len() > 1 && y < inner.height {
            let rest: String = lines.iter().skip(1).map(String::as_str).collect();
            let mut area = inner.row(y);
            area.cut_left(2 + columns.no);
            pen.row(area, &[cell(area.width, rest, role)], false);
            y += 1;
        }
    }
}
