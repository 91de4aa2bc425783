//! An action where the user stands: its keys, its name, and why it cannot be done just now. Keys, hints, help and palette
//! all take it from here, so that none of them offers what another refuses.

use super::Model;
use super::core::files::Files;
use super::core::say::Say;
use super::core::world::Record;
use super::help::{action_name, hint_name};
use super::screen::projector;
use crate::action::{Action, Chord};
use crate::words::Words;

/// An action on the screen that is shown.
#[derive(Clone, Copy, Debug)]
pub struct Command<'m> {
    /// The action.
    pub action: Action,
    model: &'m Model,
}

impl<'m> Command<'m> {
    /// On the screen that is shown.
    pub fn new(model: &'m Model, action: Action) -> Self {
        Self { action, model }
    }

    /// Its keys, those that work beside an IME first.
    pub fn chords(&self) -> Vec<Chord> {
        self.model.world.keys.chords(self.action)
    }

    /// Its first key as it is shown, empty if it has none.
    pub fn key(&self) -> String {
        self.model.world.keys.first(self.action)
    }

    /// What it is called on the screen shown, where that differs from its usual name.
    fn word(&self) -> Option<&'static str> {
        self.model.part().word(self.action, &self.model.world.book)
    }

    /// Its name: what it does on the screen shown.
    pub fn name(&self, words: &Words) -> String {
        let word = self.word().map(|key| words.text(key));
        word.unwrap_or_else(|| action_name(words, self.action))
    }

    /// Its name where room is short.
    pub fn short_name(&self, words: &Words) -> String {
        let word = self.word().map(|key| words.text(key));
        word.unwrap_or_else(|| hint_name(words, self.action))
    }

    /// `F5 次へ`; empty if it has no key.
    pub fn hint(&self, words: &Words) -> String {
        let key = self.key();
        if key.is_empty() {
            return key;
        }
        format!("{key} {}", self.short_name(words))
    }

    /// Why it cannot be done now: what its key is answered. `None` where only doing it shows.
    pub fn off(&self) -> Option<Say> {
        let (model, action) = (self.model, self.action);
        if model.projector && !projector::allows(action) && !action.moves() {
            return Some(Say::ProjectorOnly);
        }
        let part = model.part();
        let book = &model.world.book;
        let nothing = || Some(Say::NothingSelected);
        match action {
            Action::Quit
            | Action::Redraw
            | Action::Undo
            | Action::Redo
            | Action::RetrySave
            | Action::ConfirmSaved
            | Action::ShowPalette
            | Action::ShowHelp
            | Action::ShowNotices
            | Action::ShowHistory
            | Action::ShowProvisions
            | Action::ImportLists
            | Action::HideScreen
            | Action::ChangeOperator
            | Action::ShowSettings
            | Action::NextScreen
            | Action::PreviousScreen
            | Action::Accept
            | Action::Back
            | Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last => None,
            Action::Go(screen) => model.screens.part(screen).closed(),
            Action::ToggleProjector => model.screens.live.is_none().then_some(Say::NoSession),
            Action::ShowMenu => part.subject(book).err(),
            Action::ShowDetails => part.subject(book).err().and_then(|_| nothing()),
            Action::CopyRow => part.row(book).map_or_else(nothing, |_| None),
            Action::CloseSession | Action::WalkIn | Action::AddNeed => {
                model.screens.live.is_none().then_some(Say::NoSession)
            }
            Action::ExportWorkbook => {
                (model.world.record != Record::Read).then_some(Say::Files(Files::NoRecord))
            }
            Action::ExportSession | Action::OpenSessionTasks => {
                model.session().is_none().then_some(Say::NoSession)
            }
            Action::NextNeed
            | Action::PreviousNeed
            | Action::Step
            | Action::EditMemo
            | Action::ConfirmPairing
            | Action::DeclinePairing
            | Action::TakeBack
            | Action::ReadAgain
            | Action::NewSession
            | Action::PutAway
            | Action::EditDue
            | Action::EditStatus
            | Action::EditNextHospital
            | Action::EditNextCompany
            | Action::AddTask
            | Action::ToggleClosed
            | Action::SavedFilters
            | Action::FocusSearch
            | Action::NextMatch
            | Action::CompleteField
            | Action::SignList
            | Action::SignNda
            | Action::GiveBadge
            | Action::NextSheet
            | Action::PreviousSheet
            | Action::MakeTimetable
            | Action::EditTimes
            | Action::ShowCalls
            | Action::ShowSuggestions
            | Action::SwitchSide
            | Action::SwitchView
            | Action::ToggleMark
            | Action::ChangeOrder
            | Action::ChangePeriod
            | Action::NextPane
            | Action::PreviousPane => {
                let mut commands = part.commands(book).into_iter();
                let found = commands.find(|(own, _)| *own == action);
                found.map_or_else(|| Some(part.elsewhere()), |(_, off)| off)
            }
        }
    }
}
