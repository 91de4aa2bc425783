//! Whatever is done at the desk, and in whatever order: a record keeps whom it was made with.

use super::{KAI, commit, file, kai, kept, newcomer, read};
use crate::store::at;
use enishi::domain::code::Presence;
use enishi::domain::entity::attendee::AttendeeId;
use enishi::domain::entity::pairing::PairingId;
use enishi::domain::number;
use enishi::domain::reading::{self, Answers};
use enishi::domain::roster::Attendee;
use enishi::domain::rule::badges::{self, Badges};
use enishi::domain::rule::matching::{self, Partner};
use enishi::domain::rule::programme;
use enishi::domain::rule::reception::{self, Company};
use enishi::store::{MemoryStore, Store};
use enishi::text::Clean;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(Clone, Debug)]
enum Step {
    CheckIn(usize),
    WalkIn(usize),
    Substitute(usize, usize),
    Rename(usize, usize),
    Record(usize, usize),
    Read(bool, bool),
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..6_usize).prop_map(Step::CheckIn),
        (0..4_usize).prop_map(Step::WalkIn),
        (0..6_usize, 0..4_usize).prop_map(|(p, n)| Step::Substitute(p, n)),
        (0..6_usize, 0..4_usize).prop_map(|(p, n)| Step::Rename(p, n)),
        (0..3_usize, 0..6_usize).prop_map(|(n, p)| Step::Record(n, p)),
        (any::<bool>(), any::<bool>()).prop_map(|(a, b)| Step::Read(a, b)),
        Just(Step::Undo),
    ]
}

const OTHERS: [&str; 4] = ["鈴木 健", "佐藤 美咲", "林 太郎", "森 さくら"];

/// The names that a key ever had by a correction of that very person.
type Names = BTreeMap<Clean, BTreeSet<String>>;

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_record_keeps_its_person_company_and_need(steps in prop::collection::vec(step(), 1..40)) {
        let mut store = MemoryStore::new(Uuid::from_u128(1));
        read(&mut store, &file(), 0);
        let mut names: Names = file()
            .attendees
            .iter()
            .map(|a| (a.badge.clone(), BTreeSet::from([a.name.to_string()])))
            .collect();
        // What each record was made with: need, company, person.
        let mut made: BTreeMap<(PairingId, Clean), (String, String)> = BTreeMap::new();
        for (now, step) in (1..).zip(&steps) {
            let book_now = kept(&store);
            let session = &book_now.sessions[&kai()];
            let person = |n: usize| &session.attendees[n % session.attendees.len()];
            match step {
                Step::CheckIn(n) => {
                    let badge = &person(*n).badge;
                    let changes =
                        reception::set_presence(&book_now, session, badge, Presence::Arrived);
                    commit(&mut store, changes.unwrap_or_default(), now);
                }
                Step::WalkIn(n) => {
                    let badge = badges::next(&book_now, session, Badges::read("301-")).unwrap();
                    let name = Clean::line(OTHERS[*n]);
                    let kou = Clean::line("kou");
                    let new = newcomer(&badge, &name, Company::Known(&kou));
                    if let Ok((_, changes)) = reception::walk_in(&book_now, session, &new) {
                        commit(&mut store, changes, now);
                        let after = kept(&store);
                        let key = after.sessions[&kai()].attendee(&badge).unwrap().badge.clone();
                        names.entry(key).or_default().insert(name.to_string());
                    }
                }
                Step::Substitute(p, n) => {
                    let badge = person(*p).badge.clone();
                    let (name, kana) = (Clean::line(OTHERS[*n]), Clean::default());
                    let done =
                        reception::substitute(&book_now, session, &badge, (&name, &kana), true);
                    if let Ok((_, changes)) = done {
                        commit(&mut store, changes, now);
                        let after = kept(&store);
                        let shown = number::shown(&badge);
                        let key = after.sessions[&kai()].attendee(shown).unwrap().badge.clone();
                        names.entry(key).or_default().insert(name.to_string());
                    }
                }
                Step::Rename(p, n) => {
                    let old = person(*p).clone();
                    let id = AttendeeId { session: KAI.into(), number: old.badge.clone() };
                    let name = format!("{} {n}", old.name);
                    let new = Attendee { name: Clean::line(&name), ..old.clone() };
                    let changes = programme::correct_attendee(&book_now, &id, &new);
                    commit(&mut store, changes, now);
                    names.entry(old.badge).or_default().insert(name);
                }
                Step::Record(n, p) => {
                    let need = session.needs[*n].clone();
                    let who = person(*p).clone();
                    let found = matching::record(
                        session,
                        &book_now,
                        &need.no,
                        Partner::Person(&who.badge),
                        None,
                    );
                    if let Ok((id, changes)) = found {
                        commit(&mut store, changes, now);
                        let firm = session.org_name(&who.org).to_string();
                        made.insert((id, who.badge), (need.title.to_string(), firm));
                    }
                }
                Step::Read(without, renamed) => {
                    let mut file = file();
                    if *without {
                        file.attendees.pop();
                    }
                    if *renamed {
                        file.venue = "別の会場".into();
                    }
                    let reading = reading::read(&book_now, &file, &Answers::default());
                    if let Ok(reading) = reading {
                        commit(&mut store, reading.changes, now);
                    }
                }
                Step::Undo => {
                    store.undo(&"相沢".into(), at(now)).unwrap();
                }
            }
            let after = kept(&store);
            let session = &after.sessions[&kai()];
            for (id, pairing) in &after.pairings {
                for badge in &pairing.persons {
                    let (title, firm) = &made[&(id.clone(), badge.clone())];
                    prop_assert_eq!(session.recorded_need(&id.need).unwrap().title.as_str(), title);
                    prop_assert_eq!(session.org_name(&id.org).as_str(), firm);
                    let who = session.recorded_attendee(badge).expect("a person");
                    prop_assert!(names[badge].contains(who.name.as_str()), "{badge} {}", who.name);
                }
            }
            // Nobody stands in two places of the list, and nobody is lost from it.
            let mut keys = BTreeSet::new();
            let everybody = session.attendees.iter().chain(&session.withdrawn.attendees);
            prop_assert!(everybody.into_iter().all(|a| keys.insert(a.badge.clone())));
            let rows = after.attendees.keys().map(|id| id.number.clone()).collect();
            prop_assert_eq!(keys, rows);
        }
        // The tables are the fold of the ops whatever was done.
        let mut there = MemoryStore::new(Uuid::from_u128(2));
        there.merge(store.ops().iter().cloned());
        prop_assert_eq!(kept(&there), kept(&store));
    }
}
