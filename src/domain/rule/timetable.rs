//! The timetable (面談表): which company meets which presenter when, and at which table. Greedy placement, then ejection
//! search, in whole numbers and a fixed number of steps, so that every laptop makes the same one. Pure: a problem in, a
//! timetable out.

pub mod check;
mod model;
mod plan;
pub mod problem;
mod reason;
mod search;
mod seats;

pub use problem::Meeting;
pub use reason::Reason;

use crate::text::Clean;
use model::Model;
use plan::Plan;
use problem::Problem;
use serde::Serialize;
use std::collections::BTreeMap;

/// A wish that is not in the timetable.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unmet {
    /// Number of the need.
    pub need: Clean,
    /// Id of the company.
    pub company: Clean,
    /// Why.
    pub reason: Reason,
    /// What would have to go for it; `None`: nothing helps, or too much would.
    pub exchange: Option<Exchange>,
}

/// What would have to go for a wish.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Exchange {
    /// In which slot it would then sit.
    pub slot: usize,
    /// The meetings that would go.
    pub out: Vec<Meeting>,
}

/// What came out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Timetable {
    /// In the order of slot and table.
    pub meetings: Vec<Meeting>,
    /// In the order of the wishes.
    pub unmet: Vec<Unmet>,
    /// What it is worth.
    pub objective: i64,
}

/// Makes a timetable. What is fixed stands, whatever stands against it. `go_on` is asked now and then with the share of
/// the way (0 to 100); when it says no, what is there is answered.
pub fn make(problem: &Problem, mut go_on: impl FnMut(u32) -> bool) -> Timetable {
    let model = Model::of(problem);
    let mut plan = Plan::empty(&model);
    search::greedy(&mut plan);
    let steps = search::steps(&model);
    search::improve(&mut plan, steps, 0, &mut |step| {
        go_on(u32::try_from(u64::from(step) * 100 / u64::from(steps.max(1))).unwrap_or(100))
    });
    told(problem, plan, &[])
}

/// The same at once: what one look gives.
pub fn first(problem: &Problem) -> Timetable {
    make(problem, |_| false)
}

/// What is booked, as it is: its worth, and why every other wish is not in it. Nothing is moved.
pub fn review(problem: &Problem, booked: &[Meeting]) -> Timetable {
    let model = Model::of(problem);
    let mut plan = Plan::empty(&model);
    let at: BTreeMap<(&Clean, &Clean), usize> = booked
        .iter()
        .map(|m| ((&m.need, &m.company), m.slot))
        .collect();
    for (id, asked) in problem.wishes.iter().enumerate() {
        let slot = at.get(&(&asked.need, &asked.company)).copied();
        if let (Some(slot), Some(wish)) = (slot, plan.wish(id))
            && (wish.fixed.is_some() || plan.fits(wish, slot))
        {
            plan.place(id, slot);
        }
    }
    let mut made = told(problem, plan, booked);
    made.unmet
        .retain(|u| !at.contains_key(&(&u.need, &u.company)));
    made.meetings = booked.to_vec();
    made
}

/// How much a repair may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// 動かさない: what still can take place stays where it is.
    Nothing,
    /// 少し動かす: others may move a little, where that is worth more than it disturbs.
    ALittle,
}

/// Mends a timetable after somebody did not come, comes late or leaves: `problem` says how things are now. Nothing before
/// the slot `now` is touched.
pub fn repair(problem: &Problem, booked: &[Meeting], now: usize, touch: Touch) -> Timetable {
    let mut model = Model::of(problem);
    let before: BTreeMap<(&Clean, &Clean), usize> = booked
        .iter()
        .map(|m| ((&m.need, &m.company), m.slot))
        .collect();
    let past: u64 = (0..now.min(problem::MOST_SLOTS)).fold(0, |all, s| all | 1 << s);
    for (asked, wish) in problem.wishes.iter().zip(&mut model.wishes) {
        let Some(slot) = before.get(&(&asked.need, &asked.company)) else {
            // Nobody was told of it: it waits for the next filling.
            wish.allowed = 0;
            continue;
        };
        if *slot < now {
            wish.fixed = Some(*slot);
        } else {
            wish.was = Some(*slot);
            wish.allowed &= !past;
        }
    }
    let mut plan = Plan::empty(&model);
    let still: Vec<(usize, usize)> = (model.wishes.iter().enumerate())
        .filter_map(|(id, w)| Some((id, w.fixed.or(w.was)?)))
        .collect();
    for (id, slot) in still {
        let stands = model
            .wishes
            .get(id)
            .is_some_and(|w| w.fixed.is_some() || plan.fits(w, slot));
        if stands {
            plan.place(id, slot);
        }
    }
    search::fill(&mut plan);
    if touch == Touch::ALittle {
        search::improve(&mut plan, REPAIR, past, &mut |_| true);
    }
    told(problem, plan, booked)
}

/// Steps of a repair.
const REPAIR: u32 = 30_000;

fn told(problem: &Problem, mut plan: Plan<'_>, booked: &[Meeting]) -> Timetable {
    let mut meetings = seats::seated(problem, &plan, booked);
    let at = |id: usize, slot: usize| {
        let wish = problem.wishes.get(id)?;
        Some(Meeting {
            need: wish.need.clone(),
            company: wish.company.clone(),
            slot,
            table: None,
        })
    };
    let mut unmet = Vec::new();
    for (id, asked) in problem.wishes.iter().enumerate() {
        let Some(wish) = plan.wish(id).filter(|_| plan.slot(id).is_none()) else {
            continue;
        };
        if problem.weights.of(asked).is_none() {
            continue;
        }
        let reason = reason::why(&plan, wish);
        let exchange = reason::cheapest(&mut plan, id).map(|found| Exchange {
            slot: found.slot,
            out: (found.out.iter())
                .filter_map(|out| at(*out, plan.slot(*out)?))
                .collect(),
        });
        unmet.push(Unmet {
            need: asked.need.clone(),
            company: asked.company.clone(),
            reason,
            exchange,
        });
    }
    meetings.sort_by(|a, b| (a.slot, &a.table, &a.need).cmp(&(b.slot, &b.table, &b.need)));
    Timetable {
        meetings,
        unmet,
        objective: plan.value(),
    }
}
