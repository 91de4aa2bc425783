//! The start screen (開始): a file, what to do next, recent sessions.

use super::part::Part;
use crate::action::{Action, Chord, Group, Screen};
use crate::app::change;
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::keys::Layer;
use crate::app::core::layout::{Layout, Pane, Place};
use crate::app::core::msg::Effect;
use crate::app::core::request::{Opening, Purpose, Request, Subject};
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::domain::book::Book;
use crate::domain::roster::Session;
use crate::text::Clean;
use std::path::PathBuf;

/// Path of a file.
pub const PATH: Pane = Pane("path");
/// What to do next.
pub const NEXT: Pane = Pane("next");
/// Recent sessions.
pub const SESSIONS: Pane = Pane("sessions");

/// The start screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// Path of a file, typed or dropped.
    pub path: Field,
    /// Place in the choices; its offset is that of the list of sessions.
    pub picker: Picker,
    /// Whether the user has chosen a line. Until then it is the newest session, where there is one.
    pub touched: bool,
    /// Sessions that were put away are in the list, too.
    pub hidden: bool,
    /// How many tasks are open in all sessions.
    pub open_tasks: usize,
    /// The book they were counted in.
    counted: u64,
}

/// It is always there.
pub type State = Start;

/// A line of the start screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A session of the book, by id.
    Recorded(Clean),
    /// A new session: a template is written.
    New,
    /// The sample session, in a record of its own.
    Sample,
    /// From the sample back to the real record.
    LeaveSample,
    /// The same, and the record of the sample goes.
    RemoveSample,
    /// Lists of attendees, needs, interests, patents are taken in.
    Import,
    /// The follow-up screen.
    Follow,
    /// What the settings file says.
    Settings,
}

/// The recorded sessions, newest first; those that were put away only where these are asked for.
pub fn sessions(book: &Book, hidden: bool) -> Vec<Choice> {
    let is_listed = |s: &&Session| hidden || !s.put_away.unwrap_or(false);
    let mut sessions: Vec<_> = book.sessions.values().filter(is_listed).collect();
    sessions.sort_by(|a, b| (b.held_on, &a.id).cmp(&(a.held_on, &b.id)));
    let ids = sessions.iter().map(|s| s.id.clone());
    ids.map(Choice::Recorded).collect()
}

/// What to do next; each has a number.
pub fn next(world: &World) -> Vec<Choice> {
    let mut list = if world.sample {
        vec![Choice::Sample, Choice::LeaveSample, Choice::RemoveSample]
    } else {
        vec![Choice::New, Choice::Sample]
    };
    list.push(Choice::Import);
    if !world.book.tasks.is_empty() {
        list.push(Choice::Follow);
    }
    list.push(Choice::Settings);
    list
}

/// Everything that can be chosen, from the top.
pub fn choices(world: &World, hidden: bool) -> Vec<Choice> {
    let mut all = next(world);
    all.extend(sessions(&world.book, hidden));
    all
}

/// Most rows of what to do next, with its border: all choices of a record with tasks.
const NEXT_ROWS: u16 = 8;

/// A path as it comes from a keyboard, a drop onto the window or a copied link.
pub fn path(text: &str) -> PathBuf {
    let text = text.trim();
    let quoted = [('"', '"'), ('\'', '\''), ('“', '”'), ('「', '」')]
        .iter()
        .find_map(|(a, b)| text.strip_prefix(*a)?.strip_suffix(*b));
    if let Some(inner) = quoted {
        return PathBuf::from(inner);
    }
    let text = text.strip_prefix("file://").unwrap_or(text);
    // A Unix terminal writes a dropped name with backslashes before blanks; on Windows they part folders.
    let windows = text.get(1..3) == Some(":\\") || text.starts_with("\\\\");
    if windows || !text.contains('\\') {
        return PathBuf::from(text);
    }
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    PathBuf::from(out)
}

