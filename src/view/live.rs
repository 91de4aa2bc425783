//! The live screen (進行).

use super::card;
use super::pen::{Pen, Role, cell};
use crate::action::Action;
use crate::app::GAUGE_ROWS;
use crate::app::Model;
use crate::app::area::Area;
use crate::app::help::hint_name;
use crate::app::layout::{Layout, Pane};
use crate::app::live::{Focus, Live, Record, Turnout, pairings_in};
use crate::app::msg::{HitKind, HitRow, Why};
use crate::domain::book::Pairing;
use crate::domain::code::Level;
use crate::domain::code::PairingStatus;
use crate::domain::number::MahType;
use crate::domain::roster::Session;
use crate::text::{elide, width, wrap};
use crate::words::fl;
use std::collections::BTreeMap;

pub(super) fn level_role(level: Level) -> Role {
    match level {
        Level::Interested => Role::Good,
        Level::Discuss => Role::Notice,
        Level::WantsMeeting => Role::Wish,
        Level::Declined => Role::Dim,
    }
}

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let Some(live) = &model.live else {
        return;
    };
    let Some(session) = live.session(&model.book) else {
        return;
    };
    needs(pen, model, live, session, layout.get(Pane::Needs));
    let results = layout.get(Pane::Results);
    if !results.is_empty() {
        hits(pen, model, live, results);
    }
    card::draw(pen, model, live, layout);
    records(pen, model, live, session, layout.get(Pane::Records));
    // The search box comes last of what may hold the caret, so that it wins when it has the focus.
    search(pen, model, live, layout.get(Pane::Search));
}

/// `F5 次へ` for a foot of a pane; empty if the action has no key.
fn foot(pen: &Pen<'_>, model: &Model, actions: &[Action]) -> String {
    let one = |a: &Action| {
        let key = model.keys.first(*a);
        (!key.is_empty()).then(|| format!("{key} {}", hint_name(pen.words, *a)))
    };
    actions
        .iter()
        .filter_map(one)
        .collect::<Vec<_>>()
        .join("  ")
}

fn search(pen: &mut Pen<'_>, model: &Model, live: &Live, area: Area) {
    let focused = live.focus == Focus::Search;
    let l = pen.words.loader();
    let title = fl!(l, "live-search");
    let offers = names(&live.offers());
    let key = model.keys.first(Action::CompleteField);
    let foot = if offers.is_empty() || key.is_empty() {
        String::new()
    } else {
        fl!(l, "live-offers", key = key, names = offers)
    };
    let mut inner = pen.frame(area, &title, &foot, focused);
    inner.cut_left(1);
    pen.field(inner, &live.query, focused);
}

/// Names of fields as they are typed.
fn names(offers: &[&str]) -> String {
    let names: Vec<String> = offers.iter().map(|name| format!("{name}:")).collect();
    names.join(" ")
}

fn needs(pen: &mut Pen<'_>, model: &Model, live: &Live, session: &Session, area: Area) {
    if area.is_empty() {
        return;
    }
    let l = pen.words.loader();
    let focused = live.focus == Focus::Needs;
    let done = live.progress(&model.book).map_or(0, |p| p.presented.len());
    let title = fl!(l, "live-needs", done = done, all = session.needs.len());
    let foot = foot(pen, model, &[Action::NextNeed]);
    let inner = pen.frame(area, &title, &foot, focused);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for pairing in pairings_in(&model.book, &session.id) {
        *counts.entry(&pairing.id.need).or_default() += 1;
    }
    let no_width = session
        .needs
        .iter()
        .map(|n| width(&n.no))
        .max()
        .unwrap_or(0);
    let no_width = u16::try_from(no_width.min(8)).unwrap_or(8) + 1;
    let words = [
        fl!(l, "live-now"),
        fl!(l, "live-done"),
        fl!(l, "live-waiting"),
    ];
    let state_width = words.iter().map(|w| width(w)).max().unwrap_or(6).max(6);
    let state_width = u16::try_from(state_width).unwrap_or(6);
    let lines = session.needs.iter().enumerate().skip(live.needs.offset);
    for (row, (at, need)) in (0..inner.height).zip(lines) {
        let selected = focused && at == live.needs.selected;
        let turnout = live.turnout(&model.book, &need.no);
        let count = counts.get(need.no.as_str()).copied().unwrap_or(0);
        let (word, role) = match turnout {
            Turnout::Now => (words.first(), Role::Strong),
            Turnout::Done => (words.get(1), Role::Plain),
            Turnout::Waiting => (words.get(2), Role::Dim),
        };
        let mut state = word.cloned().unwrap_or_default();
        if count > 0 && turnout != Turnout::Now {
            state = format!("{state}{count:>2}");
        }
        let pad = usize::from(state_width).saturating_sub(width(&state));
        let state = format!("{}{state}", " ".repeat(pad));
        let mark = if selected || (!focused && turnout == Turnout::Now) {
            "> "
        } else {
            "  "
        };
        let title = inner.width.saturating_sub(3 + no_width + state_width);
        let area = inner.row(row);
        let cells = [
            cell(2, mark, Role::Strong),
            cell(no_width, need.no.as_str(), role),
            cell(title, need.title.as_str(), role),
            cell(1, "", Role::Plain),
            cell(state_width, state, role),
        ];
        pen.row(area, &cells, selected);
        if selected {
            pen.set_caret(area.x, area.y);
        }
    }
}

