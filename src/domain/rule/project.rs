//! What is recorded of a pairing that became a project: what is known of it, the meetings after the session, and who goes
//! on where the company changes.

use super::facts::Facts;
use super::matching::{self, Partner, Refusal};
use crate::domain::book::Book;
use crate::domain::code::{
    Collaboration, Commitment, Level, Outcome, PairingStatus, Point, PointKind,
};
use crate::domain::entity::pairing::{Pairing, PairingChange, PairingId};
use crate::domain::entity::{Change, Changes, Entity};
use crate::domain::number;
use crate::text::Clean;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What was typed for a point, as it stands in files; empty: it is taken away. `day` reads a day. `None`: it is no value
/// of this point.
pub fn read(
    point: Point,
    typed: &str,
    today: Date,
    day: impl Fn(&str) -> Option<Date>,
) -> Option<Clean> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(Clean::default());
    }
    match point.kind() {
        PointKind::Commitment => Commitment::parse(typed).map(|c| Clean::line(c.code())),
        PointKind::Collaboration => Collaboration::parse(typed).map(|c| Clean::line(c.code())),
        PointKind::Yen => yen(typed).map(|yen| Clean::line(&yen.to_string())),
        PointKind::Day if is_yes(typed) => Some(Clean::line(&today.to_string())),
        PointKind::Day => day(typed).map(|day| Clean::line(&day.to_string())),
        PointKind::Text => Some(Clean::text(typed)),
    }
}

/// Whether somebody says that it is done, without a day.
fn is_yes(typed: &str) -> bool {
    let yes = ["済", "はい", "確認", "○", "〇", "yes", "done"];
    yes.contains(&number::narrow(typed).to_lowercase().as_str())
}

/// A sum as people write it: `1500000`, `1,500,000円`, `150万円`, `1.5億`.
fn yen(typed: &str) -> Option<u64> {
    let plain: String = number::narrow(typed)
        .chars()
        .filter(|c| !matches!(c, ',' | '、' | ' ' | '¥' | '\\'))
        .collect();
    let plain = plain.strip_suffix('円').unwrap_or(&plain);
    let plain = plain.strip_suffix("yen").unwrap_or(plain);
    let (digits, zeros) = match (plain.strip_suffix('万'), plain.strip_suffix('億')) {
        (Some(digits), _) => (digits, 4),
        (_, Some(digits)) => (digits, 8),
        (None, None) => (plain, 0),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || part.len() > zeros || !is_number(whole) || !is_number(part) {
        return None;
    }
    format!("{whole}{part:0<zeros$}").parse().ok()
}

/// Several points of one pairing become known. A line of the sheet that says something else than before is agreed to by
/// nobody, unless that is said here, too.
pub fn points(pairing: &Pairing, said: &[(Point, Clean)]) -> Changes {
    let mut all: Vec<(Point, Clean)> = Vec::new();
    for (line, ticks) in Point::SHEET {
        let is_new = |(point, text): &&(Point, Clean)| {
            point == line && text.as_str() != pairing.point(*line)
        };
        if said.iter().any(|one| is_new(&one)) {
            let stated = |tick: &&Point| said.iter().any(|(point, _)| point == *tick);
            let old = ticks.iter().filter(|tick| !stated(tick));
            all.extend(old.map(|tick| (*tick, Clean::default())));
        }
    }
    all.extend(said.iter().cloned());
    all.retain(|(point, value)| value.as_str() != pairing.point(*point));
    let change = |(point, value)| Change::Pairing(PairingChange::Point { point, value });
    let entity = || Entity::Pairing(pairing.id.clone());
    all.into_iter()
        .map(|said| (entity(), change(said)))
        .collect()
}

/// How many of the five lines of the sheet both sides agreed to.
pub fn agreed(pairing: &Pairing) -> usize {
    let both = |ticks: &[Point; 2]| ticks.iter().all(|tick| !pairing.point(*tick).is_empty());
    Point::SHEET.iter().filter(|(_, ticks)| both(ticks)).count()
}

/// Whether the company has committed itself to something.
pub fn is_committed(pairing: &Pairing) -> bool {
    let said = Commitment::parse(pairing.point(Point::Commitment));
    said.is_some_and(|c| c != Commitment::Nothing)
}

/// The two met on a day; `None`: they did not.
pub fn met(pairing: &Pairing, on: Date, outcome: Option<Outcome>, note: Clean) -> Changes {
    let then = outcome.map(|outcome| (outcome, note.clone()));
    if pairing.met.get(&on).cloned() == then {
        return Changes::new();
    }
    let change = PairingChange::Met { on, outcome, note };
    vec![(Entity::Pairing(pairing.id.clone()), change.into())]
}

/// Another organisation goes on where this one worked (連携企業の変更). Its pairing is recorded where there is none; that of
/// the one before stays as it is. Which pairing goes on, and what is recorded.
pub fn succeed(
    facts: &Facts<'_>,
    before: &Pairing,
    org: &Clean,
) -> Result<(PairingId, Changes), Refusal> {
    let id = PairingId {
        org: org.clone(),
        ..before.id.clone()
    };
    if id == before.id {
        return Err(Refusal::AlreadyRecorded);
    }
    let known = facts.book.pairings.get(&id);
    let (id, mut changes) = match known {
        // Whoever had ended goes on.
        Some(known) if known.status.is_closed() => {
            let (status, reason) = (PairingStatus::Candidate, Clean::default());
            (id, matching::set_status(facts, known, status, reason))
        }
        Some(_) => (id, Changes::new()),
        None => {
            let partner = Partner::Organisation(org);
            let level = Some(Level::Discuss);
            matching::record(facts.session, facts.book, &id.need, partner, level)?
        }
    };
    if known.is_some_and(|p| p.level == Level::Declined) {
        let level = Level::Discuss;
        let change = PairingChange::Level { level };
        changes.push((Entity::Pairing(id.clone()), change.into()));
    }
    if known.is_none_or(|p| p.predecessor != before.id.org) {
        let org = before.id.org.clone();
        let change = PairingChange::Succeeds { org };
        changes.push((Entity::Pairing(id.clone()), change.into()));
    }
    Ok((id, changes))
}

/// The pairing that took over from this one.
pub fn successor<'b>(book: &'b Book, id: &PairingId) -> Option<&'b Pairing> {
    let all = book.pairings_of(&id.session, &id.need).into_iter();
    let mut after = all.filter(|p| p.predecessor == id.org && p.id != *id);
    after.next()
}

