//! A line of the follow-up list. Where the width runs short for a task and a firm of the list, the side that acts gives
//! way first, then the business days left, which the mark behind the day stands for; below 80 columns a line takes two
//! rows. Task, day, firm, need, level and state never give way.

use crate::app::Model;
use crate::app::screen::follow::{DUE, Line, NEED, STATE, Widths};
use crate::app::widget::area::Area;
use crate::domain::code::{Level, TaskStatus};
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::task::TaskId;
use crate::domain::number;
use crate::domain::roster::Session;
use crate::domain::rule::check::Finding;
use crate::domain::rule::decision::Open;
use crate::text::{Clean, elide, width};
use crate::view::open::{self, date};
use crate::view::widget::pen::{Cell, Pen, Role, cell};
use crate::words::{Lang, Words, fl};

/// Widths of the columns, each with the gap behind it; 0: it gave way.
pub(super) struct Columns {
    rows: u16,
    due: u16,
    left: u16,
    title: u16,
    session: u16,
    need: u16,
    org: u16,
    owner: u16,
    state: u16,
}

/// How a line stands in the list.
#[derive(Clone, Copy)]
pub(super) struct At {
    /// The selection is on it.
    pub(super) selected: bool,
    /// So are the keys.
    pub(super) focused: bool,
    /// It is marked.
    pub(super) marked: bool,
}

impl At {
    /// What stands in front of it.
    pub(super) fn mark(self) -> &'static str {
        match (self.selected, self.marked) {
            (true, true) => ">x",
            (true, false) => "> ",
            (false, true) => " x",
            (false, false) => "  ",
        }
    }
}

/// 残り12営業日, `12 working days late!`.
const LEFT: (u16, u16) = (13, 22);
const OWNER: u16 = 13;
/// 前の課題（..）待ち, in the place of side and state.
const WAITS: u16 = OWNER + STATE;
/// What title and firm get at least, whatever else is shown.
const TITLE: u16 = 20;
const ORG: u16 = 12;

impl Columns {
    /// For a list of that width; `title`, `org` and `state` have so many cells where they are widest.
    pub(super) fn of(width: u16, rows: u16, most: &Widths, lang: Lang) -> Self {
        let (title, org, state) = (most.title, most.org, most.state);
        let session = most.session + u16::from(most.session > 0);
        let days = match lang {
            Lang::Ja => LEFT.0,
            Lang::En => LEFT.1,
        };
        if rows > 1 {
            let mut rest = width.saturating_sub(4 + session + NEED + days + STATE);
            let owner = if rest >= ORG.max(org + 1) + OWNER {
                OWNER
            } else {
                0
            };
            rest = rest.saturating_sub(owner);
            return Self {
                rows,
                due: DUE,
                left: days,
                title: width.saturating_sub(2 + DUE),
                session,
                need: NEED,
                org: rest,
                owner,
                state: STATE,
            };
        }
        let state = STATE.min(state + 1);
        let mut rest = width.saturating_sub(2 + DUE + session + NEED + state);
        let (title, org) = (TITLE.max(title + 1), org + 1);
        let mut take = |column: u16| {
            let fits = rest >= title + org + column;
            rest -= if fits { column } else { 0 };
            if fits { column } else { 0 }
        };
        let (left, owner) = (take(days), take(OWNER));
        // Where there is not enough for both, the firm keeps its share.
        let org = org.min(rest.saturating_sub(title).max(rest * 2 / 5));
        Self {
            rows,
            due: DUE,
            left,
            // What nobody needs stays at the right, so that task and firm stand together.
            title: rest.saturating_sub(org).min(title),
            session,
            need: NEED,
            org,
            owner,
            state,
        }
    }

    /// A line that is no heading.
    pub(super) fn line(
        &self,
        pen: &mut Pen<'_>,
        model: &Model,
        line: &Line,
        rows: [Area; 2],
        at: At,
    ) {
        match line {
            Line::Task {
                id,
                remaining,
                waits,
            } => self.task(pen, model, (id, *remaining, waits.as_ref()), rows, at),
            Line::Pairing { id, open } => self.pairing(pen, model, (id, open.as_deref()), rows, at),
            Line::Broken(finding) => self.broken(pen, model, finding, rows, at),
            Line::Head(_) => {}
        }
    }

