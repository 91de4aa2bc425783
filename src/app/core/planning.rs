//! What is asked of the thread that makes timetables, and what it answers. Pure, so that a test asks it without a thread.

use crate::domain::rule::meetings::Gathered;
use crate::domain::rule::timetable::{self, Meeting, Timetable, Touch};
use std::collections::BTreeMap;

/// One question; a newer one takes its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Chosen by the model, growing.
    pub generation: u64,
    /// How things are, or will be.
    pub gathered: Gathered,
    /// What is wanted.
    pub want: Want,
}

/// What is wanted of what is gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Why the wishes that are not booked are not.
    Reasons,
    /// A timetable.
    Timetable,
    /// What becomes of the booked one when somebody does not come, comes late or leaves.
    Repair,
}

/// How a timetable came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// 空きだけ: nothing that is booked moves.
    Fill,
    /// 案を組み直す: only what is 確定 stands.
    Anew,
    /// 動かさない
    Still,
    /// 少し動かす
    ALittle,
}

/// One timetable to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// How it came about.
    pub how: How,
    /// The timetable.
    pub made: Timetable,
    /// Meetings that get a place.
    pub new: usize,
    /// Booked ones that move, with where they go.
    pub moved: Vec<Meeting>,
    /// Booked ones that lose their place.
    pub out: Vec<Meeting>,
}

/// What comes back. A first answer is whole enough to be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The best first; for reasons, the one that stands.
    pub proposals: Vec<Proposal>,
    /// Nothing better follows.
    pub whole: bool,
}

/// Answers, first at once and then well. `go_on` says whether anybody still waits.
pub fn plan(ask: &Ask, go_on: &mut dyn FnMut() -> bool, answer: &mut dyn FnMut(Answer)) {
    let gathered = &ask.gathered;
    let booked = &gathered.booked;
    let proposed = |how, made| Proposal::of(how, made, booked);
    match ask.want {
        Want::Reasons => {
            let made = timetable::review(&gathered.ahead(gathered.problem.clone()), booked);
            answer(Answer {
                proposals: vec![proposed(How::Still, made)],
                whole: true,
            });
        }
        Want::Timetable => {
            let fill = gathered.ahead(gathered.filling());
            let anew = gathered.ahead(gathered.problem.clone());
            // Where everything booked stands anyway, both are one.
            let is_one = fill.fixed.len() == anew.fixed.len();
            let all: Vec<(How, _)> = if is_one {
                vec![(How::Fill, fill)]
            } else {
                vec![(How::Fill, fill), (How::Anew, anew)]
            };
            let first = all.iter();
            let first = first.map(|(how, problem)| proposed(*how, timetable::first(problem)));
            answer(Answer {
                proposals: first.collect(),
                whole: false,
            });
            let mut proposals = Vec::new();
            for (how, problem) in &all {
                let made = timetable::make(problem, |_| go_on());
                proposals.push(proposed(*how, made));
            }
            if go_on() {
                answer(Answer {
                    proposals,
                    whole: true,
                });
            }
        }
        Want::Repair => {
            let repair = |how, touch| {
                let made = timetable::repair(&gathered.problem, booked, gathered.begun, touch);
                proposed(how, made)
            };
            let still = repair(How::Still, Touch::Nothing);
            answer(Answer {
                proposals: vec![still.clone()],
                whole: false,
            });
            let little = repair(How::ALittle, Touch::ALittle);
            answer(Answer {
                proposals: vec![still, little],
                whole: true,
            });
        }
    }
}

impl Proposal {
    fn of(how: How, made: Timetable, booked: &[Meeting]) -> Self {
        let before: BTreeMap<_, _> = (booked.iter())
            .map(|m| ((&m.need, &m.company), m))
            .collect();
        let after: BTreeMap<_, _> = (made.meetings.iter())
            .map(|m| ((&m.need, &m.company), m))
            .collect();
        let new = after.keys().filter(|k| !before.contains_key(*k)).count();
        let moved = after.iter().filter(|(key, m)| {
            let had = before.get(*key);
            had.is_some_and(|had| (had.slot, &had.table) != (m.slot, &m.table))
        });
        let moved = moved.map(|(_, m)| (*m).clone()).collect();
        let out = before.iter().filter(|(key, _)| !after.contains_key(*key));
        let out = out.map(|(_, m)| (*m).clone()).collect();
        Self {
            how,
            made,
            new,
            moved,
            out,
        }
    }
}
