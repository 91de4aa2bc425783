//! Draws the report (報告): figures with bars, and the records behind the selected one.

use crate::action::Action;
use crate::app::Model;
use crate::app::layout::Layout;
use crate::app::screen::report::{Answer, FIGURES, Heading, Line, Opened, Period, RECORDS, State};
use crate::app::widget::area::Area;
use crate::domain::number::shown;
use crate::domain::rule::report::{By, Counted, Measure, Report};
use crate::exchange::report::{bar, because};
use crate::text::{pad, width, wrap};
use crate::view::widget::list::{self, more};
use crate::view::widget::pen::{Pen, Role, cells};
use crate::view::widget::unread::waiting;
use crate::words::{Words, fl};

/// Cells of a name.
const NAME: usize = 34;
/// Cells of the longest bar.
const BAR: usize = 20;
/// Cells of a count with its gaps, and of the target beside it.
const COUNT: usize = 18;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    let state = &model.screens.report;
    figures(pen, model, state, layout.get(FIGURES));
    if let Some(opened) = &state.opened {
        records(pen, model, opened, layout.get(RECORDS));
    }
}

/// The headings in one line, the shown one in brackets.
fn headings(words: &Words, state: &State, room: usize) -> String {
    let all = Heading::ALL.iter().map(|heading| {
        let name = match heading {
            Heading::Flow => fl!(words, "report-flow"),
            Heading::Days => fl!(words, "report-in-days"),
            Heading::Reasons => fl!(words, "report-reasons"),
            Heading::By(By::Hospital) => fl!(words, "report-hospitals"),
            Heading::By(By::CompanyKind) => fl!(words, "report-kinds"),
            Heading::By(By::Region) => fl!(words, "report-regions"),
            Heading::By(By::Support) => fl!(words, "report-support"),
            Heading::By(By::Commitment) => fl!(words, "report-commitment"),
            Heading::By(By::Collaboration) => fl!(words, "report-forms"),
            Heading::By(By::Coordinator) => fl!(words, "report-coordinators"),
        };
        if *heading == state.heading {
            format!("[{name}]")
        } else {
            format!(" {name} ")
        }
    });
    let all: Vec<String> = all.collect();
    let at = Heading::ALL.iter().position(|h| *h == state.heading);
    // Where there is no room for all, those to the left go, as long as the shown one is in sight.
    let mut from = 0;
    let is_in_sight = |from: usize| {
        let shown = all.get(from..=at.unwrap_or(0)).unwrap_or_default();
        width(&shown.join(" ")) <= room
    };
    while from < at.unwrap_or(0) && !is_in_sight(from) {
        from += 1;
    }
    all.get(from..).unwrap_or_default().join(" ")
}

fn figures(pen: &mut Pen<'_>, model: &Model, state: &State, area: Area) {
    let room = usize::from(area.width.saturating_sub(6));
    let title = headings(pen.words, state, room);
    let foot = fl!(pen.words, "report-foot");
    let rows = area.inner().height;
    let below = more(pen, state.lines.len(), &state.picker, rows);
    let foot = list::foot(area.width, &below, &foot);
    let focused = state.opened.is_none();
    let inner = pen.frame(area, &title, &foot, focused);
    // What is counted is said where no notice stands.
    let mut top = area.row(0);
    top.cut_left(cells(&title).saturating_add(6).min(top.width));
    top.cut_right(1);
    if pen.is_mono() {
        let word = format!(" {} ", fl!(pen.words, "view-focus"));
        top.cut_right(cells(&word));
    }
    let mut of = format!(" {} ", period(pen.words, model));
    if cells(&of) > top.width {
        // The period itself stays.
        of = format!(" {} ", of.split("  ").next().unwrap_or_default().trim());
    }
    let room = cells(&of).min(top.width);
    pen.put(top.cut_right(room), &of, Role::Strong);
    let text = match &state.answer {
        Answer::Found(report) if report.sessions.is_empty() => {
            let key = model.world.keys.first(Action::ChangePeriod);
            fl!(pen.words, "report-no-session", key = key)
        }
        Answer::Found(_) if state.lines.is_empty() => fl!(pen.words, "report-nothing-here"),
        Answer::Found(report) => {
            let lines = state.lines.iter().enumerate().skip(state.picker.offset);
            for (row, (at, line)) in (0..inner.height).zip(lines) {
                let selected = at == state.picker.selected;
                let mark = if selected { "> " } else { "  " };
                let said = told(
                    pen.words,
                    state,
                    report,
                    line,
                    inner.width.saturating_sub(2),
                );
                let text = format!("{mark}{said}");
                let role = if selected { Role::Strong } else { Role::Plain };
                pen.put(inner.row(row), &text, role);
                if selected && focused {
                    pen.set_caret(inner.x, inner.y + row);
                }
            }
            return;
        }
        Answer::Waiting => waiting(pen, model, false),
        Answer::Unread => waiting(pen, model, true),
    };
    let lines = wrap(&text, usize::from(inner.width.max(10)));
    for (row, line) in (0..inner.height).zip(lines) {
        pen.put(inner.row(row), &line, Role::Dim);
    }
    if focused {
        pen.set_caret(inner.x, inner.y);
    }
}

