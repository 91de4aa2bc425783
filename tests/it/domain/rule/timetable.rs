//! Timetables against a judge of their own, which knows the hard rules from their description and not from the solver.

use enishi::domain::rule::timetable::check;
use enishi::domain::rule::timetable::problem::{
    Company, Fixed, Need, Person, Problem, Side, Table, Weights, Wish,
};
use enishi::domain::rule::timetable::{Meeting, Timetable, Touch, first, make, repair};
use enishi::text::Clean;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What is broken, rule by rule, and what the timetable is worth.
fn judge(problem: &Problem, meetings: &[Meeting]) -> (Vec<String>, i64) {
    let mut broken = Vec::new();
    let mut say = |what: String| broken.push(what);
    let wish = |m: &Meeting| {
        let mut wishes = problem.wishes.iter();
        wishes.find(|w| w.need == m.need && w.company == m.company)
    };
    let need = |id: &Clean| problem.needs.iter().find(|n| n.id == *id).unwrap();
    let company = |id: &Clean| problem.companies.iter().find(|c| c.id == *id).unwrap();
    let table = |id: &Clean| problem.tables.iter().find(|t| t.id == *id).unwrap();
    let mut pairs = BTreeSet::new();
    let mut of_person: BTreeMap<&Clean, BTreeMap<usize, &Meeting>> = BTreeMap::new();
    let mut of_company: BTreeMap<&Clean, BTreeMap<usize, u32>> = BTreeMap::new();
    let mut of_need: BTreeMap<&Clean, BTreeMap<usize, &Clean>> = BTreeMap::new();
    let mut seats = BTreeSet::new();
    let mut worth = 0;
    for m in meetings {
        let Some(wish) = wish(m) else {
            say(format!("H0 no wish {m:?}"));
            continue;
        };
        match problem.weights.of(wish) {
            Some(weight) => worth += weight,
            None => say(format!("H0 refused {m:?}")),
        }
        if !pairs.insert((&m.need, &m.company)) {
            say(format!("H1 twice {m:?}"));
        }
        for badge in need(&m.need).presenters.iter().chain(&wish.persons) {
            let person = problem.persons.iter().find(|p| p.id == *badge).unwrap();
            if !person.slots.contains(&m.slot) {
                say(format!("H4 {badge} is not there {m:?}"));
            }
            if of_person
                .entry(badge)
                .or_default()
                .insert(m.slot, m)
                .is_some()
            {
                say(format!("H2 {badge} at two tables {m:?}"));
            }
        }
        *of_company
            .entry(&m.company)
            .or_default()
            .entry(m.slot)
            .or_default() += 1;
        if of_need
            .entry(&m.need)
            .or_default()
            .insert(m.slot, &m.company)
            .is_some()
        {
            say(format!("H3 need twice {m:?}"));
        }
        match &m.table {
            None => say(format!("H5 no table {m:?}")),
            Some(id) => {
                let own = need(&m.need).table.as_ref();
                if own.is_some_and(|own| own != id) || (own.is_none() && table(id).home) {
                    say(format!("H5 wrong table {m:?}"));
                }
                if !table(id).slots.contains(&m.slot) || !seats.insert((id, m.slot)) {
                    say(format!("H5 table taken {m:?}"));
                }
            }
        }
    }
    for (badge, slots) in &of_person {
        let person = problem.persons.iter().find(|p| p.id == **badge).unwrap();
        let mut run = 0;
        for slot in 0..problem.slots {
            run = if slots.contains_key(&slot) {
                run + 1
            } else {
                0
            };
            if run > person.max_consecutive {
                say(format!("H8 {badge} {run} in a row at {slot}"));
            }
            if person.side == Side::Company
                && let (Some(here), Some(next)) = (slots.get(&slot), slots.get(&(slot + 1)))
                && let (Some(here), Some(next)) = (&here.table, &next.table)
                && table(here).zone != table(next).zone
            {
                say(format!("H9 {badge} walks after {slot}"));
            }
        }
    }
    for (id, slots) in &of_company {
        if !company(id).parallel && slots.values().any(|n| *n > 1) {
            say(format!("H3 {id} at two tables"));
        }
        if slots.values().sum::<u32>() > company(id).max_meetings {
            say(format!("H7 {id} has too many"));
        }
    }
    for (id, slots) in &of_need {
        if slots.len() > need(id).max_meetings as usize {
            say(format!("H7 {id} has too many"));
        }
        for (slot, one) in slots {
            let Some(other) = slots.get(&(slot + 1)) else {
                continue;
            };
            let rivals = |(a, b): &(Clean, Clean)| (a, b) == (one, other) || (b, a) == (one, other);
            if problem.rivals.iter().any(rivals) {
                say(format!("H10 {one} and {other} meet at {id}"));
            }
        }
    }
    for f in &problem.fixed {
        let stands = |m: &&Meeting| m.need == f.need && m.company == f.company && m.slot == f.slot;
        if !meetings.iter().any(|m| stands(&m)) {
            say(format!("H6 moved {f:?}"));
        }
    }
    let wishing: BTreeSet<&Clean> = (problem.wishes.iter())
        .filter(|w| w.company_level > 0 && problem.weights.of(w).is_some())
        .map(|w| &w.company)
        .collect();
    let served = wishing
        .iter()
        .filter(|c| of_company.contains_key(**c))
        .count();
    let idle = |slots: BTreeSet<usize>| {
        let (first, last) = (slots.first().unwrap(), slots.last().unwrap());
        i64::try_from(last - first + 1 - slots.len()).unwrap()
    };
    let presents: BTreeSet<&Clean> = problem.needs.iter().flat_map(|n| &n.presenters).collect();
    let mut gaps = 0;
    for (badge, slots) in &of_person {
        if presents.contains(badge) {
            gaps += idle(slots.keys().copied().collect());
        }
    }
    gaps += of_company
        .values()
        .map(|s| idle(s.keys().copied().collect()))
        .sum::<i64>();
    worth += problem.weights.first_company * i64::try_from(served).unwrap();
    worth -= problem.weights.gap * gaps;
    (broken, worth)
}

