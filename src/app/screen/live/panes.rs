//! The panes of the live screen: where they are, and what arrows, clicks and the wheel do in them.

use super::state::{
    ASKED, CARD, Focus, GAUGE_ROWS, Live, NEEDS, RECORDS, RESULTS, Record, SEARCH, SIDE,
};
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::{Layout, Place};
use crate::app::widget::area::Area;
use crate::app::widget::picker::Step;
use crate::domain::book::Book;
use crate::domain::entity::pairing::PairingId;
use crate::domain::number;
use crate::domain::roster::Session;

/// From here on there is room beside the card for its patents, and below the results for the card.
const WIDE: u16 = 120;

impl Live {
    /// Where its panes are; with something typed, the results take the place of the card.
    pub(super) fn place(&self, width: u16, mut body: Area, layout: &mut Layout) {
        let typing = !self.query.is_blank();
        let choosing = self.focus == Focus::Needs;
        let left = match width {
            ..80 => 0,
            80..100 if choosing => 40,
            80..100 => 28,
            100..140 => 36,
            _ => 42,
        };
        layout.put(NEEDS, body.cut_left(left));
        layout.put(SEARCH, body.cut_top(3));
        if left == 0 && choosing {
            // One pane beside the box is all that fits.
            layout.put(NEEDS, body);
            return;
        }
        if self.guessing {
            layout.put(ASKED, body.cut_top(if width < 100 { 3 } else { 2 }));
        }
        let records = (body.height * 2 / 5).clamp(5, 16);
        let records = body.cut_bottom(records);
        if typing {
            // Hits are told apart by what stands at their right, so they take the whole width.
            let below = width >= WIDE && body.height >= 20;
            let results = body.cut_top(if below {
                body.height * 3 / 5
            } else {
                body.height
            });
            layout.put(RESULTS, results);
            layout.put(CARD, body);
        } else if width >= WIDE {
            let card = body.cut_left(body.width * 9 / 20);
            layout.put(CARD, card);
            layout.put(SIDE, body);
        } else {
            layout.put(CARD, body);
        }
        layout.put(RECORDS, records);
    }

    pub(super) fn turn_pane(&mut self, next: bool) {
        let order = [Focus::Search, Focus::Needs, Focus::Records];
        let at = order.iter().position(|f| *f == self.focus).unwrap_or(0);
        let step = if next { 1 } else { order.len() - 1 };
        self.focus = order
            .iter()
            .cycle()
            .nth(at + step)
            .copied()
            .unwrap_or_default();
    }

    /// Arrows: results while something is typed, else the card, or the pane with the focus.
    pub(super) fn go(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        let book = ctx.book();
        match self.focus {
            Focus::Search if !self.query.is_blank() => {
                let rows = ctx.layout.rows(RESULTS);
                self.results.go(step, self.hits.len(), rows);
                self.pointed = true;
            }
            Focus::Search if matches!(step, Step::PageUp | Step::PageDown) => {
                let page = usize::from(ctx.layout.rows(CARD).max(2)) - 1;
                self.card = if step == Step::PageDown {
                    self.card.saturating_add(page)
                } else {
                    self.card.saturating_sub(page)
                };
            }
            Focus::Needs => {
                let Some(session) = self.session(book) else {
                    return;
                };
                let needs = &session.needs;
                self.needs.go(step, needs.len(), ctx.layout.rows(NEEDS));
                self.looking = needs.get(self.needs.selected).map(|n| n.no.clone());
                self.record = None;
                self.card = 0;
            }
            Focus::Search | Focus::Records => self.go_record(step, ctx.layout.rows(RECORDS), book),
        }
    }

    fn go_record(&mut self, step: Step, rows: u16, book: &Book) {
        let list = self.record_list(book);
        self.records.go(step, list.len(), rows);
        self.record = list.get(self.records.selected).map(|(_, r)| r.clone());
    }

