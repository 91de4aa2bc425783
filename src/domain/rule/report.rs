//! What the office answers for (報告): the figures of one session, a year or a programme. A figure is the list of the
//! records behind it, so that what is counted and what can be opened never differ.

mod count;
mod part;
mod span;
mod spread;

pub use count::{Counted, Measure};
pub use part::By;
pub use span::Span;
pub use spread::Spread;

use super::calendar::Calendar;
use super::facts::Facts;
use super::template::Template;
use crate::domain::book::Book;
use crate::domain::code::PairingStage;
use crate::text::Clean;
use jiff::civil::Date;
use part::Parts;
use std::collections::BTreeMap;

/// The records behind each figure.
pub type Figures = BTreeMap<Measure, Vec<Counted>>;

/// What the figures are counted from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The record.
    pub book: &'a Book,
    /// The catalogue.
    pub templates: &'a [Template],
    /// Business days.
    pub calendar: &'a Calendar,
    /// The day on which a task is late or not.
    pub today: Date,
}

/// The figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The sessions that are counted, by id.
    pub sessions: Vec<Clean>,
    /// Every figure.
    pub figures: Figures,
    /// Business days of each stage that some pairing has passed.
    pub days: BTreeMap<PairingStage, Spread>,
    /// The pairings that ended, by the reason on record; an empty one where nobody said why.
    pub declined: BTreeMap<Clean, Vec<Counted>>,
    /// The same figures by what they are split by, and by part.
    pub parts: BTreeMap<By, BTreeMap<Clean, Figures>>,
    /// How many pairings were aimed at; `None`: no session says.
    pub target: Option<usize>,
    /// The counts of what is compared with; `None`: nothing like it is on record.
    pub before: Option<BTreeMap<Measure, usize>>,
}

impl Report {
    /// Counts what a span holds, and what stands before it.
    pub fn of(source: Source<'_>, span: &Span) -> Self {
        let mut report = Self::alone(source, span);
        let before = span
            .before(source.book)
            .map(|span| Self::alone(source, &span));
        report.before = before.filter(|r| !r.sessions.is_empty()).map(|r| {
            let counts = r.figures.iter();
            counts.map(|(m, found)| (*m, found.len())).collect()
        });
        report
    }

    /// The parts by which the figures are split.
    pub fn by(&self, by: By) -> impl Iterator<Item = (&Clean, &Figures)> {
        self.parts.get(&by).into_iter().flatten()
    }

    /// How many of a hundred confirmed pairings are in a figure; `None`: none is confirmed.
    pub fn share(&self, measure: Measure) -> Option<usize> {
        let confirmed = self.count(Measure::Confirmed);
        (self.count(measure) * 100).checked_div(confirmed)
    }

    /// A figure.
    pub fn count(&self, measure: Measure) -> usize {
        count_in(&self.figures, measure)
    }

    fn alone(source: Source<'_>, span: &Span) -> Self {
        let mut report = Self::default();
        let mut days: BTreeMap<PairingStage, Vec<(i32, Counted)>> = BTreeMap::new();
        let sessions = source.book.sessions.values();
        for session in sessions.filter(|s| span.holds(s)) {
            report.sessions.push(session.id.clone());
            let facts = Facts {
                templates: source.templates,
                session,
                book: source.book,
                calendar: source.calendar,
                today: source.today,
            };
            if let Some(target) = session.target_pairings {
                let target = usize::try_from(target).unwrap_or(usize::MAX);
                report.target = Some(report.target.unwrap_or(0).saturating_add(target));
            }
            report.add(&facts);
            spread::add(&facts, &mut days);
        }
        let spread =
            |(stage, days): (PairingStage, Vec<(i32, Counted)>)| Some((stage, Spread::of(days)?));
        report.days = days.into_iter().filter_map(spread).collect();
        report
    }

    fn add(&mut self, facts: &Facts<'_>) {
        let mut parts = Parts::of(facts);
        for measure in Measure::ALL {
            let found = count::behind(facts, *measure);
            for counted in &found {
                for (by, part) in parts.holding(counted) {
                    let figures = self.parts.entry(by).or_default().entry(part).or_default();
                    figures.entry(*measure).or_default().push(counted.clone());
                }
            }
            self.figures.entry(*measure).or_default().extend(found);
        }
        for pairing in facts.book.pairings_in(&facts.session.id) {
            if pairing.status.is_closed() {
                let counted = Counted::Pairing(pairing.id.clone());
                let of = self.declined.entry(pairing.reason.clone());
                of.or_default().push(counted);
            }
        }
    }
}

/// How many records stand behind a figure.
pub fn count_in(figures: &Figures, measure: Measure) -> usize {
    figures.get(&measure).map_or(0, Vec::len)
}