fn kind_word(pen: &Pen<'_>, kind: HitKind) -> String {
    let l = pen.words.loader();
    match kind {
        HitKind::Attendee => fl!(l, "live-kind-attendee"),
        HitKind::Organisation => fl!(l, "live-kind-organisation"),
        HitKind::Need => fl!(l, "live-kind-need"),
        HitKind::Patent => fl!(l, "live-kind-patent"),
        HitKind::Library => fl!(l, "live-kind-library"),
    }
}

fn why_word(pen: &Pen<'_>, why: Why) -> String {
    let l = pen.words.loader();
    match why {
        Why::Reading => fl!(l, "live-why-reading"),
        Why::Synonym => fl!(l, "live-why-synonym"),
        Why::Number => fl!(l, "live-why-number"),
        Why::Typo => fl!(l, "live-why-typo"),
        Why::Near => fl!(l, "live-why-near"),
    }
}

fn hits_title(pen: &Pen<'_>, live: &Live) -> String {
    let l = pen.words.loader();
    if !live.is_answered() && live.fresh == 0 {
        return fl!(l, "live-searching");
    }
    if live.hits.is_empty() {
        return fl!(l, "live-hits", counts = "0");
    }
    let mut counts: BTreeMap<HitKind, usize> = BTreeMap::new();
    for hit in live.hits.iter().take(live.fresh) {
        *counts.entry(hit.kind).or_default() += 1;
    }
    let parts: Vec<String> = (counts.iter())
        .map(|(kind, n)| {
            let (kind, n) = (kind_word(pen, *kind), *n);
            fl!(l, "live-kind-count", kind = kind, count = n)
        })
        .collect();
    let mut title = fl!(l, "live-hits", counts = parts.join("  "));
    if !live.is_answered() {
        title.push_str("  ");
        title.push_str(&fl!(l, "live-searching-library"));
    } else if live.matched > live.hits.len() {
        title.push_str(&fl!(l, "live-hits-more", count = live.matched));
    }
    title
}

