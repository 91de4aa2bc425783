//! The reception screen (受付).

use crate::action::Action;
use crate::app::Model;
use crate::app::layout::Layout;
use crate::app::roll::Listed;
use crate::app::screen::reception::{ASKED, CARD, Focus, LIST, Reception, SEARCH};
use crate::app::widget::area::Area;
use crate::domain::book::Book;
use crate::domain::code::{Paper, Presence};
use crate::domain::number::shown;
use crate::domain::roster::{Attendee, Session};
use crate::domain::rule::reception::{self, Came};
use crate::text::{pad, wrap};
use crate::view::question;
use crate::view::widget::list::{self, beyond, more};
use crate::view::widget::pen::{Pen, Role, cell, cells};
use crate::view::widget::unread::unread;
use crate::words::fl;
use jiff::tz::TimeZone;

/// Cells of the meter of who came.
const METER: usize = 20;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let Some(desk) = &model.screens.reception else {
        return;
    };
    let Some(session) = desk.session(&model.world.book) else {
        return;
    };
    asked(pen, model, layout.get(ASKED));
    people(pen, model, (desk, session), layout.get(LIST));
    card(pen, model, (desk, session), layout.get(CARD));
    let title = fl!(pen.words, "reception-box");
    let mut inner = pen.frame(layout.get(SEARCH), &title, "", desk.focus == Focus::Line);
    inner.cut_left(1);
    pen.field(inner, &desk.query, desk.focus == Focus::Line);
}

/// What was understood, under the box: a second Enter takes it.
fn asked(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let Some(text) = question::take(pen.words, model).filter(|_| !area.is_empty()) else {
        return;
    };
    let mut inner = area;
    inner.cut_left(1);
    for (row, line) in (0..inner.height).zip(wrap(&text, inner.width.into())) {
        pen.put(inner.row(row), &line, Role::Notice);
    }
}

fn people(pen: &mut Pen<'_>, model: &Model, (desk, session): (&Reception, &Session), area: Area) {
    let tally = &desk.tally;
    let mut title = fl!(
        pen.words,
        "reception-people",
        all = tally.all,
        came = tally.came,
        missing = tally.missing
    );
    if desk.listed == Listed::Missing {
        title.push_str("  ");
        title.push_str(&fl!(pen.words, "reception-missing-only"));
    }
    let key = model.world.keys.first(Action::Accept);
    let below = more(pen, desk.rows.len(), &desk.list, area.inner().height);
    let foot = if desk.query.is_blank() {
        fl!(pen.words, "reception-foot-menu", key = key.as_str())
    } else {
        fl!(pen.words, "reception-foot", key = key.as_str())
    };
    let foot = list::foot(area.width, &below, &foot);
    let inner = pen.frame(area, &title, &foot, false);
    if desk.rows.is_empty() {
        let text = unread(pen, model).unwrap_or_else(|| {
            if desk.query.is_blank() {
                fl!(pen.words, "reception-nobody")
            } else {
                fl!(pen.words, "reception-no-match", key = key.as_str())
            }
        });
        for (row, line) in (0..inner.height).zip(wrap(&text, inner.width.into())) {
            pen.put(inner.row(row), &line, Role::Dim);
        }
    }
    let book = &model.world.book;
    let zone = model.world.zone();
    let lines = desk.rows.iter().enumerate().skip(desk.list.offset);
    for (row, (at, key)) in (0..inner.height).zip(lines) {
        let selected = at == desk.list.selected;
        if let Some(person) = session.attendee(key) {
            let (state, role) = state(pen, (book, session), person, &zone);
            let widths = [2, 5, 13, inner.width.saturating_sub(33), 13];
            let name = if selected { Role::Strong } else { Role::Plain };
            let org = session.recorded_organisation(&person.org);
            let org = org.map_or("", |o| o.short_name().as_str());
            let texts = [
                (if selected { "> " } else { "  " }, Role::Strong),
                (shown(&person.badge), Role::Plain),
                (person.name.as_str(), name),
                (org, Role::Plain),
                (state.as_str(), role),
            ];
            let columns: Vec<_> = (widths.into_iter().zip(texts))
                .flat_map(|(width, (text, role))| {
                    // A blank column parts what fills its own.
                    let gap = u16::from(width > 2);
                    let text = crate::text::elide(text, usize::from(width - gap));
                    [cell(width - gap, text, role), cell(gap, "", Role::Plain)]
                })
                .collect();
            pen.row(inner.row(row), &columns, selected);
        }
    }
}

/// Whether somebody is here, how they came to be in the list, and since when.
fn state(
    pen: &Pen<'_>,
    (book, session): (&Book, &Session),
    person: &Attendee,
    zone: &TimeZone,
) -> (String, Role) {
    let l = pen.words;
    let attendance = reception::attendance(book, &session.id, &person.badge);
    let presence = attendance.map_or(Presence::Expected, |a| a.presence);
    let word = match (presence, reception::came(book, &session.id, person)) {
        (Presence::Arrived, Came::OnTheDay) => fl!(l, "reception-on-the-day"),
        (Presence::Arrived, Came::Substitute) => fl!(l, "reception-substitute"),
        (_, Came::Registered | Came::OnTheDay | Came::Substitute) => {
            l.pick(presence.ja(), presence.en()).to_owned()
        }
    };
    let at = attendance.and_then(|a| match presence {
        Presence::Left => a.left_at,
        Presence::Arrived | Presence::Expected | Presence::Absent => a.arrived_at,
    });
    let role = match presence {
        Presence::Arrived => Role::Good,
        Presence::Expected => Role::Plain,
        Presence::Absent | Presence::Left => Role::Dim,
    };
    match at {
        Some(at) => {
            let time = at.to_zoned(zone.clone()).strftime("%H:%M").to_string();
            (format!("{word} {time}"), role)
        }
        None => (word, role),
    }
}

