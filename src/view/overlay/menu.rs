//! Draws the menu (できること) and the choices that follow from it.

mod named;

use super::subject;
use crate::action::Action;
use crate::app::Model;
use crate::app::core::keys::Bindings;
use crate::app::core::request::{Choice, PointForm, Purpose, Subject};
use crate::app::overlay::menu::{Item, Menu, Title};
use crate::app::widget::area::Area;
use crate::config::settings::Colours;
use crate::domain::code::{Level, Paper, Point, PointKind, Presence};
use crate::domain::entity::pairing::Side;
use crate::domain::number::{self, shown};
use crate::domain::rule::project;
use crate::domain::rule::suggest::About;
use crate::text::pad;
use crate::view::conflict;
use crate::view::say;
use crate::view::several;
use crate::view::widget::list::{self, more};
use crate::view::widget::pen::{Pen, Role, cell, cells};
use crate::words::{Lang, fl};
use named::{candidate, day_form, sheet_of, who};

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, menu: &Menu, area: Area) {
    let title = match &menu.title {
        Title::CanDo(subject) => fl!(
            pen.words,
            "menu-can-do",
            what = subject::title(pen, model, subject)
        ),
        Title::Choice(Choice::Background) => fl!(pen.words, "menu-background"),
        Title::Choice(Choice::Workbook) => fl!(pen.words, "menu-workbook"),
        Title::Choice(Choice::NoSuchBadge(_, typed) | Choice::NobodyHere(_, typed)) => {
            not_here(pen, typed)
        }
        Title::Choice(Choice::BadgeOrNeed(_, badge, _)) => {
            fl!(pen.words, "menu-sheet-or-need", number = shown(badge))
        }
        Title::Choice(Choice::Together(..)) => fl!(pen.words, "menu-for-which"),
        Title::Choice(Choice::Level(id)) => fl!(
            pen.words,
            "menu-level-of",
            what = say::subject(&model.world.book, &id.session, &[&id.need], &id.org)
        ),
        Title::Choice(Choice::TaskStatus(_)) => fl!(pen.words, "menu-task-state"),
        Title::Choice(Choice::PairingStatus(_)) => fl!(pen.words, "menu-pairing-state"),
        Title::Choice(Choice::Reason(..)) => fl!(pen.words, "menu-reason"),
        Title::Choice(Choice::Task(_)) => fl!(pen.words, "menu-catalogue"),
        Title::Choice(Choice::Suggested(id)) => {
            say::subject(&model.world.book, &id.session, &[&id.need], &id.org)
        }
        Title::Choice(Choice::Decision(id)) => {
            let subject = Subject::Pairing(id.clone());
            let what = subject::title(pen, model, &subject);
            fl!(pen.words, "menu-can-do", what = what)
        }
        Title::Choice(Choice::Marked(marks)) => {
            fl!(pen.words, "menu-marked", count = marks.len())
        }
        Title::Choice(Choice::Broken(id)) => {
            let what = say::subject(&model.world.book, &id.session, &[&id.need], &id.org);
            fl!(
                pen.words,
                "menu-broken",
                rule = say::rule_name(pen.words, id),
                what = what
            )
        }
        Title::Choice(Choice::Rules(id)) => {
            let what = say::subject(&model.world.book, &id.session, &[&id.need], &id.org);
            fl!(pen.words, "menu-rules-of", what = what)
        }
        Title::Choice(Choice::Project(id) | Choice::Shared(id)) => {
            let what = say::subject(&model.world.book, &id.session, &[&id.need], &id.org);
            fl!(pen.words, "menu-project-of", what = what)
        }
        Title::Choice(Choice::Filters(_)) => fl!(pen.words, "menu-filters"),
        Title::Choice(Choice::Point(_, point)) => pen.words.pick(point.ja(), point.en()).to_owned(),
        Title::Choice(Choice::OpenTasks(.., open)) => {
            fl!(pen.words, "menu-open-tasks", count = *open)
        }
    };
    let enter = model.world.keys.first(Action::Accept);
    let back = model.world.keys.first(Action::Back);
    // Beside its line there may be no room for the whole reason.
    let off = menu.items.get(menu.picker.selected);
    let off = off.and_then(|item| item.off(&model.world));
    let foot = match off {
        Some(why) => say::text(pen.words, model, &why),
        None => fl!(pen.words, "menu-foot", key = enter, back = back),
    };
    let below = more(pen, menu.items.len(), &menu.picker, area.inner().height);
    let foot = list::foot(area.width, &below, &foot);
    let inner = pen.frame(area, &title, &foot, true);
    let lines = menu.items.iter().enumerate().skip(menu.picker.offset);
    for (row, (at, item)) in (0..inner.height).zip(lines) {
        let selected = at == menu.picker.selected;
        let mark = if selected { "> " } else { "  " };
        let off = item.off(&model.world);
        let number = match off {
            None => menu.digit(at).map_or_else(String::new, |n| n.to_string()),
            Some(_) => "-".to_owned(),
        };
        let area = inner.row(row);
        let name = item_text(pen, model, menu, item);
        let room = area.width.saturating_sub(5);
        let taken = cells(&name).saturating_add(2).min(room);
        let (right, role) = match &off {
            Some(why) => {
                let why = say::text(pen.words, model, why);
                (whole_or_first(pen, &why, room - taken), Role::Dim)
            }
            None => (key(item, &model.world.keys), Role::Plain),
        };
        let right_width = cells(&right).saturating_add(1).min(room - taken);
        let cells = [
            cell(2, mark, Role::Strong),
            cell(3, number, Role::Key),
            cell(room - right_width, name, role),
            cell(
                right_width,
                right,
                if off.is_some() { Role::Dim } else { Role::Key },
            ),
        ];
        pen.row(area, &cells, selected);
        if selected {
            pen.set_caret(area.x, area.y);
        }
    }
}

