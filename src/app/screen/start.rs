//! The start screen (開始): recent sessions, a file, the sample.

use super::part::Part;
use crate::action::{Action, Chord, Group, Screen};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::{Layout, Pane, Place};
use crate::app::core::msg::Effect;
use crate::app::core::request::{Request, Subject};
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::domain::book::Book;
use crate::text::Clean;
use std::path::PathBuf;

/// Path of a file.
pub const PATH: Pane = Pane("path");
/// Recent sessions.
pub const SESSIONS: Pane = Pane("sessions");

/// The start screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// Path of a file, typed or dropped.
    pub path: Field,
    /// Place in the choices.
    pub picker: Picker,
}

/// It is always there.
pub type State = Start;

/// A line of the start screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A session of the book, by id.
    Recorded(Clean),
    /// The sample session.
    Sample,
    /// The follow-up screen.
    Follow,
}

/// What can be chosen: sessions, newest first, then the sample and the follow-up list.
pub fn choices(book: &Book) -> Vec<Choice> {
    let mut sessions: Vec<_> = book.sessions.values().collect();
    sessions.sort_by(|a, b| (b.held_on, &a.id).cmp(&(a.held_on, &b.id)));
    let mut list: Vec<Choice> = sessions
        .iter()
        .map(|s| Choice::Recorded(s.id.clone()))
        .collect();
    list.push(Choice::Sample);
    if !book.tasks.is_empty() {
        list.push(Choice::Follow);
    }
    list
}

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

impl Part for Start {
    fn closed(&self) -> Option<Say> {
        None
    }

    fn layout(&self, _: (u16, u16), mut body: Area, layout: &mut Layout) {
        layout.put(PATH, body.cut_top(3));
        layout.put(SESSIONS, body);
    }

    fn commands(&self, _: &Book) -> Vec<(Action, Option<Say>)> {
        Vec::new()
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

    fn key(&mut self, _: Chord, _: &mut Ctx<'_>) -> bool {
        false
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        if !self.path.is_blank() {
            ctx.effect(Effect::OpenFile(path(self.path.text())));
            return;
        }
        let choices = choices(ctx.book());
        match choices.into_iter().nth(self.picker.selected) {
            Some(Choice::Recorded(id)) => ctx.effect(Effect::OpenRecorded(id)),
            Some(Choice::Sample) => ctx.effect(Effect::OpenSample),
            Some(Choice::Follow) => ctx.ask(Request::Go(Screen::Follow)),
            None => {}
        }
    }

    fn back(&mut self, _: &mut Ctx<'_>) {
        self.path.clear();
    }

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        let len = choices(ctx.book()).len();
        self.picker.go(step, len, ctx.layout.rows(SESSIONS));
    }

    fn act(&mut self, _: Action, _: &mut Ctx<'_>) {}

    fn click(&mut self, place: Place, ctx: &mut Ctx<'_>) {
        match (place.pane, place.row) {
            (PATH, Some(_)) => self.path.click(place.inner.width, place.column),
            (SESSIONS, Some(row)) => {
                let len = choices(ctx.book()).len();
                if let Some(at) = self.picker.at(row, len) {
                    let again = self.picker.selected == at;
                    self.picker.selected = at;
                    if again {
                        self.path.clear();
                        self.accept(ctx);
                    }
                }
            }
            _ => {}
        }
    }

    fn wheel(&mut self, place: Place, up: bool, ctx: &mut Ctx<'_>) {
        if place.pane == SESSIONS {
            self.step(if up { Step::Up } else { Step::Down }, ctx);
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        let len = choices(ctx.book()).len();
        self.picker.settle(len, ctx.layout.rows(SESSIONS));
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
