//! What is on its way to the disk. The screen shows an action at once; the rows that count come back with `Saved`.

use crate::domain::book::Book;
use crate::domain::book::Current;
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::op::{Extras, Hlc, Op, Stamp};
use crate::text::Clean;
use jiff::Zoned;
use std::collections::BTreeSet;
use std::collections::VecDeque;
use uuid::Uuid;

/// Actions given to the database thread and not answered yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    tickets: u64,
    pending: VecDeque<(u64, Vec<Op>)>,
    failed: BTreeSet<u64>,
    saved_at: Option<Zoned>,
}

impl Ledger {
    /// A new number.
    pub fn ticket(&mut self) -> u64 {
        self.tickets += 1;
        self.tickets
    }

    /// How many actions are not on the disk.
    pub fn unsaved(&self) -> usize {
        self.pending.len()
    }

    /// How many of them were refused by the disk.
    pub fn failed(&self) -> usize {
        self.failed.len()
    }

    /// When the disk last said yes.
    pub fn saved_at(&self) -> Option<&Zoned> {
        self.saved_at.as_ref()
    }

    /// Notes an action without ops of its own (undo, redo).
    pub fn wait_for(&mut self, ticket: u64) {
        self.pending.push_back((ticket, Vec::new()));
    }

    /// Shows an action at once: provisional ops are stepped onto the book.
    pub fn begin(
        &mut self,
        book: &mut Book,
        scope: &Clean,
        changes: &[(Entity, Change)],
        (now, actor): (&Zoned, &Clean),
    ) -> u64 {
        let ticket = self.ticket();
        let mut ops = Vec::with_capacity(changes.len());
        for (seq, (entity, change)) in (1..).zip(changes) {
            let op = Op {
                id: Uuid::nil(),
                stamp: Stamp {
                    hlc: Hlc::default().tick(now.timestamp()),
                    device: Uuid::nil(),
                    seq,
                },
                scope: scope.clone(),
                actor: actor.clone(),
                action: Uuid::nil(),
                entity: entity.clone(),
                change: change.clone(),
                extras: Extras::default(),
            };
            book.apply(&op);
            ops.push(op);
        }
        self.pending.push_back((ticket, ops));
        ticket
    }

    /// The disk has it: its rows count, and what waits behind it is stepped on top again.
    pub fn saved(
        &mut self,
        book: &mut Book,
        ticket: u64,
        rows: Vec<(Entity, Option<Current>)>,
        now: &Zoned,
    ) {
        self.settle(ticket);
        self.saved_at = Some(now.clone());
        self.synced(book, rows);
    }

    /// Rows from the database, of this program or another.
    pub fn synced(&self, book: &mut Book, rows: Vec<(Entity, Option<Current>)>) {
        let touched: BTreeSet<Entity> = rows.iter().map(|(e, _)| e.clone()).collect();
        for (entity, row) in rows {
            book.set(&entity, row);
        }
        let waiting = self.pending.iter().flat_map(|(_, ops)| ops);
        for op in waiting.filter(|op| touched.contains(&op.entity)) {
            book.apply(op);
        }
    }

    /// A book as the database has it, with everything that waits stepped on top.
    pub fn onto(&self, mut book: Book) -> Book {
        for op in self.pending.iter().flat_map(|(_, ops)| ops) {
            book.apply(op);
        }
        book
    }

    /// Some sessions as the database has them, with everything that waits of them stepped on top.
    pub fn begun(&self, book: &mut Book, part: Book) {
        let waiting = self.pending.iter().flat_map(|(_, ops)| ops);
        let of_part =
            |op: &&Op| (op.entity.session()).is_some_and(|id| part.headers.contains_key(id));
        let waiting: Vec<&Op> = waiting.filter(of_part).collect();
        book.take_in(part);
        for op in waiting {
            book.apply(op);
        }
    }

    /// Answered, with or without rows.
    pub fn settle(&mut self, ticket: u64) {
        self.pending.retain(|(t, _)| *t != ticket);
        self.failed.remove(&ticket);
    }

    /// The disk refused it; it waits on.
    pub fn refused(&mut self, ticket: u64) {
        if self.pending.iter().any(|(t, _)| *t == ticket) {
            self.failed.insert(ticket);
        }
    }
}
