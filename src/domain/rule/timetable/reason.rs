//! Why a wish did not fit, and what it would cost to let it in.

use super::model::{Slots, Wish};
use super::plan::{Plan, each};
use serde::Serialize;

/// Why a wish is not in a timetable. The first four hold for any timetable, the others for this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The hospital refused, or nobody wishes it.
    Refused,
    /// Nobody of the company who has to sit there is there, at no time.
    CompanyAbsent,
    /// The two sides are never there at the same time.
    NoCommonSlot,
    /// When both are there, no table is free for them at all.
    NoTable,
    /// The company has as many meetings as it may have.
    CompanyAtMost,
    /// The presenter has other meetings, or a break.
    PresenterFull,
    /// The company has other meetings, or a break, or has to walk.
    CompanyBusy,
    /// All tables are taken.
    TablesFull,
    /// Both have free slots, but not the same ones.
    TimesDoNotMeet,
    /// A rival would be met at the change.
    Rivals,
    /// Nothing: it fits as the timetable is, and was only not placed yet.
    NotPlaced,
}

impl Reason {
    /// Whether no timetable at all could hold the wish.
    pub fn is_for_any_timetable(self) -> bool {
        self <= Self::NoTable
    }
}

/// What would have to go for a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Exchange {
    pub(super) slot: usize,
    pub(super) out: Vec<usize>,
}

/// At most so many meetings go for one.
const MOST_OUT: usize = 2;

pub(super) fn why(plan: &Plan<'_>, wish: &Wish) -> Reason {
    let times = &wish.times;
    let both = times.company & times.presenters;
    if times.company == 0 {
        return Reason::CompanyAbsent;
    }
    if both == 0 {
        return Reason::NoCommonSlot;
    }
    if both & times.table == 0 {
        return Reason::NoTable;
    }
    if wish.allowed == 0 {
        return Reason::Refused;
    }
    if each(wish.allowed).any(|slot| plan.fits(wish, slot)) {
        return Reason::NotPlaced;
    }
    if !plan.company_has_room(wish) {
        return Reason::CompanyAtMost;
    }
    let may_sit = |resources: &[usize]| -> Slots {
        let free = plan.free(resources) & wish.allowed;
        each(free)
            .filter(|s| resources.iter().all(|r| plan.may_go_on(*r, wish, *s)))
            .fold(0, |all, s| all | 1 << s)
    };
    let need = plan.model.needs.get(wish.need).map(|n| n.resource);
    let mut of_need = wish.presenters.clone();
    of_need.extend(need);
    let presenter = may_sit(&of_need);
    if presenter == 0 || !plan.need_has_room(wish) {
        return Reason::PresenterFull;
    }
    let is_table = |r: &usize| plan.model.is_home(*r);
    let of_company: Vec<usize> = wish
        .holds
        .iter()
        .copied()
        .filter(|r| !of_need.contains(r) && !is_table(r))
        .collect();
    let company = may_sit(&of_company);
    if company == 0 {
        return Reason::CompanyBusy;
    }
    let home: Vec<usize> = wish.holds.iter().copied().filter(is_table).collect();
    let table = each(plan.free(&home) & wish.allowed)
        .filter(|s| plan.pool_has_room(wish, *s))
        .fold(0, |all, s| all | 1 << s);
    if table == 0 {
        return Reason::TablesFull;
    }
    if presenter & company == 0 {
        return Reason::TimesDoNotMeet;
    }
    if presenter & company & table == 0 {
        return Reason::TablesFull;
    }
    Reason::Rivals
}

/// The slot in which the least would have to go for a wish; nothing that stands goes.
pub(super) fn cheapest(plan: &mut Plan<'_>, id: usize) -> Option<Exchange> {
    let wish = plan.wish(id)?;
    let mut best: Option<(i64, Exchange)> = None;
    let mut way = Vec::new();
    for slot in each(wish.allowed) {
        plan.in_the_way(wish, slot, &mut way);
        let cost: i64 = way.iter().map(|other| plan.weight(*other)).sum();
        let stands = |other: &usize| plan.wish(*other).is_some_and(|w| w.fixed.is_some());
        if way.is_empty()
            || way.len() > MOST_OUT
            || way.iter().any(stands)
            || best.as_ref().is_some_and(|(least, _)| *least <= cost)
        {
            continue;
        }
        let had: Vec<(usize, Option<usize>)> = way
            .iter()
            .map(|other| (*other, plan.remove(*other)))
            .collect();
        let fits = plan.fits(wish, slot);
        for (other, slot) in had.into_iter().rev() {
            if let Some(slot) = slot {
                plan.place(other, slot);
            }
        }
        if fits {
            best = Some((
                cost,
                Exchange {
                    slot,
                    out: way.clone(),
                },
            ));
        }
    }
    best.map(|(_, exchange)| exchange)
}
