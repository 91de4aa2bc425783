//! Panes and commands of the live screen; what is recorded is in `app::record`.

use super::Turn;
use super::layout::{Layout, Pane};
use super::live::{Focus, Record};
use super::overlay::Overlay;
use super::picker::{Picker, Step};
use super::say::Say;
use crate::action::Action;
use crate::domain::id::PairingId;
use crate::domain::op::Side;
use crate::domain::roster::Session;

impl Turn<'_, '_> {
    /// An action that only the live screen has.
    pub(super) fn live_act(&mut self, action: Action) {
        match action {
            Action::NextNeed => self.go_need(true),
            Action::PreviousNeed => self.go_need(false),
            Action::NextPane => self.turn_pane(true),
            Action::PreviousPane => self.turn_pane(false),
            Action::FocusSearch => {
                if let Some(live) = &mut self.m.live {
                    live.focus = Focus::Search;
                    live.looking = None;
                }
            }
            Action::NextMatch => {
                if let Some(live) = &mut self.m.live
                    && !live.hits.is_empty()
                {
                    live.results.selected = (live.results.selected + 1) % live.hits.len();
                }
            }
            Action::Step => match self.record_now() {
                Some(Record::Pairing(id)) => self.step_level(&id),
                _ => self.tell(Say::NoRecordYet),
            },
            Action::EditMemo => match self.record_now() {
                Some(Record::Pairing(id)) => self.edit_pairing_note(&id),
                Some(Record::Memo(id)) => self.edit_memo(id),
                None => self.tell(Say::NoRecordYet),
            },
            Action::ConfirmPairing => match self.record_now() {
                Some(Record::Pairing(id)) => self.confirm(&id),
                _ => self.tell(Say::NoRecordYet),
            },
            Action::DeclinePairing => self.with_pairing(Self::choose_decline),
            Action::EditStatus => self.with_pairing(Self::choose_status),
            Action::AddTask => self.with_pairing(Self::choose_task),
            Action::EditNextHospital => {
                self.with_pairing(|t, id| t.edit_next(id, Side::Hospital));
            }
            Action::EditNextCompany => {
                self.with_pairing(|t, id| t.edit_next(id, Side::Company));
            }
            _ => self.tell(Say::NotHere),
        }
    }

    fn with_pairing(&mut self, act: impl FnOnce(&mut Self, &PairingId)) {
        match self.record_now() {
            Some(Record::Pairing(id)) => act(self, &id),
            _ => self.tell(Say::NoRecordYet),
        }
    }

    /// The record that commands mean.
    pub(super) fn record_now(&self) -> Option<Record> {
        self.m.live.as_ref()?.record(&self.m.book)
    }

    fn turn_pane(&mut self, next: bool) {
        let narrow = Layout::of(self.m).get(Pane::Needs).is_empty();
        let order: &[Focus] = if narrow {
            &[Focus::Search, Focus::Records]
        } else {
            &[Focus::Search, Focus::Needs, Focus::Records]
        };
        let Some(live) = &mut self.m.live else {
            return;
        };
        let at = order.iter().position(|f| *f == live.focus).unwrap_or(0);
        let step = if next { 1 } else { order.len() - 1 };
        live.focus = order
            .iter()
            .cycle()
            .nth(at + step)
            .copied()
            .unwrap_or_default();
        if live.focus == Focus::Search {
            live.looking = None;
        }
    }

    /// Arrows on the live screen: results while something is typed, else the card, or the pane with the focus.
    pub(super) fn live_step(&mut self, step: Step, layout: &Layout) {
        let rows = |pane| layout.get(pane).inner().height;
        let book = &self.m.book;
        let Some(live) = &mut self.m.live else {
            return;
        };
        match live.focus {
            Focus::Search if !live.query.is_blank() => {
                live.results.go(step, live.hits.len(), rows(Pane::Results));
            }
            Focus::Search if matches!(step, Step::PageUp | Step::PageDown) => {
                let page = usize::from(rows(Pane::Card).max(2)) - 1;
                live.card = if step == Step::PageDown {
                    live.card.saturating_add(page)
                } else {
                    live.card.saturating_sub(page)
                };
            }
            Focus::Needs => {
                let Some(session) = live.session(book) else {
                    return;
                };
                let (len, nos) = (session.needs.len(), &session.needs);
                live.needs.go(step, len, rows(Pane::Needs));
                live.looking = nos.get(live.needs.selected).map(|n| n.no.clone());
                live.record = None;
                live.card = 0;
            }
            Focus::Search | Focus::Records => {
                let list = live.record_list(book);
                live.records.go(step, list.len(), rows(Pane::Records));
                live.record = list.get(live.records.selected).map(|(_, r)| r.clone());
            }
        }
    }

    /// The selected line of the live screen as cells.
    pub(super) fn live_row(&self) -> Option<Vec<String>> {
        let live = self.m.live.as_ref()?;
        let session = live.session(&self.m.book)?;
        if live.focus == Focus::Search
            && let Some(hit) = live.hits.get(live.results.selected)
        {
            return Some(vec![
                hit.id.to_string(),
                hit.title.to_string(),
                hit.detail.to_string(),
            ]);
        }
        if live.focus == Focus::Needs {
            let need = session.needs.get(live.needs.selected)?;
            return Some(vec![need.no.to_string(), need.title.to_string()]);
        }
        match live.record(&self.m.book)? {
            Record::Pairing(id) => self.pairing_row(session, &id),
            Record::Memo(id) => {
                let key = (live.session.clone(), id);
                Some(vec![self.m.book.memos.get(&key)?.text.to_string()])
            }
        }
    }

    fn pairing_row(&self, session: &Session, id: &PairingId) -> Option<Vec<String>> {
        let pairing = self.m.book.pairings.get(id)?;
        let mut cells = vec![id.need.to_string(), session.org_name(&id.org).to_string()];
        let people = pairing.persons.iter().filter_map(|b| session.attendee(b));
        cells.extend(people.map(|a| a.name.to_string()));
        cells.push(pairing.level.ja().to_owned());
        cells.push(pairing.note.to_string());
        Some(cells)
    }

    /// Opens the list of notices and marks them as seen.
    pub(super) fn open_notices(&mut self) {
        self.m.notices.unseen = 0;
        let picker = Picker {
            selected: self.m.notices.log.len(),
            offset: 0,
        };
        self.m.overlays.push(Overlay::Notices(picker));
    }
}