/// A reason as far as it fits in whole sentences: all of it stands below when its line is selected.
fn whole_or_first(pen: &Pen<'_>, why: &str, room: u16) -> String {
    if cells(why) < room {
        return why.to_owned();
    }
    let end = pen.words.pick("。", ". ");
    why.split(end).next().unwrap_or_default().to_owned()
}

/// The key that does the same on the screen below.
fn key(item: &Item, keys: &Bindings) -> String {
    let action = match item {
        Item::StepFixed(_) | Item::Choose(Choice::Level(_) | Choice::TaskStatus(_)) => Action::Step,
        Item::Edit(Purpose::PairingNote(_) | Purpose::MemoText(..) | Purpose::TaskNote(_)) => {
            Action::EditMemo
        }
        Item::Confirm(_) => Action::ConfirmPairing,
        Item::Suggestions(_, About::Need(_)) => Action::ShowSuggestions,
        Item::Details(_) => Action::ShowDetails,
        Item::TakeBack(_) | Item::Unseat(_) | Item::Presence(_, Presence::Expected) => {
            Action::TakeBack
        }
        Item::Paper(_, Paper::List, _) => Action::SignList,
        Item::Paper(_, Paper::Nda, _) => Action::SignNda,
        Item::Paper(_, Paper::Badge, _) => Action::GiveBadge,
        Item::Decide(..)
        | Item::Join(..)
        | Item::Level(..)
        | Item::Edit(_)
        | Item::Choose(_)
        | Item::Status(..)
        | Item::Reason(..)
        | Item::Point(..)
        | Item::AddTask(..)
        | Item::TaskStatus(..)
        | Item::TasksStatus(..)
        | Item::PairingsStatus(..)
        | Item::End(..)
        | Item::Workbook { .. }
        | Item::Colours(_)
        | Item::TypeAgain
        | Item::WriteMemo
        | Item::Begin(..)
        | Item::Together(..)
        | Item::RecordFor(_)
        | Item::Narrow(..)
        | Item::ForgetFilter(_)
        | Item::SheetOf(_)
        | Item::MarkNeed(..)
        | Item::Aside(..)
        | Item::Presence(..)
        | Item::Paper(_, Paper::Sheet | Paper::Label, _)
        | Item::Outcome(..)
        | Item::Replan(..)
        | Item::Candidate(_)
        | Item::Suggestions(_, About::Firm(_))
        | Item::History(_) => return String::new(),
    };
    keys.first(action)
}

/// That nobody has this badge, or is called so.
fn not_here(pen: &Pen<'_>, typed: &str) -> String {
    if number::typed(typed).is_some() {
        fl!(pen.words, "menu-no-such-badge", badge = typed)
    } else {
        fl!(pen.words, "menu-not-here", typed = typed)
    }
}

