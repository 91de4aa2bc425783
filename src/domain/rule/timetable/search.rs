//! Greedy placement, then ejection search: a wish is put where something else sits, what was in the way is seated
//! again, and what comes out is kept unless it is worth less. Fixed seed and a fixed number of steps: every laptop makes
//! the same timetable.

use super::model::Model;
use super::plan::{Plan, each};

/// At most so many meetings are taken out for one.
const MOST_EJECTED: usize = 4;

/// So many of the waiting wishes of the need and the company are tried after each step.
const MOST_TRIED: usize = 6;

/// What a step may lose at first.
const HOTTEST: u64 = 30;

/// Steps by size of the problem, in wishes.
pub(super) fn steps(model: &Model) -> u32 {
    match model.wishes.len() {
        0..=200 => 60_000,
        201..=600 => 100_000,
        601..=1500 => 300_000,
        _ => 1_500_000,
    }
}

/// A small generator of numbers that are the same everywhere (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `n`, which is not 0.
    fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.next()) * (n as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }
}

/// What stands, then every wish in its best slot: the worthiest first, and of those the one with the fewest slots.
pub(super) fn greedy(plan: &mut Plan<'_>) {
    let fixed = plan.model.wishes.iter().enumerate();
    let fixed: Vec<(usize, usize)> = fixed.filter_map(|(id, w)| Some((id, w.fixed?))).collect();
    for (id, slot) in fixed {
        plan.place(id, slot);
    }
    fill(plan);
}

/// Every waiting wish in its best slot.
pub(super) fn fill(plan: &mut Plan<'_>) {
    let mut order: Vec<usize> = plan.waiting().iter().map(|id| *id as usize).collect();
    order.sort_by_key(|id| {
        let wish = plan.wish(*id);
        wish.map(|w| (-w.weight, w.allowed.count_ones(), *id))
    });
    for id in order {
        if let Some((slot, _)) = plan.best(id) {
            plan.place(id, slot);
        }
    }
}

/// So many steps. `go_on` is asked now and then.
pub(super) fn improve(
    plan: &mut Plan<'_>,
    steps: u32,
    frozen: u64,
    go_on: &mut dyn FnMut(u32) -> bool,
) {
    let mut dice = Dice(0x0E15_4117);
    let movable: Vec<usize> = plan
        .model
        .wishes
        .iter()
        .enumerate()
        .filter(|(_, w)| w.allowed & !frozen != 0 && w.fixed.is_none())
        .map(|(id, _)| id)
        .collect();
    if movable.is_empty() {
        return;
    }
    let (mut way, mut tried) = (Vec::new(), Vec::new());
    // What was done in a step, to be taken back: a wish and the slot it had before.
    let mut done: Vec<(usize, Option<usize>)> = Vec::new();
    let (mut best, mut kept) = (plan.value(), plan.slots());
    for step in 0..steps {
        if step % 4096 == 0 && !go_on(step) {
            break;
        }
        let waiting = plan.waiting();
        let id = if !waiting.is_empty() && dice.next() & 1 == 0 {
            waiting
                .get(dice.below(waiting.len()))
                .map_or(0, |id| *id as usize)
        } else {
            movable.get(dice.below(movable.len())).copied().unwrap_or(0)
        };
        let Some(wish) = plan.wish(id) else {
            continue;
        };
        let own = plan.slot(id);
        if wish.fixed.is_some() || own.is_some_and(|s| frozen >> s & 1 == 1) {
            continue;
        }
        let choice = wish.allowed & !frozen & !own.map_or(0, |s| 1 << s);
        let count = choice.count_ones() as usize;
        if count == 0 {
            continue;
        }
        let Some(slot) = each(choice).nth(dice.below(count)) else {
            continue;
        };
        let before = plan.value();
        done.clear();
        if own.is_some() {
            plan.remove(id);
            done.push((id, own));
        }
        plan.in_the_way(wish, slot, &mut way);
        let may_go = |other: &usize| {
            let stands = plan.wish(*other).is_some_and(|w| w.fixed.is_some());
            !stands && plan.slot(*other).is_some_and(|s| frozen >> s & 1 == 0)
        };
        if way.len() <= MOST_EJECTED && way.iter().all(may_go) {
            for other in &way {
                let had = plan.remove(*other);
                done.push((*other, had));
            }
            if plan.fits(wish, slot) {
                plan.place(id, slot);
                done.push((id, None));
                seat(plan, &mut way, &mut done, frozen);
                tried.clear();
                let need = plan.model.needs.get(wish.need).map(|n| &n.wish_ids);
                let company = plan.model.companies.get(wish.company).map(|c| &c.wish_ids);
                let near = need.into_iter().chain(company).flatten().copied();
                tried.extend(near.filter(|w| plan.slot(*w).is_none()));
                // Another part of them each time.
                for n in 0..tried.len().min(MOST_TRIED) {
                    let other = n + dice.below(tried.len() - n);
                    tried.swap(n, other);
                }
                tried.truncate(MOST_TRIED);
                seat(plan, &mut tried, &mut done, frozen);
                let lost = before - plan.value();
                let bearable = i64::try_from(dice.below(heat(step, steps) + 1)).unwrap_or(0);
                if lost <= bearable {
                    if plan.value() > best {
                        best = plan.value();
                        kept = plan.slots();
                    }
                    continue;
                }
            }
        }
        take_back(plan, &mut done);
    }
    if plan.value() < best {
        plan.set(&kept);
    }
}

/// What a step may lose, and less and less of it: whoever never gives way stays in the first hollow.
fn heat(step: u32, steps: u32) -> usize {
    let left = u64::from(steps - step);
    usize::try_from(HOTTEST * left / u64::from(steps.max(1))).unwrap_or(0)
}

/// Places what has a free slot, the worthiest first.
fn seat(
    plan: &mut Plan<'_>,
    ids: &mut [usize],
    done: &mut Vec<(usize, Option<usize>)>,
    frozen: u64,
) {
    ids.sort_by_key(|id| (plan.wish(*id).map(|w| -w.weight), *id));
    for id in ids {
        if plan.slot(*id).is_some() {
            continue;
        }
        if let Some((slot, added)) = plan.best(*id)
            && added > 0
            && frozen >> slot & 1 == 0
        {
            plan.place(*id, slot);
            done.push((*id, None));
        }
    }
}

fn take_back(plan: &mut Plan<'_>, done: &mut Vec<(usize, Option<usize>)>) {
    while let Some((id, had)) = done.pop() {
        match had {
            Some(slot) => plan.place(id, slot),
            None => {
                plan.remove(id);
            }
        }
    }
}