impl Start {
    /// The first click selects, the second chooses.
    fn point(&mut self, at: usize, ctx: &mut Ctx<'_>) {
        let again = self.picker.selected == at;
        (self.picker.selected, self.touched) = (at, true);
        if again {
            self.path.clear();
            self.accept(ctx);
        }
    }

    fn choose(choice: Option<Choice>, ctx: &mut Ctx<'_>) {
        // The record is closed for the other one only when nothing waits any more.
        let turns = match choice {
            Some(Choice::LeaveSample | Choice::RemoveSample) => true,
            Some(Choice::Sample) => !ctx.world().sample,
            Some(
                Choice::Recorded(_)
                | Choice::New
                | Choice::Import
                | Choice::Follow
                | Choice::Settings,
            )
            | None => false,
        };
        if turns && ctx.world().ledger.unsaved() > 0 {
            ctx.tell(Say::SaveFirst);
            return;
        }
        match choice {
            Some(Choice::Recorded(id)) => ctx.effect(Effect::OpenRecorded(id)),
            Some(Choice::New) => ctx.open(Opening::Edit(Purpose::NewFile)),
            Some(Choice::Import) => ctx.open(Opening::Import),
            Some(Choice::Sample) => ctx.effect(Effect::OpenSample),
            Some(Choice::LeaveSample) => ctx.effect(Effect::LeaveSample { remove: false }),
            Some(Choice::RemoveSample) => ctx.effect(Effect::LeaveSample { remove: true }),
            Some(Choice::Settings) => ctx.open(Opening::Edit(Purpose::Settings)),
            Some(Choice::Follow) => ctx.ask(Request::Go(Screen::Follow)),
            None => {}
        }
    }
}

impl Part for Start {
    fn closed(&self) -> Option<Say> {
        None
    }

    fn layout(&self, _: (u16, u16), mut body: Area, layout: &mut Layout) {
        layout.put(PATH, body.cut_top(3));
        layout.put(NEXT, body.cut_top(NEXT_ROWS));
        layout.put(SESSIONS, body);
    }

    fn commands(&self, book: &Book) -> Vec<(Action, Option<Say>)> {
        let none = sessions(book, self.hidden).is_empty();
        vec![
            (Action::NewSession, None),
            (Action::ToggleClosed, None),
            (Action::PutAway, none.then_some(Say::NoSession)),
        ]
    }

