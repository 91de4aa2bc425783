//! できること: what can be done with the selected thing, numbered.

use super::Screen;
use super::Turn;
use super::fact::Fact;
use super::live::Record;
use super::msg::Effect;
use super::overlay::{Item, Menu, Overlay, Question, Subject, Title};
use super::picker::Picker;
use super::say::Say;
use crate::action::Chord;
use crate::domain::code::PairingStatus;
use crate::domain::id::Entity;
use crate::domain::op::Hlc;
use crate::domain::op::Side;
use crate::text::Clean;

impl Turn<'_, '_> {
    /// What Enter, Ctrl+O and the menu mean on the screen shown.
    pub(super) fn subject(&self) -> Option<Subject> {
        match self.m.screen {
            Screen::Start => None,
            Screen::Live => {
                let live = self.m.live.as_ref()?;
                let typed = live.focus == super::live::Focus::Search && !live.query.is_blank();
                if typed && let Some(hit) = live.hits.get(live.results.selected) {
                    return Some(Subject::Hit(Box::new(hit.clone())));
                }
                if live.focus != super::live::Focus::Needs
                    && let Some(record) = live.record(&self.m.book)
                {
                    return Some(match record {
                        Record::Pairing(id) => Subject::Pairing(id),
                        Record::Memo(id) => Subject::Memo(id),
                    });
                }
                live.shown(&self.m.book)
                    .map(|n| Subject::Need(n.no.clone()))
            }
            Screen::Follow => self.m.follow.selected().cloned().map(Subject::Task),
        }
    }

    /// Opens the menu of the selected thing.
    pub(super) fn open_menu(&mut self) {
        let Some(subject) = self.subject() else {
            let none = self.m.screen == Screen::Live && self.current_no().is_none();
            self.tell(if none {
                Say::NoNeedYet
            } else {
                Say::NothingSelected
            });
            return;
        };
        let mut items = Vec::new();
        let pairing = match &subject {
            Subject::Pairing(id) => {
                items.push(Item::Level(id.clone()));
                items.push(Item::PairingNote(id.clone()));
                Some(id.clone())
            }
            Subject::Task(id) => {
                items.push(Item::ChooseTaskStatus(id.clone()));
                items.push(Item::Due(id.clone()));
                items.push(Item::TaskNote(id.clone()));
                id.pairing()
            }
            Subject::Memo(id) => {
                items.push(Item::MemoText(*id));
                None
            }
            Subject::Need(_) | Subject::Hit(_) => None,
        };
        if let Some(id) = pairing {
            let status = self.m.book.pairings.get(&id).map(|p| p.status);
            if status.is_some_and(|s| !s.is_confirmed()) {
                items.push(Item::Confirm(id.clone()));
            }
            if status.is_some() {
                items.push(Item::ChooseStatus(id.clone()));
                items.push(Item::Next(id.clone(), Side::Hospital));
                items.push(Item::Next(id.clone(), Side::Company));
                items.push(Item::ChooseTask(id));
            }
        }
        items.push(Item::Details(subject.clone()));
        if self.entity(&subject).is_some() {
            items.push(Item::History(subject.clone()));
        }
        self.m.overlays.push(Overlay::Menu(Menu {
            title: Title::CanDo(subject),
            items,
            picker: Picker::default(),
        }));
    }

    fn entity(&self, subject: &Subject) -> Option<Entity> {
        Some(match subject {
            Subject::Pairing(id) => Entity::Pairing(id.clone()),
            Subject::Task(id) => Entity::Task(id.clone()),
            Subject::Memo(id) => Entity::Memo((self.m.live.as_ref()?.session.clone(), *id)),
            Subject::Need(_) | Subject::Hit(_) => return None,
        })
    }

    /// Details of the selected thing.
    pub(super) fn open_details(&mut self) {
        match self.subject() {
            Some(subject) => self.show_details(subject),
            None => self.tell(Say::NothingSelected),
        }
    }

    fn show_details(&mut self, subject: Subject) {
        self.m.overlays.push(Overlay::Details {
            subject,
            picker: Picker::default(),
        });
    }

