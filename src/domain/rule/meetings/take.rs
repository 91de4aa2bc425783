//! What is asked of what was gathered, and what is recorded of the answer.

use super::gather::Gathered;
use crate::domain::book::Book;
use crate::domain::entity::meeting::{MeetingChange, MeetingId, Seat};
use crate::domain::entity::{Changes, Entity};
use crate::domain::roster::Session;
use crate::domain::rule::availability::{self, Named};
use crate::domain::rule::timetable::problem::{Fixed, Problem};
use crate::domain::rule::timetable::{Exchange, Meeting as Placed};
use crate::text::Clean;
use jiff::civil::Time;
use std::collections::{BTreeMap, BTreeSet};

impl Gathered {
    /// The problem with everything that is booked fixed: only what is free is filled.
    pub fn filling(&self) -> Problem {
        let mut problem = self.problem.clone();
        let fixed = self.booked.iter().map(|m| Fixed {
            need: m.need.clone(),
            company: m.company.clone(),
            slot: m.slot,
            table: m.table.clone(),
        });
        problem.fixed = fixed.collect();
        problem
    }

    /// Nobody is put into a slot that has begun.
    pub fn ahead(&self, mut problem: Problem) -> Problem {
        for person in &mut problem.persons {
            person.slots.retain(|slot| *slot >= self.begun);
        }
        // Where nobody has to be, the table says so.
        for table in &mut problem.tables {
            table.slots.retain(|slot| *slot >= self.begun);
        }
        problem
    }

    /// When a slot begins.
    pub fn starts_at(&self, slot: usize) -> Option<Time> {
        self.starts.get(slot).copied()
    }

    /// Who sits at a meeting for its company.
    pub fn sent(&self, need: &Clean, company: &Clean) -> Vec<Clean> {
        let mut all = self.problem.wishes.iter();
        let found = all.find(|w| w.need == *need && w.company == *company);
        found.map_or_else(Vec::new, |w| w.persons.clone())
    }

    /// A place as it is recorded.
    pub fn seat(&self, placed: &Placed) -> Option<Seat> {
        Some(Seat {
            starts_at: self.starts_at(placed.slot)?,
            table: placed.table.clone().unwrap_or_default(),
            persons: self.sent(&placed.need, &placed.company),
        })
    }

    /// What has to be recorded for this timetable to stand in place of the booked one: nothing of what stays.
    pub fn changes(&self, book: &Book, session: &Clean, timetable: &[Placed]) -> Changes {
        let id = |m: &Placed| MeetingId {
            session: session.clone(),
            need: m.need.clone(),
            org: m.company.clone(),
        };
        let sent: BTreeMap<(&Clean, &Clean), &Vec<Clean>> = (self.problem.wishes.iter())
            .map(|w| ((&w.need, &w.company), &w.persons))
            .collect();
        let now: BTreeSet<(&Clean, &Clean)> =
            timetable.iter().map(|m| (&m.need, &m.company)).collect();
        let mut changes = Changes::new();
        for gone in &self.booked {
            if !now.contains(&(&gone.need, &gone.company)) {
                let change = MeetingChange::Seated {
                    seat: None,
                    fixed: false,
                    because: Clean::default(),
                };
                changes.push((Entity::Meeting(id(gone)), change.into()));
            }
        }
        for placed in timetable {
            let id = id(placed);
            let Some(starts_at) = self.starts_at(placed.slot) else {
                continue;
            };
            let had = book.meetings.get(&id);
            let seat = had.and_then(|m| m.seat.as_ref());
            let table = placed.table.clone().unwrap_or_default();
            let stays = seat.is_some_and(|s| s.starts_at == starts_at && s.table == table);
            if !stays {
                let persons = sent.get(&(&placed.need, &placed.company));
                let change = MeetingChange::Seated {
                    seat: Some(Seat {
                        starts_at,
                        table,
                        persons: persons.map_or_else(Vec::new, |p| (*p).clone()),
                    }),
                    fixed: had.is_some_and(|m| m.fixed),
                    because: Clean::default(),
                };
                changes.push((Entity::Meeting(id), change.into()));
            }
        }
        changes
    }

    /// The booked timetable with a wish in the place of what goes for it.
    pub fn exchanged(&self, need: &Clean, company: &Clean, exchange: &Exchange) -> Vec<Placed> {
        let goes = |m: &Placed| {
            let mut out = exchange.out.iter();
            out.any(|o| o.need == m.need && o.company == m.company)
        };
        let mut all: Vec<Placed> = self.booked.iter().filter(|m| !goes(m)).cloned().collect();
        let home = self.problem.needs.iter().find(|n| n.id == *need);
        let home = home.and_then(|n| n.table.clone());
        let taken: BTreeSet<&Clean> = (all.iter().filter(|m| m.slot == exchange.slot))
            .filter_map(|m| m.table.as_ref())
            .collect();
        // The table of what goes is nearest; else any free one.
        let left = exchange.out.iter().filter_map(|o| {
            let mut booked = self.booked.iter();
            let found = booked.find(|m| m.need == o.need && m.company == o.company)?;
            found.table.clone().filter(|_| found.slot == exchange.slot)
        });
        let pool = self.problem.tables.iter().filter(|t| !t.home);
        let mut free = left.chain(pool.map(|t| t.id.clone()));
        let table = home.or_else(|| free.find(|t| !taken.contains(t)));
        all.push(Placed {
            need: need.clone(),
            company: company.clone(),
            slot: exchange.slot,
            table,
        });
        all
    }

    /// Somebody is there at these times only, at none where the text is empty; what is over is over.
    pub fn keep_only(&mut self, session: &Session, badge: &Clean, times: &Clean) {
        let gathered = self;
        let named: Vec<Named<'_>> = (gathered.starts.iter())
            .map(|start| {
                let slot = session.slots.iter().find(|s| s.starts_at == Some(*start));
                Named {
                    no: slot.map_or("", |s| s.no.as_str()),
                    starts_at: *start,
                }
            })
            .collect();
        let there = if times.is_empty() {
            Vec::new()
        } else {
            availability::read(times, &named).unwrap_or_default()
        };
        drop(named);
        let begun = gathered.begun;
        let mut persons = gathered.problem.persons.iter_mut();
        if let Some(person) = persons.find(|p| p.id == *badge) {
            person
                .slots
                .retain(|slot| *slot < begun || there.contains(slot));
        }
        // 確定 holds against proposals, and not against who is missing.
        let is_of = |need: &Clean, company: &Clean| {
            let presents = gathered.problem.needs.iter();
            let mut presents = presents.filter(|n| n.id == *need);
            let mut wishes = gathered.problem.wishes.iter();
            presents.any(|n| n.presenters.contains(badge))
                || wishes
                    .any(|w| w.need == *need && w.company == *company && w.persons.contains(badge))
        };
        let freed: Vec<bool> = (gathered.problem.fixed.iter())
            .map(|f| f.slot >= begun && is_of(&f.need, &f.company) && !there.contains(&f.slot))
            .collect();
        let mut freed = freed.into_iter();
        gathered
            .problem
            .fixed
            .retain(|_| !freed.next().unwrap_or(false));
    }
}
