//! What one person wants of each need: declared, now, and what the hospital answers.

use crate::action::Action;
use crate::app::Model;
use crate::app::screen::sheets::{Column, Sheets};
use crate::app::widget::area::Area;
use crate::app::widget::picker::Picker;
use crate::domain::book::Book;
use crate::domain::code::{Level, Verdict};
use crate::domain::number::shown;
use crate::domain::roster::{Attendee, Need, Session};
use crate::domain::rule::{interest, reply};
use crate::text::elide;
use crate::view::widget::list::{self, more};
use crate::view::widget::pen::{Cell, Pen, Role, cell, cells};
use crate::words::{Words, fl};

/// A line of the grid, before it is laid out.
struct Line<'a> {
    need: &'a Need,
    declared: Option<Level>,
    now: Option<Level>,
    verdict: Option<Verdict>,
    /// The highest level of the company, where somebody else of it says something.
    firm: Option<(Level, bool)>,
}

impl<'a> Line<'a> {
    fn of(
        (book, session): (&Book, &Session),
        person: &Attendee,
        need: &'a Need,
        typed: Option<Level>,
    ) -> Self {
        let now = typed.or_else(|| interest::of(book, session, person, &need.no).map(|w| w.level));
        let firm = interest::of_firm(book, session, &person.org, &need.no);
        let others =
            |f: &interest::FirmWish<'_>| f.persons.iter().any(|(a, _)| a.badge != person.badge);
        Self {
            need,
            declared: interest::declared(person, &need.no),
            now,
            verdict: reply::of(book, &session.id, &need.no, &person.org).and_then(|r| r.verdict),
            firm: firm.filter(others).map(|f| (f.level, f.differs())),
        }
    }

    /// Whether anybody said anything of the need.
    fn is_concerned(&self) -> bool {
        let wished = self.declared.is_some() || self.now.is_some() || self.firm.is_some();
        wished || self.verdict.is_some()
    }

    /// What is new beside what was declared.
    fn change(&self, words: &Words) -> String {
        match (self.declared, self.now) {
            (None, Some(_)) => fl!(words, "sheets-new"),
            (Some(before), Some(now)) if before != now => fl!(words, "sheets-changed"),
            (Some(_) | None, Some(_) | None) => String::new(),
        }
    }
}

pub(super) fn draw(
    pen: &mut Pen<'_>,
    model: &Model,
    (sheets, session): (&Sheets, &Session),
    area: Area,
) {
    if area.is_empty() {
        return;
    }
    let l = pen.words;
    let book = &model.world.book;
    let Some(person) = sheets.person(book) else {
        let inner = pen.frame(area, "", "", sheets.in_grid);
        let text = fl!(l, "sheets-how");
        let lines = crate::text::wrap(&text, inner.width.into());
        for (row, line) in (0..inner.height).zip(lines) {
            pen.put(inner.row(row), &line, Role::Dim);
        }
        if sheets.in_grid {
            pen.set_caret(inner.x, inner.y);
        }
        return;
    };
    let marks = sheets.marks(book).and_then(Result::ok).unwrap_or_default();
    let typed = |need: &Need| marks.iter().find(|(no, _)| *no == need.no).map(|(_, l)| *l);
    // While the box is typed into, what was said; in the grid every need, because something may be said of it.
    let selected = session.needs.get(sheets.needs.selected);
    let lines: Vec<Line<'_>> = (session.needs.iter())
        .map(|need| Line::of((book, session), person, need, typed(need)))
        .filter(|line| sheets.in_grid || line.is_concerned())
        .collect();
    let at = |need: &Need| lines.iter().position(|line| line.need.no == need.no);
    let at = selected.and_then(at);
    let declared = lines.iter().filter(|line| line.declared.is_some()).count();
    let changed = lines
        .iter()
        .filter(|line| !line.change(l).is_empty())
        .count();
    let title = fl!(
        l,
        "sheets-of",
        badge = shown(&person.badge),
        declared = declared,
        changed = changed
    );
    let mut picker = Picker {
        selected: at.unwrap_or(0),
        offset: if sheets.in_grid {
            sheets.needs.offset
        } else {
            0
        },
    };
    // A heading above, and below a row that says more of the selected need.
    let rows = area.inner().height.saturating_sub(2);
    picker.settle(lines.len(), rows);
    let foot = foot(pen, model, sheets, (&picker, rows, lines.len()), area.width);
    let mut inner = pen.frame(area, &title, &foot, sheets.in_grid);
    head(pen, inner.cut_top(1), sheets);
    let below = inner.cut_bottom(1);
    if lines.is_empty() {
        let text = fl!(l, "sheets-nothing-said");
        pen.put(inner, &text, Role::Dim);
    }
    let shown_lines = lines.iter().enumerate().skip(picker.offset);
    for (row, (at, line)) in (0..inner.height).zip(shown_lines) {
        let selected = at == picker.selected;
        let at = inner.row(row);
        pen.row(at, &row_of(l, at.width, line, selected), selected);
        if selected && sheets.in_grid {
            let column = match sheets.column {
                Column::Company => at.width.saturating_sub(NOW + REPLY),
                Column::Hospital => at.width.saturating_sub(REPLY),
            };
            pen.set_caret(at.x + column, at.y);
        }
    }
    if let Some(line) = lines.get(picker.selected) {
        firm(pen, (book, session), (person, line), below);
    }
}

