//! What lies over a screen.

use super::card;
use super::pen::{Pen, Role, cell};
use super::say;
use crate::action::Action;
use crate::action::Group;
use crate::app::Model;
use crate::app::area::Area;
use crate::app::fact;
use crate::app::field::Field;
use crate::app::help::{self, HelpLine, action_name};
use crate::app::overlay::{Form, Item, Menu, Overlay, Purpose, Question, Subject, Title};
use crate::app::picker::Picker;
use crate::domain::op::Side;
use crate::text::{Clean, fit, pad, width};
use crate::words::fl;
use jiff::tz::TimeZone;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, overlay: &Overlay, area: Area) {
    pen.clear(area);
    let l = pen.words.loader();
    match overlay {
        Overlay::Menu(menu) => self::menu(pen, model, menu, area),
        Overlay::Palette {
            query,
            found,
            picker,
        } => {
            let inner = queried(pen, area, &fl!(l, "palette-title"), query);
            let lines = found.iter().map(|action| {
                let name = action_name(pen.words, *action);
                let keys = model.keys.first(*action);
                (name, keys)
            });
            let lines: Vec<_> = lines.collect();
            listed(pen, inner, &lines, picker);
            if lines.is_empty() {
                pen.put(inner.row(0), &fl!(l, "palette-none"), Role::Dim);
            }
        }
        Overlay::Help { query, picker } => help(pen, model, query, picker, area),
        Overlay::Notices(picker) => {
            let inner = pen.frame(area, &fl!(l, "notices-title"), "", true);
            if model.notices.log.is_empty() {
                pen.put(inner.row(0), &fl!(l, "notices-none"), Role::Dim);
            }
            let lines: Vec<(String, Role)> = (model.notices.log.iter())
                .map(|n| {
                    let time = model.now.as_ref().map(|now| {
                        n.at.to_zoned(now.time_zone().clone())
                            .strftime("%H:%M")
                            .to_string()
                    });
                    let text = say::text(pen.words, model, &n.say);
                    let role = if n.grave { Role::Warn } else { Role::Plain };
                    (format!("{} {text}", time.unwrap_or_default()), role)
                })
                .collect();
            rows(pen, inner, &lines, picker);
        }
        Overlay::Details { subject, picker } => {
            let facts = fact::of(model, subject);
            let lines = fact::lines(&facts, area.inner().width, pen.words.lang());
            let foot = more(pen, lines.len(), picker, area.inner().height);
            let inner = pen.frame(area, &subject_title(pen, model, subject), &foot, true);
            card::flow(pen, inner, lines.iter().skip(picker.offset));
            pen.set_caret(inner.x, inner.y);
        }
        Overlay::Answer {
            question,
            facts,
            picker,
        } => {
            let title = match (question, &model.now) {
                (Question::Provisions, _) => fl!(l, "history-provisions"),
                (Question::Then(until), now) => {
                    let zone = now.as_ref().map(|now| now.time_zone().clone());
                    let at = until.time().to_zoned(zone.unwrap_or(TimeZone::UTC));
                    let time = at.strftime("%Y-%m-%d %H:%M:%S").to_string();
                    fl!(l, "history-then", time = time)
                }
            };
            let Some(facts) = facts else {
                let inner = pen.frame(area, &title, "", true);
                pen.put(inner.row(0), &fl!(l, "history-wait"), Role::Dim);
                pen.set_caret(inner.x, inner.y);
                return;
            };
            let lines = fact::lines(facts, area.inner().width, pen.words.lang());
            let foot = more(pen, lines.len(), picker, area.inner().height);
            let inner = pen.frame(area, &title, &foot, true);
            card::flow(pen, inner, lines.iter().skip(picker.offset));
            pen.set_caret(inner.x, inner.y);
        }
        Overlay::History {
            rows: found,
            picker,
        } => {
            let key = model.keys.first(Action::Accept);
            let foot = fl!(l, "history-then-foot", key = key);
            let inner = pen.frame(area, &fl!(l, "history-title"), &foot, true);
            pen.set_caret(inner.x, inner.y);
            let Some(found) = found else {
                pen.put(inner.row(0), &fl!(l, "history-wait"), Role::Dim);
                return;
            };
            if found.is_empty() {
                pen.put(inner.row(0), &fl!(l, "history-none"), Role::Dim);
            }
            let zone = model.now.as_ref().map(|n| n.time_zone().clone());
            let undone = fl!(l, "history-undone");
            let lines: Vec<(String, Role)> = (found.iter())
                .map(|row| {
                    let at = row.op.stamp.hlc.time();
                    let time = zone
                        .clone()
                        .map(|z| at.to_zoned(z).strftime("%m/%d %H:%M").to_string());
                    let text = say::op(pen.words, &model.book, &row.op);
                    let off = if row.undone { undone.as_str() } else { "" };
                    let time = time.unwrap_or_default();
                    let line = format!("{time}  {}  {text} {off}", pad(&row.op.actor, 12));
                    (line, if row.undone { Role::Dim } else { Role::Plain })
                })
                .collect();
            rows(pen, inner, &lines, picker);
        }
        Overlay::Form(form) => self::form(pen, model, form, area),
        Overlay::Problems {
            path,
            report,
            shift,
            picker,
        } => {
            let path = Clean::line(&path.to_string_lossy());
            let title = fl!(l, "problems-title", path = path.as_str());
            let mut foot = more(pen, report.len(), picker, area.inner().height);
            if report
                .iter()
                .any(|l| width(l) > usize::from(area.inner().width))
            {
                foot = [fl!(l, "problems-sideways"), foot].join("  ");
            }
            let inner = pen.frame(area, &title, &foot, true);
            for (row, line) in (0..inner.height).zip(report.iter().skip(picker.offset)) {
                let hidden = fit(line, *shift).len();
                let rest = line.get(hidden..).unwrap_or_default();
                pen.put(inner.row(row), rest, Role::Plain);
            }
            pen.set_caret(inner.x, inner.y);
        }
    }
}

