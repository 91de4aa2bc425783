//! Lines of an export: what this program writes is canonical, and nothing else is.
#![allow(clippy::string_slice, reason = "what is cut here is ASCII")]

use crate::store::{Place, apply, at, load, pair, session, step};
use enishi::domain::entity::Change;
use enishi::store::chain::{ROOT, Sealed, body_hash};
use enishi::store::line;
use enishi::store::op::canonical::{NotCanonical, Why, check, read};
use enishi::store::{LogFilter, MemoryStore, SqliteStore, Store};
use enishi::words::{Lang, Words};
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

fn exported(store: &SqliteStore) -> Vec<String> {
    let mut bytes = Vec::new();
    store.export_ops(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// A line of a pairing, and one of its kind with another body that is hashed as it is.
fn sample() -> Sealed {
    let mut store = MemoryStore::new(Uuid::from_u128(0xabc));
    store
        .commit(&pair("相沢", "架空-2099", "N-1", "org-1"), at(0))
        .unwrap();
    let log = store.log(&LogFilter::default()).unwrap();
    Sealed::new(&log[0].op, &ROOT).unwrap()
}

fn with_body(kind: &str, body: &str) -> Sealed {
    let mut op = sample();
    kind.clone_into(&mut op.kind);
    let salt = op.content.unwrap().0;
    op.body_hash = body_hash(&salt, body);
    op.content = Some((salt, body.to_owned()));
    op
}

fn wrong(op: &Sealed) -> (String, Why) {
    let wrong = check(op).unwrap_err();
    // The same by its line.
    assert_eq!(read(&line::write(op).unwrap()), Err(wrong.clone()));
    (wrong.field.to_string(), wrong.why)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_line_of_an_export_is_canonical(steps in prop::collection::vec((step(), 0..100_i64), 1..25)) {
        let place = Place::new();
        let mut file = SqliteStore::open(&place.db()).unwrap();
        let mut model = MemoryStore::new(file.device());
        for (n, (step, wait)) in (0..).zip(&steps) {
            apply(&mut file, step, at(n * 100 + wait));
            apply(&mut model, step, at(n * 100 + wait));
        }
        for line in exported(&file) {
            let op = read(&line).map_err(|e| TestCaseError::fail(format!("{e}: {line}")))?;
            prop_assert_eq!(line::write(&op).unwrap(), line);
        }
        for entry in model.log(&LogFilter::default()).unwrap() {
            // What was erased in the model has no body that is written.
            if !matches!(entry.op.change, Change::Unknown { .. }) {
                check(&Sealed::new(&entry.op, &ROOT).unwrap()).unwrap();
            }
        }
    }

    #[test]
    fn another_byte_is_refused_or_is_what_would_be_written(at in any::<prop::sample::Index>(), byte in any::<u8>(), kind in 0..3) {
        let line = line::write(&sample()).unwrap();
        let mut bytes = line.into_bytes();
        let at = at.index(bytes.len());
        match kind {
            0 => bytes[at] = byte,
            1 => bytes.insert(at, byte),
            _ => { bytes.remove(at); }
        }
        let Ok(text) = String::from_utf8(bytes) else { return Ok(()); };
        if let Ok(op) = read(&text) {
            prop_assert_eq!(line::write(&op).unwrap(), text);
        }
    }
}

#[test]
fn the_sessions_that_come_with_it_are_canonical() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    for name in ["tutorial", "regional"] {
        let path = format!("{}/sessions/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let loaded = enishi::intake::load(&text, &Words::new(Lang::Ja));
        store
            .commit(&load("相沢", loaded.session.unwrap()), at(0))
            .unwrap();
    }
    store.commit(&load("相沢", session("s", 2)), at(1)).unwrap();
    // Also where the line has to be written in ASCII.
    let mut odd = pair("相沢", "s", "N-1", "o");
    odd.changes = vec![(
        odd.changes[0].0.clone(),
        serde_json::from_value(json!({"kind": "newer-thing", "body": "\u{202e}\u{7f}"})).unwrap(),
    )];
    store.commit(&odd, at(2)).unwrap();
    let lines = exported(&store);
    assert_eq!(lines.len(), 4);
    assert!(lines.iter().any(|line| line.contains("\\u202e")));
    for line in lines {
        read(&line).unwrap();
    }
}

#[test]
fn a_line_in_another_form_is_refused_with_its_field() {
    let op = sample();
    let (line, id) = (line::write(&op).unwrap(), op.id.to_string());
    let hash = line.rsplit('"').nth(1).unwrap().to_owned();
    let salt: String = line
        .split("\"salt\":\"")
        .nth(1)
        .unwrap()
        .chars()
        .take(32)
        .collect();
    read(&line).unwrap();
    for (from, to, field, why) in [
        ("\"v\":1", "\"v\":2", "v", Why::Form),
        ("\"v\":1", "\"v\":1.0", "v", Why::Form),
        ("\"v\":1", "\"v\":1e0", "v", Why::Form),
        ("\"v\":1,", "", "v", Why::Missing),
        ("\"v\":1", "\"v\":1,\"v\":1", "v", Why::Twice),
        ("\"v\":1", "\"w\":1,\"v\":1", "w", Why::Unknown),
        ("\"v\":1", "\"v\": 1", "line", Why::Form),
        ("\"v\":1", "\"v\":01", "line", Why::Form),
        ("{\"v\"", "{ \"v\"", "line", Why::Form),
        (&id, &id.to_uppercase(), "id", Why::Form),
        (&id, &id.replace('-', ""), "id", Why::Form),
        (&id, &format!("{{{id}}}"), "id", Why::Form),
        (&id, &format!("urn:uuid:{id}"), "id", Why::Form),
        ("000000000abc", "000000000ABC", "device", Why::Form),
        (
            "\"scope\":\"架空-2099\"",
            "\"scope\":\"架空-2099 \"",
            "scope",
            Why::Text,
        ),
        (
            "\"scope\":\"架空-2099\"",
            "\"scope\":null",
            "scope",
            Why::Form,
        ),
        ("\"scope\":\"架", "\"scope\":\"\\u67b6", "line", Why::Form),
        ("\"seq\":1", "\"seq\":0", "seq", Why::Form),
        ("\"seq\":1", "\"seq\":-1", "seq", Why::Form),
        ("\"seq\":1", "\"seq\":-0", "seq", Why::Form),
        ("\"seq\":1", "\"seq\":\"1\"", "seq", Why::Form),
        ("\"seq\":1", "\"seq\":9223372036854775808", "seq", Why::Form),
        (
            "\"hlc\":1",
            "\"hlc\":99999999999999999999991",
            "hlc",
            Why::Form,
        ),
        ("相沢", "相沢\u{200b}", "actor", Why::Text),
        ("相沢", "か\u{3099}", "actor", Why::Text),
        ("相沢", "相\\n沢", "actor", Why::Text),
        (
            "\"pairing:架空-2099/N-1/org-1\"",
            "\"pairing:架空-2099/N-1/org-1 \"",
            "entity",
            Why::Text,
        ),
        (
            "\"pairing:架空-2099/N-1/org-1\"",
            "\"pairing:架空-2099/N-1 /org-1\"",
            "entity",
            Why::Form,
        ),
        (
            "\"pairing:架空-2099/N-1/org-1\"",
            "\"pairing:架空-2099/%41-1/org-1\"",
            "entity",
            Why::Form,
        ),
        (
            "\"pairing:架空-2099/N-1/org-1\"",
            "\"pairing:架空-2099/N-1\"",
            "entity",
            Why::Form,
        ),
        (
            "\"pairing:架空-2099/N-1/org-1\"",
            "\"task:架空-2099//org-1/C1\"",
            "entity",
            Why::Form,
        ),
        (
            "\"pairing:架空-2099/N-1/org-1\"",
            "\"action:0197A0B0-0000-7000-8000-000000000000\"",
            "entity",
            Why::Form,
        ),
        (
            "\"pairing:架空-2099/N-1/org-1\"",
            "\"memo:s/0197a0b0000070008000000000000000\"",
            "entity",
            Why::Form,
        ),
        ("pairing-recorded", "Pairing-recorded", "kind", Why::Form),
        ("pairing-recorded", "pairing_recorded", "kind", Why::Form),
        ("pairing-recorded", "pairing--recorded", "kind", Why::Form),
        ("pairing-recorded", "pairing-recorded-", "kind", Why::Form),
        ("pairing-recorded", "", "kind", Why::Form),
        (&salt, &salt.to_uppercase(), "salt", Why::Form),
        (&salt, &salt[..30], "salt", Why::Form),
        (&format!("\"{salt}\""), "null", "salt", Why::Missing),
        ("\"salt\"", "\"body\"", "body", Why::Twice),
        ("\\\"level\\\"", "\\\"revel\\\"", "body_hash", Why::Differs),
        (&hash, &hash.to_uppercase(), "hash", Why::Form),
        (&hash, &hash[1..], "hash", Why::Form),
        (&hash, &format!("{hash}00"), "hash", Why::Form),
    ] {
        let changed = line.replacen(from, to, 1);
        assert_ne!(changed, line, "{from}");
        let want = Err(NotCanonical {
            field: field.into(),
            why,
        });
        assert_eq!(read(&changed).map(|_| ()), want, "{from} -> {to}");
    }
    // Fields in another order.
    let at = line.find(",\"hash\"").unwrap();
    let (front, back) = (&line[1..at], &line[at + 1..line.len() - 1]);
    let swapped = format!("{{{back},{front}}}");
    assert_eq!(read(&swapped).unwrap_err().field, "line");
    for text in ["", "[]", "1", "{}", &line[1..], &format!("{line}{line}")] {
        assert!(read(text).is_err(), "{text}");
    }
}

#[test]
fn a_body_in_another_form_is_refused_with_its_field() {
    let level = r#"{"level":"要相談"}"#;
    check(&with_body("pairing-level", level)).unwrap();
    // Any order of keys, and keys that an older version did not know.
    check(&with_body(
        "pairing-recorded",
        r#"{"level":"関心","person":"001"}"#,
    ))
    .unwrap();
    check(&with_body(
        "pairing-recorded",
        r#"{"person":"001","level":"関心"}"#,
    ))
    .unwrap();
    check(&with_body("pairing-recorded", r#"{"level":"関心"}"#)).unwrap();
    check(&with_body(
        "session-loaded",
        r#"{"id":"s","title":"題","held_on":"2099-01-02"}"#,
    ))
    .unwrap();
    for (kind, body, field, why) in [
        ("pairing-level", r#"{"level": "要相談"}"#, "body", Why::Form),
        ("pairing-level", r#" {"level":"要相談"}"#, "body", Why::Form),
        (
            "pairing-level",
            r#"{"level":"要相談","level":"要相談"}"#,
            "body.level",
            Why::Twice,
        ),
        (
            "pairing-level",
            r#"{"level":"要相談","氏名":"高橋"}"#,
            "body.氏名",
            Why::Unknown,
        ),
        (
            "pairing-level",
            r#"{"level":"\u8981相談"}"#,
            "body",
            Why::Form,
        ),
        ("pairing-level", r#"{"level":"とても"}"#, "body", Why::Form),
        ("pairing-level", "null", "body", Why::Form),
        ("pairing-level", "", "body", Why::Form),
        ("pairing-level", "[\"要相談\"]", "body", Why::Form),
        ("pairing-level", r#"{"level":"要相談"}}"#, "body", Why::Form),
        (
            "pairing-note",
            "{\"note\":\"か\u{3099}\"}",
            "body.note",
            Why::Text,
        ),
        (
            "pairing-note",
            "{\"note\":\"a\u{202e}b\"}",
            "body.note",
            Why::Text,
        ),
        ("pairing-note", r#"{"note":"a\tb"}"#, "body.note", Why::Text),
        ("pairing-note", r#"{"note":"a\/b"}"#, "body", Why::Form),
        (
            "pairing-next",
            r#"{"on":"20990102","side":"company","text":""}"#,
            "body.on",
            Why::Form,
        ),
        ("task-due", r#"{"due_on":"2099-1-2"}"#, "body", Why::Form),
        (
            "action-undone",
            r#"{"action":"0197A0B0-0000-7000-8000-000000000000"}"#,
            "body.action",
            Why::Form,
        ),
        (
            "session-loaded",
            r#"{"id":"s","held_on":"2099-01-02","needs":[{"no":"N-1"},{"no":"N\u001b"}]}"#,
            "body.needs[1].no",
            Why::Text,
        ),
        (
            "newer-thing",
            r#"{"a":1,"b":{"c":1,"c":2}}"#,
            "body.b.c",
            Why::Twice,
        ),
        ("newer-thing", r#"{"a":1.50}"#, "body", Why::Form),
        ("newer-thing", r#"{"a":1e2}"#, "body", Why::Form),
        ("newer-thing", r#"{"a":-0}"#, "body", Why::Form),
        (
            "newer-thing",
            r#"{"a":123456789012345678901234567890}"#,
            "body",
            Why::Form,
        ),
        ("newer-thing", r#"{"a":1,}"#, "body", Why::Form),
    ] {
        let got = wrong(&with_body(kind, body));
        assert_eq!(got, (field.to_owned(), why), "{kind} {body}");
    }
    for body in [
        "null",
        "3",
        "-3",
        "1.5",
        r#""text""#,
        r#"{"z":1,"a":[true,{"b":null}]}"#,
    ] {
        check(&with_body("newer-thing", body)).unwrap();
    }
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    assert_eq!(wrong(&with_body("newer-thing", &deep)).0, "body");
}

#[test]
fn an_op_erases_only_what_stands_before_it() {
    let erasing = |seq: u64, scope: &str| {
        let device = Uuid::from_u128(0xabc);
        let body = json!({"ops": [{"device": device, "scope": scope, "seq": seq, "instead": null}], "reason": ""});
        let mut op = with_body("content-erased", &body.to_string());
        op.seq = 5;
        op
    };
    check(&erasing(4, "架空-2099")).unwrap();
    check(&erasing(9, "other")).unwrap();
    for seq in [5, 6] {
        assert_eq!(
            wrong(&erasing(seq, "架空-2099")),
            ("body.ops".to_owned(), Why::Form)
        );
    }
}

#[test]
fn an_erased_op_is_canonical_without_its_body() {
    let mut op = sample();
    op.content = None;
    check(&op).unwrap();
    let line = line::write(&op).unwrap();
    read(&line).unwrap();
    for field in ["salt", "body"] {
        let short = line.replacen(&format!("\"{field}\":null,"), "", 1);
        let want = NotCanonical {
            field: field.into(),
            why: Why::Missing,
        };
        assert_eq!(read(&short), Err(want));
    }
}

/// Whoever adds a kind finds here that its body is held to the form, too.
#[test]
fn every_known_kind_is_held_to_its_body() {
    let recorded = enishi::domain::entity::ALL.iter();
    let recorded = recorded.flat_map(|about| about.kinds).map(|kind| kind.name);
    let names: Vec<&str> = recorded
        .chain(["action-undone", "content-erased"])
        .collect();
    for kind in names {
        let got = wrong(&with_body(kind, r#"{"no such key":1}"#));
        assert!(got.0.starts_with("body"), "{kind}");
    }
}

#[test]
fn what_is_wrong_is_told_in_both_languages() {
    let mut op = sample();
    op.actor = " 相沢".to_owned();
    let wrong = check(&op).unwrap_err();
    assert_eq!(
        wrong.explain(&Words::new(Lang::Ja)),
        "actorに使えない文字があります"
    );
    assert!(
        wrong
            .explain(&Words::new(Lang::En))
            .starts_with("actor has")
    );
    assert_eq!(
        wrong.to_string(),
        "actor: characters that are never written"
    );
}
