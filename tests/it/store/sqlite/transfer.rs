//! Records of several laptops become one, whatever order their ops come in.

use crate::store::conflict::by_walking;
use crate::store::{Place, Step, apply, at, pair, pairing_id, step};
use enishi::domain::op::Hlc;
use enishi::store::chain::ROOT;
use enishi::store::{LogFilter, MemoryStore, Sessions, SqliteStore, Store, StoreError};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::io::BufReader;

fn exported(store: &SqliteStore) -> String {
    let mut bytes = Vec::new();
    store.export_ops(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn import(store: &mut SqliteStore, text: &str) -> enishi::store::sqlite::merge::Taken {
    store
        .import_ops(&mut BufReader::new(text.as_bytes()))
        .unwrap()
}

/// How many histories: `ENISHI_HISTORIES=20000` for a long run.
fn cases(default: u32) -> u32 {
    let set = std::env::vars().find(|(name, _)| name == "ENISHI_HISTORIES");
    set.and_then(|(_, n)| n.parse().ok()).unwrap_or(default)
}

/// What happens next: a step on one of the laptops, or a part of one's ops carried to another.
#[derive(Clone, Debug)]
enum Event {
    Local(usize, Step, i64),
    Carry(usize, usize, Vec<prop::sample::Index>),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => (0..3_usize, step(), -100_000..100_000_i64).prop_map(|(d, s, at)| Event::Local(d, s, at)),
        1 => (0..3_usize, 0..3_usize, prop::collection::vec(any::<prop::sample::Index>(), 0..20))
            .prop_map(|(from, to, order)| Event::Carry(from, to, order)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(16), ..ProptestConfig::default() })]

    #[test]
    fn laptops_converge_whatever_comes_when(events in prop::collection::vec(event(), 1..30)) {
        let places: Vec<Place> = (0..3).map(|_| Place::new()).collect();
        let mut laptops: Vec<SqliteStore> =
            places.iter().map(|p| SqliteStore::open(&p.db()).unwrap()).collect();
        for event in &events {
            match event {
                Event::Local(laptop, step, clock) => {
                    apply(&mut laptops[*laptop], step, at(*clock));
                }
                Event::Carry(from, to, order) => {
                    // Some lines, in any order, some of them twice.
                    let text = exported(&laptops[*from]);
                    let lines: Vec<&str> = text.lines().collect();
                    if !lines.is_empty() {
                        let part: Vec<&str> = order.iter().map(|i| *i.get(&lines)).collect();
                        import(&mut laptops[*to], &part.join("\n"));
                    }
                }
            }
        }
        let all: Vec<String> = laptops.iter().map(exported).collect();
        for laptop in &mut laptops {
            for text in all.iter().rev() {
                import(laptop, text);
                prop_assert_eq!(import(laptop, text).new, 0);
            }
        }
        let first = laptops[0].book(&Sessions::All).unwrap();
        let mut model = MemoryStore::new(laptops[0].device());
        let log = laptops[0].log(&LogFilter::default()).unwrap();
        model.merge(log.iter().map(|entry| entry.op.clone()));
        prop_assert_eq!(&model.book(&Sessions::All).unwrap(), &first);
        prop_assert_eq!(model.log(&LogFilter::default()).unwrap(), log.clone());
        // Every conflict is listed, and nothing else is one.
        let listed: BTreeSet<_> = (first.conflicts.iter())
            .flat_map(|(entity, all)| all.iter().map(|c| (entity.clone(), c.field)))
            .collect();
        let mut walked = by_walking(&log);
        walked.retain(|(entity, _)| first.row(entity).is_some());
        prop_assert_eq!(listed, walked);
        for laptop in &laptops {
            prop_assert_eq!(&laptop.book(&Sessions::All).unwrap(), &first);
            prop_assert_eq!(&laptop.log(&LogFilter::default()).unwrap(), &log);
            let report = laptop.verify().unwrap();
            prop_assert_eq!(report.faults, vec![]);
        }
    }
}

