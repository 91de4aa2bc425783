//! Which table a meeting gets: the one that was told, else its own, else the one of the pool at which the need sat before,
//! where that is free.

use super::plan::Plan;
use super::problem::{Meeting, Problem, Table};
use crate::text::Clean;
use std::collections::{BTreeMap, BTreeSet};

/// All meetings with their tables. What stays in its slot stays at its table.
pub(super) fn seated(problem: &Problem, plan: &Plan<'_>, booked: &[Meeting]) -> Vec<Meeting> {
    let fixed = problem.fixed.iter();
    let mut told: BTreeMap<(&Clean, &Clean), (usize, &Clean)> = (booked.iter())
        .filter_map(|m| Some(((&m.need, &m.company), (m.slot, m.table.as_ref()?))))
        .collect();
    told.extend(fixed.filter_map(|f| Some(((&f.need, &f.company), (f.slot, f.table.as_ref()?)))));
    let mut told_at: BTreeMap<usize, Vec<(&Clean, &Clean)>> = BTreeMap::new();
    let homes: BTreeMap<&Clean, &Option<Clean>> =
        problem.needs.iter().map(|n| (&n.id, &n.table)).collect();
    let mut by_slot: BTreeMap<usize, Vec<(&Clean, &Clean, u32)>> = BTreeMap::new();
    let mut meetings = Vec::new();
    for (id, asked) in problem.wishes.iter().enumerate() {
        let (Some(slot), Some(wish)) = (plan.slot(id), plan.wish(id)) else {
            continue;
        };
        let kept = told.get(&(&asked.need, &asked.company));
        if let Some((_, table)) = kept.filter(|(then, _)| *then == slot) {
            told_at.entry(slot).or_default().push((&asked.need, *table));
            meetings.push(Meeting {
                need: asked.need.clone(),
                company: asked.company.clone(),
                slot,
                table: Some((*table).clone()),
            });
        } else if let Some(Some(table)) = homes.get(&asked.need) {
            meetings.push(Meeting {
                need: asked.need.clone(),
                company: asked.company.clone(),
                slot,
                table: Some(table.clone()),
            });
        } else {
            let pooled = by_slot.entry(slot).or_default();
            pooled.push((&asked.need, &asked.company, wish.zone));
        }
    }
    let mut last: BTreeMap<&Clean, &Clean> = BTreeMap::new();
    for (slot, mut pooled) in by_slot {
        let open: Vec<&Table> = problem
            .tables
            .iter()
            .filter(|t| !t.home && t.slots.contains(&slot))
            .collect();
        let here = told_at.get(&slot).map_or(&[][..], Vec::as_slice);
        let mut taken: BTreeSet<&Clean> = here.iter().map(|(_, table)| *table).collect();
        last.extend(here.iter().copied());
        // Whoever can stay where they sat is seated first.
        pooled.sort_by_key(|(need, _, _)| (!last.contains_key(need), *need));
        for (need, company, zone) in pooled {
            let mut free = open
                .iter()
                .filter(|t| t.zone == zone && !taken.contains(&t.id));
            let before = last.get(need);
            let stays = open
                .iter()
                .find(|t| Some(&&t.id) == before && !taken.contains(&t.id));
            let table = stays.or_else(|| free.next()).map(|t| &t.id);
            if let Some(table) = table {
                taken.insert(table);
                last.insert(need, table);
            }
            meetings.push(Meeting {
                need: need.clone(),
                company: company.clone(),
                slot,
                table: table.cloned(),
            });
        }
    }
    meetings
}
