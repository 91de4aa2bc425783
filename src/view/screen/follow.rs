//! The follow-up screen (フォロー).

mod board;
mod month;
mod row;

use crate::action::Action;
use crate::app::Model;
use crate::app::command::Command;
use crate::app::fact;
use crate::app::help::hint_name;
use crate::app::layout::Layout;
use crate::app::screen::follow::{DETAIL, FILTER, Head, Line, Section, Sort, TASKS, View};
use crate::app::widget::area::Area;
use crate::view::open::date;
use crate::view::widget::facts::flow;
use crate::view::widget::list::{self, beyond, more};
use crate::view::widget::pen::{Pen, Role, cells};
use crate::view::widget::unread::unread;
use crate::words::{Words, fl};
use row::{At, Columns};

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let l = pen.words;
    let state = &model.screens.follow;
    if !layout.get(DETAIL).is_empty() {
        detail(pen, model, layout.get(DETAIL));
    }
    let title = counts(l, model, layout.get(TASKS).width);
    let key = model.world.keys.first(Action::Accept);
    let foot = match state.line() {
        None if state.view == View::Calendar => month_foot(l, model),
        None => String::new(),
        Some(Line::Head(Head {
            folded: Some(true), ..
        })) => fl!(l, "follow-foot-open", key = key),
        Some(Line::Head(_) | Line::Task { .. } | Line::Pairing { .. } | Line::Broken(_)) => {
            match state.view {
                View::Today => fl!(l, "follow-foot", key = key),
                View::Board => fl!(l, "follow-board-foot", key = key),
                View::Calendar => month_foot(l, model),
                View::Table if state.marks.is_empty() => {
                    let mark = model.world.keys.first(Action::ToggleMark);
                    fl!(l, "follow-table-foot", key = key, mark = mark)
                }
                View::Table => {
                    fl!(
                        l,
                        "follow-marked-foot",
                        key = key,
                        count = state.marks.len()
                    )
                }
            }
        }
    };
    let day = state.day.filter(|_| state.view == View::Calendar);
    let title = day.map_or(title, |day| {
        let (year, month) = (day.year().to_string(), day.month().to_string());
        fl!(l, "follow-month", year = year, month = month)
    });
    let area = layout.get(TASKS);
    let each = state.rows(layout);
    let foot = match state.view {
        View::Board => foot,
        View::Calendar => {
            let (above, below) = month::beyond(model, area.inner(), each);
            list::foot(area.width, &weeks(pen, model, above, below), &foot)
        }
        View::Today | View::Table => {
            let rows = area.inner().height / each;
            let below = more(pen, state.lines.len(), &state.picker, rows);
            list::foot(area.width, &below, &foot)
        }
    };
    let inner = pen.frame(area, &title, &foot, !state.filtering);
    if state.view == View::Board && !state.lines.is_empty() {
        board::draw(pen, model, inner);
        filter(pen, model, layout.get(FILTER));
        return;
    }
    let columns = Columns::of(inner.width, each, &state.widths, l.lang());
    if state.view == View::Calendar {
        month::draw(pen, model, inner, &columns, each);
        filter(pen, model, layout.get(FILTER));
        return;
    }
    if state.lines.is_empty() {
        nothing(pen, model, inner);
    }
    let lines = state.lines.iter().enumerate().skip(state.picker.offset);
    for (slot, (at, line)) in (0..inner.height / each).zip(lines) {
        let rows = [inner.row(slot * each), inner.row(slot * each + each - 1)];
        let selected = at == state.picker.selected;
        let focused = selected && !state.filtering;
        let how = At {
            selected,
            focused,
            marked: state.is_marked(line),
        };
        match line {
            Line::Head(head) => self::head(pen, model, rows, head, (selected, focused)),
            Line::Task { .. } | Line::Pairing { .. } | Line::Broken(_) => {
                columns.line(pen, model, line, rows, how);
            }
        }
        if focused {
            pen.set_caret(rows[0].x, rows[0].y);
        }
    }
    filter(pen, model, layout.get(FILTER));
}

/// How much there is to do, as far as there is room: the last parts give way whole.
fn counts(l: &Words, model: &Model, width: u16) -> String {
    let mut parts = vec![
        fl!(l, "follow-title-now", count = in_all(model, Section::Today)),
        fl!(
            l,
            "follow-title-decide",
            count = in_all(model, Section::Decide)
        ),
        fl!(
            l,
            "follow-title-rules",
            count = in_all(model, Section::Broken)
        ),
        fl!(
            l,
            "follow-title-later",
            count = in_all(model, Section::Later)
        ),
        fl!(
            l,
            "follow-title-waiting",
            count = in_all(model, Section::Waiting)
        ),
    ];
    // The borders, and the word for the pane with the focus where colours say nothing.
    let taken = if model.world.look.mono { 16 } else { 6 };
    while parts.len() > 1 && cells(&parts.join("  ")).saturating_add(taken) > width {
        parts.pop();
    }
    parts.join("  ")
}