fn told(words: &Words, state: &State, report: &Report, line: &Line, width: u16) -> String {
    let count = state.behind(line).len();
    let lines = state.lines.iter().map(|line| state.behind(line).len());
    let most = lines.max().unwrap_or(0);
    // A bar that does not fit is a shorter one, in the same measure for all lines.
    let room = usize::from(width).saturating_sub(NAME + COUNT);
    let bar = bar(count, most, BAR.min(room));
    match line {
        Line::Figure(measure) => {
            let mut text = format!(
                "{} {count:>5}",
                pad(words.pick(measure.ja(), measure.en()), NAME)
            );
            if let Some(target) = report.target.filter(|_| *measure == Measure::Pairings) {
                text.push_str("  ");
                text.push_str(&fl!(words, "report-of-target", count = target));
            }
            if let Some(before) = report.before.as_ref().and_then(|b| b.get(measure)) {
                text.push_str("  ");
                text.push_str(&fl!(words, "report-of-before", count = *before));
            }
            format!("{text}  {bar}")
        }
        Line::Stage(stage) => {
            let name = pad(words.pick(stage.ja(), stage.en()), NAME);
            let days = report.days.get(stage).map(|spread| {
                fl!(
                    words,
                    "report-took",
                    median = spread.median.to_string(),
                    q1 = spread.q1.to_string(),
                    q3 = spread.q3.to_string(),
                    count = spread.n()
                )
            });
            format!("{name} {}", days.unwrap_or_default())
        }
        Line::Reason(reason) => {
            format!("{} {count:>5}  {bar}", pad(&because(reason, words), NAME))
        }
        Line::Part(by, part) => {
            format!("{} {count:>5}  {bar}", pad(by.part(part, words), NAME))
        }
    }
}

fn records(pen: &mut Pen<'_>, model: &Model, opened: &Opened, area: Area) {
    let title = fl!(pen.words, "report-behind", count = opened.rows.len());
    let foot = fl!(pen.words, "report-behind-foot");
    let rows = area.inner().height;
    let below = more(pen, opened.rows.len(), &opened.picker, rows);
    let foot = list::foot(area.width, &below, &foot);
    let inner = pen.frame(area, &title, &foot, true);
    let rows = opened.rows.iter().enumerate().skip(opened.picker.offset);
    for (row, (at, counted)) in (0..inner.height).zip(rows) {
        let selected = at == opened.picker.selected;
        let mark = if selected { "> " } else { "  " };
        let text = format!("{mark}{}", record(pen.words, model, counted));
        let role = if selected { Role::Strong } else { Role::Plain };
        pen.put(inner.row(row), &text, role);
        if selected {
            pen.set_caret(inner.x, inner.y + row);
        }
    }
}

/// A record in a line: what it is, of whom, how it stands.
fn record(words: &Words, model: &Model, counted: &Counted) -> String {
    let book = &model.world.book;
    let session = book.sessions.get(counted.session());
    let need = counted.need();
    let title = session.and_then(|s| s.recorded_need(need));
    let title = title.map(|n| n.title.as_str()).unwrap_or_default();
    let org = |id| session.map(|s| s.org_name(id).as_str()).unwrap_or_default();
    let pairing = counted.pairing();
    let of = pairing.as_ref().map(|id| format!(" x {}", org(&id.org)));
    let of = format!("{}{}", shown(need), of.unwrap_or_default());
    match counted {
        Counted::Need(_) => format!("{of} {title}"),
        Counted::Pairing(id) => {
            let status = book.pairings.get(id).map(|p| p.status);
            let status = status.map(|s| words.pick(s.ja(), s.en()));
            format!("{of}  {}  {title}", status.unwrap_or_default())
        }
        Counted::Meeting(id) => {
            let outcome = book.meetings.get(id).and_then(|m| m.outcome);
            let outcome = outcome.map(|o| words.pick(o.ja(), o.en()));
            format!("{of}  {}  {title}", outcome.unwrap_or_default())
        }
        Counted::Task(id) => match book.tasks.get(id) {
            Some(task) => {
                let name = words.pick(&task.title_ja, &task.title_en);
                let status = words.pick(task.status.ja(), task.status.en());
                format!("{}  {name}  {status}  {of}", task.day())
            }
            None => of,
        },
    }
}

/// Nothing stands beside a notice.
pub(super) fn beside(_: &mut Pen<'_>, _: &Model, _: &mut Area) {}

/// Which sessions are counted.
fn period(words: &Words, model: &Model) -> String {
    let state = &model.screens.report;
    let year = model.world.today.and_then(|today| state.year(today));
    let period = match (state.counted(), year) {
        (_, Some(year)) => fl!(words, "report-of-year", year = year.to_string()),
        (Period::Session, None) => fl!(words, "report-of-session"),
        (Period::ThisYear | Period::LastYear | Period::All, None) => fl!(words, "report-of-all"),
    };
    let count = state.report().map_or(0, |r| r.sessions.len());
    fl!(words, "report-facts", period = period, count = count)
}

/// Which sessions are counted.
pub(super) fn facts(pen: &mut Pen<'_>, model: &Model, row: Area) {
    let text = period(pen.words, model);
    pen.put(row, &text, Role::Plain);
}
