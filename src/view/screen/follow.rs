//! The follow-up screen (フォロー).

use crate::action::Action;
use crate::app::Model;
use crate::app::command::Command;
use crate::app::fact;
use crate::app::help::hint_name;
use crate::app::layout::Layout;
use crate::app::screen::follow::{DETAIL, FILTER, Line, Section, TASKS};
use crate::app::widget::area::Area;
use crate::domain::code::TaskStatus;
use crate::domain::entity::Entity;
use crate::domain::entity::task::TaskId;
use crate::text::width;
use crate::view::widget::facts::flow;
use crate::view::widget::pen::{Pen, Role, cell};
use crate::view::widget::unread::unread;
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let l = pen.words;
    detail(pen, model, layout.get(DETAIL));
    let area = layout.get(TASKS);
    let shown = (model.screens.follow.lines.iter())
        .filter(|l| matches!(l, Line::Task { .. }))
        .count();
    let title = fl!(
        l,
        "follow-tasks",
        shown = shown,
        open = model.screens.follow.open
    );
    let key = model.world.keys.first(Action::Accept);
    let foot = fl!(l, "follow-foot", key = key);
    let mut inner = pen.frame(area, &title, &foot, !model.screens.follow.filtering);
    let columns = Columns::of(inner.width);
    heading(pen, inner.cut_top(1), &columns);
    if model.screens.follow.lines.is_empty() {
        let text = if let Some(text) = unread(pen, model) {
            text
        } else if model.screens.follow.open == 0 {
            fl!(l, "follow-none")
        } else {
            fl!(l, "follow-no-match")
        };
        pen.put(inner.row(0), &text, Role::Dim);
        pen.set_caret(inner.x, inner.y);
    }
    let lines = model
        .screens
        .follow
        .lines
        .iter()
        .enumerate()
        .skip(model.screens.follow.picker.offset);
    for (row, (at, line)) in (0..inner.height).zip(lines) {
        let area = inner.row(row);
        match line {
            &Line::Head(section, count) => {
                let (text, role) = match section {
                    Section::Today => (fl!(l, "follow-today", count = count), Role::Warn),
                    Section::Later => (fl!(l, "follow-later", count = count), Role::Strong),
                    Section::Closed => (fl!(l, "follow-closed", count = count), Role::Dim),
                };
                pen.put(area, &text, role);
            }
            Line::Task {
                id,
                remaining,
                blocked,
            } => {
                let selected = at == model.screens.follow.picker.selected;
                let focused = selected && !model.screens.follow.filtering;
                task(
                    pen,
                    model,
                    (id, *remaining, *blocked),
                    area,
                    &columns,
                    (selected, focused),
                );
                if focused {
                    pen.set_caret(area.x, area.y);
                }
            }
        }
    }
    let title = fl!(l, "follow-filter");
    let area = layout.get(FILTER);
    let mut inner = pen.frame(area, &title, "", model.screens.follow.filtering);
    inner.cut_left(1);
    pen.field(
        inner,
        &model.screens.follow.filter,
        model.screens.follow.filtering,
    );
    if model.screens.follow.filter.text().is_empty() && !model.screens.follow.filtering {
        let key = model.world.keys.first(Action::FocusSearch);
        let text = format!("{key} {}", hint_name(pen.words, Action::FocusSearch));
        pen.put(inner, &text, Role::Dim);
    }
}

/// Widths of the columns.
struct Columns {
    due: u16,
    left: u16,
    title: u16,
    need: u16,
    org: u16,
    owner: u16,
    state: u16,
}

impl Columns {
    fn of(width: u16) -> Self {
        let wide = width >= 100;
        let (due, left, need) = (10, 10, 7);
        let (owner, state) = if wide { (13, 14) } else { (9, 11) };
        let rest = width.saturating_sub(2 + due + left + need + owner + state);
        let title = rest * 3 / 5;
        Self {
            due,
            left,
            title,
            need,
            org: rest - title,
            owner,
            state,
        }
    }
}

fn heading(pen: &mut Pen<'_>, area: Area, columns: &Columns) {
    let cells = [
        cell(2, "", Role::Dim),
        cell(columns.due, fl!(pen.words, "follow-col-due"), Role::Dim),
        cell(columns.left, fl!(pen.words, "follow-col-left"), Role::Dim),
        cell(columns.title, fl!(pen.words, "follow-col-task"), Role::Dim),
        cell(columns.need, fl!(pen.words, "follow-col-need"), Role::Dim),
        cell(columns.org, fl!(pen.words, "follow-col-org"), Role::Dim),
        cell(columns.owner, fl!(pen.words, "follow-col-owner"), Role::Dim),
        cell(columns.state, fl!(pen.words, "follow-col-state"), Role::Dim),
    ];
    pen.row(area, &cells, false);
}