fn hits(pen: &mut Pen<'_>, model: &Model, live: &Live, area: Area) {
    let l = pen.words.loader();
    let title = hits_title(pen, live);
    let accept = [Action::Accept, Action::ShowDetails];
    let foot = if live.hits.is_empty() {
        String::new()
    } else {
        foot(pen, model, &accept)
    };
    let inner = pen.frame(area, &title, &foot, false);
    if live.hits.is_empty() && live.is_answered() {
        let offers = live.offers();
        let text = if offers.len() > 1 {
            fl!(l, "live-offers-all", names = names(&offers))
        } else {
            fl!(l, "live-no-hit")
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
    let id = if shows_id { hit.id.as_str() } else { "" };
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
        super::pen::Cell {
            marks: &hit.title_marks,
            ..cell(
                title.saturating_sub(1),
                hit.title.as_str(),
                if selected { Role::Strong } else { Role::Plain },
            )
        },
        cell(1, "", Role::Plain),
        super::pen::Cell {
            marks: &hit.detail_marks,
            ..cell(rest.saturating_sub(title), hit.detail.as_str(), Role::Plain)
        },
        cell(gap, "", Role::Plain),
        cell(tag_width, tag, Role::Notice),
    ];
    pen.row(area, &cells, selected);
}

fn records(pen: &mut Pen<'_>, model: &Model, live: &Live, session: &Session, area: Area) {
    let l = pen.words.loader();
    let focused = live.focus == Focus::Records;
    let need = live.shown(&model.book);
    let title = match need {
        Some(need) => fl!(l, "live-records", need = need.no.as_str()),
        None => fl!(l, "live-records-all"),
    };
    let feet = [Action::Step, Action::EditMemo];
    let list = live.record_list(&model.book);
    let hint = if list.is_empty() {
        String::new()
    } else {
        foot(pen, model, &feet)
    };
    let mut inner = pen.frame(area, &title, &hint, focused);
    gauge(pen, model, live, inner.cut_top(GAUGE_ROWS));
    if list.is_empty() && need.is_some() {
        let text = fl!(l, "live-no-record");
        for (row, line) in (0..inner.height).zip(wrap(&text, inner.width.into())) {
            pen.put(inner.row(row), &line, Role::Dim);
        }
    }
    let wide = inner.width >= 70;
    let everything = need.is_none();
    let lines = list.iter().enumerate().skip(live.records.offset);
    for (row, (at, (time, record))) in (0..inner.height).zip(lines) {
        let here = at == live.records.selected;
        let area = inner.row(row);
        let time = match &model.now {
            Some(now) => time
                .to_zoned(now.time_zone().clone())
                .strftime("%H:%M")
                .to_string(),
            None => String::new(),
        };
        let mark = if here { "> " } else { "  " };
        let mut cells = vec![cell(2, mark, Role::Strong), cell(6, time, Role::Dim)];
        match record {
            Record::Pairing(id) => {
                if let Some(pairing) = model.book.pairings.get(id) {
                    let room = area.width.saturating_sub(8);
                    pairing_cells(pen, session, pairing, (room, wide, everything), &mut cells);
                }
            }
            Record::Memo(id) => {
                if let Some(memo) = model.book.memos.get(&(session.id.clone(), *id)) {
                    let word = fl!(l, "live-memo");
                    let word_width = u16::try_from(width(&word)).unwrap_or(6) + 1;
                    cells.push(cell(word_width, word, Role::Dim));
                    cells.push(cell(area.width, memo.text.as_str(), Role::Plain));
                }
            }
        }
        pen.row(area, &cells, here && focused);
        if here && focused {
            pen.set_caret(area.x, area.y);
        }
    }
}

fn pairing_cells<'a>(
    pen: &Pen<'_>,
    session: &'a Session,
    pairing: &'a Pairing,
    (room, wide, everything): (u16, bool, bool),
    cells: &mut Vec<super::pen::Cell<'a>>,
) {
    let level = pen.words.pick(pairing.level.ja(), pairing.level.en());
    let level_width = (Level::ALL.iter())
        .map(|l| width(pen.words.pick(l.ja(), l.en())))
        .max()
        .unwrap_or(8);
    let level_width = u16::try_from(level_width).unwrap_or(8) + 3;
    let badge = pairing.persons.first().map_or("", |b| b.as_str());
    let mut left = room.saturating_sub(level_width);
    if everything {
        cells.push(cell(6, pairing.id.need.as_str(), Role::Plain));
        left = left.saturating_sub(6);
    }
    cells.push(cell(5, badge, Role::Plain));
    left = left.saturating_sub(5);
    let org = session.organisation(&pairing.id.org);
    let name = org.map_or(pairing.id.org.as_str(), |o| o.name.as_str());
    let org_width = if wide { left * 2 / 5 } else { left / 2 };
    let short = org.map_or(name, |o| o.short_name().as_str());
    let fits = width(name) < usize::from(org_width);
    let name = if fits { name } else { short };
    cells.push(cell(org_width.saturating_sub(1), name, Role::Plain));
    cells.push(cell(1, "", Role::Plain));
    left = left.saturating_sub(org_width);
    if wide {
        let people: Vec<&str> = (pairing.persons.iter())
            .filter_map(|b| session.attendee(b))
            .map(|a| a.name.as_str())
            .collect();
        let width = (left * 2 / 5).min(18);
        cells.push(cell(
            width.saturating_sub(1),
            people.join("、"),
            Role::Plain,
        ));
        cells.push(cell(1, "", Role::Plain));
        left = left.saturating_sub(width);
    }
    cells.push(cell(
        level_width,
        format!("[{level}]"),
        level_role(pairing.level),
    ));
    if pairing.status != PairingStatus::Candidate {
        let status = pen.words.pick(pairing.status.ja(), pairing.status.en());
        let status_width = u16::try_from(width(status)).unwrap_or(8) + 1;
        cells.push(cell(status_width, status, Role::Strong));
        left = left.saturating_sub(status_width);
    }
    cells.push(cell(left, pairing.note.as_str(), Role::Plain));
}

/// Who may bring it to the market, and what to beware of, in words.
fn gauge(pen: &mut Pen<'_>, model: &Model, live: &Live, mut row: Area) {
    let l = pen.words.loader();
    let Some(gauge) = live.gauge(&model.book) else {
        return;
    };
    let mut say = |text: String, role: Role| {
        let width = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        pen.put(row.cut_left(width.min(row.width)), &text, role);
        row.cut_left(2);
    };
    for (one, other) in gauge.rivals.iter().take(1) {
        say(
            fl!(l, "live-rivals", one = one.as_str(), other = other.as_str()),
            Role::Warn,
        );
    }
    if let Some(least) = gauge.least {
        let kind = match least {
            MahType::First => fl!(l, "live-mah-1"),
            MahType::Second => fl!(l, "live-mah-2"),
            MahType::Third => fl!(l, "live-mah-3"),
        };
        match gauge.holder {
            Some(org) => say(
                fl!(l, "live-licence-here", kind = kind, org = org.as_str()),
                Role::Good,
            ),
            None => say(fl!(l, "live-licence-missing", kind = kind), Role::Warn),
        }
    }
    if gauge.nda {
        say(fl!(l, "live-nda"), Role::Notice);
    }
}
