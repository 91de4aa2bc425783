//! Which need is presented, which comes next, and looking at another one meanwhile.

use super::state::{Live, Seen, Turnout};
use crate::app::change::present;
use crate::app::core::ctx::Ctx;
use crate::app::core::say::Say;
use crate::domain::book::Book;
use crate::domain::code::Aside;
use crate::text::{Clean, fold};

impl Live {
    /// The view follows the presentation, whoever moved it on: it goes home, and open results are asked for anew.
    pub(super) fn follow(&mut self, ctx: &mut Ctx<'_>) {
        self.watch(ctx);
        let now = self.current(ctx.book()).map(|n| n.no.clone());
        // What is presented, too, is not only looked at.
        let looking = self.looking.as_ref();
        if looking.is_some_and(|no| self.turnout(ctx.book(), no) == Turnout::Now) {
            self.looking = None;
        }
        if now == self.at {
            return;
        }
        let session = self.session(ctx.book());
        let place = session.and_then(|s| s.needs.iter().position(|n| Some(&n.no) == now.as_ref()));
        if let Some(at) = place {
            self.needs.selected = at;
        }
        self.at = now;
        self.looking = None;
        self.record = None;
        self.card = 0;
        self.search(ctx);
    }

    /// Another window or laptop may have read a list in which numbers moved: what is recorded for stays what it was, and
    /// that its number means something else is told. A need that is only looked at is not recorded with: it is left.
    fn watch(&mut self, ctx: &mut Ctx<'_>) {
        let listed = self.session(ctx.book()).map(|s| &s.needs);
        let now = self.shown(ctx.book()).map(|need| Seen {
            no: need.no.clone(),
            title: need.title.clone(),
            is_listed: listed.is_some_and(|all| all.iter().any(|n| n.no == need.no)),
        });
        let before = std::mem::replace(&mut self.seen, now.clone());
        let (Some(before), Some(now)) = (before, now) else {
            return;
        };
        if before.no != now.no {
            return;
        }
        let (need, title) = (now.no, now.title);
        if fold::key(&before.title) != fold::key(&title) {
            self.looking = None;
            ctx.warn(Say::NeedRenamed {
                need,
                old: before.title,
                new: title,
            });
        } else if before.is_listed && !now.is_listed {
            ctx.warn(Say::NeedWithdrawn { need, title });
        }
    }

    /// Shows a need without beginning its presentation. The one that is presented is shown as ever.
    pub(super) fn look(&mut self, no: Clean, ctx: &mut Ctx<'_>) {
        let current = self.current(ctx.book()).map(|n| n.no.clone());
        self.record = None;
        self.card = 0;
        self.looking = Some(no.clone()).filter(|no| Some(no) != current.as_ref());
        self.clear_query(ctx);
        if self.looking.is_some() {
            ctx.tell(Say::LookingAt { need: no });
        }
    }

    /// The need that comes next: the next one that waits, else the first that waits, else the first that was put off.
    pub fn next_need(&self, book: &Book) -> Option<Clean> {
        let needs = &self.session(book)?.needs;
        let current = self.current(book).map(|n| &n.no);
        let after = needs.iter().position(|n| Some(&n.no) == current);
        let after = after.map_or(0, |at| at + 1);
        let in_turn = || needs.iter().skip(after).chain(needs.iter().take(after));
        let first = |wanted: Turnout| in_turn().find(|n| self.turnout(book, &n.no) == wanted);
        let next = first(Turnout::Waiting).or_else(|| {
            let later = Turnout::Aside(Aside::Later);
            needs.iter().find(|n| self.turnout(book, &n.no) == later)
        });
        next.map(|n| n.no.clone())
    }

    /// F5, Shift+F5.
    pub(super) fn go_need(&self, forward: bool, ctx: &mut Ctx<'_>) {
        if forward {
            self.go_on(ctx);
        } else {
            self.go_back(ctx);
        }
    }

    fn go_on(&self, ctx: &mut Ctx<'_>) {
        let book = ctx.book();
        let current = self.current(book).is_some();
        match self.next_need(book) {
            Some(next) => present::begin(ctx, &self.session, Some(next)),
            None if current => present::begin(ctx, &self.session, None),
            None if self.is_over(book) => ctx.tell(Say::AlreadyOver),
            None => ctx.tell(Say::NoNeeds),
        }
    }

    /// To the need that was presented before this one. One that was begun by mistake, of which nothing is recorded,
    /// waits again.
    fn go_back(&self, ctx: &mut Ctx<'_>) {
        let book = ctx.book();
        let current = self.current(book).map(|n| n.no.clone());
        let presented = self.progress(book).map_or(&[][..], |p| &p.presented);
        let before = match &current {
            Some(no) => presented.iter().take_while(|p| *p != no).last(),
            None => presented.last(),
        };
        let Some(before) = before.cloned() else {
            ctx.tell(Say::AtFirst);
            return;
        };
        let has_records = |no: &Clean| {
            book.pairings_in(&self.session).any(|p| p.id.need == *no)
                || book
                    .memos
                    .iter()
                    .any(|((s, _), m)| *s == self.session && m.need.as_ref() == Some(no))
        };
        let mistaken = current.filter(|no| !has_records(no));
        present::back_to(ctx, &self.session, before, mistaken);
    }
}
