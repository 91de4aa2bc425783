//! Whether a line of an export of ops is what this program itself could have written.
//!
//! A line that means the same and is written otherwise would be stored as it is, and from then on the tables that come
//! from the ops by reading would not fit the ops by text. So there is one form:
//!
//! - the line: the fields in their order, none missing, none more, none twice, no blanks between them;
//! - numbers: digits only; UUIDs: lower-case with hyphens; bytes: lower-case hexadecimal digits of the exact length;
//! - texts: [`Clean`] of themselves; the entity: its own parse written again; the kind: kebab-case;
//! - the body: compact JSON without a key twice. Of a known kind it is also its own change written again: no other
//!   keys, no other texts. Keys may be missing where an older version did not know them. Another version that needs a
//!   body of another form gives it another kind.
//!
//! The order of the keys in a body does not count: it is hashed as it is, and no reader looks at it.

mod json;

pub use crate::store::error::canonical::{NotCanonical, Why};

use super::chain;
use super::chain::Sealed;
use super::extras;
use crate::domain::entity;
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::op::Extras;
use crate::store::device::Endorsement;
use crate::store::hex;
use crate::text::Clean;
use json::Json;
use serde_json::Value;
use uuid::Uuid;

/// The longest name, entity or kind.
const LONGEST_HEADER: usize = 4096;

/// The fields of a line in their order.
const FIELDS: [&str; 14] = [
    "v",
    "id",
    "device",
    "scope",
    "seq",
    "hlc",
    "actor",
    "action",
    "entity",
    "kind",
    "salt",
    "body",
    "body_hash",
    "hash",
];

/// The field of a signature, on the last op of a stream that was signed.
const SIGNATURE: &str = "sig";

/// Reads a line, without its end, that is canonical.
pub fn read(text: &str) -> Result<Sealed, NotCanonical> {
    let op = read_line(text)?;
    check(&op)?;
    Ok(op)
}

/// Reads a line that is in its form and whole, whatever its op says.
pub fn read_line(text: &str) -> Result<Sealed, NotCanonical> {
    let form = || NotCanonical::new("line", Why::Form);
    let json = Json::parse(text).ok_or_else(form)?;
    let written = json.text();
    let Json::Object(mut pairs) = json else {
        return Err(form());
    };
    // It may stand behind all others, beside the op.
    let sig = match pairs.pop_if(|(name, _)| name == SIGNATURE) {
        Some((_, Json::Text(text))) => Some(
            Endorsement::from_hex(&text).ok_or_else(|| NotCanonical::new(SIGNATURE, Why::Form))?,
        ),
        Some(_) => return Err(NotCanonical::new(SIGNATURE, Why::Form)),
        None => None,
    };
    fields(&pairs)?;
    if written != text && json::ascii(&written) != text {
        return Err(form());
    }
    let mut op = sealed(pairs).ok_or_else(form)?;
    op.sig = sig.map(Box::new);
    check_line(&op)?;
    Ok(op)
}

/// What a line that was changed on its way does not keep.
fn check_line(op: &Sealed) -> Result<(), NotCanonical> {
    let fits = |n: u64| i64::try_from(n).is_ok();
    holds(op.v == chain::FORMAT, "v", Why::Form)?;
    holds(op.seq > 0 && fits(op.seq), "seq", Why::Form)?;
    holds(fits(op.hlc), "hlc", Why::Form)?;
    if let Some((salt, body)) = &op.content {
        let hash = chain::body_hash(salt, body);
        holds(hash == op.body_hash, "body_hash", Why::Differs)?;
    }
    holds(op.is_soundly_signed(), SIGNATURE, Why::Differs)
}

fn holds(holds: bool, field: &str, why: Why) -> Result<(), NotCanonical> {
    if holds {
        Ok(())
    } else {
        Err(NotCanonical::new(field, why))
    }
}

/// The op of a line whose fields are in their form and order.
fn sealed(pairs: Vec<(String, Json)>) -> Option<Sealed> {
    let values: Vec<Json> = pairs.into_iter().map(|(_, value)| value).collect();
    let [
        v,
        id,
        device,
        scope,
        seq,
        hlc,
        actor,
        action,
        entity,
        kind,
        salt,
        body,
        body_hash,
        hash,
    ] = <[Json; FIELDS.len()]>::try_from(values).ok()?;
    let content = match (salt, body) {
        (Json::Null, Json::Null) => None,
        (salt, body) => Some((hex::array(&salt.into_text()?)?, body.into_text()?)),
    };
    Some(Sealed {
        v: v.number()?,
        id: id.into_text()?.parse().ok()?,
        device: device.into_text()?.parse().ok()?,
        scope: scope.into_text()?,
        seq: seq.number()?,
        hlc: hlc.number()?,
        actor: actor.into_text()?,
        action: action.into_text()?.parse().ok()?,
        entity: entity.into_text()?,
        kind: kind.into_text()?,
        content,
        body_hash: hex::array(&body_hash.into_text()?)?,
        hash: hex::array(&hash.into_text()?)?,
        sig: None,
    })
}