/// How many lines are below, if any.
fn more(pen: &Pen<'_>, len: usize, picker: &Picker, height: u16) -> String {
    let below = len.saturating_sub(picker.offset + usize::from(height));
    if below == 0 {
        String::new()
    } else {
        fl!(pen.words.loader(), "view-more", count = below)
    }
}

/// A box with a text field on top.
fn queried(pen: &mut Pen<'_>, area: Area, title: &str, query: &Field) -> Area {
    let mut inner = pen.frame(area, title, "", true);
    let mut top = inner.cut_top(1);
    pen.put(top.cut_left(2), "> ", Role::Key);
    pen.field(top, query, true);
    inner.cut_top(1);
    inner
}

/// Lines with a second column at the right.
fn listed(pen: &mut Pen<'_>, area: Area, lines: &[(String, String)], picker: &Picker) {
    let shown = lines.iter().enumerate().skip(picker.offset);
    for (row, (at, (name, key))) in (0..area.height).zip(shown) {
        let selected = at == picker.selected;
        let mark = if selected { "> " } else { "  " };
        let key_width = u16::try_from(width(key)).unwrap_or(0) + 1;
        let name_width = area.width.saturating_sub(2 + key_width);
        let cells = [
            cell(2, mark, Role::Strong),
            cell(name_width, name.as_str(), Role::Plain),
            cell(key_width, key.as_str(), Role::Key),
        ];
        pen.row(area.row(row), &cells, selected);
    }
}

/// Lines of one column, one of them selected.
fn rows(pen: &mut Pen<'_>, area: Area, lines: &[(String, Role)], picker: &Picker) {
    let shown = lines.iter().enumerate().skip(picker.offset);
    for (row, (at, (text, role))) in (0..area.height).zip(shown) {
        let selected = at == picker.selected;
        let mark = if selected { "> " } else { "  " };
        let cells = [
            cell(2, mark, Role::Strong),
            cell(area.width, text.as_str(), *role),
        ];
        let at = area.row(row);
        pen.row(at, &cells, false);
        if selected {
            pen.set_caret(at.x, at.y);
        }
    }
}

fn subject_title(pen: &Pen<'_>, model: &Model, subject: &Subject) -> String {
    let l = pen.words.loader();
    match subject {
        Subject::Pairing(id) => say::subject(&model.book, &id.session, &[&id.need], &id.org),
        Subject::Task(id) => {
            let of = say::subject(&model.book, &id.session, &[&id.need], &id.org);
            let title = model
                .book
                .tasks
                .get(id)
                .map(|t| pen.words.pick(&t.title_ja, &t.title_en));
            let parts = [title.unwrap_or_default(), &of];
            let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
            parts.join("  ")
        }
        Subject::Memo(_) => fl!(l, "details-memo"),
        Subject::Need(no) => no.to_string(),
        Subject::Hit(hit) => hit.title.to_string(),
    }
}

fn menu(pen: &mut Pen<'_>, model: &Model, menu: &Menu, area: Area) {
    let l = pen.words.loader();
    let title = match &menu.title {
        Title::CanDo(subject) => fl!(l, "menu-can-do", what = subject_title(pen, model, subject)),
        Title::TaskState => fl!(l, "menu-task-state"),
        Title::PairingState => fl!(l, "menu-pairing-state"),
        Title::Reason => fl!(l, "menu-reason"),
        Title::Catalogue => fl!(l, "menu-catalogue"),
    };
    let inner = pen.frame(area, &title, "", true);
    let lines = menu.items.iter().enumerate().skip(menu.picker.offset);
    for (row, (at, item)) in (0..inner.height).zip(lines) {
        let selected = at == menu.picker.selected;
        let mark = if selected { "> " } else { "  " };
        let number = if at < 9 {
            format!("{}", at + 1)
        } else {
            String::new()
        };
        let area = inner.row(row);
        let cells = [
            cell(2, mark, Role::Strong),
            cell(3, number, Role::Key),
            cell(area.width, item_text(pen, item), Role::Plain),
        ];
        pen.row(area, &cells, selected);
        if selected {
            pen.set_caret(area.x, area.y);
        }
    }
}