fn item_text(pen: &Pen<'_>, model: &Model, menu: &Menu, item: &Item) -> String {
    match item {
        Item::Decide(_, field, _, (value, who)) => fl!(
            pen.words,
            "menu-decide",
            field = conflict::name(pen.words, *field),
            value = value.text(pen.words.lang()),
            who = who.as_str()
        ),
        Item::Join(_, field) => {
            let field = conflict::name(pen.words, *field);
            fl!(pen.words, "menu-join", field = field)
        }
        Item::Colours(colours) => match colours {
            Colours::Dark => fl!(pen.words, "menu-dark"),
            Colours::Light => fl!(pen.words, "menu-light"),
            Colours::Auto | Colours::Mono | Colours::None => fl!(pen.words, "menu-mono"),
        },
        Item::Workbook { is_internal: true } => fl!(pen.words, "menu-workbook-internal"),
        Item::Workbook { is_internal: false } => fl!(pen.words, "menu-workbook-public"),
        Item::Choose(Choice::Background) => fl!(pen.words, "menu-background"),
        Item::Choose(Choice::Workbook) => fl!(pen.words, "menu-workbook"),
        Item::TypeAgain => fl!(pen.words, "menu-type-again"),
        Item::WriteMemo => fl!(pen.words, "menu-write-memo"),
        Item::Begin(..) => fl!(pen.words, "menu-begin"),
        Item::RecordFor(needs) => {
            let needs: Vec<&str> = needs.iter().map(|no| shown(no)).collect();
            needs.join(pen.words.pick(" と ", " and "))
        }
        Item::Choose(Choice::BadgeOrNeed(_, badge, _)) => {
            fl!(pen.words, "menu-sheet-or-need", number = shown(badge))
        }
        Item::SheetOf(who) => sheet_of(pen, model, who),
        Item::MarkNeed(who, need) => fl!(
            pen.words,
            "menu-mark-need",
            badge = shown(&who.badge),
            marks = several::marks(pen.words, &[(need.clone(), Level::Interested)])
        ),
        Item::Choose(Choice::Together(..)) => fl!(pen.words, "menu-for-which"),
        Item::Together(..) => fl!(pen.words, "menu-together"),
        Item::Edit(Purpose::Day(form)) => day_form(pen, form),
        Item::Aside(.., Some(how)) => {
            let how = pen.words.pick(how.ja(), how.en());
            fl!(pen.words, "menu-aside", how = how)
        }
        Item::Aside(.., None) => fl!(pen.words, "menu-waits"),
        Item::Outcome(_, outcome, None) => pen.words.pick(outcome.ja(), outcome.en()).to_owned(),
        Item::Outcome(_, outcome, Some(side)) => {
            let outcome = pen.words.pick(outcome.ja(), outcome.en());
            match side {
                Side::Hospital => fl!(pen.words, "menu-no-hospital", outcome = outcome),
                Side::Company => fl!(pen.words, "menu-no-company", outcome = outcome),
            }
        }
        Item::StepFixed(_) => fl!(pen.words, "menu-fix"),
        Item::Unseat(_) => fl!(pen.words, "menu-unseat"),
        Item::Replan(id, side) => {
            let who = who(pen, model, id, *side);
            fl!(pen.words, "menu-replan", who = who)
        }
        Item::Edit(Purpose::Meeting(form)) => super::form::meeting::name(pen.words, form),
        Item::TakeBack(_) => fl!(pen.words, "menu-take-back"),
        Item::Edit(Purpose::Correction(_)) => fl!(pen.words, "menu-correction"),
        Item::Level(_, level) => pen.words.pick(level.ja(), level.en()).to_owned(),
        Item::Choose(Choice::Level(_)) => fl!(pen.words, "menu-level"),
        Item::Presence(_, Presence::Arrived) => fl!(pen.words, "menu-check-in"),
        Item::Presence(_, Presence::Expected) => fl!(pen.words, "menu-check-out"),
        Item::Presence(_, presence) => {
            let presence = pen.words.pick(presence.ja(), presence.en());
            fl!(pen.words, "menu-aside", how = presence)
        }
        Item::Paper(_, paper, is_done) => {
            let paper = pen.words.pick(paper.ja(), paper.en());
            if *is_done {
                fl!(pen.words, "menu-paper", paper = paper)
            } else {
                fl!(pen.words, "menu-paper-not", paper = paper)
            }
        }
        Item::Choose(Choice::NoSuchBadge(_, typed) | Choice::NobodyHere(_, typed)) => {
            not_here(pen, typed)
        }
        Item::Confirm(_) => fl!(pen.words, "menu-confirm"),
        Item::Edit(Purpose::PairingNote(_) | Purpose::MemoText(..)) => fl!(pen.words, "menu-memo"),
        Item::Choose(Choice::PairingStatus(_) | Choice::Decision(_) | Choice::Suggested(_)) => {
            fl!(pen.words, "menu-status")
        }
        Item::Status(id, status) => {
            let now = model.world.book.pairings.get(id).map(|p| p.status);
            let name = pen.words.pick(status.ja(), status.en());
            // The first step on the road brings the tasks.
            if status.is_confirmed() && now.is_some_and(|now| !now.is_confirmed()) {
                fl!(pen.words, "menu-with-tasks", status = name)
            } else {
                name.to_owned()
            }
        }
        Item::Reason(.., reason) => pen.words.pick(reason.ja(), reason.en()).to_owned(),
        Item::Edit(Purpose::Next(_, Side::Hospital)) => fl!(pen.words, "menu-next-hospital"),
        Item::Edit(Purpose::Next(_, Side::Company)) => fl!(pen.words, "menu-next-company"),
        Item::Choose(Choice::Reason(_, status)) => {
            let status = pen.words.pick(status.ja(), status.en());
            fl!(pen.words, "menu-end", status = status)
        }
        Item::Choose(Choice::OpenTasks(.., open)) | Item::End(.., (open, true)) => {
            fl!(pen.words, "menu-stop-tasks", count = *open)
        }
        Item::End(.., (_, false)) => fl!(pen.words, "menu-keep-tasks"),
        Item::Choose(Choice::Task(_)) => fl!(pen.words, "menu-add-task"),
        Item::AddTask(_, code, (ja, en)) => format!("{} {}", pad(code, 4), pen.words.pick(ja, en)),
        Item::Choose(Choice::TaskStatus(_)) => fl!(pen.words, "menu-task-status"),
        Item::Edit(Purpose::Finish(..)) => fl!(pen.words, "menu-finish"),
        Item::TaskStatus(_, status) => pen.words.pick(status.ja(), status.en()).to_owned(),
        Item::Edit(Purpose::Due(id)) => {
            let book = &model.world.book;
            let task = book.tasks.get(id);
            if task.is_some_and(|task| book.is_due_doubtful(task)) {
                fl!(pen.words, "due-anew")
            } else {
                fl!(pen.words, "menu-due")
            }
        }
        Item::Edit(Purpose::TaskNote(_)) => fl!(pen.words, "menu-note"),
        Item::Edit(Purpose::TaskDetails(_)) => fl!(pen.words, "menu-task-details"),
        Item::Edit(Purpose::Overrule(id)) => {
            let of_one = matches!(&menu.title, Title::Choice(Choice::Broken(_)));
            let waiver = model.world.book.waivers.get(id);
            if waiver.is_some_and(|w| w.waived) {
                fl!(
                    pen.words,
                    "menu-overruled",
                    rule = say::rule_name(pen.words, id)
                )
            } else if of_one {
                fl!(pen.words, "menu-overrule")
            } else {
                fl!(
                    pen.words,
                    "menu-overrule-rule",
                    rule = say::rule_name(pen.words, id)
                )
            }
        }
        Item::Choose(Choice::Marked(marks)) => {
            fl!(pen.words, "menu-marked", count = marks.len())
        }
        Item::TasksStatus(ids, status) => {
            let status = pen.words.pick(status.ja(), status.en());
            fl!(
                pen.words,
                "menu-tasks-status",
                count = ids.len(),
                status = status
            )
        }
        Item::PairingsStatus(ids, status) => {
            let status = pen.words.pick(status.ja(), status.en());
            fl!(
                pen.words,
                "menu-pairings-status",
                count = ids.len(),
                status = status
            )
        }
        Item::Edit(Purpose::DueOfAll(ids)) => {
            fl!(pen.words, "menu-due-of-all", count = ids.len())
        }
        Item::Choose(Choice::Rules(_) | Choice::Broken(_)) => fl!(pen.words, "menu-rules"),
        Item::Choose(Choice::Filters(_)) => fl!(pen.words, "menu-filters"),
        Item::Narrow(name, words) => format!("{name}  {words}"),
        Item::ForgetFilter(name) => fl!(pen.words, "menu-forget-filter", name = name.as_str()),
        Item::Edit(Purpose::FilterName(words)) => {
            fl!(pen.words, "menu-name-filter", words = words.as_str())
        }
        Item::Choose(Choice::Project(_)) => fl!(pen.words, "menu-project"),
        Item::Choose(Choice::Shared(id)) => {
            let pairing = model.world.book.pairings.get(id);
            let count = pairing.map_or(0, project::agreed);
            fl!(pen.words, "menu-shared", count = count)
        }
        Item::Choose(Choice::Point(id, point)) => {
            let pairing = model.world.book.pairings.get(id);
            let value = pairing.map_or("", |p| p.point(*point));
            let name = pen.words.pick(point.ja(), point.en());
            match value {
                "" => name.to_owned(),
                value => format!("{name}  [{}]", shown_point(pen, *point, value)),
            }
        }
        Item::Point(_, point, value) if value.is_empty() => {
            let name = pen.words.pick(point.ja(), point.en());
            fl!(pen.words, "menu-take-off", what = name)
        }
        Item::Point(_, point, value) => match point.kind() {
            PointKind::Day => pen.words.pick(point.ja(), point.en()).to_owned(),
            PointKind::Commitment | PointKind::Collaboration | PointKind::Yen | PointKind::Text => {
                shown_point(pen, *point, value)
            }
        },
        Item::Edit(Purpose::Points(_, PointForm::Terms)) => fl!(pen.words, "menu-terms"),
        Item::Edit(Purpose::Points(_, PointForm::Shared)) => fl!(pen.words, "menu-shared-text"),
        Item::Edit(Purpose::Points(_, PointForm::Lessons)) => fl!(pen.words, "menu-lessons"),
        Item::Edit(Purpose::Met(_)) => fl!(pen.words, "menu-met"),
        Item::Edit(Purpose::Successor(_)) => fl!(pen.words, "menu-successor"),
        Item::Edit(Purpose::OwnTask(_)) => fl!(pen.words, "menu-own-task"),
        Item::Edit(Purpose::NewSession) => fl!(pen.words, "form-new-session-title"),
        Item::Edit(Purpose::Actor) => fl!(pen.words, "form-actor-title"),
        Item::Edit(Purpose::Settings) => fl!(pen.words, "form-settings-title"),
        Item::Edit(Purpose::NewFile) => fl!(pen.words, "form-new-title"),
        Item::Edit(Purpose::Operator) => fl!(pen.words, "action-change-operator"),
        Item::Candidate(id) => candidate(pen, model, id),
        Item::Suggestions(_, About::Need(_)) => fl!(pen.words, "menu-suggestions"),
        Item::Suggestions(_, About::Firm(_)) => fl!(pen.words, "menu-needs-for-firm"),
        // Of two things in one menu each is named.
        Item::Details(Subject::Need(..)) if !is_of_need(menu) => {
            fl!(pen.words, "menu-details-need")
        }
        Item::Details(Subject::Pairing(_)) if is_of_suggestion(menu) => {
            fl!(pen.words, "menu-details-record")
        }
        Item::Details(_) => fl!(pen.words, "menu-details"),
        Item::History(_) => fl!(pen.words, "menu-history"),
    }
}

fn shown_point(pen: &Pen<'_>, point: Point, value: &str) -> String {
    point.shown(value, pen.words.lang() == Lang::En)
}

/// Whether the menu is that of a need itself.
fn is_of_need(menu: &Menu) -> bool {
    matches!(
        menu.title,
        Title::CanDo(Subject::Need(..) | Subject::Hit(..))
    )
}

fn is_of_suggestion(menu: &Menu) -> bool {
    matches!(menu.title, Title::Choice(Choice::Suggested(_)))
}