#[test]
fn ops_that_come_early_wait_for_those_before_them() {
    let (here, there) = (Place::new(), Place::new());
    let mut from = SqliteStore::open(&here.db()).unwrap();
    let mut to = SqliteStore::open(&there.db()).unwrap();
    for n in 0..3 {
        from.commit(&pair("相沢", "s", &format!("N-{n}"), "o"), at(n))
            .unwrap();
    }
    let text = exported(&from);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        import(&mut to, &format!("{}\n{}", lines[2], lines[1])).waiting,
        2
    );
    assert_eq!(to.book(&Sessions::All).unwrap().pairings.len(), 0);
    let taken = import(&mut to, lines[0]);
    assert_eq!((taken.new, taken.waiting), (3, 0));
    assert_eq!(
        to.book(&Sessions::All).unwrap(),
        from.book(&Sessions::All).unwrap()
    );
}

#[test]
fn a_forked_stream_is_refused_and_both_versions_are_kept() {
    let (here, there) = (Place::new(), Place::new());
    let mut laptop = SqliteStore::open(&here.db()).unwrap();
    laptop
        .commit(&pair("相沢", "s", "N-1", "o1"), at(0))
        .unwrap();
    laptop.backup(&there.db()).unwrap();
    // The clone writes under the same name: no machine was given, so it could not know.
    let mut clone = SqliteStore::open(&there.db()).unwrap();
    laptop
        .commit(&pair("相沢", "s", "N-2", "o1"), at(1))
        .unwrap();
    clone
        .commit(&pair("馬場", "s", "N-3", "o1"), at(1))
        .unwrap();
    clone
        .commit(&pair("馬場", "s", "N-4", "o1"), at(2))
        .unwrap();
    let before = laptop.book(&Sessions::All).unwrap();
    let taken = import(&mut laptop, &exported(&clone));
    assert_eq!((taken.new, taken.known, taken.forks.len()), (0, 1, 1));
    let fork = &taken.forks[0];
    assert!(matches!(fork.error(), StoreError::Forked { seq: 2, .. }));
    let aside = std::fs::read_to_string(fork.aside.as_ref().unwrap()).unwrap();
    assert_eq!(aside.lines().count(), 2);
    let again = import(&mut laptop, &exported(&clone));
    assert_eq!(again.forks[0].aside, fork.aside, "the same is kept once");
    assert_eq!(laptop.book(&Sessions::All).unwrap(), before);
    assert_eq!(laptop.verify().unwrap().faults, []);
}

#[test]
fn a_changed_or_foreign_line_refuses_the_whole_input() {
    let (here, there) = (Place::new(), Place::new());
    let mut from = SqliteStore::open(&here.db()).unwrap();
    from.commit(&pair("相沢", "s", "N-1", "o1"), at(0)).unwrap();
    let good = exported(&from);
    let bad = [
        good.replace("関心", "見送り"),
        good.replace("\"v\":1", "\"v\":2"),
        good.replace("\"seq\":1", "\"seq\":0"),
        good.replace("\"hlc\":", "\"hlc\":99999"),
        format!("{good}\u{0}"),
        format!("{good}{}", "[".repeat(100_000)),
        good.replace("\"v\":1", "\"v\":1,\"more\":1"),
        good.replace("相沢", "偽名"),
    ];
    for text in bad {
        let mut to = SqliteStore::open(&there.db()).unwrap();
        let refused = to.import_ops(&mut BufReader::new(text.as_bytes()));
        assert!(
            matches!(refused, Err(StoreError::NotCanonical { .. })),
            "{text}: {refused:?}"
        );
        assert_eq!(to.head().unwrap().0, 0);
    }
}