    fn task(
        &self,
        pen: &mut Pen<'_>,
        model: &Model,
        (id, remaining, waits): (&TaskId, i32, Option<&TaskId>),
        rows: [Area; 2],
        at: At,
    ) {
        let book = &model.world.book;
        let Some(task) = book.tasks.get(id) else {
            return;
        };
        let l = pen.words;
        let closed = task.status.is_closed();
        let (left, role) = if closed {
            // The day of what is done is the day it was done.
            (fl!(l, "follow-done-day"), Role::Dim)
        } else {
            left_text(l, remaining)
        };
        let session = book.sessions.get(&id.session);
        let text = if closed || waits.is_some() {
            Role::Dim
        } else {
            Role::Plain
        };
        let status = l.pick(task.status.ja(), task.status.en()).to_owned();
        let owner = l.pick(task.owner_side.ja(), task.owner_side.en());
        let before = waits.filter(|_| task.status == TaskStatus::Open);
        let before = before.and_then(|id| book.tasks.get(id));
        let before = before.map(|t| {
            // The title is cut, not what is said of it.
            let title = l.pick(&t.title_ja, &t.title_en);
            if self.rows == 1 && self.owner + self.state < WAITS {
                return fl!(l, "follow-waits-for", task = title);
            }
            let said = width(&fl!(l, "follow-waits", task = "")) + 1;
            let title = elide(title, usize::from(WAITS).saturating_sub(said));
            fl!(l, "follow-waits", task = title)
        });
        let of_pairing = id.pairing().map(Entity::Pairing);
        let disputed = [Some(Entity::Task(id.clone())), of_pairing];
        let disputed = (disputed.iter().flatten()).any(|e| !book.conflicts_of(e).is_empty());
        let title = l.pick(&task.title_ja, &task.title_en);
        let title = if book.is_due_doubtful(task) {
            format!("{} {title}", fl!(l, "due-doubtful"))
        } else {
            title.to_owned()
        };
        let title = if disputed {
            format!("{} {title}", fl!(l, "conflict-mark"))
        } else {
            title
        };
        let mark = at.mark();
        let mut day = date(l, model.world.today, task.day());
        // Without the days left, the day says that it has passed.
        let day_role = if self.left == 0 { role } else { text };
        if self.left == 0 && !closed && remaining < 0 {
            day.push('!');
        }
        let mut lead = vec![
            cell(2, mark, Role::Strong),
            gapped(self.due, &day, day_role),
        ];
        // Where side and state have no room for what it waits for, the business days left make some.
        let close = self.rows == 1 && before.is_some() && self.owner + self.state < WAITS;
        let left = if close && self.left > 0 {
            gapped(self.left, &fl!(l, "follow-waits-short"), text)
        } else {
            gapped(self.left, &left, role)
        };
        let title = gapped(self.title, &title, text);
        let mut of = vec![
            self.session(model, &id.session, text),
            gapped(self.need, number::shown(&id.need), text),
            gapped(self.org, &partner(session, &id.need, &id.org), text),
        ];
        let state = |before: Option<String>| match before {
            // Whom it is up to matters once it can be done.
            Some(before) if close => vec![gapped(self.state, &before, text)],
            Some(before) => vec![gapped(WAITS, &before, text)],
            None => vec![
                gapped(self.owner, owner, text),
                gapped(self.state, &status, text),
            ],
        };
        if self.rows == 1 {
            lead.extend([left, title]);
            of.extend(state(before));
            lead.extend(of);
            self.put(pen, rows, &lead, &[], at.focused);
        } else {
            lead.push(title);
            let mut second = vec![cell(4, "", text)];
            if let Some(before) = before {
                of.truncate(2);
                let org = (self.org + self.left + self.owner + self.state).saturating_sub(WAITS);
                of.push(gapped(org, &partner(session, &id.need, &id.org), text));
                second.extend(of);
                second.push(gapped(WAITS, &before, text));
            } else {
                second.extend(of);
                second.extend([
                    left,
                    gapped(self.owner, owner, text),
                    gapped(self.state, &status, text),
                ]);
            }
            self.put(pen, rows, &lead, &second, at.focused);
        }
    }

