//! The results of the search.

use super::parts::{foot, names};
use crate::action::Action;
use crate::app::Model;
use crate::app::msg::{HitKind, HitRow, Why};
use crate::app::screen::live::Live;
use crate::app::widget::area::Area;
use crate::domain::book::Book;
use crate::domain::number;
use crate::text::{elide, width, wrap};
use crate::view::widget::list::{self, more};
use crate::view::widget::pen::{Cell, Pen, Role, cell};
use crate::words::fl;
use std::collections::BTreeMap;

fn kind_word(pen: &Pen<'_>, kind: HitKind) -> String {
    match kind {
        HitKind::Attendee => fl!(pen.words, "live-kind-attendee"),
        HitKind::Organisation => fl!(pen.words, "live-kind-organisation"),
        HitKind::Need => fl!(pen.words, "live-kind-need"),
        HitKind::Patent => fl!(pen.words, "live-kind-patent"),
        HitKind::Library => fl!(pen.words, "live-kind-library"),
    }
}

fn why_word(pen: &Pen<'_>, why: Why) -> String {
    match why {
        Why::Reading => fl!(pen.words, "live-why-reading"),
        Why::Synonym => fl!(pen.words, "live-why-synonym"),
        Why::Number => fl!(pen.words, "live-why-number"),
        Why::Typo => fl!(pen.words, "live-why-typo"),
        Why::Near => fl!(pen.words, "live-why-near"),
    }
}

fn hits_title(pen: &Pen<'_>, live: &Live, book: &Book) -> String {
    if let Some(marks) = live.marks(book) {
        let unknown = marks.iter().find(|m| m.badge.is_none());
        if let Some(unknown) = unknown {
            let badge = unknown.digits.as_str();
            return fl!(pen.words, "live-no-such-badge", badge = badge);
        }
        if marks.len() > 1 {
            return fl!(pen.words, "live-marks", count = marks.len());
        }
    }
    if !live.is_answered() && live.fresh == 0 {
        return fl!(pen.words, "live-searching");
    }
    if live.hits.is_empty() {
        return fl!(pen.words, "live-hits", counts = "0");
    }
    let mut counts: BTreeMap<HitKind, usize> = BTreeMap::new();
    for hit in live.hits.iter().take(live.fresh) {
        *counts.entry(hit.kind).or_default() += 1;
    }
    let parts: Vec<String> = (counts.iter())
        .map(|(kind, n)| {
            let (kind, n) = (kind_word(pen, *kind), *n);
            fl!(pen.words, "live-kind-count", kind = kind, count = n)
        })
        .collect();
    let mut title = fl!(pen.words, "live-hits", counts = parts.join("  "));
    if !live.is_answered() {
        title.push_str("  ");
        title.push_str(&fl!(pen.words, "live-searching-library"));
    } else if live.matched > live.hits.len() {
        title.push_str(&fl!(pen.words, "live-hits-more", count = live.matched));
    }
    title
}

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, live: &Live, area: Area) {
    let marks = live.marks(&model.world.book);
    let title = hits_title(pen, live, &model.world.book);
    let accept = [Action::Accept, Action::ShowDetails];
    let foot = if live.hits.is_empty() {
        String::new()
    } else {
        foot(pen, model, &accept)
    };
    let below = more(pen, live.hits.len(), &live.results, area.inner().height);
    let foot = list::foot(area.width, &below, &foot);
    let inner = pen.frame(area, &title, &foot, false);
    if live.hits.is_empty() && live.is_answered() {
        let offers = live.offers();
        let text = if marks.is_some() {
            let key = model.world.keys.first(Action::Accept);
            fl!(pen.words, "live-no-such-badge-how", key = key)
        } else if offers.len() > 1 {
            fl!(pen.words, "live-offers-all", names = names(&offers))
        } else {
            fl!(pen.words, "live-no-hit")
        };
        for (row, line) in (0..inner.height).zip(wrap(&text, inner.width.into())) {
            pen.put(inner.row(row), &line, Role::Dim);
        }
        return;
    }
    let kinds: Vec<usize> = (live.hits.iter())
        .map(|h| width(&kind_word(pen, h.kind)))
        .collect();
    let kind_width = u16::try_from(kinds.into_iter().max().unwrap_or(4)).unwrap_or(6) + 1;
    let lines = live.hits.iter().enumerate().skip(live.results.offset);
    for (row, (at, hit)) in (0..inner.height).zip(lines) {
        let selected = at == live.results.selected;
        hit_row(pen, hit, inner.row(row), kind_width, selected);
        if at >= live.fresh {
            // A line of the query before: nobody must take it for the answer.
            pen.fade(inner.row(row));
        }
    }
}

fn hit_row(pen: &mut Pen<'_>, hit: &HitRow, area: Area, kind_width: u16, selected: bool) {
    let mut tags = Vec::new();
    if let Some(level) = hit.interest {
        tags.push(format!("[{}]", pen.words.pick(level.ja(), level.en())));
    }
    if let Some(why) = hit.why {
        tags.push(why_word(pen, why));
    }
    let tag = tags.join(" ");
    let tag_width = u16::try_from(width(&tag)).unwrap_or(0);
    let shows_id = !matches!(hit.kind, HitKind::Organisation);
    let id = if shows_id { number::shown(&hit.id) } else { "" };
    let id_width = match hit.kind {
        HitKind::Organisation => 0,
        HitKind::Attendee | HitKind::Need => width(id).clamp(3, 8) + 1,
        HitKind::Patent | HitKind::Library => width(id).min(18) + 1,
    };
    let id_width = u16::try_from(id_width).unwrap_or(0).min(area.width / 2);
    let gap = u16::from(tag_width > 0);
    let rest = area
        .width
        .saturating_sub(2 + kind_width + id_width + tag_width + gap);
    let natural = u16::try_from(width(&hit.title))
        .unwrap_or(rest)
        .saturating_add(1);
    // A name is worth more than what is said of it: it is cut last. Names of people stand in a column.
    let title = match hit.kind {
        HitKind::Attendee if rest >= 32 => natural.max(15).min(rest),
        HitKind::Organisation => natural.max(rest * 11 / 20).min(rest),
        HitKind::Attendee | HitKind::Need | HitKind::Patent | HitKind::Library => natural.min(rest),
    };
    let mark = if selected { "> " } else { "  " };
    let cells = [
        cell(2, mark, Role::Strong),
        cell(kind_width, kind_word(pen, hit.kind), Role::Dim),
        cell(
            id_width,
            elide(id, usize::from(id_width.saturating_sub(1))),
            Role::Plain,
        ),
        Cell {
            marks: &hit.title_marks,
            ..cell(
                title.saturating_sub(1),
                hit.title.as_str(),
                if selected { Role::Strong } else { Role::Plain },
            )
        },
        cell(1, "", Role::Plain),
        Cell {
            marks: &hit.detail_marks,
            ..cell(rest.saturating_sub(title), hit.detail.as_str(), Role::Plain)
        },
        cell(gap, "", Role::Plain),
        cell(tag_width, tag, Role::Notice),
    ];
    pen.row(area, &cells, selected);
}