/// How much there is of a section of 今日, whatever is shown of it just now.
fn in_all(model: &Model, section: Section) -> String {
    let state = &model.screens.follow;
    let all = match section {
        _ if state.view == View::Today => return count(model, section),
        Section::Today => state.overdue + state.due_today,
        Section::Decide => state.deciding,
        Section::Broken => state.broken,
        Section::Later => state.later,
        Section::Waiting => state.waiting,
        Section::Going | Section::Stage(_) | Section::Day(_) | Section::Table | Section::Closed => {
            return count(model, section);
        }
    };
    all.to_string()
}

/// How many lines a section has; while something is filtered, how many of them were found.
fn count(model: &Model, section: Section) -> String {
    let state = &model.screens.follow;
    let (found, all) = state.count(section);
    if state.filter.is_blank() {
        all.to_string()
    } else {
        format!("{found}/{all}")
    }
}

/// Why the list is empty: nothing there, or where the filter looked.
fn nothing(pen: &mut Pen<'_>, model: &Model, inner: Area) {
    let l = pen.words;
    let texts = if let Some(unread) = unread(pen, model) {
        vec![unread]
    } else if model.screens.follow.is_at_work() {
        vec![fl!(l, "history-wait")]
    } else if model.screens.follow.filter.text().trim().is_empty() {
        vec![fl!(l, "follow-none")]
    } else {
        let key = model.world.keys.first(Action::Back);
        vec![
            fl!(l, "follow-no-match", key = key),
            fl!(l, "follow-looked-in"),
        ]
    };
    let room = usize::from(inner.width.max(10));
    let lines = texts.iter().flat_map(|t| crate::text::wrap(t, room));
    for (n, line) in (0..inner.height).zip(lines) {
        pen.put(inner.row(n), &line, Role::Dim);
    }
    pen.set_caret(inner.x, inner.y);
}

fn filter(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let title = fl!(pen.words, "follow-filter");
    let filtering = model.screens.follow.filtering;
    let foot = views(pen, model);
    let mut inner = pen.frame(area, &title, &foot, filtering);
    inner.cut_left(1);
    pen.field(inner, &model.screens.follow.filter, filtering);
    if model.screens.follow.filter.text().is_empty() && !filtering {
        let key = model.world.keys.first(Action::FocusSearch);
        let text = format!("{key} {}", hint_name(pen.words, Action::FocusSearch));
        pen.put(inner, &text, Role::Dim);
    }
}

