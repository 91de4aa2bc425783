//! What is asked of a timetable: who wishes to meet whom, who is there when, which tables there are.

use crate::text::Clean;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that a timetable depends on. Slots are counted from 0; there are at most [`MOST_SLOTS`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// What it is called; for messages only.
    #[serde(default)]
    pub name: Clean,
    /// How many slots.
    pub slots: usize,
    /// How long one is, in minutes.
    #[serde(default)]
    pub slot_minutes: u16,
    /// Everybody who may sit at a table.
    pub persons: Vec<Person>,
    /// What is presented.
    pub needs: Vec<Need>,
    /// Who answers.
    pub companies: Vec<Company>,
    /// Where they sit.
    pub tables: Vec<Table>,
    /// Who wishes to meet whom.
    pub wishes: Vec<Wish>,
    /// Companies that must not meet at the change from one to the other.
    #[serde(default)]
    pub rivals: Vec<(Clean, Clean)>,
    /// Meetings that stand.
    #[serde(default)]
    pub fixed: Vec<Fixed>,
    /// What is worth how much.
    #[serde(default)]
    pub weights: Weights,
}

/// A set of slots is a word of bits.
pub const MOST_SLOTS: usize = 64;

/// What is wrong with a problem.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemError {
    /// There is none, or there are more than can be counted.
    #[error("{0} slots")]
    Slots(usize),
    /// A list names something that no other list has.
    #[error("{list}: {id}")]
    Unknown {
        /// Which list.
        list: &'static str,
        /// What it names.
        id: Clean,
    },
    /// Two of one list have one id, or two wishes are of one pair.
    #[error("{list}: {id}")]
    Twice {
        /// Which list.
        list: &'static str,
        /// Which.
        id: Clean,
    },
}

impl Problem {
    /// Whether every id is there once, and every slot is one.
    pub fn check(&self) -> Result<(), ProblemError> {
        if self.slots == 0 || self.slots > MOST_SLOTS {
            return Err(ProblemError::Slots(self.slots));
        }
        let once = |list: &'static str, ids: Vec<String>| {
            let mut seen = BTreeSet::new();
            match ids.into_iter().find(|id| !seen.insert(id.clone())) {
                Some(id) => Err(ProblemError::Twice {
                    list,
                    id: Clean::line(&id),
                }),
                None => Ok(seen),
            }
        };
        let persons = once("persons", ids(self.persons.iter().map(|p| &p.id)))?;
        let needs = once("needs", ids(self.needs.iter().map(|n| &n.id)))?;
        let companies = once("companies", ids(self.companies.iter().map(|c| &c.id)))?;
        let tables = once("tables", ids(self.tables.iter().map(|t| &t.id)))?;
        let pairs = self.wishes.iter();
        once(
            "wishes",
            pairs
                .map(|w| format!("{} x {}", w.need, w.company))
                .collect(),
        )?;
        let there = |list: &'static str, known: &BTreeSet<String>, id: &Clean| {
            if known.contains(id.as_str()) {
                return Ok(());
            }
            Err(ProblemError::Unknown {
                list,
                id: id.clone(),
            })
        };
        for need in &self.needs {
            (need.presenters.iter()).try_for_each(|p| there("needs", &persons, p))?;
            (need.table.iter()).try_for_each(|t| there("needs", &tables, t))?;
        }
        for wish in &self.wishes {
            there("wishes", &needs, &wish.need)?;
            there("wishes", &companies, &wish.company)?;
            (wish.persons.iter()).try_for_each(|p| there("wishes", &persons, p))?;
        }
        for (a, b) in &self.rivals {
            there("rivals", &companies, a)?;
            there("rivals", &companies, b)?;
        }
        let wished: BTreeSet<(&Clean, &Clean)> =
            (self.wishes.iter().map(|w| (&w.need, &w.company))).collect();
        for fixed in &self.fixed {
            if !wished.contains(&(&fixed.need, &fixed.company)) || fixed.slot >= self.slots {
                return Err(ProblemError::Unknown {
                    list: "fixed",
                    id: Clean::line(&format!("{} x {}", fixed.need, fixed.company)),
                });
            }
        }
        Ok(())
    }
}

