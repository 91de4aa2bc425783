//! What others send is taken in as far as a laptop with this program could have written it.

use crate::domain::laws::examples;
use crate::fuzz::targets::mutate::Rng;
use crate::store::{Place, at, load, pair, session};
use enishi::domain::entity::{Change, Entity, Erased};
use enishi::domain::op::Hlc;
use enishi::store::chain::{ROOT, Sealed, body_hash};
use enishi::store::sqlite::admission::Why;
use enishi::store::sqlite::merge::Taken;
use enishi::store::{Draft, LogFilter, Sessions, SqliteStore, Store, StoreError, line};
use enishi::words::{Lang, Words};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use uuid::Uuid;

pub(super) fn exported(store: &SqliteStore) -> Vec<Sealed> {
    let mut bytes = Vec::new();
    store.export_ops(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    text.lines().map(|l| line::read(l, 1).unwrap()).collect()
}

pub(super) fn import(store: &mut SqliteStore, ops: &[Sealed]) -> Result<Taken, StoreError> {
    let lines: Vec<String> = ops.iter().map(|op| line::write(op).unwrap()).collect();
    store.import_ops_by(&mut lines.join("\n").as_bytes(), at(1000))
}

/// Hashes that hold over whatever the ops say now, stream by stream.
pub(super) fn seal(ops: &mut [Sealed]) {
    let mut ends: BTreeMap<(Uuid, String), (u64, [u8; 32])> = BTreeMap::new();
    for op in ops {
        let end = (ends.entry((op.device, op.scope.clone()))).or_insert((0, ROOT));
        op.seq = end.0 + 1;
        if let Some((salt, body)) = &op.content {
            op.body_hash = body_hash(salt, body);
        }
        op.hash = op.link(&end.1);
        op.sig = None;
        *end = (op.seq, op.hash);
    }
}

fn says(op: &mut Sealed, kind: &str, body: &Value) {
    kind.clone_into(&mut op.kind);
    op.content = Some(([7; 16], body.to_string()));
}

/// Two laptops with everything that can be recorded, something taken back, and something erased.
fn base() -> Vec<Sealed> {
    let (here, there) = (Place::new(), Place::new());
    let mut one = SqliteStore::open(&here.db()).unwrap();
    let mut other = SqliteStore::open(&there.db()).unwrap();
    one.commit(&load("相沢", session("s", 2)), at(0)).unwrap();
    for (n, example) in (1..).zip(examples()) {
        let store = if n % 3 == 0 { &mut other } else { &mut one };
        store.commit(&example.draft(), at(n)).unwrap();
    }
    for (n, store) in [&mut one, &mut other].into_iter().enumerate() {
        let draft = pair("馬場", "s", &format!("N-{n}"), "o1");
        store.commit(&draft, at(200)).unwrap();
        store.undo(&"馬場".into(), at(201)).unwrap().unwrap();
        store.redo(&"馬場".into(), at(202)).unwrap().unwrap();
        let log = store.log(&LogFilter::default()).unwrap();
        let noted = log
            .iter()
            .find(|e| e.op.change.kind() == "pairing-recorded");
        let op = &noted.unwrap().op;
        let erased = erasing(op.stamp.device, &op.scope, op.stamp.seq, Value::Null);
        store.commit(&erased, at(203)).unwrap();
    }
    let mut all = exported(&one);
    all.extend(exported(&other));
    all
}

fn erasing(device: Uuid, scope: &str, seq: u64, instead: Value) -> Draft {
    Draft {
        actor: "馬場".into(),
        scope: scope.into(),
        changes: vec![(
            Entity::Session(scope.into()),
            Change::ContentErased {
                ops: vec![Erased {
                    device,
                    scope: scope.into(),
                    seq,
                    instead,
                }],
                reason: "試験".into(),
                person: None,
            },
        )],
        action: None,
    }
}

/// One op says something else than it did.
fn mutate(rng: &mut Rng, ops: &mut [Sealed]) {
    let (n, m) = (rng.below(ops.len()), rng.below(ops.len()));
    let other = ops[m].clone();
    let at = Hlc::default().tick(at(500)).0;
    let op = &mut ops[n];
    match rng.below(17) {
        0 => op.entity = other.entity,
        1 => {
            let tails = [" ", "/", "%41", "\u{3099}", "\u{202e}", "~", "0", ":"];
            op.entity += tails[rng.below(tails.len())];
        }
        2 => op.entity = op.entity.to_uppercase(),
        3 => op.kind = other.kind,
        4 => op.content = other.content,
        5 => op.content = None,
        6..=8 => {
            if let Some((_, body)) = &mut op.content {
                let mut value: Value = serde_json::from_str(body).unwrap();
                let leaf = leaf(rng, other.content.as_ref().map_or("null", |c| &c.1));
                replace(rng, &mut value, &leaf);
                *body = value.to_string();
            }
        }
        9 => op.hlc = [0, at, Hlc::LAST.0, other.hlc][rng.below(4)],
        10 => [" 相沢", "", "か\u{3099}", "海野"][rng.below(4)].clone_into(&mut op.actor),
        11 => op.action = other.action,
        12 => op.id = other.id,
        13 => op.scope = other.scope,
        14 => op.device = other.device,
        15 => {
            let target = [op.action, other.action][rng.below(2)];
            op.entity = format!("action:{target}");
            says(op, "action-undone", &json!({"action": target}));
        }
        _ => {
            let whole = other.content.as_ref().map_or("null", |c| &c.1);
            let mut instead: Value = serde_json::from_str(whole).unwrap();
            match rng.below(4) {
                0 => instead = Value::Null,
                1 => instead = json!({"note": "偽のメモ"}),
                2 => replace(rng, &mut instead, &json!("")),
                _ => {}
            }
            let erased = json!({"device": other.device, "scope": other.scope, "seq": other.seq, "instead": instead});
            says(
                op,
                "content-erased",
                &json!({"ops": [erased], "reason": "x"}),
            );
        }
    }
}

/// A value from a payload, or one that nobody writes.
fn leaf(rng: &mut Rng, body: &str) -> Value {
    let odd = [
        json!(null),
        json!(""),
        json!("か\u{3099}\u{202e}"),
        json!(0),
        json!(-1),
        json!(9_223_372_036_854_775_807_i64),
        json!([]),
        json!({}),
        json!([":1"]),
        json!(true),
    ];
    if rng.below(2) == 0 {
        return odd[rng.below(odd.len())].clone();
    }
    let mut value: Value = serde_json::from_str(body).unwrap();
    while let Value::Object(fields) = &value
        && !fields.is_empty()
    {
        let at = rng.below(fields.len());
        value = fields.values().nth(at).unwrap().clone();
    }
    value
}

/// Puts a value in the place of another one, under a new key, or takes one out.
fn replace(rng: &mut Rng, value: &mut Value, leaf: &Value) {
    match value {
        Value::Object(fields) if !fields.is_empty() && rng.below(6) > 0 => {
            let at = rng.below(fields.len());
            replace(rng, fields.values_mut().nth(at).unwrap(), leaf);
        }
        Value::Object(fields) => {
            let keys = ["at", "over", "more", "note", "level", "v"];
            let known = fields.keys().next().cloned();
            match known.filter(|_| rng.below(2) == 0) {
                Some(key) => drop(fields.remove(&key)),
                None => drop(fields.insert(keys[rng.below(keys.len())].to_owned(), leaf.clone())),
            }
        }
        Value::Array(items) if !items.is_empty() && rng.below(3) > 0 => {
            let at = rng.below(items.len());
            replace(rng, &mut items[at], leaf);
        }
        other => *other = leaf.clone(),
    }
}

/// Refused without a trace, or everything holds, work goes on, and it can be passed on.
fn hold(rng: &mut Rng, ops: &[Sealed], sound: &[Sealed]) -> bool {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    if rng.below(3) == 0 {
        // The sound version of what one laptop wrote is there, with what it erased.
        let one = sound.iter().filter(|op| op.device == sound[0].device);
        import(&mut store, &one.cloned().collect::<Vec<_>>()).unwrap();
    }
    let before = store.head().unwrap();
    let mut ops = ops.to_vec();
    if rng.below(2) == 0 {
        ops.reverse();
    }
    // Two parts now and then.
    let part = [0, rng.below(ops.len())][usize::from(rng.below(3) == 0)];
    let (first, second) = ops.split_at(part);
    let mut whole = true;
    for part in [first, second] {
        match import(&mut store, part) {
            Ok(taken) => whole &= taken.forks.is_empty() && taken.refused.is_empty(),
            Err(StoreError::NotCanonical { .. }) => whole = false,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(whole || store.head().unwrap() >= before);
    store
        .commit(&pair("後の人", "s", "N-9", "o9"), at(2000))
        .unwrap();
    store.undo(&"後の人".into(), at(2001)).unwrap().unwrap();
    assert_eq!(store.verify().unwrap().faults, []);
    if rng.below(3) > 0 {
        return whole;
    }
    let there = Place::new();
    let mut elsewhere = SqliteStore::open(&there.db()).unwrap();
    let taken = import(&mut elsewhere, &exported(&store)).unwrap();
    assert_eq!((taken.refused, taken.forks), (vec![], vec![]));
    // Only what waits here, too: it says why something is gone.
    assert!(taken.waiting <= import(&mut store, &[]).unwrap().waiting);
    let all = &Sessions::All;
    assert_eq!(elsewhere.book(all).unwrap(), store.book(all).unwrap());
    assert_eq!(elsewhere.verify().unwrap().faults, []);
    whole
}

/// How many mutations: `ENISHI_MUTATIONS=20000` for a long run, `ENISHI_MUTATION=n` for the n-th alone.
fn number(name: &str) -> Option<u64> {
    let set = std::env::vars().find(|(set, _)| set == name);
    set.and_then(|(_, n)| n.parse().ok())
}

#[test]
fn a_mutated_op_is_left_out_or_the_record_holds_and_is_passed_on() {
    let base = base();
    let sound = &base;
    assert!(hold(&mut Rng(1), &base, &base), "as it is, it is taken in");
    let range = match number("ENISHI_MUTATION") {
        Some(one) => one..one + 1,
        None => 0..number("ENISHI_MUTATIONS").unwrap_or(500),
    };
    let all: Vec<u64> = range.collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let left_out: usize = std::thread::scope(|scope| {
        let parts = all.chunks(all.len().div_ceil(threads));
        let running: Vec<_> = parts
            .map(|part| scope.spawn(|| part.iter().filter(|n| !held(**n, sound)).count()))
            .collect();
        let counts = running.into_iter().map(std::thread::ScopedJoinHandle::join);
        counts
            .map(|count| count.expect("every mutation holds"))
            .sum()
    });
    let _ = writeln!(
        std::io::stderr(),
        "mutations: {}, of which {left_out} were left out at least in part",
        all.len()
    );
}

/// Whether all of a mutated record was taken in.
fn held(n: u64, sound: &[Sealed]) -> bool {
    let mut rng = Rng(n);
    let mut ops = sound.to_vec();
    for _ in 0..=rng.below(3) {
        mutate(&mut rng, &mut ops);
    }
    seal(&mut ops);
    let held = std::panic::catch_unwind(move || hold(&mut rng, &ops, sound));
    held.unwrap_or_else(|_| panic!("mutation {n}: ENISHI_MUTATION={n} runs it alone"))
}

pub(super) fn refused(store: &mut SqliteStore, ops: &[Sealed]) -> Why {
    let taken = import(store, ops).unwrap();
    assert_eq!(taken.refused.len(), 1, "{taken:?}");
    assert_eq!(store.verify().unwrap().faults, []);
    let refused = &taken.refused[0];
    assert!(refused.aside.as_ref().unwrap().exists());
    for lang in [Lang::Ja, Lang::En] {
        let words = Words::new(lang);
        assert!(!refused.why.explain(&words).contains("No localization"));
    }
    refused.why.clone()
}

/// A laptop with a note, and what a stranger may send after it.
pub(super) fn noted(place: &Place) -> (SqliteStore, Sealed) {
    let mut store = SqliteStore::open(&place.db()).unwrap();
    let saved = store
        .commit(&pair("原田", "s", "N-1", "o1"), at(0))
        .unwrap();
    assert_eq!(saved.ops.len(), 1);
    let op = exported(&store).remove(0);
    (store, op)
}

pub(super) fn stranger(like: &Sealed, entity: &str, kind: &str, body: &Value) -> Sealed {
    let mut op = like.clone();
    op.device = Uuid::from_u128(99);
    op.id = Uuid::from_u128(98);
    op.action = Uuid::from_u128(97);
    entity.clone_into(&mut op.entity);
    says(&mut op, kind, body);
    let mut ops = [op];
    seal(&mut ops);
    let [op] = ops;
    op
}

#[test]
fn an_op_that_says_what_nobody_writes_is_left_out_alone() {
    let place = Place::new();
    let (mut store, sound) = noted(&place);
    let whole = store.book(&Sessions::All).unwrap();
    let note = json!({"note": "空白"});
    let mut other = stranger(
        &sound,
        &sound.entity,
        "pairing-note",
        &json!({"note": "外"}),
    );
    other.device = Uuid::from_u128(5);
    for (entity, kind, body) in [
        ("pairing:s/N-1/o1 ", "pairing-note", &note),
        ("pairing:s/N-1/か\u{3099}", "pairing-note", &note),
        ("pairing:s/%41-1/o1", "pairing-note", &note),
        (
            "memo:s/0197A0B0-0000-7000-8000-000000000000",
            "memo-written",
            &note,
        ),
        ("pairing:t/N-1/o1", "pairing-note", &note),
        ("task:s/N-1/o1/C1", "pairing-note", &note),
        (
            "pairing:s/N-1/o1",
            "pairing-note",
            &json!({"note": "か\u{3099}"}),
        ),
        (
            "pairing:s/N-1/o1",
            "pairing-level",
            &json!({"level": "無い"}),
        ),
    ] {
        let wrong = stranger(&sound, entity, kind, body);
        let mut beside = [other.clone()];
        seal(&mut beside);
        let [good] = beside;
        let ops = [wrong, good];
        let taken = import(&mut store, &ops).unwrap();
        assert_eq!(
            (taken.refused.len(), taken.refused[0].line),
            (1, 1),
            "{entity}"
        );
        assert_eq!(taken.new + taken.known, 1, "the rest is taken in");
        assert_eq!(store.verify().unwrap().faults, []);
    }
    assert_ne!(store.book(&Sessions::All).unwrap(), whole);
}

#[test]
fn an_erasure_may_blank_and_says_nothing_else() {
    let place = Place::new();
    let (mut store, sound) = noted(&place);
    let erase = |instead: Value| {
        let erased = json!({"device": sound.device, "scope": "s", "seq": 1, "instead": instead});
        let body = json!({"ops": [erased], "reason": "x"});
        stranger(&sound, "session:s", "content-erased", &body)
    };
    for instead in [
        json!({"note": "偽のメモ"}),
        json!({"person": "002", "level": "関心"}),
        json!({"person": null, "level": "面談希望"}),
    ] {
        assert_eq!(refused(&mut store, &[erase(instead)]), Why::SaysElse);
    }
    let taken = import(
        &mut store,
        &[erase(json!({"person": null, "level": "関心"}))],
    )
    .unwrap();
    assert_eq!((taken.new, taken.refused.len()), (1, 0));
}

#[test]
fn what_an_erasure_said_before_its_op_came_says_nothing_once_it_is_there() {
    let (here, there) = (Place::new(), Place::new());
    let (store, sound) = noted(&here);
    let erased = json!({"device": sound.device, "scope": "s", "seq": 1,
        "instead": {"person": "002", "level": "面談希望"}});
    let body = json!({"ops": [erased], "reason": "x"});
    let forged = stranger(&sound, "session:s", "content-erased", &body);
    let mut other = SqliteStore::open(&there.db()).unwrap();
    assert_eq!(import(&mut other, &[forged]).unwrap().new, 1);
    import(&mut other, &exported(&store)).unwrap();
    let log = other.log(&LogFilter::default()).unwrap();
    let first = log.iter().find(|e| e.op.stamp.device == sound.device);
    let change = &first.unwrap().op.change;
    assert!(
        matches!(change, Change::Unknown { .. }) || change.body().unwrap()["person"].is_null(),
        "{change:?}"
    );
    assert_eq!(other.verify().unwrap().faults, []);
    // And so it is passed on.
    let third = Place::new();
    let mut third = SqliteStore::open(&third.db()).unwrap();
    import(&mut third, &exported(&other)).unwrap();
    let all = &Sessions::All;
    assert_eq!(third.book(all).unwrap(), other.book(all).unwrap());
}

#[test]
fn what_takes_back_or_erases_itself_is_left_out() {
    let place = Place::new();
    let (mut store, sound) = noted(&place);
    let own = Uuid::from_u128(97);
    let undoes = stranger(
        &sound,
        &format!("action:{own}"),
        "action-undone",
        &json!({"action": own}),
    );
    assert_eq!(refused(&mut store, &[undoes]), Why::UndoesItself);
    let erased = |device: Uuid, seq: u64| json!({"ops": [{"device": device, "scope": "s", "seq": seq, "instead": null}], "reason": ""});
    let itself = stranger(
        &sound,
        "session:s",
        "content-erased",
        &erased(Uuid::from_u128(99), 1),
    );
    assert!(matches!(refused(&mut store, &[itself]), Why::Form(_)));
    // Two that erase each other: the second one is left out.
    let first = stranger(
        &sound,
        "session:s",
        "content-erased",
        &erased(Uuid::from_u128(5), 1),
    );
    let mut second = stranger(
        &sound,
        "session:s",
        "content-erased",
        &erased(Uuid::from_u128(99), 1),
    );
    second.device = Uuid::from_u128(5);
    let mut both = [second];
    seal(&mut both);
    let [second] = both;
    assert_eq!(import(&mut store, &[first]).unwrap().new, 1);
    assert_eq!(refused(&mut store, &[second]), Why::ErasesItself);
}