/// The pairing from which this one took over.
pub fn predecessor<'b>(book: &'b Book, pairing: &Pairing) -> Option<&'b Pairing> {
    let org = Some(&pairing.predecessor).filter(|org| !org.is_empty())?;
    book.pairings.get(&PairingId {
        org: org.clone(),
        ..pairing.id.clone()
    })
}

/// This pairing and those before it, the first one first. A record of two laptops may go round: each stands once.
pub fn line<'b>(book: &'b Book, pairing: &'b Pairing) -> Vec<&'b Pairing> {
    let mut seen = BTreeSet::from([&pairing.id]);
    let mut all = vec![pairing];
    let mut now = pairing;
    while let Some(before) = predecessor(book, now).filter(|p| seen.insert(&p.id)) {
        all.push(before);
        now = before;
    }
    all.reverse();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use jiff::civil::date;

    fn pairing() -> Pairing {
        let id = PairingId {
            session: "s".into(),
            need: "N-01".into(),
            org: "o".into(),
        };
        Pairing::new(id, Level::Discuss, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn sums_are_read_as_people_write_them() {
        for (typed, yen) in [
            ("1500000", Some(1_500_000)),
            ("１，５００，０００円", Some(1_500_000)),
            ("150万円", Some(1_500_000)),
            ("1.5億", Some(150_000_000)),
            ("0", Some(0)),
            ("1.5", None),
            ("百万", None),
            ("-3", None),
            ("円", None),
            ("99999999999999999999億", None),
        ] {
            assert_eq!(super::yen(typed), yen, "{typed}");
        }
    }

    #[test]
    fn values_are_read_by_their_kind() {
        let today = date(2027, 1, 20);
        let read = |point, typed| read(point, typed, today, |s| s.parse().ok());
        let text = |s: &str| Some(Clean::line(s));
        assert_eq!(read(Point::Commitment, "資金"), text("資金"));
        assert_eq!(read(Point::Commitment, "money"), text("資金"));
        assert_eq!(read(Point::Commitment, "たぶん"), None);
        assert_eq!(
            read(Point::Collaboration, "ライセンス"),
            text("知財ライセンス")
        );
        assert_eq!(read(Point::DataHospital, "済"), text("2027-01-20"));
        assert_eq!(read(Point::DataHospital, "2027-01-15"), text("2027-01-15"));
        assert_eq!(read(Point::DataHospital, "2027-02-30"), None);
        assert_eq!(read(Point::Amount, "  "), text(""));
        assert_eq!(read(Point::OwnerCompany, " 田中 "), text("田中"));
        for point in Point::ALL {
            assert_eq!(Point::parse(point.ja()), Some(*point));
            assert_eq!(Point::parse(point.en()), Some(*point));
            assert_eq!(Point::parse(point.code()), Some(*point));
        }
    }

    #[test]
    fn a_line_that_says_something_else_is_agreed_to_by_nobody() {
        let mut now = pairing();
        let day = Clean::line("2027-01-15");
        for (line, [hospital, company]) in Point::SHEET {
            now.points.insert(*line, "同じ理解".into());
            now.points.insert(*hospital, day.clone());
            now.points.insert(*company, day.clone());
        }
        assert_eq!(agreed(&now), 5);
        let said = [
            (Point::Data, Clean::line("別の理解")),
            (Point::DataCompany, Clean::line("2027-01-20")),
            (Point::Drift, Clean::line("同じ理解")),
        ];
        let told: Vec<(Point, Clean)> = points(&now, &said)
            .into_iter()
            .filter_map(|(_, change)| match change.pairing() {
                Some(PairingChange::Point { point, value }) => Some((*point, value.clone())),
                _ => None,
            })
            .collect();
        assert_eq!(
            told,
            [
                (Point::DataHospital, Clean::default()),
                (Point::Data, Clean::line("別の理解")),
                (Point::DataCompany, Clean::line("2027-01-20")),
            ]
        );
    }
}
