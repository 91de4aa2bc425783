//! The start screen (開始): recent sessions, a file, the sample.

use super::Turn;
use super::field::Field;
use super::msg::Effect;
use super::picker::Picker;
use crate::domain::book::Book;
use crate::text::Clean;
use std::path::PathBuf;

/// The start screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// Path of a file, typed or dropped.
    pub path: Field,
    /// Place in the choices.
    pub picker: Picker,
}

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

impl Turn<'_, '_> {
    /// Enter on the start screen.
    pub(super) fn start_accept(&mut self) {
        if !self.m.start.path.is_blank() {
            let path = path(self.m.start.path.text());
            self.effects.push(Effect::OpenFile(path));
            return;
        }
        let choices = choices(&self.m.book);
        match choices.into_iter().nth(self.m.start.picker.selected) {
            Some(Choice::Recorded(id)) => self.effects.push(Effect::OpenRecorded(id)),
            Some(Choice::Sample) => self.effects.push(Effect::OpenSample),
            Some(Choice::Follow) => self.m.screen = super::Screen::Follow,
            None => {}
        }
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