    fn pairing(
        &self,
        pen: &mut Pen<'_>,
        model: &Model,
        (id, open): (&PairingId, Option<&[Open]>),
        rows: [Area; 2],
        at: At,
    ) {
        let book = &model.world.book;
        let Some(pairing) = book.pairings.get(id) else {
            return;
        };
        let l = pen.words;
        let session = book.sessions.get(&id.session);
        let role = match pairing.level {
            Level::WantsMeeting => Role::Wish,
            Level::Declined => Role::Dim,
            Level::Discuss | Level::Interested => Role::Plain,
        };
        let level = l.pick(pairing.level.ja(), pairing.level.en()).to_owned();
        let disputed = !book.conflicts_of(&Entity::Pairing(id.clone())).is_empty();
        let level = if disputed {
            format!("{} {level}", fl!(l, "conflict-mark"))
        } else {
            level
        };
        let more = if let Some(open) = open {
            open::text(l, model.world.today, open)
        } else {
            let status = l.pick(pairing.status.ja(), pairing.status.en());
            [status, pairing.reason.as_str()].join(" ")
        };
        let badge = pairing
            .persons
            .first()
            .map_or("", |badge| number::shown(badge));
        let mark = at.mark();
        let who = format!("{badge} {}", partner(session, &id.need, &id.org));
        let mut first = vec![
            cell(2, mark, Role::Strong),
            gapped(self.due + 3, &level, role),
            self.session(model, &id.session, Role::Plain),
            gapped(self.need, number::shown(&id.need), Role::Plain),
        ];
        if self.rows == 1 {
            first.push(gapped(26, who.trim_start(), Role::Plain));
            first.push(cell(200, more, Role::Plain));
            self.put(pen, rows, &first, &[], at.focused);
        } else {
            first.push(cell(200, who.trim_start().to_owned(), Role::Plain));
            let second = vec![cell(4, "", Role::Plain), cell(200, more, Role::Plain)];
            self.put(pen, rows, &first, &second, at.focused);
        }
    }

    fn broken(&self, pen: &mut Pen<'_>, model: &Model, finding: &Finding, rows: [Area; 2], at: At) {
        let l = pen.words;
        let id = &finding.id;
        let session = model.world.book.sessions.get(&id.session);
        let who = if id.org.is_empty() {
            let told = session.map(|s| s.need_told(&id.need).to_string());
            told.unwrap_or_default()
        } else {
            partner(session, &id.need, &id.org)
        };
        let mark = at.mark();
        let rule = l.pick(finding.rule.ja(), finding.rule.en());
        let mut first = vec![
            cell(2, mark, Role::Strong),
            gapped(18, rule, Role::Warn),
            self.session(model, &id.session, Role::Plain),
            gapped(self.need, number::shown(&id.need), Role::Plain),
        ];
        let message = finding.message(l);
        if self.rows == 1 {
            first.push(gapped(16, &who, Role::Plain));
            first.push(cell(200, message, Role::Plain));
            self.put(pen, rows, &first, &[], at.focused);
        } else {
            first.push(cell(200, who, Role::Plain));
            let second = vec![cell(4, "", Role::Plain), cell(200, message, Role::Plain)];
            self.put(pen, rows, &first, &second, at.focused);
        }
    }

    /// Of which session a line is, where several are listed.
    fn session(&self, model: &Model, id: &Clean, role: Role) -> Cell<'static> {
        let word = model.screens.follow.sessions.get(id);
        gapped(self.session, word.map_or("", String::as_str), role)
    }

    fn put(
        &self,
        pen: &mut Pen<'_>,
        [first, second]: [Area; 2],
        top: &[Cell<'_>],
        below: &[Cell<'_>],
        focused: bool,
    ) {
        pen.row(first, top, focused);
        if self.rows > 1 {
            pen.row(second, below, focused);
        }
    }
}

/// How many business days are left, or that they are over.
pub(super) fn left_text(l: &Words, remaining: i32) -> (String, Role) {
    match remaining {
        ..0 => {
            let over = remaining.saturating_neg();
            (fl!(l, "follow-over", days = over), Role::Warn)
        }
        0 => (fl!(l, "follow-is-today"), Role::Notice),
        _ => (fl!(l, "follow-left", days = remaining), Role::Plain),
    }
}

/// A text that leaves a gap behind it.
fn gapped(width: u16, text: &str, role: Role) -> Cell<'static> {
    let room = usize::from(width.saturating_sub(1));
    let mut text = elide(text, room);
    if width > 0 {
        text.push(' ');
    }
    cell(width, text, role)
}

/// The organisation, and the title of the need where its number means another one, too.
pub(super) fn partner(session: Option<&Session>, need: &Clean, org: &Clean) -> String {
    let org = org_name(session, org);
    let told = session.map(|s| s.need_told(need)).unwrap_or_default();
    let title = told.strip_prefix(number::shown(need)).unwrap_or_default();
    format!("{org}{title}")
}

pub(super) fn org_name(session: Option<&Session>, id: &Clean) -> String {
    let org = session.and_then(|s| s.recorded_organisation(id));
    org.map_or_else(|| id.to_string(), |o| o.short_name().to_string())
}
