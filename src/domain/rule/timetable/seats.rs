//! Which table of the pool a meeting gets: the one the need sat at before, where that is free.

use super::plan::Plan;
use super::problem::{Meeting, Problem, Table};
use crate::text::Clean;
use std::collections::{BTreeMap, BTreeSet};

/// All meetings with their tables.
pub(super) fn seated(problem: &Problem, plan: &Plan<'_>) -> Vec<Meeting> {
    let homes: BTreeMap<&Clean, &Option<Clean>> =
        problem.needs.iter().map(|n| (&n.id, &n.table)).collect();
    let mut by_slot: BTreeMap<usize, Vec<(&Clean, &Clean, u32)>> = BTreeMap::new();
    let mut meetings = Vec::new();
    for (id, asked) in problem.wishes.iter().enumerate() {
        let (Some(slot), Some(wish)) = (plan.slot(id), plan.wish(id)) else {
            continue;
        };
        if let Some(Some(table)) = homes.get(&asked.need) {
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
        let mut taken: BTreeSet<&Clean> = BTreeSet::new();
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
