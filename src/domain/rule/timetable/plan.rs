//! A timetable in the making: what sits where, what it is worth, what is in the way of what.

use super::model::{Model, Slots, Wish};

/// No meeting.
const NONE: u32 = u32::MAX;

/// Which wish is placed in which slot. Its value follows every step.
#[derive(Clone, Debug)]
pub(super) struct Plan<'a> {
    pub(super) model: &'a Model,
    /// By wish.
    slot: Vec<u8>,
    /// The wish that has a resource in a slot.
    at: Vec<u32>,
    /// By resource.
    busy: Vec<Slots>,
    /// The wishes that take a table of a pool in a slot.
    pooled: Vec<Vec<u32>>,
    of_need: Vec<u32>,
    of_company: Vec<u32>,
    /// How many meetings a company has in a slot.
    company_at: Vec<u8>,
    company_busy: Vec<Slots>,
    value: i64,
    /// Wishes that could be placed and are not, in no order.
    waiting: Vec<u32>,
    place_in_waiting: Vec<u32>,
}

/// What it costs in a repair that a booked meeting does not take place.
const DROPPED: i64 = 30;
/// What it costs that it moves.
const MOVED: i64 = 15;

/// A slot of nobody.
const NOWHERE: u8 = u8::MAX;

/// Idle slots between the first and the last.
fn idle(busy: Slots) -> i64 {
    if busy == 0 {
        return 0;
    }
    let span = 64 - busy.leading_zeros() - busy.trailing_zeros();
    i64::from(span - busy.count_ones())
}

fn bit(slot: usize) -> Slots {
    1 << slot
}

/// The slots that are in both.
pub(super) fn each(mut slots: Slots) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if slots == 0 {
            return None;
        }
        let next = slots.trailing_zeros();
        slots &= slots - 1;
        usize::try_from(next).ok()
    })
}

fn get<T: Copy + Default>(list: &[T], at: usize) -> T {
    list.get(at).copied().unwrap_or_default()
}

fn with<T>(list: &mut [T], at: usize, change: impl FnOnce(&mut T)) {
    if let Some(value) = list.get_mut(at) {
        change(value);
    }
}

impl<'a> Plan<'a> {
    pub(super) fn empty(model: &'a Model) -> Self {
        let (slots, wishes) = (model.slots, model.wishes.len());
        let mut plan = Self {
            model,
            slot: vec![NOWHERE; wishes],
            at: vec![NONE; model.resources.len() * slots],
            busy: vec![0; model.resources.len()],
            pooled: vec![Vec::new(); model.pools.len() * slots],
            of_need: vec![0; model.needs.len()],
            of_company: vec![0; model.companies.len()],
            company_at: vec![0; model.companies.len() * slots],
            company_busy: vec![0; model.companies.len()],
            value: 0,
            waiting: Vec::new(),
            place_in_waiting: vec![NONE; wishes],
        };
        for (id, wish) in model.wishes.iter().enumerate() {
            if wish.allowed != 0 {
                plan.wait(id);
            }
        }
        plan
    }

    pub(super) fn value(&self) -> i64 {
        self.value
    }

    pub(super) fn waiting(&self) -> &[u32] {
        &self.waiting
    }

    /// Where a wish is placed.
    pub(super) fn slot(&self, id: usize) -> Option<usize> {
        let slot = self.slot.get(id).copied().filter(|s| *s != NOWHERE)?;
        Some(usize::from(slot))
    }

    /// Where all wishes are placed, to come back to.
    pub(super) fn slots(&self) -> Vec<u8> {
        self.slot.clone()
    }

    /// Places all wishes as they once were.
    pub(super) fn set(&mut self, slots: &[u8]) {
        for id in 0..slots.len() {
            self.remove(id);
        }
        for (id, slot) in slots.iter().enumerate() {
            if *slot != NOWHERE {
                self.place(id, usize::from(*slot));
            }
        }
    }