/// Whether an op, wherever it comes from, has texts and a body of the one form.
pub fn check(op: &Sealed) -> Result<(), NotCanonical> {
    check_line(op)?;
    for (field, text) in [
        ("scope", &op.scope),
        ("actor", &op.actor),
        ("entity", &op.entity),
        ("kind", &op.kind),
    ] {
        holds(text.len() <= LONGEST_HEADER, field, Why::Form)?;
        holds(*Clean::line(text) == **text, field, Why::Text)?;
    }
    let entity = op.entity.parse::<Entity>();
    let same = entity.is_ok_and(|entity| entity.to_string() == op.entity);
    holds(same, "entity", Why::Form)?;
    holds(is_kebab(&op.kind), "kind", Why::Form)?;
    match &op.content {
        Some((_, body)) => check_body(op, body),
        None => Ok(()),
    }
}

/// The fields of a line, each in its form; what the texts say is looked at later.
fn fields(pairs: &[(String, Json)]) -> Result<(), NotCanonical> {
    for (n, (name, _)) in pairs.iter().enumerate() {
        if !FIELDS.contains(&name.as_str()) {
            return Err(NotCanonical::new(name, Why::Unknown));
        }
        if pairs.iter().take(n).any(|(before, _)| before == name) {
            return Err(NotCanonical::new(name, Why::Twice));
        }
    }
    let value = |field: &str| {
        let found = pairs.iter().find(|(name, _)| name == field);
        found.map(|(_, value)| value)
    };
    for field in FIELDS {
        let value = value(field).ok_or_else(|| NotCanonical::new(field, Why::Missing))?;
        if !is_in_form(field, value) {
            return Err(NotCanonical::new(field, Why::Form));
        }
    }
    // One without the other.
    if (value("salt") == Some(&Json::Null)) != (value("body") == Some(&Json::Null)) {
        return Err(NotCanonical::new("salt", Why::Missing));
    }
    if !pairs.iter().map(|(name, _)| name.as_str()).eq(FIELDS) {
        return Err(NotCanonical::new("line", Why::Form));
    }
    Ok(())
}

fn is_in_form(field: &str, value: &Json) -> bool {
    match (field, value) {
        ("v" | "seq" | "hlc", Json::Number(n)) => n.is_u64(),
        ("id" | "device" | "action", Json::Text(text)) => {
            Uuid::try_parse(text).is_ok_and(|id| id.to_string() == *text)
        }
        ("scope" | "actor" | "entity" | "kind" | "body", Json::Text(_))
        | ("salt" | "body", Json::Null) => true,
        ("salt", Json::Text(text)) => hex::array::<16>(text).is_some(),
        ("body_hash" | "hash", Json::Text(text)) => hex::array::<32>(text).is_some(),
        _ => false,
    }
}

/// Small letters and digits, joined by single hyphens.
fn is_kebab(kind: &str) -> bool {
    let part = |part: &str| {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        !part.is_empty() && part.bytes().all(plain)
    };
    kind.starts_with(|c: char| c.is_ascii_lowercase()) && kind.split('-').all(part)
}

/// The ops that are replaced stand in order, and none is named twice.
fn check_extras(extras: &Extras) -> Result<(), NotCanonical> {
    let over = extras.over.as_deref().unwrap_or_default();
    if over.is_sorted_by(|a, b| a < b) && over.iter().all(|at| at.seq > 0) {
        Ok(())
    } else {
        Err(NotCanonical::new("body.over", Why::Form))
    }
}

fn check_body(op: &Sealed, body: &str) -> Result<(), NotCanonical> {
    let form = || NotCanonical::new("body", Why::Form);
    let json = Json::parse(body).ok_or_else(form)?;
    json.no_key_twice("body")?;
    if json.text() != body {
        return Err(form());
    }
    if !entity::is_known(&op.kind) {
        return Ok(());
    }
    let mut value = serde_json::from_str(body).map_err(|_| form())?;
    check_extras(&extras::take(&mut value))?;
    let json = json.without(|key| extras::KEYS.contains(&key) && value.get(key).is_none());
    let change = chain::change(&op.kind, value);
    if matches!(change, Change::Unknown { .. }) {
        return Err(form());
    }
    let again = serde_json::to_value(&change).map_err(|_| form())?;
    json.is_written_as(again.get("body").unwrap_or(&Value::Null), "body")?;
    if let Change::ContentErased { ops, .. } = &change {
        // Whoever erases has seen what they erase: it stands before it in its stream.
        let own = |e: &&entity::Erased| e.device == op.device && *e.scope == *op.scope;
        if ops.iter().filter(own).any(|e| e.seq >= op.seq) {
            return Err(NotCanonical::new("body.ops", Why::Form));
        }
    }
    Ok(())
}