    /// Asks for the history of a thing, or of everything.
    pub(super) fn load_history(&mut self, subject: Option<&Subject>) {
        let entity = subject.and_then(|s| self.entity(s));
        self.m.overlays.push(Overlay::History {
            rows: None,
            picker: Picker::default(),
        });
        self.effects.push(Effect::LoadHistory(entity));
    }

    /// The answer to it.
    pub(super) fn history(&mut self, mut answer: Vec<super::msg::HistoryRow>) {
        answer.reverse();
        let waiting = self.m.overlays.iter_mut().rev();
        for overlay in waiting {
            if let Overlay::History { rows, .. } = overlay {
                *rows = Some(answer);
                return;
            }
        }
    }

    /// Asks how things were right after an op.
    pub(super) fn load_past(&mut self, until: Hlc, entity: Entity) {
        self.ask(Question::Then(until));
        self.effects.push(Effect::LoadPast { until, entity });
    }

    /// Asks who was introduced to whom.
    pub(super) fn load_provisions(&mut self) {
        self.ask(Question::Provisions);
        self.effects.push(Effect::LoadProvisions);
    }

    fn ask(&mut self, question: Question) {
        self.m.overlays.push(Overlay::Answer {
            question,
            facts: None,
            picker: Picker::default(),
        });
    }

    /// The answer to a question; one that nobody waits for any more is dropped.
    pub(super) fn answer(&mut self, asked: Question, answer: Vec<Fact>) {
        for overlay in self.m.overlays.iter_mut().rev() {
            if let Overlay::Answer {
                question, facts, ..
            } = overlay
                && *question == asked
            {
                *facts = Some(answer);
                return;
            }
        }
    }

    /// A digit in a menu chooses its line, also as an IME types it. Whether it was one.
    pub(super) fn menu_digit(&mut self, chord: Chord) -> bool {
        let Some(Overlay::Menu(menu)) = self.m.overlays.last_mut() else {
            return false;
        };
        let Some(n) = chord.folded().typed().and_then(|c| c.to_digit(10)) else {
            return false;
        };
        let at = usize::try_from(n).unwrap_or(0).checked_sub(1);
        if let Some(at) = at.filter(|at| *at < menu.items.len()) {
            menu.picker.selected = at;
            self.choose_item();
        }
        true
    }

    /// Does what the selected line of the menu says.
    pub(super) fn choose_item(&mut self) {
        let Some(Overlay::Menu(menu)) = self.m.overlays.last() else {
            return;
        };
        let Some(item) = menu.items.get(menu.picker.selected).cloned() else {
            return;
        };
        // What is chosen from a choice closes the way back, too; what opens another overlay leaves it open for Esc.
        match item {
            Item::ChooseStatus(id) => self.choose_status(&id),
            Item::ChooseTask(id) => self.choose_task(&id),
            Item::ChooseTaskStatus(id) => self.choose_task_status(&id),
            Item::Status(id, status) if ends(status) => self.choose_reason(&id, status),
            Item::Details(subject) => self.show_details(subject),
            Item::History(subject) => self.load_history(Some(&subject)),
            done => {
                self.m.overlays.retain(|o| !matches!(o, Overlay::Menu(_)));
                match done {
                    Item::Level(id) => self.step_level(&id),
                    Item::Confirm(id) => self.confirm(&id),
                    Item::PairingNote(id) => self.edit_pairing_note(&id),
                    Item::Status(id, status) => self.set_status(&id, status, Clean::default()),
                    Item::Reason(id, status, reason) => {
                        self.set_status(&id, status, Clean::line(reason.ja()));
                    }
                    Item::Next(id, side) => self.edit_next(&id, side),
                    Item::AddTask(id, code, _) => self.add_task(&id, &code),
                    Item::TaskStatus(id, status) => self.set_task(&id, status),
                    Item::Due(id) => self.edit_due(&id),
                    Item::TaskNote(id) => self.edit_task_note(&id),
                    Item::MemoText(id) => self.edit_memo(id),
                    _ => {}
                }
            }
        }
    }
}

/// States that ask for a reason.
fn ends(status: PairingStatus) -> bool {
    status.is_closed() || status == PairingStatus::OnHold
}
