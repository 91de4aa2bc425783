//! Draws a form: each field with a label above it.

mod day;
pub(super) mod meeting;

use crate::action::Action;
use crate::app::Model;
use crate::app::core::request::{PointForm, Purpose};
use crate::app::overlay::Part;
use crate::app::overlay::form::{Answer, Entry, Form, OneOf, in_sight};
use crate::app::widget::area::Area;
use crate::config::edit::Setting;
use crate::config::settings::Colours;
use crate::domain::entity::pairing::Side;
use crate::domain::entity::task::TaskId;
use crate::domain::recorded::stated::Field;
use crate::view::say;
use crate::view::widget::list;
use crate::view::widget::pen::{Pen, Role, cells};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, form: &Form, area: Area) {
    let title = match &form.purpose {
        Purpose::Actor => fl!(pen.words, "form-actor-title"),
        Purpose::Operator => {
            let name = model.world.actor.clone().unwrap_or_default();
            fl!(pen.words, "form-operator-title", name = name.as_str())
        }
        Purpose::NewFile => fl!(pen.words, "form-new-title"),
        Purpose::Settings => fl!(pen.words, "form-settings-title"),
        Purpose::Correction(id) => fl!(
            pen.words,
            "form-correction-title",
            what = say::subject(&model.world.book, &id.session, &[&id.need], &id.org)
        ),
        Purpose::PairingNote(id) => fl!(
            pen.words,
            "form-memo-title",
            what = say::subject(&model.world.book, &id.session, &[&id.need], &id.org)
        ),
        Purpose::MemoText(..) => fl!(pen.words, "form-line-title"),
        Purpose::TaskNote(id) => fl!(pen.words, "form-note-title", task = task(pen, model, id)),
        Purpose::Due(id) => fl!(pen.words, "form-due-title", task = task(pen, model, id)),
        Purpose::Finish(id, _) => {
            fl!(pen.words, "form-finish-title", task = task(pen, model, id))
        }
        Purpose::DueOfAll(ids) => {
            fl!(pen.words, "menu-due-of-all", count = ids.len())
        }
        Purpose::TaskDetails(id) => {
            let task = task(pen, model, id);
            fl!(pen.words, "form-task-details-title", task = task)
        }
        Purpose::Overrule(id) => {
            let rule = say::rule_name(pen.words, id);
            fl!(pen.words, "form-overrule-title", rule = rule)
        }
        Purpose::OwnTask(id) => {
            let what = say::subject(&model.world.book, &id.session, &[&id.need], &id.org);
            fl!(pen.words, "form-own-task-title", what = what)
        }
        Purpose::Points(id, of) => {
            let what = say::subject(&model.world.book, &id.session, &[&id.need], &id.org);
            match of {
                PointForm::Terms => fl!(pen.words, "form-terms-title", what = what),
                PointForm::Shared => fl!(pen.words, "form-shared-title", what = what),
                PointForm::Lessons => fl!(pen.words, "form-lessons-title", what = what),
            }
        }
        Purpose::Met(id) => {
            let what = say::subject(&model.world.book, &id.session, &[&id.need], &id.org);
            fl!(pen.words, "form-met-title", what = what)
        }
        Purpose::Successor(id) => {
            let what = say::subject(&model.world.book, &id.session, &[&id.need], &id.org);
            fl!(pen.words, "form-successor-title", what = what)
        }
        Purpose::FilterName(words) => {
            fl!(pen.words, "form-filter-title", words = words.as_str())
        }
        Purpose::NewSession => fl!(pen.words, "form-new-session-title"),
        Purpose::Day(form) => day::title(pen.words, model, form),
        Purpose::Meeting(form) => meeting::title(pen.words, model, form),
        Purpose::Next(_, Side::Hospital) => fl!(pen.words, "form-next-hospital-title"),
        Purpose::Next(_, Side::Company) => fl!(pen.words, "form-next-company-title"),
    };
    let key = |action| model.world.keys.first(action);
    let does = form.word(Action::Accept).map(|key| pen.words.text(key));
    let keep = format!("{} {}", key(Action::Accept), does.unwrap_or_default());
    let foot = if form.purpose == Purpose::Actor {
        keep
    } else {
        let drop = key(Action::Back);
        let next = key(Action::NextPane);
        if form.fields.len() > 1 {
            fl!(
                pen.words,
                "form-foot-fields",
                keep = keep,
                next = next,
                drop = drop
            )
        } else {
            fl!(pen.words, "form-foot", keep = keep, drop = drop)
        }
    };
    let (shown, first) = in_sight(form.focus, area.inner().height);
    let below = form.fields.len().saturating_sub(first + shown);
    let foot = list::foot(area.width, &list::beyond(pen, first, below), &foot);
    let inner = pen.frame(area, &title, &foot, true);
    let fields = form.fields.iter().enumerate().skip(first).take(shown);
    for (slot, (n, field)) in (0u16..).zip(fields) {
        let label = match (&form.purpose, n) {
            (Purpose::Actor | Purpose::Operator, _) => fl!(pen.words, "form-actor"),
            (Purpose::Settings, n) => Setting::ALL
                .get(n)
                .map(|setting| say::setting_name(pen.words, *setting))
                .unwrap_or_default(),
            (Purpose::NewFile, _) => fl!(pen.words, "form-new"),
            (Purpose::Correction(_), _) => fl!(pen.words, "form-correction"),
            (Purpose::Due(_) | Purpose::DueOfAll(_), _)
            | (Purpose::TaskNote(_) | Purpose::OwnTask(_), 1) => {
                fl!(pen.words, "form-due")
            }
            (Purpose::Finish(_, asks), 0) if asks.day => fl!(pen.words, "form-done-on"),
            (Purpose::Finish(id, _), _) => {
                let book = &model.world.book;
                let before = book.tasks.get(id).and_then(|task| book.waits_for(task));
                let before = before.map_or("", |t| pen.words.pick(&t.title_ja, &t.title_en));
                fl!(pen.words, "form-done-why", task = before)
            }
            (Purpose::Overrule(_), _) => fl!(pen.words, "form-overrule"),
            (Purpose::TaskDetails(_), n) => detail(pen, n),
            (Purpose::OwnTask(_), 2) => fl!(pen.words, "form-side"),
            (Purpose::Points(_, of), n) => of
                .points()
                .get(n)
                .map_or_else(String::new, |p| pen.words.pick(p.ja(), p.en()).to_owned()),
            (Purpose::Met(_), 0) => fl!(pen.words, "form-met-on"),
            (Purpose::Met(_), 1) => fl!(pen.words, "label-outcome"),
            (Purpose::Met(_), _) => fl!(pen.words, "label-note"),
            (Purpose::FilterName(_), _) => fl!(pen.words, "form-filter"),
            (Purpose::Successor(_), _) => fl!(pen.words, "form-successor"),
            (Purpose::NewSession, 0) => fl!(pen.words, "form-session"),
            (Purpose::NewSession, 1) => fl!(pen.words, "form-held-on"),
            (Purpose::NewSession, _) => fl!(pen.words, "form-venue"),
            (Purpose::Day(form), n) => day::label(pen.words, form, n),
            (Purpose::Meeting(form), n) => meeting::label(pen.words, form, n),
            (Purpose::Next(..), 0) => fl!(pen.words, "form-next"),
            (Purpose::Next(..), _) => fl!(pen.words, "form-next-on"),
            _ => fl!(pen.words, "form-text"),
        };
        let row = slot * 2;
        let focused = n == form.focus;
        let (label, role) = match &form.error {
            Some(error) if focused => (say::text(pen.words, model, error), Role::Warn),
            Some(_) | None => (label, Role::Dim),
        };
        pen.put(inner.row(row), &label, role);
        let mut at = inner.row(row + 1);
        at.cut_left(1);
        match field {
            Entry::Text(field) => pen.field(at, field, focused),
            Entry::One(one) => answers(pen, one, at, focused),
        }
    }
}