#[test]
fn a_file_is_taken_in_part_by_part_and_refused_as_a_whole() {
    let (here, there) = (Place::new(), Place::new());
    let mut from = SqliteStore::open(&here.db()).unwrap();
    // More than is folded together, with an undo in one part of what stands in another.
    let changes = |n: i64| {
        let all = (0..50).map(move |o| pair("相沢", "s", &format!("N-{n}"), &format!("o{o}")));
        all.flat_map(|draft| draft.changes).collect()
    };
    for n in 0..50 {
        let draft = enishi::store::Draft {
            changes: changes(n),
            ..pair("相沢", "s", "", "")
        };
        from.commit(&draft, at(n)).unwrap();
        if n % 20 == 19 {
            from.undo(&"相沢".into(), at(n)).unwrap().unwrap();
        }
    }
    let text = exported(&from);
    let lines: Vec<&str> = text.lines().collect();
    let mut to = SqliteStore::open(&there.db()).unwrap();
    for n in [0, 1500, lines.len() - 1] {
        let mut broken = lines.clone();
        let changed = lines[n].replace("相沢", "偽名");
        broken[n] = &changed;
        let refused = to.import_ops(&mut broken.join("\n").as_bytes());
        assert!(
            matches!(&refused, Err(StoreError::NotCanonical { line, .. }) if *line == n + 1),
            "{refused:?}"
        );
        assert_eq!(to.head().unwrap().0, 0);
        assert!(to.book(&Sessions::All).unwrap().pairings.is_empty());
    }
    for text in [
        text.clone(),
        lines.iter().rev().copied().collect::<Vec<_>>().join("\n"),
    ] {
        let place = Place::new();
        let mut to = SqliteStore::open(&place.db()).unwrap();
        let taken = import(&mut to, &text);
        assert_eq!((taken.new, taken.waiting), (lines.len(), 0));
        let all = &Sessions::All;
        assert_eq!(to.book(all).unwrap(), from.book(all).unwrap());
        assert_eq!(to.verify().unwrap().faults, []);
    }
}

/// A level that another laptop stated over one that was put in here is told with what it was.
#[test]
fn levels_that_an_import_changes_are_told_with_what_they_were() {
    use enishi::domain::code::Level;
    use enishi::domain::entity::{Change, Entity, pairing::PairingChange};
    let (here, there) = (Place::new(), Place::new());
    let mut a = SqliteStore::open(&here.db()).unwrap();
    let mut b = SqliteStore::open(&there.db()).unwrap();
    a.commit(&pair("相沢", "s", "N-1", "o1"), at(0)).unwrap();
    a.commit(&pair("相沢", "s", "N-2", "o1"), at(1)).unwrap();
    import(&mut b, &exported(&a));
    let id = pairing_id("s", "N-1", "o1");
    let level = |level| enishi::store::Draft {
        changes: vec![(
            Entity::Pairing(id.clone()),
            Change::Pairing(PairingChange::Level { level }),
        )],
        ..pair("馬場", "s", "", "")
    };
    b.commit(&level(Level::Declined), at(10)).unwrap();
    let taken = import(&mut a, &exported(&b));
    assert_eq!(
        taken.levels.into_iter().collect::<Vec<_>>(),
        [(id.clone(), Level::Interested)]
    );
    // Back again, nothing has changed.
    let taken = import(&mut a, &exported(&b));
    assert!(taken.levels.is_empty());
    b.commit(&level(Level::WantsMeeting), at(11)).unwrap();
    b.commit(&level(Level::Declined), at(12)).unwrap();
    assert!(
        import(&mut a, &exported(&b)).levels.is_empty(),
        "it ends as it was"
    );
}

