//! What the figures are split by: hospital, kind and region of the company, accompanying support, how it is committed, in
//! which form the two work together, who coordinates.

use super::count::{Counted, is_done};
use crate::domain::book::Book;
use crate::domain::code::{Collaboration, Commitment, OrgKind, Point};
use crate::domain::entity::pairing::{Pairing, PairingId};
use crate::domain::roster::{Organisation, Session};
use crate::domain::rule::facts::Facts;
use crate::text::{Clean, fold};
use crate::words::Words;
use std::collections::BTreeMap;

/// What the figures are split by. A record without what it asks for, such as a need without a company, is in no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// 病院
    Hospital,
    /// 会社の種別; one of several kinds is in each of them.
    CompanyKind,
    /// From the region of the hosts, or from outside.
    Region,
    /// With and without 伴走支援.
    Support,
    /// 企業のコミットメント
    Commitment,
    /// 連携の形
    Collaboration,
    /// 担当
    Coordinator,
}

impl By {
    /// All, in their order.
    pub const ALL: &'static [Self] = &[
        Self::Hospital,
        Self::CompanyKind,
        Self::Region,
        Self::Support,
        Self::Commitment,
        Self::Collaboration,
        Self::Coordinator,
    ];

    /// What machines call a list of its parts, and one of them.
    pub fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Hospital => ("by_hospital", "hospital"),
            Self::CompanyKind => ("by_company_kind", "company_kind"),
            Self::Region => ("by_region", "region"),
            Self::Support => ("by_support", "support"),
            Self::Commitment => ("by_commitment", "commitment"),
            Self::Collaboration => ("by_collaboration", "collaboration"),
            Self::Coordinator => ("by_coordinator", "coordinator"),
        }
    }

    /// Whether it is for the office alone.
    pub fn is_internal(self) -> bool {
        match self {
            Self::Commitment | Self::Coordinator => true,
            Self::Hospital
            | Self::CompanyKind
            | Self::Region
            | Self::Support
            | Self::Collaboration => false,
        }
    }

    /// A part as people read it; empty: nobody said.
    pub fn part<'p>(self, part: &'p str, words: &Words) -> &'p str {
        let pick = |ja, en| words.pick(ja, en);
        let known: Option<&'static str> = match self {
            Self::Hospital | Self::Coordinator => None,
            Self::CompanyKind => OrgKind::parse(part).map(|k| pick(k.ja(), k.en())),
            Self::Region => match part {
                LOCAL => Some(pick("域内", "local")),
                OUTSIDE => Some(pick("域外", "from outside")),
                _ => None,
            },
            Self::Support => match part {
                WITH => Some(pick("伴走支援あり", "with accompanying support")),
                WITHOUT => Some(pick("伴走支援なし", "without accompanying support")),
                _ => None,
            },
            Self::Commitment => Commitment::parse(part).map(|c| pick(c.ja(), c.en())),
            Self::Collaboration => Collaboration::parse(part).map(|c| pick(c.ja(), c.en())),
        };
        match known {
            Some(known) => known,
            None if part.is_empty() => pick("（記録なし）", "(not on record)"),
            None => part,
        }
    }
}

const LOCAL: &str = "local";
const OUTSIDE: &str = "outside";
const WITH: &str = "with";
const WITHOUT: &str = "without";

/// The parts of the records of one session, looked up once for each pairing.
pub(super) struct Parts<'a> {
    facts: &'a Facts<'a>,
    known: BTreeMap<PairingId, Vec<(By, Clean)>>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(facts: &'a Facts<'a>) -> Self {
        Self {
            facts,
            known: BTreeMap::new(),
        }
    }

    /// The parts that a record is counted in.
    pub(super) fn holding(&mut self, counted: &Counted) -> Vec<(By, Clean)> {
        let facts = self.facts;
        match counted.pairing() {
            Some(id) => self
                .known
                .entry(id)
                .or_insert_with_key(|id| of_pairing(facts, id))
                .clone(),
            None => hospital(facts.session, counted.need())
                .map(|name| (By::Hospital, name))
                .into_iter()
                .collect(),
        }
    }
}

fn of_pairing(facts: &Facts<'_>, id: &PairingId) -> Vec<(By, Clean)> {
    let (book, session) = (facts.book, facts.session);
    let mut all = Vec::new();
    all.extend(hospital(session, &id.need).map(|name| (By::Hospital, name)));
    let org = session.recorded_organisation(&id.org);
    let kinds = org.map_or(&[][..], |o| &o.kinds);
    if kinds.is_empty() {
        all.push((By::CompanyKind, Clean::default()));
    }
    all.extend(
        kinds
            .iter()
            .map(|k| (By::CompanyKind, Clean::line(k.code()))),
    );
    all.push((By::Region, Clean::line(region(session, &id.need, org))));
    if let Some(pairing) = book.pairings.get(id) {
        all.extend(of_project(book, pairing));
    }
    all
}

fn of_project(book: &Book, pairing: &Pairing) -> [(By, Clean); 4] {
    let support = if is_done(book, pairing, "J1") {
        WITH
    } else {
        WITHOUT
    };
    let point = |point| Clean::line(pairing.point(point));
    [
        (By::Support, Clean::line(support)),
        (By::Commitment, point(Point::Commitment)),
        (By::Collaboration, point(Point::Collaboration)),
        (By::Coordinator, pairing.coordinator.clone()),
    ]
}

fn hospital(session: &Session, need: &Clean) -> Option<Clean> {
    let need = session.recorded_need(need)?;
    Some(session.org_name(&need.hospital).clone())
}

/// Whether a company is from where the hosts of the session are, or else from where the hospital of the need is; empty:
/// nobody said where one of them is.
fn region(session: &Session, need: &Clean, org: Option<&Organisation>) -> &'static str {
    let place = |id: &Clean| {
        let org = session.recorded_organisation(id);
        org.map(|o| fold::key(&o.prefecture))
            .filter(|p| !p.is_empty())
    };
    let mut homes: Vec<String> = session.hosts.iter().filter_map(place).collect();
    if homes.is_empty() {
        let need = session.recorded_need(need);
        homes.extend(need.and_then(|need| place(&need.hospital)));
    }
    let own = org.map(|o| fold::key(&o.prefecture)).unwrap_or_default();
    if own.is_empty() || homes.is_empty() {
        return "";
    }
    // 東京 and 東京都 are one place.
    let is_same = |home: &String| home.starts_with(&own) || own.starts_with(home.as_str());
    if homes.iter().any(is_same) {
        LOCAL
    } else {
        OUTSIDE
    }
}