/// Cells of the columns at the right.
const DECLARED: u16 = 9;
const NOW: u16 = 12;
const REPLY: u16 = 9;

fn foot(
    pen: &Pen<'_>,
    model: &Model,
    sheets: &Sheets,
    (picker, rows, lines): (&Picker, u16, usize),
    width: u16,
) -> String {
    let below = more(pen, lines, picker, rows);
    let how = match (sheets.in_grid, sheets.column) {
        (true, Column::Company) => fl!(pen.words, "sheets-foot-company"),
        (true, Column::Hospital) => fl!(pen.words, "sheets-foot-hospital"),
        (false, _) => {
            let enter = model.world.keys.first(Action::Accept);
            let tab = model.world.keys.first(Action::NextPane);
            fl!(pen.words, "sheets-foot", key = enter, tab = tab)
        }
    };
    list::foot(width, &below, &how)
}

fn head(pen: &mut Pen<'_>, area: Area, sheets: &Sheets) {
    let l = pen.words;
    let role = |column| {
        if sheets.in_grid && sheets.column == column {
            Role::Key
        } else {
            Role::Dim
        }
    };
    let title = area.width.saturating_sub(8 + DECLARED + NOW + REPLY);
    let columns = [
        cell(8, format!("  {}", fl!(l, "sheets-number")), Role::Dim),
        cell(title, fl!(l, "sheets-need"), Role::Dim),
        cell(DECLARED, fl!(l, "sheets-declared"), Role::Dim),
        cell(NOW, fl!(l, "sheets-now"), role(Column::Company)),
        cell(REPLY, fl!(l, "sheets-hospital"), role(Column::Hospital)),
    ];
    pen.row(area, &columns, false);
}

fn row_of<'a>(l: &Words, width: u16, line: &'a Line<'_>, selected: bool) -> Vec<Cell<'a>> {
    let level = |level: Option<Level>| level.map_or("-", |v| l.pick(v.ja(), v.en()));
    let title = width.saturating_sub(8 + DECLARED + NOW + REPLY);
    let change = line.change(l);
    let short = |text: &str, width: u16| elide(text, usize::from(width.saturating_sub(1)));
    let now = short(level(line.now), NOW.saturating_sub(cells(&change) + 1));
    let verdict = line.verdict.map(|v| l.pick(v.ja(), v.en()));
    let none = fl!(l, "sheets-unanswered");
    let verdict = short(verdict.unwrap_or(none.as_str()), REPLY);
    let role = match line.now {
        Some(Level::WantsMeeting) => Role::Wish,
        Some(Level::Interested | Level::Discuss | Level::Declined) | None => Role::Plain,
    };
    let answer = match line.verdict {
        Some(Verdict::Refuse) => Role::Warn,
        Some(Verdict::Hold) => Role::Notice,
        Some(Verdict::Meet) => Role::Good,
        None => Role::Dim,
    };
    let mark = if selected { "> " } else { "  " };
    vec![
        cell(2, mark, Role::Strong),
        cell(6, shown(&line.need.no), Role::Plain),
        cell(title, short(&line.need.title, title), Role::Plain),
        cell(DECLARED, short(level(line.declared), DECLARED), Role::Dim),
        cell(NOW, format!("{now} {change}"), role),
        cell(REPLY, verdict, answer),
    ]
}

/// What the others of the company say of the selected need, and why the hospital refuses it.
fn firm(
    pen: &mut Pen<'_>,
    (book, session): (&Book, &Session),
    (person, line): (&Attendee, &Line<'_>),
    row: Area,
) {
    let l = pen.words;
    let need = &line.need.no;
    let mut parts = Vec::new();
    if let Some(reply) = reply::of(book, &session.id, need, &person.org)
        && !reply.reason.is_empty()
    {
        let why = reply.reason.as_str();
        parts.push(fl!(l, "sheets-why", why = why));
    }
    if let Some((level, differs)) = line.firm {
        let wish = interest::of_firm(book, session, &person.org, need);
        let persons = wish.map(|w| w.persons).unwrap_or_default();
        let said = persons.iter().map(|(a, wish)| {
            let level = l.pick(wish.level.ja(), wish.level.en());
            format!("{} {level}", a.name)
        });
        let said = said.collect::<Vec<_>>().join(l.pick("、", ", "));
        let level = l.pick(level.ja(), level.en());
        parts.push(if differs {
            fl!(l, "sheets-firm-differs", level = level, persons = said)
        } else {
            fl!(l, "sheets-firm", level = level, persons = said)
        });
    }
    let role = if line.firm.is_some_and(|(_, differs)| differs) {
        Role::Notice
    } else {
        Role::Dim
    };
    pen.put(row, &parts.join("  "), role);
}