/// Which weeks of the month, or days of the week, are not in sight.
fn weeks(pen: &Pen<'_>, model: &Model, above: usize, below: usize) -> String {
    let l = pen.words;
    let is_week = model.screens.follow.is_week();
    let one = |key: &str, count: usize| {
        let unit = if is_week {
            fl!(l, "unit-days", count = count)
        } else {
            fl!(l, "unit-weeks", count = count)
        };
        Some(l.fill(key, &[("count", unit.into())])).filter(|_| count > 0)
    };
    let said = [one("view-above", above), one("view-more", below)];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What the calendar is left for.
fn month_foot(l: &Words, model: &Model) -> String {
    let key = |action| model.world.keys.first(action);
    let (enter, week) = (key(Action::Accept), key(Action::ChangeOrder));
    fl!(l, "follow-month-foot", key = enter, week = week)
}

/// All ways to see the same, the present one in brackets.
fn views(pen: &Pen<'_>, model: &Model) -> String {
    let l = pen.words;
    let now = model.screens.follow.view;
    let names = View::ALL.iter().map(|view| {
        let name = match view {
            View::Today => fl!(l, "view-today"),
            View::Board => fl!(l, "view-board"),
            View::Table => fl!(l, "view-table"),
            View::Calendar => fl!(l, "view-calendar"),
        };
        if *view == now {
            format!("[{name}]")
        } else {
            name
        }
    });
    let all = names.collect::<Vec<_>>().join(" ");
    let key = model.world.keys.first(Action::SwitchView);
    fl!(l, "view-switch", key = key, all = all)
}

/// A heading: what stands below it, and what opens that.
fn head(
    pen: &mut Pen<'_>,
    model: &Model,
    rows: [Area; 2],
    head: &Head,
    (selected, focused): (bool, bool),
) {
    let (text, role) = head_text(pen, model, head);
    let mark = match head.folded {
        _ if selected => "> ",
        Some(true) => "+ ",
        Some(false) => "- ",
        None => "",
    };
    let text = format!("{mark}{text}");
    let more = head_more(pen, head);
    let [mut first, mut second] = rows;
    if focused {
        let cells = [crate::view::widget::pen::cell(first.width, "", role)];
        pen.row(first, &cells, true);
    }
    let used = cells(&text).saturating_add(2);
    if first.y == second.y {
        pen.put(first.cut_left(used), &text, role);
        pen.put(first, &more, Role::Dim);
    } else {
        pen.put(first, &text, role);
        second.cut_left(2);
        pen.put(second, &more, Role::Dim);
    }
}

fn head_text(pen: &Pen<'_>, model: &Model, head: &Head) -> (String, Role) {
    let l = pen.words;
    let state = &model.screens.follow;
    let count = count(model, head.section);
    match head.section {
        Section::Today => (fl!(l, "follow-today", count = count), Role::Warn),
        Section::Decide => (fl!(l, "follow-decide", count = count), Role::Notice),
        Section::Broken => (fl!(l, "follow-broken", count = count), Role::Warn),
        Section::Later => (fl!(l, "follow-later", count = count), Role::Strong),
        Section::Waiting => (fl!(l, "follow-waiting", count = count), Role::Strong),
        Section::Going => (fl!(l, "follow-going", count = count), Role::Strong),
        Section::Stage(stage) => {
            let stage = l.pick(stage.ja(), stage.en());
            (
                fl!(l, "follow-stage", stage = stage, count = count),
                Role::Strong,
            )
        }
        Section::Day(day) => (date(l, model.world.today, day), Role::Strong),
        Section::Table => {
            let sort = match state.sort {
                Sort::Due => fl!(l, "sort-due"),
                Sort::Need => fl!(l, "sort-need"),
                Sort::Org => fl!(l, "sort-org"),
                Sort::Status => fl!(l, "sort-status"),
            };
            let marks = state.marks.len();
            let text = fl!(l, "follow-rows", count = count, marks = marks, sort = sort);
            (text, Role::Strong)
        }
        Section::Closed => (fl!(l, "follow-closed", count = count), Role::Dim),
    }
}

/// The levels of what waits for a decision, or the tasks that open the others.
fn head_more(pen: &Pen<'_>, head: &Head) -> String {
    let l = pen.words;
    let levels = head.levels.iter();
    let levels = levels.map(|(level, n)| format!("{} {n}", l.pick(level.ja(), level.en())));
    let openers = head
        .openers
        .iter()
        .map(|((ja, en), count)| fl!(l, "follow-opener", task = l.pick(ja, en), count = *count));
    levels.chain(openers).collect::<Vec<_>>().join("  ")
}

/// The pairing of the selected line, with both next steps and all its tasks.
fn detail(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let book = &model.world.book;
    let world = &model.world;
    let zone = world.zone();
    let (session, facts) = match model.screens.follow.line() {
        Some(Line::Task { id, .. }) => {
            let session = book.sessions.get(&id.session);
            let facts = match session {
                Some(session) => fact::follow_up(world, session, id),
                None => fact::task(book, (&world.templates, world.today), id, &zone),
            };
            (session.map_or(&id.session, |s| &s.title), facts)
        }
        Some(Line::Pairing { id, .. }) => {
            let session = book.sessions.get(&id.session);
            let facts = session.map(|s| fact::pairing(book, s, id, &zone));
            let mut facts = facts.unwrap_or_default();
            facts.extend(fact::standing(world, id));
            let title = session.map_or(&id.session, |s| &s.title);
            (title, facts)
        }
        Some(Line::Broken(finding)) => {
            let session = book.sessions.get(&finding.id.session);
            let mut facts = fact::finding(finding);
            let id = finding.id.pairing();
            let of = id.as_ref().zip(session);
            facts.extend(
                of.iter()
                    .flat_map(|(id, s)| fact::pairing(book, s, id, &zone)),
            );
            let title = session.map_or(&finding.id.session, |s| &s.title);
            (title, facts)
        }
        Some(Line::Head(head)) => {
            let (title, _) = head_text(pen, model, head);
            let more = head_more(pen, head);
            let inner = pen.frame(area, &title, "", false);
            let lines = crate::text::wrap(&more, usize::from(inner.width.max(10)));
            for (n, line) in (0..inner.height).zip(lines) {
                pen.put(inner.row(n), &line, Role::Plain);
            }
            return;
        }
        None => {
            pen.frame(area, &fl!(pen.words, "follow-detail"), "", false);
            return;
        }
    };
    let lines = fact::lines(&facts, area.inner().width, pen.words.lang());
    let cut = lines.len().saturating_sub(area.inner().height.into());
    let foot = if cut > 0 {
        let details = Command::new(model, Action::ShowDetails).hint(pen.words);
        format!("{}  {details}", beyond(pen, 0, cut))
    } else {
        String::new()
    };
    let inner = pen.frame(area, session, &foot, false);
    flow(pen, inner, lines.iter());
}

/// Nothing stands beside a notice.
pub(super) fn beside(_: &mut Pen<'_>, _: &Model, _: &mut Area) {}

/// How many tasks are late or due, and how many decisions wait.
pub(super) fn facts(pen: &mut Pen<'_>, model: &Model, row: Area) {
    let state = &model.screens.follow;
    let text = fl!(
        pen.words,
        "follow-facts",
        overdue = state.overdue,
        today = state.due_today,
        decide = state.deciding
    );
    let role = if state.overdue > 0 {
        Role::Warn
    } else {
        Role::Plain
    };
    pen.put(row, &text, role);
}
