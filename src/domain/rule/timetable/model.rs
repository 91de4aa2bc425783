//! The problem with numbers in place of names, and sets of slots as words of bits.

use super::problem::{MOST_SLOTS, Problem, Side};
use crate::text::Clean;
use std::collections::{BTreeMap, BTreeSet};

/// A set of slots.
pub(super) type Slots = u64;

/// A wish as the search sees it.
#[derive(Clone, Debug, Default)]
pub(super) struct Wish {
    pub(super) need: usize,
    pub(super) company: usize,
    pub(super) weight: i64,
    /// When everybody and the table could.
    pub(super) allowed: Slots,
    /// What it needs alone: presenters, persons of the company, the need, a company that does not split, a home table.
    pub(super) holds: Vec<usize>,
    /// Those of them whose idle slots count: the presenters.
    pub(super) presenters: Vec<usize>,
    /// Of the table.
    pub(super) zone: u32,
    /// The pool it takes a table of.
    pub(super) pool: Option<usize>,
    pub(super) fixed: Option<usize>,
    /// When its persons of the company are there, when the presenters are, when its table is free.
    pub(super) times: Times,
    /// Where it was booked, when a timetable is repaired.
    pub(super) was: Option<usize>,
}

/// When the parts of a meeting could be there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Times {
    pub(super) company: Slots,
    pub(super) presenters: Slots,
    pub(super) table: Slots,
}

/// What one meeting at a time can have.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    /// Meetings in a row at most.
    pub(super) run: u32,
    /// Who has to walk between zones.
    pub(super) walks: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Company {
    pub(super) most: u32,
    /// Whether it wishes anything itself.
    pub(super) wishes: bool,
    pub(super) rivals: Vec<usize>,
    pub(super) wish_ids: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Need {
    pub(super) most: u32,
    /// Its resource.
    pub(super) resource: usize,
    pub(super) wish_ids: Vec<usize>,
}

/// The tables of one zone that belong to no need.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    /// How many are open in each slot.
    pub(super) open: Vec<usize>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    pub(super) slots: usize,
    pub(super) wishes: Vec<Wish>,
    pub(super) resources: Vec<Resource>,
    pub(super) companies: Vec<Company>,
    pub(super) needs: Vec<Need>,
    pub(super) pools: Vec<Pool>,
    pub(super) first_company: i64,
    pub(super) gap: i64,
    /// From here on resources are tables.
    pub(super) first_home: usize,
}

pub(super) fn slots_of(list: &[usize], slots: usize) -> Slots {
    let own = list.iter().filter(|s| **s < slots.min(MOST_SLOTS));
    own.fold(0, |all, s| all | 1 << s)
}

fn numbered<'a>(ids: impl Iterator<Item = &'a Clean>) -> BTreeMap<&'a Clean, usize> {
    ids.enumerate().map(|(n, id)| (id, n)).collect()
}