/// What field `n` of the details of a task holds.
fn detail(pen: &Pen<'_>, n: usize) -> String {
    let l = pen.words;
    let name = |field: Field| l.pick(field.ja(), field.en());
    match n {
        0 => name(Field::Counterpart).to_owned(),
        1 => name(Field::Document).to_owned(),
        2 => fl!(l, "form-version"),
        3 => fl!(l, "form-day-of", field = name(Field::Submitted)),
        4 => fl!(l, "form-day-of", field = name(Field::Signed)),
        5 => fl!(l, "form-day-of", field = name(Field::Expires)),
        _ => fl!(l, "form-months"),
    }
}

/// The title of a task.
fn task(pen: &Pen<'_>, model: &Model, id: &TaskId) -> String {
    let task = model.world.book.tasks.get(id);
    task.map_or("", |t| pen.words.pick(&t.title_ja, &t.title_en))
        .to_owned()
}

/// All answers in a row, the chosen one in brackets, and the keys that choose another.
fn answers(pen: &mut Pen<'_>, one: &OneOf, mut row: Area, focused: bool) {
    if focused {
        pen.set_caret(row.x, row.y);
    }
    for (at, answer) in one.answers.iter().enumerate() {
        let name = answer_name(pen, *answer);
        let (text, role) = match (at == one.at, focused) {
            (true, true) => (format!("[{name}]"), Role::Focus),
            (true, false) => (format!("[{name}]"), Role::Strong),
            (false, _) => (format!(" {name} "), Role::Dim),
        };
        if at == one.at && focused {
            pen.set_caret(row.x, row.y);
        }
        let width = cells(&text).min(row.width);
        pen.put(row.cut_left(width), &text, role);
    }
    if focused {
        let hint = fl!(pen.words, "form-choose");
        row.cut_left(1);
        if cells(&hint) <= row.width {
            pen.put(row, &hint, Role::Dim);
        }
    }
}

fn answer_name(pen: &Pen<'_>, answer: Answer) -> String {
    match answer {
        Answer::Office(office) => pen.words.pick(office.ja(), office.en()).to_owned(),
        Answer::Side(side) => pen.words.pick(side.ja(), side.en()).to_owned(),
        Answer::Outcome(outcome) => pen.words.pick(outcome.ja(), outcome.en()).to_owned(),
        Answer::Yes(true) => fl!(pen.words, "form-yes"),
        Answer::Yes(false) => fl!(pen.words, "form-no"),
        Answer::Colours(Colours::Auto) => fl!(pen.words, "colours-auto"),
        Answer::Colours(Colours::Dark) => fl!(pen.words, "colours-dark"),
        Answer::Colours(Colours::Light) => fl!(pen.words, "colours-light"),
        Answer::Colours(Colours::Mono | Colours::None) => fl!(pen.words, "colours-mono"),
    }
}
