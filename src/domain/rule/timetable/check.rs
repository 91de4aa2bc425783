//! What stands against a timetable: every rule that a meeting breaks, with whom or what it collides.

use super::problem::{Meeting, Problem, Side};
use crate::text::Clean;
use std::collections::BTreeMap;

/// A rule that is broken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Nobody wishes it.
    NoWish,
    /// The hospital refused.
    Refused,
    /// The pair meets already.
    PairTwice,
    /// This person sits somewhere else at the time: at which table, where it is known.
    PersonTwice(Clean, Option<Clean>),
    /// The need has another meeting at the time.
    NeedTwice,
    /// The company has another meeting at the time and does not split.
    CompanyTwice,
    /// This person is not there.
    Away(Clean),
    /// There is no such slot, or the table is closed in it.
    Closed,
    /// Another need has this table.
    OtherTable,
    /// Somebody else sits at the table.
    TableTaken,
    /// The company has too many meetings.
    CompanyAtMost,
    /// The need has too many meetings.
    NeedAtMost,
    /// This person has too many in a row.
    InARow(Clean),
    /// This person has to walk from one zone to another without a break.
    Walks(Clean),
    /// A rival is met at the change.
    Rival(Clean),
    /// It stood in another slot.
    Moved,
}

impl Rule {
    /// Whether it is a collision (重複) and not another reason.
    pub fn is_collision(&self) -> bool {
        matches!(
            self,
            Self::PairTwice
                | Self::PersonTwice(..)
                | Self::NeedTwice
                | Self::CompanyTwice
                | Self::TableTaken
        )
    }
}