fn item_text(pen: &Pen<'_>, item: &Item) -> String {
    let l = pen.words.loader();
    match item {
        Item::Level(_) => fl!(l, "menu-level"),
        Item::Confirm(_) => fl!(l, "menu-confirm"),
        Item::PairingNote(_) | Item::MemoText(_) => fl!(l, "menu-memo"),
        Item::ChooseStatus(_) => fl!(l, "menu-status"),
        Item::Status(_, status) => pen.words.pick(status.ja(), status.en()).to_owned(),
        Item::Reason(.., reason) => pen.words.pick(reason.ja(), reason.en()).to_owned(),
        Item::Next(_, Side::Hospital) => fl!(l, "menu-next-hospital"),
        Item::Next(_, Side::Company) => fl!(l, "menu-next-company"),
        Item::ChooseTask(_) => fl!(l, "menu-add-task"),
        Item::AddTask(_, code, (ja, en)) => format!("{} {}", pad(code, 4), pen.words.pick(ja, en)),
        Item::ChooseTaskStatus(_) => fl!(l, "menu-task-status"),
        Item::TaskStatus(_, status) => pen.words.pick(status.ja(), status.en()).to_owned(),
        Item::Due(_) => fl!(l, "menu-due"),
        Item::TaskNote(_) => fl!(l, "menu-note"),
        Item::Details(_) => fl!(l, "menu-details"),
        Item::History(_) => fl!(l, "menu-history"),
    }
}

fn help(pen: &mut Pen<'_>, model: &Model, query: &Field, picker: &Picker, area: Area) {
    let l = pen.words.loader();
    let inner = queried(pen, area, &fl!(l, "help-title"), query);
    let lines = help::lines(model, query.text());
    if lines.is_empty() {
        pen.put(inner.row(0), &fl!(l, "palette-none"), Role::Dim);
    }
    let key_width = 26.min(inner.width / 3);
    for (row, line) in (0..inner.height).zip(lines.iter().skip(picker.offset)) {
        let area = inner.row(row);
        match line {
            HelpLine::Group(group) => {
                let text = match group {
                    Group::Live => fl!(l, "group-live"),
                    Group::Follow => fl!(l, "group-follow"),
                    Group::Global => fl!(l, "group-global"),
                    Group::Move => fl!(l, "group-move"),
                };
                pen.put(area, &text, Role::Strong);
            }
            HelpLine::Action(action) => {
                let keys: Vec<String> = (model.keys.chords(*action).iter())
                    .map(ToString::to_string)
                    .collect();
                let keys = if keys.is_empty() {
                    fl!(l, "help-palette-only")
                } else {
                    keys.join(", ")
                };
                let cells = [
                    cell(2, "", Role::Plain),
                    cell(key_width, keys, Role::Key),
                    cell(1, "", Role::Plain),
                    cell(area.width, action_name(pen.words, *action), Role::Plain),
                ];
                pen.row(area, &cells, false);
            }
        }
    }
}

fn form(pen: &mut Pen<'_>, model: &Model, form: &Form, area: Area) {
    let l = pen.words.loader();
    let title = match &form.purpose {
        Purpose::Actor => fl!(l, "form-actor-title"),
        Purpose::PairingNote(id) => fl!(
            l,
            "form-memo-title",
            what = say::subject(&model.book, &id.session, &[&id.need], &id.org)
        ),
        Purpose::MemoText(_) => fl!(l, "form-line-title"),
        Purpose::TaskNote(id) => fl!(l, "form-note-title", code = id.template.as_str()),
        Purpose::Due(id) => fl!(l, "form-due-title", code = id.template.as_str()),
        Purpose::Next(_, Side::Hospital) => fl!(l, "form-next-hospital-title"),
        Purpose::Next(_, Side::Company) => fl!(l, "form-next-company-title"),
    };
    let foot = if let Some(error) = &form.error {
        say::text(pen.words, model, error)
    } else if form.purpose == Purpose::Actor {
        let keep = model.keys.first(Action::Accept);
        fl!(l, "form-foot-actor", keep = keep)
    } else {
        let keep = model.keys.first(Action::Accept);
        let drop = model.keys.first(Action::Back);
        fl!(l, "form-foot", keep = keep, drop = drop)
    };
    let inner = pen.frame(area, &title, &foot, true);
    for (n, field) in form.fields.iter().enumerate() {
        let label = match (&form.purpose, n) {
            (Purpose::Actor, _) => fl!(l, "form-actor"),
            (Purpose::Due(_), _) | (Purpose::TaskNote(_), 1) => fl!(l, "form-due"),
            (Purpose::Next(..), 0) => fl!(l, "form-next"),
            (Purpose::Next(..), _) => fl!(l, "form-next-on"),
            _ => fl!(l, "form-text"),
        };
        let row = u16::try_from(n * 2).unwrap_or(0);
        pen.put(inner.row(row), &label, Role::Dim);
        let mut at = inner.row(row + 1);
        at.cut_left(1);
        pen.field(at, field, n == form.focus);
    }
}