    pub(super) fn wish(&self, id: usize) -> Option<&'a Wish> {
        self.model.wishes.get(id)
    }

    fn wait(&mut self, id: usize) {
        let at = u32::try_from(self.waiting.len()).unwrap_or(NONE);
        self.waiting.push(u32::try_from(id).unwrap_or(NONE));
        with(&mut self.place_in_waiting, id, |place| *place = at);
    }

    fn stop_waiting(&mut self, id: usize) {
        let at = self.place_in_waiting.get(id).copied().unwrap_or(NONE);
        if at == NONE {
            return;
        }
        self.waiting.swap_remove(at as usize);
        if let Some(moved) = self.waiting.get(at as usize).copied() {
            with(&mut self.place_in_waiting, moved as usize, |place| {
                *place = at;
            });
        }
        with(&mut self.place_in_waiting, id, |place| *place = NONE);
    }

    /// The wish that has a resource in a slot.
    fn holder(&self, resource: usize, slot: usize) -> Option<usize> {
        let found = self.at.get(resource * self.model.slots + slot).copied()?;
        (found != NONE).then_some(found as usize)
    }

    /// Meetings in a row of a resource, were it busy in this slot.
    fn run(&self, resource: usize, slot: usize) -> u32 {
        let busy = get(&self.busy, resource) | bit(slot);
        let above = (busy >> slot).trailing_ones();
        let below = if slot == 0 {
            0
        } else {
            (busy << (64 - slot)).leading_ones()
        };
        above + below
    }

    fn neighbours(&self, slot: usize) -> impl Iterator<Item = usize> + use<> {
        let after = (slot + 1 < self.model.slots).then_some(slot + 1);
        slot.checked_sub(1).into_iter().chain(after)
    }

    /// Whether everything that a wish needs is free in a slot.
    pub(super) fn fits(&self, wish: &Wish, slot: usize) -> bool {
        wish.allowed & bit(slot) != 0
            && wish
                .holds
                .iter()
                .all(|r| get(&self.busy, *r) & bit(slot) == 0)
            && self.need_has_room(wish)
            && self.company_has_room(wish)
            && self.pool_has_room(wish, slot)
            && wish.holds.iter().all(|r| self.may_go_on(*r, wish, slot))
            && !self.meets_rival(wish, slot)
    }

    pub(super) fn need_has_room(&self, wish: &Wish) -> bool {
        let most = self.model.needs.get(wish.need).map_or(0, |n| n.most);
        get(&self.of_need, wish.need) < most
    }

    pub(super) fn company_has_room(&self, wish: &Wish) -> bool {
        let most = self.model.companies.get(wish.company).map_or(0, |c| c.most);
        get(&self.of_company, wish.company) < most
    }

    pub(super) fn pool_has_room(&self, wish: &Wish, slot: usize) -> bool {
        let Some(pool) = wish.pool else {
            return true;
        };
        let open = self.model.pools.get(pool).map_or(0, |p| get(&p.open, slot));
        let taken = self
            .pooled
            .get(pool * self.model.slots + slot)
            .map_or(0, Vec::len);
        taken < open
    }

    /// Whether a person may sit there: breaks, and time to walk.
    pub(super) fn may_go_on(&self, resource: usize, wish: &Wish, slot: usize) -> bool {
        let Some(kind) = self.model.resources.get(resource) else {
            return false;
        };
        if kind.run != u32::MAX && self.run(resource, slot) > kind.run {
            return false;
        }
        !kind.walks
            || !self
                .neighbours(slot)
                .any(|s| self.is_far(resource, wish, s))
    }

    fn is_far(&self, resource: usize, wish: &Wish, slot: usize) -> bool {
        let other = self.holder(resource, slot).and_then(|id| self.wish(id));
        other.is_some_and(|other| other.zone != wish.zone)
    }

    /// The meeting of a rival just before or after at the same need.
    pub(super) fn rival(&self, wish: &Wish, slot: usize) -> Option<usize> {
        let need = self.model.needs.get(wish.need)?;
        let rivals = &self.model.companies.get(wish.company)?.rivals;
        if rivals.is_empty() {
            return None;
        }
        self.neighbours(slot)
            .filter_map(|s| self.holder(need.resource, s))
            .find(|id| {
                self.wish(*id)
                    .is_some_and(|other| rivals.contains(&other.company))
            })
    }

    fn meets_rival(&self, wish: &Wish, slot: usize) -> bool {
        self.rival(wish, slot).is_some()
    }

    /// What placing a wish there adds, besides its own worth: the first meeting of a company, idle slots.
    fn beside(&self, wish: &Wish, slot: usize) -> i64 {
        let mut added = 0;
        let mut idle_more = |before: Slots| {
            added -= self.model.gap * (idle(before | bit(slot)) - idle(before));
        };
        for presenter in &wish.presenters {
            idle_more(get(&self.busy, *presenter));
        }
        idle_more(get(&self.company_busy, wish.company));
        let served = get(&self.of_company, wish.company) > 0;
        let company = self.model.companies.get(wish.company);
        if !served && company.is_some_and(|c| c.wishes) {
            added += self.model.first_company;
        }
        match wish.was {
            None => added,
            // What was told to people is not moved for a little.
            Some(was) if was == slot => added + DROPPED,
            Some(_) => added + DROPPED - MOVED,
        }
    }

    /// When all of these are free.
    pub(super) fn free(&self, resources: &[usize]) -> Slots {
        resources
            .iter()
            .fold(Slots::MAX, |free, r| free & !get(&self.busy, *r))
    }

    /// The slot in which a wish fits best, and what it adds there.
    pub(super) fn best(&self, id: usize) -> Option<(usize, i64)> {
        let wish = self.wish(id)?;
        let free = wish
            .holds
            .iter()
            .fold(wish.allowed, |free, r| free & !get(&self.busy, *r));
        let mut best: Option<(usize, i64)> = None;
        for slot in each(free) {
            if self.fits(wish, slot) {
                let added = wish.weight + self.beside(wish, slot);
                if best.is_none_or(|(_, most)| added > most) {
                    best = Some((slot, added));
                }
            }
        }
        best
    }

    /// Places a wish that fits, or that is to stand whatever stands there.
    pub(super) fn place(&mut self, id: usize, slot: usize) {
        let Some(wish) = self.wish(id) else {
            return;
        };
        self.value += wish.weight + self.beside(wish, slot);
        let (slots, mark) = (self.model.slots, u32::try_from(id).unwrap_or(NONE));
        for resource in &wish.holds {
            with(&mut self.busy, *resource, |busy| *busy |= bit(slot));
            with(&mut self.at, resource * slots + slot, |at| *at = mark);
        }
        if let Some(pool) = wish.pool {
            with(&mut self.pooled, pool * slots + slot, |at| at.push(mark));
        }
        with(&mut self.of_need, wish.need, |n| *n += 1);
        with(&mut self.of_company, wish.company, |n| *n += 1);
        with(&mut self.company_at, wish.company * slots + slot, |n| {
            *n += 1;
        });
        with(&mut self.company_busy, wish.company, |busy| {
            *busy |= bit(slot);
        });
        with(&mut self.slot, id, |s| {
            *s = u8::try_from(slot).unwrap_or(NOWHERE);
        });
        self.stop_waiting(id);
    }

    /// Takes a wish out of its slot, which is answered.
    pub(super) fn remove(&mut self, id: usize) -> Option<usize> {
        let slot = self.slot(id)?;
        let wish = self.wish(id)?;
        let slots = self.model.slots;
        for resource in &wish.holds {
            with(&mut self.busy, *resource, |busy| *busy &= !bit(slot));
            with(&mut self.at, resource * slots + slot, |at| *at = NONE);
        }
        if let Some(pool) = wish.pool {
            with(&mut self.pooled, pool * slots + slot, |at| {
                at.retain(|w| *w as usize != id);
            });
        }
        with(&mut self.of_need, wish.need, |n| *n = n.saturating_sub(1));
        with(&mut self.of_company, wish.company, |n| {
            *n = n.saturating_sub(1);
        });
        let here = wish.company * slots + slot;
        with(&mut self.company_at, here, |n| *n = n.saturating_sub(1));
        if get(&self.company_at, here) == 0 {
            with(&mut self.company_busy, wish.company, |busy| {
                *busy &= !bit(slot);
            });
        }
        with(&mut self.slot, id, |s| *s = NOWHERE);
        self.value -= wish.weight + self.beside(wish, slot);
        self.wait(id);
        Some(slot)
    }

    /// The meetings that would have to go for a wish to sit in a slot. Where one of several would do, the one that is
    /// worth least.
    pub(super) fn in_the_way(&self, wish: &Wish, slot: usize, way: &mut Vec<usize>) {
        way.clear();
        let add = |id: usize, way: &mut Vec<usize>| {
            if !way.contains(&id) {
                way.push(id);
            }
        };
        for resource in &wish.holds {
            if let Some(id) = self.holder(*resource, slot) {
                add(id, way);
            }
        }
        for resource in &wish.holds {
            let Some(kind) = self.model.resources.get(*resource) else {
                continue;
            };
            if kind.walks {
                for near in self.neighbours(slot) {
                    if self.is_far(*resource, wish, near)
                        && let Some(id) = self.holder(*resource, near)
                    {
                        add(id, way);
                    }
                }
            }
            if kind.run != u32::MAX && self.run(*resource, slot) > kind.run {
                let ends = self
                    .neighbours(slot)
                    .filter_map(|s| self.holder(*resource, s));
                let mut ends: Vec<usize> = ends.collect();
                ends.sort_by_key(|id| self.weight(*id));
                // One end may be enough; both always are.
                let below = if slot == 0 {
                    0
                } else {
                    (get(&self.busy, *resource) << (64 - slot)).leading_ones()
                };
                let above = self.run(*resource, slot) - 1 - below;
                let enough = |id: &usize| {
                    let goes_below = self.slot(*id).is_some_and(|s| s < slot);
                    let left = if goes_below { above } else { below };
                    left < kind.run
                };
                match ends.iter().find(|id| way.contains(id) || enough(id)) {
                    Some(id) => add(*id, way),
                    None => ends.iter().for_each(|id| add(*id, way)),
                }
            }
        }
        if let Some(id) = self.rival(wish, slot) {
            add(id, way);
            // There may be one on each side.
            if let Some(need) = self.model.needs.get(wish.need) {
                let rivals = self.model.companies.get(wish.company).map(|c| &c.rivals);
                for near in self.neighbours(slot) {
                    if let Some(id) = self.holder(need.resource, near)
                        && let Some(other) = self.wish(id)
                        && rivals.is_some_and(|r| r.contains(&other.company))
                    {
                        add(id, way);
                    }
                }
            }
        }
        if !self.pool_has_room(wish, slot)
            && let Some(pool) = wish.pool
            && let Some(seated) = self.pooled.get(pool * self.model.slots + slot)
            && !seated.iter().any(|id| way.contains(&(*id as usize)))
        {
            let least = seated
                .iter()
                .map(|id| *id as usize)
                .min_by_key(|id| self.weight(*id));
            way.extend(least);
        }
        for (has_room, all) in [
            (
                self.need_has_room(wish),
                self.model.needs.get(wish.need).map(|n| &n.wish_ids),
            ),
            (
                self.company_has_room(wish),
                self.model.companies.get(wish.company).map(|c| &c.wish_ids),
            ),
        ] {
            let placed = all
                .into_iter()
                .flatten()
                .filter(|id| self.slot(**id).is_some());
            let placed: Vec<usize> = placed.copied().collect();
            if !has_room && !placed.iter().any(|id| way.contains(id)) {
                way.extend(placed.into_iter().min_by_key(|id| self.weight(*id)));
            }
        }
    }

    pub(super) fn weight(&self, id: usize) -> i64 {
        self.wish(id).map_or(0, |w| w.weight)
    }
}