/// The rules that each meeting breaks, in the order of the meetings.
pub fn faults(problem: &Problem, meetings: &[Meeting]) -> Vec<Vec<Rule>> {
    let mut found: Vec<Vec<Rule>> = vec![Vec::new(); meetings.len()];
    let wishes: BTreeMap<_, _> = (problem.wishes.iter())
        .map(|w| ((&w.need, &w.company), w))
        .collect();
    let needs: BTreeMap<_, _> = problem.needs.iter().map(|n| (&n.id, n)).collect();
    let companies: BTreeMap<_, _> = problem.companies.iter().map(|c| (&c.id, c)).collect();
    let persons: BTreeMap<_, _> = problem.persons.iter().map(|p| (&p.id, p)).collect();
    let tables: BTreeMap<_, _> = problem.tables.iter().map(|t| (&t.id, t)).collect();
    let fixed: BTreeMap<_, _> = (problem.fixed.iter())
        .map(|f| ((&f.need, &f.company), f.slot))
        .collect();
    let mut of_person: BTreeMap<(&Clean, usize), Vec<usize>> = BTreeMap::new();
    let mut of_need: BTreeMap<(&Clean, usize), Vec<usize>> = BTreeMap::new();
    let mut of_company: BTreeMap<(&Clean, usize), Vec<usize>> = BTreeMap::new();
    let mut at_table: BTreeMap<(&Clean, usize), Vec<usize>> = BTreeMap::new();
    let mut pairs: BTreeMap<(&Clean, &Clean), Vec<usize>> = BTreeMap::new();
    for (at, m) in meetings.iter().enumerate() {
        let mut say = |rule| found.get_mut(at).map_or((), |own| own.push(rule));
        pairs.entry((&m.need, &m.company)).or_default().push(at);
        of_need.entry((&m.need, m.slot)).or_default().push(at);
        of_company.entry((&m.company, m.slot)).or_default().push(at);
        if m.slot >= problem.slots {
            say(Rule::Closed);
        }
        if fixed
            .get(&(&m.need, &m.company))
            .is_some_and(|slot| *slot != m.slot)
        {
            say(Rule::Moved);
        }
        let need = needs.get(&m.need);
        let wish = wishes.get(&(&m.need, &m.company));
        match wish {
            Some(wish) if wish.hospital_level < 0 => say(Rule::Refused),
            Some(wish) if problem.weights.of(wish).is_some() => {}
            Some(_) | None => say(Rule::NoWish),
        }
        let presenters = need.iter().flat_map(|n| &n.presenters);
        let sent = wish.iter().flat_map(|w| &w.persons);
        for badge in presenters.chain(sent) {
            of_person.entry((badge, m.slot)).or_default().push(at);
            if persons
                .get(badge)
                .is_some_and(|p| !p.slots.contains(&m.slot))
            {
                say(Rule::Away(badge.clone()));
            }
        }
        if let Some(table) = &m.table {
            at_table.entry((table, m.slot)).or_default().push(at);
            let home = need.and_then(|n| n.table.as_ref());
            match tables.get(table) {
                Some(known) => {
                    if !known.slots.contains(&m.slot) {
                        say(Rule::Closed);
                    }
                    if home.is_some_and(|home| home != table) || (home.is_none() && known.home) {
                        say(Rule::OtherTable);
                    }
                }
                None => say(Rule::OtherTable),
            }
        }
    }
    let mut say = |at: &usize, rule| found.get_mut(*at).map_or((), |own| own.push(rule));
    for all in pairs.values().filter(|all| all.len() > 1) {
        for at in all {
            say(at, Rule::PairTwice);
        }
    }
    for all in of_need.values().filter(|all| all.len() > 1) {
        for at in all {
            say(at, Rule::NeedTwice);
        }
    }
    for ((company, _), all) in of_company.iter().filter(|(_, all)| all.len() > 1) {
        if companies.get(company).is_some_and(|c| !c.parallel) {
            for at in all {
                say(at, Rule::CompanyTwice);
            }
        }
    }
    for all in at_table.values().filter(|all| all.len() > 1) {
        for at in all {
            say(at, Rule::TableTaken);
        }
    }
    for ((badge, _), all) in of_person.iter().filter(|(_, all)| all.len() > 1) {
        for at in all {
            let other = all.iter().find(|other| *other != at);
            let table = other.and_then(|other| meetings.get(*other)?.table.clone());
            say(at, Rule::PersonTwice((*badge).clone(), table));
        }
    }
    let zone = |at: &usize| {
        let m = meetings.get(*at)?;
        let home = needs.get(&m.need).and_then(|n| n.table.as_ref());
        let table = m.table.as_ref().or(home)?;
        tables.get(table).map(|t| t.zone)
    };
    for ((badge, slot), all) in &of_person {
        let Some(person) = persons.get(*badge) else {
            continue;
        };
        let (Some(at), Some(next)) = (all.first(), of_person.get(&(*badge, slot + 1))) else {
            continue;
        };
        if person.side == Side::Company
            && let (Some(a), Some(b)) = (zone(at), next.first().and_then(zone))
            && a != b
        {
            for at in next {
                say(at, Rule::Walks((*badge).clone()));
            }
        }
        let before = slot.checked_sub(1);
        let is_first = before.is_none_or(|before| !of_person.contains_key(&(*badge, before)));
        if is_first && person.max_consecutive < u32::MAX {
            let run = (*slot..).map_while(|s| of_person.get(&(*badge, s)));
            let most = usize::try_from(person.max_consecutive.max(1)).unwrap_or(usize::MAX);
            run.skip(most)
                .flatten()
                .for_each(|at| say(at, Rule::InARow((*badge).clone())));
        }
    }
    let mut count: BTreeMap<(bool, &Clean), u32> = BTreeMap::new();
    for (at, m) in meetings.iter().enumerate() {
        for (is_need, id) in [(true, &m.need), (false, &m.company)] {
            let so_far = count.entry((is_need, id)).or_default();
            *so_far += 1;
            let most = if is_need {
                needs.get(id).map(|n| n.max_meetings)
            } else {
                companies.get(id).map(|c| c.max_meetings)
            };
            if most.is_some_and(|most| *so_far > most) {
                let rule = if is_need {
                    Rule::NeedAtMost
                } else {
                    Rule::CompanyAtMost
                };
                say(&at, rule);
            }
        }
    }
    let mut rivals: BTreeMap<&Clean, Vec<&Clean>> = BTreeMap::new();
    for (a, b) in &problem.rivals {
        rivals.entry(a).or_default().push(b);
        rivals.entry(b).or_default().push(a);
    }
    for ((need, slot), all) in &of_need {
        let next = of_need.get(&(*need, slot + 1));
        for (at, other) in all
            .iter()
            .flat_map(|at| next.iter().copied().flatten().map(move |other| (at, other)))
        {
            let (Some(a), Some(b)) = (meetings.get(*at), meetings.get(*other)) else {
                continue;
            };
            if (rivals.get(&a.company)).is_some_and(|all| all.contains(&&b.company)) {
                say(at, Rule::Rival(b.company.clone()));
                say(other, Rule::Rival(a.company.clone()));
            }
        }
    }
    for own in &mut found {
        own.sort();
        own.dedup();
    }
    found
}
