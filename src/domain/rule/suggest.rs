//! 提案: which organisations could answer a need, each with its reasons and how far it stands out. The program suggests, the
//! coordinator decides: nothing is recorded by it.

mod blocked;
mod firm;
mod measure;
mod past;
mod reason;
mod shared;
mod sought;
mod wanted;

pub use blocked::{Blocked, why as blocked};
pub use reason::{Reason, Source};
pub use sought::Sought;

use crate::domain::book::Book;
use crate::domain::code::{Level, OrgKind};
use crate::domain::roster::{Need, Organisation, Session};
use crate::domain::rule::concept::Concepts;
use crate::domain::rule::{interest, licence};
use crate::text::Clean;
use firm::Firm;
use measure::{number, spread};
use past::Past;
use shared::Shared;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use wanted::{Wanted, text_of};

/// Which list an organisation is shown in: makers bring the technology, licence holders bring a device to the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// 技術
    Technology,
    /// 製販
    Licence,
}

/// What suggestions are asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Who could answer this need.
    Need(Clean),
    /// Which needs this organisation could answer.
    Firm(Clean),
}

/// What is answered to a question about suggestions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Who could answer what.
    pub proposed: Vec<Proposed>,
    /// What the need seeks, where one is asked about.
    pub sought: Vec<Sought>,
}

/// A suggestion with its need.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// Number of the need.
    pub need: Clean,
    /// Who could answer it.
    pub suggestion: Suggestion,
}

/// How far a suggestion stands out from the others of its need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// 弱い: by a trade alone, or hardly more than the others.
    Weak,
    /// ふつう
    Fair,
    /// 強い: clearly ahead, by words of its own.
    Strong,
}

/// An organisation that could answer a need.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// Its id.
    pub org: Clean,
    /// In standard deviations above the average organisation of the session, for this need.
    pub score: f64,
    /// How far it stands out.
    pub strength: Strength,
    /// Where it is shown.
    pub list: List,
    /// Why, the weightiest first; never empty.
    pub reasons: Vec<Reason>,
    /// Why it is not proposed all the same.
    pub blocked: Option<Blocked>,
}

/// How much each signal about words counts; without one its work is not done either.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signals {
    /// What the need asks for and the firm can, in standard deviations.
    pub concepts: f64,
    /// Shared words, in standard deviations.
    pub words: f64,
    /// What the usual abilities of a trade count beside what a firm says of itself.
    pub trades: f64,
}

impl Default for Signals {
    /// As measured on the pairs of `tests/it/domain/suggest`.
    fn default() -> Self {
        Self {
            concepts: 2.0,
            words: 1.0,
            trades: 0.8,
        }
    }
}

/// Standard deviations that a signal adds which is not about words.
const PATENT: f64 = 0.8;
const REGION: f64 = 0.05;
const LICENCE: f64 = 0.2;

const ROUND: f64 = 1e6;

/// At or above this score a suggestion is worth a line.
const LEAST: f64 = 0.6;

/// A first one is 強い from this score on, if it leads by so much over the fifth.
const STRONG: f64 = 9.0;
const LEAD: f64 = 4.0;

/// ふつう from this score on.
const FAIR: f64 = 2.0;

/// What can be said of a need or of an organisation, as a screen lists it: makers before licence holders, and whoever must
/// not be proposed last.
pub fn proposed(
    session: &Session,
    book: &Book,
    concepts: &Concepts,
    about: &About,
) -> Vec<Proposed> {
    let suggester = Suggester::new(session, concepts);
    let of = |need: &Need| {
        let all = suggester.for_need(session, book, need).into_iter();
        let with = |suggestion| Proposed {
            need: need.no.clone(),
            suggestion,
        };
        all.map(with).collect::<Vec<Proposed>>()
    };
    let last = |p: &Proposed| p.suggestion.blocked.is_some();
    match about {
        About::Need(no) => {
            let mut all = session.need(no).map(of).unwrap_or_default();
            all.sort_by_key(|p| (last(p), p.suggestion.list, Reverse(p.suggestion.strength)));
            let most = |list| {
                all.iter()
                    .filter(move |p| p.suggestion.list == list)
                    .take(MOST)
            };
            most(List::Technology)
                .chain(most(List::Licence))
                .cloned()
                .collect()
        }
        About::Firm(org) => {
            let all = session.needs.iter().flat_map(of);
            let mut own: Vec<Proposed> = all.filter(|p| p.suggestion.org == *org).collect();
            own.sort_by(|a, b| {
                let by_score = b.suggestion.score.total_cmp(&a.suggestion.score);
                let by_strength = b.suggestion.strength.cmp(&a.suggestion.strength);
                last(a).cmp(&last(b)).then(by_strength).then(by_score)
            });
            own.truncate(MOST);
            own
        }
    }
}