fn ids<'a>(ids: impl Iterator<Item = &'a Clean>) -> Vec<String> {
    ids.map(ToString::to_string).collect()
}

/// Somebody of one side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Badge.
    pub id: Clean,
    /// Of which side.
    pub side: Side,
    /// When they are there.
    pub slots: Vec<usize>,
    /// How many meetings without a break.
    pub max_consecutive: u32,
}

/// The two sides of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Who presents.
    Hospital,
    /// Who answers.
    Company,
}

/// One need and its presenters, who all sit at each of its meetings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// Number.
    pub id: Clean,
    /// Badges.
    pub presenters: Vec<Clean>,
    /// How many meetings at most.
    pub max_meetings: u32,
    /// Its own table; `None`: any table of the pool.
    pub table: Option<Clean>,
}

/// One company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Company {
    /// Id.
    pub id: Clean,
    /// Whether its people may sit at two tables at the same time.
    pub parallel: bool,
    /// How many meetings at most.
    pub max_meetings: u32,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Name.
    pub id: Clean,
    /// From one zone to another people need a slot to walk.
    pub zone: u32,
    /// When it is free.
    pub slots: Vec<usize>,
    /// Whether it belongs to a need, and not to the pool.
    pub home: bool,
}

/// One pair that may meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    /// Number of the need.
    pub need: Clean,
    /// Id of the company.
    pub company: Clean,
    /// 0 to 3: how much the company wishes it.
    pub company_level: i8,
    /// 0 to 3: how much the hospital does; below 0 it refused.
    pub hospital_level: i8,
    /// Who of the company has to sit there.
    pub persons: Vec<Clean>,
}

/// One meeting that stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fixed {
    /// Number of the need.
    pub need: Clean,
    /// Id of the company.
    pub company: Clean,
    /// When.
    pub slot: usize,
    /// Where; `None`: at any table that is free then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Clean>,
}

/// One meeting.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Meeting {
    /// Number of the need.
    pub need: Clean,
    /// Id of the company.
    pub company: Clean,
    /// Slot, from 0.
    pub slot: usize,
    /// Table; `None` only where a timetable was given without one.
    #[serde(default)]
    pub table: Option<Clean>,
}

/// What is worth how much, in whole numbers, so that every laptop makes the same timetable. Keys are two digits: the
/// level of the company, then that of the hospital.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// Where both wish it.
    pub mutual: BTreeMap<String, i64>,
    /// Where one side does.
    pub onesided: BTreeMap<String, i64>,
    /// The first meeting of a company that wishes any.
    pub first_company: i64,
    /// An idle slot between the first and the last meeting of a presenter or a company.
    pub gap: i64,
}

impl Default for Weights {
    fn default() -> Self {
        let table =
            |rows: &[(&str, i64)]| rows.iter().map(|(k, w)| ((*k).to_owned(), *w)).collect();
        Self {
            mutual: table(&[
                ("33", 100),
                ("32", 84),
                ("23", 84),
                ("31", 68),
                ("13", 68),
                ("22", 64),
                ("21", 54),
                ("12", 54),
                ("11", 44),
            ]),
            onesided: table(&[
                ("30", 30),
                ("03", 30),
                ("20", 20),
                ("02", 20),
                ("10", 10),
                ("01", 10),
            ]),
            first_company: 25,
            gap: 1,
        }
    }
}

impl Weights {
    /// What a wish is worth; `None`: nobody wishes it, or the hospital refused.
    pub fn of(&self, wish: &Wish) -> Option<i64> {
        let (company, hospital) = (wish.company_level, wish.hospital_level);
        if hospital < 0 || (company <= 0 && hospital == 0) {
            return None;
        }
        let key = format!("{}{hospital}", company.max(0));
        self.mutual
            .get(&key)
            .or_else(|| self.onesided.get(&key))
            .copied()
    }
}