/// The selected person with their papers, and below whom the desk still waits for.
fn card(pen: &mut Pen<'_>, model: &Model, (desk, session): (&Reception, &Session), area: Area) {
    if area.is_empty() {
        return;
    }
    let book = &model.world.book;
    let selected = desk.selected();
    let person = selected.as_ref().and_then(|id| session.attendee(&id.badge));
    let title = person.map_or_else(String::new, |a| format!("{} {}", shown(&a.badge), a.name));
    let key = model.world.keys.first(Action::Accept);
    let foot = if desk.focus == Focus::Card {
        fl!(pen.words, "reception-foot-menu", key = key)
    } else {
        String::new()
    };
    let mut inner = pen.frame(area, &title, &foot, desk.focus == Focus::Card);
    if desk.focus == Focus::Card {
        pen.set_caret(inner.x, inner.y);
    }
    if let Some(person) = person {
        let org = session.org_name(&person.org);
        let whole = format!("{org} {} {}", person.dept, person.title);
        for text in [person.kana.as_str(), whole.trim()] {
            let lines = wrap(text, inner.width.into());
            for line in lines.iter().take(2) {
                pen.put(inner.cut_top(1), line, Role::Plain);
            }
        }
        if !person.in_place_of.is_empty() {
            let registered = session.recorded_attendee(&person.in_place_of);
            let name = registered.map_or("", |a| a.name.as_str());
            let text = fl!(pen.words, "reception-in-place-of", name = name);
            pen.put(inner.cut_top(1), &text, Role::Plain);
        }
        let needs = person.interests.iter().map(|i| shown(&i.need));
        let needs = needs.collect::<Vec<_>>().join(" ");
        if !needs.is_empty() {
            let text = fl!(pen.words, "reception-declared", needs = needs);
            pen.put(inner.cut_top(1), &text, Role::Plain);
        }
        for (paper, action) in [
            (Paper::List, Action::SignList),
            (Paper::Nda, Action::SignNda),
            (Paper::Badge, Action::GiveBadge),
        ] {
            let is_done = reception::has_paper(book, session, person, paper);
            let (said, role) = match (paper, is_done) {
                (Paper::Badge, true) => (fl!(pen.words, "reception-given"), Role::Good),
                (Paper::Badge, false) => (fl!(pen.words, "reception-not-given"), Role::Plain),
                (Paper::List | Paper::Nda | Paper::Sheet | Paper::Label, true) => {
                    (fl!(pen.words, "reception-signed"), Role::Good)
                }
                (Paper::List | Paper::Nda | Paper::Sheet | Paper::Label, false) => {
                    (fl!(pen.words, "reception-not-signed"), Role::Notice)
                }
            };
            let name = pen.words.pick(paper.ja(), paper.en());
            let mut row = inner.cut_top(1);
            let key = model.world.keys.first(action);
            pen.put(row.cut_right(cells(&key)), &key, Role::Key);
            let width = if row.width < 30 { 12 } else { 26 };
            pen.put(row, &format!("{} {said}", pad(name, width)), role);
        }
    }
    firms(pen, session, desk, inner);
}

fn firms(pen: &mut Pen<'_>, session: &Session, desk: &Reception, mut inner: Area) {
    let firms = &desk.tally.firms;
    if inner.height < 2 {
        return;
    }
    let head = fl!(pen.words, "reception-firms", count = firms.len());
    pen.put(inner.cut_top(1), &head, Role::Strong);
    let rows = usize::from(inner.height);
    let shown = if firms.len() > rows {
        rows.saturating_sub(1)
    } else {
        rows
    };
    let below = beyond(pen, 0, firms.len().saturating_sub(shown));
    if !below.is_empty() {
        pen.put(inner.cut_bottom(1), &format!(" {below}"), Role::Dim);
    }
    for (org, came, all) in firms.iter().take(shown) {
        let org = session.recorded_organisation(org);
        let name = org.map_or("", |o| o.short_name().as_str());
        let mut row = inner.cut_top(1);
        let count = fl!(pen.words, "reception-of", came = *came, all = *all);
        pen.put(row.cut_right(cells(&count)), &count, Role::Plain);
        row.cut_right(1);
        pen.put(row, &format!(" {name}"), Role::Plain);
    }
}

/// Nothing stands beside a notice.
pub(super) fn beside(_: &mut Pen<'_>, _: &Model, _: &mut Area) {}

/// How many came of all, and how many in the last minutes.
pub(super) fn facts(pen: &mut Pen<'_>, model: &Model, row: Area) {
    let Some(desk) = &model.screens.reception else {
        return;
    };
    let tally = &desk.tally;
    let now = model.world.now.as_ref();
    let lately = now.map_or(0, |now| tally.lately(now.timestamp()));
    let full = tally.came * METER / tally.all.max(1);
    let meter = format!("{}{}", "#".repeat(full), ".".repeat(METER - full));
    let text = fl!(
        pen.words,
        "reception-facts",
        came = tally.came,
        all = tally.all,
        meter = meter,
        lately = lately
    );
    pen.put(row, &text, Role::Plain);
}