/// The chain as its description says, written a second time from nothing but that and an export.
#[test]
fn an_outsider_can_verify_the_chain_from_an_export() {
    use sha2::{Digest, Sha256};
    let bytes = |hex: &str| -> Vec<u8> {
        let digits = hex.replace('-', "");
        (0..digits.len() / 2)
            .map(|i| u8::from_str_radix(digits.get(2 * i..2 * i + 2).unwrap(), 16).unwrap())
            .collect()
    };
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    for n in 0..4 {
        let scope = if n % 2 == 0 { "s" } else { "第二回" };
        store
            .commit(&pair("相沢", scope, &format!("N-{n}"), "o"), at(n))
            .unwrap();
    }
    store.undo(&"相沢".into(), at(9)).unwrap();
    let mut prev = std::collections::BTreeMap::new();
    for line in exported(&store).lines() {
        let op: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| op[key].as_str().unwrap().to_owned();
        let number = |key: &str| op[key].as_u64().unwrap().to_be_bytes().to_vec();
        let body_hash = Sha256::digest([bytes(&text("salt")), text("body").into_bytes()].concat());
        assert_eq!(body_hash.as_slice(), bytes(&text("body_hash")));
        let stream = (text("device"), text("scope"));
        let mut hashed: Vec<u8> = prev.get(&stream).cloned().unwrap_or_else(|| vec![0; 32]);
        for field in [
            number("v"),
            bytes(&text("id")),
            bytes(&text("device")),
            text("scope").into_bytes(),
            number("seq"),
            number("hlc"),
            text("actor").into_bytes(),
            bytes(&text("action")),
            text("entity").into_bytes(),
            text("kind").into_bytes(),
        ] {
            hashed.extend(u32::try_from(field.len()).unwrap().to_be_bytes());
            hashed.extend(field);
        }
        hashed.extend(body_hash);
        let hash = Sha256::digest(hashed).to_vec();
        assert_eq!(hash, bytes(&text("hash")));
        prev.insert(stream, hash);
    }
    assert_eq!(prev.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_imported_is_refused_or_leaves_a_whole_record(
        changes in prop::collection::vec((any::<prop::sample::Index>(), "\\PC{0,3}|[\"{}:,0-9a-f\\n]{1,4}"), 1..4)
    ) {
        let (here, there) = (Place::new(), Place::new());
        let mut from = SqliteStore::open(&here.db()).unwrap();
        for n in 0..3 {
            from.commit(&pair("相沢", "s", &format!("N-{n}"), "o"), at(n)).unwrap();
        }
        let mut text: Vec<char> = exported(&from).chars().collect();
        for (at, with) in &changes {
            let at = at.index(text.len());
            text.splice(at..=at, with.chars());
        }
        let text: String = text.into_iter().collect();
        let mut to = SqliteStore::open(&there.db()).unwrap();
        let _ = to.import_ops(&mut BufReader::new(text.as_bytes()));
        prop_assert_eq!(to.verify().unwrap().faults, vec![]);
    }
}

/// One action under a clock that is a year ahead, and what follows it, here and elsewhere.
#[test]
fn a_clock_that_was_ahead_keeps_its_place_and_poisons_nothing() {
    let (here, there) = (Place::new(), Place::new());
    let mut from = SqliteStore::open(&here.db()).unwrap();
    let mut to = SqliteStore::open(&there.db()).unwrap();
    let year = 365 * 24 * 3600;
    from.commit(&pair("相沢", "s", "N-1", "o1"), at(year))
        .unwrap();
    assert_eq!(
        from.clock_ahead(at(0)).unwrap(),
        Some(enishi::store::Notice::ClockAhead)
    );
    // The next start has a sane clock, and so has a colleague who takes it in at once.
    from.commit(&pair("相沢", "s", "N-2", "o1"), at(0)).unwrap();
    let taken = to
        .import_ops_by(&mut BufReader::new(exported(&from).as_bytes()), at(60))
        .unwrap();
    assert_eq!((taken.new, taken.waiting, taken.refused.len()), (2, 0, 0));
    to.commit(&pair("馬場", "s", "N-3", "o1"), at(120)).unwrap();
    import(&mut from, &exported(&to));
    for store in [&from, &to] {
        assert_eq!(store.clock_ahead(at(130)).unwrap(), None);
        let log = store.log(&LogFilter::default()).unwrap();
        let dates: Vec<_> = log.iter().map(|entry| entry.op.date()).collect();
        assert_eq!(dates, [at(year), at(0), at(120)], "in their order");
        let doubtful: Vec<bool> = log.iter().map(|e| e.is_doubtful(at(130))).collect();
        assert_eq!(doubtful, [true, false, false]);
        let later: Vec<bool> = log.iter().map(|e| e.is_doubtful(at(2 * year))).collect();
        assert_eq!(later, doubtful, "it stays so when the date has come");
        // As it was an hour later: what was recorded before its neighbours was there, whatever its own date says.
        let then = store.book_at(&Sessions::All, at(3600)).unwrap();
        assert_eq!(then.pairings.len(), 3);
        let row = |need: &str| pairing_id("s", need, "o1");
        assert_eq!(then.pairings[&row("N-3")].recorded_at, at(120));
        assert_eq!(store.recent_sessions().unwrap().len(), 0);
        assert_eq!(store.verify().unwrap().faults, []);
    }
    // An undo under the sane clock takes back what was done under the other one.
    let undone = from.undo(&"相沢".into(), at(140)).unwrap().unwrap();
    assert_eq!(undone.ops[0].date(), at(140));
    let undone = from.undo(&"相沢".into(), at(141)).unwrap();
    assert!(undone.is_some());
}

#[test]
fn nobody_can_use_up_the_clock_of_the_others() {
    let (here, there) = (Place::new(), Place::new());
    let mut from = SqliteStore::open(&here.db()).unwrap();
    from.commit(&pair("相沢", "s", "N-1", "o1"), at(0)).unwrap();
    // The last stamp there is, sealed as if it had been written so.
    let mut op = enishi::store::line::read(exported(&from).trim(), 1).unwrap();
    op.hlc = Hlc::LAST.0;
    op.hash = op.link(&ROOT);
    let mut to = SqliteStore::open(&there.db()).unwrap();
    let taken = to
        .import_ops_by(
            &mut enishi::store::line::write(&op).unwrap().as_bytes(),
            at(60),
        )
        .unwrap();
    assert_eq!(taken.new, 1);
    for n in 0..3 {
        to.commit(&pair("馬場", "s", &format!("N-{n}"), "o2"), at(60 + n))
            .unwrap();
    }
    to.undo(&"馬場".into(), at(70)).unwrap().unwrap();
    let third = Place::new();
    let mut third = SqliteStore::open(&third.db()).unwrap();
    let taken = import(&mut third, &exported(&to));
    assert_eq!((taken.new, taken.refused.len()), (5, 0));
    assert_eq!(
        third.book(&Sessions::All).unwrap(),
        to.book(&Sessions::All).unwrap()
    );
    assert_eq!(third.book(&Sessions::All).unwrap().pairings.len(), 3);
    assert_eq!(to.verify().unwrap().faults, []);
}

/// What an op of a newer version may carry, and what a hostile one does.
const EVIL: &str = "か\u{3099}\u{1b}[31m\u{202e}\u{200b}\u{feff}\u{9b}\u{0}\u{e0041}a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\r\n\t";

#[test]
fn an_export_can_be_shown_anywhere_and_loses_nothing() {
    use enishi::domain::entity::Change;
    use enishi::domain::entity::Entity;
    use enishi::store::Draft;
    use enishi::text::Clean;
    let (here, there) = (Place::new(), Place::new());
    let mut from = SqliteStore::open(&here.db()).unwrap();
    let unknown = Draft {
        changes: vec![(
            Entity::Unknown("thing:1".into()),
            Change::Unknown {
                kind: "thing-said".to_owned(),
                body: serde_json::json!({"text": EVIL, EVIL: [EVIL]}),
            },
        )],
        ..pair("相沢", "s", "N-1", "o1")
    };
    from.commit(&unknown, at(0)).unwrap();
    from.commit(&pair("相沢", "s", "葛\u{E0100}城", "o1"), at(1))
        .unwrap();
    let text = exported(&from);
    for line in text.lines() {
        assert_eq!(&*Clean::text(line), line);
    }
    assert!(text.contains("相沢"), "what is clean stays readable");
    let mut to = SqliteStore::open(&there.db()).unwrap();
    assert_eq!(import(&mut to, &text).new, 2);
    assert_eq!(exported(&to), text);
    let log = LogFilter::default();
    assert_eq!(to.log(&log).unwrap(), from.log(&log).unwrap());
    assert_eq!(to.verify().unwrap().faults, []);
}
