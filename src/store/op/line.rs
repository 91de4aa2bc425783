//! An op as one line of JSON: what `enishi ops export` writes and everybody can read. Byte for byte what was hashed.

use super::canonical::{self, NotCanonical, Why};
use super::chain::Sealed;
use crate::store::StoreError;
use crate::text::Clean;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::BufRead;
use std::io::Read;
use uuid::Uuid;

/// The longest line that is read: a session of thousands of people fits many times.
const LONGEST: u64 = 32 << 20;

/// The most ops of one input.
const MOST: usize = 5_000_000;

#[derive(Serialize)]
struct Line {
    v: u64,
    id: Uuid,
    device: Uuid,
    scope: String,
    seq: u64,
    hlc: u64,
    actor: String,
    action: Uuid,
    entity: String,
    kind: String,
    salt: Option<String>,
    body: Option<String>,
    body_hash: String,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sig: Option<String>,
}

/// One op as a line, without its end. It can be shown anywhere: what the cleaning of texts would change is written as
/// `\uXXXX`, so that nothing is lost on the way back.
pub fn write(op: &Sealed) -> Result<String, StoreError> {
    let hex = crate::store::files::hex;
    let line = Line {
        v: op.v,
        id: op.id,
        device: op.device,
        scope: op.scope.clone(),
        seq: op.seq,
        hlc: op.hlc,
        actor: op.actor.clone(),
        action: op.action,
        entity: op.entity.clone(),
        kind: op.kind.clone(),
        salt: op.content.as_ref().map(|(salt, _)| hex(salt)),
        body: op.content.as_ref().map(|(_, body)| body.clone()),
        body_hash: hex(&op.body_hash),
        hash: hex(&op.hash),
        sig: op.sig.as_ref().map(|sig| sig.to_hex()),
    };
    let text = serde_json::to_string(&line).map_err(|e| StoreError::BadInput {
        line: 0,
        detail: e.to_string(),
    })?;
    Ok(shown(text))
}

/// JSON as it is, if cleaning changes nothing of it; else in ASCII. Outside of its strings JSON is ASCII anyway.
fn shown(json: String) -> String {
    if *Clean::text(&json) == *json {
        return json;
    }
    let mut out = String::with_capacity(2 * json.len());
    for c in json.chars() {
        if c.is_ascii() && !c.is_ascii_control() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

/// All ops of an input with the numbers of their lines: for a file that is known to be small.
pub fn read_all(from: &mut dyn BufRead) -> Result<Vec<(usize, Sealed)>, StoreError> {
    let mut ops = Vec::new();
    read_each(from, &mut |number, op| {
        ops.push((number, op));
        Ok(())
    })?;
    Ok(ops)
}

/// Hands over the ops of an input one by one with the numbers of their lines; empty lines are skipped. A line that is
/// not whole ends it, and so does whoever takes them.
pub fn read_each(
    from: &mut dyn BufRead,
    take: &mut dyn FnMut(usize, Sealed) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut count = 0;
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let read = from.take(LONGEST + 1).read_until(b'\n', &mut bytes);
        let length = read.map_err(|e| StoreError::BadInput {
            line: number,
            detail: e.to_string(),
        })?;
        if length == 0 {
            break;
        }
        if length as u64 > LONGEST || count >= MOST {
            return Err(not_canonical(number, Why::Long));
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| not_canonical(number, Why::Text))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim();
        if !text.is_empty() {
            count += 1;
            take(number, self::read(text, number)?)?;
        }
    }
    Ok(())
}

fn not_canonical(line: usize, why: Why) -> StoreError {
    wrong(line, "line", why)
}

/// The refusal of a line for one of its fields.
pub(crate) fn wrong(line: usize, field: &str, why: Why) -> StoreError {
    let what = NotCanonical::new(field, why);
    StoreError::NotCanonical { line, what }
}

/// One line; its number is for the error. What its op says is looked at when it is taken in.
pub fn read(text: &str, number: usize) -> Result<Sealed, StoreError> {
    canonical::read_line(text).map_err(|what| match (what.field.as_str(), what.why) {
        ("sig", Why::Differs) => StoreError::WrongSignature { line: number },
        _ => StoreError::NotCanonical { line: number, what },
    })
}