impl Model {
    /// A wish of a need, a company or a person that is not there is allowed in no slot.
    pub(super) fn of(problem: &Problem) -> Self {
        let slots = problem.slots.min(MOST_SLOTS);
        let all: Slots = if slots == MOST_SLOTS {
            Slots::MAX
        } else {
            (1 << slots) - 1
        };
        let persons = numbered(problem.persons.iter().map(|p| &p.id));
        let tables: BTreeMap<_, _> = problem.tables.iter().map(|t| (&t.id, t)).collect();
        let need_ids = numbered(problem.needs.iter().map(|n| &n.id));
        let company_ids = numbered(problem.companies.iter().map(|c| &c.id));
        let fixed: BTreeMap<(&Clean, &Clean), usize> = problem
            .fixed
            .iter()
            .map(|f| ((&f.need, &f.company), f.slot))
            .collect();

        let mut resources: Vec<Resource> = problem
            .persons
            .iter()
            .map(|p| Resource {
                run: p.max_consecutive.max(1),
                walks: p.side == Side::Company,
            })
            .collect();
        let mut alone = |count: usize| {
            let first = resources.len();
            resources.extend((0..count).map(|_| Resource {
                run: u32::MAX,
                walks: false,
            }));
            first
        };
        let first_need = alone(problem.needs.len());
        let first_company = alone(problem.companies.len());
        let homes = numbered(problem.tables.iter().map(|t| &t.id));
        let first_home = alone(problem.tables.len());

        // Pools by zone; a need without a table of its own takes one of the largest.
        let zones: BTreeSet<u32> = problem
            .tables
            .iter()
            .filter(|t| !t.home)
            .map(|t| t.zone)
            .collect();
        let pools: Vec<(u32, Pool, Slots)> = zones
            .iter()
            .map(|zone| {
                let own = problem.tables.iter().filter(|t| !t.home && t.zone == *zone);
                let masks: Vec<Slots> = own.map(|t| slots_of(&t.slots, slots)).collect();
                let open = (0..slots).map(|s| masks.iter().filter(|m| *m >> s & 1 == 1).count());
                let pool = Pool {
                    open: open.collect(),
                };
                (*zone, pool, masks.iter().fold(0, |all, m| all | m))
            })
            .collect();
        let seats = |pool: &Pool| pool.open.iter().sum::<usize>();
        let largest =
            (0..pools.len()).max_by_key(|n| (pools.get(*n).map(|p| seats(&p.1)), usize::MAX - n));

        let mut needs: Vec<Need> = problem
            .needs
            .iter()
            .enumerate()
            .map(|(n, need)| Need {
                most: need.max_meetings,
                resource: first_need + n,
                wish_ids: Vec::new(),
            })
            .collect();
        let mut companies: Vec<Company> = problem
            .companies
            .iter()
            .map(|c| Company {
                most: c.max_meetings,
                wishes: false,
                rivals: Vec::new(),
                wish_ids: Vec::new(),
            })
            .collect();
        for (a, b) in &problem.rivals {
            if let (Some(a), Some(b)) = (company_ids.get(a), company_ids.get(b)) {
                for (one, other) in [(*a, *b), (*b, *a)] {
                    if let Some(company) = companies.get_mut(one) {
                        company.rivals.push(other);
                    }
                }
            }
        }
        let mut wishes = Vec::new();
        for (id, wish) in problem.wishes.iter().enumerate() {
            let worth = problem.weights.of(wish);
            let (Some(need), Some(company)) =
                (need_ids.get(&wish.need), company_ids.get(&wish.company))
            else {
                wishes.push(Wish::default());
                continue;
            };
            let (Some(asked), Some(firm)) =
                (problem.needs.get(*need), problem.companies.get(*company))
            else {
                continue;
            };
            let mut times = Times {
                company: all,
                presenters: all,
                table: all,
            };
            let mut holds = vec![first_need + need];
            let mut presenters = Vec::new();
            for (list, presents) in [(&asked.presenters, true), (&wish.persons, false)] {
                let time = if presents {
                    &mut times.presenters
                } else {
                    &mut times.company
                };
                for badge in list {
                    let Some(person) = persons.get(badge) else {
                        *time = 0;
                        continue;
                    };
                    if let Some(person) = problem.persons.get(*person) {
                        *time &= slots_of(&person.slots, slots);
                    }
                    if !holds.contains(person) {
                        holds.push(*person);
                        if presents {
                            presenters.push(*person);
                        }
                    }
                }
            }
            if !firm.parallel {
                holds.push(first_company + company);
            }
            let (mut zone, mut pool) = (0, None);
            match &asked.table {
                Some(table) => match tables.get(table) {
                    Some(table) => {
                        times.table = slots_of(&table.slots, slots);
                        zone = table.zone;
                        holds.extend(homes.get(&table.id).map(|n| first_home + n));
                    }
                    None => times.table = 0,
                },
                None => match largest.and_then(|n| Some((n, pools.get(n)?))) {
                    Some((n, (of, _, open))) => {
                        times.table = *open;
                        zone = *of;
                        pool = Some(n);
                    }
                    None => times.table = 0,
                },
            }
            if let Some(need) = needs.get_mut(*need) {
                need.wish_ids.push(id);
            }
            if let Some(company) = companies.get_mut(*company) {
                company.wish_ids.push(id);
                company.wishes |= worth.is_some() && wish.company_level > 0;
            }
            wishes.push(Wish {
                need: *need,
                company: *company,
                weight: worth.unwrap_or(0),
                allowed: match worth {
                    Some(_) => times.company & times.presenters & times.table,
                    None => 0,
                },
                holds,
                presenters,
                zone,
                pool,
                fixed: fixed.get(&(&wish.need, &wish.company)).copied(),
                times,
                was: None,
            });
        }
        Self {
            slots,
            wishes,
            resources,
            companies,
            needs,
            pools: pools.into_iter().map(|p| p.1).collect(),
            first_company: problem.weights.first_company,
            gap: problem.weights.gap,
            first_home,
        }
    }

    /// Whether a resource is a table.
    pub(super) fn is_home(&self, resource: usize) -> bool {
        resource >= self.first_home
    }
}