/// The same with what the need seeks. `seeking` says what is confirmed of it by now, whatever the record that was read says.
pub fn answer(
    session: &Session,
    book: &Book,
    concepts: &Concepts,
    (about, seeking): (&About, &[Clean]),
) -> Answer {
    let mut session = session.clone();
    let mut sought = Vec::new();
    if let About::Need(no) = about
        && let Some(need) = session.needs.iter_mut().find(|need| need.no == *no)
    {
        need.seeking_tech = seeking.to_vec();
        let need = need.clone();
        sought = sought::of(&need, concepts, &telling(&session, concepts));
    }
    Answer {
        proposed: proposed(&session, book, concepts, about),
        sought,
    }
}

/// Need and company of each pair that is worth a hint in the matrix: ahead of the others by words of its own.
pub fn hints(session: &Session, book: &Book, concepts: &Concepts) -> BTreeSet<(Clean, Clean)> {
    let suggester = Suggester::new(session, concepts);
    let of = |need: &Need| {
        let all = suggester.for_need(session, book, need).into_iter();
        let open = all.filter(|s| s.blocked.is_none() && s.strength > Strength::Weak);
        let best = open.take(HINTED).map(|s| (need.no.clone(), s.org));
        best.collect::<Vec<_>>()
    };
    session.needs.iter().flat_map(of).collect()
}

/// More companies of one need are not hinted at.
const HINTED: usize = 5;

/// How much a rule for needs tells, by how few needs of the session it holds for.
fn telling(session: &Session, concepts: &Concepts) -> Vec<f64> {
    let needs = number(session.needs.len());
    let holding = wanted::holding(session, concepts);
    (holding.iter())
        .map(|held| (1.0 + needs / (1.0 + number(*held))).ln())
        .collect()
}

/// More of one list are not shown: nobody reads on.
const MOST: usize = 20;

/// The organisations of a session as far as suggestions look at them, ready for any of its needs.
#[derive(Clone, Debug)]
pub struct Suggester<'c> {
    concepts: &'c Concepts,
    signals: Signals,
    firms: Vec<Firm>,
    shared: Shared,
    /// How much a concept tells, by how few organisations have it.
    rarity: Vec<f64>,
    /// How much a rule for needs tells, by how few needs of the session it holds for.
    telling: Vec<f64>,
}

impl<'c> Suggester<'c> {
    /// Looks at every organisation that could be a partner: hospitals, offices and banks are none.
    pub fn new(session: &Session, concepts: &'c Concepts) -> Self {
        Self::with(session, concepts, Signals::default())
    }

    /// The same with other weights, to find out what a signal is worth.
    pub fn with(session: &Session, concepts: &'c Concepts, signals: Signals) -> Self {
        let firms: Vec<Firm> = (session.organisations.iter().enumerate())
            .filter(|(_, org)| list_of(org).is_some())
            .map(|(at, org)| Firm::new((session, at), org, concepts, signals.trades))
            .collect();
        let shared = Shared::new(firms.iter().map(|f| f.text.as_str()));
        let size = concepts.table().concepts.len();
        let rarity = (0..size).map(|at| {
            let count = firms.iter().filter(|f| f.can(at) > 0.0).count();
            (1.0 + number(firms.len()) / (1.0 + number(count))).ln()
        });
        Self {
            telling: telling(session, concepts),
            rarity: rarity.collect(),
            concepts,
            signals,
            firms,
            shared,
        }
    }

    /// Everybody worth a line for a need, the best first; those that must not be proposed come last, with the reason.
    pub fn for_need(&self, session: &Session, book: &Book, need: &Need) -> Vec<Suggestion> {
        let text = text_of(need);
        let wanted = Wanted::new(need, self.concepts, &self.telling);
        let signals = self.signals;
        let by_concept: Vec<f64> = (self.firms.iter())
            .map(|f| {
                if signals.concepts > 0.0 {
                    self.fit(&wanted, f)
                } else {
                    0.0
                }
            })
            .collect();
        let by_word = if signals.words > 0.0 {
            self.shared.scores(&text)
        } else {
            Vec::new()
        };
        let past = Past::new(session, book, need, self.concepts);
        let (concept, word) = (spread(&by_concept), spread(&by_word));
        let mut found = Vec::new();
        for (at, firm) in self.firms.iter().enumerate() {
            let Some(org) = session.organisations.get(firm.at) else {
                continue;
            };
            if org.id == need.hospital {
                continue;
            }
            let own = |all: &[f64]| all.get(at).copied().unwrap_or(0.0);
            let mut score = signals.concepts * own(&concept) + signals.words * own(&word);
            let mut reasons = self.reasons(&wanted, firm, &text);
            let about_words = !reasons.is_empty();
            let mut add = |more: f64, reason: Reason| {
                score += more;
                reasons.push(reason);
            };
            if let Some((weight, reason)) = firm.patent(&wanted.asks) {
                add(PATENT * weight, reason);
            }
            if let Some(said) = interest::of_firm(book, session, &org.id, &need.no)
                && said.level != Level::Declined
            {
                let weight = f64::from(interest::rank(said.level));
                add(weight, Reason::Stated { level: said.level });
            }
            if let Some((weight, reason)) = past.of(org) {
                add(weight, reason);
            }
            if let (Some(has), Some(least)) = (org.licence(), licence::least(need))
                && has >= least
                && about_words
            {
                add(LICENCE, Reason::Licence { has, least });
            }
            let home = session.organisation(&need.hospital).map(|h| &h.prefecture);
            if !reasons.is_empty()
                && !org.prefecture.is_empty()
                && home.is_some_and(|h| *h == org.prefecture)
            {
                let prefecture = org.prefecture.clone();
                reasons.push(Reason::Region { prefecture });
                score += REGION;
            }
            if reasons.is_empty() || score < LEAST {
                continue;
            }
            let list = list_of(org).unwrap_or(List::Technology);
            found.push(Suggestion {
                org: org.id.clone(),
                // The same on every laptop, whatever its processor does to the last digits.
                score: (score * ROUND).round() / ROUND,
                strength: Strength::Weak,
                list,
                reasons,
                blocked: blocked::why(session, book, need, org),
            });
        }
        found.sort_by(|a, b| {
            let rank = |s: &Suggestion| s.blocked.is_some();
            let by_score = b.score.total_cmp(&a.score);
            rank(a)
                .cmp(&rank(b))
                .then(by_score)
                .then_with(|| a.org.cmp(&b.org))
        });
        rate(&mut found);
        found
    }

