//! Suggestions: how often the right company is among the first, and who is never proposed. The pairs are fictional and were
//! written without looking at `config/concepts.toml`; those of `held.toml` were never tuned on.

use enishi::config::concepts;
use enishi::domain::book::Book;
use enishi::domain::code::{Level, Verdict};
use enishi::domain::entity::Entity;
use enishi::domain::entity::pairing::{PairingChange, PairingId};
use enishi::domain::entity::reply::ReplyChange;
use enishi::domain::recorded::By;
use enishi::domain::roster::Session;
use enishi::domain::rule::suggest::{List, Signals, Strength, Suggester, Suggestion};
use enishi::intake;
use enishi::text::Clean;
use enishi::words::{Lang, Words};
use proptest::prelude::*;
use std::collections::BTreeMap;

const DEV: &str = include_str!("suggest/dev.toml");
const HELD: &str = include_str!("suggest/held.toml");
const PAIRS: &str = include_str!("suggest/pairs.toml");

type Pairs = BTreeMap<String, Vec<String>>;

fn session(text: &str) -> Session {
    let loaded = intake::load(text, &Words::new(Lang::Ja));
    loaded.session.expect("the session is sound")
}

/// Shares: among the first five, the first five of its own list for answers that are makers, reciprocal rank, and among the
/// first five where the first is 強い.
#[derive(Debug, Default)]
struct Measured {
    first_five: f64,
    makers: f64,
    reciprocal: f64,
    strong: f64,
    how_many_strong: usize,
}

fn place(found: &[&Suggestion], right: &[String]) -> Option<usize> {
    found
        .iter()
        .position(|s| right.contains(&s.org.to_string()))
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

fn share(hits: usize, all: usize) -> f64 {
    number(hits) / number(all.max(1))
}

fn measure(text: &str, pairs: &Pairs, signals: Signals) -> Measured {
    let session = session(text);
    let concepts = concepts::shipped();
    let suggester = Suggester::with(&session, &concepts, signals);
    let book = Book::default();
    let (mut hits, mut reciprocal) = (0, 0.0);
    let (mut maker_hits, mut maker_needs) = (0, 0);
    let (mut strong_hits, mut strong) = (0, 0);
    for (no, right) in pairs {
        let need = session.need(no).unwrap();
        let found = suggester.for_need(&session, &book, need);
        let all: Vec<&Suggestion> = found.iter().collect();
        let at = place(&all, right);
        let is_hit = at.is_some_and(|at| at < 5);
        hits += usize::from(is_hit);
        reciprocal += at.map_or(0.0, |at| 1.0 / (number(at) + 1.0));
        let is_maker = |org: &String| {
            let org = session.organisation(org).unwrap();
            org.licence().is_none()
        };
        if right.iter().any(is_maker) {
            let makers: Vec<&Suggestion> = found
                .iter()
                .filter(|s| s.list == List::Technology)
                .collect();
            maker_needs += 1;
            maker_hits += usize::from(place(&makers, right).is_some_and(|at| at < 5));
        }
        if found
            .first()
            .is_some_and(|s| s.strength == Strength::Strong)
        {
            strong += 1;
            strong_hits += usize::from(is_hit);
        }
    }
    Measured {
        first_five: share(hits, pairs.len()),
        makers: share(maker_hits, maker_needs),
        reciprocal: reciprocal / number(pairs.len()),
        strong: share(strong_hits, strong),
        how_many_strong: strong,
    }
}

#[test]
fn the_right_company_is_often_among_the_first_five() {
    let pairs: BTreeMap<String, Pairs> = toml::from_str(PAIRS).unwrap();
    let all = Signals::default();
    let dev = measure(DEV, &pairs["dev"], all);
    let held = measure(HELD, &pairs["held"], all);
    println!("dev {dev:?}\nheld {held:?}");
    for (without, signals) in [
        (
            "concepts",
            Signals {
                concepts: 0.0,
                ..all
            },
        ),
        ("words", Signals { words: 0.0, ..all }),
        ("trades", Signals { trades: 0.0, ..all }),
    ] {
        let held = measure(HELD, &pairs["held"], signals);
        println!("held without {without} {held:?}");
    }
    for measured in [&dev, &held] {
        assert!(measured.first_five >= 0.5, "{measured:?}");
        assert!(measured.makers >= 0.45, "{measured:?}");
        assert!(measured.reciprocal >= 0.3, "{measured:?}");
        assert!(measured.strong >= 0.6, "{measured:?}");
        assert!(measured.how_many_strong >= 8, "{measured:?}");
    }
}

/// A book in which one need of a session is refused, declined and taken by rivals.
fn book_of(session: &Session, need: &str, firms: &[Clean]) -> Book {
    let mut book = Book::default();
    book.sessions.insert(session.id.clone(), session.clone());
    let by = By {
        at: jiff::Timestamp::UNIX_EPOCH,
        actor: &"相沢".into(),
    };
    if let Some(firm) = firms.first() {
        let id = PairingId {
            session: session.id.clone(),
            need: need.into(),
            org: firm.clone(),
        };
        let given = ReplyChange::Given {
            verdict: Some(Verdict::Refuse),
            reason: "先方の都合".into(),
            by: None,
        };
        book.step(&Entity::Reply(id), &given.into(), &by);
    }
    if let Some(firm) = firms.get(1) {
        let id = PairingId {
            session: session.id.clone(),
            need: need.into(),
            org: firm.clone(),
        };
        let change = PairingChange::Recorded {
            person: None,
            level: Some(Level::WantsMeeting),
        };
        book.step(&Entity::Pairing(id), &change.into(), &by);
    }
    book
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whoever is refused, and whoever is a rival of somebody on record, is never proposed, whatever the need.
    #[test]
    fn nobody_is_proposed_who_must_not_be(need in 0..50_usize, refused in 0..60_usize, taken in 0..60_usize, rival in 0..60_usize) {
        let mut session = session(DEV);
        let firm = |at: usize| session.organisations[at].id.clone();
        let (refused, taken, rival) = (firm(refused), firm(taken), firm(rival));
        let at = session.organisations.iter().position(|o| o.id == taken).unwrap();
        if taken != rival {
            session.organisations[at].competitors = vec![rival.clone()];
        }
        let need = session.needs[need].clone();
        let book = book_of(&session, &need.no, &[refused.clone(), taken.clone()]);
        let concepts = concepts::shipped();
        let found = Suggester::new(&session, &concepts).for_need(&session, &book, &need);
        let open: Vec<&Clean> = found.iter().filter(|s| s.blocked.is_none()).map(|s| &s.org).collect();
        prop_assert!(!open.contains(&&refused));
        prop_assert!(taken == rival || !open.contains(&&rival));
        prop_assert!(found.iter().all(|s| !s.reasons.is_empty()));
        let after_blocked = found.iter().skip_while(|s| s.blocked.is_none());
        prop_assert!(after_blocked.clone().all(|s| s.blocked.is_some()));
    }
}

#[test]
fn the_order_of_the_file_changes_nothing() {
    let first = session(DEV);
    let mut second = first.clone();
    second.organisations.reverse();
    let concepts = concepts::shipped();
    let book = Book::default();
    let of = |session: &Session| -> Vec<(Clean, f64)> {
        let suggester = Suggester::new(session, &concepts);
        let found = suggester.for_need(session, &book, &session.needs[0]);
        found.into_iter().map(|s| (s.org, s.score)).collect()
    };
    assert_eq!(of(&first), of(&second));
}