fn task(
    pen: &mut Pen<'_>,
    model: &Model,
    (id, remaining, blocked): (&TaskId, i32, bool),
    area: Area,
    columns: &Columns,
    (selected, focused): (bool, bool),
) {
    let Some(task) = model.world.book.tasks.get(id) else {
        return;
    };
    let closed = task.status.is_closed();
    let over = remaining.saturating_neg();
    let (left, role) = match remaining {
        _ if closed => (String::new(), Role::Dim),
        ..0 => (fl!(pen.words, "follow-over", days = over), Role::Warn),
        0 => (fl!(pen.words, "follow-is-today"), Role::Notice),
        _ => (fl!(pen.words, "follow-left", days = remaining), Role::Plain),
    };
    let session = model.world.book.sessions.get(&id.session);
    let org = session.map_or(id.org.as_str(), |s| {
        let org = s.recorded_organisation(&id.org);
        org.map_or(id.org.as_str(), |o| o.short_name().as_str())
    });
    let status = if blocked && task.status == TaskStatus::Open {
        fl!(pen.words, "follow-blocked")
    } else {
        pen.words
            .pick(task.status.ja(), task.status.en())
            .to_owned()
    };
    let text = if closed || blocked {
        Role::Dim
    } else {
        Role::Plain
    };
    let weekday = weekday(pen, task.due_on);
    let day = format!(
        "{:02}/{:02}{weekday}",
        task.due_on.month(),
        task.due_on.day()
    );
    let day = match &model.world.today {
        Some(today) if today.year() != task.due_on.year() => task.due_on.to_string(),
        _ => day,
    };
    let owner = pen.words.pick(task.owner_side.ja(), task.owner_side.en());
    let title = pen.words.pick(&task.title_ja, &task.title_en);
    let book = &model.world.book;
    let of_pairing = id.pairing().map(Entity::Pairing);
    let disputed = [Some(Entity::Task(id.clone())), of_pairing];
    let disputed = (disputed.iter().flatten()).any(|e| !book.conflicts_of(e).is_empty());
    let title = if disputed {
        format!("{} {title}", fl!(pen.words, "conflict-mark"))
    } else {
        title.to_owned()
    };
    let gap = |w: u16| w.saturating_sub(1);
    let mark = if selected { "> " } else { "  " };
    let mut cells = vec![cell(2, mark, Role::Strong)];
    for (width, text, role) in [
        (columns.due, day, text),
        (columns.left, left, role),
        (columns.title, title, text),
        (columns.need, id.need.to_string(), text),
        (columns.org, org.to_owned(), text),
        (columns.owner, owner.to_owned(), text),
        (columns.state, status, text),
    ] {
        cells.push(cell(gap(width), text, role));
        cells.push(cell(1, "", Role::Plain));
    }
    pen.row(area, &cells, focused);
}

/// The weekday in brackets, as short as the language has it.
fn weekday(pen: &Pen<'_>, day: jiff::civil::Date) -> String {
    let names = fl!(pen.words, "follow-weekdays");
    let at = usize::try_from(day.weekday().to_sunday_zero_offset()).unwrap_or(0);
    let name = names.split(' ').nth(at).unwrap_or_default();
    let open = format!("({name})");
    if width(&open) > 5 {
        String::new()
    } else {
        open
    }
}

/// The pairing of the selected task, with both next steps and all its tasks.
fn detail(pen: &mut Pen<'_>, model: &Model, area: Area) {
    let book = &model.world.book;
    let Some(id) = model.screens.follow.selected() else {
        pen.frame(area, &fl!(pen.words, "follow-detail"), "", false);
        return;
    };
    let session = book.sessions.get(&id.session);
    let title = session.map_or(id.session.as_str(), |s| s.title.as_str());
    let facts = match session {
        Some(session) => fact::follow_up(book, session, id, &model.world.zone()),
        None => fact::task(book, id, &model.world.zone()),
    };
    let lines = fact::lines(&facts, area.inner().width, pen.words.lang());
    let foot = if lines.len() > usize::from(area.inner().height) {
        Command::new(model, Action::ShowDetails).hint(pen.words)
    } else {
        String::new()
    };
    let inner = pen.frame(area, title, &foot, false);
    flow(pen, inner, lines.iter());
}

/// Nothing stands beside a notice.
pub(super) fn beside(_: &mut Pen<'_>, _: &Model, _: &mut Area) {}

/// How many tasks are open, and how many of them late.
pub(super) fn facts(pen: &mut Pen<'_>, model: &Model, row: Area) {
    let (open, overdue) = (model.screens.follow.open, model.screens.follow.overdue);
    let text = fl!(pen.words, "follow-facts", open = open, overdue = overdue);
    let role = if overdue > 0 { Role::Warn } else { Role::Plain };
    pen.put(row, &text, role);
}
