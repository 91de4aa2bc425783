//! Searching on the live screen: what is asked, and the order in which the answer is shown.

use super::state::{Focus, Live};
use crate::app::core::ctx::Ctx;
use crate::app::core::msg::{Answer, Effect, HitKind, HitRow, Why};
use crate::app::widget::field::Field;
use crate::app::widget::picker::Picker;
use crate::domain::book::Book;
use crate::domain::number::narrow;
use crate::search::offer;

/// How many results are asked for.
const LIMIT: usize = 200;
/// How many of them are compared with what was typed on every key.
const BEST: usize = 20;

impl Live {
    /// The query changed: asks the search thread, or shows the card again.
    pub(super) fn search(&mut self, ctx: &mut Ctx<'_>) {
        self.asked = ctx.next_generation();
        self.fresh = 0;
        self.results = Picker::default();
        self.pointed = false;
        self.card = 0;
        let text = self.query.text().trim();
        if self.kept != text {
            text.clone_into(&mut self.kept);
            // On the disk no name of somebody erased comes back.
            let kept = !ctx.names_gone(text);
            ctx.effect(Effect::KeepDraft {
                slot: self.draft_slot(),
                text: if kept {
                    self.kept.clone()
                } else {
                    String::new()
                },
            });
        }
        if self.query.is_blank() {
            self.answered = self.asked;
            self.hits.clear();
            self.matched = 0;
            return;
        }
        if let Some(marks) = self.marks(ctx.book()) {
            // Who a number means stands in the session: nothing has to be waited for.
            self.hits = self.mark_hits(ctx.book(), &marks);
            self.matched = self.hits.len();
            self.fresh = self.hits.len();
            self.answered = self.asked;
            return;
        }
        ctx.effect(Effect::Search {
            generation: self.asked,
            query: self.query.text().to_owned(),
            session: self.session.clone(),
            need: self.here_no(ctx.book()),
            limit: LIMIT,
        });
    }

    /// Somebody was erased: what was found with their name is found anew, and what was typed with it is kept nowhere else.
    pub fn let_go(&mut self, ctx: &mut Ctx<'_>) {
        if ctx.names_gone(self.query.text()) {
            self.kept.clear();
        }
        self.search(ctx);
    }

    /// Half-typed text came back: it is typed again if nothing else was. Whether it was.
    pub fn take_draft(&mut self, text: &str, ctx: &mut Ctx<'_>) -> bool {
        let empty = self.query.text().is_empty();
        if empty {
            self.query = Field::new(text);
            self.search(ctx);
        }
        empty
    }

    /// Writes the first offered name of a field; false if none is offered.
    pub fn complete(&mut self, ctx: &mut Ctx<'_>) -> bool {
        let Some(line) = self.completed() else {
            return false;
        };
        self.query = Field::new(&line);
        self.search(ctx);
        true
    }

    /// A colon asks for the name of a field, and nobody means to keep one as a memo.
    pub(super) fn asks_for_a_name(&self) -> bool {
        offer::is_asked(self.query.text())
    }

    /// Whether the results belong to what is typed.
    pub fn is_answered(&self) -> bool {
        self.asked == self.answered
    }

    /// Names of fields that the end of the query may become.
    pub fn offers(&self) -> Vec<&'static str> {
        if self.focus == Focus::Search && self.query.is_at_end() {
            offer::offers(self.query.text())
        } else {
            Vec::new()
        }
    }

    /// The query with the first of them.
    fn completed(&self) -> Option<String> {
        (!self.offers().is_empty())
            .then(|| offer::accept(self.query.text()))
            .flatten()
    }

    /// Takes the answer of the search thread; false if the line that was chosen is gone. Before it is whole, the
    /// library's lines of the query before stay behind it: a list that comes and goes with every key could not be read.
    pub(super) fn take_answer(&mut self, book: &Book, generation: u64, answer: Answer) -> bool {
        let again = !answer.whole && self.is_answered();
        if generation != self.asked || self.query.is_blank() || again {
            return true;
        }
        // Whoever went on to a line stays on it.
        let went = self.results.selected > 0;
        let chosen = self.hits.get(self.results.selected).filter(|_| went);
        let chosen = chosen.map(|hit| (hit.kind, hit.id.clone()));
        let before = std::mem::replace(&mut self.hits, answer.hits);
        self.matched = answer.matched;
        self.group();
        self.typed_first(book);
        self.fresh = self.hits.len();
        if answer.whole {
            self.answered = generation;
        } else {
            let library = before.into_iter().filter(|h| h.kind == HitKind::Library);
            self.hits.extend(library);
        }
        let Some((kind, id)) = chosen else {
            return true;
        };
        let same = |h: &HitRow| h.kind == kind && h.id == id;
        let place = self.hits.iter().position(same);
        if let Some(at) = place {
            self.results.selected = at;
        } else {
            self.results = Picker::default();
            self.pointed = false;
        }
        place.is_some()
    }

    /// Whether the chosen line is of the newest query.
    pub fn is_fresh(&self) -> bool {
        self.results.selected < self.fresh
    }

    /// What has the typed number or name comes first.
    fn typed_first(&mut self, book: &Book) {
        let no = self.need_no(book);
        let is_need = |h: &HitRow| h.kind == HitKind::Need && Some(&h.id) == no.as_ref();
        let best = self.hits.get(..BEST.min(self.hits.len()));
        let typed = || {
            self.as_typed(book, best.unwrap_or_default())
                .first()
                .copied()
        };
        let first = match no {
            Some(_) => self.hits.iter().position(is_need),
            None => typed(),
        };
        if let Some(at) = first {
            let hit = self.hits.remove(at);
            self.hits.insert(0, hit);
        }
    }

    /// Kinds stand together, the kind of the best hit first. Needs come last unless their number is typed: Enter on one
    /// goes on to it, and nobody who types a name means that. Behind them stands the library, of which there are often
    /// more lines than anybody scrolls through.
    fn group(&mut self) {
        let typed = narrow(self.query.text());
        let mut order: Vec<HitKind> = Vec::new();
        for hit in &self.hits {
            if !order.contains(&hit.kind) {
                order.push(hit.kind);
            }
        }
        let numbered = |h: &HitRow| h.kind == HitKind::Need && narrow(&h.id).starts_with(&typed);
        if !self.hits.iter().any(numbered) {
            order.retain(|kind| *kind != HitKind::Need);
        }
        let place = |kind| order.iter().position(|k| *k == kind);
        // What is only nearly met comes after what is met, whatever it is.
        self.hits.sort_by_key(|hit| {
            let near = matches!(hit.why, Some(Why::Typo | Why::Near));
            let library = hit.kind == HitKind::Library;
            (near, library, place(hit.kind).unwrap_or(usize::MAX))
        });
    }
}