    /// How well the abilities of a firm meet what is asked. A firm that can everything a little is not ahead of one that can
    /// one thing well.
    fn fit(&self, wanted: &Wanted<'_>, firm: &Firm) -> f64 {
        let each = wanted.asks.iter().zip(&self.rarity).enumerate();
        let sum: f64 = each
            .map(|(at, (asks, rare))| asks * firm.can(at) * rare)
            .sum();
        sum / firm.breadth()
    }

    fn reasons(&self, wanted: &Wanted<'_>, firm: &Firm, text: &str) -> Vec<Reason> {
        let mut met: Vec<(f64, usize)> = (wanted.asks.iter().zip(&self.rarity).enumerate())
            .map(|(at, (asks, rare))| (asks * firm.can(at) * rare, at))
            .filter(|(weight, _)| *weight > 0.0)
            .collect();
        met.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut told = BTreeSet::new();
        let mut own = Vec::new();
        let mut assumed = None;
        let mut aside = None;
        for (_, concept) in met {
            let (Some(because), Some((source, word))) =
                (wanted.because.get(&concept), firm.shows(concept))
            else {
                continue;
            };
            let reason = Reason::Concept {
                need_word: because.word.into(),
                firm_word: word.clone(),
                because: because.label.into(),
                source,
            };
            if !because.is_main {
                aside = aside.or(Some(reason));
            } else if !reason.is_own() {
                assumed = assumed.or(Some(reason));
            // One word of the firm, or one of the need with another word for it, is told once.
            } else if own.len() < MOST_REASONS && told.insert((because.word, word)) {
                own.push(reason);
            }
        }
        // What is only assumed of a trade, or what a rule asks for besides, is told where nothing better is.
        let mut reasons = own;
        if reasons.is_empty() {
            reasons.extend(assumed.or(aside));
        }
        if reasons.len() < MOST_REASONS
            && let Some(shared) = self.shared.word(text, &firm.text)
        {
            reasons.push(Reason::Words {
                shared: shared.into(),
            });
        }
        reasons
    }
}

/// More reasons about words are not told: the first ones are read.
const MOST_REASONS: usize = 3;

/// Where an organisation is shown; `None`: it is no partner for a product.
fn list_of(org: &Organisation) -> Option<List> {
    let is = |kind| org.kinds.contains(&kind);
    if org.licence().is_some() || is(OrgKind::DeviceMaker) || is(OrgKind::Dealer) {
        return Some(List::Licence);
    }
    let never = [
        OrgKind::Hospital,
        OrgKind::LiaisonOffice,
        OrgKind::Clinician,
        OrgKind::Support,
        OrgKind::Government,
        OrgKind::Professional,
        OrgKind::Finance,
        OrgKind::Consultant,
        OrgKind::Lawyer,
        OrgKind::PatentAttorney,
        OrgKind::TechTransfer,
        OrgKind::Industry,
        OrgKind::Pmda,
        OrgKind::Prefecture,
    ];
    let only_these = !org.kinds.is_empty() && org.kinds.iter().all(|k| never.contains(k));
    (!only_these).then_some(List::Technology)
}

/// How far each stands out.
fn rate(found: &mut [Suggestion]) {
    let open: Vec<f64> = (found.iter().filter(|s| s.blocked.is_none()))
        .map(|s| s.score)
        .collect();
    let fifth = open.get(4).copied().unwrap_or(LEAST);
    for one in found {
        let own = one.reasons.iter().any(Reason::is_own);
        one.strength = if !own {
            Strength::Weak
        } else if one.score >= STRONG && one.score - fifth >= LEAD {
            Strength::Strong
        } else if one.score >= FAIR {
            Strength::Fair
        } else {
            Strength::Weak
        };
    }
}