    fn elsewhere(&self) -> Say {
        Say::NoSession
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::Accept,
            Action::ShowHelp,
            Action::Go(Screen::Follow),
            Action::ShowPalette,
            Action::Quit,
        ]
    }

    fn word(&self, _: Action, _: &Book) -> Option<&'static str> {
        None
    }

    fn group(&self) -> Group {
        Group::Global
    }

    fn names_session(&self) -> bool {
        false
    }

    fn ticks(&self, _: &World) -> bool {
        false
    }

    fn session(&self) -> Option<Clean> {
        None
    }

    fn subject(&self, _: &Book) -> Result<Subject, Say> {
        Err(Say::NothingSelected)
    }

    fn row(&self, _: &Book) -> Option<Vec<String>> {
        None
    }

    fn field(&self) -> Option<&Field> {
        Some(&self.path)
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        Some(&mut self.path)
    }

    fn typed(&mut self, _: &mut Ctx<'_>) {}

    fn catch(&mut self) {}

    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        // Where there is a letter to delete, the key is one of the field.
        let layers = [Layer::Screen(Screen::Start), Layer::Global];
        let action = ctx.world().keys.action(&layers, chord);
        if action == Some(Action::PutAway) && self.path.text().is_empty() {
            ctx.ask(Request::Act(Action::PutAway));
            return true;
        }
        // A digit chooses while nothing is typed; no place of a file begins with one.
        let digit = chord.typed().filter(|_| self.path.is_blank());
        let digit = digit
            .and_then(|c| c.to_digit(10))
            .and_then(|n| usize::try_from(n).ok());
        let at = digit.and_then(|n| n.checked_sub(1));
        let choice = at.and_then(|at| Some((at, next(ctx.world()).into_iter().nth(at)?)));
        let Some((at, choice)) = choice else {
            return false;
        };
        (self.picker.selected, self.touched) = (at, true);
        // As in a menu, a digit that strayed takes nothing away.
        if choice != Choice::RemoveSample {
            Self::choose(Some(choice), ctx);
        }
        true
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        if !self.path.is_blank() {
            ctx.effect(Effect::OpenFile(path(self.path.text())));
            return;
        }
        let choices = choices(ctx.world(), self.hidden);
        Self::choose(choices.into_iter().nth(self.picker.selected), ctx);
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        if !self.path.text().is_empty() && ctx.is_second(Question::DropText) {
            self.path.clear();
        }
    }

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        self.touched = true;
        let len = choices(ctx.world(), self.hidden).len();
        self.picker.go(step, len, ctx.layout.rows(SESSIONS));
    }

    fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) {
        match action {
            Action::NewSession => ctx.open(Opening::Edit(Purpose::NewSession)),
            Action::ToggleClosed => {
                self.hidden = !self.hidden;
                ctx.tell(Say::Listed { all: self.hidden });
            }
            Action::PutAway => {
                let all = choices(ctx.world(), self.hidden);
                match all.into_iter().nth(self.picker.selected) {
                    Some(Choice::Recorded(id)) => {
                        if ctx.is_second(Question::PutAway(id.clone())) {
                            change::day::put_away(ctx, &id);
                        }
                    }
                    Some(_) | None => ctx.tell(Say::NothingSelected),
                }
            }
            _ => {}
        }
    }

    fn click(&mut self, place: Place, ctx: &mut Ctx<'_>) {
        match (place.pane, place.row) {
            (PATH, Some(_)) => self.path.click(place.inner.width, place.column),
            (SESSIONS, Some(row)) => {
                let at = next(ctx.world()).len() + self.picker.offset + usize::from(row);
                if at < choices(ctx.world(), self.hidden).len() {
                    self.point(at, ctx);
                }
            }
            (NEXT, Some(row)) => {
                let at = usize::from(row);
                if at < next(ctx.world()).len() {
                    self.point(at, ctx);
                }
            }
            _ => {}
        }
    }

    fn wheel(&mut self, place: Place, up: bool, ctx: &mut Ctx<'_>) {
        if place.pane == SESSIONS || place.pane == NEXT {
            self.step(if up { Step::Up } else { Step::Down }, ctx);
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        if self.counted != ctx.world().revision {
            self.counted = ctx.world().revision;
            let tasks = ctx.book().tasks.values();
            self.open_tasks = tasks.filter(|t| !t.status.is_closed()).count();
        }
        let next = next(ctx.world()).len();
        let sessions = sessions(ctx.book(), self.hidden).len();
        if !self.touched {
            self.picker.selected = if sessions > 0 { next } else { 0 };
        }
        let last = (next + sessions).saturating_sub(1);
        self.picker.selected = self.picker.selected.min(last);
        // Only the sessions scroll.
        let rows = usize::from(ctx.layout.rows(SESSIONS)).max(1);
        let at = self.picker.selected.saturating_sub(next);
        let least = at.saturating_sub(rows - 1);
        self.picker.offset = self.picker.offset.clamp(least, at.max(least));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropped_paths_lose_their_quotes() {
        for s in [
            "/tmp/第1回 会.toml",
            "'/tmp/第1回 会.toml'",
            "\"/tmp/第1回 会.toml\" ",
            "/tmp/第1回\\ 会.toml",
            "file:///tmp/第1回 会.toml",
        ] {
            assert_eq!(path(s), PathBuf::from("/tmp/第1回 会.toml"), "{s}");
        }
        assert_eq!(path("C:\\会\\a.toml"), PathBuf::from("C:\\会\\a.toml"));
    }
}
