//! What the start screen offers besides sessions: the sample with its own record, a template, the settings.

use super::setup::setup;
use super::{Turn, World};
use crate::app::{Model, Msg, Setup};
use crate::config::edit::{self, Setting};
use crate::domain::reading::Answers;
use crate::shell::commands::{new, sample};
use crate::shell::event::Event;
use crate::shell::opener;
use crate::shell::user_files::{shown, why};
use crate::words::fl;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;

impl World<'_> {
    /// Closes the record and opens the other one. Everything is saved: the screen asks for this only then.
    pub(super) fn turn(&mut self, turn: Turn, events: &Receiver<Event>) {
        let left = self
            .database
            .take()
            .map(|mut d| d.close())
            .unwrap_or_default();
        if !left.actions.is_empty() {
            self.workspace.rescue(&left.actions);
        }
        // What the closed record still said is not for the other one; what the user did is.
        let waiting: Vec<Event> = events.try_iter().filter(is_of_user).collect();
        let is_sample = turn == Turn::ToSample;
        self.workspace = if is_sample { self.sample } else { self.real };
        let removed = match turn {
            Turn::ToReal { remove: true } => Some(sample::forget(self.real)),
            Turn::ToReal { remove: false } | Turn::ToSample => None,
        };
        let (look, actor) = (self.model.world.look, self.model.world.actor.clone());
        let setup = Setup {
            actor,
            ..setup(self.workspace, Some(look))
        };
        self.model = Model::new(setup);
        (self.searched, self.awaited) = (None, None);
        let (width, height) = self.screen.size();
        self.update(Msg::Resize { width, height });
        self.open_record();
        if is_sample {
            self.open(opener::Source::Sample, Answers::default());
        }
        match removed {
            Some(Ok(true)) => self.tell(false, fl!(self.words, "sample-removed")),
            Some(Ok(false)) => self.tell(false, fl!(self.words, "sample-none")),
            Some(Err(error)) => {
                let path = shown(&self.real.places().sample());
                let text = fl!(self.words, "sample-stays", path = path);
                self.tell(true, format!("{text} {}", why(self.words, &error)));
            }
            None => {}
        }
        for event in waiting {
            self.take(event);
        }
    }

    pub(super) fn tell(&mut self, grave: bool, text: String) {
        let text = text.into();
        self.update(Msg::Notice { grave, text });
    }

    /// Writes settings into their file, and tells what it says now.
    pub(super) fn save_settings(&mut self, changes: &[(Setting, String)]) {
        if let Some(text) = self.rewrite_settings(|text| edit::edited(text, changes)) {
            self.update(Msg::SettingsWritten(edit::texts(&text)));
        }
    }

    /// Writes a filter of the board into the settings, or takes it out.
    pub(super) fn save_filter(&mut self, name: &str, words: Option<&str>) {
        self.rewrite_settings(|text| edit::with_filter(text, name, words));
    }

    /// Puts a changed text in the place of the settings file, or tells why that cannot be. `Err`: the line that cannot be
    /// read.
    fn rewrite_settings(
        &mut self,
        change: impl FnOnce(&str) -> Result<String, usize>,
    ) -> Option<String> {
        let w = self.words;
        let changed = match self.workspace.settings_text() {
            Ok(text) => {
                change(&text).map_err(|line| fl!(w, "shell-settings-line", line = line.to_string()))
            }
            Err(error) => Err(why(w, &error)),
        };
        let written = changed.and_then(|text| {
            let written = self.workspace.write_settings(&text);
            written.map(|()| text).map_err(|error| why(w, &error))
        });
        match written {
            Ok(text) => Some(text),
            Err(why) => {
                let path = shown(&self.workspace.places().settings);
                self.tell(
                    true,
                    fl!(w, "shell-settings-unwritten", path = path, why = why),
                );
                None
            }
        }
    }

    /// Writes a template and puts its place into the field from which it is opened.
    pub(super) fn write_template(&mut self, path: PathBuf) {
        match new::write(self.workspace, &path) {
            Ok(()) => self.update(Msg::TemplateWritten { path }),
            Err(error) => {
                let text = fl!(self.words, "new-unwritten", path = shown(&path));
                self.tell(true, format!("{text} {}", why(self.words, &error)));
            }
        }
    }
}

/// Whether an event comes from the terminal rather than from the record.
fn is_of_user(event: &Event) -> bool {
    match event {
        Event::Msg(msg) => matches!(
            msg,
            Msg::Key(_)
                | Msg::Paste(_)
                | Msg::Click { .. }
                | Msg::Wheel { .. }
                | Msg::Resize { .. }
                | Msg::Hangup
        ),
        Event::AmbiguousWidth { .. } | Event::Resumed | Event::Broken => true,
    }
}