    pub(super) fn hit_by(&mut self, place: Place, ctx: &mut Ctx<'_>) {
        let book = ctx.book();
        match (place.pane, place.row) {
            (SEARCH, _) => {
                self.focus = Focus::Search;
                self.query.click(place.inner.width, place.column);
            }
            (RESULTS, Some(row)) => {
                self.focus = Focus::Search;
                if let Some(at) = self.results.at(row, self.hits.len()) {
                    let again = self.results.selected == at;
                    self.results.selected = at;
                    self.pointed = true;
                    if again {
                        self.enter(ctx);
                    }
                }
            }
            (NEEDS, Some(row)) => {
                let lang = ctx.world().lang;
                if let Some(at) = self.need_at(row, book, ctx.layout, lang) {
                    let again = self.focus == Focus::Needs && self.needs.selected == at;
                    self.focus = Focus::Needs;
                    self.needs.selected = at;
                    let no = self.session(book).and_then(|s| s.needs.get(at));
                    self.looking = no.map(|n| n.no.clone());
                    self.record = None;
                    if again {
                        self.open_menu(ctx);
                    }
                }
            }
            (RECORDS, Some(row)) => {
                let list = self.record_list(book);
                let row = row.checked_sub(GAUGE_ROWS);
                if let Some(at) = row.and_then(|r| self.records.at(r, list.len())) {
                    let record = list.get(at).map(|(_, r)| r.clone());
                    let again = self.focus == Focus::Records && self.record == record;
                    self.focus = Focus::Records;
                    self.record = record;
                    if again {
                        self.open_menu(ctx);
                    }
                }
            }
            _ => {}
        }
    }

    pub(super) fn roll(&mut self, place: Place, up: bool, book: &Book) {
        let step = if up { Step::Up } else { Step::Down };
        let height = place.inner.height;
        match place.pane {
            RESULTS => {
                self.results.go(step, self.hits.len(), height);
                self.pointed = true;
            }
            CARD | SIDE => {
                self.card = if up {
                    self.card.saturating_sub(1)
                } else {
                    self.card + 1
                };
            }
            NEEDS => {
                let session = self.session(book);
                let len = session.map_or(0, |s| s.needs.len());
                self.needs.go(step, len, height);
                let need = session.and_then(|s| s.needs.get(self.needs.selected));
                self.looking = need.map(|n| n.no.clone());
                self.focus = Focus::Needs;
            }
            RECORDS => self.go_record(step, height, book),
            _ => {}
        }
    }

    /// Brings its lists back in step with the record.
    pub(super) fn settle_lists(&mut self, ctx: &mut Ctx<'_>) {
        self.follow(ctx);
        let now = ctx.env.now.timestamp();
        let question = ctx.world().again.question(now);
        self.guessing = matches!(question, Some(Question::Take { .. }));
        let (world, book, layout) = (ctx.world(), ctx.book(), ctx.layout);
        self.refresh(book, layout, (world.revision, world.today, world.lang));
        self.results.settle(self.hits.len(), layout.rows(RESULTS));
        let needs = self.session(book).map_or(0, |s| s.needs.len());
        let tall = u16::from(self.tall(book, layout, world.lang).is_some());
        self.needs.settle(needs, layout.rows(NEEDS) - tall);
        let list = self.record_list(book);
        let chosen = self.record.as_ref();
        let at = list.iter().position(|(_, r)| Some(r) == chosen);
        if at.is_none() {
            self.record = None;
        }
        self.records.selected = at.unwrap_or(list.len().saturating_sub(1));
        // The gauge and the warnings stand above the records.
        let rows = layout.rows(RECORDS).saturating_sub(GAUGE_ROWS);
        self.records.settle(list.len(), rows);
    }

    /// The selected line as cells.
    pub(super) fn cells(&self, book: &Book) -> Option<Vec<String>> {
        let session = self.session(book)?;
        if self.focus == Focus::Search
            && !self.query.is_blank()
            && let Some(hit) = self.hits.get(self.results.selected)
        {
            return Some(vec![
                number::shown(&hit.id).to_owned(),
                hit.title.to_string(),
                hit.detail.to_string(),
            ]);
        }
        if self.focus == Focus::Needs {
            let need = session.needs.get(self.needs.selected)?;
            return Some(vec![
                number::shown(&need.no).to_owned(),
                need.title.to_string(),
            ]);
        }
        match self.record(book)? {
            Record::Pairing(id) => pairing_cells(book, session, &id),
            Record::Memo(id) => {
                let key = (self.session.clone(), id);
                Some(vec![book.memos.get(&key)?.text.to_string()])
            }
        }
    }
}

fn pairing_cells(book: &Book, session: &Session, id: &PairingId) -> Option<Vec<String>> {
    let pairing = book.pairings.get(id)?;
    let mut cells = vec![
        session.need_told(&id.need).to_string(),
        session.org_name(&id.org).to_string(),
    ];
    let people = pairing
        .persons
        .iter()
        .filter_map(|b| session.recorded_attendee(b));
    cells.extend(people.map(|a| a.name.to_string()));
    cells.push(pairing.level.ja().to_owned());
    cells.push(pairing.note.to_string());
    Some(cells)
}