fn sound(problem: &Problem, made: &Timetable) -> Result<(), TestCaseError> {
    let (broken, worth) = judge(problem, &made.meetings);
    prop_assert_eq!(&broken, &Vec::<String>::new());
    prop_assert_eq!(made.objective, worth);
    let told = made.unmet.len() + made.meetings.len();
    let wished = problem
        .wishes
        .iter()
        .filter(|w| problem.weights.of(w).is_some());
    prop_assert_eq!(told, wished.count(), "every wish is met or told");
    Ok(())
}

fn id(kind: char, n: usize) -> Clean {
    Clean::line(&format!("{kind}{n}"))
}

/// Small problems with everything that a rule speaks of.
fn problems() -> impl Strategy<Value = Problem> {
    (2usize..7, 1usize..5, 2usize..8, 1usize..4, 0usize..3).prop_flat_map(
        |(slots, needs, companies, tables, rivals)| {
            let windows =
                prop::collection::vec(prop::bits::u8::between(0, slots), needs + companies * 2);
            let wishes = prop::collection::vec(
                (0..needs, 0..companies, 0i8..4, -1i8..4, 0u8..3),
                1..needs * companies + 2,
            );
            let pairs = prop::collection::vec((0..companies, 0..companies), rivals);
            let kinds = prop::collection::vec((any::<bool>(), 1u32..5), companies);
            let places = prop::collection::vec((0u32..2, any::<bool>()), tables);
            (windows, wishes, pairs, kinds, places).prop_map(
                move |(windows, wishes, pairs, kinds, places)| {
                    let time = |n: usize| (0..slots).filter(|s| windows[n] >> s & 1 == 1).collect();
                    let person = |n: usize, side| Person {
                        id: id('p', n),
                        side,
                        slots: time(n),
                        max_consecutive: 1 + u32::try_from(n % 3).unwrap(),
                    };
                    let mut persons: Vec<Person> =
                        (0..needs).map(|n| person(n, Side::Hospital)).collect();
                    persons
                        .extend((needs..needs + companies * 2).map(|n| person(n, Side::Company)));
                    let mut seen = BTreeSet::new();
                    Problem {
                        slots,
                        persons,
                        needs: (0..needs)
                            .map(|n| Need {
                                id: id('n', n),
                                presenters: vec![id('p', n / 2 * 2)],
                                max_meetings: 3,
                                table: places.get(n).filter(|(_, home)| *home).map(|_| id('t', n)),
                            })
                            .collect(),
                        companies: (kinds.iter().enumerate())
                            .map(|(n, (parallel, most))| Company {
                                id: id('c', n),
                                parallel: *parallel,
                                max_meetings: *most,
                            })
                            .collect(),
                        tables: (places.iter().enumerate())
                            .map(|(n, (zone, home))| Table {
                                id: id('t', n),
                                zone: *zone,
                                slots: (0..slots).filter(|s| (s + n) % 5 != 4).collect(),
                                home: *home,
                            })
                            .collect(),
                        wishes: (wishes.iter())
                            .filter(|(need, company, ..)| seen.insert((*need, *company)))
                            .map(|(need, company, ours, theirs, who)| Wish {
                                need: id('n', *need),
                                company: id('c', *company),
                                company_level: *ours,
                                hospital_level: *theirs,
                                persons: (0..2)
                                    .filter(|n| who & 1 << n == 0)
                                    .map(|n| id('p', needs + company * 2 + n))
                                    .collect(),
                            })
                            .collect(),
                        rivals: (pairs.iter())
                            .filter(|(a, b)| a != b)
                            .map(|(a, b)| (id('c', *a), id('c', *b)))
                            .collect(),
                        weights: Weights::default(),
                        ..Problem::default()
                    }
                },
            )
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_hard_rules_hold_and_every_wish_is_met_or_told(problem in problems()) {
        prop_assert_eq!(problem.check(), Ok(()));
        sound(&problem, &first(&problem))?;
        sound(&problem, &make(&problem, |_| true))?;
    }

    #[test]
    fn what_is_booked_stays_when_the_rest_is_filled(problem in problems(), keep in any::<u64>()) {
        let before = make(&problem, |_| true);
        let booked = before.meetings.iter().enumerate().filter(|(n, _)| keep >> (n % 64) & 1 == 1);
        let fixed = booked.map(|(_, m)| Fixed {
            table: None,
            need: m.need.clone(),
            company: m.company.clone(),
            slot: m.slot,
        });
        let problem = Problem { fixed: fixed.collect(), ..problem.clone() };
        sound(&problem, &make(&problem, |_| true))?;
    }

    #[test]
    fn what_the_check_finds_is_what_the_judge_finds(
        problem in problems(), moves in prop::collection::vec((any::<prop::sample::Index>(), 0usize..8, 0usize..4), 0..4),
    ) {
        let mut meetings = make(&problem, |_| true).meetings;
        for (which, slot, table) in moves {
            if meetings.is_empty() {
                break;
            }
            let at = which.index(meetings.len());
            meetings[at].slot = slot % problem.slots;
            meetings[at].table = Some(id('t', table % problem.tables.len()));
        }
        let (broken, _) = judge(&problem, &meetings);
        let found = check::faults(&problem, &meetings);
        let found: Vec<_> = found.into_iter().flatten().collect();
        prop_assert_eq!(found.is_empty(), broken.is_empty(), "{:?} {:?}", found, broken);
    }

    #[test]
    fn a_repair_touches_nothing_that_is_past(problem in problems(), who in 0usize..16, now in 0usize..4) {
        let before = make(&problem, |_| true);
        let mut after = problem.clone();
        let gone = who % after.persons.len();
        after.persons[gone].slots.retain(|s| *s < now);
        for touch in [Touch::Nothing, Touch::ALittle] {
            let mended = repair(&after, &before.meetings, now, touch);
            let (broken, _) = judge(&after, &mended.meetings);
            prop_assert_eq!(broken, Vec::<String>::new());
            let past = |list: &[Meeting]| -> BTreeSet<(Clean, Clean, usize)> {
                let past = list.iter().filter(|m| m.slot < now);
                past.map(|m| (m.need.clone(), m.company.clone(), m.slot)).collect()
            };
            prop_assert_eq!(past(&mended.meetings), past(&before.meetings));
        }
    }
}

/// Two problems of the size of a small meeting, with bounds proven by another program.
#[test]
fn a_small_meeting_comes_near_the_bound_and_the_same_each_time() {
    for (text, bound) in [
        (include_str!("S-1.json"), 4783),
        (include_str!("S-2.json"), 4364),
    ] {
        let problem: Problem = serde_json::from_str(text).unwrap();
        assert_eq!(problem.check(), Ok(()));
        let made = make(&problem, |_| true);
        let (broken, worth) = judge(&problem, &made.meetings);
        assert_eq!(broken, Vec::<String>::new());
        assert_eq!(made.objective, worth);
        assert!(made.objective * 1000 >= bound * 995, "{}", made.objective);
        assert_eq!(made, make(&problem, |_| true));
    }
}
